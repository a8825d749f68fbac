"""Take apart worksheets that are written as spreadsheet programs write them, without an XML parser.

A parser makes an object of each tag, which is most of the cost of reading a card. Here one pattern
must match every character between `<sheetData>` and its end; where it does not, nothing is said
and the parser reads the part. So what is accepted has one meaning, and the parser has no other.
Of what stands around the rows, merged ranges and margins are taken where the worksheet itself
holds them, once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_LONGEST = 1 << 20
_LONGEST_KNOWN = 64 << 10
_MOST_KNOWN = 8
_DECLARED = len("??")  # question marks in the declaration of a part
_NOT_XML = bytes(code for code in range(32) if code not in b"\t\n\r")
_NO_LETTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|apos|#x[0-9a-fA-F]{1,6}|#[0-9]{1,7});|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ALLOWED = frozenset({0x9, 0xA, 0xD})
_SURROGATES = range(0xD800, 0xE000)
_LAST_CHARACTER = 0x10FFFF

_ATTRIBUTES = r'(?: [A-Za-z][A-Za-z0-9:.]*+="[^"<&]*+")*+'
_T = r'<t(?: xml:space="preserve")?+>[^<]*+</t>'
_LOOKS = rf"(?:<rPr>(?:<[A-Za-z]++{_ATTRIBUTES}/>)*+</rPr>|<rPr/>)?+"
_RUN = rf"<r>{_LOOKS}{_T}</r>"
_SIGNS = r"[^<&]*+(?:&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}+|#x[0-9a-fA-F]{1,6}+);[^<&]*+)*+"
_FORMULA = rf"(?:<f{_ATTRIBUTES}(?:/>|>{_SIGNS}</f>))?+"
_HELD = rf"(?:<v>[^<]*+</v>|<v/>|<is>{_T}</is>|<is>(?:{_RUN})++</is>)?+"
_CELL = (
    r'<c r="[A-Z]{1,3}+[1-9][0-9]{0,6}+"(?: s="[0-9]{1,6}+")?+(?: t="[A-Za-z]{1,9}+")?+'
    rf"(?:/>|>{_FORMULA}{_HELD}</c>)"
)
_ROW = (
    r'<row r="[1-9][0-9]{0,6}+"(?: (?!r=)[A-Za-z][A-Za-z0-9:.]*+="[^"<&]*+")*+'
    rf"(?:/>|>(?:{_CELL})*+</row>)"
)
_OPENING = r"(?:<\?xml [^<>?]*+\?>\s*+)?+"
_SHEET = re.compile(rf"{_OPENING}<worksheet{_ATTRIBUTES}>")
_GRID = re.compile(rf"(?:{_ROW})*+")
_FILLED = re.compile(
    r'<c r="([A-Z]++[0-9]++)"(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+>(?!</c>)'
    r"(<f(?:[^>]*/>|[^>]*>[^<]*</f>))?+"
    r"(?:<v>([^<]*+)</v>|<is>(?:<t[^>]*+>([^<]*+)</t>|(<r>[^<]*+(?:<(?!/is>)[^<]*+)*+))</is>)?+"
)
_MERGED = re.compile(
    r'<mergeCells(?: count="[0-9]*+")?+>((?:<mergeCell ref="[A-Z0-9:]++"/>)*+)</mergeCells>'
)
_RANGE = re.compile(r'ref="([^"]+)"')
_MARGINS = re.compile(
    r'<headerFooter(?: (?!xmlns)[A-Za-z]++="[^"<&]*+")*+>'
    r"((?:<([A-Za-z]++)>[^<]*+</\2>)*+)</headerFooter>"
)
_MARGIN = re.compile(r">([^<]+)<")
_RUN_TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_STRINGS = re.compile(
    rf"{_OPENING}<sst{_ATTRIBUTES}>(?:<si>(?:{_T}|(?:{_RUN})++)</si>|<si/>)*+</sst>\s*+"
)
_STRING = re.compile(
    r"<si>(?:<t(?: [^>]*)?>([^<]*)</t></si>|(<r>(?s:.)*?)</si>)|<si(/)>",
)
_RUNS = re.compile(r"<r>(?:<rPr>((?:<[^>]*>)*?)</rPr>|<rPr/>)?<t(?: [^>]*)?>([^<]*)</t></r>")
_STRIKE = re.compile(r"<strike((?: [^>]*)?)/>")
_OFF = re.compile(r' val="(?!(?:1|true)")')
_START, _END, _GROUP = "<sheetData>", "</sheetData>", "sheetData"
_STRUCK = "<strike"
_NOT_BEFORE = (_GROUP, "mergeCell", "headerFooter")
_TAGS = len((_START, _END))  # how often the name of a group stands when it is there once


Cell = tuple[str, str, str, str, str, str]  # address, style, kind, formula, value, own text


class PlainSheet(NamedTuple):
    """A worksheet as it is written; `struck` is what is struck through in texts with own looks."""

    cells: list[Cell]
    merged: list[str]
    margins: list[str]
    struck: dict[str, str]


class PlainStrings(NamedTuple):
    """The shared texts in their order, and what is struck through in those with own looks."""

    texts: list[str]
    struck: dict[int, str]


def take_sheet(part: bytes) -> PlainSheet | None:
    """Give the cells that hold something and what stands around them; None when not plain."""
    return _known_sheet(part) if len(part) <= _LONGEST_KNOWN else _take_apart(part)


def _take_apart(part: bytes) -> PlainSheet | None:
    text = _plain_text(part)
    if text is None:
        return None
    start, last = text.find(_START), text.rfind(_END)
    first = start + len(_START)
    opening = _SHEET.match(text)
    if not opening or not opening.end() <= start < last or not _GRID.fullmatch(text, first, last):
        return None
    before, after = text[opening.end() : start], text[last + len(_END) :]
    if not _is_whole(before) or _GROUP in after or any(map(before.count, _NOT_BEFORE)):
        return None
    try:
        merged = _held(after, _MERGED, "mergeCells")
        margins = _held(after, _MARGINS, "headerFooter")
        ranges = _RANGE.findall(merged)
        if after.count("mergeCell") - after.count("mergeCells") != len(ranges):
            return None
        return PlainSheet(
            [
                (address, style, kind, formula, value, _joined(runs) if runs else _decoded(own))
                if runs or own
                else (address, style, kind, formula, _decoded(value), "")
                for address, style, kind, formula, value, own, runs in _FILLED.findall(
                    text, first, last
                )
            ],
            ranges,
            [_decoded(margin) for margin in _MARGIN.findall(margins)],
            {
                address: struck
                for address, _, _, _, _, _, runs in _FILLED.findall(text, first, last)
                if runs and (struck := _struck(runs))
            }
            if _STRUCK in text
            else {},
        )
    except ValueError:
        return None


# The sheet with the questions is the same in many cards, and as much work as the card itself.
_known_sheet = lru_cache(maxsize=_MOST_KNOWN)(_take_apart)


def take_strings(part: bytes) -> PlainStrings | None:
    """Give the shared texts; None when they are not written plainly."""
    text = _plain_text(part)
    if text is None or not _STRINGS.fullmatch(text):
        return None
    try:
        found = _STRING.findall(text)
        return PlainStrings(
            [_joined(runs) if runs else _decoded(single) for single, runs, _ in found],
            {
                place: struck
                for place, (_, runs, _) in enumerate(found)
                if runs and (struck := _struck(runs))
            }
            if _STRUCK in text
            else {},
        )
    except ValueError:
        return None


def _held(after: str, pattern: re.Pattern[str], group: str) -> str:
    """Give what a group after the rows holds; ValueError where it may mean something else."""
    if group not in after:
        return ""
    found = pattern.search(after)
    if not found or after.count(group) != _TAGS or not _is_whole(after[: found.start()]):
        raise ValueError(group)
    return found[1]


def _is_whole(xml: str) -> bool:
    """Tell whether every tag in this is closed in it, none of them holding another's end."""
    tags = xml.count("<")
    return tags == xml.count(">") and tags == 2 * xml.count("</") + xml.count("/>")


def _plain_text(part: bytes) -> str | None:
    """Give a part as text when no comment, instruction or broken letter can be in it."""
    # One letter is found much sooner than several, and nearly no part has any of these.
    if (b"!" in part and b"<!" in part) or (b"]" in part and b"]]>" in part):
        return None
    declared = _DECLARED if part.startswith(b"<?xml ") else 0
    if part.count(b"?") > declared and part.find(b"<?", 1) >= 0:
        return None
    if len(part) > _LONGEST or len(part.translate(None, _NOT_XML)) < len(part):
        return None
    if b"\xef" in part and any(map(part.count, _NO_LETTERS)):
        return None
    try:
        text = part.decode()
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _joined(runs: str) -> str:
    return _decoded("".join(_RUN_TEXT.findall(runs)))


def _struck(runs: str) -> str:
    """Give what is struck through in a text that is written in runs, each with its own looks."""
    return _decoded("".join(text for looks, text in _RUNS.findall(runs) if _strikes(looks)))


def _strikes(looks: str) -> bool:
    return any(not _OFF.search(said) for said in _STRIKE.findall(looks))


def _decoded(text: str) -> str:
    """Give text without references; ValueError for one that XML does not have."""
    if "&" not in text:
        return text
    short = text.replace("&#10;", "\n").replace("&lt;", "<").replace("&gt;", ">")
    short = short.replace("&quot;", '"').replace("&apos;", "'")
    if short.count("&") == short.count("&amp;"):
        return short.replace("&amp;", "&")
    return _REFERENCE.sub(lambda reference: _meant(reference[0]), text)


@lru_cache(maxsize=256)
def _meant(reference: str) -> str:
    inside = reference[1:-1]
    if inside in _NAMED:
        return _NAMED[inside]
    hexadecimal = inside.partition("#x")[2]
    code = int(hexadecimal, 16) if hexadecimal else int(inside[1:] or 0)
    if (code < ord(" ") and code not in _ALLOWED) or code in _SURROGATES or code > _LAST_CHARACTER:
        raise ValueError(reference)
    return chr(code)
