"""Papers as the workflow would hand them over: plainly fictional people, one whole story."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from hiring.domain.advertising import WANTED
from hiring.domain.countries import Place
from hiring.domain.pay import PayRange
from hiring.views.papers import (
    BelievedStrength,
    CompetencyEvidence,
    DebriefPack,
    DecisionRecord,
    DecisionStep,
    JobDescription,
    LineResult,
    MustHave,
    OverallVote,
    PlanLine,
    Vote,
)

if TYPE_CHECKING:
    from docx.document import Document as OpenDocument

BERLIN = timezone(timedelta(hours=1), "CET")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=BERLIN)
LONG_AGO = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
INTERVIEWERS = ("Alba Quill", "Bo Sandgren", "Cyrus Vane", "Dita Moor")


def open_document(written: bytes) -> OpenDocument:
    return Document(io.BytesIO(written))


def list_paragraphs(written: bytes) -> list[Paragraph]:
    """List every paragraph in the order of reading, those in tables too."""
    document = open_document(written)
    return [Paragraph(found, document) for found in document.element.body.iter(qn("w:p"))]


def list_texts(written: bytes) -> list[str]:
    return [paragraph.text for paragraph in list_paragraphs(written)]


def list_headings(written: bytes) -> list[str]:
    return [
        paragraph.text
        for paragraph in list_paragraphs(written)
        if paragraph.style is not None and str(paragraph.style.name).startswith("Heading")
    ]


def a_line(**changes: Any) -> LineResult:
    line = LineResult(
        competency="coding",
        name="Coding",
        kind="bar",
        line=2,
        status="met",
        firm=True,
        settled_by=None,
        because="2 of 2 ratings are at or above the bar",
        anchor_at_line="Gets there with a hint; sensible names; the main case is right.",
    )
    return replace(line, **changes)


def a_vote(**changes: Any) -> Vote:
    vote = Vote(
        interviewer="Alba Quill",
        step="Pair coding",
        level=3,
        evidence="Wrote the parser unaided, then named two inputs that would break it.",
        counted=True,
    )
    return replace(vote, **changes)


def an_evidence(**changes: Any) -> CompetencyEvidence:
    evidence = CompetencyEvidence(
        competency="coding",
        name="Coding",
        definition="Turns a small clear task into a correct, readable program.",
        lines=(a_line(),),
        votes=(a_vote(),),
        disagreement=False,
        suspected_weak=False,
    )
    return replace(evidence, **changes)


def _the_evidence() -> tuple[CompetencyEvidence, ...]:
    production = an_evidence(
        competency="ml-production",
        name="ML in production",
        definition="Deploys models, watches them in use, retrains them and rolls them back.",
        disagreement=True,
        lines=(
            a_line(
                competency="ml-production",
                name="ML in production",
                anchor_at_line="Knows drift, versioning and a safe release.",
            ),
            a_line(
                competency="ml-production",
                name="ML in production",
                kind="strength",
                line=3,
                status="contested",
                firm=False,
                because="Bo Sandgren 4, Cyrus Vane 2; strong line 3",
                anchor_at_line="Tells a real failure, how it was detected and how it was repaired;"
                " sets alerts and says who owns them.",
            ),
        ),
        votes=(
            a_vote(
                interviewer="Bo Sandgren",
                step="ML deep dive",
                level=4,
                evidence="Walked through a silent feature outage: how the alert was missed, the"
                " back-test that showed when it began, and the check that now stops a release.\n\n"
                "Named who is woken at night, and argued that it should be fewer people.",
            ),
            a_vote(
                interviewer="Cyrus Vane",
                step="System design",
                level=2,
                evidence="Knew shadow releases and versioning. Could not say what would be watched"
                " in the first week, and left drift to 'the platform team'.",
            ),
        ),
    )
    communication = an_evidence(
        competency="communication",
        name="Communication",
        definition="Explains to the listener at hand.",
        suspected_weak=True,
        lines=(
            a_line(
                competency="communication",
                name="Communication",
                firm=False,
                because="one rating; two are wanted where a weakness is suspected",
                anchor_at_line="Clear to peers; adapts when asked.",
            ),
        ),
        votes=(
            a_vote(
                interviewer="Cyrus Vane",
                step="System design",
                level=2,
                evidence="Jargon at first, plain words once asked.",
            ),
            a_vote(interviewer="Alba Quill", level=3, evidence="", counted=False),
            a_vote(
                interviewer="Bo Sandgren",
                step="ML deep dive",
                level=None,
                evidence="",
                counted=False,
            ),
        ),
    )
    design = an_evidence(
        competency="system-design",
        name="System design",
        definition="Shapes services and their trade-offs.",
        lines=(
            a_line(
                competency="system-design",
                name="System design",
                status="not_yet_tested",
                firm=False,
                because="nobody has rated it with evidence",
                anchor_at_line="A sound simple design; one main failure named.",
            ),
        ),
        votes=(),
    )
    coding = an_evidence(
        lines=(
            a_line(),
            a_line(
                kind="strength",
                line=3,
                because="2 of 2 ratings are at or above the strong line",
                anchor_at_line="Correct unaided; edge cases and cost discussed.",
            ),
        ),
        votes=(
            a_vote(),
            a_vote(
                interviewer="Bo Sandgren",
                step="ML deep dive",
                evidence="Read Alba Quill's exercise aloud and found the off-by-one on first sight."
                " Asked how large the input gets before choosing a structure.",
            ),
        ),
    )
    return production, communication, design, coding


def a_debrief_pack(**changes: Any) -> DebriefPack:
    pack = DebriefPack(
        application="A-7",
        candidate="Robin Example",
        candidate_code="C-12",
        job_code="ML-1",
        job_title="Machine learning engineer",
        company="Example Forecasts",
        rubric="ml-engineer 1.0.0",
        hiring_manager="Hanne Lund",
        recruiter="Rafa Ortiz",
        stage="debrief",
        recommendation="hold",
        sentence="Hold: interviewers disagree on ML in production (Bo Sandgren 4, Cyrus Vane 2;"
        " strong line 3), and System design is not yet tested; debrief, or run the design"
        " interview.",
        strengths_validated=1,
        strengths_required=2,
        strengths_hypothesised=3,
        stability="sensitive",
        would_change=("would become Lean advance if Cyrus Vane's 2 on ML in production were a 3",),
        open_points=(
            "ML in production: Bo Sandgren and Cyrus Vane stand on both sides of the strong line.",
            "System design: nobody has rated it with evidence.",
            "Communication: one rating where two are wanted.",
        ),
        next_steps=(
            "Settle ML in production in the debrief.",
            "Hold the design interview with Dita Moor (60 minutes).",
            "Ask Alba Quill for evidence on Communication.",
        ),
        evidence=_the_evidence(),
        hypotheses=(
            BelievedStrength(
                name="Coding",
                origin="team",
                evidence="Maintains a small open-source forecasting library.",
                url="https://example.org/robin/forecasts",
                signal=4,
                late=False,
                outcome="validated",
            ),
            BelievedStrength(
                name="ML in production",
                origin="role default",
                evidence="",
                url="",
                signal=None,
                late=False,
                outcome="contested",
            ),
            BelievedStrength(
                name="Debugging",
                origin="team",
                evidence="Bo Sandgren saw a talk on tracing slow queries.",
                url="",
                signal=2,
                late=True,
                outcome="not yet tested",
            ),
        ),
        missing_cards=("Dita Moor, Design interview (S-15)",),
        overall_votes=(
            OverallVote(
                interviewer="Alba Quill",
                step="Pair coding",
                recommendation="yes",
                note="",
                submitted_at=NOON - timedelta(days=3),
            ),
            OverallVote(
                interviewer="Bo Sandgren",
                step="ML deep dive",
                recommendation="strong_yes",
                note="Would raise how we run models.",
                submitted_at=NOON - timedelta(days=2),
            ),
            OverallVote(
                interviewer="Cyrus Vane",
                step="System design",
                recommendation="no_decision",
                note="I ran out of time before monitoring.",
                submitted_at=NOON - timedelta(days=1),
            ),
        ),
        as_of=NOON,
        interviewers=INTERVIEWERS,
    )
    return replace(pack, **changes)


def a_decision_step(**changes: Any) -> DecisionStep:
    step = DecisionStep(
        action="offer",
        from_stage="debrief",
        to_stage="offer",
        decided_by="Hanne Lund",
        recorded_by="Rafa Ortiz",
        because="Robin repaired a failing model in front of us and explained the repair.",
        override=None,
        recommendation="lean_advance",
        missing_cards=("Dita Moor, Design interview (S-15)",),
        at=NOON + timedelta(days=1),
    )
    return replace(step, **changes)


def a_decision_record(**changes: Any) -> DecisionRecord:
    production, *others = _the_evidence()
    bar, strength = production.lines
    settled = replace(
        strength,
        settled_by="Hanne Lund",
        settled_as="met",
        because="The design task left no time for monitoring; the deep dive did, and showed it.",
    )
    record = DecisionRecord(
        pack=a_debrief_pack(
            stage="offer",
            recommendation="hold",
            evidence=(replace(production, lines=(bar, settled)), *others),
        ),
        decision=a_decision_step(
            recommendation="hold",
            override="System design was seen at length in the work sample of the last opening,"
            " eight months ago (card S-9), and nothing since speaks against it.",
        ),
        earlier=(
            a_decision_step(
                action="reject",
                to_stage="rejected",
                override="We were told that the position was closed.",
                because="The position was withdrawn for a month.",
                at=LONG_AGO,
            ),
            a_decision_step(
                action="advance",
                from_stage="screen",
                to_stage="interviewing",
                because="The screen met both bars.",
                at=LONG_AGO + timedelta(days=60),
            ),
        ),
        rubric_digest="9f2c41d07be85a36" * 4,
        revision=2,
        history=(
            (LONG_AGO, "Applied through example.org"),
            (LONG_AGO + timedelta(days=60), "Moved from screen to interviewing by Rafa Ortiz"),
            (NOON - timedelta(days=1), "Card S-14 recorded for Cyrus Vane"),
            (NOON, "Moved from interviewing to debrief by Rafa Ortiz"),
        ),
    )
    return replace(record, **changes)


def a_job_description(**changes: Any) -> JobDescription:
    ad = JobDescription(
        code="ML-1",
        title="Machine learning engineer",
        company="Example Forecasts",
        team="Five people who forecast how much bread 300 bakeries will sell tomorrow. A good"
        " forecast means that less is thrown away.",
        setting="You sit in the product team that uses the models, with an ML lead across teams.",
        deliverable="A deployed model, good enough for the business goal, running on real data.",
        expect_30="You have retrained the current model and written down where it fails.",
        expect_90="Your first change to the forecast serves ten bakeries.",
        expect_180="You own the forecast: its releases, its alerts and its yearly goal.",
        duties=(
            "Turn a question from the bakeries into data, a target and a measure of success.",
            "Build, test and review the code that trains and serves the forecast.",
            "Release safely, watch what happens, and roll back without drama.",
            "Explain to a baker what the forecast can and cannot know.",
        ),
        not_this_role=(
            "Building the platform that all models run on; the platform team does.",
            "Inventing new methods; we use what is known to work.",
        ),
        must_haves=(
            MustHave(
                words="can write a small program that is correct and that others can read",
                competency="Coding",
                steps=("Pair coding", "ML deep dive"),
                strong=True,
            ),
            MustHave(
                words="can tell how a model failed in use, how that was noticed and repaired",
                competency="ML in production",
                steps=("ML deep dive", "System design"),
            ),
            MustHave(
                words="can choose a measure and a split of the data that an honest test needs",
                competency="Evaluation",
                steps=("Take-home task",),
            ),
            MustHave(
                words="can explain a technical choice to somebody who does not share your field.",
                competency="communication",
                steps=("System design", "Conversation with the team"),
            ),
        ),
        teaches=("How bakeries plan their day.", "Our forecasting library and our release tools."),
        plan=(
            PlanLine(
                name="First conversation",
                format="live",
                minutes=30,
                looks_at="What you want to do, and your questions to us",
            ),
            PlanLine(
                name="Pair coding",
                format="work-sample",
                minutes=60,
                looks_at="Coding, code quality",
            ),
            PlanLine(
                name="Take-home task",
                format="take-home-or-live",
                minutes=120,
                looks_at="Evaluation and experiments",
            ),
            PlanLine(
                name="System design",
                format="live",
                minutes=60,
                looks_at="System design, ML in production, communication",
            ),
            PlanLine(
                name="Conversation with the team",
                format="presentation",
                minutes=45,
                looks_at="Communication, collaboration",
            ),
        ),
        places=(Place(written="Aarhus, Denmark", locality="Aarhus", country="DK"),),
        remote="hybrid",
        employment_type="full-time",
        pay=PayRange(low=560_000, high=680_000, currency="DKK", period="year"),
        headcount=1,
        how_to_apply="Write to jobs@example.org by 15 January 2027. A list of what you have done is"
        " enough; no letter is needed.",
        accommodation="Tell jobs@example.org what would help you to show what you can do. Only the"
        " person who arranges it will know.",
        equal_opportunity="Everybody is assessed in the same steps, by the same rubric, on what"
        " they show.",
        rubric="ml-engineer 1.0.0",
        gaps=(),
        offers={
            "tools": "Python, open-source libraries and one cloud.",
            "growth": "Four hours a week to learn, and a yearly budget for courses.",
            "people": "Twelve people who work with data, and a bakery next door.",
            "data": "Six years of sales of 300 bakeries, with the weather of each day.",
            "mission": "Less bread is thrown away.",
            "benefits": "Six weeks of leave and a pension plan.",
        },
        apply="jobs@example.org",
        closes="2027-01-15",
        website="https://example.org",
    )
    return replace(ad, **changes)


def an_empty_job_description() -> JobDescription:
    return a_job_description(
        team="",
        setting="",
        deliverable="",
        expect_30="",
        expect_90="",
        expect_180="",
        duties=(),
        not_this_role=(),
        must_haves=(),
        teaches=(),
        plan=(),
        places=(),
        remote=None,
        employment_type=None,
        pay=None,
        offers={},
        apply="",
        closes="",
        website="",
        how_to_apply="",
        accommodation="",
        equal_opportunity="",
        gaps=(WANTED["team"], WANTED["pay"]),
    )
