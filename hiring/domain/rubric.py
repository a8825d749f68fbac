"""A role: what it is for, what it asks, the interviews that see it, and its variants."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the reader of rubric files resolves it
from dataclasses import dataclass, field

from hiring.domain.adverts.signals import Signals
from hiring.domain.snapshot import (
    DEFAULT_BAR,
    Competency,
    Family,
    Question,
    Rubric,
    ScoringPolicy,
    Step,
    digest_of,
    rubric_from_dict,
    rubric_to_dict,
)

__all__ = [
    "DEFAULT_BAR",
    "LIVE_FORMATS",
    "TAKE_HOME_FORMATS",
    "Change",
    "Chart",
    "Choice",
    "Competency",
    "Family",
    "OrganisationChange",
    "Question",
    "Role",
    "Rubric",
    "ScoringPolicy",
    "Setting",
    "Step",
    "StepChange",
    "TextChange",
    "Variants",
    "digest_of",
    "resolve",
    "rubric_from_dict",
    "rubric_to_dict",
]

LIVE_FORMATS = ("live", "presentation")
TAKE_HOME_FORMATS = ("take-home", "take-home-or-live")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChange:
    """What a variant does to one step: rate more or less, remove it, or put in a new one."""

    step: str | None = None
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    name: str | None = None
    minutes: int | None = None
    purpose: str | None = None
    format: str | None = None
    brief: str | None = None
    remove: str | None = None
    after: str | None = None
    new: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """Sentences a variant adds to a list, and those it drops by their exact words."""

    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a level, focus, scope or organisation changes in a role."""

    title: str | None = None
    note: str | None = None
    deliverable: str | None = None
    duties: TextChange = field(default_factory=TextChange)
    not_this_role: TextChange = field(default_factory=TextChange)
    teaches: tuple[str, ...] | None = None
    strengths: tuple[str, ...] | None = None
    strengths_add: tuple[str, ...] = ()
    strengths_drop: tuple[str, ...] = ()
    bars: Mapping[str, int] = field(default_factory=dict)
    bars_drop: tuple[str, ...] = ()
    plan: tuple[StepChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChange(Change):
    """A change that an organisation setting makes to some roles, families or levels."""

    roles: tuple[str, ...] = ()
    families: tuple[Family, ...] = ()
    levels: tuple[str, ...] = ()

    def applies_to(self, role: Role, level: str | None) -> bool:
        """Tell whether this change touches the role at that level."""
        return self.touches(role) and (not self.levels or level in self.levels)

    def touches(self, role: Role) -> bool:
        """Tell whether this change touches the role at some level."""
        if self.roles and role.id not in self.roles:
            return False
        return not self.families or role.family in self.families


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A way an organisation holds its ML people, and what it changes in the rubrics."""

    id: str
    name: str
    describes: str
    changes: tuple[OrganisationChange, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Where a role stands on the three axes of the skills chart, 0 (none) to 3 (high)."""

    software: int
    machine_learning: int
    communication: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Variants:
    """The changes a job may choose from, by level, focus and scope."""

    level: Mapping[str, Change] = field(default_factory=dict)
    focus: Mapping[str, Change] = field(default_factory=dict)
    scope: Mapping[str, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role as its file says it, before any variant is chosen."""

    id: str
    version: str
    family: Family
    name: str
    purpose: str
    deliverable: str
    duties: tuple[str, ...]
    not_this_role: tuple[str, ...]
    strengths: tuple[str, ...]
    bars: Mapping[str, int]
    plan: tuple[Step, ...]
    chart: Chart
    sources: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    floor: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strong_line: int = 3
    policy: ScoringPolicy = field(default_factory=ScoringPolicy)
    max_minutes: int = 360
    needs: tuple[str, ...] = ()
    variants: Variants = field(default_factory=Variants)
    teaches: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    signals: Signals = field(default_factory=Signals)
    """By what advertisements of the role are recognised; no part of what is assessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which variant of a role a job wants; None where the role's own text stands."""

    level: str | None = None
    focus: str | None = None
    scope: str | None = None
    setting: Setting | None = None


def resolve(role: Role, library: Mapping[str, Competency], choice: Choice) -> Rubric:
    """Apply the chosen variant to a role: scope, then focus, then level, then organisation.

    Raises KeyError when the role has no such variant or the library no such competency.
    """
    changes = _chosen_changes(role, choice)
    strengths, bars = _resolve_lines(role, changes)
    wanted = (*strengths, *(b for b in bars if b not in strengths))
    plan = _resolve_plan(role.plan, changes, frozenset(wanted))
    competencies = tuple(library[c] for c in wanted)
    title = next((c.title for c in reversed(changes) if c.title), "{name}")
    deliverable = next((c.deliverable for c in reversed(changes) if c.deliverable), None)
    teaches = next((c.teaches for c in reversed(changes) if c.teaches is not None), role.teaches)
    return Rubric(
        role=role.id,
        version=role.version,
        family=role.family,
        title=_title(title, role.name),
        purpose=role.purpose,
        deliverable=deliverable or role.deliverable,
        duties=_change_texts(role.duties, tuple(c.duties for c in changes)),
        not_this_role=_change_texts(role.not_this_role, tuple(c.not_this_role for c in changes)),
        teaches=teaches,
        notes=tuple(c.note for c in changes if c.note),
        strengths=strengths,
        bars=bars,
        strong_line=role.strong_line,
        scale_max=max((len(c.anchors) for c in competencies), default=4),
        policy=role.policy,
        max_minutes=role.max_minutes,
        floor=role.floor,
        plan=plan,
        competencies=competencies,
        sources=role.sources,
        level=choice.level,
        focus=choice.focus,
        scope=choice.scope,
        setting=choice.setting.id if choice.setting else None,
        setting_text=choice.setting.describes if choice.setting else "",
        needs=role.needs,
    )


def _title(pattern: str, name: str) -> str:
    before = pattern.partition("{name}")[0]
    inside = name[0].lower() + name[1:] if before and name[1:2].islower() else name
    return pattern.replace("{name}", inside)


def _chosen_changes(role: Role, choice: Choice) -> tuple[Change, ...]:
    changes: list[Change] = []
    for kind, options, chosen in (
        ("scope", role.variants.scope, choice.scope),
        ("focus", role.variants.focus, choice.focus),
        ("level", role.variants.level, choice.level),
    ):
        if chosen is None:
            continue
        if chosen not in options:
            have = ", ".join(options) or "none"
            raise KeyError(f"{role.id} has no {kind} {chosen!r} (it has: {have})")
        changes.append(options[chosen])
    if choice.setting:
        changes += [c for c in choice.setting.changes if c.applies_to(role, choice.level)]
    return tuple(changes)


def _resolve_lines(
    role: Role, changes: tuple[Change, ...]
) -> tuple[tuple[str, ...], dict[str, int]]:
    strengths = role.strengths
    bars = dict(role.bars)
    for change in changes:
        if change.strengths is not None:
            strengths = change.strengths
        strengths = tuple(s for s in strengths if s not in change.strengths_drop)
        strengths += tuple(s for s in change.strengths_add if s not in strengths)
        for dropped in change.bars_drop:
            bars.pop(dropped, None)
        for competency, level in change.bars.items():
            bars[competency] = max(level, bars.get(competency, 0))
        bars = {c: level for c, level in bars.items() if c not in strengths}
    return strengths, bars


def _resolve_plan(
    plan: tuple[Step, ...], changes: tuple[Change, ...], wanted: frozenset[str]
) -> tuple[Step, ...]:
    steps = list(plan)
    for change in changes:
        for edit in change.plan:
            _edit_steps(steps, edit)
    return tuple(
        _with(step, competencies=tuple(c for c in step.competencies if c in wanted))
        for step in steps
    )


def _edit_steps(steps: list[Step], edit: StepChange) -> None:
    places = {step.id: place for place, step in enumerate(steps)}
    named = edit.step or edit.remove or edit.after
    if named is None or named not in places:
        raise KeyError(f"the plan has no step {named!r} (it has: {', '.join(places)})")
    place = places[named]
    if edit.remove:
        del steps[place]
        return
    if edit.after:
        if edit.new is None:
            raise KeyError(f"the step to put in after {named!r} is missing")
        steps.insert(place + 1, edit.new)
        return
    old = steps[place]
    kept = tuple(c for c in old.competencies if c not in edit.drop)
    steps[place] = Step(
        id=old.id,
        name=edit.name or old.name,
        format=edit.format or old.format,
        minutes=edit.minutes or old.minutes,
        purpose=edit.purpose or old.purpose,
        competencies=(*kept, *(c for c in edit.add if c not in kept)),
        brief=edit.brief or old.brief,
    )


def _with(step: Step, *, competencies: tuple[str, ...]) -> Step:
    return Step(
        id=step.id,
        name=step.name,
        format=step.format,
        minutes=step.minutes,
        purpose=step.purpose,
        competencies=competencies,
        brief=step.brief,
    )


def _change_texts(texts: tuple[str, ...], changes: tuple[TextChange, ...]) -> tuple[str, ...]:
    for change in changes:
        texts = tuple(t for t in texts if t not in change.drop)
        texts += tuple(t for t in change.add if t not in texts)
    return texts
