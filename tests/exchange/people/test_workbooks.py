"""Workbooks as Excel saves them, written part by part: shared texts, dates, and what is broken."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from hiring.errors import InvalidFileError
from hiring.exchange.people.opening import open_people
from hiring.exchange.people.sources import Table

if TYPE_CHECKING:
    from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
BOOK = (
    f"<workbook {MAIN} {LINKS}>{{properties}}<sheets>"
    '<sheet name="Notes" sheetId="1" state="hidden" r:id="r1"/>'
    '<sheet name="People" sheetId="2" r:id="r2"/></sheets></workbook>'
)
RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{WORKSHEET}" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{WORKSHEET}" Target="/xl/worksheets/sheet2.xml"/>'
    "</Relationships>"
)
STYLES = (
    f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="0.0 &quot;days&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/>'
    "</cellXfs></styleSheet>"
)
TEXTS = (
    "Name",
    "<t>Started</t>",
    "<r><t>Zo</t></r><r><rPr><b/></rPr><t>ë Example</t></r>",
    "<t>山田</t><rPh sb='0' eb='2'><t>ヤマダ</t></rPh>",
    "<t>a_x000D__x005F_b</t>",
)


def shared(*texts: str) -> str:
    told = "".join(f"<si>{t if t.startswith('<') else f'<t>{t}</t>'}</si>" for t in texts)
    return f"<sst {MAIN}>{told}</sst>"


def sheet(*rows: str) -> str:
    return f"<worksheet {MAIN}><sheetData>{''.join(rows)}</sheetData></worksheet>"


HEADER = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'


def workbook(path: Path, *rows: str, properties: str = "", **parts: str) -> Path:
    kept = {
        "xl/workbook.xml": BOOK.format(properties=properties),
        "xl/_rels/workbook.xml.rels": RELATED,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": shared(*TEXTS),
        "xl/worksheets/sheet1.xml": sheet(),
        "xl/worksheets/sheet2.xml": sheet(HEADER, *rows),
    } | {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in kept.items():
            package.writestr(name, text)
    return path


def read(path: Path) -> list[list[str]]:
    source = open_people(path)
    assert isinstance(source, Table)
    return [row for _, row in source.rows()]


@pytest.mark.parametrize("room", [1_000_000, 8])
def test_shared_texts_are_read_with_their_parts_and_without_their_readings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr("hiring.exchange.people.workbook._IN_MEMORY", room)
    path = workbook(
        tmp_path / "people.xlsx",
        '<row r="2"><c r="A2" t="s"><v>2</v></c></row>',
        '<row r="3"><c r="A3" t="s"><v>3</v></c></row>',
        '<row r="4"><c r="A4" t="s"><v>4</v></c></row>',
    )

    assert read(path) == [["Zoë Example"], ["山田"], ["a\r_b"]]


@pytest.mark.parametrize(
    ("properties", "day"),
    [("", "2026-03-02"), ('<workbookPr date1904="1"/>', "2030-03-03")],
)
def test_a_number_is_a_day_where_its_style_says_so(
    tmp_path: Path, properties: str, day: str
) -> None:
    path = workbook(
        tmp_path / "people.xlsx",
        '<row r="2"><c r="A2" t="str"><v>Ada</v></c><c r="B2" s="1"><v>46083</v></c></row>',
        '<row r="3"><c r="A3" t="str"><v>Ben</v></c><c r="B3" s="2"><v>46083</v></c></row>',
        '<row r="4"><c t="inlineStr"><is><t>Cy</t></is></c><c t="e"><v>#REF!</v></c></row>',
        properties=properties,
    )

    assert read(path) == [["Ada", day], ["Ben", "46083"], ["Cy", ""]]


ADA = '<row r="2"><c r="A2" t="str"><v>Ada</v></c>'


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('<row r="2"><c r="A2" t="s"><v>99</v></c></row>', "names a text that is not there"),
        (f'{ADA}<c r="A2" t="str"><v>x</v></c></row>', "stands in two places"),
        (f'{ADA}<c r="ZZZZ2"><v>1</v></c></row>', "there is no column"),
        (f'{ADA}<c r="XFD2"><v>1</v></c></row>', "more than .* columns"),
        (f'{ADA}<c r="B2" s="1"><v>-3</v></c></row>', "there is no day"),
        (f'{ADA}<c r="B2"><v>many</v></c></row>', "does not hold together"),
        (ADA, "does not hold together"),
    ],
)
def test_a_broken_sheet_is_refused_in_words(tmp_path: Path, row: str, said: str) -> None:
    path = workbook(tmp_path / "people.xlsx", row)

    with pytest.raises(InvalidFileError, match=said):
        read(path)


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("xl__styles", f"{BILLION}{STYLES}", "declarations"),
        ("xl__sharedStrings", f"{BILLION}{shared(*TEXTS)}", "declarations"),
        ("xl__worksheets__sheet2", f"{BILLION}{sheet(HEADER)}", "declarations"),
        ("xl__worksheets__sheet2", sheet(), "the sheet 'People' is empty"),
        ("xl__workbook", f"<workbook {MAIN}><sheets/></workbook>", "no sheet that can be seen"),
        ("xl__styles", f"<styleSheet {MAIN}>{' ' * 20_000_000}</styleSheet>", "is too big"),
    ],
)
def test_a_part_that_no_program_writes_is_refused(
    tmp_path: Path, part: str, text: str, said: str
) -> None:
    path = workbook(tmp_path / "people.xlsx", **{part: text})

    with pytest.raises(InvalidFileError, match=said):
        read(path)


def test_what_unpacks_to_far_more_than_it_was_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hiring.exchange.people.workbook._FREE", 1000)
    long = f'<row r="2"><c r="A2" t="str"><v>{"x" * 9_000_000}</v></c></row>'

    with pytest.raises(InvalidFileError, match="unpacks to far more"):
        read(workbook(tmp_path / "people.xlsx", long))
