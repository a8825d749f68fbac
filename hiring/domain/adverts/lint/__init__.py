"""Find in an advertisement what the best recruiter would not publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.adverts.findings import Finding, Level
from hiring.domain.adverts.lint.registry import CHECKS

if TYPE_CHECKING:
    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Spot, Subject

_LONGEST_QUOTE = 200  # letters
_ORDER = {level: place for place, level in enumerate(reversed(Level))}


def lint(subject: Subject) -> tuple[Finding, ...]:
    """Give every finding, the gravest first, then in the order of the lines.

    Of an advertisement in another language only rules that need no English are asked.
    """
    found: dict[tuple[str, int, str, str], Finding] = {}
    for rule in subject.book.rules:
        if not (subject.advert.english or rule.any_language):
            continue
        for spot in CHECKS[rule.id](subject, rule):
            finding = _finding(rule, spot)
            found.setdefault((rule.id, finding.line, finding.quote, finding.what), finding)
    return tuple(sorted(found.values(), key=lambda one: (_ORDER[one.level], one.line, one.rule)))


def _finding(rule: Rule, spot: Spot) -> Finding:
    return Finding(
        rule=rule.id,
        group=rule.group,
        level=spot.level or rule.level,
        line=spot.line,
        quote=_shorten(spot.quote),
        what=spot.what or rule.name,
        why=rule.why,
        source=rule.source,
        rewrite=spot.rewrite or rule.rewrite,
    )


def _shorten(quote: str) -> str:
    """Cut a long quotation at a word."""
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    return f"{quote[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} ..."
