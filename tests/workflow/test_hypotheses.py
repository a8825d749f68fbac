from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hiring.errors import RefusedError, UsageError
from hiring.store.ledger import Act
from hiring.workflow.assessing import assess_application
from hiring.workflow.hypotheses import drop_hypothesis, list_hypotheses
from hiring.workflow.interviews import cancel_interview, move_interview
from tests.conftest import NOW
from tests.factories import (
    a_hypothesis,
    a_recorded_card,
    a_rubric,
    a_shipped_rubric,
    a_step,
    an_application,
    an_interview,
)

SIX = ("coding", "ml-fundamentals", "system-design", "communication", "debugging", "statistics")


def a_wide_application(act: Act) -> str:
    """Apply somebody for a job that rates six things, two of them strengths."""
    rubric = a_rubric(
        rated=SIX,
        bars=dict.fromkeys(SIX[2:], 2),
        plan=(a_step("panel", rates=SIX), a_step("pairing", rates=SIX[:2])),
    )
    return an_application(act, rubric=rubric)


def strengths(act: Act, application: str) -> list[str]:
    found = list_hypotheses(act.connection, application)
    return [one.competency for one in found if one.kind == "strength" and one.counts]


def counted(act: Act, application: str) -> tuple[int, int]:
    """Give k and m: the strengths needed and hypothesised."""
    result = assess_application(act.connection, application).result
    return result.strengths_required, result.strengths_hypothesised


def test_a_hypothesis_is_kept_with_why_it_is_believed(act: Act) -> None:
    application = a_wide_application(act)

    line = a_hypothesis(
        act,
        application,
        "System Design",
        evidence=" Built a feature store. ",
        url=" https://example.org/talk ",
        signal=4,
    )

    assert (line.competency, line.name, line.kind) == ("system-design", "System design", "strength")
    assert (line.evidence, line.url, line.signal) == (
        "Built a feature store.",
        "https://example.org/talk",
        4,
    )
    assert (line.origin, line.late, line.counts, line.added_at) == ("team", False, True, NOW)
    assert counted(act, application) == (2, 3)


def test_a_hypothesis_needs_evidence(act: Act) -> None:
    with pytest.raises(UsageError, match="needs evidence"):
        a_hypothesis(act, a_wide_application(act), "debugging", evidence="  ")


def test_a_hypothesis_is_on_something_the_plan_rates(act: Act) -> None:
    with pytest.raises(RefusedError, match=r"does not rate 'charm'\. Fix: it rates: coding, ml-"):
        a_hypothesis(act, a_wide_application(act), "charm")


@pytest.mark.parametrize("stage", ["hired", "rejected", "withdrawn"])
def test_an_ended_application_takes_no_hypothesis(act: Act, stage: str) -> None:
    with pytest.raises(RefusedError, match=f"is {stage}. Fix: hiring application reopen"):
        a_hypothesis(act, an_application(act, stage=stage), "communication")


def test_the_teams_word_on_a_role_default_takes_its_place(act: Act) -> None:
    application = a_wide_application(act)

    line = a_hypothesis(act, application, "coding")

    assert line.origin == "team"
    assert sorted(strengths(act, application)) == ["coding", "ml-fundamentals"]
    with pytest.raises(RefusedError, match=r"is a strength hypothesis already \(team\).*drop it"):
        a_hypothesis(act, application, "coding")


def test_four_strengths_are_the_most(act: Act) -> None:
    application = a_wide_application(act)
    a_hypothesis(act, application, "system-design")
    a_hypothesis(act, application, "debugging")
    assert counted(act, application) == (3, 4)

    with pytest.raises(RefusedError, match="there are 4 strengths to validate already: coding"):
        a_hypothesis(act, application, "statistics")
    a_hypothesis(act, application, "coding", evidence="A default is replaced, not added.")
    drop_hypothesis(act, application, "coding")
    a_hypothesis(act, application, "statistics")

    assert len(strengths(act, application)) == 4


def test_two_strengths_are_the_fewest(act: Act) -> None:
    application = a_wide_application(act)

    with pytest.raises(RefusedError, match="fewer than 2 strengths to validate"):
        drop_hypothesis(act, application, "coding")
    a_hypothesis(act, application, "debugging")
    drop_hypothesis(act, application, "coding")

    assert strengths(act, application) == ["ml-fundamentals", "debugging"]


def test_what_is_not_believed_cannot_be_dropped(act: Act) -> None:
    application = a_wide_application(act)

    with pytest.raises(RefusedError, match=r"has no hypothesis on debugging\. Fix: it has: coding"):
        drop_hypothesis(act, application, "debugging")


def test_a_bar_suspected_weak_wants_two_interviewers_and_moves_no_bar(act: Act) -> None:
    application = an_application(act)
    a_strong = {"coding": 3, "ml-fundamentals": 3, "system-design": 4, "communication": 3}
    a_hypothesis(act, application, "system-design", weak=True)

    a_recorded_card(act, application, a_strong, who="Bo Sample")

    bars = {
        one.competency: one for one in assess_application(act.connection, application).result.bars
    }
    assert (bars["communication"].firm, bars["system-design"].firm) == (True, False)
    assert bars["system-design"].line == 2
    a_recorded_card(act, application, a_strong, who="Cy Sample")
    bars = {
        one.competency: one for one in assess_application(act.connection, application).result.bars
    }
    assert bars["system-design"].firm


def test_a_suspicion_is_no_strength_and_takes_none_of_their_room(act: Act) -> None:
    application = a_wide_application(act)
    for competency in ("debugging", "statistics"):
        a_hypothesis(act, application, competency)

    line = a_hypothesis(act, application, "communication", weak=True)

    assert (line.kind, line.counts) == ("weak", True)
    assert counted(act, application) == (3, 4)
    drop_hypothesis(act, application, "communication")
    assert "communication" not in {
        one.competency for one in list_hypotheses(act.connection, application)
    }


def test_one_thing_is_not_believed_strong_and_weak_at_once(act: Act) -> None:
    application = a_wide_application(act)
    a_hypothesis(act, application, "communication", weak=True)

    with pytest.raises(RefusedError, match="coding is a strength hypothesis already"):
        a_hypothesis(act, application, "coding", weak=True)
    with pytest.raises(RefusedError, match="communication is a weak hypothesis already"):
        a_hypothesis(act, application, "communication")


@pytest.mark.parametrize(
    ("at", "late"),
    [(None, False), (NOW + timedelta(hours=1), False), (NOW, True), (NOW - timedelta(1), True)],
)
def test_hypotheses_freeze_at_the_first_interviews_time(
    act: Act, at: datetime | None, *, late: bool
) -> None:
    application = a_wide_application(act)
    an_interview(act, application, step="pairing", at=NOW + timedelta(days=9))
    an_interview(act, application, at=at)

    line = a_hypothesis(act, application, "debugging")

    assert (line.late, line.counts) == (late, not late)
    assert counted(act, application) == ((2, 2) if late else (2, 3))


def test_hypotheses_freeze_at_the_first_recorded_card_though_no_time_was_set(act: Act) -> None:
    application = a_wide_application(act)
    a_recorded_card(act, application, dict.fromkeys(SIX[:2], 3), step="pairing")

    assert a_hypothesis(act, application, "debugging").late


def test_a_card_recorded_before_the_interviews_time_freezes_too(act: Act) -> None:
    application = a_wide_application(act)
    later = NOW + timedelta(days=2)
    a_recorded_card(act, application, dict.fromkeys(SIX[:2], 3), step="pairing", at=later)

    assert a_hypothesis(act, application, "debugging").late


def test_a_correction_of_a_card_does_not_move_the_freeze(act: Act) -> None:
    application = a_wide_application(act)
    a_recorded_card(act, application, dict.fromkeys(SIX[:2], 3), step="pairing")
    act.now = NOW + timedelta(days=3)

    with pytest.raises(RefusedError, match="are frozen since 2026-03-02 09:00 UTC"):
        drop_hypothesis(act, application, "coding")


def test_an_interview_cancelled_or_moved_before_its_time_does_not_freeze(act: Act) -> None:
    application = a_wide_application(act)
    planned = an_interview(act, application, at=NOW + timedelta(hours=1))
    moved = an_interview(act, application, step="pairing", at=NOW + timedelta(hours=1))
    cancel_interview(act, planned.code, because="ill")
    move_interview(act, moved.code, at=NOW + timedelta(days=1))
    later = Act(act.connection, NOW + timedelta(hours=2), act.actor)

    assert not a_hypothesis(later, application, "debugging").late


@pytest.mark.parametrize("how", ["cancelled", "moved"])
def test_an_interview_whose_time_has_come_keeps_its_freeze(act: Act, how: str) -> None:
    application = a_wide_application(act)
    planned = an_interview(act, application, at=NOW - timedelta(hours=1))
    if how == "cancelled":
        cancel_interview(act, planned.code, because="ill")
    else:
        move_interview(act, planned.code, at=NOW + timedelta(days=1))

    assert a_hypothesis(act, application, "debugging").late
    with pytest.raises(RefusedError, match="frozen since"):
        drop_hypothesis(act, application, "coding")


def test_a_hypothesis_written_after_an_interview_entered_later_is_late(act: Act) -> None:
    application = a_wide_application(act)
    believed = a_hypothesis(act, application, "debugging")
    an_interview(act, application, at=NOW - timedelta(hours=1))

    now = {h.competency: h for h in list_hypotheses(act.connection, application)}

    assert not believed.late
    assert (now["debugging"].late, now["debugging"].counts) == (True, False)
    assert not any(h.late for h in now.values() if h.origin == "role default")


def test_a_late_hypothesis_is_kept_and_shown_and_never_enters_m_or_k(act: Act) -> None:
    application = a_wide_application(act)
    an_interview(act, application, at=NOW)
    for competency in ("system-design", "debugging", "statistics"):
        assert a_hypothesis(act, application, competency).late

    a_recorded_card(act, application, dict.fromkeys(SIX, 3), who="Cy Sample")

    stood = assess_application(act.connection, application)
    assert [line.competency for line in stood.result.strengths] == ["coding", "ml-fundamentals"]
    assert counted(act, application) == (2, 2)
    assert [one.competency for one in stood.hypotheses if one.late] == list(SIX[2:3] + SIX[4:])
    page = stood.as_dict()["hypotheses"]
    assert [one["late"] for one in page] == [False, False, True, True, True]


def test_a_late_suspicion_counts_no_more_than_a_late_strength(act: Act) -> None:
    application = an_application(act)
    rated = {"coding": 3, "ml-fundamentals": 3, "system-design": 4, "communication": 3}
    a_recorded_card(act, application, rated)

    line = a_hypothesis(act, application, "system-design", weak=True)

    bars = {
        one.competency: one for one in assess_application(act.connection, application).result.bars
    }
    assert (line.late, line.counts, bars["system-design"].firm) == (True, False, True)


def test_what_was_believed_before_the_interviews_cannot_be_dropped_or_replaced(act: Act) -> None:
    application = a_wide_application(act)
    a_hypothesis(act, application, "debugging")
    a_hypothesis(act, application, "communication", weak=True)
    an_interview(act, application, at=NOW)
    a_hypothesis(act, application, "statistics")

    for competency in ("coding", "debugging", "communication", "statistics"):
        with pytest.raises(RefusedError, match="are frozen since"):
            drop_hypothesis(act, application, competency)
    with pytest.raises(RefusedError, match="hypotheses are frozen"):
        a_hypothesis(act, application, "coding")


def test_a_shipped_role_with_four_strengths_has_room_for_no_fifth(act: Act) -> None:
    application = an_application(act, rubric=a_shipped_rubric("ml-engineer"))

    with pytest.raises(RefusedError, match="there are 4 strengths"):
        a_hypothesis(act, application, "code-quality")
