"""What is written for others says that it is about people, of which day, and what made it."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import load_workbook

from hiring import VERSION
from hiring.domain.handling import say_handling

if TYPE_CHECKING:
    from tests.conftest import Shell

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
DAY = r"\d{4}-\d{2}-\d{2}"


@pytest.fixture
def paper(desk: Shell, tmp_path: Path) -> Path:
    """Write a decision record, a debrief pack and a card, all of one application."""
    desk.ok("interview", "schedule", "A-1", "1", "--interviewer", "Bo Sample <bo@example.org>")
    desk.ok("scorecard", "export", "I-1", "-o", str(tmp_path / "cards"))
    (card,) = (tmp_path / "cards").glob("*.xlsx")
    card.rename(tmp_path / "card.xlsx")
    desk.ok("decide", "A-1", "reject", "--by", "Mo Manager", "--because", "no bar met")
    desk.ok("decision", "export", "A-1", "-o", str(tmp_path / "decision.docx"))
    desk.ok("debrief", "export", "A-1", "-o", str(tmp_path / "debrief.docx"))
    return tmp_path


@pytest.mark.parametrize("name", ["debrief", "decision"])
def test_c8_a_document_about_somebody_says_so_at_its_foot_with_the_day(
    paper: Path, name: str
) -> None:
    foot = Document(str(paper / f"{name}.docx")).sections[0].footer.paragraphs[0].text

    assert re.search(rf"Personal data of {DAY}; no retention rule is set\.", foot)


def test_c8_with_a_retention_rule_it_says_until_when() -> None:
    said = say_handling(date(2026, 3, 2), date(2026, 9, 2))

    assert said == "Personal data of 2026-03-02; delete by 2026-09-02."


def test_c8_a_document_names_the_day_of_the_active_rule(desk: Shell, tmp_path: Path) -> None:
    settings = desk.folder / "hiring.toml"
    said = settings.read_text(encoding="utf-8")
    rule = '[retention]\npolicies = ["de-6-months"]'
    settings.write_text(said.replace("[retention]", rule, 1), encoding="utf-8")
    desk.ok("decide", "A-1", "reject", "--by", "Mo Manager", "--because", "no bar met")
    desk.ok("decision", "export", "A-1", "-o", str(tmp_path / "decision.docx"))

    foot = Document(str(tmp_path / "decision.docx")).sections[0].footer.paragraphs[0].text

    assert re.search(rf"Personal data of {DAY}; delete by {DAY}\.", foot)


def test_c8_a_card_says_so_in_its_properties(paper: Path) -> None:
    said = load_workbook(paper / "card.xlsx").properties.description

    assert said.startswith("Personal data: delete it once it is sent back. ")


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_c8_c38_an_export_says_so_with_day_rubrics_rules_and_tool(
    desk: Shell, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "out"
    desk.ok("export", str(out), "--format", form)

    header = json.loads((out / "schema.json").read_text(encoding="utf-8"))
    readme = (out / "README.txt").read_text(encoding="utf-8")

    assert "hold personal data" in header["personal_data"]
    assert "hold personal data" in readme
    assert re.search(rf"^written   {DAY} by hiring {VERSION}$", readme, re.MULTILINE)
    assert header["rubrics"]
    assert all(re.fullmatch(DAY, day) for day in header["rule_sets"].values())
    assert all(name in readme for name in (*header["rubrics"], *header["rule_sets"]))


@pytest.mark.parametrize("name", ["debrief.docx", "decision.docx"])
def test_c38_a_document_names_rubric_and_tool(paper: Path, name: str) -> None:
    said = Document(str(paper / name)).core_properties.comments

    assert re.match(r"Rubric .*\d+\.\d+\.\d+", said)
    assert said.endswith(f"hiring {VERSION}")


def test_c38_a_card_names_rubric_and_tool(paper: Path) -> None:
    said = load_workbook(paper / "card.xlsx").properties.description

    assert re.search(r"\d+\.\d+\.\d+", said)
    assert said.endswith(f"hiring {VERSION}")


def test_c38_the_same_record_is_written_as_the_same_bytes(desk: Shell, paper: Path) -> None:
    for kind, name in (("decision", "decision.docx"), ("debrief", "debrief.docx")):
        again = desk.ok(kind, "export", "A-1", "-o", str(paper / name))

        assert again.startswith("unchanged")
        assert zipfile.is_zipfile(paper / name)


def test_c38_the_tool_names_its_own_version() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]

    assert project["version"] == VERSION
