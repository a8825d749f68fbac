from __future__ import annotations

from datetime import datetime

import pytest

from hiring.documents.sheets.book import MOST_CELL_TEXT, At, Found
from hiring.documents.sheets.opening import open_book
from hiring.errors import InvalidFileError
from tests.documents.sheets.books import (
    SPACES,
    SPREADSHEET,
    a_cell,
    a_row,
    an_ods,
    content,
    values_of,
    zipped,
)

P = "<text:p>{}</text:p>".format


def found_in(rows: str) -> dict[str, Found]:
    book = open_book(an_ods(rows), name="card.ods")
    return {str(at): found for at, found in book.sheets[0].cells.items()}


def refusal(raw: bytes) -> str:
    with pytest.raises(InvalidFileError) as refused:
        open_book(raw, name="card.ods")
    return str(refused.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (a_cell(P("3"), office__value_type="float", office__value="3"), 3),
        (a_cell(P("3.50"), office__value_type="float", office__value="3.5"), 3.5),
        (a_cell(P("50%"), office__value_type="percentage", office__value="0.5"), "50%"),
        (a_cell(P("3 EUR"), office__value_type="currency", office__value="3"), 3),
        (a_cell(P("TRUE"), office__value_type="boolean", office__boolean_value="true"), True),
        (
            a_cell(P("04/03/26"), office__value_type="date", office__date_value="2026-03-04"),
            datetime(2026, 3, 4),  # noqa: DTZ001 - a cell's date has no zone
        ),
        (
            a_cell(P("14:05"), office__value_type="time", office__time_value="PT14H05M00S"),
            datetime(1899, 12, 30, 14, 5),  # noqa: DTZ001 - the same
        ),
        (a_cell(P("good"), office__value_type="string"), "good"),
        (a_cell(P("g!"), office__value_type="string", office__string_value="good"), "good"),
        (a_cell(P("without a kind")), "without a kind"),
    ],
)
def test_a_value_is_what_was_typed_and_not_how_it_is_shown(cell: str, value: object) -> None:
    (found,) = found_in(a_row(cell)).values()

    assert (found.value, found.formula) == (value, False)
    assert type(found.value) is type(value)


def test_evidence_keeps_its_lines_spaces_and_tabs() -> None:
    words = (
        P('one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four')
        + P("")
        + P("<text:span>a  b <text:a>link</text:a></text:span>\n      tail<text:s/>")
        + "<text:h>heading</text:h>"
    )

    (found,) = found_in(a_row(a_cell(words, office__value_type="string"))).values()
    assert found.value == "one   two\tthree\nfour\n\na  b link tail \nheading"


def test_notes_inside_a_text_are_no_evidence() -> None:
    words = P("said<text:note><text:note-body>aside</text:note-body></text:note> so")

    (found,) = found_in(a_row(a_cell(words))).values()
    assert found.value == "said so"


def test_a_comment_is_a_remark_and_a_drawing_is_counted() -> None:
    cell = a_cell(
        "<office:annotation><text:p>Ask again</text:p><text:p>later</text:p></office:annotation>"
        + P("3")
        + "<draw:frame><draw:image/></draw:frame>"
        "<draw:frame><draw:object/><draw:image/></draw:frame>"
        "<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
    )
    shapes = "<table:shapes><draw:g><draw:frame><draw:image/></draw:frame></draw:g></table:shapes>"

    (sheet,) = open_book(an_ods(shapes + a_row(a_cell(), cell)), name="card.ods").sheets
    assert sheet.text(1, 2) == "3"
    assert sheet.remarks == ((At(1, 2), "Ask again\nlater\nin a box"),)
    assert sheet.pictures == 2


def test_formulas_are_marked_and_their_errors_come_out_as_words() -> None:
    formula = {"table__formula": "of:=1/0"}
    cells = (
        a_cell(P("3"), office__value_type="float", office__value="3", **formula),
        a_cell(
            P("#DIV/0!"),
            office__value_type="string",
            office__string_value="",
            calcext__value_type="error",
            **formula,
        ),
        a_cell(P("Err:502"), office__value_type="float", office__value="0", **formula),
        a_cell(**formula),
        a_cell(office__value_type="string", office__string_value="", **formula),
        a_cell(P("#1 of all"), office__value_type="string"),
    )

    assert found_in(a_row(*cells)) == {
        "A1": Found(3, formula=True),
        "B1": Found("#DIV/0!", formula=True),
        "C1": Found("Err:502", formula=True),
        "D1": Found(None, uncomputed=True, formula=True),
        "F1": Found("#1 of all"),
    }


def test_repeated_and_grouped_rows_stand_where_they_are_shown() -> None:
    rows = (
        f"<table:table-header-rows>{a_row(a_cell(P('Rating')))}</table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="5"><table:table-cell/></table:table-row>'
        "<table:table-row-group><table:table-row-group>"
        + a_row(
            a_cell(table__number_columns_repeated="3"),
            a_cell(P("x"), table__number_columns_repeated="2"),
        )
        + "</table:table-row-group></table:table-row-group>"
        f'<table:table-row table:number-rows-repeated="2">{a_cell(P("y"))}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048567"><table:table-cell '
        'table:number-columns-repeated="16384" table:style-name="ce1"/></table:table-row>'
    )

    assert {at: found.value for at, found in found_in(rows).items()} == {
        "A1": "Rating",
        "D7": "x",
        "E7": "x",
        "A8": "y",
        "A9": "y",
    }


def test_merged_cells_are_a_range_and_what_they_cover_is_seen() -> None:
    row = a_row(
        a_cell(P("3"), table__number_columns_spanned="2", table__number_rows_spanned="3"),
        "<table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>",
        a_cell(P("beside")),
    )

    (sheet,) = open_book(an_ods(row), name="card.ods").sheets
    assert [str(block) for block in sheet.merged] == ["A1:B3"]
    assert [sheet.text(1, column) for column in (1, 2, 3)] == ["3", "hidden", "beside"]


def test_references_are_read_from_names_properties_and_footers() -> None:
    names = (
        '<table:table table:name="S"/><table:named-expressions>'
        '<table:named-expression table:name="r" table:expression="&quot;HS1-A&quot;"/>'
        "</table:named-expressions>"
    )
    styles = (
        f"<office:document-styles {SPACES}><office:master-styles><style:footer><text:p>HS1-B, page "
        "<text:page-number>1</text:page-number></text:p></style:footer></office:master-styles></office:document-styles>"
    )
    raw = zipped(
        {
            "mimetype": SPREADSHEET,
            "content.xml": content(names),
            "styles.xml": styles,
            "meta.xml": "<meta>HS1-C</meta>",
        }
    )

    properties = open_book(raw, name="card.ods").properties
    assert properties == ('"HS1-A"', "HS1-B, page 1", "<meta>HS1-C</meta>")


def test_a_copy_of_another_file_kept_for_its_links_is_no_sheet() -> None:
    tables = (
        f'<table:table table:name="Card">{a_row(a_cell(P("3")))}</table:table>'
        "<table:table table:name=\"'file:///x.ods'#$Other\"/>"
    )

    book = open_book(
        zipped({"mimetype": SPREADSHEET, "content.xml": content(tables)}), name="card.ods"
    )
    assert [sheet.name for sheet in book.sheets] == ["Card"]


def test_a_flat_spreadsheet_is_read_like_a_zipped_one() -> None:
    flat = (
        f'<?xml version="1.0"?><office:document {SPACES} office:mimetype="{SPREADSHEET}">'
        "<office:meta><title>HS1-C</title></office:meta><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{a_row(a_cell(P("3")))}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    ).encode()

    book = open_book(flat, name="card.fods")
    assert values_of(book) == {"A1": "3"}
    assert (book.properties, book.notes) == (("HS1-C",), ())
    assert "declares a document type" in refusal(b"<!DOCTYPE a>" + flat[21:])
    assert "damaged" in refusal(flat[:-30])
    assert "far too big" in refusal(flat + b" " * (7 << 20))
    assert "far too big" in refusal(flat + b"=" * 200_000)


ENCRYPTED = "<manifest><encryption-data/></manifest>"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (
            zipped(
                {
                    "mimetype": SPREADSHEET,
                    "content.xml": b"\x07",
                    "META-INF/manifest.xml": ENCRYPTED,
                }
            ),
            "remove the password",
        ),
        (zipped({"mimetype": SPREADSHEET, "encrypted-package": b"\x07"}), "remove the password"),
        (zipped({"mimetype": SPREADSHEET}), "damaged"),
        (zipped({"mimetype": SPREADSHEET, "content.xml": "<a/>"}), "no spreadsheet in it"),
        (zipped({"mimetype": SPREADSHEET, "content.xml": content("")}), "no sheets"),
        (an_ods(a_row(a_cell(P("x")))[:-9]), "damaged"),
        (an_ods(a_row(a_cell(office__value_type="float", office__value="three"))), "damaged"),
        (an_ods(a_row(a_cell(office__value_type="float", office__value="1_0"))), "no number"),
        (an_ods(a_row(a_cell(office__value_type="boolean", office__boolean_value="x"))), "damaged"),
        (an_ods(a_row(a_cell(office__value_type="date", office__date_value="x"))), "damaged"),
        (an_ods(a_row(a_cell(office__value_type="time", office__time_value="x"))), "no time"),
        (an_ods(a_row(a_cell(office__value_type="void"))), "of the kind"),
        (an_ods(a_row(a_cell(table__number_columns_repeated="-1"))), "number of times"),
        (
            zipped(
                {
                    "mimetype": SPREADSHEET,
                    "content.xml": content(f'<table:table table:name="{"x" * 300}"/>'),
                }
            ),
            "name of a sheet",
        ),
        (an_ods(a_row(a_cell(P("x" * (MOST_CELL_TEXT + 1))))), "card.ods, S!A1: this text"),
        (an_ods(a_row(a_cell(P('<text:s text:c="999999"/>')))), "card.ods, S!A1: this text"),
    ],
)
def test_a_spreadsheet_that_cannot_be_read_is_refused_in_words(raw: bytes, words: str) -> None:
    assert words in refusal(raw)


@pytest.mark.parametrize(
    ("repeated", "words"),
    [
        ({"table__number_columns_repeated": "16384"}, None),
        ({"table__number_columns_repeated": "16385"}, "no cell"),
        ({"table__number_columns_repeated": "2147483648"}, "no cell"),
    ],
)
def test_an_answer_repeated_is_counted_before_it_is_kept(
    repeated: dict[str, str], words: str | None
) -> None:
    raw = an_ods(a_row(a_cell(P("3"), **repeated)))

    if words is None:
        assert len(open_book(raw, name="card.ods").sheets[0].cells) == 16_384
    else:
        assert words in refusal(raw)


def test_a_value_repeated_over_rows_and_columns_is_refused_as_too_big() -> None:
    row = '<table:table-row table:number-rows-repeated="9">{}</table:table-row>'
    many = row.format(a_cell(P("3"), table__number_columns_repeated="9000"))
    long = row.format(a_cell(P("x" * 90_000), table__number_columns_repeated="9"))

    assert "far too big" in refusal(an_ods(many))
    assert "2,000,000" in refusal(an_ods(long))


def test_too_many_merged_ranges_are_refused() -> None:
    merged = a_cell(P("x"), table__number_columns_spanned="2")

    assert "far too big" in refusal(an_ods(a_row(merged * 5_001)))
