"""What was recorded, as a digest that its entry in the log keeps, and how rows are held to it.

Anybody can compute it again: docs/audit.md says how, byte by byte.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.chain import write_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STORED = "stored"
"""The word by which what was said with an entry names the digest of what was stored with it."""


class Claim(StrEnum):
    """What an entry that keeps no digest says of its row."""

    BEFORE = "it was written before digests were kept"
    ERASED = "what was said with it is gone, as its person is erased"


class Fate(StrEnum):
    """What became of a row or of an entry's claim on one."""

    HOLDS = "holds"
    UNKNOWN = "nothing is known of it"
    CHANGED = "is not what was recorded"
    GONE = "is gone from where it was kept"
    ADDED = "was added beside the program: no entry of the log tells of it"


class Met(NamedTuple):
    """A claim and the row it was held against, by their places; None for what is not there."""

    fate: Fate
    claim: int | None
    row: int | None

    @property
    def number(self) -> int:
        """Give the number by which people know it: claims are counted, and added rows."""
        place = self.claim if self.claim is not None else self.row
        return (place or 0) + 1


def digest_stored(fields: Sequence[object]) -> str:
    """Give 64 hexadecimal digits of some fields: SHA-256 of a JSON array, as of an entry."""
    return sha256(write_fields(fields).encode("utf-8", "surrogatepass")).hexdigest()


def hold_against(claims: Sequence[str], rows: Sequence[str]) -> Iterator[Met]:
    """Hold rows, by their digests, against what the log claims of them, both in their order.

    A claim is a digest, or one of Claim: then its row may be any. What is right is never accused.
    """
    if len(claims) == len(rows) and all(map(_agrees, claims, rows)):
        yield from _pair(claims, rows, range(len(claims)), range(len(rows)))
        return
    for _, first, last, begin, end in SequenceMatcher(
        None, claims, rows, autojunk=False
    ).get_opcodes():
        yield from _pair(claims, rows, range(first, last), range(begin, end))


def _agrees(claim: str, row: str) -> bool:
    return claim == row or isinstance(claim, Claim)


def _pair(claims: Sequence[str], rows: Sequence[str], asked: range, there: range) -> Iterator[Met]:
    """Pair in order; where rows are missing, those of which least is known have theirs first."""
    kept = list(asked)
    if len(there) < len(asked):
        blind = [place for place in asked if isinstance(claims[place], Claim)]
        known = [place for place in asked if place not in blind]
        kept = sorted((*blind, *known)[: len(there)])
    for place, row in zip(kept, there, strict=False):
        if isinstance(claims[place], Claim):
            yield Met(Fate.UNKNOWN, place, row)
            continue
        yield Met(Fate.HOLDS if claims[place] == rows[row] else Fate.CHANGED, place, row)
    for place in asked:
        if place not in kept:
            blind_one = isinstance(claims[place], Claim)
            yield Met(Fate.UNKNOWN if blind_one else Fate.GONE, place, None)
    for row in there[len(kept) :]:
        yield Met(Fate.ADDED, None, row)
