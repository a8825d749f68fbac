"""The quick way of writing a card and plain openpyxl must give the same workbook."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.documents.scorecard import write
from hiring.documents.scorecard.drawing import draw
from hiring.documents.scorecard.personal import banner_height, personal_texts
from hiring.documents.sheets.ooxml import open_workbook
from hiring.languages import load_language
from hiring.views.papers import KitQuestion
from tests.documents.cards import a_row, a_sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.views.papers import CardRow, ScorecardSheet

ODD = (
    "=1+1",
    "+49 30",
    "@SUM(A1)",
    "#N/A",
    "#DIV/0!",
    "TRUE",
    "0123",
    "_x0041_",
    "_x000D_",
    "a\x00b\x07c\x1f",
    "\ud800 alone \udfff",
    "\ufffe\uffff",
    "Ben & Jerry <b>]]>",
    "&P &N && &",
    " both sides ",
    "\ttab",
    "one\r\ntwo\rthree\n",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f600",
    "\u05e9\u05dc\u05d5\u05dd \u202eabc",
    "Zo\u0301e\u0308",
    "x" * 32_768,
    "\U0001f600" * 16_400,
    "{candidate} {0} {",
    "~hiring:title~",
    " ",
    "",
)
TEXTS = st.one_of(
    st.sampled_from(ODD), st.text(st.characters(codec=None), max_size=40), st.just("Ada Example")
)
LANGUAGES = st.sampled_from(["en", "de"]).map(load_language)
MOMENTS = st.one_of(
    st.none(), st.datetimes(datetime(1900, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
)  # fmt: skip


@st.composite
def some_rows(draw_: st.DrawFn) -> tuple[CardRow, ...]:
    levels = draw_(st.integers(3, 5))
    count = draw_(st.integers(1, 9))
    asked = st.builds(
        KitQuestion,
        ask=TEXTS,
        probes=st.lists(TEXTS, max_size=2).map(tuple),
        good=TEXTS,
        weak=TEXTS,
    )
    return tuple(
        a_row(
            f"skill-{number}",
            name=draw_(TEXTS),
            definition=draw_(TEXTS),
            anchors=tuple(draw_(TEXTS) for _ in range(levels)),
            questions=tuple(draw_(st.lists(asked, max_size=1))),
            avoid=tuple(draw_(st.lists(TEXTS, max_size=1))),
        )
        for number in range(count)
    )


@st.composite
def some_sheets(draw_: st.DrawFn) -> ScorecardSheet:
    words = ("candidate", "interviewer", "job_title", "company", "step", "purpose", "brief")
    fields: dict[str, Any] = {word: draw_(TEXTS) for word in words}
    if draw_(st.booleans()):
        fields |= {"candidate": "C-12", "candidate_code": ""}
    return a_sheet(
        **fields,
        rows=draw_(some_rows()),
        language=draw_(LANGUAGES),
        paper=draw_(st.sampled_from(["A4", "letter"])),
        step_format=draw_(st.sampled_from(["live", "take-home", "by-pigeon"])),
        starts_at=draw_(MOMENTS),
    )


def plainly(sheet: ScorecardSheet) -> bytes:
    """Write one card as anybody would with openpyxl: build its workbook, save it."""
    texts = personal_texts(sheet)
    saved = io.BytesIO()
    draw(sheet, texts, banner_height(sheet, texts)).save(saved)
    return saved.getvalue()


def everything(raw: bytes) -> dict[str, Any]:
    """Read all that openpyxl finds in a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(raw), rich_text=True)
    core = book.properties
    return {
        "sheets": {sheet.title: everything_on(sheet) for sheet in book.worksheets},
        "names": {name: found.attr_text for name, found in book.defined_names.items()},
        "core": (core.title, core.identifier, core.creator, core.language),
        "properties": [(found.name, found.value) for found in book.custom_doc_props.props],  # type: ignore[attr-defined]  # newer than its stubs
    }


def everything_on(sheet: Worksheet) -> dict[str, Any]:
    page: Any = sheet
    return {
        "cells": {
            cell.coordinate: (cell.data_type, repr(cell.value), cell.style, cell.has_style)
            for row in sheet.iter_rows()
            for cell in row
        },
        "links": {
            cell.coordinate: cell.hyperlink.location
            for row in page.iter_rows()
            for cell in row
            if cell.hyperlink
        },
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "lists": [vars_of(found) for found in sheet.data_validations.dataValidation],
        "colours": [
            (str(cells.sqref), [(rule.formula, rule.dxf, rule.priority) for rule in rules])
            for cells, rules in page.conditional_formatting._cf_rules.items()
        ],
        "rows": {n: (row.height, row.hidden) for n, row in sheet.row_dimensions.items()},
        "columns": {n: (c.width, c.hidden) for n, c in sheet.column_dimensions.items()},
        "breaks": [found.id for found in sheet.row_breaks.brk],
        "view": vars_of(sheet.sheet_view),
        "protection": vars_of(sheet.protection),
        "setup": vars_of(sheet.page_setup),
        "margins": vars_of(sheet.page_margins),
        "printed": (sheet.print_area, sheet.print_title_rows, sheet.sheet_state),
        "frozen": sheet.freeze_panes,
        "footer": (page.oddFooter.left.text, page.oddFooter.left.size, page.oddFooter.right.text),
    }


def vars_of(found: Any) -> dict[str, str]:
    return {name: repr(getattr(found, name, None)) for name in found.__attrs__} | {
        name: repr(getattr(found, name, None)) for name in found.__elements__
    }


def our_reading(raw: bytes) -> list[Any]:
    book = open_workbook(raw, name="card.xlsx")
    return [(s.name, sorted(s.cells.items()), s.merged) for s in book.sheets]


def with_cached_status(found: list[Any], status: Any) -> list[Any]:
    """Put the status that the quick way writes, and openpyxl cannot, into its reading."""
    name, cells, merged = found[0]
    return [(name, sorted({**dict(cells), status[0]: status[1]}.items()), merged), *found[1:]]


@settings(max_examples=40)
@given(sheet=some_sheets())
def test_a_card_written_quickly_is_the_workbook_that_openpyxl_writes(
    sheet: ScorecardSheet,
) -> None:
    quick, plain = write(sheet), plainly(sheet)

    assert everything(quick) == everything(plain)
    read = our_reading(quick)
    status = next(item for item in read[0][1] if str(item[0]) == "B5")
    assert read == with_cached_status(our_reading(plain), status)


@settings(max_examples=10)
@given(sheet=some_sheets())
def test_a_card_is_a_sound_zip_of_the_same_parts_in_the_same_state(sheet: ScorecardSheet) -> None:
    raw = write(sheet)

    with (
        zipfile.ZipFile(io.BytesIO(raw)) as ours,
        zipfile.ZipFile(io.BytesIO(plainly(sheet))) as theirs,
    ):
        assert ours.testzip() is None
        assert set(ours.namelist()) == set(theirs.namelist())
        assert len(ours.namelist()) == len(set(ours.namelist()))
        assert {entry.flag_bits for entry in ours.infolist()} == {0}
    assert write(sheet) == raw


def test_a_card_opens_with_the_unzip_of_the_system(tmp_path: Any) -> None:
    path = tmp_path / "card.xlsx"
    path.write_bytes(write(a_sheet(candidate="x" * 32_000 + "\U0001f600" * 300)))

    said = subprocess.run(["unzip", "-t", path], check=True, capture_output=True, text=True).stdout
    assert "No errors detected" in said


def test_a_text_longer_than_a_stored_block_is_packed_whole() -> None:
    long = "\u20ac" * 32_767

    read = our_reading(write(a_sheet(interviewer=long)))
    assert any(found.value == long for _, found in read[0][1])


@pytest.mark.process
def test_another_process_writes_the_same_bytes() -> None:
    code = (
        "import sys, hashlib\n"
        "from hiring.documents.scorecard import write\n"
        "from tests.documents.cards import a_sheet\n"
        "print(hashlib.sha256(write(a_sheet())).hexdigest())"
    )
    here = hashlib.sha256(write(a_sheet())).hexdigest()

    for seed in ("1", "2"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        there = subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        ).stdout
        assert there.strip() == here
