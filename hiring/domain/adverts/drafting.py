"""What a job can take over from an advertisement that was written before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.applying import find_last_day, find_way_to_apply
from hiring.domain.adverts.facts import PayKind
from hiring.domain.countries import country_name, find_country
from hiring.domain.tokens import STOP, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.facts import Facts, Pay, Quoted

LONGEST_TEXT = 600  # letters of a team's text or of benefits: more is told better by hand
_SENIOR = frozenset({"senior", "sr", "staff", "principal", "lead", "expert", "iii", "iv"})
_JUNIOR = frozenset({"junior", "jr", "trainee", "apprentice", "entry"})
_LONGEST_QUOTE = 100
_MOST_ITEM_WORDS = 25
_NEXT_SENTENCE = re.compile(r"[.!?]\s+[A-Z]")
_PLACE_IN_TITLE = re.compile(
    r"\s*[(\[][^()\[\]]*\b(?:remote|hybrid|on-?site)\b[^()\[\]]*[)\]]"
    r"|\s+[-\N{EN DASH}|]\s+(?:100\s?% )?(?:remote|hybrid)\s*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A job as far as an advertisement gives it.

    `facts` hold the job's facts by their names; `missing` says in words what the advertisement
    does not state, or states in a way that no job can hold; `left` what it states and no job takes
    over; `notes` what is different in the job's own advertisement.
    """

    level: str | None
    facts: Mapping[str, object]
    missing: tuple[str, ...]
    left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def draft_job(advert: Advert, stated: Facts, *, company: str = "", today: date) -> Draft:
    """Take over what a job keeps: title, places, terms, pay, and short texts on team and benefits.

    Years and degrees are not taken over: a job asks for what its interviews assess. `company` is
    the one that the job's advertisement will name.
    """
    pay, pay_missing = _take_pay(stated.pay)
    places, from_countries = _take_places(stated)
    team, team_missing = _shorten(_texts(advert, Part.TEAM), " ", "what the team does")
    benefits, benefits_missing = _take_benefits(advert)
    closes, unclear_day = find_last_day(advert)
    apply, told_how = find_way_to_apply(advert)
    given: dict[str, object] = {
        "title": _PLACE_IN_TITLE.sub("", stated.title).strip(),
        "location": places,
        "remote": stated.remote,
        "remote_from": from_countries,
        "employment_type": stated.employment_type,
        "team": team,
        "benefits": benefits,
        "apply": apply,
        "closes": closes,
        **pay,
    }
    facts = {name: said for name, said in given.items() if said not in {None, ""}}
    missing = [
        what
        for name, what in (
            ("title", "the title"),
            ("location", "the place"),
            ("remote", "on site, hybrid or remote"),
            ("employment_type", "the employment type"),
            ("team", "what the team does"),
            ("benefits", "benefits, in a list that is short enough"),
        )
        if name not in facts
    ]
    return Draft(
        level=tell_level(stated.title),
        facts=facts,
        missing=(*missing, *team_missing, *benefits_missing, *pay_missing),
        left=tuple(_list_left(stated, unclear_day, told_how)),
        notes=tuple(_list_notes(stated, closes, company=company, today=today)),
    )


def _list_left(stated: Facts, unclear_day: Quoted | None, told_how: Quoted | None) -> Iterator[str]:
    """Say what the advertisement states and the job does not take over."""
    if stated.years_required is not None:
        yield f"{stated.years_required} years of experience"
    if stated.degree.required:
        yield f"a degree ({stated.degree.degree.value})"
    for what, quoted in (("the last day to apply", unclear_day), ("how to apply", told_how)):
        if quoted:
            yield f"{what}: {_cut(quoted.text)!r} (line {quoted.line})"


def _list_notes(stated: Facts, closes: str, *, company: str, today: date) -> Iterator[str]:
    if stated.company and company and _plain(stated.company) != _plain(company):
        yield f"the ad's company is {stated.company}; the job's ad will name {company}"
    if closes and date.fromisoformat(closes) < today:
        yield f"the last day to apply, {closes}, is over: hiring job edit CODE --closes DATE"


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 3]}..."


def tell_level(title: str) -> str | None:
    """Tell the level that a title names: junior, senior, or None where it names none or both."""
    words = {token.word for token in split_words(title) if token.word != STOP}
    senior, junior = bool(words & _SENIOR), bool(words & _JUNIOR)
    if senior == junior:
        return None
    return "senior" if senior else "junior"


def _take_pay(pay: Pay) -> tuple[dict[str, object], tuple[str, ...]]:
    """Take pay over where both ends, currency and period are known and in order."""
    if pay.kind is PayKind.NONE:
        return {}, ("pay",)
    low, high = pay.minimum, pay.maximum
    if pay.kind is PayKind.VAGUE or low is None or high is None:
        return {}, (f"both ends of the pay: {pay.quote!r} (line {pay.line})",)
    if not (pay.currency and pay.currency_written) or not pay.period:
        lacking = "period" if pay.currency and pay.currency_written else "currency"
        return {}, (f"the {lacking} of the pay: {pay.quote!r} (line {pay.line})",)
    if low > high or low != int(low) or high != int(high):
        return {}, (f"pay in whole figures, the lower first: {pay.quote!r} (line {pay.line})",)
    taken: dict[str, object] = {
        "pay_min": int(low),
        "pay_max": int(high),
        "pay_currency": pay.currency,
        "pay_period": pay.period,
    }
    told = []
    if not pay.period_written:
        told.append(f"the period of the pay: a {pay.period} was taken (line {pay.line})")
    if pay.kind is PayKind.MULTI:
        told.append(f"one range of pay: the outer ends of several were taken (line {pay.line})")
    return taken, tuple(told)


def _take_places(stated: Facts) -> tuple[str, str]:
    """Give places with semicolons, and the countries in which one may live who works remotely."""
    codes = [(place, find_country(place)) for place in stated.places]
    countries = [code for _, code in codes if code]
    if stated.remote == "remote" and countries and len(countries) == len(codes):
        return "", ", ".join(dict.fromkeys(countries))
    return "; ".join(country_name(code) if code else place for place, code in codes), ""


def _take_benefits(advert: Advert) -> tuple[str, tuple[str, ...]]:
    """Give the bullets on what is offered that are items; what is told in sentences is no list."""
    bullets = [line for line in advert.of(Part.OFFER) if line.kind is Kind.BULLET]
    told = [line for line in bullets if _is_told(line.text)]
    items = [line.text for line in bullets if line not in told]
    benefits, missing = _shorten(items, "; ", "benefits")
    if told and items:
        lines = ", ".join(str(line.number) for line in told)
        missing += (f"benefits: what is told in sentences was left out (line {lines})",)
    return benefits, missing


def _is_told(text: str) -> bool:
    """Tell a bullet that tells of a company in sentences from one that names a benefit."""
    return _NEXT_SENTENCE.search(text) is not None and len(text.split()) > _MOST_ITEM_WORDS


def _texts(advert: Advert, part: Part) -> list[str]:
    return [line.text for line in advert.of(part) if line.kind is Kind.TEXT]


def _shorten(texts: Sequence[str], between: str, what: str) -> tuple[str, tuple[str, ...]]:
    """Join texts, whole ones only, as long as they are short enough together; say what was not."""
    joined = ""
    for taken, text in enumerate(texts):
        longer = f"{joined}{between}{text.rstrip(';, ')}" if joined else text.rstrip(";, ")
        if len(longer) > LONGEST_TEXT:
            short = (f"{what}: the first {taken} of {len(texts)} were taken",) if taken else ()
            return joined, short
        joined = longer
    return joined, ()
