"""Rules on asking for more than the work needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.domain.adverts.facts import Degree
from hiring.domain.adverts.lint.subject import Spot
from hiring.domain.adverts.lint.wording import spots
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.tokens import STOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hiring.domain.adverts.facts import YearsAsked
    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Check, Subject, Tool
    from hiring.domain.phrases import Hit
    from hiring.domain.tokens import Token

_LEADS = Pattern(
    r"\b(?:lead|head|chief|manager|director|principal|staff|vp|president|architect|fellow"
    r"|distinguished|owner)\b",
    re.IGNORECASE,
    hints=(
        "lead",
        "head",
        "chief",
        "manager",
        "director",
        "principal",
        "staff",
        "vp",
        "president",
        "architect",
        "fellow",
        "distinguished",
        "owner",
    ),
)
_JUNIOR = Pattern(
    r"\b(?:junior|jr|entry[- ]level|graduate|intern|internship|trainee|apprentice"
    r"|working student|new grad)\b",
    re.IGNORECASE,
    hints=(
        "junior",
        "jr",
        "entry",
        "graduate",
        "intern",
        "trainee",
        "apprentice",
        "student",
        "grad",
    ),
)
_AROUND = frozenset(
    {"a", "an", "the", "of", "in", "with", "using", "for", "on", "and", "or", "to", "as", "at"}
    | {"least", "minimum", "plus", "hands", "professional", "practical", "proven", "solid", "deep"}
    | {"strong", "extensive", "direct", "relevant", "recent", "commercial", "industry", "years"}
    | {"production", "experience", "experiences", "expertise", "knowledge", "working", "work"}
    | {"building", "developing", "programming", "coding", "writing", "deploying", "designing"}
    | {"framework", "development", "year", "yrs"}
)
"""Words that may stand between a number of years and the tool they are counted on."""
_BEHIND = frozenset(
    {"of", "experience", "required", "minimum", "min", "at", "least", "or", "more", "plus"}
)
"""Words that may stand around years that follow their tool."""
_JOINING = frozenset({"and", "or"})
_YEARS = Pattern(r"\b(?:years?|yrs?)\b", re.IGNORECASE)
_DAYS_A_YEAR = 365.2425
_MOST_ASKED = 50  # numbers of years; no honest advertisement asks for more
_FAR = 16  # words after the years within which their tool stands


def find_many_years(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report the largest number of years asked for, unless somebody is to lead."""
    asked = subject.facts.years_required
    if asked is None or asked < rule.limits["most"] or _LEADS.search(subject.advert.title):
        return
    for years in subject.facts.years:
        if years.required and years.least == asked:
            yield Spot(years.line, years.quote, what=f"{rule.name}: {asked}")
            return


def find_years_on_tools(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report years counted on one tool."""
    for years in subject.facts.years[:_MOST_ASKED]:
        tools, alone = tools_counted(subject, years)
        one = len(tools) == 1 and alone and not tools[0].subject
        if one and years.required and years.least >= rule.limits["least"]:
            tool = tools[0].name
            instead = rule.rewrite.replace("TOOL", tool)
            yield Spot(years.line, years.quote, what=f"{rule.name}: {tool}", rewrite=instead)


def find_years_before_tools(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report years longer ago than a tool's first public release."""
    for years in subject.facts.years[:_MOST_ASKED]:
        tools, alone = tools_counted(subject, years)
        for tool in tools if alone else ():
            existed = (subject.today - tool.since).days / _DAYS_A_YEAR
            if years.least > existed:
                told = f"{rule.name}: {tool.name} came out in {tool.since:%Y}"
                yield Spot(years.line, years.quote, what=told)


def tools_counted(subject: Subject, years: YearsAsked) -> tuple[tuple[Tool, ...], bool]:
    """Give the tools that years are counted on, and whether on nothing else.

    They are named at once, but for words like "using", or directly before: "5 years of engineering
    in Python" counts none, "5 years of Python or Scala" two, "Kubernetes: 5 years" one.
    """
    for line in subject.advert.lines:
        if line.number != years.line or not years.quote or years.quote not in line.text:
            continue
        quoted = line.text.index(years.quote)
        unit = _find_unit(line.text[quoted:], years.least) or _YEARS.search(line.text[quoted:])
        if unit is None:
            continue
        hits = tuple(subject.book.tool_names.find(line.tokens))
        behind = [token for token in line.tokens if token.start >= quoted + unit.end()][:_FAR]
        before = [token for token in line.tokens if token.end <= quoted + unit.start()][-_FAR:]
        tools, alone = _name_tools(behind, {hit.start: hit for hit in hits})
        if tools or any(token.word not in _BEHIND for token in _first_sentence(behind)):
            return tools, alone
        return _name_tool_before(before, {hit.end: hit for hit in hits}), True
    return (), True


def _find_unit(text: str, number: int) -> re.Match[str] | None:
    """Find a number of years that is written in digits."""
    return re.search(rf"\b{number}\b[^.]{{0,12}}?\b(?:years?|yrs?)\b", text, re.IGNORECASE)


def _name_tools(
    tokens: Sequence[Token], hits: Mapping[int, Hit[Tool]]
) -> tuple[tuple[Tool, ...], bool]:
    """Walk over tools and words that may stand between, to any other; tell if that is joined."""
    found: list[Tool] = []
    within, joined = 0, False
    for token in tokens:
        if token.start < within:
            continue
        hit = hits.get(token.start)
        if hit is not None:
            within = hit.end
            found.append(hit.said)
        elif token.word not in _AROUND:
            return tuple(found), not (joined and found)
        joined = token.word in _JOINING
    return tuple(found), True


def _name_tool_before(tokens: Sequence[Token], hits: Mapping[int, Hit[Tool]]) -> tuple[Tool, ...]:
    """Give the tool that stands before a number of years: "Kubernetes, at least 5 years"."""
    for token in reversed(tokens):
        hit = hits.get(token.end)
        if hit is not None:
            return (hit.said,)
        if token.word not in _BEHIND and not token.word.isdigit():
            break
    return ()


def _first_sentence(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.word == STOP:
            return
        yield token


def find_junior_years(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report years asked of a junior."""
    asked = subject.facts.years_required
    if asked is not None and asked >= rule.limits["least"] and _JUNIOR.search(subject.advert.title):
        for years in subject.facts.years:
            if years.required and years.least == asked:
                yield Spot(years.line, years.quote, what=f"{rule.name}: {asked}")
                return


def find_many_figures(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report several different numbers of years."""
    asked = [years for years in subject.facts.years if years.required]
    figures = sorted({years.least for years in asked})
    if len(figures) >= rule.limits["least"]:
        shown = ", ".join(map(str, figures))
        yield Spot(asked[0].line, asked[0].quote, what=f"{rule.name}: {shown}")


def find_degree_only(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a degree that must be had, with nothing accepted instead."""
    del rule
    degree = subject.facts.degree
    if degree.required and not degree.or_equivalent:
        yield Spot(degree.line, degree.quote)


def find_doctorate(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a doctorate asked of anybody but a researcher."""
    del rule
    degree = subject.facts.degree
    asked = degree.degree is Degree.PHD and degree.required
    if asked and subject.role not in {"", "ml-researcher"}:
        yield Spot(degree.line, degree.quote)


def find_many_must_haves(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report more must-haves than the limit, at the first that is too many."""
    must_haves = subject.facts.must_haves
    most = int(rule.limits["most"])
    if len(must_haves) > most:
        beyond = must_haves[most]
        what = f"{rule.name}: {len(must_haves)}, from here on beyond {most}"
        yield Spot(beyond.line, beyond.text, what=what)


CHECKS: Mapping[str, Check] = {
    "years-many": find_many_years,
    "years-one-tool": find_years_on_tools,
    "years-before-tool": find_years_before_tools,
    "junior-years": find_junior_years,
    "many-year-figures": find_many_figures,
    "degree-only": find_degree_only,
    "phd-outside-research": find_doctorate,
    "paper-count": spots,
    "many-must-haves": find_many_must_haves,
}
