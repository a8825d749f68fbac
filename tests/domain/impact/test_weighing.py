"""What counts let one say: the guards first, then a sign, and never that all is well."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.impact import rules, telling
from hiring.domain.impact.rates import Group
from hiring.domain.impact.tallies import Tally
from hiring.domain.impact.weighing import Sign, Weighed, compare, weigh
from tests.domain.impact.test_rates import groups

SOUND = ("no discrimination", "compliant", "compliance", "lawful", "all clear", "fair")


def weighed(*some: Group, unknown: Group | None = None, **left_out: str) -> Weighed:
    return weigh(Tally("sex", "screen", some, unknown), left_out=left_out)


def everything_said(found: Weighed) -> str:
    rows = (
        *telling.rate_rows(found),
        *telling.city_rows(found),
        *telling.comparison_rows(found.comparisons),
        telling.remarks(found),
        telling.city_remarks(found),
    )
    return " ".join(cell for row in rows for cell in row)


@pytest.mark.parametrize(
    ("group", "against", "sign"),
    [
        ((48, 26), (259, 206), Sign.STRONG),  # under four fifths, and no accident
        ((52, 11), (81, 29), Sign.CHECK),  # under four fifths, and may be one
        ((5000, 4000), (5000, 4500), Sign.CHECK),  # above four fifths, and no accident
        ((118, 52), (163, 81), Sign.NO_SIGN),
        ((100, 48), (100, 60), Sign.NO_SIGN),  # exactly four fifths
        ((29, 2), (300, 150), Sign.TOO_FEW),
        ((300, 50), (29, 25), Sign.TOO_FEW),
        ((300, 3), (300, 4), Sign.TOO_FEW),  # one selection would turn the order
        ((300, 0), (300, 0), Sign.TOO_FEW),
        ((100, 50), (100, 50), Sign.NO_SIGN),
    ],
)
def test_c35_counts_show_a_sign_only_where_there_are_enough(
    group: tuple[int, int], against: tuple[int, int], sign: Sign
) -> None:
    found = compare(Group("a", *group), Group("b", *against))

    assert found.sign is sign
    assert (found.below_four_fifths is None) is (sign is Sign.TOO_FEW)


def test_c35_a_group_under_five_people_is_named_and_none_of_its_numbers_shown() -> None:
    found = weighed(Group("a", 100, 51), Group("b", 100, 40), Group("tiny", 4, 3))

    said = everything_said(found)

    assert found.hidden == ("tiny",)
    assert "tiny: fewer than 5 people, not shown." in said
    assert "75" not in said
    assert [one["group"] for one in telling.as_dict(found)["groups"]] == ["a", "b"]  # type: ignore[attr-defined]
    assert found.highest == Group("a", 100, 51)


def test_c35_too_few_people_get_their_counts_and_fishers_p_and_no_flag() -> None:
    found = weighed(Group("women", 10, 1), Group("men", 20, 3))

    row = telling.comparison_rows(found.comparisons)[0]
    assert (row[0], row[2], row[3], row[5]) == ("women", "-", "1.0000", "-")
    assert telling.remarks(found) == (
        "women: too few to tell (women: 10 people and men: 20 people, fewer than 30).",
    )
    assert telling.too_few_somewhere([found])


def test_a_small_group_with_the_highest_rate_does_not_hide_what_large_ones_show() -> None:
    found = weighed(Group("a", 8, 7), Group("b", 400, 240), Group("c", 400, 120))

    assert [one.sign for one in found.comparisons] == [Sign.TOO_FEW, Sign.TOO_FEW]
    assert [(one.group, one.against, one.sign) for one in found.beside] == [("c", "b", Sign.STRONG)]
    assert "b has the highest rate of the groups of 30 and more; against it:" in telling.remarks(
        found
    )
    assert not weighed(Group("b", 400, 240), Group("c", 400, 120)).beside


def test_those_of_no_known_group_are_counted_and_in_no_rate() -> None:
    many = weighed(Group("a", 50, 20), Group("b", 50, 20), unknown=Group("unknown", 250, 99))
    few = weighed(Group("a", 50, 20), Group("b", 50, 20), unknown=Group("unknown", 3, 1))

    assert "group not known: 250 people, in no rate." in telling.remarks(many)
    assert "group not known: fewer than 5 people, in no rate." in telling.remarks(few)
    assert telling.as_dict(many)["unknown"] == 250
    assert telling.as_dict(few)["unknown"] == "fewer than 5"
    assert telling.as_dict(weighed(Group("a", 50, 20)))["unknown"] == 0


def test_a_group_left_out_is_shown_with_its_reason_and_not_compared() -> None:
    found = weighed(Group("a", 500, 200), Group("b", 500, 100), Group("c", 9, 9), c="9 people.")

    assert found.highest == Group("a", 500, 200)
    assert "c: 9 of 9, 100.0 %; left out of the ratios: 9 people." in telling.remarks(found)
    assert telling.as_dict(found)["left_out"] == [
        {"group": "c", "considered": 9, "selected": 9, "rate": 1.0, "reason": "9 people."}
    ]


def test_a_single_group_is_compared_with_nobody() -> None:
    assert telling.remarks(weighed(Group("a", 50, 20))) == ("there are not two groups to compare.",)
    assert telling.remarks(weighed(Group("a", 0, 0)))[0] == "there are not two groups to compare."


def test_more_than_two_standard_deviations_are_said_where_z_may_be_used() -> None:
    found = weighed(Group("a", 48, 26), Group("b", 259, 206))

    (said,) = telling.remarks(found)
    assert said.endswith("(under four fifths, p under .05); more than two standard deviations.")


@given(st.lists(groups(most=120), min_size=1, max_size=5), st.randoms())
def test_c35_what_is_said_never_calls_a_stage_sound_and_keeps_to_the_guards(
    some: list[Group], chance: object
) -> None:
    named = [group._replace(name=f"g{place}") for place, group in enumerate(some)]
    found = weighed(*named)

    said = everything_said(found).casefold()

    assert not any(word in said for word in SOUND)
    assert all(one.considered >= 5 for one in found.groups)
    sizes = {one.name: one.considered for one in named}
    for one in (*found.comparisons, *found.beside):
        if min(sizes[one.group], sizes[one.against]) < 30:
            assert one.sign is Sign.TOO_FEW
        assert one.ratio is None or one.ratio <= 1
    mixed = list(named)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert {*weighed(*mixed).comparisons} == {*found.comparisons}


def test_c35_the_texts_of_the_rules_never_call_anything_sound_and_name_their_dates() -> None:
    said = f"{rules.RULES} {rules.WHAT_IT_IS_NOT} {telling.POOL}".casefold()

    assert not any(word in said for word in SOUND)
    assert rules.NOT_LEGAL_ADVICE == "This is not legal advice."
    assert all(rule.source and rule.date for rule in rules.RULES)
