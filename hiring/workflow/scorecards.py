"""Scorecards on their way out: which ones, and what each is drawn from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from secrets import token_bytes
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select, true, update

from hiring.domain.codes import Kind, code, number_in
from hiring.domain.reference import (
    SECRET_BYTES,
    CardKey,
    Reference,
    normal,
    row_prefix,
    sign,
    verify,
)
from hiring.domain.scorecard import OVERALL
from hiring.domain.stages import TERMINAL
from hiring.errors import DatabaseError, Problem, RefusedError
from hiring.store.connection import unfinished
from hiring.store.ledger import Entry
from hiring.store.queries import (
    SHOWN_NAME,
    find_application,
    find_interview,
    find_job,
    refuse_erased_in,
    rubric_of,
)
from hiring.store.tables import (
    applications,
    candidates,
    card_keys,
    interviewers,
    interviews,
    job_revisions,
    jobs,
    scorecards,
    workspace,
)
from hiring.views.papers import CardRow, KitQuestion, ScorecardSheet
from hiring.workflow.interviews import due_interviews

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Executable, Row

    from hiring.domain.language import Language
    from hiring.domain.snapshot import Competency, Step
    from hiring.store.ledger import Act


def card_keys_of(connection: Connection) -> tuple[CardKey, ...]:
    """Read the secrets of this workspace's cards, the one that signs first."""
    found = connection.execute(_card_keys())
    return tuple(CardKey(bytes(secret), database) for secret, database in found)


@cache
def _card_keys() -> Executable:
    return (
        select(card_keys.c.secret, workspace.c.database_id)
        .join(workspace, true())
        .order_by(card_keys.c.id.desc())
    )


def card_key(connection: Connection) -> CardKey:
    """Read the secret that signs this workspace's cards."""
    keys = card_keys_of(connection)
    if not keys:
        raise DatabaseError(unfinished())
    return keys[0]


def rotate_key(act: Act) -> int:
    """Sign new cards with a new secret; the old ones stay readable. Gives how many there are."""
    act.insert(card_keys, secret=token_bytes(SECRET_BYTES), made_at=act.now)
    count = len(card_keys_of(act.connection))
    act.record("card key rotated", "workspace", to_code=f"key {count}")
    return count


def select_cards() -> Any:
    """Join each card with its interview, interviewer, person and job."""
    return (
        select(
            scorecards,
            interviews.c.application_id,
            interviews.c.step,
            interviews.c.status,
            interviews.c.starts_at,
            interviews.c.planned_at,
            interviews.c.step_name,
            interviews.c.minutes,
            interviewers.c.name.label("interviewer"),
            interviewers.c.email.label("interviewer_email"),
            applications.c.candidate_id,
            applications.c.job_id,
            applications.c.revision_id,
            applications.c.stage,
            SHOWN_NAME.label("candidate"),
            candidates.c.erased_at,
            jobs.c.code.label("job_code"),
            jobs.c.title.label("job_title"),
            jobs.c.status.label("job_status"),
        )
        .join(interviews, interviews.c.id == scorecards.c.interview_id)
        .join(interviewers, interviewers.c.id == scorecards.c.interviewer_id)
        .join(applications, applications.c.id == interviews.c.application_id)
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .join(jobs, jobs.c.id == applications.c.job_id)
        .order_by(scorecards.c.id)
    )


def find_card(connection: Connection, text: str) -> Row[Any]:
    """Find a card by its code, or by the reference that is printed on it; RefusedError else."""
    number = number_in(text, Kind.SCORECARD)
    chosen = scorecards.c.id == number
    if number is None and normal(text):
        found = (verify(text, key) for key in card_keys_of(connection))
        cards = [reference.card for reference in found if reference]
        chosen = or_(*(scorecards.c.reference == card for card in cards), scorecards.c.id < 0)
    card = connection.execute(select_cards().where(chosen)).first()
    if card is None:
        raise RefusedError(
            Problem(f"there is no scorecard {text!r}", fix="hiring scorecard status lists them")
        )
    return card


def erased_problem(card: Row[Any], *, where: str = "") -> Problem:
    """Say that the person of a card was erased, so that nothing more of them is kept or shown."""
    shown = code(Kind.CANDIDATE, card.candidate_id)
    return Problem(
        f"{shown}, of whom {code(Kind.SCORECARD, card.id)} is, was erased on "
        f"{card.erased_at:%Y-%m-%d}; nothing of it is kept",
        where=where,
        fix="delete the file, and let whoever sent it delete theirs" if where else "",
    )


def cards_to_send(
    connection: Connection,
    *,
    targets: Sequence[str],
    job: str | None,
    due: bool,
    now: datetime,
    days: int = 7,
) -> tuple[tuple[Row[Any], ...], tuple[str, ...]]:
    """Choose the cards to write: of named interviews all, of anything wider the unrecorded.

    Returns the rows and the codes of cards left out because they are recorded.
    """
    named: dict[int, Row[Any]] = {}
    wide: dict[int, Row[Any]] = {}
    planned = interviews.c.status == "planned"
    for target in targets:
        if number_in(target, Kind.INTERVIEW) is not None:
            row = find_interview(connection, target)
            shown = code(Kind.APPLICATION, row.application_id)
            refuse_erased_in(connection, find_application(connection, shown))
            if row.status == "cancelled":
                raise RefusedError(Problem(f"{code(Kind.INTERVIEW, row.id)} is cancelled"))
            found = connection.execute(select_cards().where(interviews.c.id == row.id))
            named |= {card.id: card for card in found}
            continue
        application = find_application(connection, target)
        refuse_erased_in(connection, application)
        found = connection.execute(
            select_cards().where(interviews.c.application_id == application.id, planned)
        )
        wide |= {card.id: card for card in found}
    if due:
        lines = due_interviews(connection, now=now, days=days, job=job)
        ids = [number_in(line.code, Kind.INTERVIEW) for line in lines]
        wide |= {
            c.id: c for c in connection.execute(select_cards().where(interviews.c.id.in_(ids)))
        }
    elif job:
        found = connection.execute(
            select_cards().where(
                applications.c.job_id == find_job(connection, job).id,
                applications.c.stage.not_in(TERMINAL),
                planned,
            )
        )
        wide |= {card.id: card for card in found}
    recorded = tuple(
        code(Kind.SCORECARD, card.id)
        for card in wide.values()
        if card.recorded_at is not None and card.id not in named
    )
    missing = (card for card in wide.values() if card.recorded_at is None)
    chosen = {card.id: card for card in missing if card.erased_at is None} | named
    return tuple(chosen[i] for i in sorted(chosen)), recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How cards look: whose company, in which language, on which paper, and whether blind."""

    company: str
    language: Language
    paper: str = "A4"
    blind: bool = False


def sheets(
    connection: Connection, cards: Sequence[Row[Any]], looks: Looks
) -> tuple[ScorecardSheet, ...]:
    """Give what each card is drawn from."""
    key = card_key(connection)
    plans: dict[tuple[int, str], _Plan] = {}
    drawn = []
    for card in cards:
        asked = (card.revision_id, card.step)
        if asked not in plans:
            plans[asked] = _plan_of(connection, card)
        drawn.append(_sheet(card, plans[asked], key=key, looks=looks))
    return tuple(drawn)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all cards of a step by one revision share."""

    step: Step
    rows: tuple[CardRow, ...]
    revision: int
    rubric: str


def _plan_of(connection: Connection, card: Row[Any]) -> _Plan:
    number: int = connection.execute(
        select(job_revisions.c.number).where(job_revisions.c.id == card.revision_id)
    ).scalar_one()
    rubric = rubric_of(connection, card.revision_id)
    step = rubric.step(card.step)
    rows = tuple(_row(rubric.competency(competency)) for competency in step.competencies)
    return _Plan(step, rows, number, f"{rubric.role} {rubric.version} ({number})")


def _row(competency: Competency) -> CardRow:
    return CardRow(
        key="",
        competency=competency.id,
        name=competency.name,
        definition=competency.definition,
        anchors=competency.anchors,
        questions=tuple(
            KitQuestion(ask=q.ask, probes=q.probes, good=q.good, weak=q.weak)
            for q in competency.questions
        ),
        avoid=competency.avoid,
    )


def _sheet(card: Row[Any], plan: _Plan, *, key: CardKey, looks: Looks) -> ScorecardSheet:
    reference, step = bytes(card.reference), plan.step
    prefix = row_prefix(reference, key)
    candidate = code(Kind.CANDIDATE, card.candidate_id)
    return ScorecardSheet(
        reference=sign(Reference(reference, plan.revision), key),
        overall_key=f"{prefix}.{OVERALL}",
        card=code(Kind.SCORECARD, card.id),
        interview=code(Kind.INTERVIEW, card.interview_id),
        candidate=candidate if looks.blind else card.candidate,
        candidate_code="" if looks.blind else candidate,
        job_code=card.job_code,
        job_title=card.job_title,
        company=looks.company,
        language=looks.language,
        paper=looks.paper,
        interviewer=card.interviewer,
        step=step.name,
        step_format=step.format,
        minutes=step.minutes,
        purpose=step.purpose,
        brief=step.brief,
        starts_at=card.starts_at,
        rubric=plan.rubric,
        rows=tuple(replace(row, key=f"{prefix}.{row.competency}") for row in plan.rows),
    )


def mark_sent(act: Act, cards: Sequence[Row[Any]]) -> None:
    """Note that cards were written for their interviewers."""
    if not cards:
        return
    act.connection.execute(
        update(scorecards).where(scorecards.c.id == bindparam("card")).values(sent_at=act.now),
        [{"card": card.id} for card in cards],
    )
    act.record_all(
        [
            Entry(
                "scorecard sent",
                code(Kind.SCORECARD, card.id),
                card.application_id,
                card.job_id,
                to_code=code(Kind.INTERVIEW, card.interview_id),
            )
            for card in cards
        ]
    )
