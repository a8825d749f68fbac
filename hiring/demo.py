"""Play a made-up hiring round into a new workspace, through the same acts that people use.

Filled scorecards are written as files and come back through the real import; every document is
written. Nothing in it is about real people.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hiring.config.checking import DESCRIPTION
from hiring.documents import debrief, decision_record
from hiring.documents.filling import fill
from hiring.documents.job_description.html import write_html
from hiring.documents.job_description.plain import write_plain
from hiring.documents.job_description.word import write_word
from hiring.documents.scorecard import write
from hiring.domain.codes import Kind, code
from hiring.domain.guard import Guard
from hiring.domain.language import Vocabulary
from hiring.domain.stages import Action
from hiring.errors import InvalidFileError, Problem
from hiring.exchange.naming import file_name
from hiring.exchange.taking import take_back
from hiring.guard_rules import load_groups
from hiring.languages import known_languages, load_language
from hiring.private import PRIVATE_FILE, make_folders
from hiring.rubric_files.choosing import choose
from hiring.rubric_files.library import load_library
from hiring.rubric_files.yaml_text import read_yaml
from hiring.store.connection import connect, reading, transaction
from hiring.store.ledger import Act
from hiring.workflow.applications import (
    add_application,
    move_application,
    reopen_application,
)
from hiring.workflow.assessing import resolve_line
from hiring.workflow.candidates import add_candidate
from hiring.workflow.decisions import decide
from hiring.workflow.descriptions import job_description, publish_description
from hiring.workflow.hypotheses import add_hypothesis, drop_hypothesis
from hiring.workflow.interviews import cancel_interview, interviews_of, schedule_interview
from hiring.workflow.jobs import open_job
from hiring.workflow.papers import debrief_pack
from hiring.workflow.papers import decision_record as record_of
from hiring.workflow.recording import Intake
from hiring.workflow.scorecards import Looks, cards_to_send, mark_sent, sheets
from hiring.workflow.workspaces import make_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Engine

    from hiring.config import Settings

PLAYED_BY = "Rita Recruiter"
PLAN_AHEAD = timedelta(days=5)
WORKING_HOURS = (9, 10, 11, 13, 14, 15, 16)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that happened in the round, and when."""

    at: datetime
    what: str
    candidate: int | None
    said: Mapping[str, Any]


@dataclass(slots=True)
class Round:
    """The round while it is played: where it is kept and who applied as what."""

    settings: Settings
    engine: Engine
    people: Mapping[str, str]
    applications: dict[int, str] = field(default_factory=dict)
    interviews: dict[tuple[int, int], str] = field(default_factory=dict)
    cards: int = 0
    documents: int = 0

    @contextmanager
    def writing(self, at: datetime) -> Generator[Act]:
        """Open a transaction as the recruiter, at a moment of the round."""
        with transaction(self.engine) as connection:
            yield Act(connection, at, PLAYED_BY)

    @property
    def sent(self) -> Path:
        """Give the folder of cards as they went out."""
        return self.settings.folder / "scorecards" / "sent"

    @property
    def returned(self) -> Path:
        """Give the folder of cards as they came back."""
        return self.settings.folder / "scorecards" / "returned"


def play(
    folder: Path,
    script: Path,
    *,
    rubrics: Path,
    now: datetime,
    progress: Callable[[int, int], None],
) -> Round:
    """Build a workspace in a folder from the script of a round.

    Raises InvalidFileError for a script with problems, RefusedError when the folder is a
    workspace already.
    """
    said = read_script(script)
    texts = {key: str(said["job_description"].get(key, "")) for key in DESCRIPTION}
    deeds = list_deeds(said, now=now)
    settings = make_workspace(
        folder, company=said["company"], database_url=None, now=deeds[0].at, texts=texts
    )
    engine = connect(settings.database_url)
    try:
        played = Round(settings=settings, engine=engine, people=said["people"])
        library = load_library(rubrics)
        for place, deed in enumerate(deeds):
            progress(place, len(deeds))
            if deed.what == "job":
                wanted = ("level", "focus", "scope")
                variant = {key: deed.said.get(key) for key in wanted}
                setting = deed.said.get("archetype")
                rubric = choose(library, deed.said["role"], setting=setting, **variant)
                with played.writing(deed.at) as act:
                    open_job(act, rubric, code=deed.said["code"], facts=deed.said["facts"])
                _advertise(played, deed)
            else:
                _DEEDS[deed.what](played, deed)
        write_documents(played, said)
    finally:
        engine.dispose()
    return played


def _advertise(played: Round, deed: Deed) -> None:
    with played.writing(deed.at) as act:
        publish_description(
            act,
            deed.said["code"],
            settings=played.settings,
            on=None,
            today=deed.at.date().isoformat(),
            write=write_plain,
        )


def read_script(path: Path) -> dict[str, Any]:
    """Read the script of a round; InvalidFileError with every problem."""
    source = read_yaml(path.name, path.read_bytes())
    if source.problems:
        raise InvalidFileError(*source.problems)
    if not isinstance(source.value, dict) or "candidates" not in source.value:
        raise InvalidFileError(Problem("it is no script of a round", where=path.name))
    return source.value


def list_deeds(said: Mapping[str, Any], *, now: datetime) -> list[Deed]:
    """Put everything that happened in order of time."""
    deeds = [Deed(_moment(now, job["day"], 0), "job", None, job) for job in said["jobs"]]
    for number, one in enumerate(said["candidates"]):
        applied = _moment(now, one["day"], number)
        deeds.append(Deed(applied, "candidate", number, one))
        for place, entry in enumerate(one.get("story", ())):
            deeds += _deeds_of(entry, number, place, applied=applied, now=now)
    return sorted(deeds, key=lambda deed: deed.at)


def _moment(now: datetime, day: int, place: int) -> datetime:
    hour = WORKING_HOURS[place % len(WORKING_HOURS)]
    moment = datetime.combine(now.date() + timedelta(days=day), time(hour, place % 60), now.tzinfo)
    return moment if day > 0 else min(moment, now - timedelta(seconds=60 - place % 60))


def _deeds_of(
    entry: Mapping[str, Any], number: int, place: int, *, applied: datetime, now: datetime
) -> Iterator[Deed]:
    at = _moment(now, entry["day"], place)
    if "interview" not in entry:
        what = next(key for key in entry if key not in {"day", "because"})
        yield Deed(max(at, applied + timedelta(minutes=place + 1)), what, number, entry)
        return
    held = entry["interview"]
    hour, minute = (int(part) for part in str(held.get("at", "10:00")).split(":"))
    starts = at.replace(hour=hour, minute=minute, second=0, microsecond=0)
    planned = max(min(at, now) - PLAN_AHEAD, applied + timedelta(minutes=place + 1))
    said = {**held, "starts": starts, "place": place}
    yield Deed(planned, "interview", number, said)
    yield Deed(planned + timedelta(minutes=5), "send", number, said)
    if held.get("cards"):
        back = max(starts + timedelta(hours=20), planned + timedelta(minutes=10))
        yield Deed(min(back, now - timedelta(seconds=30)), "return", number, said)


def _add(played: Round, deed: Deed) -> None:
    said = deed.said
    number = deed.candidate or 0
    with played.writing(deed.at) as act:
        added = add_candidate(
            act,
            name=said["name"],
            email=said.get("email"),
            source=said["source"],
            source_detail=said.get("source_detail", ""),
            details=said.get("details"),
        )
        if said.get("job"):
            applied = add_application(
                act, candidate=code(Kind.CANDIDATE, added), job=said["job"], source=None
            )
            played.applications[number] = code(Kind.APPLICATION, applied)


def _of(played: Round, deed: Deed) -> str:
    return played.applications[deed.candidate or 0]


def _move(played: Round, deed: Deed) -> None:
    with played.writing(deed.at) as act:
        because = deed.said.get("because", "")
        move_application(act, _of(played, deed), to=deed.said["move"], because=because)


def _believe(played: Round, deed: Deed) -> None:
    weak = deed.what == "weak"
    said = deed.said[deed.what]
    with played.writing(deed.at) as act:
        add_hypothesis(
            act,
            _of(played, deed),
            said["competency"],
            evidence=said["evidence"],
            url=said.get("url", ""),
            signal=said.get("signal"),
            weak=weak,
        )


def _drop(played: Round, deed: Deed) -> None:
    with played.writing(deed.at) as act:
        drop_hypothesis(act, _of(played, deed), deed.said["drop"])


def _plan(played: Round, deed: Deed) -> None:
    with played.writing(deed.at) as act:
        line = schedule_interview(
            act,
            _of(played, deed),
            deed.said["step"],
            people=[played.people[who] for who in deed.said["who"]],
            at=deed.said["starts"],
            because=deed.said.get("again", ""),
        )
    played.interviews[deed.candidate or 0, deed.said["place"]] = line.code


def _looks(played: Round) -> Looks:
    return Looks(company=played.settings.company, language=load_language("en"))


def _intake() -> Intake:
    return Intake(Vocabulary.of(known_languages()), guard=Guard(load_groups()))


def _send(played: Round, deed: Deed) -> None:
    interview = played.interviews[deed.candidate or 0, deed.said["place"]]
    with played.writing(deed.at) as act:
        cards, _ = cards_to_send(
            act.connection, targets=[interview], job=None, due=False, now=deed.at
        )
        for sheet in sheets(act.connection, cards, _looks(played)):
            if sheet.starts_at is None:
                raise AssertionError("every interview of the round has a time")
            local = replace(sheet, starts_at=sheet.starts_at.astimezone())
            _put(played.sent / file_name(sheet), write(local))
        mark_sent(act, cards)


def _return(played: Round, deed: Deed) -> None:
    interview = played.interviews[deed.candidate or 0, deed.said["place"]]
    filled_by = {played.people[who]: card for who, card in deed.said["cards"].items()}
    with reading(played.engine) as connection:
        cards, _ = cards_to_send(connection, targets=[interview], job=None, due=False, now=deed.at)
        drawn = sheets(connection, cards, _looks(played))
    for sheet in drawn:
        names = {who.partition(" <")[0]: card for who, card in filled_by.items()}
        if sheet.interviewer not in names:
            continue
        card = names[sheet.interviewer]
        name = file_name(sheet)
        ratings = {competency: tuple(said) for competency, said in card["ratings"].items()}
        blank = (played.sent / name).read_bytes()
        content = fill(blank, ratings, overall=card["overall"], note=card.get("note", ""))
        _put(played.returned / name, content)
        taken = take_back(played.returned / name, played.writing(deed.at), _intake())
        if taken.state != "recorded":
            raise InvalidFileError(*taken.problems)
        played.cards += 1


def _cancel(played: Round, deed: Deed) -> None:
    number = int(_of(played, deed).partition("-")[2])
    with played.writing(deed.at) as act:
        open_ones = [
            line
            for line in interviews_of(act.connection, application_id=number)
            if line.step == deed.said["cancel"] and line.status == "planned"
        ]
        cancel_interview(act, open_ones[-1].code, because=deed.said["because"])


def _resolve(played: Round, deed: Deed) -> None:
    said = deed.said["resolve"]
    with played.writing(deed.at) as act:
        resolve_line(
            act,
            _of(played, deed),
            said["competency"],
            line=said["line"],
            outcome=said["outcome"],
            by=said["by"],
            because=said["because"],
        )


def _decide(played: Round, deed: Deed) -> None:
    said = deed.said["decide"]
    with played.writing(deed.at) as act:
        decide(
            act,
            [_of(played, deed)],
            Action(said["action"]),
            by=said["by"],
            because=said["because"],
            override=said.get("override"),
            skipped=said.get("skipped"),
        )


def _reopen(played: Round, deed: Deed) -> None:
    with played.writing(deed.at) as act:
        reopen_application(act, _of(played, deed), because=deed.said["reopen"])


_DEEDS: Mapping[str, Callable[[Round, Deed], None]] = {
    "candidate": _add,
    "move": _move,
    "hypothesis": _believe,
    "weak": _believe,
    "drop": _drop,
    "interview": _plan,
    "send": _send,
    "return": _return,
    "cancel": _cancel,
    "resolve": _resolve,
    "decide": _decide,
    "reopen": _reopen,
}


def write_documents(played: Round, said: Mapping[str, Any]) -> None:
    """Write every description, debrief and decision record of the round."""
    folder = played.settings.folder / "documents"
    rated = {
        played.applications[number]
        for number, one in enumerate(said["candidates"])
        if any(entry.get("interview", {}).get("cards") for entry in one.get("story", ()))
    }
    decided = {
        played.applications[number]
        for number, one in enumerate(said["candidates"])
        if any("decide" in entry for entry in one.get("story", ()))
    }
    settings = played.settings
    with reading(played.engine) as connection:
        for job in said["jobs"]:
            ad = job_description(connection, job["code"], settings=settings)
            _put(folder / f"{job['code']}-description.docx", write_word(ad))
            _put(folder / f"{job['code']}-description.html", write_html(ad))
        for shown in sorted(rated):
            pack = debrief_pack(connection, shown, settings=settings, local=_local)
            _put(folder / f"{shown}-debrief.docx", debrief.write(pack))
        for shown in sorted(decided):
            record = record_of(connection, shown, settings=settings, local=_local)
            _put(folder / f"{shown}-decision.docx", decision_record.write(record))
    played.documents = 2 * len(said["jobs"]) + len(rated) + len(decided)


def _local(moment: datetime) -> datetime:
    return moment.astimezone()


def _put(path: Path, content: bytes) -> None:
    make_folders(path.parent)
    path.touch(mode=PRIVATE_FILE)
    path.write_bytes(content)
