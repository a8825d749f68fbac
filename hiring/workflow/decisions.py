"""Decisions: a person decides and says why; the assessment as it stood is kept with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from hiring.domain.codes import ERASED, Kind, code
from hiring.domain.stages import Action, Stage, needs_override, stage_after
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.queries import find_application, is_of_erased
from hiring.store.recorded import DECISION, digest_of
from hiring.store.tables import assessments, decisions, deviations, jobs
from hiring.workflow.applications import set_stage
from hiring.workflow.assessing import Assessed, assess_application
from hiring.workflow.deviations import SKIPPED, record_deviation, steps_not_held

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sqlalchemy import Row

    from hiring.store.ledger import Act

NO_ADVICE = ""
"""What stands for the advice where nobody was advised: the person was erased."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision as it was recorded; of somebody who was `erased` without advice or words."""

    application: str
    action: str
    from_stage: str
    to_stage: str
    recommendation: str
    override: bool
    missing_cards: tuple[str, ...]
    erased: bool = False


@dataclass(frozen=True, slots=True)
class _Gone:
    """An application that somebody left open who was erased."""

    application: Row[Any]


def decide(
    act: Act,
    texts: Sequence[str],
    action: Action,
    *,
    by: str,
    because: str,
    override: str | None = None,
    skipped: str | None = None,
) -> tuple[Decided, ...]:
    """Record a decision on named applications, all or none of them.

    Only reject takes several. Raises UsageError without a person or a reason, RefusedError when
    the stage does not allow it, when it goes against the advice without an override text, or for
    an offer or a hire when steps of the plan were not held and `skipped` does not say why. What
    somebody left open who was erased can be ended; nothing that was typed of it is kept.
    """
    if not by.strip() or not because.strip():
        raise UsageError(
            Problem("a decision needs a person and a reason", fix="--by NAME --because TEXT")
        )
    if len(texts) > 1 and action is not Action.REJECT:
        raise UsageError(
            Problem(f"{action} takes one application", fix="only reject takes several")
        )
    ending = action in {Action.REJECT, Action.WITHDRAW}
    named = {row.id: row for row in (find_application(act.connection, text) for text in texts)}
    unique: dict[int, Assessed | _Gone] = {}
    for number, row in named.items():
        if ending and is_of_erased(act.connection, row):
            unique[number] = _Gone(row)
            continue
        unique[number] = assess_application(act.connection, code(Kind.APPLICATION, number))
    problems = [p for one in unique.values() for p in _problems(one, action, override)]
    left_out = {
        number: _not_held(act, one) if action in {Action.OFFER, Action.HIRE} else ()
        for number, one in unique.items()
    }
    if not (skipped or "").strip():
        problems += [_skipped(number, steps) for number, steps in left_out.items() if steps]
    if problems:
        raise RefusedError(*problems)
    for number, steps in left_out.items():
        for step in steps:
            why = (skipped or "").strip()
            row = unique[number].application
            record_deviation(act, row, step, kind=SKIPPED, because=why)
    return tuple(
        _end(act, one.application, action)
        if isinstance(one, _Gone)
        else _write(act, one, action, by=by.strip(), because=because.strip(), override=override)
        for one in unique.values()
    )


def _not_held(act: Act, stood: Assessed | _Gone) -> tuple[str, ...]:
    """Name the steps that were skipped and of which nobody has said so yet."""
    row = stood.application
    told = set(
        act.connection.scalars(
            select(deviations.c.step).where(
                deviations.c.application_id == row.id, deviations.c.kind == SKIPPED
            )
        )
    )
    return tuple(step for step in steps_not_held(act.connection, row) if step not in told)


def _skipped(number: int, steps: Sequence[str]) -> Problem:
    return Problem(
        f"{code(Kind.APPLICATION, number)} has no card of {', '.join(steps)}, which the plan "
        "gives everybody",
        fix="say why it was left out: --skipped TEXT",
    )


def _problems(stood: Assessed | _Gone, action: Action, override: str | None) -> list[Problem]:
    shown = code(Kind.APPLICATION, stood.application.id)
    now_at = Stage(stood.application.stage)
    to = stage_after(now_at, action)
    if to is None:
        fix = {
            Action.HIRE: "hire from debrief or offer",
            Action.ADVANCE: "decide hire, reject or withdraw",
        }.get(action, f"hiring application show {shown}")
        return [Problem(f"{shown} is in {now_at}: {action} is not possible from there", fix=fix)]
    if isinstance(stood, _Gone):
        return []
    recommendation = stood.result.recommendation.value
    if needs_override(action, recommendation, reaches=to) and not (override or "").strip():
        return [
            Problem(
                f"{shown}: {action} goes against the recommendation "
                f"({recommendation.replace('_', ' ')}). {stood.result.sentence}",
                fix='say why it should be so: --override "TEXT"',
            )
        ]
    return []


def _end(act: Act, row: Row[Any], action: Action) -> Decided:
    """End what somebody left open who was erased: as their earlier decisions read, without words.

    What would be typed could be erased by nobody who does not know of it, and advice rests on
    cards of which nothing is left.
    """
    to = stage_after(Stage(row.stage), action)
    if to is None:
        raise AssertionError("the stage was checked before")
    stored = _insert(
        act,
        row,
        action,
        to,
        assessed={"recommendation": NO_ADVICE, "content": ""},
        decided={"decided_by": ERASED, "because": ERASED, "override": None, "missing_cards": "[]"},
    )
    set_stage(act, row, to=to, what=f"decided {action}", because="", stored=stored)
    return Decided(
        application=code(Kind.APPLICATION, row.id),
        action=action.value,
        from_stage=row.stage,
        to_stage=to.value,
        recommendation=NO_ADVICE,
        override=False,
        missing_cards=(),
        erased=True,
    )


def _insert(
    act: Act,
    row: Row[Any],
    action: Action,
    to: Stage,
    *,
    assessed: Mapping[str, object],
    decided: Mapping[str, object],
) -> str:
    """Write an assessment and the decision that rests on it, and give their digest."""
    assessment = act.insert(
        assessments,
        application_id=row.id,
        revision_id=row.revision_id,
        at=act.now,
        **assessed,
    )
    decision = act.insert(
        decisions,
        application_id=row.id,
        assessment_id=assessment,
        action=action.value,
        from_stage=row.stage,
        to_stage=to.value,
        actor_id=act.actor_id,
        at=act.now,
        **decided,
    )
    return digest_of(act.connection, DECISION, decision)


def _write(
    act: Act, stood: Assessed, action: Action, *, by: str, because: str, override: str | None
) -> Decided:
    row = stood.application
    shown = code(Kind.APPLICATION, row.id)
    to = stage_after(Stage(row.stage), action)
    if to is None:
        raise AssertionError("the stage was checked before")
    recommendation = stood.result.recommendation.value
    against = needs_override(action, recommendation, reaches=to)
    kept = override.strip() if override and against else None
    content = stood.as_dict() | {"record": _record(act, stood)}
    stored = _insert(
        act,
        row,
        action,
        to,
        assessed={
            "recommendation": recommendation,
            "content": json.dumps(content, ensure_ascii=False),
        },
        decided={
            "decided_by": by,
            "because": because,
            "override": kept,
            "missing_cards": json.dumps(stood.missing_cards),
        },
    )
    set_stage(act, row, to=to, what=f"decided {action}", because=because, by=by, stored=stored)
    if kept is not None:
        act.record(
            "recommendation overridden",
            shown,
            application=row.id,
            job=row.job_id,
            from_code=recommendation,
            to_code=action.value,
            said={"why": kept, "by": by},
        )
    return Decided(
        application=shown,
        action=action.value,
        from_stage=row.stage,
        to_stage=to.value,
        recommendation=recommendation,
        override=kept is not None,
        missing_cards=stood.missing_cards,
    )


def _record(act: Act, stood: Assessed) -> dict[str, object]:
    """Keep what the record says of the job and the loop as they are at this moment."""
    job = act.connection.execute(select(jobs).where(jobs.c.id == stood.application.job_id)).one()
    return {
        "job_title": job.title,
        "hiring_manager": job.hiring_manager,
        "recruiter": job.recruiter,
        "stage": stood.application.stage,
        "rubric": f"{stood.rubric.role} {stood.rubric.version}, revision {stood.revision}",
        "missing": list(stood.waited_for),
    }
