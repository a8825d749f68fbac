"""The privacy notice says what is really kept, by which rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hiring.config import Settings
from hiring.documents.privacy_notice import LANGUAGES, texts_of, write_markdown
from hiring.documents.privacy_notice.word import write_word
from hiring.store import tables
from hiring.workflow.notice import kept_of_people, notice_facts
from tests.documents.papers import open_document

TODAY = date(2026, 3, 2)


def facts(language: str = "en", **changes: Any) -> Any:
    settings = Settings(folder=Path("nowhere"), database_url="sqlite:///x", **changes)
    return notice_facts(settings, language=language, program="hiring 0.1.0", today=TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_c39_the_notice_puts_every_column_of_people_into_words(language: str) -> None:
    texts, said = texts_of(language), facts(language)

    assert set(texts["fields"]) == {f"{table}.{column}" for table, column in kept_of_people()}
    assert set(texts["said_by_others"]) == set(said.said_by_others)
    assert set(texts["tables"]) == {table for table, _ in said.fields} | set(said.said_by_others)
    for table, column in kept_of_people():
        assert column in tables.metadata.tables[table].c


@pytest.mark.parametrize("language", LANGUAGES)
def test_c39_the_notice_holds_the_active_rules_the_sources_and_the_contact(language: str) -> None:
    shown = write_markdown(
        facts(
            language,
            company="Example GmbH",
            privacy_contact="privacy@example.org",
            policies=("de-6-months",),
            sources=("referral", "a fair"),
        )
    )

    for said in (
        "Example GmbH",
        "privacy@example.org",
        "Germany",
        "6 months",
        ": referral, a fair.",
    ):
        assert said in shown
    assert "- Germany: after a rejection: 6 months (" in shown
    assert "de-6-months 2026-11-21" in shown
    assert "hiring 0.1.0" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_c39_what_nobody_said_yet_stands_in_brackets(language: str) -> None:
    shown, texts = write_markdown(facts(language)), texts_of(language)

    for key in ("no_company", "no_contact", "no_rules"):
        assert texts[key] in shown


def test_both_languages_say_the_same_in_as_many_places() -> None:
    english, german = map(texts_of, LANGUAGES)

    assert set(english) == set(german)
    assert len(english["section"]) == len(german["section"])
    for one, other in zip(english["section"], german["section"], strict=True):
        assert set(one) == set(other)
        assert len(one["paragraphs"]) == len(other["paragraphs"])
        assert one.get("list") == other.get("list")


def test_a_notice_says_first_that_it_is_a_draft_and_no_legal_advice() -> None:
    assert "not legal advice" in write_markdown(facts()).split("\n\n")[1]
    assert "keine Rechtsberatung" in write_markdown(facts("de")).split("\n\n")[1]


def test_c38_a_notice_in_word_says_the_same_and_is_the_same_twice() -> None:
    said = facts(company="Example GmbH")

    written = write_word(said)

    assert written == write_word(said)
    shown = [one.text for one in open_document(written).paragraphs]
    for line in write_markdown(said).splitlines():
        text = line.lstrip("#- ")
        assert not text or text in shown
