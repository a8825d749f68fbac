"""Hand files in through the real command, and hold what came of them to what is wanted."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from hiring.domain.codes import Kind, number_in
from hiring.store.tables import ratings, scorecard_versions
from tests.cli.desk import looking
from tests.hostile.making import ANSWERS, NOTE, Wanted, bytes_of, the_round

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Shell
    from tests.hostile.making import Case

GOOD = "good.xlsx"


class HandedIn(NamedTuple):
    """What the command said of each file, by its name, and all that it printed."""

    code: int
    files: Mapping[str, dict[str, Any]]
    printed: str


def hand_in(desk: Shell, files: Mapping[str, bytes], *words: str) -> HandedIn:
    """Put files into a folder and import the folder."""
    folder = desk.folder.with_name("back")
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return take(desk, folder, *words)


def take(desk: Shell, *words: str | Path) -> HandedIn:
    """Import what is named."""
    result = desk("scorecard", "import", *map(str, words), "--json")
    found = {Path(one["file"]).name: one for one in json.loads(result.stdout)}
    assert "Traceback" not in result.output
    return HandedIn(result.exit_code, found, result.output)


def judge(case: Case, desk: Shell) -> HandedIn:
    """Hand a case's file in beside a good card of another interviewer, and judge both."""
    files = {case.file: bytes_of(case), GOOD: the_round().filled("S-2")}
    handed = hand_in(desk, files)

    assert handed.files[GOOD]["state"] == "recorded"
    assert on_record(desk, "S-2") == (as_typed(),)
    if case.wanted is Wanted.REFUSED:
        _judge_refusal(case, handed)
        assert on_record(desk, "S-1") == ()
        return handed
    _judge_record(case, handed)
    assert on_record(desk, "S-1") == (as_typed(case),)
    return handed


def _judge_refusal(case: Case, handed: HandedIn) -> None:
    one = handed.files[case.file]
    assert (handed.code, one["state"], one["version"]) == (3, "refused", None)
    assert one["problems"]
    for problem in one["problems"]:
        assert problem["what"]
        assert problem["fix"]
        assert problem["where"].startswith(case.file)
    told = " ".join(f"{p['where']}: {p['what']} {p['fix']}" for p in one["problems"]).casefold()
    assert [word for word in _words(case.says) if word.casefold() not in told] == []
    places = [problem["where"] for problem in one["problems"]]
    for at in case.at:
        assert f"{case.file}, {the_round().place(at)}" in places


def _judge_record(case: Case, handed: HandedIn) -> None:
    one = handed.files[case.file]
    assert (handed.code, one["state"], one["problems"]) == (0, "recorded", [])
    assert (one["card"], one["application"], one["version"]) == ("S-1", "A-1", 1)
    if case.wanted is Wanted.TAKEN:
        assert one["notes"] == []
        return
    assert one["notes"]
    told = " ".join(one["notes"]).casefold()
    wanted = [*_words(case.says), *(the_round().places.at(at) for at in case.at)]
    assert [word for word in wanted if word.casefold() not in told] == []


def _words(says: tuple[str, ...]) -> list[str]:
    """Give the words with addresses in the place of "{coding:rating}"."""
    at = the_round().places.at
    return [re.sub(r"\{(.+?)\}", lambda place: at(place[1]), word) for word in says]


class Recorded(NamedTuple):
    """One version of a card as the database holds it."""

    levels: dict[str, object]
    evidence: dict[str, str]
    overall: str
    note: str


def as_typed(case: Case | None = None) -> Recorded:
    """Give what is to be on record: what the interviewer typed, where the case says no other."""
    if case is not None:
        return Recorded(case.levels(), case.evidence(), "yes", NOTE)
    levels = {key: level for key, (level, _) in ANSWERS.items()}
    return Recorded(levels, {key: text for key, (_, text) in ANSWERS.items()}, "yes", NOTE)


def on_record(desk: Shell, card: str) -> tuple[Recorded, ...]:
    """Read every version of a card from the database, oldest first."""
    number = number_in(card, Kind.SCORECARD)
    with looking(desk) as connection:
        versions = connection.execute(
            select(scorecard_versions)
            .where(scorecard_versions.c.scorecard_id == number)
            .order_by(scorecard_versions.c.number)
        ).all()
        found = []
        for version in versions:
            rated = connection.execute(
                select(ratings).where(ratings.c.version_id == version.id)
            ).all()
            levels = {one.competency: one.level for one in rated}
            evidence = {one.competency: one.evidence for one in rated}
            found.append(Recorded(levels, evidence, version.overall, version.overall_note))
    return tuple(found)
