"""Files made to hurt: each is read or refused in little memory, in a process of its own."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from hiring.documents.scorecard import read, write
from hiring.documents.sheets import book
from hiring.documents.sheets.ooxml import open_workbook
from hiring.errors import InvalidFileError
from tests.documents.cards import REFERENCE, a_sheet, fill
from tests.documents.test_scorecard_read import (
    BOMB,
    MAIN,
    OFFICE,
    a_book,
    a_filled_card,
    with_part,
    zipped,
)
from tests.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEBIBYTE = 1 << 20
HEADER = "".join(
    f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in ("Rating", "Evidence", "Competency")
)
READ_ONE = """
import json, resource, sys
from hiring.documents.scorecard import read
from hiring.errors import InvalidFileError
from pathlib import Path
from hiring.domain.language import Vocabulary
from hiring.languages import known_languages
import hiring.documents.scorecard.filled

words = Vocabulary.of(known_languages())


def kib(what):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what + ":"))


limit = (kib("VmSize") + 64 * 1024) * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
before, idle = resource.getrusage(resource.RUSAGE_SELF), kib("VmRSS")
try:
    read(Path(sys.argv[1]).read_bytes(), name="card.xlsx", vocabulary=words)
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
    checksum = struct.pack("<I", zlib.crc32(real[:declared]))
    for mark, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        at = raw.rfind(mark)
        raw[at + offset : at + offset + 4] = checksum
        raw[at + offset + 8 : at + offset + 12] = struct.pack("<I", declared)
    return bytes(raw)


def a_card_that_understates(size: int) -> bytes:
    return understated("xl/_rels/workbook.xml.rels", b" " * size, 1000)


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


def workbook_named(name: str) -> bytes:
    entry = f'<sheet xmlns:r="{OFFICE}" name="{name}" r:id="rId1"/>'
    return with_part("xl/workbook.xml", f"<workbook {MAIN}><sheets>{entry}</sheets></workbook>")


def a_sheet_of_zeros() -> bytes:
    raw = bytearray(a_book(" " * MEBIBYTE))
    at = raw.find(b"xl/worksheets/sheet1.xml", raw.find(b"PK\x01\x02")) - 46
    raw[at + 24 : at + 28] = struct.pack("<I", 1_500_000_000)
    return bytes(raw)


def wide_letters_everywhere() -> bytes:
    wide = "x" * 600_000 + "\U0001f600"
    return a_book(inline("y" * (4 << 20) + "\U0001f600"), strings=f"<si><t>{wide}</t></si>" * 9)


def as_many_attributes_as_may_be() -> bytes:
    return a_book("".join(f'<a b{n}="{n}" c{n}="{n}"/>' for n in range(49_000)))


def unending_date_formats() -> bytes:
    code = "[" * MEBIBYTE
    return a_book(
        "", styles=f"<a><numFmts><numFmt numFmtId='9' formatCode='{code}'/></numFmts></a>"
    )


def long_properties() -> bytes:
    return with_part("docProps/app.xml", f"<a>{'x' * (5 << 20)}</a>")


CELLS = 2 * ("<row>" + "<c><v>3</v></c>" * 12_000 + "</row>")
CASES: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("a sheet of 1.5 GB, honestly declared", a_sheet_of_zeros, "far too big"),
    ("a part longer than it says", lambda: a_card_that_understates(600 << 20), "not as long"),
    ("a megabyte in 400 cells", lambda: shared("x" * MEBIBYTE, 400), "100,000 characters"),
    ("a long text in 9,000 cells", lambda: shared("x" * 90_000, 9_000), "2,000,000"),
    ("a text of escapes", lambda: shared("_x0041_" * 800_000, 9), "100,000 characters"),
    ("an emoji in a long text", lambda: shared("x" * (5 << 20) + "\U0001f600", 1), "100,000"),
    ("a number of digits", lambda: a_book(f"<row><c><v>{'1' * MEBIBYTE}</v></c></row>"), "damaged"),
    ("as many cells as may be", lambda: a_book(CELLS), "no scorecard"),
    ("a million empty rows", lambda: a_book('<row s="1"/>' * 600_000), "far too big"),
    ("200,000 nested elements", lambda: a_book("<a>" * 200_000 + "</a>" * 200_000), "far too big"),
    ("as deep as may be", lambda: a_book("<a>" * 49_000 + "</a>" * 49_000), "no scorecard"),
    ("600,000 attributes", a_wide_element, "far too big"),
    ("a long attribute", lambda: a_book(f'<row a="{"x" * (5 << 20)}\U0001f600"/>'), "no scorecard"),
    ("wide letters everywhere", wide_letters_everywhere, "100,000 characters"),
    ("as many attributes as may be", as_many_attributes_as_may_be, "no scorecard"),
    ("a long comment", lambda: a_book(f"<!--{'x' * (5 << 20)}-->"), "no scorecard"),
    ("an entity bomb", lambda: with_part("xl/workbook.xml", BOMB), "document type"),
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
        unending_date_formats,
        "no scorecard",
    ),
    (
        "properties of 5 MB",
        long_properties,
        "2,000,000",
    ),
    (
        "a sheet's long name",
        lambda: workbook_named("x" * MEBIBYTE),
        "damaged",
    ),
    ("a part outside the archive", lambda: with_part("../../x.xml", "<a/>"), ""),
    (
        "the farthest cell",
        lambda: a_book('<row><c r="XFD1048576"><v>1</v></c></row>'),
        "no scorecard",
    ),
    ("a cell that is none", lambda: a_book('<row><c r="ZZZZ1"><v>1</v></c></row>'), "damaged"),
    ("an empty file", lambda: b"", "empty"),
    ("half a file", lambda: a_filled_card()[:-500], "not completely"),
)


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


def refused(raw: bytes) -> list[str]:
    with pytest.raises(InvalidFileError) as found:
        open_workbook(raw, name="card.xlsx")
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize("size", [1_001, 5_000, 300_000])
def test_a_part_longer_than_it_says_is_refused_though_its_checksum_agrees(size: int) -> None:
    (said,) = refused(a_card_that_understates(size))

    assert said.startswith("card.xlsx: the file is damaged: xl/_rels/workbook.xml.rels")


def test_a_part_shorter_than_it_says_is_refused() -> None:
    raw = bytearray(zipped({"xl/workbook.xml": "<a/>"}))
    at = raw.rfind(b"PK\x01\x02") + 24
    raw[at] += 1

    (said,) = refused(bytes(raw))
    assert "not as long as the file says" in said


def test_parts_that_are_small_alone_and_big_together_are_refused() -> None:
    parts: dict[str, str | bytes] = {f"xl/{n}.xml": b" " * (4 << 20) for n in range(3)}

    (said,) = refused(zipped(parts))
    assert "far too big" in said


@pytest.mark.parametrize("letter", ["x", "\u00e9", "\U0001f600"])
def test_evidence_of_forty_thousand_characters_is_kept_whole(letter: str) -> None:
    text = letter * 40_000
    mark = "PUT THE LONG TEXT HERE"
    raw = fill(write(a_sheet()), {"ml-framing": (3, mark)}, overall="yes", note="y")
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        parts: dict[str, str | bytes] = {
            entry: old.read(entry).replace(mark.encode(), text.encode()) for entry in old.namelist()
        }

    card = read(zipped(parts), name="card.xlsx", vocabulary=WORDS)
    assert card.rows[0].evidence == text
    assert card.references == (REFERENCE,)


@pytest.mark.parametrize("more", [0, 1])
def test_the_longest_text_is_read_and_one_letter_more_is_refused(more: int) -> None:
    text = "x" * (book.MOST_CELL_TEXT + more)
    cells = '<row r="7"><c r="G7"><v>3</v></c><c r="H7" t="s"><v>0</v></c></row>'
    raw = a_book(cells + inline(text), strings=f"<si><t>{text}</t></si>")

    if not more:
        found = open_workbook(raw, name="card.xlsx").sheets[0].cells
        assert [cell.text for cell in found.values()] == ["3", text, text]
        return
    assert [said.partition(": ")[0] for said in refused(raw)] == [
        "card.xlsx, S!H7",
        "card.xlsx, S!A8",
    ]


def test_no_more_than_twenty_long_texts_are_named() -> None:
    assert len(refused(shared("x" * 200_000, 400))) == 20


def test_a_long_text_that_is_shown_nowhere_does_no_harm() -> None:
    raw = a_book("<row><c><v>3</v></c></row>", strings=f"<si><t>{'x' * MEBIBYTE}</t></si>")

    assert open_workbook(raw, name="card.xlsx").sheets[0].text(1, 1) == "3"


def test_a_text_is_measured_as_it_is_kept_and_not_as_it_is_escaped() -> None:
    raw = a_book(inline("_x000D_\n" * 40_000))

    assert open_workbook(raw, name="card.xlsx").sheets[0].text(1, 1) == "\n" * 40_000


def test_a_shared_text_is_found_though_its_place_is_written_with_spaces() -> None:
    strings = "".join(f"<si><t>text {n}</t></si>" for n in range(4))
    raw = a_book('<row><c t="s"><v> 3 </v></c><c t="s"><v>\n0</v></c></row>', strings=strings)

    found = open_workbook(raw, name="card.xlsx").sheets[0]
    assert [found.text(1, 1), found.text(1, 2)] == ["text 3", "text 0"]


@pytest.mark.parametrize(
    "place", ["4", "-1", "+1", "1.0", "1e0", "0x1", "one", "\u0663", "\u00b2", " ", "1 2", "9" * 50]
)
def test_a_place_that_holds_no_shared_text_is_never_taken_for_an_answer(place: str) -> None:
    strings = "<si><t>a</t></si>" * 4

    (said,) = refused(a_book(f'<row><c t="s"><v>{place}</v></c></row>', strings=strings))
    assert "damaged" in said


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="S"><v>3</v></c>',
        '<c t="sharedString"><v>3</v></c>',
        '<c t="b"><v>3</v></c>',
        "<c><v>0_3</v></c>",
    ],
)
def test_a_cell_of_no_known_kind_is_never_taken_for_an_answer(cell: str) -> None:
    (said,) = refused(a_book(f"<row>{cell}</row>"))

    assert "damaged" in said


@pytest.mark.parametrize("row", ["0", "-3"])
def test_a_row_above_the_first_is_refused(row: str) -> None:
    (said,) = refused(a_book(f'<row r="{row}"><c><v>3</v></c></row>'))

    assert "there is no row" in said


def test_a_message_about_a_broken_value_stays_short() -> None:
    (said,) = refused(a_book(f'<row><c r="{"A" * MEBIBYTE}"><v>3</v></c></row>'))

    assert len(said) < 600
