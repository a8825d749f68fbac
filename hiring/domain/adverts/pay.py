"""Gather the pay that an advertisement states, and say what it comes to."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.fact_words import Cue, End
from hiring.domain.adverts.facts import Pay, PayKind
from hiring.domain.adverts.money import find_period_before, find_spans
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.adverts.pay_cues import (
    FAR_BEFORE,
    LEAST,
    MOST,
    NOT_PAID_HERE,
    PAID,
    SHORT,
    Hits,
    Sized,
    find_cues,
    guess_period,
    is_pay,
)
from hiring.domain.tokens import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hiring.domain.adverts.advert import Advert, Line
    from hiring.domain.adverts.fact_words import FactWords
    from hiring.domain.adverts.money import Span


_SENTENCE_END = Pattern(
    r"[.!?](?<!\be\.g\.)(?<!\bi\.e\.)(?<!approx\.)(?<!\bc\.)\s+(?=[A-Z(\"])|;\s+|\s[|\N{BULLET}]\s"
)

_UP = Pattern(
    r"\s*(?:(?:and|or|&)\s+(?:up|more|above|over)|upwards?|onwards|minimum|min\b)",
    re.IGNORECASE,
    hints=("up", "more", "above", "over", "onwards", "min"),
)
_DOWN = Pattern(
    r"\s*(?:max(?:imum)?|or less)\s*(?:[,.;)]|\Z)", re.IGNORECASE, hints=("max", "or less")
)
_LOWEST_PAID = Pattern(
    r"\b(?:minimum|lowest|entry)\b[^.;]{0,60}\b(?:salary|pay|wage|gross|compensation"
    r"|remuneration)\b"
    r"|\bmind\w*(?:gehalt|entgelt|lohn)",
    re.IGNORECASE,
    hints=("minimum", "lowest", "entry", "mind"),
)


class _Around(NamedTuple):
    """What stands around a line: is the heading, or the line before, about pay."""

    about_pay: bool
    period: tuple[str | None, str]


def gather_pay(advert: Advert, words: FactWords) -> tuple[Pay, ...]:
    """Give every place where pay is stated, in their order; words alone where no figure is."""
    home = home_currency(advert, words)
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
    return group[0]._replace(
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
        if one is not None and one is not line and len(one.text) <= 2 * SHORT
    ]
    about = [
        hit.said for one in nearby for hit in find_cues(one, words) if hit.said is not Cue.EXTRA
    ]
    period: tuple[str | None, str] = (None, "")
    for one in nearby:
        period = find_period_before(one.text) if period[0] is None else period
    return _Around(line.part is Part.PAY or (bool(about) and about[0] in PAID), period)


def _labels(before: Line, line: Line) -> bool:
    """Tell whether the line before says what the figure on a line is."""
    if len(line.text) > SHORT or before.kind is Kind.BULLET is line.kind:
        return False
    return before.text.endswith(":") or not before.text.endswith((".", "!", "?", ";"))


def _pay_of_line(
    line: Line, around: _Around, words: FactWords, *, home: str | None
) -> Iterator[Pay]:
    spans = find_spans(line.text, words.money)
    if not spans:
        return
    cues = find_cues(line, words)
    first_paid = next((hit.end for hit in cues if hit.said in PAID), len(line.text))
    ends = [found.end() for found in _SENTENCE_END.finditer(line.text)]
    last_end, last_paid = 0, False
    for place, span in enumerate(spans):
        following = spans[place + 1].start if place + 1 < len(spans) else len(line.text)
        begun = max((end for end in ends if end <= span.start), default=0)
        ended = min((end for end in ends if end >= span.end), default=len(line.text))
        begin = max(begun, last_end, span.start - FAR_BEFORE)
        hits = Hits.around(line.text, cues, span, begin, min(ended, following))
        chained = last_paid and (last_end > begun or span.high is not None)
        said_before = span.high is not None and first_paid <= span.start
        sized = Sized(span, words.money.per_dollar.get(span.currency or home or "", 1))
        paid = is_pay(
            line, sized, hits, begin=begun, about_pay=around.about_pay or chained or said_before
        )
        if paid:
            told = _tell_period(line.text[begun : span.start], span, around)
            yield _make_pay(line, told, line.text[begin : span.start], hits, words, home=home)
        if span.marked:
            last_end, last_paid = span.end, paid


def _tell_period(before: str, span: Span, around: _Around) -> Span:
    """Take the period from behind the figure, before it, or the heading."""
    if span.period is not None:
        return span
    period, written = find_period_before(before)
    if period is None:
        period, written = around.period
    return span._replace(period=period, period_written=written)


def _make_pay(
    line: Line, span: Span, before: str, hits: Hits, words: FactWords, *, home: str | None
) -> Pay:
    currency = span.currency
    sign = span.currency_written
    if currency is None or sign in words.money.ambiguous:
        currency = _local(currency, sign, home, words)
    size = words.money.per_dollar.get(currency or "", 1)
    period, written = span.period, span.period_written
    if period is None or not Sized(span, size).is_pay(LEAST, 2 * MOST):
        period, written = guess_period(span.low / size), ""
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
            yield held._replace(kind=PayKind.RANGE, maximum=pay.maximum, quote=quote)
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
        if line.part in NOT_PAID_HERE or line.part in {Part.DUTIES, Part.MUST, Part.NICE}:
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


def home_currency(advert: Advert, words: FactWords) -> str | None:
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
