"""Assess an application: from rows to the line rule, which knows no database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiring.domain.codes import Kind, code
from hiring.domain.recorded import STORED
from hiring.domain.scorecard import is_evidence
from hiring.domain.scoring import (
    Assessment,
    Criterion,
    OfferedInterview,
    Policy,
    RatingGiven,
    Resolution,
    assess,
)
from hiring.domain.stages import TERMINAL
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.queries import find_application, refuse_ended, refuse_erased_in, rubric_of
from hiring.store.recorded import RESULT, digest_of
from hiring.store.tables import (
    interviewers,
    interviews,
    job_revisions,
    ratings,
    resolutions,
    scorecard_versions,
    scorecards,
)
from hiring.workflow.hypotheses import competency_in, hypotheses_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from hiring.domain.scoring import RankedInterview
    from hiring.domain.snapshot import Rubric
    from hiring.store.ledger import Act
    from hiring.views.records import HypothesisLine


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment with the rubric and the rows it rests on."""

    application: Row[Any]
    rubric: Rubric
    revision: int
    digest: str
    hypotheses: tuple[HypothesisLine, ...]
    cards: tuple[Row[Any], ...]
    ratings: tuple[Row[Any], ...]
    names: dict[int, str]
    resolutions: tuple[Row[Any], ...]
    result: Assessment

    @property
    def missing_cards(self) -> tuple[str, ...]:
        """Name the cards of planned interviews that nobody has submitted."""
        return tuple(code(Kind.SCORECARD, c.id) for c in self.cards if c.recorded_at is None)

    @property
    def waited_for(self) -> tuple[str, ...]:
        """Say whose cards are not in yet, with the step and the code."""
        return tuple(
            f"{self.names[c.interviewer_id]}, {c.step_name} ({code(Kind.SCORECARD, c.id)})"
            for c in self.cards
            if c.recorded_at is None
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what came in after a debrief that settled the same competency."""
        return tuple(
            f"{self.rubric.competency(one.competency).name} was rated anew since the debrief by "
            f"{one.settled_by}: look at it again"
            for one in self.resolutions
            if any(r.competency == one.competency and r.recorded_at > one.at for r in self.ratings)
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the assessment as plain data, with what it was made from."""
        shown: dict[str, Any] = dict(self.result.as_dict())
        evidence: dict[str, list[dict[str, Any]]] = {}
        for row in self.ratings:
            evidence.setdefault(row.competency, []).append(
                {
                    "interviewer": self.names[row.interviewer_id],
                    "step": row.step,
                    "level": row.level,
                    "evidence": row.evidence,
                    "counts": row.level is not None and is_evidence(row.evidence),
                    "source": row.source,
                }
            )
        return {
            "application": code(Kind.APPLICATION, self.application.id),
            **shown,
            "evidence": evidence,
            "hypotheses": [
                {
                    "competency": h.competency,
                    "kind": h.kind,
                    "origin": h.origin,
                    "late": h.late,
                }
                for h in self.hypotheses
            ],
            "resolutions": [
                {
                    "competency": one.competency,
                    "line": one.line,
                    "outcome": one.outcome,
                    "by": one.settled_by,
                    "because": one.because,
                }
                for one in self.resolutions
            ],
            "notes": list(self.notes),
            "missing_cards": list(self.missing_cards),
            "rubric": {
                "role": self.rubric.role,
                "version": self.rubric.version,
                "revision": self.revision,
                "digest": self.digest,
            },
        }


def assess_application(connection: Connection, text: str) -> Assessed:
    """Assess an application by its own revision of the rubric, as its cards stand now.

    Raises RefusedError for somebody who was erased: what is left of their cards is no ground for
    advice.
    """
    row = find_application(connection, text)
    refuse_erased_in(connection, row)
    rubric = rubric_of(connection, row.revision_id)
    revision = connection.execute(
        select(job_revisions.c.number, job_revisions.c.digest).where(
            job_revisions.c.id == row.revision_id
        )
    ).one()
    believed = hypotheses_of(connection, row.id, rubric)
    cards = _cards(connection, row.id)
    given = _ratings(connection, row.id)
    names = _names(cards)
    settled = tuple(
        connection.execute(
            select(resolutions)
            .where(resolutions.c.application_id == row.id)
            .order_by(resolutions.c.id)
        )
    )
    criteria = _criteria(rubric, believed)
    held = {(one.id, "bar") for one in criteria}
    held |= {(one.id, "strength") for one in criteria if one.hypothesis}
    latest = {(one.competency, one.line): one for one in settled}
    latest = {key: one for key, one in latest.items() if key in held}
    result = assess(
        scale_max=rubric.scale_max,
        criteria=criteria,
        ratings=[
            RatingGiven(
                competency=one.competency,
                interviewer=names[one.interviewer_id],
                level=one.level,
                evidence=one.evidence,
                interview=code(Kind.INTERVIEW, one.interview_id),
            )
            for one in given
        ],
        policy=Policy(
            lone_bar=rubric.policy.lone_bar,  # type: ignore[arg-type]
            lone_strength=rubric.policy.lone_strength,  # type: ignore[arg-type]
            strengths_required=rubric.policy.strengths_required,
        ),
        resolutions=[
            Resolution(
                competency=one.competency,
                line=one.line,
                outcome=one.outcome,
                by=one.settled_by,
                because=one.because,
            )
            for one in latest.values()
        ],
        offered=() if row.stage in TERMINAL else _offered(rubric, cards, given, names),
    )
    return Assessed(
        application=row,
        rubric=rubric,
        revision=revision.number,
        digest=revision.digest,
        hypotheses=believed,
        cards=cards,
        ratings=given,
        names=names,
        resolutions=tuple(latest.values()),
        result=result,
    )


def _criteria(rubric: Rubric, believed: tuple[HypothesisLine, ...]) -> tuple[Criterion, ...]:
    counting = {h.competency: h.kind for h in believed if h.counts}
    return tuple(
        Criterion(
            id=competency,
            name=rubric.competency(competency).name,
            bar=rubric.bar_of(competency),
            strong=max(rubric.strong_line, rubric.bar_of(competency)),
            hypothesis=counting.get(competency) == "strength",
            wants_two=counting.get(competency) == "weak",
        )
        for competency in rubric.rated
    )


def _cards(connection: Connection, application_id: int) -> tuple[Row[Any], ...]:
    return tuple(
        connection.execute(
            select(
                scorecards,
                interviews.c.step,
                interviews.c.step_name,
                interviews.c.minutes,
                interviews.c.starts_at,
                interviewers.c.name,
                interviewers.c.email,
                scorecard_versions.c.overall,
                scorecard_versions.c.overall_note,
                scorecard_versions.c.overall_raw,
                scorecard_versions.c.source,
                scorecard_versions.c.submitted_at,
            )
            .join(interviews, interviews.c.id == scorecards.c.interview_id)
            .join(interviewers, interviewers.c.id == scorecards.c.interviewer_id)
            .outerjoin(
                scorecard_versions,
                (scorecard_versions.c.scorecard_id == scorecards.c.id)
                & (scorecard_versions.c.number == scorecards.c.version),
            )
            .where(interviews.c.application_id == application_id, interviews.c.status == "planned")
            .order_by(scorecards.c.id)
        )
    )


def _ratings(connection: Connection, application_id: int) -> tuple[Row[Any], ...]:
    return tuple(
        connection.execute(
            select(
                ratings.c.competency,
                ratings.c.level,
                ratings.c.evidence,
                scorecards.c.interviewer_id,
                scorecards.c.interview_id,
                interviews.c.step,
                interviews.c.step_name,
                scorecard_versions.c.recorded_at,
                scorecard_versions.c.source,
            )
            .join(scorecard_versions, scorecard_versions.c.id == ratings.c.version_id)
            .join(
                scorecards,
                (scorecards.c.id == scorecard_versions.c.scorecard_id)
                & (scorecards.c.version == scorecard_versions.c.number),
            )
            .join(interviews, interviews.c.id == scorecards.c.interview_id)
            .where(interviews.c.application_id == application_id, interviews.c.status == "planned")
            .order_by(ratings.c.id)
        )
    )


def _names(cards: tuple[Row[Any], ...]) -> dict[int, str]:
    people = {card.interviewer_id: (card.name, card.email) for card in cards}
    often = Counter(name for name, _ in people.values())
    return {
        number: name if often[name] == 1 else f"{name} ({email})"
        for number, (name, email) in people.items()
    }


def _offered(
    rubric: Rubric,
    cards: tuple[Row[Any], ...],
    given: tuple[Row[Any], ...],
    names: dict[int, str],
) -> tuple[OfferedInterview, ...]:
    # A panel is offered under whoever of it has rated least of what it covers.
    rated = {(one.interviewer_id, one.competency) for one in given if one.level is not None}
    waiting = [card for card in cards if card.recorded_at is None]
    planned: dict[int, tuple[int, OfferedInterview]] = {}
    for card in waiting:
        covers = rubric.step(card.step).competencies
        seen = sum((card.interviewer_id, competency) in rated for competency in covers)
        if card.interview_id not in planned or seen < planned[card.interview_id][0]:
            offered = OfferedInterview(
                id=code(Kind.INTERVIEW, card.interview_id),
                covers=covers,
                minutes=card.minutes,
                interviewer=names[card.interviewer_id],
                name=card.step_name,
            )
            planned[card.interview_id] = (seen, offered)
    steps = {card.step for card in waiting}
    free = [
        OfferedInterview(id=step.id, covers=step.competencies, minutes=step.minutes, name=step.name)
        for step in rubric.plan
        if step.id not in steps
    ]
    return (*(offered for _, offered in planned.values()), *free)


def resolve_line(
    act: Act, application: str, competency: str, *, line: str, outcome: str, by: str, because: str
) -> Assessed:
    """Record what a debrief settled on a contested line.

    Raises UsageError without a person or a reason, RefusedError when the line is not contested:
    a debrief never overturns a result.
    """
    if not by.strip() or not because.strip():
        raise UsageError(
            Problem("a debrief needs a person and a reason", fix="--by NAME --because TEXT")
        )
    before = assess_application(act.connection, application)
    refuse_ended(before.application)
    shown = code(Kind.APPLICATION, before.application.id)
    wanted = competency_in(before.rubric, competency)
    lines = {f"{one.competency} {one.kind}": one for one in before.result.lines}
    found = lines.get(f"{wanted} {line}")
    if found is None:
        raise RefusedError(
            Problem(
                f"{before.rubric.competency(wanted).name} is no strength to validate for {shown}",
                fix="settle the bar, or see: hiring hypothesis list APP",
            )
        )
    if found.status.value != "contested":
        raise RefusedError(
            Problem(
                f"the {line} on {found.name} is {found.status.value.replace('_', ' ')}, not "
                "contested",
                fix="a debrief settles only what interviewers disagree on; for more evidence plan "
                "another interview",
            )
        )
    number = act.insert(
        resolutions,
        application_id=before.application.id,
        competency=wanted,
        line=line,
        outcome=outcome,
        settled_by=by,
        because=because,
        at=act.now,
    )
    act.record(
        "debrief resolved",
        shown,
        application=before.application.id,
        job=before.application.job_id,
        from_code=f"{wanted} {line} contested",
        to_code=f"{wanted} {line} {outcome}",
        said={
            "by": by,
            "why": because,
            STORED: digest_of(act.connection, RESULT, number),
        },
    )
    return assess_application(act.connection, shown)


def open_points(stood: Assessed) -> tuple[str, ...]:
    """Say what is open: what nobody has rated in one sentence, then live lines one by one."""
    live = {(line.competency, line.kind) for line in stood.result.live_lines}
    said: list[Any] = list(stood.as_dict()["lines"])
    asked = [one for one in said if (one["competency"], one["kind"]) in live]
    untested = dict.fromkeys(one["name"] for one in asked if one["status"] == "not_yet_tested")
    points = [f"Not yet tested: {', '.join(untested)}."] if untested else []
    points += [
        one["sentence"]
        for one in asked
        if one["status"] != "not_yet_tested" and not one["settled_by"]
    ]
    points += [one.ask for one in stood.result.uncounted]
    return tuple(dict.fromkeys(points))


def next_steps(stood: Assessed) -> tuple[str, ...]:
    """Say what to do next: a debrief where people disagree, then the interview that adds most.

    It is the interview that the sentence names, where it names one.
    """
    steps = []
    by_name: dict[str, list[str]] = {}
    for line in stood.result.debrief_first:
        by_name.setdefault(line.name, []).append(line.kind)
    for name, kinds in by_name.items():
        steps.append(f"Settle {name} in the debrief ({' and '.join(kinds)} contested).")
    if not any(line.votes for line in stood.result.bars):
        first = stood.rubric.plan[0]
        return (*steps, f'Begin with the plan: "{first.name}", {first.minutes} minutes.')
    sentence = stood.result.sentence
    offered = [one for one in stood.result.next_interview if one.score > 0]
    named = [one for one in offered if one.invitation in sentence]
    steps += [_say_interview(stood, one) for one in (named or offered)[:1]]
    if stood.missing_cards:
        steps.append(f"Cards not in yet: {', '.join(stood.missing_cards)}.")
    return tuple(steps)


def _say_interview(stood: Assessed, one: RankedInterview) -> str:
    held = any(card.step == one.id and card.recorded_at for card in stood.cards)
    somebody = " with somebody who has not rated it" if held else ""
    who = f" with {one.interviewer}" if one.interviewer else somebody
    names = ", ".join(stood.rubric.competency(c).name for c in one.settles)
    planned = f" ({one.id})" if one.id.startswith("I-") else ""
    sees = f", which sees {names}" if names else ""
    return f'Run "{one.name}"{planned}{who}, {one.minutes} minutes{sees}.'
