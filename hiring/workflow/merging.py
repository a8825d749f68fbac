"""Merge two entries of one person, take a merge back, and say that two are not one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, insert, or_, select, update

from hiring.domain.codes import Kind, code, number_in
from hiring.domain.identity import email_keys
from hiring.domain.merging import (
    CHOSEN,
    Merged,
    changes,
    columns_of,
    combine,
    differing,
    drop_addresses,
    state_of,
    take_back,
)
from hiring.domain.stages import TERMINAL
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.indexing import (
    Indexed,
    index_people,
    owner_of,
    person_of,
    unindex_people,
)
from hiring.store.ledger import events_where
from hiring.store.queries import find_candidate, refuse_erased
from hiring.store.tables import (
    applications,
    candidates,
    distinct_people,
    events,
    jobs,
    merges,
)
from hiring.views.merging import Conflict, MergePlan, Unmerged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Row

    from hiring.domain.merging import State
    from hiring.store.ledger import Act
    from hiring.views.records import EventLine

MERGED, UNMERGED = "candidates merged", "candidates unmerged"


def read_choices(texts: Iterable[str]) -> dict[str, str]:
    """Read what is kept of whom, each as FIELD=A or FIELD=B; UsageError for anything else."""
    choices = {}
    for text in texts:
        field, _, whose = text.partition("=")
        field, whose = field.strip().casefold(), whose.strip().upper()
        if field not in CHOSEN or whose not in {"A", "B"}:
            listed = ", ".join(CHOSEN)
            raise UsageError(
                Problem(
                    f"--keep {text!r} names no field and side",
                    fix=f"--keep company=B; the fields are {listed}; lists are joined",
                )
            )
        choices[field] = whose
    return choices


def plan_merge(
    connection: Connection, one: str, other: str, choices: Mapping[str, str]
) -> MergePlan:
    """Say what merging the other into the one would do; RefusedError when it cannot be."""
    mine, theirs = _both(connection, one, other)
    return _plan(connection, mine, theirs, choices)


def merge_candidates(
    act: Act,
    one: str,
    other: str,
    *,
    choices: Mapping[str, str],
    because: str = "",
    seen: MergePlan | None = None,
) -> MergePlan:
    """Merge the other into the one, who stays; `seen` is what somebody agreed to.

    Raises RefusedError when both have an open application for one job, when they are said not
    to be one person, or when something else would be done than what was seen.
    """
    mine, theirs = _both(act.connection, one, other)
    plan = _plan(act.connection, mine, theirs, choices)
    if seen is not None and seen != plan:
        raise RefusedError(
            Problem(
                f"{plan.kept} or {plan.merged} was changed while you were asked",
                fix="look again: the same command",
            )
        )
    before = state_of(mine)
    after = combine(before, state_of(theirs), choices)
    act.insert(
        merges,
        kept_id=mine.id,
        merged_id=theirs.id,
        at=act.now,
        actor_id=act.actor_id,
        restore=_restore(
            choices, changes(before, after), _applications_of(act.connection, theirs.id)
        ),
    )
    unindex_people(act.connection, [_indexed(mine), _indexed(theirs)])
    _write(act, mine.id, columns_of(after))
    _write(act, theirs.id, {"merged_into": mine.id})
    act.connection.execute(
        update(applications)
        .where(applications.c.candidate_id == theirs.id)
        .values(candidate_id=mine.id)
    )
    index_people(
        act.connection,
        [_indexed(_row(act.connection, each)) for each in (mine.id, theirs.id)],
    )
    act.record(
        MERGED, plan.kept, from_code=plan.merged, to_code=plan.kept, said={"why": because.strip()}
    )
    return plan


def _both(connection: Connection, one: str, other: str) -> tuple[Row[Any], Row[Any]]:
    mine, theirs = find_candidate(connection, one), find_candidate(connection, other)
    shown = [code(Kind.CANDIDATE, row.id) for row in (mine, theirs)]
    for row in (mine, theirs):
        refuse_erased(row)
    if mine.id == theirs.id:
        raise RefusedError(
            Problem(f"{one} and {other} are one already: {shown[0]}", fix="name two people")
        )
    low, high = sorted((mine.id, theirs.id))
    if (low, high) in distinct_pairs(connection, among=(low, high)):
        raise RefusedError(
            Problem(
                f"{shown[0]} and {shown[1]} were said not to be one person",
                fix=f"if they are: hiring candidate distinct {shown[0]} {shown[1]} --undo",
            )
        )
    _refuse_two_open(connection, mine.id, theirs.id)
    return mine, theirs


def _refuse_two_open(connection: Connection, one: int, other: int) -> None:
    going = connection.execute(
        select(applications.c.id, applications.c.candidate_id, applications.c.job_id, jobs.c.code)
        .join(jobs, jobs.c.id == applications.c.job_id)
        .where(
            applications.c.candidate_id.in_((one, other)),
            applications.c.stage.not_in(TERMINAL),
        )
        .order_by(applications.c.id)
    ).all()
    first = {row.job_id: code(Kind.APPLICATION, row.id) for row in going if row.candidate_id == one}
    problems = []
    for row in going:
        if row.candidate_id == other and row.job_id in first:
            theirs = code(Kind.APPLICATION, row.id)
            problems.append(
                Problem(
                    f"both have an open application for {row.code}: "
                    f"{first[row.job_id]} and {theirs}",
                    fix=f'end one: hiring decide {theirs} withdraw --by NAME --because "the same '
                    f'person as {code(Kind.CANDIDATE, one)}"',
                )
            )
    if problems:
        raise RefusedError(*problems)


def _plan(
    connection: Connection, mine: Row[Any], theirs: Row[Any], choices: Mapping[str, str]
) -> MergePlan:
    before, other = state_of(mine), state_of(theirs)
    return MergePlan(
        kept=code(Kind.CANDIDATE, mine.id),
        merged=code(Kind.CANDIDATE, theirs.id),
        name=mine.name,
        other_name=theirs.name,
        conflicts=tuple(
            Conflict(field, one, two, choices.get(field, "A"))
            for field, one, two in differing(before, other)
        ),
        changed=tuple(_shown(changes(before, combine(before, other, choices)))),
        applications=tuple(
            code(Kind.APPLICATION, each) for each in _applications_of(connection, theirs.id)
        ),
    )


def _shown(changed: Iterable[str]) -> Iterable[str]:
    return ("e-mail" if field == "addresses" else field for field in changed)


def _applications_of(connection: Connection, number: int) -> list[int]:
    return list(
        connection.scalars(
            select(applications.c.id)
            .where(applications.c.candidate_id == number)
            .order_by(applications.c.id)
        )
    )


def _restore(choices: Mapping[str, str], changed: Mapping[str, Any], moved: Sequence[int]) -> str:
    kept = {"choices": dict(choices), "changes": changed, "applications": list(moved)}
    return json.dumps(kept, ensure_ascii=False)


def _row(connection: Connection, number: int) -> Row[Any]:
    return connection.execute(select(candidates).where(candidates.c.id == number)).one()


def _indexed(row: Row[Any]) -> Indexed:
    return Indexed(row.id, person_of(row), merged=row.merged_into is not None)


def _write(act: Act, number: int, values: Mapping[str, Any]) -> None:
    act.connection.execute(update(candidates).where(candidates.c.id == number).values(**values))


def unmerge_candidate(act: Act, text: str, *, because: str = "") -> Unmerged:
    """Take back the merge by which this person went into another, and give each what is theirs.

    Raises RefusedError when they were merged into nobody, or when the other was merged in turn.
    """
    theirs, mine = _merged_and_kept(act.connection, text)
    for row in (theirs, mine):
        refuse_erased(row)
    records = act.connection.execute(
        select(merges)
        .where(merges.c.kept_id == mine.id, merges.c.undone_at.is_(None))
        .order_by(merges.c.id)
    ).all()
    gone = next(row for row in records if row.merged_id == theirs.id)
    others = [row for row in records if row.id != gone.id]
    undone = take_back(
        state_of(mine),
        _merged(act.connection, gone),
        [_merged(act.connection, row) for row in others if row.id > gone.id],
        [_merged(act.connection, row) for row in others],
    )
    given = _give_back(act, theirs, mine, undone.state)
    restore = json.loads(gone.restore)
    back = _applications_back(act, restore["applications"], of=mine.id, to=theirs.id)
    kept_restores = {row.id: json.loads(row.restore) for row in others}
    for one in undone.later:
        written = kept_restores[one.number]
        if written["changes"] != one.changes:
            text_of = _restore(one.choices, one.changes, written["applications"])
            act.connection.execute(
                update(merges).where(merges.c.id == one.number).values(restore=text_of)
            )
    act.connection.execute(update(merges).where(merges.c.id == gone.id).values(undone_at=act.now))
    kept, again = code(Kind.CANDIDATE, mine.id), code(Kind.CANDIDATE, theirs.id)
    act.record(UNMERGED, kept, from_code=kept, to_code=again, said={"why": because.strip()})
    edited = (*_shown(undone.edited), *_edited_since(act.connection, kept, again))
    notes = [f"{kept} keeps its {field}: edited since" for field in dict.fromkeys(edited)]
    return Unmerged(kept, again, back, (*notes, *given))


def _edited_since(connection: Connection, kept: str, merged: str) -> list[str]:
    """Name the fields that somebody, or an import, changed since another went into a person."""
    went = (
        select(func.max(events.c.id))
        .where(events.c.subject == kept, events.c.what == MERGED, events.c.from_code == merged)
        .scalar_subquery()
    )
    named = connection.scalars(
        select(events.c.to_code)
        .where(events.c.subject == kept, events.c.what == "candidate edited", events.c.id > went)
        .order_by(events.c.id)
    )
    return ["e-mail" if field in {"email", "more_emails"} else field for field in named if field]


def _merged_and_kept(connection: Connection, text: str) -> tuple[Row[Any], Row[Any]]:
    number = number_in(text, Kind.CANDIDATE)
    found = connection.execute(select(candidates).where(candidates.c.id == (number or 0))).first()
    if found is None:
        # An address belongs to whoever is left, so only the code says who went.
        person = find_candidate(connection, text)
        found = _row(connection, person.id)
    shown = code(Kind.CANDIDATE, found.id)
    if found.merged_into is None:
        into = connection.scalars(
            select(candidates.c.id).where(candidates.c.merged_into == found.id)
        ).all()
        listed = ", ".join(code(Kind.CANDIDATE, each) for each in sorted(into))
        fix = f"merged into {shown}: {listed}" if listed else "hiring candidate show " + shown
        raise RefusedError(Problem(f"{shown} was merged into nobody", fix=fix))
    kept = _row(connection, found.merged_into)
    if kept.merged_into is not None:
        first = code(Kind.CANDIDATE, kept.id)
        raise RefusedError(
            Problem(
                f"{shown} was merged into {first}, and {first} into "
                f"{code(Kind.CANDIDATE, kept.merged_into)} after it",
                fix=f"first: hiring candidate unmerge {first}",
            )
        )
    return found, kept


def _merged(connection: Connection, row: Row[Any]) -> Merged:
    said = json.loads(row.restore)
    theirs = state_of(_row(connection, row.merged_id))
    return Merged(row.id, theirs, said["choices"], said["changes"])


def _give_back(act: Act, theirs: Row[Any], mine: Row[Any], state: State) -> list[str]:
    """Write both entries as they are two again; say which addresses somebody else took since."""
    taken = {
        key
        for key in email_keys(theirs.email, theirs.more_emails)
        if (owner := owner_of(act.connection, key)) is not None and owner != mine.id
    }
    unindex_people(act.connection, [_indexed(mine), _indexed(theirs)])
    _write(act, mine.id, columns_of(state))
    alone: dict[str, Any] = {"merged_into": None}
    if taken:
        email, more = drop_addresses((theirs.email, theirs.more_emails), taken)
        alone |= {"email": email, "more_emails": more}
    _write(act, theirs.id, alone)
    index_people(
        act.connection,
        [_indexed(_row(act.connection, each)) for each in (mine.id, theirs.id)],
    )
    holders = sorted({owner for key in taken if (owner := owner_of(act.connection, key))})
    again = code(Kind.CANDIDATE, theirs.id)
    return [
        f"{again} lost an address that belongs to {code(Kind.CANDIDATE, holder)} now"
        for holder in holders
    ]


def _applications_back(act: Act, moved: Sequence[int], *, of: int, to: int) -> tuple[str, ...]:
    back = sorted(
        act.connection.scalars(
            update(applications)
            .where(applications.c.id.in_(moved), applications.c.candidate_id == of)
            .values(candidate_id=to)
            .returning(applications.c.id)
        )
    )
    return tuple(code(Kind.APPLICATION, each) for each in back)


def set_distinct(act: Act, one: str, other: str, *, undo: bool, because: str = "") -> bool:
    """Say that two people are not one, or take that back; False when it was so already."""
    first, second = find_candidate(act.connection, one), find_candidate(act.connection, other)
    for row in (first, second):
        refuse_erased(row)
    if first.id == second.id:
        raise RefusedError(
            Problem(
                f"{one} and {other} are one: {code(Kind.CANDIDATE, first.id)}",
                fix="hiring candidate unmerge CODE, if they are not",
            )
        )
    low, high = sorted((first.id, second.id))
    known = distinct_pairs(act.connection, among=(low, high))
    if ((low, high) in known) != undo:
        return False
    if undo:
        lows, highs = and_merged(act.connection, low), and_merged(act.connection, high)
        pair = distinct_people.c
        act.connection.execute(
            delete(distinct_people).where(
                or_(
                    and_(pair.low_id.in_(lows), pair.high_id.in_(highs)),
                    and_(pair.low_id.in_(highs), pair.high_id.in_(lows)),
                )
            )
        )
    else:
        act.connection.execute(insert(distinct_people).values(low_id=low, high_id=high))
    act.record(
        "candidates may be one" if undo else "candidates are not one",
        code(Kind.CANDIDATE, low),
        to_code=code(Kind.CANDIDATE, high),
        said={"why": because.strip()},
    )
    return True


def distinct_pairs(connection: Connection, *, among: Sequence[int] = ()) -> set[tuple[int, int]]:
    """Give who was said not to be one person, the lower number first, read through merges."""
    statement = select(distinct_people.c.low_id, distinct_people.c.high_id)
    kept = kept_numbers(connection) if not among else {}
    if among:
        them = {each: one for one in among for each in and_merged(connection, one)}
        kept = them
        statement = statement.where(
            distinct_people.c.low_id.in_(them), distinct_people.c.high_id.in_(them)
        )
    pairs = set()
    for low, high in connection.execute(statement):
        one, other = sorted((kept.get(low, low), kept.get(high, high)))
        pairs.add((one, other))
    return pairs


def kept_numbers(connection: Connection) -> dict[int, int]:
    """Give of everybody who was merged who they are now."""
    into = {
        row.id: row.merged_into
        for row in connection.execute(
            select(candidates.c.id, candidates.c.merged_into).where(
                candidates.c.merged_into.is_not(None)
            )
        )
    }
    kept = {}
    for number in into:
        last = number
        while last in into:
            last = into[last]
        kept[number] = last
    return kept


def and_merged(connection: Connection, number: int) -> list[int]:
    """Give a person's number and those of everybody who was merged into them."""
    found = [number]
    ahead = [number]
    while ahead:
        ahead = list(
            connection.scalars(
                select(candidates.c.id)
                .where(candidates.c.merged_into.in_(ahead))
                .order_by(candidates.c.id)
            )
        )
        found += ahead
    return found


def history_of(
    connection: Connection, number: int
) -> tuple[tuple[str, ...], tuple[EventLine, ...]]:
    """Give who was merged into a person, and what the log says of all of them, oldest first."""
    them = and_merged(connection, number)
    subjects = [code(Kind.CANDIDATE, each) for each in them]
    return tuple(subjects[1:]), events_where(connection, _said_of(connection, them))


def about_person(connection: Connection, number: int) -> ColumnElement[bool]:
    """Ask for what the log says of a person, those merged into them, and their applications."""
    them = and_merged(connection, number)
    theirs = select(applications.c.id).where(applications.c.candidate_id.in_(them))
    return or_(_said_of(connection, them), events.c.application_id.in_(theirs))


def _said_of(connection: Connection, them: Sequence[int]) -> ColumnElement[bool]:
    subjects = [code(Kind.CANDIDATE, each) for each in them]
    own = events.c.subject.in_(subjects)
    # The merge of somebody who is alone again stands under whoever they went into.
    went = connection.scalars(
        select(merges.c.kept_id).where(merges.c.merged_id.in_(them)).distinct()
    ).all()
    at_others = and_(
        events.c.subject.in_([code(Kind.CANDIDATE, each) for each in went]),
        events.c.what.in_((MERGED, UNMERGED)),
        or_(events.c.from_code.in_(subjects), events.c.to_code.in_(subjects)),
    )
    return or_(own, at_others) if went else own
