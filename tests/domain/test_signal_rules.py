"""Signals that could never be found, or say two things, are named with a way to mend them."""

from __future__ import annotations

import pytest

from hiring.domain.adverts.signals import Signals
from hiring.domain.signal_rules import check_signals


def fixes(phrase: str) -> list[str]:
    return [finding.fix for finding in check_signals(Signals(duties={"3": (phrase,)}))]


@pytest.mark.parametrize(
    "phrase", ["train* _ model*", "machine|ml ?learning", "c++", "c#", "what you'll do", "a b test"]
)
def test_a_phrase_that_can_be_found_is_accepted(phrase: str) -> None:
    assert check_signals(Signals(duties={"1": (phrase,)}, titles=(phrase,))) == ()


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("ci/cd", "'ci cd'"),
        ("end-to-end", "'end to end'"),
        ("ph.d.", "'ph d'"),
        ("bachelor's degree", "'bachelor'"),
    ],
)
def test_marks_that_no_word_has_are_refused_with_what_to_write(phrase: str, words: str) -> None:
    assert fixes(phrase) == [f"write {words}"]


@pytest.mark.parametrize("phrase", ["_ model", "model _", "?old ?model", " ", "a*", "model||data"])
def test_a_phrase_that_is_written_wrongly_is_refused(phrase: str) -> None:
    assert fixes(phrase)


@pytest.mark.parametrize(
    "phrase", ["a _ b _ c _ d _ e", "one two three four five six seven eight nine ten eleven"]
)
def test_a_phrase_is_no_longer_than_it_can_be_looked_up_quickly(phrase: str) -> None:
    assert fixes(phrase) == ["write at most 10 words and 3 gaps"]


def test_no_more_than_three_words_of_a_phrase_may_be_missing() -> None:
    assert fixes("the ?very ?big ?old ?red model") == ["mark at most 3 with ?"]


def test_a_phrase_with_two_weights_or_on_both_sides_is_refused_at_its_place() -> None:
    signals = Signals(
        duties={"3": ("etl",), "1": ("ETL",)}, skills={"2": ("sql",)}, against={"2": ("sql",)}
    )

    found = check_signals(signals)

    assert [finding.place for finding in found] == [
        ("signals", "duties", "1", 0),
        ("signals", "against", "2", 0),
    ]
    assert [finding.what for finding in found] == [
        "the phrase 'ETL' is in signals.duties.3 too",
        "the phrase 'sql' is in signals.skills.2 too",
    ]


def test_what_is_needed_may_speak_for_the_role_as_well() -> None:
    signals = Signals(titles=("data engineer",), duties={"1": ("etl",)}, needs=("etl",))

    assert check_signals(signals) == ()
