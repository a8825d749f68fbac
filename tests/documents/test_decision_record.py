from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hiring import VERSION
from hiring.documents import decision_record
from hiring.documents.plain_text import clean
from tests.documents.papers import (
    a_debrief_pack,
    a_decision_record,
    a_decision_step,
    list_headings,
    list_paragraphs,
    list_texts,
    open_document,
)

ANY_TEXT = st.text(st.characters(), max_size=40)


def write_texts(**changes: object) -> list[str]:
    return list_texts(decision_record.write(a_decision_record(**changes)))


def test_a_record_says_who_decided_what_when_and_why() -> None:
    texts = write_texts()

    assert texts[:4] == [
        "Robin Example",
        "Decision record for Machine learning engineer (ML-1)",
        "Offer\tAgainst the advice",
        "Decided by Hanne Lund on 21 November 2026, 12:00 CET, recorded by Rafa Ortiz.",
    ]
    assert "Robin repaired a failing model in front of us and explained the repair." in texts


def test_a_decision_against_the_advice_shows_its_override_highlighted() -> None:
    paragraphs = list_paragraphs(decision_record.write(a_decision_record()))

    (override,) = (
        found for found in paragraphs if found.style is not None and found.style.name == "Callout"
    )
    assert override.text.startswith("System design was seen at length")
    assert any(found.text.startswith("Hold. The decision goes against it.") for found in paragraphs)


def test_a_decision_that_was_undone_says_so_before_anything_else() -> None:
    texts = write_texts(undone="Reopened on 2026-11-22 by Rafa Ortiz: the offer was declined")

    assert texts[3].startswith("This decision no longer stands. Reopened on 2026-11-22")
    assert not [text for text in write_texts() if "no longer stands" in text]


def test_a_decision_with_the_advice_needs_no_override() -> None:
    decision = a_decision_step(recommendation="advance", recorded_by="Hanne Lund")

    written = decision_record.write(a_decision_record(decision=decision))

    assert "Override, in writing" not in list_headings(written)
    texts = list_texts(written)
    assert "Offer\t" in texts
    assert "Decided by Hanne Lund on 21 November 2026, 12:00 CET." in texts
    assert any(text.startswith("Advance. The decision does not go against it.") for text in texts)


def test_a_decision_before_any_interview_had_no_advice() -> None:
    decision = a_decision_step(action="withdraw", recommendation="", because="", missing_cards=())

    texts = write_texts(decision=decision, pack=a_debrief_pack(evidence=()), earlier=(), history=())

    for said in (
        "Withdraw\t",
        "No advice had been given.",
        "No reason was written.",
        "Nobody: no card was awaited.",
        "No line was assessed.",
        "No line was settled in a debrief.",
        "Nothing has been rated yet.",
        "This was the first.",
        "Nothing is recorded before the decision.",
    ):
        assert said in texts


def test_an_override_without_words_is_called_out() -> None:
    decision = a_decision_step(override="  ")

    assert "No words were written." in write_texts(decision=decision)


def test_a_record_pins_the_rubric_it_was_decided_by() -> None:
    texts = write_texts()

    place = texts.index("Rubric")
    assert texts[place : place + 6] == [
        "Rubric",
        "ml-engineer 1.0.0",
        "Revision of the job",
        "2",
        "Digest",
        "9f2c41d07be85a36" * 4,
    ]


def test_every_line_stands_with_its_votes_by_name() -> None:
    texts = write_texts()

    place = texts.index("Ratings that count")
    assert texts[place + 1 : place + 5] == [
        "ML in production",
        "bar at 2",
        "met, firm",
        "Bo Sandgren 4, Cyrus Vane 2",
    ]
    assert "none" in texts
    assert "\xa04\xa0  Bo Sandgren, ML deep dive" in texts
    assert any("left drift to 'the platform team'" in text for text in texts)


def test_a_debrief_is_named_with_its_outcome_and_its_reason() -> None:
    texts = write_texts()

    place = texts.index("Settled")
    assert texts[place + 2 : place + 6] == [
        "ML in production",
        "strength at 3",
        "contested, settled in debrief by Hanne Lund as validated",
        "The design task left no time for monitoring; the deep dive did, and showed it.",
    ]


def test_who_had_not_submitted_is_named() -> None:
    late = ("Dita Moor, Design interview (S-15)", "Alba Quill, Pair coding (S-16)")
    decision = a_decision_step(missing_cards=late)

    paragraphs = list_paragraphs(decision_record.write(a_decision_record(decision=decision)))

    texts = [paragraph.text for paragraph in paragraphs]
    place = texts.index("Who had not submitted")
    named = paragraphs[place + 1 : place + 3]
    assert tuple(paragraph.text for paragraph in named) == late
    assert {str(paragraph.style and paragraph.style.name) for paragraph in named} == {"List Bullet"}


def test_a_round_with_every_card_in_says_so() -> None:
    assert "Nobody: every card was in." in write_texts(decision=a_decision_step(missing_cards=()))


def test_earlier_decisions_and_the_history_are_kept() -> None:
    texts = write_texts()

    assert "Reject\ndebrief to rejected" in texts
    assert (
        "The position was withdrawn for a month.\nOverride: We were told that the position was"
        " closed." in texts
    )
    place = texts.index("Card S-14 recorded for Cyrus Vane")
    assert texts[place - 1] == "19 November 2026, 12:00 CET"


def test_headings_of_a_record_are_headings() -> None:
    headings = list_headings(decision_record.write(a_decision_record()))

    assert headings == [
        "Because",
        "The advice at the time",
        "Override, in writing",
        "Who had not submitted",
        "What it was decided by",
        "Every line",
        "Settled in debrief",
        "Ratings and evidence",
        "ML in production",
        "Communication",
        "System design",
        "Coding",
        "Earlier decisions",
        "History",
    ]


def test_every_table_of_a_record_repeats_its_header() -> None:
    tables = open_document(decision_record.write(a_decision_record())).tables

    assert len(tables) == 5
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in tables)


def test_a_record_is_dated_by_its_decision() -> None:
    record = a_decision_record()

    said = open_document(decision_record.write(record)).core_properties
    assert said.title == "Decision: Robin Example, Machine learning engineer"
    assert said.created == record.decision.at
    assert said.comments.endswith(f"{record.rubric_digest}. hiring {VERSION}")


def test_the_same_record_is_the_same_file() -> None:
    assert decision_record.write(a_decision_record()) == decision_record.write(a_decision_record())


@given(ANY_TEXT)
def test_whatever_was_given_as_a_reason_the_record_can_be_read(text: str) -> None:
    decision = a_decision_step(because=text, override=text, decided_by=text)

    texts = list_texts(decision_record.write(a_decision_record(decision=decision)))

    assert any(line.startswith(f"Decided by {clean(text)} on ") for line in texts)
