"""Find the one record that a code or an e-mail names, or refuse with the choices."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    String,
    bindparam,
    case,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

from hiring.domain.codes import ERASED, Kind, code, email_key, job_code, number_in
from hiring.domain.identity import asked_words, words_in
from hiring.domain.stages import TERMINAL, Stage
from hiring.errors import Problem, RefusedError
from hiring.store.connection import RENAMED
from hiring.store.indexing import owner_of
from hiring.store.tables import (
    applications,
    candidates,
    interviews,
    job_revisions,
    jobs,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Executable, Row, Select, Table

    from hiring.domain.snapshot import Rubric

MOST_CHOICES = 10
MOST_RUBRICS = 16  # that are remembered: a process of many commands reads few
# Most applications end so: they are in no index of stages, and it is asked with this condition.
USUAL_ENDS = (Stage.REJECTED, Stage.WITHDRAWN)
SHOWN_NAME = case((candidates.c.name == "", literal(ERASED)), else_=candidates.c.name)
"""A person's name as it is shown; those of erased people are empty."""
ERASED_PEOPLE = select(candidates.c.id).where(candidates.c.erased_at.is_not(None))
IN_A_STAGE = text("applications.stage NOT IN ('rejected', 'withdrawn')")


# Statements that most commands run are made once in a process.
@cache
def _numbered(records: Table) -> Executable:
    return select(records).where(records.c.id == bindparam("number"))


@cache
def _coded_job() -> Executable:
    return select(jobs).where(jobs.c.code == bindparam("code"))


@cache
def _newest_revision() -> Executable:
    newest = (
        select(func.max(job_revisions.c.number))
        .where(job_revisions.c.job_id == bindparam("job"))
        .scalar_subquery()
    )
    return select(job_revisions).where(
        job_revisions.c.job_id == bindparam("job"), job_revisions.c.number == newest
    )


def numbered(connection: Connection, records: Table, number: int | None) -> Row[Any] | None:
    """Give the row of a number, or None."""
    return connection.execute(_numbered(records), {"number": number}).first()


def find_job(connection: Connection, text: str) -> Row[Any]:
    """Find a job by its code, upper or lower case; RefusedError when there is none."""
    cleaned = job_code(text)
    found = connection.execute(_coded_job(), {"code": cleaned}).first()
    if found is None:
        known = connection.execute(select(jobs.c.code).order_by(jobs.c.code).limit(MOST_CHOICES))
        listed = ", ".join(known.scalars()) or "none yet: hiring job open ROLE --code CODE"
        raise RefusedError(Problem(f"there is no job {text!r}", fix=f"the jobs are: {listed}"))
    return found


def find_candidate(connection: Connection, text: str) -> Row[Any]:
    """Find a candidate by code or e-mail; a name is refused with the people it could be."""
    number = number_in(text, Kind.CANDIDATE)
    if number is not None:
        found = numbered(connection, candidates, number)
    elif (key := email_key(text)) is not None:
        found = numbered(connection, candidates, owner_of(connection, key))
    else:
        raise RefusedError(_choose_candidate(connection, text))
    if found is None:
        raise RefusedError(_no_candidate(text))
    return _whoever_it_is_now(connection, found)


def _whoever_it_is_now(connection: Connection, found: Row[Any]) -> Row[Any]:
    kept = found
    while kept.merged_into is not None:
        kept = connection.execute(
            select(candidates).where(candidates.c.id == kept.merged_into)
        ).one()
    _note_renamed(connection, found.id, kept.id)
    return kept


def kept_people(numbers: Select[Any]) -> Select[Any]:
    """Ask for the numbers of the people that these are now, each of them once.

    Whoever was merged keeps their number, keys and words; a list of people names whom they were
    merged into instead.
    """
    start = (
        select(candidates.c.id, candidates.c.merged_into)
        .where(candidates.c.id.in_(numbers))
        .cte("now", recursive=True)
    )
    ahead = candidates.alias("ahead")
    now = start.union(
        select(ahead.c.id, ahead.c.merged_into).join(start, ahead.c.id == start.c.merged_into)
    )
    return select(now.c.id).where(now.c.merged_into.is_(None))


def find_candidate_number(connection: Connection, text: str) -> int:
    """Find a candidate's number as `find_candidate`; by a code it reads nothing but numbers."""
    number = number_in(text, Kind.CANDIDATE)
    if number is None:
        return int(find_candidate(connection, text).id)
    asked = select(candidates.c.id, candidates.c.merged_into)
    found = connection.execute(asked.where(candidates.c.id == number)).first()
    if found is None:
        raise RefusedError(_no_candidate(text))
    kept = found
    while kept.merged_into is not None:
        kept = connection.execute(asked.where(candidates.c.id == kept.merged_into)).one()
    _note_renamed(connection, found.id, kept.id)
    return int(kept.id)


def _no_candidate(text: str) -> Problem:
    return Problem(f"there is no candidate {text!r}", fix="hiring candidate find TEXT")


def _note_renamed(connection: Connection, asked: int, kept: int) -> None:
    if asked != kept:
        renamed = connection.info.setdefault(RENAMED, {})
        renamed[code(Kind.CANDIDATE, asked)] = code(Kind.CANDIDATE, kept)


def _choose_candidate(connection: Connection, text: str) -> Problem:
    if not text.strip():
        return Problem("no candidate is named", fix="a code as C-1, or an e-mail")
    like: Sequence[int] = ()
    if words_in(text):
        like = connection.scalars(
            select(candidates.c.id)
            .where(candidates.c.id.in_(kept_people(matching(connection, text))))
            .order_by(candidates.c.id)
            .limit(MOST_CHOICES)
        ).all()
    choices = ", ".join(code(Kind.CANDIDATE, number) for number in like)
    fix = f"it could be: {choices}" if choices else "hiring candidate find TEXT"
    return Problem(f"{text!r} is neither a candidate's code nor an e-mail", fix=fix)


def matching(connection: Connection, text: str) -> Select[Any]:
    """Ask for the numbers of people with every word of a text, or one beginning with it."""
    return matching_people(connection.dialect.name).params(match=match_of(connection, text))


# Made once in a process: to make a statement takes longer than to run it.
@cache
def matching_people(dialect: str) -> Select[Any]:
    """Ask for the numbers of people by what `match_of` gives, as `match`."""
    if dialect == "sqlite":
        search = table("candidate_search", column("rowid"), column("candidate_search"))
        return select(search.c.rowid.label("id")).where(
            search.c.candidate_search.op("MATCH")(bindparam("match"))
        )
    search = table("candidate_search", column("id"), column("words"))
    vector = func.to_tsvector(literal_column("'simple'"), search.c.words)
    query = func.to_tsquery(literal_column("'simple'"), bindparam("match", type_=String))
    return select(search.c.id).where(vector.op("@@")(query))


def match_of(
    connection: Connection, text: str, *, instead: Mapping[str, Sequence[str]] | None = None
) -> str:
    """Write down in the language of this database's search what is looked for.

    For a word that stands in `instead`, any of the words there will do.
    """
    # Letters and digits alone: nothing of what is typed is a sign of the search's own language.
    wanted = [(instead or {}).get(word) or word for word in asked_words(text)]
    if connection.dialect.name == "sqlite":
        return " AND ".join(
            f'"{each}" *' if isinstance(each, str) else f"({' OR '.join(map(_quoted, each))})"
            for each in wanted
        )
    return " & ".join(
        f"{each}:*" if isinstance(each, str) else f"({' | '.join(each)})" for each in wanted
    )


def _quoted(word: str) -> str:
    return f'"{word}"'


def find_application(connection: Connection, text: str) -> Row[Any]:
    """Find an application by its code, or by its candidate when only one is open.

    Raises RefusedError with the choices when several could be meant.
    """
    number = number_in(text, Kind.APPLICATION)
    if number is not None:
        found = numbered(connection, applications, number)
        if found is None:
            raise RefusedError(
                Problem(f"there is no application {text!r}", fix="hiring application list")
            )
        return found
    candidate = find_candidate(connection, text)
    theirs = connection.execute(
        select(applications)
        .where(applications.c.candidate_id == candidate.id)
        .order_by(applications.c.id)
    ).all()
    going = [row for row in theirs if row.stage not in TERMINAL]
    if len(going) == 1 or len(theirs) == 1:
        return (going or list(theirs))[0]
    listed = ", ".join(code(Kind.APPLICATION, row.id) for row in going or theirs)
    fix = f"name one: {listed}" if listed else "hiring application add CANDIDATE JOB"
    count = len(going) if going else len(theirs)
    raise RefusedError(Problem(f"{text!r} has {count} applications", fix=fix))


def refuse_erased(row: Row[Any], *, where: str = "") -> None:
    """Refuse to write down, or to say, more of somebody who was erased; RefusedError."""
    if row.erased_at is not None:
        shown = code(Kind.CANDIDATE, row.id)
        raise RefusedError(
            Problem(
                f"{shown} was erased on {row.erased_at:%Y-%m-%d}",
                where=where,
                fix="somebody who applies anew is added anew: hiring candidate add",
            )
        )


def refuse_erased_in(connection: Connection, application: Row[Any], *, where: str = "") -> None:
    """Refuse to write or say more of the application of somebody who was erased; RefusedError."""
    person = numbered(connection, candidates, application.candidate_id)
    if person is not None:
        refuse_erased(person, where=where)


def is_of_erased(connection: Connection, application: Row[Any]) -> bool:
    """Tell whether the application is of somebody who was erased."""
    person = numbered(connection, candidates, application.candidate_id)
    return person is not None and person.erased_at is not None


def refuse_ended(application: Row[Any]) -> None:
    """Refuse to work on an application that has ended; RefusedError says how to reopen it."""
    if application.stage in TERMINAL:
        shown = code(Kind.APPLICATION, application.id)
        raise RefusedError(
            Problem(
                f"{shown} is {application.stage}",
                fix=f"hiring application reopen {shown} --because TEXT",
            )
        )


def find_interview(connection: Connection, text: str) -> Row[Any]:
    """Find an interview by its code; RefusedError when there is none."""
    number = number_in(text, Kind.INTERVIEW)
    found = numbered(connection, interviews, number)
    if found is None:
        raise RefusedError(Problem(f"there is no interview {text!r}", fix="hiring interview list"))
    return found


def current_revision(connection: Connection, job_id: int) -> Row[Any]:
    """Give a job's newest rubric revision."""
    return connection.execute(_newest_revision(), {"job": job_id}).one()


def rubric_of(connection: Connection, revision_id: int) -> Rubric:
    """Read the rubric that a revision keeps."""
    return rubric_in(connection.execute(_snapshot(), {"number": revision_id}).scalar_one())


class Revision(NamedTuple):
    """A revision of a job: its number among those of the job, and its rubric."""

    number: int
    rubric: Rubric


def revision_of(connection: Connection, revision_id: int) -> Revision:
    """Read a revision by its row."""
    row = connection.execute(_numbered(job_revisions), {"number": revision_id}).one()
    return Revision(row.number, rubric_in(row.snapshot))


@cache
def _snapshot() -> Executable:
    return select(job_revisions.c.snapshot).where(job_revisions.c.id == bindparam("number"))


@lru_cache(maxsize=MOST_RUBRICS)
def rubric_in(snapshot: str) -> Rubric:
    """Rebuild a rubric from the text that a revision keeps; the same text is the same rubric."""
    from hiring.domain.snapshot import rubric_from_dict  # noqa: PLC0415 - most commands need none

    return rubric_from_dict(json.loads(snapshot))
