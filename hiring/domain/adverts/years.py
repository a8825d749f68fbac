"""Read the years of experience that an advertisement asks for."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.facts import YearsAsked
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.adverts.wishes import (
    LEADS_TO_ASK,
    NEVER_ASKS,
    is_asked_in_prose,
    is_only_a_wish,
    is_wished,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hiring.domain.adverts.advert import Advert, Line

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), start=1)}
_FIGURE = r"\d{1,2}(?:\.\d)?"
_NUMBER = rf"(?:{_FIGURE}|\b(?:{'|'.join(_NUMBERS)})\b)"
_IN_WORDS = Pattern(rf"\b(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE, hints=tuple(_NUMBERS))
_MONTHS = 12
_MOST_IN_A_SENTENCE = 20
_MOST = 40  # years: more is the age of a company


def _make_years(number: str) -> Pattern:
    return Pattern(
        rf"(?<![\d.,$\N{{EURO SIGN}}\N{{POUND SIGN}}])(?P<low>{number})"
        r"\s?(?:\(\s?\d{1,2}\s?\+?\s?\)\s?)?(?:\+|plus\b)?\s?"
        rf"(?:(?:[-\N{{EN DASH}}\N{{EM DASH}}\N{{NON-BREAKING HYPHEN}}/]|to\b|or\b"
        rf"|and\b)\s?(?P<high>{number})\s?(?:\(\s?\d{{1,2}}\s?\)\s?)?)?"
        r"(?:\+|plus\b)?\s?(?:or\s(?:more|greater|above)\s|and\s(?:above|more)\s)?"
        r"(?:(?:full|overall|total|professional|solid|relevant|industry|recent|cumulative"
        r"|combined)\s){0,2}"
        r"(?P<unit>-?(?:years?|yrs?|yoe|yr)|months?)\b(?:['\N{RIGHT SINGLE QUOTATION MARK}])?",
        re.IGNORECASE,
    )


_YEARS = _make_years(_NUMBER)
_YEARS_IN_FIGURES = _make_years(_FIGURE)
_HINTS = ("year", "yrs", "yr ", "yoe", "month")
_UPPER_ONLY = Pattern(
    r"\b(?:up to|no more than|not more than|less than|fewer than|at most|under"
    r"|max(?:imum)?(?: of)?)\s*\Z",
    re.IGNORECASE,
    hints=("up to", "more than", "less than", "fewer than", "at most", "under", "max"),
)
_SPAN_OF_TIME = Pattern(
    r"\b(?:last|past|next|first|every|within|previous|coming|each|after|since|ago|for over"
    r"|for more than"
    r"|for nearly|for almost|nearly)\s*(?:the\s+)?\Z|\bin\s*(?:just|under|less than|only)?\s*\Z",
    re.IGNORECASE,
    hints=(
        "last",
        "past",
        "next",
        "first",
        "every",
        "within",
        "previous",
        "coming",
        "each",
        "after",
        "since",
        "ago",
        "for",
        "nearly",
        "in",
    ),
)
_SOMETHING_ELSE = Pattern(
    r"\s*-?(?:old\b|ago\b|rolling\b|of age\b|in a row|in business|running\b|fixed\b|contract"
    r"|term\b|warranty|degree"
    r"|(?:college|university)\b|of (?:\w+\s)?(?:college|university|study|studies|service"
    r"|residen\w+|age|history"
    r"|undergraduate|education|tenure|schooling)\b|vest\w*|from (?:now|graduation)|in the (?:uk"
    r"|us|country|eu)\b"
    r"|visa|residen\w+|programme|program\b|plan\b|cliff|roadmap|anniversary"
    r"|of (?:historical )?data\b"
    r"|of runway|of growth|later\b|running)",
    re.IGNORECASE,
)
_ABOUT_ELSE = Pattern(
    r"\b(?:residen\w+|lived|citizen\w*|clearance|vest(?:ing|ed|s)?|sabbatical|graduat(?:ed|ing"
    r"|e) (?:with)?in"
    r"|years? of age|founded|anniversary|since (?:19|20)\d\d|commit|notice period|available for)\b",
    re.IGNORECASE,
    hints=(
        "residen",
        "lived",
        "citizen",
        "clearance",
        "vest",
        "sabbatical",
        "graduat",
        "of age",
        "founded",
        "anniversary",
        "since",
        "commit",
        "notice",
        "available",
    ),
)
_EXPERIENCE = Pattern(
    r"experience|expertise|track record|background|\byoe\b|work(?:ing|ed)\b|hands-on", re.IGNORECASE
)
_LABEL = Pattern(
    r"\s*(?:(?:work|relevant|total|required|minimum|industry)?\s*exp(?:erience)?\.?|years|yoe"
    r"|seniority)\s*"
    r"(?:required|level|needed|range)?\s*[:\N{EN DASH}-]",
    re.IGNORECASE,
)
_NEW_ASK = Pattern(
    r",[^,]{0,60}\b(?:experience|knowledge|familiarity|background|skills|degree|exposure"
    r"|understanding"
    r"|certification)\b",
    re.IGNORECASE,
    hints=(",",),
)
_CLAUSE_END = Pattern(r"[;()]|,\s*(?=\d)|\b(?:and|or|with) (?=\d)")


_OTHERS = Pattern(
    r"\b(?:from|among|alongside|with|to|by)\s+(?:\w+\s+)?(?:people|engineers|colleagues|experts"
    r"|others|leaders"
    r"|scientists|peers|managers)\s+(?:with|who have|having)\b[^,;]*\Z",
    re.IGNORECASE,
    hints=(
        "people",
        "engineers",
        "colleagues",
        "experts",
        "others",
        "leaders",
        "scientists",
        "peers",
        "managers",
    ),
)
_LABELLED = Pattern(
    rf"\byears?\s+of\s+(?:\w+\s+){{0,3}}experience\s*(?:required"
    rf"|needed)?\s*[:=\N{{EN DASH}}-]\s*(?P<low>{_NUMBER})"
    rf"(?:\s?[-\N{{EN DASH}}]\s?(?P<high>{_NUMBER}))?(?P<unit>)",
    re.IGNORECASE,
    hints=("experience",),
)


def gather_years(advert: Advert) -> tuple[YearsAsked, ...]:
    """Give every place where years of experience are asked for, in their order."""
    return tuple(
        asked
        for line in advert.lines
        if (line.kind is not Kind.HEADING or line.part is Part.MUST) and _may_hold(line.small)
        for sentence in line.sentences
        if _may_hold(sentence.lower())
        for asked in _years_of_sentence(line, sentence)
    )


def _may_hold(small: str) -> bool:
    """Tell quickly whether years may be named."""
    return any(hint in small for hint in _HINTS)


def most_required(years: Sequence[YearsAsked]) -> int | None:
    """Give the largest lower bound that is required, or None."""
    return max((asked.least for asked in years if asked.required), default=None)


def _years_of_sentence(line: Line, sentence: str) -> Iterator[YearsAsked]:
    if _ABOUT_ELSE.search(sentence):
        return
    wish = line.part is Part.NICE or is_only_a_wish(sentence)
    years = _YEARS if _IN_WORDS.search(sentence) else _YEARS_IN_FIGURES
    found = list(islice(years.finditer(sentence), _MOST_IN_A_SENTENCE))
    found = found or list(islice(_LABELLED.finditer(sentence), _MOST_IN_A_SENTENCE))
    for place, one in enumerate(found):
        following = found[place + 1].start() if place + 1 < len(found) else len(sentence)
        before, behind = sentence[: one.start()], sentence[one.end() : following]
        least = _read(one["low"], one["unit"])
        if least is None or least > _MOST or not _is_experience(line, sentence, one):
            continue
        high = one["high"]
        earlier = found[place - 1].end() if place else 0
        yield YearsAsked(
            least=least,
            most=_read(high, one["unit"]) if high else None,
            required=not (wish or is_wished(before[earlier:], _clause(behind))),
            of=_clause(behind).strip(" .,:")[:60],
            line=line.number,
            quote=sentence,
        )


def _clause(behind: str) -> str:
    """Give what still belongs to a figure: up to the next bracket, figure or thing asked for."""
    cut = _CLAUSE_END.search(behind, 1)
    clause = behind[: cut.start()] if cut else behind
    anew = _NEW_ASK.search(clause)
    return clause[: anew.start()] if anew else clause


def _read(number: str, unit: str) -> int | None:
    amount = _NUMBERS[number.lower()] if number.lower() in _NUMBERS else float(number)
    if unit.lower().startswith("month"):
        return int(amount) // _MONTHS if amount >= _MONTHS else None
    return int(amount)


def _is_experience(line: Line, sentence: str, found: re.Match[str]) -> bool:
    """Tell whether a length of time is experience that candidates are asked for."""
    before, behind = sentence[: found.start()], sentence[found.end() :]
    if _is_other_time(before, behind, found["unit"]):
        return False
    if line.part in {Part.MUST, Part.NICE}:
        return _OTHERS.search(before) is None
    item = line.kind is Kind.BULLET and line.text.startswith(sentence)
    if item and LEADS_TO_ASK.fullmatch(before) and _EXPERIENCE.search(behind):
        return True
    if line.part in NEVER_ASKS:
        return False
    if not found["unit"] or _LABEL.match(before):
        return True
    experience = _EXPERIENCE.search(sentence) or found["unit"].lower() == "yoe"
    return bool(experience) and is_asked_in_prose(sentence)


def _is_other_time(before: str, behind: str, unit: str) -> bool:
    """Tell a span of time by the words beside it: "up to", "the last", "years ago"."""
    if unit.startswith("-") and not _EXPERIENCE.search(behind[:30]):
        return True
    return bool(
        _UPPER_ONLY.search(before) or _SPAN_OF_TIME.search(before) or _SOMETHING_ELSE.match(behind)
    )
