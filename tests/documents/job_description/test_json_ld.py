"""A JobPosting against what schema.org and Google for Jobs ask of one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from hiring.documents.job_description.json_ld import find_missing, write_json_ld
from hiring.domain.countries import Place
from hiring.domain.pay import PayRange
from hiring.errors import RefusedError
from tests.documents.papers import a_job_description, an_empty_job_description

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
ISO_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\Z")
EMPLOYMENT = {
    *("FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY"),
    *("INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"),
}
UNITS = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}
KNOWN = {
    *("@context", "@type", "title", "description", "identifier", "datePosted", "validThrough"),
    *("employmentType", "hiringOrganization", "jobLocation", "jobLocationType", "baseSalary"),
    *("applicantLocationRequirements", "totalJobOpenings", "responsibilities", "skills"),
    *("jobBenefits", "directApply", "applicationContact"),
}
ALLOWED_TAGS = {"h2", "p", "ul", "ol", "li", "br", "strong", "mark", "a"}
REMOTE: dict[str, Any] = {"remote": "remote", "remote_from": ("DE", "PT"), "places": ()}


def post(**changes: Any) -> dict[str, Any]:
    ad = a_job_description(**({"posted": "2026-11-02"} | changes))
    posting: dict[str, Any] = json.loads(write_json_ld(ad))
    check(posting)
    return posting


def check(posting: dict[str, Any]) -> None:
    """Hold a posting to the table of fields: what is required, and how each is written."""
    assert posting["@context"] == "https://schema.org/"
    assert posting["@type"] == "JobPosting"
    assert set(posting) <= KNOWN
    assert posting["title"]
    assert posting["description"].startswith("<h2>")
    assert posting["description"] != posting["title"]
    assert set(re.findall(r"</?([a-z0-9]+)", posting["description"])) <= ALLOWED_TAGS
    assert ISO_DAY.match(posting["datePosted"])
    assert posting["hiringOrganization"]["@type"] == "Organization"
    assert posting["hiringOrganization"]["name"]
    if posting.get("jobLocationType"):
        assert posting["jobLocationType"] == "TELECOMMUTE"
        assert posting["applicantLocationRequirements"]
    else:
        assert posting["jobLocation"]
    for place in as_list(posting.get("jobLocation")):
        assert place["@type"] == "Place"
        assert place["address"]["@type"] == "PostalAddress"
        assert re.fullmatch("[A-Z]{2}", place["address"]["addressCountry"])
    for country in as_list(posting.get("applicantLocationRequirements")):
        assert country["@type"] == "Country"
        assert country["name"]
    if "validThrough" in posting:
        assert ISO_MINUTE.match(posting["validThrough"])
    if "employmentType" in posting:
        assert posting["employmentType"] in EMPLOYMENT
    if "baseSalary" in posting:
        salary = posting["baseSalary"]
        assert salary["@type"] == "MonetaryAmount"
        assert re.fullmatch("[A-Z]{3}", salary["currency"])
        assert salary["value"]["@type"] == "QuantitativeValue"
        assert salary["value"]["minValue"] <= salary["value"]["maxValue"]
        assert salary["value"]["unitText"] in UNITS


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def test_a_posting_has_every_field_that_we_know() -> None:
    posting = post(direct_apply=True)

    assert posting["identifier"] == {
        "@type": "PropertyValue",
        "name": "Example Forecasts",
        "value": "ML-1",
    }
    assert posting["hiringOrganization"]["sameAs"] == "https://example.org"
    assert posting["validThrough"] == "2027-01-15T23:59"
    assert posting["employmentType"] == "FULL_TIME"
    assert posting["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Aarhus",
        "addressCountry": "DK",
    }
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 560_000,
        "maxValue": 680_000,
        "unitText": "YEAR",
    }
    assert posting["directApply"] is True
    assert posting["totalJobOpenings"] == 1
    assert posting["applicationContact"]["email"] == "jobs@example.org"
    assert "Coding" in posting["skills"]
    assert posting["jobBenefits"] == "Six weeks of leave and a pension plan."
    assert "<strong>Pair coding</strong>" in posting["description"]


def test_what_nobody_gave_is_left_out() -> None:
    posting = post(
        closes="", pay=None, apply="", website="", offers={"benefits": "-"}, employment_type="x"
    )

    missing = {"validThrough", "baseSalary", "applicationContact", "jobBenefits", "directApply"}
    assert not (missing | {"employmentType"}) & set(posting)
    assert "sameAs" not in posting["hiringOrganization"]


def test_a_remote_job_says_where_applicants_may_live() -> None:
    posting = post(**REMOTE)

    assert "jobLocation" not in posting
    assert [one["name"] for one in posting["applicantLocationRequirements"]] == [
        *("Germany", "Portugal"),
    ]


def test_a_job_that_is_partly_remote_is_not_called_remote() -> None:
    assert "jobLocationType" not in post(remote="hybrid", remote_from=("DE",))


def test_several_places_are_all_named() -> None:
    places = (
        Place(written="Berlin, Germany", locality="Berlin", country="DE"),
        Place(written="Austin, TX, USA", locality="Austin", region="TX", country="US"),
    )

    addresses = [one["address"] for one in post(places=places)["jobLocation"]]

    assert [one["addressCountry"] for one in addresses] == ["DE", "US"]
    assert addresses[1]["addressRegion"] == "TX"


@pytest.mark.parametrize(
    ("changes", "field", "fix"),
    [
        ({"posted": ""}, "datePosted", "hiring jd publish ML-1"),
        ({"title": " "}, "title", "hiring job edit ML-1 --title TEXT"),
        ({"company": ""}, "hiringOrganization", "company in hiring.toml"),
        ({"places": ()}, "jobLocation", "--location"),
        ({"places": (Place(written="Austin"),)}, "addressCountry", "--country DE"),
        (REMOTE | {"remote_from": ()}, "applicantLocationRequirements", "--remote-from"),
    ],
)
def test_a_required_field_that_is_missing_is_named_with_its_remedy(
    changes: dict[str, Any], field: str, fix: str
) -> None:
    ad = a_job_description(**({"posted": "2026-11-02"} | changes))

    with pytest.raises(RefusedError) as refused:
        write_json_ld(ad)

    (problem,) = refused.value.problems
    assert problem.what == f"a JobPosting needs {field}"
    assert fix in problem.fix


def test_every_missing_field_is_named_at_once() -> None:
    named = [problem.what.split()[-1] for problem in find_missing(an_empty_job_description())]

    assert named == ["datePosted", "jobLocation"]


@pytest.mark.parametrize(
    "text", ["</script><b>", "a & b", "\u2028", '"quoted" \\', "\ud800", "\x00", "\u202e"]
)
def test_a_posting_can_stand_in_a_page_as_it_is(text: str) -> None:
    ad = a_job_description(posted="2026-11-02", title=f"x {text}", team=text, company=f"y {text}")

    written = write_json_ld(ad).decode()

    assert not set("<>&\u2028\u2029") & set(written)
    check(json.loads(written))


@pytest.mark.parametrize("period", ["hour", "day", "week", "month", "year"])
def test_every_period_of_pay_is_a_unit_of_schema_org(period: str) -> None:
    pay = PayRange(low=1, high=2, currency="EUR", period=period)

    assert post(pay=pay)["baseSalary"]["value"]["unitText"] == period.upper()


@pytest.mark.parametrize(
    "kind",
    [
        "full-time",
        "part-time",
        "contractor",
        "temporary",
        "intern",
        "volunteer",
        "per-diem",
        "other",
    ],
)
def test_every_kind_of_employment_is_one_of_schema_org(kind: str) -> None:
    assert post(employment_type=kind)["employmentType"] == kind.upper().replace("-", "_")
