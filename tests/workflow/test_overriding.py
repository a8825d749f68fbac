"""Deciding against the advice is always possible, needs a reason, and is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiring.domain.stages import Action
from hiring.errors import RefusedError
from hiring.workflow.applications import list_applications
from hiring.workflow.candidates import list_candidates
from hiring.workflow.decisions import decide
from hiring.workflow.overriding import count_overrides
from tests.factories import JOB, an_application, an_assessed_application

if TYPE_CHECKING:
    from hiring.store.ledger import Act


def decided(act: Act, advice: str, action: str, *, override: str | None = None) -> str:
    application = an_assessed_application(act, advice, name=f"Ada {advice} {action}")
    said = {"by": "Mo Manager", "because": "It was clear.", "skipped": "It was seen elsewhere."}
    decide(act, (application,), Action(action), override=override, **said)
    return application


@pytest.mark.parametrize(
    ("advice", "action"),
    [("decline", "hire"), ("hold", "offer"), ("lean_decline", "advance"), ("advance", "reject")],
)
def test_c30_a_person_may_always_decide_against_the_advice_with_a_reason(
    act: Act, advice: str, action: str
) -> None:
    with pytest.raises(RefusedError, match="goes against the recommendation"):
        decided(act, advice, action)
    before = count_overrides(act.connection, job=None, limit=None)

    application = decided(act, advice, action, override="We saw them work.")

    found = count_overrides(act.connection, job=None, limit=None)
    assert len(found.lines) == len(before.lines) + 1
    assert found.lines[0][:4] == (application, JOB, action, advice)


def test_c30_overrides_are_counted_by_action_and_by_what_was_advised(act: Act) -> None:
    decided(act, "advance", "reject", override="too dear")
    decided(act, "lean_advance", "reject", override="too dear")
    decided(act, "decline", "reject", override="not needed, and so not counted")
    decided(act, "decline", "hire", override="we know them")
    decided(act, "advance", "hire")

    found = count_overrides(act.connection, job=JOB.lower(), limit=2)

    assert found.job == JOB
    assert {one.action: one[1:] for one in found.actions} == {
        "advance": (0, 0),
        "offer": (0, 0),
        "hire": (2, 1),
        "reject": (3, 2),
        "withdraw": (0, 0),
    }
    assert set(found.against) == {
        ("hire", "decline", 1),
        ("reject", "advance", 1),
        ("reject", "lean_advance", 1),
    }
    assert [one.action for one in found.lines] == ["hire", "reject"]  # the newest two of three


def test_c30_overrides_of_a_job_are_its_own(act: Act) -> None:
    decided(act, "advance", "reject", override="too dear")
    an_application(act, job="OTHER-1")

    found = count_overrides(act.connection, job="OTHER-1", limit=None)

    assert (found.lines, found.against) == ((), ())
    with pytest.raises(RefusedError, match="NONE-1"):
        count_overrides(act.connection, job="NONE-1", limit=None)


def test_c30_people_are_listed_in_the_order_they_came_whatever_the_advice(act: Act) -> None:
    came = [
        an_assessed_application(act, advice, name=f"Ada {advice}")
        for advice in ("decline", "advance", "hold", "lean_advance", "lean_decline")
    ]

    listed = [
        one.code
        for one in list_applications(act.connection, job=JOB, stage=None, limit=None)
        if one.code in came
    ]

    assert listed == came
    people = [one.code for one in list_candidates(act.connection, limit=None)]
    assert people == sorted(people, key=lambda code: int(code[2:]))
