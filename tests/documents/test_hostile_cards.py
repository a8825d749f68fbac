"""Files made to hurt: each is read or refused in little memory, in a process of its own."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.documents.test_scorecard_read import (
    BOMB,
    MAIN,
    OFFICE,
    a_book,
    a_filled_card,
    with_part,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEBIBYTE = 1 << 20
READ = "a card or a book without one"
HEADER = "".join(
    f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in ("Rating", "Evidence", "Competency")
)
READ_ONE = """
import json, resource, sys
from hiring.documents.scorecard import read
from hiring.errors import InvalidFileError
from pathlib import Path
import hiring.documents.scorecard.filled


def kib(what):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what + ":"))


limit = (kib("VmSize") + 64 * 1024) * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
before, idle = resource.getrusage(resource.RUSAGE_SELF), kib("VmRSS")
try:
    read(Path(sys.argv[1]).read_bytes(), name="card.xlsx")
    said = []
except InvalidFileError as refused:
    said = [str(problem) for problem in refused.problems]
after = resource.getrusage(resource.RUSAGE_SELF)
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
used = {"kib": kib("VmHWM") - idle, "cpu": cpu}
print(json.dumps({"said": said, **used}))
"""


def read_apart(raw: bytes, folder: Path) -> dict[str, Any]:
    """Read a card in a process that may take no more than 64 MiB above what it has idle."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the memory of a process is limited and measured as Linux does it")
    path = folder / "card.xlsx"
    path.write_bytes(raw)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONE, str(path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def understated(part: str, real: bytes, declared: int) -> bytes:
    """Zip a part that says it is shorter than it is, with the checksum of what it says."""
    raw = bytearray(zipped({"xl/workbook.xml": "<a/>", part: real}))
    checksum = struct.pack("<I", zipfile.crc32(real[:declared]))  # type: ignore[attr-defined]
    for mark, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        at = raw.rfind(mark)
        raw[at + offset : at + offset + 4] = checksum
        raw[at + offset + 8 : at + offset + 12] = struct.pack("<I", declared)
    return bytes(raw)


def a_card_that_understates(size: int) -> bytes:
    return understated("xl/theme/theme1.xml", b" " * size, 1000)


def shared(text: str, cells: int) -> bytes:
    """Make a sheet whose cells all show one shared text."""
    rows = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(cells))
    return a_book(rows, strings=f"<si><t>{text}</t></si>")


def inline(*texts: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{cells}</row>"


def one_sheet_many_times() -> bytes:
    entries = "".join(f'<sheet xmlns:r="{OFFICE}" name="S{n}" r:id="r{n}"/>' for n in range(10_000))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="sheet.xml"/>'
        for n in range(10_000)
    )
    return zipped(
        {
            "xl/workbook.xml": f"<workbook {MAIN}><sheets>{entries}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/sheet.xml": f"<worksheet {MAIN}><sheetData>{'<row/>' * 10_000}</sheetData>"
            "</worksheet>",
        }
    )


def many_parts(size: int, name: int = 8) -> bytes:
    return zipped({f"xl/{n:0{name}}.xml": "" for n in range(size)}, zipfile.ZIP_STORED)


def a_mimetype_that_explodes() -> bytes:
    return zipped({"mimetype": b"\0" * (200 << 20)}, zipfile.ZIP_BZIP2)


def merged_everywhere(ranges: int) -> bytes:
    rows = f"<row>{HEADER}</row>" + "".join(
        f'<row><c><v>3</v></c><c/><c t="inlineStr"><is><t>0123abcd.k{n}</t></is></c></row>'
        for n in range(300)
    )
    merged = "".join(f'<mergeCell ref="C{n}:D{n}"/>' for n in range(1, ranges + 1))
    whole = (
        f"<worksheet {MAIN}><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"
        "</worksheet>"
    )
    return a_book("", whole=whole)


def many_lines(key: str) -> bytes:
    """Make thousands of headers, each with a row below it."""
    row = f'<row><c><v>3</v></c><c/><c t="inlineStr"><is><t>{key}</t></is></c></row>'
    return a_book(f"<row>{HEADER}</row>{row}" * 2_000)


def a_wide_element() -> bytes:
    cells = "".join(f' a{n}=""' for n in range(600_000))
    return a_book(f"<row{cells}/>")


CELLS = "<row>" + "<c><v>3</v></c>" * 24_000 + "</row>"
CASES: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("a sheet of 1.5 GB, honestly declared", lambda: a_sheet_of_zeros(), "far too big"),
    ("a part longer than it says", lambda: a_card_that_understates(600 << 20), "not as long"),
    ("a megabyte in 400 cells", lambda: shared("x" * MEBIBYTE, 400), "100,000 characters"),
    ("a long text in 9,000 cells", lambda: shared("x" * 90_000, 9_000), "2,000,000"),
    ("a text of escapes", lambda: shared("_x0041_" * 1_000_000, 9), "100,000 characters"),
    ("an emoji in a long text", lambda: shared("x" * (7 << 20) + "\U0001f600", 1), "100,000"),
    ("a number of digits", lambda: a_book(f"<row><c><v>{'1' * MEBIBYTE}</v></c></row>"), "damaged"),
    ("as many cells as may be", lambda: a_book(CELLS), "no scorecard"),
    ("a million empty rows", lambda: a_book('<row s="1"/>' * 600_000), "far too big"),
    ("200,000 nested elements", lambda: a_book("<a>" * 200_000 + "</a>" * 200_000), "far too big"),
    ("as deep as may be", lambda: a_book("<a>" * 49_000 + "</a>" * 49_000), "no scorecard"),
    ("600,000 attributes", a_wide_element, "far too big"),
    ("a long attribute", lambda: a_book(f'<row a="{"x" * (7 << 20)}\U0001f600"/>'), "no scorecard"),
    ("a long comment", lambda: a_book(f"<!--{'x' * (7 << 20)}-->"), "no scorecard"),
    ("an entity bomb", lambda: with_part("xl/sharedStrings.xml", BOMB), "document type"),
    ("3,000 parts", lambda: many_parts(3_000), "3000 parts"),
    ("200,000 parts", lambda: many_parts(100_000), "far too big"),
    ("parts with long names", lambda: many_parts(200, 30_000), "far too big"),
    ("40 MB of nothing", lambda: b"PK" + b"\x00" * (40 << 20), "far too big"),
    ("a mimetype that explodes", a_mimetype_that_explodes, "no workbook"),
    ("one sheet 10,000 times", one_sheet_many_times, "two sheets are one"),
    ("80,000 merged ranges", lambda: merged_everywhere(80_000), "far too big"),
    ("5,000 merged ranges", lambda: merged_everywhere(5_000), "merged ranges"),
    ("2,000 headers with keys", lambda: many_lines("0123abcd.k"), "look like a competency"),
    ("2,000 headers with names", lambda: many_lines("Coding"), "look like a competency"),
    (
        "half references",
        lambda: a_book(inline(*["HS1" * 30_000] * 20)),
        "no scorecard",
    ),
    (
        "date formats without an end",
        lambda: a_book(
            "",
            styles=f"<a><numFmts><numFmt numFmtId='9' formatCode='{'[' * MEBIBYTE}'"
            "/></numFmts></a>",
        ),
        "no scorecard",
    ),
    (
        "properties of 5 MB",
        lambda: with_part("docProps/app.xml", "<a>" + "x" * (5 << 20) + "</a>"),
        "2,000,000",
    ),
    (
        "a sheet's long name",
        lambda: with_part("xl/workbook.xml", workbook_named("x" * MEBIBYTE)),
        "damaged",
    ),
    ("a part outside the archive", lambda: with_part("../../x.xml", "<a/>"), ""),
    (
        "the farthest cell",
        lambda: a_book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "no scorecard",
    ),
    ("a cell that is none", lambda: a_book('<row><c r="ZZZZ1"><v>1</v></c></row>'), "damaged"),
    ("an empty file", lambda: b"", "empty"),
    ("half a file", lambda: a_filled_card()[:-500], "not completely"),
)


def workbook_named(name: str) -> str:
    return (
        f'<workbook {MAIN}><sheets><sheet xmlns:r="{OFFICE}" name="{name}" r:id="rId1"/></sheets>'
        "</workbook>"
    )


def a_sheet_of_zeros() -> bytes:
    raw = bytearray(a_book(" " * MEBIBYTE))
    at = raw.find(b"xl/worksheets/sheet1.xml", raw.find(b"PK\x01\x02")) - 46
    raw[at + 24 : at + 28] = struct.pack("<I", 1_500_000_000)
    return bytes(raw)


@pytest.mark.process
@pytest.mark.parametrize(
    ("make", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_file_made_to_hurt_takes_little_memory(
    make: Callable[[], bytes], words: str, tmp_path: Path
) -> None:
    found = read_apart(make(), tmp_path)

    assert any(words in line for line in found["said"]) or (not words and not found["said"])
    assert found["kib"] < 64 * 1024
    assert found["cpu"] < 3, "seconds, ten times what it takes: it must not grow with the square"
