"""Files of every kind and of no kind: read as they were written, or refused in words."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.domain.codes import search_key
from hiring.domain.identity import words_in
from hiring.errors import InvalidFileError
from hiring.exchange.people.dates import Clock, UnclearError, evidence
from hiring.exchange.people.matching import is_sensitive
from hiring.exchange.people.opening import open_people
from hiring.exchange.people.sources import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = ["Name", "Email", "Company", "Colour"]


def rows_of(source: Any) -> list[Any]:
    return [row for _, row in source.rows()]


@settings(max_examples=150)
@given(
    rows=st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=4, max_size=4).filter(
            any
        ),
        max_size=6,
    ),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_any_table_of_texts_comes_in_as_it_was_written(
    rows: list[list[str]], delimiter: str, encoding: str, ending: str, tmp_path: Path
) -> None:
    rows = [[cell.replace("\0", "") or "x" for cell in row] for row in rows]
    written = io.StringIO(newline="")
    # Python before 3.13 leaves a lone carriage return without quotation marks.
    lone = any("\r" in cell for row in rows for cell in row)
    if lone:
        writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(written, delimiter=delimiter, lineterminator=ending)
    writer.writerows([HEAD, *rows])
    path = tmp_path / "people.csv"
    path.write_bytes(written.getvalue().encode(encoding))

    source = open_people(path)

    assert isinstance(source, Table)
    assert source.delimiter == delimiter
    assert rows_of(source) == rows


@given(st.text(max_size=30))
def test_words_are_folded_letter_by_letter_as_texts_are(text: str) -> None:
    folded = "".join(c if c.isalnum() else " " for c in search_key(text))

    assert words_in(text) == folded.split()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16", "utf-8-sig", "utf-32"])
def test_accents_survive_every_usual_encoding(encoding: str, opened: Callable[..., Any]) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    people = [["Zoë Müller", "zoe@example.org", "Café Größe", "née"]] * 20
    text = mark + "\r\n".join(";".join(row) for row in [HEAD, *people])

    source = opened(text.encode(encoding))

    assert rows_of(source) == people


@pytest.mark.parametrize(
    ("rows", "utf8", "other"),
    [
        (["Zoë;z@example.org".encode(), "Jürgen;j@example.org".encode("cp1252")], 2, 3),
        (["Jürgen;j@example.org".encode("cp1252"), b"Ada;a", "Zoë;z".encode()], 4, 2),
        (["Zoë;".encode() + "Größe".encode("cp1252")], 2, 2),
        (["Jiří;j".encode("cp1250")] * 30 + ["Zoë;z".encode()], 32, 2),
    ],
)
def test_a_file_of_mixed_encodings_is_refused_by_its_first_lines(
    rows: list[bytes], utf8: int, other: int, opened: Callable[..., Any]
) -> None:
    content = b"\r\n".join([b"Name;Email", *rows])

    with pytest.raises(InvalidFileError) as refused:
        opened(content)

    said = f"UTF-8 first in line {utf8}, another first in line {other}"
    assert said in str(refused.value)
    assert rows_of(opened(content, encoding="cp1252"))


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1252", ["Zoë Müller", "Größe", "José Peña", "Spaß…", "„Fuß“", "SÃO PAULO"]),
        ("cp1250", ["Jiří Novák", "Łukasz Żółć", "Şerban Ţuţea", "Dvořák", "Čapek"]),
        ("cp1251", ["Анна Петрова", "Пётр Ильин", "ИЛЬЯ» Юлия", "Я»"]),
        ("gb18030", ["李小龙", "王伟", "张敏", "刘洋", "陈静", "杨勇"]),
        ("cp949", ["김민준", "이서연", "박지훈", "최수빈", "정예은"]),
        ("shift_jis", ["山田太郎", "佐藤花子", "鈴木一郎", "高橋みなみ"]),
    ],
)
def test_a_file_of_one_encoding_is_never_taken_for_a_mixed_one(
    encoding: str, names: list[str], opened: Callable[..., Any]
) -> None:
    people = [[name, f"p{number}@example.org"] for number, name in enumerate(names * 20)]
    text = "\n".join(",".join(row) for row in [["Name", "Email"], *people])

    source = opened(text.encode(encoding))

    assert len(rows_of(source)) == len(people)


def test_an_encoding_and_a_delimiter_that_are_named_are_believed(
    opened: Callable[..., Any],
) -> None:
    content = "Name:Email\nJiří:j@example.org\n".encode("cp1250")

    source = opened(content, encoding="cp1250", delimiter=":")

    assert rows_of(source) == [["Jiří", "j@example.org"]]


def test_the_line_that_tells_excel_its_separator_is_no_header(opened: Callable[..., Any]) -> None:
    source = opened(b"sep=|\r\nName|Email\r\nAda|ada@example.org\r\n")

    assert rows_of(source) == [["Ada", "ada@example.org"]]


def bomb() -> bytes:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(book) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
                content = b"<worksheet><sheetData>" + row + b" " * (100 << 20)
            new.writestr(entry.filename, content)
    return made.getvalue()


def with_entities() -> bytes:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    made = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
            new.writestr(entry.filename, content)
    return made.getvalue()


HOSTILE = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\r\n", "empty"),
    "binary": (bytes(range(256)) * 20, "zero bytes"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "old Excel"),
    "pdf": (b"%PDF-1.7 x", "PDF"),
    "other zip": (b"PK\x03\x04" + b"x" * 99, "workbook cannot be read"),
    "open quote": (b'Name,Email\n"Ada,a@example.org\nBen,b@example.org\n', "never closed"),
    "stray quote": (b'Name,Email\n"Ada" x,a@example.org\n', "quotation mark"),
    "10,000 columns": (b",".join(b"c%d" % n for n in range(10_000)) + b"\n1\n", "10,000 columns"),
    "deep json": (b'[{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]", "too deep"),
    "cut json": (b'[{"name": "Ada"}, {"na', "cut off"),
    "json of numbers": (b"[1, 2]", "no object"),
    "json constant": (b'[{"name": NaN}]', "NaN"),
    "json and more": (b'[{"name": "Ada"}] x', "behind its end"),
    "huge cell": (b"Name,Email\n" + b"a" * (5 << 20) + b",x\n", "field larger"),
    "bomb": (bomb, "unpacks to far more"),
    "entities": (with_entities, "declarations"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_is_none_is_refused_in_words(case: str, opened: Callable[..., Any]) -> None:
    content, said = HOSTILE[case]

    with pytest.raises(InvalidFileError, match=said):
        rows_of(opened(content() if callable(content) else content))


@pytest.mark.parametrize(
    "text",
    [
        '[{"name": "Ada"}, {"name": "Ben"}]',
        '{"name": "Ada"}\n{"name": "Ben"}\n',
        '{"hasNext": false, "data": [{"name": "Ada"}, {"name": "Ben"}], "next": null}',
        '{"results": [{"name": "Ada"}, {"name": "Ben"}]}',
    ],
)
def test_records_are_found_however_they_are_wrapped(text: str, opened: Callable[..., Any]) -> None:
    assert rows_of(opened(text.encode())) == [{"name": "Ada"}, {"name": "Ben"}]


def test_a_long_list_of_records_is_read_to_its_end(opened: Callable[..., Any]) -> None:
    records = [{"name": f"P{n}", "note": "x" * (n % 3000), "n": n} for n in range(500)]

    assert rows_of(opened(json.dumps(records).encode())) == records


def test_a_workbook_says_what_its_cells_show(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Name", "Email", "Applied on", "Number", "Part", "Yes", "Text"])
    sheet.append(["Ada\nExample", None, date(2026, 3, 2), 12, 1.5, True, "007 <&> _x0041_"])
    sheet.append([None] * 7)
    sheet.append(["Ben", "b@example.org", datetime(2026, 3, 2, 14, 30), 10**12])  # noqa: DTZ001
    book.create_sheet("Other").append(["x"])
    book.save(tmp_path / "people.xlsx")

    source = open_people(tmp_path / "people.xlsx")

    assert source.notes == ("read the sheet 'Sheet'; not 'Other'",)
    assert list(source.rows()) == [
        (2, ["Ada\nExample", "", "2026-03-02", "12", "1.5", "TRUE", "007 <&> A"]),
        (4, ["Ben", "b@example.org", "2026-03-02 14:30:00", "1000000000000"]),
    ]
    other = open_people(tmp_path / "people.xlsx", sheet="other")
    assert isinstance(other, Table)
    assert other.columns == ["x"]
    with pytest.raises(InvalidFileError, match="one of Sheet, Other"):
        open_people(tmp_path / "people.xlsx", sheet="third")


def test_shared_texts_that_do_not_fit_in_memory_lie_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hiring.exchange.people.workbook._IN_MEMORY", 40)
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Name", "Note"])
    for n in range(50):
        sheet.append([f"Zoë {n}", f"note {n}"])
    book.save(tmp_path / "people.xlsx")

    rows = rows_of(open_people(tmp_path / "people.xlsx"))

    assert rows == [[f"Zoë {n}", f"note {n}"] for n in range(50)]


@pytest.mark.parametrize(
    ("written", "rule", "read"),
    [
        ("2026-03-02", "", "2026-03-02T00:00"),
        ("2026-03-02T10:00:00Z", "", "2026-03-02T10:00"),
        ("2026-03-02 10:00:00 UTC", "", "2026-03-02T10:00"),
        ("2026-03-02T10:00:00.123+02:00", "", "2026-03-02T08:00"),
        ("2026/3/2", "", "2026-03-02T00:00"),
        ("20260302", "", "2026-03-02T00:00"),
        ("02.03.2026", "DMY", "2026-03-02T00:00"),
        ("03/02/2026 2:05 PM", "MDY", "2026-03-02T14:05"),
        ("03-02-26", "MDY", "2026-03-02T00:00"),
        ("26/03/02", "YMD", "2026-03-02T00:00"),
        ("25/12/2025", "", "2025-12-25T00:00"),
        ("2 Mar 2026", "", "2026-03-02T00:00"),
        ("Mon, March 2, 2026", "", "2026-03-02T00:00"),
        ("1772409600000", "epoch-ms", "2026-03-02T00:00"),
        ("1772409600", "epoch", "2026-03-02T00:00"),
    ],
)
def test_a_day_is_read_by_what_it_says_and_its_columns_rule(
    written: str, rule: str, read: str
) -> None:
    assert f"{Clock(rule, UTC).read(written):%Y-%m-%dT%H:%M}" == read


@pytest.mark.parametrize("written", ["03/04/2026", "1.2.26", "1772409600", "03-04-26"])
def test_a_day_that_could_be_another_is_never_guessed(written: str) -> None:
    with pytest.raises(UnclearError):
        Clock("", UTC).read(written)


@pytest.mark.parametrize("written", ["soon", "2026-02-30", "0026-01-01", "99/99/2026", "12"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are Python's
        Clock("", UTC).read(written)


def test_what_a_date_shows_of_its_order() -> None:
    shown = [evidence(each) for each in ("13/04/2026", "04/13/2026", "04/04/2026", "2026-04-04")]

    assert shown == ["DMY", "MDY", "either", ""]


@pytest.mark.parametrize(
    "name",
    [
        *("candidateEthnicity", "Date of Birth", "dob", "Expected Salary", "Lower Range", "Gender"),
        *("salary_expected", "Current CTC", "Geburtsdatum", "photo_url", "Veteran status", "Age"),
    ],
)
def test_pay_protected_traits_and_pictures_are_known(name: str) -> None:
    assert is_sensitive(name)


@pytest.mark.parametrize("name", ["Stage", "Payload", "Language", "Page", "Trace", "Manager"])
def test_innocent_columns_are_not_taken_for_them(name: str) -> None:
    assert not is_sensitive(name)
