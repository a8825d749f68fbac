"""Feedback of another tracker: recorded as a scorecard of ours, in an interview of the plan."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select, text

from hiring.domain.codes import Kind, code, email_key, number_in
from hiring.domain.reference import CARD_BYTES
from hiring.domain.stages import AFTER_DEBRIEF, TERMINAL
from hiring.errors import Problem, RefusedError
from hiring.store.ledger import Entry
from hiring.store.queries import rubric_of
from hiring.store.tables import (
    applications,
    arrivals,
    candidates,
    emails,
    interviewers,
    interviews,
    jobs,
    originals,
    ratings,
    remote_ids,
    scorecard_versions,
    scorecards,
)
from hiring.workflow.correcting import Corrected, explain_all
from hiring.workflow.interviews import step_in
from hiring.workflow.recording_cases import closed_since
from hiring.workflow.recording_rows import ratings_of, stand_versions
from hiring.workflow.scorecards import select_cards
from hiring.workflow.wording import (
    POINTED_OUT,
    entries_of,
    look_at_rated,
    remarks,
    said_before,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from hiring.domain.guard import Guard
    from hiring.domain.scorecard import Overall
    from hiring.domain.snapshot import Rubric, Step
    from hiring.store.ledger import Act
    from hiring.workflow.correcting import Reason
    from hiring.workflow.wording import Look

_MOST_NAMED = 10

# Built once: putting a statement together takes longer than what it asks for.
_NUMBERS = select(remote_ids.c.kind, remote_ids.c.remote_id, remote_ids.c.number).where(
    remote_ids.c.system == bindparam("system"),
    remote_ids.c.kind.in_([kind.value for kind in Kind]),
    remote_ids.c.remote_id.in_(bindparam("named", expanding=True)),
)
_CARD = select_cards().where(scorecards.c.id == bindparam("number"))
_VERSION = select(scorecard_versions).where(
    scorecard_versions.c.scorecard_id == bindparam("card"),
    scorecard_versions.c.number == bindparam("version"),
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
_PLANNED = (
    select(interviews)
    .where(
        interviews.c.application_id == bindparam("application"),
        interviews.c.step == bindparam("step"),
        interviews.c.status == "planned",
    )
    .order_by(interviews.c.id)
)
_THEIR_CARDS = select(scorecards).where(
    scorecards.c.interview_id.in_(bindparam("interviews", expanding=True)),
    scorecards.c.interviewer_id == bindparam("interviewer"),
)
_INTERVIEWER = select(interviewers.c.id).where(interviewers.c.email_key == bindparam("key"))
_KEPT = select(originals.c.size).where(originals.c.file_hash == bindparam("file"))
_CLAIM = text(
    "INSERT INTO remote_ids (system, kind, remote_id, number) "
    "VALUES (:system, :kind, :remote_id, :number) "
    "ON CONFLICT (system, kind, remote_id) DO UPDATE SET number = excluded.number"
)


class Whose(NamedTuple):
    """What tells whose feedback is: our application where a map says it, and the tracker's words.

    `where` is its place in the file, for messages.
    """

    where: str
    system: str
    application: str
    applications: tuple[str, ...]
    candidates: tuple[str, ...]
    emails: tuple[str, ...]

    @property
    def key(self) -> str:
        """Give what a map names its application by; empty where it names none."""
        return next(iter((*self.applications, *self.candidates, *self.emails)), "")

    @property
    def by_map(self) -> str:
        """Say how a map tells it, without an address; empty where it names nothing."""
        if self.emails:
            return "name its application in the map, where --propose-map FILE writes its line"
        line = f'applications: {{"{self.key}": A-1}}'
        return f"name it in the map, as {line}" if self.key else ""


class ForeignRating(NamedTuple):
    """A rating on another scale: our level of it, and what was written; None: nothing was."""

    competency: str
    level: int | None
    raw: str | None
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCard:
    """One tracker's feedback in our words. `where` is its place in the file, for messages.

    `applications`, `candidates` and `emails` are theirs; `application` is ours, where a map says
    it. `left_over` are ratings that no competency takes, as text for the note.
    """

    where: str
    system: str
    remote_id: str
    scale: str
    interviewer: tuple[str, str]
    submitted_by: str
    interviewed_at: datetime | None
    submitted_at: datetime | None
    step: str
    overall: Overall
    overall_raw: str
    note: str
    ratings: tuple[ForeignRating, ...]
    text: str
    application: str = ""
    applications: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    @property
    def whose(self) -> Whose:
        """Give what tells whose it is."""
        return Whose(
            *(self.where, self.system, self.application),
            *(self.applications, self.candidates, self.emails),
        )


class Recorded(NamedTuple):
    """What became of one: added, updated, unchanged, or skipped since a newer one stands."""

    state: str
    card: str = ""
    application: str = ""
    version: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class FeedbackIntake:
    """Takes feedback in; `reopen` takes it after the debrief began, `because` is why it changed.

    `guard` points out words that have no place on a card, and never stops one.
    """

    reopen: bool = False
    because: Reason | None = None
    guard: Guard | None = None
    _rubrics: dict[int, Rubric] = field(default_factory=dict)

    def record(self, act: Act, card: ForeignCard) -> Recorded:
        """Record one as a new card, or as a new version of the card it is already.

        Raises RefusedError where it cannot be told whose it is, where the plan has no such step,
        and after the debrief began.
        """
        named = {card.remote_id, *card.applications, *card.candidates}
        numbers = _numbers_of(act.connection, card.system, named)
        application = _application_of(act.connection, card.whose, numbers)
        rubric = self._rubric(act.connection, application.revision_id)
        try:
            step = step_in(rubric, card.step)
        except RefusedError as error:
            told = (Problem(p.what, where=card.where, fix=p.fix) for p in error.problems)
            raise RefusedError(*told) from error
        rated, note = _rated_here(card, rubric)
        digest = _digest(card, rated, note)
        ours = numbers.get((Kind.SCORECARD, card.remote_id))
        before = None
        if ours is not None:
            before = _standing(act.connection, card, (ours, application), step)
        if before is not None and before.content_hash == digest:
            return _recorded("unchanged", before.scorecard_id, application, before.number)
        if before is not None and _is_older(card, before):
            later = f"version {before.number}, which stands, was submitted later"
            return _recorded("older", before.scorecard_id, application, before.number, (later,))
        self._refuse_closed(application, card)
        number = before.number + 1 if before is not None else 1
        entries: list[Entry] = []
        if before is not None:
            shown = before.scorecard_id
        else:
            shown = _place(act, card, application, step, entries)
        looks = self._look_at(act.connection, before, rated, note)
        _write_version(act, card, (shown, number, application), (rated, note, digest))
        subject = code(Kind.SCORECARD, shown)
        about = {"application": application.id, "job": application.job_id}
        pointed = entries_of(POINTED_OUT, subject, looks, **about)
        act.record_all([*entries, *_entries(shown, number, application), *pointed])
        if before and self.because:
            corrected = Corrected(shown, number, application.id, application.job_id)
            explain_all(act, (corrected,), self.because)
        names = {one.id: one.name for one in rubric.competencies}
        notes = (*_remarks(rubric, rated), *remarks(looks, names, card=subject))
        return _recorded("updated" if before else "added", shown, application, number, notes)

    def _look_at(
        self,
        connection: Connection,
        before: Row[Any] | None,
        rated: tuple[ForeignRating, ...],
        note: str,
    ) -> tuple[Look, ...]:
        """Point out words that have no place on a card; what stood there before was told then."""
        if self.guard is None:
            return ()
        known: Mapping[str, str] = {}
        if before is not None:
            old = ratings_of(connection, before)
            known = said_before(
                ((one.competency, one.evidence) for one in old), before.overall_note
            )
        said = ((one.competency, one.evidence) for one in rated)
        return look_at_rated(self.guard, said, note, known)

    def _rubric(self, connection: Connection, revision: int) -> Rubric:
        if revision not in self._rubrics:
            self._rubrics[revision] = rubric_of(connection, revision)
        return self._rubrics[revision]

    def _refuse_closed(self, application: Row[Any], card: ForeignCard) -> None:
        closed = closed_since(application, application.id)
        if closed and not self.reopen:
            raise RefusedError(
                Problem(
                    f"{closed}: from the debrief on, scorecards are closed",
                    where=card.where,
                    fix="if it is to count all the same, import it with --reopen",
                )
            )


def _recorded(
    state: str,
    card: int,
    application: Row[Any],
    version: int,
    notes: tuple[str, ...] = (),
) -> Recorded:
    return Recorded(
        state,
        code(Kind.SCORECARD, card),
        code(Kind.APPLICATION, application.id),
        version,
        notes,
    )


def _standing(
    connection: Connection, card: ForeignCard, known: tuple[int, Row[Any]], step: Step
) -> Row[Any] | None:
    """Give the version that stands of the card it is already, or None when that is gone."""
    number, application = known
    there = connection.execute(_CARD, {"number": number}).first()
    if there is None:
        return None
    shown = code(Kind.SCORECARD, number)
    other = ""
    if there.application_id != application.id:
        other = f"of {code(Kind.APPLICATION, there.application_id)}"
    elif there.step != step.id:
        other = f"of the step {there.step}"
    elif email_key(there.interviewer_email) != email_key(card.interviewer[1]):
        other = "of another interviewer"
    if other:
        raise RefusedError(
            Problem(
                f"it was recorded as {shown}, {other}; now it says otherwise",
                where=card.where,
                fix="see which is right, and mend the map or the file",
            )
        )
    return connection.execute(_VERSION, {"card": number, "version": there.version}).first()


def find_whose(connection: Connection, whose: Whose) -> Row[Any]:
    """Find the application that feedback is of.

    Raises RefusedError where it is nobody's, or where what it says is not of one person.
    """
    named = {*whose.applications, *whose.candidates}
    return _application_of(connection, whose, _numbers_of(connection, whose.system, named))


def _numbers_of(
    connection: Connection, system: str, named: Collection[str]
) -> dict[tuple[str, str], int]:
    """Give our numbers of what the tracker's numbers name, by the letter of our code and theirs."""
    found = connection.execute(_NUMBERS, {"system": system, "named": sorted(named)})
    return {(kind, remote_id): number for kind, remote_id, number in found}


def _application_of(
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


def _is_older(card: ForeignCard, before: Row[Any]) -> bool:
    return bool(
        card.submitted_at and before.submitted_at and card.submitted_at < before.submitted_at
    )


def _rated_here(card: ForeignCard, rubric: Rubric) -> tuple[tuple[ForeignRating, ...], str]:
    """Give the ratings that this job's rubric knows; others become words of the note."""
    known = {one.id for one in rubric.competencies}
    rated = tuple(one for one in card.ratings if one.competency in known)
    other = (
        f"{one.competency}: {one.raw or 'not rated'}. {one.evidence}".strip()
        for one in card.ratings
        if one.competency not in known
    )
    return rated, "\n\n".join((*filter(None, [card.note]), *other))


def _remarks(rubric: Rubric, rated: tuple[ForeignRating, ...]) -> list[str]:
    bare = [
        rubric.competency(one.competency).name
        for one in rated
        if one.level is not None and not one.evidence.strip()
    ]
    listed = ", ".join(bare)
    return [f"rated without evidence, so it does not count: {listed}"] if bare else []


def _digest(card: ForeignCard, rated: tuple[ForeignRating, ...], note: str) -> str:
    said = [
        sorted((one.competency, one.level or 0, repr(one.raw), one.evidence) for one in rated),
        (card.overall.value, card.overall_raw, note, card.submitted_by),
        card.submitted_at.isoformat() if card.submitted_at else "",
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _place(
    act: Act, card: ForeignCard, application: Row[Any], step: Step, entries: list[Entry]
) -> int:
    """Give the card that it is put on: a planned one, or a new one in an interview of the step.

    What is added for it goes to the events that are recorded with it.
    Raises RefusedError where the interviewer's card of that step came back from a file of ours.
    """
    connection = act.connection
    who = _known_interviewer(connection, card.interviewer)
    asked = {"application": application.id, "step": step.id}
    planned = connection.execute(_PLANNED, asked).all()
    same = [row for row in planned if row.starts_at and row.starts_at == card.interviewed_at]
    there = {}
    if planned and who is not None:
        asked = {"interviews": [row.id for row in planned], "interviewer": who}
        there = {row.interview_id: row for row in connection.execute(_THEIR_CARDS, asked)}
    for row in (*same, *planned):
        if row.id in there and not there[row.id].version:
            return _claimed(act, card, there[row.id].id)
    if there:
        _refuse_own(connection, card, [row.id for row in there.values()])
    free = [row for row in (same or planned) if row.id not in there]
    interview = free[0].id if free else _plan(act, card, application, step, entries)
    name, email = card.interviewer
    number = act.insert(
        scorecards,
        interview_id=interview,
        interviewer_id=who
        or act.insert(interviewers, name=name, email=email, email_key=email_key(email)),
        reference=secrets.token_bytes(CARD_BYTES),
        version=0,
    )
    entry = Entry(
        "interviewer added",
        code(Kind.INTERVIEW, interview),
        application.id,
        application.job_id,
        to_code=code(Kind.SCORECARD, number),
    )
    entries.append(entry)
    return _claimed(act, card, number)


def _refuse_own(connection: Connection, card: ForeignCard, numbers: list[int]) -> None:
    """Refuse feedback beside a card of the same interviewer and step that no tracker sent."""
    own = connection.execute(
        select(scorecards.c.id)
        .join(
            scorecard_versions,
            (scorecard_versions.c.scorecard_id == scorecards.c.id)
            & (scorecard_versions.c.number == scorecards.c.version),
        )
        .where(scorecards.c.id.in_(numbers), scorecard_versions.c.source == "")
    ).scalar()
    if own is not None:
        raise RefusedError(
            Problem(
                f"that interviewer's card of this step, {code(Kind.SCORECARD, own)}, came back as "
                "a scorecard already",
                where=card.where,
                fix=f'if it is the same feedback, write skip: ["{card.remote_id}"] into the map',
            )
        )


def _known_interviewer(connection: Connection, who: tuple[str, str]) -> int | None:
    found: int | None = connection.execute(_INTERVIEWER, {"key": email_key(who[1])}).scalar()
    return found


def _plan(
    act: Act, card: ForeignCard, application: Row[Any], step: Step, entries: list[Entry]
) -> int:
    """Write down the interview that took place elsewhere."""
    number = act.insert(
        interviews,
        application_id=application.id,
        step=step.id,
        step_name=step.name,
        starts_at=card.interviewed_at,
        minutes=step.minutes,
        status="planned",
        planned_at=act.now,
    )
    at = f" {card.interviewed_at.isoformat()}" if card.interviewed_at else ""
    entries.append(
        Entry(
            "interview planned",
            code(Kind.INTERVIEW, number),
            application.id,
            application.job_id,
            to_code=f"{step.id}{at}",
        )
    )
    return number


def _claimed(act: Act, card: ForeignCard, number: int) -> int:
    """Remember what the tracker calls a card of ours."""
    act.connection.execute(
        _CLAIM,
        {
            "system": card.system,
            "kind": Kind.SCORECARD.value,
            "remote_id": card.remote_id,
            "number": number,
        },
    )
    return number


def _write_version(
    act: Act,
    card: ForeignCard,
    target: tuple[int, int, Row[Any]],
    said: tuple[tuple[ForeignRating, ...], str, str],
) -> None:
    number, version, application = target
    rated, note, digest = said
    file_hash = _keep_record(act, card)
    row = act.insert(
        scorecard_versions,
        scorecard_id=number,
        number=version,
        revision_id=application.revision_id,
        overall=card.overall.value,
        overall_raw=card.overall_raw,
        overall_note=note,
        content_hash=digest,
        file_hash=file_hash,
        recorded_at=act.now,
        submitted_by=card.submitted_by,
        submitted_at=card.submitted_at,
        source=card.system,
    )
    act.insert_all(
        ratings,
        [
            {
                "version_id": row,
                "competency": one.competency,
                "level": one.level,
                "raw_value": one.raw or "",
                "scale": card.scale,
                "evidence": one.evidence,
            }
            for one in rated
        ],
    )
    stand_versions(act, [(number, version)])
    act.insert(
        arrivals,
        scorecard_id=number,
        at=act.now,
        file_hash=file_hash,
        state="recorded",
        gaps=0,
        faults=0,
    )


def _keep_record(act: Act, card: ForeignCard) -> str:
    """Keep the very record, as the files of other cards are kept; gives its hash."""
    content = card.text.encode()
    file_hash = hashlib.sha256(content).hexdigest()
    if act.connection.execute(_KEPT, {"file": file_hash}).first() is None:
        kept = {
            "file_hash": file_hash,
            "size": len(content),
            "kind": "json",
            "content": content,
            "kept_at": act.now,
        }
        act.insert_all(originals, [kept])
    return file_hash


def _entries(number: int, version: int, application: Row[Any]) -> Iterator[Entry]:
    about = (code(Kind.SCORECARD, number), application.id, application.job_id)
    if closed_since(application, application.id):
        stands = application.stage if application.stage in AFTER_DEBRIEF else "closed job"
        yield Entry("scorecard taken late", *about, from_code=stands)
    yield Entry(
        "scorecard corrected" if version > 1 else "scorecard recorded",
        *about,
        from_code=f"version {version - 1}" if version > 1 else None,
        to_code=f"version {version}",
    )
