"""Other people are left out of what is written of one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.redacting import (
    Codes,
    Curtain,
    can_stand_in,
    first_names,
    letters,
    lone_names,
    parts_of,
    words_of,
)

TEAM = {
    "Bo Sample": "interviewer A",
    "Dr. Cy Sample": "interviewer B",
    "Rita": "colleague A",
    "root": "colleague B",
}


def a_curtain(**changes: Any) -> Curtain:
    said: dict[str, Any] = {
        "parts": TEAM | {"Ben Example": "another candidate"},
        "own": ("Ada Example",),
    }
    said |= {"addresses": {"ada@example.org"}, "of_addresses": {"bo@example.org": "interviewer A"}}
    said |= changes
    return Curtain(said.pop("parts"), **said)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Bo Sample asked.", "[interviewer A] asked."),
        ("bo  SAMPLE asked", "[interviewer A] asked"),
        ("Sample, Bo asked", "[interviewer A] asked"),
        ("Bo\nSample asked", "[interviewer A] asked"),
        ("Bo Samples asked", "Bo Samples asked"),
        (
            "Ada Example was better than Ben Example.",
            "Ada Example was better than [another candidate].",
        ),
        ("Rita wrote; rita is a word too", "[colleague A] wrote; rita is a word too"),
        ("found the root cause; Root is a word too", "found the root cause; Root is a word too"),
        ("ask Bo@Example.org.", "ask [interviewer A]."),
        ("ask eve@example.org, or ada@EXAMPLE.org", "ask [an e-mail address], or ada@EXAMPLE.org"),
        ("https://social.example.org/@ada", "https://social.example.org/@ada"),
        ("nobody", "nobody"),
        ("", ""),
    ],
)
def test_c12_a_part_stands_in_the_place_of_a_name(said: str, shown: str) -> None:
    assert a_curtain().hide(said) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "Ben Example (C-6, A-6) was better",
            "[another candidate] ([another candidate], [another application]) was better",
        ),
        (
            "C-3 and A-3; c-03 too",
            "[another candidate] and [another application]; " + "[another candidate] too",
        ),
        ("C-1, A-1, I-1 and S-1 are mine", "C-1, A-1, I-1 and S-1 are mine"),
        (
            "I-7 and S-7 were of another",
            "[another interview] and [another scorecard] were of another",
        ),
        (
            "form I-7, an I-9, an S-9 filing, ML-C-6, C-6x",
            "form I-7, an I-9, an S-9 filing, ML-C-6, C-6x",
        ),
        ("R-2 was asked for ML-1", "R-2 was asked for ML-1"),
    ],
)
def test_c12_codes_of_others_are_hidden_and_ones_own_stay(said: str, shown: str) -> None:
    own = frozenset({"C-1", "A-1", "I-1", "S-1"})
    curtain = a_curtain(codes=Codes(own=own, others=frozenset({"I-7", "S-7"})))

    assert curtain.hide(said) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "Nimo was quicker, as Mfano's test shows",
            "[another candidate] was quicker, as [another candidate]'s test shows",
        ),
        ("Dr. Ito asked, and ito is a word", "Dr. [interviewer A] asked, and ito is a word"),
        ("Will they? Grace and Max held. Young team", "Will they? Grace and Max held. Young team"),
        ("Ada and Beispiel stay", "Ada and Beispiel stay"),
        ("Nordmann of two", "[somebody else] of two"),
        ("Al is too short", "Al is too short"),
    ],
)
def test_c12_a_word_of_a_name_is_hidden_alone_unless_it_is_a_word_of_any_text(
    said: str, shown: str
) -> None:
    people = [
        ("Nimo Mfano", "another candidate"),
        ("Will Max", "another candidate"),
        ("Grace Young", "another candidate"),
        ("Al Beispiel", "another candidate"),
        ("Ola Nordmann", "another candidate"),
        ("Kim Nordmann-Eksempel", "the decider"),
        ("Dai Ito", "interviewer A"),
        ("Root", "a colleague"),
    ]

    parts = lone_names(people, ("Ada Beispiel",), set(words_of(said)))

    assert Curtain(parts, own=("Ada Beispiel",)).hide(said) == shown


def test_the_person_keeps_their_name_though_another_has_it_too() -> None:
    curtain = a_curtain(parts={"Ada Example": "another candidate", "Ada": "another candidate"})

    assert curtain.hide("Ada Example, as Ada Example said") == "Ada Example, as Ada Example said"


def test_a_longer_name_of_the_person_is_not_cut_by_a_shorter_one_of_another() -> None:
    curtain = a_curtain(parts={"Ada Example": "another candidate"}, own=("Ada Example-Smith",))

    assert curtain.hide("Ada Example-Smith and Ada Example") == (
        "Ada Example-Smith and [another candidate]"
    )


def test_whoever_is_named_alone_is_named_by_their_part() -> None:
    curtain = a_curtain()

    assert curtain.part_of("bo sample", otherwise="a colleague") == "interviewer A"
    assert curtain.part_of("Bo Sample and Ben Example", otherwise="a colleague") == (
        "[interviewer A] and [another candidate]"
    )
    assert curtain.part_of("Eve Unknown", otherwise="a colleague") == "a colleague"
    assert curtain.part_of(" ", otherwise="a colleague") == ""


def test_first_names_go_where_they_can_mean_one_only() -> None:
    team = {"Bo Sample": "interviewer A", "Cy Sample": "interviewer B", "Cy Draft": "a colleague"}

    assert first_names(team, ("Ada Example",)) == {"Bo": "interviewer A"}
    assert first_names(team, ("Bo Example",)) == {}
    assert first_names({"Dr. Bo Sample": "the recruiter"}, ()) == {"Bo": "the recruiter"}
    assert first_names({"bo sample": "the recruiter", "rita": "a colleague"}, ()) == {}


def test_parts_are_counted_in_letters_where_several_have_one() -> None:
    assert parts_of("recruiter", ["Rita", "", "Rita"]) == {"Rita": "the recruiter"}
    assert parts_of("recruiter", ["Rita", "Rob"]) == {"Rita": "recruiter A", "Rob": "recruiter B"}
    assert [letters(place) for place in (0, 25, 26, 52)] == ["A", "Z", "AA", "BA"]


def test_a_name_none_of_whose_words_are_said_is_looked_for_no_further() -> None:
    assert can_stand_in("Bo Sample", {"sample", "bo", "said"})
    assert not can_stand_in("Bo Sample", {"bo", "said"})


@given(st.text(), st.lists(st.text(min_size=1), max_size=5), st.lists(st.text(), max_size=2))
def test_any_names_can_be_hidden_in_any_text(text: str, names: list[str], own: list[str]) -> None:
    shown = Curtain(dict.fromkeys(names, "somebody"), own=own).hide(text)

    assert shown == text or "[" in shown


def test_with_nobody_to_hide_a_text_stays() -> None:
    assert Curtain({}, own=()).hide("Bo Sample") == "Bo Sample"
