"""Keep numbers that are not shown from being worked out by subtracting the others from a total.

A total is nearly always known: another attribute of the same stage adds up to it, and so does a
report on the funnel. Where one number of a line is hidden, a second one is withheld.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.impact.tallies import folded
from hiring.domain.impact.weighing import FEWEST_SHOWN, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hiring.domain.impact.tallies import Tally
    from hiring.domain.impact.weighing import Weighed

NOT_KNOWN = "unknown"
"""The name by which those of no known group are withheld."""
_TOGETHER = " and "
_FEWEST_HIDDEN = 2


class Cell(NamedTuple):
    """A number of people: whose tally it stands in, and its group's folded name."""

    attribute: str
    stage: str
    group: str


def weigh_all(tallies: Sequence[Tally], *, left_out: Mapping[str, str]) -> tuple[Weighed, ...]:
    """Weigh the tallies of one file, with what none of them may show for another's sake."""
    withheld = find_withheld(tallies)
    return tuple(
        weigh(
            tally,
            left_out=left_out,
            withheld={one.group for one in withheld if one[:2] == (tally.attribute, tally.stage)},
        )
        for tally in tallies
    )


def find_withheld(tallies: Sequence[Tally]) -> frozenset[Cell]:
    """Find the numbers of five and more that are withheld for the sake of smaller ones.

    Those whose group is not known go first, then the smallest group.
    """
    counts = dict(_cells(tallies))
    small = {cell for cell, count in counts.items() if count < FEWEST_SHOWN}
    lines = list(_lines(tallies, counts))
    withheld: set[Cell] = set()
    again = True
    while again:
        again = False
        for line in lines:
            chosen = _choose(line, small | withheld, counts)
            if chosen is not None:
                withheld.add(chosen)
                again = True
    return frozenset(withheld)


def _cells(tallies: Sequence[Tally]) -> Iterator[tuple[Cell, int]]:
    for tally in tallies:
        for group in tally.groups:
            yield Cell(tally.attribute, tally.stage, folded(group.name)), group.considered
        if tally.unknown is not None and tally.unknown.considered:
            yield Cell(tally.attribute, tally.stage, NOT_KNOWN), tally.unknown.considered


def _lines(tallies: Sequence[Tally], counts: Mapping[Cell, int]) -> Iterator[tuple[Cell, ...]]:
    """Give the numbers that add up to a known one: a tally's, and of two attributes each row's."""
    for tally in tallies:
        mine = tuple(cell for cell in counts if cell[:2] == (tally.attribute, tally.stage))
        yield mine
        if _TOGETHER not in tally.attribute:
            continue
        for other in tallies:
            if other.stage == tally.stage and other.attribute in tally.attribute:
                for group in other.groups:
                    yield tuple(
                        cell for cell in mine if f", {folded(group.name)}, " in f", {cell.group}, "
                    )


def _choose(line: Sequence[Cell], hidden: set[Cell], counts: Mapping[Cell, int]) -> Cell | None:
    """Choose what else of a line is withheld, if anything needs to be."""
    lost = [cell for cell in line if cell in hidden]
    if all(cell.group == NOT_KNOWN for cell in lost):
        return None
    if len(lost) >= _FEWEST_HIDDEN and sum(counts[cell] for cell in lost) >= FEWEST_SHOWN:
        return None
    left = [cell for cell in line if cell not in hidden]
    return min(left, key=lambda cell: (cell.group != NOT_KNOWN, counts[cell]), default=None)
