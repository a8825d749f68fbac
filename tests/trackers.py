"""Feedback of other trackers, made up after the fields that each of them gives out."""

from __future__ import annotations

from typing import Any

BO = {"id": 4080, "first_name": "Bo", "last_name": "Sample", "name": "Bo Sample"}
RITA = {"id": 4081, "first_name": "Rita", "last_name": "Recruiter", "name": "Rita Recruiter"}
ASHBY_BO = {"id": "u-1", "firstName": "Bo", "lastName": "Sample", "email": "bo@example.org"}
ASHBY_RITA = {"id": "u-2", "firstName": "Rita", "lastName": "Wu", "email": "rita@example.org"}

ATTRIBUTES = {
    "Coding": ("strong_yes", "Wrote the <b>loop</b> &amp; tested it."),
    "Models": ("mixed", "Mixed up <i>precision</i> and recall."),
    "Architecture": ("no_decision", ""),
    "Talks clearly": (None, ""),
}
MAP = {
    "competencies": {
        "Coding": "coding",
        "Models": "ml-fundamentals",
        "Architecture": "system-design",
        "Talks clearly": "communication",
    },
    "steps": {"Technical interview": "panel"},
    "interviewers": {"4080": "Bo Sample <bo@example.org>"},
}


def greenhouse(number: int = 9001, **changes: Any) -> dict[str, Any]:
    """Make a scorecard as Harvest gives it; `rated` are its attributes."""
    rated = changes.pop("rated", ATTRIBUTES)
    attributes = [
        {"name": name, "type": "Skills", "note": note, "rating": rating}
        for name, (rating, note) in rated.items()
    ]
    card = {
        "id": number,
        "updated_at": "2026-02-27T16:20:00.000Z",
        "created_at": "2026-02-27T15:00:00.000Z",
        "interview": "Technical interview",
        "interview_step": {"id": 5550, "name": "Technical interview"},
        "candidate_id": 77,
        "application_id": 501,
        "interviewed_at": "2026-02-27T14:00:00.000Z",
        "submitted_by": RITA,
        "interviewer": BO,
        "submitted_at": "2026-02-27T16:20:00.000Z",
        "overall_recommendation": "definitely_not",
        "attributes": attributes,
        "ratings": {"strong_yes": ["Coding"], "mixed": ["Models"], "no_decision": []},
        "questions": [
            {
                "id": None,
                "question": "Key Take-Aways",
                "answer": "<p>Calm.</p><li>Fast</li>",
            },
            {"id": 12, "question": "Would you pair again?", "answer": "Yes &ndash; 1 < 2"},
        ],
    }
    return card | changes


def lever(number: str = "fb-1", **changes: Any) -> dict[str, Any]:
    """Make a feedback form with an overall score, a scorecard and an answer."""
    form = {
        "id": number,
        "type": "interview",
        "text": "Technical interview",
        "instructions": "",
        "baseTemplateId": "tpl-1",
        "interview": "iv-1",
        "panel": "pn-1",
        "user": "usr-1",
        "opportunity": "opp-1",
        "createdAt": 1772200800000,
        "updatedAt": 1772204400000,
        "completedAt": 1772204400000,
        "deletedAt": None,
        "fields": [
            {
                "id": "f1",
                "type": "score",
                "text": "Rating",
                "isSummary": True,
                "options": [{"text": "4 - Strong Hire"}, {"text": "3 - Yes"}],
                "value": "3 - Yes",
            },
            {
                "id": "f2",
                "type": "scorecard",
                "text": "Skills",
                "scores": [{"text": "Coding", "description": ""}, {"text": "Models"}],
                "value": [{"score": 4, "comment": "Typed it out."}, {"score": 2, "comment": "No."}],
            },
            {"id": "f3", "type": "score", "text": "Talks clearly", "value": "4 - Strong Hire"},
            {"id": "f4", "type": "textarea", "text": "Notes", "value": "Calm throughout."},
            {"id": "f5", "type": "yes-no", "text": "Remote?", "value": True},
            {"id": "f6", "type": "multiple-select", "text": "Tools", "value": ["git", "make"]},
        ],
    }
    return form | changes


def rich_text() -> dict[str, Any]:
    """Make an answer as an editor keeps it: a list with a word in bold."""
    words = [{"type": "text", "text": "A "}, {"type": "text", "text": "calm", "marks": []}]
    paragraph = {"type": "paragraph", "content": [*words, {"type": "text", "text": " person."}]}
    item = {"type": "listItem", "content": [paragraph]}
    points = {"type": "bulletList", "content": [item, item]}
    return {"type": "doc", "content": [points]}


def ashby(number: str = "sub-1", **changes: Any) -> dict[str, Any]:
    """Make a submission with its form: an overall choice, two scores, a text."""

    def field(path: str, kind: str, title: str, **more: Any) -> dict[str, Any]:
        return {"isRequired": False, "field": {"path": path, "type": kind, "title": title, **more}}

    choices = [{"label": "Strong Hire", "value": "4"}, {"label": "Hire", "value": "3"}]
    form = [
        field("overall_recommendation", "ValueSelect", "Overall", selectableValues=choices),
        field("q1", "Score", "Coding"),
        field("q2", "Score", "Models"),
        field("q3", "RichText", "What did you see?"),
        field("q4", "Score", "Talks clearly"),
    ]
    submission = {
        "id": number,
        "applicationId": "app-1",
        "interviewId": "int-1",
        "interviewEventId": "ev-1",
        "feedbackFormDefinitionId": "form-1",
        "submittedAt": "2026-02-27T16:20:00.000Z",
        "submittedByUser": ASHBY_RITA,
        "creditedToUser": ASHBY_BO,
        "formDefinition": {"title": "Technical interview", "sections": [{"fields": form}]},
        "submittedValues": {
            "overall_recommendation": "4",
            "q1": {"score": 4, "comments": {"type": "PlainText", "value": "Typed it out."}},
            "q2": 2,
            "q3": rich_text(),
        },
    }
    return submission | changes


def frappe(number: str = "HR-INT-FB-1", **changes: Any) -> dict[str, Any]:
    """Make a document of the type Interview Feedback; times have no offset there."""
    document = {
        "name": number,
        "owner": "bo@example.org",
        "creation": "2026-02-27 16:20:00.000000",
        "modified": "2026-02-27 16:20:00.000000",
        "docstatus": 1,
        "interview": "HR-INT-1",
        "interview_round": "Technical interview",
        "job_applicant": "HR-APP-2026-1",
        "interviewer": "bo@example.org",
        "result": "Cleared",
        "average_rating": 0.6,
        "feedback": "<div>Calm.</div>",
        "skill_assessment": [
            {"skill": "Coding", "rating": 1.0},
            {"skill": "Models", "rating": 0.6},
            {"skill": "Talks clearly", "rating": 0},
        ],
    }
    return document | changes


def merge(number: str = "m-1", **changes: Any) -> dict[str, Any]:
    """Make a scorecard of Merge's common model, its parts written out."""
    card = {
        "id": number,
        "remote_id": "876556788",
        "application": {
            "id": "ma-1",
            "candidate": {
                "id": "mc-1",
                "email_addresses": [{"value": "ada@example.org", "email_address_type": "PERSONAL"}],
            },
        },
        "interview": {
            "id": "mi-1",
            "start_at": "2026-02-27T14:00:00Z",
            "job_interview_stage": {"id": "ms-1", "name": "Technical interview"},
        },
        "interviewer": {
            "id": "mu-1",
            "first_name": "Bo",
            "last_name": "Sample",
            "email": "bo@example.org",
        },
        "submitted_at": "2026-02-27T16:20:00Z",
        "overall_recommendation": "DEFINITELY_NO",
        "remote_was_deleted": False,
    }
    return card | changes
