"""How often chance alone would make two groups differ as they do."""

from __future__ import annotations

from fractions import Fraction
from math import comb, erfc, exp, fsum, lgamma, sqrt
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.impact.rates import pooled_rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.domain.impact.rates import Group

EXACT_UP_TO = 2000
"""Up to so many people in both groups, tables are counted in whole numbers."""

AS_LIKELY = 1 + 1e-7
"""Beyond that, tables whose chances differ by less than this are taken to be as likely."""

LEAST_WEIGHT = 1e-300
"""So small against the likeliest one, a table no longer counts; below, floats lose their digits."""

FEWEST_EXPECTED = 5


class Fisher(NamedTuple):
    """Fisher's exact test of two groups: chances between 0 and 1.

    `lower` is that of as few or fewer selected in the first group, `higher` of as many or more,
    `two_sided` of every table at most as likely as this one, `observed` of this table itself.
    """

    two_sided: Fraction | float
    lower: Fraction | float
    higher: Fraction | float
    observed: Fraction | float

    @property
    def mid_p(self) -> float:
        """Give Lancaster's mid-p: this table counts half, since Fisher's test is conservative."""
        return float(self.two_sided - self.observed / 2)

    @property
    def lower_mid_p(self) -> float:
        """Give the same of `lower`."""
        return float(self.lower - self.observed / 2)


def fisher_exact(group: Group, against: Group) -> Fisher:
    """Test two groups by the tables that have the same sums: exact ones while they are few."""
    if group.considered + against.considered <= EXACT_UP_TO:
        return _count_tables(group, against)
    return _walk_tables(group, against)


def _count_tables(group: Group, against: Group) -> Fisher:
    first, second = group.considered, against.considered
    selected = group.selected + against.selected
    low, high = max(0, selected - second), min(first, selected)
    ways = [comb(first, low) * comb(second, selected - low)]
    for place in range(low, high):
        ways.append(
            ways[-1]
            * ((first - place) * (selected - place))
            // ((place + 1) * (second - selected + place + 1))
        )
    here = group.selected - low
    every = comb(first + second, selected)
    return Fisher(
        two_sided=Fraction(sum(way for way in ways if way <= ways[here]), every),
        lower=Fraction(sum(ways[: here + 1]), every),
        higher=Fraction(sum(ways[here:]), every),
        observed=Fraction(ways[here], every),
    )


def _walk_tables(group: Group, against: Group) -> Fisher:
    """Weigh the tables from the likeliest one on both sides, until nothing is left to add."""
    first, second = group.considered, against.considered
    selected = group.selected + against.selected
    likeliest = (first + 1) * (selected + 1) // (first + second + 2)
    likeliest = min(max(likeliest, 0, selected - second), first, selected)
    weights = {likeliest: 1.0}
    weights.update(_walk_up(first, second, selected, likeliest))
    # Who was not selected is to the walk down what the selected are to the walk up.
    down = _walk_up(first, second, first + second - selected, first - likeliest)
    weights.update((first - place, weight) for place, weight in down)
    every = fsum(weights.values())
    if group.selected not in weights:  # the walks ended before they came there
        weights[group.selected] = exp(
            _log_ways(first, second, selected, group.selected)
            - _log_ways(first, second, selected, likeliest)
        )
    here = weights[group.selected]
    at_most = here * AS_LIKELY

    def chance(weight: float) -> float:
        return min(1.0, weight / every)

    return Fisher(
        two_sided=chance(fsum(weight for weight in weights.values() if weight <= at_most)),
        lower=chance(fsum(w for place, w in weights.items() if place <= group.selected)),
        higher=chance(fsum(w for place, w in weights.items() if place >= group.selected)),
        observed=chance(here),
    )


def _walk_up(first: int, second: int, selected: int, start: int) -> Iterator[tuple[int, float]]:
    """Weigh every table with more selected of the first group, against the one at the start."""
    weight = 1.0
    for place in range(start, min(first, selected)):
        weight *= ((first - place) * (selected - place)) / (
            (place + 1) * (second - selected + place + 1)
        )
        if weight < LEAST_WEIGHT:
            return
        yield place + 1, weight


def _log_ways(first: int, second: int, selected: int, place: int) -> float:
    def log_ways_of(every: int, chosen: int) -> float:
        return lgamma(every + 1) - lgamma(chosen + 1) - lgamma(every - chosen + 1)

    return log_ways_of(first, place) + log_ways_of(second, selected - place)


def pooled_z(group: Group, against: Group) -> float | None:
    """Count the standard deviations between two rates; None where all or none were selected."""
    pooled = pooled_rate(group, against)
    if not group.considered or not against.considered or pooled is None or pooled in {0, 1}:
        return None
    spread = (
        pooled * (1 - pooled) * (Fraction(1, group.considered) + Fraction(1, against.considered))
    )
    apart = Fraction(group.selected, group.considered) - Fraction(
        against.selected, against.considered
    )
    return float(apart) / sqrt(spread)


def is_large_enough_for_z(group: Group, against: Group) -> bool:
    """Tell whether each of the four numbers that chance alone would bring is 5 or more."""
    everybody = group.considered + against.considered
    selected = group.selected + against.selected
    return all(
        considered * some >= FEWEST_EXPECTED * everybody
        for considered in (group.considered, against.considered)
        for some in (selected, everybody - selected)
    )


def two_sided_p_of(z: float) -> float:
    """Give the chance of being so many standard deviations away, on either side."""
    return erfc(abs(z) / sqrt(2))


def phi(group: Group, against: Group) -> float | None:
    """Correlate being in the group with being selected; None where Z is."""
    z = pooled_z(group, against)
    return None if z is None else z / sqrt(group.considered + against.considered)


class Availability(NamedTuple):
    """How many of a group a share of the labour market would bring among those selected."""

    expected: float
    deviation: float
    difference: float
    deviations: float | None


def set_against_availability(observed: int, selected: int, share: Fraction) -> Availability:
    """Compare a group's number among the selected with its share of those who could do the work."""
    expected = selected * share
    deviation = sqrt(expected * (1 - share))
    difference = float(expected - observed)
    return Availability(
        expected=float(expected),
        deviation=deviation,
        difference=difference,
        deviations=difference / deviation if deviation else None,
    )
