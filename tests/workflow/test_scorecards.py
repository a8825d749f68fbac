from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from hiring.domain.reference import CardKey, Reference, row_key, sign
from hiring.domain.scorecard import OVERALL
from hiring.errors import InvalidFileError, RefusedError
from hiring.store.tables import events, ratings, scorecard_versions, scorecards
from hiring.workflow.assessing import assess_application
from hiring.workflow.interviews import cancel_interview
from hiring.workflow.jobs import edit_job
from hiring.workflow.scorecards import card_key, cards_to_send, sheets
from tests.conftest import NOW
from tests.factories import (
    ALL,
    EVIDENCE,
    a_decision,
    a_filled_card,
    a_recorded_card,
    a_row,
    a_rubric,
    an_application,
    an_interview,
    find_card,
    record,
    rows_of,
)
from tests.words import LOOKS

if TYPE_CHECKING:
    from sqlalchemy import Row

    from hiring.domain.filled_card import FilledCard
    from hiring.store.ledger import Act

GOOD = {"coding": 3, "ml-fundamentals": 4, "system-design": 2, "communication": 3}


def a_card(act: Act, *, step: str = "panel", who: str = "Bo Sample", job: str = "ML-1") -> str:
    return an_interview(act, an_application(act, job=job), step=step, people=(who,)).cards[0].code


def written(act: Act) -> dict[str, int]:
    """Count what recording a card writes."""
    return {
        table.name: act.connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (scorecard_versions, ratings, events)
    }


def refused(act: Act, filled: FilledCard, **said: Any) -> list[str]:
    """Record a card that must be refused, and give its problems; nothing may be written."""
    before = written(act)
    with pytest.raises(InvalidFileError) as raised:
        record(act, filled, **said)
    assert written(act) == before
    return [str(problem) for problem in raised.value.problems]


def ratings_of(act: Act, card: str) -> list[Row[Any]]:
    """Give the ratings of a card's newest version."""
    return list(
        act.connection.execute(
            select(ratings)
            .join(scorecard_versions, scorecard_versions.c.id == ratings.c.version_id)
            .join(
                scorecards,
                (scorecards.c.id == scorecard_versions.c.scorecard_id)
                & (scorecards.c.version == scorecard_versions.c.number),
            )
            .where(scorecards.c.id == find_card(act.connection, card).id)
            .order_by(ratings.c.id)
        )
    )


def test_a_filled_card_is_recorded_with_raw_values_and_scale(act: Act) -> None:
    card = a_card(act)

    outcome = record(
        act,
        a_filled_card(
            act,
            card,
            GOOD | {"coding": ("3 - strong", " Wrote tests first. "), "communication": ("N/A", "")},
            overall="Strong Yes",
            note="Would work with her.",
        ),
    )

    assert (outcome.card, outcome.state, outcome.version, outcome.notes) == (
        card,
        "recorded",
        1,
        (),
    )
    kept = {one.competency: one for one in ratings_of(act, card)}
    assert (kept["coding"].level, kept["coding"].raw_value, kept["coding"].evidence) == (
        3,
        "3 - strong",
        "Wrote tests first.",
    )
    assert (kept["communication"].level, kept["communication"].raw_value) == (None, "N/A")
    assert {one.scale for one in kept.values()} == {"hiring-4"}
    version = act.connection.execute(select(scorecard_versions)).one()
    assert (version.overall, version.overall_raw, version.overall_note) == (
        "strong_yes",
        "Strong Yes",
        "Would work with her.",
    )
    assert find_card(act.connection, card).recorded_at == NOW


def test_the_same_card_twice_changes_nothing(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)
    record(act, filled)
    before = written(act)

    again = record(act, filled, file_hash="saved again by another program")

    assert (again.state, again.version) == ("unchanged", 1)
    assert written(act) == before


def test_a_number_saved_in_another_form_is_the_same_rating(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)
    record(act, filled)
    floats = tuple(
        replace(row, rating=float(row.rating)) if isinstance(row.rating, int) else row
        for row in filled.rows
    )

    again = record(act, replace(filled, rows=floats), file_hash="saved by another program")

    assert any(isinstance(row.rating, float) for row in floats)
    assert again.state == "unchanged"


def test_a_card_whose_rows_were_sorted_with_their_keys_is_the_same_card(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)
    record(act, filled)

    again = record(act, replace(filled, rows=filled.rows[::-1]))

    assert again.state == "unchanged"


def test_c26_a_corrected_card_replaces_the_earlier_one_which_is_kept(act: Act) -> None:
    card = a_card(act)
    record(act, a_filled_card(act, card, GOOD))
    act.now = NOW + timedelta(hours=2)

    outcome = record(act, a_filled_card(act, card, GOOD | {"coding": 1}))

    assert (outcome.state, outcome.version) == ("recorded", 2)
    assert outcome.notes == ("replaces version 1, which is kept",)
    assert {one.competency: one.level for one in ratings_of(act, card)}["coding"] == 1
    assert written(act)["ratings"] == 2 * len(ALL)
    numbers = act.connection.execute(
        select(scorecard_versions.c.number, scorecard_versions.c.recorded_at)
    ).all()
    assert [tuple(one) for one in numbers] == [(1, NOW), (2, NOW + timedelta(hours=2))]
    assert find_card(act.connection, card).recorded_at == NOW
    told = act.connection.execute(
        select(events.c.what, events.c.from_code, events.c.to_code).where(events.c.subject == card)
    ).all()
    assert [tuple(one) for one in told] == [
        ("scorecard recorded", None, "version 1"),
        ("scorecard corrected", "version 1", "version 2"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"overall": "no"},
        {"note": "On second thought."},
        {"ratings": GOOD | {"coding": (3, "Other words.")}},
        {"ratings": GOOD | {"coding": ("n/a", "")}},
    ],
)
def test_every_kind_of_change_is_a_correction(act: Act, change: dict[str, Any]) -> None:
    card = a_card(act)
    record(act, a_filled_card(act, card, GOOD))

    outcome = record(act, a_filled_card(act, card, **{"ratings": GOOD, **change}))

    assert outcome.version == 2


def test_the_file_of_an_earlier_version_brought_again_changes_nothing(act: Act) -> None:
    card = a_card(act)
    first = a_filled_card(act, card, GOOD)
    second = a_filled_card(act, card, GOOD | {"coding": 1})
    record(act, first, file_hash="first")
    record(act, second, file_hash="second")
    before = written(act)

    outcome = record(act, first, file_hash="first")

    assert (outcome.state, outcome.version) == ("unchanged", 2)
    assert outcome.notes == ("an earlier version (1) of this card; version 2 stands",)
    assert written(act) == before


def test_what_was_corrected_does_not_come_back_in_another_file(act: Act) -> None:
    card = a_card(act)
    for number, file in enumerate(("first", "second", "third")):
        ratings = GOOD | {"coding": 1} if number == 1 else GOOD
        outcome = record(act, a_filled_card(act, card, ratings), file_hash=file)

    assert (outcome.state, outcome.version) == ("unchanged", 2)
    assert outcome.notes == ("the same answers as version 1, an earlier one; version 2 stands",)


def test_c24_a_rating_without_evidence_is_kept_flagged_and_not_counted(act: Act) -> None:
    card = a_card(act)

    outcome = record(act, a_filled_card(act, card, GOOD | {"system-design": (1, "  \n ")}))

    assert outcome.notes == (
        "Scorecard!H9: System design is rated 1 without evidence; it is kept and does not count",
    )
    kept = {one.competency: one for one in ratings_of(act, card)}["system-design"]
    assert (kept.level, kept.evidence) == (1, "")
    stood = assess_application(act.connection, outcome.application)
    (uncounted,) = stood.result.uncounted
    assert (uncounted.competency, uncounted.interviewer, uncounted.level) == (
        "system-design",
        "Bo Sample",
        1,
    )
    bars = {line.competency: line for line in stood.result.bars}
    assert bars["system-design"].votes == ()
    shown = stood.as_dict()["evidence"]["system-design"]
    assert [(one["level"], one["counts"]) for one in shown] == [(1, False)]


def test_not_assessed_needs_no_evidence(act: Act) -> None:
    outcome = record(act, a_filled_card(act, a_card(act), GOOD | {"coding": ("not assessed", "")}))

    assert outcome.notes == ()


def test_words_beside_a_level_are_read_with_a_note(act: Act) -> None:
    outcome = record(
        act, a_filled_card(act, a_card(act), GOOD | {"coding": ("3 - solid", EVIDENCE)})
    )

    assert outcome.notes == ('Scorecard!G7: "3 - solid" was read as 3',)


def test_c24_a_rating_is_a_whole_level_of_the_scale_and_every_bad_cell_is_named(act: Act) -> None:
    filled = a_filled_card(
        act,
        a_card(act),
        {
            "coding": (3.5, EVIDENCE),
            "ml-fundamentals": ("2/3", EVIDENCE),
            "system-design": (None, EVIDENCE),
        },
        overall="maybe",
    )

    problems = refused(act, filled, file="bo.xlsx")

    assert len(problems) == 5
    for problem, words in zip(
        problems,
        (
            "bo.xlsx, Scorecard!G7: Coding: a rating is a whole number from 1 to 4, not 3.5",
            'bo.xlsx, Scorecard!G8: Ml fundamentals: "2/3" names more than one number',
            "bo.xlsx, Scorecard!G9: System design has evidence but no rating",
            "bo.xlsx, Scorecard!G10: Communication is not filled in",
            'bo.xlsx, Scorecard!G20: "maybe" is no overall recommendation',
        ),
        strict=True,
    ):
        assert problem.startswith(words)
        assert "Fix: " in problem


@pytest.mark.parametrize("overall", [None, "", "  "])
def test_a_card_without_overall_recommendation_is_incomplete(act: Act, overall: object) -> None:
    problems = refused(act, a_filled_card(act, a_card(act), GOOD, overall=overall))

    assert "the overall recommendation is missing" in problems[0]
    assert "strong yes, yes, no, strong no, no decision" in problems[0]


def test_a_card_without_an_overall_row_is_named_by_its_file(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD, overall=None, overall_key=None, overall_cell="")

    assert refused(act, filled, file="bo.xlsx")[0].startswith("bo.xlsx: the overall")


def test_an_incomplete_card_is_taken_where_that_was_asked_for(act: Act) -> None:
    card = a_card(act)
    filled = a_filled_card(
        act, card, {"coding": 3, "system-design": (None, "Ran out of time.")}, overall=None
    )
    assert len(refused(act, filled)) == 4

    outcome = record(act, filled, allow_partial=True)

    assert outcome.state == "recorded"
    kept = {
        one.competency: (one.level, one.raw_value, one.evidence) for one in ratings_of(act, card)
    }
    assert kept["coding"] == (3, "3", EVIDENCE)
    assert kept["system-design"] == (None, "", "Ran out of time.")
    assert kept["communication"] == (None, "", "")
    overall = act.connection.execute(select(scorecard_versions.c.overall)).scalar_one()
    assert overall == "no_decision"


def test_what_is_wrong_is_wrong_in_a_partial_card_too(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), {"coding": 7}, overall="perhaps")

    assert len(refused(act, filled, allow_partial=True)) == 2


def test_a_card_without_any_reference_is_nobodys(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD, references=())

    assert "no reference was found" in refused(act, filled)[0]


@pytest.mark.parametrize(
    "key",
    [
        CardKey(b"x" * 32, "00000000-0000-0000-0000-000000000001"),
        CardKey(b"k" * 32, "00000000-0000-0000-0000-000000000002"),
    ],
)
def test_a_card_of_another_workspace_is_refused(act: Act, key: CardKey) -> None:
    card = a_card(act)
    reference = sign(Reference(bytes(find_card(act.connection, card).reference), 1), key)

    problems = refused(act, a_filled_card(act, card, GOOD, references=(reference,)))

    assert "was not made by this workspace, or was changed" in problems[0]


def test_a_card_that_nobody_planned_is_unknown(act: Act) -> None:
    reference = sign(Reference(b"absent", 1), card_key(act.connection))

    problems = refused(act, a_filled_card(act, a_card(act), GOOD, references=(reference,)))

    assert "not in this workspace any more" in problems[0]


def test_a_card_with_the_references_of_two_is_refused(act: Act) -> None:
    card, other = a_card(act), a_card(act, who="Cy Sample")
    one = a_filled_card(act, card, GOOD)
    two = a_filled_card(act, other, GOOD)

    problems = refused(act, replace(one, references=(*one.references, *two.references)))

    assert f"it mixes different cards: {card} (C-" in problems[0]
    assert f" and {other} (C-" in problems[0]


def test_a_good_reference_beside_a_broken_one_is_refused(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)
    broken = "HS1-" + "-".join(["0000"] * 6) + "-00"

    problems = refused(act, replace(filled, references=(*filled.references, broken)))

    assert "and something of a card that is not known here" in problems[0]


def test_one_reference_in_several_spellings_is_one(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)
    (reference,) = filled.references
    spelled = (reference, reference.lower(), reference.replace("-", ""))

    assert record(act, replace(filled, references=spelled)).state == "recorded"


def test_the_card_of_a_cancelled_interview_is_refused(act: Act) -> None:
    planned = an_interview(act, an_application(act))
    filled = a_filled_card(act, planned.cards[0].code, GOOD)
    cancel_interview(act, planned.code, because="ill")

    assert f"its interview {planned.code} was cancelled" in refused(act, filled)[0]


@pytest.mark.parametrize("action", ["reject", "withdraw"])
def test_the_card_of_an_ended_application_is_refused_unless_it_is_to_count_all_the_same(
    act: Act, action: str
) -> None:
    planned = an_interview(act, an_application(act))
    filled = a_filled_card(act, planned.cards[0].code, GOOD)
    a_decision(act, planned.application, action)

    (problem,) = refused(act, filled)
    assert f"{planned.application} is {action[:6]}" in problem
    assert problem.endswith("import it with --reopen")
    assert record(act, filled, reopen=True).state == "recorded"


@pytest.mark.parametrize("revision", [0, 2, 65535])
def test_a_card_of_a_revision_the_job_never_had_is_refused(act: Act, revision: int) -> None:
    filled = a_filled_card(act, a_card(act), GOOD, revision=revision)

    assert f"it is made for revision {revision} of the rubric of ML-1" in refused(act, filled)[0]


def test_an_old_card_is_judged_by_its_own_revision_and_by_no_other(act: Act) -> None:
    met, waiting = an_application(act), an_application(act)
    old = an_interview(act, met).cards[0].code
    later = replace(a_rubric(), version="2.0.0", bars={"system-design": 4, "communication": 2})
    edit_job(act, "ML-1", facts={}, rubric=later, because="it was mended")
    new = an_interview(act, waiting).cards[0].code

    for card, right, wrong in ((old, 1, 2), (new, 2, 1)):
        refused(act, a_filled_card(act, card, GOOD, revision=wrong))
        assert record(act, a_filled_card(act, card, GOOD, revision=right)).state == "recorded"

    def bar(application: str) -> tuple[int, str]:
        lines = assess_application(act.connection, application).result.bars
        found = next(line for line in lines if line.competency == "system-design")
        return found.line, found.status.value

    assert (bar(met), bar(waiting)) == ((2, "met"), (4, "not_met"))


def test_rows_of_another_card_are_refused(act: Act) -> None:
    card, other = a_card(act), a_card(act, who="Cy Sample")
    own, foreign = a_filled_card(act, card, GOOD), a_filled_card(act, other, GOOD)

    problems = refused(act, replace(own, rows=(foreign.rows[0], *own.rows[1:])), file="bo.xlsx")

    assert problems[0].startswith('bo.xlsx, Scorecard!G7: the row "Coding" is not of this card')
    assert len(problems) == 1


def test_the_overall_row_of_another_card_is_refused(act: Act) -> None:
    card, other = a_card(act), a_card(act, who="Cy Sample")
    reference = bytes(find_card(act.connection, other).reference)
    foreign = row_key(reference, OVERALL, card_key(act.connection))

    problems = refused(act, a_filled_card(act, card, GOOD, overall_key=foreign))

    assert [problem.partition(". Fix")[0] for problem in problems] == [
        'card.xlsx, Scorecard!G20: the row "Overall recommendation" is not of this card'
    ]


def test_an_overall_row_that_lost_its_key_is_taken(act: Act) -> None:
    assert record(act, a_filled_card(act, a_card(act), GOOD, overall_key=None)).state == "recorded"


def test_rows_sorted_without_their_keys_are_taken_by_name(act: Act) -> None:
    card = a_card(act)
    filled = a_filled_card(act, card, GOOD)
    moved = tuple(
        replace(row, name=other.name, rating=other.rating)
        for row, other in zip(filled.rows, filled.rows[::-1], strict=True)
    )

    outcome = record(act, replace(filled, rows=moved))

    sorting, taken, whole = outcome.notes
    assert "sorted without their hidden keys" in sorting
    assert taken == f"it was taken so: {'; '.join(outcome.uncertain)}"
    assert whole == f"hiring scorecard show {card} shows all of its evidence"
    again = record(act, replace(filled, rows=moved))
    assert (again.state, again.uncertain) == ("unchanged", ())
    assert {row.competency: row.level for row in ratings_of(act, card)} == GOOD


def test_rows_of_which_only_some_names_moved_are_refused(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)
    first, second, *rest = filled.rows
    moved = (replace(first, name=second.name), replace(second, name="Typing"), *rest)

    problems = refused(act, replace(filled, rows=moved))

    assert len(problems) == 2
    assert 'the row is named "Ml fundamentals", and its hidden key says "Coding"' in problems[0]


def test_a_renamed_row_is_refused_and_not_told_missing_too(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)
    renamed = replace(filled.rows[0], name="Typing")

    problems = refused(act, replace(filled, rows=(renamed, *filled.rows[1:])))

    assert len(problems) == 1
    assert 'is named "Typing", and its hidden key says "Coding"' in problems[0]


def test_a_row_twice_is_refused(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)
    twice = replace(filled.rows[0], rating=1, rating_cell="Scorecard!G11")

    problems = refused(act, replace(filled, rows=(*filled.rows, twice)))

    assert problems == [
        'card.xlsx, Scorecard!G11: "Coding" is there twice. Fix: keep one of the rows'
    ]


def test_missing_rows_are_named(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)

    problems = refused(act, replace(filled, rows=filled.rows[1:-1]))

    (problem,) = problems
    assert problem.startswith('card.xlsx: the rows "Coding", "Communication" are missing. Fix: ')


def test_missing_rows_are_named_beside_every_other_fault(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD | {"coding": 9})
    twice = replace(filled.rows[1], rating_cell="Scorecard!G11")

    problems = refused(act, replace(filled, rows=(*filled.rows[:-1], twice)))

    assert len(problems) == 3
    assert any('"Ml fundamentals" is there twice' in problem for problem in problems)
    assert any('the row "Communication" is missing' in problem for problem in problems)
    assert any("not 9" in problem for problem in problems)


def test_rows_without_keys_are_known_by_name(act: Act) -> None:
    card = a_card(act)
    filled = a_filled_card(act, card, GOOD)
    keyless = tuple(
        replace(row, key=None, name=f"  {row.name.upper()} ") for row in filled.rows[::-1]
    )

    record(act, replace(filled, rows=keyless))

    assert {one.competency: one.level for one in ratings_of(act, card)} == GOOD


def test_a_row_with_neither_key_nor_a_name_of_the_card_is_refused(act: Act) -> None:
    filled = a_filled_card(act, a_card(act), GOOD)
    stray = a_row(None, "Charm", 4, at=11)

    (problem,) = refused(act, replace(filled, rows=(*filled.rows, stray)))

    assert problem.startswith("card.xlsx, Scorecard!G11")
    assert "Charm" in problem


def test_a_card_asks_for_what_its_step_rates_and_nothing_else(act: Act) -> None:
    card = a_card(act, step="screen")
    filled = a_filled_card(act, card, {"communication": 3})
    key = row_key(
        bytes(find_card(act.connection, card).reference), "coding", card_key(act.connection)
    )

    refused(act, replace(filled, rows=(*filled.rows, a_row(key, "Coding", 4, at=9))))
    assert record(act, filled).state == "recorded"
    assert [one.competency for one in ratings_of(act, card)] == ["communication"]


def test_the_rating_of_one_interviewer_is_not_that_of_another(act: Act) -> None:
    planned = an_interview(act, an_application(act), people=("Bo Sample", "Cy Sample"))
    bo, cy = (one.code for one in planned.cards)

    record(act, a_filled_card(act, bo, GOOD))
    record(act, a_filled_card(act, cy, dict.fromkeys(ALL, 1)))

    votes = assess_application(act.connection, planned.application).result.bars[0].votes
    assert votes == (("Bo Sample", 3), ("Cy Sample", 1))


def sent(act: Act, *targets: str, **said: Any) -> tuple[list[str], tuple[str, ...]]:
    rows, recorded = cards_to_send(
        act.connection, **{"targets": targets, "job": None, "due": False, "now": NOW, **said}
    )
    return [f"S-{row.id}" for row in rows], recorded


def test_a_named_interviews_cards_are_sent_though_they_are_recorded(act: Act) -> None:
    outcome = a_recorded_card(act, an_application(act), GOOD)
    other = an_interview(act, outcome.application, step="pairing", people=("Bo Sample", "Cy S"))

    assert sent(act, outcome.interview) == ([outcome.card], ())
    assert sent(act, outcome.application) == ([c.code for c in other.cards], (outcome.card,))
    both = sent(act, outcome.application, outcome.interview.lower())
    assert both == ([outcome.card, *(c.code for c in other.cards)], ())


def test_cards_of_a_job_are_those_still_to_come(act: Act) -> None:
    waiting = an_interview(act, an_application(act)).cards[0].code
    recorded = a_recorded_card(act, an_application(act), GOOD).card
    ended = an_interview(act, an_application(act))
    a_decision(act, ended.application, "reject")
    cancelled = an_interview(act, an_application(act))
    cancel_interview(act, cancelled.code, because="ill")
    an_interview(act, an_application(act, job="ML-2"))

    assert sent(act, job="ml-1") == ([waiting], (recorded,))


def test_due_cards_are_those_of_due_interviews(act: Act) -> None:
    near = an_interview(act, an_application(act), at=NOW + timedelta(days=6)).cards[0].code
    far = an_interview(act, an_application(act), at=NOW + timedelta(days=8))
    other = an_interview(act, an_application(act, job="ML-2"), at=NOW).cards[0].code

    assert sent(act, due=True) == ([near, other], ())
    assert sent(act, due=True, job="ML-2") == ([other], ())
    assert sent(act, far.code, due=True, job="ML-2") == ([far.cards[0].code, other], ())


def test_the_cards_of_a_cancelled_interview_are_not_sent(act: Act) -> None:
    planned = an_interview(act, an_application(act))
    cancel_interview(act, planned.code, because="ill")

    assert sent(act, planned.application) == ([], ())
    with pytest.raises(RefusedError, match=f"{planned.code} is cancelled"):
        sent(act, planned.code)


def test_a_sheet_says_what_to_rate_and_by_which_anchors(act: Act) -> None:
    planned = an_interview(act, an_application(act), step="pairing", at=NOW)
    rows, _ = cards_to_send(act.connection, targets=(planned.code,), job=None, due=False, now=NOW)

    (sheet,) = sheets(act.connection, rows, LOOKS)

    assert (sheet.candidate, sheet.interviewer, sheet.job_code) == (
        "Ada Example",
        "Bo Sample",
        "ML-1",
    )
    assert (sheet.step, sheet.minutes, sheet.starts_at) == ("Pairing", 60, NOW)
    assert sheet.rubric == "ml-engineer 1.0.0 (1)"
    assert [row.name for row in sheet.rows] == list(
        rows_of(act.connection, planned.cards[0].code).values()
    )
    assert sheet.rows[0].anchors == tuple(f"Coding, level {level}." for level in (1, 2, 3, 4))
    assert sheet.rows[0].questions[0].ask == "Show me Coding."
    filled = a_filled_card(act, sheet.card, {"coding": 3, "ml-fundamentals": 3})
    assert (sheet.reference,) == filled.references
    assert sheet.overall_key == filled.overall_key
    assert [row.key for row in sheet.rows] == [row.key for row in filled.rows]


def test_sheets_of_two_revisions_carry_their_own(act: Act) -> None:
    old = an_interview(act, an_application(act))
    edit_job(
        act, "ML-1", facts={}, rubric=replace(a_rubric(), version="2.0.0"), because="it was mended"
    )
    new = an_interview(act, an_application(act))
    rows, _ = cards_to_send(
        act.connection, targets=(old.code, new.code), job=None, due=False, now=NOW
    )

    drawn = sheets(act.connection, rows, LOOKS)

    assert [sheet.rubric.partition(" ")[2] for sheet in drawn] == [
        "1.0.0 (1)",
        "2.0.0 (2)",
    ]
