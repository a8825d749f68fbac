"""Whose feedback of another tracker is: the application here that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from hiring.domain.codes import Kind, code, email_key, number_in
from hiring.domain.stages import TERMINAL
from hiring.errors import Problem, RefusedError
from hiring.store.tables import applications, candidates, emails, jobs, remote_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection, Row

    from hiring.workflow.foreign_cards import Whose

_MOST_NAMED = 10

# Built once: putting a statement together takes longer than what it asks for.
_NUMBERS = select(remote_ids.c.kind, remote_ids.c.remote_id, remote_ids.c.number).where(
    remote_ids.c.system == bindparam("system"),
    remote_ids.c.kind.in_([kind.value for kind in Kind]),
    remote_ids.c.remote_id.in_(bindparam("named", expanding=True)),
)
_WITH_JOB = select(
    applications,
    jobs.c.code.label("job_code"),
    jobs.c.status.label("job_status"),
).join(jobs, jobs.c.id == applications.c.job_id)
_APPLICATION = _WITH_JOB.where(applications.c.id == bindparam("number"))
_THEIRS = _WITH_JOB.where(applications.c.candidate_id == bindparam("person")).order_by(
    applications.c.id
)
_OWNERS = select(emails.c.candidate_id).where(emails.c.key.in_(bindparam("keys", expanding=True)))
_MERGED_INTO = select(candidates.c.merged_into).where(candidates.c.id == bindparam("number"))


def find_whose(connection: Connection, whose: Whose) -> Row[Any]:
    """Find the application that feedback is of.

    Raises RefusedError where it is nobody's, or where what it says is not of one person.
    """
    named = {*whose.applications, *whose.candidates}
    return application_of(connection, whose, numbers_of(connection, whose.system, named))


def numbers_of(
    connection: Connection, system: str, named: Collection[str]
) -> dict[tuple[str, str], int]:
    """Give our numbers of what the tracker's numbers name, by the letter of our code and theirs."""
    found = connection.execute(_NUMBERS, {"system": system, "named": sorted(named)})
    return {(kind, remote_id): number for kind, remote_id, number in found}


def application_of(
    connection: Connection, whose: Whose, numbers: Mapping[tuple[str, str], int]
) -> Row[Any]:
    """Find whose feedback it is: by the map, by their number of it, by the person, by e-mail."""
    if whose.application:
        return _there(connection, whose, number_in(whose.application, Kind.APPLICATION) or 0)
    named = (numbers.get((Kind.APPLICATION, one)) for one in whose.applications)
    known = sorted({one for one in named if one is not None})
    if len(known) > 1:
        codes = " and ".join(code(Kind.APPLICATION, one) for one in known)
        raise _several(whose, f"its numbers belong to different applications: {codes}")
    people = _people_of(connection, whose, numbers)
    if len(people) > 1:
        codes = " and ".join(code(Kind.CANDIDATE, one) for one in people)
        what = f"its addresses and numbers belong to different people: {codes}"
        raise _several(whose, what, fix="if they are one, merge them; else ")
    if known:
        found = _there(connection, whose, known[0])
        if people and found.candidate_id not in people:
            raise _refused(
                whose,
                f"its application is {code(Kind.APPLICATION, found.id)}, and its candidate is "
                f"{code(Kind.CANDIDATE, people[0])}, whose that is not",
            )
        return found
    if not people:
        raise _refused(whose, "nobody here is known by its application, candidate or e-mail")
    return _only_one(connection, whose, people[0])


def _there(connection: Connection, whose: Whose, number: int) -> Row[Any]:
    found = connection.execute(_APPLICATION, {"number": number}).first()
    if found is None:
        raise _refused(whose, f"there is no application {code(Kind.APPLICATION, number)}")
    return found


def _people_of(
    connection: Connection, whose: Whose, numbers: Mapping[tuple[str, str], int]
) -> list[int]:
    """Find everybody it names by number or e-mail; one that was merged is who they are now."""
    named = {numbers.get((Kind.CANDIDATE, one)) for one in whose.candidates}
    if keys := sorted({key for one in whose.emails if (key := email_key(one))}):
        named |= set(connection.execute(_OWNERS, {"keys": keys}).scalars())
    return sorted({_as_of_now(connection, one) for one in named if one is not None})


def _as_of_now(connection: Connection, number: int) -> int:
    seen = set()
    while number not in seen:
        seen.add(number)
        kept = connection.execute(_MERGED_INTO, {"number": number}).scalar()
        number = number if kept is None else kept
    return number


def _only_one(connection: Connection, whose: Whose, person: int) -> Row[Any]:
    theirs = connection.execute(_THEIRS, {"person": person}).all()
    going = [row for row in theirs if row.stage not in TERMINAL]
    if len(theirs) == 1 or len(going) == 1:
        return (going or list(theirs))[0]
    listed = ", ".join(code(Kind.APPLICATION, row.id) for row in theirs[:_MOST_NAMED])
    what = f"{code(Kind.CANDIDATE, person)} has {len(theirs)} applications"
    raise _refused(whose, f"{what}: {listed}" if listed else what)


def _refused(whose: Whose, what: str) -> RefusedError:
    by_map = f", or {whose.by_map}" if whose.by_map else ""
    fix = f"import its candidate and application first{by_map}"
    return RefusedError(Problem(what, where=whose.where, fix=fix))


def _several(whose: Whose, what: str, *, fix: str = "") -> RefusedError:
    return RefusedError(Problem(what, where=whose.where, fix=f"{fix}{whose.by_map}"))
