from __future__ import annotations

import textwrap
from datetime import date

import pytest

from hiring.ad_rules import load_fact_words, load_headings
from hiring.domain.adverts.drafting import LONGEST_TEXT, Draft, draft_job, tell_level
from hiring.domain.adverts.gathering import gather_facts
from hiring.domain.adverts.reading import number_lines, read_advert


def draft(text: str) -> Draft:
    advert = read_advert(number_lines(textwrap.dedent(text).strip("\n")), load_headings())
    stated = gather_facts(advert, load_fact_words())
    return draft_job(advert, stated, company="Example GmbH", today=date(2026, 3, 1))


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


def test_benefits_that_are_cut_are_counted_and_what_is_told_in_sentences_is_left_out() -> None:
    told = (
        "* How we grow: We think that trust is what lets people do their best work, in the way"
        " that is theirs. We pay for courses and books, and for the time they take.\n"
    )
    items = "\n".join(f"* {'Something good, and told at length, ' * 5}{n}" for n in range(9))

    found = draft(f"Analyst\n\n## Benefits\n{told}{items}")

    assert str(found.facts["benefits"]).startswith("Something good")
    assert "benefits: the first 3 of 9 were taken" in found.missing
    assert "benefits: what is told in sentences was left out (line 4)" in found.missing


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Apply until 30 April 2026.", "2026-04-30"),
        ("Please apply by April 30th, 2026, with a CV.", "2026-04-30"),
        ("Closing date: 2026-04-30", "2026-04-30"),
        ("Deadline for applications is 30 April 2026.", "2026-04-30"),
        ("Applications close on Thursday, 30 April 2026.", "2026-04-30"),
        ("Bewerbungen bis zum 30.4.2026", "2026-04-30"),
        ("Apply until 30 April.", None),
        ("Apply by 04/05/2026.", None),
        ("Apply by 30 February 2026.", None),
        ("The job is yours until 30 April 2026.", None),
        ("Apply by 3 May 2026; late applications until 9 May 2026.", None),
    ],
)
def test_the_last_day_to_apply_is_taken_over_where_it_is_plain(said: str, day: str | None) -> None:
    found = draft(f"Analyst\n\nWe count parcels.\n\n{said}")

    assert found.facts.get("closes") == day
    listed = any(one.startswith("the last day to apply: ") for one in found.left)
    assert listed == (day is None and "appl" in said.lower())


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("Apply at https://example.org/jobs/1.", "https://example.org/jobs/1"),
        ("Send your CV to jobs@example.org", "jobs@example.org"),
        ("To apply, write to a@example.org or b@example.org.", None),
        ("To apply, knock at our door.", None),
    ],
)
def test_the_address_to_apply_at_is_taken_over(said: str, address: str | None) -> None:
    found = draft(f"Analyst\n\nWe count parcels.\n\n{said}")

    assert found.facts.get("apply") == address
    assert any(one.startswith("how to apply: ") for one in found.left) == (address is None)


def test_a_day_is_no_way_to_apply() -> None:
    assert (
        draft("Analyst\n\nWe count parcels.\n\n## How to apply\n\nApply by: 30 April 2026").left
        == ()
    )


def test_addresses_for_other_things_are_no_way_to_apply() -> None:
    found = draft("Analyst\n\nTo ask for an adjustment when you apply: ask@example.org")

    assert ("apply" in found.facts, found.left) == (False, ())


def test_another_company_and_a_day_that_is_over_are_noted() -> None:
    found = draft("# Analyst\nCompany: Sample AG\n\nApply until 30 April 2024.")

    assert found.notes == (
        "the ad's company is Sample AG; the job's ad will name Example GmbH",
        "the last day to apply, 2024-04-30, is over: hiring job edit CODE --closes DATE",
    )
    assert draft("# Analyst\nCompany: example  gmbh\n\nApply now.").notes == ()


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
