from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from hiring.config import Settings
from hiring.documents import debrief
from hiring.errors import RefusedError
from hiring.store.tables import assessments
from hiring.workflow.applications import reopen_application
from hiring.workflow.assessing import assess_application, resolve_line
from hiring.workflow.jobs import edit_job
from hiring.workflow.papers import debrief_pack, decision_record
from tests.conftest import NOW
from tests.factories import (
    ALL,
    EVIDENCE,
    a_decision,
    a_filled_card,
    a_hypothesis,
    a_job,
    a_recorded_card,
    a_rubric,
    an_application,
    an_assessed_application,
    an_interview,
    record,
)

if TYPE_CHECKING:
    from hiring.store.ledger import Act
    from hiring.views.papers import DebriefPack, DecisionRecord

CET = timezone(timedelta(hours=1))
SETTINGS = Settings(folder=Path(), database_url="sqlite://", company="Example GmbH")
PAY: dict[str, Any] = {
    "pay_min": 60000,
    "pay_max": 75000,
    "pay_currency": "EUR",
    "pay_period": "year",
}


def local(moment: datetime) -> datetime:
    return moment.astimezone(CET)


def pack_of(act: Act, application: str) -> DebriefPack:
    return debrief_pack(act.connection, application, settings=SETTINGS, local=local)


def record_of(act: Act, application: str) -> DecisionRecord:
    return decision_record(act.connection, application, settings=SETTINGS, local=local)


def a_debated_application(act: Act) -> str:
    """Let two interviewers disagree on system design alone; nothing was asked about coding."""
    application = an_application(act, stage="debrief")
    agreed: dict[str, Any] = {"coding": ("n/a", ""), "ml-fundamentals": 3, "communication": 2}
    a_recorded_card(act, application, agreed | {"system-design": 3}, overall="strong_yes", note="!")
    a_recorded_card(act, application, agreed | {"system-design": 1}, who="Cy Sample", overall="no")
    return application


def test_a_pack_is_ordered_by_disagreement_then_by_what_is_open(act: Act) -> None:
    pack = pack_of(act, a_debated_application(act))

    assert [one.competency for one in pack.evidence] == [
        "system-design",
        "coding",
        "ml-fundamentals",
        "communication",
    ]
    assert [one.disagreement for one in pack.evidence] == [True, False, False, False]
    votes = pack.evidence[0].votes
    assert [(v.interviewer, v.step, v.level, v.evidence, v.counted) for v in votes] == [
        ("Bo Sample", "Panel", 3, EVIDENCE, True),
        ("Cy Sample", "Panel", 1, EVIDENCE, True),
    ]
    (line,) = pack.evidence[0].lines
    assert (line.kind, line.line, line.status, line.anchor_at_line) == (
        "bar",
        2,
        "contested",
        "System design, level 2.",
    )
    assert [one.kind for one in pack.evidence[1].lines] == ["bar", "strength"]


def test_a_pack_says_whom_it_is_about_and_what_it_rests_on(act: Act) -> None:
    a_job(act, title="Model keeper", hiring_manager="Mo Manager", recruiter="Rita Recruiter")
    application = an_application(act, stage="debrief")
    waiting = an_interview(act, application, people=("Di Sample",))

    pack = pack_of(act, application)

    assert (pack.candidate, pack.job_code, pack.job_title) == (
        "Ada Example",
        "ML-1",
        "Model keeper",
    )
    assert (pack.company, pack.hiring_manager, pack.recruiter, pack.stage) == (
        "Example GmbH",
        "Mo Manager",
        "Rita Recruiter",
        "debrief",
    )
    assert pack.rubric == "ml-engineer 1.0.0, revision 1"
    assert (pack.recommendation, pack.strengths_required, pack.strengths_hypothesised) == (
        "hold",
        2,
        2,
    )
    assert pack.missing_cards == (f"Di Sample, Panel ({waiting.cards[0].code})",)
    assert pack.overall_votes == ()
    assert pack.as_of == NOW
    assert pack.as_of.tzinfo is CET


def test_overall_votes_are_shown_with_their_notes(act: Act) -> None:
    pack = pack_of(act, a_debated_application(act))

    assert [(v.interviewer, v.recommendation, v.note) for v in pack.overall_votes] == [
        ("Bo Sample", "strong_yes", "!"),
        ("Cy Sample", "no", ""),
    ]
    assert {v.submitted_at.tzinfo for v in pack.overall_votes} == {CET}


def test_a_pack_tells_whose_absence_would_change_it(act: Act) -> None:
    application = an_application(act)
    for who in ("Bo Sample", "Cy Sample"):
        level = 1 if who == "Cy Sample" else 3
        a_recorded_card(act, application, dict.fromkeys(ALL, 3) | {"system-design": level}, who=who)

    assert "Without Cy Sample it would be lean advance." in pack_of(act, application).would_change


def test_how_each_hypothesis_came_out_is_told(act: Act) -> None:
    rubric = a_rubric(
        rated=(*ALL, "debugging", "statistics"),
        strengths=("coding", "ml-fundamentals", "debugging", "statistics"),
    )
    rubric = replace(
        rubric,
        plan=(*rubric.plan[:2], replace(rubric.plan[2], competencies=rubric.rated)),
    )
    application = an_application(act, rubric=rubric)
    both = {"coding": 3, "communication": 2, "statistics": ("n/a", "")}
    a_recorded_card(
        act,
        application,
        both | {"ml-fundamentals": 2, "system-design": 2, "debugging": 4},
        who="Bo Sample",
    )
    a_recorded_card(
        act,
        application,
        both | {"ml-fundamentals": 1, "system-design": 2, "debugging": 2},
        who="Cy Sample",
    )
    a_hypothesis(act, application, "system-design")
    a_recorded_card(act, application, {"communication": 2}, who="Di Sample", step="screen")

    told = {one.name: one.outcome for one in pack_of(act, application).hypotheses}

    assert told == {
        "Coding": "validated",
        "Ml fundamentals": "not validated",
        "Debugging": "contested",
        "Statistics": "not yet tested",
        "System design": "not counted: written down after the interviews began",
    }


@pytest.mark.parametrize(
    ("level", "outcome"), [(4, "validated so far"), (1, "not validated so far")]
)
def test_one_vote_validates_a_strength_only_so_far(act: Act, level: int, outcome: str) -> None:
    application = an_application(act)
    a_recorded_card(act, application, dict.fromkeys(ALL, level))

    assert {one.outcome for one in pack_of(act, application).hypotheses} == {outcome}


def test_a_strength_the_rubric_no_longer_rates_is_not_counted(act: Act) -> None:
    application = an_application(act)
    a_hypothesis(act, application, "system-design")
    other = a_rubric(rated=("coding", "ml-fundamentals", "communication"), version="2.0.0")
    other = replace(
        other,
        bars={"communication": 2},
        plan=tuple(
            replace(s, competencies=tuple(c for c in s.competencies if c != "system-design"))
            for s in other.plan
        ),
    )
    edit_job(act, "ML-1", facts={}, rubric=other, because="it was mended")

    told = {one.name: one.outcome for one in pack_of(act, application).hypotheses}

    assert told["system-design"] == "not counted"


def test_a_debrief_shows_who_settled_a_line_and_why(act: Act) -> None:
    application = a_debated_application(act)
    act.now = NOW + timedelta(days=1)
    resolve_line(
        act,
        application,
        "system-design",
        line="bar",
        outcome="met",
        by="Mo Manager",
        because="Cy misread the diagram.",
    )

    pack = pack_of(act, application)

    found = next(one for one in pack.evidence if one.competency == "system-design").lines[0]
    assert (found.settled_by, found.settled_as, found.because) == (
        "Mo Manager",
        "met",
        "Cy misread the diagram.",
    )
    assert pack.as_of == NOW + timedelta(days=1)


def test_a_suspected_weakness_is_marked(act: Act) -> None:
    application = an_application(act)
    a_hypothesis(act, application, "communication", weak=True)

    pack = pack_of(act, application)

    assert [one.competency for one in pack.evidence if one.suspected_weak] == ["communication"]
    assert "Communication" not in {one.name for one in pack.hypotheses}


def test_c27_a_decision_made_again_in_the_second_of_reopening_is_not_said_to_be_undone(
    act: Act,
) -> None:
    application = an_assessed_application(act, "decline")
    a_decision(act, application, "reject")
    reopen_application(act, application, because="They wrote again.")
    undone = record_of(act, application).undone
    a_decision(act, application, "reject")

    assert undone == f"Reopened on 2026-03-02 by {act.actor}: They wrote again."
    assert record_of(act, application).undone == ""


def test_a_pack_is_as_old_as_the_newest_thing_in_it(act: Act) -> None:
    application = an_application(act)
    outcome = a_recorded_card(act, application, dict.fromkeys(ALL, 3))
    act.now = NOW + timedelta(days=2)
    record(act, a_filled_card(act, outcome.card, dict.fromkeys(ALL, 2)))
    act.now = NOW + timedelta(days=9)

    assert pack_of(act, application).as_of == NOW + timedelta(days=2)


def test_there_is_no_record_before_somebody_decided(act: Act) -> None:
    application = an_application(act)

    with pytest.raises(RefusedError, match=f"nobody has decided on {application} yet"):
        record_of(act, application)


def test_a_record_shows_what_was_decided_on_and_not_what_came_later(act: Act) -> None:
    application = an_assessed_application(act, "lean_advance")
    before = pack_of(act, application)
    a_decision(act, application, "advance", because="All four bars are met.", override=None)
    for who in ("Di Sample", "Ed Sample", "Fi Sample"):
        a_recorded_card(act, application, dict.fromkeys(ALL, 1), who=who)

    kept = record_of(act, application)

    assert kept.decision.recommendation == "lean_advance"
    assert (kept.decision.decided_by, kept.decision.recorded_by) == (
        "Mo Manager",
        "Rita Recruiter",
    )
    assert (kept.decision.because, kept.decision.override) == ("All four bars are met.", None)
    assert kept.sentence_as_decided == before.sentence
    assert (kept.pack.recommendation, kept.pack.sentence) == ("lean_advance", before.sentence)
    assert kept.pack.evidence == before.evidence
    assert kept.pack.strengths_validated == before.strengths_validated == 2
    assert kept.pack.stability == before.stability
    assert pack_of(act, application).recommendation != "lean_advance"


def test_a_record_keeps_the_debrief_and_the_suspicion_it_rested_on(act: Act) -> None:
    application = an_application(act, stage="debrief")
    a_hypothesis(act, application, "communication", weak=True)
    for who, level in (("Bo Sample", 3), ("Cy Sample", 1)):
        a_recorded_card(act, application, dict.fromkeys(ALL, 3) | {"system-design": level}, who=who)
    resolve_line(
        act, application, "system-design", line="bar", outcome="met", by="Mo", because="Misread."
    )
    before = pack_of(act, application)
    a_decision(act, application, "advance")

    kept = record_of(act, application).pack

    assert kept.evidence == before.evidence
    line = kept.evidence[0].lines[0]
    assert (line.settled_by, line.because) == ("Mo", "Misread.")
    assert [one.competency for one in kept.evidence if one.suspected_weak] == ["communication"]


def test_a_record_of_a_cv_that_did_not_fit_survives_a_renewed_rubric(act: Act) -> None:
    application = an_application(act, stage="rejected")
    before = record_of(act, application)
    other = a_rubric(rated=("coding", "ml-fundamentals"), bars={}, version="2.0.0")
    plan = tuple(replace(step, competencies=("coding", "ml-fundamentals")) for step in other.plan)
    edit_job(act, "ML-1", facts={}, rubric=replace(other, plan=plan), because="it was mended")

    kept = record_of(act, application)

    assert kept.rubric_digest == before.rubric_digest
    assert kept.pack.evidence == before.pack.evidence


def test_a_record_names_its_rubric_its_missing_cards_and_what_went_before(act: Act) -> None:
    application = an_application(act, stage="screen")
    a_decision(act, application, "advance")
    waiting = an_interview(act, application).cards[0].code
    edit_job(act, "ML-1", facts={}, rubric=a_rubric(version="2.0.0"), because="it was mended")
    a_decision(act, application, "reject", override=None)

    kept = record_of(act, application)

    assert (kept.revision, len(kept.rubric_digest)) == (1, 64)
    assert kept.decision.action == "reject"
    assert kept.decision.missing_cards == (f"Bo Sample, Panel ({waiting})",)
    assert kept.pack.rubric.endswith("1.0.0, revision 1")
    assert [step.action for step in kept.earlier] == ["advance"]
    assert kept.decision.at.tzinfo is CET
    told = [words for _, words in kept.history]
    assert told[0] == f"application added: {application} applied (by Rita Recruiter)"
    assert f"decided reject: {application} interviewing to rejected (by Mo Manager)" in told


def test_c28_the_same_record_gives_the_same_advice_and_the_same_debrief(act: Act) -> None:
    application = a_debated_application(act)
    act.now = NOW + timedelta(hours=1)
    not_probed: dict[str, Any] = dict.fromkeys(ALL, ("n/a", "")) | {"coding": (3, "")}
    a_recorded_card(act, application, not_probed, who="Di Sample")

    said = {json.dumps(assess_application(act.connection, application).as_dict()) for _ in range(3)}
    packs = {repr(pack_of(act, application)) for _ in range(3)}
    papers = {written_words(debrief.write(pack_of(act, application))) for _ in range(3)}

    assert (len(said), len(packs), len(papers)) == (1, 1, 1)
    assert "not assessed" in papers.pop().lower()


def test_c28_cards_that_came_in_another_order_give_the_same_advice(act: Act) -> None:
    given: dict[str, dict[str, Any]] = {
        "Bo Sample": dict.fromkeys(ALL, 3) | {"coding": ("n/a", "")},
        "Cy Sample": dict.fromkeys(ALL, 3) | {"system-design": 1},
        "Di Sample": dict.fromkeys(ALL, 2),
    }
    advice = []
    for number, order in enumerate((tuple(given), tuple(reversed(given)))):
        application = an_application(act, stage="debrief", name=f"Ada {number}")
        for who in order:
            a_recorded_card(act, application, given[who], who=who)
        told = assess_application(act.connection, application).as_dict()
        advice.append([told["recommendation"], told["sentence"], told["lines"], told["stability"]])

    assert advice[0] == advice[1]


def test_c28_a_decision_shows_the_advice_it_was_made_on_whatever_comes_later(act: Act) -> None:
    application = a_debated_application(act)
    before = json.dumps(assess_application(act.connection, application).as_dict())
    a_decision(act, application, "advance")
    first = record_of(act, application)
    kept = json.loads(act.connection.execute(select(assessments.c.content)).scalar_one())

    act.now = NOW + timedelta(hours=2)
    a_recorded_card(act, application, dict.fromkeys(ALL, 4), who="Di Sample")

    now_told = json.dumps(assess_application(act.connection, application).as_dict())
    assert now_told != before
    assert {key: kept[key] for key in json.loads(before)} == json.loads(before)
    again = record_of(act, application)
    assert again.sentence_as_decided == first.sentence_as_decided
    for told in ("recommendation", "sentence", "stability", "would_change", "evidence", "as_of"):
        assert getattr(again.pack, told) == getattr(first.pack, told), told


def written_words(content: bytes) -> str:
    """Read the text of a Word document's body."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("word/document.xml").decode()
