"""Say what stands on the pages of a PDF: run by its path, in a process of its own.

The PDF comes on the standard input; the lines of its pages, and what its tags make of them, go to
the standard output as JSON. PDFium is native code and reads what anybody may have made: so this
process takes limits on memory and time before it reads, may open no file and no connection, and
what kills it is no matter. It imports nothing of this package.
"""

from __future__ import annotations

import codecs
import contextlib
import ctypes
import json
import math
import sys
from typing import Any

_MEMORY = 200 << 20  # above what it has when the library is loaded
_SECONDS = 1.0
_MOST_PAGES = 60
_MOST_LETTERS = 200_000
_MOST_ELEMENTS = 20_000
_MOST_NESTED = 40
_MOST_NAME = 200
_HYPHEN = 2  # so PDFium writes one that ends a line
_NEW_LINES = frozenset({0x0A, 0x0D})
_LAST_BMP, _LAST = 0xFFFF, 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_LOCKED = 4  # FPDF_ERR_PASSWORD
_HEAVY = 600
_HEAVY_NAMES = ("bold", "black", "heavy", "demi")
_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE
_MOST_OBJECTS = 200
_MOST_MARKS = 20
_ORNAMENT = -2  # the mark of texts that are no part of the document
_UNKNOWN = frozenset({0, 0xFFFD})
_HEADINGS = {"H1": "h1", "H2": "h2", "H3": "h3", "H4": "h4", "H5": "h5", "H6": "h6"}
_HEADINGS |= {"H": "h2", "Title": "h1"}
_PARAGRAPHS = frozenset({"P", "Caption", "BlockQuote", "Quote", "Note", "TOCI", "Code", "Index"})
_CELLS = frozenset({"TD", "TH"})
_INLINE = frozenset({"Span", "Link", "NonStruct", "Reference", "Annot", "Em", "Strong", "Sub"})
_NUMBER = ctypes.c_double
_WIDE = codecs.lookup("utf-16-le")  # loaded while files may still be opened


class _RefusedError(Exception):
    """The file is not read: for its size, its password, or its damage."""


def main() -> None:
    """Read the file on the input, and print what it says or why it cannot be read."""
    raw = sys.stdin.buffer.read()
    found = read(raw, limit_itself)
    sys.stdout.buffer.write(json.dumps(found).encode())


def limit_itself() -> None:
    """Take from this process what it does not need; Windows knows no such limits."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
        import signal  # noqa: PLC0415
    except ImportError:
        return
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)  # its signal ends the process
    resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", "rb") as told:  # noqa: PTH123
        pages = int(told.read().split()[0])
        limit = pages * resource.getpagesize() + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def read(raw: bytes, prepare: Any = None) -> dict[str, Any]:
    """Give what the PDF says, or `refused` with the reason; `prepare` is done before it is read."""
    try:
        import pypdfium2_raw as pdfium  # noqa: PLC0415 - it may not be there
    except (ImportError, OSError):
        return {"refused": "missing"}
    pdfium.FPDF_InitLibrary()
    if prepare is not None:
        prepare()
    try:
        return _read(pdfium, raw)
    except _RefusedError as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": "big"}


def _read(pdfium: Any, raw: bytes) -> dict[str, Any]:
    document = pdfium.FPDF_LoadMemDocument64(raw, len(raw), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() == _LOCKED
        raise _RefusedError("password" if locked else "damaged")
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > _MOST_PAGES:
            raise _RefusedError("big")
        found = _Found(pdfium)
        for place in range(count):
            found.read_page(document, place)
    finally:
        pdfium.FPDF_CloseDocument(document)
    return {"pages": found.pages, "pictures": found.pictures, "unknown": found.unknown}


class _Found:
    """What was found on the pages so far."""

    def __init__(self, pdfium: Any) -> None:
        """Begin with no page."""
        self.pdfium = pdfium
        self.pages: list[dict[str, Any]] = []
        self.pictures = 0
        self.unknown = 0
        self.letters = 0
        self.heavy: dict[int, bool] = {}

    def read_page(self, document: Any, place: int) -> None:
        """Read one page; one that is broken has no text."""
        pdfium = self.pdfium
        page = pdfium.FPDF_LoadPage(document, place)
        if not page:
            self.pages.append({"lines": [], "blocks": []})
            return
        text = pdfium.FPDFText_LoadPage(page)
        if text:
            count = max(0, pdfium.FPDFText_CountChars(text))
            self.letters += count
            if self.letters > _MOST_LETTERS:
                raise _RefusedError("big")
            lines = _Lines(self, text, count).read()
            self.pages.append({"lines": lines, "blocks": _blocks(pdfium, page)})
            pdfium.FPDFText_ClosePage(text)
        else:
            self.pages.append({"lines": [], "blocks": []})
        self._count_pictures(page)
        pdfium.FPDF_ClosePage(page)

    def _count_pictures(self, page: Any) -> None:
        pdfium = self.pdfium
        for place in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            drawn = pdfium.FPDFPage_GetObject(page, place)
            self.pictures += bool(drawn) and pdfium.FPDFPageObj_GetType(drawn) == _PICTURE

    def is_heavy(self, drawn: Any) -> bool:
        """Tell whether a text is written in a bold font."""
        pdfium = self.pdfium
        font = pdfium.FPDFTextObj_GetFont(drawn)
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self.heavy:
            buffer = ctypes.create_string_buffer(_MOST_NAME)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, _MOST_NAME)
            name = buffer.value.decode("latin-1").lower()
            weight = pdfium.FPDFFont_GetWeight(font)
            self.heavy[key] = weight >= _HEAVY or any(word in name for word in _HEAVY_NAMES)
        return self.heavy[key]


class _Lines:
    """The lines of a page while they are read, letter by letter."""

    def __init__(self, found: _Found, text: Any, count: int) -> None:
        """Begin before the first letter."""
        self.found = found
        self.pdfium = found.pdfium
        self.text = text
        self.count = count
        self.lines: list[list[Any]] = []
        self.runs: list[list[Any]] = []
        self.seen: list[int] = []  # the places of the letters of a line that are no blanks
        self.word_ended = 0
        self.drawn = 0
        self.looks: tuple[int, float, bool] = (-1, 0.0, False)

    def read(self) -> list[list[Any]]:
        """Give the lines: left, height, right, right of the first word, and the runs of each."""
        pdfium, text = self.pdfium, self.text
        high = 0
        for at in range(self.count):
            code = pdfium.FPDFText_GetUnicode(text, at)
            if code in _NEW_LINES:
                self._end_line()
                continue
            if code in _HIGH:
                high = code
                continue
            if code in _LOW and high:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            self.found.unknown += code in _UNKNOWN
            if code in _UNKNOWN or code in _SURROGATES or code > _LAST:
                continue
            self._add(chr(code), at)
            if code == _HYPHEN:
                self._end_line()
        self._end_line()
        return self.lines

    def _add(self, sign: str, at: int) -> None:
        drawn = self.pdfium.FPDFText_GetTextObject(self.text, at)
        if drawn and (key := ctypes.addressof(drawn.contents)) != self.drawn:
            self.drawn = key
            self.looks = self._looks_of(drawn, at)
        if not self.runs or tuple(self.runs[-1][1:]) != self.looks:
            self.runs.append(["", *self.looks])
        self.runs[-1][0] += sign
        if sign.isspace():
            self.word_ended = self.word_ended or len(self.seen)
        else:
            self.seen.append(at)

    def _looks_of(self, drawn: Any, at: int) -> tuple[int, float, bool]:
        """Give the mark by which tags refer to a text, its size on the page, and if it is bold."""
        pdfium = self.pdfium
        matrix = pdfium.FS_MATRIX()
        scale = 1.0
        if pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix)):
            scale = math.hypot(matrix.c, matrix.d)
        size = pdfium.FPDFText_GetFontSize(self.text, at) * scale
        marked = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
        if marked < 0:
            marked = _ORNAMENT if self._is_ornament(drawn) else -1
        return marked, _plain(size), self.found.is_heavy(drawn)

    def _is_ornament(self, drawn: Any) -> bool:
        """Tell whether a text is marked as no part of the document, as a page number is."""
        pdfium = self.pdfium
        buffer = ctypes.create_string_buffer(_MOST_NAME)
        length = ctypes.c_ulong()
        for place in range(min(pdfium.FPDFPageObj_CountMarks(drawn), _MOST_MARKS)):
            mark = pdfium.FPDFPageObj_GetMark(drawn, place)
            if not pdfium.FPDFPageObjMark_GetName(mark, *self._wide(buffer), length):
                continue
            if _WIDE.decode(buffer.raw[: length.value], "replace")[0].rstrip("\0") == "Artifact":
                return True
        return False

    def _wide(self, buffer: Any) -> tuple[Any, int]:
        """Give a buffer as PDFium takes it for letters of two bytes."""
        return ctypes.cast(buffer, ctypes.POINTER(self.pdfium.FPDF_WCHAR)), _MOST_NAME

    def _end_line(self) -> None:
        runs, seen, ended = self.runs, self.seen, self.word_ended or len(self.seen)
        self.runs, self.seen, self.word_ended = [], [], 0
        if not seen:
            return
        left, height = self._origin(seen[0])
        right, word = self._right(seen[-1]), self._right(seen[ended - 1])
        self.lines.append([left, height, right, word, runs])

    def _origin(self, at: int) -> tuple[float, float]:
        across, up = _NUMBER(), _NUMBER()
        self.pdfium.FPDFText_GetCharOrigin(self.text, at, ctypes.byref(across), ctypes.byref(up))
        return _plain(across.value), _plain(up.value)

    def _right(self, at: int) -> float:
        left, right, bottom, top = _NUMBER(), _NUMBER(), _NUMBER(), _NUMBER()
        self.pdfium.FPDFText_GetCharBox(
            self.text, at, *map(ctypes.byref, (left, right, bottom, top))
        )
        return _plain(right.value)


def _plain(number: float) -> float:
    """Give a measure that JSON can hold, in points."""
    return round(number, 2) if math.isfinite(number) and abs(number) < 1e6 else 0.0  # noqa: PLR2004 - no page is so large


# --- What the tags of a page say


def _blocks(pdfium: Any, page: Any) -> list[list[Any]]:
    """Give the blocks of a tagged page in their order: kind, row, cell, and the marks of its texts.

    A page without tags has none.
    """
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        walk = _Walk(pdfium)
        for place in range(min(pdfium.FPDF_StructTree_CountChildren(tree), _MOST_ELEMENTS)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)
            if child:
                walk.enter(child, None, _MOST_NESTED)
        return [block for block in walk.blocks if block[3]]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


class _Walk:
    """A walk through the tags of a page."""

    def __init__(self, pdfium: Any) -> None:
        """Begin outside any table."""
        self.pdfium = pdfium
        self.blocks: list[list[Any]] = []
        self.rows = self.cells = 0
        self.cell: tuple[int, int] = (0, 0)
        self.room = _MOST_ELEMENTS

    def enter(self, element: Any, within: list[Any] | None, room: int) -> None:
        """Read an element with all in it; `within` is the block that it belongs to."""
        self.room -= 1
        if not room or self.room < 0:
            raise _RefusedError("big")
        kind = self._kind(element)
        outer = self.cell
        if kind == "TR":
            self.rows += 1
        elif kind in _CELLS:
            self.cells += 1
            self.cell = self.rows, self.cells
        block = self._block(kind, within)
        for place in range(self.pdfium.FPDF_StructElement_CountChildren(element)):
            mark = self.pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
            if mark >= 0:
                if block is None:
                    block = self._new("p")
                block[3].append(mark)
                continue
            child = self.pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
            if child:
                self.enter(child, block, room - 1)
        self.cell = outer

    def _block(self, kind: str, within: list[Any] | None) -> list[Any] | None:
        """Give the block that a text right in an element belongs to; None for the next one."""
        if kind == "Lbl":
            return self._new("label")
        if kind in _HEADINGS:
            return self._new(_HEADINGS[kind])
        if kind == "LI":
            return self._new("li")
        if within is not None and (kind in _INLINE or within[0] == "li" or within[0][0] == "h"):
            return None if kind == "L" else within
        return self._new("p") if kind in _PARAGRAPHS or kind in _CELLS else None

    def _new(self, kind: str) -> list[Any]:
        block = [kind, *self.cell, []]
        self.blocks.append(block)
        return block

    def _kind(self, element: Any) -> str:
        buffer = ctypes.create_string_buffer(_MOST_NAME)
        length = self.pdfium.FPDF_StructElement_GetType(element, buffer, _MOST_NAME)
        return _WIDE.decode(buffer.raw[: max(0, min(length, _MOST_NAME) - 2)], "replace")[0]


if __name__ == "__main__":
    main()
