"""What a file says of a person, put together with what is known of them."""

from __future__ import annotations

import pytest

from hiring.domain.arriving import bits_of, merge_person
from hiring.domain.identity import Person

KNOWN = Person(
    name="Ada Example",
    email="ada@example.org",
    phone="+49 151 1234567",
    company="Sample Labs",
    links="https://example.org/ada",
    tags="nlp",
    note="Met in May.",
)


def merged(said: Person, *, known: Person = KNOWN, bits: int = 0) -> Person:
    return merge_person(known, said, bits=bits, owned={"ada@example.org"})


def test_a_file_that_says_nothing_takes_nothing_away() -> None:
    assert merged(Person("Ada Example")) == KNOWN


def test_what_the_file_says_is_taken_and_lists_only_grow() -> None:
    said = Person(
        name="Ada Example",
        email="ADA@example.org",
        more_emails="ada@sample.example.org",
        phone="+49-151-1234567, +49 30 7654321",
        company="Pattern AG",
        links="HTTPS://example.org/ada https://example.org/more",
        tags="NLP, vision",
        note="Called in June.",
    )

    assert merged(said) == KNOWN._replace(
        more_emails="ada@sample.example.org",
        phone="+49 151 1234567, +49 30 7654321",
        company="Pattern AG",
        links="https://example.org/ada https://example.org/more",
        tags="nlp, vision",
        note="Met in May.\nCalled in June.",
    )


def test_who_had_no_address_gets_the_first_as_theirs() -> None:
    known = Person("Ben Sample")
    said = Person("Ben Sample", email="ben@example.org", more_emails="b@example.org", note="New.")

    assert merged(said, known=known) == Person(
        "Ben Sample", email="ben@example.org", more_emails="b@example.org", note="New."
    )


@pytest.mark.parametrize(("company", "stands"), [("AG", "Sample Labs"), ("A far longer name", "")])
def test_of_two_words_in_one_file_the_longer_stands_in_any_order(company: str, stands: str) -> None:
    said = Person("Ada Example", company=company)

    found = merged(said, bits=bits_of(KNOWN, ""))

    assert found.company == (stands or company)


def test_the_same_note_again_is_not_written_twice() -> None:
    assert merged(Person("Ada Example", note="Met in May.")) == KNOWN
