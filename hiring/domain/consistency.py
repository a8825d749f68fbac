"""What must hold in every rubric, whatever variant of it a job chooses."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.rubric import LIVE_FORMATS, TAKE_HOME_FORMATS, Choice, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hiring.domain.rubric import Change, Competency, Role, Rubric, Setting

MIN_STRENGTHS, MAX_STRENGTHS = 2, 4
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
# The orders printed in the skills chart, highest first (Full Stack Deep Learning 2022,
# lecture 8). Roles in one bracket are printed as equal.
CHART_ORDERS = (
    (
        "software",
        (
            ("mlops-platform-engineer",),
            ("ml-engineer",),
            ("ml-researcher",),
            ("data-scientist",),
            ("ml-product-manager",),
        ),
    ),
    (
        "machine_learning",
        (
            ("ml-researcher",),
            ("ml-engineer",),
            ("data-scientist",),
            ("ml-product-manager",),
            ("mlops-platform-engineer",),
        ),
    ),
    (
        "communication",
        (
            ("ml-product-manager",),
            ("data-scientist",),
            ("ml-researcher",),
            ("ml-engineer", "mlops-platform-engineer"),
        ),
    ),
)


class Finding(NamedTuple):
    """One broken rule: the place in the file it belongs to, what, and how to mend it."""

    place: tuple[str | int, ...]
    what: str
    fix: str


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


def check_rubric(rubric: Rubric) -> tuple[Finding, ...]:
    """Find every consistency rule that a resolved rubric breaks."""
    return tuple(
        finding
        for rule in (_lines, _sightings, _steps, _time, _live_communication, _floor)
        for finding in rule(rubric)
    )


def _lines(rubric: Rubric) -> Iterator[Finding]:
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
    if len({len(c.anchors) for c in rubric.competencies}) > 1:
        yield Finding(
            ("bars",),
            "competencies with different numbers of anchors are rated together",
            "give every competency of a role the same number of levels",
        )


def _sightings(rubric: Rubric) -> Iterator[Finding]:
    for row in coverage(rubric):
        if row.problem:
            yield Finding(
                ("strengths",) if row.kind == "strength" else ("bars", row.competency),
                f"{row.kind} {row.competency} {row.problem}",
                "add it to the competencies of a step",
            )


def _steps(rubric: Rubric) -> Iterator[Finding]:
    if not MIN_STEPS <= len(rubric.plan) <= MAX_STEPS:
        yield Finding(
            ("plan",), f"{len(rubric.plan)} steps", f"plan {MIN_STEPS} to {MAX_STEPS} steps"
        )
    ids = [step.id for step in rubric.plan]
    for place, step in enumerate(rubric.plan):
        if ids.index(step.id) != place:
            yield Finding(("plan", place, "id"), f"step {step.id} is there twice", "rename one")
        if not 1 <= len(step.competencies) <= MAX_RATED_PER_STEP:
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


def _time(rubric: Rubric) -> Iterator[Finding]:
    if rubric.minutes > rubric.max_minutes:
        yield Finding(
            ("plan",),
            f"the plan takes {rubric.minutes} minutes of the candidate's time",
            f"at most {rubric.max_minutes}",
        )


def _live_communication(rubric: Rubric) -> Iterator[Finding]:
    if not any(s.format in LIVE_FORMATS and "communication" in s.competencies for s in rubric.plan):
        yield Finding(
            ("plan",),
            "no live step rates communication",
            "make communication a strength or bar and add it to a live or presentation step",
        )


def _floor(rubric: Rubric) -> Iterator[Finding]:
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
        if not rated.intersection(competencies):
            yield Finding(
                ("floor",),
                f"no step tests the {side} floor",
                f"let a step rate one of {', '.join(competencies)}",
            )


def check_role(
    role: Role, library: Mapping[str, Competency], settings: Iterable[Setting]
) -> tuple[Finding, ...]:
    """Check a role and every variant of it; a problem of the base is reported once.

    Unknown competency ids are found first, since nothing else can be said with them.
    """
    unknown = tuple(_unknown_ids(role, library))
    if unknown:
        return unknown
    both = [s for s in role.strengths if s in role.bars]
    findings = [
        Finding(("bars", c), f"{c} is both strength and bar", "take it out of one") for c in both
    ]
    findings += check_rubric(resolve(role, library, Choice()))
    known = {finding.what for finding in findings}
    for choice in choices(role, settings):
        place, label = _place_and_label(choice)
        try:
            resolved = check_rubric(resolve(role, library, choice))
        except KeyError as error:
            resolved = (Finding(place, str(error.args[0]), "name what exists"),)
        for finding in resolved:
            if finding.what not in known:
                known.add(finding.what)
                findings.append(Finding(place, f"with {label}: {finding.what}", finding.fix))
    return tuple(findings)


def choices(role: Role, settings: Iterable[Setting]) -> Iterator[Choice]:
    """List every variant a job could choose, single variants before their combinations."""
    options = product(
        (None, *role.variants.scope),
        (None, *role.variants.focus),
        (None, *role.variants.level),
        (None, *settings),
    )
    combined = [
        Choice(scope=scope, focus=focus, level=level, setting=setting)
        for scope, focus, level, setting in options
    ]
    combined.sort(key=lambda c: sum(p is not None for p in (c.scope, c.focus, c.level, c.setting)))
    return iter(combined[1:])


def _place_and_label(choice: Choice) -> tuple[tuple[str | int, ...], str]:
    words = []
    place: tuple[str | int, ...] = ()
    for kind, chosen in (
        ("scope", choice.scope),
        ("focus", choice.focus),
        ("level", choice.level),
    ):
        if chosen:
            words.append(f"{kind} {chosen}")
            place = ("variants", kind, chosen)
    if choice.setting:
        words.append(f"organisation {choice.setting.id}")
    return place, ", ".join(words)


def _unknown_ids(role: Role, library: Mapping[str, Competency]) -> Iterator[Finding]:
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("strengths", place), c) for place, c in enumerate(role.strengths)
    ]
    named += [(("bars", c), c) for c in role.bars]
    for place, step in enumerate(role.plan):
        named += [(("plan", place, "competencies"), c) for c in step.competencies]
    named += [(("floor", side), c) for side, ids in role.floor.items() for c in ids]
    for kind, options in (
        ("level", role.variants.level),
        ("focus", role.variants.focus),
        ("scope", role.variants.scope),
    ):
        for name, change in options.items():
            named += [(("variants", kind, name), c) for c in named_in(change)]
    for where, competency in named:
        if competency not in library:
            yield Finding(
                where,
                f"there is no competency {competency!r}",
                "correct the id, or add a competency file for it",
            )


def named_in(change: Change) -> tuple[str, ...]:
    """List the competency ids that a change names."""
    ids = [*(change.strengths or ()), *change.strengths_add, *change.strengths_drop]
    ids += [*change.bars, *change.bars_drop]
    for edit in change.plan:
        ids += [*edit.add, *edit.drop]
        if edit.new:
            ids += edit.new.competencies
    return tuple(dict.fromkeys(ids))


def check_chart(roles: Mapping[str, Role]) -> tuple[tuple[str, Finding], ...]:
    """Hold the chart levels of the charted roles against the printed orders.

    A lower place may never have a higher level, and roles printed as equal have equal levels.
    Returns pairs of the role id whose file to mend and the finding.
    """
    found = []
    for axis, order in CHART_ORDERS:
        present = [[roles[r] for r in group if r in roles] for group in order]
        groups = [group for group in present if group]
        for group in groups:
            levels = {getattr(role.chart, axis) for role in group}
            if len(levels) > 1:
                found.append((group[-1].id, _chart_finding(axis, group[-1], group[0], "equal to")))
        for upper, lower in pairwise(groups):
            found += [
                (role.id, _chart_finding(axis, role, upper[0], "not above"))
                for role in lower
                if getattr(role.chart, axis) > getattr(upper[0].chart, axis)
            ]
    return tuple(found)


def _chart_finding(axis: str, role: Role, other: Role, relation: str) -> Finding:
    return Finding(
        ("chart", axis),
        f"chart {axis} of {role.id} is {getattr(role.chart, axis)}, and {other.id} has "
        f"{getattr(other.chart, axis)}",
        f"the printed order puts {role.id} {relation} {other.id}",
    )


def check_library(library: Mapping[str, Competency]) -> tuple[tuple[str, Finding], ...]:
    """Refuse two competencies of one name: a scorecard row is found by its name too."""
    seen: dict[str, str] = {}
    found = []
    for competency in library.values():
        name = " ".join(competency.name.casefold().split())
        if name in seen:
            found.append(
                (
                    competency.id,
                    Finding(
                        ("name",),
                        f"{seen[name]} has the name {competency.name!r} too",
                        "give every competency a name of its own",
                    ),
                )
            )
        seen.setdefault(name, competency.id)
    return tuple(found)
