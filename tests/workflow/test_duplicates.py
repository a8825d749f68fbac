from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hiring.domain.codes import Kind, number_in
from hiring.workflow import duplicates
from hiring.workflow.duplicates import find_duplicates, numbers_of, similar_to
from hiring.workflow.merging import merge_candidates, set_distinct, unmerge_candidate
from tests.factories import a_candidate, an_application

if TYPE_CHECKING:
    from hiring.store.ledger import Act
    from hiring.views.merging import Duplicates


def a_person(act: Act, name: str, **said: str) -> str:
    """Add a person with details."""
    email = said.pop("email", None)
    return a_candidate(act, name, email=email, details=said)


def suggested(act: Act, **said: Any) -> Duplicates:
    """Look over everybody."""
    return find_duplicates(act.connection, **{"least": 50, "limit": 50, "country": "DE", **said})


def pairs(found: Duplicates) -> list[tuple[str, str]]:
    """Give the codes of the pairs."""
    return [(pair.first, pair.second) for pair in found.pairs]


def test_people_with_nothing_said_of_them_are_never_duplicates(act: Act) -> None:
    for name in ("Ada Example", "Bo Sample", "Cleo Sketch", "X"):
        a_person(act, name)
        a_person(act, name, phone="", company="", location="", links="")

    found = suggested(act, least=41)

    assert (found.pairs, found.found, found.people) == ((), 0, 8)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (
            {"name": "Ada Example", "phone": "+49 151 22227256"},
            {"name": "Exampel, Ada", "phone": "0151/22227256"},
            ("same phone", "name mistyped"),
        ),
        (
            {"name": "Ada Example", "links": "https://www.linkedin.com/in/ada-1"},
            {"name": "A. Example", "links": "http://linkedin.com/in/ada-1/"},
            ("same profile page", "short form or initial of the name"),
        ),
        (
            {"name": "Zoë Müller", "location": "Berlin, Germany"},
            {"name": "Muller, Zoe", "location": "Berlin"},
            ("same name", "same location"),
        ),
        (
            {"name": "Ada Example", "company": "Sample Labs GmbH"},
            {"name": "Ada Exmaple", "company": "sample labs"},
            ("name mistyped", "same company"),
        ),
        (
            {"name": "Ada Example", "email": "ada.example@example.org"},
            {"name": "Ada Exmaple", "email": "adaexample@mail.example.org"},
            ("name mistyped", "same e-mail name at another place"),
        ),
    ],
)
def test_two_entries_of_one_person_are_suggested_with_reasons(
    act: Act, one: dict[str, str], other: dict[str, str], reasons: tuple[str, ...]
) -> None:
    first, second = a_person(act, **one), a_person(act, **other)
    a_person(act, "Bo Sample", company="Sample Labs", location="Berlin")

    found = suggested(act)

    assert pairs(found) == [(first, second)]
    assert found.pairs[0].reasons == reasons
    assert 50 <= found.pairs[0].score <= 100
    alone = suggested(act, who=second)
    assert alone.pairs == found.pairs


def test_a_job_both_applied_for_counts(act: Act) -> None:
    people = [a_person(act, "Ada Example"), a_person(act, "Ada Example")]
    for person in people:
        an_application(act, candidate=person)

    found = suggested(act)

    assert found.pairs[0].reasons == ("same name", "applied for the same job")


def test_numbers_whose_ends_agree_in_two_countries_are_not_the_same(act: Act) -> None:
    a_person(act, "Ada Example", phone="+49 151 22227256")
    a_person(act, "Ada Example", phone="+43 151 22227256")

    assert suggested(act).pairs == ()


@pytest.mark.parametrize(
    ("phone", "region", "beside", "number"),
    [
        ("+49 (0)30 1234567", "", "", "+49301234567"),
        ("0049 30 1234567", "", "", "+49301234567"),
        ("030 1234567", "DE", "", "+49301234567"),
        ("030 1234567", "", "+49 30 1234567", "+49301234567"),
        ("(212) 555-0123", "US", "", "+12125550123"),
    ],
)
def test_a_phone_number_is_read_where_it_is(
    phone: str, region: str, beside: str, number: str
) -> None:
    assert numbers_of(phone, region, beside) == {number}


@pytest.mark.parametrize("phone", ["", "none", "030 1234567", "+", "+999999999999999999"])
def test_a_number_of_no_known_country_is_none(phone: str) -> None:
    assert numbers_of(phone, "", "ask me") == set()


def test_what_too_many_share_is_skipped_and_counted(
    act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "MOST_IN_BLOCK", 3)
    for number in range(5):
        a_person(act, f"Ada Example {number}x", phone="+49 30 1234567")
    one = a_person(act, "Cleo Sketch", phone="+49 30 7654321")
    other = a_person(act, "Cleo Sketch", phone="+49 30 7654321")

    found = suggested(act)

    assert pairs(found) == [(one, other)]
    assert [(one.what, one.values, one.most_people) for one in found.skipped] == [
        ("phones, pages and names", 1, 5)
    ]


def test_the_merged_and_those_who_are_not_one_are_left_out(act: Act) -> None:
    said = {"phone": "+49 30 1234567"}
    one, two, three = (a_person(act, "Ada Example", **said) for _ in range(3))
    assert pairs(suggested(act)) == [(one, two), (one, three), (two, three)]

    merge_candidates(act, one, two, choices={})
    assert pairs(suggested(act)) == [(one, three)]
    assert pairs(suggested(act, who=two)) == [(one, three)]

    set_distinct(act, two, three, undo=False)
    assert pairs(suggested(act)) == []
    assert pairs(suggested(act, who=three)) == []

    unmerge_candidate(act, two)
    assert pairs(suggested(act)) == [(one, two), (two, three)]


def test_the_likeliest_come_first_and_all_are_counted(act: Act) -> None:
    a_person(act, "Bo Sample", location="Berlin")
    a_person(act, "Bo Sample", location="Berlin")
    one = a_person(act, "Ada Example", phone="+49 30 1234567", location="Wien")
    other = a_person(act, "Ada Example", phone="+49 30 1234567", location="Wien")

    found = suggested(act, limit=1)

    assert (pairs(found), found.found) == ([(one, other)], 2)


def test_a_name_that_many_have_in_one_town_suggests_nobody(act: Act) -> None:
    for _ in range(6):
        a_person(act, "Ada Example", location="Berlin")
    one = a_person(act, "Ada Sample", location="Berlin")
    other = a_person(act, "Ada Sample", location="Berlin")

    assert pairs(suggested(act)) == [(one, other)]
    assert suggested(act, least=40).found == 16


def test_who_is_added_is_told_from_who_is_there(act: Act) -> None:
    known = a_person(act, "Ada Example", phone="+49 30 1234567")
    a_person(act, "Ada Example")
    new = a_person(act, "Ada Exmaple", phone="030 1234567")
    nobody = a_person(act, "Bo Sample", phone="+49 30 7654321")

    def similar(person: str) -> list[tuple[str, tuple[str, ...]]]:
        number = number_in(person, Kind.CANDIDATE)
        assert number is not None
        return [(one.code, one.reasons) for one in similar_to(act.connection, number, country="DE")]

    assert similar(new) == [(known, ("same phone", "name mistyped"))]
    assert similar(nobody) == []


def test_looking_tells_how_far_it_is(act: Act) -> None:
    a_person(act, "Ada Example")
    told: list[tuple[int, int]] = []

    suggested(act, progress=lambda done, of: told.append((done, of)))

    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
