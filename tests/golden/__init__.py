"""Golden cases: what each statistic must give, compared field by field with what we give."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeGuard

from hiring.domain.impact.chance import (
    fisher_exact,
    phi,
    pooled_z,
    set_against_availability,
    two_sided_p_of,
)
from hiring.domain.impact.rates import (
    Group,
    cohens_h,
    find_highest,
    impact_ratio,
    is_below_four_fifths,
    pooled_rate,
    ratio_interval,
    shortfall,
    wilson_interval,
    would_reverse,
)
from hiring.domain.impact.scores import groups_above_median, median_of
from hiring.domain.leniency import estimate_leniency
from hiring.domain.scoring import (
    Criterion,
    OfferedInterview,
    Policy,
    RatingGiven,
    Resolution,
    assess,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """One golden case: `tolerance` is absolute, and 0 means exactly equal."""

    id: str
    statistic: str
    inputs: Mapping[str, Any]
    expected: Mapping[str, Any]
    tolerance: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One field where we give something else than the case expects."""

    field: str
    expected: object
    got: object


class NotBuiltError(LookupError):
    """No code of ours answers this statistic yet."""


def load_cases(path: Path) -> tuple[Case, ...]:
    """Load the cases of a golden file; raises OSError, or ValueError for another kind of file."""
    text = path.read_text(encoding="utf-8")
    try:
        return tuple(
            Case(
                id=case["id"],
                statistic=case["statistic"],
                inputs=case["inputs"],
                expected=case["expected"],
                tolerance=case["tolerance"]["abs"],
            )
            for case in json.loads(text)["cases"]
        )
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} is not a file of golden cases: {error!r}") from error


def list_differences(case: Case) -> tuple[Difference, ...]:
    """List where our answer differs, only in the fields the case expects.

    Raises NotBuiltError if no code answers the statistic.
    """
    if case.statistic not in ANSWERS:
        raise NotBuiltError(case.statistic)
    got = ANSWERS[case.statistic](case.inputs)
    return tuple(
        Difference(field, expected, got.get(field, "nothing"))
        for field, expected in case.expected.items()
        if not (field in got and agrees(expected, got[field], tolerance=case.tolerance))
    )


def agrees(expected: object, got: object, *, tolerance: float) -> bool:
    """Compare as JSON does: true is not 1, null is only null, and every key and item counts."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return expected.keys() == got.keys() and all(
            agrees(value, got[key], tolerance=tolerance) for key, value in expected.items()
        )
    if isinstance(expected, list) and isinstance(got, (list, tuple)):
        return len(expected) == len(got) and all(
            agrees(one, other, tolerance=tolerance)
            for one, other in zip(expected, got, strict=True)
        )
    if _is_number(expected) and _is_number(got):
        return expected == got or abs(expected - got) <= tolerance
    return type(expected) is type(got) and expected == got


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _answer_line_rule(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answer a case of the line rule with the assessment as it is stored."""
    return assess(
        scale_max=inputs["scale_max"],
        criteria=[
            Criterion(
                id=one["id"],
                name=one["id"],
                bar=one["bar"],
                strong=one["strong"],
                hypothesis=one["strength_hypothesis"],
            )
            for one in inputs["competencies"]
        ],
        ratings=[RatingGiven(**one) for one in inputs["ratings"]],
        policy=Policy(**inputs["policy"]),
        resolutions=[
            Resolution(
                competency=one["competency"],
                line=one["line"],
                outcome=one["outcome"],
                by=one["by"],
                because=one["reason"],
            )
            for one in inputs.get("debrief_resolutions", ())
        ],
        offered=[
            OfferedInterview(**{**one, "covers": tuple(one["covers"])})
            for one in inputs.get("interviews_available", ())
        ],
    ).as_dict()


def _group(name: str, counts: Mapping[str, int]) -> Group:
    return Group(name, counts["applicants"], counts["selected"])


def _rate(group: Group) -> Fraction:
    assert group.rate is not None
    return group.rate


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _ratios(groups: list[Group]) -> dict[str, dict[str, Any]]:
    """Set every group against the one with the highest rate."""
    highest = find_highest(groups)
    assert highest is not None
    return {
        group.name: {
            "rate": float(_rate(group)),
            "impact_ratio": _float(impact_ratio(group, highest)),
            "below_four_fifths": is_below_four_fifths(group, highest),
        }
        for group in groups
    }


def _answer_impact_ratio(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    return _ratios([_group(name, counts) for name, counts in inputs["groups"].items()])


def _answer_adverse_impact(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    group, against = _group("focal", inputs["focal"]), _group("reference", inputs["reference"])
    fisher = fisher_exact(group, against)
    z, pooled = pooled_z(group, against), pooled_rate(group, against)
    assert z is not None
    assert pooled is not None
    after, other = Group("", group[1], group[2] + 1), Group("", against[1], against[2] - 1)
    return {
        "rate_focal": float(_rate(group)),
        "rate_reference": float(_rate(against)),
        "impact_ratio": _float(impact_ratio(group, against)),
        "below_four_fifths": is_below_four_fifths(group, against),
        "z": z,
        "z_p_two_sided": two_sided_p_of(z),
        "fisher_two_sided": float(fisher.two_sided),
        "fisher_one_sided": float(fisher.lower),
        "lancaster_midp_one_sided": fisher.lower_mid_p,
        "cohens_h": cohens_h(group, against),
        "phi": phi(group, against),
        "ir_ci95": ratio_interval(group, against),
        "rate_focal_after_swap": float(_rate(after)),
        "rate_reference_after_swap": float(_rate(other)),
        "one_swap_reverses": would_reverse(group, against),
        "shortfall_vs_reference_rate": float(shortfall(group, _rate(against))),
        "shortfall_vs_pooled_rate": float(shortfall(group, pooled)),
    }


def _answer_fisher(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    (yes, no), (other_yes, other_no) = inputs["table"]
    fisher = fisher_exact(Group("", yes + no, yes), Group("", other_yes + other_no, other_yes))
    return {
        "greater": float(fisher.higher),
        "less": float(fisher.lower),
        "two_sided": float(fisher.two_sided),
    }


def _answer_binomial(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    found = {}
    for name, case in inputs["cases"].items():
        share = Fraction(str(case["p"]))
        set_against = set_against_availability(case["observed"], case["n"], share)
        found[name] = {
            "expected": set_against.expected,
            "sd": set_against.deviation,
            "difference": set_against.difference,
            "sds": set_against.deviations,
        }
    return found


def _answer_stages(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    found = {}
    for stage in inputs["stages"]:
        groups = [_group(name, stage[name]) for name in ("focal", "reference")]
        ratios = _ratios(groups)
        flagged = [name for name, said in ratios.items() if said["below_four_fifths"]]
        found[stage["name"]] = {
            "rate_focal": ratios["focal"]["rate"],
            "rate_reference": ratios["reference"]["rate"],
            "focal_to_reference": _float(impact_ratio(*groups)),
            "impact_ratio_lowest_to_highest": min(said["impact_ratio"] for said in ratios.values()),
            "flagged_group": flagged[0] if flagged else None,
        }
    return found


def _answer_city_selection(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        table: _ratios([_group(name, counts) for name, counts in groups.items()])
        for table, groups in inputs["tables"].items()
    }


def _answer_city_scores(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    scored = [(name, Decimal(str(score))) for name, score in inputs["scores"]]
    return {
        "median": float(median_of([score for _, score in scored])),
        "groups": _ratios(list(groups_above_median(scored))),
    }


def _answer_wilson(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"intervals": [wilson_interval(*case) for case in inputs["cases"]]}


def _answer_leniency(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    cells: dict[str, list[tuple[str, int]]] = {}
    for name, cell, level in inputs["ratings"]:
        cells.setdefault(cell, []).append((name, level))
    found = estimate_leniency(cells.values())
    fit = next(iter(found.values()))
    return {
        "leniency": {name: one.effect for name, one in found.items()},
        "loo_deviation": {name: one.difference for name, one in found.items()},
        "shared_cells": {name: one.cells for name, one in found.items()},
        "se": {name: one.standard_error for name, one in found.items()},
        "residual_variance": fit.residual_variance,
        "df": fit.spare,
    }


ANSWERS: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = MappingProxyType(
    {
        "line_rule": _answer_line_rule,
        "impact_ratio": _answer_impact_ratio,
        "adverse_impact_2x2": _answer_adverse_impact,
        "fisher_exact": _answer_fisher,
        "binomial_two_sd": _answer_binomial,
        "stage_pass_through": _answer_stages,
        "ll144_selection": _answer_city_selection,
        "ll144_scoring": _answer_city_scores,
        "wilson_interval": _answer_wilson,
        "rater_leniency_additive": _answer_leniency,
    }
)
"""What answers each statistic; add one here when it is built."""
