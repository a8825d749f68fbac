from __future__ import annotations

import csv
import tracemalloc
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from hiring.documents.dump.csv_files import CsvFiles
from hiring.documents.dump.line_files import LineFiles
from hiring.documents.dump.rows import Chunk, Faults
from hiring.documents.dump.workbook_reading import MOST_RATIO
from hiring.documents.dump.workbooks import LONG, Workbooks
from hiring.views.content import ColumnShape, Lines, Shape, ValueKind
from tests.rows import SHAPES, Made, contents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hiring.views.content import Row

Files = CsvFiles | LineFiles | Workbooks
FORMATS = pytest.mark.parametrize("files", [CsvFiles, LineFiles, Workbooks])
NOTES = Shape(
    name="notes",
    meaning="Notes.",
    columns=(
        ColumnShape("id", ValueKind.NUMBER, "Its number."),
        ColumnShape("said", ValueKind.TEXT, "What was said."),
        ColumnShape("asked", ValueKind.TEXT, "What was asked.", nullable=True),
    ),
    key=("id",),
)


def chunks(shape: Shape, rows: Sequence[Row]) -> Iterator[Chunk]:
    lines = Lines(shape)
    for some in Made({shape.name: rows}).chunks(shape):
        yield Chunk(some, lines.add(some))


def written(files: Files, shape: Shape, rows: Sequence[Row]) -> None:
    files.write(shape, chunks(shape, rows))
    files.finish(["To be read first."])


def read(files: Files, shape: Shape) -> tuple[list[Row], list[str]]:
    faults = Faults()
    rows = [row for some in files.read(shape, faults) for row in some]
    return rows, [str(problem) for problem in faults.problems]


@FORMATS
@settings(max_examples=25)
@given(contents(server=False, most=2))
def test_any_text_in_any_column_comes_back_as_it_was(
    files: type[Files], rows: dict[str, Sequence[Row]]
) -> None:
    with TemporaryDirectory() as folder:
        out = files(Path(folder))
        for shape in SHAPES.values():
            out.write(shape, chunks(shape, rows[shape.name]))
        out.finish(["To be read first."])

        back = files(Path(folder))
        for shape in SHAPES.values():
            assert read(back, shape) == (list(rows[shape.name]), [])


@FORMATS
def test_a_table_without_rows_comes_back_without_rows(files: type[Files], tmp_path: Path) -> None:
    written(files(tmp_path), NOTES, [])

    assert read(files(tmp_path), NOTES) == ([], [])


@FORMATS
def test_texts_of_any_length_come_back_whole(files: type[Files], tmp_path: Path) -> None:
    rows: list[Row] = [
        (1, "'" + "x" * 32_766, "y" * 32_767),
        (2, "x" * 32_768, "🤝" * 16_384),
        (3, "=" * 200_000, None),
        (4, "'#1", "'#2"),
    ]
    written(files(tmp_path), NOTES, rows)

    assert read(files(tmp_path), NOTES) == (rows, [])


def test_rows_past_those_of_a_sheet_go_on_in_the_next_workbook(tmp_path: Path) -> None:
    rows: list[Row] = [(number, "x" * 40_000, "") for number in range(1, 8)]
    written(Workbooks(tmp_path, most_rows=4), NOTES, rows)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("hiring-2.xlsx", "hiring-3.xlsx", "hiring-4.xlsx", "hiring-5.xlsx"),
        *("hiring-6.xlsx", "hiring-7.xlsx", "hiring.xlsx"),
    ]
    assert read(Workbooks(tmp_path), NOTES) == (rows, [])


def test_another_reader_of_workbooks_sees_texts_and_no_formula(tmp_path: Path) -> None:
    rows: list[Row] = [(1, "=1+1", ""), (2, "00123", None), (3, "line\nbreak <&>", "+49 30")]
    written(Workbooks(tmp_path), NOTES, rows)

    book = load_workbook(tmp_path / "hiring.xlsx")

    assert book.sheetnames == ["README", "notes"]
    assert list(book["notes"].values) == [
        ("id", "said", "asked"),
        ("1", "=1+1", "'"),
        ("2", "00123", None),
        ("3", "line\nbreak <&>", "+49 30"),
    ]
    kinds = {cell.data_type for row in book["notes"] for cell in row if cell.value}
    assert kinds <= {"s", "inlineStr"}


def test_a_workbook_that_was_saved_again_by_another_program_comes_back(tmp_path: Path) -> None:
    rows: list[Row] = [(1, "=1+1", ""), (2, "'x", None), (3, "two\nlines", "true")]
    written(Workbooks(tmp_path), NOTES, rows)
    book = load_workbook(tmp_path / "hiring.xlsx")
    for row in book["notes"]:
        for cell in row:
            cell.data_type = "s" if cell.value else cell.data_type
    book.save(tmp_path / "hiring.xlsx")

    assert read(Workbooks(tmp_path), NOTES) == (rows, [])


def test_csv_opens_in_excel_and_holds_nothing_it_would_calculate(tmp_path: Path) -> None:
    rows: list[Row] = [
        (1, "=1+1", ""),
        (2, "@x", None),
        (3, "0012", "'a"),
        (4, "123456789012", "5"),
    ]
    written(CsvFiles(tmp_path), NOTES, rows)

    raw = (tmp_path / "notes.csv").read_bytes()

    assert raw.startswith(b"\xef\xbb\xbfid,said,asked\r\n")
    assert list(csv.reader(raw.decode("utf-8-sig").splitlines())) == [
        ["id", "said", "asked"],
        ["1", "'=1+1", "'"],
        ["2", "'@x", ""],
        ["3", "'0012", "''a"],
        ["4", "'123456789012", "5"],
    ]


@FORMATS
def test_files_are_for_their_owner_alone(files: type[Files], tmp_path: Path) -> None:
    written(files(tmp_path), NOTES, [(1, "x" * 40_000, "")])

    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,said,asked\r\none,x,y\r\n", "notes.csv, row 2: id is not a whole number"),
        ("id,said,asked\r\n1,x\r\n", "notes.csv, row 2: has 2 cells instead of 3"),
        ("id,said\r\n1,x\r\n", "notes.csv: the column asked is missing"),
        ("id,said,asked,said\r\n", "notes.csv: the column said is there twice"),
        ("id,said,asked,more\r\n", "notes.csv: there is no column 'more'"),
        ('id,said,asked\r\n1,"x,y\r\n', "notes.csv: is no CSV"),
        ("", "notes.csv: the column id is missing"),
    ],
)
def test_a_csv_that_is_no_table_is_said(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "notes.csv").write_text(content, encoding="utf-8", newline="")

    _, problems = read(CsvFiles(tmp_path), NOTES)

    assert problems[0].startswith(said)


def test_a_csv_in_another_encoding_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_bytes("id,said,asked\r\n1,Müller,\r\n".encode("latin-1"))

    assert read(CsvFiles(tmp_path), NOTES)[1][0].startswith("notes.csv: is not UTF-8")


GOOD = b'{"id": 1, "said": "x", "asked": null}\n'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"id": "1", "said": "x", "asked": null}', "row 2: id is not a whole number"),
        (b'{"id": true, "said": "x", "asked": null}', "row 2: id is not a whole number"),
        (b'{"id": 2, "said": null, "asked": null}', "row 2: said is not text"),
        (b'{"id": 2, "said": {"a": 1}, "asked": null}', "row 2: said is not text"),
        (b'{"id": 2, "said": "\\ud800", "asked": null}', "row 2: said holds half a character"),
        (b'{"id": 2, "said": "x"}', "line 2: the column asked is missing"),
        (b'{"id": 2, "said": "x", "id": 3, "asked": ""}', "line 2: the column id is there twice"),
        (b"[2, 3]", "line 2: is no JSON object"),
        (b"{}", "line 2: the column id is missing"),
        (b"nonsense", "line 2: is no JSON in UTF-8"),
        (b'{"id": 2, "said": "\xff", "asked": null}', "line 2: is no JSON in UTF-8"),
        (b"[" * 5000, "line 2: is no JSON in UTF-8"),
    ],
)
def test_a_line_that_is_no_row_is_said_and_the_others_are_read(
    tmp_path: Path, line: bytes, said: str
) -> None:
    (tmp_path / "notes.ndjson").write_bytes(GOOD + line + b"\n" + GOOD)

    rows, problems = read(LineFiles(tmp_path), NOTES)

    assert problems[0].startswith(f"notes.ndjson, {said}")
    assert rows == [(1, "x", None)] * 2


def test_columns_may_stand_in_another_order(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("asked,id,said\r\n,1,x\r\n", newline="")
    (tmp_path / "notes.ndjson").write_bytes(b'{"said": "x", "asked": null, "id": 1}\n')

    for files in (CsvFiles(tmp_path), LineFiles(tmp_path)):
        assert read(files, NOTES) == ([(1, "x", None)], [])


def test_a_workbook_that_is_none_or_lacks_a_sheet_is_said(tmp_path: Path) -> None:
    book = tmp_path / "hiring.xlsx"
    written(Workbooks(tmp_path), LONG, [])
    lacking = read(Workbooks(tmp_path), NOTES)[1]
    book.write_bytes(b"PK nonsense")
    broken = read(Workbooks(tmp_path), NOTES)[1]

    assert lacking[0].startswith("hiring.xlsx: the sheet notes is missing")
    assert broken[0].startswith("hiring.xlsx: is no workbook that can be read")


def test_a_long_text_that_is_missing_is_said(tmp_path: Path) -> None:
    plain = Shape("notes", "", NOTES.columns, ("id",))
    written(Workbooks(tmp_path), plain, [(1, "x", "y")])
    book = load_workbook(tmp_path / "hiring.xlsx")
    book["notes"]["B2"] = "'#1"
    book["notes"]["B2"].data_type = "s"
    book.save(tmp_path / "hiring.xlsx")

    problems = read(Workbooks(tmp_path), NOTES)[1]

    assert problems[0].startswith("hiring.xlsx: the sheet long texts is missing")
    assert problems[1].startswith("sheet long texts: text 1 is not in its place")


def test_only_so_many_problems_are_named(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("id,said,asked\r\n" + "x,y,z\r\n" * 200, newline="")

    problems = read(CsvFiles(tmp_path), NOTES)[1]

    assert len(problems) == 51
    assert problems[-1] == "and 150 more"


def spoiled(folder: Path, sheet: bytes, *, part: str = "xl/worksheets/sheet1.xml") -> None:
    """Write a workbook of notes, and put another text in place of one of its parts."""
    path = folder / "hiring.xlsx"
    written(Workbooks(folder), NOTES, [(1, "Said.", None)])
    with zipfile.ZipFile(path) as book:
        parts = {entry: book.read(entry) for entry in book.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for entry, content in (parts | {part: sheet}).items():
            book.writestr(entry, content)


_MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_HEAD = b"<row>%b</row>" % b"".join(
    b'<c t="inlineStr"><is><t>%b</t></is></c>' % column.name.encode() for column in NOTES.columns
)
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
UNSAFE = {
    "bomb": (_MAIN + _HEAD + b"<row>%b</row>" % (b" " * (12 << 20)) * 8, "unpacks to far more"),
    "a cell of millions": (_MAIN + b"<row><c><v>" + b"a" * (32 << 20), "far too long"),
    "entities": (_ENTITIES + _MAIN, "declares a document type"),
    "entities between two reads": (
        b" " * ((1 << 16) - 5) + _ENTITIES + _MAIN,
        "declares a document type",
    ),
    "entities in another encoding": (
        (_ENTITIES + _MAIN).decode().encode("utf-16"),
        "declares a document type, or is not written in UTF-8",
    ),
}


@pytest.mark.parametrize("case", UNSAFE)
def test_a_workbook_that_would_take_all_memory_is_not_read_on(case: str, tmp_path: Path) -> None:
    sheet, said = UNSAFE[case]
    spoiled(tmp_path, sheet)

    tracemalloc.start()
    _, problems = read(Workbooks(tmp_path), NOTES)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert any(said in problem for problem in problems)
    assert most < 150 << 20


def test_a_long_table_of_short_rows_is_no_bomb(tmp_path: Path) -> None:
    written(Workbooks(tmp_path), NOTES, [(number, "", None) for number in range(1, 20_001)])

    with zipfile.ZipFile(tmp_path / "hiring.xlsx") as book:
        sheet = book.getinfo("xl/worksheets/sheet1.xml")

    assert sheet.file_size < sheet.compress_size * MOST_RATIO / 4
