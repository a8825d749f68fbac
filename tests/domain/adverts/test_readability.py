"""Flesch's figures by our own count of syllables."""

from __future__ import annotations

import pytest

from hiring.domain.adverts.readability import count_syllables, list_longest, measure
from tests.linting import read

# Counted by ear; words that advertisements for machine learning are full of.
COUNTED = {
    "data": 2, "science": 2, "scientist": 3, "engineer": 3, "business": 2, "experience": 4,
    "team": 1, "teams": 1, "model": 2, "models": 2, "pipeline": 2, "pipelines": 2, "analysis": 4,
    "analytics": 4, "requirements": 3, "quality": 3, "employees": 3, "stakeholders": 3, "roles": 1,
    "senior": 2, "degree": 2, "value": 2, "implement": 3, "algorithm": 4, "idea": 3, "people": 2,
    "create": 2, "created": 3, "deployed": 2, "needed": 2, "worked": 1, "languages": 3,
    "collaborate": 4, "communication": 5, "opportunity": 5, "insurance": 3, "benefits": 3, "you": 1,
    "using": 2, "python": 2, "learning": 2, "machine": 2, "software": 2, "database": 3, "queue": 1,
    "production": 3, "monitoring": 4, "reliable": 4, "scalable": 3, "language": 2, "previous": 3,
    "million": 2, "question": 2, "questions": 2, "request": 2, "being": 2, "AWS": 5,
    "SQL": 3, "frameworks": 2, "table": 2, "tables": 2, "make": 1, "makes": 1, "processes": 3,
    "warehouse": 2, "someone": 2, "revenue": 3, "continue": 3, "area": 3, "real": 1, "equal": 2,
}  # fmt: skip


def test_syllables_are_counted_right_but_for_few_words() -> None:
    wrong = {
        word: count_syllables(word) for word in COUNTED if count_syllables(word) != COUNTED[word]
    }

    assert len(wrong) <= 2, wrong


def test_reading_ease_and_grade_follow_the_published_formulas() -> None:
    measured = measure(read("# A\n\nThe cat sat on the mat. It was a good mat."))

    assert (measured.words, measured.sentences, measured.syllables) == (11, 2, 11)
    assert measured.ease == pytest.approx(206.835 - 1.015 * 11 / 2 - 84.6)
    assert measured.grade == pytest.approx(0.39 * 11 / 2 + 11.8 - 15.59)


def test_every_bullet_is_a_sentence_and_no_heading_is() -> None:
    measured = measure(read("# A\n\n## What you will do\n- Sort parcels\n- Count parcels\n"))

    assert (measured.words, measured.sentences) == (4, 2)


def test_addresses_and_pictures_are_no_words() -> None:
    plain = measure(read("# A\n\nSee our page."))

    shown = measure(read("# A\n\nSee our page \N{ROCKET} https://example.org/a/long/address."))

    assert (shown.words, shown.syllables) == (plain.words, plain.syllables)


def test_a_text_without_words_has_no_figures() -> None:
    measured = measure(read(""))

    assert (measured.ease, measured.grade) == (0.0, 0.0)


def test_the_longest_sentences_come_first() -> None:
    advert = read("# A\n\nOne two three. One two three four five. One two.")

    found = list_longest(advert, least=3, most=5)

    assert [one.words for one in found] == [5, 3]
