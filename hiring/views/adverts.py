"""What an advertisement states, in the words in which programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.facts import Degree, name_degree

if TYPE_CHECKING:
    from hiring.domain.adverts.facts import DegreeAsked, Facts, Pay, Quoted, YearsAsked


class PayShown(NamedTuple):
    """Pay as it is stated; the last three are where and in which words."""

    kind: str
    min: float | None
    max: float | None
    currency: str | None
    period: str | None
    currency_written: str
    period_written: str
    on_target: bool
    line: int
    quote: str


class FactsShown(NamedTuple):
    """Every fact of an advertisement, and the names of those that were not found.

    `degree_required` is none, bachelor, master or phd, "-preferred" after it where the degree is
    only preferred ("degree-preferred" where no level is named); `or_equivalent` is y, n, or ""
    without a degree; `eeo_statement` is y or n.
    """

    title: str
    company: str
    places: tuple[str, ...]
    remote: str | None
    employment_type: str | None
    pay: PayShown
    pays: tuple[PayShown, ...]
    years_required: int | None
    years: tuple[YearsAsked, ...]
    degree_required: str
    or_equivalent: str
    degree: DegreeAsked
    eeo_statement: str
    equal_opportunity: Quoted | None
    accommodation: Quoted | None
    must_haves: tuple[Quoted, ...]
    nice_to_haves: tuple[Quoted, ...]
    language: str
    unread: tuple[str, ...]


def show_facts(facts: Facts) -> FactsShown:
    """Show facts in the vocabulary that programs read."""
    asked = facts.degree.degree is not Degree.NONE
    return FactsShown(
        title=facts.title,
        company=facts.company,
        places=facts.places,
        remote=facts.remote,
        employment_type=facts.employment_type,
        pay=_show_pay(facts.pay),
        pays=tuple(_show_pay(pay) for pay in facts.pays),
        years_required=facts.years_required,
        years=facts.years,
        degree_required=name_degree(facts.degree),
        or_equivalent=_yes(said=facts.degree.or_equivalent) if asked else "",
        degree=facts.degree,
        eeo_statement=_yes(said=facts.equal_opportunity is not None),
        equal_opportunity=facts.equal_opportunity,
        accommodation=facts.accommodation,
        must_haves=facts.must_haves,
        nice_to_haves=facts.nice_to_haves,
        language=facts.language,
        unread=facts.unread,
    )


def _show_pay(pay: Pay) -> PayShown:
    return PayShown(
        kind=pay.kind.value,
        min=pay.minimum,
        max=pay.maximum,
        currency=pay.currency,
        period=pay.period,
        currency_written=pay.currency_written,
        period_written=pay.period_written,
        on_target=pay.on_target,
        line=pay.line,
        quote=pay.quote,
    )


def _yes(*, said: bool) -> str:
    return "y" if said else "n"
