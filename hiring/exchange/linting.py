"""Lint an advertisement with everything a rule may ask of it: facts, role, pay rules, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.ad_rules import load_fact_words
from hiring.ad_rules.lint_rules import load_rulebook
from hiring.domain.adverts.findings import Level
from hiring.domain.adverts.gathering import gather_facts
from hiring.domain.adverts.lint import lint
from hiring.domain.adverts.lint.own_rules import RuleChange, change_rules
from hiring.domain.adverts.lint.pay import choose_rules
from hiring.domain.adverts.lint.subject import Subject
from hiring.domain.adverts.recognising import recognise
from hiring.domain.adverts.signs import find_signals
from hiring.domain.adverts.spans import spans
from hiring.resources import bundled
from hiring.rubric_files.role_signals import load_signposts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.findings import Finding
    from hiring.domain.adverts.lint.subject import PayRules, Rulebook
    from hiring.domain.adverts.signals import Signposts
    from hiring.domain.adverts.signs import Found
    from hiring.domain.adverts.spans import RolePull

PAY_RULES = "pay_rules"
"""The one key of the settings that is no rule."""


class Bench(NamedTuple):
    """What every advertisement of one run is linted with.

    `role` is the role that was named, or None to recognise it; `pay_rules` the sets that were
    named, or None to choose them by the places of each advertisement.
    """

    book: Rulebook
    signposts: Signposts
    today: date
    role: str | None = None
    pay_rules: tuple[PayRules, ...] | None = None


class Linted(NamedTuple):
    """What was found in one advertisement, and what it was looked at with.

    `ease` and `grade` are Flesch's reading ease and Flesch and Kincaid's grade.
    """

    shown: str
    language: str
    english: bool
    role: str
    ease: float
    grade: float
    words: int
    pay_rules: tuple[PayRules, ...]
    findings: tuple[Finding, ...]


def make_book(changes: Iterable[RuleChange] = ()) -> Rulebook:
    """Give the shipped rules with a team's changes; ValueError says what cannot be changed."""
    return change_rules(load_rulebook(), changes)


def read_changes(said: Mapping[str, Any]) -> tuple[RuleChange, ...]:
    """Read the table jd_lint of a workspace's settings, whose form was checked there."""
    return tuple(
        RuleChange(
            rule=rule,
            because=change["because"],
            off=change.get("off", False),
            level=Level(change["level"]) if "level" in change else None,
            words=tuple(change.get("words", ())),
            unless=tuple(change.get("unless", ())),
        )
        for rule, change in said.items()
        if rule != PAY_RULES
    )


def make_bench(
    book: Rulebook,
    *,
    today: date,
    role: str | None = None,
    sets: Iterable[str] = (),
    own: Path | None = None,
) -> Bench:
    """Lay out what a run needs; `own` is a folder of rubrics. ValueError names what is unknown."""
    signposts = load_signposts(bundled("rubrics"), own)
    if role is not None and role not in signposts.family_of:
        known = ", ".join(sorted(signposts.family_of))
        raise ValueError(f"there is no role {role!r}; one of {known}")
    named = list(sets)
    known_sets = {rules.id: rules for rules in book.pay_rules}
    for name in named:
        if name not in known_sets:
            raise ValueError(f"there is no rule set {name!r}; one of {', '.join(known_sets)}")
    return Bench(
        book=book,
        signposts=signposts,
        today=today,
        role=role,
        pay_rules=tuple(known_sets[name] for name in named) if named else None,
    )


def lint_advert(
    advert: Advert,
    bench: Bench,
    *,
    shown: str = "",
    unassessed: tuple[str, ...] = (),
    of_a_job: bool = False,
) -> Linted:
    """Lint one advertisement, `of_a_job` of the workspace or anybody's.

    `unassessed` are must-haves that no interview looks at.
    """
    subject = _prepare(advert, bench, unassessed, of_a_job=of_a_job)
    findings = lint(subject)
    return Linted(
        shown=shown,
        language=advert.language,
        english=advert.english,
        role=subject.role,
        ease=round(subject.readability.ease, 1),
        grade=round(subject.readability.grade, 1),
        words=advert.words,
        pay_rules=subject.pay_rules,
        findings=findings,
    )


def _prepare(
    advert: Advert, bench: Bench, unassessed: tuple[str, ...], *, of_a_job: bool
) -> Subject:
    facts = gather_facts(advert, load_fact_words())
    found = find_signals(advert, bench.signposts) if advert.english else ()
    pulls = spans(advert, bench.signposts, found=found)
    role = bench.role or _tell_role(advert, bench.signposts, found=found, pulls=pulls)
    chosen = bench.pay_rules
    if chosen is None:
        chosen = choose_rules(advert, facts, bench.book.pay_rules)
    return Subject(
        advert=advert,
        book=bench.book,
        today=bench.today,
        facts=facts,
        role=role,
        family=bench.signposts.family_of.get(role, ""),
        pulls=pulls,
        pay_rules=chosen,
        unassessed=unassessed,
        of_a_job=of_a_job,
    )


def _tell_role(
    advert: Advert, signposts: Signposts, *, found: Sequence[Found], pulls: Sequence[RolePull]
) -> str:
    """Give the role an advertisement describes, or "" where it is not clear."""
    recognised = recognise(advert, signposts, found=found, pulls=pulls)
    known = recognised.role in signposts.family_of
    return recognised.role if known and recognised.confidence != "weak" else ""
