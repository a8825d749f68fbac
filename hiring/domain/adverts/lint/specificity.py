"""Rules on whether an advertisement says what this one job is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.lint.subject import Spot
from hiring.domain.adverts.lint.wording import spots
from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Check, Subject

_APART = Pattern(r"\s*(?:[/&+|]|\band\b|\bor\b|\bcum\b)\s*", re.IGNORECASE)
_ASIDE = Pattern(r"\([^()]{0,200}\)|\s[-\N{EN DASH}\N{EM DASH}|]\s.*|[,:@].*", re.DOTALL)
_TRADES = (
    *("engineer", "scientist", "analyst", "developer", "researcher", "architect", "programmer"),
    *("administrator", "consultant", "statistician", "designer"),
)
_HEROES = ("rockstar", "rock star", "ninja", "guru", "wizard", "hero", "unicorn", "jedi")
"""What stands for a trade in the titles of those who seek a hero."""
_TRADE = Pattern(
    rf"(?P<field>[\w .-]*?)\b(?P<trade>{'|'.join((*_TRADES, *_HEROES))})(?:es|s)?"
    r"(?-i:\s+[A-Z]{2,4})*\W*\Z",
    re.IGNORECASE,
)
_RANK = Pattern(
    r"\b(?:senior|sr|junior|jr|lead|staff|principal|mid|middle|level|associate|entry|graduate"
    r"|intern|working student|head|chief|remote|i{1,3}|iv|v|\d+)\b\.?|-",
    re.IGNORECASE,
)
_LONGEST_TITLE = 200  # letters
_SAME_TRADE = (
    frozenset({"scientist", "researcher"}),
    frozenset({"engineer", "developer"}),
    frozenset({"developer", "programmer"}),
)


def miss_words(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report that none of the rule's words stand anywhere in a text long enough to have them."""
    if subject.advert.words >= rule.limits["words"] and not subject.words_of(rule):
        yield Spot()


def find_vague_duties(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report duties that begin with a vague verb, where they are a large share of all."""
    duties = [line for line in subject.advert.of(Part.DUTIES) if line.kind is Kind.BULLET]
    vague = [
        said
        for said in subject.words_of(rule, "vague")
        if said.start == 0 and said.line.part is Part.DUTIES and said.line.kind is Kind.BULLET
    ]
    if len(vague) >= rule.limits["least"] and len(vague) >= rule.limits["share"] * len(duties):
        quote = "; ".join(said.line.text.split(",")[0][:50] for said in vague[:3])
        what = f"{rule.name}: {len(vague)} of {len(duties)} duties"
        yield Spot(vague[0].line.number, quote, what=what)


def find_stacked_title(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a title that names two trades."""
    del rule
    title = subject.advert.title
    small = title.lower()
    named = sum(small.count(trade) for trade in _TRADES)
    if named + sum(small.count(word) for word in _HEROES) <= 1:
        return
    trades = list(list_trades(title))
    if len(trades) > 1:
        yield Spot(
            subject.advert.title_line, title, what=f"stacks two jobs: {' and '.join(trades)}"
        )


def list_trades(title: str) -> Iterator[str]:
    """Give the trades that a title names: "Data Scientist & Data Engineer" gives two.

    What stands aside, in brackets or after a comma or dash, names a field, and a rank is no trade.
    """
    told: list[tuple[str, str]] = []
    for part in _APART.split(_ASIDE.sub("", title[:_LONGEST_TITLE])):
        found = _TRADE.search(part)
        if not found:
            continue
        field = " ".join(_RANK.sub(" ", found["field"]).lower().split())
        trade = found["trade"].lower()
        if any(_is_same((field, trade), other) for other in told):
            continue
        told.append((field, trade))
        yield " ".join(_RANK.sub(" ", part).split())


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two trades are one: the field said once, or words for the same."""
    fields_agree = one[0] == other[0] or not one[0] or not other[0]
    trades = frozenset({one[1], other[1]})
    if "research" in {one[0], other[0]} and trades == frozenset({"scientist", "engineer"}):
        return True
    return fields_agree and (len(trades) == 1 or trades in _SAME_TRADE)


def find_scopeless(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a data scientist of whom neither analysis nor modelling is said."""
    title = subject.advert.title
    if not re.search(r"\bdata scientist", title, re.IGNORECASE):
        return
    if not (subject.words_of(rule, "analysis") or subject.words_of(rule, "modelling")):
        yield Spot(subject.advert.title_line, title)


def find_deep_ml(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report research asked of roles beside machine learning, among their must-haves."""
    if subject.family != "adjacent":
        return
    seen: set[int] = set()
    for said in subject.words_of(rule, "research"):
        if said.line.part is Part.MUST and said.line.number not in seen:
            seen.add(said.line.number)
            yield Spot(said.line.number, said.quote)


def find_unassessed(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report the must-haves of a job of ours that no interview looks at."""
    del rule
    yield from (Spot(0, must_have) for must_have in subject.unassessed)


CHECKS: Mapping[str, Check] = {
    "no-outcome": miss_words,
    "no-team": miss_words,
    "no-data": miss_words,
    "vague-duties": find_vague_duties,
    "catch-all": spots,
    "stacked-title": find_stacked_title,
    "data-scientist-scope": find_scopeless,
    "adjacent-deep-ml": find_deep_ml,
    "unassessed-must-have": find_unassessed,
}
