"""Scores of people as counts of groups: who is above the median of everybody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.impact.rates import Group

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from decimal import Decimal


class AboveMedian(NamedTuple):
    """The median of everybody, and of each kind of people how many there are and are above it."""

    median: Decimal
    counts: Mapping[Hashable, tuple[int, int]]


def median_of(scores: Sequence[Decimal]) -> Decimal:
    """Give the middle score, or half way between the two in the middle; ValueError without any.

    Scores of at most 24 digits, so that half of a sum is exact.
    """
    if not scores:
        raise ValueError("there is no score")
    ordered = sorted(scores)
    low, high = (len(ordered) - 1) // 2, len(ordered) // 2
    return (ordered[low] + ordered[high]) / 2


def count_above_median(scored: Sequence[tuple[Hashable, Decimal]]) -> AboveMedian:
    """Count of each kind how many scored strictly above the median of all; ValueError for none."""
    median = median_of([score for _, score in scored])
    every = Counter(kind for kind, _ in scored)
    above = Counter(kind for kind, score in scored if score > median)
    return AboveMedian(median, {kind: (n, above[kind]) for kind, n in every.items()})


def groups_above_median(scored: Sequence[tuple[str, Decimal]]) -> tuple[Group, ...]:
    """Give the groups of people, selected meaning above the median of all; ValueError for none."""
    counted = count_above_median(scored)
    return tuple(Group(str(kind), n, above) for kind, (n, above) in counted.counts.items())
