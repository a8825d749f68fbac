"""Write the record of a decision: who decided what, when and why, and on what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.debrief import (
    ADVICE,
    add_evidence,
    colour_of,
    say_code,
    say_line,
    standing_span,
)
from hiring.documents.moments import say_moment
from hiring.documents.plain_text import split_paragraphs
from hiring.documents.word import Paper, Properties, Span, Style, Table
from hiring.documents.word_base import AMBER_TINT, NAVY
from hiring.domain.handling import say_handling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.documents.word import Cell, Words
    from hiring.views.papers import CompetencyEvidence, DecisionRecord, DecisionStep, LineResult


def write(record: DecisionRecord) -> bytes:
    """Write the record of the latest decision of one application as a Word document."""
    pack = record.pack
    paper = Paper(
        Properties(
            title=f"Decision: {pack.candidate}, {pack.job_title}",
            subject=f"{pack.application} for {pack.job_code}",
            author=pack.company or "hiring",
            category="Decision record",
            identifier=pack.application,
            source=f"Rubric {pack.rubric}, revision {record.revision}, {record.rubric_digest}",
            footer=f"Decision record, {pack.application}. Confidential. "
            f"{say_handling(record.decision.at.date(), pack.delete_by)}",
            at=record.decision.at,
        )
    )
    _write_decision(paper, record)
    _write_rubric(paper, record)
    _write_lines(paper, pack.evidence)
    _write_resolutions(paper, pack.evidence)
    paper.add(Style.HEADING_1, "Ratings and evidence")
    add_evidence(paper, pack)
    _write_earlier(paper, record.earlier)
    _write_history(paper, record)
    return paper.to_bytes()


def _write_decision(paper: Paper, record: DecisionRecord) -> None:
    pack, decision = record.pack, record.decision
    paper.add(Style.TITLE, pack.candidate)
    paper.add(Style.SUBTITLE, f"Decision record for {pack.job_title} ({pack.job_code})")
    against = decision.override is not None
    paper.add_badge(say_code(decision.action), "Against the advice" if against else "", colour=NAVY)
    if record.undone:
        paper.add(Style.CALLOUT, f"This decision no longer stands. {record.undone}")
    paper.add(Style.LEAD, _say_who(decision))
    paper.add(Style.HEADING_2, "Because")
    for part in split_paragraphs(decision.because) or ("No reason was written.",):
        paper.add(Style.NORMAL, part)
    paper.add(Style.HEADING_2, "The advice at the time")
    paper.add(Style.NORMAL, *_say_advice(decision))
    as_of = Span(text=f"As assessed on {say_moment(pack.as_of)}. ", bold=True)
    paper.add(Style.NORMAL, as_of, pack.sentence)
    if decision.override is not None:
        paper.add(Style.HEADING_2, "Override, in writing")
        for part in split_paragraphs(decision.override) or ("No words were written.",):
            paper.add(Style.CALLOUT, part)
    paper.add(Style.HEADING_2, "Who had not submitted")
    paper.add_bullets(decision.missing_cards)
    if not decision.missing_cards:
        paper.add(Style.NORMAL, _say_nobody_missing(pack.evidence))


def _say_nobody_missing(evidence: tuple[CompetencyEvidence, ...]) -> str:
    if any(one.votes for one in evidence):
        return "Nobody: every card was in."
    return "Nobody: no card was awaited."


def _say_who(decision: DecisionStep) -> str:
    recorded = (
        f", recorded by {decision.recorded_by}"
        if decision.recorded_by not in {"", decision.decided_by}
        else ""
    )
    return f"Decided by {decision.decided_by} on {say_moment(decision.at)}{recorded}."


def _say_advice(decision: DecisionStep) -> tuple[Words, ...]:
    if not decision.recommendation:
        return ("No advice had been given.",)
    goes = "goes" if decision.override is not None else "does not go"
    colour = colour_of(decision.recommendation)
    return (
        Span(text=say_code(decision.recommendation), bold=True, colour=colour),
        f". The decision {goes} against it. {ADVICE}",
    )


def _write_rubric(paper: Paper, record: DecisionRecord) -> None:
    pack, decision = record.pack, record.decision
    facts = (
        ("Application", f"{pack.application}, candidate {pack.candidate_code}"),
        ("Stage", f"{say_code(decision.from_stage)} to {decision.to_stage}"),
        ("Rubric", pack.rubric),
        ("Revision of the job", str(record.revision)),
        ("Digest", record.rubric_digest),
        ("Hiring manager", pack.hiring_manager),
        ("Recruiter", pack.recruiter),
    )
    paper.add(Style.HEADING_1, "What it was decided by")
    paper.add_table(
        Table(
            caption="The application and its rubric",
            description="What was decided on, and the exact rubric it was assessed by.",
            shares=(1, 3),
            header=("What", "Which"),
            rows=tuple((Span(text=what, bold=True), which) for what, which in facts if which),
        )
    )


def _write_lines(paper: Paper, evidence: tuple[CompetencyEvidence, ...]) -> None:
    paper.add(Style.HEADING_1, "Every line")
    rows = tuple(_list_lines(evidence))
    if not rows:
        paper.add(Style.NORMAL, "No line was assessed.")
        return
    paper.add_table(
        Table(
            caption="Every line and how it stands",
            description="One row for each bar and each strength, with its votes.",
            shares=(26, 16, 24, 34),
            header=("Competency", "Line", "How it stands", "Ratings that count"),
            rows=rows,
        )
    )


def _list_lines(evidence: tuple[CompetencyEvidence, ...]) -> Iterator[tuple[Cell, ...]]:
    for one in evidence:
        votes = ", ".join(f"{vote.interviewer} {vote.level}" for vote in one.votes if vote.counted)
        for line in one.lines:
            name = Span(text=one.name, bold=True)
            yield name, say_line(line), standing_span(line), votes or "none"


def _write_resolutions(paper: Paper, evidence: tuple[CompetencyEvidence, ...]) -> None:
    settled = [(one, line) for one in evidence for line in one.lines if line.settled_by]
    paper.add(Style.HEADING_1, "Settled in debrief")
    if not settled:
        paper.add(Style.NORMAL, "No line was settled in a debrief.")
        return
    paper.add_table(
        Table(
            caption="Lines that were settled in a debrief",
            description="Each contested line, who settled it, how and why.",
            shares=(26, 16, 24, 34),
            header=("Competency", "Line", "Settled", "Because"),
            rows=tuple(_list_resolution(one, line) for one, line in settled),
        )
    )


def _list_resolution(one: CompetencyEvidence, line: LineResult) -> tuple[Cell, ...]:
    name = Span(text=one.name, bold=True)
    return name, say_line(line), standing_span(line), line.because


def _write_earlier(paper: Paper, earlier: tuple[DecisionStep, ...]) -> None:
    paper.add(Style.HEADING_1, "Earlier decisions")
    if not earlier:
        paper.add(Style.NORMAL, "This was the first.")
        return
    paper.add_table(
        Table(
            caption="Earlier decisions",
            description="What was decided before on this application.",
            shares=(20, 20, 20, 40),
            header=("When", "Decision", "By", "Because"),
            rows=tuple(_list_decision(step) for step in earlier),
        )
    )


def _list_decision(step: DecisionStep) -> tuple[Cell, ...]:
    because: tuple[Words, ...] = (step.because,)
    if step.override is not None:
        because += (
            Span(text="\nOverride: ", bold=True),
            Span(text=step.override, shade=AMBER_TINT),
        )
    moved = f"{say_code(step.action)}\n{step.from_stage} to {step.to_stage}"
    return say_moment(step.at).replace(", ", "\n"), moved, step.decided_by, because


def _write_history(paper: Paper, record: DecisionRecord) -> None:
    paper.add(Style.HEADING_1, "History")
    if record.history:
        paper.add_table(
            Table(
                caption="History of the application",
                description="What happened and when.",
                shares=(30, 70),
                header=("When", "What"),
                rows=tuple((say_moment(at), what) for at, what in record.history),
            )
        )
    else:
        paper.add(Style.NORMAL, "Nothing is recorded before the decision.")
    paper.add(Style.SMALL_PRINT, "\nEnd of the record.")
