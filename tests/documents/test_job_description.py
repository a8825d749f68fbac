from __future__ import annotations

from dataclasses import replace

import pytest
from click import Choice, Context, Group
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import given
from hypothesis import strategies as st

from hiring.cli import main
from hiring.documents import job_description
from hiring.documents.job_description import say_format, say_minutes
from hiring.documents.word import clean
from hiring.views.papers import MustHave
from tests.documents.papers import (
    a_job_description,
    an_empty_job_description,
    list_headings,
    list_paragraphs,
    list_texts,
    open_document,
)

ANY_TEXT = st.text(st.characters(), max_size=40)


def write_texts(**changes: object) -> list[str]:
    return list_texts(job_description.write(a_job_description(**changes)))


def test_an_ad_opens_with_the_title_and_the_facts() -> None:
    texts = write_texts(headcount=2, pay="DKK 60,000 a month")

    assert texts[:2] == [
        "Machine learning engineer",
        "Example Forecasts · Aarhus · Hybrid · Full time · DKK 60,000 a month · 2 openings",
    ]


def test_an_ad_says_everything_a_candidate_asks() -> None:
    headings = list_headings(job_description.write(a_job_description()))

    assert headings == [
        "What the team does, and why it matters",
        "What you will be responsible for",
        "What you will do",
        "What this role is not",
        "What you need",
        "What we will teach you",
        "How we interview",
        "How to apply",
    ]


def test_the_deliverable_comes_with_what_is_expected_when() -> None:
    texts = write_texts()

    place = next(i for i, text in enumerate(texts) if text.startswith("Your main deliverable: "))
    assert [text.split(":")[0] for text in texts[place + 1 : place + 4]] == [
        "After 30 days",
        "After 90 days",
        "After 180 days",
    ]


def test_a_must_have_is_named_as_the_interviews_name_it() -> None:
    texts = write_texts()

    assert (
        "Coding. You can write a small program that is correct and that others can read." in texts
    )
    assert any("the interviews below do not assess, and for no degree." in text for text in texts)


def test_an_ad_names_what_else_the_interviews_look_at() -> None:
    texts = write_texts(also_assessed=("Collaboration", "Technical writing"))

    assert "The interviews look at these too: Collaboration, Technical writing." in texts
    assert not [text for text in write_texts() if "look at these too" in text]


def test_an_ad_does_not_claim_to_assess_what_no_step_assesses() -> None:
    unassessed = MustHave(words="You know the field", competency="Domain", steps=())

    texts = write_texts(must_haves=(unassessed,))

    assert "Domain. You know the field. (no interview assesses this yet)" in texts
    assert not [text for text in texts if "do not assess" in text]


def test_nobody_is_asked_for_a_degree() -> None:
    text = "\n".join(write_texts()).lower()

    assert text.count("degree") == text.count("no degree") == 1


def test_the_interviews_are_told_with_their_time_in_all() -> None:
    texts = write_texts()

    place = texts.index("Pair coding")
    assert texts[place : place + 4] == ["Pair coding", "Work sample", "1 h", "Coding, code quality"]
    assert any("Your time in all: 5 h 15 min." in text for text in texts)


def test_a_take_home_task_has_a_live_alternative_where_the_plan_gives_one() -> None:
    promise = 'You can choose a live session of equal weight in place of "Take-home task".'

    assert any(promise in text for text in write_texts())


@pytest.mark.parametrize("step_format", ["take-home", "live"])
def test_no_live_alternative_is_promised_that_the_plan_does_not_give(step_format: str) -> None:
    plan = tuple(
        replace(step, format=step_format) if step.format == "take-home-or-live" else step
        for step in a_job_description().plan
    )

    assert not [text for text in write_texts(plan=plan) if "a live session" in text]


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


@pytest.mark.parametrize(("code", "words"), EMPLOYMENT.items())
def test_employment_is_said_in_words(code: str, words: str) -> None:
    assert f" · {words} · " in write_texts(employment_type=code)[1]


@pytest.mark.parametrize(("code", "words"), REMOTE.items())
def test_where_one_works_is_said_in_words(code: str, words: str) -> None:
    assert f" · {words} · " in write_texts(remote=code)[1]


def test_every_kind_of_employment_and_place_that_a_job_takes_has_words() -> None:
    assert list_choices("employment_type") == set(EMPLOYMENT)
    assert list_choices("remote") == set(REMOTE)


def test_an_ad_tells_outsiders_neither_the_rubric_nor_the_hiring_manager() -> None:
    texts = write_texts()

    assert texts[-1] == "Job ML-1"
    assert not [text for text in texts if "Hanne Lund" in text or "ml-engineer" in text]


def test_what_nobody_has_written_stands_as_a_gap_that_cannot_be_overlooked() -> None:
    written = job_description.write(an_empty_job_description())

    runs = [run for paragraph in list_paragraphs(written) for run in paragraph.runs]
    gaps = [run for run in runs if run.text.startswith("[to be written: ")]
    assert "[to be written: what the team does]" in {run.text for run in gaps}
    assert len(gaps) > 15
    assert all(run.font.highlight_color == WD_COLOR_INDEX.YELLOW for run in gaps)
    assert "Draft. Still missing: what the team does; pay." in list_texts(written)


def test_a_finished_ad_has_no_gap() -> None:
    assert not [text for text in write_texts() if "[to be written" in text or "Draft" in text]


def test_an_ad_is_signed_by_the_company() -> None:
    said = open_document(job_description.write(a_job_description())).core_properties

    assert said.title == "Machine learning engineer, Example Forecasts"
    assert (said.author, said.identifier, said.language) == ("Example Forecasts", "ML-1", "en-GB")
    assert said.comments == "Rubric ml-engineer 1.0.0"


def test_an_ad_without_a_company_still_has_an_author_and_a_title() -> None:
    written = job_description.write(a_job_description(company=""))

    said = open_document(written).core_properties
    assert (said.title, said.author) == ("Machine learning engineer", "hiring")
    assert "[to be written: the company]" in list_texts(written)[1]


def test_the_same_ad_is_the_same_file() -> None:
    assert job_description.write(a_job_description()) == job_description.write(a_job_description())


@given(ANY_TEXT)
def test_whatever_the_team_writes_the_ad_can_be_read(text: str) -> None:
    ad = replace(
        a_job_description(),
        title=text,
        company=text,
        pay=text,
        duties=(text,),
        must_haves=(MustHave(words=text, competency=text, steps=(text,)),),
        employment_type=text,
    )

    assert list_texts(job_description.write(ad))[0] == clean(text)
