"""Which role an advertisement describes, on the command line."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from hiring.cli import main
from tests.domain.adverts.ads import FOUR_JOBS, OTHER_FIELDS, ROLES
from tests.rubric_files.planted import ROLE, spoil

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where no workspace is."""
    monkeypatch.chdir(tmp_path)


def recognise(*words: str, text: str | None = None) -> Result:
    arguments = ["jd", "recognise", *words]
    return CliRunner().invoke(main, arguments, input=text, catch_exceptions=False)


def plain(text: str) -> str:
    return textwrap.dedent(text).strip()


def test_a_role_is_told_with_what_decided_and_without_a_workspace(tmp_path: Path) -> None:
    file = tmp_path / "ad.txt"
    file.write_text(f"# Data engineer\n\n{plain(ROLES['data-engineer'])}\n")

    result = recognise(str(file))

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "role        data-engineer"
    assert lines[1] == "family      adjacent"
    assert "confidence  clear" in lines
    assert lines[5].split() == ["LINE", "WEIGHT", "ROLE", "BECAUSE", "OF"]
    assert lines[6].split() == ["title", "28.0", "data-engineer", "Data", "engineer"]


def test_the_answer_in_json_holds_role_family_runner_up_confidence_and_reasons() -> None:
    found = json.loads(recognise("-", "--json", text=plain(ROLES["ml-engineer"])).stdout)

    assert (found["role"], found["family"], found["confidence"]) == ("ml-engineer", "core", "clear")
    assert {"best", "runner_up", "scope", "clusters"} < set(found)
    assert set(found["because"][0]) == {"phrase", "line", "weight", "role"}
    assert found["because"][0]["line"] in range(1, 12)


def test_none_is_an_answer() -> None:
    result = recognise("-", text=plain(OTHER_FIELDS["nurse"]))

    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "role        none"
    assert json.loads(recognise("-", "--json", text="Clerk\n").stdout)["because"] == []
    assert recognise("-", text="").exit_code == 3


def test_two_roles_asked_for_alike_are_both_named() -> None:
    alike = "# Job\n\nWhat you will do:\n" + "- A data engineer\n- A data scientist\n" * 2

    found = json.loads(recognise("-", "--json", text=alike).stdout)

    assert (found["role"], found["best"]) == ("ambiguous", "data-engineer")
    said = recognise("-", text=alike).stdout
    assert said.startswith("role        ambiguous: data-engineer or data-scientist\n")


def test_a_data_scientist_gets_a_scope() -> None:
    text = "# Data scientist\n\nWhat you will do:\n- Data science\n- Dashboards in Tableau, KPIs\n"

    assert "scope       analysis\n" in recognise("-", text=text).stdout


def test_another_language_is_said() -> None:
    text = (
        "# Data Engineer (m/w/d)\n\n## Aufgaben\n\n"
        + "* Du baust die Strecken für die Daten und hältst sie mit dem Team in Ordnung.\n" * 4
    )

    result = recognise("-", text=text)

    assert "data-engineer" in result.stdout
    assert "this advertisement is in German" in result.stderr


def test_no_role_is_clear_in_a_language_that_roles_are_not_told_in() -> None:
    text = (
        "# Bäcker (m/w/d)\n\n## Aufgaben\n\n"
        + "* Du backst die Brote für die Stadt und hältst mit dem Team den Ofen in Ordnung.\n" * 4
    )

    found = json.loads(recognise("-", "--json", text=text).stdout)

    assert (found["role"], found["confidence"]) == ("none", "weak")


def test_an_ad_for_the_work_of_several_people_is_told_as_such() -> None:
    found = json.loads(recognise("-", "--json", text=plain(FOUR_JOBS)).stdout)

    assert len(found["mixes"]) > 2
    assert (
        f"mixes       {', '.join(found['mixes'])}\n" in recognise("-", text=plain(FOUR_JOBS)).stdout
    )
    alone = recognise("-", "--json", text=plain(ROLES["ml-engineer"]))
    assert json.loads(alone.stdout)["mixes"] == []


def test_an_own_role_of_the_workspace_is_recognised(sqlite_shell: Shell) -> None:
    rubrics = sqlite_shell.folder / "rubrics"
    rubrics.mkdir(exist_ok=True)
    (rubrics / "tester.yaml").write_text(ROLE)

    said = sqlite_shell(
        "jd",
        "recognise",
        "-",
        input="# Model tester\n\nDuties:\n* Find faults\n* Report failures\n",
    )

    assert "role        model-tester\n" in said.stdout


def test_a_broken_own_rubric_is_refused_as_everywhere(sqlite_shell: Shell) -> None:
    rubrics = sqlite_shell.folder / "rubrics"
    rubrics.mkdir(exist_ok=True)
    (rubrics / "tester.yaml").write_text(spoil(ROLE, ("version: 1.0.0", "version: one")))

    result = sqlite_shell("jd", "recognise", "-", input="# Model tester\n")

    assert result.exit_code == 3
    assert "tester.yaml:3" in result.stderr


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = recognise(str(tmp_path / "gone.txt"))

    assert result.exit_code == 3
    assert "gone.txt" in result.stderr
