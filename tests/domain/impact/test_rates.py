"""Rates of groups: whole numbers and fractions agree, and intervals hold what they are of."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.impact.rates import (
    Group,
    cohens_h,
    find_highest,
    impact_ratio,
    is_below_four_fifths,
    ratio_interval,
    wilson_interval,
    would_reverse,
)


@st.composite
def groups(draw: st.DrawFn, *, most: int = 400, name: str = "a") -> Group:
    considered = draw(st.integers(1, most))
    return Group(name, considered, draw(st.integers(0, considered)))


def test_exactly_four_fifths_is_not_below_though_floats_say_so() -> None:
    small, large = Group("a", 5, 3), Group("b", 20, 15)

    assert (3 / 5) / (15 / 20) < 0.8
    assert impact_ratio(small, large) == Fraction(4, 5)
    assert not is_below_four_fifths(small, large)
    assert is_below_four_fifths(Group("a", 500_001, 300_000), Group("b", 20, 15))


@given(groups(most=10**8), groups(most=10**8))
def test_whole_numbers_never_disagree_with_fractions(one: Group, other: Group) -> None:
    ratio = impact_ratio(one, other)

    assert is_below_four_fifths(one, other) is (ratio is not None and ratio < Fraction(4, 5))


@given(groups(most=10**8))
def test_a_wilson_interval_holds_the_rate_and_stays_between_nothing_and_all(group: Group) -> None:
    low, high = wilson_interval(group.selected, group.considered)

    assert 0 <= low <= group.selected / group.considered <= high <= 1
    assert high > low


@given(groups(), groups())
def test_the_interval_of_a_ratio_holds_the_ratio_and_turns_with_it(
    one: Group, other: Group
) -> None:
    there, back = ratio_interval(one, other), ratio_interval(other, one)

    if there is None or back is None:
        assert there is back is None
        assert 0 in {one.selected, other.selected}
        return
    ratio = impact_ratio(one, other)
    assert ratio is not None
    assert there[0] <= float(ratio) * (1 + 1e-12)
    assert there[1] >= float(ratio) * (1 - 1e-12)
    assert there == pytest.approx((1 / back[1], 1 / back[0]))


@given(groups(), groups())
def test_cohens_h_turns_its_sign_with_the_groups(one: Group, other: Group) -> None:
    there, back = cohens_h(one, other), cohens_h(other, one)

    assert there is not None
    assert back is not None
    assert there == pytest.approx(-back)
    assert (there < 0) is (one.selected * other.considered < other.selected * one.considered)


@given(st.lists(groups(), min_size=1, max_size=6), st.randoms())
def test_the_highest_rate_does_not_depend_on_the_order_of_the_groups(
    some: list[Group], chance: object
) -> None:
    named = [group._replace(name=f"g{place}") for place, group in enumerate(some)]
    mixed = list(named)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert find_highest(named) == find_highest(mixed)


def test_of_equal_rates_the_larger_group_is_compared_with() -> None:
    found = find_highest([Group("a", 10, 5), Group("c", 100, 50), Group("b", 100, 50)])

    assert found == Group("b", 100, 50)


def test_nobody_considered_has_no_rate_and_no_ratio() -> None:
    nobody, some = Group("a", 0, 0), Group("b", 10, 5)

    assert nobody.rate is None
    assert impact_ratio(nobody, some) is None
    assert impact_ratio(some, Group("c", 10, 0)) is None
    assert cohens_h(nobody, some) is None
    assert find_highest([nobody]) is None
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_one_selection_the_other_way_turns_the_order_only_where_it_is_close() -> None:
    assert would_reverse(Group("a", 10, 1), Group("b", 20, 3))
    assert not would_reverse(Group("a", 10, 2), Group("b", 25, 15))
    assert not would_reverse(Group("a", 100, 50), Group("b", 100, 50))  # there is no order to turn
    assert not would_reverse(Group("a", 100, 60), Group("b", 100, 50))
