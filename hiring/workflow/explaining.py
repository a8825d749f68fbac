"""Explain to a candidate how their application was decided, from what was kept with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiring.domain.codes import Kind, code
from hiring.domain.explaining import (
    RULE_AS_OF,
    Asking,
    DecisionMade,
    explain_decision,
    explain_so_far,
    quotes,
)
from hiring.errors import Problem, RefusedError
from hiring.store.queries import find_application, numbered, refuse_erased, revision_of
from hiring.store.tables import assessments, candidates, decisions, job_revisions, jobs
from hiring.views.privacy import Explanation
from hiring.workflow.access import HOLDS
from hiring.workflow.applications import taken_back
from hiring.workflow.others import curtain_then

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from hiring.config import Settings
    from hiring.domain.explaining import Part
    from hiring.domain.redacting import Curtain
    from hiring.domain.snapshot import Rubric


def explain(
    connection: Connection,
    text: str,
    *,
    settings: Settings,
    program: str,
    local: Callable[[datetime], datetime],
    say_day: Callable[[datetime], str],
    kept: Callable[[int], str],
    with_evidence: bool = False,
) -> Explanation:
    """Explain the latest decision on an application, as it was assessed then.

    On one that nobody has decided on it says what is known. Raises RefusedError for somebody who
    was erased.
    """
    row = find_application(connection, text)
    person = numbered(connection, candidates, row.candidate_id)
    if person is None:
        raise AssertionError("an application is always somebody's")
    refuse_erased(person)
    made = _decisions(connection, row.id)
    job = connection.execute(select(jobs).where(jobs.c.id == row.job_id)).one()
    asking = Asking(code(Kind.APPLICATION, row.id), settings.company, settings.privacy_contact)
    revision = revision_of(connection, made[-1].revision_id if made else row.revision_id)
    digest = connection.execute(
        select(job_revisions.c.digest).where(
            job_revisions.c.id == (made[-1].revision_id if made else row.revision_id)
        )
    ).scalar_one()
    parts: tuple[Part, ...] = explain_so_far(revision.rubric, asking)
    title = job.title
    if made:
        content = _content(made[-1])
        title = content["record"]["job_title"]
        curtain = curtain_then(
            connection,
            row,
            content=content,
            decided=made,
            own=person.name,
            said="\n".join(_texts(content, made)),
        )
        parts = explain_decision(
            content,
            revision.rubric,
            _told(connection, made, curtain, local=local, say_day=say_day),
            asking,
            evidence=_evidence(content, revision.rubric, curtain) if with_evidence else None,
            suspected=_suspected(content, revision.rubric),
        )
    rubric = f"{revision.rubric.role} {revision.rubric.version}, revision {revision.number}"
    return Explanation(
        application=asking.application,
        candidate=code(Kind.CANDIDATE, row.candidate_id),
        name=person.name,
        job_title=title,
        company=settings.company,
        decided=bool(made),
        parts=parts,
        made_by=(
            f"rubric {rubric} of the job, {digest[:12]}",
            f"the line rule in the words of {RULE_AS_OF}"
            + (", on the assessment as it was decided" if made else ""),
            program,
        ),
        personal_data=HOLDS,
        kept=kept(row.candidate_id),
        at=local(made[-1].at if made else row.stage_since),
    )


def _decisions(connection: Connection, number: int) -> list[Row[Any]]:
    return list(
        connection.execute(
            select(decisions, assessments.c.content, assessments.c.revision_id)
            .join(assessments, assessments.c.id == decisions.c.assessment_id)
            .where(decisions.c.application_id == number)
            .order_by(decisions.c.id)
        )
    )


def _suspected(content: Mapping[str, Any], rubric: Rubric) -> tuple[str, ...]:
    """Give what was marked as suspected weak in time and stood when it was decided."""
    there = {
        one["competency"]
        for one in content["hypotheses"]
        if one["kind"] == "weak" and not one["late"]
    }
    return tuple(one for one in rubric.rated if one in there)


def _content(row: Row[Any]) -> Mapping[str, Any]:
    try:
        content: Mapping[str, Any] = json.loads(row.content)
    except ValueError as error:
        raise RefusedError(
            Problem(
                "the assessment that the decision rested on is not there any more",
                fix="hiring db check says what else is amiss",
            )
        ) from error
    return content


def _texts(content: Mapping[str, Any], made: list[Row[Any]]) -> Iterator[str]:
    yield from (said for _, _, said in quotes(content))
    for one in made:
        yield from (one.because, one.override or "")


def _told(
    connection: Connection,
    made: list[Row[Any]],
    curtain: Curtain,
    *,
    local: Callable[[datetime], datetime],
    say_day: Callable[[datetime], str],
) -> list[DecisionMade]:
    last = made[-1]
    back = taken_back(connection, last.application_id)
    return [
        DecisionMade(
            action=one.action,
            day=say_day(local(one.at)),
            because=curtain.hide(one.because),
            override=None if one.override is None else curtain.hide(one.override),
            taken_back=say_day(local(back.at)) if back is not None and one is last else "",
        )
        for one in made
    ]


def _evidence(content: Mapping[str, Any], rubric: Rubric, curtain: Curtain) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for competency, level, said in quotes(content):
        shown = "not assessed" if level is None else f"level {level} of {rubric.scale_max}"
        quote = f"\N{LEFT DOUBLE QUOTATION MARK}{curtain.hide(said)}\N{RIGHT DOUBLE QUOTATION MARK}"
        told.setdefault(competency, []).append(f"{shown}, {quote}")
    return told
