"""Spreadsheets made to hurt: each is refused or read in little memory, in a process of its own."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.documents.sheets.books import (
    MAIN,
    SPREADSHEET,
    a_cell,
    a_row,
    a_sheet,
    an_ods,
    an_xlsx,
    content,
    zipped,
)
from tests.documents.sheets.test_old_excel import (
    A_SHEET,
    a_stream,
    an_xls,
    label,
    number,
    record,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEBIBYTE = 1 << 20
READ_ONE = """
import json, resource, sys, time
import hiring.documents.sheets.csv_text, hiring.documents.sheets.ods
import hiring.documents.sheets.old_excel
from hiring.documents.sheets.opening import open_book
from hiring.errors import InvalidFileError
from pathlib import Path


def kib(what):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what + ":"))


limit = (kib("VmSize") + 64 * 1024) * 1024
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
idle = kib("VmRSS")
if sys.argv[2] != "xls":
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
began = time.process_time()
try:
    open_book(Path(sys.argv[1]).read_bytes(), name="card")
    said = []
except InvalidFileError as refused:
    said = [str(problem) for problem in refused.problems]
cpu = time.process_time() - began
child = resource.getrusage(resource.RUSAGE_CHILDREN)
used = {"kib": kib("VmHWM") - idle, "cpu": cpu + child.ru_utime + child.ru_stime}
print(json.dumps({"said": said, "child": child.ru_maxrss, **used}))
"""


def read_apart(raw: bytes, folder: Path, kind: str) -> dict[str, Any]:
    """Read a file in a process that may take no more than 64 MiB above what it has idle."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the memory of a process is limited and measured as Linux does it")
    path = folder / "card"
    path.write_bytes(raw)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONE, str(path), kind],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def words(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def an_ods_of(content_: str) -> bytes:
    return zipped({"mimetype": SPREADSHEET, "content.xml": content_})


def a_bomb() -> bytes:
    raw = bytearray(an_ods_of(" " * MEBIBYTE))
    at = raw.find(b"content.xml", raw.find(b"PK\x01\x02")) - 46
    raw[at + 24 : at + 28] = struct.pack("<I", 1_500_000_000)
    return bytes(raw)


def repeated(columns: int, rows: int, text: str = "3") -> bytes:
    cell = a_cell(words(text), table__number_columns_repeated=str(columns))
    return an_ods(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>')


def a_chain_that_bites_its_tail() -> bytes:
    raw = bytearray(an_xls(a_stream(A_SHEET)))
    raw[-1024:] = raw[-1024:].replace(struct.pack("<I", 2), struct.pack("<I", 0), 1)
    return bytes(raw)


def far_rows(sheets: int) -> bytes:
    return an_xls(a_stream(*[number(65_535, 255, 1)] * sheets))


def a_long_text_everywhere() -> bytes:
    strings = struct.pack("<IIHB", 1, 1, 8_000, 0) + b"x" * 8_000
    cells = b"".join(record(0xFD, struct.pack("<HHHI", n, 0, 0, 0)) for n in range(10_000))
    return an_xls(a_stream(cells, globals_=record(0xFC, strings)))


def a_header_and_noise() -> bytes:
    start = an_xls(a_stream(A_SHEET))
    return start[:512] + "Workbook\0".encode("utf-16-le").ljust(128, b"\0") + os.urandom(MEBIBYTE)


def an_extended_table() -> bytes:
    raw = bytearray(an_xls(a_stream(A_SHEET)) + b"\x00" * (8 * MEBIBYTE))
    raw[68:76] = struct.pack("<II", 20, 0x7FFFFFFF)
    return bytes(raw)


ODS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("content of 1.5 GB, honestly declared", a_bomb, "far too big"),
    (
        "an entity bomb",
        lambda: an_ods_of("<!DOCTYPE a [<!ENTITY b 'bb'>]><a>&b;</a>"),
        "document type",
    ),
    ("a value in 2**31 columns", lambda: repeated(1 << 31, 1), "no cell"),
    ("a value in 2**31 rows", lambda: repeated(1, 1 << 31), "no cell"),
    ("a value in every cell there is", lambda: repeated(16_384, 1_048_576), "far too big"),
    ("a long text in 16,384 cells", lambda: repeated(16_384, 1, "x" * 90_000), "2,000,000"),
    ("a million empty rows", lambda: an_ods("<table:table-row/>" * 300_000), "far too big"),
    (
        "rows in 40,000 groups",
        lambda: an_ods("<table:table-rows>" * 40_000 + "</table:table-rows>" * 40_000),
        "",
    ),
    (
        "40,000 spans in each other",
        lambda: an_ods(a_row(a_cell(words("<text:span>" * 40_000 + "</text:span>" * 40_000)))),
        "",
    ),
    (
        "40,000 drawings in each other",
        lambda: an_ods(
            "<table:shapes>"
            + "<draw:frame>" * 40_000
            + "</draw:frame>" * 40_000
            + "</table:shapes>"
        ),
        "",
    ),
    (
        "paragraphs in each other",
        lambda: an_ods(
            a_row(
                a_cell(
                    "<office:annotation>"
                    + "<text:p>x" * 20_000
                    + "</text:p>" * 20_000
                    + "</office:annotation>"
                )
            )
        ),
        "",
    ),
    (
        "spaces without an end",
        lambda: an_ods(a_row(a_cell(words('<text:s text:c="99999"/>' * 9_000)))),
        "100,000 characters",
    ),
    (
        "blanks and no words",
        lambda: an_ods(a_row(a_cell(words(" " * (5 * MEBIBYTE))))),
        "2,000,000",
    ),
    (
        "5 MB of properties",
        lambda: zipped(
            {
                "mimetype": SPREADSHEET,
                "content.xml": content('<table:table table:name="S"/>'),
                "meta.xml": f"<a>{'x' * (5 * MEBIBYTE)}</a>",
            }
        ),
        "2,000,000",
    ),
    ("a formula of 5 MB", lambda: an_ods(a_row(a_cell(table__formula="x" * (5 * MEBIBYTE)))), ""),
    ("a mimetype of 200 MB", lambda: zipped({"mimetype": b"\0" * (200 * MEBIBYTE)}), "no workbook"),
    (
        "a mimetype of 200 MB in another packing",
        lambda: zipped({"mimetype": b"\0" * (200 * MEBIBYTE)}, zipfile.ZIP_BZIP2),
        "no workbook",
    ),
)
XLS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("noise after the header", a_header_and_noise, "could not be read"),
    ("a chain that bites its tail", a_chain_that_bites_its_tail, ""),
    ("an endless sector table", an_extended_table, "could not be read"),
    ("the farthest cell of three sheets", lambda: far_rows(3), ""),
    ("the farthest cell of sixty sheets", lambda: far_rows(60), "far too big"),
    ("6 MB of nothing", lambda: an_xls(a_stream(record(0x3C, bytes(8_000)) * 800)), ""),
    ("a million records", lambda: an_xls(a_stream(record(0x3C) * 1_000_000)), "far too big"),
    ("a text in 10,000 cells", a_long_text_everywhere, "far too big"),
    (
        "50,000 labels",
        lambda: an_xls(a_stream(b"".join(label(n, 0, "x" * 50) for n in range(49_000)))),
        "2,000,000",
    ),
    (
        "3 million shared texts",
        lambda: an_xls(
            a_stream(
                A_SHEET, globals_=record(0xFC, struct.pack("<II", 3 << 20, 3 << 20) + bytes(8_000))
            )
        ),
        "far too big",
    ),
    (
        "names of names",
        lambda: an_xls(
            a_stream(
                A_SHEET,
                globals_=record(
                    0x18,
                    struct.pack("<HBBHHHBBBB", 0, 0, 1, 5, 0, 0, 0, 0, 0, 0) + b"\0n\x43\1\0\0\0",
                )
                * 20_000,
            )
        ),
        "",
    ),
)
OTHERS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("a table of nothing but separators", lambda: b"," * (2 * MEBIBYTE - 99_999), "far too big"),
    ("a text of 16 MB", lambda: b"a,b\n" * (4 * MEBIBYTE), "far too big"),
    ("quotation marks", lambda: b'"' * 1_999_999, "longer than 100,000"),
    ("wide letters", ("\U0001f600,x\n" * 250_000).encode, "far too big"),
    ("every separator", lambda: b"a,b;c|d\te\n" * 90_000, "far too big"),
    (
        "as many plain cells as may be",
        lambda: an_xlsx(
            a_sheet(
                "".join(f'<row r="{n}"><c r="A{n}"><v>3</v></c></row>' for n in range(1, 16_000))
            )
        ),
        "",
    ),
    ("a megabyte of plain empty rows", lambda: an_xlsx(a_sheet('<row r="1"/>' * 80_000)), ""),
    (
        "references without an end",
        lambda: an_xlsx(
            a_sheet(""), strings=f"<sst {MAIN}><si><t>{'&amp;' * 200_000}</t></si></sst>"
        ),
        "",
    ),
    (
        "comments on one cell",
        lambda: an_xlsx(
            a_sheet(""),
            beside={
                "comments": "<c><l>" + '<comment ref="A1"><t>xx</t></comment>' * 30_000 + "</l></c>"
            },
        ),
        "",
    ),
    (
        "drawings in each other",
        lambda: an_xlsx(
            a_sheet(""), beside={"drawing": "<d>" + "<a>" * 40_000 + "</a>" * 40_000 + "</d>"}
        ),
        "",
    ),
)
CASES = [
    (kind, *case) for kind, cases in (("ods", ODS), ("xls", XLS), ("any", OTHERS)) for case in cases
]


@pytest.mark.process
@pytest.mark.parametrize(
    ("kind", "make", "said"),
    [(c[0], c[2], c[3]) for c in CASES],
    ids=[f"{c[0]}: {c[1]}" for c in CASES],
)
def test_a_spreadsheet_made_to_hurt_takes_little_memory_and_time(
    kind: str, make: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    found = read_apart(make(), tmp_path, kind)

    assert any(said in line for line in found["said"]) or (not said and not found["said"])
    assert found["kib"] < 64 * 1024
    assert found["child"] < 96 * 1024, "its own 20 MiB, and what it may take"
    assert found["cpu"] < 3, "seconds, ten times what it takes: it must not grow with the square"
