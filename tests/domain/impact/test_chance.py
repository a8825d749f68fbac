"""Chances: as every table counted one by one says, in whatever order the groups come."""

from __future__ import annotations

import time
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.impact.chance import (
    EXACT_UP_TO,
    Fisher,
    _count_tables,
    _walk_tables,
    fisher_exact,
    is_large_enough_for_z,
    phi,
    pooled_z,
    set_against_availability,
    two_sided_p_of,
)
from hiring.domain.impact.rates import Group
from tests.domain.impact.test_rates import groups


def enumerated(one: Group, other: Group) -> Fisher:
    """Count every table by its definition."""
    selected = one.selected + other.selected
    every = comb(one.considered + other.considered, selected)
    chances = {
        place: Fraction(
            comb(one.considered, place) * comb(other.considered, selected - place), every
        )
        for place in range(one.considered + 1)
        if 0 <= selected - place <= other.considered
    }
    here = chances[one.selected]
    return Fisher(
        two_sided=sum((p for p in chances.values() if p <= here), Fraction(0)),
        lower=sum((p for place, p in chances.items() if place <= one.selected), Fraction(0)),
        higher=sum((p for place, p in chances.items() if place >= one.selected), Fraction(0)),
        observed=here,
    )


@given(groups(most=60), groups(most=60))
def test_fishers_test_is_what_every_table_counted_one_by_one_says(one: Group, other: Group) -> None:
    assert fisher_exact(one, other) == enumerated(one, other)


@given(groups(most=EXACT_UP_TO), groups(most=EXACT_UP_TO))
def test_the_quick_way_of_many_people_agrees_with_the_exact_one(one: Group, other: Group) -> None:
    exact, quick = _count_tables(one, other), _walk_tables(one, other)

    assert [float(p) for p in exact] == pytest.approx([float(p) for p in quick], rel=1e-9)


@given(groups(), groups())
def test_chances_are_chances_and_mid_p_is_never_above_fisher(one: Group, other: Group) -> None:
    found = fisher_exact(one, other)

    for p in (*found, found.mid_p, found.lower_mid_p):
        assert 0 <= p <= 1
    assert found.mid_p <= float(found.two_sided)
    assert found.lower_mid_p <= float(found.lower)
    assert found.lower + found.higher == 1 + found.observed


@given(groups(), groups())
def test_chances_do_not_depend_on_which_group_comes_first(one: Group, other: Group) -> None:
    there, back = fisher_exact(one, other), fisher_exact(other, one)

    assert (there.two_sided, there.lower, there.higher) == (
        back.two_sided,
        back.higher,
        back.lower,
    )
    assert pooled_z(one, other) == pytest.approx(_turned(pooled_z(other, one)))
    assert is_large_enough_for_z(one, other) is is_large_enough_for_z(other, one)


def _turned(z: float | None) -> float | None:
    return None if z is None else -z


@given(groups(most=200), groups(most=200))
def test_fewer_selected_of_a_group_with_equal_sums_is_never_more_likely_by_chance(
    one: Group, other: Group
) -> None:
    if not one.selected or other.selected == other.considered:
        return
    fewer = Group("a", one.considered, one.selected - 1)
    more = Group("b", other.considered, other.selected + 1)

    assert fisher_exact(fewer, more).lower < fisher_exact(one, other).lower


@pytest.mark.parametrize("people", [10**6, 10**8])
def test_very_many_people_are_tested_in_a_moment(people: int) -> None:
    half = people // 2
    begun = time.perf_counter()

    found = fisher_exact(Group("a", half, half // 5), Group("b", half, half // 5 + half // 5000))

    z = pooled_z(Group("a", half, half // 5), Group("b", half, half // 5 + half // 5000))
    assert z is not None
    assert time.perf_counter() - begun < 5
    assert float(found.two_sided) == pytest.approx(two_sided_p_of(z), rel=0.02, abs=1e-9)


def test_a_chance_too_small_for_a_float_is_nothing_and_no_error() -> None:
    found = fisher_exact(Group("a", 500_000, 100), Group("b", 500_000, 250_000))

    assert (found.two_sided, found.lower, found.higher) == (0, 0, 1)
    assert found.mid_p == 0


def test_a_chance_beyond_what_is_walked_is_still_told() -> None:
    # 37 standard deviations away: under 1e-300 of the likeliest table, and above nothing.
    found = fisher_exact(Group("a", 10_000, 3_700), Group("b", 10_000, 6_310))

    assert 0 < found.two_sided < 1e-290
    assert found.two_sided >= found.observed


def test_z_is_unknown_where_all_or_none_were_selected() -> None:
    for selected in (0, 10):
        one, other = Group("a", 10, selected), Group("b", 10, selected)
        assert pooled_z(one, other) is None
        assert phi(one, other) is None
    assert pooled_z(Group("a", 0, 0), Group("b", 10, 5)) is None


def test_z_is_for_numbers_of_which_chance_brings_five_or_more_each() -> None:
    assert is_large_enough_for_z(Group("a", 10, 5), Group("b", 10, 5))
    assert not is_large_enough_for_z(Group("a", 10, 4), Group("b", 10, 5))
    assert not is_large_enough_for_z(Group("a", 10, 2), Group("b", 25, 15))


def test_availability_of_nearly_everybody_has_no_deviation_to_divide_by() -> None:
    assert set_against_availability(0, 0, Fraction(1, 2)).deviations is None


@given(st.floats(-40, 40))
def test_the_chance_of_a_z_is_the_same_on_either_side(z: float) -> None:
    assert 0 <= two_sided_p_of(z) == two_sided_p_of(-z) <= 1
