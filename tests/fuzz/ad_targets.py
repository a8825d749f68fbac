"""What is tried with bytes that a fuzzer made up as an advertisement, in each kind of file.

PDFs are parsed by a library in another process, which may die; fuzzed is what is made of its lines.
"""

from __future__ import annotations

import re

from hiring.ad_rules import load_headings
from hiring.documents.ad_files import open_ad_bytes
from hiring.documents.ad_files.blocks import as_lines
from hiring.documents.ad_files.limits import MOST_LETTERS
from hiring.documents.ad_files.pdf_layout import Line, Page, Run, Tagged, lay_out
from hiring.domain.adverts.reading import read_advert
from hiring.errors import InvalidFileError
from tests.documents.ad_files.making import a_word_file

_HEAD = 1024
_PARTS = (
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/_rels/document.xml.rels",
    "word/footer1.xml",
)
_LINE = re.compile(
    rb"(-?\d{1,4}) (-?\d{1,4}) (-?\d{1,4}) (-?\d{1,4}) (-?\d{1,3}) (\d{1,3})(b?) (.*)\Z", re.DOTALL
)
_TAG = re.compile(rb"!(h[1-6]|li|p|label) (\d{1,2}) (\d{1,2}) ([\d ]{1,40})\Z")
_KINDS_OF_THEIR_OWN = (b"PK", b"\xd0\xcf\x11\xe0")


def try_ad(raw: bytes) -> None:
    """Read bytes as a text, or as what they begin like; .docx has a target of its own."""
    if not raw.startswith(_KINDS_OF_THEIR_OWN):
        _read(raw, "ad.txt")


def try_ad_page(raw: bytes) -> None:
    """Read bytes as a web page."""
    if not raw.startswith(_KINDS_OF_THEIR_OWN):
        _read(raw, "ad.html")


def try_ad_word(raw: bytes) -> None:
    """Read a Word file whose parts are these, a zero byte between them, or a whole one."""
    _read(raw if raw.startswith(b"PK") else word_of(raw), "ad.docx")


def word_of(raw: bytes) -> bytes:
    """Put parts into a file that is right otherwise."""
    given = dict(zip(_PARTS, raw.split(b"\0"), strict=False))
    footer = '<Relationship Id="f" Type="x/footer" Target="footer1.xml"/>'
    return a_word_file("", {path: part for path, part in given.items() if part}, relations=footer)


def try_ad_pdf(raw: bytes) -> None:
    """Lay out lines of pages, written as left, height, right, word, mark, size, boldness, text."""
    pages = pages_of(raw)
    blocks = lay_out(pages)
    said = "".join(run.text for page in pages for line in page.lines for run in line.runs)
    assert sum(len(block.text) for block in blocks) <= 2 * len(said) + 2 * len(blocks)
    try:
        _check_lines(as_lines(blocks, "ad.pdf"))
    except InvalidFileError as refused:
        _check_refusal(refused)


def pages_of(raw: bytes) -> list[Page]:
    """Read pages, which a form feed separates, each with its lines and its tags."""
    pages = []
    for page in raw.split(b"\f"):
        lines: list[Line] = []
        tags: list[Tagged] = []
        for said in page.split(b"\n"):
            if found := _LINE.match(said):
                *places, mark, size, bold, text = found.groups()
                written = text.decode("utf-8", "replace")
                run = Run(written, int(mark), float(size), bold == b"b")
                left, height, right, word = map(float, places)
                lines.append(Line(left, height, right, word, (run,)))
            elif tag := _TAG.match(said):
                kind, row, cell, marks = tag.groups()
                numbers = tuple(map(int, marks.split()))
                tags.append(Tagged(kind.decode(), int(row), int(cell), numbers))
        pages.append(Page(tuple(lines), tuple(tags)))
    return pages


def _read(raw: bytes, name: str) -> None:
    if b"%PDF-" in raw[:_HEAD]:
        return
    try:
        found = open_ad_bytes(raw, shown=name)
    except InvalidFileError as refused:
        _check_refusal(refused)
        return
    for note in found.notes:
        note.encode()
    _check_lines(found.lines)


def _check_lines(lines: tuple[tuple[int, str], ...]) -> None:
    assert sum(len(text) for _, text in lines) <= 8 * MOST_LETTERS
    for number, text in lines:
        assert number >= 1
        assert "\n" not in text
        text.encode()
    advert = read_advert(lines, load_headings())
    advert.text.encode()
    assert advert.words >= 0


def _check_refusal(refused: InvalidFileError) -> None:
    for problem in refused.problems:
        assert problem.what
        assert problem.fix
        str(problem).encode()


AD_TARGETS = {
    # how long an input may be, in bytes
    "ad": (try_ad, 4 << 10),
    "ad-page": (try_ad_page, 4 << 10),
    "ad-word": (try_ad_word, 8 << 10),
    "ad-pdf": (try_ad_pdf, 4 << 10),
}
