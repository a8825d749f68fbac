"""What was weighed, as the rows and sentences that people read, and as fields for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.impact.chance import set_against_availability
from hiring.domain.impact.hiding import NOT_KNOWN
from hiring.domain.impact.rates import impact_ratio, wilson_interval
from hiring.domain.impact.tallies import folded
from hiring.domain.impact.weighing import (
    FEWEST_COMPARED,
    FEWEST_SHOWN,
    STANDARD_DEVIATIONS,
    Sign,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from hiring.domain.impact.rates import Group
    from hiring.domain.impact.weighing import Comparison, Weighed

RATE_HEADS = ("GROUP", "CONSIDERED", "SELECTED", "RATE", "95 % INTERVAL", "RATIO", "SHOWS")
SCORE_HEADS = ("GROUP", "SCORED", "ABOVE MEDIAN", "RATE", "95 % INTERVAL", "RATIO", "SHOWS")
COMPARISON_HEADS = (*("GROUP", "RATIO'S 95 %", "4/5", "FISHER P", "MID-P", "Z", "H", "SHORT BY"),)
CITY_HEADS = ("CATEGORY", "APPLICANTS", "SELECTED", "SELECTION RATE", "IMPACT RATIO")
CITY_SCORE_HEADS = ("CATEGORY", "APPLICANTS", "ABOVE MEDIAN", "SCORING RATE", "IMPACT RATIO")
NOTHING = "-"
POOL = (
    "Too few to tell: add up several months until every group has 30 people or more; do not lower"
    " the limit."
)

_SAYS = {
    Sign.STRONG: "strong sign, review this stage now",
    Sign.CHECK: "check",
    Sign.NO_SIGN: "no sign",
    Sign.TOO_FEW: "too few to tell",
}


def say_place(weighed: Weighed) -> str:
    """Say which attribute and stage it is."""
    return f"{weighed.attribute}, {weighed.stage}" if weighed.stage else weighed.attribute


def rate_rows(weighed: Weighed) -> tuple[tuple[str, ...], ...]:
    """Give the row of each compared group under RATE_HEADS."""
    signs = {one.group: one.sign.value for one in weighed.comparisons}
    return tuple(
        (
            group.name,
            f"{group.considered}",
            f"{group.selected}",
            _percent(group.rate),
            _between(wilson_interval(group.selected, group.considered), 100, 1),
            _decimals(_ratio(group, weighed), 3),
            signs.get(group.name, _of_the_highest(group, weighed)),
        )
        for group in weighed.groups
    )


def _of_the_highest(group: Group, weighed: Weighed) -> str:
    """Name the group that the others are set against; nobody selected is no rate to be named."""
    return "highest rate" if weighed.comparisons and group.selected else NOTHING


def city_rows(weighed: Weighed) -> tuple[tuple[str, ...], ...]:
    """Give the row of each compared group under CITY_HEADS."""
    return tuple(
        (
            group.name,
            f"{group.considered}",
            f"{group.selected}",
            _percent(group.rate),
            _decimals(_ratio(group, weighed), 3),
        )
        for group in weighed.groups
    )


def comparison_rows(comparisons: Iterable[Comparison]) -> tuple[tuple[str, ...], ...]:
    """Give the row of each comparison under COMPARISON_HEADS."""
    flags = {True: "under", False: "not under", None: NOTHING}
    return tuple(
        (
            one.group,
            _between(one.interval, 1, 2),
            flags[one.below_four_fifths],
            _chance(one.fisher.two_sided),
            _chance(one.fisher.mid_p),
            _decimals(one.z, 2),
            _decimals(one.h, 2),
            _people(one.shortfall),
        )
        for one in comparisons
    )


def remarks(weighed: Weighed) -> tuple[str, ...]:
    """Say of each comparison what it shows and why, and who is not in the figures."""
    return (*_say_signs(weighed), *who_is_missing(weighed))


def _say_signs(weighed: Weighed) -> Iterator[str]:
    for one in weighed.comparisons:
        yield f"{one.group}: {_SAYS[one.sign]} ({one.because}){_deviations(one)}."
    if weighed.beside:
        yield (
            f"{weighed.beside[0].against} has the highest rate of the groups of"
            f" {FEWEST_COMPARED} and more; against it:"
        )
    for one in weighed.beside:
        ratio = _decimals(one.ratio, 3)
        yield (
            f"{one.group}: ratio {ratio}, Fisher p {_chance(one.fisher.two_sided)},"
            f" {_SAYS[one.sign]} ({one.because}){_deviations(one)}."
        )
    if not weighed.comparisons:
        yield "there are not two groups to compare."


def _deviations(one: Comparison) -> str:
    if one.z is None or abs(one.z) <= STANDARD_DEVIATIONS:
        return ""
    return "; more than two standard deviations"


def who_is_missing(weighed: Weighed) -> tuple[str, ...]:
    """Say which groups are too small to be shown, left out, or not known."""
    said = [f"{name}: fewer than {FEWEST_SHOWN} people, not shown." for name in weighed.hidden]
    said += [
        f"{name}: not shown, lest the number of a smaller group can be worked out."
        for name in weighed.withheld
        if name != NOT_KNOWN
    ]
    for group, reason in weighed.left_out:
        counts = f"{group.selected} of {group.considered}, {_percent(group.rate)}"
        said.append(f"{group.name}: {counts}; left out of the ratios: {reason.rstrip('.')}.")
    if NOT_KNOWN in weighed.withheld:
        said.append(
            "group not known: in no rate; how many, lest others can be worked out, is not shown."
        )
    elif weighed.unknown:
        n = weighed.unknown.considered
        people = f"{n} people" if n >= FEWEST_SHOWN else f"fewer than {FEWEST_SHOWN} people"
        said.append(f"group not known: {people}, in no rate.")
    return tuple(said)


def city_remarks(weighed: Weighed) -> tuple[str, ...]:
    """Say who is missing, and which categories are small."""
    small = [one.name for one in weighed.groups if one.considered < FEWEST_COMPARED]
    few = (f"fewer than {FEWEST_COMPARED} people, too few to tell: {', '.join(small)}.",)
    return (*(few if small else ()), *who_is_missing(weighed))


def availability_remarks(
    weighed: Weighed, available: Mapping[str, Fraction], *, selected: int
) -> tuple[str, ...]:
    """Set the number of each group among the selected against its share of the labour market."""
    shares = {folded(name): share for name, share in available.items()}
    said = []
    for group in weighed.groups:
        share = shares.get(folded(group.name))
        if share is None or not selected:
            continue
        found = set_against_availability(group.selected, selected, share)
        deviations = _decimals(found.deviations, 1)
        said.append(
            f"{group.name}: {group.selected} of the {selected} selected; a share of"
            f" {_percent(share)} would bring {found.expected:.1f}, which is {deviations} standard"
            " deviations from it."
        )
    return tuple(said)


def as_dict(weighed: Weighed) -> dict[str, object]:
    """Give the figures of one attribute and stage as fields."""
    return {
        "attribute": weighed.attribute,
        "stage": weighed.stage,
        "highest": weighed.highest.name if weighed.highest else None,
        "groups": [
            {
                "group": group.name,
                "considered": group.considered,
                "selected": group.selected,
                "rate": _float(group.rate),
                "rate_interval": wilson_interval(group.selected, group.considered),
                "impact_ratio": _float(_ratio(group, weighed)),
            }
            for group in weighed.groups
        ],
        "comparisons": [_comparison(one) for one in weighed.comparisons],
        "among_large_groups": [_comparison(one) for one in weighed.beside],
        "not_shown": weighed.hidden,
        "withheld": weighed.withheld,
        "left_out": [
            {
                "group": group.name,
                "considered": group.considered,
                "selected": group.selected,
                "rate": _float(group.rate),
                "reason": reason,
            }
            for group, reason in weighed.left_out
        ],
        "unknown": "withheld" if NOT_KNOWN in weighed.withheld else _unknown(weighed.unknown),
    }


def _comparison(one: Comparison) -> dict[str, object]:
    return {
        "group": one.group,
        "against": one.against,
        "impact_ratio": _float(one.ratio),
        "ratio_interval": one.interval,
        "below_four_fifths": one.below_four_fifths,
        "fisher_p": float(one.fisher.two_sided),
        "mid_p": one.fisher.mid_p,
        "z": one.z,
        "cohens_h": one.h,
        "shortfall": float(one.shortfall),
        "sign": one.sign.value,
        "because": one.because,
    }


def _unknown(group: Group | None) -> object:
    """Count those of no known group; a number under five is not told."""
    if group is None:
        return 0
    return group.considered if group.considered >= FEWEST_SHOWN else f"fewer than {FEWEST_SHOWN}"


def too_few_somewhere(weighed: Sequence[Weighed]) -> bool:
    """Tell whether some comparison has too few people."""
    return any(one.sign is Sign.TOO_FEW for each in weighed for one in each.comparisons)


def _ratio(group: Group, weighed: Weighed) -> Fraction | None:
    return impact_ratio(group, weighed.highest) if weighed.highest else None


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _percent(rate: Fraction | None) -> str:
    return NOTHING if rate is None else f"{100 * float(rate):.1f} %"


def _decimals(number: Fraction | float | None, places: int) -> str:
    return NOTHING if number is None else f"{float(number):.{places}f}"


def _between(ends: tuple[float, float] | None, times: int, places: int) -> str:
    if ends is None:
        return NOTHING
    return " to ".join(f"{times * end:.{places}f}" for end in ends)


def _chance(p: Fraction | float) -> str:
    least = 0.0001
    return f"{float(p):.4f}" if p >= least else f"<{least:.4f}"


def _people(short: Fraction) -> str:
    people = f"{float(short):.1f}".removesuffix(".0")
    return f"{people} people" if people != "1" else "1 person"
