"""Cards that were rearranged, mixed with others, translated or sent home in other wrappings."""

from __future__ import annotations

import io
import re
from functools import partial
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils import get_column_letter

from hiring.domain.scorecard import OVERALL
from tests.hostile.making import (
    ANSWERS,
    CARD,
    Case,
    Wanted,
    add_relation,
    cells_of,
    fill,
    put,
    replaced,
    saved,
    with_parts,
)
from tests.hostile.old_files import xls_without_end

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.hostile.making import Round

    Change = Callable[[Round, Workbook, Worksheet], object]

REFUSED, NOTED, TAKEN = Wanted.REFUSED, Wanted.NOTED, Wanted.TAKEN
KIT, HIDDEN = "Interview kit", "_hiring"
RATED = ("debugging", "ml-fundamentals", "coding", "code-quality")
FOREIGN_WORDS: Mapping[str, str] = {
    "Competency": "Comp\u00e9tence",
    "Rating": "Note",
    "Evidence": "Preuves",
}


def by_hand(change: Change, made: Round) -> bytes:
    return made.changed(lambda book, card: change(made, book, card))


def insert(card: Worksheet, *, rows: int = 0, columns: int = 0) -> None:
    """Insert a row or a column as Excel does: merged cells behind it move along."""
    move(card, rows=rows, columns=columns, by=1)


def move(card: Worksheet, *, rows: int = 0, columns: int = 0, by: int = 1) -> None:
    """Make room before a row or a column, or take it away; merged cells behind it move along."""
    if rows:
        (card.insert_rows if by > 0 else card.delete_rows)(rows)
    if columns:
        (card.insert_cols if by > 0 else card.delete_cols)(columns)
    for block in card.merged_cells.ranges:
        if rows and block.min_row >= rows:
            block.shift(row_shift=by)
        if columns and block.min_col >= columns:
            block.shift(col_shift=by)


def permute(card: Worksheet, rows: list[int], first: int) -> None:
    """Turn the order of rows around, from a column to the right."""
    cells = [[cell.value for cell in card[row][first - 1 :]] for row in rows]
    for row, values in zip(rows, reversed(cells), strict=True):
        for column, value in enumerate(values, start=first):
            card.cell(row, column).value = value


def a_row_more(made: Round, _: Workbook, card: Worksheet) -> None:
    insert(card, rows=made.places.rows["coding"])
    insert(card, rows=2)


def a_column_more(made: Round, _: Workbook, card: Worksheet) -> None:
    insert(card, columns=made.places.rating)
    insert(card, columns=made.places.name)


def sorted_rows(made: Round, _: Workbook, card: Worksheet) -> None:
    permute(card, [made.places.rows[key] for key in RATED], made.places.key)


def sorted_without_keys(made: Round, _: Workbook, card: Worksheet) -> None:
    permute(card, [made.places.rows[key] for key in RATED], made.places.name)


def two_rows_changed_places(made: Round, _: Workbook, card: Worksheet) -> None:
    permute(card, [made.places.rows[key] for key in RATED[1:3]], made.places.name)


def sorted_and_renamed(made: Round, book: Workbook, card: Worksheet) -> None:
    a_new_name(made, book, card)
    sorted_without_keys(made, book, card)


def renamed_sheet(_made: Round, _: Workbook, card: Worksheet) -> None:
    card.title = "Ada (Monday)"


def other_order(_made: Round, book: Workbook, card: Worksheet) -> None:
    book.move_sheet(card, 2)
    book.create_sheet("Sheet1", 0)


def more_sheets(_made: Round, book: Workbook, _: Worksheet) -> None:
    notes = book.create_sheet("Notes", 0)
    notes["A1"] = "Ratings and evidence stand on the other sheet."


def no_row(made: Round, _: Workbook, card: Worksheet) -> None:
    move(card, rows=made.places.rows["coding"], by=-1)


def a_row_twice(made: Round, _: Workbook, card: Worksheet) -> None:
    row = made.places.rows["coding"]
    insert(card, rows=row + 1)
    _copy_row(card, row, card, row + 1)


def a_new_name(made: Round, _: Workbook, card: Worksheet) -> None:
    card.cell(made.places.rows["coding"], made.places.name).value = "Programming"


def no_keys(made: Round, _: Workbook, card: Worksheet) -> None:
    move(card, columns=made.places.key, by=-1)


def no_keys_and_a_new_name(made: Round, book: Workbook, card: Worksheet) -> None:
    a_new_name(made, book, card)
    no_keys(made, book, card)


def no_hidden_sheet(_made: Round, book: Workbook, _: Worksheet) -> None:
    del book[HIDDEN]


def hidden_sheet_shown(_made: Round, book: Workbook, _: Worksheet) -> None:
    book[HIDDEN].sheet_state = "visible"


def equal_copy(_made: Round, book: Workbook, card: Worksheet) -> None:
    book.copy_worksheet(card).title = f"{CARD} (2)"


def empty_copy(made: Round, book: Workbook, card: Worksheet) -> None:
    copy = book.copy_worksheet(card)
    copy.title = f"{CARD} (2)"
    for row in made.places.rows.values():
        copy.cell(row, made.places.rating).value = None
        copy.cell(row, made.places.evidence).value = None


def other_copy(made: Round, book: Workbook, card: Worksheet) -> None:
    copy = book.copy_worksheet(card)
    copy.title = f"{CARD} (2)"
    copy.cell(made.places.rows["coding"], made.places.rating).value = 2


def moved_to_a_new_book(made: Round) -> bytes:
    """Keep what "Move or Copy, (new book)" keeps: the sheet alone, no names, no properties."""
    book = openpyxl.Workbook()
    new = book.worksheets[0]
    new.title = CARD
    old = openpyxl.load_workbook(io.BytesIO(made.filled()))[CARD]
    for row, column, value in cells_of(old):
        put(new, row, column, value)
    new.column_dimensions["A"].hidden = True
    return saved(book)


def _bens(made: Round) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(made.filled("S-3")))[CARD]


def _copy_row(theirs: Worksheet, row: int, card: Worksheet, to: int) -> None:
    for column, cell in enumerate(theirs[row], start=1):
        card.cell(to, column).value = cell.value


def rows_of_ben_below(made: Round, _: Workbook, card: Worksheet) -> None:
    below = card.max_row + 3
    for place, row in enumerate([made.places.header, *sorted(made.places.rows.values())]):
        _copy_row(_bens(made), row, card, below + place)


def a_row_of_ben_over(made: Round, _: Workbook, card: Worksheet) -> None:
    row = made.places.rows["coding"]
    _copy_row(_bens(made), row, card, row)


def all_rows_of_ben_over(made: Round, _: Workbook, card: Worksheet) -> None:
    theirs = _bens(made)
    for row in made.places.rows.values():
        _copy_row(theirs, row, card, row)


def a_sheet_of_ben_instead(made: Round, book: Workbook, card: Worksheet) -> None:
    a_sheet_of_ben(made, book, card)
    del book[CARD]


def a_reference_as_evidence(made: Round) -> bytes:
    """Quote the other card in words, which mixes nothing."""
    quoted = f"As on Ben's card {reference_in(made.sent['S-3'])[1]}."
    return made.filled(coding=(4, quoted))


def no_recommendation(made: Round, _: Workbook, card: Worksheet) -> None:
    move(card, rows=made.places.rows[OVERALL], by=-1)


def a_sheet_of_ben(made: Round, book: Workbook, _: Worksheet) -> None:
    new = book.create_sheet("Second")  # what a file calls its sheets is named in its refusal
    for row, column, value in cells_of(_bens(made)):
        put(new, row, column, value)


def reference_of_ben(made: Round, _: Workbook, card: Worksheet) -> None:
    address = reference_in(made.sent["S-1"])[0]
    card[address] = reference_in(made.sent["S-3"])[1]


def reference_in(card: bytes) -> tuple[str, str]:
    """Find the cell that shows a card's reference, and the reference."""
    for row, column, value in cells_of(openpyxl.load_workbook(io.BytesIO(card))[CARD]):
        if str(value).startswith("HS1-"):
            return f"{get_column_letter(column)}{row}", str(value)
    raise AssertionError("the card shows no reference")


def edited_reference(made: Round) -> bytes:
    """Change one letter of the reference wherever it stands."""
    _, reference = reference_in(made.sent["S-1"])
    other = reference[:6] + ("Z" if reference[6] != "Z" else "Y") + reference[7:]

    def change(parts: dict[str, bytes]) -> None:
        for path, part in parts.items():
            parts[path] = part.replace(reference.encode(), other.encode())

    return with_parts(made.filled(), change)


def foreign(made: Round) -> bytes:
    """Fill in a card that another installation sent."""
    return fill(made.foreign, ANSWERS)


def without_reference(made: Round) -> bytes:
    """Lose the reference and every row key, as a card does that was typed off."""
    _, reference = reference_in(made.sent["S-1"])

    def change(parts: dict[str, bytes]) -> None:
        for path, part in parts.items():
            gone = part.replace(reference.encode(), b"")
            parts[path] = re.sub(rb"[0-9a-f]{8}\.(?=[a-z_])", b"", gone)

    return with_parts(made.filled(), change)


def with_macros(made: Round) -> bytes:
    """Save as .xlsm, with a program inside, as Excel keeps it."""

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4_000
        add_relation(parts, "xl/_rels/workbook.xml.rels", "vbaProject", "vbaProject.bin")
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )

    return with_parts(made.filled(), change)


def with_a_link(made: Round) -> bytes:
    """Refer to another workbook, which lies on a server."""

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
        add_relation(
            parts, "xl/_rels/workbook.xml.rels", "externalLink", "externalLinks/externalLink1.xml"
        )
        add_relation(
            parts,
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            "externalLinkPath",
            "file://///server.example.org/share/book.xlsx",
        )

    return with_parts(made.filled(), change)


def with_an_object(made: Round) -> bytes:
    """Embed a document of another program."""

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/embeddings/oleObject1.bin"] = b"MZ" + b"\0" * 2_000
        home = "xl/worksheets/_rels/sheet1.xml.rels"
        add_relation(parts, home, "oleObject", "../embeddings/oleObject1.bin")

    return with_parts(made.filled(), change)


def translated(made: Round) -> bytes:
    """Translate the column heads, as a browser's translation does: into no language of ours."""

    def change(_: Workbook, card: Worksheet) -> None:
        for cell in card[made.places.header]:
            head, colon, rest = str(cell.value or "").partition(":")
            if head in FOREIGN_WORDS:
                cell.value = FOREIGN_WORDS[head] + colon + rest

    return made.changed(change)


def a_head_alone(made: Round) -> bytes:
    """Translate one head only."""
    return replaced(made.filled(), "xl/worksheets/sheet1.xml", b"<t>Rating</t>", b"<t>Note</t>")


BOTH = ("S-1", "S-3", "C-1", "C-2")
PEOPLE: tuple[Case, ...] = (
    *(
        Case(number=31, what=what, make=partial(by_hand, change), wanted=TAKEN)
        for what, change in (
            ("a row more", a_row_more),
            ("a column more", a_column_more),
            ("rows sorted", sorted_rows),
            ("the sheet renamed", renamed_sheet),
            ("an empty sheet, in another order", other_order),
        )
    ),
    Case(
        number=31,
        what="a sheet with words",
        make=partial(by_hand, more_sheets),
        wanted=NOTED,
        says=('"Notes"', "not read"),
    ),
    *(
        Case(
            number=32,
            what=what,
            make=partial(by_hand, change),
            wanted=NOTED,
            says=("sorted without their hidden keys", "by its competency's name"),
        )
        for what, change in (
            ("keys left behind", sorted_without_keys),
            ("two rows changed places", two_rows_changed_places),
        )
    ),
    Case(
        number=32,
        what="and one row renamed",
        make=partial(by_hand, sorted_and_renamed),
        wanted=REFUSED,
        says=("Programming",),
    ),
    *(
        Case(number=33, what=what, make=partial(by_hand, change), wanted=REFUSED, says=words)
        for what, change, words in (
            ("deleted", no_row, ("Coding", "missing")),
            ("twice", a_row_twice, ("Coding", "twice")),
            ("renamed", a_new_name, ("Programming", "Coding")),
            ("the last deleted", no_recommendation, ("recommendation", "missing")),
        )
    ),
    Case(
        number=34,
        what="the key column deleted",
        make=partial(by_hand, no_keys),
        wanted=NOTED,
        says=("keys are gone", "by its competency's name"),
    ),
    Case(
        number=34,
        what="and a row renamed",
        make=partial(by_hand, no_keys_and_a_new_name),
        wanted=REFUSED,
        says=("Programming",),
    ),
    *(
        Case(number=35, what=what, make=partial(by_hand, change), wanted=TAKEN)
        for what, change in (
            ("hidden sheet deleted", no_hidden_sheet),
            ("hidden sheet shown", hidden_sheet_shown),
            ("an equal copy", equal_copy),
            ("an empty copy", empty_copy),
        )
    ),
    Case(number=35, what="moved to a new book", make=moved_to_a_new_book, wanted=TAKEN),
    Case(
        number=35,
        what="another copy",
        make=partial(by_hand, other_copy),
        wanted=REFUSED,
        says=("different answers", CARD, f"{CARD} (2)"),
    ),
    *(
        Case(number=36, what=what, make=partial(by_hand, change), wanted=REFUSED, says=BOTH)
        for what, change in (
            ("rows of Ben below", rows_of_ben_below),
            ("a row of Ben over ours", a_row_of_ben_over),
            ("all rows of Ben over ours", all_rows_of_ben_over),
            ("a sheet of Ben", a_sheet_of_ben),
            ("a sheet of Ben instead", a_sheet_of_ben_instead),
            ("the reference of Ben", reference_of_ben),
        )
    ),
    Case(
        number=36,
        what="an edited reference",
        make=edited_reference,
        wanted=REFUSED,
        says=("reference", "changed"),
    ),
    Case(
        number=36,
        what="another installation's",
        make=foreign,
        wanted=REFUSED,
        says=("reference", "this workspace"),
    ),
    Case(
        number=36,
        what="typed off",
        make=without_reference,
        wanted=REFUSED,
        says=("no reference",),
    ),
    *(
        Case(number=42, what=what, file=file, make=make, wanted=TAKEN)
        for what, file, make in (
            ("macros", "card.xlsm", with_macros),
            ("a link to a server", "card.xlsx", with_a_link),
            ("an embedded object", "card.xlsx", with_an_object),
        )
    ),
    Case(
        number=47,
        what="all heads",
        make=translated,
        wanted=REFUSED,
        says=("Rating", "Evidence", "Bewertung"),
    ),
    Case(
        number=47,
        what="one head",
        make=a_head_alone,
        wanted=REFUSED,
        says=("Rating", "Evidence", "Bewertung"),
    ),
    Case(
        number=48,
        what="a chart without end",
        file="card.xls",
        make=lambda _: xls_without_end(3_900_000),
        wanted=REFUSED,
    ),
)
