"""Rules on how hard the text is to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.adverts.lint.subject import Spot
from hiring.domain.adverts.readability import list_longest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Check, Subject

_SHOWN_WORDS = 12


def find_hard(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report a reading ease under the limit, for texts long enough to be measured."""
    measured = subject.readability
    if measured.words >= rule.limits["words"] and measured.ease < rule.limits["ease"]:
        yield Spot(
            what=f"{rule.name}: reading ease {measured.ease:.0f}, grade {measured.grade:.0f}"
        )


def find_long_sentences(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report the longest sentences above the limit, together."""
    longest = list_longest(
        subject.advert, least=int(rule.limits["words"]) + 1, most=int(rule.limits["shown"])
    )
    if longest:
        counts = ", ".join(f"line {one.line}: {one.words} words" for one in longest)
        yield Spot(longest[0].line, _begin(longest[0].text), what=f"{rule.name} ({counts})")


def _begin(text: str) -> str:
    words = text.split()
    return text if len(words) <= _SHOWN_WORDS else f"{' '.join(words[:_SHOWN_WORDS])} ..."


CHECKS: Mapping[str, Check] = {"hard-to-read": find_hard, "long-sentences": find_long_sentences}
