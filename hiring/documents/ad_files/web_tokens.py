"""Take a web page apart into tags and text, in time that grows with its length alone.

No tree is made and nothing is run: what stands in scripts, styles, comments and the like is passed
over whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++)))?+")
_LONGEST_TAG = 1 << 14
_LONGEST_NAME = 30
_MOST_ATTRIBUTES = 60
_NAME_ENDS = re.compile(r"[\s/>]")
_RAW = frozenset(
    """
    script style template noscript iframe object svg math canvas audio video noembed
    noframes textarea select xmp title
    """.split()  # noqa: SIM905 - names are read more easily without marks
)
"""Elements that are taken whole, with all that is in them."""
_DRAWN = frozenset({"svg", "math"})
"""Elements of which a tag can be all."""
_RAW_ENDS = {name: re.compile(rf"</{name}\b[^>]*+>?", re.IGNORECASE) for name in _RAW}


class Token(NamedTuple):
    """A tag or a text. `name` is "" for text, "/p" for the end of a paragraph."""

    at: int
    name: str
    rest: str
    """The text, the attributes of a tag as they are written, or all that a script holds."""


def split_page(page: str) -> Iterator[Token]:
    """Give the tags and texts of a page in their order, each with its place."""
    at, end = 0, len(page)
    while at < end:
        opened = page.find("<", at)
        if opened < 0:
            yield Token(at, "", page[at:])
            return
        if opened > at:
            yield Token(at, "", page[at:opened])
        at = opened
        if page.startswith("<!--", at):
            at = _after(page, "-->", at + 4)
        elif page.startswith(("<!", "<?"), at):
            at = _after(page, ">", at)
        elif not _begins_tag(page, at):
            yield Token(at, "", "<")
            at += 1
        elif page.find(">", at) < 0:
            return  # a tag that was cut off, and all behind it
        else:
            token, at = _take_tag(page, at)
            yield token
            if token.name in _RAW and not (token.name in _DRAWN and token.rest.endswith("/")):
                inside, at = _take_raw(page, token.name, at)
                yield Token(at, f"/{token.name}", inside)


def attributes_of(written: str) -> dict[str, str]:
    """Read the attributes of a tag, their names in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for number, hit in enumerate(_ATTRIBUTE.finditer(written)):
        if number == _MOST_ATTRIBUTES:
            break
        found.setdefault(hit[1].lower(), hit[2] or hit[3] or hit[4] or "")
    return found


def _after(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return len(page) if found < 0 else found + len(mark)


def _begins_tag(page: str, at: int) -> bool:
    following = page[at + 1 : at + 3]
    return following[:1].isalpha() or (following[:1] == "/" and following[1:].isalpha())


def _take_tag(page: str, at: int) -> tuple[Token, int]:
    """Give the tag that begins here, and where it ends."""
    found = _TAG.match(page, at, at + _LONGEST_TAG)
    if found:
        name, rest, end = found[1], found[2], found.end()
    else:  # a quotation mark that is never closed, or a picture within the tag
        end = page.index(">", at) + 1
        name = _NAME_ENDS.split(page[at : at + _LONGEST_NAME].lstrip("</"), maxsplit=1)[0]
        rest = ""
    sign = "/" if page[at + 1] == "/" else ""
    return Token(at, f"{sign}{name[:_LONGEST_NAME].lower()}", rest), end


def _take_raw(page: str, name: str, at: int) -> tuple[str, int]:
    """Give what stands before the end of an element in which no tag is one, and where that ends."""
    ended = _RAW_ENDS[name].search(page, at)
    if ended is None:
        return page[at:], len(page)
    return page[at : ended.start()], ended.end()
