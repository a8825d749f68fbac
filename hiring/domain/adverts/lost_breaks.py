"""Break lines whose line ends were lost at the headings within them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part, split_sentences
from hiring.domain.adverts.parts import DEEPEST, Raw
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.tokens import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.domain.adverts.parts import Headings

_LONG_LINE = 500  # letters: no paragraph of a well-kept text is longer
_MOST_WORDS = 6
_GLUED = Pattern(
    r"(?<=[a-z)]{2}[.:!?])(?=[A-Z])"
    r"|(?<=[a-z)])(?=(?:What|Who|About|Why|How|Responsibilit|Qualification|Requirement|Benefits|Perks"
    r"|Preferred|Education|Experience|Skills|Duties|Minimum|Basic|Nice|Bonus))"
    r"|(?<=(?:bilities|ications|irements))(?=[A-Z])"
)
_SEAM = Pattern(
    r"(?<=[a-z)])(?=[A-Z][a-z'\N{RIGHT SINGLE QUOTATION MARK}])|(?<=[A-Z]{2})(?=[A-Z][a-z])"
)
_EMPLOYER = Pattern(
    r"(?<=[a-z\d)])\s((?:[A-Z][\w&]{0,30}\s){1,4}is\s(?:an?|proud|committed)\s[^.]{0,40}\b[Ee]qual\b)"
)
_MOST_SEAMS = 1_000
_WINDOW = 60  # letters before a seam in which its heading stands
_LONG_WORD = 8  # letters: a shorter word alone may be half a name, as in PayPal
_BLANKS = Pattern(r"\s+")


def break_long(raw: Raw, headings: Headings) -> Iterator[Raw]:
    """Break a line whose line ends were lost at the headings within it."""
    if raw.kind is not Kind.TEXT or len(raw.text) < _LONG_LINE:
        yield raw
        return
    text = _part_seams(_BLANKS.sub(" ", _GLUED.sub(" ", raw.text)), headings)
    cuts = list(_headings_within(text, headings))
    if not cuts:
        yield raw
        return
    begun = 0
    for start, end in cuts:
        if text[begun:start].strip():
            yield from _sentences(raw.number, text[begun:start], lost=begun > 0)
        yield Raw(raw.number, text[start:end].strip(" :"), Kind.HEADING, DEEPEST)
        begun = end
    yield from _sentences(raw.number, text[begun:], lost=True)


def _part_seams(text: str, headings: Headings) -> str:
    """Put a colon between a heading and the word that was its next line: "Who You AreMaster"."""
    pieces: list[str] = []
    begun = 0
    for seam in islice(_SEAM.finditer(text), _MOST_SEAMS):
        window = text[max(begun, seam.start() - _WINDOW) : seam.start()]
        if _ends_in_heading(window, headings):
            pieces += (text[begun : seam.start()], ": ")
            begun = seam.start()
    return "".join((*pieces, text[begun:]))


def _ends_in_heading(text: str, headings: Headings) -> bool:
    return any(
        hit.end == len(text)
        and text[hit.start].isupper()
        and (" " in text[hit.start : hit.end] or hit.end - hit.start >= _LONG_WORD)
        for hit in headings.phrases.find(split_words(text))
    )


def _sentences(number: int, text: str, *, lost: bool) -> Iterator[Raw]:
    """Give what stands under a heading within a line: its sentences, which were bullets once."""
    said = text.strip(" :")
    if not said:
        return
    parts = split_sentences(_EMPLOYER.sub(r". \1", said)) if lost else (said,)
    yield from (Raw(number, part, Kind.BULLET if lost else Kind.TEXT) for part in parts)


def _headings_within(text: str, headings: Headings) -> Iterator[tuple[int, int]]:
    """Give the places of headings within a line: known words, in capitals, before a colon."""
    tokens = split_words(text)
    end_before = 0
    for hit in sorted(headings.phrases.find(tokens), key=lambda hit: (hit.start, -hit.end)):
        if hit.start < end_before or hit.said is Part.PLACE:
            continue
        begin = _grow(text, hit.start, least=end_before)
        if _stands_as_heading(text, begin, hit.end):
            end_before = hit.end + text[hit.end : hit.end + 2].startswith((":", " :"))
            yield begin, end_before


def _grow(text: str, start: int, *, least: int) -> int:
    """Take the capitalised words before a known phrase into the heading; give its new start."""
    for _ in range(_MOST_WORDS):
        begin = max(least, text.rfind(" ", least, max(least, start - 1)) + 1)
        word = text[begin:start].strip()
        if not word or not (word[0].isupper() or word == "&") or word[-1] in ".!?:":
            break
        start = begin
    return start


def _stands_as_heading(text: str, start: int, end: int) -> bool:
    said = text[start:end]
    first = said[:1].isupper()
    colon = text[end : end + 2].lstrip().startswith(":")
    many = all(word[:1].isupper() for word in re.findall(r"[A-Za-z]{4,}", said))
    before = text[max(0, start - 9) : start].rstrip()
    after_end = not before or before[-1] in ".!?:)"
    follows = re.match(r"\s*:?\s*[A-Z\d]", text[end : end + 9]) is not None
    if (colon and first) or (said.isupper() and " " in said.strip()):
        return True
    return first and many and follows and after_end and len(said.split()) <= _MOST_WORDS
