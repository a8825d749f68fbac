"""What an advertisement says, and in which order, whatever the format: seen in Word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click import Choice, Context, Group

from hiring.cli import main
from hiring.documents.job_description.outline import draw_up
from hiring.documents.job_description.plain import write_plain
from hiring.documents.job_description.words import (
    say_countries,
    say_day,
    say_employment,
    say_format,
    say_minutes,
    say_remote,
)
from hiring.domain.countries import Place
from hiring.domain.pay import PayRange
from hiring.views.papers import MustHave
from tests.documents.papers import a_job_description, an_empty_job_description


def lines_of(**changes: object) -> list[str]:
    return write_plain(a_job_description(**changes)).splitlines()


def test_an_ad_opens_with_the_title_and_the_facts() -> None:
    assert lines_of()[:2] == [
        "Machine learning engineer",
        "Example Forecasts; Aarhus, Denmark; Hybrid; Full time; DKK 560,000 to 680,000 a year",
    ]


def test_an_ad_says_everything_a_candidate_asks_in_the_order_of_their_questions() -> None:
    outline = draw_up(a_job_description())

    assert [section.heading for section in outline.sections] == [
        "What the team does, and why it matters",
        "What you will deliver",
        "What you will do",
        "What this role is not",
        "What you need",
        "What we will teach you",
        "How we interview",
        "What we offer",
        "Pay, place and terms",
        "How to apply",
    ]


def test_the_deliverable_comes_with_what_is_expected_when() -> None:
    lines = lines_of()

    place = lines.index(
        "Your one main deliverable. A deployed model, good enough for the business goal, running"
        " on real data."
    )
    assert [line.split(":")[0] for line in lines[place + 1 : place + 4]] == [
        "- After 30 days",
        "- After 90 days",
        "- After 180 days",
    ]


def test_where_strength_is_looked_for_is_told_from_where_a_base_is_enough() -> None:
    lines = lines_of()

    strong, base = (
        lines.index("Here we look for strength:"),
        lines.index("Here a sound base is enough:"),
    )
    assert lines[strong + 1 : base] == [
        "- Coding. You can write a small program that is correct and that others can read."
    ]
    assert lines[base + 1].startswith("- ML in production. You can tell how a model failed in use")
    assert any(line.startswith("Each of these is looked at in an interview") for line in lines)


def test_an_ad_names_what_else_the_interviews_look_at() -> None:
    lines = lines_of(also_assessed=("Collaboration", "Technical writing", "ML literacy"))

    assert (
        "The interviews look at these too: collaboration, technical writing, ML literacy." in lines
    )
    assert not [line for line in lines_of() if "look at these too" in line]


def test_an_ad_does_not_claim_to_assess_what_no_step_assesses() -> None:
    unassessed = MustHave(words="You know the field", competency="Domain", steps=())

    lines = lines_of(must_haves=(unassessed,))

    assert "- Domain. You know the field. [no interview assesses this yet]" in lines
    assert not [line for line in lines if "in an interview below" in line]


def test_nobody_is_asked_for_a_degree() -> None:
    text = write_plain(a_job_description()).lower()

    assert "degree" not in text
    assert "how you learnt it does not matter" in text


def test_the_interviews_are_told_with_their_time_in_all() -> None:
    lines = lines_of()

    assert "Everybody takes the same 5 steps, 5 h 15 min in all." in lines
    assert "2. Pair coding (Work sample, 1 h): Coding, code quality" in lines
    (one,) = a_job_description().plan[:1]
    assert "Everybody takes the same step, 30 min in all." in lines_of(plan=(one,))


def test_a_take_home_task_has_its_cap_and_a_live_alternative_where_the_plan_gives_one() -> None:
    said = "“Take-home task” takes at most 2 h at home. You may do it live with us instead;"

    assert any(line.startswith(said) for line in lines_of())


@pytest.mark.parametrize("step_format", ["take-home", "live"])
def test_no_live_alternative_is_promised_that_the_plan_does_not_give(step_format: str) -> None:
    plan = tuple(
        replace(step, format=step_format) if step.format == "take-home-or-live" else step
        for step in a_job_description().plan
    )

    lines = lines_of(plan=plan)

    assert not [line for line in lines if "live with us" in line]
    caps = [line for line in lines if "takes at most 2 h at home; more time" in line]
    assert len(caps) == (step_format == "take-home")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scope": "modelling"}, "The scope is modelling:"),
        ({"scope": "analysis"}, "The scope is analysis:"),
        ({"scope": "end-to-end"}, "The scope is end to end:"),
        ({"focus": "task"}, "The focus is on named pieces of work"),
        ({"focus": "platform"}, "The focus is on what other teams build on"),
        ({"level": "junior"}, "This is an entry-level post, open to people of every background"),
        ({"level": "mid"}, "You do most of the work on your own"),
        ({"level": "senior"}, "This is a senior post"),
        ({"setting": "Two people share a desk."}, "How machine learning is organised here. Two"),
    ],
)
def test_a_variant_of_a_role_is_said_in_the_text(changes: dict[str, object], said: str) -> None:
    assert any(line.startswith(said) for line in lines_of(**changes))
    assert not any(line.startswith(said) for line in lines_of(setting=""))


def test_what_we_offer_comes_in_the_order_people_ask_for_it() -> None:
    lines = lines_of()

    place = lines.index("WHAT WE OFFER")
    headings = [line.split(".")[0] for line in lines[place + 2 : place + 8]]
    assert headings == ["- Tools", "- Growth", "- People", "- Data", "- Mission", "- Benefits"]


def test_an_offer_can_be_left_out_on_purpose() -> None:
    lines = lines_of(offers=dict(a_job_description().offers) | {"data": " - "})

    assert not [line for line in lines if line.startswith("- Data")]


def test_the_terms_tell_a_remote_worker_where_they_may_live() -> None:
    lines = lines_of(remote="remote", remote_from=("DE", "GB", "NL"), places=(), headcount=3)

    living = "Germany, the United Kingdom or the Netherlands"
    assert lines[1].startswith(f"Example Forecasts; Remote from {living}; Full time")
    place = lines.index("PAY, PLACE AND TERMS")
    assert lines[place + 2 : place + 7] == [
        "- Pay: DKK 560,000 to 680,000 a year.",
        f"- Place: Wholly remote, from {living}.",
        "- Employment: Full time.",
        "- Openings: 3.",
        "- Apply by: 15 January 2027.",
    ]


def test_a_place_without_a_country_shows_its_gap() -> None:
    lines = lines_of(places=(Place(written="Austin, TX", locality="Austin", region="TX"),))

    assert "- Place: Austin, TX. [to be written: the country of the place] Hybrid." in lines


def test_an_address_is_named_with_or_without_more_words() -> None:
    assert "Apply by e-mail: jobs@example.org" in lines_of()
    lines = lines_of(apply="https://example.org/jobs/1", how_to_apply="")
    assert lines[lines.index("HOW TO APPLY") + 2] == "Apply here: https://example.org/jobs/1"
    assert "[to be written: how to apply]" in lines_of(apply="", how_to_apply=" ")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("live", "Live"),
        ("work-sample", "Work sample"),
        ("take-home", "Take-home task"),
        ("take-home-or-live", "Take-home task, or live"),
        ("presentation", "Presentation"),
        ("written", "In writing"),
        ("site-visit", "Site visit"),
    ],
)
def test_a_format_is_said_in_a_candidates_words(code: str, words: str) -> None:
    assert say_format(code) == words


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (150, "2 h 30 min")]
)
def test_time_is_said_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert say_minutes(minutes) == words


def test_days_and_countries_are_said_in_words() -> None:
    assert say_day("2026-03-02") == "2 March 2026"
    assert say_countries(("US",)) == "the United States"
    assert say_countries(()) == ""


EMPLOYMENT = {
    "full-time": "Full time",
    "part-time": "Part time",
    "contractor": "Contract",
    "temporary": "Temporary",
    "intern": "Internship",
    "volunteer": "Voluntary work",
    "per-diem": "By the day",
    "other": "Other terms of employment",
}
REMOTE = {"onsite": "On site", "hybrid": "Hybrid", "remote": "Remote"}


def list_choices(option: str) -> set[str]:
    """List what `job open` takes for an option, which is what a job stores."""
    group = main.get_command(Context(main), "job")
    assert isinstance(group, Group)
    command = group.get_command(Context(group), "open")
    assert command is not None
    (found,) = (one for one in command.params if one.name == option)
    assert isinstance(found.type, Choice)
    return set(found.type.choices)


def test_every_kind_of_employment_and_place_that_a_job_takes_has_words() -> None:
    assert {code: say_employment(code) for code in list_choices("employment_type")} == EMPLOYMENT
    assert {code: say_remote(code) for code in list_choices("remote")} == REMOTE


def test_a_word_that_a_newer_program_stored_is_shown_as_it_is() -> None:
    lines = lines_of(remote="at-sea", employment_type="gig-work")

    assert "; At sea; Gig work; " in lines[1]
    assert "- Place: Aarhus, Denmark. At sea." in lines


def test_an_ad_tells_outsiders_neither_the_rubric_nor_the_hiring_manager() -> None:
    lines = lines_of()

    assert lines[-1] == "Job ML-1"
    assert not [line for line in lines if "ml-engineer" in line]


def test_what_nobody_has_written_stands_as_a_gap() -> None:
    text = write_plain(an_empty_job_description())

    assert "Draft. Still missing: what the team does and why it matters; pay." in text
    assert text.count("[to be written: ") > 25
    assert "[to be written: what the team does and why it matters]" in text


def test_a_finished_ad_has_no_gap() -> None:
    text = write_plain(a_job_description())

    assert "[" not in text
    assert "Draft" not in text


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        ((60_000, 75_000, "EUR", "year"), "EUR 60,000 to 75,000 a year"),
        ((45, 45, "USD", "hour"), "USD 45 an hour"),
        ((1_234_567, 2_000_000, "JPY", "month"), "JPY 1,234,567 to 2,000,000 a month"),
    ],
)
def test_pay_is_said_with_both_ends_currency_and_period(
    pay: tuple[int, int, str, str], words: str
) -> None:
    low, high, currency, period = pay

    assert str(PayRange(low=low, high=high, currency=currency, period=period)) == words
