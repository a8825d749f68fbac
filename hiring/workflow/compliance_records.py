"""Look at how it is decided and what the record says: interviews, cards, decisions, ads, the log.

A look gives a sentence in counts, codes and settings, and how to mend what it saw; never a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, inspect, or_, select

from hiring.compliance_rules import load_laws
from hiring.domain.codes import Kind, code
from hiring.domain.scorecard import is_evidence
from hiring.domain.snapshot import digest_of
from hiring.domain.stages import TERMINAL, Stage
from hiring.store.queries import rubric_in, rubric_of
from hiring.store.tables import (
    accommodations,
    actors,
    advertisements,
    applications,
    assessments,
    candidates,
    decisions,
    deviations,
    interviews,
    job_revisions,
    jobs,
    metadata,
    notices,
    ratings,
    scorecard_versions,
    scorecards,
)
from hiring.views.compliance import Seen
from hiring.workflow.accommodations import open_accommodations
from hiring.workflow.auditing import verify_log
from hiring.workflow.compliance_looking import A_YEAR, of_living, some, there
from hiring.workflow.correcting import unexplained
from hiring.workflow.deviations import SKIPPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Row

    from hiring.workflow.compliance_looking import Look, Looking

_ENDED = tuple(stage.value for stage in TERMINAL)
_TAKEN = (Stage.OFFER.value, Stage.HIRED.value)
_ANYBODY = ("root", "admin", "administrator", "user", "unknown", "ubuntu", "guest")


def _applications(numbers: Iterable[int]) -> str:
    return some(code(Kind.APPLICATION, number) for number in numbers)


def _frozen_plan(look: Looking) -> Seen:
    rows = look.connection.execute(
        select(
            jobs.c.code, job_revisions.c.number, job_revisions.c.digest, job_revisions.c.snapshot
        )
        .join(jobs, jobs.c.id == job_revisions.c.job_id)
        .order_by(job_revisions.c.id)
    ).all()
    changed = [
        f"{row.code} revision {row.number}"
        for row in rows
        if digest_of(rubric_in(row.snapshot)) != row.digest
    ]
    if changed:
        return Seen(f"not as it was written: {some(changed)}", "put a backup in its place")
    return Seen(f"{there(len(rows), 'snapshot')} of rubrics, each as it was written")


def _evidence(look: Looking) -> Seen:
    asked = _standing_ratings().where(
        ratings.c.level.is_not(None), applications.c.stage.not_in(_ENDED)
    )
    said = look.connection.execute(asked.order_by(scorecards.c.id))
    rows = [row for row in said if not is_evidence(row.evidence)]
    if rows:
        cards = dict.fromkeys(code(Kind.SCORECARD, row.id) for row in rows)
        return Seen(
            f"{there(len(rows), 'rating')} of open applications without evidence, not counted: "
            f"{some(cards)}",
            "ask the interviewer for what they saw; the card can come back once more",
        )
    kept = look.count(ratings, ratings.c.level.is_not(None))
    return Seen(f"{there(kept, 'rating')}; none of an open application is without evidence")


def _standing_ratings() -> Any:
    return (
        select(scorecards.c.id, ratings.c.evidence)
        .select_from(ratings)
        .join(scorecard_versions, scorecard_versions.c.id == ratings.c.version_id)
        .join(
            scorecards,
            (scorecards.c.id == scorecard_versions.c.scorecard_id)
            & (scorecards.c.version == scorecard_versions.c.number),
        )
        .join(interviews, interviews.c.id == scorecards.c.interview_id)
        .join(applications, applications.c.id == interviews.c.application_id)
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .where(candidates.c.erased_at.is_(None))
    )


def _own_ratings(look: Looking) -> Seen:
    out = look.count(
        scorecards, scorecards.c.sent_at.is_not(None), scorecards.c.recorded_at.is_(None)
    )
    came = look.count(scorecards, scorecards.c.recorded_at.is_not(None))
    said = f"{there(came, 'card')} came back and {out} are out; what people tell each other"
    return Seen(f"{said} cannot be looked at", here=False)


def _cards_kept(look: Looking) -> Seen:
    kept = (
        select(
            scorecard_versions.c.scorecard_id.label("card"),
            func.count().label("kept"),
            func.max(scorecard_versions.c.number).label("newest"),
        )
        .group_by(scorecard_versions.c.scorecard_id)
        .subquery()
    )
    rows = look.connection.execute(
        select(scorecards.c.id, scorecards.c.version, kept.c.kept, kept.c.newest)
        .outerjoin(kept, kept.c.card == scorecards.c.id)
        .order_by(scorecards.c.id)
    )
    lost, corrected = [], 0
    for row in rows:
        corrected += row.version > 1
        if (row.kept or 0, row.newest or 0) != (row.version, row.version):
            lost.append(code(Kind.SCORECARD, row.id))
    if lost:
        return Seen(f"an earlier version is gone of {some(lost)}", "put a backup in its place")
    silent = unexplained(look.connection)
    if silent:
        return Seen(
            f"nobody said why {some(silent)} had to be corrected; earlier versions are kept",
            "hiring scorecard correction CARD --because TEXT",
        )
    return Seen(f"{there(corrected, 'card')} corrected, with a reason; earlier versions are kept")


def _decisions(look: Looking) -> Seen:
    decided = select(decisions.c.application_id)
    ended = select(applications.c.id).where(applications.c.stage.in_(_ENDED))
    without = look.connection.scalars(
        ended.where(applications.c.id.not_in(decided)).order_by(applications.c.id)
    ).all()
    blank = look.count(decisions, or_(decisions.c.because == "", decisions.c.decided_by == ""))
    if blank:
        return Seen(
            f"{there(blank, 'decision')} without a person or a reason",
            "they were written beside the program: hiring audit verify",
        )
    if without:
        return Seen(
            f"{there(len(without), 'application')} ended without a decision here: "
            f"{_applications(without)}",
            "an import brought them so: keep the other system's record of why",
        )
    made = there(look.count(decisions), "decision")
    return Seen(f"{made}, each with a person and a reason; nothing ended without one")


def _advice_kept(look: Looking) -> Seen:
    lost = look.connection.scalars(
        select(decisions.c.application_id)
        .join(assessments, assessments.c.id == decisions.c.assessment_id)
        .join(applications, applications.c.id == decisions.c.application_id)
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .where(candidates.c.erased_at.is_(None), assessments.c.content == "")
        .order_by(decisions.c.id)
    ).all()
    if lost:
        return Seen(
            f"the assessment is gone on which {_applications(lost)} was decided",
            "put a backup in its place",
        )
    return Seen(
        f"{there(look.count(decisions), 'decision')}, each with the assessment as it stood; of "
        "erased people it went with them"
    )


def _explanations(look: Looking) -> Seen:
    asked = [one for one in look.requests if one.kind == "explain"]
    late = look.overdue("explain")
    if late:
        return Seen(
            f"{there(len(late), 'request')} to explain overdue: {some(late)}",
            "hiring explain APP, then hiring privacy request done",
        )
    rejected = look.count(decisions, decisions.c.action == "reject")
    return Seen(
        f"{there(rejected, 'rejection')} that can be explained, {there(len(asked), 'request')} to "
        "explain, none overdue"
    )


def _overrides(look: Looking) -> Seen:
    blank = look.count(decisions, decisions.c.override == "")
    if blank:
        return Seen(
            f"{there(blank, 'decision')} against the advice without a reason",
            "they were written beside the program: hiring audit verify",
        )
    against = look.count(decisions, decisions.c.override.is_not(None))
    return Seen(f"{against} of {there(look.count(decisions), 'decision')} were against the advice")


def _same_interviews(look: Looking) -> Seen:
    decided = select(decisions.c.application_id).where(decisions.c.action.in_(("offer", "hire")))
    taken = look.connection.execute(
        select(applications.c.id, applications.c.revision_id)
        .where(applications.c.stage.in_(_TAKEN), applications.c.id.in_(decided))
        .order_by(applications.c.id)
    ).all()
    short = _short_in_silence(look, taken)
    listed = there(look.count(deviations), "deviation") + " with a reason"
    if short:
        return Seen(
            f"{_applications(short)} came to an offer with steps not held and no reason; {listed}",
            "hold the step, or say why not with the next decision: --skipped TEXT",
        )
    return Seen(
        f"{there(len(taken), 'application')} with an offer, each by its plan or a reason; {listed}"
    )


def _short_in_silence(look: Looking, taken: Sequence[Row[Any, Any]]) -> list[int]:
    """Give those with a step of their plan that was neither held nor said to be skipped."""
    held = (
        select(interviews.c.application_id, interviews.c.step)
        .join(scorecards, scorecards.c.interview_id == interviews.c.id)
        .where(scorecards.c.recorded_at.is_not(None))
    )
    skipped = select(deviations.c.application_id, deviations.c.step).where(
        deviations.c.kind == SKIPPED
    )
    known = {
        (number, step)
        for asked in (held, skipped)
        for number, step in look.connection.execute(asked)
    }
    plans = {
        revision: rubric_of(look.connection, revision).plan
        for revision in dict.fromkeys(row.revision_id for row in taken)
    }
    return [
        row.id
        for row in taken
        if any((row.id, step.id) not in known for step in plans[row.revision_id])
    ]


def _accommodations(look: Looking) -> Seen:
    waiting = open_accommodations(look.connection)
    if waiting:
        return Seen(
            f"{there(len(waiting), 'request')} without an answer: "
            f"{some(dict.fromkeys(one.application for one in waiting))}",
            "hiring accommodation grant APP, or talk about what can be done",
        )
    asked = look.count(of_living(accommodations))
    return Seen(f"{there(asked, 'request')} for a fair interview, each answered")


def _take_home(look: Looking) -> Seen:
    newest = (
        select(func.max(job_revisions.c.id))
        .join(jobs, jobs.c.id == job_revisions.c.job_id)
        .where(jobs.c.status == "open")
        .group_by(jobs.c.id)
    )
    plans = [rubric_of(look.connection, number).plan for number in look.connection.scalars(newest)]
    tasks = [step for plan in plans for step in plan if "take-home" in step.format]
    granted = look.count(
        of_living(accommodations),
        accommodations.c.kind.in_(("extra time", "alternative")),
        accommodations.c.granted_on.is_not(None),
    )
    if any(not step.minutes for step in tasks):
        return Seen("a take-home of an open job has no time", "write its minutes into the rubric")
    return Seen(
        f"{there(len(tasks), 'take-home')} in the plans of {there(len(plans), 'open job')}, each "
        f"with its time; more of it or something else granted {there(granted, 'time')}"
    )


def _raters(look: Looking) -> Seen:
    people = look.connection.execute(
        select(func.count(scorecards.c.interviewer_id.distinct())).where(
            scorecards.c.recorded_at.is_not(None)
        )
    ).scalar_one()
    cards = look.count(scorecards, scorecards.c.recorded_at.is_not(None))
    return Seen(
        f"{there(cards, 'card')} of {there(people, 'interviewer')}; whether each gives the same "
        "answer the same level is for people to look at: hiring report consistency",
        here=False,
    )


def _groups(look: Looking) -> Seen:
    known = {table.name for table in metadata.sorted_tables}
    columns = [
        f"{table}.{column['name']}"
        for (_, table), each in inspect(look.connection).get_multi_columns().items()
        for column in each
        if table in known and column["name"] not in metadata.tables[table].c
    ]
    if columns:
        return Seen(
            f"the database has columns that are not ours: {some(columns)}",
            "see what they hold; drop them, after a backup",
        )
    return Seen("no table has a column in which a group of somebody could stand")


def _advertisements(look: Looking) -> Seen:
    published = select(advertisements.c.job_id)
    with_people = select(applications.c.job_id).distinct()
    without = look.connection.scalars(
        select(jobs.c.code)
        .where(jobs.c.id.in_(with_people), jobs.c.id.not_in(published))
        .order_by(jobs.c.id)
    ).all()
    blank = look.count(
        advertisements, or_(advertisements.c.snapshot == "", advertisements.c.text == "")
    )
    kept = there(look.count(advertisements), "ad")
    if blank:
        return Seen(f"{blank} of {kept} have no text any more", "put a backup in its place")
    if without:
        return Seen(
            f"{there(len(without), 'job')} with applications and no ad kept: {some(without)}",
            "hiring jd publish JOB keeps it as it was published",
        )
    return Seen(f"{kept} kept as published; every job that people applied for has one")


def _log(look: Looking) -> Seen:
    verified = verify_log(look.connection, passed=look.passed)
    looked = f"{there(verified.entries, 'entry', 'entries')} in {there(verified.links, 'link')}"
    if verified.found:
        return Seen(
            f"{there(verified.found, 'finding')} in {looked}: {verified.findings[0]}",
            "hiring audit verify tells all of it; compare a backup",
        )
    vague = look.count(actors, func.lower(actors.c.name).in_(_ANYBODY))
    if vague:
        return Seen(
            f"{looked} verified; {there(vague, 'name')} in it could be anybody's, as root or admin",
            "let everybody name themselves: --actor NAME, or HIRING_ACTOR",
        )
    return Seen(
        f"{looked} verified; a cut end is found against an anchor alone: hiring audit anchor"
    )


def _named_versions(look: Looking) -> Seen:
    versions = look.connection.scalars(select(job_revisions.c.rubric_version).distinct()).all()
    return Seen(
        f"{look.program}, {there(len(versions), 'version')} of rubrics; files that left the "
        "workspace cannot be looked at",
        here=False,
    )


def _privacy_notice(look: Looking) -> Seen:
    lacking = [
        what
        for what, given in (
            ("whom people may ask (privacy.contact)", look.settings.privacy_contact),
            ("the company's name (company)", look.settings.company),
            ("how long it is kept (retention.policies)", look.policies),
        )
        if not given
    ]
    if lacking:
        return Seen(
            f"a notice cannot say {', '.join(lacking)}",
            "say it in hiring.toml, then hiring privacy notice",
        )
    versions = look.connection.scalars(select(notices.c.version).distinct()).all()
    return Seen(
        f"a notice can say all it must; {there(len(versions), 'version')} of it given to people"
    )


def _rules_dated(look: Looking) -> Seen:
    laws = load_laws().values()
    oldest = min(law.as_of for law in laws)
    looked = f"{there(len(laws), 'law and piece', 'laws and pieces')} of guidance, looked up on "
    looked += f"{oldest} or later"
    if look.is_old(oldest, A_YEAR):
        return Seen(
            f"{looked}: more than a year ago",
            "install a newer version, and ask a lawyer what has changed",
        )
    coming = [law.name for law in laws if law.since and law.since > look.today]
    ahead = f"; still to come: {', '.join(coming)}" if coming else ""
    return Seen(f"{looked}{ahead}")


LOOKS: Mapping[str, Look] = {
    "frozen-plan": _frozen_plan,
    "evidence": _evidence,
    "own-ratings": _own_ratings,
    "cards-kept": _cards_kept,
    "decisions": _decisions,
    "advice-kept": _advice_kept,
    "explanations": _explanations,
    "overrides": _overrides,
    "same-interviews": _same_interviews,
    "accommodations": _accommodations,
    "take-home": _take_home,
    "raters": _raters,
    "groups": _groups,
    "advertisements": _advertisements,
    "log": _log,
    "named-versions": _named_versions,
    "privacy-notice": _privacy_notice,
    "rules-dated": _rules_dated,
}
