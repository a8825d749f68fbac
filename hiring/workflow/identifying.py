"""Say whose card a returned file is, from its signed references and its rows' keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select

from hiring.domain.codes import Kind, code
from hiring.domain.reference import normal, row_prefix, verify
from hiring.errors import Problem
from hiring.store.tables import scorecards
from hiring.workflow.scorecards import select_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from hiring.domain.filled_card import FilledCard
    from hiring.domain.reference import CardKey, Reference


_MOST_PLACES = 6


class Signed(NamedTuple):
    """A reference whose signature holds, and the key that made it."""

    reference: Reference
    key: CardKey


class Claim(NamedTuple):
    """What a file's references come to: the one card it is of, or why it is of none.

    `foreign` says that it is no card of this workspace: no interviewer can mend that.
    """

    signed: Signed | None
    problem: Problem | None = None
    mixed: tuple[Signed, ...] = ()
    foreign: bool = False


def read_claim(filled: FilledCard, keys: Sequence[CardKey], *, name: str) -> Claim:
    """Verify every reference of a file; they must all be one."""
    if not filled.references:
        return Claim(
            None,
            Problem(
                "no reference was found, so it cannot be told whose card this is",
                where=name,
                fix="fill in the file that was sent, and send that back",
            ),
        )
    spellings = {normal(text): text for text in filled.references}
    good = {
        Signed(reference, key)
        for text in spellings.values()
        for key in keys
        if (reference := verify(text, key)) is not None
    }
    if not good:
        return Claim(
            None,
            Problem(
                "its reference was not made by this workspace, or was changed",
                where=name,
                fix="import it where it was exported, or ask for a new card",
            ),
            foreign=True,
        )
    cards = {signed.reference.card for signed in good}
    strange = set(filled.prefixes) - {row_prefix(s.reference.card, s.key) for s in good}
    if len(cards) > 1 or len(spellings) > 1 or strange:
        return Claim(None, None, tuple(sorted(good)))
    return Claim(good.pop())


# Built once: putting a statement together takes longer than what it asks for.
_CARDS = select_cards().where(scorecards.c.reference.in_(bindparam("references", expanding=True)))


def cards_by_reference(
    connection: Connection, references: Iterable[bytes]
) -> Mapping[bytes, Row[Any]]:
    """Find the cards that references name, with all that belongs to them."""
    found = connection.execute(_CARDS, {"references": tuple(set(references))})
    return {bytes(row.reference): row for row in found}


def mixed_problem(
    connection: Connection,
    filled: FilledCard,
    claim: Claim,
    keys: Sequence[CardKey],
    *,
    name: str,
) -> Problem:
    """Say which cards were mixed in a file, by the codes of card and candidate."""
    known = cards_by_reference(connection, (s.reference.card for s in claim.mixed))
    places = _places_by_card(filled, claim, keys)
    shown = {
        row.id: _codes(row) + _told(places.pop(reference, ())) for reference, row in known.items()
    }
    strange = set(filled.prefixes) - {row_prefix(s.reference.card, s.key) for s in claim.mixed}
    for row in _owners(connection, strange, keys):
        prefixes = [row_prefix(bytes(row.reference), key) for key in keys]
        theirs = [place for prefix in prefixes for place in filled.places_of(prefix)]
        strange -= set(prefixes)
        shown.setdefault(row.id, f"rows of {_codes(row)}{_told(theirs)}")
    listed = " and ".join(shown[card] for card in sorted(shown))
    rest = [place for prefix in sorted(strange) for place in filled.places_of(prefix)]
    rest += places.get(None, [])
    unknown = f", and something of a card that is not known here{_told(rest)}"
    return Problem(
        f"it mixes different cards: {listed}{'' if len(shown) > 1 else unknown}",
        where=name,
        fix="fill in each card in its own file, as it was sent",
    )


def _places_by_card(
    filled: FilledCard, claim: Claim, keys: Sequence[CardKey]
) -> dict[bytes | None, list[str]]:
    """Say where each card shows whose reference is good; None stands for bad references."""
    found: dict[bytes | None, list[str]] = {}
    for text in filled.references:
        good = [reference.card for key in keys if (reference := verify(text, key)) is not None]
        found.setdefault(good[0] if good else None, []).extend(filled.places_of(text))
    for signed in claim.mixed:
        rows = filled.places_of(row_prefix(signed.reference.card, signed.key))
        found.setdefault(signed.reference.card, []).extend(rows)
    return found


def _told(places: Iterable[str]) -> str:
    several = tuple(dict.fromkeys(places))
    several = tuple(place for place in several if "!" in place) or several  # cells before others
    more = ", ..." if len(several) > _MOST_PLACES else ""
    return f" at {', '.join(several[:_MOST_PLACES])}{more}" if several else ""


def _codes(card: Row[Any]) -> str:
    return f"{code(Kind.SCORECARD, card.id)} ({code(Kind.CANDIDATE, card.candidate_id)})"


def _owners(
    connection: Connection, prefixes: set[str], keys: Sequence[CardKey]
) -> tuple[Row[Any], ...]:
    """Find whose rows begin with these keys: only a search over all cards tells."""
    if not prefixes:
        return ()
    found = [
        bytes(reference)
        for (reference,) in connection.execute(select(scorecards.c.reference))
        if any(row_prefix(bytes(reference), key) in prefixes for key in keys)
    ]
    return tuple(cards_by_reference(connection, found).values())


def revision_problem(card: Row[Any], revision: int, *, name: str) -> Problem:
    """Refuse a card that was made for another revision of the rubric than counts for its person."""
    shown = code(Kind.APPLICATION, card.application_id)
    return Problem(
        f"it is made for revision {revision} of the rubric of {card.job_code}, by which {shown} "
        "is not assessed",
        where=name,
        fix="export the card again and rate by the anchors in it",
    )
