"""A real hiring round whose scorecards are spoiled, and a way to measure what reading them takes.

The cards are exported by our own program and filled in as an interviewer does; nothing of them is
made up here, so that a new layout is spoiled too. Benchmarks use `measure`.
"""

from __future__ import annotations

import atexit
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter

from hiring.domain.scorecard import OVERALL
from hiring.workflow.workspaces import make_workspace
from tests.cli.desk import acting
from tests.conftest import NOW, Shell
from tests.factories import a_shipped_rubric, an_application, an_interview
from tests.hostile.archives import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KEPT = ' xml:space="preserve"'
CARD = "Scorecard"
STEP = "repair-task"
ANSWERS: dict[str, tuple[object, str]] = {
    "debugging": (3, "Halved the program until the leak stood alone."),
    "ml-fundamentals": (2, "Explained leakage once, then again when asked."),
    "coding": (4, "Wrote the fix and its test in ten minutes."),
    "code-quality": (1, "Left the debug output in, and two dead branches."),
}
NOTE = "A second look at testing."
_KEY = re.compile(r"[0-9a-f]{8}\.([a-z0-9_-]+)\Z")

ET.register_namespace("", MAIN)
ET.register_namespace("r", OFFICE)


class Wanted(StrEnum):
    """What is to come of a file."""

    REFUSED = "refused, with what, where and how to mend it"
    NOTED = "recorded, with a note"
    TAKEN = "recorded, without a word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file that does harm or was spoiled, and what is to come of it.

    `says` are words of the problems or notes, with "{coding:rating}" for an address, and `at` the
    places they name; `rated` and `written` say what is to be on record where it is not what the
    interviewer of `ANSWERS` wrote.
    """

    number: int
    what: str
    make: Callable[[Round], bytes]
    wanted: Wanted
    says: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    file: str = "card.xlsx"
    rated: tuple[tuple[str, int | None], ...] = ()
    written: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Name the case by its number and what it is."""
        return f"{self.number:02} {self.what}"

    def levels(self) -> dict[str, object]:
        """Give the levels that are to be on record."""
        return {key: level for key, (level, _) in ANSWERS.items()} | dict(self.rated)

    def evidence(self) -> dict[str, str]:
        """Give the evidence that is to be on record."""
        return {key: text for key, (_, text) in ANSWERS.items()} | dict(self.written)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the rows and the columns of an exported card stand."""

    rows: Mapping[str, int]
    header: int
    key: int
    name: int
    rating: int
    evidence: int

    def at(self, place: str) -> str:
        """Give the address of "coding:rating", as "G9"; an address stays what it is."""
        row, _, column = place.partition(":")
        if not column:
            return place
        return f"{get_column_letter(getattr(self, column))}{self.rows[row]}"


@cache
def places_of(card: bytes) -> Places:
    """Find the rows of a card by their keys and its columns by their heads."""
    sheet = openpyxl.load_workbook(io.BytesIO(card))[CARD]
    found: dict[str, Any] = {}
    rows: dict[str, int] = {}
    for row, column, value in cells_of(sheet):
        text = str(value)
        if match := _KEY.match(text):
            found["key"] = column
            rows[match[1]] = row
        for head in ("Competency", "Rating", "Evidence"):
            if text.partition(":")[0] == head and not rows:
                found[head] = column
                found["header"] = row
    return Places(
        rows, found["header"], found["key"], found["Competency"], found["Rating"], found["Evidence"]
    )


def cells_of(sheet: Worksheet) -> Iterator[tuple[int, int, Any]]:
    """Give the row, the column and the value of every cell that holds one."""
    for row, line in enumerate(sheet.iter_rows(values_only=True), start=1):
        for column, value in enumerate(line, start=1):
            if value is not None:
                yield row, column, value


@dataclass(frozen=True, slots=True)
class Round:
    """Ada (A-1) and Ben (A-2), each interviewed by Bo and Cy: S-1 and S-2, S-3 and S-4."""

    folder: Path
    sent: Mapping[str, bytes]
    foreign: bytes
    places: Places

    @property
    def workspace(self) -> Path:
        """Give the workspace in which the cards were made, to be copied."""
        return self.folder / "workspace"

    @property
    def secret(self) -> Path:
        """Give a file that no scorecard may make us read."""
        return self.folder / "secret.txt"

    def filled(self, card: str = "S-1", /, **answers: tuple[object, str]) -> bytes:
        """Fill a card in, with other answers for the competencies that are named."""
        whole = _filled(self.sent[card])
        if not answers:
            return whole
        page = Page(whole, self.places)
        for key, answer in answers.items():
            for column, value in zip(("rating", "evidence"), answer, strict=True):
                page.type(f"{key.replace('_', '-')}:{column}", value)
        return page.saved()

    def place(self, place: str) -> str:
        """Give where a problem in the cell "coding:rating" is said to be."""
        return f"{CARD}!{self.places.at(place)}"

    def changed(
        self,
        change: Callable[[openpyxl.Workbook, Worksheet], object],
        **answers: tuple[object, str],
    ) -> bytes:
        """Fill Bo's card on Ada in and change it by hand, as somebody may who knows no better."""
        book = openpyxl.load_workbook(io.BytesIO(self.filled(**answers)), rich_text=True)
        change(book, book[CARD])
        return saved(book)

    def edited(self, change: Callable[[Page], object], **answers: tuple[object, str]) -> bytes:
        """Fill Bo's card on Ada in and change the XML of its sheet."""
        page = Page(self.filled(**answers), self.places)
        change(page)
        return page.saved()


@cache
def _filled(card: bytes) -> bytes:
    return fill(card, ANSWERS)


@cache
def the_round() -> Round:
    """Make the round, once: through the real workflow and the real export."""
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "secret.txt").write_text("the-pay-of-everybody")
    sent = _exported(folder / "workspace")
    (foreign, *_) = _exported(folder / "elsewhere").values()
    return Round(folder, sent, foreign, places_of(sent["S-1"]))


def _exported(workspace: Path) -> dict[str, bytes]:
    make_workspace(workspace, company="Example GmbH", database_url=None, now=NOW)
    shell = Shell(workspace)
    with acting(shell) as act:
        for name in ("Ada Example", "Ben Example"):
            application = an_application(
                act, name=name, stage="interviewing", rubric=a_shipped_rubric()
            )
            an_interview(act, application, step=STEP, people=("Bo Sample", "Cy Sample"))
    out = workspace.with_name(f"{workspace.name}-cards")
    said = shell.ok("scorecard", "export", "--job", "ML-1", "-o", str(out), "--json")
    return {one["card"]: Path(one["file"]).read_bytes() for one in json.loads(said)}


def fill(
    card: bytes,
    answers: Mapping[str, tuple[object, str]],
    *,
    overall: str | None = "yes",
    note: str = NOTE,
) -> bytes:
    """Type ratings and evidence into a card, as an interviewer does."""
    places = places_of(card)
    book = openpyxl.load_workbook(io.BytesIO(card), rich_text=True)
    for competency, (rating, evidence) in {**answers, OVERALL: (overall, note)}.items():
        for column, value in ((places.rating, rating), (places.evidence, evidence or None)):
            put(book[CARD], places.rows[competency], column, value)
    return saved(book)


def put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Write into a cell; text stays text, whatever it begins with."""
    cell: Any = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def saved(book: openpyxl.Workbook) -> bytes:
    """Save a workbook to bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Page:
    """The XML of a card's sheet, to write into it what no program would."""

    def __init__(self, raw: bytes, places: Places) -> None:
        """Open the first sheet of a workbook."""
        self.parts = unpacked(raw)
        self.places = places
        self.path = "xl/worksheets/sheet1.xml"
        self.root = ET.fromstring(self.parts[self.path])  # noqa: S314 - we wrote it ourselves

    def saved(self) -> bytes:
        """Pack the workbook with what was changed."""
        self.parts[self.path] = ET.tostring(self.root, encoding="utf-8", xml_declaration=True)
        return packed(self.parts)

    def rows(self) -> ET.Element:
        """Give the element that holds the rows."""
        found = self.root.find(f"{{{MAIN}}}sheetData")
        assert found is not None
        return found

    def cell(self, place: str) -> ET.Element:
        """Give the cell of a place such as "coding:rating"."""
        address = self.places.at(place)
        return next(cell for cell in self.rows().iter(f"{{{MAIN}}}c") if cell.get("r") == address)

    def write(self, place: str, inside: str, **attributes: str) -> None:
        """Write XML into a cell, with the kind that it then says to be; its style stays."""
        cell = self.cell(place)
        cell[:] = list(ET.fromstring(f'<c xmlns="{MAIN}">{inside}</c>'))  # noqa: S314 - ours
        cell.attrib.pop("t", None)
        cell.attrib.update(attributes)

    def type(self, place: str, value: object) -> None:
        """Type a number, a truth value or words into a cell, or nothing."""
        if isinstance(value, str) and value:
            self.write(place, f"<is><t{KEPT}>{escape(value)}</t></is>", t="inlineStr")
        elif isinstance(value, bool):
            self.write(place, f"<v>{int(value)}</v>", t="b")
        else:
            self.write(place, f"<v>{value}</v>" if value or value == 0 else "")


def with_parts(raw: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Change the parts of a workbook."""
    parts = unpacked(raw)
    change(parts)
    return packed(parts)


def replaced(raw: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Replace bytes in one part, which must hold them."""

    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part], f"{part} holds no {old!r}"
        parts[part] = parts[part].replace(old, new)

    return with_parts(raw, change)


def as_excel_writes(raw: bytes) -> bytes:
    """Move the texts into one shared part, as Excel is reported to keep them (it was not run)."""
    parts = unpacked(raw)
    strings = ET.Element(f"{{{MAIN}}}sst")
    for path in [path for path in parts if path.startswith("xl/worksheets/sheet")]:
        root = ET.fromstring(parts[path])  # noqa: S314 - we wrote it ourselves
        for cell in root.iter(f"{{{MAIN}}}c"):
            if cell.get("t") == "inlineStr":
                _share(cell, strings)
        parts[path] = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    parts["xl/sharedStrings.xml"] = ET.tostring(strings, encoding="utf-8", xml_declaration=True)
    add_relation(parts, "xl/_rels/workbook.xml.rels", "sharedStrings", "/xl/sharedStrings.xml")
    add_type(parts, "/xl/sharedStrings.xml", "spreadsheetml.sharedStrings+xml")
    return packed(parts)


def _share(cell: ET.Element, strings: ET.Element) -> None:
    item = ET.SubElement(strings, f"{{{MAIN}}}si")
    item[:] = list(cell[0])
    place = ET.Element(f"{{{MAIN}}}v")
    place.text = str(len(strings) - 1)
    cell[:] = [place]
    cell.set("t", "s")


def add_relation(parts: dict[str, bytes], home: str, kind: str, target: str) -> str:
    """Let one part name another, and give the id of the relation."""
    name = f"rId{900 + len(parts)}"
    one = f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    known = parts.get(home, empty + b"</Relationships>")
    if known.rstrip().endswith(b"/>"):
        known = empty + b"</Relationships>"
    parts[home] = known.replace(b"</Relationships>", one.encode())
    return name


def add_type(parts: dict[str, bytes], part: str, kind: str) -> None:
    """Say of which kind a part is."""
    whole = f"application/vnd.openxmlformats-officedocument.{kind}"
    one = f'<Override PartName="{part}" ContentType="{whole}"/></Types>'
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"</Types>", one.encode())


class Reading(NamedTuple):
    """What reading one file took, above what the process had before, and what was said."""

    seconds: float
    cpu: float
    mib: float
    problems: tuple[str, ...]


def measure(case: Case) -> tuple[float, float]:
    """Give the seconds and the MiB above idle that reading a hostile file takes in a process."""
    (reading,) = read_apart(case)
    return reading.seconds, reading.mib


def read_apart(*cases: Case) -> tuple[Reading, ...]:
    """Read each file in a process of its own; AssertionError when one of them died."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / str(place) / case.file for place, case in enumerate(cases)]
        for path, case in zip(paths, cases, strict=True):
            path.parent.mkdir()
            path.write_bytes(bytes_of(case))
        done = subprocess.run(
            [sys.executable, "-c", _READ_EACH, *map(str, paths)],
            check=False,
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[-2000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return tuple(
        Reading(one["seconds"], one["cpu"], one["mib"], tuple(one["problems"])) for one in found
    )


@cache
def bytes_of(case: Case) -> bytes:
    """Make a case's file, once: a big one takes a second to make and is small."""
    return case.make(the_round())


# One process loads what reading needs, and forks for every file: so that each is read alone, from
# the same idle state, and no import counts. A process that the reading starts counts as well.
_READ_EACH = """
import gc, json, os, resource, sys, time
from importlib import import_module
from pathlib import Path
from hiring.documents.scorecard import read
from hiring.domain.language import Vocabulary
from hiring.errors import InvalidFileError
from hiring.languages import known_languages

for module in ("csv_text", "ods", "old_excel", "ooxml"):
    import_module(f"hiring.documents.sheets.{module}")
vocabulary = Vocabulary.of(known_languages(None))


def kib(what):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what + ":"))


def cpu():
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def reading(path):
    idle, spent, started = kib("VmRSS"), cpu(), time.perf_counter()
    problems = []
    try:
        read(path.read_bytes(), name=path.name, vocabulary=vocabulary)
    except InvalidFileError as refused:
        problems = [str(problem) for problem in refused.problems]
    seconds = time.perf_counter() - started
    peak = max(kib("VmHWM"), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    used = {"seconds": seconds, "cpu": cpu() - spent, "mib": (peak - idle) / 1024}
    return json.dumps({"problems": problems, **used})


for path in map(Path, sys.argv[1:]):
    gc.collect()
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        if status:
            sys.exit(f"reading {path.name} ended with {status}")
    else:
        print(reading(path), flush=True)
        os._exit(0)
"""
