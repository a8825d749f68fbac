"""What a job can take over from an advertisement that was written before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.facts import PayKind
from hiring.domain.adverts.tokens import STOP, split_words
from hiring.domain.countries import country_name, find_country

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.facts import Facts, Pay

LONGEST_TEXT = 600  # letters of a team's text or of benefits: more is told better by hand
_SENIOR = frozenset({"senior", "sr", "staff", "principal", "lead", "expert", "iii", "iv"})
_JUNIOR = frozenset({"junior", "jr", "trainee", "apprentice", "entry"})
_PLACE_IN_TITLE = re.compile(
    r"\s*[(\[][^()\[\]]*\b(?:remote|hybrid|on-?site)\b[^()\[\]]*[)\]]"
    r"|\s+[-\N{EN DASH}|]\s+(?:100\s?% )?(?:remote|hybrid)\s*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A job as far as an advertisement gives it.

    `facts` hold the job's facts by their names; `missing` says in words what the advertisement
    does not state, or states in a way that no job can hold.
    """

    level: str | None
    facts: Mapping[str, object]
    missing: tuple[str, ...]


def draft_job(advert: Advert, stated: Facts) -> Draft:
    """Take over what a job keeps: title, places, terms, pay, and short texts on team and benefits.

    Years and degrees are not taken over: a job asks for what its interviews assess.
    """
    pay, pay_missing = _take_pay(stated.pay)
    places, from_countries = _take_places(stated)
    given: dict[str, object] = {
        "title": _PLACE_IN_TITLE.sub("", stated.title).strip(),
        "location": places,
        "remote": stated.remote,
        "remote_from": from_countries,
        "employment_type": stated.employment_type,
        "team": _shorten(_texts(advert, Part.TEAM), " "),
        "benefits": _shorten(_texts(advert, Part.OFFER, bullets=True), "; "),
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
    return Draft(level=tell_level(stated.title), facts=facts, missing=(*missing, *pay_missing))


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


def _texts(advert: Advert, part: Part, *, bullets: bool = False) -> Iterator[str]:
    kind = Kind.BULLET if bullets else Kind.TEXT
    return (line.text for line in advert.of(part) if line.kind is kind)


def _shorten(texts: Iterator[str], between: str) -> str:
    """Join texts, whole ones only, as long as they are short enough together."""
    joined = ""
    for text in texts:
        longer = f"{joined}{between}{text.rstrip(';, ')}" if joined else text.rstrip(";, ")
        if len(longer) > LONGEST_TEXT:
            break
        joined = longer
    return joined
