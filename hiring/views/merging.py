"""Pictures of two entries that may be one person, and of what merging them does."""

from __future__ import annotations

from typing import NamedTuple


class Conflict(NamedTuple):
    """A field in which both entries say something, and not the same; `keep` is "A" or "B"."""

    field: str
    a: str
    b: str
    keep: str


class MergePlan(NamedTuple):
    """What a merge does: B goes into A."""

    kept: str
    merged: str
    name: str
    other_name: str
    conflicts: tuple[Conflict, ...]
    changed: tuple[str, ...]
    applications: tuple[str, ...]


class Unmerged(NamedTuple):
    """What taking a merge back did; `notes` say what could not be as it was, and why."""

    kept: str
    again: str
    applications: tuple[str, ...]
    notes: tuple[str, ...]


class Similar(NamedTuple):
    """Somebody who may be the same person, with a score from 0 to 100 and its reasons."""

    code: str
    score: int
    reasons: tuple[str, ...]


class Pair(NamedTuple):
    """Two entries that may be one person; the score says how alike they are, and nothing else."""

    first: str
    first_name: str
    second: str
    second_name: str
    score: int
    reasons: tuple[str, ...]


class Skipped(NamedTuple):
    """What too many people share to tell anybody: how many such values, and the most people."""

    what: str
    values: int
    most_people: int


class Duplicates(NamedTuple):
    """Suggestions, the likeliest first; `found` counts all of them, `skipped` was not compared."""

    pairs: tuple[Pair, ...]
    found: int
    people: int
    skipped: tuple[Skipped, ...]
