"""What is not shown of small groups cannot be worked out of what is."""

from __future__ import annotations

import json
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.impact import telling
from hiring.domain.impact.hiding import NOT_KNOWN, Cell, find_withheld, weigh_all
from hiring.domain.impact.rates import Group
from hiring.domain.impact.tallies import Counted, Tally, folded, tabulate
from hiring.domain.impact.weighing import FEWEST_SHOWN, Weighed


def people(*counts: tuple[str, str, int]) -> tuple[Tally, ...]:
    """Count people by sex and race at one stage; a third of each was selected."""
    return tabulate(
        [
            Counted(line, "screen", (("sex", sex), ("race", race)), n, n // 3)
            for line, (sex, race, n) in enumerate(counts, 2)
        ]
    )


def shown(found: tuple[Weighed, ...]) -> dict[tuple[str, str], int]:
    """Read what numbers of people the output says."""
    said = json.loads(json.dumps([telling.as_dict(one) for one in found]))
    told = {
        (tally["attribute"], folded(row["group"])): row["considered"]
        for tally in said
        for row in tally["groups"]
    }
    known = [tally for tally in said if isinstance(tally["unknown"], int) and tally["unknown"]]
    return told | {(tally["attribute"], NOT_KNOWN): tally["unknown"] for tally in known}


def worked_out(tally: Tally, told: dict[tuple[str, str], int]) -> dict[str, int]:
    """Subtract what is told of a tally from its total, which others know."""
    everybody = (*tally.groups, *([tally.unknown] if tally.unknown else []))
    total = sum(group.considered for group in everybody)
    lost = [one for one in everybody if (tally.attribute, folded(one.name)) not in told]
    rest = total - sum(told.get((tally.attribute, folded(one.name)), 0) for one in everybody)
    return {lost[0].name: rest} if len(lost) == 1 else {}


def solved(tallies: tuple[Tally, ...], told: dict[tuple[str, str], int]) -> set[tuple[str, str]]:
    """Solve for what is not told, from every total of two tables that cross."""
    sexes, races, both = tallies
    cells = [(both.attribute, folded(group.name)) for group in both.groups]
    open_ = [cell for cell in cells if cell not in told]
    rows = []
    for margin in (*sexes.groups, *races.groups):
        line = [cell for cell in cells if folded(margin.name) in cell[1].split(", ")]
        rows.append([Fraction(int(cell in line)) for cell in open_])
    return {open_[at] for at in determined(rows, len(open_))}


def determined(rows: list[list[Fraction]], width: int) -> set[int]:
    """Give the unknowns that the equations leave no choice of, by elimination."""
    pivots: list[int] = []
    for at in range(width):
        row = next((r for r in range(len(pivots), len(rows)) if rows[r][at]), None)
        if row is None:
            continue
        place = len(pivots)
        rows[place], rows[row] = rows[row], rows[place]
        rows[place] = [one / rows[place][at] for one in rows[place]]
        for other in range(len(rows)):
            if other != place and rows[other][at]:
                by = rows[other][at]
                rows[other] = [a - by * b for a, b in zip(rows[other], rows[place], strict=True)]
        pivots.append(at)
    return {at for place, at in enumerate(pivots) if sum(map(bool, rows[place])) == 1}


def test_c35_a_hidden_number_is_not_what_is_left_of_the_total() -> None:
    tallies = (
        Tally("sex", "screen", (Group("women", 60, 20), Group("men", 43, 10)), None),
        Tally("race", "screen", (Group("a", 60, 9), Group("b", 40, 9), Group("c", 3, 2)), None),
    )

    found = weigh_all(tallies, left_out={})

    assert shown(found) == {("sex", "women"): 60, ("sex", "men"): 43, ("race", "a"): 60}
    assert found[1].hidden == ("c",)
    assert found[1].withheld == ("b",)
    assert "b: not shown, lest the number of a smaller group can be worked out." in " ".join(
        telling.remarks(found[1])
    )


def test_c35_of_what_may_be_withheld_those_of_no_known_group_go_first() -> None:
    groups = (Group("women", 60, 20), Group("men", 40, 10), Group("others", 2, 1))
    tally = Tally("sex", "screen", groups, Group("unknown", 20, 5))

    (found,) = weigh_all((tally,), left_out={})

    assert [one.name for one in found.groups] == ["women", "men"]
    assert telling.as_dict(found)["unknown"] == "withheld"
    assert "20" not in telling.who_is_missing(found)[-1]


def test_c35_a_few_whose_group_is_not_known_keep_no_other_number_back() -> None:
    groups = (Group("women", 60, 20), Group("men", 40, 10))

    assert find_withheld((Tally("sex", "screen", groups, Group("unknown", 2, 1)),)) == frozenset()


def test_c35_nobody_and_somebody_hide_each_other_only_when_they_are_five() -> None:
    groups = (Group("a", 60, 20), Group("b", 40, 10), Group("c", 3, 1), Group("d", 0, 0))

    assert find_withheld((Tally("race", "screen", groups, None),)) == {Cell("race", "screen", "b")}


def test_c35_a_cell_of_two_attributes_is_not_what_is_left_of_either() -> None:
    tallies = people(
        *(("women", "a", 50), ("women", "b", 40), ("women", "c", 3)),
        *(("men", "a", 70), ("men", "b", 60), ("men", "c", 55)),
    )

    told = shown(weigh_all(tallies, left_out={}))

    assert ("sex and race", "women, b") not in told
    assert ("sex and race", "men, c") not in told
    assert solved(tallies, told) == set()


@given(st.lists(st.integers(0, 60), min_size=3, max_size=6))
def test_c35_no_number_under_five_is_recovered_from_a_total(counts: list[int]) -> None:
    groups = tuple(Group(f"g{at}", n, n // 2) for at, n in enumerate(counts))
    tally = Tally("race", "screen", groups, None)

    told = shown(weigh_all((tally,), left_out={}))

    assert all(n >= FEWEST_SHOWN for n in told.values())
    assert not worked_out(tally, told)


@given(st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_c35_no_number_under_five_is_recovered_from_two_tables(counts: list[int]) -> None:
    kinds = [(sex, race) for sex in ("women", "men") for race in ("a", "b", "c")]
    tallies = people(*((*kind, n) for kind, n in zip(kinds, counts, strict=True)))
    small = {
        (tallies[2].attribute, folded(group.name))
        for group in tallies[2].groups
        if group.considered < FEWEST_SHOWN
    }

    told = shown(weigh_all(tallies, left_out={}))

    assert small.isdisjoint(solved(tallies, told))
