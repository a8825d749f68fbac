"""Rules on how an advertisement is built: length, repeats, gaps, and what is left out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.findings import Level
from hiring.domain.adverts.lint.subject import Spot
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.tokens import STOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.domain.adverts.advert import Line
    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Check, Subject

_PARTS_SHOWN = 3
_BEGINNING = 60  # letters that are quoted of a paragraph
_GAP = Pattern(
    r"\[(?:to be written|insert"
    r"|your|company|team|role|job|name|location|city|salary|add|enter|fill|tbd|tbc|todo"
    r"|department|manager|position|amount|number|x+)\b[^\]\[]{0,60}\]"
    r"|\{\{[^{}]{1,60}\}\}|\blorem ipsum\b|<insert\b[^<>]{0,60}>",
    re.IGNORECASE,
    hints=("[", "{{", "lorem", "<insert"),
)
_OPEN = Pattern(
    r"(?:[:\N{EN DASH}-]|\b(?:is|are|be))\s*(?:TBD|TBC|TODO|XXX)\b",
    hints=("tbd", "tbc", "todo", "xxx"),
)
_ENDINGS = ("com", "org", "io", "net", "ai", "co", "de", "eu")
_ADDRESS = Pattern(
    rf"\S@\S|https?://|www\.|\b[\w-]{{2,63}}\.(?:{'|'.join(_ENDINGS)})\b"
    r"|\+\d[\d ()/-]{7,20}\d",
    hints=("@", "://", "www.", "+", *(f".{ending}" for ending in _ENDINGS)),
)
_SELL = {
    "tools": "the tools",
    "growth": "what one learns",
    "people": "the people",
    "data": "the data",
    "mission": "what it is good for",
}


def find_too_long(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a text of more words than the limit."""
    words = subject.advert.words
    if words > rule.limits["most"]:
        yield Spot(what=f"{rule.name}: {words} words")


def find_long(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a long text that is not too long, which has a rule of its own."""
    words = subject.advert.words
    others = (other for other in subject.book.rules if other.id == "too-long")
    most = next((other.limits["most"] for other in others), float("inf"))
    allowed = rule.limits["of_a_job"] if subject.of_a_job else rule.limits["most"]
    if not allowed < words <= most:
        return
    what = f"{rule.name}: {words} words"
    if not subject.of_a_job:
        yield Spot(what=what)
        return
    yield Spot(what=f"{what}, {_say_longest_parts(subject)}", rewrite=_SHORTER)


_SHORTER = (
    "Say less of what every company says: a - leaves out an offer, and fewer duties or must-haves"
    " in the rubric shorten the rest."
)


def _say_longest_parts(subject: Subject) -> str:
    """Give the longest sections by their headings, with their words."""
    words: Counter[str] = Counter()
    heading = ""
    for line in subject.advert.lines:
        heading = line.text if line.kind is Kind.HEADING else heading
        words[heading or "the beginning"] += line.words
    return "most of them in " + ", ".join(
        f"{name} ({count})" for name, count in words.most_common(_PARTS_SHOWN)
    )


def find_short(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a text of fewer words than the limit."""
    words = subject.advert.words
    if words < rule.limits["least"]:
        yield Spot(what=f"{rule.name}: {words} words")


def find_walls(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report paragraphs that are too long, lists run together among them, or a text without any."""
    words: Counter[int] = Counter()
    first: dict[int, Line] = {}
    for line in subject.advert.lines:
        words[line.number] += line.words
        if line.kind is not Kind.HEADING:
            first.setdefault(line.number, line)
    found = [number for number in words if words[number] > rule.limits["paragraph"]]
    for number in found:
        yield Spot(number, _begin(first[number].text), what=f"{rule.name}: {words[number]} words")
    marked = any(line.kind is not Kind.TEXT for line in subject.advert.lines)
    if not found and not marked and subject.advert.words > rule.limits["without_lists"]:
        yield Spot(what="has neither headings nor lists")


def find_repeats(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report paragraphs that stand there twice, together."""
    seen: set[tuple[str, ...]] = set()
    again: list[Line] = []
    for line in subject.advert.lines:
        words = tuple(token.word for token in line.tokens if token.word != STOP)
        if len(words) < rule.limits["words"] or line.kind is Kind.HEADING:
            continue
        if words in seen:
            again.append(line)
        seen.add(words)
    if again:
        more = f" ({len(again)} paragraphs)" if len(again) > 1 else ""
        yield Spot(again[0].number, _begin(again[0].text), what=rule.name + more)


def find_placeholders(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report gaps of a template; "TBD" only as a warning, for it may be meant."""
    del rule
    for line in subject.advert.lines:
        for found in _GAP.finditer(line.text):
            yield Spot(line.number, found[0])
        for found in _OPEN.finditer(line.text):
            before = line.text[max(0, found.start() - 30) : found.end()]
            yield Spot(line.number, before, what="leaves something open", level=Level.WARNING)


def find_unsold(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report which of the five things practitioners look for are not spoken of."""
    missing = [_SELL[name] for name in _SELL if not subject.words_of(rule, name)]
    if missing:
        yield Spot(what=f"{rule.name}: {', '.join(missing)}")


def miss_equal_opportunity(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report that no line speaks of equal opportunity."""
    del rule
    if not subject.facts.equal_opportunity and not subject.advert.of(Part.EQUAL):
        yield Spot()


def miss_accommodation(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report that nobody is named who arranges an adjustment."""
    del rule
    if not subject.facts.accommodation:
        yield Spot()


def miss_way_to_apply(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report that neither words nor an address tell how to apply."""
    lines = subject.advert.lines
    told = any(_ADDRESS.search(line.text) or _is_headed_applying(line) for line in lines)
    if not told and not subject.words_of(rule):
        yield Spot()


def _is_headed_applying(line: Line) -> bool:
    return line.kind is Kind.HEADING and "how to apply" in line.small


def miss_place(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report that neither a place nor remote work is spoken of."""
    advert, facts = subject.advert, subject.facts
    told = advert.location or facts.places or facts.remote or advert.of(Part.PLACE)
    if not told and not subject.words_of(rule):
        yield Spot()


def _begin(text: str) -> str:
    return text if len(text) <= _BEGINNING else f"{text[:_BEGINNING].rsplit(' ', 1)[0]} ..."


CHECKS: Mapping[str, Check] = {
    "too-long": find_too_long,
    "long": find_long,
    "short": find_short,
    "wall-of-text": find_walls,
    "repeated-paragraph": find_repeats,
    "placeholder": find_placeholders,
    "sell-points": find_unsold,
    "no-equal-opportunity": miss_equal_opportunity,
    "no-accommodation": miss_accommodation,
    "no-way-to-apply": miss_way_to_apply,
    "no-place": miss_place,
}
