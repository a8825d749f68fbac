"""What was recorded beside the log: its digests, as entries keep them, held against its rows.

A digest is of what is read back from the database, so that writing and verifying cannot differ.
"""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import sha256
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select

from hiring.domain.codes import Kind, code
from hiring.domain.recorded import STORED, Claim, Fate, digest_stored, hold_against
from hiring.domain.stages import Action
from hiring.store.chain import Verified, read_whatever, rows_of, written_moment
from hiring.store.tables import originals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

DECISION, VERSION = "decision", "version"
RESULT, DEVIATION = "debrief result", "deviation"
STANDS = "lets another version stand than the newest, which the log tells of"
RESTS = "holds an assessment on which no decision rests"
OTHER_FILE = "is not the file that came: what is kept has another SHA-256"

_DECISIONS = (
    "SELECT d.application_id, d.id, d.action, d.from_stage, d.to_stage, d.decided_by, d.because, "
    "d.override, d.missing_cards, w.name, d.at, a.application_id, j.number, a.recommendation, "
    "a.content, a.at FROM decisions AS d LEFT JOIN actors AS w ON w.id = d.actor_id "
    "LEFT JOIN assessments AS a ON a.id = d.assessment_id "
    "LEFT JOIN job_revisions AS j ON j.id = a.revision_id {} ORDER BY d.application_id, d.id"
)
_RESULTS = (
    "SELECT d.application_id, d.id, d.competency, d.line, d.outcome, d.settled_by, d.because, d.at "
    "FROM resolutions AS d {} ORDER BY d.application_id, d.id"
)
_DEVIATIONS = (
    "SELECT d.application_id, d.id, d.step, d.kind, d.because, w.name, d.at FROM deviations AS d "
    "LEFT JOIN actors AS w ON w.id = d.actor_id {} ORDER BY d.application_id, d.id"
)
# By left joins SQLite begins with the interviews, whose index gives the order, and sorts no texts.
_VERSIONS = (
    "SELECT i.application_id, d.id, s.id, s.version, d.number, s.interview_id, i.step, "
    "p.name, p.email, j.number, d.overall, d.overall_raw, d.overall_note, d.content_hash, "
    "d.file_hash, d.recorded_at, d.submitted_by, d.submitted_at, d.source, "
    "r.competency, r.level, r.raw_value, r.scale, r.evidence "
    "FROM interviews AS i LEFT JOIN scorecards AS s ON s.interview_id = i.id "
    "LEFT JOIN scorecard_versions AS d ON d.scorecard_id = s.id "
    "LEFT JOIN interviewers AS p ON p.id = s.interviewer_id "
    "LEFT JOIN job_revisions AS j ON j.id = d.revision_id "
    "LEFT JOIN ratings AS r ON r.version_id = d.id {} ORDER BY i.application_id, s.id, d.number"
)
_INTERVIEWS_OF = (
    "SELECT c.interview_id FROM scorecard_versions AS v "
    "JOIN scorecards AS c ON c.id = v.scorecard_id WHERE v.id IN ({})"
)
_OF_A_VERSION = 19  # columns before those of a rating
_NOWHERE = 1 << 62  # what is no number of an application: a hand beside the program
_ENTRIES: Mapping[str, str] = {
    **{f"decided {action.value}": DECISION for action in Action},
    "scorecard recorded": VERSION,
    "scorecard corrected": VERSION,
    "debrief resolved": RESULT,
    "step skipped": DEVIATION,
    "step extra": DEVIATION,
}
_CLAIMS = (
    "SELECT e.application_id, e.what, e.subject, e.words_id, w.text FROM events AS e "
    "LEFT JOIN words AS w ON w.id = e.words_id WHERE e.application_id IS NOT NULL AND e.what IN "
    f"({', '.join(repr(what) for what in _ENTRIES)}) ORDER BY e.application_id, e.id"
)
# Of each file one card, as the same file may be of several.
_FILES = (
    "SELECT o.file_hash, (SELECT min(v.scorecard_id) FROM scorecard_versions AS v "
    "WHERE v.file_hash = o.file_hash) FROM originals AS o ORDER BY o.file_hash"
)
_FILE = select(originals.c.content).where(originals.c.file_hash == bindparam("file"))
_ON_NOTHING = (
    "SELECT a.application_id FROM assessments AS a LEFT JOIN decisions AS d "
    "ON d.assessment_id = a.id WHERE d.id IS NULL ORDER BY a.id"
)


class _Stored(NamedTuple):
    """A row that was recorded, by its number: of what it is, and its digest.

    Of a card's version, `stands` is the number of the one that stands.
    """

    application: int
    number: int
    kind: str
    subject: str
    digest: str
    stands: int | None = None


class _Claimed(NamedTuple):
    """What an entry says of the row that was written with it."""

    application: int
    kind: str
    subject: str
    digest: str


def is_the_file(content: Any, file_hash: str) -> bool:
    """Tell whether a kept file is the one that came, by whose digest it is kept."""
    kept = content.encode() if isinstance(content, str) else bytes(content or b"")
    return sha256(kept).hexdigest() == file_hash


def digest_of(connection: Connection, kind: str, number: int) -> str:
    """Give the digest of a row that was just written, by its number."""
    return digests_of(connection, kind, (number,))[number]


def digests_of(connection: Connection, kind: str, numbers: Iterable[int]) -> dict[int, str]:
    """Give the digests of rows that were just written, by their numbers."""
    listed = ", ".join(str(int(number)) for number in numbers)
    which = f"WHERE d.id IN ({listed})"
    if kind == VERSION:
        # Its query begins with the interviews, all of which would be read without this.
        which += f" AND i.id IN ({_INTERVIEWS_OF.format(listed)})"
    found = _KINDS[kind](connection, which) if listed else ()
    return {one.number: one.digest for one in found}


def _decisions(connection: Connection, which: str = "") -> Iterator[_Stored]:
    for row in rows_of(connection, _DECISIONS.format(which)):
        application, number, *said, at, assessed, revision, advice, content, made = row
        about = (*_about(assessed), revision, advice, content, _moment(made))
        yield _plain(DECISION, application, number, (*said, _moment(at), *about))


def _about(application: int | None) -> tuple[str | None]:
    return (None if application is None else code(Kind.APPLICATION, application),)


def _moment(kept: Any) -> str | None:
    return None if kept is None else written_moment(kept)


def _results(connection: Connection, which: str = "") -> Iterator[_Stored]:
    for application, number, *said, at in rows_of(connection, _RESULTS.format(which)):
        yield _plain(RESULT, application, number, (*said, _moment(at)))


def _deviations(connection: Connection, which: str = "") -> Iterator[_Stored]:
    for application, number, *said, at in rows_of(connection, _DEVIATIONS.format(which)):
        yield _plain(DEVIATION, application, number, (*said, _moment(at)))


def _plain(kind: str, application: int, number: int, said: Sequence[object]) -> _Stored:
    subject = code(Kind.APPLICATION, application)
    return _Stored(application, number, kind, subject, digest_stored((kind, subject, *said)))


def _versions(connection: Connection, which: str = "") -> Iterator[_Stored]:
    rows = (row for row in rows_of(connection, _VERSIONS.format(which)) if row[1] is not None)
    for _, its in groupby(rows, key=lambda row: row[1]):
        rated = [tuple(row) for row in its]
        application, number, card, stands, version, interview, *said = rated[0][:_OF_A_VERSION]
        *said, recorded_at, submitted_by, submitted_at, source = said
        subject = code(Kind.SCORECARD, card)
        fields = (
            *(VERSION, subject, version, code(Kind.APPLICATION, application)),
            *(code(Kind.INTERVIEW, interview), *said, _moment(recorded_at), submitted_by),
            *(_moment(submitted_at), source, _ratings(row[_OF_A_VERSION:] for row in rated)),
        )
        yield _Stored(application, number, VERSION, subject, digest_stored(fields), stands)


def _ratings(rows: Iterable[tuple[Any, ...]]) -> tuple[tuple[Any, ...], ...]:
    # A version without any rating is one row without a competency.
    return tuple(sorted((row for row in rows if row[0] is not None), key=lambda row: str(row[0])))


_KINDS: Mapping[str, Callable[[Connection, str], Iterator[_Stored]]] = {
    DECISION: _decisions,
    VERSION: _versions,
    RESULT: _results,
    DEVIATION: _deviations,
}


def _claims(connection: Connection) -> Iterator[_Claimed]:
    for application, what, subject, words_id, text in rows_of(connection, _CLAIMS):
        yield _Claimed(application, _ENTRIES[what], subject, _claimed(words_id, text))


def _claimed(words_id: str | None, text: Any) -> str:
    if words_id is not None and text is None:
        return Claim.ERASED
    try:
        stored = json.loads(text or "{}").get(STORED)
    except (AttributeError, TypeError, ValueError):
        stored = None  # no words of ours: the chain tells of them
    return stored if isinstance(stored, str) else Claim.BEFORE


def verify_recorded(connection: Connection, verified: Verified) -> None:
    """Hold decisions, cards and what else entries keep digests of against these, and note it.

    Nothing is held for whoever may not read what was said.
    """
    if not verified.read_words:
        return
    found = read_whatever(connection, lambda: _compare(connection))
    verified.recorded, verified.uncovered = found.recorded, found.uncovered
    for one in found.findings:
        verified.note(one.what, record=one.record)
    verified.more += found.more


def _compare(connection: Connection) -> Verified:
    found = Verified()
    streams: Sequence[Iterable[_Stored | _Claimed]] = (
        _claims(connection),
        *(read(connection, "") for read in _KINDS.values()),
    )
    for _, its in groupby(merge(*streams, key=_place), key=_place):
        _compare_application(found, its)
    for (application,) in rows_of(connection, _ON_NOTHING):
        found.note(RESTS, record=code(Kind.APPLICATION, application))
    for file_hash, card in rows_of(connection, _FILES):
        # One after the other: thousands of files at once would fill the memory.
        content = connection.execute(_FILE, {"file": file_hash}).scalar()
        if not is_the_file(content, file_hash):
            whose = "a card that is gone" if card is None else code(Kind.SCORECARD, card)
            found.note(OTHER_FILE, record=f"the file of {whose}")
    return found


def _place(one: _Stored | _Claimed) -> int:
    return one.application if type(one.application) is int else _NOWHERE


def _compare_application(found: Verified, its: Iterable[_Stored | _Claimed]) -> None:
    """Hold what is stored of one application against what its entries say of it."""
    claims: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    there: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    stands = {}
    for one in its:
        about = (one.kind, one.subject)
        if isinstance(one, _Claimed):
            claims[about].append(one.digest)
            continue
        there[about].append(one.digest)
        stands[about] = one.stands
    for about in dict.fromkeys((*claims, *there)):
        _compare_rows(found, about, claims[about], there[about])
        if about in stands and claims[about] and not isinstance(claims[about][-1], Claim):
            newest = stands[about]
            if newest is not None and newest != len(claims[about]):
                found.note(STANDS, record=about[1])


def _compare_rows(
    found: Verified, about: tuple[str, str], claims: Sequence[str], there: Sequence[str]
) -> None:
    kind, subject = about
    for met in hold_against(claims, there):
        if met.fate is Fate.UNKNOWN:
            place = met.claim or 0
            found.uncovered += claims[place] is Claim.BEFORE
            continue
        found.recorded += met.row is not None
        if met.fate is not Fate.HOLDS:
            found.note(met.fate.value, record=f"{subject} {kind} {met.number}")
