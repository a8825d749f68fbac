"""What is tried with bytes that a fuzzer made up: every reader of what people send back.

A target takes bytes and does nothing, or raises what is a bug: any exception but the refusal of a
file, a text that no database keeps, or two ways of reading that disagree.
"""

from __future__ import annotations

import atexit
import io
import json
import re
import shutil
import sys
import zipfile
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from xml.sax.saxutils import escape

from hiring.documents import scorecard
from hiring.documents.sheets import csv_text, ods, old_excel, old_excel_child, ooxml
from hiring.documents.sheets.opening import open_book
from hiring.documents.sheets.package import OLE, ZIP
from hiring.domain.filled_card import AskedCard, AskedRow
from hiring.domain.judging import judge
from hiring.domain.language import Vocabulary
from hiring.errors import InvalidFileError
from hiring.exchange import checking
from hiring.exchange.incoming import Incoming, Step, unpack
from hiring.languages import known_languages
from tests.documents import cards
from tests.documents.sheets.books import MAIN, OFFICE, SPREADSHEET, a_sheet, an_xlsx, content
from tests.fuzz.ad_targets import AD_TARGETS
from tests.hostile.old_files import container

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hiring.documents.sheets.book import Book
    from hiring.domain.filled_card import FilledCard
    from hiring.errors import Problem

Edits = list[dict[str, str]]  # of each sheet: what its cells say, by their addresses

NAME = "card.xlsx"
VOCABULARY = Vocabulary.of(known_languages())
_SECONDS = 0.3  # the other process that reads .xls files has a second, and is not watched
_MEMORY = 256 << 20
_EDIT = re.compile(rb"([0-2])!([A-Z]{1,2}[1-9][0-9]{0,2})=(.*)\Z", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?\Z")
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_TABLE = '<table:table table:name="S"/>'


# --- Whole files


def try_whole_file(raw: bytes) -> None:
    """Read bytes as the file that came back; .xls has a target of its own, in this process."""
    if not raw.startswith(OLE):
        _read_card(raw)


def try_csv(raw: bytes) -> None:
    """Read a table of text, by its own reader and as a card."""
    with suppress(InvalidFileError):
        csv_text.read(raw, name=NAME)
    if not raw.startswith((OLE, ZIP)):
        _read_card(raw)


# --- Parts of an Excel workbook

_KINDS = ("comments", "threadedComment", "drawing")
_PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    *(f"xl/{kind}{place}.xml" for place, kind in enumerate(_KINDS)),
)


def try_sheet(raw: bytes) -> None:
    """Read a workbook whose parts are these, and compare the quick way with the XML parser."""
    packed = workbook_of(raw)
    quick, parsed = _opened(packed), _opened_by_parser(packed)
    if quick and parsed:
        assert repr(quick.sheets) == repr(parsed.sheets)  # no number equals NaN, its text does
        assert (quick.properties, quick.notes) == (parsed.properties, parsed.notes)
    _read_card(packed)


def workbook_of(raw: bytes) -> bytes:
    """Put parts, which a zero byte separates, into a package that is right otherwise."""
    parts = _parts_of_workbook()
    for path, part in zip(_PARTS, raw.split(b"\0"), strict=False):
        if part:
            parts[path] = part
    return _stored(parts)


@cache
def _bare_workbook() -> dict[str, bytes]:
    beside = dict.fromkeys(_KINDS, "<x/>")
    with zipfile.ZipFile(io.BytesIO(an_xlsx(a_sheet(""), beside=beside))) as bare:
        parts = {name: bare.read(name) for name in bare.namelist()}
    styles = f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", styles.encode())
    parts["xl/styles.xml"] = b"<styleSheet/>"
    return parts


def _parts_of_workbook() -> dict[str, bytes]:
    return dict(_bare_workbook())


def _stored(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path, part in parts.items():
            archive.writestr(zipfile.ZipInfo(path), part)
    return written.getvalue()


def _opened(packed: bytes) -> Book | None:
    try:
        return ooxml.open_workbook(packed, name=NAME)
    except InvalidFileError:
        return None


def _opened_by_parser(packed: bytes) -> Book | None:
    with (
        patch.object(ooxml, "take_sheet", lambda _: None),
        patch.object(ooxml, "take_strings", lambda _: None),
    ):
        return _opened(packed)


# --- OpenDocument


def try_ods(raw: bytes) -> None:
    """Read parts as those of an OpenDocument spreadsheet, and the first of them as a flat one."""
    said, styles, meta, manifest, *_ = [*raw.split(b"\0"), b"", b"", b""]
    more = {"styles.xml": styles, "meta.xml": meta, "META-INF/manifest.xml": manifest}
    parts = {"mimetype": SPREADSHEET.encode(), "content.xml": said or content(_TABLE).encode()}
    _read_card(_stored(parts | {path: part for path, part in more.items() if part}))
    with suppress(InvalidFileError):
        ods.read(said, name="card.fods")


# --- Old Excel workbooks


def try_old_excel(raw: bytes) -> None:
    """Read an old workbook, or the records of one, without the other process that it dies in."""
    if not raw.startswith(OLE):
        raw = container({"Workbook": raw})
    with patch.object(old_excel, "_said_of", _said_here):
        _read_card(raw, "card.xls")


def _said_here(raw: bytes) -> bytes:
    with _bounded():
        return json.dumps(old_excel_child.read(raw, io.StringIO())).encode()
    return b""


@contextmanager
def _bounded() -> Iterator[None]:
    """Hold the library to limits like those of the other process, where there are such."""
    if sys.platform != "linux":
        yield
        return
    import resource
    import signal

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    if before[0] == resource.RLIM_INFINITY:
        most = pages * resource.getpagesize() + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    handler = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        yield
    except (TimeoutError, MemoryError):
        pass  # the other process would be ended
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
        resource.setrlimit(resource.RLIMIT_AS, before)


def _stop(*_: object) -> None:
    raise TimeoutError


# --- Mails and zips


def try_mail(raw: bytes) -> None:
    """Unpack bytes as a mail, or as a zip when they begin like one; judge what is in it."""
    path = _folder() / ("cards.zip" if raw.startswith(ZIP) else "card.eml")
    path.write_bytes(raw)
    for incoming in unpack(Step(path)):
        assert (incoming.raw is None) == bool(incoming.problems)
        _check_texts((incoming.name, incoming.shown))
        _check_problems(incoming.problems)


@cache
def _folder() -> Path:
    made = Path(mkdtemp(prefix="hiring-fuzz-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


# --- A card, from its cells to its judgement


def try_card(raw: bytes) -> None:
    """Change cells of a card, each as 0!C7=text, and take it through reading and judging."""
    _read_card(card_with(raw))


def card_with(raw: bytes) -> bytes:
    """Write a card of which some cells say something else."""
    sheets = [dict(cells) for cells in _cells_of_card()]
    for piece in raw.split(b"\0"):
        if found := _EDIT.match(piece):
            place, address, text = found.groups()
            sheets[int(place)][address.decode()] = text.decode("utf-8", "replace")
    parts = _parts_of_workbook()
    for place, cells in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{place}.xml"] = a_sheet(_rows(cells)).encode()
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{n}" r:id="r{n}"/>' for n in numbers)
    book = f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    parts["xl/workbook.xml"] = book.encode()
    related = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{related}</Relationships>".encode()
    return _stored(parts)


@cache
def _cells_of_card() -> tuple[dict[str, str], ...]:
    """Give what a filled card says, sheet by sheet."""
    ratings = {"ml-framing": (3, "Asked what for."), "communication": ("N/A", "")}
    raw = cards.fill(scorecard.write(cards.a_sheet()), ratings, overall="hire", note="Strong.")
    return tuple(
        {str(at): found.text for at, found in sheet.cells.items()}
        for sheet in open_book(raw, name=NAME).sheets
    )


def _rows(cells: dict[str, str]) -> str:
    rows: dict[int, list[str]] = {}
    for address, text in cells.items():
        row = int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        rows.setdefault(row, []).append(_cell(address, text))
    return "".join(f'<row r="{row}">{"".join(rows[row])}</row>' for row in sorted(rows))


def _cell(address: str, text: str) -> str:
    """Write a cell as a program does that takes what is typed for what it looks like."""
    if _NUMBER.match(text):
        return f'<c r="{address}"><v>{text}</v></c>'
    if text in {"TRUE", "FALSE"}:
        return f'<c r="{address}" t="b"><v>{int(text == "TRUE")}</v></c>'
    safe = _NO_XML.sub(lambda letter: f"_x{ord(letter[0]):04X}_", text.removeprefix("'"))
    if text.startswith("#"):
        return f'<c r="{address}" t="e"><v>{escape(safe)}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(safe)}</t></is></c>'


# --- What must hold of whatever was read


def _read_card(raw: bytes, name: str = NAME) -> None:
    try:
        filled = scorecard.read(raw, name=name, vocabulary=VOCABULARY)
    except InvalidFileError as refused:
        _check_problems(refused.problems)
        return
    _check_texts((*filled.references, *filled.prefixes, *filled.notes, filled.overall_note))
    for row in filled.rows:
        _check_texts((row.name, row.evidence, row.key or "", row.rating_cell, row.evidence_cell))
    _judge(filled, _asked(), name)
    looked = checking._check(Incoming(name, Path(name), raw), VOCABULARY)
    _check_problems(looked.problems)


def _judge(filled: FilledCard, asked: AskedCard, name: str) -> None:
    judged = judge(filled, asked, VOCABULARY, name=name)
    _check_problems(judged.problems)
    _check_texts(judged.notes)
    assert set(map(id, judged.gaps)) <= set(map(id, judged.problems))
    rated = [rating.competency for rating in judged.ratings]
    assert len(rated) == len(set(rated))
    assert set(rated) <= {row.competency for row in asked.rows}
    for rating in judged.ratings:
        assert rating.level is None or rating.level in range(1, asked.scale_max + 1)
        _check_texts((rating.raw, rating.evidence))


@cache
def _asked() -> AskedCard:
    sheet = cards.a_sheet()
    rows = tuple(AskedRow(row.competency, row.name, row.key) for row in sheet.rows)
    return AskedCard(rows=rows, overall_key=sheet.overall_key, scale_max=4)


def _check_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        assert problem.what
        assert problem.fix
        _check_texts((problem.what, problem.where, problem.fix))


def _check_texts(texts: Iterable[Any]) -> None:
    """Hold that a database can keep these texts: no zero bytes, no halves of letters."""
    for text in texts:
        text.encode()
        assert "\0" not in text


TARGETS: dict[str, tuple[Callable[[bytes], None], int]] = {
    # how long an input may be, in bytes
    "zip": (try_whole_file, 32 << 10),
    "sheet": (try_sheet, 8 << 10),
    "ods": (try_ods, 8 << 10),
    "csv": (try_csv, 4 << 10),
    "old": (try_old_excel, 16 << 10),
    "mail": (try_mail, 8 << 10),
    "card": (try_card, 4 << 10),
    **AD_TARGETS,
}
