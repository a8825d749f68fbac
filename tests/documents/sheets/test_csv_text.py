from __future__ import annotations

import codecs

import pytest

from hiring.documents.sheets.opening import open_book
from hiring.errors import InvalidFileError
from tests.documents.sheets.books import values_of

TABLE = 'Rating,Evidence\n3,"said ""no"",\r\nthen; yes"\n,"=1+1"\n'
EXPECTED = {
    "A1": "Rating",
    "B1": "Evidence",
    "A2": "3",
    "B2": 'said "no",\nthen; yes',
    "B3": "=1+1",
}


def read(raw: bytes) -> dict[str, object]:
    return values_of(open_book(raw, name="card.csv"))


def refusal(raw: bytes) -> str:
    with pytest.raises(InvalidFileError) as refused:
        open_book(raw, name="card.csv")
    return str(refused.value)


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        ("sep=,\r\n" + TABLE).encode(),
    ],
)
def test_a_table_of_text_says_what_was_written(raw: bytes) -> None:
    assert read(raw) == EXPECTED


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_a_table(separator: str) -> None:
    rows = ["Rating;Evidence;More", '3;"a, b; c, d | e";2,5', "2;one, two;1,5", ";;"]
    text = "\n".join(row.replace(";", separator) for row in rows)

    found = read(text.encode())
    assert (found["A1"], found["B1"], found["C1"]) == ("Rating", "Evidence", "More")
    assert (found["A3"], found["B3"], found["C3"]) == ("2", "one, two", "1,5")


def test_every_value_is_text_and_an_apostrophe_is_kept() -> None:
    assert read(b"3,'=1+1,0123,TRUE\n") == {"A1": "3", "B1": "'=1+1", "C1": "0123", "D1": "TRUE"}


def test_letters_of_any_script_are_kept() -> None:
    assert (
        read("a,\u05d0\u05d1 \U0001f600 \u00e9\n".encode())["B1"]
        == "\u05d0\u05d1 \U0001f600 \u00e9"
    )


def test_one_column_and_no_rows_are_read_too() -> None:
    assert read(b"Rating\n3\n") == {"A1": "Rating", "A2": "3"}
    assert read(b"\n\n") == {}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("Rating,Évidence".encode("cp1252"), '"CSV UTF-8"'),
        ("Rating,Evidence".encode("utf-16-le"), "another kind"),
        (b"a,b\n" * 2000 + b"\x00", "another kind"),
        (codecs.BOM_UTF16_LE + b"a", '"CSV UTF-8"'),
        (b'3,"never closed\n', "quotation mark"),
        (b'3,"closed" twice"\n', "quotation mark"),
        (b"x" * 200_000, "longer than 100,000"),
        (b"x" * 100_001, "card.csv, CSV!A1: this text"),
        (b"ab,c\n" * 500_000, "far too big"),
        (b"\n" * 200_000, "far too big"),
        (b"," * 500_000, "far too big"),
        (b"x," * 20_000, "far too big"),
        (b"x,y\n" * 40_000, "far too big"),
    ],
)
def test_a_table_that_cannot_be_read_for_sure_is_refused_in_words(raw: bytes, words: str) -> None:
    assert words in refusal(raw)
