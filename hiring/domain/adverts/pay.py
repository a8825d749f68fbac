"""Tell which figures of an advertisement are pay, and what they come to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.fact_words import Cue, End
from hiring.domain.adverts.facts import Pay, PayKind
from hiring.domain.adverts.money import find_period_before, find_spans
from hiring.domain.adverts.tokens import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hiring.domain.adverts.advert import Advert, Line
    from hiring.domain.adverts.fact_words import FactWords
    from hiring.domain.adverts.money import Span
    from hiring.domain.adverts.phrases import Hit

_PER_YEAR = {"year": 1, "month": 12, "week": 52, "day": 220, "hour": 1_800}
_LEAST, _MOST = 2_000, 2_500_000  # dollars a year that somebody may be paid
_USUAL_LEAST, _USUAL_MOST = 12_000, 1_500_000  # ... where no word says that it is pay
_SURELY_YEARLY = 20_000
_LEAST_YEARLY, _MOST_HOURLY, _MOST_DAILY = 10_000, 400, 1_500
_BARE_LEAST = 1_000
_SHORT = 90  # letters of a line that holds little beside the figure
_BARELY_MORE = 45
_BEFORE, _AFTER, _ADJACENT = 150, 60, 14
_WIDEST = 12  # times the lower end: more is no range

_SENTENCE_END = re.compile(
    r"[.!?](?<!\be\.g\.)(?<!\bi\.e\.)(?<!approx\.)(?<!\bc\.)\s+(?=[A-Z(\"])|;\s+|\s[|\N{BULLET}]\s"
)
_ATTACHED_END = re.compile(
    r"[,;.!?+&|\N{BULLET}]|\b(?:plus|and|with|as well|including|along|depending|based"
    r"|in addition|or)\b",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\s*(?:(?:and|or|&)\s+(?:up|more|above|over)|upwards?|onwards|minimum|min\b)", re.IGNORECASE
)
_DOWN = re.compile(r"\s*(?:max(?:imum)?|or less)\s*(?:[,.;)]|\Z)", re.IGNORECASE)
_LOWEST_PAID = re.compile(
    r"\b(?:minimum|lowest|entry)\b[^.;]{0,60}\b(?:salary|pay|wage|gross|compensation"
    r"|remuneration)\b"
    r"|\bmind\w*(?:gehalt|entgelt|lohn)",
    re.IGNORECASE,
)
_NOT_PAID_HERE = frozenset({Part.EQUAL, Part.ACCOMMODATION, Part.NOT_THIS})
_BARE_OF_PAY = frozenset({Part.MUST, Part.NICE, Part.DUTIES, Part.COMPANY, Part.TEAM})


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a line: is the heading, or the line before, about pay."""

    about_pay: bool
    period: tuple[str | None, str]


def gather_pay(advert: Advert, words: FactWords) -> tuple[Pay, ...]:
    """Give every place where pay is stated, in their order; words alone where no figure is."""
    home = _home_currency(advert, words)
    found = [
        pay
        for line, around in _lines_with_figures(advert, words)
        for pay in _pay_of_line(line, around, words, home=home)
    ]
    pays = tuple(_join_ends(found))
    return pays or tuple(_vague(advert, words))


def sum_up_pay(pays: Sequence[Pay]) -> Pay:
    """Say what all statements of pay come to: several are the outer bounds of one currency.

    Pay with commission or bonus in it counts only where no other is stated.
    """
    stated = [pay for pay in pays if pay.has_figures]
    if not stated:
        return pays[0] if pays else Pay()
    stated = [pay for pay in stated if not pay.on_target] or stated
    stated.sort(key=lambda pay: pay.kind is not PayKind.RANGE)
    distinct = {(pay.minimum, pay.maximum, pay.currency, pay.period) for pay in stated}
    if len(distinct) == 1:
        return stated[0]
    within = _one_within_all(stated)
    if within is not None:
        return within
    counted = Counter((pay.currency, pay.period) for pay in stated if pay.kind is PayKind.RANGE)
    counted = counted or Counter((pay.currency, pay.period) for pay in stated)
    chosen = max(counted, key=lambda group: (counted[group], group[1] == "year"))
    group = [pay for pay in stated if (pay.currency, pay.period) == chosen]
    lows = [pay.minimum for pay in group if pay.minimum is not None]
    highs = [pay.maximum for pay in group if pay.maximum is not None]
    return replace(
        group[0],
        kind=PayKind.MULTI,
        minimum=min(lows, default=None),
        maximum=max(highs, default=None),
    )


def _one_within_all(stated: Sequence[Pay]) -> Pay | None:
    """Give the one range of an advertisement whose other figures only repeat an end of it."""
    ranges = {
        (pay.minimum, pay.maximum, pay.currency, pay.period)
        for pay in stated
        if pay.kind is PayKind.RANGE
    }
    if len(ranges) != 1:
        return None
    (low, high, currency, period) = next(iter(ranges))
    for pay in stated:
        ends = {pay.minimum, pay.maximum} - {None}
        if (pay.currency, pay.period) != (currency, period) or not ends <= {low, high}:
            return None
    return stated[0]


def _lines_with_figures(advert: Advert, words: FactWords) -> Iterator[tuple[Line, _Around]]:
    """Give the lines with a digit, each with what its heading and the line before are about."""
    heading: Line | None = None
    before: Line | None = None
    for line in advert.lines:
        if line.kind is Kind.HEADING:
            heading, before = line, None
        if words.money.hint.search(line.text):
            yield line, _look_around(line, heading, before, words)
        if line.kind is not Kind.HEADING:
            before = line


def _look_around(
    line: Line, heading: Line | None, before: Line | None, words: FactWords
) -> _Around:
    nearby = [
        one
        for one in (heading, before if before and _labels(before, line) else None)
        if one is not None and one is not line and len(one.text) <= 2 * _SHORT
    ]
    about = [hit.said for one in nearby for hit in _cues(one, words) if hit.said is not Cue.EXTRA]
    period: tuple[str | None, str] = (None, "")
    for one in nearby:
        period = find_period_before(one.text) if period[0] is None else period
    return _Around(line.part is Part.PAY or (bool(about) and about[0] in _PAID), period)


def _labels(before: Line, line: Line) -> bool:
    """Tell whether the line before says what the figure on a line is."""
    if len(line.text) > _SHORT or before.kind is Kind.BULLET is line.kind:
        return False
    return before.text.endswith(":") or not before.text.endswith((".", "!", "?", ";"))


def _cues(line: Line, words: FactWords) -> list[Hit[Cue]]:
    """Give the words around pay in a line; of those within each other the longest alone."""
    hits = sorted(words.cues.find(line.tokens), key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit[Cue]] = []
    for hit in hits:
        if kept and hit.end <= kept[-1].end:
            continue
        kept.append(hit)
    return kept


def _pay_of_line(
    line: Line, around: _Around, words: FactWords, *, home: str | None
) -> Iterator[Pay]:
    spans = find_spans(line.text, words.money)
    if not spans:
        return
    cues = _cues(line, words)
    ends = [found.end() for found in _SENTENCE_END.finditer(line.text)]
    last_end, last_paid = 0, False
    for place, span in enumerate(spans):
        following = spans[place + 1].start if place + 1 < len(spans) else len(line.text)
        begun = max((end for end in ends if end <= span.start), default=0)
        ended = min((end for end in ends if end >= span.end), default=len(line.text))
        begin = max(begun, last_end, span.start - _BEFORE)
        hits = _Hits.of(line.text, cues, span, begin, min(ended, following))
        chained = last_paid and (last_end > begun or span.high is not None)
        said_before = span.high is not None and any(
            hit.said in _PAID and hit.end <= span.start for hit in cues
        )
        sized = _Sized(span, words.money.per_dollar.get(span.currency or home or "", 1))
        paid = _is_pay(
            line, sized, hits, begin=begun, about_pay=around.about_pay or chained or said_before
        )
        if paid:
            told = _tell_period(line.text[begun : span.start], span, around)
            yield _make_pay(line, told, line.text[begin : span.start], hits, words, home=home)
        if span.marked:
            last_end, last_paid = span.end, paid


@dataclass(frozen=True, slots=True)
class _Hits:
    """The words before and behind a figure in its sentence, the nearest first."""

    before: tuple[Hit[Cue], ...]
    after: tuple[Hit[Cue], ...]

    @staticmethod
    def of(text: str, cues: Sequence[Hit[Cue]], span: Span, begin: int, end: int) -> _Hits:
        tail_end = min(end, span.end + _AFTER)
        opened = span.end + (2 if text[span.end : span.end + 2].strip() == "(" else 0)
        cut = _ATTACHED_END.search(text, opened, tail_end)
        tail_end = cut.start() if cut else tail_end
        before = [hit for hit in cues if begin <= hit.start and hit.end <= span.start]
        after = [hit for hit in cues if span.end <= hit.start and hit.start < tail_end]
        return _Hits(tuple(reversed(before)), tuple(after))

    @property
    def decisive(self) -> Hit[Cue] | None:
        """Give the word for pay that is nearest."""
        near = [hit for hit in (*self.after, *self.before) if hit.said in _PAID]
        return near[0] if near else None


_PAID = frozenset({Cue.PAY, Cue.ON_TARGET})


@dataclass(frozen=True, slots=True)
class _Sized:
    """A figure, and how many of its currency are a dollar."""

    span: Span
    per_dollar: float

    def is_pay(self, least: int, most: int) -> bool:
        """Tell whether somebody may be paid so many dollars a year."""
        low = self.span.low
        high = self.span.high if self.span.high is not None else low
        period = self.span.period or _period_by_size(min(low, high) / self.per_dollar)
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


def _is_pay(line: Line, sized: _Sized, hits: _Hits, *, begin: int, about_pay: bool) -> bool:
    """Tell whether a figure is pay: by the words beside it, else by heading, size and form."""
    span = sized.span
    if span.high is not None and span.high > span.low * _WIDEST:
        return False
    said = _what_words_say(line.text, sized, hits)
    if said is Cue.OTHER or (said is None and line.part in _NOT_PAID_HERE):
        return False
    short = len(line.text) <= _SHORT
    if not span.marked:
        return _is_bare_pay(line, sized, hits, said, headed=about_pay and short)
    if said is Cue.PAY or (about_pay and (span.high is not None or short)):
        return sized.is_pay(_LEAST, _MOST)
    return span.currency is not None and sized.is_usual and _stands_alone(line, sized, begin)


def _stands_alone(line: Line, sized: _Sized, begin: int) -> bool:
    """Tell a line, or a part of one, that is little else than a figure: "£80k + bonus"."""
    span, text = sized.span, line.text
    labelled = _ALONE_BEFORE.fullmatch(text, begin, span.start) is not None
    if span.high is None:
        rest = text[span.end :].lstrip()
        ended = len(rest) <= _LITTLE or rest[0] in "+,;(|.\N{BULLET}-\N{EN DASH}"
        timed = span.period is not None and len(text) <= _BARELY_MORE
        return timed or (labelled and sized.looks_yearly and ended)
    if len(text) > _SHORT and span.period is None:
        return False
    if span.period is not None and span.high <= _NARROW * span.low and len(text) <= _SHORT:
        return True
    return labelled and line.part not in _BARE_OF_PAY


_ALONE_BEFORE = re.compile(
    r"[^\w$]*(?:(?:between|from|starting(?: at| from)?|up to|min(?:imum)?|max(?:imum)?)\W*)?"
    r"|.{0,60}[:(\N{EN DASH}\N{EM DASH}-]\W*",
    re.IGNORECASE,
)
_LITTLE = 15  # letters behind a figure
_NARROW = 3  # times the lower end


def _what_words_say(text: str, sized: _Sized, hits: _Hits) -> Cue | None:
    """Give what the nearest words make of a figure: pay, something else, or nothing (None)."""
    span = sized.span
    nearest = hits.before[0] if hits.before else None
    paid = any(hit.said in _PAID for hit in hits.before)
    for hit in hits.after:
        adjacent = hit.start - span.end <= _ADJACENT
        if hit.said in _PAID:
            return Cue.PAY
        if hit.said is Cue.EXTRA and adjacent and (span.high is None or not paid):
            return Cue.OTHER
        if hit.said is Cue.OTHER and (adjacent or not paid or span.high is None):
            return Cue.OTHER
    if nearest is None or nearest.said in _PAID:
        return Cue.PAY if nearest else None
    between = text[nearest.end : span.start]
    yearly = span.high is not None or sized.looks_yearly
    if paid and yearly and _SAYS_ANEW.search(between):
        return Cue.PAY
    far = span.high is not None and len(between) > _ADJACENT
    return Cue.PAY if paid and nearest.said is Cue.EXTRA and far else Cue.OTHER


_SAYS_ANEW = re.compile(
    r":|\b(?:is|are|will be|ranges?|ranging|between|role|position|this)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"\W*(?:(?:range|band|is|of|from|between|to|up|ca|circa|approx\w*|gross|net|annual|per|month"
    r"|hour"
    r"|year|starting|at|the|in|about|around)\b\W*){0,5}",
    re.IGNORECASE,
)
_SAID_TO_BE = re.compile(r"\W.{0,60}\b(?:is|be|of|at|from)\W*|.{0,60}:\W*", re.IGNORECASE)
_NOTHING_COUNTED = re.compile(
    r"\s*(?:[.,;)+/(|-]|\Z|per\b|an?\s|annually|gross|net|brutto|and\b|plus\b|depending|based"
    r"|for\b|p\.?a)",
    re.IGNORECASE,
)


def _is_bare_pay(line: Line, sized: _Sized, hits: _Hits, said: Cue | None, *, headed: bool) -> bool:
    """Tell whether figures without any sign may be pay: "Salary: 45000", "60-80 per hour"."""
    span, text = sized.span, line.text
    if (span.period is None and span.low < _BARE_LEAST) or not sized.is_pay(_LEAST, _MOST):
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


def _period_by_size(dollars: float) -> str | None:
    """Give the period that pay of this size is likely to be for; None where two are."""
    if dollars >= _LEAST_YEARLY:
        return "year"
    if dollars > _MOST_DAILY:
        return "month"
    if dollars < _MOST_HOURLY:
        return "hour"
    return None


def _tell_period(before: str, span: Span, around: _Around) -> Span:
    """Take the period from behind the figure, before it, or the heading."""
    if span.period is not None:
        return span
    period, written = find_period_before(before)
    if period is None:
        period, written = around.period
    return replace(span, period=period, period_written=written)


def _make_pay(
    line: Line, span: Span, before: str, hits: _Hits, words: FactWords, *, home: str | None
) -> Pay:
    currency = span.currency
    sign = span.currency_written
    if currency is None or sign in words.money.ambiguous:
        currency = _local(currency, sign, home, words)
    size = words.money.per_dollar.get(currency or "", 1)
    period, written = span.period, span.period_written
    if period is None or not _Sized(span, size).is_pay(_LEAST, 2 * _MOST):
        period, written = _period_by_size(span.low / size), ""
    kind, low, high = _ends(line, span, before, words)
    decisive = hits.decisive
    return Pay(
        kind=kind,
        minimum=_whole(low),
        maximum=_whole(high),
        currency=currency,
        period=period,
        currency_written=span.currency_written,
        period_written=written,
        on_target=decisive is not None and decisive.said is Cue.ON_TARGET,
        line=line.number,
        quote=line.text[span.start - len(before) : span.end].strip(" ,;"),
    )


def _local(currency: str | None, sign: str, home: str | None, words: FactWords) -> str | None:
    """Give the currency of a sign that several countries use, by the advertisement's place."""
    if currency is None:
        return home
    dollars = {"$": {"CAD", "AUD", "NZD", "SGD", "HKD"}, "kr": {"SEK", "NOK", "DKK"}}
    dollars |= {"¥": {"JPY", "CNY"}, "Rs": {"INR", "PKR"}}
    return home if home in dollars.get(sign, set()) else words.money.ambiguous[sign]


def _ends(
    line: Line, span: Span, before: str, words: FactWords
) -> tuple[PayKind, float | None, float | None]:
    """Tell a range from a point, and whether a single figure is the lower or the upper end."""
    if span.high is not None:
        if span.high == span.low:
            return PayKind.POINT, span.low, span.low
        return PayKind.RANGE, span.low, span.high
    behind = line.text[span.end : span.end + 20]
    said = None
    begin = span.start - len(before)
    for hit in words.ends.find(line.tokens):
        if begin <= hit.start and hit.end <= span.start and span.start - hit.end <= _NEAR_END:
            said = hit.said
    if said is End.MINIMUM:
        return PayKind.MINIMUM, span.low, None
    if said is End.MAXIMUM or _DOWN.match(behind):
        return PayKind.MAXIMUM, None, span.low
    if span.more or _UP.match(behind) or _LOWEST_PAID.search(before):
        return PayKind.MINIMUM, span.low, None
    return PayKind.POINT, span.low, span.low


_NEAR_END = 25  # letters between "up to" and its figure


def _join_ends(pays: Sequence[Pay]) -> Iterator[Pay]:
    """Join a lowest and a highest figure that follow each other: "Minimum: x. Maximum: y"."""
    held: Pay | None = None
    for pay in pays:
        if (
            held is not None
            and held.kind is PayKind.MINIMUM
            and pay.kind is PayKind.MAXIMUM
            and pay.currency == held.currency
            and pay.line - held.line <= _CLOSE
        ):
            quote = held.quote if held.quote == pay.quote else f"{held.quote} ... {pay.quote}"
            yield replace(held, kind=PayKind.RANGE, maximum=pay.maximum, quote=quote)
            held = None
            continue
        if held is not None:
            yield held
        held = pay
    if held is not None:
        yield held


_CLOSE = 4  # lines between the two ends


def _vague(advert: Advert, words: FactWords) -> Iterator[Pay]:
    """Give the words that stand for pay where no figure does."""
    for line in advert.lines:
        if line.part in _NOT_PAID_HERE or line.part in {Part.DUTIES, Part.MUST, Part.NICE}:
            continue
        if not any(hint in line.small for hint in _SAYS_PAY):
            continue
        for hit in words.vague.find(line.tokens):
            yield Pay(kind=PayKind.VAGUE, line=line.number, quote=line.text[hit.start : hit.end])
            return


_SAYS_PAY = (
    *("salar", "compensation", "remuneration", "pay", "paid", "wage", "rate", "commensurate"),
    *("ctc", "gehalt", "vergütung", "tvöd", "tv l", "tv-l", "salaire", "rémunération", "salári"),
    *("profil", "according to"),
)
"""One of these is in every phrase for pay without figures."""


def _home_currency(advert: Advert, words: FactWords) -> str | None:
    """Give the currency of the place, where all the places that are named have the same one."""
    for text in (advert.location, advert.title):
        found = {hit.said for hit in words.money.places.find(split_words(text))}
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _whole(amount: float | None) -> float | None:
    """Give a whole amount as an integer, so that 50000.0 is shown as 50000."""
    return int(amount) if amount is not None and amount.is_integer() else amount
