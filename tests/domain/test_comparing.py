from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from hiring.domain.comparing import Effect, compare
from hiring.domain.rubric import Choice, Competency, Family, Rubric, ScoringPolicy
from hiring.resources import bundled
from hiring.rubric_files.library import load_library

SHIPPED = load_library(bundled("rubrics"))
RUBRIC = SHIPPED.resolve("ml-engineer")


def with_competency(**changes: Any) -> Rubric:
    """Change the first competency of the rubric, which is coding."""
    first, *rest = RUBRIC.competencies
    return replace(RUBRIC, competencies=(replace(first, **changes), *rest))


def with_step(place: int, **changes: Any) -> Rubric:
    """Change one step of the plan."""
    plan = list(RUBRIC.plan)
    plan[place] = replace(plan[place], **changes)
    return replace(RUBRIC, plan=tuple(plan))


def seen(new: Rubric) -> list[tuple[str, Effect]]:
    """Compare with the shipped rubric."""
    return [(change.what, change.effect) for change in compare(RUBRIC, new).changes]


def test_a_rubric_is_the_same_as_itself() -> None:
    comparison = compare(RUBRIC, RUBRIC)

    assert comparison.changes == ()
    assert comparison.comparable
    assert (comparison.version_step, comparison.verdict) == ("none", "The same.")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"definition": "Does it."}, "coding: another definition"),
        (
            {"anchors": ("1", *RUBRIC.competencies[0].anchors[1:])},
            "coding: another anchor at level 1",
        ),
        ({"anchors": (*RUBRIC.competencies[0].anchors, "5")}, "coding: another number of levels"),
    ],
)
def test_other_anchors_make_ratings_mean_something_else(changes: dict[str, Any], what: str) -> None:
    comparison = compare(RUBRIC, with_competency(**changes))

    assert [(c.what, c.effect, c.competency) for c in comparison.changes] == [
        (what, Effect.RATINGS, "coding")
    ]
    assert not comparison.comparable
    assert comparison.version_step == "major"
    assert comparison.verdict == (
        "Not comparable on coding: ratings mean something else. "
        "The version is still 1.0.0: a major step is due."
    )


@pytest.mark.parametrize(
    ("new", "what"),
    [
        (
            replace(RUBRIC, bars={**RUBRIC.bars, "communication": 3}),
            "communication: bar 2 became 3",
        ),
        (replace(RUBRIC, strong_line=4), "strong line 3 became 4"),
        (replace(RUBRIC, policy=ScoringPolicy(lone_bar="never")), "the scoring policy changed"),
        (
            replace(
                RUBRIC,
                strengths=RUBRIC.strengths[:3],
                bars={**RUBRIC.bars, "debugging": 2},
            ),
            "debugging: strength became bar",
        ),
        (
            with_step(0, competencies=("communication",)),
            "step first-conversation rates other competencies",
        ),
        (replace(RUBRIC, plan=RUBRIC.plan[1:]), "step first-conversation is gone"),
        (
            replace(RUBRIC, plan=(*RUBRIC.plan, replace(RUBRIC.plan[0], id="second"))),
            "step second is new",
        ),
    ],
)
def test_moved_lines_keep_ratings_comparable_but_not_results(new: Rubric, what: str) -> None:
    comparison = compare(RUBRIC, new)

    assert [(c.what, c.effect) for c in comparison.changes] == [(what, Effect.RESULTS)]
    assert not comparison.comparable
    assert comparison.version_step == "minor"
    assert comparison.verdict.startswith("Ratings stay comparable; results do not")


def test_what_is_rated_more_or_less_moves_results() -> None:
    junior = SHIPPED.resolve("ml-engineer", Choice(level="junior"))

    words = seen(junior)

    assert ("system-design is not rated any more", Effect.RESULTS) in words
    assert ("learning-drive is rated now", Effect.RESULTS) in words


@pytest.mark.parametrize(
    ("new", "what"),
    [
        (
            with_step(0, brief="Sit down."),
            "step first-conversation has other words, format or time",
        ),
        (replace(RUBRIC, plan=RUBRIC.plan[::-1]), "the steps stand in another order"),
        (replace(RUBRIC, strengths=RUBRIC.strengths[::-1]), "the strengths stand in another order"),
        (with_competency(candidate_words="write code"), "coding: other words for candidates"),
        (with_competency(questions=()), "coding: other questions"),
        (with_competency(version="1.0.1"), "coding: version 1.0.0 became 1.0.1"),
        (replace(RUBRIC, purpose="Else."), "the purpose has other words"),
        (replace(RUBRIC, version="1.0.1"), "version 1.0.0 became 1.0.1"),
    ],
)
def test_other_words_leave_everything_comparable(new: Rubric, what: str) -> None:
    comparison = compare(RUBRIC, new)

    assert [(c.what, c.effect) for c in comparison.changes] == [(what, Effect.WORDS)]
    assert comparison.comparable
    assert comparison.version_step == "patch"
    assert comparison.verdict.startswith("Comparable: only words changed")


OTHER: dict[str, Any] = {
    "family": Family.ANALYTICS,
    "bars": {**RUBRIC.bars, "communication": 3},
    "strong_line": 4,
    "policy": ScoringPolicy(strengths_required=1),
    "max_minutes": 300,
    "floor": {},
    "plan": RUBRIC.plan[1:],
    "version": "1.0.1",
    "strengths": RUBRIC.strengths[::-1],
    "competencies": with_competency(definition="Else.").competencies,
    **dict.fromkeys(("duties", "not_this_role", "teaches", "notes", "sources"), ("else",)),
}
# The highest level is that of the anchors, whose number is compared.
FIELDS = [field.name for field in fields(Rubric) if field.name != "scale_max"]


@pytest.mark.parametrize("name", FIELDS)
def test_no_part_of_a_rubric_changes_unseen(name: str) -> None:
    assert seen(replace(RUBRIC, **{name: OTHER.get(name, "else")})) != []


@pytest.mark.parametrize("name", [f.name for f in fields(Competency) if f.name != "id"])
def test_no_part_of_a_competency_changes_unseen(name: str) -> None:
    old = getattr(RUBRIC.competencies[0], name)

    new = ("else",) if isinstance(old, tuple) else "1.2.3"

    assert seen(with_competency(**{name: new})) != []


@pytest.mark.parametrize(
    ("version", "tail"),
    [
        ("1.0.0", "The version is still 1.0.0: a minor step is due."),
        ("0.9.0", "The version is still 0.9.0: a minor step is due."),
        ("1.0.7", "The version took a patch step only: a minor step is due."),
        ("1.1.0", "what is asked have moved."),
        ("2.0.0", "what is asked have moved."),
    ],
)
def test_a_version_that_moved_too_little_is_said(version: str, tail: str) -> None:
    new = replace(RUBRIC, version=version, strong_line=4)

    assert compare(RUBRIC, new).verdict.endswith(tail)


def test_no_version_step_is_due_between_two_roles_or_two_variants() -> None:
    other = SHIPPED.resolve("data-analyst")
    senior = SHIPPED.resolve("ml-engineer", Choice(level="senior"))

    assert "step is due" not in compare(RUBRIC, other).verdict
    assert "step is due" not in compare(RUBRIC, senior).verdict
