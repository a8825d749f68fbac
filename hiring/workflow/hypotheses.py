"""Hypotheses: the strengths one candidate is believed to have, written down before interviews.

They freeze at the first recorded card or the first interview's time, whichever is earlier: a
later one is kept and shown as late, and never counts. Until the team adds or drops one, those of
an application are its role's strengths, and none is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, select, update

from hiring.domain.codes import Kind, code
from hiring.domain.snapshot import MAX_STRENGTHS, MIN_STRENGTHS
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.queries import find_application, refuse_ended, refuse_erased_in, rubric_of
from hiring.store.tables import applications, hypotheses, interviews, scorecards
from hiring.views.records import HypothesisLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from hiring.domain.snapshot import Rubric
    from hiring.store.ledger import Act


ROLE_DEFAULT = "role default"


def frozen_since(connection: Connection, application_id: int) -> datetime | None:
    """Give the moment from which hypotheses are late, or None while nothing is planned.

    The earliest of the first recorded card, the first planned interview's time, and the time of
    an interview that was moved or cancelled only after it had come.
    """
    kept = connection.execute(
        select(applications.c.frozen_at).where(applications.c.id == application_id)
    ).scalar()
    first_time = connection.execute(
        select(func.min(interviews.c.starts_at)).where(
            interviews.c.application_id == application_id, interviews.c.status == "planned"
        )
    ).scalar()
    first_card = connection.execute(
        select(func.min(scorecards.c.recorded_at))
        .join(interviews, interviews.c.id == scorecards.c.interview_id)
        .where(interviews.c.application_id == application_id)
    ).scalar()
    return min((m for m in (kept, first_time, first_card) if m), default=None)


def keep_frozen(act: Act, interview: Row[Any]) -> None:
    """Keep the freeze when an interview whose time has come is moved or cancelled."""
    if interview.starts_at is None or interview.starts_at > act.now:
        return
    since = frozen_since(act.connection, interview.application_id)
    act.connection.execute(
        update(applications)
        .where(applications.c.id == interview.application_id)
        .values(frozen_at=min(since or interview.starts_at, interview.starts_at))
    )


def hypotheses_of(
    connection: Connection, application_id: int, rubric: Rubric
) -> tuple[HypothesisLine, ...]:
    """List the live hypotheses: strengths first, then bars suspected weak."""
    names = {c.id: c.name for c in rubric.competencies}
    since = frozen_since(connection, application_id)
    rows = connection.execute(
        select(hypotheses)
        .where(hypotheses.c.application_id == application_id)
        .order_by(hypotheses.c.kind, hypotheses.c.id)
    ).all()
    if not rows:
        return _role_defaults(connection, application_id, rubric)
    return tuple(
        HypothesisLine(
            competency=row.competency,
            name=names.get(row.competency, row.competency),
            kind=row.kind,
            origin=row.origin,
            evidence=row.evidence,
            url=row.url,
            signal=row.signal,
            late=_is_late(row, since),
            counts=not _is_late(row, since) and row.competency in names,
            added_at=row.added_at,
        )
        for row in rows
        if row.dropped_at is None
    )


def _role_defaults(
    connection: Connection, application_id: int, rubric: Rubric
) -> tuple[HypothesisLine, ...]:
    names = {c.id: c.name for c in rubric.competencies}
    since = connection.execute(
        select(applications.c.applied_at).where(applications.c.id == application_id)
    ).scalar_one()
    return tuple(
        HypothesisLine(
            competency=competency,
            name=names[competency],
            kind="strength",
            origin=ROLE_DEFAULT,
            evidence="",
            url="",
            signal=None,
            late=False,
            counts=True,
            added_at=since,
        )
        for competency in rubric.strengths
    )


def _is_late(row: Row[Any], since: datetime | None) -> bool:
    # Late when it was written down, or since: an interview may be entered after it was held. The
    # role's own strengths were set before anybody was met, whenever the person was added.
    entered_after = since is not None and row.added_at > since
    return row.late or (row.origin != ROLE_DEFAULT and entered_after)


def competency_in(rubric: Rubric, text: str) -> str:
    """Find the competency of a rubric by id or name; RefusedError with the choices."""
    wanted = " ".join(text.casefold().replace("_", "-").split())
    for competency in rubric.competencies:
        if wanted in {competency.id, competency.name.casefold()}:
            return competency.id
    choices = ", ".join(rubric.rated)
    raise RefusedError(
        Problem(f"this job's plan does not rate {text!r}", fix=f"it rates: {choices}")
    )


def add_hypothesis(
    act: Act,
    application: str,
    competency: str,
    *,
    evidence: str,
    url: str = "",
    signal: int | None = None,
    weak: bool = False,
) -> HypothesisLine:
    """Write down a strength to validate, or a bar suspected weak, with what suggests it.

    A role's default takes the evidence over. Raises RefusedError for a fifth strength, for one
    that is there already, or for an ended application.
    """
    row = find_application(act.connection, application)
    shown = code(Kind.APPLICATION, row.id)
    refuse_ended(row)
    refuse_erased_in(act.connection, row)
    if not evidence.strip():
        raise UsageError(
            Problem("a hypothesis needs evidence", fix='--evidence "what suggests it"')
        )
    rubric = rubric_of(act.connection, row.revision_id)
    wanted = competency_in(rubric, competency)
    since = frozen_since(act.connection, row.id)
    late = since is not None and act.now >= since
    _store_defaults(act, row, rubric.strengths)
    live = _live(act.connection, row.id)
    strengths = [h for h in hypotheses_of(act.connection, row.id, rubric) if h.kind == "strength"]
    counting = [h.competency for h in strengths if h.counts]
    _make_room(act, live, wanted, counting=counting, weak=weak, late=late)
    number = act.insert(
        hypotheses,
        application_id=row.id,
        competency=wanted,
        kind="weak" if weak else "strength",
        origin="team",
        evidence=evidence.strip(),
        url=url.strip(),
        signal=signal,
        added_at=act.now,
        late=late,
    )
    act.record(
        "hypothesis added late" if late else "hypothesis added",
        shown,
        application=row.id,
        job=row.job_id,
        to_code=wanted,
    )
    added = hypotheses_of(act.connection, row.id, rubric)
    kept = act.connection.execute(select(hypotheses).where(hypotheses.c.id == number)).one()
    return next(h for h in added if h.competency == kept.competency)


def _store_defaults(act: Act, application: Row[Any], strengths: Iterable[str]) -> None:
    # Before the team's first change, what it is a change of is written down.
    stored = exists().where(hypotheses.c.application_id == application.id)
    if act.connection.execute(select(stored)).scalar():
        return
    for competency in strengths:
        _add_default(act, application.id, competency, since=application.applied_at)


def _add_default(act: Act, application_id: int, competency: str, *, since: datetime) -> None:
    act.insert(
        hypotheses,
        application_id=application_id,
        competency=competency,
        kind="strength",
        origin=ROLE_DEFAULT,
        added_at=since,
    )


def renew_defaults(
    act: Act, application: Row[Any], *, before: tuple[str, ...], strengths: tuple[str, ...]
) -> None:
    """Put a renewed rubric's strengths in the place of the role's, unless the team chose any."""
    live = _live(act.connection, application.id)
    chosen = any(row.origin != ROLE_DEFAULT for row in live.values())
    if chosen or set(live or before) == set(strengths):
        return
    for competency, row in live.items():
        if competency not in strengths:
            _drop_row(act, row)
    for competency in strengths if live else ():
        if competency not in live:
            _add_default(act, application.id, competency, since=act.now)
    act.record(
        "hypotheses renewed",
        code(Kind.APPLICATION, application.id),
        application=application.id,
        job=application.job_id,
    )


def _live(connection: Connection, application_id: int) -> dict[str, Row[Any]]:
    rows = connection.execute(
        select(hypotheses).where(
            hypotheses.c.application_id == application_id, hypotheses.c.dropped_at.is_(None)
        )
    )
    return {row.competency: row for row in rows}


def _make_room(
    act: Act,
    live: dict[str, Row[Any]],
    wanted: str,
    *,
    counting: list[str],
    weak: bool,
    late: bool,
) -> None:
    there = live.get(wanted)
    if there is not None:
        if there.origin != ROLE_DEFAULT or late or weak:
            raise RefusedError(
                Problem(
                    f"{wanted} is a {there.kind} hypothesis already ({there.origin})",
                    fix="hypotheses are frozen" if late else "drop it first, then add it anew",
                )
            )
        _drop_row(act, there)
        return
    if not weak and not late and len(counting) >= MAX_STRENGTHS:
        have = ", ".join(counting)
        raise RefusedError(
            Problem(
                f"there are {MAX_STRENGTHS} strengths to validate already: {have}",
                fix="drop one first: hiring hypothesis drop APP COMPETENCY",
            )
        )


def _drop_row(act: Act, row: Row[Any]) -> None:
    act.connection.execute(
        update(hypotheses).where(hypotheses.c.id == row.id).values(dropped_at=act.now)
    )


def drop_hypothesis(act: Act, application: str, competency: str) -> None:
    """Take a hypothesis away; RefusedError once they are frozen or when two would not remain."""
    row = find_application(act.connection, application)
    shown = code(Kind.APPLICATION, row.id)
    refuse_ended(row)
    refuse_erased_in(act.connection, row)
    rubric = rubric_of(act.connection, row.revision_id)
    _store_defaults(act, row, rubric.strengths)
    live = _live(act.connection, row.id)
    # One that a renewed rubric no longer rates can still be taken away.
    wanted = competency if competency in live else competency_in(rubric, competency)
    there = live.get(wanted)
    if there is None:
        have = ", ".join(live) or "none"
        raise RefusedError(Problem(f"{shown} has no hypothesis on {wanted}", fix=f"it has: {have}"))
    since = frozen_since(act.connection, row.id)
    if since is not None and act.now >= since:
        raise RefusedError(
            Problem(
                f"the hypotheses of {shown} are frozen since {since:%Y-%m-%d %H:%M} UTC",
                fix="what was believed before the interviews stays on record",
            )
        )
    believed = hypotheses_of(act.connection, row.id, rubric)
    counting = [h.competency for h in believed if h.kind == "strength" and h.counts]
    if wanted in counting and len(counting) <= MIN_STRENGTHS:
        raise RefusedError(
            Problem(
                f"{shown} would have fewer than {MIN_STRENGTHS} strengths to validate",
                fix="add another one first",
            )
        )
    _drop_row(act, there)
    act.record("hypothesis dropped", shown, application=row.id, job=row.job_id, from_code=wanted)


def list_hypotheses(connection: Connection, application: str) -> tuple[HypothesisLine, ...]:
    """List an application's hypotheses."""
    row = find_application(connection, application)
    return hypotheses_of(connection, row.id, rubric_of(connection, row.revision_id))
