"""The made-up round shows everything once, and its papers keep what they must to themselves."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from click.testing import CliRunner

from hiring.cli import main
from hiring.config import load_settings
from hiring.demo import list_deeds, read_script
from hiring.domain.scoring import Recommendation, Status
from hiring.domain.stages import STAGES
from hiring.errors import InvalidFileError
from hiring.resources import bundled
from hiring.store.connection import connect, reading
from hiring.workflow.applications import list_applications, show_application
from hiring.workflow.assessing import assess_application
from hiring.workflow.workspaces import check
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result
    from sqlalchemy import Connection


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("round") / "demo"
    return folder, CliRunner().invoke(main, ["demo", str(folder)], catch_exceptions=False)


@pytest.fixture
def connection(played: tuple[Path, Result]) -> Iterator[Connection]:
    engine = connect(load_settings(played[0], environment={}).database_url)
    with reading(engine) as opened:
        yield opened
    engine.dispose()


def assess_everybody(connection: Connection) -> list[Any]:
    lines = list_applications(connection, job=None, stage=None, limit=None)
    return [assess_application(connection, line.code).result for line in lines]


def test_the_round_is_played_and_says_what_to_try_next(played: tuple[Path, Result]) -> None:
    folder, result = played

    assert result.exit_code == 0, result.output
    assert f"hiring --workspace {folder} assess A-1" in result.output
    assert f"{folder / 'documents'}" in result.output


def test_the_round_has_somebody_in_every_stage(connection: Connection) -> None:
    lines = list_applications(connection, job=None, stage=None, limit=None)

    assert {line.stage for line in lines} == {stage.value for stage in STAGES}
    assert len({line.candidate for line in lines}) >= 12
    assert len({line.job for line in lines}) == 3


def test_the_round_shows_every_recommendation_and_every_status(connection: Connection) -> None:
    results = assess_everybody(connection)

    assert {result.recommendation for result in results} == set(Recommendation)
    assert {line.status for result in results for line in result.lines} == set(Status)
    firm = {(line.status, line.firm) for result in results for line in result.lines}
    assert {(Status.MET, True), (Status.MET, False)} <= firm
    assert {(Status.NOT_MET, True), (Status.NOT_MET, False)} <= firm


def test_the_round_shows_what_goes_wrong_in_real_ones(connection: Connection) -> None:
    lines = list_applications(connection, job=None, stage=None, limit=None)
    pages = [show_application(connection, line.code) for line in lines]
    results = assess_everybody(connection)

    assert any(result.uncounted for result in results)
    assert any(h.late for page in pages for h in page.hypotheses)
    assert any(h.kind == "weak" for page in pages for h in page.hypotheses)
    assert any(i.status == "cancelled" for page in pages for i in page.interviews)
    assert any(made.override for page in pages for made in page.decisions)
    assert any(line.settled_by for result in results for line in result.lines)
    assert any(e.what == "application reopened" for page in pages for e in page.events)


def test_the_round_is_a_sound_workspace(
    played: tuple[Path, Result], connection: Connection
) -> None:
    assert check(connection, load_settings(played[0], environment={})) == ()


def test_a_debrief_names_no_interviewer_before_its_last_page(played: tuple[Path, Result]) -> None:
    people = read_script(bundled("sample_data") / "round.yaml")["people"].values()
    names = [person.partition(" <")[0] for person in people]
    packs = sorted((played[0] / "documents").glob("*-debrief.docx"))

    assert len(packs) >= 9
    for pack in packs:
        before = text_before(pack, heading="Who said what")
        assert before
        assert not [name for name in names if name.casefold() in before.casefold()], pack.name


def text_before(path: Path, *, heading: str) -> str:
    document = docx.Document(str(path))
    told: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "text"):
            if block.text == heading:
                return "\n".join(told)
            told.append(block.text)
        else:
            told += [cell.text for row in block.rows for cell in row.cells]
    raise AssertionError(f"{path.name} has no {heading!r}")


def test_c25_a_card_holds_nothing_of_other_interviewers_of_pay_or_of_the_bars(
    played: tuple[Path, Result],
) -> None:
    script = read_script(bundled("sample_data") / "round.yaml")
    names = {person.partition(" <")[0] for person in script["people"].values()}
    pay = {str(job["facts"][end]) for job in script["jobs"] for end in ("pay_min", "pay_max")}
    managers = {job["facts"]["hiring_manager"] for job in script["jobs"]}
    stories = [entry for one in script["candidates"] for entry in one.get("story", ())]
    believed = [
        entry[kind]["evidence"]
        for entry in stories
        for kind in ("hypothesis", "weak")
        if kind in entry
    ]
    sent = sorted((played[0] / "scorecards" / "sent").glob("*.xlsx"))

    assert len(sent) > 40
    for path in sent:
        words = texts_in(path)
        text = "\n".join(words)
        others = {n for n in names if n in text and f"_{slug(n)}_" not in path.name}
        assert not others, path.name
        assert not managers & set(words)
        assert not [word for word in words if any(figure in word for figure in pay)]
        assert not [one for one in believed if one in text]


def slug(name: str) -> str:
    from hiring.domain.codes import search_key

    return "-".join(search_key(name).split())


def texts_in(path: Path) -> list[str]:
    """Give every text of every part of the workbook, and no markup."""
    with zipfile.ZipFile(path) as parts:
        raw = [parts.read(name).decode() for name in parts.namelist() if name.endswith("xml")]
    return [word for part in raw for word in re.findall(r">([^<>]+)<", part)]


def test_every_file_of_the_round_can_be_read_by_its_owner_only(
    played: tuple[Path, Result],
) -> None:
    files = [path for path in played[0].rglob("*") if path.is_file()]

    assert files
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}


def test_a_round_is_not_played_over_a_workspace(played: tuple[Path, Result]) -> None:
    again = CliRunner().invoke(main, ["demo", str(played[0])], catch_exceptions=False)

    assert again.exit_code == 1
    assert "is a workspace already" in again.stderr


def test_what_happened_is_in_order_and_nothing_is_in_the_future_but_interviews() -> None:
    deeds = list_deeds(read_script(bundled("sample_data") / "round.yaml"), now=NOW)

    assert [deed.at for deed in deeds] == sorted(deed.at for deed in deeds)
    assert all(deed.at <= NOW for deed in deeds)


def test_a_script_with_a_problem_is_refused_by_line(tmp_path: Path) -> None:
    script = tmp_path / "round.yaml"
    script.write_text("jobs: []\njobs: []\n")

    with pytest.raises(InvalidFileError, match=r"round\.yaml:2"):
        read_script(script)


def test_a_file_that_is_no_script_is_refused(tmp_path: Path) -> None:
    script = tmp_path / "round.yaml"
    script.write_text("jobs: []\n")

    with pytest.raises(InvalidFileError, match="no script"):
        read_script(script)
