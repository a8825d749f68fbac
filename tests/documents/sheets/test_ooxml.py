from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.documents.sheets import ooxml, plain_xml
from hiring.documents.sheets.book import At, Found
from hiring.documents.sheets.ooxml import open_workbook
from hiring.errors import InvalidFileError
from tests.documents.sheets.books import (
    LETTERS,
    MAIN,
    a_filled_book,
    a_sheet,
    an_xlsx,
    converted,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.documents.sheets.book import Book, Sheet

STRINGS = (
    f'<sst {MAIN} count="3"><si><t xml:space="preserve"> plain &amp; &lt;b&gt; &#10;&#x41;</t></si>'
    "<si><r><rPr><b/><sz val='1'/></rPr><t>odd</t></r></si><si/>"
    '<si><r><rPr><sz val="11"/></rPr><t>rich </t></r><r><t>text</t></r></si></sst>'
)


def sheet_of(raw: bytes) -> Sheet:
    (sheet,) = open_workbook(raw, name="card.xlsx").sheets
    return sheet


def by_parser(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Read a workbook with the XML parser alone."""
    with monkeypatch.context() as without:
        without.setattr(ooxml, "take_sheet", lambda _: None)
        without.setattr(ooxml, "take_strings", lambda _: None)
        return open_workbook(raw, name="card.xlsx")


def is_plain(rows: str, after: str = "") -> bool:
    return plain_xml.take_sheet(a_sheet(rows, after).encode()) is not None


def run(looks: str, text: str) -> str:
    return f'<r><rPr>{looks}</rPr><t xml:space="preserve">{text}</t></r>'


@pytest.mark.parametrize("where", ["in the cell", "in the shared texts"])
@pytest.mark.parametrize(
    ("looks", "is_struck"),
    [
        ("<strike/>", True),
        ('<b/><strike val="1"/><sz val="11"/>', True),
        ('<strike val="true"/>', True),
        ('<strike val="0"/>', False),
        ('<strike val="false"/>', False),
        ("<b/>", False),
    ],
)
def test_what_is_struck_through_in_a_text_is_known_however_the_sheet_is_read(
    monkeypatch: pytest.MonkeyPatch, looks: str, is_struck: bool, where: str
) -> None:
    runs = f"{run('<b/>', 'It is ')}{run(looks, 'not &amp; never ')}<r><t>so.</t></r>"
    cell = f'<c r="A1" t="inlineStr"><is>{runs}</is></c><c r="B1"><v>3</v></c>'
    strings = f"<sst {MAIN}><si><t>x</t></si><si>{runs}</si></sst>"
    if where == "in the shared texts":
        cell = '<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>'
    raw = an_xlsx(a_sheet(f'<row r="1">{cell}</row>'), strings=strings)

    sheet = sheet_of(raw)

    assert sheet.text(1, 1) == "It is not & never so."
    assert sheet.struck == ({At(1, 1): "not & never "} if is_struck else {})
    assert by_parser(raw, monkeypatch).sheets[0] == sheet


def test_a_formula_that_was_calculated_is_marked() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+2</f><v>3</v></c>'
        '<c r="B1" t="str"><f>A1&amp;"x"</f><v>3x</v></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><f>1</f><v></v></c>'
        '<c r="E1" t="str"><f>""</f><v/></c><c r="F1" t="b"><f t="shared" si="0"/><v>1</v></c>'
        '<c r="G1"><v>3</v></c></row>'
    )

    assert is_plain(rows)
    assert {str(at): found for at, found in sheet_of(an_xlsx(a_sheet(rows))).cells.items()} == {
        "A1": Found(3, formula=True),
        "B1": Found("3x", formula=True),
        "C1": Found("#DIV/0!", formula=True),
        "D1": Found(None, uncomputed=True, formula=True),
        "F1": Found(value=True, formula=True),
        "G1": Found(3),
    }


COMMENTS = (
    f'<comments {MAIN}><authors><author>Ivo</author></authors><commentList><comment ref="J12">'
    '<text><r><t>Ivo:</t></r><r><t xml:space="preserve">\nAsk again</t></r></text></comment>'
    '<comment ref="B2"><text><t>[Threaded comment] see a newer program</t></text></comment>'
    "</commentList></comments>"
)
THREADED = (
    "<ThreadedComments><threadedComment ref='B2'><text>Really?</text></threadedComment>"
    "<threadedComment ref='B2' parentId='x'><text>Yes.</text></threadedComment></ThreadedComments>"
)
DRAWING = (
    "<xdr:wsDr xmlns:xdr='x' xmlns:a='a'><xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col>"
    "<xdr:row>4</xdr:row></xdr:from><xdr:pic/></xdr:twoCellAnchor><xdr:absoluteAnchor><xdr:sp>"
    "<a:t>in a </a:t><a:t>box</a:t></xdr:sp></xdr:absoluteAnchor><xdr:oneCellAnchor><xdr:from>"
    "<xdr:col>x</xdr:col></xdr:from><a:t>lost</a:t></xdr:oneCellAnchor></xdr:wsDr>"
)


def test_comments_text_boxes_and_pictures_stand_beside_the_answers() -> None:
    beside = {"comments": COMMENTS, "threadedComment": THREADED, "drawing": DRAWING}
    rows = '<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>'

    sheet = sheet_of(an_xlsx(a_sheet(rows), beside=beside))
    assert dict(sheet.remarks) == {
        At(2, 2): "Really?\nYes.",
        At(12, 10): "Ivo:\nAsk again",
        At(1, 1): "in a box\nlost",
    }
    assert sheet.pictures == 2
    assert sheet.text(1, 1) == "#VALUE!"


def test_links_to_other_files_are_never_followed() -> None:
    rows = '<row r="1"><c r="A1"><v>3</v></c></row>'
    raw = an_xlsx(a_sheet(rows), beside={"drawing": "not XML at all"})
    outside = raw_with(raw, "xl/worksheets/_rels/sheet1.xml.rels", "../drawing0.xml", "x")

    assert sheet_of(outside).text(1, 1) == "3"


def raw_with(raw: bytes, path: str, old: str, new: str) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(changed, "w") as after:
        for entry in before.namelist():
            part = before.read(entry).decode()
            if entry == path:
                part = part.replace(old + '"', new + '" TargetMode="External"')
            after.writestr(entry, part)
    return changed.getvalue()


def test_a_cell_that_is_there_twice_is_refused() -> None:
    rows = '<row r="1"><c r="A1"><v>3</v></c><c r="A1"><v>4</v></c></row>'

    with pytest.raises(InvalidFileError, match="A1 is there twice"):
        sheet_of(an_xlsx(a_sheet(rows)))


def own(text: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is>{text}</is></c></row>'


PLAIN = '<row r="1" ht="9" x:y="z"><c r="A1" s="1" t="s"><v>0</v></c></row><row r="2"/>'
TAIL = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
FOOTER = '<headerFooter differentFirst="1"><oddFooter>a &amp;amp; b</oddFooter></headerFooter>'


@pytest.mark.parametrize(
    ("rows", "after", "plain"),
    [
        (PLAIN, TAIL + FOOTER, True),
        (
            own("<t>a&apos;b&#10;&#x41;&#65;</t>"),
            "",
            True,
        ),
        (
            own("<r><t>a</t></r><r><rPr/><t>b&lt;</t></r>"),
            "",
            True,
        ),
        (
            own("<r><t>a</t></r><rPh><t>b</t></rPh>"),
            "",
            False,
        ),
        ('<row r="1"><c r="A1"><!-- no --><v>3</v></c></row>', "", False),
        ('<row r="1"><c r="A1"><v><![CDATA[3]]></v></c></row>', "", False),
        ('<row r="1"><c r="A1"><?x y?><v>3</v></c></row>', "", False),
        ("<row r='1'><c r='A1'><v>3</v></c></row>", "", False),
        ('<row r="1"><c t="s" r="A1"><v>0</v></c></row>', "", False),
        ("<row><c><v>3</v></c></row>", "", False),
        ('<row r="1">\n<c r="A1"><v>3</v></c></row>', "", False),
        ('<row r="1"><c r="A1" cm="1"><v>3</v></c></row>', "", False),
        (PLAIN, '<mergeCells><mergeCell x="" ref="A1:B2"/></mergeCells>', False),
        (PLAIN, "<headerFooter><oddFooter>a</oddFooter><!-- b --></headerFooter>", False),
        (PLAIN, "<headerFooter/>", False),
    ],
)
def test_what_is_written_plainly_says_what_the_parser_says(
    rows: str, after: str, monkeypatch: pytest.MonkeyPatch, *, plain: bool
) -> None:
    sheet = a_sheet(rows, after).replace("<worksheet ", '<worksheet xmlns:x="x" ')
    raw = an_xlsx(sheet, strings=STRINGS)

    assert (plain_xml.take_sheet(sheet.encode()) is not None) == plain
    assert open_workbook(raw, name="card.xlsx") == by_parser(raw, monkeypatch)


@pytest.mark.parametrize(
    "held",
    ["]]>", "&nbsp;", "&#0;", "&#xD800;", "&#x110000;", "&", "\x01", "\ufffe", "&#xFFFFFFF;"],
)
def test_what_is_no_xml_is_never_taken_for_an_answer(held: str) -> None:
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{held}</t></is></c></row>'
    strings = f"<sst {MAIN}><si><t>{held}</t></si></sst>"

    assert not is_plain(cell)
    assert plain_xml.take_strings(strings.encode()) is None
    assert plain_xml.take_strings(b"<sst><si><t>\xff</t></si></sst>") is None


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30), max_size=6
    )
)
def test_any_text_is_read_alike_in_both_ways(texts: list[str]) -> None:
    cells = "".join(
        f'<c r="{At(1, place)}" t="inlineStr"><is><t>{escaped(text)}</t></is></c>'
        for place, text in enumerate(texts, start=1)
    )
    strings = "".join(f"<si><t>{escaped(text)}</t></si>" for text in texts)
    raw = an_xlsx(a_sheet(f'<row r="1">{cells}</row>'), strings=f"<sst {MAIN}>{strings}</sst>")

    with pytest.MonkeyPatch.context() as patched:
        assert answer(raw) == answer_by_parser(raw, patched)


def escaped(text: str) -> str:
    return re.sub("[&<>\"'\n]", lambda found: f"&#{ord(found[0])};", text)


def answer(raw: bytes) -> object:
    try:
        return open_workbook(raw, name="card.xlsx")
    except InvalidFileError:
        return "refused"


def answer_by_parser(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> object:
    try:
        return by_parser(raw, monkeypatch)
    except InvalidFileError:
        return "refused"


@given(
    place=st.integers(0, 400),
    change=st.sampled_from(["", "<", ">", '"', "&", " ", "/", "x", "<v>"]),
)
def test_a_spoiled_sheet_is_never_read_otherwise_than_the_parser_reads_it(
    place: int, change: str
) -> None:
    rows = (
        PLAIN.replace(' x:y="z"', "")
        + '<row r="3"><c r="B3"><f>1</f><v>3</v></c><c r="C3" t="inlineStr"><is><t>a</t></is></c>'
        "</row>"
    )
    grid = rows[: place % len(rows)] + change + rows[place % len(rows) + 1 :]
    sheet = a_sheet(grid, TAIL + FOOTER).replace("<worksheet ", '<worksheet xmlns:x="x" ')
    raw = an_xlsx(sheet, strings=STRINGS)

    with pytest.MonkeyPatch.context() as patched:
        assert answer(raw) == answer_by_parser(raw, patched)


@pytest.mark.office
def test_what_libreoffice_saves_is_read_alike_in_both_ways(
    soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = converted(soffice, tmp_path, a_filled_book(), "xlsx:Calc MS Excel 2007 XML")

    book = open_workbook(raw, name="card.xlsx")
    assert book == by_parser(raw, monkeypatch)
    assert book.sheets[0].text(2, 2) == LETTERS
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert plain_xml.take_sheet(parts.read("xl/worksheets/sheet1.xml"))
        assert plain_xml.take_strings(parts.read("xl/sharedStrings.xml"))


def test_what_openpyxl_saves_is_read_alike_in_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = a_filled_book()

    book = open_workbook(raw, name="card.xlsx")
    assert book == by_parser(raw, monkeypatch)
    assert dict(book.sheets[0].remarks)[At(1, 3)] == "Ask again\nabout scale."
    assert openpyxl.load_workbook(io.BytesIO(raw))["Answers"]["B2"].value == book.sheets[0].text(
        2, 2
    )


def test_styles_are_unpacked_once_for_cards_that_share_them() -> None:
    ooxml._known_styles.clear()
    raw = a_filled_book()

    first, second = (open_workbook(raw, name="card.xlsx") for _ in range(2))
    assert first == second
    assert len(ooxml._known_styles) == 1
    for number in range(20):
        ooxml._known_styles[bytes([number])] = ooxml._Styles()
    assert open_workbook(raw, name="card.xlsx") == first
