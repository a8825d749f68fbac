from __future__ import annotations

import statistics
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.funnel import A_DAY, UNTIMED, Cell, Fate, Step, count_funnel, follow, median_of


def steps(*stages: str) -> list[Step]:
    """Make a log in which a stage is set every three days and a bit."""
    codes = [None, *stages]
    return [
        Step(before, to, place * (3 * A_DAY + 5))
        for place, (before, to) in enumerate(zip(codes, stages, strict=False))
    ]


def test_an_application_that_was_rejected_passed_the_stages_before() -> None:
    assert follow(steps("applied", "screen", "rejected")) == {
        0: (Fate.PASSED, 3),
        1: (Fate.REJECTED, None),
    }


def test_a_stage_that_was_skipped_is_passed_without_a_stay() -> None:
    found = follow(steps("applied", "debrief", "hired"))

    assert [fate for fate, _ in found.values()] == [Fate.PASSED] * 5
    assert [days for _, days in found.values()] == [3, None, None, 3, None]


def test_what_is_moved_back_is_open_where_it_was_furthest() -> None:
    assert follow(steps("applied", "interviewing", "screen"))[2] == (Fate.OPEN, None)


def test_who_is_reopened_after_a_rejection_has_passed_when_they_go_on() -> None:
    reopened = steps("applied", "rejected", "applied")

    assert follow(reopened) == {0: (Fate.OPEN, None)}
    assert follow([*reopened, Step("applied", "screen", 10 * A_DAY)])[0] == (Fate.PASSED, 3)


def test_a_hire_that_is_taken_back_is_none() -> None:
    taken_back = steps("applied", "offer", "hired", "offer", "withdrawn")

    assert follow(taken_back)[4] == (Fate.WITHDRAWN, None)


def test_who_came_in_the_middle_has_reached_what_was_before() -> None:
    assert follow([Step(None, "interviewing", 0)]) == {
        0: (Fate.PASSED, None),
        1: (Fate.PASSED, None),
        2: (Fate.OPEN, None),
    }


def test_the_days_of_who_came_in_the_middle_are_left_out_until_they_move_on() -> None:
    came = [
        Step(None, "screen", None),
        Step("screen", "interviewing", 9 * A_DAY),
        Step("interviewing", "offer", 11 * A_DAY),
    ]

    assert [days for _, days in follow(came).values()] == [None, None, 2, None, None]


@given(st.lists(st.integers(0, 40), min_size=1))
def test_the_median_of_counted_values_is_that_of_the_values(values: list[int]) -> None:
    assert median_of(Counter(values)) == statistics.median(values)


def test_there_is_no_median_and_no_rate_of_nobody() -> None:
    found = count_funnel([], by=None)

    assert median_of({}) is None
    assert found.total.hire_rate is None
    assert [(stage.pass_rate, stage.days) for stage in found.total.stages] == [(None, None)] * 5


def test_a_rate_leaves_those_out_who_are_open() -> None:
    cells = [
        Cell("", 0, Fate.PASSED, 4, 3),
        Cell("", 0, Fate.PASSED, UNTIMED, 1),
        Cell("", 0, Fate.REJECTED, UNTIMED, 4),
        Cell("", 0, Fate.OPEN, UNTIMED, 12),
    ]

    first = count_funnel(cells, by=None).total.stages[0]

    assert (first.reached, first.decided, first.pass_rate) == (20, 8, 0.5)
    assert (first.days, first.days_n) == (4, 3)
