"""Other people are left out of what is written of one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.redacting import Curtain, can_stand_in, first_names, letters, parts_of

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
