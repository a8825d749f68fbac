"""How far applications come: what a stage was to each, and the figures of many.

An application has reached a stage when it, or a later one, was ever its own: who went from the
screen straight to the debrief has passed interviewing too. In the furthest stage that it reached it
is open, rejected, withdrawn or, after an offer, hired, which is to have passed it.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.stages import PIPELINE, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

A_DAY = 24 * 60 * 60
LAST = len(PIPELINE) - 1
UNTIMED = -1  # the days of a stage that nobody stayed in, as they are counted


class Fate(IntEnum):
    """What a stage that was reached was to an application."""

    OPEN = 0
    PASSED = 1
    REJECTED = 2
    WITHDRAWN = 3


class Step(NamedTuple):
    """A change of stage in the log; `second` counts from a fixed moment.

    None is a moment nobody knows: that of an application which came in the middle.
    """

    from_code: str | None
    to_code: str | None
    second: int | None


_PLACES = {stage.value: place for place, stage in enumerate(PIPELINE)}
_ENDS = {Stage.REJECTED.value: Fate.REJECTED, Stage.WITHDRAWN.value: Fate.WITHDRAWN}


def follow(steps: Iterable[Step]) -> dict[int, tuple[Fate, int | None]]:
    """Tell of each stage an application reached, by its place, what it was, and the days there.

    Days are whole ones, and only of a stay that ended in passing the stage and whose beginning
    is known.
    """
    reached: dict[int, tuple[Fate, int | None]] = {}
    before: int | None = None
    for step in steps:
        hired = step.to_code == Stage.HIRED
        places = [_PLACES.get(code or "", 0) for code in (step.from_code, step.to_code)]
        furthest = max(*places, *reached, LAST if Stage.HIRED in step[:2] else 0)
        for place in range(furthest + hired):
            if reached.get(place, (Fate.OPEN, None))[0] is not Fate.PASSED:
                stayed = _PLACES.get(step.from_code or "") == place
                reached[place] = Fate.PASSED, _days(before, step.second) if stayed else None
        if not hired:
            reached[furthest] = _ENDS.get(step.to_code or "", Fate.OPEN), None
        before = step.second
    return reached


def _days(since: int | None, until: int | None) -> int | None:
    if since is None or until is None:
        return None
    return max(0, (until - since) // A_DAY)


class Cell(NamedTuple):
    """How many applications of a cohort a stage was the same to."""

    cohort: str
    place: int
    fate: int
    days: int
    n: int


class StageFigures(NamedTuple):
    """What became of those who reached a stage: reached = passed + rejected + withdrawn + open.

    `pass_rate` is passed / decided, the open ones left out; `days` is the median of `days_n` stays
    that ended in passing.
    """

    stage: str
    reached: int
    passed: int
    rejected: int
    withdrawn: int
    open: int
    decided: int
    pass_rate: float | None
    days: float | None
    days_n: int


class Cohort(NamedTuple):
    """Those who applied in one month, from one source or for one role; or all."""

    name: str
    applied: int
    offered: int
    hired: int
    open: int
    hire_rate: float | None
    decided: int
    stages: tuple[StageFigures, ...]


class Funnel(NamedTuple):
    """The figures of each cohort and of all."""

    by: str | None
    cohorts: tuple[Cohort, ...]
    total: Cohort


def count_funnel(cells: Iterable[Cell], *, by: str | None) -> Funnel:
    """Add cells up to the figures of each cohort, in the order of their names, and of all."""
    apart: dict[str, list[Cell]] = {}
    for cell in cells:
        apart.setdefault(cell.cohort, []).append(cell)
    every = [cell for theirs in apart.values() for cell in theirs]
    cohorts = tuple(_cohort(name, apart[name]) for name in sorted(apart)) if by else ()
    return Funnel(by, tuple(one for one in cohorts if one.applied), _cohort("all", every))


def _cohort(name: str, cells: Sequence[Cell]) -> Cohort:
    stages = tuple(
        _stage(stage.value, [cell for cell in cells if cell.place == place])
        for place, stage in enumerate(PIPELINE)
    )
    first, last = stages[0], stages[-1]
    still = sum(stage.open for stage in stages)
    decided = first.reached - still
    return Cohort(
        name=name,
        applied=first.reached,
        offered=last.reached,
        hired=last.passed,
        open=still,
        hire_rate=_share(last.passed, decided),
        decided=decided,
        stages=stages,
    )


def _stage(stage: str, cells: Sequence[Cell]) -> StageFigures:
    fates = dict.fromkeys(Fate, 0)
    stays: dict[int, int] = {}
    for cell in cells:
        fates[Fate(cell.fate)] += cell.n
        if cell.fate == Fate.PASSED and cell.days != UNTIMED:
            stays[cell.days] = stays.get(cell.days, 0) + cell.n
    reached = sum(fates.values())
    decided = reached - fates[Fate.OPEN]
    return StageFigures(
        stage=stage,
        reached=reached,
        passed=fates[Fate.PASSED],
        rejected=fates[Fate.REJECTED],
        withdrawn=fates[Fate.WITHDRAWN],
        open=fates[Fate.OPEN],
        decided=decided,
        pass_rate=_share(fates[Fate.PASSED], decided),
        days=median_of(stays),
        days_n=sum(stays.values()),
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def median_of(counts: Mapping[int, int]) -> float | None:
    """Give the median of values that are given with how often each is there."""
    whole = sum(counts.values())
    if not whole:
        return None
    middle = ((whole - 1) // 2, whole // 2)
    found: list[int] = []
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        found += [value] * sum(place < passed for place in middle[len(found) :])
    return (found[0] + found[1]) / 2
