"""What a foreign rating is here: by a table, never by a guess."""

from __future__ import annotations

import pytest

from hiring.domain.scorecard import Overall
from hiring.domain.snapshot import DEFAULT_BAR
from hiring.exchange.feedback.scales import SCALES, level_of, overall_of, read_level


@pytest.mark.parametrize(
    ("system", "raw", "level"),
    [
        ("greenhouse", "strong_yes", 4),
        ("greenhouse", "yes", 3),
        ("greenhouse", "mixed", 2),
        ("greenhouse", "no", 1),
        ("greenhouse", "definitely_not", 1),
        ("greenhouse", "no_decision", None),
        ("lever", "4 - Strong Hire", 4),
        ("lever", "3 - Yes", 3),
        ("lever", "3 \N{EN DASH} Yes", 3),
        ("lever", "4: Strong Hire", 4),
        ("lever", "4 (strong hire)", 4),
        ("lever", "4) Strong Hire", 4),
        ("lever", "2", 1),
        ("lever", "1 - Strong No Hire", 1),
        ("ashby", "4", 4),
        ("ashby", "3.0", 3),
        ("ashby", "2", 1),
        ("frappe", "1", 4),
        ("frappe", "1.0", 4),
        ("frappe", "0.80", 3),
        ("frappe", "0.6", 2),
        ("frappe", "0.4", 1),
        ("frappe", "0.2", 1),
        ("frappe", "0.0", None),
    ],
)
def test_a_rating_is_a_level_by_the_table_of_its_scale(
    system: str, raw: str, level: int | None
) -> None:
    assert level_of(SCALES[system], raw, {}) == (True, level)


@pytest.mark.parametrize(
    ("system", "raw"),
    [
        ("greenhouse", "4"),
        ("lever", "5"),
        ("lever", "4.5"),
        ("lever", "45"),
        ("lever", "4/10"),
        ("lever", "4 out of 10"),
        ("lever", "3/5"),
        ("lever", "3-4"),
        ("lever", "3 - 4"),
        ("lever", "4 - top 10%"),
        ("lever", "4 (of 5)"),
        ("lever", "4: 4 of 10"),
        ("lever", "4th"),
        ("ashby", "4/10"),
        ("ashby", "3-4"),
        ("lever", "Strong Hire"),
        ("ashby", "0"),
        ("ashby", "-1"),
        ("frappe", "0.7"),
        ("frappe", "4"),
        ("frappe", "1e999999999"),
        ("merge", "yes"),
    ],
)
def test_a_rating_that_no_table_has_is_not_guessed(system: str, raw: str) -> None:
    assert level_of(SCALES[system], raw, {}) == (False, None)


def test_no_foreign_no_lands_on_the_bar() -> None:
    noes = (("greenhouse", "no"), ("greenhouse", "definitely_not"), ("lever", "2 - No Hire"))

    for system, raw in (*noes, ("ashby", "2"), ("frappe", "0.4")):
        assert level_of(SCALES[system], raw, {})[1] == DEFAULT_BAR - 1


def test_the_company_s_own_table_comes_first() -> None:
    assert level_of(SCALES["lever"], "3 - Yes", {"3 - yes": 2}) == (True, 2)
    assert overall_of(SCALES["lever"], "3 - Yes", {"3 - yes": Overall.NO}) is Overall.NO


def test_every_recommendation_has_its_word_here() -> None:
    assert overall_of(SCALES["greenhouse"], "definitely_not", {}) is Overall.STRONG_NO
    assert overall_of(SCALES["lever"], "2 - No Hire", {}) is Overall.NO
    assert overall_of(SCALES["ashby"], "4", {}) is Overall.STRONG_YES
    assert overall_of(SCALES["frappe"], "Rejected", {}) is Overall.NO
    assert overall_of(SCALES["merge"], "DEFINITELY_NO", {}) is Overall.STRONG_NO
    assert overall_of(SCALES["merge"], "maybe", {}) is None


def test_a_map_says_a_level_or_not_assessed() -> None:
    assert read_level("3") == (True, 3)
    assert read_level("Not assessed") == (True, None)
    assert [read_level(said)[0] for said in ("0", "5", "three", "", "³")] == [False] * 5


@pytest.mark.parametrize("system", ["lever", "ashby"])
@pytest.mark.parametrize("raw", ["4/10", "4 out of 10", "3/5", "3-4"])
def test_a_recommendation_with_a_second_number_is_not_guessed(system: str, raw: str) -> None:
    assert overall_of(SCALES[system], raw, {}) is None
