"""What a job description says, what it lacks, and what is kept when it is published."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from hiring.config import Settings
from hiring.documents.job_description.plain import write_plain
from hiring.domain.advertising import OFFERS, WANTED
from hiring.errors import RefusedError
from hiring.store.tables import advertisements, events
from hiring.views.descriptions import fingerprint, keep_description, read_description
from hiring.workflow.descriptions import (
    find_gaps,
    job_description,
    list_published,
    publish_description,
    published_description,
    refuse_gaps,
)
from hiring.workflow.jobs import close_job, edit_job
from tests.documents.papers import a_job_description, an_empty_job_description
from tests.factories import a_job, a_rubric, a_shipped_rubric, a_step

if TYPE_CHECKING:
    from hiring.store.ledger import Act
    from hiring.views.descriptions import Publishing

SETTINGS = Settings(folder=Path(), database_url="sqlite://", company="Example GmbH")
READY = replace(
    SETTINGS,
    how_to_apply="Write to us.",
    accommodation="Tell us what you need.",
    equal_opportunity="We decide on the work.",
    offers={key: f"Our {key}." for key in OFFERS},
)
PAY: dict[str, Any] = {
    "pay_min": 60000,
    "pay_max": 75000,
    "pay_currency": "EUR",
    "pay_period": "year",
}
FACTS: dict[str, Any] = PAY | {
    "team": "Search",
    "location": "Berlin, Germany",
    "remote": "hybrid",
    "employment_type": "full-time",
    "expect_30": "a fix",
    "expect_90": "a model",
    "expect_180": "a product",
}


def publish(act: Act, *, on: str | None = None, today: str = "2026-03-02") -> Publishing:
    return publish_description(act, "ml-1", settings=READY, on=on, today=today, write=write_plain)


def test_a_description_asks_only_for_what_a_step_assesses(act: Act) -> None:
    a_job(act, rubric=a_shipped_rubric("ml-engineer"), **PAY, location="Berlin", remote="hybrid")

    said = job_description(act.connection, "ml-1", settings=SETTINGS)

    assert said.must_haves
    assert all(one.steps for one in said.must_haves)
    assert len(said.must_haves) <= 8
    assert str(said.pay) == "EUR 60,000 to 75,000 a year"
    assert (said.company, said.places[0].locality, said.remote) == (
        *("Example GmbH", "Berlin", "hybrid"),
    )
    assert sum(line.minutes for line in said.plan) > 0
    assert all(line.looks_at for line in said.plan)


def test_strengths_and_raised_bars_come_first_and_are_marked(act: Act) -> None:
    a_job(act, rubric=a_rubric(bars={"system-design": 3, "communication": 2}))

    said = job_description(act.connection, "ML-1", settings=SETTINGS)

    assert [(one.competency, one.strong) for one in said.must_haves] == [
        ("Coding", True),
        ("Ml fundamentals", True),
        ("System design", True),
        ("Communication", False),
    ]


def test_a_list_is_longer_than_six_only_for_strong_ones_and_never_than_eight(act: Act) -> None:
    many = tuple(f"skill-{letter}" for letter in "abcdefghij")
    bars = dict.fromkeys(many[2:], 2)
    rubric = a_rubric(rated=many, strengths=many[:2], bars=bars, plan=(a_step(rates=many),))
    a_job(act, rubric=rubric)
    a_job(act, "ML-2", rubric=replace(rubric, bars=dict.fromkeys(many[2:9], 3) | {many[9]: 2}))

    short = job_description(act.connection, "ML-1", settings=SETTINGS)
    long = job_description(act.connection, "ML-2", settings=SETTINGS)

    assert (len(short.must_haves), len(short.also_assessed)) == (6, 4)
    assert (len(long.must_haves), len(long.also_assessed)) == (8, 2)


def test_a_description_names_what_nobody_has_said_yet(act: Act) -> None:
    a_job(act, not_expected="Shipping mobile apps", deliverable="A ranker")

    said = job_description(act.connection, "ML-1", settings=replace(SETTINGS, company=""))

    own, ours = said.not_this_role
    assert "shipping mobile apps" in own.casefold()
    assert ours == "Publishing research"
    assert said.deliverable == "A ranker"
    assert said.pay is None
    assert said.gaps == tuple(
        gap
        for key, gap in WANTED.items()
        if key
        not in {
            *("deliverable", "duties", "not_this_role", "must_haves", "assessed", "teaches"),
            *("plan", "country", "remote_from"),
        }
    )


def test_a_description_falls_back_to_the_rubrics_deliverable(act: Act) -> None:
    a_job(act)

    said = job_description(act.connection, "ML-1", settings=SETTINGS)

    assert (said.deliverable, said.not_this_role) == (
        "A model in production.",
        ("Publishing research",),
    )


def test_a_job_says_its_own_where_the_company_says_something_for_all(act: Act) -> None:
    a_job(act, **FACTS, data="Six years of bread", growth="-")

    said = job_description(act.connection, "ML-1", settings=READY)

    assert said.offers["data"] == "Six years of bread"
    assert said.offers["tools"] == "Our tools."
    assert said.gaps == ()


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({}, ()),
        ({"places": ()}, ("location",)),
        ({"remote": "remote", "places": ()}, ("remote_from",)),
        ({"remote": "remote", "places": (), "remote_from": ("DE",)}, ()),
        ({"pay": None}, ("pay",)),
        ({"apply": "", "how_to_apply": " "}, ("how_to_apply",)),
        ({"how_to_apply": ""}, ()),
        ({"must_haves": (replace(a_job_description().must_haves[0], steps=()),)}, ("assessed",)),
        ({"offers": {}}, tuple(OFFERS)),
        ({"offers": dict.fromkeys(OFFERS, "-") | {"tools": " "}}, ("tools",)),
    ],
)
def test_each_gap_is_found(changes: dict[str, Any], gaps: tuple[str, ...]) -> None:
    found = find_gaps(a_job_description(**changes))

    assert found == tuple(WANTED[key] for key in gaps)


def test_gaps_are_refused_each_with_its_remedy() -> None:
    with pytest.raises(RefusedError) as refused:
        refuse_gaps(an_empty_job_description())

    assert [str(problem) for problem in refused.value.problems] == [
        "ML-1: still to be written: what the team does and why it matters. Fix: --team",
        "ML-1: still to be written: pay. Fix: --pay",
    ]


def test_c36_an_ad_is_kept_as_it_was_published(act: Act) -> None:
    a_job(act, **FACTS, closes="2026-04-30")

    done = publish(act)

    row = act.connection.execute(select(advertisements)).one()
    assert (row.number, row.posted, row.closes) == (1, "2026-03-02", "2026-04-30")
    assert (row.pay_min, row.pay_max, row.pay_currency, row.pay_period) == (
        *(60000, 75000, "EUR", "year"),
    )
    assert row.text == done.text == write_plain(done.ad)
    assert json.loads(row.snapshot)["team"] == "Search"
    said = act.connection.execute(select(events).order_by(events.c.id.desc())).first()
    assert said is not None
    assert (said.what, said.subject, said.to_code) == (
        *("advertisement published", "ML-1", "version 1, 2026-03-02"),
    )


def test_the_same_ad_is_not_kept_twice(act: Act) -> None:
    a_job(act, **FACTS)
    publish(act)

    again = publish(act, today="2026-03-09")

    assert (again.new, again.ad.version, again.ad.posted) == (False, 1, "2026-03-02")
    assert len(list_published(act.connection, "ML-1", limit=None)) == 1
    assert publish(act, on="2026-03-02").new is False


def test_the_same_ad_on_another_day_is_another_version(act: Act) -> None:
    a_job(act, **FACTS)
    publish(act)

    again = publish(act, on="2026-06-01")

    assert (again.new, again.ad.version, again.ad.posted) == (True, 2, "2026-06-01")


def test_c36_what_is_changed_later_changes_nothing_that_was_published(act: Act) -> None:
    a_job(act, **FACTS)
    publish(act)
    edit_job(
        act,
        "ML-1",
        facts={"team": "Ads", "pay_max": 80000},
        rubric=a_rubric(duties=("New",)),
        because="it was mended",
    )

    second = publish(act, today="2026-03-09")

    first = published_description(act.connection, "ML-1", version=1)
    newest = published_description(act.connection, "ML-1", version=None)
    assert first is not None
    assert newest is not None
    assert (first[0].team, str(first[0].pay)) == ("Search", "EUR 60,000 to 75,000 a year")
    assert (newest[0].team, str(newest[0].pay)) == ("Ads", "EUR 60,000 to 80,000 a year")
    assert newest == (second.ad, second.text)
    lines = list_published(act.connection, "ml-1", limit=None)
    assert [(one.version, one.posted, one.published_by) for one in lines] == [
        (2, "2026-03-09", "Rita Recruiter"),
        (1, "2026-03-02", "Rita Recruiter"),
    ]
    assert len(list_published(act.connection, "ml-1", limit=1)) == 1


def test_an_ad_with_gaps_is_not_published(act: Act) -> None:
    a_job(act, **FACTS | {"team": ""})

    with pytest.raises(RefusedError, match="still to be written: what the team does"):
        publish(act)

    assert published_description(act.connection, "ML-1", version=None) is None


def test_a_closed_job_is_not_published(act: Act) -> None:
    a_job(act, **FACTS)
    close_job(act, "ML-1", because="filled")

    with pytest.raises(RefusedError, match="ML-1 is closed"):
        publish(act)


def test_an_ad_that_closes_before_it_is_posted_is_not_published(act: Act) -> None:
    a_job(act, **FACTS, closes="2026-03-01")

    with pytest.raises(RefusedError, match="the last day to apply, 2026-03-01, is before"):
        publish(act)
    assert publish(act, on="2026-03-01").new


def test_a_version_that_was_never_published_is_refused(act: Act) -> None:
    a_job(act, **FACTS)

    with pytest.raises(RefusedError, match=r"no published version 1. Fix: hiring jd publish ML-1"):
        published_description(act.connection, "ML-1", version=1)
    publish(act)
    with pytest.raises(RefusedError, match=r"no published version 2. Fix: it has 1 to 1"):
        published_description(act.connection, "ML-1", version=2)


def test_a_draft_knows_the_day_on_which_the_job_was_posted(act: Act) -> None:
    a_job(act, **FACTS)
    assert job_description(act.connection, "ML-1", settings=READY).posted == ""
    publish(act)

    assert job_description(act.connection, "ML-1", settings=READY).posted == "2026-03-02"


def test_a_kept_description_is_read_back_whole() -> None:
    ad = a_job_description(posted="2026-03-02", version=3, remote_from=("DE",))

    assert read_description(keep_description(ad)) == ad
    assert read_description(keep_description(replace(ad, pay=None))).pay is None


def test_what_a_newer_program_kept_is_passed_over() -> None:
    said = json.loads(keep_description(a_job_description())) | {"perks": "a boat"}

    assert read_description(json.dumps(said)) == a_job_description()


def test_two_ads_are_the_same_whenever_they_are_posted() -> None:
    ad = a_job_description()

    assert fingerprint(replace(ad, posted="2026-03-02", version=2)) == fingerprint(ad)
    assert fingerprint(replace(ad, headcount=2)) != fingerprint(ad)
