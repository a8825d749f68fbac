from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text, update

from hiring.domain.codes import Kind, number_in
from hiring.errors import RefusedError
from hiring.store.indexing import differences, index_everybody
from hiring.store.tables import candidates
from hiring.workflow.applications import list_applications
from hiring.workflow.candidates import edit_candidate, list_candidates
from hiring.workflow.finding import Wanted, find_candidates
from hiring.workflow.interviews import due_interviews, list_interviews
from tests.conftest import NOW
from tests.factories import a_candidate, an_application, an_interview

if TYPE_CHECKING:
    from hiring.store.ledger import Act


def found(act: Act, typed: str, **said: object) -> list[str]:
    """Give the codes of those who are found."""
    limit = said.pop("limit", None)
    after = said.pop("after", None)
    wanted = Wanted(**said)  # type: ignore[arg-type]
    page = find_candidates(act.connection, typed, limit=limit, after=after, wanted=wanted)  # type: ignore[arg-type]
    return [one.code for one in page.people]


def number(code: str) -> int:
    """Give the number in a candidate's code."""
    return number_in(code, Kind.CANDIDATE) or 0


def merge(act: Act, merged: str, *, into: str) -> None:
    """Point one person at another, as merging does."""
    act.connection.execute(
        update(candidates).where(candidates.c.id == number(merged)).values(merged_into=number(into))
    )


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zoë Müller", "MULLER"),
        ("Øyvind Łukasz", "oyvind lukasz"),
        ("Straße", "strasse"),
        ("İbrahim Çağla", "ibrahim cagla"),
        ("Дмитрий Йорк", "ДМИТРИЙ йорк"),
        ("Γιώργος Νίκος", "γιωργος νικοσ"),
        ("Nguyễn Thảo", "nguyen thao"),
        ("山田太郎", "太郎"),
        ("山田太郎", "田太郎"),
        ("山田太郎", "郎"),
        ("さくらももこ", "くらも"),
        ("김철수", "철수"),
        ("株式会社ABC", "abc 会社"),
        ("محمد العربي", "العربي"),
    ],
)
def test_people_are_found_in_every_writing_on_both_databases(
    act: Act, name: str, typed: str
) -> None:
    a_candidate(act, "Ada Example")
    person = a_candidate(act, name)

    assert found(act, typed) == [person]


@pytest.mark.parametrize(
    "typed", ["mull", "+49 1515 5500", "015155500", "1515", "nlp", "sample l", "asks call"]
)
def test_people_are_found_by_beginnings_of_all_that_is_kept(act: Act, typed: str) -> None:
    a_candidate(act, "Ada Example")
    kept = {"phone": "+49 1515 5500", "company": "Sample Labs", "tags": "nlp, sql"}
    person = a_candidate(act, "Bo Müller", details=kept | {"note": "Asks for a call."})

    assert found(act, typed) == [person]


def test_a_mistyped_name_is_taken_for_the_nearest_and_said(act: Act) -> None:
    ada, bo = a_candidate(act, "Ada Müller"), a_candidate(act, "Bo Mulder")
    cy = a_candidate(act, "Cy Aleksandrova")

    one = find_candidates(act.connection, "muler", limit=None)
    two = find_candidates(act.connection, "ada mullre", limit=None)
    three = find_candidates(act.connection, "alexandrowa", limit=None)

    assert ([p.code for p in one.people], one.instead) == (
        [ada, bo],
        {"muler": ("mulder", "muller")},
    )
    assert ([p.code for p in two.people], two.instead) == ([ada], {"mullre": ("muller",)})
    assert [p.code for p in three.people] == []
    assert found(act, "aleksandrowa") == [cy]


def test_short_words_and_words_that_somebody_has_are_taken_as_they_are(act: Act) -> None:
    a_candidate(act, "Ada Miller")
    a_candidate(act, "Bo Muller")

    assert found(act, "adq") == []
    assert len(found(act, "miller")) == 1
    assert find_candidates(act.connection, "miller bo", limit=None).instead == {}


def test_people_are_found_by_job_stage_source_and_day(act: Act) -> None:
    ada = a_candidate(act, "Ada Sample", source="campus")
    an_application(act, candidate=ada, stage="screen")
    act.now = NOW + timedelta(days=9)
    bo = a_candidate(act, "Bo Sample", source="referral")
    an_application(act, candidate=bo, job="ML-2", stage="screen")
    act.now = NOW

    assert found(act, "sample", job="ml-1") == [ada]
    assert found(act, "sample", stage="screen") == [ada, bo]
    assert found(act, "sample", job="ML-1", stage="applied") == []
    assert found(act, "sample", source="referral") == [bo]
    assert found(act, "sample", since=NOW + timedelta(days=1)) == [bo]
    with pytest.raises(RefusedError, match="no job"):
        found(act, "sample", job="ML-9")


def test_pages_of_those_found_follow_each_other(act: Act) -> None:
    came = [a_candidate(act, f"Ada Sample {place}") for place in range(5)]

    pages = [
        found(act, "sample", limit=2, after=after)
        for after in (None, number(came[1]), number(came[3]), number(came[4]))
    ]

    assert pages == [came[:2], came[2:4], came[4:], []]


def test_who_was_merged_is_found_once_as_who_they_are_now(act: Act) -> None:
    first, second, third = (a_candidate(act, f"{name} Sample") for name in ("Ada", "Bo", "Cy"))
    merge(act, third, into=second)
    merge(act, second, into=first)

    assert found(act, "sample") == [first]
    assert found(act, "cy") == [first]
    assert found(act, "bo sampel") == [first]
    assert found(act, "sample", after=number(first)) == []
    assert [one.code for one in list_candidates(act.connection, limit=None)] == [first]


def test_who_was_merged_into_somebody_later_is_on_the_page_of_that_one(act: Act) -> None:
    came = [a_candidate(act, f"{name} Sample") for name in ("Ada", "Bo", "Cy", "Di")]
    last = a_candidate(act, "Eve Kept")
    merge(act, came[0], into=last)
    merge(act, came[1], into=came[2])

    pages = [found(act, "sample", limit=1), found(act, "sample", limit=9, after=number(came[2]))]

    assert pages == [[came[2]], [came[3], last]]


def test_words_of_names_that_nobody_has_any_more_are_forgotten(act: Act) -> None:
    person = a_candidate(act, "Ada Mistyped")
    a_candidate(act, "Ada Example")

    edit_candidate(act, person, {"name": "Ada Mended"})

    words = set(act.connection.scalars(text("SELECT word FROM name_words")))
    assert words == {"ada", "mended", "example"}
    assert list(differences(act.connection)) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("DELETE FROM name_words", "a word of the name"),
        ("DELETE FROM match_keys", "somebody's double"),
        ("DELETE FROM emails", "an address of"),
        ("UPDATE candidate_search SET words = 'nobody'", "not found by their own words"),
        ("DELETE FROM candidate_search", "the search index holds 0 of 1 people"),
    ],
)
def test_what_does_not_follow_from_a_person_is_told_and_made_anew(
    act: Act, spoil: str, said: str
) -> None:
    a_candidate(act, "Ada Example", email="ada@example.org")
    assert list(differences(act.connection)) == []

    act.connection.execute(text(spoil))
    told = list(differences(act.connection))
    count = index_everybody(act.connection)

    assert said in told[0]
    assert count == 1
    assert list(differences(act.connection)) == []


def test_applications_are_listed_a_page_at_a_time(act: Act) -> None:
    came = [an_application(act, stage="screen", name=f"Ada {place}") for place in range(3)]
    an_application(act, name="Bo")

    def page(**said: object) -> list[str]:
        asked = {"job": None, "stage": None, "limit": None} | said
        return [one.code for one in list_applications(act.connection, **asked)]  # type: ignore[arg-type]

    first = int(came[0][2:])
    assert page(stage="screen", limit=2) == came[:2]
    assert page(stage="screen", after=first) == came[1:]
    assert page(job="ML-1", stage="screen", after=first, limit=1) == came[1:2]
    assert len(page(after=first)) == 3


def test_interviews_are_listed_a_page_at_a_time_those_without_a_time_last(act: Act) -> None:
    application = an_application(act, stage="interviewing")

    def at(days: int | None) -> datetime | None:
        return None if days is None else NOW + timedelta(days=days)

    wanted = [3, 1, 1, None, None]
    steps = ["screen", "pairing", "panel", "screen", "pairing"]
    codes = [
        an_interview(act, application, step=step, at=at(days), people=(f"P{place} Sample",)).code
        for place, (step, days) in enumerate(zip(steps, wanted, strict=True))
    ]
    order = [codes[1], codes[2], codes[0], codes[3], codes[4]]

    for place, shown in enumerate(order):
        after = int(shown[2:])
        rest = list_interviews(act.connection, job=None, application=None, limit=None, after=after)
        due = due_interviews(act.connection, now=NOW, days=9, after=after, limit=2)
        assert [one.code for one in rest] == order[place + 1 :]
        assert [one.code for one in due] == order[place + 1 : place + 3]


def test_a_whole_address_finds_its_owner_alone(act: Act) -> None:
    longer = [a_candidate(act, "Ada Example", email=f"p1{each}@example.org") for each in "0123"]
    whole = a_candidate(act, "Ben Sample", email="p1@example.org")
    edit_candidate(act, longer[0], {"note": "asked for p1@example.org"})

    assert found(act, "P1@example.org ") == [whole]
    assert found(act, "p1@example.org", limit=1) == [whole]
    assert found(act, "p1@example.org", after=number(whole)) == []
    assert found(act, "p1@example.org", source="agency") == []
    assert len(found(act, "p1 example org")) == 5
