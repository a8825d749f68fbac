from __future__ import annotations

import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.scorecard import Overall, Rating, read_level, read_overall, scale_id


@pytest.mark.parametrize(
    "raw",
    [
        3,
        3.0,
        "3",
        " 3 ",
        "\N{FULLWIDTH DIGIT THREE}",
        "3.0",
        "\N{NO-BREAK SPACE}3\n",
        "3 - strong",
        "3 strong",
    ],
)
def test_a_level_is_read_however_a_spreadsheet_keeps_it(raw: object) -> None:
    read = read_level(raw, scale_max=4)

    assert (read.level, read.assessed, read.wrong, read.note) == (3, True, "", "")


@pytest.mark.parametrize(
    "raw",
    [
        *(3.5, 0, 5, -4, 0.5, 1e999, -math.inf, math.nan, True, False),
        *("2,5", "3.5", "0", "5", "-4", "50%", "1e3", "NaN", "inf", "TRUE"),
        *("good", "3x", "three", "2026-03-04 00:00:00", "03/04/2026", "99999"),
        *("3-4", "2/3", "3 or 4", "3 - 4", "3 strong 4", "٣", "3²", "½", "²", "③"),
        *("3 %", "03. Apr", "3 or four", "3 bis vier", "2 and a half", "3 of five", "2 - or three"),
        *("2 - not strong", "1: strong yes", "3 (was weak)", "3 minus", "4 ?", "3 -good", "3 ("),
    ],
)
def test_what_is_no_whole_level_is_refused_and_never_rounded(raw: object) -> None:
    read = read_level(raw, scale_max=4)

    assert read.wrong
    assert read.level is None


def test_a_refused_level_shows_what_was_found() -> None:
    assert "3.5" in read_level(3.5, scale_max=4).wrong
    assert "not 5" in read_level(5, scale_max=4).wrong
    assert "TRUE" in read_level(True, scale_max=4).wrong  # noqa: FBT003 - a cell may hold one
    assert '"2,5"' in read_level("2,5", scale_max=4).wrong
    assert "more than one number" in read_level("3 or 4", scale_max=4).wrong


def test_a_date_is_told_as_what_programs_make_of_two_levels() -> None:
    said = read_level(datetime(2026, 3, 4), scale_max=4).wrong  # noqa: DTZ001 - cells have no zone

    assert "2026-03-04 is no rating" in said
    assert '"3-4"' in said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (datetime(1899, 12, 30, 12, 30), "the time 12:30 is no rating"),  # noqa: DTZ001 - a cell's
        (datetime(1900, 1, 2), "the number 3 is formatted as a date or a time"),  # noqa: DTZ001
        (datetime(1904, 1, 4), "the number 3 is formatted as a date or a time"),  # noqa: DTZ001
        (datetime(2026, 11, 2), 'a date of "11-2", "11/2" and "2.11."'),  # noqa: DTZ001
    ],
)
def test_a_date_is_told_as_what_was_typed_as_far_as_it_shows(cell: datetime, said: str) -> None:
    wrong = read_level(cell, scale_max=4).wrong

    assert said in wrong
    assert ("format the cell as a number" in wrong) == ("the number" in said)


@pytest.mark.parametrize("raw", ["-", "\N{EN DASH}", "\N{EM DASH}", "n.a.", "N. A.", "N/A"])
def test_a_dash_of_any_length_and_n_a_are_not_assessed(raw: str) -> None:
    read = read_level(raw, scale_max=4)

    assert (read.level, read.assessed, read.wrong) == (None, False, "")
    assert bool(read.note) == (len(raw) == 1)


@pytest.mark.parametrize("raw", ["3 - good", "3 (solid)", "3: fine"])
def test_a_level_with_words_is_read_with_a_note(raw: str) -> None:
    read = read_level(raw, scale_max=4)

    assert read.level == 3
    assert raw in read.note


def test_a_number_beside_the_name_of_another_level_is_refused() -> None:
    assert (
        "one level by its number and another by its word"
        in read_level("3 - weak", scale_max=4).wrong
    )


def test_a_level_with_words_off_the_scale_is_refused_all_the_same() -> None:
    assert read_level("7 - great", scale_max=4).wrong


@pytest.mark.parametrize("raw", ["N/A", "n/a", "-", "#N/A", "not assessed", " Not  Assessed "])
def test_not_assessed_is_an_answer_without_a_level(raw: str) -> None:
    read = read_level(raw, scale_max=4)

    assert (read.level, read.assessed, read.empty, read.wrong) == (None, False, False, "")


@pytest.mark.parametrize(("raw", "noted"), [("-", True), ("#N/A", True), ("N/A", False)])
def test_a_sign_taken_for_not_assessed_is_said(raw: str, *, noted: bool) -> None:
    assert bool(read_level(raw, scale_max=4).note) is noted


@pytest.mark.parametrize("raw", ["#DIV/0!", "#REF!", "#VALUE!", "#NAME?"])
def test_an_error_in_a_cell_is_refused_and_not_taken_for_missing(raw: str) -> None:
    assert read_level(raw, scale_max=4).wrong


@pytest.mark.parametrize("raw", [None, "", "  ", "\n"])
def test_an_empty_cell_is_empty_and_nothing_else(raw: object) -> None:
    read = read_level(raw, scale_max=4)

    assert read.empty
    assert (read.level, read.wrong) == (None, "")


def test_a_scale_of_five_has_a_five_and_no_words_of_ours() -> None:
    assert read_level("5", scale_max=5).level == 5
    assert read_level("3 - strong", scale_max=5).note


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_whatever_a_cell_holds_it_is_one_of_four_things(raw: object) -> None:
    read = read_level(raw, scale_max=4)

    not_assessed = not (read.assessed or read.empty or read.wrong)
    assert [read.assessed, read.empty, bool(read.wrong), not_assessed].count(True) == 1
    assert (read.level in {1, 2, 3, 4}) is read.assessed


@pytest.mark.parametrize(
    ("raw", "overall"),
    [
        ("strong_yes", Overall.STRONG_YES),
        (" Strong  yes ", Overall.STRONG_YES),
        ("YES", Overall.YES),
        ("no", Overall.NO),
        ("Strong No", Overall.STRONG_NO),
        ("no_decision", Overall.NO_DECISION),
        ("maybe", None),
        (3, None),
        ("", None),
    ],
)
def test_the_overall_recommendation_is_one_of_five(raw: object, overall: Overall | None) -> None:
    assert read_overall(raw) is overall


@pytest.mark.parametrize(
    ("level", "evidence", "unsupported"),
    [(3, "  ", True), (3, "Saw it.", False), (None, "", False)],
)
def test_only_a_level_without_evidence_is_unsupported(
    level: int | None, evidence: str, *, unsupported: bool
) -> None:
    rating = Rating(competency="coding", level=level, raw="", evidence=evidence)

    assert rating.unsupported is unsupported


def test_the_scale_is_named_so_that_old_ratings_can_be_read() -> None:
    assert scale_id(4) == "hiring-4"
