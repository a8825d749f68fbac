"""What must hold in a role and an organisation setting, in every variant a job could choose."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from hiring.domain.consistency import NOTHING, Finding, check_rubric
from hiring.domain.rubric import Choice, Competency, Variants, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hiring.domain.consistency import Place
    from hiring.domain.rubric import Change, Role, Setting, StepChange

AnyChange = TypeVar("AnyChange", bound="Change")
_NUMBER = re.compile(r"(?<![\w-])\d+(?![\w-])")


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
