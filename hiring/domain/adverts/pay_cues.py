"""Tell pay from other figures, by the words beside a figure, its size and its form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.advert import Part
from hiring.domain.adverts.fact_words import Cue
from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.domain.adverts.advert import Line
    from hiring.domain.adverts.fact_words import FactWords
    from hiring.domain.adverts.money import Span
    from hiring.domain.phrases import Hit

_PER_YEAR = {"year": 1, "month": 12, "week": 52, "day": 220, "hour": 1_800}
LEAST, MOST = 2_000, 2_500_000  # dollars a year that somebody may be paid
_USUAL_LEAST, _USUAL_MOST = 12_000, 1_500_000  # ... where no word says that it is pay
_SURELY_YEARLY = 20_000
_LEAST_YEARLY, _MOST_HOURLY, _MOST_DAILY = 10_000, 400, 1_500
_BARE_LEAST = 1_000
SHORT = 90  # letters of a line that holds little beside the figure
_BARELY_MORE = 45
FAR_BEFORE, _AFTER, _ADJACENT = 150, 60, 14
_WIDEST = 12  # times the lower end: more is no range
_ATTACHED_END = Pattern(
    r"[,;.!?+&|\N{BULLET}]|\b(?:plus|and|with|as well|including|along|depending|based"
    r"|in addition|or)\b",
    re.IGNORECASE,
)
NOT_PAID_HERE = frozenset({Part.EQUAL, Part.ACCOMMODATION, Part.NOT_THIS})
_BARE_OF_PAY = frozenset({Part.MUST, Part.NICE, Part.DUTIES, Part.COMPANY, Part.TEAM})


def find_cues(line: Line, words: FactWords) -> list[Hit[Cue]]:
    """Give the words around pay in a line; of those within each other the longest alone."""
    hits = sorted(words.cues.find(line.tokens), key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit[Cue]] = []
    for hit in hits:
        if kept and hit.end <= kept[-1].end:
            continue
        kept.append(hit)
    return kept


class Hits(NamedTuple):
    """The words before and behind a figure in its sentence, the nearest first."""

    before: tuple[Hit[Cue], ...]
    after: tuple[Hit[Cue], ...]

    @staticmethod
    def around(text: str, cues: Sequence[Hit[Cue]], span: Span, begin: int, end: int) -> Hits:
        """Take the words around a figure: those between two places, none behind a comma or plus."""
        tail_end = min(end, span.end + _AFTER)
        opened = span.end + (2 if text[span.end : span.end + 2].strip() == "(" else 0)
        cut = _ATTACHED_END.search(text, opened, tail_end)
        tail_end = cut.start() if cut else tail_end
        before = [hit for hit in cues if begin <= hit.start and hit.end <= span.start]
        after = [hit for hit in cues if span.end <= hit.start and hit.start < tail_end]
        return Hits(tuple(reversed(before)), tuple(after))

    @property
    def decisive(self) -> Hit[Cue] | None:
        """Give the word for pay that is nearest."""
        near = [hit for hit in (*self.after, *self.before) if hit.said in PAID]
        return near[0] if near else None


PAID = frozenset({Cue.PAY, Cue.ON_TARGET})


class Sized(NamedTuple):
    """A figure, and how many of its currency are a dollar."""

    span: Span
    per_dollar: float

    def is_pay(self, least: int, most: int) -> bool:
        """Tell whether somebody may be paid so many dollars a year."""
        low = self.span.low
        high = self.span.high if self.span.high is not None else low
        period = self.span.period or guess_period(min(low, high) / self.per_dollar)
        if period is None:
            return True
        times = _PER_YEAR[period] / self.per_dollar
        return max(low, high) * times >= least and min(low, high) * times <= most

    @property
    def is_usual(self) -> bool:
        """Tell whether this is usual pay, so that a figure without words may be it."""
        return self.is_pay(_USUAL_LEAST, _USUAL_MOST)

    @property
    def looks_yearly(self) -> bool:
        """Tell whether the figure is as large as what people are paid for a year."""
        return self.span.low / self.per_dollar >= _SURELY_YEARLY


def is_pay(line: Line, sized: Sized, hits: Hits, *, begin: int, about_pay: bool) -> bool:
    """Tell whether a figure is pay: by the words beside it, else by heading, size and form."""
    span = sized.span
    if span.high is not None and span.high > span.low * _WIDEST:
        return False
    said = _what_words_say(line.text, sized, hits)
    if said is Cue.OTHER or (said is None and line.part in NOT_PAID_HERE):
        return False
    short = len(line.text) <= SHORT
    if not span.marked:
        return _is_bare_pay(line, sized, hits, said, headed=about_pay and short)
    if said is Cue.PAY or (about_pay and (span.high is not None or short)):
        return sized.is_pay(LEAST, MOST)
    return span.currency is not None and sized.is_usual and _stands_alone(line, sized, begin)


def _stands_alone(line: Line, sized: Sized, begin: int) -> bool:
    """Tell a line, or a part of one, that is little else than a figure: "£80k + bonus"."""
    span, text = sized.span, line.text
    labelled = _ALONE_BEFORE.fullmatch(text, begin, span.start) is not None
    if span.high is None:
        rest = text[span.end :].lstrip()
        ended = len(rest) <= _LITTLE or rest[0] in "+,;(|.\N{BULLET}-\N{EN DASH}"
        timed = span.period is not None and len(text) <= _BARELY_MORE
        return timed or (labelled and sized.looks_yearly and ended)
    if len(text) > SHORT and span.period is None:
        return False
    if span.period is not None and span.high <= _NARROW * span.low and len(text) <= SHORT:
        return True
    return labelled and line.part not in _BARE_OF_PAY


_ALONE_BEFORE = Pattern(
    r"[^\w$]*(?:(?:between|from|starting(?: at| from)?|up to|min(?:imum)?|max(?:imum)?)\W*)?"
    r"|.{0,60}[:(\N{EN DASH}\N{EM DASH}-]\W*",
    re.IGNORECASE,
)
_LITTLE = 15  # letters behind a figure
_NARROW = 3  # times the lower end


def _what_words_say(text: str, sized: Sized, hits: Hits) -> Cue | None:
    """Give what the nearest words make of a figure: pay, something else, or nothing (None)."""
    span = sized.span
    nearest = hits.before[0] if hits.before else None
    paid = any(hit.said in PAID for hit in hits.before)
    for hit in hits.after:
        adjacent = hit.start - span.end <= _ADJACENT
        if hit.said in PAID:
            return Cue.PAY
        if hit.said is Cue.EXTRA and adjacent and (span.high is None or not paid):
            return Cue.OTHER
        if hit.said is Cue.OTHER and (adjacent or not paid or span.high is None):
            return Cue.OTHER
    if nearest is None or nearest.said in PAID:
        return Cue.PAY if nearest else None
    between = text[nearest.end : span.start]
    yearly = span.high is not None or sized.looks_yearly
    if paid and yearly and _SAYS_ANEW.search(between):
        return Cue.PAY
    far = span.high is not None and len(between) > _ADJACENT
    return Cue.PAY if paid and nearest.said is Cue.EXTRA and far else Cue.OTHER


_SAYS_ANEW = Pattern(
    r":|\b(?:is|are|will be|ranges?|ranging|between|role|position|this)\b", re.IGNORECASE
)
_LABEL = Pattern(
    r"\W*(?:(?:range|band|is|of|from|between|to|up|ca|circa|approx\w*|gross|net|annual|per|month"
    r"|hour"
    r"|year|starting|at|the|in|about|around)\b\W*){0,5}",
    re.IGNORECASE,
)
_SAID_TO_BE = Pattern(r"\W.{0,60}\b(?:is|be|of|at|from)\W*|.{0,60}:\W*", re.IGNORECASE)
_NOTHING_COUNTED = Pattern(
    r"\s*(?:[.,;)+/(|-]|\Z|per\b|an?\s|annually|gross|net|brutto|and\b|plus\b|depending|based"
    r"|for\b|p\.?a)",
    re.IGNORECASE,
)


def _is_bare_pay(line: Line, sized: Sized, hits: Hits, said: Cue | None, *, headed: bool) -> bool:
    """Tell whether figures without any sign may be pay: "Salary: 45000", "60-80 per hour"."""
    span, text = sized.span, line.text
    if (span.period is None and span.low < _BARE_LEAST) or not sized.is_pay(LEAST, MOST):
        return False
    if span.high is not None and headed:
        return True
    if said is not Cue.PAY or not _NOTHING_COUNTED.match(text, span.end):
        return False
    if hits.after or not hits.before:
        return bool(hits.after)
    nearest = hits.before[0].end
    if _LABEL.fullmatch(text, nearest, span.start):
        return True
    return sized.looks_yearly and _SAID_TO_BE.fullmatch(text, nearest, span.start) is not None


def guess_period(dollars: float) -> str | None:
    """Give the period that pay of this size is likely to be for; None where two are."""
    if dollars >= _LEAST_YEARLY:
        return "year"
    if dollars > _MOST_DAILY:
        return "month"
    if dollars < _MOST_HOURLY:
        return "hour"
    return None
