"""How interviewers rate and agree: worked by hand, and what must hold whatever they rate."""

from __future__ import annotations

from itertools import combinations
from math import isclose
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.calibration import Given, tell_agreement, tell_consistency
from hiring.domain.leniency import estimate_leniency

if TYPE_CHECKING:
    from hiring.domain.calibration import InterviewerFigures


def a_row(who: str, person: int, level: int | None, **changes: Any) -> Given:
    """Make a row of somebody's card on a person."""
    fields: dict[str, Any] = {
        "interviewer": who,
        "card": 1000 * person + sum(map(ord, who)),
        "application": person,
        "candidate": person,
        "job": "ML-1",
        "competency": "coding",
        "scale": 4,
        "level": level,
        "evidence": True,
    }
    return Given(**{**fields, **changes})


def of(who: str, rows: list[Given]) -> InterviewerFigures:
    """Give the figures of one interviewer."""
    (found,) = [one for one in tell_consistency(rows).interviewers if one.interviewer == who]
    return found


ROWS = st.lists(
    st.builds(
        a_row,
        st.sampled_from(("Ana", "Bo", "Cy", "Di")),
        st.integers(1, 12),
        st.none() | st.integers(1, 4),
        competency=st.sampled_from(("coding", "statistics")),
        evidence=st.sampled_from((True, True, True, False, None)),
        scale=st.sampled_from((4, 4, 4, 5)),
    ),
    max_size=60,
)


def test_c34_mean_spread_and_shares_are_those_of_levels_with_evidence() -> None:
    rows = [a_row("Ana", n, level) for n, level in enumerate([1, 2, 3, 4] * 5)]
    rows += [a_row("Ana", 90 + n, None) for n in range(4)]
    rows += [a_row("Ana", 99, 1, evidence=False)]

    ana = of("Ana", rows)

    assert (ana.cards, ana.ratings, ana.counted) == (25, 25, 20)
    assert ana.mean == 2.5
    assert ana.spread == pytest.approx((25 / 19) ** 0.5)
    assert ana.shares == (0.25, 0.25, 0.25, 0.25)
    assert (ana.not_assessed, ana.share_not_assessed) == (4, 4 / 25)
    assert ana.without_evidence == 1


def test_c34_a_figure_with_too_few_behind_it_is_not_shown() -> None:
    rows = [a_row(who, n, 3) for n in range(9) for who in ("Ana", "Bo")]

    found = tell_consistency(rows)

    ana = found.interviewers[0]
    assert (ana.mean, ana.spread, ana.shares, ana.share_not_assessed) == (None,) * 4
    assert (ana.leniency, ana.shared_cells) == (None, 9)
    assert (found.agreement.cells, found.agreement.exact) == (9, None)


def test_c34_levels_of_erased_people_count_and_are_no_missing_evidence() -> None:
    ana = of("Ana", [a_row("Ana", n, 2, evidence=None) for n in range(20)])

    assert (ana.mean, ana.without_evidence, ana.evidence_erased) == (2.0, 0, 20)


def test_c34_two_levels_apart_is_named_by_code_newest_first() -> None:
    rows = [a_row("Bo", 7, 4), a_row("Ana", 7, 2), a_row("Ana", 8, 1), a_row("Bo", 8, 3)]
    rows += [a_row("Ana", 9, 2), a_row("Bo", 9, 3)]

    found = tell_consistency(rows)

    assert [(one.application, one.levels) for one in found.splits] == [
        ("A-8", (("Ana", 1), ("Bo", 3))),
        ("A-7", (("Ana", 2), ("Bo", 4))),
    ]
    assert found.agreement.far_apart == 2


def test_c34_one_interviewer_has_one_vote_on_a_competency_of_a_person() -> None:
    rows = [a_row("Ana", 1, 4, card=1), a_row("Ana", 1, 2, card=2), a_row("Bo", 1, 2)]

    found = tell_consistency(rows)

    assert found.splits == ()
    assert tell_consistency(rows[:2]).agreement.cells == 0


def test_c34_a_cell_counts_once_however_many_rated_it() -> None:
    pair = [[("Ana", 3), ("Bo", 3)]] * 9
    panel = [("Ana", 3), ("Bo", 3), ("Cy", 4), ("Di", 1)]

    told = tell_agreement([*pair, panel])

    assert told.exact == pytest.approx((9 + 1 / 6) / 10)
    assert told.within_one == pytest.approx((9 + 3 / 6) / 10)
    assert told.far_apart == 1


def test_c34_leniency_is_an_early_sign_at_10_cells_and_reportable_at_30_of_8_people() -> None:
    def said(people: int, each: int) -> str | None:
        rows = [
            a_row(who, person, level, competency=f"c{one}")
            for person in range(people)
            for one in range(each)
            for who, level in (("Ana", 3), ("Bo", 2 + (person == one)))
        ]
        told = of("Ana", rows).leniency
        return told and told.says

    assert said(9, 1) is None
    assert said(10, 1) == "early sign"
    assert said(7, 5) == "early sign"
    assert said(8, 4) == "reportable"


def test_c34_half_a_level_above_colleagues_is_told_with_its_standard_error() -> None:
    cells = [[("Ana", 3), ("Bo", 2 + n % 2)] for n in range(10)]

    found = estimate_leniency(cells)

    assert found["Ana"].effect == pytest.approx(0.25)
    assert found["Bo"].effect == pytest.approx(-0.25)
    assert found["Ana"].difference == pytest.approx(0.5)
    # The difference of two has a variance of 10 / 36, of ten of them a tenth; the effect is half.
    assert found["Ana"].standard_error == pytest.approx((10 / 36 / 10) ** 0.5 / 2)


def test_c34_only_interviewers_linked_by_people_are_compared() -> None:
    high = [[("Ana", 4), ("Bo", 4)]] * 10
    low = [[("Cy", 1), ("Di", 1)]] * 10

    found = estimate_leniency(high + low)

    assert {name: one.linked for name, one in found.items()} == dict.fromkeys(
        ("Ana", "Bo", "Cy", "Di"), 2
    )
    assert all(isclose(one.effect, 0, abs_tol=1e-12) for one in found.values())


def test_c34_two_scales_are_told_apart() -> None:
    rows = [a_row("Ana", 1, 4), a_row("Ana", 2, 5, scale=5), a_row("Bo", 2, 5, scale=5)]

    found = tell_consistency(rows)

    assert [(one.interviewer, one.scale) for one in found.interviewers] == [
        ("Ana", 4),
        ("Ana", 5),
        ("Bo", 5),
    ]


@given(ROWS, st.randoms(use_true_random=False))
def test_c34_the_order_of_cards_does_not_matter(rows: list[Given], chance: Any) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)

    assert tell_consistency(mixed) == tell_consistency(rows)


@given(ROWS, ROWS)
def test_c34_another_interviewers_cards_change_none_of_ones_own_figures(
    rows: list[Given], more: list[Given]
) -> None:
    others = [row._replace(interviewer="Eve") for row in more]

    def own(told: list[Given]) -> list[tuple[Any, ...]]:
        return [one[:12] for one in tell_consistency(told).interviewers if one[0] != "Eve"]

    assert own(rows + others) == own(rows)


@given(ROWS)
def test_c34_interviewers_stand_by_name_whatever_they_rate(rows: list[Given]) -> None:
    names = [(one.interviewer, one.scale) for one in tell_consistency(rows).interviewers]

    assert names == sorted(names)


@given(ROWS)
def test_c34_cells_of_competencies_add_up_and_shares_to_one(rows: list[Given]) -> None:
    found = tell_consistency(rows)

    assert sum(one.agreement.cells for one in found.competencies) == found.agreement.cells
    assert sum(one.agreement.far_apart for one in found.competencies) == len(found.splits)
    for one in found.interviewers:
        assert one.shares is None or sum(one.shares) == pytest.approx(1)
        assert one.ratings == one.counted + one.not_assessed + one.without_evidence
    assert found.agreement.exact is None or found.agreement.exact <= (
        found.agreement.within_one or 0
    )


@given(
    st.lists(
        st.dictionaries(st.sampled_from("ABCDE"), st.integers(1, 4), min_size=2, max_size=5),
        max_size=20,
    )
)
def test_c34_leniency_turns_with_the_scale_and_adds_up_to_nought(
    panels: list[dict[str, int]],
) -> None:
    found = estimate_leniency([list(panel.items()) for panel in panels])
    turned = estimate_leniency([[(who, 5 - n) for who, n in one.items()] for one in panels])

    assert sum(one.effect for one in found.values()) == pytest.approx(0, abs=1e-9)
    for name, one in found.items():
        assert one.effect == pytest.approx(-turned[name].effect, abs=1e-9)
    # The fit leaves nothing: what an interviewer is above the cells' means is what effects explain.
    for name in found:
        left = 0.0
        for panel in panels:
            if name in panel:
                plain = {who: level - found[who].effect for who, level in panel.items()}
                left += plain[name] - sum(plain.values()) / len(plain)
        assert left == pytest.approx(0, abs=1e-7)


def test_c34_a_pair_agrees_within_one_where_it_agrees() -> None:
    for votes in combinations([("Ana", 1), ("Bo", 2), ("Cy", 4)], 2):
        told = tell_agreement([votes] * 10)
        assert told.exact is not None
        assert told.within_one is not None
        assert told.exact <= told.within_one
