"""What must hold in every rubric, whatever variant of it a job chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.rubric import LIVE_FORMATS, TAKE_HOME_FORMATS
from hiring.domain.snapshot import MAX_STRENGTHS, MIN_STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.domain.rubric import Rubric

LOWEST_BAR = 2
MIN_STEPS, MAX_STEPS = 4, 6
MAX_TAKE_HOME_MINUTES = 180
MAX_RATED_PER_STEP = 8
SIGHTINGS_PER_STRENGTH = 2
FLOOR_FAMILIES = ("core",)
FLOOR_ROLES = (
    "full-stack-data-scientist",
    "data-scientist",
    "mlops-platform-engineer",
    "data-engineer",
    "software-engineer",
)
MAX_STRENGTHS_OF = (("full-stack-data-scientist", 3),)
Place = tuple[str | int, ...]
NOTHING: frozenset[str] = frozenset()


class Finding(NamedTuple):
    """One broken rule: the place in the file it belongs to, what, and how to mend it.

    Where an organisation setting breaks it, that setting is named, with the place inside it.
    """

    place: Place
    what: str
    fix: str
    setting: str = ""
    inside: Place = ()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One competency against the plan: who may see it, and for how many minutes."""

    competency: str
    name: str
    kind: str
    bar: int
    steps: tuple[str, ...]
    minutes: int
    problem: str = ""


def coverage(rubric: Rubric) -> tuple[CoverageRow, ...]:
    """Set each competency against the steps that rate it.

    A step's minutes are shared evenly over what it rates; minutes are whole, rounded down.
    """
    names = {c.id: c.name for c in rubric.competencies}
    rows = []
    for competency in rubric.rated:
        kind = "strength" if competency in rubric.strengths else "bar"
        seen = tuple(step for step in rubric.plan if competency in step.competencies)
        wanted = SIGHTINGS_PER_STRENGTH if kind == "strength" else 1
        problem = ""
        if len(seen) < wanted:
            problem = f"needs {wanted} step{'s' if wanted > 1 else ''}, has {len(seen)}"
        rows.append(
            CoverageRow(
                competency=competency,
                name=names[competency],
                kind=kind,
                bar=rubric.bar_of(competency),
                steps=tuple(step.id for step in seen),
                minutes=int(sum(step.minutes / len(step.competencies) for step in seen)),
                problem=problem,
            )
        )
    return tuple(rows)


def check_rubric(rubric: Rubric, doubtful: frozenset[str] = NOTHING) -> tuple[Finding, ...]:
    """Find every consistency rule that a resolved rubric breaks.

    Doubtful are the ids of competencies that nobody can look up; nothing that may only follow
    from them is found.
    """
    return tuple(
        finding
        for rule in (_lines, _sightings, _steps, _time, _live_communication, _floor, _texts)
        for finding in rule(rubric, doubtful)
    )


def _lines(rubric: Rubric, doubtful: frozenset[str]) -> Iterator[Finding]:
    most = dict(MAX_STRENGTHS_OF).get(rubric.role, MAX_STRENGTHS)
    count = len(rubric.strengths)
    if not MIN_STRENGTHS <= count <= most:
        yield Finding(
            ("strengths",),
            f"{count} strengths to validate",
            f"name {MIN_STRENGTHS} to {most}",
        )
    if len(set(rubric.strengths)) != count:
        yield Finding(("strengths",), "a strength is named twice", "name each once")
    for competency, level in rubric.bars.items():
        if not LOWEST_BAR <= level <= rubric.scale_max:
            yield Finding(
                ("bars", competency),
                f"the bar of {competency} is {level}",
                f"choose {LOWEST_BAR} to {rubric.scale_max}",
            )
    if not LOWEST_BAR <= rubric.strong_line <= rubric.scale_max:
        yield Finding(
            ("strong_line",),
            f"the strong line is {rubric.strong_line}",
            f"choose {LOWEST_BAR} to {rubric.scale_max}",
        )
    for competency, level in rubric.bars.items():
        if rubric.strong_line < level <= rubric.scale_max:
            yield Finding(
                ("bars", competency),
                f"the bar of {competency} ({level}) is above the strong line "
                f"({rubric.strong_line})",
                "lower the bar or raise strong_line",
            )
    if len({len(c.anchors) for c in rubric.competencies if c.id not in doubtful}) > 1:
        yield Finding(
            ("bars",),
            "competencies with different numbers of anchors are rated together",
            "give every competency of a role the same number of levels",
        )
    needed = rubric.policy.strengths_required
    if needed is not None and needed > count:
        yield Finding(
            ("policy", "strengths_required"),
            f"{needed} strengths must be validated, and there are {count}",
            "ask for fewer",
        )


def _sightings(rubric: Rubric, doubtful: frozenset[str]) -> Iterator[Finding]:
    for row in coverage(rubric):
        if row.problem and row.competency not in doubtful:
            yield Finding(
                ("strengths",) if row.kind == "strength" else ("bars", row.competency),
                f"{row.kind} {row.competency} {row.problem}",
                "add it to the competencies of a step",
            )


def _steps(rubric: Rubric, doubtful: frozenset[str]) -> Iterator[Finding]:
    if not MIN_STEPS <= len(rubric.plan) <= MAX_STEPS:
        yield Finding(
            ("plan",), f"{len(rubric.plan)} steps", f"plan {MIN_STEPS} to {MAX_STEPS} steps"
        )
    ids = [step.id for step in rubric.plan]
    for place, step in enumerate(rubric.plan):
        if ids.index(step.id) != place:
            yield Finding(("plan", place, "id"), f"step {step.id} is there twice", "rename one")
        lowest = 0 if doubtful else 1
        if not lowest <= len(step.competencies) <= MAX_RATED_PER_STEP:
            yield Finding(
                ("plan", place, "competencies"),
                f"step {step.id} rates {len(step.competencies)} competencies",
                f"let a step rate 1 to {MAX_RATED_PER_STEP}",
            )
        if step.format in TAKE_HOME_FORMATS and step.minutes > MAX_TAKE_HOME_MINUTES:
            yield Finding(
                ("plan", place, "minutes"),
                f"take-home {step.id} takes {step.minutes} minutes",
                f"at most {MAX_TAKE_HOME_MINUTES}",
            )


def _time(rubric: Rubric, _doubtful: frozenset[str]) -> Iterator[Finding]:
    if rubric.minutes > rubric.max_minutes:
        yield Finding(
            ("plan",),
            f"the plan takes {rubric.minutes} minutes of the candidate's time",
            f"at most {rubric.max_minutes}",
        )


def _live_communication(rubric: Rubric, doubtful: frozenset[str]) -> Iterator[Finding]:
    if doubtful and "communication" not in rubric.rated:
        return
    if not any(s.format in LIVE_FORMATS and "communication" in s.competencies for s in rubric.plan):
        yield Finding(
            ("plan",),
            "no live step rates communication",
            "make communication a strength or bar and add it to a live or presentation step",
        )


def _floor(rubric: Rubric, doubtful: frozenset[str]) -> Iterator[Finding]:
    needed = rubric.family in FLOOR_FAMILIES or rubric.role in FLOOR_ROLES
    sides = ("machine-learning", "software")
    if needed and any(side not in rubric.floor for side in sides):
        yield Finding(
            ("floor",),
            "this role needs the machine-learning and software floor",
            "add floor: {machine-learning: [...], software: [...]}",
        )
    rated = {c for step in rubric.plan for c in step.competencies}
    for side, competencies in rubric.floor.items():
        if not doubtful and not rated.intersection(competencies):
            yield Finding(
                ("floor",),
                f"no step tests the {side} floor",
                f"let a step rate one of {', '.join(competencies)}",
            )


def _texts(rubric: Rubric, _doubtful: frozenset[str]) -> Iterator[Finding]:
    for key in ("duties", "not_this_role", "sources"):
        if not getattr(rubric, key):
            yield Finding((key,), f"{key} says nothing", "write at least one line")
    for place, step in enumerate(rubric.plan):
        if not step.purpose.strip():
            yield Finding(
                ("plan", place, "purpose"),
                f"step {step.id} has no purpose",
                "say in one sentence what it is there to see",
            )
