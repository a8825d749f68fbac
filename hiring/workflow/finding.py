"""Find people: by words and their beginnings, by mistyped names, a page at a time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, literal_column, select

from hiring.domain.codes import email_key
from hiring.domain.identity import asked_words, words_in
from hiring.errors import Problem, UsageError
from hiring.store.indexing import owner_of
from hiring.store.queries import find_job, match_of, matching, matching_people
from hiring.store.tables import applications, candidates, name_words
from hiring.workflow.candidates import candidate_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Executable, Select

    from hiring.views.records import CandidateLine

SHORTEST_MENDED = 4  # letters: of anything shorter too much is near
LONG = 8
MOST_MEANT = 20  # words that a mistyped one could mean


class Wanted(NamedTuple):
    """Who is wanted among those found; None leaves it open."""

    job: str | None = None
    stage: str | None = None
    source: str | None = None
    since: datetime | None = None


class Found(NamedTuple):
    """A page of people, and the words that were looked for instead of mistyped ones."""

    people: tuple[CandidateLine, ...]
    instead: Mapping[str, tuple[str, ...]]


def find_candidates(
    connection: Connection,
    asked: str,
    *,
    limit: int | None,
    after: int | None = None,
    wanted: Wanted = Wanted(),  # noqa: B008 - a tuple, which nothing changes
) -> Found:
    """Find people by words of their name, e-mail, phone, company, tags or note, or beginnings.

    A word that nobody has is taken for the nearest words of names. Raises UsageError when nothing
    is asked for, RefusedError for a job that is not there. A whole address gives its owner alone.
    """
    if not words_in(asked):
        raise UsageError(
            Problem("nothing to look for", fix='hiring candidate find "part of a name"')
        )
    given = _given(connection, wanted, limit=limit, after=after)
    instead: dict[str, tuple[str, ...]] = {}
    if (owner := _owner_of_address(connection, asked, given)) is not None:
        return Found(candidate_lines(connection, owner), instead)
    numbers = _page(connection, {**given, "match": match_of(connection, asked)})
    if not numbers:
        instead = _instead(connection, asked)
        if instead:
            mended = match_of(connection, asked, instead=instead)
            numbers = _page(connection, {**given, "match": mended})
    return Found(candidate_lines(connection, numbers), instead)


def _owner_of_address(
    connection: Connection, asked: str, given: Mapping[str, Any]
) -> list[int] | None:
    """Give the owner of a whole address, where it is wanted and not shown before; None for none."""
    key = email_key(asked)
    owner = owner_of(connection, key) if key else None
    if owner is None:
        return None
    chosen = connection.scalars(_chosen_among(frozenset(given)), {**given, "kept": [owner]})
    after = given.get("after")
    return [number for number in chosen if after is None or number > after]


def _given(
    connection: Connection, wanted: Wanted, *, limit: int | None, after: int | None
) -> dict[str, Any]:
    """Give what is asked for beside words, by name."""
    given = {**wanted._asdict(), "limit": limit, "after": after}
    if wanted.job is not None:
        given["job"] = find_job(connection, wanted.job).id
    return {name: value for name, value in given.items() if value is not None}


def _page(connection: Connection, given: Mapping[str, Any]) -> list[int]:
    """Give the numbers of a page of people: those matched, and those that the merged ones are now.

    The search gives numbers in their order, and is left as soon as the page is full.
    """
    after, limit = given.get("after"), given.get("limit")
    numbers = set(connection.scalars(_own(connection.dialect.name, frozenset(given)), given).all())
    kept = _kept(connection, given["match"])
    if kept:
        theirs = connection.scalars(_chosen_among(frozenset(given)), {**given, "kept": list(kept)})
        numbers |= {number for number in theirs if after is None or number > after}
    return sorted(numbers)[:limit]


# Made once in a process for what is given: to make a statement takes longer than to run it.
@cache
def _own(dialect: str, given: frozenset[str]) -> Executable:
    matched = matching_people(dialect)
    hit = next(iter(matched.selected_columns))
    own = (
        matched.with_only_columns(candidates.c.id)
        .join(candidates, candidates.c.id == hit)
        .where(candidates.c.merged_into.is_(None), *_conditions(given))
        .order_by(hit)
    )
    if "after" in given:
        own = own.where(hit > bindparam("after"))
    return own.limit(bindparam("limit")) if "limit" in given else own


@cache
def _chosen_among(given: frozenset[str]) -> Executable:
    among = candidates.c.id.in_(bindparam("kept", expanding=True))
    return select(candidates.c.id).where(among, *_conditions(given))


def _conditions(given: frozenset[str]) -> list[ColumnElement[bool]]:
    """Write the filters down as conditions on a candidate."""
    found: list[ColumnElement[bool]] = []
    if "source" in given:
        found.append(candidates.c.source == bindparam("source"))
    if "since" in given:
        found.append(candidates.c.added_at >= bindparam("since"))
    if given & {"job", "stage"}:
        theirs = select(applications.c.id).where(applications.c.candidate_id == candidates.c.id)
        if "job" in given:
            theirs = theirs.where(applications.c.job_id == bindparam("job"))
        if "stage" in given:
            theirs = theirs.where(applications.c.stage == bindparam("stage"))
        found.append(theirs.exists())
    return found


def _kept(connection: Connection, match: str) -> set[int]:
    """Give whom the merged people that match were merged into, to the last of them."""
    if connection.execute(_anybody_merged()).first() is None:
        return set()
    asked = _merged_matching(connection.dialect.name)
    found = set(connection.scalars(asked, {"match": match}))
    while found:
        rows = connection.execute(_merged_further(), {"found": list(found)}).all()
        on = {row.id: row.merged_into for row in rows}
        if not on:
            break
        found = {on.get(number, number) for number in found}
    return found


@cache
def _anybody_merged() -> Executable:
    return _merged().limit(literal_column("1"))


@cache
def _merged_matching(dialect: str) -> Executable:
    return _merged().where(candidates.c.id.in_(matching_people(dialect)))


@cache
def _merged_further() -> Executable:
    among = candidates.c.id.in_(bindparam("found", expanding=True))
    return _merged().add_columns(candidates.c.id).where(among)


def _merged() -> Select[Any]:
    return select(candidates.c.merged_into).where(candidates.c.merged_into.is_not(None))


def _instead(connection: Connection, asked: str) -> dict[str, tuple[str, ...]]:
    """Give for each word that nobody has the words of names nearest to it, if any are near."""
    return {
        word: meant
        for word in dict.fromkeys(asked_words(asked))
        if _slips(word)
        and not connection.execute(matching(connection, word).limit(1)).first()
        and (meant := _nearest(connection, word))
    }


def _slips(word: str) -> int:
    """Say how many letters of a word may be wrong, too many, missing or changed in place."""
    return 0 if len(word) < SHORTEST_MENDED else 1 if len(word) < LONG else 2


def _nearest(connection: Connection, word: str) -> tuple[str, ...]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a mistyped name needs it
    from rapidfuzz.process import extract  # noqa: PLC0415 - the same

    most = _slips(word)
    length = func.length(name_words.c.word)
    near = select(name_words.c.word).where(length.between(len(word) - most, len(word) + most))
    choices = connection.scalars(near).all()
    found = extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=None)
    least = min((distance for _, distance, _ in found), default=0)
    return tuple(sorted(name for name, distance, _ in found if distance == least))[:MOST_MEANT]
