from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.codes import Kind, code, email_key, job_code, number_in, person, search_key


@given(st.sampled_from(Kind), st.integers(min_value=1, max_value=2**31 - 1))
def test_a_code_is_read_back_however_it_is_typed(kind: Kind, number: int) -> None:
    written = code(kind, number)

    for typed in (written, written.lower(), written.replace("-", ""), f" {written} "):
        assert number_in(typed, kind) == number


@given(st.integers(min_value=1, max_value=999))
def test_a_code_names_one_kind_of_record_only(number: int) -> None:
    for kind in Kind:
        for other in set(Kind) - {kind}:
            assert number_in(code(kind, number), other) is None


@pytest.mark.parametrize("text", ["", "C", "C-", "C-0", "C--1", "C-1.5", "C-1 2", "12", "C-²"])
def test_what_is_no_code_is_not_read_as_one(text: str) -> None:
    assert number_in(text, Kind.CANDIDATE) is None


def test_leading_noughts_do_not_change_a_code() -> None:
    assert number_in("A-007", Kind.APPLICATION) == 7


def test_a_number_no_database_can_hold_is_no_code() -> None:
    assert number_in("C-2147483647", Kind.CANDIDATE) == 2**31 - 1
    assert number_in("C-2147483648", Kind.CANDIDATE) is None
    assert number_in("C-99999999999999999999", Kind.CANDIDATE) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("ml-1", "ML-1"), (" MLE.2026_b ", "MLE.2026_B"), ("7", "7"), ("A" * 40, "A" * 40)],
)
def test_a_job_code_has_one_spelling(typed: str, kept: str) -> None:
    assert job_code(typed) == kept


@pytest.mark.parametrize("typed", ["", "-1", "ML 1", "ML/1", "ML@1", "A" * 41, "Ü-1", "ML-1\n2"])
def test_what_cannot_be_a_job_code_is_none(typed: str) -> None:
    assert job_code(typed) is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Ada@Example.ORG ", "ada@example.org"),
        ("\N{FULLWIDTH LATIN SMALL LETTER A}da@example.org", "ada@example.org"),
        ("a.d.a+jobs@example.org", "a.d.a+jobs@example.org"),
    ],
)
def test_one_address_has_one_key_and_dots_and_tags_stay(typed: str, key: str) -> None:
    assert email_key(typed) == key


@pytest.mark.parametrize(
    "typed", ["", "ada", "@example.org", "ada@", "a b@example.org", "a@b@c", "a..b@example.org"]
)
def test_what_is_no_address_has_no_key(typed: str) -> None:
    assert email_key(typed) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Bo Sample <bo@example.org>", ("Bo Sample", "bo@example.org")),
        ('  "Sample,  Bo" < Bo@Example.org > ', ("Sample, Bo", "Bo@Example.org")),
    ],
)
def test_an_interviewer_is_read_with_name_and_address(typed: str, read: tuple[str, str]) -> None:
    assert person(typed) == read


@pytest.mark.parametrize("typed", ["Bo", "bo@example.org", "<bo@example.org>", "Bo <bo>", "Bo <>"])
def test_an_interviewer_without_name_or_address_is_not_one(typed: str) -> None:
    assert person(typed) is None


def test_searching_ignores_case_accents_and_spaces() -> None:
    assert search_key("  Zoë  Müller", None, "", "ÅNGSTRÖM Labs") == "zoe muller angstrom labs"
    assert search_key("Straße") == search_key("STRASSE")
