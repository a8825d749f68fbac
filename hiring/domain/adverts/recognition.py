"""Which role an advertisement describes, and why."""

from __future__ import annotations

from typing import NamedTuple


class Because(NamedTuple):
    """A phrase that spoke for a role, the line it stands on, and how much it counted."""

    role: str
    phrase: str
    line: int
    weight: float


class Recognition(NamedTuple):
    """The role an advertisement describes.

    `role` is a role's id, "none" or "ambiguous"; then `best` is the best guess all the same.
    `confidence` is a word: clear, likely, weak; it is weak for every text that is not English.
    `scope` is a data scientist's: analysis, modelling or end-to-end, and None where the text does
    not say. `clusters` holds what each role's phrases weigh in the duties and must-haves, the
    heaviest first. In `because`, line 0 is the title.
    """

    role: str
    best: str | None
    family: str | None
    runner_up: str | None
    confidence: str
    scope: str | None = None
    because: tuple[Because, ...] = ()
    clusters: tuple[tuple[str, float], ...] = ()
    mixes: tuple[str, ...] = ()
    """The roles whose work is asked of one person, where it is that of several."""
