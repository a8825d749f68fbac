"""Who rates higher or lower than colleagues on the same people: told, and never acted upon.

A level is taken for what its cell deserves plus what its interviewer adds, by least squares. A cell
is one person on one competency; only cells that two or more rated tell anything. Those who are
linked by no shared cell cannot be compared: the effects of each linked group add up to nought.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import sqrt
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Vote = tuple[str, int]


class Effect(NamedTuple):
    """How far an interviewer is above colleagues, in levels, and of how many cells that is told.

    `difference` is the plain mean of the own level less the mean of the others' on those cells;
    the standard error is missing where no cell is left over to tell chance by.
    """

    effect: float
    standard_error: float | None
    difference: float
    cells: int
    linked: int
    residual_variance: float | None
    spare: int


def estimate_leniency(cells: Iterable[Sequence[Vote]]) -> dict[str, Effect]:
    """Estimate every interviewer's leniency from the votes of each cell, one vote a person."""
    shared = sorted(sorted(votes) for votes in cells if len(votes) > 1)
    found: dict[str, Effect] = {}
    for inside in _linked(shared):
        found.update(_fit(sorted({name for votes in inside for name, _ in votes}), inside))
    return dict(sorted(found.items()))


def _linked(cells: Sequence[Sequence[Vote]]) -> list[list[Sequence[Vote]]]:
    """Part the cells into those whose people are linked by shared cells, in their order."""
    groups: dict[str, set[str]] = {}
    for votes in cells:
        met = {id(group): group for name, _ in votes if (group := groups.get(name)) is not None}
        if len(met) == 1 and all(name in groups for name, _ in votes):
            continue
        joined = {name for name, _ in votes}.union(*met.values())
        groups.update(dict.fromkeys(joined, joined))
    parts: dict[int, list[Sequence[Vote]]] = {}
    for votes in cells:
        parts.setdefault(id(groups[votes[0][0]]), []).append(votes)
    return list(parts.values())


def _fit(people: Sequence[str], cells: Sequence[Sequence[Vote]]) -> dict[str, Effect]:
    places = {name: place for place, name in enumerate(people)}
    count = len(people)
    # The normal equations with the cells taken out; a constant added makes them solvable.
    matrix = [[1.0 / count] * count for _ in people]
    seen = [0] * count
    # Whole numbers, by how many rated a cell: the own level times them, less the sum of all.
    above: list[dict[int, int]] = [defaultdict(int) for _ in people]
    for votes in cells:
        many = len(votes)
        total = sum(level for _, level in votes)
        for name, level in votes:
            row = places[name]
            seen[row] += 1
            above[row][many] += level * many - total
            matrix[row][row] += 1.0
            for other, _ in votes:
                matrix[row][places[other]] -= 1.0 / many
    right = [float(sum(Fraction(n, many) for many, n in one.items())) for one in above]
    apart = [float(sum(Fraction(n, many - 1) for many, n in one.items())) for one in above]
    inverse = _invert(matrix)
    effects = [sum(map(mul, right, row)) for row in inverse]
    spare = sum(seen) - len(cells) - count + 1
    variance = (
        _squares_left(cells, dict(zip(people, effects, strict=True))) / spare if spare else None
    )
    return {
        name: Effect(
            effect=effects[at],
            standard_error=None
            if variance is None
            else sqrt(max(0.0, variance * (inverse[at][at] - 1.0 / count))),
            difference=apart[at] / seen[at],
            cells=seen[at],
            linked=count,
            residual_variance=variance,
            spare=spare,
        )
        for name, at in places.items()
    }


def _squares_left(cells: Iterable[Sequence[Vote]], effects: Mapping[str, float]) -> float:
    left = 0.0
    for votes in cells:
        plain = [level - effects[name] for name, level in votes]
        mean = sum(plain) / len(plain)
        left += sum((one - mean) ** 2 for one in plain)
    return left


def _invert(matrix: list[list[float]]) -> list[list[float]]:
    """Invert a symmetric matrix that is positive definite: no row need change its place."""
    size = len(matrix)
    rows = [[*row, *(float(at == one) for one in range(size))] for at, row in enumerate(matrix)]
    for at in range(size):
        pivot = rows[at][at]
        own = rows[at] = [one / pivot for one in rows[at]]
        for other in range(size):
            factor = rows[other][at]
            if other != at and factor:
                rows[other] = [x - factor * y for x, y in zip(rows[other], own, strict=True)]
    return [row[size:] for row in rows]
