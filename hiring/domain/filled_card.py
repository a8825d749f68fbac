"""A scorecard as it came back, and what can be said of it before and after it is judged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.language import folded
from hiring.domain.reference import normal
from hiring.domain.scorecard import NOT_ASSESSED, Overall, Rating

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiring.errors import Problem

OVERALL_NAME = "overall recommendation"
MOVE_RATING = (
    "write it into the box of the competency it is for; if all answers slipped one row down, move "
    "them up by one"
)
_SHOWN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One row of a filled card as the file holds it; cells are addresses for messages.

    `anchors` are the descriptions that stand between its name and its rating.
    """

    key: str | None
    name: str
    rating: object
    evidence: str
    rating_cell: str
    evidence_cell: str
    name_cell: str = ""
    anchors: tuple[str, ...] = ()


class OutlinedRow(NamedTuple):
    """A row as the hidden sheet names it; `described` is empty where it does not say."""

    key: str
    name: str
    levels: int
    described: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a card said of itself on its hidden sheet when it went out.

    `words` holds the card's own words by their key; `texts` the digests of all that was on it,
    empty where a card does not say so.
    """

    language: str
    rows: tuple[OutlinedRow, ...]
    overall_key: str
    words: tuple[tuple[str, str], ...] = ()
    texts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledCard:
    """What a filled card says, before anybody judged it.

    `prefixes` are what its rows' keys begin with: one, or the rows of several cards were mixed.
    `problems` are of cells that cannot be read, which are `unreadable`; `head` are the places and
    texts above its table that are not as they were sent. `added` is what stands outside its
    `boxes` and was not sent with it; `marks` say where the card's reference stands, and the rows
    of each prefix.
    """

    references: tuple[str, ...]
    rows: tuple[FoundRow, ...]
    overall: object
    overall_key: str | None
    overall_cell: str
    overall_note: str
    overall_name: str = ""
    prefixes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    outline: Outline | None = None
    problems: tuple[Problem, ...] = ()
    unreadable: frozenset[str] = frozenset()
    head: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()
    boxes: str = ""
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Tell whether it is as it was sent: nothing filled in, and nothing added anywhere."""
        return self.unanswered and not self.added

    @property
    def unanswered(self) -> bool:
        """Tell whether no box is filled in."""
        said = (self.overall, self.overall_note, *self.unreadable)
        rows = (text for row in self.rows for text in (row.rating, row.evidence))
        return not any(str(one).strip() for one in (*said, *rows) if one is not None)

    def places_of(self, mark: str) -> tuple[str, ...]:
        """Say where a reference stands, or rows whose keys begin so; some places at most."""
        return self.marks.get(normal(mark) or mark, ())

    def word(self, key: str, *, otherwise: str) -> str:
        """Give the card's own word, as "nicht beurteilt", where it still says which."""
        return dict(self.outline.words).get(key, otherwise)[:_SHOWN] if self.outline else otherwise


class AskedRow(NamedTuple):
    """A row that the card was sent with; `described` says which levels stand beside its name."""

    competency: str
    name: str
    key: str
    described: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCard:
    """What the card was sent to ask: its rows, the key of its last row, and its scale."""

    rows: tuple[AskedRow, ...]
    overall_key: str
    scale_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A card as understood: what it rates, what is wrong with it, and what to know.

    `problems` stand in the order of the card; those of them that are only places not filled in
    yet are `gaps` too. `uncertain` says what was taken for which competency, line by line, where
    only its interviewer can tell whether that is what was meant.
    """

    ratings: tuple[Rating, ...]
    overall: Overall
    problems: tuple[Problem, ...] = ()
    gaps: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Give the problems that are more than gaps."""
        return tuple(problem for problem in self.problems if problem not in self.gaps)


class Change(NamedTuple):
    """What a newer version says otherwise."""

    where: str
    what: str
    before: str
    after: str


@lru_cache(maxsize=512)  # the same few on every card of a step
def described(anchors: tuple[str, ...]) -> str:
    """Give a digest of the descriptions beside a name, to tell whose they are; empty for none."""
    words = "\n".join(words for anchor in anchors if (words := folded(anchor)))
    return digest(words) if words else ""


def digest(text: str) -> str:
    """Give eight letters by which a text of a card is known again, however it is spaced."""
    raw = folded(text).encode("utf-8", "surrogatepass")
    return hashlib.blake2s(raw, digest_size=4).hexdigest()


def changes_between(
    before: tuple[Rating, ...], after: tuple[Rating, ...], names: Mapping[str, str]
) -> tuple[Change, ...]:
    """Say what newer ratings say otherwise; `names` gives the competencies' names by id."""
    old = {rating.competency: rating for rating in before}
    found = []
    for rating in after:
        name = names.get(rating.competency, rating.competency)
        was = old.get(rating.competency)
        if _level(was) != _level(rating):
            found.append(Change(name, "rating", _level(was), _level(rating)))
        if was is None or was.evidence != rating.evidence:
            found.append(Change(name, "evidence", was.evidence if was else "", rating.evidence))
    return tuple(found)


def _level(rating: Rating | None) -> str:
    if rating is None or (rating.level is None and not rating.raw):
        return ""
    return NOT_ASSESSED if rating.level is None else str(rating.level)


def cut(text: str, longest: int = _SHOWN) -> str:
    """Give a text as messages quote it."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def place_in(name: str, cell: str) -> str:
    """Name a cell of a file, or the file where no cell is known."""
    return f"{name}, {cell}" if cell else name
