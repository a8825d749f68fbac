"""Read an advertisement from a Word file: paragraphs in their order, by style and numbering.

Only the parts of the text are unpacked, within bounds; no macro, picture or outside part is
touched. What was deleted with changes tracked, and what is hidden, is left out.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from hiring.documents.ad_files.blocks import (
    BOLD,
    BULLET,
    TEXT,
    Block,
    as_lines,
    heading,
    join_rows,
    squeeze,
)
from hiring.documents.ad_files.limits import TEXT_ITSELF, refuse, refuse_empty
from hiring.documents.sheets.package import (
    BrokenError,
    Wanted,
    bound_parts,
    list_parts,
    refuse_unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.documents.sheets.package import Package

WORD = Wanted(
    thing="advertisement",
    kind="a Word document (.docx)",
    program="Word",
    save_again=f"open it in Word or LibreOffice, save it again as .docx, or {TEXT_ITSELF}",
    unlock=f"take the password off (in Word: File, Info, Protect Document), or {TEXT_ITSELF}",
    shrink=f"delete its pictures and save it, or {TEXT_ITSELF}",
)
_SAVE_AS_WORD = "open it and save it as a Word document (.docx), or as plain text (.txt)."
_UNPACK = "unpack it and give the file that is in it."
_OTHER_ZIPS = (
    ("xl/", "an Excel workbook", TEXT_ITSELF),
    ("ppt/", "a PowerPoint presentation", TEXT_ITSELF),
    ("Index/", "a document of Apple Pages or Numbers", "export it to Word (.docx)."),
    ("META-INF/container.xml", "an e-book (.epub)", TEXT_ITSELF),
    ("content.xml", "an OpenDocument file (.odt)", _SAVE_AS_WORD),
)
_HOME = "word/document.xml"
_MOST_NESTED = 100
_LONGEST_CHAIN = 20
_FEWEST_WORDS = 8  # of a margin or a footnote: a sentence, and no page number
_LARGEST_SYMBOL = 0xF0FF
_SYMBOLS = 0xF000
_OFF = frozenset({"0", "false", "off", "none"})
_PASSED_OVER = frozenset(
    """
    del moveFrom delText delInstrText instrText pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr
    sdtEndPr fldData commentReference annotationRef rt drawing pict object
    """.split()  # noqa: SIM905 - names are read more easily without marks
)
_LIST_STYLES = ("list bullet", "list number")
_MARGINS = ("header", "footer", "footnotes", "endnotes")


class _Style(NamedTuple):
    """What a style says itself, and the style it is based on."""

    name: str
    based_on: str
    depth: int | None
    listed: str | None
    level: str
    bold: bool | None


class _Run(NamedTuple):
    text: str
    bold: bool


def read(content: bytes, *, shown: str) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    """Give the numbered paragraphs of a Word file; there is nothing to note."""
    package = list_parts(content, name=shown, wanted=WORD)
    try:
        blocks = _Document(package, _home_of(package)).read()
    except (ET.ParseError, KeyError, ValueError, OverflowError) as error:
        refuse_unreadable(shown, error, WORD)
    lines = as_lines(blocks, shown)
    if not lines:
        refuse_empty(shown)
    return lines, ()


def _home_of(package: Package) -> str:
    """Find the part that holds the text, or refuse the file with what it is instead."""
    for part, kind, fix in _OTHER_ZIPS:
        if any(path.startswith(part) for path in package.entries):
            refuse(package.name, f"this is {kind}.", fix)
    if not any(path.startswith("word/") for path in package.entries):
        refuse(package.name, "this is a zip archive, and no Word document (.docx).", _UNPACK)
    bound_parts(package)
    relations = _relations(package, "")
    return next((path for kind, path in relations.values() if kind == "officeDocument"), _HOME)


def _relations(package: Package, path: str) -> dict[str, tuple[str, str]]:
    """Give what a part refers to within the file: by its key, the kind and the path."""
    folder, name = posixpath.split(path)
    beside = posixpath.join(folder, "_rels", f"{name}.rels")
    if beside not in package:
        return {}
    found = {}
    for entry in _parsed(package, beside):
        if entry.get("TargetMode") == "External":
            continue
        target = entry.get("Target", "")
        whole = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        kind = entry.get("Type", "").rpartition("/")[2]
        found[entry.get("Id", "")] = kind, posixpath.normpath(whole)
    return found


def _parsed(package: Package, path: str) -> ET.Element:
    return ET.fromstring(package.part(path))  # noqa: S314 - a package has no declarations


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: ET.Element | None, name: str) -> ET.Element | None:
    if element is None:
        return None
    return next((child for child in element if _local(child) == name), None)


def _value(element: ET.Element | None, name: str = "val") -> str | None:
    """Give an attribute by its name, whatever the version's namespace."""
    if element is None:
        return None
    return next((said for key, said in element.items() if key.rpartition("}")[2] == name), None)


def _is_on(element: ET.Element | None) -> bool | None:
    """Tell a switch: None where it is not said, on where it is said without a value."""
    return None if element is None else (_value(element) or "1").lower() not in _OFF


class _Document:
    """A document while it is read."""

    def __init__(self, package: Package, home: str) -> None:
        """Read the styles and the lists first."""
        self.package = package
        self.home = home
        self.paragraphs = 0
        relations = _relations(package, home).values()
        self.parts = [(kind, path) for kind, path in relations if path in package]
        self.styles = self._read_styles()
        self.lists = self._read_lists()

    def read(self) -> list[Block]:
        """Give the blocks of the text, and the sentences of its margins and notes after them."""
        blocks = list(self._blocks(_parsed(self.package, self.home), _MOST_NESTED))
        said = {block.text for block in blocks}
        for kind, path in self.parts:
            if kind not in _MARGINS:
                continue
            for block in self._blocks(_parsed(self.package, path), _MOST_NESTED):
                if len(block.text.split()) >= _FEWEST_WORDS and block.text not in said:
                    said.add(block.text)
                    blocks.append(block)
        return blocks

    def _part(self, wanted: str) -> ET.Element | None:
        path = next((path for kind, path in self.parts if kind == wanted), None)
        return None if path is None else _parsed(self.package, path)

    def _read_styles(self) -> dict[str, _Style]:
        root = self._part("styles")
        return {
            _value(entry, "styleId") or "": _style(entry)
            for entry in (() if root is None else root)
            if _local(entry) == "style"
        }

    def _read_lists(self) -> dict[str, dict[str, bool]]:
        """Tell of each list, by its number, which levels show a mark."""
        root = self._part("numbering")
        shapes: dict[str, dict[str, bool]] = {}
        lists: dict[str, dict[str, bool]] = {}
        for entry in () if root is None else root:
            if _local(entry) == "abstractNum":
                shapes[_value(entry, "abstractNumId") or ""] = {
                    _value(level, "ilvl") or "0": _value(_child(level, "numFmt")) != "none"
                    for level in entry
                    if _local(level) == "lvl"
                }
            elif _local(entry) == "num":
                shape = _value(_child(entry, "abstractNumId")) or ""
                lists[_value(entry, "numId") or ""] = shapes.get(shape, {})
        return lists

    def _blocks(self, parent: ET.Element, room: int) -> Iterator[Block]:
        """Walk what holds paragraphs: tables, frames, changes that were tracked."""
        _check_room(room)
        for child in parent:
            name = _local(child)
            if name == "p":
                yield from self._paragraph(child, room)
            elif name == "tbl":
                yield from self._table(child, room)
            elif name == "AlternateContent":
                yield from self._blocks(_one_way(child), room - 1)
            elif name not in _PASSED_OVER:
                yield from self._blocks(child, room - 1)

    def _table(self, table: ET.Element, room: int) -> Iterator[Block]:
        yield from join_rows(list(self._rows(table, room)))

    def _rows(self, table: ET.Element, room: int) -> Iterator[list[list[Block]]]:
        _check_room(room)
        for child in table:
            name = _local(child)
            if name == "tr" and _child(_child(child, "trPr"), "del") is None:
                cells = _within(child, "tc", room)
                yield [list(self._blocks(cell, room - 1)) for cell in cells]
            elif name not in _PASSED_OVER and name != "tr":
                yield from self._rows(child, room - 1)

    def _paragraph(self, paragraph: ET.Element, room: int) -> Iterator[Block]:
        self.paragraphs += 1
        number = self.paragraphs
        said = _child(paragraph, "pPr")
        chain = self._chain(_value(_child(said, "pStyle")))
        heavy = next((style.bold for style in chain if style.bold is not None), False)
        frames: list[ET.Element] = []
        runs = list(self._runs(paragraph, frames, room, bold=heavy))
        yield from _blocks_of(runs, number, self._mark(said, chain))
        for frame in frames:
            yield from self._blocks(frame, room - 1)

    def _mark(self, said: ET.Element | None, chain: list[_Style]) -> str:
        """Tell what a paragraph is, by itself or by its style."""
        depth = _depth(_child(said, "outlineLvl"))
        depths = [depth, *(style.depth for style in chain)]
        found = next((depth for depth in depths if depth is not None), 0)
        if found:
            return heading(found)
        own = _child(said, "numPr")
        listed, level = _value(_child(own, "numId")), _value(_child(own, "ilvl"))
        style = next((style for style in chain if style.listed is not None), None)
        if listed is None and style is not None:
            listed, level = style.listed, level or style.level
        if listed is None:
            return BULLET if any(one.name.startswith(_LIST_STYLES) for one in chain) else TEXT
        if listed == "0":
            return TEXT
        return BULLET if self.lists.get(listed, {}).get(level or "0", True) else TEXT

    def _chain(self, key: str | None) -> list[_Style]:
        """Give a style and those it is based on, nearest first."""
        found: list[_Style] = []
        while len(found) < _LONGEST_CHAIN and key and (style := self.styles.get(key)):
            found.append(style)
            key = style.based_on
        return found

    def _runs(
        self, parent: ET.Element, frames: list[ET.Element], room: int, *, bold: bool
    ) -> Iterator[_Run]:
        """Give the pieces of a paragraph that are seen; text boxes are set aside in `frames`."""
        _check_room(room)
        for child in parent:
            name = _local(child)
            if name in {"drawing", "pict", "object"}:
                frames.extend(_within(child, "txbxContent", room))
            elif name == "AlternateContent":
                yield from self._runs(_one_way(child), frames, room - 1, bold=bold)
            elif name == "r":
                yield from self._run(child, frames, room - 1, bold=bold)
            elif name not in _PASSED_OVER:
                letters = _letters_of(child, name)
                if letters is not None:
                    yield _Run(letters, bold)
                else:
                    yield from self._runs(child, frames, room - 1, bold=bold)

    def _run(
        self, run: ET.Element, frames: list[ET.Element], room: int, *, bold: bool
    ) -> Iterator[_Run]:
        looks = _child(run, "rPr")
        if _is_on(_child(looks, "vanish")):
            return
        heavy = _is_on(_child(looks, "b"))
        if heavy is None:
            chain = self._chain(_value(_child(looks, "rStyle")))
            heavy = next((style.bold for style in chain if style.bold is not None), bold)
        yield from self._runs(run, frames, room, bold=heavy)


def _style(entry: ET.Element) -> _Style:
    name = (_value(_child(entry, "name")) or "").lower()
    said = _child(entry, "pPr")
    numbered = _child(said, "numPr")
    depth = _depth(_child(said, "outlineLvl"))
    if name == "title":
        depth = 1
    elif name.startswith("heading ") and name[8:].isdecimal():
        depth = int(name[8:][:2])
    return _Style(
        name,
        _value(_child(entry, "basedOn")) or "",
        depth,
        None if numbered is None else _value(_child(numbered, "numId")) or "",
        _value(_child(numbered, "ilvl")) or "0",
        _is_on(_child(_child(entry, "rPr"), "b")),
    )


def _depth(outline: ET.Element | None) -> int | None:
    """Give the depth of a heading, from 1; 0 for one that is said to be none."""
    said = _value(outline)
    if said is None or not said.isdecimal() or len(said) > 1:
        return None
    return 0 if said == "9" else int(said) + 1


def _one_way(choice: ET.Element) -> ET.Element:
    """Give the first of several ways in which the same is written."""
    ways = [way for way in choice if len(way)]
    return ways[0] if ways else choice


def _within(parent: ET.Element, name: str, room: int) -> Iterator[ET.Element]:
    """Find elements of a name, however they are wrapped, and none within another."""
    _check_room(room)
    for child in parent:
        if _local(child) == name:
            yield child
        elif _local(child) != "Fallback":
            yield from _within(child, name, room - 1)


def _check_room(room: int) -> None:
    if not room:
        raise BrokenError("it is nested too deeply")


def _letters_of(element: ET.Element, name: str) -> str | None:
    """Give what an element writes; None for one that holds others."""
    if name == "t":
        return element.text or ""
    if name in {"br", "cr"}:
        return " " if _value(element, "type") in {"page", "column"} else "\n"
    if name == "sym":
        return _symbol(_value(element, "char") or "")
    return {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": ""}.get(name)


def _symbol(code: str) -> str:
    """Give a sign of a symbol font as the bullet it mostly is."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "\N{BULLET} " if _SYMBOLS <= number <= _LARGEST_SYMBOL else ""


def _blocks_of(runs: list[_Run], number: int, mark: str) -> Iterator[Block]:
    text = "".join(run.text for run in runs)
    if mark != TEXT:
        yield Block(number, mark, squeeze(text))
        return
    written = [run for run in runs if run.text.strip()]
    bold = bool(written) and all(run.bold for run in written)
    for line in text.split("\n"):
        yield Block(number, BOLD if bold else TEXT, squeeze(line))
