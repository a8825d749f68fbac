"""An advertisement as a schema.org JobPosting, with the fields that Google for Jobs asks for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hiring.documents.job_description.markup import write_block
from hiring.documents.job_description.outline import draw_up
from hiring.documents.plain_text import clean
from hiring.domain.advertising import LEFT_OUT, find_address
from hiring.domain.countries import country_name
from hiring.errors import Problem, RefusedError

if TYPE_CHECKING:
    from hiring.domain.countries import Place
    from hiring.views.papers import JobDescription

_EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "contractor": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "intern": "INTERN",
    "volunteer": "VOLUNTEER",
    "per-diem": "PER_DIEM",
    "other": "OTHER",
}
# What could end a script element or a line of a program, were the JSON put into one.
_RISKY = re.compile("[<>&\u2028\u2029]")


def find_missing(ad: JobDescription) -> tuple[Problem, ...]:
    """Name every field that Google for Jobs requires and the ad cannot fill, with its remedy."""
    wanted = (
        ("title", ad.title.strip(), "hiring job edit CODE --title TEXT"),
        ("hiringOrganization", ad.company.strip(), "company in hiring.toml"),
        (
            "datePosted",
            ad.posted,
            "publish the ad (hiring jd publish CODE), or name the day with --on DATE",
        ),
        (
            "jobLocation",
            ad.places or ad.remote == "remote",
            'hiring job edit CODE --location "Berlin, Germany", or --remote remote',
        ),
        (
            "addressCountry",
            all(place.country for place in ad.places),
            "hiring job edit CODE --country DE",
        ),
        (
            "applicantLocationRequirements",
            ad.remote_from or ad.remote != "remote",
            'hiring job edit CODE --remote-from "DE, PT"',
        ),
    )
    return tuple(
        Problem(f"a JobPosting needs {field}", where=ad.code, fix=fix.replace("CODE", ad.code))
        for field, given, fix in wanted
        if not given
    )


def write_json_ld(ad: JobDescription) -> bytes:
    """Write a job description as JSON-LD; RefusedError names every required field it lacks."""
    missing = find_missing(ad)
    if missing:
        raise RefusedError(*missing)
    return f"{to_json(ad)}\n".encode()


def to_json(ad: JobDescription) -> str:
    """Write the JobPosting as JSON that can stand in a script element as it is."""
    text = json.dumps(_posting(ad), ensure_ascii=False, indent=2)
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _posting(ad: JobDescription) -> dict[str, Any]:
    posting: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": _words(ad.title),
        "description": _description(ad),
        "identifier": {
            "@type": "PropertyValue",
            "name": _words(ad.company),
            "value": ad.code,
        },
        "datePosted": ad.posted,
        # The last day counts whole; a day alone would be read as its first minute.
        "validThrough": f"{ad.closes}T23:59" if ad.closes else None,
        "employmentType": _EMPLOYMENT.get(ad.employment_type or ""),
        "hiringOrganization": {
            "@type": "Organization",
            "name": _words(ad.company),
            "sameAs": ad.website or None,
        },
        "jobLocation": _one_or_all([_place(place) for place in ad.places]),
        "baseSalary": _salary(ad),
        "totalJobOpenings": ad.headcount,
        "responsibilities": "\n".join(_words(duty) for duty in ad.duties) or None,
        "skills": ", ".join(_words(one.competency) for one in ad.must_haves) or None,
        "jobBenefits": _words(_offered(ad)) or None,
        "directApply": ad.direct_apply,
        "applicationContact": _contact(ad),
    }
    if ad.remote == "remote":
        posting["jobLocationType"] = "TELECOMMUTE"
        posting["applicantLocationRequirements"] = _one_or_all(
            [{"@type": "Country", "name": country_name(code)} for code in ad.remote_from]
        )
    return {key: _without_nothing(one) for key, one in posting.items() if one is not None}


def _words(text: str) -> str:
    return " ".join(clean(text).split())


def _description(ad: JobDescription) -> str:
    parts = []
    for section in draw_up(ad).sections:
        parts.append(f"<h2>{section.heading}</h2>")
        parts += [write_block(block, table=False) for block in section.blocks]
    return re.sub(r' (?:dir|class)="[a-z]+"', "", "\n".join(parts))


def _place(place: Place) -> dict[str, Any]:
    return {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": _words(place.locality) or None,
            "addressRegion": _words(place.region) or None,
            "addressCountry": place.country,
        },
    }


def _salary(ad: JobDescription) -> dict[str, Any] | None:
    if ad.pay is None:
        return None
    return {
        "@type": "MonetaryAmount",
        "currency": ad.pay.currency,
        "value": {
            "@type": "QuantitativeValue",
            "minValue": ad.pay.low,
            "maxValue": ad.pay.high,
            "unitText": ad.pay.period.upper(),
        },
    }


def _offered(ad: JobDescription) -> str:
    said = ad.offers.get("benefits", "")
    return "" if said.strip() == LEFT_OUT else said


def _contact(ad: JobDescription) -> dict[str, str] | None:
    link = find_address(ad.apply)
    if link is None:
        return None
    kind = "email" if link.startswith("mailto:") else "url"
    return {
        "@type": "ContactPoint",
        "contactType": "applications",
        kind: link.removeprefix("mailto:"),
    }


def _one_or_all(found: list[dict[str, Any]]) -> Any:
    return found[0] if len(found) == 1 else found or None


def _without_nothing(value: Any) -> Any:
    """Leave out what nobody gave, at every depth."""
    if isinstance(value, dict):
        return {key: _without_nothing(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_without_nothing(one) for one in value]
    return value
