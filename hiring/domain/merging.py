"""One person out of two entries, and two again: what is kept of either, field by field.

Nothing here is lost: whoever is merged keeps their entry as it was, and each merge remembers what
it changed in the other one, so that any of them can be taken back, in any order.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.domain.codes import email_key
from hiring.domain.identity import email_keys, listed, phone_ends, profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ONE = ("name", "company", "headline", "location", "note")
JOINED = ("phone", "links", "tags")
FIELDS = (*ONE, "addresses", *JOINED, "source", "extra")
CHOSEN = ("name", "email", "company", "headline", "location", "note", "source")
"""What can be chosen from either by name; `email` is the main address."""

_SPACED = re.compile(r"[\s,;]+")

State = dict[str, Any]


class Merged(NamedTuple):
    """One merge: whose entry went in, what somebody chose, and what it changed where it went."""

    number: int
    theirs: State
    choices: Mapping[str, str]
    changes: Mapping[str, Sequence[Any]]


class Undone(NamedTuple):
    """What taking a merge back leaves: the entry, the later merges, and what was edited since."""

    state: State
    later: tuple[Merged, ...]
    edited: tuple[str, ...]


def state_of(row: Any) -> State:
    """Give an entry's fields in the groups that belong together, as JSON holds them."""
    single = {field: getattr(row, field) for field in (*ONE, *JOINED, "extra")}
    return {
        **single,
        "addresses": [row.email, row.more_emails],
        "source": [row.source, row.source_detail],
    }


def columns_of(state: State) -> dict[str, Any]:
    """Give the columns of an entry from its groups."""
    single = {field: state[field] for field in (*ONE, *JOINED, "extra")}
    email, more = state["addresses"]
    source, detail = state["source"]
    addresses = {"email": email, "more_emails": more}
    return {**single, **addresses, "source": source, "source_detail": detail}


def combine(mine: State, theirs: State, choices: Mapping[str, str]) -> State:
    """Make one entry: mine where nothing is said, theirs where I have nothing, lists joined."""
    return {field: _combined(field, mine[field], theirs[field], choices) for field in FIELDS}


def changes(before: State, after: State) -> dict[str, list[Any]]:
    """Tell what a merge changed, each with what was there before and after it."""
    return {
        field: [before[field], after[field]] for field in FIELDS if before[field] != after[field]
    }


def differing(mine: State, theirs: State) -> tuple[tuple[str, str, str], ...]:
    """Name the fields in which both say something, and not the same."""
    pairs = {field: (mine[field], theirs[field]) for field in ONE}
    pairs["email"] = (mine["addresses"][0], theirs["addresses"][0])
    pairs["source"] = (_source(mine), _source(theirs))
    return tuple(
        (field, one, other)
        for field, (one, other) in ((field, pairs[field]) for field in CHOSEN)
        if one and other and one.strip() != other.strip()
    )


def _source(state: State) -> str:
    return ", ".join(part for part in state["source"] if part)


def _combined(field: str, mine: Any, theirs: Any, choices: Mapping[str, str]) -> Any:
    if field == "addresses":
        return _addresses(mine, theirs, theirs_first=choices.get("email") == "B")
    if field in JOINED:
        return _joined(field, mine, theirs)
    if field == "extra":
        return _extra(mine, theirs)
    said = choices.get(field)
    if said == "B" and (field != "source" or theirs[0]):
        return theirs
    if said == "A" or field == "source":
        return mine
    return mine or theirs


def _addresses(mine: list[Any], theirs: list[Any], *, theirs_first: bool) -> list[Any]:
    first, *others = [theirs, mine] if theirs_first and theirs[0] else [mine, theirs]
    if not any(email_keys(*each) for each in others):
        return first
    main = first[0] or others[0][0]
    written = [*listed(mine[1]), *(each[0] for each in others if each[0]), *listed(theirs[1])]
    seen = {email_key(main or "")}
    more = []
    for address in written:
        key = email_key(address) or address
        if key not in seen:
            seen.add(key)
            more.append(address)
    return [main, mine[1] if more == listed(mine[1]) else ", ".join(more)]


def _items(field: str, text: str) -> list[str]:
    if field == "phone" or (field == "tags" and "," in text):
        return listed(text)
    return [part for part in _SPACED.split(text) if part]


def _keys(field: str, item: str) -> set[str]:
    told: dict[str, Callable[[str], Iterable[str]]] = {"phone": phone_ends, "links": profiles}
    keys = set(told[field](item)) if field in told else set()
    return keys or {item.casefold()}


def _joined(field: str, mine: str, theirs: str) -> str:
    if not mine.strip():
        return theirs or mine
    kept = _items(field, mine)
    seen = {key for item in kept for key in _keys(field, item)}
    new = []
    for item in _items(field, theirs):
        keys = _keys(field, item)
        if not keys & seen:
            seen |= keys
            new.append(item)
    if not new:
        return mine
    commas = field == "phone" or "," in mine or any(" " in item for item in new)
    return (", " if commas else " ").join([*kept, *new])


def _extra(mine: str, theirs: str) -> str:
    if not mine or not theirs:
        return mine or theirs
    joined = {**json.loads(theirs), **json.loads(mine)}
    return mine if joined == json.loads(mine) else json.dumps(joined, ensure_ascii=False)


def take_back(
    now: State, gone: Merged, later: Sequence[Merged], living: Sequence[Merged]
) -> Undone:
    """Take one merge out of an entry as it is `now`.

    Merges that came `later` are done again on what was there before this one. A field that
    somebody edited since keeps the edit; only what belongs to the other person leaves it. `living`
    are all other merges of this entry: what they brought too stays.
    """
    state, redone, edited = dict(now), {one.number: dict(one.changes) for one in later}, []
    for field, (before, after) in gone.changes.items():
        value, expected = before, after
        again: dict[int, list[Any]] = {}
        for one in later:
            was, became = one.changes.get(field, (expected, expected))
            if was != expected:
                break
            new = _combined(field, value, one.theirs[field], one.choices)
            again[one.number] = [value, new]
            value, expected = new, became
        if len(again) < len(later) or now[field] != expected:
            edited.append(field)
            state[field] = _without(field, now[field], gone, living)
            continue
        state[field] = value
        for number, pair in again.items():
            redone[number].pop(field, None)
            if pair[0] != pair[1]:
                redone[number][field] = pair
    return Undone(
        state, tuple(one._replace(changes=redone[one.number]) for one in later), tuple(edited)
    )


def _without(field: str, now: Any, gone: Merged, living: Sequence[Merged]) -> Any:
    if field == "addresses":
        return _without_addresses(now, gone)
    if field not in JOINED:
        return now
    before = gone.changes[field][0]
    keep = [before, *(one.theirs[field] for one in living)]
    staying = {key for text in keep for item in _items(field, text) for key in _keys(field, item)}
    theirs = {key for item in _items(field, gone.theirs[field]) for key in _keys(field, item)}
    leaving = theirs - staying
    items = _items(field, now)
    kept = [item for item in items if not _keys(field, item) & leaving]
    if kept == items:
        return now
    return (", " if field == "phone" or "," in now else " ").join(kept)


def _without_addresses(now: list[Any], gone: Merged) -> list[Any]:
    theirs = set(email_keys(*gone.theirs["addresses"]))
    return drop_addresses(now, theirs)


def drop_addresses(now: Sequence[Any], keys: set[str]) -> list[Any]:
    """Take addresses out of an entry; where it was the main one, the next takes its place."""
    main, more = now
    kept = [address for address in listed(more) if email_key(address) not in keys]
    if main and email_key(main) in keys:
        return [kept[0] if kept else None, ", ".join(kept[1:])]
    return [main, more if kept == listed(more) else ", ".join(kept)]


def forget(
    changed: Mapping[str, Sequence[Any]], gone: State, *, stay: Sequence[State]
) -> dict[str, Sequence[Any]]:
    """Leave out of what a merge changed what is of somebody who is erased, and of none who `stay`.

    Taking the merge back leaves a field as it is where nothing is said of it any more.
    """
    left: dict[str, Sequence[Any]] = {}
    for field, pair in changed.items():
        kept = [_forgotten(field, each, gone[field], [one[field] for one in stay]) for each in pair]
        if None not in kept and kept[0] != kept[1]:
            left[field] = kept
    return left


def _forgotten(field: str, value: Any, gone: Any, stay: Sequence[Any]) -> Any:
    """Give a value without what is of the one who goes; None where nothing of it can be kept."""
    if field == "addresses":
        ours = {key for each in stay for key in email_keys(*each)}
        return drop_addresses(value, set(email_keys(*gone)) - ours)
    if field in JOINED:
        ours = {key for each in stay for item in _items(field, each) for key in _keys(field, item)}
        theirs = {key for item in _items(field, gone) for key in _keys(field, item)} - ours
        items = _items(field, value)
        kept = [item for item in items if not _keys(field, item) & theirs]
        commas = field == "phone" or "," in value
        return value if kept == items else (", " if commas else " ").join(kept)
    if field == "extra":
        shared = _pairs(value) & _pairs(gone)
        return None if shared - {one for each in stay for one in _pairs(each)} else value
    if field == "source":
        return None if gone[1] and gone[1] == value[1] and value not in stay else value
    return None if gone and gone == value and value not in stay else value


def _pairs(extra: str) -> set[str]:
    return {json.dumps(each) for each in json.loads(extra).items()} if extra else set()
