"""Where scorecards stand: what was sent, what came back and how, what is missing, what is late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, select

from hiring.domain.codes import Kind, code, number_in
from hiring.domain.stages import TERMINAL
from hiring.errors import DatabaseError, Problem, RefusedError
from hiring.store.queries import (
    find_application,
    find_candidate,
    find_interview,
    find_job,
    rubric_of,
)
from hiring.store.recorded import is_the_file
from hiring.store.tables import (
    actors,
    applications,
    arrivals,
    interviewers,
    interviews,
    mail_drafts,
    originals,
    ratings,
    scorecard_versions,
    scorecards,
)
from hiring.views.cards import (
    ArrivalLine,
    CardPage,
    CardStatus,
    DraftLine,
    RatingLine,
    VersionLine,
)
from hiring.workflow.correcting import reasons_of
from hiring.workflow.scorecards import erased_problem, find_card, select_cards

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

_LAST = (
    select(arrivals.c.scorecard_id, func.max(arrivals.c.id).label("id"))
    .group_by(arrivals.c.scorecard_id)
    .subquery("last_arrival")
)
_UNRATED = (
    select(func.count(ratings.c.id))
    .where(
        ratings.c.version_id == scorecard_versions.c.id,
        ratings.c.raw_value == "",
        # What another tracker's interviewer left out is not to be filled in here.
        scorecard_versions.c.source == "",
    )
    .correlate(scorecard_versions)
    .scalar_subquery()
)
_NO_OVERALL = and_(scorecard_versions.c.overall_raw == "", scorecard_versions.c.source == "")
_GAPS = _UNRATED + case((_NO_OVERALL, 1), else_=0)


def card_statuses(
    connection: Connection, text: str | None, *, now: datetime, due_hours: int
) -> tuple[CardStatus, ...]:
    """Tell where the cards of ongoing applications stand, or those of one job, application or so.

    A card is late when its interview ended more than `due_hours` ago and it is not recorded whole.
    """
    statement = (
        _with_arrivals()
        .where(interviews.c.status == "planned", _asked(connection, text))
        .order_by(None)
        .order_by(interviewers.c.name, interviews.c.starts_at, scorecards.c.id)
    )
    rows = connection.execute(statement).all()
    if not rows and text is not None:
        _refuse_unknown(connection, text)
    return tuple(_status(row, now=now, due_hours=due_hours) for row in rows)


def _refuse_unknown(connection: Connection, text: str) -> None:
    """Refuse a code that names nothing; one without cards is none."""
    if number_in(text, Kind.SCORECARD) is not None:
        find_card(connection, text)
    elif number_in(text, Kind.INTERVIEW) is not None:
        find_interview(connection, text)
    elif number_in(text, Kind.CANDIDATE) is not None:
        find_candidate(connection, text)


def _with_arrivals() -> Select[Any]:
    cards: Select[Any] = select_cards()
    return (
        cards.add_columns(
            arrivals.c.at.label("came_at"),
            arrivals.c.state.label("came"),
            arrivals.c.gaps.label("came_gaps"),
            arrivals.c.faults.label("came_faults"),
            _GAPS.label("gaps"),
        )
        .outerjoin(_LAST, _LAST.c.scorecard_id == scorecards.c.id)
        .outerjoin(arrivals, arrivals.c.id == _LAST.c.id)
        .outerjoin(
            scorecard_versions,
            and_(
                scorecard_versions.c.scorecard_id == scorecards.c.id,
                scorecard_versions.c.number == scorecards.c.version,
            ),
        )
    )


def _asked(connection: Connection, text: str | None) -> Any:
    """Choose the cards that a code names; none names those of ongoing applications."""
    if text is None:
        return applications.c.stage.not_in(TERMINAL)
    for kind, column in (
        (Kind.SCORECARD, scorecards.c.id),
        (Kind.INTERVIEW, interviews.c.id),
        (Kind.CANDIDATE, applications.c.candidate_id),
    ):
        if (number := number_in(text, kind)) is not None:
            return column == number
    if number_in(text, Kind.APPLICATION) is not None:
        return applications.c.id == find_application(connection, text).id
    return and_(
        applications.c.job_id == find_job(connection, text).id,
        applications.c.stage.not_in(TERMINAL),
    )


def _status(row: Row[Any], *, now: datetime, due_hours: int) -> CardStatus:
    ends = row.starts_at + timedelta(minutes=row.minutes) if row.starts_at else None
    due = ends + timedelta(hours=due_hours) if ends else None
    state = _state(row, over=ends is not None and ends <= now)
    return CardStatus(
        card=code(Kind.SCORECARD, row.id),
        state=state,
        late=due is not None and due < now and state != "recorded",
        interviewer=row.interviewer,
        email=row.interviewer_email,
        interview=code(Kind.INTERVIEW, row.interview_id),
        application=code(Kind.APPLICATION, row.application_id),
        job=row.job_code,
        starts_at=row.starts_at,
        due_at=due,
        sent_at=row.sent_at,
        came_at=row.came_at,
        version=row.version,
        gaps=row.gaps if row.recorded_at else (row.came_gaps or 0),
        faults=0 if row.came != "refused" else (row.came_faults or 0),
    )


def _state(row: Row[Any], *, over: bool) -> str:
    """Say in one word where a card stands.

    "opened": a file came and was refused; "incomplete": one came with places not filled in.
    """
    if row.recorded_at is not None:
        return "incomplete" if row.gaps else "recorded"
    if row.came is not None:
        return "opened" if row.came_faults else "incomplete"
    if not row.sent_at:
        return "not sent"
    return "missing" if over else "sent"


def card_page(
    connection: Connection, text: str, *, version: int | None, now: datetime, due_hours: int
) -> CardPage:
    """Give everything of one card: where it stands, what it says, and how it came to say so."""
    card = find_card(connection, text)
    row = connection.execute(_with_arrivals().where(scorecards.c.id == card.id)).one()
    versions = _versions(connection, card.id)
    shown = _chosen(versions, version, card) if card.erased_at is None else None
    reasons = reasons_of(connection, card.id) if card.version > 1 else {}
    return CardPage(
        status=_status(row, now=now, due_hours=due_hours),
        candidate=code(Kind.CANDIDATE, card.candidate_id),
        name=card.candidate,
        step=card.step_name,
        versions=()
        if card.erased_at is not None
        else tuple(_version(one, reasons.get(one.number, "")) for one in versions),
        shown=shown.number if shown else None,
        overall=shown.overall if shown and shown.overall_raw else None,
        overall_raw=(shown.overall_raw or None) if shown else None,
        overall_note=shown.overall_note if shown else "",
        ratings=_ratings(connection, shown) if shown else (),
        arrivals=_arrivals(connection, card.id),
        drafts=drafted(connection, card=card.id),
        source=shown.source if shown else "",
        submitted_by=shown.submitted_by if shown else "",
        submitted_at=shown.submitted_at if shown else None,
        erased_at=card.erased_at,
    )


def _chosen(versions: list[Row[Any]], wanted: int | None, card: Row[Any]) -> Row[Any] | None:
    if wanted is None:
        return versions[-1] if versions else None
    found = next((one for one in versions if one.number == wanted), None)
    if found is None:
        listed = ", ".join(str(one.number) for one in versions) or "none yet"
        shown = code(Kind.SCORECARD, card.id)
        raise RefusedError(
            Problem(f"{shown} has no version {wanted}", fix=f"its versions: {listed}")
        )
    return found


def _versions(connection: Connection, card: int) -> list[Row[Any]]:
    return list(
        connection.execute(
            select(scorecard_versions, originals.c.size)
            .outerjoin(originals, originals.c.file_hash == scorecard_versions.c.file_hash)
            .where(scorecard_versions.c.scorecard_id == card)
            .order_by(scorecard_versions.c.number)
        )
    )


def _version(row: Row[Any], because: str) -> VersionLine:
    return VersionLine(
        number=row.number,
        recorded_at=row.recorded_at,
        overall=row.overall,
        file_hash=row.file_hash,
        kept=row.size is not None,
        source=row.source,
        because=because,
    )


def _ratings(connection: Connection, version: Row[Any]) -> tuple[RatingLine, ...]:
    rubric = rubric_of(connection, version.revision_id)
    places = {one.id: place for place, one in enumerate(rubric.competencies)}
    names = {one.id: one.name for one in rubric.competencies}
    found = connection.execute(select(ratings).where(ratings.c.version_id == version.id)).all()
    return tuple(
        RatingLine(
            competency=row.competency,
            name=names.get(row.competency, row.competency),
            level=row.level,
            raw=row.raw_value or (None if version.source else ""),
            scale=row.scale,
            evidence=row.evidence,
        )
        for row in sorted(found, key=lambda row: places.get(row.competency, len(places)))
    )


def _arrivals(connection: Connection, card: int) -> tuple[ArrivalLine, ...]:
    found = connection.execute(
        select(arrivals).where(arrivals.c.scorecard_id == card).order_by(arrivals.c.id)
    )
    return tuple(
        ArrivalLine(
            at=row.at, state=row.state, gaps=row.gaps, faults=row.faults, file_hash=row.file_hash
        )
        for row in found
    )


def drafted(
    connection: Connection, *, card: int | None = None, limit: int | None = None
) -> tuple[DraftLine, ...]:
    """List the mails that were drafted, the newest first, of one card or of all."""
    statement = (
        select(
            mail_drafts,
            actors.c.name.label("actor"),
            interviewers.c.name.label("interviewer"),
            interviewers.c.email,
            scorecards.c.interview_id,
        )
        .join(actors, actors.c.id == mail_drafts.c.actor_id)
        .join(scorecards, scorecards.c.id == mail_drafts.c.scorecard_id)
        .join(interviewers, interviewers.c.id == scorecards.c.interviewer_id)
        .order_by(mail_drafts.c.id.desc())
        .limit(limit)
    )
    if card is not None:
        statement = statement.where(mail_drafts.c.scorecard_id == card)
    return tuple(
        DraftLine(
            at=row.at,
            kind=row.kind,
            card=code(Kind.SCORECARD, row.scorecard_id),
            interview=code(Kind.INTERVIEW, row.interview_id),
            interviewer=row.interviewer,
            email=row.email,
            who=row.actor,
        )
        for row in connection.execute(statement)
    )


def original_of(
    connection: Connection, text: str, *, version: int | None
) -> tuple[str, str, bytes]:
    """Give the very file a card's ratings came from: the card's code, its kind, its bytes."""
    card = find_card(connection, text)
    if card.erased_at is not None:
        raise RefusedError(erased_problem(card))
    shown = code(Kind.SCORECARD, card.id)
    chosen = _chosen(_versions(connection, card.id), version, card)
    if chosen is None:
        raise RefusedError(
            Problem(f"{shown} has not come back yet", fix="hiring scorecard status says what did")
        )
    kept = connection.execute(
        select(originals.c.kind, originals.c.content).where(
            originals.c.file_hash == chosen.file_hash
        )
    ).first()
    if kept is None:
        raise RefusedError(
            Problem(
                f"the file of {shown}, version {chosen.number}, was not kept",
                fix="files that are very large, or came before files were kept, are not; its "
                f"sha256 is {chosen.file_hash}",
            )
        )
    if not is_the_file(kept.content, chosen.file_hash):
        raise DatabaseError(
            Problem(
                f"the file of {shown}, version {chosen.number}, is not the one that came: its "
                "SHA-256 is another",
                fix="hiring audit verify says what else was changed; take it from a backup",
            )
        )
    return shown, kept.kind, bytes(kept.content)
