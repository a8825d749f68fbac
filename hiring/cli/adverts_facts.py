"""The command that reads the facts of an advertisement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.adverts_kit import open_advert
from hiring.cli.kit import Command, echo, echo_json, json_option
from hiring.cli.kit import facts as echo_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.domain.adverts.facts import Facts, Pay, Quoted

LONGEST_QUOTE = 100
_KINDS = {
    "range": "range",
    "point": "one figure",
    "minimum": "at least",
    "maximum": "at most",
    "multi": "several ranges",
}
_PERIODS = {
    "year": " a year",
    "month": " a month",
    "week": " a week",
    "day": " a day",
    "hour": " an hour",
}


@click.command(cls=Command)
@click.argument("file")
@json_option
def facts(*, file: str, as_json: bool) -> None:
    """Read what an advertisement states: pay, place, years, degree.

    FILE is any text, Word or web page with an advertisement, or - for the standard input. Each
    fact is shown with its line; what was not found is listed. No workspace is needed.

    \b
    Examples: hiring jd facts ad.txt
              hiring jd facts - --json
    """
    from hiring.ad_rules import load_fact_words
    from hiring.domain.adverts.gathering import gather_facts
    from hiring.views.adverts import show_facts

    found = gather_facts(open_advert(file), load_fact_words())
    if as_json:
        echo_json(show_facts(found))
        return
    echo_facts(
        {
            "title": found.title,
            "company": found.company,
            "places": "; ".join(found.places),
            "remote": found.remote,
            "employment type": found.employment_type,
            "pay": _pay(found.pay),
            "pay by place or level": _pays(found.pays),
            "years of experience": _years(found),
            "degree": _degree(found),
            "equal opportunity": _quoted(found.equal_opportunity),
            "accommodation": _quoted(found.accommodation),
            "must-haves": _listed(found.must_haves),
            "nice-to-haves": _listed(found.nice_to_haves),
        }
    )
    if found.unread:
        echo(f"not found: {', '.join(found.unread)}")


def _pay(pay: Pay) -> str:
    if not pay.has_figures:
        return f"in words only: {pay.quote} (line {pay.line})" if pay.quote else ""
    low, high = (f"{end:,}" if end is not None else "" for end in (pay.minimum, pay.maximum))
    amount = f"{low} to {high}" if low and high and low != high else low or high
    guessed = bool(pay.currency and not pay.currency_written)
    known = f"{amount} {pay.currency or ''}{_PERIODS.get(pay.period or '', '')}"
    bonus = " with bonus" if pay.on_target else ""
    concluded = f" ({pay.currency} concluded from the place)" if guessed else ""
    return f"{_KINDS[pay.kind.value]}: {known}{bonus} (line {pay.line}){concluded}"


def _pays(pays: Sequence[Pay]) -> str:
    """List pay by place or level, each range once."""
    told: dict[tuple[object, ...], Pay] = {}
    for pay in pays:
        told.setdefault((pay.kind, pay.minimum, pay.maximum, pay.currency, pay.period), pay)
    return "\n".join(map(_pay, told.values())) if len(told) > 1 else ""


def _years(found: Facts) -> str:
    if found.years_required is None:
        return ""
    asked = next(one for one in found.years if one.required and one.least == found.years_required)
    return f"{asked.least} (line {asked.line}: {_cut(asked.quote)})"


def _degree(found: Facts) -> str:
    asked = found.degree
    if not asked.quote:
        return ""
    wished = "" if asked.required else ", preferred"
    instead = ", or equivalent experience" if asked.or_equivalent else ""
    return f"{asked.degree.value}{wished}{instead} (line {asked.line}: {_cut(asked.quote)})"


def _quoted(said: Quoted | None) -> str:
    return f"line {said.line}: {_cut(said.text)}" if said else ""


def _listed(items: Sequence[Quoted]) -> str:
    return "\n".join(f"{item.line}: {_cut(item.text)}" for item in items)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}..."
