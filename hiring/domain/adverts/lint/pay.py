"""Rules on what is said of pay, in general and by jurisdiction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Part
from hiring.domain.adverts.facts import PayKind
from hiring.domain.adverts.findings import Level
from hiring.domain.adverts.lint.subject import Spot
from hiring.domain.adverts.lint.wording import spots
from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.facts import Facts, Pay
    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Check, PayRules, Subject

_ONE_END = {PayKind.MINIMUM: "from", PayKind.MAXIMUM: "up to"}
_UNITED_STATES = Pattern(
    r"\b(?:united states|usa|u\.s\.a?\.?|anywhere in the us|us)\b(?!\s*(?:dollars|d\b))",
    re.IGNORECASE,
    hints=("united states", "us", "u.s."),
)
_GRADE = Pattern(
    r"\bTV-?\s?(?:L|V|H)\b|\bTV-?\s?\N{LATIN SMALL LETTER O WITH DIAERESIS}D\b|\bTVoeD\b|\bTVL\b"
    r"|\b(?:EG|E)\s?1?\d\s+(?:TV|BAT|IG)|\bGS-?\s?\d{1,2}\b|\bERA[- ](?:Tarif|EG)"
    r"|\b(?:Agenda for Change|AfC)\s+[Bb]and\b|\b[Bb]esoldungsgruppe\b|\b[Ee]ntgeltgruppe\b",
    hints=("tv", "eg", "e1", "e 1", "gs", "era", "agenda", "afc", "gruppe"),
)
_GRADE_NUMBER = Pattern(
    r"\b(?:(?:pay\s+)?(?:grade|band|scale|spine|step)\s+[A-Z]{0,2}-?\d{1,2}[a-z]?"
    r"|grade:\s*[A-Z]{0,2}-?\d{1,2}|EG\s?\d{1,2})\b",
    re.IGNORECASE,
    hints=("grade", "band", "scale", "spine", "step", "eg"),
)
_OF_PAY = Pattern(
    r"\b(?:salar(?:y|ies)|pay|paid|compensation|remuneration|wages?|gehalt"
    r"|verg\N{LATIN SMALL LETTER U WITH DIAERESIS}tung|entgelt)\b",
    re.IGNORECASE,
    hints=(
        *("salar", "pay", "paid", "compensation", "remuneration", "wage"),
        *("gehalt", "verg", "entgelt"),
    ),
)
_LONGEST_PLACE = 1_000  # letters
_COUNTRY_ALONE = Pattern(
    r"(?:the\s+)?(?:united states(?: of america)?|usa?|u\.s\.(?:a\.?)?)", re.IGNORECASE
)
_REMOTE = Pattern(r"\bremote\b|\banywhere\b", re.IGNORECASE, hints=("remote", "anywhere"))


def choose_rules(advert: Advert, facts: Facts, known: Iterable[PayRules]) -> tuple[PayRules, ...]:
    """Choose the sets of rules that hold where the posting says the work is done.

    Its places decide: a town, a state by name or by its two letters after a comma. Work from
    anywhere in the United States, or in no named state, adds the sets that may reach such work.
    """
    where = "; ".join((*facts.places, advert.location, advert.title))[:_LONGEST_PLACE]
    remote = facts.remote == "remote" or _REMOTE.search(where)
    anywhere = remote or any(_COUNTRY_ALONE.fullmatch(place.strip()) for place in facts.places)
    remote_us = bool(anywhere and _UNITED_STATES.search(where))
    chosen = []
    for rules in known:
        if _names_place(where, rules):
            chosen.append(rules)
        elif rules.remote and remote_us:
            chosen.append(rules._replace(maybe=True))
    return tuple(chosen)


def _names_place(where: str, rules: PayRules) -> bool:
    coded = rules.code and rules.code in where
    if coded and re.search(rf",\s*{rules.code}\b(?!\s*,?\s*Canada)", where):
        return True
    small = where.lower()
    return any(
        re.search(rf"\b{re.escape(place)}\b", small) for place in rules.places if place in small
    )


def miss_pay(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report that nothing is said of pay, and which rule sets ask for it."""
    if subject.facts.pay.kind is PayKind.NONE and not _find_grade(subject.advert):
        american = any(rules.id.startswith("us-") for rules in subject.pay_rules)
        currency = subject.facts.home_currency or ("USD" if american else "EUR")
        instead = rule.rewrite.replace("EUR", currency)
        yield Spot(what=rule.name + _asked_by(subject), rewrite=instead)


def find_vague_pay(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report pay in words without a figure."""
    pay = subject.facts.pay
    if pay.kind is PayKind.VAGUE and not _find_grade(subject.advert):
        yield Spot(pay.line, pay.quote, what=rule.name + _asked_by(subject))


def _find_grade(advert: Advert) -> str:
    """Give the grade of a collective agreement or public scale that pay is stated by, or ""."""
    for line in advert.lines:
        if line.part in _ASKS:
            continue
        found = _GRADE.search(line.text)
        if found:
            return found[0]
        found = _GRADE_NUMBER.search(line.text)
        alone = found and found[0] == line.text.strip(" .")
        if found and (alone or line.part is Part.PAY or _OF_PAY.search(line.text)):
            return found[0]
    return ""


_ASKS = frozenset({Part.DUTIES, Part.MUST, Part.NICE})


def _asked_by(subject: Subject) -> str:
    asking = [rules for rules in subject.pay_rules if _holds(rules, subject)]
    if not asking:
        return ""
    return "; asked for by " + ", ".join(f"{rules.id} (dated {rules.as_of})" for rules in asking)


def _holds(rules: PayRules, subject: Subject) -> bool:
    return rules.begins <= subject.today


def find_one_end(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report an open range; a warning where a set of rules asks for both ends."""
    pay = subject.facts.pay
    if pay.kind not in _ONE_END:
        return
    asking = [rules for rules in subject.pay_rules if "range" in rules.asks]
    what = f'{rule.name}: "{_ONE_END[pay.kind]}"'
    if asking:
        what += "; both are asked for by " + ", ".join(
            f"{rules.id} (dated {rules.as_of})" for rules in asking
        )
    yield Spot(pay.line, pay.quote, what=what, level=Level.WARNING if asking else None)


def miss_currency(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report pay without a currency."""
    del rule
    pay = subject.facts.pay
    if pay.has_figures and not pay.currency_written:
        yield Spot(pay.line, pay.quote)


def miss_period(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report pay without its period, unless it can be none but a year's."""
    del rule
    pay = subject.facts.pay
    if pay.has_figures and not pay.period_written and pay.period != "year":
        yield Spot(pay.line, pay.quote)


def _ratio(pay: Pay) -> float:
    """Give how wide one range is; several places or levels make none."""
    return (pay.ratio or 0.0) if pay.kind is PayKind.RANGE else 0.0


def find_wide(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a wide range that is not too wide, which has a rule of its own."""
    others = (other for other in subject.book.rules if other.id == "pay-too-wide")
    most = next((other.limits["ratio"] for other in others), float("inf"))
    pay = subject.facts.pay
    if rule.limits["ratio"] < _ratio(pay) <= most:
        yield Spot(pay.line, pay.quote, what=f"{rule.name}: {_ratio(pay):.1f} times")


def find_too_wide(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a range whose end is more than so many times its beginning."""
    pay = subject.facts.pay
    if _ratio(pay) > rule.limits["ratio"]:
        yield Spot(pay.line, pay.quote, what=f"{rule.name}: {_ratio(pay):.1f} times")


def find_reversed(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a lowest pay above the highest."""
    del rule
    pay = subject.facts.pay
    if pay.minimum is not None and pay.maximum is not None and pay.minimum > pay.maximum:
        yield Spot(pay.line, pay.quote)


def find_missing_of_rules(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report what else a set of rules asks for: benefits, how to apply and until when."""
    for rules in subject.pay_rules:
        missing = list(_missing(subject, rule, rules))
        if missing and _holds(rules, subject):
            where = f"{rules.name}, if you employ somebody there," if rules.maybe else rules.name
            yield Spot(
                what=f"{where} asks for {' and '.join(missing)} too"
                f" (checked for {', '.join(rules.asks)}; rule set {rules.id} dated {rules.as_of})",
                level=Level.NOTICE if rules.maybe else None,
            )


def _missing(subject: Subject, rule: Rule, rules: PayRules) -> Iterator[str]:
    advert = subject.advert
    if "benefits" in rules.asks and not (
        advert.of(Part.OFFER) or subject.words_of(rule, "benefits")
    ):
        yield "the benefits"
    if "apply" in rules.asks and not (advert.of(Part.APPLY) or subject.words_of(rule, "apply")):
        yield "how to apply"
    if "deadline" in rules.asks and not subject.words_of(rule, "deadline"):
        yield "until when one may apply"


CHECKS: Mapping[str, Check] = {
    "pay-absent": miss_pay,
    "pay-vague": find_vague_pay,
    "pay-one-end": find_one_end,
    "pay-no-currency": miss_currency,
    "pay-no-period": miss_period,
    "pay-wide": find_wide,
    "pay-too-wide": find_too_wide,
    "pay-reversed": find_reversed,
    "pay-rule-set": find_missing_of_rules,
    "pay-history": spots,
    "place-excluded": spots,
}
