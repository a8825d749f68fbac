"""Hold the page on scoring to the rule: its example and its figures are computed anew."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hiring.domain.scoring import Criterion, RatingGiven, Resolution, assess

if TYPE_CHECKING:
    from hiring.domain.scoring.lines import Line

PAGE = (Path(__file__).parent.parent / "docs" / "scoring.md").read_text(encoding="utf-8")
BAR, STRONG, LEVELS = 2, 3, 4
ONE_INTERVIEW = 0.44  # Huffcutt, Culbertson and Weyhrauch (2013), separate interviews


def _table(head: str) -> list[list[str]]:
    lines = PAGE[PAGE.index(f"| {head} |") :].splitlines()
    rows = lines[2 : next(n for n, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]


EXAMPLE = _table("Competency")
CRITERIA = tuple(
    Criterion(id=name, name=name, bar=BAR, strong=STRONG, hypothesis=kind == "strength")
    for name, kind, *_ in EXAMPLE
)
RATINGS = tuple(
    RatingGiven(competency=name, interviewer=who, level=int(level), evidence="seen")
    for name, _, votes, *_ in EXAMPLE
    for who, level in (vote.split() for vote in votes.split(", "))
)


@pytest.mark.parametrize("row", EXAMPLE, ids=lambda row: row[0])
def test_each_line_of_the_example_stands_as_the_page_says(row: list[str]) -> None:
    name, _, _, bar, strength = row

    assessed = assess(scale_max=LEVELS, criteria=CRITERIA, ratings=RATINGS)

    assert [_say(one) for one in assessed.bars if one.name == name] == [bar]
    assert [_say(one) for one in assessed.strengths if one.name == name] == (
        [strength] if strength else []
    )


@pytest.mark.parametrize(("condition", "advice"), _table("If"), ids=lambda text: text[:30])
def test_the_advice_in_the_example_is_what_the_rule_says(condition: str, advice: str) -> None:
    ratings, resolutions = _under(condition)

    assessed = assess(scale_max=LEVELS, criteria=CRITERIA, ratings=ratings, resolutions=resolutions)

    assert assessed.sentence == advice


def test_an_average_would_have_passed_whom_the_rule_declines() -> None:
    ratings, _ = _under(_table("If")[-1][0])

    mean = sum(one.level or 0 for one in ratings) / len(ratings)

    assert f"average of all ratings is {mean:.1f}, above every bar" in PAGE
    assert mean > BAR


@pytest.mark.parametrize(("raters", "said"), [(2, "two separate ratings"), (3, "three")])
def test_the_reliability_of_several_ratings_is_spearman_browns(raters: int, said: str) -> None:
    reliability = raters * ONE_INTERVIEW / (1 + (raters - 1) * ONE_INTERVIEW)

    shown = f"{reliability:.2f}".removeprefix("0")

    assert re.search(rf"{said}\s[\w\s]*{re.escape(shown)}", PAGE)


def test_each_source_is_named_once_and_used() -> None:
    listed = re.findall(r"^(\d)\. ", PAGE, re.MULTILINE)

    assert listed == ["1", "2", "3", "4"]
    assert all(f"[{number}]" in PAGE for number in listed)


def _say(line: Line) -> str:
    words = {
        ("bar", "met"): "met",
        ("bar", "not_met"): "not met",
        ("strength", "met"): "validated",
        ("strength", "not_met"): "not validated",
    }
    settled = words.get((line.kind, line.status.value))
    if settled is None:
        return line.status.value.replace("_", " ")
    return f"{settled}, {'firm' if line.firm else 'provisional'}"


def _under(condition: str) -> tuple[tuple[RatingGiven, ...], tuple[Resolution, ...]]:
    """Read a row of the second table: what is different from the example."""
    if condition == "nothing more happens":
        return RATINGS, ()
    settled = re.fullmatch(r"(\w+) settles (.+) as (met|not met)", condition)
    if settled:
        by, name, outcome = settled.groups()
        said = Resolution(
            competency=name,
            line="bar",
            outcome="met" if outcome == "met" else "not_met",
            by=by,
            because="a reason",
        )
        return RATINGS, (said,)
    other = re.fullmatch(r"(\w+)'s (.+) were a (\d)", condition)
    assert other, f"the test cannot read {condition!r}"
    who, name, level = other.groups()
    assert any((one.interviewer, one.competency) == (who, name) for one in RATINGS)
    changed = tuple(
        replace(one, level=int(level)) if (one.interviewer, one.competency) == (who, name) else one
        for one in RATINGS
    )
    return changed, ()
