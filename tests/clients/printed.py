"""What a printed card shows: where the words of a PDF stand, and the rows that they stand in."""

from __future__ import annotations

import re
import subprocess
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

YELLOW, AMBER, GREEN = (1.0, 0.973, 0.882), (0.973, 0.796, 0.678), (0.776, 0.878, 0.706)
_BOXES = {YELLOW, AMBER, GREEN}
_XHTML = "{http://www.w3.org/1999/xhtml}"
_STREAM = re.compile(rb"stream\r?\n")
_PAGE_BEGINS = b"0.1 w"
_PAINT = re.compile(
    r"(?P<ink>[\d.]+ [\d.]+ [\d.]+) rg|(?P<box>[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+) re f\*"
)


@dataclass(frozen=True, slots=True)
class Band:
    """Something on a page, from its upper edge to its lower one, in points from the top."""

    page: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Printed:
    """The words of a PDF, and the rows of the card: the boxes to write in that reach its edge."""

    words: dict[str, list[Band]]
    rows: tuple[Band, ...]

    @classmethod
    def of(cls, pdf: Path) -> Printed:
        """Read a PDF that LibreOffice made."""
        heights, words = _words(pdf)
        return cls(words, tuple(_rows(pdf.read_bytes(), heights)))

    def spare(self, row: int, first: str, last: str) -> float:
        """Give the points between a row's edges and its text; less than none: it crosses one.

        A line that falls out of its row is not even printed, and then its words are missing.
        """
        box = self.rows[row]
        begins, ends = self._on(box.page, first), self._on(box.page, last)
        if not begins or not ends:
            return float("-inf")
        return min(begins[0].top - box.top, box.bottom - ends[-1].bottom)

    def _on(self, page: int, word: str) -> list[Band]:
        return [band for band in self.words.get(word, ()) if band.page == page]


def _words(pdf: Path) -> tuple[list[float], dict[str, list[Band]]]:
    """Ask poppler for each word's place, and each page's height."""
    run = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True)
    root = ET.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", run.stdout))  # noqa: S314 - made here
    heights, words = [], dict[str, list[Band]]()
    for number, page in enumerate(root.iter(f"{_XHTML}page")):
        heights.append(float(page.get("height", 0)))
        for word in page.iter(f"{_XHTML}word"):
            band = Band(number, float(word.get("yMin", 0)), float(word.get("yMax", 0)))
            words.setdefault(word.text or "", []).append(band)
    return heights, words


def _rows(raw: bytes, heights: Sequence[float]) -> Iterator[Band]:
    """Find the boxes at the right edge, from the first page's top to the last page's bottom.

    Boxes of one colour, one below the other, are painted as one: a test must colour them in turn.
    """
    pages = [list(_boxes(page)) for page in _pages(raw)]
    edge = max(left + width for boxes in pages for left, _, width, _ in boxes)
    for number, (boxes, height) in enumerate(zip(pages, heights, strict=False)):
        for left, low, width, high in sorted(boxes, key=lambda box: -box[1]):
            if edge - (left + width) < 1:
                yield Band(number, height - low - high, height - low)


def _pages(raw: bytes) -> Iterator[str]:
    """Unpack what LibreOffice painted on each page."""
    for begin in _STREAM.finditer(raw):
        try:
            painted = zlib.decompressobj().decompress(raw[begin.end() :])
        except zlib.error:
            continue  # a picture or a font
        if painted.startswith(_PAGE_BEGINS):
            yield painted.decode("latin-1")


def _boxes(page: str) -> Iterator[tuple[float, ...]]:
    """Find the boxes to write in by their colours: (left, low, width, high)."""
    ink: tuple[float, ...] = ()
    for found in _PAINT.finditer(page):
        if found["ink"]:
            ink = tuple(round(float(part), 3) for part in found["ink"].split())
        elif ink in _BOXES:
            yield tuple(map(float, found["box"].split()))
