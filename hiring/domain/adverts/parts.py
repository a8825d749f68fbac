"""Tell which part of an advertisement a heading begins, and a line belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.advert import Kind, Line, Part
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.adverts.wishes import is_only_a_wish
from hiring.domain.tokens import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hiring.domain.phrases import Hit, Phrases

_LONG = 55  # letters: more is a paragraph, not an item of a list
_MORE_THAN_ONE_THING = 900
"""Letters: a line whose breaks were lost, of which one sentence on equal opportunity is a part."""


class Headings(NamedTuple):
    """The phrases of headings with the part each begins, and the small words of languages."""

    phrases: Phrases[Part]
    small_words: Mapping[str, frozenset[str]]


class Raw(NamedTuple):
    """A line before its part is known; `depth` is that of a heading, 1 the highest.

    `indent` counts the blanks before a bullet.
    """

    number: int
    text: str
    kind: Kind
    depth: int = 0
    indent: int = 0


DEEPEST = 8
"""The depth of a heading that bears no mark."""


def part_of_heading(text: str, headings: Headings) -> Part | None:
    """Tell which part a heading begins: its longest known phrase says so; None if it knows none."""
    hits = list(headings.phrases.find(split_words(text)))
    if not hits:
        return None
    order = {part: place for place, part in enumerate(_ORDER)}
    end = len(text.rstrip(_TRAILING))

    def weigh(hit: Hit[Part]) -> tuple[bool, int, int]:
        edges = _EDGE_COUNTS * ((hit.start == 0) + (hit.end >= end))
        return hit.said in _STRONGER, hit.end - hit.start + edges, -order[hit.said]

    return max(hits, key=weigh).said


_TRAILING = " :?!.\N{HORIZONTAL ELLIPSIS}"
_EDGE_COUNTS = 5  # letters: what a heading begins or ends with says more of it
_STRONGER = frozenset({Part.NOT_THIS, Part.NICE})
"""Parts that qualify another: "even better if you have" is no must-have."""
_ORDER = (
    Part.NOT_THIS,
    Part.NICE,
    Part.MUST,
    Part.INTERVIEWS,
    Part.APPLY,
    Part.PAY,
    Part.OFFER,
    Part.EQUAL,
    Part.ACCOMMODATION,
    Part.LEGAL,
    Part.PLACE,
    Part.TEAM,
    Part.DUTIES,
    Part.COMPANY,
    Part.INTRO,
)


def give_parts(raws: Iterable[Raw], headings: Headings) -> Iterator[Line]:
    """Give each line its part; a deeper heading that tells nothing stays in the part above it."""
    section, part, depth, listed = 0, Part.INTRO, 0, False
    wishes = _Wishes(headings)
    for raw in raws:
        if raw.kind is Kind.HEADING:
            section, listed = section + 1, False
            wishes.end()
            known = part_of_heading(raw.text, headings)
            if known is not None:
                part, depth = known, raw.depth
            elif raw.depth <= depth:
                part, depth = Part.INTRO, raw.depth
        listed = listed or raw.kind is Kind.BULLET
        after = listed and raw.kind is Kind.TEXT and part in _LISTS and len(raw.text) > _LONG
        own = Part.INTRO if after else part
        if raw.kind is Kind.BULLET and wishes.has(raw) and own not in _GIVES:
            own = Part.NICE
        line = Line(raw.number, raw.text, raw.kind, own, section, raw.indent)
        yield line if raw.kind is Kind.HEADING else line._replace(part=_part_by_words(line))


class _Wishes:
    """The bullets under one that leads to wishes, as "Bonus points if you:"."""

    def __init__(self, headings: Headings) -> None:
        """Begin with none."""
        self._headings = headings
        self._lead: int | None = None
        self._flat: bool | None = None

    def end(self) -> None:
        """Forget the bullet that led, as its list has ended."""
        self._lead = self._flat = None

    def has(self, raw: Raw) -> bool:
        """Tell whether a bullet leads to wishes, or is one of them: indented, or all behind."""
        if raw.text.endswith(":"):
            if self._lead is None or raw.indent <= self._lead:
                self.end()
            if self._leads(raw.text):
                self._lead = raw.indent
                return True
        if self._lead is None:
            return False
        if raw.indent > self._lead:
            self._flat = bool(self._flat)
            return True
        if raw.indent == self._lead and self._flat is not False:
            self._flat = True
            return True
        self.end()
        return False

    def _leads(self, text: str) -> bool:
        return is_only_a_wish(text) or part_of_heading(text, self._headings) is Part.NICE


_GIVES = frozenset({Part.OFFER, Part.PAY, Part.EQUAL, Part.ACCOMMODATION, Part.INTERVIEWS})
"""Parts in which a bonus is money, and no wish."""

_LISTS = frozenset({Part.DUTIES, Part.MUST, Part.NICE})
"""Parts that are lists: a paragraph after their bullets is of no part any more."""

_EQUAL = Pattern(
    r"equal[- ](?:employment )?opportunit|without regard to|affirmative action"
    r"|regardless of (?:race|age|gender|sex|background)|(?:not|never) discriminat"
    r"|protected (?:by law|class|characteristic|veteran)|non[- ]?discriminat",
    re.IGNORECASE,
    hints=("equal", "regard", "affirmative", "discriminat", "protected"),
)
_DISCRIMINATION = Pattern(r"discrimination", re.IGNORECASE, hints=("discrimination",))
"""In a list of duties it is work on models; elsewhere an employer's promise."""

_TRAITS = Pattern(
    r"\b(?:race|religio\w+|colou?r|national origin|ancestry|gender identity|gender|sex"
    r"|sexual orientation|age|marital status|veteran status|disabilit\w+|pregnancy"
    r"|ethnicit\w+|caste|creed)\b",
    re.IGNORECASE,
)
_TRAIT_WORDS = (
    *("race", "religio", "color", "colour", "origin", "ancestry", "gender", "sex", "marital"),
    *("veteran", "disabilit", "pregnan", "ethnic", "caste", "creed"),
)
"""One of these stands beside "age" where several traits are named."""
_ACCOMMODATION = Pattern(
    r"\b(?:accommodations?|adjustments?)\b[^.]{0,160}"
    r"\b(?:disabilit|appl|interview|process|request|need|contact)"
    r"|\b(?:disabilit|request|require|need)\w*\b[^.]{0,120}"
    r"\b(?:accommodations?|reasonable adjustments?)\b",
    re.IGNORECASE,
    hints=("accommodation", "adjustment"),
)


def _part_by_words(line: Line) -> Part:
    """Tell lines on equal opportunity and accommodation by what they say, wherever they stand."""
    small = line.small
    several = any(word in small for word in _TRAIT_WORDS)
    traits = {found.lower() for found in _TRAITS.findall(line.text)} if several else set()
    if len(line.text) > _MORE_THAN_ONE_THING:
        return Part.EQUAL if len(traits) >= 5 else line.part  # noqa: PLR2004 - most of the list
    if len(traits) >= 3 or _EQUAL.search(line.text):  # noqa: PLR2004 - a list of what is protected
        return Part.EQUAL
    if line.part not in _LISTS and _DISCRIMINATION.search(line.text):
        return Part.EQUAL
    if _ACCOMMODATION.search(line.text):
        return Part.ACCOMMODATION
    return line.part
