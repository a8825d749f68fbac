"""Counts as somebody wrote them down, made into the groups of each attribute and stage."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.impact.rates import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

OVERALL = "overall"
LEAST_SHARE = Fraction(1, 50)
"""Under this share of those considered, a group may be left out of the ratios, with a reason."""

ALL_STAGES = frozenset({OVERALL, "total", "whole process", "all stages", "bottom line"})
UNKNOWN = frozenset(
    {
        *("unknown", "not known", "not stated", "not disclosed", "undisclosed", "not reported"),
        *("unspecified", "not specified", "missing", "n/a", "no answer", "prefer not to say"),
        *("declined", "decline to state", "declined to state", "declined to answer"),
        *("unbekannt", "keine angabe"),
    }
)


class Counted(NamedTuple):
    """One row of counts: its line, its stage, and its kind of people by one or more attributes."""

    line: int
    stage: str
    kind: tuple[tuple[str, str], ...]
    considered: int
    selected: int


class Fault(NamedTuple):
    """What is wrong in a line, and how to mend it."""

    line: int
    what: str
    fix: str


class Tally(NamedTuple):
    """The groups of an attribute at a stage, and those whose group nobody knows."""

    attribute: str
    stage: str
    groups: tuple[Group, ...]
    unknown: Group | None


def is_unknown(name: str) -> bool:
    """Tell whether a group's name says that the group is not known."""
    return folded(name) in UNKNOWN


def folded(name: str) -> str:
    """Give the form by which names of stages and groups are the same."""
    return " ".join(name.casefold().split())


def find_faults(counted: Sequence[Counted]) -> tuple[Fault, ...]:
    """Find what keeps rows from being counted: too many selected, twice the same, a gap."""
    return (*_impossible(counted), *_twice(counted), *_gaps(counted))


def _impossible(counted: Iterable[Counted]) -> Iterator[Fault]:
    for row in counted:
        if row.selected > row.considered:
            what = f"{row.selected} selected of {row.considered} considered"
            yield Fault(row.line, what, "correct the numbers; perhaps they are interchanged")


def _twice(counted: Iterable[Counted]) -> Iterator[Fault]:
    seen: dict[object, int] = {}
    for row in counted:
        before = seen.setdefault(_key(row), row.line)
        if before != row.line:
            what = f"{_said(row)} is in line {before} already"
            yield Fault(row.line, what, "keep one line, with the sum if both are true")


def _gaps(counted: Sequence[Counted]) -> Iterator[Fault]:
    """Find groups that a stage says nothing of, though another one does."""
    staged = [row for row in counted if folded(row.stage) not in ALL_STAGES]
    names: dict[str, str] = {}
    for row in staged:
        names.setdefault(folded(row.stage), row.stage)
    present = {_key(row) for row in staged}
    attributes = {(folded(row.stage), _attributes(row)) for row in staged}
    told: set[object] = set()
    for row in staged:
        for stage, name in names.items():
            key = (stage, *_key(row)[1:])
            if (stage, _attributes(row)) in attributes and key not in present | told:
                told.add(key)
                what = f"{_said(row._replace(stage=name))} is missing"
                fix = f"add a line for it at {name}, with 0 if nobody was considered"
                yield Fault(row.line, what, fix)


def _key(row: Counted) -> tuple[object, ...]:
    return folded(row.stage), tuple((folded(one), folded(name)) for one, name in row.kind)


def _attributes(row: Counted) -> tuple[str, ...]:
    return tuple(folded(attribute) for attribute, _ in row.kind)


def _said(row: Counted) -> str:
    kind = ", ".join(name for _, name in row.kind)
    return f"{kind} at {row.stage}" if row.stage else kind


def tabulate(counted: Sequence[Counted]) -> tuple[Tally, ...]:
    """Make the tallies of rows without faults, stage by stage, the whole process last.

    Of people counted by two attributes it makes those of each and of both together.
    """
    cells: dict[str, dict[str, dict[str, Group]]] = {}
    shown: dict[str, str] = {}
    for row in counted:
        for attribute, name in _views_of(row):
            stage = OVERALL if folded(row.stage) in ALL_STAGES else row.stage
            stages = cells.setdefault(shown.setdefault(folded(attribute), attribute), {})
            groups = stages.setdefault(shown.setdefault(folded(stage), stage), {})
            one = groups.get(folded(name), Group(name, 0, 0))
            groups[folded(name)] = Group(
                one.name, one.considered + row.considered, one.selected + row.selected
            )
    return tuple(
        _tally(attribute, stage, groups)
        for attribute, stages in cells.items()
        for stage, groups in _with_overall(stages).items()
    )


def _views_of(row: Counted) -> Iterator[tuple[str, str]]:
    yield from row.kind
    if len(row.kind) > 1:
        names = [name for _, name in row.kind]
        together = "unknown" if any(map(is_unknown, names)) else ", ".join(names)
        yield " and ".join(attribute for attribute, _ in row.kind), together


def _with_overall(stages: Mapping[str, Mapping[str, Group]]) -> Mapping[str, Mapping[str, Group]]:
    """Add the whole process where several stages were counted and nobody wrote it down."""
    if len(stages) == 1 or OVERALL in stages:
        return stages
    first, *_, last = stages.values()
    whole = {
        key: Group(group.name, group.considered, last[key].selected)
        for key, group in first.items()
        if key in last
    }
    return {**stages, OVERALL: whole}


def _tally(attribute: str, stage: str, groups: Mapping[str, Group]) -> Tally:
    unknown = [group for group in groups.values() if is_unknown(group.name)]
    return Tally(
        attribute=attribute,
        stage=stage,
        groups=tuple(group for group in groups.values() if not is_unknown(group.name)),
        unknown=Group(
            "unknown",
            sum(group.considered for group in unknown),
            sum(group.selected for group in unknown),
        )
        if unknown
        else None,
    )


def find_impossible_wholes(tallies: Iterable[Tally]) -> tuple[str, ...]:
    """Say where the last stage selected more of a group than the first one considered."""
    return tuple(
        f"{group.name}: the last stage selected {group.selected}, and the first considered"
        f" {group.considered}"
        for tally in tallies
        for group in (*tally.groups, *([tally.unknown] if tally.unknown else []))
        if group.selected > group.considered
    )


def list_surprises(tallies: Sequence[Tally]) -> tuple[str, ...]:
    """Say where a stage considered more of a group than the stage before it selected."""
    said = []
    for before, after in pairwise(tallies):
        if before.attribute != after.attribute or OVERALL in {before.stage, after.stage}:
            continue
        selected = {folded(group.name): group.selected for group in before.groups}
        said += [
            f"{group.name}: {after.stage} considered more people than {before.stage} selected"
            for group in after.groups
            if group.considered > selected.get(folded(group.name), group.considered)
        ]
    return tuple(said)


def share_of(group: Group, tally: Tally) -> Fraction:
    """Give the share of a group among those whose group is known."""
    everybody = sum(one.considered for one in tally.groups)
    return Fraction(group.considered, everybody) if everybody else Fraction(0)


def may_be_left_out(name: str, tallies: Sequence[Tally]) -> bool | None:
    """Tell whether a group is small enough to be left out; None where there is no such group.

    What counts is its share at the first stage of each attribute that it belongs to.
    """
    shares = []
    begun = set()
    for tally in tallies:
        for group in tally.groups:
            key = (tally.attribute, folded(group.name))
            if folded(group.name) == folded(name) and key not in begun:
                begun.add(key)
                shares.append(share_of(group, tally))
    return all(share < LEAST_SHARE for share in shares) if shares else None
