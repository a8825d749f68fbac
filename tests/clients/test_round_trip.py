"""Whatever is written into a card comes back as it was written, or is refused by name."""

from __future__ import annotations

import csv
import io
import re
import shutil
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from tests.clients.cards import REFUSED, WRONG, Said, bring_back
from tests.clients.deeds import OVERALL, OVERALL_NOTE
from tests.clients.office import FORMS, step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.clients.cards import Outcome, Places
    from tests.clients.matrix import Sent
    from tests.clients.office import Office

ROWS = 4
# Every example takes a program or a database: a failing one is shown as it is found.
UNSHRUNK = (Phase.explicit, Phase.generate)
TYPED: Any = ("L", "M", "N", "P", "S", "Z", "Cf", "Co", "Cn")  # all that has a key or can be pasted
# What Excel and the others write for an error; as evidence it cannot be told from one.
ERRORS = ("#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#N/A")
# What is not kept of a text: Unicode's controls but tab and newline, and two that are no letters.
NOT_KEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
UNASSESSED = ("not assessed", "not_assessed", "n/a", "na", "-", "none", "#n/a", "nicht beurteilt")

LEVELS = ("1", "2", "3", "4", " 3 ", "4.0", "\N{FULLWIDTH DIGIT TWO}", "not assessed", "N/A")
NAMED = ("3 - strong", "1: weak", "2 (ok)", "4 I am sure", "-", "none")
NONE = ("", "0", "5", "3.5", "2,5", "3-4", "2/3", "50%", "100%", "TRUE", "good", "3 4", "1e9")
NUMBERS = (3, 3.0, 0, 5, -4, 2.5, True, 1e300)

letters = st.characters(codec="utf-8")
typed_letters = st.characters(codec="utf-8", categories=TYPED) | st.sampled_from("\n\t'\"=+-@#;,")
good_rating = st.sampled_from(LEVELS * 2 + NAMED)
typed_rating = st.sampled_from(LEVELS + NAMED + NONE)
any_rating = typed_rating | st.sampled_from(NUMBERS) | st.text(letters, max_size=9)
tricky = st.sampled_from(
    (
        "=1+1",
        "+49 30",
        "3/4",
        "0123",
        "@here",
        "'quoted'",
        '"a";b,\tc',
        "_x0041_ _x000D_",
        "a\r\nb\rc",
        "bell\x07 and null\x00",
        "\N{LINE SEPARATOR}",
        "e\N{COMBINING ACUTE ACCENT} \N{ANGSTROM SIGN} \N{LATIN SMALL LIGATURE FI}",
        "\N{RIGHT-TO-LEFT OVERRIDE}abc",
        "\N{ZERO WIDTH NO-BREAK SPACE}x",
        "  spaces  ",
        "<b>&amp;</b> ]]>",
        "HS1-0000",
    )
)


@dataclass(frozen=True, slots=True)
class Filling:
    """What somebody writes into a card: a rating and evidence by row, and the order of the rows."""

    rows: tuple[tuple[Any, str], ...]
    order: tuple[int, ...]
    form: str


def fillings(
    forms: tuple[str, ...], ratings: st.SearchStrategy[Any], texts: st.SearchStrategy[str]
) -> st.SearchStrategy[Filling]:
    """Write any evidence into a card with good ratings; every other one has a row with anything."""
    good = st.lists(st.tuples(good_rating, texts), min_size=ROWS, max_size=ROWS)
    wild = st.tuples(ratings, texts | st.sampled_from(ERRORS))
    rows = st.builds(_with_wild, good, st.none() | st.tuples(st.integers(0, ROWS - 1), wild))
    order = st.permutations(range(ROWS)).map(tuple)
    return st.builds(Filling, rows, order, st.sampled_from(forms))


def _with_wild(
    good: list[tuple[Any, str]], wild: tuple[int, tuple[Any, str]] | None
) -> tuple[tuple[Any, str], ...]:
    rows = list(good)
    if wild:
        rows[wild[0]] = wild[1]
    return tuple(rows)


def as_kept(text: str) -> str:
    """Write a text as it is kept: LF line ends, no control characters, no spaces around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return NOT_KEPT.sub("", lines).strip()


def level_of(rating: Any) -> tuple[int | None, bool]:
    """Say what a rating means: (level, whether it says anything at all), by a rule of its own.

    Full-width digits and the like count as digits; a level is the only number in what is written,
    and stands first. What nobody can tell is (None, False).
    """
    if isinstance(rating, (bool, int, float)):
        good = not isinstance(rating, bool) and rating in {1, 2, 3, 4}
        return (int(rating), True) if good else (None, False)
    text = " ".join(unicodedata.normalize("NFKC", NOT_KEPT.sub("", rating)).split())
    if text.casefold() in UNASSESSED:
        return None, True
    found = re.fullmatch(r"([1-4])(?:\.0)?(?:[\W_]*[^\W\d][^\d]*|[):.,]? ?[^\w]*)?", text)
    return (int(found[1]), True) if found else (None, False)


def meant(filling: Filling, card: Places) -> Said | None:
    """Say what a filling means, or None where nobody can tell."""
    rows = {}
    for competency, (rating, evidence) in zip(card.competencies, filling.rows, strict=True):
        level, told = level_of(rating)
        if not told or as_kept(evidence) in ERRORS:
            return None
        rows[competency] = (level, as_kept(evidence))
    return Said(rows, OVERALL, OVERALL_NOTE)


def judge(sent: Sent, filling: Filling, file: Path) -> Outcome:
    """Bring a file back, and hold it to what was written; a plain one must not be refused."""
    said = meant(filling, sent.room.card)
    came = bring_back(sent.workspace, file, said)
    file.unlink()
    assert came.state != WRONG, came.words
    if said is not None and all(map(is_plain, filling.rows)):
        assert came.state != REFUSED, came.words
    return came


def is_plain(row: tuple[Any, str]) -> bool:
    """Tell whether a row is so ordinary that refusing it would be wrong."""
    rating, evidence = row
    return (
        rating in LEVELS
        and all(
            unicodedata.category(letter)[0] not in "CZ" or letter in " \n" for letter in evidence
        )
        and "HS1" not in evidence.upper()
    )


def rows_of(filling: Filling, card: Places) -> Iterator[tuple[int, int, Any, str]]:
    """Say what stands in which row: (row written to, row it was, rating, evidence)."""
    lines = [card.rows[competency] for competency in card.competencies]
    for place, which in enumerate(filling.order):
        yield lines[place], lines[which], *filling.rows[which]


def written_by_us(filling: Filling, card: Places) -> list[list[Any]]:
    """Give the card's cells, row by row, filled in and reordered."""
    book = openpyxl.load_workbook(card.path)
    sheet = book[card.sheet]
    before = [[cell.value for cell in row] for row in sheet.iter_rows()]
    cells = [list(row) for row in before]
    rating, evidence = (
        openpyxl.utils.column_index_from_string(c) - 1 for c in (card.rating, card.evidence)
    )
    for to, was, level, text in rows_of(filling, card):
        cells[to - 1] = list(before[was - 1])
        cells[to - 1][rating], cells[to - 1][evidence] = level, text
    last = cells[card.rows["_overall"] - 1]
    last[rating], last[evidence] = OVERALL, OVERALL_NOTE
    return cells


def save_xlsx(filling: Filling, card: Places, file: Path) -> None:
    """Save a filling as a workbook; control characters as Excel writes them."""
    book = openpyxl.load_workbook(card.path)
    sheet = book[card.sheet]
    for row, cells in enumerate(written_by_us(filling, card), start=1):
        for column, value in enumerate(cells, start=1):
            cell: Any = sheet.cell(row, column)
            if isinstance(cell, openpyxl.cell.MergedCell) or value == cell.value:
                continue
            if isinstance(value, str):
                cell.value = escaped(value)
                cell.data_type = "s"
            else:
                cell.value = value
    book.save(file)


def escaped(text: str) -> str:
    """Write what XML cannot hold as Excel does: _x0007_, and what looks so already as _x005F_."""
    shown = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub(
        r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", shown
    )


def save_csv(filling: Filling, card: Places, file: Path) -> None:
    """Save a filling as a text table, as the form says."""
    separator, encoding = TABLES[filling.form]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows(
        ["" if value is None else str(value) for value in row]
        for row in written_by_us(filling, card)
    )
    file.write_bytes(text.getvalue().encode(encoding))


TABLES = {
    "csv": (",", "utf-8"),
    "csv with a mark": (",", "utf-8-sig"),
    "csv with semicolons": (";", "utf-8"),
    "csv with tabs": ("\t", "utf-16"),
}


@given(fillings(("xlsx",), any_rating, st.text(letters, max_size=60) | tricky))
@example(
    Filling(
        (("3", "=1+1"), ("2", "a\r\nb"), ("1", ""), ("not assessed", "x")), (3, 1, 0, 2), "xlsx"
    )
)
@settings(max_examples=60, phases=UNSHRUNK)
def test_a_workbook_comes_back_as_it_was_written(
    sent: Sent, tmp_path_factory: pytest.TempPathFactory, filling: Filling
) -> None:
    file = tmp_path_factory.mktemp("written") / "card.xlsx"
    save_xlsx(filling, sent.room.card, file)

    judge(sent, filling, file)


@given(fillings(tuple(TABLES), typed_rating, st.text(letters, max_size=60) | tricky))
@settings(max_examples=60, phases=UNSHRUNK)
def test_a_text_table_comes_back_as_it_was_written(
    sent: Sent, tmp_path_factory: pytest.TempPathFactory, filling: Filling
) -> None:
    file = tmp_path_factory.mktemp("written") / "card.csv"
    save_csv(filling, sent.room.card, file)

    judge(sent, filling, file)


@pytest.mark.office
@given(
    st.lists(
        fillings(
            FORMS[1:], typed_rating, st.text(typed_letters, max_size=60) | tricky.map(as_kept)
        ),
        min_size=6,
        max_size=6,
    )
)
@settings(max_examples=4, phases=UNSHRUNK)
def test_what_is_typed_into_libreoffice_comes_back_as_it_was_typed(
    office: Office,
    sent: Sent,
    tmp_path_factory: pytest.TempPathFactory,
    batch: list[Filling],
) -> None:
    folder = tmp_path_factory.mktemp("typed")
    for place, filling in enumerate(batch):
        file = folder / f"card-{place}.{filling.form}"
        type_and_save(office, sent, filling, file)

        judge(sent, filling, file)

    shutil.rmtree(folder)


def type_and_save(office: Office, sent: Sent, filling: Filling, file: Path) -> None:
    """Type a filling into a card, row by row in its own order, and save it."""
    card = sent.room.card
    typed = [
        step("type", at=at(row), text=text)
        for row in filling.order
        for at, text in zip((card.rating_of, card.evidence_of), filling.rows[row], strict=True)
    ]
    shown = [step("look", cells=card.evidence_of(row)) for row in filling.order]
    saw = office.work(
        step("open", path=str(card.path)),
        *typed,
        step("choose", at=card.rating_of("_overall"), place=1),
        step("type", at=card.evidence_of("_overall"), text=OVERALL_NOTE),
        *shown,
        step("save", path=str(file), form=filling.form),
    )
    for row, [[text]] in zip(filling.order, saw[-1 - ROWS : -1], strict=True):
        # The program itself changed nothing of it while it was typed.
        assert text == filling.rows[row][1]
