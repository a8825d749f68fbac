"""Compare two rubrics: what changed, and whether ratings and results stay comparable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.domain.rubric import Competency, Rubric


_STEPS = ("none", "patch", "minor", "major")
_WORDS = (
    ("role", "another role"),
    ("family", "another family"),
    ("level", "another level"),
    ("focus", "another focus"),
    ("scope", "another scope"),
    ("setting", "another organisation"),
    ("setting_text", "the words on the organisation changed"),
    ("title", "the title has other words"),
    ("purpose", "the purpose has other words"),
    ("deliverable", "the deliverable has other words"),
    ("duties", "the duties have other words"),
    ("not_this_role", "what the role is not has other words"),
    ("teaches", "what we teach has other words"),
    ("needs", "a job must give other facts"),
    ("notes", "the advice to the recruiter has other words"),
    ("sources", "the sources changed"),
    ("max_minutes", "the limit of the candidate's time changed"),
    ("floor", "the floor of the plan changed"),
)
_WORDS_OF_A_COMPETENCY = (
    ("name", "another name"),
    ("group", "another group"),
    ("questions", "other questions"),
    ("avoid", "other advice on what not to ask"),
    ("candidate_words", "other words for candidates"),
    ("sources", "other sources"),
)


class Effect(StrEnum):
    """What a change does to comparing candidates across the two rubrics."""

    WORDS = "words only"
    RESULTS = "other results"
    RATINGS = "other ratings"


@dataclass(frozen=True, slots=True)
class RubricChange:
    """One change and what it does."""

    what: str
    effect: Effect
    competency: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every change between two rubrics, and what follows."""

    changes: tuple[RubricChange, ...]
    comparable: bool
    version_step: str
    verdict: str


def compare(old: Rubric, new: Rubric) -> Comparison:
    """Compare two resolved rubrics.

    Ratings of a competency compare while its definition and anchors keep their words. Results
    (met, validated) compare while lines, strengths and policy are the same too.
    """
    changes = tuple(_changes(old, new))
    effects = {change.effect for change in changes}
    if Effect.RATINGS in effects:
        step = "major"
        names = ", ".join(
            sorted({c.competency or "" for c in changes if c.effect is Effect.RATINGS})
        )
        verdict = f"Not comparable on {names}: ratings mean something else."
    elif Effect.RESULTS in effects:
        step = "minor"
        verdict = "Ratings stay comparable; results do not: lines or what is asked have moved."
    elif changes:
        step = "patch"
        verdict = "Comparable: only words changed that no rating rests on."
    else:
        step = "none"
        verdict = "The same."
    taken = _step_taken(old.version, new.version)
    if _same_variant(old, new) and _STEPS.index(taken) < _STEPS.index(step):
        moved = f"is still {new.version}" if taken == "none" else f"took a {taken} step only"
        verdict += f" The version {moved}: a {step} step is due."
    return Comparison(
        changes=changes,
        comparable=not effects & {Effect.RATINGS, Effect.RESULTS},
        version_step=step,
        verdict=verdict,
    )


def _same_variant(old: Rubric, new: Rubric) -> bool:
    return all(
        getattr(old, name) == getattr(new, name)
        for name in ("role", "level", "focus", "scope", "setting")
    )


def _step_taken(old: str, new: str) -> str:
    """Name the highest part of a version that went up."""
    for step, was, now in zip(reversed(_STEPS), old.split("."), new.split("."), strict=False):
        if int(was) != int(now):
            return step if int(now) > int(was) else "none"
    return "none"


def _changes(old: Rubric, new: Rubric) -> Iterator[RubricChange]:
    before = {c.id: c for c in old.competencies}
    after = {c.id: c for c in new.competencies}
    for competency in before:
        if competency not in after:
            yield RubricChange(f"{competency} is not rated any more", Effect.RESULTS, competency)
    for competency, found in after.items():
        if competency not in before:
            yield RubricChange(f"{competency} is rated now", Effect.RESULTS, competency)
        else:
            yield from _competency_changes(before[competency], found)
    yield from _line_changes(old, new, [c for c in after if c in before])
    yield from _plan_changes(old, new)
    for name, what in _WORDS:
        if getattr(old, name) != getattr(new, name):
            yield RubricChange(what, Effect.WORDS)
    if old.version != new.version:
        yield RubricChange(f"version {old.version} became {new.version}", Effect.WORDS)


def _competency_changes(old: Competency, new: Competency) -> Iterator[RubricChange]:
    if old.definition != new.definition:
        yield RubricChange(f"{new.id}: another definition", Effect.RATINGS, new.id)
    if len(old.anchors) != len(new.anchors):
        yield RubricChange(f"{new.id}: another number of levels", Effect.RATINGS, new.id)
    else:
        for level, (was, now) in enumerate(zip(old.anchors, new.anchors, strict=True), 1):
            if was != now:
                what = f"{new.id}: another anchor at level {level}"
                yield RubricChange(what, Effect.RATINGS, new.id)
    for name, what in _WORDS_OF_A_COMPETENCY:
        if getattr(old, name) != getattr(new, name):
            yield RubricChange(f"{new.id}: {what}", Effect.WORDS, new.id)
    if old.version != new.version:
        what = f"{new.id}: version {old.version} became {new.version}"
        yield RubricChange(what, Effect.WORDS, new.id)


def _line_changes(old: Rubric, new: Rubric, both: list[str]) -> Iterator[RubricChange]:
    for competency in both:
        was, now = old.bar_of(competency), new.bar_of(competency)
        if was != now:
            what = f"{competency}: bar {was} became {now}"
            yield RubricChange(what, Effect.RESULTS, competency)
        kinds = ["strength" if competency in rubric.strengths else "bar" for rubric in (old, new)]
        if kinds[0] != kinds[1]:
            what = f"{competency}: {kinds[0]} became {kinds[1]}"
            yield RubricChange(what, Effect.RESULTS, competency)
    if old.strong_line != new.strong_line:
        what = f"strong line {old.strong_line} became {new.strong_line}"
        yield RubricChange(what, Effect.RESULTS)
    if set(old.strengths) == set(new.strengths) and old.strengths != new.strengths:
        yield RubricChange("the strengths stand in another order", Effect.WORDS)
    if old.policy != new.policy:
        yield RubricChange("the scoring policy changed", Effect.RESULTS)


def _plan_changes(old: Rubric, new: Rubric) -> Iterator[RubricChange]:
    before = {step.id: step for step in old.plan}
    after = {step.id: step for step in new.plan}
    for gone in before:
        if gone not in after:
            yield RubricChange(f"step {gone} is gone", Effect.RESULTS)
    for name, step in after.items():
        if name not in before:
            yield RubricChange(f"step {name} is new", Effect.RESULTS)
        elif set(before[name].competencies) != set(step.competencies):
            yield RubricChange(f"step {name} rates other competencies", Effect.RESULTS)
        elif before[name] != step:
            yield RubricChange(f"step {name} has other words, format or time", Effect.WORDS)
    if set(before) == set(after) and list(before) != list(after):
        yield RubricChange("the steps stand in another order", Effect.WORDS)
