"""How often people decided against the advice: codes and numbers, no names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class ActionCount(NamedTuple):
    """How many decisions of an action there were, and how many were against the advice."""

    action: str
    decisions: int
    overridden: int


class OverrideLine(NamedTuple):
    """A decision against the advice: where its reason stands, and what was advised."""

    application: str
    job: str
    action: str
    recommendation: str
    at: datetime


class Overrides(NamedTuple):
    """The decisions of a job or of all, by action, and those against the advice by date."""

    job: str | None
    actions: tuple[ActionCount, ...]
    against: tuple[tuple[str, str, int], ...]
    lines: tuple[OverrideLine, ...]
