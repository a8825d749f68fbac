"""Build what a test is about through the real workflow; the rest is filled in plainly."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiring.domain.codes import Kind, code, number_in
from hiring.domain.filled_card import FilledCard, FoundRow
from hiring.domain.reference import Reference, row_key, sign
from hiring.domain.scorecard import OVERALL
from hiring.domain.snapshot import (
    Competency,
    Family,
    Question,
    Rubric,
    ScoringPolicy,
    Step,
)
from hiring.domain.stages import Action
from hiring.errors import InvalidFileError
from hiring.resources import bundled
from hiring.rubric_files.choosing import choose
from hiring.rubric_files.library import load_library
from hiring.store.queries import find_interview, rubric_of
from hiring.store.tables import applications, candidates, scorecards
from hiring.workflow.applications import add_application, move_application
from hiring.workflow.candidates import add_candidate
from hiring.workflow.decisions import decide
from hiring.workflow.hypotheses import add_hypothesis
from hiring.workflow.interviews import schedule_interview
from hiring.workflow.jobs import open_job
from hiring.workflow.recording import Arrived, Intake
from hiring.workflow.scorecards import card_key
from tests.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from hiring.rubric_files.library import Library
    from hiring.store.ledger import Act
    from hiring.views.records import HypothesisLine, InterviewLine, JobPage
    from hiring.workflow.decisions import Decided
    from hiring.workflow.recording import Outcome

EVIDENCE = "Said it out loud and wrote it on the board."
STRENGTHS = ("coding", "ml-fundamentals")
BARS = ("system-design", "communication")
ALL = (*STRENGTHS, *BARS)
JOB = "ML-1"


def a_competency(competency: str = "coding", **changes: Any) -> Competency:
    """Make a competency whose name follows from its id."""
    name = competency.replace("-", " ").capitalize()
    fields: dict[str, Any] = {
        "id": competency,
        "version": "1.0.0",
        "name": name,
        "group": "technical",
        "definition": f"What {name} means here.",
        "anchors": tuple(f"{name}, level {level}." for level in (1, 2, 3, 4)),
        "questions": (
            Question(ask=f"Show me {name}.", probes=("Why?",), good="Reasons.", weak="None."),
        ),
        "avoid": ("Riddles.",),
        "candidate_words": f"You bring {name}",
    }
    return Competency(**{**fields, **changes})


def a_step(step: str = "panel", *, rates: tuple[str, ...] = ALL, **changes: Any) -> Step:
    """Make an interview of a plan."""
    fields: dict[str, Any] = {
        "id": step,
        "name": step.replace("-", " ").capitalize(),
        "format": "live",
        "minutes": 60,
        "purpose": "See what the candidate does.",
        "competencies": rates,
        "brief": "Ask everyone the same.",
    }
    return Step(**{**fields, **changes})


def a_rubric(**changes: Any) -> Rubric:
    """Make a small rubric: two strengths, two bars at 2, and three steps; one sees everything."""
    competencies = tuple(a_competency(one) for one in changes.pop("rated", ALL))
    fields: dict[str, Any] = {
        "role": "ml-engineer",
        "version": "1.0.0",
        "family": Family.CORE,
        "title": "Machine learning engineer",
        "purpose": "Keeps models healthy.",
        "deliverable": "A model in production.",
        "duties": ("Train models",),
        "not_this_role": ("Publishing research",),
        "teaches": ("Our release practice",),
        "notes": (),
        "strengths": STRENGTHS,
        "bars": dict.fromkeys(BARS, 2),
        "strong_line": 3,
        "scale_max": 4,
        "policy": ScoringPolicy(),
        "max_minutes": 360,
        "floor": {},
        "plan": (
            a_step("screen", rates=("communication",), minutes=30),
            a_step("pairing", rates=STRENGTHS),
            a_step("panel", rates=ALL, minutes=90),
        ),
        "competencies": competencies,
        "sources": (),
    }
    return Rubric(**{**fields, **changes})


@cache
def the_shipped_library() -> Library:
    """Load the shipped rubrics, once."""
    return load_library(bundled("rubrics"))


def a_shipped_rubric(role: str = "ml-engineer", **variant: Any) -> Rubric:
    """Resolve a shipped role."""
    return choose(the_shipped_library(), role, **variant)


def a_job(act: Act, job: str = JOB, *, rubric: Rubric | None = None, **facts: Any) -> JobPage:
    """Open a job on the small rubric."""
    return open_job(act, rubric or a_rubric(), code=job, facts=facts)


def a_candidate(
    act: Act, name: str = "Ada Example", *, email: str | None = None, **said: Any
) -> str:
    """Add a person and give their code."""
    number = add_candidate(act, name=name, email=email, **{"source": "direct", **said})
    return code(Kind.CANDIDATE, number)


def an_application(
    act: Act,
    *,
    job: str = JOB,
    candidate: str | None = None,
    stage: str = "applied",
    name: str = "Ada Example",
    rubric: Rubric | None = None,
) -> str:
    """Apply a person for a job, opening it where it is not, and bring them to a stage."""
    if act.connection.execute(_open_jobs(job)).first() is None:
        a_job(act, job, rubric=rubric)
    person = candidate or a_candidate(act, name)
    shown = code(
        Kind.APPLICATION, add_application(act, candidate=person, job=job, source="referral")
    )
    bring_to(act, shown, stage)
    return shown


def _open_jobs(job: str) -> Any:
    from sqlalchemy import select

    from hiring.store.tables import jobs

    return select(jobs.c.id).where(jobs.c.code == job)


def bring_to(act: Act, application: str, stage: str) -> None:
    """Bring an application to a stage the way people do: moves, then decisions."""
    if stage in {"screen", "interviewing", "debrief"}:
        move_application(act, application, to=stage)
    elif stage == "offer":
        a_decision(act, application, "offer")
    elif stage == "hired":
        a_decision(act, application, "offer")
        a_decision(act, application, "hire")
    elif stage == "rejected":
        a_decision(act, application, "reject")
    elif stage == "withdrawn":
        a_decision(act, application, "withdraw")


def a_decision(act: Act, application: str, action: str, **said: Any) -> Decided:
    """Decide as Mo Manager, overriding the advice wherever it says otherwise."""
    words = {
        "by": "Mo Manager",
        "because": "It was clear.",
        "override": "We know better.",
        "skipped": "It was seen elsewhere.",
    } | said
    return decide(act, [application], Action(action), **words)[0]


def a_hypothesis(act: Act, application: str, competency: str, **said: Any) -> HypothesisLine:
    """Write a hypothesis of the team down."""
    fields: dict[str, Any] = {
        "evidence": "Maintains a known library.",
        "url": "",
        "signal": None,
        "weak": False,
    }
    return add_hypothesis(act, application, competency, **{**fields, **said})


def an_interview(
    act: Act,
    application: str,
    *,
    step: str = "panel",
    people: Sequence[str] = ("Bo Sample",),
    at: datetime | None = None,
) -> InterviewLine:
    """Plan an interview; interviewers are named, and their e-mails follow from the names."""
    written = [f"{who} <{who.split()[0].lower()}@example.org>" for who in people]
    again = "One more, to be sure."
    return schedule_interview(act, application, step, people=written, at=at, because=again)


def a_filled_card(
    act: Act,
    card: str,
    ratings: Mapping[str, Any],
    *,
    overall: object = "yes",
    note: str = "",
    revision: int = 1,
    **changes: Any,
) -> FilledCard:
    """Fill a card in as its file would be read: a level, or a (level, evidence) pair, by row.

    Rows stand in the order of the card; one that is not named is left empty.
    """
    found = find_card(act.connection, card)
    reference, key = bytes(found.reference), card_key(act.connection)
    rows = rows_of(act.connection, card)
    fields: dict[str, Any] = {
        "references": (sign(Reference(reference, revision), key),),
        "rows": tuple(
            a_row(
                row_key(reference, competency, key),
                name,
                ratings.get(competency, (None, "")),
                at=place,
            )
            for place, (competency, name) in enumerate(rows.items(), start=7)
        ),
        "overall": overall,
        "overall_key": row_key(reference, OVERALL, key),
        "overall_cell": "Scorecard!G20",
        "overall_name": "Overall recommendation",
        "overall_note": note,
    }
    return FilledCard(**{**fields, **changes})


def a_row(key: str | None, name: str, rating: Any, *, at: int = 7) -> FoundRow:
    """Make one row as it stands in a file."""
    level, evidence = rating if isinstance(rating, tuple) else (rating, EVIDENCE)
    return FoundRow(
        key=key,
        name=name,
        rating=level,
        evidence=evidence,
        rating_cell=f"Scorecard!G{at}",
        evidence_cell=f"Scorecard!H{at}",
    )


def find_card(connection: Connection, card: str) -> Row[Any]:
    """Give the row of a card by its code."""
    number = number_in(card, Kind.SCORECARD)
    return connection.execute(select(scorecards).where(scorecards.c.id == number)).one()


def rows_of(connection: Connection, card: str) -> dict[str, str]:
    """Name the competencies that a card asks for: id to name."""
    found = find_card(connection, card)
    interview = find_interview(connection, code(Kind.INTERVIEW, found.interview_id))
    revision = connection.execute(
        applications.select()
        .with_only_columns(applications.c.revision_id)
        .where(applications.c.id == interview.application_id)
    ).scalar_one()
    rubric = rubric_of(connection, revision)
    return {c: rubric.competency(c).name for c in rubric.step(interview.step).competencies}


def record(act: Act, filled: FilledCard, *, file: str = "card.xlsx", **said: Any) -> Outcome:
    """Record a filled card; its file's hash is that of what it says, unless one is given.

    Raises InvalidFileError with the problems of a card that is refused.
    """
    import hashlib

    content = repr(filled).encode("utf-8", "surrogatepass")
    file_hash = said.pop("file_hash", hashlib.sha256(content).hexdigest())
    arrived = Arrived(name=file, content=content, kind="xlsx", filled=filled, file_hash=file_hash)
    (outcome,) = Intake(WORDS, **said).record(act, [arrived])
    if outcome.state == "refused":
        raise InvalidFileError(*outcome.problems)
    return outcome


def a_recorded_card(
    act: Act,
    application: str,
    ratings: Mapping[str, Any],
    *,
    who: str = "Bo Sample",
    step: str = "panel",
    at: datetime | None = None,
    **said: Any,
) -> Outcome:
    """Plan an interview, fill its one card in, and record it, whatever stage it has come to."""
    planned = an_interview(act, application, step=step, people=(who,), at=at)
    card = a_filled_card(act, planned.cards[0].code, ratings, **said)
    return record(act, card, reopen=True)


RATED = {
    "advance": (dict.fromkeys(ALL, 3), dict.fromkeys(ALL, 3)),
    "lean_advance": (dict.fromkeys(ALL, 3),),
    "hold": (),
    "lean_decline": (dict.fromkeys(ALL, 3) | {"system-design": 1},),
    "decline": (dict.fromkeys(ALL, 1), dict.fromkeys(ALL, 1)),
}


def an_assessed_application(
    act: Act, recommendation: str, *, stage: str = "debrief", name: str = "Ada Example"
) -> str:
    """Apply a person and record the cards that lead to this recommendation."""
    application = an_application(act, stage=stage, name=name)
    for who, ratings in zip(("Bo Sample", "Cy Sample"), RATED[recommendation], strict=False):
        a_recorded_card(act, application, ratings, who=who)
    return application


def a_person_named(connection: Connection, text: str) -> str:
    """Give the name that is kept for a candidate's code."""
    number = int(text.partition("-")[2])
    name: str = connection.execute(
        candidates.select().with_only_columns(candidates.c.name).where(candidates.c.id == number)
    ).scalar_one()
    return name
