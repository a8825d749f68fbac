"""What people ask for by right: noted, put off with a reason, answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from hiring.domain.codes import ERASED, Kind, code, email_key, number_in
from hiring.domain.deadlines import due_after, latest_after
from hiring.domain.identity import Person, match_keys, words_in
from hiring.domain.mentioning import Sought
from hiring.domain.redacting import ADDRESS
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.indexing import owner_of
from hiring.store.personal import REQUEST_ADOPTED
from hiring.store.queries import ERASED_PEOPLE, find_candidate, numbered
from hiring.store.tables import candidates, privacy_requests
from hiring.store.tables import match_keys as named
from hiring.views.erasing import Asked
from hiring.views.privacy import RequestLine
from hiring.workflow.merging import kept_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection, Row

    from hiring.store.ledger import Act

    Leave = frozenset[str] | None

KINDS = ("access", "correct", "erase", "restrict", "port", "object", "explain")
RECEIVED = "privacy request received"
EXTENDED = "privacy request extended"
ANSWERED = "privacy request answered"
_LIST = "hiring privacy request list"
_TYPED = frozenset(("extended_because", "outcome"))
_MOST_WORDS = 40


def add_request(
    act: Act,
    kind: str,
    *,
    candidate: str | None = None,
    who: str = "",
    received: date,
    note: str = "",
    today: date,
) -> RequestLine:
    """Note what somebody asked for; it is due one month after it came.

    Raises UsageError unless either a candidate or a name says who, or for a day to come, and
    RefusedError for a note about somebody who was erased.
    """
    if (candidate is None) == (not who.strip()):
        fix = "--candidate C-1, or --who TEXT for somebody who is not kept here"
        raise UsageError(Problem("who asked is to be said once", fix=fix))
    if received > today:
        raise UsageError(
            Problem(f"{received} is still to come", fix="the day it came: --received 2026-03-02")
        )
    person = None if candidate is None else find_candidate(act.connection, candidate)
    if person is not None and note.strip():
        _refuse_words(person)
    number = None if person is None else person.id
    written = act.insert(
        privacy_requests,
        candidate_id=number,
        kind=kind,
        who=who.strip(),
        note=note.strip(),
        received_on=received.isoformat(),
        due_on=due_after(received).isoformat(),
        at=act.now,
        actor_id=act.actor_id,
    )
    row = _row(act.connection, written)
    _record(act, row, RECEIVED, said={"who": who.strip(), "note": note.strip()})
    shown = None if number is None else code(Kind.CANDIDATE, number)
    return _line(row, shown, today=today, erased=_is_erased(act.connection, number))


def _refuse_words(person: Row[Any]) -> None:
    """Refuse a note about somebody who was erased; that they asked is kept. RefusedError."""
    if person.erased_at is not None:
        raise RefusedError(
            Problem(
                f"{code(Kind.CANDIDATE, person.id)} was erased on {person.erased_at:%Y-%m-%d}: "
                "what is noted of them would be kept again",
                fix="leave --note out: the request is kept without it",
            )
        )


def _is_erased(connection: Connection, number: int | None) -> bool:
    person = numbered(connection, candidates, number)
    return person is not None and person.erased_at is not None


def extend_request(
    act: Act, text: str, *, because: str, until: date | None = None, today: date
) -> RequestLine:
    """Put the answer off by up to two further months, once, with a reason.

    Raises RefusedError for one that is answered, put off already, or due before today: the
    person must hear of it within the first month.
    """
    row = find_request(act.connection, text)
    shown, due = code(Kind.REQUEST, row.id), date.fromisoformat(row.due_on)
    latest = latest_after(date.fromisoformat(row.received_on))
    _refuse_answered(row)
    if row.extended_because:
        raise RefusedError(
            Problem(f"{shown} was put off already, until {due}", fix="answer it by then")
        )
    if today > due:
        raise RefusedError(
            Problem(
                f"{shown} was due on {due}: it can only be put off within its first month",
                fix=f"answer it: hiring privacy request done {shown} --outcome TEXT",
            )
        )
    wanted = until or latest
    if not due < wanted <= latest:
        raise RefusedError(
            Problem(
                f"{shown} is due on {due} and can be put off until {latest}, not to {wanted}",
                fix=f"--until {latest}, or leave it out",
            )
        )
    return _change(
        act,
        row,
        EXTENDED,
        {"due_on": wanted.isoformat(), "extended_because": because.strip()},
        said={"why": because.strip()},
        today=today,
    )


def finish_request(act: Act, text: str, *, outcome: str, on: date, today: date) -> RequestLine:
    """Note that a request was answered, and how.

    Raises RefusedError for one that is answered, UsageError for a day before it came or to come.
    """
    row = find_request(act.connection, text)
    _refuse_answered(row)
    if not date.fromisoformat(row.received_on) <= on <= today:
        raise UsageError(
            Problem(
                f"{code(Kind.REQUEST, row.id)} came on {row.received_on}: it was not answered on"
                f" {on}",
                fix=f"a day from then until today, {today}: --on {today}",
            )
        )
    changes = {"done_on": on.isoformat(), "outcome": outcome.strip()}
    return _change(act, row, ANSWERED, changes, said={"outcome": outcome.strip()}, today=today)


def list_requests(
    connection: Connection,
    *,
    today: date,
    open_only: bool = False,
    overdue: bool = False,
    limit: int | None = None,
) -> tuple[RequestLine, ...]:
    """List requests: those that are open first, by the day they are due."""
    asked = privacy_requests.c
    statement = select(privacy_requests).order_by(
        asked.done_on.is_not(None), asked.due_on, asked.id
    )
    if open_only or overdue:
        statement = statement.where(asked.done_on.is_(None))
    if overdue:
        statement = statement.where(asked.due_on < today.isoformat())
    if limit is not None:
        statement = statement.limit(limit)
    rows = connection.execute(statement).all()
    kept = kept_numbers(connection) if rows else {}
    known = {row.candidate_id for row in rows if row.candidate_id is not None}
    gone = ERASED_PEOPLE.where(candidates.c.id.in_(known))
    erased = set(connection.scalars(gone)) if known else set()
    return tuple(
        _line(
            row,
            None
            if row.candidate_id is None
            else code(Kind.CANDIDATE, kept.get(row.candidate_id, row.candidate_id)),
            today=today,
            erased=row.candidate_id in erased,
        )
        for row in rows
    )


def requests_naming(connection: Connection, needles: Sequence[str]) -> tuple[Asked, ...]:
    """List requests noted for nobody who is kept here, under one of these names or addresses."""
    return tuple(
        Asked(
            code=code(Kind.REQUEST, row.id),
            kind=row.kind,
            received_on=row.received_on,
            state="open" if row.done_on is None else "answered",
        )
        for row in requests_bearing(connection, needles)
    )


def adopt_requests(
    act: Act,
    people: Sequence[int],
    needles: Sequence[str],
    *,
    leave: Leave,
    went: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Make requests that were noted under a person's name alone theirs, so that they go with them.

    Where `leave` is None only an address tells: nobody looks on who could tell a namesake. Where
    it is known which ones `went` before, exactly those go.
    """
    if leave is None:
        needles = [each for each in needles if "@" in each]
    adopted = []
    if went is None:
        noted = requests_bearing(act.connection, needles)
    else:
        noted = list(_unowned(act.connection))
    for row in noted:
        shown = code(Kind.REQUEST, row.id)
        if (leave and shown in leave) or (went is not None and shown not in went):
            continue
        act.connection.execute(
            update(privacy_requests)
            .where(privacy_requests.c.id == row.id)
            .values(candidate_id=people[0])
        )
        act.record(REQUEST_ADOPTED, code(Kind.CANDIDATE, people[0]), from_code=shown)
        adopted.append(shown)
    return tuple(adopted)


def answer_by_erasing(act: Act, people: Sequence[int]) -> None:
    """Note that requests of people to be erased, which are open, are answered by erasing them."""
    asked = privacy_requests.c
    rows = act.connection.execute(
        select(privacy_requests)
        .where(asked.candidate_id.in_(people), asked.kind == "erase", asked.done_on.is_(None))
        .order_by(asked.id)
    ).all()
    for row in rows:
        done = max(act.now.date().isoformat(), row.received_on)
        act.connection.execute(
            update(privacy_requests).where(asked.id == row.id).values(done_on=done, outcome=ERASED)
        )
        _record(act, row, ANSWERED, said={})


def people_bearing(connection: Connection, said: str) -> tuple[str, ...]:
    """Give the codes of those who are kept here and whose whole name or address is in a text."""
    spoken = words_in(said)[:_MOST_WORDS]
    ends = range(len(spoken) + 1)
    parts = (" ".join(spoken[begin:end]) for begin in ends for end in ends[begin + 2 :])
    keys = {key for part in parts for key in match_keys(Person(part, None))}
    found = set(
        connection.scalars(
            select(candidates.c.id)
            .join(named, named.c.candidate_id == candidates.c.id)
            .where(named.c.key.in_(keys), candidates.c.erased_at.is_(None))
        )
    )
    written = (email_key(one.rstrip(".!?")) for one in ADDRESS.findall(said))
    found |= {owner for key in written if key and (owner := owner_of(connection, key)) is not None}
    kept = kept_numbers(connection) if found else {}
    return tuple(code(Kind.CANDIDATE, one) for one in sorted({kept.get(n, n) for n in found}))


def requests_bearing(connection: Connection, needles: Sequence[str]) -> list[Row[Any]]:
    """Read the requests noted for nobody, under one of these names or addresses."""
    sought = Sought(needles, surely=True)
    rows = _unowned(connection) if sought else ()
    return [row for row in rows if sought.named_in(row.who) or sought.addressed_in(row.note)]


def _unowned(connection: Connection) -> Sequence[Row[Any]]:
    asked = select(privacy_requests).where(privacy_requests.c.candidate_id.is_(None))
    return connection.execute(asked.order_by(privacy_requests.c.id)).all()


def find_request(connection: Connection, text: str) -> Row[Any]:
    """Find a request by its code; RefusedError when there is none."""
    found = numbered(connection, privacy_requests, number_in(text, Kind.REQUEST))
    if found is None:
        raise RefusedError(Problem(f"there is no request {text!r}", fix=_LIST))
    return found


def _refuse_answered(row: Row[Any]) -> None:
    if row.done_on is not None:
        raise RefusedError(
            Problem(f"{code(Kind.REQUEST, row.id)} was answered on {row.done_on}", fix=_LIST)
        )


def _change(
    act: Act,
    row: Row[Any],
    what: str,
    changes: dict[str, str],
    *,
    said: dict[str, object],
    today: date,
) -> RequestLine:
    """Write a change and its entry; of somebody who was erased nothing that was typed is kept."""
    whose = row.candidate_id
    erased = _is_erased(act.connection, whose)
    if erased:
        changes = {name: ERASED if name in _TYPED else text for name, text in changes.items()}
        said = {}
    act.connection.execute(
        update(privacy_requests).where(privacy_requests.c.id == row.id).values(**changes)
    )
    now = _row(act.connection, row.id)
    _record(act, now, what, said=said)
    kept = kept_numbers(act.connection)
    shown = None if whose is None else code(Kind.CANDIDATE, kept.get(whose, whose))
    return _line(now, shown, today=today, erased=erased)


def _record(act: Act, row: Row[Any], what: str, *, said: dict[str, object]) -> None:
    """Write the event under the person where they are known, so that it goes when they go."""
    shown = code(Kind.REQUEST, row.id)
    subject = shown if row.candidate_id is None else code(Kind.CANDIDATE, row.candidate_id)
    act.record(what, subject, from_code=shown, to_code=f"{row.kind}, due {row.due_on}", said=said)


def _row(connection: Connection, number: int) -> Row[Any]:
    return connection.execute(select(privacy_requests).where(privacy_requests.c.id == number)).one()


def _line(
    row: Row[Any], candidate: str | None, *, today: date, erased: bool = False
) -> RequestLine:
    due = date.fromisoformat(row.due_on)
    done = date.fromisoformat(row.done_on) if row.done_on else None
    late = (done or today) > due
    state = ("answered late" if late else "answered") if done else ("overdue" if late else "open")
    return RequestLine(
        code=code(Kind.REQUEST, row.id),
        kind=row.kind,
        candidate=candidate,
        who=row.who,
        note=row.note,
        received_on=date.fromisoformat(row.received_on),
        due_on=due,
        extended_because=row.extended_because,
        done_on=done,
        outcome=row.outcome,
        state=state,
        days_left=None if done else (due - today).days,
        erased=erased,
    )
