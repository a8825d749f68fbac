"""What each document is drawn from; moments are aware, in the workspace's own time zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hiring.languages import load_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from hiring.domain.advertising import Gap
    from hiring.domain.countries import Place
    from hiring.domain.language import Language
    from hiring.domain.pay import PayRange


@dataclass(frozen=True, slots=True, kw_only=True)
class KitQuestion:
    """A question for the interviewer, with its probes and what answers contain."""

    ask: str
    probes: tuple[str, ...]
    good: str
    weak: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """One competency of a scorecard: the row key, its words, and the questions for it."""

    key: str
    competency: str
    name: str
    definition: str
    anchors: tuple[str, ...]
    questions: tuple[KitQuestion, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardSheet:
    """One interviewer's card for one interview: nothing of others, of pay or of the bars.

    On a blind card `candidate` is the candidate's code and `candidate_code` is empty. `paper` is
    "A4" or "letter".
    """

    reference: str
    overall_key: str
    card: str
    interview: str
    candidate: str
    candidate_code: str
    job_code: str
    job_title: str
    company: str
    interviewer: str
    step: str
    step_format: str
    minutes: int
    purpose: str
    brief: str
    starts_at: datetime | None
    rubric: str
    rows: tuple[CardRow, ...]
    language: Language = field(default_factory=lambda: load_language("en"))
    paper: str = "A4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One interviewer's rating with its evidence, as a document quotes it."""

    interviewer: str
    step: str
    level: int | None
    evidence: str
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineResult:
    """One line as it was assessed, in words and figures."""

    competency: str
    name: str
    kind: str
    line: int
    status: str
    firm: bool
    settled_by: str | None
    because: str
    anchor_at_line: str
    settled_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyEvidence:
    """Everything said on one competency, with the lines it is held to."""

    competency: str
    name: str
    definition: str
    lines: tuple[LineResult, ...]
    votes: tuple[Vote, ...]
    disagreement: bool
    suspected_weak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BelievedStrength:
    """A strength that was to be validated, why it was believed, and how it came out."""

    name: str
    origin: str
    evidence: str
    url: str
    signal: int | None
    late: bool
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverallVote:
    """What an interviewer recommended overall; shown, never counted."""

    interviewer: str
    step: str
    recommendation: str
    note: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefPack:
    """The pack a hiring manager reads at the debrief, ordered by disagreement."""

    application: str
    candidate: str
    candidate_code: str
    job_code: str
    job_title: str
    company: str
    rubric: str
    hiring_manager: str
    recruiter: str
    stage: str
    recommendation: str
    sentence: str
    strengths_validated: int
    strengths_required: int
    strengths_hypothesised: int
    stability: str
    would_change: tuple[str, ...]
    open_points: tuple[str, ...]
    next_steps: tuple[str, ...]
    evidence: tuple[CompetencyEvidence, ...]
    hypotheses: tuple[BelievedStrength, ...]
    missing_cards: tuple[str, ...]
    overall_votes: tuple[OverallVote, ...]
    as_of: datetime
    interviewers: tuple[str, ...] = ()
    scale_max: int = 4
    delete_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionStep:
    """One recorded decision of an application."""

    action: str
    from_stage: str
    to_stage: str
    decided_by: str
    recorded_by: str
    because: str
    override: str | None
    recommendation: str
    missing_cards: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """The record of the latest decision: what was assessed, by which rubric, who and why."""

    pack: DebriefPack
    decision: DecisionStep
    earlier: tuple[DecisionStep, ...]
    rubric_digest: str
    revision: int
    history: tuple[tuple[datetime, str], ...]
    sentence_as_decided: str = ""
    undone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MustHave:
    """A must-have of an advertisement and the interview steps that really assess it."""

    words: str
    competency: str
    steps: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One interview as a candidate is told of it."""

    name: str
    format: str
    minutes: int
    looks_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDescription:
    """What a job description is written from; empty text where nobody has said yet.

    `strong` must-haves are strengths and raised bars; the others ask for a sound base. Countries
    are codes of ISO 3166-1, days are ISO 8601; `posted` and `version` are of the ad as published.
    """

    code: str
    title: str
    company: str
    team: str
    setting: str
    deliverable: str
    expect_30: str
    expect_90: str
    expect_180: str
    duties: tuple[str, ...]
    not_this_role: tuple[str, ...]
    must_haves: tuple[MustHave, ...]
    teaches: tuple[str, ...]
    plan: tuple[PlanLine, ...]
    places: tuple[Place, ...]
    remote: str | None
    employment_type: str | None
    pay: PayRange | None
    headcount: int
    how_to_apply: str
    accommodation: str
    equal_opportunity: str
    rubric: str
    gaps: tuple[Gap, ...]
    also_assessed: tuple[str, ...] = ()
    level: str | None = None
    focus: str | None = None
    scope: str | None = None
    remote_from: tuple[str, ...] = ()
    offers: Mapping[str, str] = field(default_factory=dict)
    apply: str = ""
    closes: str = ""
    website: str = ""
    direct_apply: bool | None = None
    posted: str = ""
    version: int = 0
