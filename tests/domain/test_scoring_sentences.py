from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given

from hiring.domain.scoring import OfferedInterview, Policy, Recommendation, Resolution, Status
from tests.domain.loops import Loop, a_loop, lines, random_loops

if TYPE_CHECKING:
    from hiring.domain.scoring.lines import LineKind, Outcome

DESIGN = OfferedInterview("design", ("systems", "comms"), 60)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({}, "Advance: all 4 bars met and 2 of 2 needed strengths validated."),
        (
            {"Comms": "Cy 3"},
            (
                "Lean advance: everything needed is met, but Comms rests on one rating at the bar"
                " (Cy, 3 of 4)."
            ),
        ),
        (
            {"Comms": "Cy 3", "Systems": "Bo 3", "Coding": "Ana 4"},
            (
                "Lean advance: everything needed is met, but Systems (Bo, 3 of 4), Comms (Cy, 3 of"
                " 4) and Coding as a strength (Ana, 4 of 4) each rest on one rating."
            ),
        ),
        (
            {"Systems": "Bo 3, Cy 2, Di 3", "ML": "Ana 4, Bo 4, Cy 3", "Comms": "Cy 3"},
            (
                "Lean advance: everything needed is met, but Comms rests on one rating at the bar"
                " (Cy, 3 of 4), Systems is met 2 to 1 (Bo 3, Cy 2, Di 3; bar 3), and ML is"
                " validated 2 to 1 (Ana 4, Bo 4, Cy 3; strong line 4)."
            ),
        ),
        (
            {"Coding": "Ana 4"},
            (
                "Lean advance: everything needed is met, but Coding as a strength rests on one"
                " rating (Ana, 4 of 4)."
            ),
        ),
        (
            {"Systems": "Bo 3, Cy 2"},
            (
                "Hold: interviewers disagree on Systems (Bo 3, Cy 2; bar 3); debrief, or run the"
                " design interview."
            ),
        ),
        (
            {"Comms": "Cy 4?", "Systems": ""},
            (
                "Hold: nobody has rated Systems or Comms with evidence; ask Cy for evidence, or run"
                " the design interview."
            ),
        ),
        (
            {"Coding": "Ana 4, Cy 3"},
            (
                "Hold: 1 of 2 needed strengths is validated so far, and interviewers disagree on"
                " Coding (Ana 4, Cy 3; strong line 4); debrief first."
            ),
        ),
        (
            {"Coding": ""},
            (
                "Hold: nobody has rated Coding with evidence, and 1 of 2 needed strengths is"
                " validated so far; plan an interview that covers it."
            ),
        ),
        (
            {"Coding": "Ana 4, Cy 3", "ML": "Ana 4, Cy 3", "Systems": "Bo 3, Cy 2"},
            (
                "Hold: interviewers disagree on Systems (Bo 3, Cy 2; bar 3), ML (Ana 4, Cy 3;"
                " strong line 4) and Coding (Ana 4, Cy 3; strong line 4), and no strength is"
                " validated yet (2 needed); debrief, or run the design interview."
            ),
        ),
        (
            {"ML": "Ana x", "Coding": "", "Systems": "", "Comms": "Cy 2?, Di 3?"},
            (
                "Hold: nobody has rated this candidate with evidence yet; ask Cy and Di for"
                " evidence."
            ),
        ),
        (
            {"Comms": "Cy 2"},
            (
                "Lean decline: Comms is below the bar on one rating (Cy, 2 of 4, bar 3); run the"
                " design interview for a second opinion."
            ),
        ),
        (
            {"Coding": "Ana 3"},
            (
                "Lean decline: only 1 of the 2 needed strengths looks within reach: Coding is below"
                " the strong line on one rating (Ana, 3 of 4, strong line 4); get a second opinion"
                " before deciding."
            ),
        ),
        (
            {"Coding": "Ana 3, Cy 3, Di 4"},
            (
                "Lean decline: all 4 bars are met, but only 1 of the 2 needed strengths looks"
                " within reach: Coding is below the strong line 2 to 1 (Ana 3, Cy 3, Di 4; strong"
                " line 4); get one more opinion before deciding."
            ),
        ),
        (
            {
                "Coding": "Ana 3",
                "ML": "Bo 3",
                "Comms": "Cy 2, Di 3?",
                "Systems": "Bo 2, Cy 3, Di 2",
            },
            (
                "Lean decline: Systems is below the bar 2 to 1 (Bo 2, Cy 3, Di 2; bar 3), Comms is"
                " below the bar on one rating (Cy, 2 of 4, bar 3), and none of the 2 needed"
                " strengths looks within reach; ask Di for evidence, or run the design interview"
                " for a second opinion."
            ),
        ),
        (
            {"Systems": "Bo 1, Cy 2"},
            (
                "Decline: Systems is below the bar (1 and 2 of 4, bar 3), and strengths do not"
                " offset a missed bar."
            ),
        ),
        (
            {"Systems": "Bo 1, Cy 2", "Comms": "Cy 1"},
            (
                "Decline: Systems (1 and 2 of 4, bar 3) and Comms (1 of 4, bar 3) are below the"
                " bar, and strengths do not offset a missed bar."
            ),
        ),
        (
            {"Coding": "Ana 3, Cy 3"},
            (
                "Decline: all 4 bars are met, but only 1 of the 2 needed strengths can still be"
                " validated; Coding (3 and 3 of 4, strong line 4) is not validated."
            ),
        ),
        (
            {"ML": "Ana 3, Bo 3", "Coding": "Ana 3, Cy 2", "Systems": "Bo 2, Cy 2"},
            (
                "Decline: Systems is below the bar (2 and 2 of 4, bar 3), and none of the 2 needed"
                " strengths can still be validated."
            ),
        ),
    ],
)
def test_the_sentence_says_the_cause_and_the_next_step(
    votes: dict[str, str], expected: str
) -> None:
    assert a_loop(votes, offered=(DESIGN,)).assess().sentence == expected


@pytest.mark.parametrize(
    ("votes", "strengths", "policy", "expected"),
    [
        ({}, (), Policy(), "Advance: all 4 bars met; no strength hypothesis was set."),
        (
            {"Systems": "Bo 3", "Research": "Ana 4, Bo 4, Cy 3"},
            ("ML", "Coding", "Research"),
            Policy(),
            (
                "Lean advance: everything needed is met, but Systems rests on one rating at the bar"
                " (Bo, 3 of 4)."
            ),
        ),
        (
            {"Comms": "Cy 3"},
            (),
            Policy(),
            (
                "Lean advance: everything needed is met, but Comms rests on one rating at the bar"
                " (Cy, 3 of 4); no strength hypothesis was set."
            ),
        ),
        (
            {"Comms": "Cy 4"},
            ("ML", "Coding"),
            Policy(lone_bar="never"),
            (
                "Lean advance: everything needed is met, but Comms rests on one rating (Cy, 4 of 4)"
                " and needs a second."
            ),
        ),
        ({"Systems": "Bo 1"}, (), Policy(), "Decline: Systems is below the bar (1 of 4, bar 3)."),
        (
            {},
            ("ML", "Coding"),
            Policy(strengths_required=0),
            "Advance: all 4 bars met; no strength was needed.",
        ),
        (
            {},
            ("ML", "Coding"),
            Policy(strengths_required=1),
            "Advance: all 4 bars met and 2 strengths validated (1 needed).",
        ),
        (
            {"ML": "Ana 3, Bo 3"},
            ("ML",),
            Policy(),
            (
                "Decline: all 4 bars are met, but the one needed strength can no longer be"
                " validated; ML (3 and 3 of 4, strong line 4) is not validated."
            ),
        ),
        (
            dict.fromkeys(("Comms", "Maths", "Papers", "Systems", "Talks"), ""),
            ("ML", "Coding"),
            Policy(),
            (
                "Hold: nobody has rated Systems, Comms, Maths or 2 others with evidence; plan an"
                " interview that covers them."
            ),
        ),
        (
            {f"Skill {letter}": "Ana 3, Bo 2, Cy 3" for letter in "ABCDE"},
            ("ML", "Coding"),
            Policy(),
            (
                "Lean advance: everything needed is met, but Skill A is met 2 to 1 (Ana 3, Bo 2, Cy"
                " 3; bar 3), Skill B is met 2 to 1 (Ana 3, Bo 2, Cy 3; bar 3), and 3 more points"
                " are not settled."
            ),
        ),
    ],
)
def test_the_sentence_fits_what_the_role_asks(
    votes: dict[str, str], strengths: tuple[str, ...], policy: Policy, expected: str
) -> None:
    assert a_loop(votes, strengths=strengths, policy=policy).assess().sentence == expected


@pytest.mark.parametrize(
    ("bars", "expected"),
    [
        (1, "Advance: the one bar met and 1 of 1 needed strength validated."),
        (2, "Advance: both bars met and 1 of 1 needed strength validated."),
    ],
)
def test_one_or_two_bars_are_said_in_words(bars: int, expected: str) -> None:
    loop = a_loop(strengths=("ML",))

    small = loop.but(criteria=loop.criteria[:bars], ratings=loop.ratings[: 2 * bars])

    assert small.assess().sentence == expected


def test_the_one_bar_is_met_when_only_its_strength_fails() -> None:
    loop = a_loop({"ML": "Ana 3, Bo 3"}, strengths=("ML",))

    sentence = loop.but(criteria=loop.criteria[:1], ratings=loop.ratings[:2]).assess().sentence

    assert sentence.startswith("Decline: the one bar is met, but the one needed strength can no")


@pytest.mark.parametrize(
    ("votes", "line", "outcome", "expected"),
    [
        (
            {"Systems": "Bo 3, Cy 2"},
            ("systems", "bar"),
            "met",
            (
                "Lean advance: everything needed is met, but Systems was settled in debrief by Fay"
                " (Bo 3, Cy 2; bar 3)."
            ),
        ),
        (
            {"Systems": "Bo 3, Cy 2"},
            ("systems", "bar"),
            "not_met",
            (
                "Lean decline: Systems was settled in debrief by Fay as below the bar (Bo 3, Cy 2;"
                " bar 3)."
            ),
        ),
        (
            {"Coding": "Ana 4, Cy 3"},
            ("coding", "strength"),
            "met",
            (
                "Lean advance: everything needed is met, but Coding as a strength was settled in"
                " debrief by Fay (Ana 4, Cy 3; strong line 4)."
            ),
        ),
        (
            {"Coding": "Ana 4, Cy 3", "ML": "Ana 3"},
            ("coding", "strength"),
            "not_met",
            (
                "Lean decline: none of the 2 needed strengths looks within reach: ML is below the"
                " strong line on one rating (Ana, 3 of 4, strong line 4), and Coding was settled in"
                " debrief by Fay as not validated (Ana 4, Cy 3; strong line 4); get a second"
                " opinion before deciding."
            ),
        ),
    ],
)
def test_a_debrief_is_named_wherever_it_decides(
    votes: dict[str, str], line: tuple[str, LineKind], outcome: Outcome, expected: str
) -> None:
    debrief = Resolution(*line, outcome, "Fay", "off rubric")

    assessment = a_loop(votes, resolutions=(debrief,)).assess()

    settled = lines(assessment)[line]
    assert assessment.sentence == expected
    assert (settled.status, settled.settled_by) == (Status.CONTESTED, "Fay")
    assert "in debrief by Fay" in str(assessment.as_dict()["lines"])


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("", "run the design interview with Di"),
        ("Final interview", 'run the interview "Final interview" with Di'),
    ],
)
def test_the_next_interview_is_called_by_its_name_and_its_interviewer(name: str, step: str) -> None:
    offered = replace(DESIGN, name=name, interviewer="Di")

    sentence = a_loop({"Comms": ""}, offered=(offered,)).assess().sentence

    assert sentence == f"Hold: nobody has rated Comms with evidence; {step}."


@given(loop=random_loops())
def test_every_sentence_is_whole_and_names_no_id(loop: Loop) -> None:
    assessment = loop.assess()
    shown: Any = assessment.as_dict()

    for text in (assessment.sentence, *(one["sentence"] for one in shown["lines"])):
        assert text.count(". ") == 0
        assert text.endswith(".")
        assert not any(part in text for part in ("id-", "  ", "_", "None", "..", " ,", "; ."))
    assert assessment.sentence.startswith(f"{assessment.recommendation.label}: ")


@given(loop=random_loops())
def test_a_hold_never_reads_like_a_decline_and_says_what_to_do(loop: Loop) -> None:
    assessment = loop.assess()
    assume(assessment.recommendation is Recommendation.HOLD)

    said = assessment.sentence.removeprefix("Hold: ")

    assert not any(word in said for word in ("below", "decline", "only", "not ", "none", "fail"))
    assert any(f"; {step}" in said for step in ("debrief", "run", "ask", "plan", "begin"))


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ("", "Not yet tested: nobody has rated Systems with evidence."),
        ("Bo 3, Cy 3", "Met: Systems reaches the bar (3 and 3 of 4, bar 3)."),
        ("Bo 3", "Met, not firmly: Systems rests on one rating at the bar (Bo, 3 of 4)."),
        ("Bo 2, Cy 3", "Contested: interviewers disagree on Systems (Bo 2, Cy 3; bar 3)."),
        (
            "Bo 2",
            "Not met, not firmly: Systems is below the bar on one rating (Bo, 2 of 4, bar 3).",
        ),
        ("Bo 1, Cy 2", "Not met: Systems is below the bar (1 and 2 of 4, bar 3)."),
    ],
)
def test_each_bar_has_a_sentence_of_its_own(votes: str, expected: str) -> None:
    shown: Any = a_loop({"Systems": votes}).assess().as_dict()

    assert [one["sentence"] for one in shown["lines"] if one["name"] == "Systems"] == [expected]


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ("Ana 4, Bo 4", "Validated: ML reaches the strong line (4 and 4 of 4, strong line 4)."),
        ("Ana 4", "Validated, not firmly: ML as a strength rests on one rating (Ana, 4 of 4)."),
        (
            "Ana 3, Bo 2",
            "Not validated: ML is below the strong line (2 and 3 of 4, strong line 4).",
        ),
    ],
)
def test_each_strength_has_a_sentence_of_its_own(votes: str, expected: str) -> None:
    shown: Any = a_loop({"ML": votes}).assess().as_dict()

    of_ml = [one for one in shown["lines"] if one["name"] == "ML" and one["kind"] == "strength"]
    assert [one["sentence"] for one in of_ml] == [expected]
