"""Read an advertisement from a PDF: its pages are read in another process, and laid out here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiring.documents.ad_files.blocks import as_lines
from hiring.documents.ad_files.limits import AGAIN, MOST_LETTERS, ONE_AD, TEXT_ITSELF, refuse
from hiring.documents.ad_files.pdf_layout import Line, Page, Run, Tagged, lay_out
from hiring.documents.apart import read_apart

if TYPE_CHECKING:
    from typing import NoReturn

CHILD = Path(__file__).with_name("pdf_child.py")
SECONDS = 10.0
MOST_SAID = 32 << 20
_MOST_PAGES = 60
_UNKNOWN = 5  # one letter in so many may be one that its font does not name
_AS_TEXT = f"save it as a Word document (.docx), or {TEXT_ITSELF}"


def read(content: bytes, *, shown: str) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    """Give the lines of a PDF, numbered as they run on from page to page; nothing to note.

    Raises InvalidFileError for a PDF that is locked, damaged, too large, or holds no text.
    """
    told = _told(read_apart(CHILD, content, seconds=SECONDS, most=MOST_SAID), shown)
    pages = [_page(page) for page in told["pages"]]
    letters = sum(len(run.text) for page in pages for line in page.lines for run in line.runs)
    if told["unknown"] * _UNKNOWN > letters + told["unknown"]:
        what = "its fonts do not say which letters they show, so it cannot be read."
        refuse(shown, what, _AS_TEXT)
    lines = as_lines(lay_out(pages), shown)
    if not lines:
        _refuse_bare(shown, pictures=bool(told["pictures"]))
    return lines, ()


def _page(said: dict[str, Any]) -> Page:
    lines = tuple(
        Line(left, height, right, word, tuple(Run(*run) for run in runs))
        for left, height, right, word, runs in said["lines"]
    )
    return Page(
        lines, tuple(Tagged(kind, row, cell, tuple(m)) for kind, row, cell, m in said["blocks"])
    )


def _told(said: bytes, shown: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(said)
    except ValueError:
        what = "this PDF cannot be read, or would take too much time or memory."
        refuse(shown, what, _AS_TEXT)
    refused = told.get("refused")
    if refused == "password":
        refuse(
            shown, "the PDF is protected by a password.", f"save it without one, or {TEXT_ITSELF}"
        )
    if refused == "big":
        limits = f"more than {_MOST_PAGES} pages or {MOST_LETTERS:,} letters"
        refuse(shown, f"is too long for an advertisement: {limits}.", ONE_AD)
    if refused == "missing":
        what = "PDFs cannot be read here: the library pypdfium2 is not made for this machine."
        refuse(shown, what, _AS_TEXT)
    if refused:
        refuse(shown, "this PDF is damaged, or not complete.", AGAIN)
    return told


def _refuse_bare(shown: str, *, pictures: bool) -> NoReturn:
    what = "there is no text in this PDF"
    if pictures:
        refuse(
            shown,
            f"{what}: its pages are pictures, as a scanner makes them.",
            f"have its text recognised (OCR) and save it anew, or {TEXT_ITSELF}",
        )
    refuse(shown, f"{what}.", TEXT_ITSELF)
