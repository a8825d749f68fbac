"""What must hold in every rubric, whatever variant of it a job chooses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from hiring.domain.rubric import (
    LIVE_FORMATS,
    TAKE_HOME_FORMATS,
    Choice,
    Competency,
    Variants,
    resolve,
)
from hiring.domain.snapshot import MAX_STRENGTHS, MIN_STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hiring.domain.rubric import Change, Role, Rubric, Setting, StepChange

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
AnyChange = TypeVar("AnyChange", bound="Change")
NOTHING: frozenset[str] = frozenset()
_NUMBER = re.compile(r"(?<![\w-])\d+(?![\w-])")


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


def check_role(
    role: Role,
    library: Mapping[str, Competency],
    settings: Iterable[Setting],
    *,
    doubtful: frozenset[str] = NOTHING,
) -> tuple[Finding, ...]:
    """Check a role and every variant of it; what is wrong in several is reported once.

    A name that is not there does not stop the rest: it is reported, and what may only follow
    from it is not. Doubtful are competency ids already known to be in doubt.
    """
    settings = tuple(settings)
    named = {competency for _, competency in _ids_in_role(role)}
    unclear = {c for c in named if c in doubtful or c not in library}
    sound_role, sound_settings, _ = _without_unknown_steps(role, settings)
    return (
        *check_names(role, library, settings, doubtful=doubtful),
        *_check_variants(sound_role, _StandIns(library), sound_settings, frozenset(unclear)),
    )


def check_names(
    role: Role,
    library: Mapping[str, Competency],
    settings: Iterable[Setting],
    *,
    doubtful: frozenset[str] = NOTHING,
) -> tuple[Finding, ...]:
    """Find what a role names that is not there, or names twice."""
    unknown = [
        Finding(place, *_no_competency(competency))
        for place, competency in _ids_in_role(role)
        if competency not in library and competency not in doubtful
    ]
    both = [
        Finding(("bars", c), f"{c} is both strength and bar", "take it out of one")
        for c in role.strengths
        if c in role.bars
    ]
    steps = _without_unknown_steps(role, tuple(settings))[2]
    return (*unknown, *both, *_unknown_texts(role), *steps)


def _check_variants(
    role: Role,
    library: _StandIns,
    settings: tuple[Setting, ...],
    doubtful: frozenset[str],
) -> Iterator[Finding]:
    seen: set[str] = set()
    for choice in (Choice(), *choices(role, settings)):
        place, label = _place_and_label(choice)
        setting = choice.setting.id if choice.setting else ""
        found: tuple[Finding, ...]
        try:
            rubric = resolve(role, library, choice)
        except KeyError as error:
            found = (Finding(("plan",), str(error.args[0]), "name what exists"),)
        else:
            found = check_rubric(rubric, doubtful | {c for c in rubric.rated if c not in library})
        for finding in found:
            key = _NUMBER.sub("", finding.what)
            if key in seen:
                continue
            seen.add(key)
            what = f"with {label}: {finding.what}" if label else finding.what
            yield Finding(place or finding.place, what, finding.fix, setting)


class _StandIns(dict[str, Competency]):
    """The library, with something in place of what is not in it."""

    def __missing__(self, competency_id: str) -> Competency:
        return Competency(
            id=competency_id,
            version="0.0.0",
            name=competency_id,
            group="people",
            definition="?",
            anchors=("?", "?", "?", "?"),
            questions=(),
            avoid=(),
            candidate_words="?",
        )


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


def _place_and_label(choice: Choice) -> tuple[Place, str]:
    words = []
    place: Place = ()
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


def _no_competency(competency_id: str) -> tuple[str, str]:
    return (
        f"there is no competency {competency_id!r}",
        "correct the id, or add a competency file for it",
    )


def _ids_in_role(role: Role) -> Iterator[tuple[Place, str]]:
    for place, competency in enumerate(role.strengths):
        yield ("strengths", place), competency
    for competency in role.bars:
        yield ("bars", competency), competency
    for place, step in enumerate(role.plan):
        for within, competency in enumerate(step.competencies):
            yield ("plan", place, "competencies", within), competency
    for side, ids in role.floor.items():
        for within, competency in enumerate(ids):
            yield ("floor", side, within), competency
    for where, change in _changes_of(role):
        for within_change, competency in _ids_in_change(change):
            yield (*where, *within_change), competency


def _changes_of(role: Role) -> Iterator[tuple[Place, Change]]:
    for kind, options in (
        ("level", role.variants.level),
        ("focus", role.variants.focus),
        ("scope", role.variants.scope),
    ):
        for name, change in options.items():
            yield ("variants", kind, name), change


def _ids_in_change(change: Change) -> Iterator[tuple[Place, str]]:
    for key in ("strengths", "strengths_add", "strengths_drop", "bars", "bars_drop"):
        for place, competency in enumerate(getattr(change, key) or ()):
            yield (key, competency if key == "bars" else place), competency
    for place, edit in enumerate(change.plan):
        for key in ("add", "drop"):
            for within, competency in enumerate(getattr(edit, key)):
                yield ("plan", place, key, within), competency
        for within, competency in enumerate(edit.new.competencies if edit.new else ()):
            yield ("plan", place, "new", "competencies", within), competency


def _unknown_texts(role: Role) -> Iterator[Finding]:
    for key in ("duties", "not_this_role"):
        known = {*getattr(role, key)}
        known.update(text for _, c in _changes_of(role) for text in getattr(c, key).add)
        for where, change in _changes_of(role):
            for place, text in enumerate(getattr(change, key).drop):
                if text not in known:
                    yield Finding((*where, key, "drop", place), *_no_text(key))


def _no_text(key: str) -> tuple[str, str]:
    return (
        f"drops a sentence that {key} does not have",
        "copy the sentence word for word",
    )


def _without_unknown_steps(
    role: Role, settings: tuple[Setting, ...]
) -> tuple[Role, tuple[Setting, ...], list[Finding]]:
    """Take the plan changes that name no step out of a role's variants and the settings."""
    touching = [
        (setting, place, change)
        for setting in settings
        for place, change in enumerate(setting.changes)
        if change.touches(role)
    ]
    edits = [edit for _, change in _changes_of(role) for edit in change.plan]
    edits += [edit for _, _, change in touching for edit in change.plan]
    steps = [step.id for step in role.plan] + [edit.new.id for edit in edits if edit.new]
    findings = [
        Finding((*where, "plan", place), *_no_step(edit, steps))
        for where, change in _changes_of(role)
        for place, edit in enumerate(change.plan)
        if _step_named(edit) not in steps
    ]
    for setting, number, change in touching:
        for place, edit in enumerate(change.plan):
            if _step_named(edit) not in steps:
                what, fix = _no_step(edit, steps)
                what = f"with organisation {setting.id}: {what}"
                inside = ("changes", number, "plan", place)
                findings.append(Finding(("plan",), what, fix, setting.id, inside))

    def healed(change: AnyChange) -> AnyChange:
        return replace(change, plan=tuple(e for e in change.plan if _step_named(e) in steps))

    variants = Variants(
        **{
            kind: {name: healed(change) for name, change in getattr(role.variants, kind).items()}
            for kind in ("level", "focus", "scope")
        }
    )
    sound = tuple(replace(s, changes=tuple(healed(c) for c in s.changes)) for s in settings)
    return replace(role, variants=variants), sound, findings


def _step_named(edit: StepChange) -> str | None:
    return edit.step or edit.remove or edit.after


def _no_step(edit: StepChange, steps: list[str]) -> tuple[str, str]:
    return (
        f"the plan has no step {_step_named(edit)!r} (it has: {', '.join(dict.fromkeys(steps))})",
        "name a step that is there",
    )


def check_setting(
    setting: Setting,
    library: Mapping[str, Competency],
    roles: Mapping[str, Role],
    *,
    doubtful: frozenset[str] = NOTHING,
) -> tuple[Finding, ...]:
    """Find what an organisation setting names that is not there."""

    def finding(inside: Place, what: str, fix: str) -> Finding:
        return Finding((), f"organisation {setting.id}: {what}", fix, setting.id, inside)

    found = []
    for number, change in enumerate(setting.changes):
        where = ("changes", number)
        found += [
            finding((*where, *within), *_no_competency(competency))
            for within, competency in _ids_in_change(change)
            if competency not in library and competency not in doubtful
        ]
        found += [
            finding((*where, "roles", place), f"there is no role {role!r}", "correct the id")
            for place, role in enumerate(change.roles)
            if role not in roles
        ]
        touched = [role for role in roles.values() if change.touches(role)]
        for key in ("duties", "not_this_role"):
            known = {text for role in touched for text in getattr(role, key)}
            for role in touched:
                known.update(text for _, c in _changes_of(role) for text in getattr(c, key).add)
            known.update(text for c in setting.changes for text in getattr(c, key).add)
            found += [
                finding((*where, key, "drop", place), *_no_text(key))
                for place, text in enumerate(getattr(change, key).drop)
                if text not in known
            ]
    return tuple(found)
