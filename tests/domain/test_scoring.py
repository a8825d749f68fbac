from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hiring.domain.scoring import (
    Criterion,
    OfferedInterview,
    Policy,
    RatingGiven,
    Recommendation,
    Resolution,
    Status,
)
from hiring.domain.scoring.lines import weigh_votes
from hiring.domain.scoring.recommendation import recommend
from tests.domain.loops import (
    a_loop,
    lines,
)
from tests.golden import Case, list_differences, load_cases

GOLDEN = Path(__file__).parent.parent / "golden" / "line_rule.json"


# --- the worked examples and the table ---------------------------------------------------------


@pytest.mark.parametrize("case", load_cases(GOLDEN), ids=lambda case: case.id)
def test_a_worked_example_gives_exactly_its_printed_result(case: Case) -> None:
    differences = list_differences(case)

    assert differences == ()


@pytest.mark.parametrize(
    ("votes", "lone", "expected"),
    [
        ((), True, (Status.NOT_YET_TESTED, False)),
        ((3,), True, (Status.MET, False)),
        ((4,), True, (Status.MET, True)),
        ((4,), False, (Status.MET, False)),
        ((2,), True, (Status.NOT_MET, False)),
        ((1,), True, (Status.NOT_MET, True)),
        ((1,), False, (Status.NOT_MET, False)),
        ((3, 3), False, (Status.MET, True)),
        ((1, 2), False, (Status.NOT_MET, True)),
        ((3, 3, 2), True, (Status.MET, False)),
        ((3, 4, 3, 2), True, (Status.MET, True)),
        ((4, 3, 1), True, (Status.CONTESTED, False)),
        ((4, 4, 4, 1), True, (Status.CONTESTED, False)),
        ((2, 1, 3), True, (Status.NOT_MET, False)),
        ((2, 2, 1, 3), True, (Status.NOT_MET, True)),
        ((2, 2, 4), True, (Status.CONTESTED, False)),
        ((3, 2), True, (Status.CONTESTED, False)),
        ((3, 3, 2, 2), True, (Status.CONTESTED, False)),
    ],
)
def test_votes_settle_a_bar_of_three_as_the_table_says(
    votes: tuple[int, ...], *, lone: bool, expected: tuple[Status, bool]
) -> None:
    assert weigh_votes(votes, line=3, lone_settles=lone) == expected


@given(
    bars=st.lists(st.integers(0, 4), min_size=1, max_size=5),
    strengths=st.lists(st.integers(0, 4), max_size=4),
    needed=st.integers(0, 4),
)
def test_the_recommendation_is_what_the_firm_and_the_current_view_say(
    bars: list[int], strengths: list[int], needed: int
) -> None:
    assume(needed <= len(strengths))

    got = recommend(bars, strengths, needed=needed)

    assert got is _recommend_by_two_views(bars, strengths, needed)


def _recommend_by_two_views(bars: list[int], strengths: list[int], needed: int) -> Recommendation:
    """Follow the design's table word for word, in three-valued logic (None is unknown)."""
    firm = _view(bars, strengths, needed, {4: True, 0: False})
    current = _view(bars, strengths, needed, {4: True, 3: True, 1: False, 0: False})
    return {
        (False, False): Recommendation.DECLINE,
        (None, False): Recommendation.LEAN_DECLINE,
        (None, None): Recommendation.HOLD,
        (None, True): Recommendation.LEAN_ADVANCE,
        (True, True): Recommendation.ADVANCE,
    }[firm, current]


def _view(
    bars: list[int], strengths: list[int], needed: int, reading: dict[int, bool]
) -> bool | None:
    read = [reading.get(state) for state in strengths]
    enough: bool | None = None
    if read.count(True) >= needed:
        enough = True
    elif read.count(True) + read.count(None) < needed:
        enough = False
    parts = [*(reading.get(state) for state in bars), enough]
    if False in parts:
        return False
    return None if None in parts else True


# --- how sure, and what next -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (
            {"Systems": "Bo 3, Cy 2"},
            "Sensitive: would become Decline if Bo's 3 on Systems were a 2.",
        ),
        ({"Comms": "Cy 3"}, "Fragile: would become Lean decline if Cy's 3 on Comms were a 2."),
        ({"Comms": "Cy x"}, "Stable: no single rating moved by one level would change it."),
        (
            {"ML": "", "Coding": "", "Systems": "", "Comms": ""},
            "Stable: no rating counts yet, so none can change it.",
        ),
    ],
)
def test_the_vote_that_matters_is_named(votes: dict[str, str], expected: str) -> None:
    assert a_loop(votes).assess().stability_sentence == expected


def test_a_bar_that_wants_two_stays_open_until_two_people_rated_it() -> None:
    loop = a_loop(offered=(OfferedInterview("values", ("comms",), 30, "Di"),))
    careful = tuple(replace(one, wants_two=one.id == "comms") for one in loop.criteria)

    alone = loop.but(criteria=careful).assess()
    paired = a_loop({"Comms": "Cy 4, Di 3"}, criteria=careful).assess()

    assert loop.assess().recommendation is Recommendation.ADVANCE
    assert alone.recommendation is Recommendation.LEAN_ADVANCE
    assert [(one.id, one.score) for one in alone.next_interview] == [("values", 2)]
    assert [line.competency for line in alone.open_lines] == ["comms"]
    assert paired.recommendation is Recommendation.ADVANCE


def test_an_interviewer_is_not_sent_to_rate_the_same_again() -> None:
    offered = tuple(OfferedInterview(who, ("comms",), 30, who) for who in ("Cy", "Di"))

    ranked = a_loop({"Comms": "Cy 4?"}, offered=offered).assess().next_interview

    assert [(one.id, one.score) for one in ranked] == [("Di", 3), ("Cy", 0)]


def test_interviews_tie_by_open_bars_then_time_then_name() -> None:
    votes = {"Systems": "", "Coding": "Ana 4, Cy 3", "Comms": "Cy 3"}
    offered = (
        OfferedInterview("d", ("coding", "systems"), 15),
        OfferedInterview("c", ("comms", "systems"), 60, name="Zest"),
        OfferedInterview("b", ("comms", "systems"), 60, name="Aim"),
        OfferedInterview("a", ("comms", "systems"), 45, name="Zest"),
        OfferedInterview("e", ("ml",), 15),
    )

    ranked = a_loop(votes, offered=offered).assess().next_interview

    assert [one.id for one in ranked] == ["a", "b", "c", "d", "e"]
    assert [one.score for one in ranked] == [5, 5, 5, 5, 0]


@pytest.mark.parametrize(
    ("votes", "live"),
    [
        ({"Systems": "Bo 1, Cy 1", "Comms": ""}, []),
        ({"Comms": "", "Research": "Ana 4"}, [("comms", "bar")]),
        ({"Comms": "", "Coding": "Ana 4"}, [("comms", "bar"), ("coding", "strength")]),
        ({"Systems": "Bo 3, Cy 3, Di 2"}, [("systems", "bar")]),
    ],
)
def test_a_question_is_live_only_while_its_answer_matters(
    votes: dict[str, str], live: list[tuple[str, str]]
) -> None:
    loop = a_loop(
        votes, strengths=("ML", "Coding", "Research"), policy=Policy(strengths_required=2)
    )

    assert [(one.competency, one.kind) for one in loop.assess().live_lines] == live


def test_an_outvoted_line_weighs_less_than_a_lone_or_contested_one() -> None:
    votes = {"ML": "Ana 4, Bo 3", "Systems": "Bo 3, Cy 3, Di 2", "Comms": "Cy 3", "Coding": ""}
    shown: Any = a_loop(votes).assess().as_dict()

    weights = {(one["competency"], one["kind"]): one["weight"] for one in shown["open"]}

    assert weights == {
        ("coding", "bar"): 3,
        ("systems", "bar"): 1,
        ("comms", "bar"): 2,
        ("ml", "strength"): 2,
        ("coding", "strength"): 3,
    }


DESIGN = OfferedInterview("design", ("systems", "comms"), 60)


# --- what is kept and what is warned of ---------------------------------------------------------


def test_an_assessment_survives_json_with_everything_a_reader_needs() -> None:
    votes = {"Systems": "Bo 3, Cy 2", "Comms": "Cy 3?"}

    shown = a_loop(votes, offered=(DESIGN,)).assess().as_dict()

    back = json.loads(json.dumps(shown))
    assert back == shown
    assert back["next_interview"] == [{"id": "design", "score": 5, "open_bars": 2}]
    assert back["debrief_first"] == [{"competency": "systems", "name": "Systems", "kind": "bar"}]
    assert back["disagreements"] == back["debrief_first"]
    assert [one["ask"] for one in back["uncounted"]] == ["ask Cy for evidence on Comms"]
    assert back["strengths_hypothesised"] == 2
    assert "next_interview" not in a_loop(votes).assess().as_dict()


@pytest.mark.parametrize(
    ("strengths", "policy", "expected"),
    [
        ((), Policy(), ["no strength hypothesis was set"]),
        (("ML",), Policy(strengths_required=1), []),
        (
            ("ML",),
            Policy(strengths_required=0),
            ["the policy asks for no strength, so the hypotheses decide nothing"],
        ),
        (
            ("ML",),
            Policy(strengths_required=2),
            ["the policy asks for 2 strengths, but only 1 hypothesis was set"],
        ),
        (
            ("ML", "Coding"),
            Policy(strengths_required=3),
            ["the policy asks for 3 strengths, but only 2 hypotheses were set"],
        ),
    ],
)
def test_odd_numbers_of_strengths_are_warned_of(
    strengths: tuple[str, ...], policy: Policy, expected: list[str]
) -> None:
    assessment = a_loop(strengths=strengths, policy=policy).assess()

    assert list(assessment.warnings) == expected
    assert assessment.strengths_required <= len(strengths)


@pytest.mark.parametrize(("hypothesised", "needed"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3)])
def test_more_than_half_of_the_strengths_are_needed(hypothesised: int, needed: int) -> None:
    strengths = ("ML", "Coding", "Systems", "Comms")[:hypothesised]

    assert a_loop(strengths=strengths).assess().strengths_required == needed


def test_a_debrief_that_changes_nothing_is_warned_of() -> None:
    debrief = Resolution("comms", "bar", "not_met", "Fay", "did not like it")

    assessment = a_loop(resolutions=(debrief,)).assess()

    assert assessment.recommendation is Recommendation.ADVANCE
    assert assessment.warnings == (
        "the debrief by Fay on Comms changes nothing: the bar is not contested",
    )


@pytest.mark.parametrize(
    ("votes", "counted"),
    [("Cy 4, Cy 2", 2), ("Cy 2, Cy 4, Cy 3", 3), ("Cy 1, Cy 4?", 1), ("Cy 4, Cy x", 4)],
)
def test_one_interviewer_has_one_vote(votes: str, counted: int) -> None:
    (vote,) = lines(a_loop({"Comms": votes}).assess())["comms", "bar"].votes

    assert vote == ("Cy", counted)


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scale_max": 1}, "the scale ends at 1"),
        ({"scale_max": 4.0}, "the scale ends at 4.0"),
        ({"criteria": (), "ratings": ()}, "no competency to assess"),
        ({"criteria": (Criterion("ml", "ML", 1, 4),)}, "ml: the bar is 1"),
        ({"criteria": (Criterion("ml", "ML", 5, 5),)}, "ml: the bar is 5"),
        ({"criteria": (Criterion("ml", "ML", 3, 2),)}, "ml: the strong line is 2"),
        ({"criteria": (Criterion("ml", "ML", 3, 5),)}, "ml: the strong line is 5"),
        ({"criteria": (Criterion("ml", "ML", 3, 4),) * 2}, "competency ml is given twice"),
        ({"ratings": (RatingGiven("art", "Ana", 3, "drew"),)}, "names 'art'"),
        ({"ratings": (RatingGiven("ml", " ", 3, "saw it"),)}, "a rating has no interviewer"),
        ({"ratings": (RatingGiven("ml", "Ana", 0, "saw it"),)}, "from 1 to 4, not 0"),
        ({"ratings": (RatingGiven("ml", "Ana", 5, ""),)}, "from 1 to 4, not 5"),
        ({"ratings": (RatingGiven("ml", "Ana", 2.5, "x"),)}, "from 1 to 4, not 2.5"),  # type: ignore[arg-type]
        (
            {"ratings": (RatingGiven("ml", "Ana", level=True, evidence="x"),)},
            "from 1 to 4, not True",
        ),
        ({"policy": Policy(lone_bar="always")}, "policy lone_bar is 'always'"),  # type: ignore[arg-type]
        ({"policy": Policy(lone_strength="")}, "policy lone_strength is ''"),  # type: ignore[arg-type]
        ({"policy": Policy(strengths_required=-1)}, "strengths_required is -1"),
        ({"policy": Policy(strengths_required=True)}, "strengths_required is True"),
        ({"resolutions": (Resolution("art", "bar", "met", "Fay", "so"),)}, "names 'art'"),
        ({"resolutions": (Resolution("ml", "b", "met", "Fay", "so"),)}, "line is 'b'"),  # type: ignore[arg-type]
        ({"resolutions": (Resolution("ml", "bar", "yes", "Fay", "so"),)}, "outcome is 'yes'"),  # type: ignore[arg-type]
        ({"resolutions": (Resolution("ml", "bar", "met", "", "so"),)}, "who settled it and why"),
        ({"resolutions": (Resolution("ml", "bar", "met", "Fay", " "),)}, "who settled it and why"),
        (
            {"resolutions": (Resolution("comms", "strength", "met", "Fay", "so"),)},
            "comms: a debrief by Fay settles a strength, but no strength hypothesis was set",
        ),
        (
            {"resolutions": (Resolution("ml", "bar", "met", "Fay", "so"),) * 2},
            "debrief on ml bar is given twice",
        ),
        ({"offered": (DESIGN, DESIGN)}, "interview design is given twice"),
        ({"offered": (replace(DESIGN, covers=("art",)),)}, "interview design names 'art'"),
        ({"offered": (replace(DESIGN, covers=("ml", "ml")),)}, "design covers ml is given twice"),
        ({"offered": (replace(DESIGN, minutes=0),)}, "design takes 0 minutes"),
    ],
)
def test_input_the_rule_cannot_read_is_refused_with_the_fix(
    changes: dict[str, Any], said: str
) -> None:
    loop = a_loop().but(**changes)

    with pytest.raises(ValueError, match="Fix: ") as refused:
        loop.assess()

    assert said in str(refused.value)


def test_scoring_needs_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; before = set(sys.modules); import hiring.domain.scoring;"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert set(loaded) - {"hiring"} <= sys.stdlib_module_names
