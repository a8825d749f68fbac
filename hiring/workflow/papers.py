"""What the Word documents of an application are drawn from: the debrief, the decision record."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiring.domain.codes import Kind, code
from hiring.errors import Problem, RefusedError
from hiring.store.queries import SHOWN_NAME, rubric_of
from hiring.store.tables import (
    actors,
    assessments,
    candidates,
    decisions,
    jobs,
    scorecard_versions,
)
from hiring.views.papers import (
    BelievedStrength,
    CompetencyEvidence,
    DebriefPack,
    DecisionRecord,
    DecisionStep,
    LineResult,
    OverallVote,
    Vote,
)
from hiring.workflow.applications import events_of, taken_back
from hiring.workflow.assessing import (
    Assessed,
    assess_application,
    next_steps,
    open_points,
)
from hiring.workflow.handling import delete_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from hiring.config import Settings
    from hiring.domain.scoring import Line
    from hiring.domain.snapshot import Rubric

MET_SO_FAR = 3  # a line's state: 3 provisionally met, 4 firmly


def debrief_pack(
    connection: Connection, text: str, *, settings: Settings, local: Callable[[datetime], datetime]
) -> DebriefPack:
    """Gather the debrief pack of an application as its cards stand now."""
    stood = assess_application(connection, text)
    return _pack(connection, stood, settings=settings, local=local)


def _pack(
    connection: Connection,
    stood: Assessed,
    *,
    settings: Settings,
    local: Callable[[datetime], datetime],
) -> DebriefPack:
    row = stood.application
    job = connection.execute(select(jobs).where(jobs.c.id == row.job_id)).one()
    person = connection.execute(
        select(SHOWN_NAME).where(candidates.c.id == row.candidate_id)
    ).scalar_one()
    result = stood.result
    met = [line for line in result.strengths if line.state >= MET_SO_FAR]
    as_of = local(_as_of(connection, stood))
    return DebriefPack(
        application=code(Kind.APPLICATION, row.id),
        candidate=person,
        candidate_code=code(Kind.CANDIDATE, row.candidate_id),
        job_code=job.code,
        job_title=job.title,
        company=settings.company,
        rubric=_rubric_words(stood),
        hiring_manager=job.hiring_manager,
        recruiter=job.recruiter,
        stage=row.stage,
        recommendation=result.recommendation.value,
        sentence=result.sentence,
        strengths_validated=len(met),
        strengths_required=result.strengths_required,
        strengths_hypothesised=result.strengths_hypothesised,
        stability=result.stability.value,
        would_change=_would_change(
            result.stability_sentence,
            {who: then.value for who, then in result.without_interviewer.items()},
        ),
        open_points=open_points(stood),
        next_steps=next_steps(stood),
        evidence=_evidence(stood.as_dict(), stood.rubric),
        hypotheses=_hypotheses(stood),
        missing_cards=stood.waited_for,
        overall_votes=_overall_votes(connection, stood, local=local),
        as_of=as_of,
        interviewers=tuple(stood.names.values()),
        scale_max=stood.rubric.scale_max,
        delete_by=delete_by(connection, settings, row.candidate_id, today=as_of.date()),
    )


def _would_change(sentence: str, without: Mapping[str, str]) -> tuple[str, ...]:
    _, _, change = sentence.partition(": ")
    moves = (change[0].upper() + change[1:],) if change.startswith("would ") else ()
    absent = (
        f"Without {who} it would be {then.replace('_', ' ')}." for who, then in without.items()
    )
    return (*moves, *absent)


def _rubric_words(stood: Assessed) -> str:
    return f"{stood.rubric.role} {stood.rubric.version}, revision {stood.revision}"


def _as_of(connection: Connection, stood: Assessed) -> datetime:
    # The newest thing the pack rests on, so that the same content gives the same document.
    recorded = [
        moment
        for card in stood.cards
        if card.version
        for moment in connection.execute(
            select(scorecard_versions.c.recorded_at).where(
                scorecard_versions.c.scorecard_id == card.id,
                scorecard_versions.c.number == card.version,
            )
        ).scalars()
    ]
    moments: list[datetime] = [
        *recorded,
        *(one.at for one in stood.resolutions),
        stood.application.stage_since,
    ]
    return max(moments)


def _hypotheses(stood: Assessed) -> tuple[BelievedStrength, ...]:
    strengths = {line.competency: line for line in stood.result.strengths}
    return tuple(
        BelievedStrength(
            name=believed.name,
            origin=believed.origin,
            evidence=believed.evidence,
            url=believed.url,
            signal=believed.signal,
            late=believed.late,
            outcome=_outcome(strengths.get(believed.competency), late=believed.late),
        )
        for believed in stood.hypotheses
        if believed.kind == "strength"
    )


def _outcome(line: Line | None, *, late: bool) -> str:
    if line is None:
        return "not counted: written down after the interviews began" if late else "not counted"
    words = {0: "not validated", 1: "not validated so far", 3: "validated so far", 4: "validated"}
    if line.state in words:
        return words[line.state]
    return "contested" if line.status.value == "contested" else "not yet tested"


def _overall_votes(
    connection: Connection, stood: Assessed, *, local: Callable[[datetime], datetime]
) -> tuple[OverallVote, ...]:
    del connection
    return tuple(
        OverallVote(
            interviewer=stood.names[card.interviewer_id],
            step=_from(card.step_name, card.source),
            recommendation=card.overall if card.overall_raw else "not given",
            note=card.overall_note,
            submitted_at=local(card.submitted_at or card.recorded_at),
        )
        for card in stood.cards
        if card.recorded_at is not None
    )


def _from(step: str, source: str) -> str:
    """Name a step, and the tracker that its card came from."""
    return f"{step}, from {source.capitalize()}" if source else step


def decision_record(
    connection: Connection, text: str, *, settings: Settings, local: Callable[[datetime], datetime]
) -> DecisionRecord:
    """Gather the record of an application's latest decision.

    Raises RefusedError when nobody has decided yet.
    """
    stood = assess_application(connection, text)
    shown = code(Kind.APPLICATION, stood.application.id)
    rows = connection.execute(
        select(
            decisions,
            assessments.c.recommendation,
            assessments.c.content,
            assessments.c.revision_id,
            actors.c.name,
        )
        .join(assessments, assessments.c.id == decisions.c.assessment_id)
        .join(actors, actors.c.id == decisions.c.actor_id)
        .where(decisions.c.application_id == stood.application.id)
        .order_by(decisions.c.id)
    ).all()
    if not rows:
        raise RefusedError(
            Problem(
                f"nobody has decided on {shown} yet",
                fix=f"hiring decide {shown} ... --by NAME --because TEXT",
            )
        )
    steps = tuple(_decision(row, local=local) for row in rows)
    content = json.loads(rows[-1].content)
    decided = rubric_of(connection, rows[-1].revision_id)
    pack = _pack(connection, stood, settings=settings, local=local)
    return DecisionRecord(
        pack=_as_decided(pack, content, decided, at=steps[-1].at),
        decision=replace(steps[-1], missing_cards=tuple(content["record"]["missing"])),
        earlier=steps[:-1],
        rubric_digest=content["rubric"]["digest"],
        revision=content["rubric"]["revision"],
        history=_history(connection, stood.application.id, local=local),
        sentence_as_decided=content["sentence"],
        undone=_undone(connection, stood.application.id, local=local),
    )


def _undone(
    connection: Connection, application_id: int, *, local: Callable[[datetime], datetime]
) -> str:
    """Say that the latest decision was undone, when and why; empty where it stands."""
    last = taken_back(connection, application_id)
    if last is None:
        return ""
    return f"Reopened on {local(last.at):%Y-%m-%d} by {last.who}: {last.said.get('why', '')}"


def _as_decided(
    pack: DebriefPack, content: Mapping[str, Any], rubric: Rubric, *, at: datetime
) -> DebriefPack:
    """Show the assessment as it stood when somebody decided, whatever came in later."""
    met = [one for one in content["lines"] if one["kind"] == "strength"]
    kept = content["record"]
    return replace(
        pack,
        job_title=kept["job_title"],
        hiring_manager=kept["hiring_manager"],
        recruiter=kept["recruiter"],
        stage=kept["stage"],
        rubric=kept["rubric"],
        missing_cards=tuple(kept["missing"]),
        recommendation=content["recommendation"],
        sentence=content["sentence"],
        strengths_validated=sum(one["state"] >= MET_SO_FAR for one in met),
        strengths_required=content["strengths_required"],
        strengths_hypothesised=content["strengths_hypothesised"],
        stability=content["stability"],
        would_change=_would_change(content["stability_sentence"], content["without_interviewer"]),
        evidence=_evidence(content, rubric),
        as_of=at,
    )


def _evidence(content: Mapping[str, Any], rubric: Rubric) -> tuple[CompetencyEvidence, ...]:
    """Set what was said on each competency beside its lines: disagreement first, then open."""
    steps = {step.id: step.name for step in rubric.plan}
    lines: dict[str, list[LineResult]] = {}
    for line in content["lines"]:
        lines.setdefault(line["competency"], []).append(_line(line, content, rubric))
    votes = {
        competency: tuple(
            Vote(
                interviewer=one["interviewer"],
                step=_from(steps.get(one["step"], one["step"]), one.get("source", "")),
                level=one["level"],
                evidence=one["evidence"],
                counted=one["counts"],
            )
            for one in given
        )
        for competency, given in content["evidence"].items()
    }
    split = {one["competency"] for one in content["disagreements"]}
    still_open = {one["competency"] for one in content["open"]}
    weak = {
        one["competency"]
        for one in content["hypotheses"]
        if one["kind"] == "weak" and not one["late"]
    }
    order = {competency: place for place, competency in enumerate(rubric.rated)}
    ranked = sorted(order, key=lambda c: (c not in split, c not in still_open, order[c]))
    return tuple(
        CompetencyEvidence(
            competency=competency,
            name=rubric.competency(competency).name,
            definition=rubric.competency(competency).definition,
            lines=tuple(lines.get(competency, ())),
            votes=votes.get(competency, ()),
            disagreement=competency in split,
            suspected_weak=competency in weak,
        )
        for competency in ranked
    )


def _line(line: Mapping[str, Any], content: Mapping[str, Any], rubric: Rubric) -> LineResult:
    competency, kind = line["competency"], line["kind"]
    because = {(one["competency"], one["line"]): one["because"] for one in content["resolutions"]}
    return LineResult(
        competency=competency,
        name=line["name"],
        kind=kind,
        line=line["line"],
        status=line["status"],
        firm=line["firm"],
        settled_by=line["settled_by"],
        settled_as=line["settled_as"],
        because=because.get((competency, kind), "") if line["settled_by"] else "",
        anchor_at_line=rubric.competency(competency).anchors[line["line"] - 1],
    )


def _decision(row: Row[Any], *, local: Callable[[datetime], datetime]) -> DecisionStep:
    return DecisionStep(
        action=row.action,
        from_stage=row.from_stage,
        to_stage=row.to_stage,
        decided_by=row.decided_by,
        recorded_by=row.name,
        because=row.because,
        override=row.override,
        recommendation=row.recommendation,
        missing_cards=tuple(json.loads(row.missing_cards)),
        at=local(row.at),
    )


def _history(
    connection: Connection, application_id: int, *, local: Callable[[datetime], datetime]
) -> tuple[tuple[datetime, str], ...]:
    told = []
    for event in events_of(connection, application_id=application_id):
        codes = " to ".join(c for c in (event.from_code, event.to_code) if c)
        who = event.said.get("by") or event.who
        told.append((local(event.at), f"{event.what}: {event.subject} {codes} (by {who})"))
    return tuple(told)
