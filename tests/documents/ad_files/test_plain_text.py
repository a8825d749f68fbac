from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.documents.ad_files import open_ad_bytes
from hiring.documents.ad_files.decoding import decode
from hiring.errors import InvalidFileError
from tests.documents.ad_files.making import lines_of, read_ad_bytes

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
ENGLISH = (
    f"We{APOSTROPHE}re hiring \N{EN DASH} pay is \N{POUND SIGN}50,000.\n\N{BULLET} Build models"
)
GERMAN = "Wir suchen eine Ingenieurin f\xfcr gro\xdfe L\xe4ger.\n\xdcber uns: wir sind f\xfcnf."
RUSSIAN = "Мы ищем инженера по машинному обучению. Вы будете строить модели."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, GERMAN])
def test_unicode_is_read_in_every_form_without_a_note(text: str, encoding: str) -> None:
    found = open_ad_bytes(text.encode(encoding), shown="ad.txt")

    assert [line for _, line in found.lines] == text.splitlines()
    assert found.notes == ()


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("cp1252", "Windows-1252"), ("latin-1", "Windows-1252"), ("mac_roman", "Mac Roman")],
)
@pytest.mark.parametrize("text", [ENGLISH, GERMAN])
def test_older_encodings_are_read_and_named(text: str, encoding: str, said: str) -> None:
    writable = text.encode(encoding, "ignore").decode(encoding)

    found = open_ad_bytes(writable.encode(encoding), shown="ad.txt")

    assert [line for _, line in found.lines] == writable.splitlines()
    assert found.notes == (f"it is not UTF-8 and was read as {said}",)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_letters_that_cannot_be_told_are_refused(encoding: str) -> None:
    with pytest.raises(InvalidFileError, match=r"ad.txt: its letters .* Fix: save it as UTF-8"):
        read_ad_bytes(RUSSIAN.encode(encoding), shown="ad.txt")


def test_utf_16_cut_in_half_is_refused() -> None:
    raw = "Build models".encode("utf-16")[:-1] + b"\xd8"

    with pytest.raises(InvalidFileError, match="broken UTF-16"):
        read_ad_bytes(b"\xff\xfe" + raw[2:] + b"\x00\xd8", shown="ad.txt")


def test_what_was_encoded_twice_is_mended_and_told() -> None:
    garbled = (ENGLISH + GERMAN).encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")

    found = decode(garbled.encode(), shown="ad.txt")

    assert found.text == ENGLISH + GERMAN
    assert found.notes == ("9 letters were garbled by two encodings and mended; save it as UTF-8",)


@given(
    st.text(
        alphabet="abc \xe9\xfc\xdf\xe0\xc5\xd8\N{EURO SIGN}\N{EM DASH}\xab\xbb\xa0", max_size=60
    )
)
def test_text_that_is_right_is_never_mended(text: str) -> None:
    assert decode(f"ab {text}".encode(), shown="ad.txt").text == f"ab {text}"


def test_a_letter_that_was_lost_is_told() -> None:
    raw = f"{GERMAN} {GERMAN} caf\xe9".encode()[:-1]

    found = decode(raw, shown="ad.txt")

    assert found.text.endswith("caf\ufffd")
    assert found.notes == ("a letter was lost before this file was written",)


@pytest.mark.parametrize("raw", [b"Build\0models", bytes(range(256)) * 4, b"ab\x01\x02\x03" * 9])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(InvalidFileError, match=r"ad.txt: (?:this is no text|its letters)"):
        read_ad_bytes(raw, shown="ad.txt")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_have_the_numbers_that_an_editor_shows(end: str) -> None:
    raw = end.join(["One", "", "Three\x0cpage", "Four"]).encode()

    assert read_ad_bytes(raw, shown="ad.txt") == (
        (1, "One"),
        (2, ""),
        (3, "Three"),
        (3, "page"),
        (4, "Four"),
    )


def test_what_markdown_does_not_show_is_left_out_and_counted() -> None:
    text = """---
title: "Data engineer"
tags:
  - jobs
---
<!-- not
seen --> We sort parcels.

| Pay | EUR 60,000 |
|-----|:-----------|
| **Place**: | Berlin |
| one | two | three |
"""

    assert [one for one in read_ad_bytes(text.encode(), shown="ad.md") if one[1]] == [
        (2, "# Data engineer"),
        (7, " We sort parcels."),
        (9, "Pay: EUR 60,000"),
        (11, "Place: Berlin"),
        (12, "one two three"),
    ]


@pytest.mark.parametrize(
    "text", ["---\nWe sort parcels.\n---\nMore", "---\nWe sort", "---\n\nBuild"]
)
def test_a_ruler_at_the_top_begins_no_fields(text: str) -> None:
    read = lines_of(read_ad_bytes(text.encode(), shown="ad.md"))

    assert read == [line for line in text.splitlines() if line]


@pytest.mark.parametrize("text", ["ab " * 70_000, "a\n" * 20_001])
def test_a_text_that_is_longer_than_any_ad_is_refused(text: str) -> None:
    with pytest.raises(InvalidFileError, match="more than 200,000 letters or 20,000 lines"):
        read_ad_bytes(text.encode(), shown="ad.txt")
