"""Files as other systems write them, made up, with the traps their users know."""

from __future__ import annotations

import json
from typing import Any

# name: (file name, content, options, what is read, names and e-mails that must be there)
GREENHOUSE_SHEET = (
    "First Name,Last Name,Company,Title,Notes,Email,Phone,Social Media,Website,Address,Source,"
    "Who gets credit,Job,Department,Office,Prospect Pool,Prospect Stage,Milestone,T-shirt\r\n"
    'Ada,Example,Sample Labs,Engineer,"met twice,\r\nonce in Oslo",ada@example.org,+49 30 1234567,'
    "https://github.example.org/ada,https://ada.example.org/cv,Berlin,Referral,Bo Sample,ML-1,R&D,"
    "Berlin,,,Application,M\r\n"
    "Zoë,Müller,,,,zoe@example.org,,,,,,,ML-1,,,Pool,Warm,Offer,\r\n"
)
GREENHOUSE_CANDIDATES: list[dict[str, Any]] = [
    {
        "id": 53883394,
        "first_name": "Ada",
        "last_name": "Example",
        "company": "Sample Labs",
        "title": "Engineer, Image Models",
        "created_at": "2025-01-02T03:04:05.000Z",
        "is_private": False,
        "photo_url": "https://example.org/ada.png",
        "tags": ["python", "speech"],
        "phone_numbers": [{"value": "+49 30 1234567", "type": "mobile"}],
        "email_addresses": [
            {"value": "ada@example.org", "type": "personal"},
            {"value": "ada@work.example.org", "type": "work"},
        ],
        "website_addresses": [{"value": "https://ada.example.org/cv", "type": "portfolio"}],
        "social_media_addresses": [],
        "addresses": [{"value": "Berlin", "type": "home"}],
        "keyed_custom_fields": {
            "desired_salary": {"name": "Desired Salary", "type": "number", "value": 90000},
            "notice": {"name": "Notice period", "type": "short_text", "value": "a month"},
        },
        "applications": [
            {
                "id": 69306314,
                "prospect": False,
                "applied_at": "2025-01-03T10:00:00.000Z",
                "rejected_at": None,
                "status": "active",
                "jobs": [{"id": 123, "name": "ML-1"}],
                "current_stage": {"id": 1, "name": "Face to Face"},
                "source": {"id": 2, "public_name": "LinkedIn (Ad posting)"},
                "answers": [
                    {"question": "Why us?", "answer": "the data"},
                    {"question": "What is your gender?", "answer": "secret"},
                ],
            },
            {
                "id": 69306315,
                "applied_at": "2024-01-03T10:00:00.000Z",
                "rejected_at": "2024-02-01T10:00:00.000Z",
                "status": "rejected",
                "jobs": [{"id": 123, "name": "ML-1"}],
                "rejection_reason": {"id": 9, "name": "Too junior"},
            },
        ],
    },
    {
        "id": 53883395,
        "first_name": "Ben",
        "last_name": "Sample",
        "email_addresses": [],
        "social_media_addresses": [],
        "applications": [{"id": 69306316, "prospect": True, "jobs": []}],
    },
]
GREENHOUSE_APPLICATIONS: list[dict[str, Any]] = [
    {
        "id": 69306316,
        "candidate_id": 53883395,
        "applied_at": "2025-03-03T10:00:00.000Z",
        "status": "hired",
        "jobs": [{"id": 123, "name": "ML-1"}],
        "current_stage": {"id": 1, "name": "Offer"},
    }
]
LEVER_MOVING = (
    "Full-Name,Email,Date-Added,Stage,Archive-Reason,Archive-Date,Sources,Origin,Links,Tags\n"
    'Ada Example,"ada@example.org,ada@work.example.org",2025-03-01,New applicant,,,LinkedIn,'
    'Applied,"https://a.example.org/1, https://a.example.org/2","python,speech"\n'
    "Ada Example,ada@example.org,2024-03-01,Recruiter Screen,Withdrew,2024-04-01,,Referred,,\n"
    "Ben Sample,ben@example.org,2025-03-02,Hired,Hired,2025-05-01,Agency X,Agency,,\n"
)
LEVER_OPPORTUNITIES: list[dict[str, Any]] = [
    {
        "id": f"opp-{number}",
        "name": "Ada Example",
        "contact": "contact-1",
        "headline": "Sample Labs",
        "stage": {"id": "s1", "text": "On-site interview"},
        "location": "Oslo",
        "phones": [{"type": "mobile", "value": "+49 30 1234567"}],
        "emails": ["ada@example.org"],
        "links": ["https://a.example.org/1"],
        "archived": archived,
        "tags": ["python"],
        "sources": ["LinkedIn"],
        "origin": "sourced",
        "applications": [{"id": f"a{number}", "posting": {"id": "p", "text": "ML-1"}}],
        "createdAt": 1_700_000_000_000 + number,
        "isAnonymized": False,
        "followers": ["u1", "u2"],
    }
    for number, archived in (
        (1, None),
        (2, {"reason": "Underqualified", "archivedAt": 1_700_000_500_000}),
    )
] + [{"id": "opp-3", "contact": "c", "emails": [], "createdAt": 1, "isAnonymized": True}]
ASHBY_APPLICATIONS = {
    "success": True,
    "results": [
        {
            "id": "app-1",
            "createdAt": "2025-06-01T08:00:00.000Z",
            "status": "Active",
            "candidate": {
                "id": "cand-1",
                "name": "Ada Example",
                "primaryEmailAddress": {"value": "ada@example.org", "type": "Personal"},
                "primaryPhoneNumber": {"value": "+49 30 1234567"},
            },
            "currentInterviewStage": {"id": "x", "title": "Onsite", "type": "Active"},
            "job": {"id": "j", "title": "ML-1"},
            "source": {"id": "s", "title": "Referral"},
            "hiringTeam": [{"email": "mo@example.org", "role": "Hiring Manager"}],
        },
        {
            "id": "app-2",
            "createdAt": "2025-06-02T08:00:00.000Z",
            "status": "Archived",
            "candidate": {"id": "cand-2", "name": "Ben Sample"},
            "currentInterviewStage": {"id": "y", "title": "Archived"},
            "archiveReason": {"id": "r", "text": "Withdrew"},
            "job": {"id": "j", "title": "ML-1"},
        },
    ],
    "moreDataAvailable": False,
}
ASHBY_CANDIDATES = {
    "results": [
        {
            "id": "cand-1",
            "name": "Ada Example",
            "primaryEmailAddress": {"value": "ada@example.org"},
            "emailAddresses": [{"value": "ada@example.org"}, {"value": "ada@work.example.org"}],
            "socialLinks": [{"type": "LinkedIn", "url": "https://l.example.org/in/ada"}],
            "tags": [{"id": "t", "title": "speech"}],
            "position": "Engineer",
            "company": "Sample Labs",
            "school": "Sample University",
            "applicationIds": ["app-1"],
        }
    ]
}
FRAPPE = (
    '"Applicant Name","Email Address","Phone Number","Country","Job Opening","Designation",'
    '"Status","Source","Source Name","Applicant Rating","Cover Letter","Resume Link","Currency",'
    '"Lower Range","Upper Range"\n'
    '"Ada Example","ada@example.org","+49 30 1234567","Germany","ML-1","Engineer","Hold",'
    '"Employee Referral","HR-EMP-1","0.8","I split parsers","https://cv.example.org/ada","EUR",'
    '"80000","90000"\n'
    '"Ben Sample","ben@example.org","","","ML-1","","Accepted","","","","","","","",""\n'
)
ODOO = (
    "External ID,Applicant's Name,Email,Phone,LinkedIn Profile,Degree,Job Position,Stage,Tags,"
    "Evaluation,Refuse Reason,Applied on,Hire Date,Last Stage Update,Source,Expected,Proposed\n"
    "__export__.hr_applicant_1,Ada Example,ada@example.org,+49 30 1234567,"
    'https://l.example.org/in/ada,Master,ML-1,Second Interview,"IT,Sales",Very Good,,'
    "2025-02-01 10:00:00,,2025-02-05 10:00:00,LinkedIn,90000,85000\n"
    "__export__.hr_applicant_2,Ben Sample,ben@example.org,,,,ML-1,Contract Signed,,Normal,,"
    "2025-02-02 10:00:00,2025-04-01 10:00:00,2025-04-01 10:00:00,,,\n"
    "__export__.hr_applicant_3,Cy Sample,cy@example.org,,,,ML-1,New,,Normal,Spam,"
    "2025-02-03 10:00:00,,,,,\n"
)
OPENCATS_EXPORT = (
    "\ufeffcandidateID,lastName,firstName,phoneHome,phoneCell,email1,keySkills\r\n"
    '"1","Example","Ada","","+49 30 1234567","ada@example.org","python, speech"\r\n'
    '"2","Sample","Ben","","","",""\r\n'
)
OPENCATS_LIST = (
    "First Name,Last Name,City,State,Key Skills,Created,Status,Email 2\n"
    "Ada,Example,Berlin,BE,python,03-04-26,Placed,ada@example.org\n"
)
HORILLA = (
    "Name,Recruitment,Job Position,Stage,Email,Mobile,Hired,Joining Date,Gender,Date of Birth\n"
    "Ada Example,Spring 2026,ML-1,Interview,ada@example.org,+49 30 1234567,False,,female,"
    "1990-01-01\n"
    "Ben Sample,Spring 2026,ML-1,Interview,ben@example.org,,True,2026-05-01,male,1991-01-01\n"
)
SMARTRECRUITERS = (
    "applicationID;applicationCreationDate;applicationStage;applicationStep;"
    "applicationReasonOfRejection;appliedVia;candidateID;candidateFirstName;candidateLastName;"
    "candidateEmail;candidateEthnicity;jobTitle\n"
    "a1;2025-06-01T10:00:00Z;IN_REVIEW;Call;;LinkedIn;c1;Ada;Example;ada@example.org;x;ML-1\n"
    "a2;2025-06-02T10:00:00Z;REJECTED;;Too junior;;c2;Ben;Sample;ben@example.org;y;ML-1\n"
    "a3;2025-06-03T10:00:00Z;WITHDRAWN;;;;c2;Ben;Sample;ben@example.org;y;ML-1\n"
)
MERGE = {
    "next": None,
    "previous": None,
    "results": [
        {
            "id": "9d7b-1",
            "remote_id": "54321",
            "first_name": "Ada",
            "last_name": "Example",
            "company": "Sample Labs",
            "title": "Engineer",
            "remote_created_at": "2025-01-01T00:00:00Z",
            "last_interaction_at": "2025-02-01T00:00:00Z",
            "is_private": True,
            "can_email": False,
            "locations": ["Berlin"],
            "phone_numbers": [{"value": "+49 30 1234567", "phone_number_type": "MOBILE"}],
            "email_addresses": [{"value": "ada@example.org", "email_address_type": "PERSONAL"}],
            "urls": [{"value": "https://l.example.org/in/ada", "url_type": "SOCIAL_MEDIA"}],
            "tags": ["speech"],
            "applications": ["92e8-1"],
        }
    ],
}
JSON_RESUME = {
    "basics": {
        "name": "Ada Example",
        "label": "Engineer",
        "image": "https://example.org/ada.png",
        "email": "ada@example.org",
        "phone": "+49 30 1234567",
        "url": "https://ada.example.org/cv",
        "summary": "splits parsers",
        "location": {"city": "Berlin", "countryCode": "DE"},
        "profiles": [{"network": "GitHub", "url": "https://github.example.org/ada"}],
    },
    "work": [{"name": "Sample Labs", "position": "Engineer", "startDate": "2020-01-01"}],
    "skills": [{"name": "python", "level": "Master"}],
}
FILES: dict[str, tuple[str, str]] = {
    "greenhouse sheet": ("greenhouse", GREENHOUSE_SHEET),
    "greenhouse candidates": ("greenhouse", json.dumps(GREENHOUSE_CANDIDATES)),
    "lever moving": ("lever", LEVER_MOVING),
    "lever opportunities": ("lever", json.dumps({"data": LEVER_OPPORTUNITIES, "hasNext": False})),
    "ashby applications": ("ashby", json.dumps(ASHBY_APPLICATIONS)),
    "ashby candidates": ("ashby", json.dumps(ASHBY_CANDIDATES)),
    "frappe": ("frappe", FRAPPE),
    "odoo": ("odoo", ODOO),
    "opencats export": ("opencats", OPENCATS_EXPORT),
    "opencats list": ("opencats", OPENCATS_LIST),
    "horilla": ("horilla", HORILLA),
    "smartrecruiters": ("smartrecruiters", SMARTRECRUITERS),
    "merge": ("merge", json.dumps(MERGE)),
    "json-resume": ("json-resume", json.dumps(JSON_RESUME)),
}
# Never to be found anywhere in the database.
SECRETS = ("90000", "85000", "80000", "ada.png", "secret", "female", "1990-01-01")
