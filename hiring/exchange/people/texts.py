"""Read tables in text: their encoding and their delimiter are found out, then each row is given."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hiring.errors import InvalidFileError, Problem
from hiring.exchange.people.sources import Reading, Table, check_columns, refuse
from hiring.profiles import GENERIC, PROFILES, load_profile, plain_name

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from typing import NoReturn

    from hiring.exchange.people.letters import Told

DELIMITERS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PIECE = 1 << 20
_SAMPLE = 64 << 10
_LIMIT = 4 << 20  # characters in a cell that the parser takes, so that the row can be named
_ROWS = 200
_WESTERN = "cp1252"
_SHOWN = 3
# Chinese, Japanese and Korean, with their signs and letters of full width.
_EASTERN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
_MOSTLY = 0.9
_WRITTEN = re.compile("[\xc0-\u04ff\u0800-\U0010ffff]|[\u0500-\u07ff]{2}")
# A small letter of the West or the middle of Europe in UTF-8, behind one without an accent.
_LETTER_OF_UTF8 = re.compile(rb"[A-Za-z][\xc3-\xc5][\xa0-\xbf]")


class Encoding(NamedTuple):
    """How a text is encoded, and what is to be said of that."""

    name: str
    notes: tuple[str, ...] = ()


def told_encoding(path: Path, *, named: str) -> Encoding:
    """Tell how a text is encoded: by its mark, as UTF-8, or by what its letters make likely."""
    if named:
        try:
            found = codecs.lookup(named).name
        except LookupError:
            fix = "a name such as utf-8 or cp1252"
            refuse(path.name, f"there is no encoding {named!r}", fix)
        return Encoding(found, _read_as(found))
    with path.open("rb") as file:
        head = file.read(4)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return Encoding(encoding)
    if _is_utf8_file(path):
        return Encoding("utf-8")
    return _told_by_letters(path)


def _read_as(encoding: str) -> tuple[str, ...]:
    return () if encoding.startswith("utf") else (f"read as {encoding}: look at the accents",)


def _is_utf8_file(path: Path) -> bool:
    reader = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if b"\0" in piece:
                fix = "export it as CSV, Excel (.xlsx) or JSON"
                refuse(path.name, "this is no text: it holds zero bytes", fix)
            try:
                reader.decode(piece, final=len(piece) < _PIECE)
            except UnicodeDecodeError:
                is_utf8 = False
                reader.reset()
    return is_utf8


def _told_by_letters(path: Path) -> Encoding:
    """Tell the encoding of a text that is not UTF-8 by its words; refuse where two are likely."""
    from hiring.exchange.people.letters import strange_words, tell_page  # noqa: PLC0415 - for few

    with path.open("rb") as file:
        words = strange_words(iter(lambda: file.readline(_PIECE), b""))
    told = tell_page(words)
    encoding = told.page or ("" if told.plausible else _of_several_bytes(path))
    _refuse_mixed(path, encoding or _WESTERN)
    if not encoding:
        _refuse_unclear(path.name, told)
    if told.is_mixed:
        word, page, other = told.odd[0]
        refuse(
            path.name,
            f"it mixes code pages: {len(told.odd)} of its {told.words} words with accents are none "
            f"in {encoding}, as {word!r}, which is {other!r} in {page}",
            "save all of it as UTF-8; if it is of one encoding, say so: --encoding " + encoding,
        )
    notes = _read_as(encoding)
    if told.odd:
        shown = ", ".join(f"{word} (in {page}: {other})" for word, page, other in told.odd[:_SHOWN])
        notes += (f"look at these, they may be of another encoding: {shown}",)
    return Encoding(encoding, notes)


def _refuse_unclear(name: str, told: Told) -> NoReturn:
    shown = "; ".join(f"as {page}: {', '.join(words)}" for page, words in told.readings)
    pages = " or ".join(f"--encoding {page}" for page, _ in told.readings)
    refuse(
        name,
        f"its encoding cannot be told; {shown}" if shown else "its encoding cannot be told",
        f"say which is right: {pages or '--encoding NAME'} (in a map file, encoding: NAME), "
        "or save it as UTF-8",
    )


def _refuse_mixed(path: Path, encoding: str) -> None:
    """Refuse a text that is not UTF-8 as a whole and yet has lines in it."""
    from hiring.exchange.people.letters import PAGES  # noqa: PLC0415 - few files need it

    ours = others = 0
    first = [0, 0]
    with path.open("rb") as file:
        number = 1
        while line := file.readline(_PIECE):
            if not line.isascii():
                is_utf8 = _is_utf8(line)
                ours, others = ours + is_utf8, others + (not is_utf8)
                if is_utf8 or _LETTER_OF_UTF8.search(line):
                    first[0] = first[0] or number
                    ours += not is_utf8
                if not is_utf8:
                    first[1] = first[1] or number
            number += line.endswith(b"\n")
    # Two bytes of a Chinese, Japanese or Korean letter may look like UTF-8, in few lines of many.
    chance = 0 if encoding in PAGES else (ours + others) // 20
    if ours > chance:
        refuse(
            path.name,
            f"it mixes encodings: UTF-8 first in line {first[0]}, another first in line {first[1]}",
            "save all of it as UTF-8; if it is of one encoding, name it in a map file: "
            "encoding: cp1252",
        )


def _is_utf8(line: bytes) -> bool:
    """Tell whether a line is UTF-8, and not by chance, as of an s sharp before three dots."""
    try:
        return _WRITTEN.search(line.decode()) is not None
    except UnicodeDecodeError:
        return False


def _of_several_bytes(path: Path) -> str:
    """Tell a Chinese, Japanese or Korean encoding; empty where it is none of them."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few files need it

    with path.open("rb") as file:
        lines = (line for line in iter(lambda: file.readline(_PIECE), b"") if not line.isascii())
        sample = b"".join(islice(lines, _ROWS))[:_SAMPLE]
    best = from_bytes(sample).best()
    if best is None:
        return ""
    strange = [c for c in str(best) if not c.isascii()]
    theirs = len(_EASTERN.findall("".join(strange)))
    return best.encoding if strange and theirs >= len(strange) * _MOSTLY else ""


def open_text(path: Path, *, encoding: str, delimiter: str, notes: tuple[str, ...] = ()) -> Table:
    """Open a table in text; InvalidFileError for one that cannot be taken apart."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(_SAMPLE)
    first = sample.partition("\n")[0].strip("\r")
    told = len(first) == len("sep=;") and first.lower().startswith("sep=")
    delimiter = delimiter or (first[-1] if told else _delimiter(sample))
    skipped = 1 if told else 0
    reading = Reading(path.stat().st_size)

    def rows() -> Iterator[tuple[int, list[str]]]:
        with (
            _long_cells(),
            path.open(encoding=encoding, errors="strict", newline="") as file,
        ):
            reading.follow(file)
            for _ in range(skipped):
                file.readline()
            yield from _rows(csv.reader(file, delimiter=delimiter, strict=True), path, skipped)
            reading.end()

    def below() -> Iterator[tuple[int, list[str]]]:
        each = rows()
        next(each, None)
        yield from each

    try:
        header = next(rows(), None)
    except StopIteration:
        header = None
    if header is None:
        refuse(path.name, "the file is empty", "its first line must name the columns")
    columns = check_columns(path.name, header[1])
    return Table(path.name, "csv", columns, below, delimiter, notes, reading)


def _rows(reader: csv._reader, path: Path, skipped: int) -> Iterator[tuple[int, list[str]]]:  # type: ignore[name-defined]
    line = 1 + skipped
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        where = f"{path.name}, from line {line}"
        raise InvalidFileError(
            Problem(
                f"a quotation mark is never closed, or stands where none may be ({error})",
                where=where,
                fix='inside a text in quotation marks each of its own is written twice: ""',
            )
        ) from error
    except UnicodeError as error:
        raise InvalidFileError(
            Problem(
                "it holds letters that are not of its encoding",
                where=f"{path.name}, after line {line}",
                fix="save it as UTF-8, or name it in a map file: encoding: cp1252",
            )
        ) from error


@contextmanager
def _long_cells() -> Generator[None]:
    before = csv.field_size_limit(_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _delimiter(sample: str) -> str:
    """Tell by what the cells are separated: where the first line has most columns that are known.

    Where none is known, by which most rows have as many cells as the first.
    """
    known = _known_names()
    return max(DELIMITERS, key=lambda one: _likeness(sample, one, known))


def _known_names() -> set[str]:
    names = set()
    for name in PROFILES:
        for shape in load_profile(name).shapes:
            if shape.is_table or name == GENERIC:
                names |= set(shape.fields)
    return names


def _likeness(sample: str, delimiter: str, known: set[str]) -> tuple[int, float, int]:
    widths: Counter[int] = Counter()
    header: list[str] = []
    with _long_cells():
        try:
            for row in islice(
                csv.reader(sample.splitlines(keepends=True), delimiter=delimiter), _ROWS
            ):
                header = header or row
                widths[len(row)] += bool(row)
        except csv.Error:
            pass
    named = sum(plain_name(cell) in known for cell in header)
    same = widths[len(header)] / max(1, widths.total())
    return named if len(header) > 1 else 0, same if len(header) > 1 else 0, len(header)
