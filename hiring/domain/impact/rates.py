"""Rates of groups, how they compare, and how far off they may be."""

from __future__ import annotations

from fractions import Fraction
from math import asin, exp, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

NORMAL_95 = 1.959963984540054
"""How many standard deviations hold 95 % of a normal distribution, on both sides together."""


class Group(NamedTuple):
    """How many of a group were considered at a stage, and how many of these were selected."""

    name: str
    considered: int
    selected: int

    @property
    def rate(self) -> Fraction | None:
        """Give the selection rate; None where nobody was considered."""
        return Fraction(self.selected, self.considered) if self.considered else None


def find_highest(groups: Iterable[Group]) -> Group | None:
    """Find the group with the highest rate; of equal ones the largest, then the first by name."""
    return max(
        (group for group in groups if group.considered),
        key=lambda group: (group.rate, group.considered, [-ord(sign) for sign in group.name]),
        default=None,
    )


def impact_ratio(group: Group, against: Group) -> Fraction | None:
    """Divide one rate by another; None where one is unknown or the other is 0."""
    rate, other = group.rate, against.rate
    return rate / other if rate is not None and other else None


def is_below_four_fifths(group: Group, against: Group) -> bool:
    """Tell in whole numbers whether a rate is under four fifths of another; exactly 80 % is not."""
    return 5 * group.selected * against.considered < 4 * against.selected * group.considered


def would_reverse(group: Group, against: Group) -> bool:
    """Tell whether one selection that went to the other group would turn the order of the rates.

    The group is the one with the lower rate; equal rates have no order that could turn.
    """
    return (
        group.selected * against.considered < against.selected * group.considered
        and (group.selected + 1) * against.considered > (against.selected - 1) * group.considered
    )


def shortfall(group: Group, rate: Fraction) -> Fraction:
    """Count how many more of a group a rate would have selected."""
    return group.considered * rate - group.selected


def pooled_rate(group: Group, against: Group) -> Fraction | None:
    """Give the rate of two groups taken together; None where nobody was considered."""
    considered = group.considered + against.considered
    return Fraction(group.selected + against.selected, considered) if considered else None


def wilson_interval(selected: int, considered: int) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a rate; nobody considered leaves everything possible."""
    if not considered:
        return 0.0, 1.0
    squared = NORMAL_95**2
    rate = selected / considered
    middle = (selected + squared / 2) / (considered + squared)
    spread = selected * (considered - selected) / considered + squared / 4
    half = NORMAL_95 * sqrt(spread) / (considered + squared)
    # The ends are exact where everybody or nobody was selected, and hold the rate as computed.
    low = 0.0 if not selected else min(rate, middle - half)
    high = 1.0 if selected == considered else max(rate, middle + half)
    return low, high


def ratio_interval(group: Group, against: Group) -> tuple[float, float] | None:
    """Give the 95 % interval of an impact ratio, by logarithms; None where a rate is 0."""
    if not group.selected or not against.selected:
        return None
    spread = sqrt(
        (group.considered - group.selected) / (group.considered * group.selected)
        + (against.considered - against.selected) / (against.considered * against.selected)
    )
    middle = log(group.selected * against.considered) - log(against.selected * group.considered)
    return exp(middle - NORMAL_95 * spread), exp(middle + NORMAL_95 * spread)


def cohens_h(group: Group, against: Group) -> float | None:
    """Measure how far two rates are apart: .2 is small, .5 medium, .8 large."""
    if not group.considered or not against.considered:
        return None
    return 2 * asin(sqrt(group.selected / group.considered)) - 2 * asin(
        sqrt(against.selected / against.considered)
    )
