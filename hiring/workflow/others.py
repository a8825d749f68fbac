"""Who else could be named in what is kept of a person, and what part each of them had."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from hiring.domain.codes import email_key
from hiring.domain.redacting import can_stand_in, first_names, parts_of, words_of
from hiring.store.tables import (
    actors,
    applications,
    assessments,
    candidates,
    decisions,
    emails,
    interviewers,
    interviews,
    jobs,
    resolutions,
    scorecard_versions,
    scorecards,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

COLLEAGUE = "a colleague"
CANDIDATE = "another candidate"
REFERRER = "the referrer"
REFERRAL = "referral"
MOST_ASKED = 500
_SEVERAL = re.compile(r"\s*(?:[,;&/]|\band\b|\bund\b)\s*")
_ADDRESS = re.compile(r"[^\s@<>\"',;:/()\[\]{}|\\]{1,64}@(?:[\w-]+\.)+[^\W\d_]{2,63}")


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
    parts = {
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
        actors={number: parts[name] for number, name in known.items()},
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
        select(assessments.c.content).where(assessments.c.application_id.in_(numbers))
    )
    return [
        *(row.name for row in rows),
        *(row.submitted_by or "" for row in rows),
        *(name for content in kept for name in _named_in(_read(content))),
    ]


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
    """Name everybody who interviews, decides, settles, leads or types, for anybody at all."""
    for column in (
        actors.c.name,
        interviewers.c.name,
        jobs.c.hiring_manager,
        jobs.c.recruiter,
        decisions.c.decided_by,
        resolutions.c.settled_by,
        scorecard_versions.c.submitted_by,
    ):
        yield from (name for name in connection.scalars(select(column).distinct()) if name)


def _other_candidates(
    connection: Connection, them: Sequence[int], words: Collection[str]
) -> Iterator[str]:
    """Name the other candidates of whom every word of their names is said."""
    mine = set(them)
    for number, name in connection.execute(select(candidates.c.id, candidates.c.name)):
        if number not in mine and can_stand_in(name, words):
            yield name


def _addresses(
    connection: Connection, by_number: Mapping[int, str], said: str
) -> Iterator[tuple[str, str]]:
    """Give the addresses of those who interview, and of other candidates who stand in a text."""
    for row in connection.execute(select(interviewers.c.id, interviewers.c.email_key)):
        yield row.email_key, by_number[row.id]
    found = (email_key(one.rstrip(".!?")) for one in _ADDRESS.findall(said))
    keys = sorted({one for one in found if one})
    for start in range(0, len(keys), MOST_ASKED):
        some = keys[start : start + MOST_ASKED]
        for key in connection.scalars(select(emails.c.key).where(emails.c.key.in_(some))):
            yield key, CANDIDATE
