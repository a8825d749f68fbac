"""What the counts of a stage let one say, and when they are too few to say anything."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.impact.chance import (
    Fisher,
    fisher_exact,
    is_large_enough_for_z,
    pooled_z,
)
from hiring.domain.impact.rates import (
    Group,
    cohens_h,
    find_highest,
    impact_ratio,
    is_below_four_fifths,
    ratio_interval,
    shortfall,
    would_reverse,
)
from hiring.domain.impact.tallies import folded

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from hiring.domain.impact.tallies import Tally

FEWEST_SHOWN = 5
FEWEST_COMPARED = 30
SIGNIFICANT = Fraction(1, 20)
STANDARD_DEVIATIONS = 2


class Sign(StrEnum):
    """What a comparison shows; none of them says that all is well."""

    STRONG = "strong sign"
    CHECK = "check"
    NO_SIGN = "no sign"
    TOO_FEW = "too few to tell"


class Comparison(NamedTuple):
    """A group set against the one with the highest rate.

    Where the counts are too few, `below_four_fifths` is None: nothing is flagged.
    """

    group: str
    against: str
    ratio: Fraction | None
    interval: tuple[float, float] | None
    below_four_fifths: bool | None
    fisher: Fisher
    z: float | None
    h: float | None
    shortfall: Fraction
    sign: Sign
    because: str


class Weighed(NamedTuple):
    """The groups of a stage, who is not shown and why, and the comparisons.

    `hidden` have fewer than five people, `withheld` are kept back lest those can be worked out,
    `left_out` have a reason, and `unknown` counts those whose group nobody knows. `beside` compares
    the large groups where the highest rate is a small one's.
    """

    attribute: str
    stage: str
    groups: tuple[Group, ...]
    hidden: tuple[str, ...]
    withheld: tuple[str, ...]
    left_out: tuple[tuple[Group, str], ...]
    unknown: Group | None
    highest: Group | None
    comparisons: tuple[Comparison, ...]
    beside: tuple[Comparison, ...]


def weigh(tally: Tally, *, left_out: Mapping[str, str], withheld: Container[str] = ()) -> Weighed:
    """Weigh the groups of a tally; `left_out` gives the reasons by folded names.

    `withheld` are folded names too (`hiding.find_withheld`).
    """
    shown = tuple(
        group
        for group in tally.groups
        if group.considered >= FEWEST_SHOWN and folded(group.name) not in withheld
    )
    every = (*tally.groups, *((tally.unknown,) if tally.unknown else ()))
    compared = tuple(group for group in shown if folded(group.name) not in left_out)
    highest = find_highest(compared)
    return Weighed(
        attribute=tally.attribute,
        stage=tally.stage,
        groups=compared,
        hidden=tuple(one.name for one in tally.groups if one.considered < FEWEST_SHOWN),
        withheld=tuple(one.name for one in every if folded(one.name) in withheld),
        left_out=tuple(
            (one, left_out[folded(one.name)]) for one in shown if folded(one.name) in left_out
        ),
        unknown=tally.unknown,
        highest=highest,
        comparisons=_compare_all(compared, highest),
        beside=_compare_large(compared, highest),
    )


def _compare_all(groups: Iterable[Group], highest: Group | None) -> tuple[Comparison, ...]:
    if highest is None:
        return ()
    return tuple(compare(group, highest) for group in groups if group.name != highest.name)


def _compare_large(groups: Iterable[Group], highest: Group | None) -> tuple[Comparison, ...]:
    """Keep a small group with a high rate from hiding what larger ones show."""
    if highest is None or highest.considered >= FEWEST_COMPARED:
        return ()
    large = tuple(group for group in groups if group.considered >= FEWEST_COMPARED)
    return _compare_all(large, find_highest(large))


def compare(group: Group, against: Group) -> Comparison:
    """Set a group against one whose rate is as high or higher; people must have been considered."""
    fisher = fisher_exact(group, against)
    below = is_below_four_fifths(group, against)
    because = _why_too_few(group, against)
    return Comparison(
        group=group.name,
        against=against.name,
        ratio=impact_ratio(group, against),
        interval=ratio_interval(group, against),
        below_four_fifths=None if because else below,
        fisher=fisher,
        z=pooled_z(group, against) if is_large_enough_for_z(group, against) else None,
        h=cohens_h(group, against),
        shortfall=shortfall(group, Fraction(against.selected, against.considered)),
        sign=Sign.TOO_FEW if because else _sign(below=below, p=fisher.two_sided),
        because=because or _say_why(below=below, p=fisher.two_sided),
    )


def _why_too_few(group: Group, against: Group) -> str:
    few = [one for one in (group, against) if one.considered < FEWEST_COMPARED]
    if few:
        return " and ".join(f"{one.name}: {one.considered} people" for one in few) + (
            f", fewer than {FEWEST_COMPARED}"
        )
    if not against.selected:
        return "nobody was selected"
    if would_reverse(group, against):
        return "one selection the other way would turn the order"
    return ""


def _sign(*, below: bool, p: Fraction | float) -> Sign:
    if below and p < SIGNIFICANT:
        return Sign.STRONG
    return Sign.CHECK if below or p < SIGNIFICANT else Sign.NO_SIGN


def _say_why(*, below: bool, p: Fraction | float) -> str:
    ratio = "under four fifths" if below else "not under four fifths"
    chance = "p under .05" if p < SIGNIFICANT else "p not under .05"
    return f"{ratio}, {chance}"
