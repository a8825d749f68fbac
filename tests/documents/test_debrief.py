from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.documents import debrief
from hiring.documents.debrief import (
    hide_names,
    label_interviewers,
    say_standing,
)
from hiring.documents.moments import say_date, say_moment
from hiring.documents.plain_text import clean
from hiring.documents.scorecard.personal import moment
from hiring.languages import load_language
from hiring.views.papers import DebriefPack, Vote
from tests.documents.papers import (
    INTERVIEWERS,
    LONG_AGO,
    NOON,
    a_debrief_pack,
    a_line,
    a_vote,
    an_evidence,
    list_headings,
    list_paragraphs,
    list_texts,
    open_document,
)

ANY_TEXT = st.text(st.characters(), max_size=40)
LAST_PAGE = "Who said what"


def write_texts(**changes: object) -> list[str]:
    return list_texts(debrief.write(a_debrief_pack(**changes)))


def before_the_last_page(texts: list[str]) -> str:
    return "\n".join(texts[: texts.index(LAST_PAGE)])


def an_empty_pack() -> DebriefPack:
    return a_debrief_pack(
        company="",
        strengths_hypothesised=0,
        stability="unknown",
        would_change=(),
        open_points=(),
        next_steps=(),
        evidence=(),
        hypotheses=(),
        missing_cards=(),
        overall_votes=(),
        interviewers=(),
    )


def a_pack_with_votes(number: int, *, interviewers: int) -> DebriefPack:
    votes = tuple(a_vote(interviewer=f"Person {n % interviewers}") for n in range(number))
    return a_debrief_pack(evidence=(an_evidence(votes=votes),))


def test_the_sentence_stands_right_below_the_advice() -> None:
    texts = write_texts(
        recommendation="lean_advance",
        sentence="Lean advance: the bars are met.",
        stability="stable",
    )

    place = texts.index("Lean advance: the bars are met.")
    assert place < 6
    assert texts[place - 1] == "Lean advance\t1 strength validated, 2 needed, stable"


@pytest.mark.parametrize("advice", ["advance", "lean_advance", "hold", "lean_decline", "decline"])
def test_every_advice_has_a_colour_of_its_own(advice: str) -> None:
    colours = {
        debrief.colour_of(other)
        for other in ("advance", "lean_advance", "hold", "lean_decline", "decline", "")
    }

    assert len(colours) == 6
    assert debrief.colour_of(advice) in colours


def test_page_one_says_what_is_open_what_comes_next_and_whose_card_is_missing() -> None:
    text = before_the_last_page(write_texts())

    assert "Strengths: 1 of 3 validated, 2 needed." in text
    assert "How sure: sensitive: a single rating, moved by one level" in text
    assert "Would become Lean advance if Interviewer B's 2" in text
    assert "System design: nobody has rated it with evidence." in text
    assert "Hold the design interview with Interviewer D (60 minutes)." in text
    assert "Interviewer D, Design interview" in text


def test_nothing_open_is_said_and_not_left_blank() -> None:
    texts = list_texts(debrief.write(an_empty_pack()))

    for said in (
        "Strengths: no strength hypothesis was set.",
        "None is proposed.",
        "Nothing has been rated yet.",
        "No strength hypothesis was written down.",
    ):
        assert said in texts


def test_a_finished_round_says_that_all_is_settled_and_every_card_is_in() -> None:
    texts = write_texts(open_points=(), missing_cards=())

    assert {"Nothing: every line is settled.", "None: every card is in."} <= set(texts)


def test_before_any_interview_page_one_promises_nothing() -> None:
    texts = list_texts(debrief.write(an_empty_pack()))

    page_one = texts[: texts.index("Evidence, disagreement first")]
    assert "Hold\t1 strength validated, 2 needed, not rated yet" in page_one
    assert page_one[page_one.index("What is open") - 1 :] == [
        "How sure: too early to say: no rating counts yet.",
        "What is open",
        "Everything: no rating counts yet.",
        "Next steps",
        "None is proposed.",
        "Missing cards",
        "None: no interview has been planned.",
    ]
    assert texts[texts.index(LAST_PAGE) + 1] == "Nobody yet: no interview has been planned."


def test_a_candidate_nobody_has_rated_is_not_called_a_sure_case() -> None:
    unrated = an_evidence(votes=(a_vote(level=None, evidence="", counted=False),))

    texts = write_texts(evidence=(unrated,), stability="stable", open_points=("Coding.",))

    assert "How sure: too early to say: no rating counts yet." in texts
    assert "Nothing has been rated yet." in texts
    assert "Coding." in texts
    assert not [text for text in texts if "stable" in text]


def test_ratings_without_evidence_are_shown_and_make_nothing_sure() -> None:
    bare = an_evidence(votes=(a_vote(evidence="", counted=False),))

    texts = write_texts(evidence=(bare,), stability="stable")

    assert "How sure: too early to say: no rating counts yet." in texts
    assert "Nothing has been rated yet." not in texts


def test_no_interviewer_is_named_before_the_last_page() -> None:
    text = before_the_last_page(write_texts())

    assert not [name for name in INTERVIEWERS if name in text]
    assert "Strong yes" not in text
    assert "Interviewer A, ML deep dive" in text


def test_names_and_overall_votes_stand_on_a_page_of_their_own() -> None:
    written = debrief.write(a_debrief_pack())

    texts = list_texts(written)
    last_page = texts[texts.index(LAST_PAGE) :]
    assert set(INTERVIEWERS) <= set(last_page)
    assert {"Interviewer A", "Strong yes", "Would raise how we run models."} <= set(last_page)
    (heading,) = (found for found in list_paragraphs(written) if found.text == LAST_PAGE)
    assert heading.paragraph_format.page_break_before


def test_an_interviewer_keeps_one_label_throughout() -> None:
    labels = label_interviewers(a_debrief_pack())

    assert labels == {
        "Bo Sandgren": "Interviewer A",
        "Cyrus Vane": "Interviewer B",
        "Alba Quill": "Interviewer C",
        "Dita Moor": "Interviewer D",
    }


def test_a_debrief_of_thirty_people_runs_on_after_z() -> None:
    labels = list(label_interviewers(a_pack_with_votes(30, interviewers=30)).values())

    assert labels[25:28] == ["Interviewer Z", "Interviewer AA", "Interviewer AB"]
    assert len(set(labels)) == len(labels)


def test_a_name_within_a_longer_name_or_word_is_told_apart() -> None:
    hide = hide_names({"Ann": "Interviewer A", "Ann Lee": "Interviewer B"})

    assert hide("Ann Lee and Ann met Anna.") == "Interviewer B and Interviewer A met Anna."


def test_a_quoted_name_is_replaced_between_brackets() -> None:
    text = before_the_last_page(write_texts())

    assert "Read [Interviewer C]'s exercise aloud" in text


def test_a_first_name_tells_no_more_than_a_whole_name() -> None:
    told = an_evidence(
        lines=(a_line(settled_by="Dita Moor", settled_as="met", because="Cyrus was persuaded."),),
        votes=(a_vote(evidence="Bo told me. Bo's notes agree; Bonn and a bo tree do not."),),
    )

    text = before_the_last_page(
        write_texts(
            evidence=(told,),
            sentence="Hold: ask Alba.",
            open_points=("Alba wants to see more.",),
            next_steps=("Wait for Dita.",),
        )
    )

    assert "[Interviewer B] told me. [Interviewer B]'s notes agree; Bonn and a bo tree" in text
    assert "settled in debrief by Interviewer D as met: Interviewer C was persuaded." in text
    for said in (
        "Hold: ask Interviewer A.",
        "Interviewer A wants to see more.",
        "Wait for Interviewer D.",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("names", "candidate", "quote"),
    [
        (("Bo Sandgren", "Bo Vane"), "Robin Example", "Bo told me."),
        (("Bo Sandgren", "Alba Bo"), "Robin Example", "Bo told me."),
        (("Jean Quill", "Jean-Luc Moor"), "Robin Example", "Jean told me."),
        (("Bo Sandgren",), "Robin Bo Example", "Bo told me."),
        (("Robin Sandgren",), "ROBIN EXAMPLE", "Robin told me."),
        (("Bo Sandgren",), "Anne-Bo Example", "Bo told me."),
        (("B Sandgren",), "Robin Example", "Plan B worked."),
        (("de Sandgren",), "Robin Example", "A tour de force."),
        (("Sandgren, Bo",), "Robin Example", "Sandgren, they said."),
        (("Dr. B. Sandgren",), "Robin Example", "Dr. Quill and B. agreed."),
    ],
)
def test_a_first_name_that_may_mean_somebody_else_is_left(
    names: tuple[str, ...], candidate: str, quote: str
) -> None:
    labels = {name: f"Interviewer {place}" for place, name in enumerate(names)}

    hide = hide_names(labels, candidate=candidate)

    assert hide(quote) == quote
    assert hide(f"{names[0]}!") == "Interviewer 0!"


def test_a_title_is_no_first_name() -> None:
    hide = hide_names({"Dr. Bo Sandgren": "Interviewer A"})

    assert hide("Dr. Quill asked Bo.") == "Dr. Quill asked Interviewer A."


def test_the_evidence_says_that_names_in_quotes_are_replaced() -> None:
    texts = write_texts()

    place = texts.index("Evidence, disagreement first")
    assert texts[place + 1].startswith("Names of interviewers in quotes are replaced by labels")


def test_the_last_page_names_everybody_in_full() -> None:
    vote = replace(a_debrief_pack().overall_votes[0], note="Bo Sandgren and Cyrus agree with me.")

    texts = write_texts(overall_votes=(vote,))

    assert "Bo Sandgren and Cyrus agree with me." in texts[texts.index(LAST_PAGE) :]


def test_evidence_keeps_the_order_of_the_pack() -> None:
    headings = list_headings(debrief.write(a_debrief_pack()))

    assert headings == [
        "What is open",
        "Next steps",
        "Missing cards",
        "Evidence, disagreement first",
        "ML in production",
        "Communication",
        "System design",
        "Coding",
        "What was believed beforehand",
        "The decision",
        LAST_PAGE,
        "Missing cards",
    ]


def test_a_line_says_how_it_stands_and_what_its_level_means() -> None:
    texts = write_texts()

    assert (
        "Bar at 2: met, firm: 2 of 2 ratings are at or above the bar\n"
        "Level 2 means: Knows drift, versioning and a safe release." in texts
    )
    assert any(text.startswith("Strength at 3: contested: Interviewer A 4") for text in texts)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "met, firm"),
        ({"firm": False}, "met, provisional"),
        ({"status": "not_met"}, "not met, firm"),
        ({"kind": "strength"}, "validated, firm"),
        ({"kind": "strength", "status": "not_met", "firm": False}, "not validated, provisional"),
        ({"status": "contested"}, "contested"),
        ({"status": "not_yet_tested"}, "not yet tested"),
        (
            {"status": "contested", "settled_by": "Hanne Lund", "settled_as": "met"},
            "contested, settled in debrief by Hanne Lund as met",
        ),
        (
            {"status": "contested", "settled_by": "Hanne Lund"},
            "contested, settled in debrief by Hanne Lund",
        ),
    ],
)
def test_a_line_stands_in_the_words_of_the_rule(changes: dict[str, object], said: str) -> None:
    assert say_standing(a_line(**changes)) == said


def test_a_rating_that_does_not_count_says_so() -> None:
    texts = write_texts()

    assert "\xa03\xa0  Interviewer C, Pair coding (not counted)" in texts
    assert "No evidence was written." in texts
    assert "\xa0\N{EN DASH}\xa0  Interviewer A, ML deep dive (not assessed)" in texts
    assert "Nobody has rated this yet." in texts


def test_a_line_without_an_anchor_or_a_reason_is_still_shown() -> None:
    evidence = an_evidence(lines=(a_line(because="", anchor_at_line=""),))

    assert "Bar at 2: met, firm" in write_texts(evidence=(evidence,))


def test_the_scale_is_named_where_it_has_names() -> None:
    assert "Levels: 1 weak, 2 ok, 3 strong, 4 exceptional." in write_texts()
    assert "Levels run from 1 to 5." in write_texts(scale_max=5)


def test_a_strength_shows_why_it_was_believed_and_when() -> None:
    texts = write_texts()

    place = texts.index("Debugging")
    believed = "Team\n[Interviewer A] saw a talk on tracing slow queries."
    assert texts[place : place + 5] == ["Debugging", believed, "2 of 5", "Not yet tested", "late"]


def test_a_person_decides_and_has_room_to_write_it() -> None:
    texts = write_texts()

    assert any("A person decides" in text for text in texts)
    place = texts.index("Decision")
    assert texts[place : place + 8 : 2] == ["Decision", "Because", "Decided by", "Date"]


def test_the_pack_says_nothing_of_pay() -> None:
    text = "\n".join(write_texts()).lower()

    assert not [word for word in ("salary", " pay ", "pay:", "compensation", "eur") if word in text]


def test_header_rows_repeat_in_every_table_of_the_pack() -> None:
    names, *_ = (
        table
        for table in open_document(debrief.write(a_debrief_pack())).tables
        if table.rows[0].cells[0].text == "Name"
    )

    assert "w:tblHeader" in names.rows[0]._tr.xml


def test_the_pack_is_signed_by_the_company_and_dated_by_its_view() -> None:
    said = open_document(debrief.write(a_debrief_pack())).core_properties

    assert said.title == "Debrief: Robin Example, Machine learning engineer"
    assert (said.author, said.identifier, said.language) == ("Example Forecasts", "A-7", "en-GB")
    assert said.created == NOON


def test_the_same_pack_is_the_same_file() -> None:
    assert debrief.write(a_debrief_pack()) == debrief.write(a_debrief_pack())
    assert debrief.write(a_debrief_pack()) != debrief.write(a_debrief_pack(candidate="Kim Other"))


@given(ANY_TEXT, ANY_TEXT)
def test_whatever_interviewers_write_the_pack_can_be_read(name: str, evidence: str) -> None:
    vote = Vote(interviewer=name, step=evidence, level=3, evidence=evidence, counted=True)
    pack = replace(
        a_debrief_pack(),
        candidate=evidence,
        sentence=evidence,
        open_points=(evidence,),
        evidence=(an_evidence(name=evidence, votes=(vote,)),),
        interviewers=(name,),
    )

    texts = list_texts(debrief.write(pack))

    assert texts[0] == clean(evidence)


def test_a_pack_of_five_hundred_ratings_takes_time_in_step_with_them() -> None:
    few, many = (_time(number) for number in (100, 500))

    assert many < few * 5 * 2


def _time(number: int) -> float:
    pack = a_pack_with_votes(number, interviewers=10)

    def once() -> float:
        begun = time.process_time()
        debrief.write(pack)
        return time.process_time() - begun

    return min(once() for _ in range(3))


def test_days_and_moments_are_written_alike_on_every_computer() -> None:
    assert say_date(LONG_AGO) == "5 January 2026"
    assert say_moment(NOON) == "20 November 2026, 12:00 CET"
    assert moment(NOON, load_language("en")) == "Fri 20 November 2026\n12:00 CET"
