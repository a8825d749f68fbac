"""Erase a person: their words go from every table, codes and counts stay.

What becomes of each column is said in hiring/store/personal.py. What lies outside of the tables is
cleared by hiring/workflow/erasing_files.py once this is committed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, delete, func, literal, or_, select, update

from hiring.domain.chain import ERASED_AGAIN
from hiring.domain.codes import ERASED, Kind, code
from hiring.domain.identity import Person, email_keys
from hiring.domain.merging import forget, state_of
from hiring.domain.reference import spent
from hiring.domain.stages import TERMINAL
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.belonging import belongs_to
from hiring.store.indexing import Indexed, index_people, person_of, unindex_people
from hiring.store.personal import BELONGS, CANDIDATE_ERASED, PERSONAL, Erasing
from hiring.store.queries import find_candidate
from hiring.store.tables import (
    applications,
    arrivals,
    attachments,
    candidates,
    distinct_people,
    emails,
    events,
    interviews,
    mail_drafts,
    match_keys,
    merges,
    metadata,
    originals,
    remote_ids,
    scorecard_versions,
    scorecards,
    words,
)
from hiring.views.erasing import Erased, ErasurePlan
from hiring.workflow.erasing_files import forget_typed, mentions
from hiring.workflow.erasing_left import (
    AT_ONCE,
    LOGGED,
    entries_of_people,
    left_over,
    words_left,
)
from hiring.workflow.holding import holds_of
from hiring.workflow.merging import and_merged
from hiring.workflow.requests import adopt_requests, answer_by_erasing, requests_naming
from hiring.workflow.retention import terms_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection, Row, Table
    from sqlalchemy.sql.selectable import ScalarSelect

    from hiring.config import Settings
    from hiring.store.ledger import Act
    from hiring.workflow.erasing_search import Look
    from hiring.workflow.requests import Leave

_NOBODY = Person("", None)
# What is counted for whoever erases, each by a name people know it by.
_COUNTED = {
    "applications": "applications",
    "hypotheses": "hypotheses",
    "interviews": "interviews",
    "scorecard_versions": "recorded scorecards",
    "ratings": "ratings",
    "decisions": "decisions",
    "resolutions": "debrief results",
    "attachments": "files",
    "accommodations": "accommodations",
    "notices": "notices",
    "consents": "agreements",
    "privacy_requests": "requests",
}


def plan_erasure(
    connection: Connection,
    settings: Settings,
    text: str,
    *,
    today: date,
    look: Look | None = None,
) -> ErasurePlan:
    """Say what erasing a person would do; `look` names files that hold one of some texts."""
    row = find_candidate(connection, text)
    people = and_merged(connection, row.id)
    terms = terms_of(connection, settings, row.id, today=today)
    files = connection.scalars(
        select(attachments.c.name).where(belongs_to(attachments, people)).order_by(attachments.c.id)
    ).all()
    going = connection.scalars(
        select(applications.c.id)
        .where(applications.c.candidate_id.in_(people), applications.c.stage.not_in(TERMINAL))
        .order_by(applications.c.id)
    )
    return ErasurePlan(
        code=code(Kind.CANDIDATE, row.id),
        name=row.name,
        merged=tuple(code(Kind.CANDIDATE, each) for each in people[1:]),
        erased_at=row.erased_at,
        counts=(
            _counts(connection, people) if row.erased_at is None else left_over(connection, people)
        ),
        files=tuple(files),
        open=tuple(code(Kind.APPLICATION, number) for number in going),
        holds=holds_of(connection, people),
        keep_until=terms.keep_until,
        policies=terms.policies,
        clashes=terms.clashes,
        requests=requests_naming(connection, needles_of(connection, people)),
        elsewhere=()
        if look is None
        else look(needles_of(connection, people), hashes_of(connection, people)),
    )


def erase(
    act: Act,
    settings: Settings,
    candidate_id: int,
    *,
    because: str,
    before_minimum: str = "",
    rehearsal: bool = False,
    by_rule: bool = False,
    seen: ErasurePlan | None = None,
    leave: Leave = frozenset(),
) -> Erased:
    """Erase a person and whoever was merged into them; codes, stages and counts stay.

    What lies in files goes by `clear` of erasing_files.py, after the transaction; lines that were
    typed in the shell go at once, except in a rehearsal. Of whoever is erased already goes what is
    there again.
    Raises RefusedError while a legal hold stands, and before the time that a rule asks to keep
    them unless `before_minimum` says why, or when others would be erased than those of `seen`, to
    which somebody agreed; UsageError for a reason that names them, unless it is `by_rule`, in the
    program's own words. Requests noted under their name alone go with them, but those to `leave`;
    a rule takes those alone that hold an address of theirs.
    """
    row = find_candidate(act.connection, code(Kind.CANDIDATE, candidate_id))
    people = and_merged(act.connection, row.id)
    _refuse_others(seen, tuple(code(Kind.CANDIDATE, number) for number in people))
    if row.erased_at is not None:
        return _erase_left_over(act, settings, row, rehearsal=rehearsal)
    plan = plan_erasure(
        act.connection, settings, code(Kind.CANDIDATE, row.id), today=act.now.date()
    )
    refuse_standing(plan, today=act.now.date(), before_minimum=before_minimum)
    if not by_rule:
        _refuse_naming(act.connection, people, because, before_minimum)
    if not rehearsal:
        forget_typed(
            settings.folder, needles_of(act.connection, people), codes_of(act.connection, people)
        )
    said = {"why": because.strip(), "before_minimum": before_minimum.strip()}
    return erase_people(act, people, said=said, leave=leave if not by_rule else None)


def _refuse_others(seen: ErasurePlan | None, codes: tuple[str, ...]) -> None:
    """Refuse to erase others than those who were shown; RefusedError."""
    if seen is not None and (seen.code, *seen.merged) != codes:
        raise RefusedError(
            Problem(
                f"{seen.code} was merged or unmerged while you were asked: it would erase "
                f"{', '.join(codes)}, and you were shown {', '.join((seen.code, *seen.merged))}",
                fix="look again: the same command",
            )
        )


def refuse_standing(plan: ErasurePlan, *, today: date, before_minimum: str) -> None:
    """Refuse what a legal hold or a rule's minimum stands against; RefusedError."""
    problems = [
        Problem(
            f"{plan.code} is under a legal hold since {hold.set_at:%Y-%m-%d}, set by {hold.by}",
            fix=f"once it is over: hiring privacy hold {plan.code} --release --because TEXT",
        )
        for hold in plan.holds
    ]
    if plan.keep_until is not None and plan.keep_until >= today and not before_minimum.strip():
        problems.append(
            Problem(
                f"{plan.code} is to be kept until {plan.keep_until} ({', '.join(plan.policies)})",
                fix="wait, or say why not: --before-minimum TEXT",
            )
        )
    if problems:
        raise RefusedError(*problems)


def _refuse_naming(connection: Connection, people: Sequence[int], *said: str) -> None:
    """Refuse a reason that names the person: it stays in the log."""
    if mentions(" ".join(said), needles_of(connection, people)):
        raise UsageError(
            Problem("the reason names the person, and it stays", fix="say it without their name")
        )


def needles_of(connection: Connection, people: Sequence[int]) -> tuple[str, ...]:
    """Give what names a person in a file: whole names and addresses."""
    rows = connection.execute(
        select(candidates.c.name, candidates.c.email, candidates.c.more_emails).where(
            candidates.c.id.in_(people)
        )
    )
    found: dict[str, None] = {}
    for name, email, more in rows:
        if name:
            found[name] = None
        found |= dict.fromkeys(email_keys(email, more))
    return tuple(found)


def codes_of(connection: Connection, people: Sequence[int]) -> tuple[str, ...]:
    """Give the codes of a person and of all that is theirs."""
    kinds: Sequence[tuple[Kind, Table]] = (
        (Kind.CANDIDATE, candidates),
        (Kind.APPLICATION, applications),
        (Kind.INTERVIEW, interviews),
        (Kind.SCORECARD, scorecards),
    )
    return tuple(
        code(kind, number)
        for kind, table in kinds
        for number in connection.scalars(select(table.c.id).where(belongs_to(table, people)))
    )


def _erase_left_over(act: Act, settings: Settings, row: Row[Any], *, rehearsal: bool) -> Erased:
    """Erase what is there again of somebody who was erased, if anything is, and note that."""
    connection = act.connection
    people = and_merged(connection, row.id)
    if not rehearsal:
        forget_typed(settings.folder, (), codes_of(connection, people))
    codes = tuple(code(Kind.CANDIDATE, each) for each in people)
    answer_by_erasing(act, people)
    counts = left_over(connection, people)
    if counts:
        _forget_rows(connection, people, said=words_left(connection, people))
        for one in codes:
            act.record(ERASED_AGAIN, one)
    return Erased(
        code=codes[0],
        codes=codes,
        row_ids=_row_ids(connection, people),
        at=row.erased_at,
        counts=counts,
        hashes=(),
        already=True,
    )


def _row_ids(connection: Connection, people: Sequence[int]) -> tuple[str, ...]:
    rows = connection.execute(
        select(candidates.c.id, candidates.c.row_id).where(candidates.c.id.in_(people))
    )
    kept = {number: bytes(row_id).hex() for number, row_id in rows}
    return tuple(kept[number] for number in people)


def erase_people(
    act: Act,
    people: Sequence[int],
    *,
    said: Mapping[str, object],
    leave: Leave = frozenset(),
    went: Collection[str] | None = None,
) -> Erased:
    """Erase a person and those merged into them, the person first; nothing is asked any more.

    What is `said` of it stays: why, and how it came about. Requests that were noted under their
    name alone go with them, but those to `leave`; where it is known which `went` before, those.
    """
    connection = act.connection
    adopted = adopt_requests(act, people, needles_of(connection, people), leave=leave, went=went)
    counts = _counts(connection, people)
    kept_files, hashes = _files_of(connection, people)
    answer_by_erasing(act, people)
    _spend_references(connection, people)
    _forget_rows(connection, people, said=_words_of(connection, people))
    connection.execute(delete(originals).where(originals.c.file_hash.in_(kept_files)))
    connection.execute(
        update(candidates).where(candidates.c.id.in_(people)).values(erased_at=act.now)
    )
    row_ids = _row_ids(connection, people)
    codes = tuple(code(Kind.CANDIDATE, number) for number in people)
    for shown, row_id in zip(codes, row_ids, strict=True):
        act.record(CANDIDATE_ERASED, shown, to_code=row_id, said=dict(said))
    return Erased(codes[0], codes, row_ids, act.now, counts, hashes, requests=adopted)


def _forget_rows(connection: Connection, people: Sequence[int], *, said: Sequence[str]) -> None:
    """Take what is a person's out of every table, and out of what is `said` beside the log."""
    _forget_words(connection, said)
    _forget_index(connection, people)
    _forget_pairs(connection, people)
    for name, columns in PERSONAL.items():
        if name == attachments.name:
            # Their rows go with their files, once this is committed: until then they name them.
            nameless = update(attachments).where(belongs_to(attachments, people)).values(name="")
            connection.execute(nameless)
        elif name in BELONGS or name == "candidates":
            _forget(connection, metadata.tables[name], columns, people)
    blank = [Indexed(number, _NOBODY, merged=place > 0) for place, number in enumerate(people)]
    index_people(connection, blank)


def _counts(connection: Connection, people: Sequence[int]) -> dict[str, int]:
    counted = {
        shown: connection.scalar(
            select(func.count())
            .select_from(metadata.tables[name])
            .where(belongs_to(metadata.tables[name], people))
        )
        or 0
        for name, shown in _COUNTED.items()
    }
    counted[LOGGED] = len(_words_of(connection, people))
    return {shown: count for shown, count in counted.items() if count}


def _files_of(
    connection: Connection, people: Sequence[int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the hashes of cards that are theirs alone, and of attachments nobody else sent."""
    versions = scorecard_versions
    mine = {
        digest
        for table in (versions, arrivals)
        for digest in connection.scalars(select(table.c.file_hash).where(belongs_to(table, people)))
    }
    mine.discard("")
    others = set(
        connection.scalars(
            select(versions.c.file_hash).where(
                versions.c.file_hash.in_(mine), ~belongs_to(versions, people)
            )
        )
    )
    sent = attachments
    names = set(connection.scalars(select(sent.c.file_hash).where(belongs_to(sent, people))))
    shared = set(
        connection.scalars(
            select(sent.c.file_hash).where(sent.c.file_hash.in_(names), ~belongs_to(sent, people))
        )
    )
    return tuple(sorted(mine - others)), tuple(sorted(names - shared))


def hashes_of(connection: Connection, people: Sequence[int]) -> frozenset[str]:
    """Give the hashes of files that hold this person's data and nobody else's."""
    cards, sent = _files_of(connection, people)
    drafts = connection.scalars(
        select(mail_drafts.c.file_hash).where(
            belongs_to(mail_drafts, people), mail_drafts.c.file_hash.is_not(None)
        )
    )
    return frozenset((*cards, *sent, *(each for each in drafts if each)))


def _words_of(connection: Connection, people: Sequence[int]) -> Sequence[str]:
    return connection.scalars(
        select(events.c.words_id).where(
            events.c.words_id.is_not(None), entries_of_people(connection, people)
        )
    ).all()


def _forget_words(connection: Connection, said: Sequence[str]) -> None:
    for begin in range(0, len(said), AT_ONCE):
        some = said[begin : begin + AT_ONCE]
        connection.execute(delete(words).where(words.c.id.in_(some)))


def _forget_index(connection: Connection, people: Sequence[int]) -> None:
    rows = connection.execute(select(candidates).where(candidates.c.id.in_(people))).all()
    unindex_people(
        connection,
        [Indexed(row.id, person_of(row), merged=row.merged_into is not None) for row in rows],
    )
    # What some older state of theirs left there would name them still.
    connection.execute(delete(emails).where(emails.c.candidate_id.in_(people)))
    connection.execute(delete(match_keys).where(match_keys.c.candidate_id.in_(people)))


def _forget_pairs(connection: Connection, people: Sequence[int]) -> None:
    pair = distinct_people.c
    connection.execute(
        delete(distinct_people).where(or_(pair.low_id.in_(people), pair.high_id.in_(people)))
    )
    # What a merge that was undone would give back, nobody needs: and whoever was merged with one of
    # its two at that time may stand in it.
    undone = merges.c.undone_at.is_not(None)
    connection.execute(
        update(merges)
        .where(or_(merges.c.kept_id.in_(people), merges.c.merged_id.in_(people), undone))
        .values(restore="")
    )
    _forget_in_merges(connection, people)
    of_kind: Mapping[Kind, ScalarSelect[Any]] = {
        Kind.APPLICATION: _numbers(applications, people),
        Kind.INTERVIEW: _numbers(interviews, people),
        Kind.SCORECARD: _numbers(scorecards, people),
    }
    known = remote_ids.c
    connection.execute(
        delete(remote_ids).where(
            or_(
                and_(known.kind == Kind.CANDIDATE.value, known.number.in_(people)),
                *(
                    and_(known.kind == kind.value, known.number.in_(numbers))
                    for kind, numbers in of_kind.items()
                ),
            )
        )
    )


def _forget_in_merges(connection: Connection, people: Sequence[int]) -> None:
    """Forget what a later merge, of somebody they were merged into once, remembers of them.

    It does where that entry was edited meanwhile, so that unmerging could not tell it apart.
    """
    gone = connection.execute(select(candidates).where(candidates.c.id.in_(people))).all()
    once = select(merges.c.kept_id).where(merges.c.merged_id.in_(people))
    living = select(merges).where(
        merges.c.kept_id.in_(once), merges.c.kept_id.not_in(people), merges.c.restore != ""
    )
    for row in connection.execute(living).all():
        restore = json.loads(row.restore)
        asked = select(candidates).where(candidates.c.id.in_((row.kept_id, row.merged_id)))
        stay = [state_of(each) for each in connection.execute(asked)]
        changed = restore["changes"]
        for one in gone:
            changed = forget(changed, state_of(one), stay=stay)
        if changed != restore["changes"]:
            said = json.dumps({**restore, "changes": changed}, ensure_ascii=False)
            put = update(merges).where(merges.c.id == row.id).values(restore=said)
            connection.execute(put)


def _spend_references(connection: Connection, people: Sequence[int]) -> None:
    """Make what their cards are known by a digest of itself, once: twice, it would know no card."""
    theirs = belongs_to(scorecards, people)
    asked = select(scorecards.c.id, scorecards.c.reference).where(theirs)
    for number, was in connection.execute(asked).all():
        changed = update(scorecards).where(scorecards.c.id == number)
        connection.execute(changed.values(reference=spent(bytes(was))))


def _numbers(table: Table, people: Sequence[int]) -> ScalarSelect[Any]:
    return select(table.c.id).where(belongs_to(table, people)).scalar_subquery()


def _forget(
    connection: Connection, table: Table, columns: Mapping[str, Any], people: Sequence[int]
) -> None:
    """Do to a person's rows of a table what the registry says of its columns."""
    theirs = belongs_to(table, people)
    kinds = {name: column.erasing for name, column in columns.items()}
    if Erasing.GONE in kinds.values():
        connection.execute(delete(table).where(theirs))
        return
    values: dict[str, Any] = {}
    for name, kind in kinds.items():
        column = table.c[name]
        if kind is Erasing.EMPTIED:
            values[name] = ""
        elif kind is Erasing.NOTHING:
            values[name] = None
        elif kind is Erasing.MARKED:
            values[name] = case(
                (or_(column.is_(None), column == ""), column), else_=literal(ERASED)
            )
    if values:
        connection.execute(update(table).where(theirs).values(**values))
