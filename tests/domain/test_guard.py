"""What the guard over free text points out, and what it leaves alone."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.guard import PAY, GroupChange, Guard, change_groups
from hiring.domain.unmasking import unmask
from hiring.guard_rules import load_groups
from tests.write_wording import sentences

GUARD = Guard(load_groups())


def groups_in(text: str, guard: Guard = GUARD) -> set[str]:
    return {one.group.id for one in guard.look_at(text)}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("She is pregnant.", "family"),
        ("has kids", "family"),
        ("Too young for this.", "age"),
        ("A strong accent.", "origin"),
        ("Suffered from a burnout.", "health"),
        ("Is Muslim.", "religion"),
        ("She would be our only black engineer.", "ethnicity"),
        ("He is gay.", "gender"),
        ("Member of a trade union.", "union"),
        ("Rather overweight.", "appearance"),
        ("current salary 80k", "pay"),
        ("She earns more than we offer.", "pay"),
        ("Makes 90k at the bank.", "pay"),
        ("Bisheriges Gehalt: 60.000.", "pay"),
        ("Sie ist schwanger.", "family"),
    ],
)
def test_c2_words_on_a_protected_trait_or_earlier_pay_are_found(text: str, group: str) -> None:
    assert groups_in(text) == {group}


@pytest.mark.parametrize(
    "text",
    [
        "Found the race condition in the native code of an old codebase.",
        "A young project with an accent colour and a disabled flag.",
        "The team makes 90k predictions a second.",
        "Gets 90k requests at peak.",
        "The pay range of the job is 78,000 to 94,000.",
        "The offer's base pay lies within the range of the post.",
        "Salary expectation: 80,000.",
        "Die Gehaltsspanne der Stelle steht in der Anzeige.",
        "Master and slave, as replicas were called.",
        "The problem is ill posed and the tails are fat.",
        "",
    ],
)
def test_c2_words_of_the_trade_are_left_alone(text: str) -> None:
    assert groups_in(text) == set()


def test_each_group_is_named_once_by_its_first_words_as_they_are_written() -> None:
    found = GUARD.look_at("Rather YOUNG, and\nyounger than us. Has Kids.")

    assert [(one.group.id, one.quote) for one in found] == [
        ("age", "YOUNG"),
        ("family", "Kids"),
    ]
    assert found[0].named == "a protected trait (age)"


def test_earlier_pay_is_no_protected_trait() -> None:
    (found,) = GUARD.look_at("current salary 80k")

    assert (found.group.id, found.named) == (PAY, "earlier pay (pay history)")


def test_a_letter_that_grows_in_small_letters_does_not_move_what_is_quoted() -> None:
    (found,) = GUARD.look_at("İİİ she is 58, says the CV")

    assert found.quote == "she is 58"


def test_a_team_adds_words_takes_some_out_and_switches_a_group_off() -> None:
    changes = [
        GroupChange(
            "age", "it is our trade", words=("long in _ tooth",), unless=("young learners",)
        ),
        GroupChange("union", "our own works council asked", off=True),
    ]
    guard = Guard(change_groups(load_groups(), changes))

    assert groups_in("long in the tooth", guard) == {"age"}
    assert groups_in("teaches young learners", guard) == set()
    assert groups_in("a young man", guard) == {"age"}
    assert groups_in("Shop steward.", guard) == set()


def test_a_group_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="there is no group 'ages'; one of family, age"):
        change_groups(load_groups(), [GroupChange("ages", "a mistake")])


def test_a_phrase_that_cannot_be_looked_up_is_refused() -> None:
    with pytest.raises(ValueError, match="begins and ends with a word"):
        change_groups(load_groups(), [GroupChange("age", "a mistake", words=("_ old",))])


def test_every_group_says_why_by_which_law_and_as_of_when() -> None:
    for group in load_groups():
        assert all((group.name, group.why, group.law, group.source, group.as_of)), group.id
        assert group.words
    assert len({group.id for group in load_groups()}) == 10


@pytest.mark.parametrize(
    ("text", "group", "quote"),
    [
        ("She is preg\u00adnant.", "family", "preg\u00adnant"),
        ("She is 4\u200b2 years old, I think", "age", "She is 4\u200b2 years old"),
        ("\u2060pregn\u0430nt", "family", "pregn\u0430nt"),
        ("Rather ov\u0435rw\u03b5ight", "appearance", "ov\u0435rw\u03b5ight"),
    ],
)
def test_c2_words_are_found_though_they_are_masked_and_quoted_as_they_stand(
    text: str, group: str, quote: str
) -> None:
    found = {one.group.id: one.quote for one in GUARD.look_at(text)}

    assert found == {group: quote}


def test_c2_words_of_another_script_stay_as_they_are() -> None:
    said = "\u0441\u043e\u0440\u0442 \u03b1\u03c1\u03c4"

    assert unmask(said).line == said
    assert unmask("a\u200db") == ("ab", (0, 2))
    assert unmask("ab") == ("ab", None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Rather YOUNG for this.", "YOUNG"),
        ("Her husband, called.", "Her husband"),
        ("She wants (Bo said) children.", "wants \N{HORIZONTAL ELLIPSIS} children"),
        ("He makes 90k at the bank.", "makes \N{HORIZONTAL ELLIPSIS}"),
        ("Was p\u043eregnant, or preg\u00adnant.", "pregnant"),
    ],
)
def test_c2_output_that_is_kept_shows_their_own_words_and_nothing_between(
    text: str, shown: str
) -> None:
    (found,) = GUARD.look_at(text)

    assert found.masked == shown


def test_no_pattern_misses_a_text_for_lack_of_the_words_it_needs() -> None:
    lines = [line.lower() for name in ("pointed", "honest") for line in sentences(name)]
    hinted = [one for group in load_groups() for one in group.patterns if one.needs]

    found = [(one, line) for one in hinted for line in lines if re.search(one.regex, line)]

    assert hinted
    assert all(any(piece in line for piece in one.needs) for one, line in found)


@cache
def _words() -> list[str]:
    said = (line for name in ("pointed_unseen", "honest_unseen") for line in sentences(name))
    return sorted({word for line in said for word in line.split()})


def _lines() -> st.SearchStrategy[str]:
    """Give lines of words that our lists and patterns look for, of innocent ones and of breaks."""
    more = ["young", "looks", "45", "married", "race", "condition", ";", ".", "\u00e9", "\t"]
    return st.lists(st.sampled_from([*_words(), *more])).map(" ".join)


@given(st.lists(_lines(), max_size=6), st.lists(_lines(), max_size=3))
def test_lines_that_are_passed_over_are_those_that_name_nothing(
    lines: list[str], others: list[str]
) -> None:
    hasty, careful = Guard(GUARD.groups.values()), Guard(GUARD.groups.values())

    hasty.pass_over(["\n".join(lines), *others])

    for line in (*lines, *others, *lines):
        assert hasty.look_at(line) == careful.look_at(line)


@pytest.mark.parametrize("name", ["pointed", "pointed_unseen", "honest"])
def test_what_is_looked_at_at_once_is_found_as_line_by_line(name: str) -> None:
    lines = list(sentences(name))
    at_once = Guard(GUARD.groups.values())

    at_once.pass_over(lines)

    assert [at_once.look_at(line) for line in lines] == [GUARD.look_at(line) for line in lines]
