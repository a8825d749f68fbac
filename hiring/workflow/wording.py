"""Words on protected traits and earlier pay: looked for in free text, and recorded in codes."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select

from hiring.domain.codes import Kind, number_in
from hiring.domain.guard import GroupChange, Guard, change_groups
from hiring.errors import InvalidFileError, Problem
from hiring.guard_rules import load_groups
from hiring.store.ledger import Entry
from hiring.store.tables import (
    actors,
    applications,
    candidates,
    consents,
    decisions,
    deviations,
    events,
    hypotheses,
    legal_holds,
    privacy_requests,
    ratings,
    resolutions,
    scorecard_versions,
    scorecards,
    words,
)
from hiring.views.wording import WordingLine
from hiring.workspace import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Connection, Row

    from hiring.config import Settings
    from hiring.domain.guard import Pointed
    from hiring.store.ledger import Act

_BETWEEN = re.compile(r'","|\\n')
KEPT = "wording kept"
POINTED_OUT = "wording pointed out"
EVIDENCE = "evidence:"
"""What stands before the competency in the name of a text of evidence."""
REASON = "because"

_NAMES = {
    "source_detail": "source detail",
    "overall_note": "overall note",
    "extra": "text kept beside",
    "skipped": "reason of what was skipped",
    "tags": "list of tags",
    REASON: "reason",
    "consent_note": "note of a consent",
    "consent_because": "reason of a consent taken back",
    "hold_because": "reason of a legal hold",
    "request_who": "name beside a request",
    "request_note": "note of a request",
    "request_because": "reason why a request was put off",
    "request_outcome": "outcome of a request",
}


_REASONS = {
    REASON: (decisions.c.because, resolutions.c.because, deviations.c.because),
    "override": (decisions.c.override,),
    "skipped": (deviations.c.because,),
}


# What is noted of a person beside their entry: each text by its name.
_NOTED = {
    "consent_note": (consents.c.note,),
    "hold_because": (legal_holds.c.because, legal_holds.c.released_because),
    "request_who": (privacy_requests.c.who,),
    "request_note": (privacy_requests.c.note,),
    "request_because": (privacy_requests.c.extended_because,),
    "request_outcome": (privacy_requests.c.outcome,),
}


class Look(NamedTuple):
    """What one text names: which text it is, in codes, and what was found there."""

    field: str
    pointed: tuple[Pointed, ...]


def guard_of(settings: Settings) -> Guard:
    """Give the guard with a team's changes; InvalidFileError for what cannot be changed.

    It is made once: sorting its words takes longer than a command that writes in a shell.
    """
    return _guard(json.dumps({name: dict(said) for name, said in settings.guard.items()}))


@lru_cache(maxsize=2)
def _guard(changed: str) -> Guard:
    groups = load_groups()
    changes = [
        GroupChange(
            group=group,
            because=change["because"],
            off=change.get("off", False),
            words=tuple(change.get("words", ())),
            unless=tuple(change.get("unless", ())),
        )
        for group, change in json.loads(changed).items()
    ]
    try:
        return Guard(change_groups(groups, changes))
    except ValueError as error:
        fix = "docs/wording.md lists the groups and how words are written"
        raise InvalidFileError(Problem(f"guard: {error}", where=FILE, fix=fix)) from error


def look_at(guard: Guard, texts: Mapping[str, str | None]) -> tuple[Look, ...]:
    """Give what each text names, by the text's name; those that name nothing are left out."""
    looked = ((field, guard.look_at(text)) for field, text in texts.items() if text)
    return tuple(Look(field, pointed) for field, pointed in looked if pointed)


def pass_over(guard: Guard, texts: Iterable[Mapping[str, str | None]]) -> None:
    """Look at the texts of many people at once, so that those that name nothing take no time."""
    guard.pass_over(_plain(field, text) for each in texts for field, text in each.items() if text)


def look_at_new(
    guard: Guard, now: Mapping[str, str | None], before: Mapping[str, str | None]
) -> Iterator[tuple[str, Pointed]]:
    """Give what texts name that they did not name before, each with the text's name."""
    for field, text in now.items():
        was = before.get(field)
        if not text or text == was:
            continue
        known = {one.group.id for one in guard.look_at(_plain(field, was))} if was else set()
        for one in guard.look_at(_plain(field, text)):
            if one.group.id not in known:
                yield field, one


def _plain(field: str, text: str) -> str:
    """Give a text as lines; what is kept beside is JSON, a line for each of its values."""
    return _BETWEEN.sub("\n", text) if field == "extra" else text


def look_at_rated(
    guard: Guard,
    evidence: Iterable[tuple[str, str]],
    note: str,
    before: Mapping[str, str],
) -> tuple[Look, ...]:
    """Look at a card: evidence by competency, and the note; what the card said before is known."""
    texts = {f"{EVIDENCE}{competency}": text for competency, text in evidence}
    texts["overall_note"] = note
    new = {field: text for field, text in texts.items() if before.get(field) != text}
    return look_at(guard, new)


def said_before(evidence: Iterable[tuple[str, str]], note: str) -> dict[str, str]:
    """Give a card's texts by their names."""
    return {f"{EVIDENCE}{competency}": text for competency, text in evidence} | {
        "overall_note": note
    }


def named_field(field: str, competencies: Mapping[str, str] | None = None) -> str:
    """Say which text it is."""
    if field.startswith(EVIDENCE):
        competency = field.removeprefix(EVIDENCE)
        return f"evidence for {(competencies or {}).get(competency, competency)}"
    return _NAMES.get(field, field)


def remarks(looks: Iterable[Look], competencies: Mapping[str, str], *, card: str) -> Iterator[str]:
    """Say to the recruiter what a card names, without quoting it."""
    for look in looks:
        where = named_field(look.field, competencies)
        for one in look.pointed:
            yield f"{card}: the {where} names {one.named}: look at it with the interviewer"


def entries_of(
    what: str,
    subject: str,
    looks: Iterable[Look],
    *,
    application: int | None = None,
    job: int | None = None,
) -> list[Entry]:
    """Give the events: for each text and group one, in codes."""
    return [
        Entry(what, subject, application, job, from_code=look.field, to_code=one.group.id)
        for look in looks
        for one in look.pointed
    ]


def keep_wording(act: Act, subject: str, looks: Iterable[Look], *, of: str = "") -> None:
    """Record that somebody saved words as they are, though they were pointed out.

    `of` says what was noted, where it is not the entry itself: a consent, a hold or a request.
    """
    if of:
        looks = [look._replace(field=f"{of}_{look.field}") for look in looks]
    application = number_in(subject, Kind.APPLICATION)
    act.record_all(entries_of(KEPT, subject, looks, application=application))


def what_stands(
    act: Act, subject: str, looks: Iterable[Look], texts: Mapping[str, str | None]
) -> tuple[Look, ...]:
    """Leave out texts that were given and not needed, so that nothing was saved of them."""
    return tuple(
        look
        for look in looks
        if (texts[look.field] or "").strip() in _texts_of(act.connection, subject, look.field)
    )


# What was pointed out, newest last: the log is read once, whatever its length.
_POINTED = (
    select(events.c.at, events.c.what, events.c.subject, events.c.from_code, events.c.to_code)
    .add_columns(actors.c.name)
    .join(actors, actors.c.id == events.c.actor_id)
    .where(events.c.what.in_((KEPT, POINTED_OUT)))
    .order_by(events.c.id)
)


def wording(connection: Connection, guard: Guard) -> tuple[WordingLine, ...]:
    """List what was pointed out and still stands, by whose it is, in the order it came."""
    found: dict[tuple[str, str, str], Row[Any]] = {}
    for row in connection.execute(_POINTED):
        found[row.subject, row.from_code, row.to_code] = row
    standing: dict[tuple[str, str], frozenset[str]] = {}
    lines = []
    for (subject, field, group), row in found.items():
        if (subject, field) not in standing:
            standing[subject, field] = _groups_in(connection, guard, subject, field)
        is_there = group in standing[subject, field]
        if is_there or group in _groups_before(connection, guard, subject, field):
            how = "kept" if row.what == KEPT else "came"
            lines.append(
                WordingLine(
                    code=subject,
                    field=named_field(field),
                    group=group,
                    name=guard.groups[group].name,
                    how=how if is_there else "log",
                    who=row.name,
                    at=row.at,
                )
            )
    return tuple(lines)


def _groups_in(connection: Connection, guard: Guard, subject: str, field: str) -> frozenset[str]:
    """Give the groups that a text names today."""
    texts = _texts_of(connection, subject, field)
    named = (guard.look_at(_plain(field, text)) for text in texts if text)
    return frozenset(one.group.id for found in named for one in found)


def _groups_before(
    connection: Connection, guard: Guard, subject: str, field: str
) -> frozenset[str]:
    """Give the groups that an entry's text named before it was corrected: the log has it still."""
    if number_in(subject, Kind.CANDIDATE) is None or field not in candidates.c:
        return frozenset()
    corrected = (
        select(words.c.text)
        .join(events, events.c.words_id == words.c.id)
        .where(
            events.c.subject == subject,
            events.c.what == "candidate edited",
            events.c.to_code == field,
        )
    )
    said = (json.loads(text) for text in connection.scalars(corrected))
    texts = (str(one.get(side) or "") for one in said for side in ("from", "to"))
    named = (guard.look_at(_plain(field, text)) for text in texts)
    return frozenset(one.group.id for found in named for one in found)


def _texts_of(connection: Connection, subject: str, field: str) -> list[str]:
    for kind, read in _READ.items():
        number = number_in(subject, kind)
        if number is not None:
            return [*read(connection, number, field), *_said(connection, subject, field)]
    return []


def _of_candidate(connection: Connection, number: int, field: str) -> list[str]:
    if field in _NOTED:
        noted = (select(text).where(text.table.c.candidate_id == number) for text in _NOTED[field])
        return [text for one in noted for text in connection.execute(one).scalars() if text]
    if field not in candidates.c:
        return []
    statement = select(candidates.c[field]).where(candidates.c.id == bindparam("number"))
    return list(connection.execute(statement, {"number": number}).scalars())


def _of_request(connection: Connection, number: int, field: str) -> list[str]:
    asked = (select(text).where(privacy_requests.c.id == number) for text in _NOTED.get(field, ()))
    return [text for one in asked for text in connection.execute(one).scalars() if text]


def _of_application(connection: Connection, number: int, field: str) -> list[str]:
    """Read a text of an application; reasons stand in its decisions and resolutions too."""
    if field.startswith(EVIDENCE):
        competency = field.removeprefix(EVIDENCE)
        statement = select(hypotheses.c.evidence).where(
            hypotheses.c.application_id == number, hypotheses.c.competency == competency
        )
        return list(connection.execute(statement).scalars())
    if field in _REASONS:
        reasons = (
            select(reason).where(reason.table.c.application_id == number)
            for reason in _REASONS[field]
        )
        return [text for one in reasons for text in connection.execute(one).scalars() if text]
    if field not in applications.c:
        return []
    statement = select(applications.c[field]).where(applications.c.id == number)
    return list(connection.execute(statement).scalars())


def _of_card(connection: Connection, number: int, field: str) -> list[str]:
    """Read a text of the version that stands of a card."""
    stands = (scorecard_versions.c.scorecard_id == scorecards.c.id) & (
        scorecard_versions.c.number == scorecards.c.version
    )
    if field.startswith(EVIDENCE):
        statement = (
            select(ratings.c.evidence)
            .join(scorecard_versions, scorecard_versions.c.id == ratings.c.version_id)
            .join(scorecards, stands)
            .where(
                scorecards.c.id == number,
                ratings.c.competency == field.removeprefix(EVIDENCE),
            )
        )
    else:
        statement = (
            select(scorecard_versions.c.overall_note)
            .join(scorecards, stands)
            .where(scorecards.c.id == number)
        )
    return list(connection.execute(statement).scalars())


def _of_interview(connection: Connection, number: int, field: str) -> list[str]:
    del connection, number, field  # its one reason stands with its event
    return []


_READ: dict[Kind, Callable[[Connection, int, str], list[str]]] = {
    Kind.CANDIDATE: _of_candidate,
    Kind.APPLICATION: _of_application,
    Kind.SCORECARD: _of_card,
    Kind.INTERVIEW: _of_interview,
    Kind.REQUEST: _of_request,
}


def _said(connection: Connection, subject: str, field: str) -> list[str]:
    """Read the reasons that stand beside the log, where they stay until the person is erased."""
    if field not in {REASON, "consent_because"}:
        return []
    statement = select(words.c.text).join(events, events.c.words_id == words.c.id)
    application = number_in(subject, Kind.APPLICATION)
    if application is not None:  # there is an index over these
        statement = statement.where(events.c.application_id == application)
    found = connection.execute(statement.where(events.c.subject == subject)).scalars()
    return [str(json.loads(text).get("why", "")) for text in found if text]
