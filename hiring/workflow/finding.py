"""Find people: by words and their beginnings, by mistyped names, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from hiring.domain.identity import asked_words, words_in
from hiring.errors import Problem, UsageError
from hiring.store.queries import find_job, matching
from hiring.store.tables import applications, candidates, name_words
from hiring.workflow.candidates import candidate_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select

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
    is asked for, RefusedError for a job that is not there.
    """
    if not words_in(asked):
        raise UsageError(
            Problem("nothing to look for", fix='hiring candidate find "part of a name"')
        )
    chosen = _chosen(connection, wanted)
    instead: dict[str, tuple[str, ...]] = {}
    numbers = _page(connection, matching(connection, asked), chosen, limit=limit, after=after)
    if not numbers:
        instead = _instead(connection, asked)
        if instead:
            mended = matching(connection, asked, instead=instead)
            numbers = _page(connection, mended, chosen, limit=limit, after=after)
    return Found(candidate_lines(connection, numbers), instead)


def _chosen(connection: Connection, wanted: Wanted) -> list[Any]:
    """Write the filters down as conditions on a candidate."""
    found: list[Any] = []
    if wanted.source is not None:
        found.append(candidates.c.source == wanted.source)
    if wanted.since is not None:
        found.append(candidates.c.added_at >= wanted.since)
    if wanted.job is not None or wanted.stage is not None:
        theirs = select(applications.c.id).where(applications.c.candidate_id == candidates.c.id)
        if wanted.job is not None:
            theirs = theirs.where(applications.c.job_id == find_job(connection, wanted.job).id)
        if wanted.stage is not None:
            theirs = theirs.where(applications.c.stage == wanted.stage)
        found.append(theirs.exists())
    return found


def _page(
    connection: Connection,
    matched: Select[Any],
    chosen: Sequence[Any],
    *,
    limit: int | None,
    after: int | None,
) -> list[int]:
    """Give the numbers of a page of people: those matched, and those that the merged ones are now.

    The search gives numbers in their order, and is left as soon as the page is full.
    """
    hit = next(iter(matched.selected_columns))
    numbered = matched.with_only_columns(candidates.c.id)
    own = (
        numbered.join(candidates, candidates.c.id == hit)
        .where(candidates.c.merged_into.is_(None), *chosen)
        .order_by(hit)
        .limit(limit)
    )
    if after is not None:
        own = own.where(hit > after)
    numbers = set(connection.scalars(own))
    kept = _kept(connection, matched)
    if kept:
        theirs = select(candidates.c.id).where(candidates.c.id.in_(kept), *chosen)
        numbers |= {n for n in connection.scalars(theirs) if after is None or n > after}
    return sorted(numbers)[:limit]


def _kept(connection: Connection, matched: Select[Any]) -> set[int]:
    """Give whom the merged people that match were merged into, to the last of them."""
    merged = select(candidates.c.merged_into).where(candidates.c.merged_into.is_not(None))
    if connection.execute(merged.limit(1)).first() is None:
        return set()
    found = set(connection.scalars(merged.where(candidates.c.id.in_(matched))))
    while found:
        on = dict(
            connection.execute(
                select(candidates.c.id, candidates.c.merged_into).where(
                    candidates.c.id.in_(found), candidates.c.merged_into.is_not(None)
                )
            ).all()
        )
        if not on:
            break
        found = {on.get(number, number) for number in found}
    return found


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
