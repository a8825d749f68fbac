"""The page on writing rubrics: its files load, its commands say what it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from hiring.cli import main
from hiring.domain.consistency import check_rubric
from hiring.domain.role_rules import choices
from hiring.domain.rubric import Choice
from hiring.resources import bundled
from hiring.rubric_files.library import load_library
from hiring.workflow.workspaces import make_workspace
from tests.conftest import NOW

PAGE = Path(__file__).parents[1] / "docs" / "rubrics.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
FILES = {
    text.split("\n", 1)[0].removeprefix("# rubrics/"): text
    for language, text in BLOCKS
    if language == "yaml" and text.startswith("# rubrics/")
}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace with the files of the page, and stand in it."""
    folder = tmp_path / "workspace"
    make_workspace(folder, company="Example GmbH", database_url=None, now=NOW)
    rubrics = folder / "rubrics"
    rubrics.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (rubrics / name).write_text(text, encoding="utf-8")
    second = FILES["labelling-lead.yaml"].replace("communication: 2", "communication: 3")
    (folder / "labelling-lead-2.yaml").write_text(second, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def commands() -> list[tuple[str, list[str]]]:
    """List the commands of the page with the lines shown after each."""
    found: list[tuple[str, list[str]]] = []
    for language, text in BLOCKS:
        for line in text.splitlines() if language == "console" else ():
            if line.startswith("$ hiring "):
                found.append((line.removeprefix("$ hiring "), []))
            else:
                found[-1][1].append(line)
    return found


def test_the_page_has_a_competency_a_role_and_an_organisation() -> None:
    assert sorted(FILES) == ["label-quality.yaml", "labelling-lead.yaml", "organisation.yaml"]


def test_the_rubrics_of_the_page_load_and_every_variant_holds(workspace: Path) -> None:
    library = load_library(bundled("rubrics"), workspace / "rubrics")
    role = library.roles["labelling-lead"]

    for choice in (Choice(), *choices(role, tuple(library.settings.values()))):
        assert check_rubric(library.resolve(role.id, choice)) == ()
    assert library.resolve(role.id, Choice(level="junior")).strengths == (
        "collaboration",
        "learning-drive",
    )
    assert library.competencies["label-quality"].candidate_words.startswith("write instructions")


@pytest.mark.usefixtures("workspace")
def test_the_commands_of_the_page_print_what_it_shows() -> None:
    shown = commands()

    assert len(shown) == 3
    for command, lines in shown:
        result = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        if lines != ["..."]:
            assert result.output.splitlines() == lines, command


@pytest.mark.parametrize("key", ["strengths_add", "strengths_drop", "bars_drop", "not_this_role"])
def test_the_page_explains_the_keys_of_a_change(key: str) -> None:
    assert f"`{key}`" in PAGE.read_text(encoding="utf-8")


def test_the_page_tells_the_limits_that_the_program_holds() -> None:
    text = PAGE.read_text(encoding="utf-8")

    for words in ("2 to 4 strengths", "4 to 6 steps in at most 360 minutes", "at most 180"):
        assert words in " ".join(text.split()), words
