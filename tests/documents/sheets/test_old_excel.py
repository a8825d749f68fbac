from __future__ import annotations

import io
import json
import random
import struct
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hiring.documents.sheets import old_excel, old_excel_child
from hiring.documents.sheets.book import At, Block, Found
from hiring.documents.sheets.opening import open_book
from hiring.errors import InvalidFileError
from tests.documents.sheets.books import a_filled_book, converted

if TYPE_CHECKING:
    from pathlib import Path

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def text(words: str) -> bytes:
    """Write a short text as newer versions do, in letters of one byte."""
    return struct.pack("<HB", len(words), 0) + words.encode("latin-1")


BOF, EOF = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)), record(0x0A)
SHEET_BOF = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 6))
LABEL = 0x204


def label(row: int, column: int, words: str) -> bytes:
    return record(LABEL, struct.pack("<HHH", row, column, 0) + text(words))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def formula(row: int, column: int, result: bytes) -> bytes:
    return record(0x06, struct.pack("<HHH", row, column, 0) + result + bytes(6) + b"\0\0")


def a_stream(*sheets: bytes, globals_: bytes = b"") -> bytes:
    """Make the records of a workbook around the records of its sheets."""
    names = [f"S{place}".encode() for place in range(len(sheets))]
    codepage = record(0x42, struct.pack("<H", 1200))
    length = len(BOF + codepage + globals_ + EOF) + sum(4 + 8 + len(name) for name in names)
    stream, rest = BOF + codepage + globals_, b""
    for name, sheet in zip(names, sheets, strict=True):
        place = struct.pack("<IBB", length + len(rest), 0, 0)
        stream += record(0x85, place + bytes([len(name), 0]) + name)
        rest += SHEET_BOF + sheet + EOF
    return stream + EOF + rest


def an_xls(stream: bytes, *, name: str = "Workbook") -> bytes:
    """Put a stream into the container of old Office files."""
    stream += bytes(-len(stream) % SECTOR) + bytes(max(0, 4096 - len(stream)))
    stream += bytes(-len(stream) % SECTOR)
    sectors = len(stream) // SECTOR
    tables = -(-(sectors + 1) // 127)
    chain = [*range(1, sectors), END, END, *[TABLE] * tables]
    chain += [FREE] * (tables * 128 - len(chain))
    first = [sectors + 1 + place for place in range(tables)]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(10)
        + struct.pack("<IIIIIIII", tables, sectors, 0, 4096, END, 0, END, 0)
        + struct.pack("<109I", *first, *[FREE] * (109 - tables))
    )
    root = _entry("Root Entry", 5, child=1, start=END, size=0)
    entries = root + _entry(name, 2, child=FREE, start=0, size=len(stream)) + bytes(256)
    return header + stream + entries + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    words = f"{name}\0".encode("utf-16-le")
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(words), kind, 1, FREE, FREE, child)
        + bytes(36)
        + struct.pack("<III", start, size, 0)
    )


def refusal(raw: bytes) -> str:
    with pytest.raises(InvalidFileError) as refused:
        open_book(raw, name="card.xls")
    return str(refused.value)


def said(raw: bytes) -> dict[str, object]:
    return old_excel_child.read(raw, io.StringIO())


A_SHEET = b"".join(
    (
        record(0x14, text("&LHeader")),
        record(0x15, struct.pack("<HB", 4, 1) + "HS1-".encode("utf-16-le")),
        label(0, 0, "Rating"),
        number(1, 0, 3.0),
        number(2, 0, 2.5),
        number(3, 0, 1e300),
        formula(4, 0, struct.pack("<d", 4.0)),
        formula(5, 0, b"\x02\0\x07\0\0\0\xff\xff"),
        record(0x205, struct.pack("<HHHBB", 6, 0, 0, 1, 0)),
        record(0x205, struct.pack("<HHHBB", 7, 0, 0, 0x2A, 1)),
        record(0xBD, struct.pack("<HHHIHIH", 8, 0, 0, 3 << 2 | 2, 0, 4 << 2 | 2, 1)),
        record(0x5D, struct.pack("<HHHHH", 0x15, 0x12, 8, 1, 0) + bytes(12)),
        record(0xE5, struct.pack("<HHHHH", 1, 1, 3, 2, 4)),
        SHEET_BOF + label(9, 9, "in a chart") + EOF,
    )
)


def test_a_sheet_says_its_values_and_what_stands_beside_them() -> None:
    (sheet,) = open_book(an_xls(a_stream(A_SHEET)), name="card.xls").sheets

    assert {str(at): found for at, found in sheet.cells.items()} == {
        "A1": Found("Rating"),
        "A2": Found(3),
        "A3": Found(2.5),
        "A4": Found(1e300),
        "A5": Found(4, formula=True),
        "A6": Found("#DIV/0!", formula=True),
        "A7": Found(True),  # noqa: FBT003 - a truth value that a person typed
        "A8": Found("#N/A"),
        "A9": Found(3),
        "B9": Found(4),
    }
    assert type(sheet.cells[At(2, 1)].value) is int
    assert sheet.merged == (Block(At(2, 3), At(4, 5)),)
    assert (sheet.name, sheet.margins, sheet.pictures) == ("S0", "&LHeader\nHS1-", 1)


def test_names_are_read_for_the_reference_they_may_hold() -> None:
    name = struct.pack("<HBBHHHBBBB", 0, 0, 3, 11, 0, 0, 0, 0, 0, 0) + b"\0ref\x17\x0b\0HS1-33C5-S6"

    book = open_book(an_xls(a_stream(A_SHEET, globals_=record(0x18, name))), name="card.xls")
    assert any("HS1-33C5-S6" in words for words in book.properties)


MANY = 60_001


@pytest.mark.parametrize(
    ("stream", "words"),
    [
        (a_stream(A_SHEET, globals_=record(0x2F, bytes(6))), "remove the password"),
        (a_stream(), "no sheets"),
        (a_stream(A_SHEET)[:-4], "could not be read"),
        (a_stream(A_SHEET)[:60], "could not be read"),
        (a_stream(record(0x1F1F) * MANY), "far too big"),
        (a_stream(A_SHEET, globals_=record(0x1F1F) * MANY), "far too big"),
        (a_stream(number(0, 0, 1) * 50_001), "far too big"),
        (a_stream(*[number(65_535, 0, 1)] * 4), "far too big"),
        (a_stream(*[b""] * 61), "far too big"),
        (a_stream(A_SHEET, globals_=record(0xFC, struct.pack("<II", 9, 99_999))), "far too big"),
        (a_stream(record(0xE5, struct.pack("<H", 1_000) + bytes(8_000)) * 6), "far too big"),
        (b"\0" * 4096, "could not be read"),
        (a_stream(A_SHEET).replace(SHEET_BOF, EOF * 5), "could not be read"),
    ],
)
def test_an_old_workbook_that_cannot_be_read_is_refused_in_words(stream: bytes, words: str) -> None:
    raw = an_xls(stream)

    assert words in refusal(raw)


@pytest.mark.parametrize(
    ("stream", "why"),
    [
        (a_stream(A_SHEET, globals_=record(0x2F, bytes(6))), "password"),
        (a_stream(record(0x1F1F) * MANY), "big"),
        (a_stream(A_SHEET, globals_=record(0x1F1F) * MANY), "big"),
        (a_stream(number(0, 0, 1) * 50_001), "big"),
        (a_stream(*[b""] * 61), "big"),
        (a_stream(A_SHEET, globals_=record(0xFC, struct.pack("<II", 9, 99_999))), "big"),
        (a_stream(A_SHEET)[:-4], "damaged"),
        (a_stream(record(0x14, bytes(70_000)[:9])).replace(SHEET_BOF, EOF * 5), "damaged"),
        (b"\0" * 4096, "damaged"),
    ],
)
def test_the_child_says_why_it_does_not_read(stream: bytes, why: str) -> None:
    assert said(an_xls(stream))["refused"] == why


def test_older_workbooks_are_read_too() -> None:
    begin, sheet = (record(0x809, struct.pack("<HHHH", 0x500, kind, 0, 0)) for kind in (5, 16))
    codepage = record(0x42, struct.pack("<H", 1252))
    place = len(begin + codepage + EOF) + 4 + 8
    words = record(LABEL, struct.pack("<HHHH", 0, 0, 0, 4) + b"caf\xe9")
    footer = record(0x15, b"\x07HS1-33C")
    stream = begin + codepage + record(0x85, struct.pack("<IBB", place, 0, 0) + b"\1S") + EOF
    stream += sheet + footer + words + number(1, 0, 3) + EOF

    (read,) = open_book(an_xls(stream, name="Book"), name="card.xls").sheets
    assert (read.text(1, 1), read.text(2, 1), read.margins) == ("caf\xe9", "3", "HS1-33C")


def test_a_workbook_of_another_stream_is_named() -> None:
    assert "old Office file" in refusal(an_xls(a_stream(A_SHEET), name="Contents"))


@pytest.mark.parametrize(
    "body", ["raise SystemExit(1)", "import time; time.sleep(60)", "print('x')"]
)
def test_a_reader_that_dies_or_hangs_refuses_only_this_file(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text(body, encoding="utf-8")
    monkeypatch.setattr(old_excel, "CHILD", child)
    monkeypatch.setattr(old_excel, "SECONDS", 1.0)

    assert "could not be read" in refusal(an_xls(a_stream(A_SHEET)))


def test_a_reader_that_never_stops_talking_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text("while True: print('x' * 10_000)", encoding="utf-8")
    monkeypatch.setattr(old_excel, "CHILD", child)
    monkeypatch.setattr(old_excel, "MOST_SAID", 1 << 20)

    assert "could not be read" in refusal(an_xls(a_stream(A_SHEET)))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits as Linux has them")
@pytest.mark.parametrize(
    "greedy", ["bytes(200 << 20)", "all(iter(int, 1)) or [0 for _ in iter(int, 1)]"]
)
def test_the_child_takes_neither_much_memory_nor_much_time(greedy: str, tmp_path: Path) -> None:
    child = tmp_path / "child.py"
    code = old_excel.CHILD.read_text(encoding="utf-8")
    child.write_text(code.replace("found = read(raw, nowhere)", f"found = {greedy}"), "utf-8")

    done = subprocess.run(
        [sys.executable, "-I", str(child)], check=False, input=b"", capture_output=True
    )
    assert done.returncode != 0


def test_the_child_says_what_it_found_as_json() -> None:
    done = subprocess.run(
        [sys.executable, "-I", str(old_excel.CHILD)],
        check=True,
        input=an_xls(a_stream(A_SHEET)),
        capture_output=True,
    )

    assert json.loads(done.stdout)["sheets"][0]["cells"][1] == [1, 0, 2, 3.0, False]


def test_a_workbook_with_flipped_bytes_is_read_or_refused_and_never_raises() -> None:
    whole = an_xls(a_stream(A_SHEET, A_SHEET))
    chance = random.Random(7)  # noqa: S311 - which bytes are hurt is no secret

    for _ in range(300):
        hurt = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        told = said(bytes(hurt[: chance.choice((len(hurt), chance.randrange(len(hurt))))]))
        assert ("sheets" in told) != (told.get("refused") in {"damaged", "big", "password"})


def test_a_text_that_is_longer_than_all_a_card_may_say_is_refused() -> None:
    strings = struct.pack("<II", 1, 1) + text("x" * 8_000)
    shared = record(0xFC, strings)
    cells = b"".join(record(0xFD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(400))

    assert "far too big" in refusal(an_xls(a_stream(cells, globals_=shared)))


@pytest.mark.office
def test_a_moment_is_read_from_the_date_that_its_program_counts_from(
    soffice: str, tmp_path: Path
) -> None:
    raw = converted(soffice, tmp_path, a_filled_book(), "xls")

    told = said(raw)
    assert told["since_1904"] is False
    assert (
        str(open_book(raw, name="b.xls").sheets[0].cells[At(8, 1)].value) == "2026-03-04 00:00:00"
    )
