"""Rules on advertisements that ask one person for several roles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hiring.domain.adverts.lint.subject import Spot
from hiring.domain.adverts.spans import Mix, find_mixture, propose_split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Check, Subject
    from hiring.domain.adverts.spans import Opening, PulledLine, RolePull

_PHRASES_SHOWN = 2
_LINES_SHOWN = 6


def find_unicorn(subject: Subject, rule: Rule, *, mix: Mix) -> Iterator[Spot]:
    """Report a mixture of roles: which lines pull to which, and how to part them in two."""
    mixture = find_mixture(subject.pulls)
    if mixture is None or mixture.mix is not mix:
        return
    parted = " and ".join(map(_say_opening, propose_split(mixture)))
    told = "; ".join(map(_say_pull, mixture.pulls))
    yield Spot(
        line=min(line.line for pull in mixture.pulls for line in pull.lines),
        quote="; ".join(map(_quote_pull, mixture.pulls)),
        what=f"{rule.name}: {told}",
        rewrite=f"Open two jobs: {parted}. {rule.rewrite}",
    )


def _say_pull(pull: RolePull) -> str:
    return f"{pull.role} ({_name_lines(pull.lines)})"


def _quote_pull(pull: RolePull) -> str:
    phrases = dict.fromkeys(phrase for line in pull.lines for phrase in line.phrases)
    return f"{pull.role}: {', '.join(list(phrases)[:_PHRASES_SHOWN])}"


def _say_opening(opening: Opening) -> str:
    if not opening.lines:
        return opening.role
    return f"{opening.role} with {_name_lines(opening.lines)}"


def _name_lines(lines: Iterable[PulledLine]) -> str:
    numbers = sorted({line.line for line in lines})
    shown = ", ".join(map(str, numbers[:_LINES_SHOWN]))
    more = f" and {len(numbers) - _LINES_SHOWN} more" if len(numbers) > _LINES_SHOWN else ""
    return f"line{'s' if len(numbers) > 1 else ''} {shown}{more}"


CHECKS: Mapping[str, Check] = {
    "unicorn-roles": partial(find_unicorn, mix=Mix.CLUSTERS),
    "unicorn-research-and-infrastructure": partial(
        find_unicorn, mix=Mix.RESEARCH_AND_INFRASTRUCTURE
    ),
    "unicorn-engineer-and-platform": partial(find_unicorn, mix=Mix.ENGINEER_AND_PLATFORM),
}
