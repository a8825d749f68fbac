"""Rules on advertisements that ask one person for several roles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hiring.domain.adverts.lint.subject import Spot
from hiring.domain.adverts.spans import Mix, find_mixture, part_work, propose_split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Check, Subject
    from hiring.domain.adverts.spans import PulledLine, RolePull

_PHRASES_SHOWN = 2
_LINES_SHOWN = 6
_LINES_OF_A_JOB = 2
_INFRASTRUCTURE = frozenset({"mlops-platform-engineer", "data-engineer"})
_NUMBERS = {2: "two", 3: "three", 4: "four"}


def find_unicorn(subject: Subject, rule: Rule, *, mix: Mix) -> Iterator[Spot]:
    """Report a mixture of roles: which lines pull to which, and how to part them in two."""
    mixture = find_mixture(subject.pulls)
    if mixture is None or mixture.mix is not mix:
        return
    parted = [part_work(mixture, opening) for opening in propose_split(mixture)]
    jobs = [job for works in parted for job in _list_jobs(works, mix)]
    told = "; ".join(map(_say_pull, mixture.pulls))
    yield Spot(
        line=min(line.line for pull in mixture.pulls for line in pull.lines),
        quote="; ".join(map(_quote_pull, mixture.pulls)),
        what=f"{rule.name}: {told}",
        rewrite=f"Open {_count(jobs)} jobs: {_join(jobs)}. {rule.rewrite}",
    )


def _say_pull(pull: RolePull) -> str:
    return f"{pull.role} ({_name_lines(pull.lines)})"


def _quote_pull(pull: RolePull) -> str:
    phrases = dict.fromkeys(phrase for line in pull.lines for phrase in line.phrases)
    return f"{pull.role}: {', '.join(list(phrases)[:_PHRASES_SHOWN])}"


def _list_jobs(works: Sequence[RolePull], mix: Mix) -> Iterator[str]:
    """Say the jobs of one opening.

    Data pipelines and the platform, each with several lines, are two; so are all roles where each
    was found in full. Other work goes along with the first.
    """
    if not works:
        return
    first, *others = works
    small = [
        work
        for work in others
        if len(work.lines) < _LINES_OF_A_JOB
        or (mix is not Mix.CLUSTERS and work.role not in _INFRASTRUCTURE)
    ]
    small_told = "; ".join(f"{work.role} work in {_name_lines(work.lines)}" for work in small)
    along = f" ({small_told})" if small else ""
    yield f"{first.role} with {_name_lines(first.lines)}{along}"
    for work in others:
        if work not in small:
            yield f"{work.role} with {_name_lines(work.lines)}"


def _count(jobs: Sequence[str]) -> str:
    return _NUMBERS.get(len(jobs), str(len(jobs)))


def _join(jobs: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(jobs[:-1]), jobs[-1]) if part)


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
