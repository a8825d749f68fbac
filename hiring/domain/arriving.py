"""People as another system's file says them, and what becomes of one who is known here already.

What is known is filled and changed by what a file says; a blank in the file takes nothing away, and
what is kept as a list only grows. Of two rows of one file that say different things of one person
the longer one stands, so that the order of the rows never matters.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.domain.codes import email_key
from hiring.domain.identity import Person, listed
from hiring.domain.stages import PIPELINE, TERMINAL, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from datetime import datetime

    from hiring.errors import Problem

SCALARS = ("name", "company", "headline", "location")
_EXTRA = 1 << len(SCALARS)
_RANK = {stage: rank for rank, stage in enumerate(PIPELINE)}
_ENDED = len(PIPELINE)
# Made once: json.dumps makes one for every text that is not written its usual way.
_KEPT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Applying(NamedTuple):
    """An application as a file says it: `job` is our code, a stage is None where none is said."""

    job: str
    remote_id: str = ""
    stage: Stage | None = None
    applied_at: datetime | None = None
    stage_since: datetime | None = None
    source: str = ""
    source_detail: str = ""
    extra: str = ""


class Arriving(NamedTuple):
    """A row or record of a file: where it stands, the person, and what they applied for.

    `keys` are the person's addresses, folded; `extra` is JSON of what has no place of its own.
    """

    place: int
    person: Person
    keys: tuple[str, ...] = ()
    remote_id: str = ""
    source: str = ""
    source_detail: str = ""
    added_at: datetime | None = None
    extra: str = ""
    applications: tuple[Applying, ...] = ()


class Rejected(NamedTuple):
    """A row that cannot be taken, and why."""

    place: int
    problem: Problem


def merge_person(known: Person, said: Person, *, bits: int, owned: Container[str]) -> Person:
    """Give a person as they are known and as a file says them, together.

    `bits` tells which of the scalars this file has said of them before; `owned` holds the
    addresses that are theirs already.
    """
    changes: dict[str, Any] = {}
    for place, field in enumerate(SCALARS):
        ours, theirs = getattr(known, field), getattr(said, field)
        if theirs and theirs != ours and (not bits & 1 << place or _longer(theirs, ours)):
            changes[field] = theirs
    if said.phone and said.phone != known.phone:
        changes["phone"] = _union(known.phone, listed(said.phone), key=_digits)
    if said.tags and said.tags != known.tags:
        changes["tags"] = _union(known.tags, listed(said.tags), key=str.casefold)
    if said.links and said.links != known.links:
        links = said.links.replace(",", " ").split()
        changes["links"] = _union_of_links(known.links, links)
    if said.note and said.note not in known.note:
        changes["note"] = f"{known.note}\n{said.note}" if known.note else said.note
    changes |= _addresses(known, said, owned=owned)
    return known._replace(**changes) if changes else known


def bits_of(said: Person, extra: str) -> int:
    """Tell which scalars a row says of a person."""
    bits = _EXTRA if extra else 0
    for place, field in enumerate(SCALARS):
        if getattr(said, field):
            bits |= 1 << place
    return bits


def _longer(theirs: str, ours: str) -> bool:
    return (len(theirs), theirs) > (len(ours), ours)


def _addresses(known: Person, said: Person, *, owned: Container[str]) -> dict[str, str]:
    new: dict[str, str] = {}
    for written in (said.email or "", *listed(said.more_emails)):
        key = email_key(written)
        if key is not None and key not in owned:
            new.setdefault(key, written)
    if not new:
        return {}
    addresses = list(new.values())
    changes = {} if known.email else {"email": addresses.pop(0)}
    if addresses:
        kept = [known.more_emails] if known.more_emails else []
        changes["more_emails"] = ", ".join([*kept, *addresses])
    return changes


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit()) or number


def _union(ours: str, theirs: Iterable[str], *, key: Callable[[str], str]) -> str:
    known = {key(each) for each in listed(ours)}
    added = {key(each): each for each in theirs if key(each) not in known}
    return ", ".join([*([ours] if ours else []), *added.values()])


def _union_of_links(ours: str, theirs: Iterable[str]) -> str:
    known = {each.casefold() for each in ours.replace(",", " ").split()}
    added = {each.casefold(): each for each in theirs if each.casefold() not in known}
    return " ".join([*([ours] if ours else []), *added.values()])


def merge_extra(known: str, said: str, *, bits: int = 0) -> str:
    """Give what has no place of its own as it is known and as a file says it, together."""
    if not said or said == known:
        return known
    ours = json.loads(known) if known else {}
    merged = dict(ours)
    for key, value in json.loads(said).items():
        old = ours.get(key)
        if old is not None and bits & _EXTRA and not _longer(kept_extra(value), kept_extra(old)):
            continue
        merged[key] = value
    return kept_extra(merged) if merged != ours else known


def kept_extra(value: Any) -> str:
    """Write what has no place of its own as it is kept."""
    return _KEPT.encode(value)


def moves_on(now_at: str, to: Stage | None) -> bool:
    """Tell whether a file takes an application further; nothing takes it back, or out of its end.

    What happened here since the file was written stands.
    """
    return to is not None and _rank(Stage(now_at)) < _rank(to)


def _rank(stage: Stage) -> int:
    return _ENDED if stage in TERMINAL else _RANK[stage]
