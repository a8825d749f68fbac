from __future__ import annotations

import textwrap

import pytest

from hiring.ad_rules import load_fact_words, load_headings
from hiring.domain.adverts.drafting import LONGEST_TEXT, Draft, draft_job, tell_level
from hiring.domain.adverts.gathering import gather_facts
from hiring.domain.adverts.reading import number_lines, read_advert


def draft(text: str) -> Draft:
    advert = read_advert(number_lines(textwrap.dedent(text).strip("\n")), load_headings())
    return draft_job(advert, gather_facts(advert, load_fact_words()))


AD = """
    # Senior data engineer (Remote)
    Company: Example GmbH
    Location: {place}

    ## About the team
    We keep the numbers of a parcel network.

    ## Requirements
    * 5+ years of experience with SQL
    * A bachelor's degree

    ## Benefits
    * 30 days of leave,
    * A pension plan.

    {pay}

    This is a full-time, fully remote job.
"""


def test_what_a_job_keeps_is_taken_over_and_years_and_degrees_are_not() -> None:
    found = draft(AD.format(place="Porto, Portugal", pay="Pay: EUR 60,000 - 75,000 per year"))

    assert found.level == "senior"
    assert dict(found.facts) == {
        "title": "Senior data engineer",
        "location": "Porto, Portugal",
        "remote": "remote",
        "employment_type": "full-time",
        "team": "We keep the numbers of a parcel network.",
        "benefits": "30 days of leave; A pension plan.",
        "pay_min": 60000,
        "pay_max": 75000,
        "pay_currency": "EUR",
        "pay_period": "year",
    }
    assert found.missing == ()


def test_a_remote_job_in_a_country_says_where_one_may_live() -> None:
    found = draft(AD.format(place="Portugal", pay=""))

    assert found.facts["remote_from"] == "PT"
    assert "location" not in found.facts


@pytest.mark.parametrize(
    ("pay", "missing"),
    [
        ("", "pay"),
        ("We pay a competitive salary.", "both ends of the pay"),
        ("Salary: from EUR 60,000 per year", "both ends of the pay"),
        ("Salary: 60,000 - 75,000 per year", "the currency of the pay"),
        ("Salary: EUR 75,000 - 60,000 per year", "pay in whole figures, the lower first"),
    ],
)
def test_pay_that_no_job_can_hold_is_named(pay: str, missing: str) -> None:
    found = draft(AD.format(place="Porto, Portugal", pay=pay))

    assert "pay_min" not in found.facts
    assert found.missing[-1].startswith(missing)


def test_a_period_that_was_concluded_is_told() -> None:
    found = draft(AD.format(place="Porto, Portugal", pay="Salary: EUR 60,000 - 75,000"))

    assert found.facts["pay_period"] == "year"
    assert found.missing == ("the period of the pay: a year was taken (line 16)",)


def test_what_an_ad_does_not_say_is_named() -> None:
    found = draft("Analyst\n\nWe count parcels.")

    assert dict(found.facts) == {"title": "Analyst"}
    assert found.missing == (
        "the place",
        "on site, hybrid or remote",
        "the employment type",
        "what the team does",
        "benefits, in a list that is short enough",
        "pay",
    )


def test_a_long_list_of_benefits_is_cut_at_a_whole_item() -> None:
    items = "\n".join(f"* {'Something good, and told at length, ' * 5}{n}" for n in range(9))

    benefits = str(draft(f"Analyst\n\n## Benefits\n{items}").facts["benefits"])

    assert LONGEST_TEXT // 2 < len(benefits) <= LONGEST_TEXT
    assert benefits.endswith("length, 2")


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Staff Machine Learning Engineer", "senior"),
        ("Jr. Data Analyst", "junior"),
        ("Data Scientist III", "senior"),
        ("Data Engineer", None),
        ("Junior or Senior Data Engineer", None),
    ],
)
def test_the_title_tells_the_level(title: str, level: str | None) -> None:
    assert tell_level(title) == level
