"""A decision is explained to the person it was about, always in the same words."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from sqlalchemy import select, update

from hiring.config import Settings
from hiring.documents.explanation import write
from hiring.documents.moments import say_date
from hiring.domain.explaining import NOTHING_ELSE, RULE
from hiring.errors import RefusedError
from hiring.store.tables import applications, assessments, candidates, interviewers
from hiring.workflow.applications import reopen_application
from hiring.workflow.assessing import assess_application, resolve_line
from hiring.workflow.explaining import explain
from hiring.workflow.hypotheses import add_hypothesis
from hiring.workflow.jobs import edit_job
from tests.factories import (
    ALL,
    RATED,
    a_candidate,
    a_decision,
    a_recorded_card,
    an_application,
    an_assessed_application,
    bring_to,
)

if TYPE_CHECKING:
    from hiring.store.ledger import Act
    from hiring.views.privacy import Explanation

SETTINGS = Settings(
    folder=Path("nowhere"),
    database_url="sqlite:///x",
    company="Example GmbH",
    privacy_contact="privacy@example.org",
)


def told(act: Act, application: str, **said: Any) -> Explanation:
    return explain(
        act.connection,
        application,
        settings=SETTINGS,
        program="hiring 0.1.0",
        local=lambda moment: moment.astimezone(UTC),
        say_day=say_date,
        kept=lambda _: "No rule is active.",
        **said,
    )


def words(said: Explanation) -> str:
    return "\n".join(
        line for part in said.parts for line in (part.heading, *part.paragraphs, *part.points)
    )


def test_c29_a_decision_is_explained_with_its_reasons_the_rule_and_what_to_ask_for(
    act: Act,
) -> None:
    application = an_assessed_application(act, "decline")
    a_decision(act, application, "reject", because="Two bars were missed.")

    said = told(act, application)

    shown = words(said)
    assert [part.heading for part in said.parts] == [
        "What was decided",
        "What was assessed, and why",
        "How the rule works",
        "The main reasons",
        "What was not assessed",
        "If you think that something is wrong",
    ]
    assert (
        "On 2 March 2026 a person at Example GmbH decided not to go on with your application."
        in shown
    )
    assert (
        "The reason they wrote down: \N{LEFT DOUBLE QUOTATION MARK}Two bars were missed." in shown
    )
    assert "A person decided, not a program" in shown
    assert "What the job is for: Keeps models healthy." in shown
    assert "Coding: What Coding means here. Minimum bar 2: Coding, level 2." in shown
    assert RULE[2] in shown
    assert "System design, the minimum bar (2): not reached (0 of 2 ratings" in shown
    assert "Strengths confirmed: 0 of 2; 2 had to be." in shown
    assert NOTHING_ELSE in shown
    assert f"Write to privacy@example.org and name your application, {application}." in shown


def test_c29_an_explanation_names_nobody_and_quotes_nothing_unless_asked(act: Act) -> None:
    a_candidate(act, "Ben Other")
    application = an_application(act, stage="debrief")
    ratings = dict.fromkeys(ALL, (3, "Explained it to Bo, better than Ben Other did."))
    a_recorded_card(act, application, ratings)
    a_decision(act, application, "offer", because="Bo Sample and Ben Other agree.")

    plain = told(act, application)
    quoted = told(act, application, with_evidence=True)

    for said in (plain, quoted):
        assert not [name for name in ("Bo", "Ben", "Mo Manager", "Rita") if name in words(said)]
    assert "[the interviewer] and [another candidate] agree." in words(plain)
    assert "Explained" not in words(plain)
    assert (
        "Coding: level 3 of 4, \N{LEFT DOUBLE QUOTATION MARK}Explained it to [the interviewer],"
        " better than [another candidate] did." in words(quoted)
    )


@pytest.mark.parametrize("recommendation", list(RATED))
def test_c29_the_same_decision_is_always_explained_in_the_same_words(
    act: Act, recommendation: str
) -> None:
    application = an_assessed_application(act, recommendation)
    a_decision(act, application, "offer")

    first = told(act, application)
    act.connection.execute(update(interviewers).values(name="Somebody Else"))
    a_recorded_card(act, application, dict.fromkeys(ALL, 1), who="Di Later")
    again = told(act, application)

    assert words(first) == words(again)
    assert write(first) == write(again)


@pytest.mark.parametrize("recommendation", list(RATED))
def test_c28_an_assessment_made_anew_of_what_is_stored_says_the_same(
    act: Act, recommendation: str
) -> None:
    application = an_assessed_application(act, recommendation)
    a_decision(act, application, "reject")

    kept = json.loads(act.connection.execute(select(assessments.c.content)).scalar_one())
    # Who has come to the end is offered no further interview.
    act.connection.execute(update(applications).values(stage="debrief"))
    made = json.loads(json.dumps(assess_application(act.connection, application).as_dict()))

    for one in (kept, made):
        one.pop("record", None)
    assert made == kept


def test_c28_what_was_not_assessed_is_said(act: Act) -> None:
    application = an_application(act, stage="debrief")
    ratings: dict[str, Any] = dict.fromkeys(ALL, 3)
    ratings |= {"coding": ("not assessed", ""), "communication": (2, "-")}
    a_recorded_card(act, application, ratings)
    a_decision(act, application, "reject")

    shown = words(told(act, application))

    assert "this was not assessed: Coding" in shown
    assert "Rated without written evidence, and so not counted: Communication." in shown


def test_c30_a_decision_against_the_advice_says_so(act: Act) -> None:
    application = an_assessed_application(act, "decline")
    a_decision(act, application, "offer", override="Their work speaks for them.")

    shown = words(told(act, application))

    assert "decided against the advice of the rule, and wrote down why" in shown
    assert "Their work speaks for them." in shown


def test_what_a_debrief_settled_is_told_as_settled(act: Act) -> None:
    application = an_application(act, stage="debrief")
    for who, level in (("Bo Sample", 1), ("Cy Sample", 3)):
        rated = dict.fromkeys(ALL, 3) | {"system-design": level}
        a_recorded_card(act, application, rated, who=who)
    resolve_line(
        act,
        application,
        "system-design",
        line="bar",
        outcome="not_met",
        by="Mo Manager",
        because="The second try was worse.",
    )
    a_decision(act, application, "reject")

    shown = words(told(act, application))

    assert (
        "System design, the minimum bar (2): not reached. Interviewers saw it differently (1 of 2"
        " ratings at level 2 or above) and settled it together." in shown
    )


def test_a_decision_that_was_taken_back_and_those_before_it_are_told(act: Act) -> None:
    application = an_assessed_application(act, "advance")
    a_decision(act, application, "offer")
    a_decision(act, application, "reject")
    reopen_application(act, application, because="They wrote again.")

    shown = words(told(act, application))

    assert "This was taken back on 2 March 2026; nothing was decided since." in shown
    assert "Before that, on 2 March 2026: to make you an offer." in shown


def test_c29_a_decision_made_again_in_the_second_of_reopening_stands(act: Act) -> None:
    application = an_assessed_application(act, "decline")
    a_decision(act, application, "reject")
    reopen_application(act, application, because="They wrote again.")
    a_decision(act, application, "reject", because="Looked at again.")

    shown = words(told(act, application))

    assert "Looked at again." in shown
    assert "taken back" not in shown


def test_c29_a_bar_marked_in_the_second_of_the_decision_and_after_it_is_not_told(act: Act) -> None:
    application = an_application(act, stage="interviewing")
    a_decision(act, application, "advance")
    add_hypothesis(
        act, application, "communication", evidence="Terse.", url="", signal=None, weak=True
    )

    assert "look twice" not in words(told(act, application))


def test_c29_neither_codes_nor_single_names_of_others_are_told(act: Act) -> None:
    other = an_application(act, name="Nimo Mfano", stage="debrief")
    card = a_recorded_card(act, other, dict.fromkeys(ALL, 3), who="Dai Ito")
    person = a_candidate(act, "Ada Example")
    application = an_application(act, candidate=person, stage="debrief")
    mine = a_recorded_card(act, application, dict.fromkeys(ALL, 3), who="Fran Quill")
    because = (
        f"Mfano (C-1, {other}, {card.card}) was better than {person}, {application}, {mine.card};"
        " Quill and Nimo say so."
    )
    a_decision(act, application, "reject", because=because)

    assert (
        "[another candidate] ([another candidate], [another application], [another scorecard]) was"
        f" better than {person}, {application}, {mine.card}; [the interviewer] and"
        " [another candidate] say so."
    ) in words(told(act, application))


def test_c29_of_an_application_nobody_decided_on_it_says_what_is_known(act: Act) -> None:
    application = an_assessed_application(act, "decline")

    said = told(act, application)

    assert not said.decided
    assert f"Nobody has decided on your application {application} yet." in words(said)
    assert not any("as it was decided" in one for one in said.made_by)
    assert "reached" not in words(said).replace("must be reached", "")


def test_c38_an_explanation_names_the_rubric_the_rule_with_its_day_and_the_program(
    act: Act,
) -> None:
    application = an_assessed_application(act, "advance")
    a_decision(act, application, "offer")

    said = told(act, application)

    rubric, rule, program = said.made_by
    assert rubric.startswith("rubric ml-engineer 1.0.0, revision 1 of the job, ")
    assert rule == "the line rule in the words of 2026-11-22, on the assessment as it was decided"
    assert program == "hiring 0.1.0"


def test_c29_no_fixed_sentence_denies_a_reason_that_compares_people(act: Act) -> None:
    application = an_assessed_application(act, "advance")
    because = "Another applicant has shipped more."
    a_decision(act, application, "reject", because=because, override="Only one post.")

    shown = words(told(act, application))

    assert because in shown
    assert "may name what the rule does not count" in shown
    assert "That is said of the rule and its advice" in shown
    assert "Nothing else counts" not in shown


def test_c29_what_was_not_assessed_is_not_said_to_have_changed_nothing(act: Act) -> None:
    application = an_application(act, stage="debrief")
    ratings: dict[str, Any] = dict.fromkeys(ALL, 3) | {"coding": ("not assessed", "")}
    a_recorded_card(act, application, ratings)
    a_decision(act, application, "reject")

    shown = words(told(act, application))

    assert "not counted as missed; the advice may have stayed open for it" in shown
    assert "counted against" not in shown


def test_c29_a_bar_to_be_looked_at_twice_is_told_without_the_team_s_words(act: Act) -> None:
    application = an_application(act)
    add_hypothesis(
        act,
        application,
        "communication",
        evidence="A terse letter.",
        url="",
        signal=None,
        weak=True,
    )
    bring_to(act, application, "debrief")
    a_recorded_card(act, application, dict.fromkeys(ALL, 3))
    a_decision(act, application, "offer")

    shown = words(told(act, application))

    assert "one should look twice: Communication." in shown
    assert "terse" not in shown


def test_c29_whom_to_write_to_stands_on_one_page_with_its_heading(act: Act) -> None:
    application = an_assessed_application(act, "decline")
    a_decision(act, application, "reject")

    paragraphs = Document(io.BytesIO(write(told(act, application)))).paragraphs

    closing = [one.text for one in paragraphs].index("If you think that something is wrong")
    assert len(paragraphs) - closing == 4
    assert all(one.paragraph_format.keep_with_next for one in paragraphs[closing + 1 : -1])


def test_nothing_is_explained_of_somebody_who_was_erased(act: Act) -> None:
    application = an_assessed_application(act, "advance")
    act.connection.execute(update(candidates).values(erased_at=act.now))

    with pytest.raises(RefusedError, match="was erased"):
        told(act, application)


def test_c29_words_that_are_also_users_of_the_computer_stay(act: Act) -> None:
    by_root = replace(act, actor="root", _actor_id=None)
    application = an_application(by_root, stage="debrief")
    a_recorded_card(
        by_root, application, dict.fromkeys(ALL, (3, "Root or not, found the root cause."))
    )
    a_decision(by_root, application, "offer", because="Found the root cause, said Bo Sample.")

    shown = words(told(act, application, with_evidence=True))

    assert "Found the root cause, said [the interviewer]." in shown
    assert "Root or not, found the root cause." in shown


def test_c29_what_is_written_later_changes_nothing_of_an_explanation(act: Act) -> None:
    application = an_application(act, stage="debrief")
    said = "Fixed the Admin panel for Mark, Uma Later and Ben After; wrote to zed@example.org."
    a_recorded_card(act, application, dict.fromkeys(ALL, (3, said)))
    a_decision(act, application, "offer", because=said)
    first = told(act, application, with_evidence=True)
    later = replace(act, now=act.now + timedelta(days=1), actor="Admin", _actor_id=None)

    a_candidate(later, "Ben After", email="zed@example.org")
    a_candidate(replace(later, actor="Mark", _actor_id=None), "Mark")
    another = an_application(later, name="Cy Nother", stage="debrief")
    a_recorded_card(later, another, dict.fromkeys(ALL, 3), who="Uma Later", at=later.now)
    a_recorded_card(later, application, dict.fromkeys(ALL, 1), who="Mark Panel", at=later.now)
    edit_job(later, "ML-1", facts={"recruiter": "Mark", "hiring_manager": "Uma Later"}, rubric=None)
    again = told(later, application, with_evidence=True)

    assert said.replace("zed@example.org", "[an e-mail address]") in words(first)
    assert words(again) == words(first)
    assert write(again) == write(first)
