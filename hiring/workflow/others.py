"""Who else could be named in what is kept of a person, and what part each of them had."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from hiring.domain.codes import Kind, code, email_key, number_in
from hiring.domain.redacting import (
    ADDRESS,
    Codes,
    Curtain,
    can_stand_in,
    codes_in,
    first_names,
    is_one_word,
    lone_names,
    parts_of,
    words_of,
)
from hiring.store.tables import (
    actors,
    applications,
    assessments,
    candidates,
    decisions,
    emails,
    events,
    interviewers,
    interviews,
    jobs,
    resolutions,
    scorecard_versions,
    scorecards,
)
from hiring.workflow.merging import and_merged

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

COLLEAGUE = "a colleague"
CANDIDATE = "another candidate"
REFERRER = "the referrer"
REFERRAL = "referral"
MOST_ASKED = 500
_SEVERAL = re.compile(r"\s*(?:[,;&/]|\band\b|\bund\b)\s*")


class Others(NamedTuple):
    """The parts of people by their names, of interviewers and actors by number, of addresses."""

    parts: Mapping[str, str]
    interviewers: Mapping[int, str]
    actors: Mapping[int, str]
    addresses: Mapping[str, str]


def team_of(connection: Connection, numbers: Sequence[int]) -> dict[str, str]:
    """Give whoever had to do with somebody's applications by the part they had."""
    team: dict[str, str] = {}
    for part, people in (
        ("interviewer", _interviewers_of(connection, numbers)),
        ("hiring manager", _of_jobs(connection, numbers, jobs.c.hiring_manager)),
        ("recruiter", _of_jobs(connection, numbers, jobs.c.recruiter)),
        ("decider", _deciders_of(connection, numbers)),
        ("member of the debrief", _settlers_of(connection, numbers)),
    ):
        team = parts_of(part, (name for name in people if name not in team)) | team
    return team


def others_of(
    connection: Connection,
    *,
    them: Sequence[int],
    numbers: Sequence[int],
    actor_ids: Iterable[int],
    referrers: Iterable[str],
    said: str,
    own: Collection[str],
) -> Others:
    """Find everybody else whom a text of this person could name.

    `them` are the numbers of the person, merged ones too, `numbers` those of their applications,
    and `said` is all that is said of them: who cannot be named in it is not looked at further.
    """
    team = team_of(connection, numbers)
    known = _known_actors(connection)
    acted = [known[number] for number in dict.fromkeys(actor_ids) if number in known]
    colleagues = parts_of("colleague", (name for name in acted if name not in team))
    if len(colleagues) == 1:
        colleagues = dict.fromkeys(colleagues, COLLEAGUE)
    words = set(words_of(said))
    beside = _beside(connection, them, words)
    parts = {
        **lone_names([*beside, *(team | colleagues).items()], own, words),
        **dict.fromkeys(_other_candidates(connection, them, words), CANDIDATE),
        **dict.fromkeys(_everybody_hiring(connection), COLLEAGUE),
        **dict.fromkeys((one for one in referrers if one.strip()), REFERRER),
        **first_names(team | colleagues, own),
        **colleagues,
        **team,
    }
    by_number = {
        row.id: team.get(row.name, COLLEAGUE)
        for row in connection.execute(select(interviewers.c.id, interviewers.c.name))
    }
    return Others(
        parts=parts,
        interviewers=by_number,
        actors={number: parts.get(name, COLLEAGUE) for number, name in known.items()},
        addresses=dict(_addresses(connection, by_number, said)),
    )


def _interviewers_of(connection: Connection, numbers: Sequence[int]) -> list[str]:
    rows = connection.execute(
        select(interviewers.c.name, scorecard_versions.c.submitted_by)
        .join(scorecards, scorecards.c.interviewer_id == interviewers.c.id)
        .join(interviews, interviews.c.id == scorecards.c.interview_id)
        .outerjoin(scorecard_versions, scorecard_versions.c.scorecard_id == scorecards.c.id)
        .where(interviews.c.application_id.in_(numbers))
        .order_by(scorecards.c.id)
    ).all()
    kept = connection.scalars(
        select(assessments.c.content)
        .where(assessments.c.application_id.in_(numbers))
        .order_by(assessments.c.application_id.desc(), assessments.c.id)
    )
    contents = [_read(content) for content in kept]
    # As in the explanation of the newest decision, so that one person has one letter in both.
    return [
        *(name for content in reversed(contents) for name in _interviewers_in(content)),
        *(row.name for row in rows),
        *(row.submitted_by or "" for row in rows),
    ]


def _interviewers_in(content: Any) -> Iterator[str]:
    """Name those who had an interview, as an assessment that was kept names them."""
    if isinstance(content, dict):
        yield from _named_in(content)
        yield from _waited_for(content.get("record", {}))


def _read(content: str) -> Any:
    try:
        return json.loads(content)
    except ValueError:  # an erased one
        return None


def _named_in(told: Any) -> Iterator[str]:
    """Name the interviewers of an assessment as it was kept: they may be called otherwise now."""
    if isinstance(told, dict):
        named = told.get("interviewer")
        if isinstance(named, str):
            yield named
        for value in told.values():
            yield from _named_in(value)
    elif isinstance(told, list):
        for value in told:
            yield from _named_in(value)


def _of_jobs(connection: Connection, numbers: Sequence[int], column: Any) -> Iterator[str]:
    yield from connection.scalars(
        select(column)
        .join(applications, applications.c.job_id == jobs.c.id)
        .where(applications.c.id.in_(numbers))
        .order_by(applications.c.id)
    )


def _deciders_of(connection: Connection, numbers: Sequence[int]) -> Iterator[str]:
    for names in connection.scalars(
        select(decisions.c.decided_by)
        .where(decisions.c.application_id.in_(numbers))
        .order_by(decisions.c.id)
    ):
        yield from _SEVERAL.split(names)


def _settlers_of(connection: Connection, numbers: Sequence[int]) -> Iterator[str]:
    for names in connection.scalars(
        select(resolutions.c.settled_by)
        .where(resolutions.c.application_id.in_(numbers))
        .order_by(resolutions.c.id)
    ):
        yield from _SEVERAL.split(names)


def _known_actors(connection: Connection) -> dict[int, str]:
    return {row.id: row.name for row in connection.execute(select(actors.c.id, actors.c.name))}


def _everybody_hiring(connection: Connection) -> Iterator[str]:
    """Name everybody who interviews, decides, settles, leads or types, for anybody at all.

    Names of one word are left out: of somebody who had no part they would be words of any text.
    """
    for column in (
        actors.c.name,
        interviewers.c.name,
        jobs.c.hiring_manager,
        jobs.c.recruiter,
        decisions.c.decided_by,
        resolutions.c.settled_by,
        scorecard_versions.c.submitted_by,
    ):
        asked = select(column).distinct()
        yield from (name for name in connection.scalars(asked) if _is_whole(name))


def _is_whole(name: str | None) -> bool:
    return bool(name and name.strip()) and not is_one_word(name or "")


def _other_candidates(
    connection: Connection,
    them: Sequence[int],
    words: Collection[str],
    *,
    until: datetime | None = None,
) -> Iterator[str]:
    """Name the other candidates of whom every word of their whole names is said."""
    mine = set(them)
    asked = select(candidates.c.id, candidates.c.name)
    if until is not None:
        asked = asked.where(candidates.c.added_at <= until)
    for number, name in connection.execute(asked):
        if number not in mine and _is_whole(name) and can_stand_in(name, words):
            yield name


def _beside(
    connection: Connection,
    them: Sequence[int],
    words: Collection[str],
    *,
    job: int | None = None,
    until: datetime | None = None,
) -> Iterator[tuple[str, str]]:
    """Name those who applied for the same jobs, or one of them, where a word of a name is said."""
    theirs = select(applications.c.job_id).where(applications.c.candidate_id.in_(them))
    asked = (
        select(candidates.c.id, candidates.c.name)
        .join(applications, applications.c.candidate_id == candidates.c.id)
        .where(applications.c.job_id.in_(theirs) if job is None else applications.c.job_id == job)
    )
    if until is not None:
        asked = asked.where(candidates.c.added_at <= until, applications.c.applied_at <= until)
    mine = set(them)
    for number, name in connection.execute(asked):
        if number not in mine and any(word in words for word in words_of(name)):
            yield name, CANDIDATE


def codes_of(
    connection: Connection, them: Sequence[int], said: str, *, until: datetime | None = None
) -> Codes:
    """Find which codes that are said name records of a person, or other people's interviews."""
    met = interviews.c.application_id.in_(
        select(applications.c.id).where(applications.c.candidate_id.in_(them))
    )
    own = {code(Kind.CANDIDATE, number) for number in them}
    own |= _coded(
        Kind.APPLICATION,
        connection,
        select(applications.c.id).where(applications.c.candidate_id.in_(them)),
    )
    others: set[str] = set()
    for kind, asked in (
        (Kind.INTERVIEW, select(interviews.c.id)),
        (
            Kind.SCORECARD,
            select(scorecards.c.id).join(interviews, interviews.c.id == scorecards.c.interview_id),
        ),
    ):
        own |= _coded(kind, connection, asked.where(met))
        named = [number for one in codes_in(said) if (number := number_in(one, kind))]
        there = asked.where(asked.selected_columns[0].in_(named))
        if until is not None:
            there = there.where(interviews.c.planned_at <= until)
        others |= _coded(kind, connection, there) if named else set()
    return Codes(own=frozenset(own), others=frozenset(others - own))


def _coded(kind: Kind, connection: Connection, asked: Select[Any]) -> set[str]:
    return {code(kind, number) for number in connection.scalars(asked)}


def curtain_then(
    connection: Connection,
    application: Row[Any],
    *,
    content: Mapping[str, Any],
    decided: Sequence[Row[Any]],
    own: str,
    said: str,
) -> Curtain:
    """Give what hides everybody else in the texts of a decision, as things stood when it was made.

    The team is who is named in what was kept with it, and who acted on the application until then;
    nobody who came later is looked for, so that what is told of a decision stays. Every address is
    an address: whose it is may change.
    """
    until = decided[-1].at
    named: dict[str, str] = {}
    record = content.get("record", {})
    for part, people in (
        ("interviewer", list(_interviewers_in(content))),
        ("hiring manager", [record.get("hiring_manager") or ""]),
        ("recruiter", [record.get("recruiter") or ""]),
        ("decider", [name for row in decided for name in _SEVERAL.split(row.decided_by)]),
        ("member of the debrief", _settlers_in(content)),
    ):
        named = parts_of(part, (name for name in people if name not in named)) | named
    decided_at = (
        select(events.c.id)
        .where(events.c.application_id == application.id, events.c.what.startswith("decided "))
        .subquery()
    )
    typed = connection.scalars(
        select(actors.c.name)
        .join(events, events.c.actor_id == actors.c.id)
        .where(
            events.c.application_id == application.id,
            events.c.id <= select(func.max(decided_at.c.id)).scalar_subquery(),
        )
        .order_by(events.c.id)
    )
    colleagues = dict.fromkeys((name for name in typed if name not in named), COLLEAGUE)
    them = tuple(and_merged(connection, application.candidate_id))
    words = set(words_of(said))
    others = _other_candidates(connection, them, words, until=until)
    beside = _beside(connection, them, words, job=application.job_id, until=until)
    referrer = application.source_detail if application.source == REFERRAL else ""
    parts = {
        **lone_names([*beside, *(named | colleagues).items()], (own,), words),
        **dict.fromkeys(others, CANDIDATE),
        **dict.fromkeys(_hiring_by(connection, until, decided[-1].id), COLLEAGUE),
        **({referrer: REFERRER} if referrer.strip() else {}),
        **first_names(named | colleagues, (own,)),
        **colleagues,
        **named,
    }
    return Curtain(parts, own=(own,), codes=codes_of(connection, them, said, until=until))


def _waited_for(record: Mapping[str, Any]) -> Iterator[str]:
    """Name those whose cards were not in; they are kept as "Bo Sample, panel (S-1)"."""
    yield from (one.partition(",")[0] for one in record.get("missing", ()))


def _settlers_in(content: Mapping[str, Any]) -> Iterator[str]:
    for one in content.get("resolutions", ()):
        yield from _SEVERAL.split(one.get("by") or "")


def _hiring_by(connection: Connection, until: datetime, last: int) -> Iterator[str]:
    """Name everybody who had interviewed, settled or decided by then, for anybody at all.

    `last` is the number of the decision: of several in one second the later are not asked for.

    Those who lead other jobs are not asked for: a job's people are changed in place.
    """
    planned = (
        select(interviewers.c.name)
        .join(scorecards, scorecards.c.interviewer_id == interviewers.c.id)
        .join(interviews, interviews.c.id == scorecards.c.interview_id)
        .where(interviews.c.planned_at <= until)
    )
    for asked in (
        planned,
        select(decisions.c.decided_by).where(decisions.c.id <= last),
        select(resolutions.c.settled_by).where(resolutions.c.at <= until),
        select(scorecard_versions.c.submitted_by).where(scorecard_versions.c.recorded_at <= until),
    ):
        yield from (name for name in connection.scalars(asked.distinct()) if _is_whole(name))


def _addresses(
    connection: Connection, by_number: Mapping[int, str], said: str
) -> Iterator[tuple[str, str]]:
    """Give the addresses of those who interview, and of other candidates who stand in a text."""
    for row in connection.execute(select(interviewers.c.id, interviewers.c.email_key)):
        yield row.email_key, by_number[row.id]
    found = (email_key(one.rstrip(".!?")) for one in ADDRESS.findall(said))
    keys = sorted({one for one in found if one})
    for start in range(0, len(keys), MOST_ASKED):
        some = keys[start : start + MOST_ASKED]
        for key in connection.scalars(select(emails.c.key).where(emails.c.key.in_(some))):
            yield key, CANDIDATE
