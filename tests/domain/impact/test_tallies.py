"""Counts of rows made into groups: every stage and the whole, and what keeps them from it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiring.domain.impact.rates import Group
from hiring.domain.impact.scores import groups_above_median, median_of
from hiring.domain.impact.tallies import (
    Counted,
    find_faults,
    find_impossible_wholes,
    is_unknown,
    list_surprises,
    may_be_left_out,
    tabulate,
)


def counted(*rows: tuple[str, str, int, int]) -> list[Counted]:
    """Write rows of one attribute, from line 2 on."""
    return [
        Counted(line, stage, (("sex", group),), considered, selected)
        for line, (stage, group, considered, selected) in enumerate(rows, start=2)
    ]


TEAL = (
    ("test", "black", 48, 26),
    ("test", "white", 259, 206),
    ("promotion", "black", 26, 11),
    ("promotion", "white", 206, 35),
)


def test_every_stage_is_tallied_and_the_whole_process_behind_them() -> None:
    found = tabulate(counted(*TEAL))

    assert [one.stage for one in found] == ["test", "promotion", "overall"]
    assert found[2].groups == (Group("black", 48, 11), Group("white", 259, 35))
    assert not list_surprises(found)


def test_a_whole_that_was_written_down_is_taken_as_it_is() -> None:
    rows = counted(*TEAL, ("Whole  Process", "black", 50, 11), ("whole process", "white", 260, 36))

    found = tabulate(rows)

    assert [one.stage for one in found] == ["test", "promotion", "overall"]
    assert found[2].groups == (Group("black", 50, 11), Group("white", 260, 36))
    assert find_faults(rows) == ()


def test_one_stage_or_none_has_no_whole_beside_it() -> None:
    assert [one.stage for one in tabulate(counted(("", "w", 9, 1), ("", "m", 9, 1)))] == [""]


def test_people_of_two_attributes_are_tallied_by_each_and_by_both() -> None:
    rows = [
        Counted(line, "", (("sex", sex), ("race/ethnicity", race)), considered, selected)
        for line, (sex, race, considered, selected) in enumerate(
            [("f", "A", 10, 5), ("m", "A", 20, 5), ("f", "B", 30, 5), ("F", "unknown", 7, 1)]
        )
    ]

    found = {one.attribute: one for one in tabulate(rows)}

    assert found["sex"].groups == (Group("f", 47, 11), Group("m", 20, 5))
    assert found["race/ethnicity"].groups == (Group("A", 30, 10), Group("B", 30, 5))
    assert found["race/ethnicity"].unknown == Group("unknown", 7, 1)
    both = found["sex and race/ethnicity"]
    assert [group.name for group in both.groups] == ["f, A", "m, A", "f, B"]
    assert both.unknown == Group("unknown", 7, 1)


def test_more_selected_than_considered_the_same_twice_and_a_gap_are_faults() -> None:
    rows = counted(
        ("screen", "women", 10, 11),
        ("screen", "men", 10, 5),
        ("Screen", "Women", 10, 1),
        ("offer", "women", 5, 1),
    )

    said = [(one.line, one.what) for one in find_faults(rows)]

    assert said == [
        (2, "11 selected of 10 considered"),
        (4, "Women at Screen is in line 2 already"),
        (3, "men at offer is missing"),
    ]


def test_a_last_stage_with_more_people_than_the_first_makes_no_whole() -> None:
    found = tabulate(counted(("a", "w", 10, 5), ("b", "w", 20, 15)))

    assert find_impossible_wholes(found) == (
        "w: the last stage selected 15, and the first considered 10",
    )


def test_a_stage_that_considers_more_than_came_is_noticed() -> None:
    found = tabulate(counted(("a", "w", 10, 5), ("b", "w", 7, 1)))

    assert list_surprises(found) == ("w: b considered more people than a selected",)


@pytest.mark.parametrize("name", ["Unknown", "not  stated", "Prefer not to say", "Keine Angabe"])
def test_names_of_no_group_are_known(name: str) -> None:
    assert is_unknown(name)
    assert not is_unknown("other")


def test_only_a_group_under_two_percent_may_be_left_out() -> None:
    found = tabulate(
        counted(("", "a", 960, 5), ("", "b", 20, 5), ("", "c", 20, 5), ("", "unknown", 900, 1))
    )

    assert may_be_left_out("B", found) is False  # exactly 2 %
    assert may_be_left_out("d", found) is None
    fewer = tabulate(counted(("", "a", 981, 5), ("", "b", 19, 5)))
    assert may_be_left_out("B", fewer) is True


def test_the_scoring_rate_is_the_share_strictly_above_the_median_of_everybody() -> None:
    scored = [("f", 1), ("f", 2), ("m", 2), ("m", 3), ("m", 2)]

    found = groups_above_median([(name, Decimal(score)) for name, score in scored])

    assert found == (Group("f", 2, 0), Group("m", 3, 1))
    assert median_of([Decimal(1), Decimal(4)]) == Decimal("2.5")
    with pytest.raises(ValueError, match="no score"):
        median_of([])
