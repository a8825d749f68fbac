"""Read figures of money in a line: signs, separators, scales, periods, and ranges of two ends."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hiring.domain.adverts.fact_words import Money

_SPLIT = "[ ,.'\N{RIGHT SINGLE QUOTATION MARK}]"
_NUMBER = Pattern(
    r"(?<![\d.,])(?P<number>(?:\d{1,2}(?:,\d{2}){1,3},\d{3}"  # lakhs: 12,50,000
    rf"|\d{{1,3}}(?P<split>{_SPLIT})\d{{3}}(?:(?P=split)\d{{3}}){{0,3}}"
    r"|\d{1,8})(?:[.,]\d{1,2}(?!\d))?)"
    r"(?![.,]?\d)(?!\s?%)(?:[.,][-\N{EN DASH}]{1,2})?"
    r"(?:\s?(?P<scale>(?i:thousand|lpa|lakhs?|lacs?|crores?|millions?|mio|billion|trillion|mm|mn"
    r"|bn|cr"
    r"|[klmbt]))(?![a-z\d]|[A-Z](?![A-Z]{2})))?"
    r"(?P<plus>\+(?![A-Za-z\d]))?"
)
_SCALES: Mapping[str, int] = {
    "k": 1_000,
    "thousand": 1_000,
    "lpa": 100_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "lac": 100_000,
    "lacs": 100_000,
    "l": 100_000,
    "cr": 10_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
    "t": 1_000_000_000_000,
    "trillion": 1_000_000_000_000,
}
_RUPEES = frozenset({"lpa", "lakh", "lakhs", "lac", "lacs", "cr", "crore", "crores"})
_NEEDS_SIGN = frozenset({"l", "t", "m", "b", "cr"})
_MOST_FIGURES = 100  # in one line; a line with more is no advertisement's
_MOST_MIDDLES = 2  # minimum, middle and maximum are three figures
_LONGEST_BETWEEN = 100  # letters between the two ends of a range
_STRAY = 10_000
"""A figure from here on had its k by mistake: "251,257k"."""
_SHORT = 1_000
"""A figure under this may have lost its k, or its thousands, to the other end: "120-150k"."""

_UNITS = {
    "year": r"years?|yrs?|annum|annually|annual|p\.?\s?a\b\.?|jahr|an(?=\s+brut|\b)|año|anno|ano"
    "|rok"
    r"|år|jaar",
    "month": r"months?|mo|mth|m-c|p\.?\s?m\b\.?|monat|mois|mes|mese|mês|miesiąc|måned|månad|maand",
    "week": r"weeks?|wk",
    "day": r"days?|diem|tag|jour|día|dia|giorno|p\.?d\b\.?",
    "hour": r"hours?|hrs?|h|stunde|heure|hora|ora|godz\w*|uur|timme",
}
_ADVERBS = {
    "year": "annually yearly annual annualized annualised annum pa p.a p.a. lpa jährlich"
    " anuales anual annuel",
    "month": "monthly pcm monatlich miesięcznie mensuales mensual mensuel",
    "week": "weekly pw",
    "day": "daily pd",
    "hour": "hourly ph",
}
_OF_ADVERB = {word: period for period, words in _ADVERBS.items() for word in words.split()}
_FILLER = (
    r"(?:[\s*_,)(|+&\N{EM DASH}\N{EN DASH}-]|\b(?:gross|net|netto|brutto|brut|bruto|base|basic"
    r"|salary|pay"
    r"|wage|compensation|rate|ctc|vat|b2b|usd|eur|gbp|euros?|dollars?|pounds|cad|pln|inr|chf|sek"
    r"|range"
    r"|plus|in|on|paid|approx|approximately|pro|rata|fte|ote)\b\.?){0,8}?"
)
_PERIOD_AFTER = Pattern(
    rf"{_FILLER}(?P<said>(?:/\s?|\b(?:per|a|an|p|each|every|pro|por|par|je|al|na|za"
    rf"|im)[\s/-]?\s?)(?:"
    + "|".join(f"(?P<{period}>{unit})" for period, unit in _UNITS.items())
    + r")(?![^\W\d_])|\b(?P<adverb>"
    + "|".join(sorted(map(re.escape, _OF_ADVERB), key=len, reverse=True))
    + r")(?![^\W\d_]))",
    re.IGNORECASE,
)
_PERIOD_BEFORE = Pattern(
    r"\b(?:(?P<year>annual(?:ly|i[sz]ed)?|yearly|per annum|per year|p\.a\.|jahresgehalt"
    r"|jahresbrutto\w*|annuel|anual|ctc"
    r"|year)|(?P<month>monthly|per month|monatsgehalt|monatlich|mensual|mensuel|month)"
    r"|(?P<week>weekly|per week)|(?P<day>daily|day rate|per day|per diem)"
    r"|(?P<hour>hourly|per hour|stundenlohn))\b",
    re.IGNORECASE,
    hints=(
        "annu",
        "anual",
        "year",
        "p.a.",
        "jahres",
        "ctc",
        "month",
        "monat",
        "mensu",
        "week",
        "day",
        "daily",
        "diem",
        "hour",
        "stundenlohn",
    ),
)
_DASH = (
    "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}"
    "\N{HORIZONTAL BAR}\N{MINUS SIGN}~"
)
_RANGE = Pattern(
    rf"[\s)*_.]*(?:(?:[{_DASH}]|\.{{2,3}}|\N{{HORIZONTAL ELLIPSIS}}|<)\s?){{1,3}}\s*(?:up\s+to"
    rf"|to|max)?[\s(*_]*\Z"
    r"|[\s)*_,]*(?:to|up\s+to|through|thru|until|till|bis|a|à|al|hasta|até|do|tot"
    r"|/\s?max\.?)[\s(*_]+\Z",
    re.IGNORECASE,
)
_AND = Pattern(r"\s*(?:and|&|und|et|y|e|i)\s+\Z", re.IGNORECASE)
_BETWEEN = Pattern(
    r"\b(?:between|betw\.|range[sd]?|ranging|zwischen|entre|von|from|tra|między)\b[^.;!?]{0,60}\Z",
    re.IGNORECASE,
)
_FAR_TO = Pattern(r"[^.;!?\d]{0,80}\b(?:up\s+to|to|and)\s+\Z", re.IGNORECASE)
_FROM = Pattern(r"\b(?:ranges?|ranging|from|between)\b[^.;!?]{0,40}\Z", re.IGNORECASE)


class Amount(NamedTuple):
    """One figure: as written and at its scale, with its currency's code, if one is written."""

    value: float
    scale: str
    currency: str | None
    written: str
    sure: bool
    """The currency is written so that no other can be meant."""
    more: bool
    start: int
    end: int


class Span(NamedTuple):
    """One or two figures that belong together, from one letter of the line to another.

    `low` and `high` are the ends; a single figure is `low` alone. `more` says that a plus follows.
    """

    low: float
    start: int
    end: int
    high: float | None = None
    currency: str | None = None
    currency_written: str = ""
    period: str | None = None
    period_written: str = ""
    scaled: bool = False
    more: bool = False

    @property
    def marked(self) -> bool:
        """Tell whether a sign, a code or a k says that this may be money."""
        return self.currency is not None or self.scaled


def compile_marks(signs: Iterable[str]) -> tuple[str, str, str]:
    """Write the patterns of what stands before a figure, behind it, and of a line with one.

    `signs` are the marks of currencies, of a single letter: $, €.
    """
    marks = "".join(sorted(map(re.escape, signs)))
    letters = r"[^\W\d_]"
    before = (
        rf"(?P<word>(?<!{letters}){letters}{{1,4}}\.?|(?<=[a-z])[A-Z]{{3}})?\s?(?P<sign>[{marks}])?"
        r"(?<![\d.,])[:\s]{0,2}\Z"
    )
    behind = rf"\s?(?P<sign>[{marks}])(?![A-Za-z])(?!\s?\d)|\s?(?P<word>{letters}{{2,20}})"
    hint = (
        rf"[{marks}]|\d{{1,3}}{_SPLIT}\d{{3}}|\d{{4}}|\d\s?(?:[kK]\b|lakh|lac\b|LPA|lpa|z\u0142"
        rf"|K\u010d|Rs)"
        r"|[A-Z]{3}\s?\d|\d\s?(?:[A-Z]{3}|/|per\b|an?\s(?:hour|day))|Rs"
    )
    return before, behind, hint


def find_spans(text: str, money: Money) -> list[Span]:
    """Give the first figures of a line in their order, two that are a range's ends as one."""
    amounts = list(islice(_find_amounts(text, money), _MOST_FIGURES))
    spans: list[Span] = []
    at = 0
    while at < len(amounts):
        last = at
        while last + 1 < len(amounts) and _go_together(text, amounts, at, last):
            last += 1
        spans.append(_make_span(text, amounts, at, last))
        at = last + 1
    return [span for span in spans if span.low > 0]


def find_period_before(text: str) -> tuple[str | None, str]:
    """Give the last period that is named in what stands before a figure, with its word."""
    found = list(_PERIOD_BEFORE.finditer(text))
    if not found:
        return None, ""
    return found[-1].lastgroup, found[-1][0]


def _find_amounts(text: str, money: Money) -> Iterator[Amount]:
    for found in _NUMBER.finditer(text):
        start, end = found.start(), found.end()
        before, begin = _read_before(text, start, money)
        if not before and not _may_begin(text, start, found["number"]):
            continue
        behind, end = _read_behind(text, end, money)
        scale = (found["scale"] or "").lower()
        if scale in {"k", "b"} and not before and found["number"] in _PENSIONS:
            continue
        code, sure = _choose_currency(before, behind, money)
        value = _read_number(found["number"])
        scale = _check_scale(scale, value, code)
        if code is None and scale in _RUPEES:
            code = "INR"
        written = f"{before} {behind}".strip()
        more = bool(found["plus"])
        yield Amount(value * _SCALES.get(scale, 1), scale, code, written, sure, more, begin, end)


_PENSIONS = frozenset({"401", "403", "457"})  # 401k, 403b
_BEFORE = 8  # letters in which a currency stands before a figure
_GLUED_FROM = 5  # letters of a figure that may follow a word without a blank: "Salary120,000"


def _may_begin(text: str, start: int, number: str) -> bool:
    """Tell whether a figure without a currency stands for itself, and not within a word."""
    if not start:
        return True
    before = text[start - 1]
    if before.isalnum() or before == "_":
        return before.islower() and len(number) >= _GLUED_FROM
    return before != "$"


def _read_before(text: str, start: int, money: Money) -> tuple[str, int]:
    """Give the currency before a figure as it is written, and where it begins."""
    at = max(0, start - _BEFORE)
    found = money.before.search(text, at, start)
    if found is None:
        return "", start
    word, sign = found["word"] or "", found["sign"] or ""
    for written in (f"{word}{sign}", f"{word} {sign}", sign, word):
        if written and _is_currency(written, money):
            inside = written.startswith(word) and word
            return written, found.start("word" if inside else "sign")
    return "", start


def _read_behind(text: str, end: int, money: Money) -> tuple[str, int]:
    """Give the currency behind a figure as it is written, and where it ends."""
    found = money.behind.match(text, end, end + _BEFORE * 3)
    if found is None:
        return "", end
    if found["sign"]:
        return found["sign"], found.end()
    word = found["word"]
    begin = found.start("word")
    small = text[begin : begin + _BEFORE * 3].lower()
    for phrase in money.words:
        if small.startswith(phrase) and not small[len(phrase) :][:1].isalpha():
            return phrase, begin + len(phrase)
    if _is_currency(word, money):
        return word, found.end()
    code, rest = word[:3], word[3:5]
    if _is_currency(code, money) and code.isupper() and rest[:1].isupper() and rest[1:].islower():
        return code, begin + len(code)
    return "", end


def _is_currency(written: str, money: Money) -> bool:
    """Tell whether something is written as a currency is; in small letters the usual ones."""
    return written in money.codes or written.split(" ", 1)[0] in money.codes


def _choose_currency(before: str, behind: str, money: Money) -> tuple[str | None, bool]:
    """Give the currency of what stands on both sides of a figure; a code goes before "$"."""
    guess = None
    for written in (before, behind):
        known = written if written in money.codes else written.split(" ", 1)[0]
        code = money.codes.get(known)
        if code is not None and known not in money.ambiguous:
            return code, True
        guess = guess or code
    return guess, False


def _check_scale(scale: str, value: float, currency: str | None) -> str:
    """Drop a scale that cannot be meant: "251,257k", the L of "5 L" without rupees."""
    stray = scale == "k" and value >= _STRAY
    unsigned = scale in _NEEDS_SIGN and currency is None
    return "" if stray or unsigned or (scale == "l" and currency != "INR") else scale


def _read_number(written: str) -> float:
    """Read a figure: the last mark before one or two digits is decimal, every other parts it."""
    whole, decimals = written, ""
    tail = re.search(r"[.,](\d{1,2})\Z", written)
    if tail:
        whole, decimals = written[: tail.start()], tail[1]
    digits = re.sub(r"\D", "", whole)
    return float(f"{digits}.{decimals or 0}")


def _go_together(text: str, amounts: Sequence[Amount], first: int, last: int) -> bool:
    """Tell whether the next figure is the other end of the range that begins here."""
    low, high = amounts[last], amounts[last + 1]
    between = text[low.end : high.start]
    differ = low.sure and high.sure and low.currency != high.currency
    if differ or len(between) > _LONGEST_BETWEEN or last - first >= _MOST_MIDDLES:
        return False
    if not between.strip(" "):
        return bool(low.written and high.written) and low.value <= high.value
    rest = between
    if any(map(str.isalpha, between)):
        rest = _PERIOD_AFTER.sub("", between, count=1)
    if _RANGE.match(rest) or _RANGE.match(between):
        return True
    before = text[max(0, low.start - 70) : low.start]
    if _AND.match(rest) or _AND.match(between):
        return _BETWEEN.search(before) is not None
    return bool(low.currency and high.currency and _FROM.search(before) and _FAR_TO.fullmatch(rest))


def _make_span(text: str, amounts: Sequence[Amount], first: int, last: int) -> Span:
    low, high = amounts[first], amounts[last]
    period, period_written = None, ""
    for at in range(last, first - 1, -1):
        following = amounts[at + 1].start if at + 1 < len(amounts) else len(text)
        period, period_written = _period_after(text, amounts[at], following)
        if period:
            break
    known = next((one for one in (low, high) if one.sure), None)
    known = known or next((one for one in (low, high) if one.currency), low)
    span = Span(
        low=low.value,
        high=high.value if last > first else None,
        currency=known.currency,
        currency_written=known.written,
        period=period,
        period_written=period_written,
        scaled=any(one.scale for one in amounts[first : last + 1]),
        more=high.more,
        start=low.start,
        end=high.end,
    )
    return _mend(span, low, high) if last > first else span


def _period_after(text: str, amount: Amount, following: int) -> tuple[str | None, str]:
    if amount.scale == "lpa":
        return "year", "lpa"
    end = min(following, amount.end + 60)
    named = any(map(str.isalpha, text[amount.end : end]))
    found = _PERIOD_AFTER.match(text, amount.end, end) if named else None
    if not found:
        return None, ""
    if found["adverb"]:
        return _OF_ADVERB[found["adverb"].lower()], found["said"].strip()
    return next(unit for unit in _UNITS if found[unit]), found["said"].strip()


def _mend(span: Span, low: Amount, high: Amount) -> Span:
    """Give an end the scale that only the other one bears: "120-150k", "$120-150,000"."""
    if span.high is None:
        return span
    if high.scale and not low.scale and span.low < _SHORT <= span.high:
        return span._replace(low=span.low * _SCALES[high.scale])
    if low.scale and not high.scale and span.high < _SHORT <= span.low:
        return span._replace(high=span.high * _SCALES[low.scale])
    if span.low < _SHORT and span.high >= 10 * _SHORT and span.low * 2 * _SHORT >= span.high:
        return span._replace(low=span.low * _SHORT)
    if span.high < _SHORT and span.low >= 10 * _SHORT and span.high * 10 * _SHORT >= span.low:
        return span._replace(high=span.high * _SHORT)
    return span
