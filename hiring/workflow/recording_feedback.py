"""Feedback of another tracker: recorded as a scorecard of ours, in an interview of the plan."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from hiring.domain.codes import Kind, code, email_key
from hiring.domain.recorded import STORED
from hiring.domain.stages import AFTER_DEBRIEF
from hiring.errors import Problem, RefusedError
from hiring.store.ledger import Entry
from hiring.store.queries import refuse_erased_in, rubric_of
from hiring.store.recorded import VERSION, digest_of
from hiring.store.tables import (
    arrivals,
    originals,
    ratings,
    scorecard_versions,
    scorecards,
)
from hiring.workflow.correcting import Corrected, explain_all
from hiring.workflow.foreign_cards import Recorded
from hiring.workflow.interviews import step_in
from hiring.workflow.recording_cases import closed_since
from hiring.workflow.recording_places import place_card
from hiring.workflow.recording_rows import ratings_of, stand_versions
from hiring.workflow.recording_whose import application_of, numbers_of
from hiring.workflow.scorecards import select_cards
from hiring.workflow.wording import (
    POINTED_OUT,
    entries_of,
    look_at_rated,
    remarks,
    said_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection, Row

    from hiring.domain.guard import Guard
    from hiring.domain.snapshot import Rubric, Step
    from hiring.store.ledger import Act
    from hiring.workflow.correcting import Reason
    from hiring.workflow.foreign_cards import ForeignCard, ForeignRating
    from hiring.workflow.wording import Look

# Built once: putting a statement together takes longer than what it asks for.
_CARD = select_cards().where(scorecards.c.id == bindparam("number"))
_VERSION = select(scorecard_versions).where(
    scorecard_versions.c.scorecard_id == bindparam("card"),
    scorecard_versions.c.number == bindparam("version"),
)
_KEPT = select(originals.c.size).where(originals.c.file_hash == bindparam("file"))


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
        numbers = numbers_of(act.connection, card.system, named)
        application = application_of(act.connection, card.whose, numbers)
        refuse_erased_in(act.connection, application, where=card.where)
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
            shown = place_card(act, card, application, step, entries)
        looks = self._look_at(act.connection, before, rated, note)
        target = (shown, number, application)
        stored = _write_version(act, card, target, (rated, note, digest))
        subject = code(Kind.SCORECARD, shown)
        about = {"application": application.id, "job": application.job_id}
        pointed = entries_of(POINTED_OUT, subject, looks, **about)
        act.record_all([*entries, *_entries(*target, stored), *pointed])
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


def _write_version(
    act: Act,
    card: ForeignCard,
    target: tuple[int, int, Row[Any]],
    said: tuple[tuple[ForeignRating, ...], str, str],
) -> str:
    """Write what a card says, and give the digest of what is stored of it."""
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
    return digest_of(act.connection, VERSION, row)


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


def _entries(number: int, version: int, application: Row[Any], stored: str) -> Iterator[Entry]:
    about = (code(Kind.SCORECARD, number), application.id, application.job_id)
    if closed_since(application, application.id):
        stands = application.stage if application.stage in AFTER_DEBRIEF else "closed job"
        yield Entry("scorecard taken late", *about, from_code=stands)
    yield Entry(
        "scorecard corrected" if version > 1 else "scorecard recorded",
        *about,
        from_code=f"version {version - 1}" if version > 1 else None,
        to_code=f"version {version}",
        said={STORED: stored},
    )
