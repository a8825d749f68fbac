"""Golden cases: what each statistic must give, compared field by field with what we give."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeGuard

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


ANSWERS: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = MappingProxyType(
    {"line_rule": _answer_line_rule}
)
"""What answers each statistic; add one here when it is built."""
