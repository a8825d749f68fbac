"""Degrees that are asked for, and the words that only look like them."""

from __future__ import annotations

import pytest

from hiring.domain.adverts.facts import Degree, DegreeAsked, name_degree
from tests.domain.adverts.said import gather, listed, rows


@pytest.mark.parametrize(("expected", "text"), rows("degrees"))
def test_the_lowest_degree_that_is_accepted_is_read(expected: str, text: str) -> None:
    degree = gather(listed(text)).degree

    instead = " or equivalent" if degree.or_equivalent else ""
    assert f"{name_degree(degree)}{instead}" == expected


def test_the_degree_quotes_its_sentence_and_its_line() -> None:
    degree = gather("Requirements\n\n* You know SQL. A BSc in physics is required.").degree

    assert (degree.line, degree.quote) == (7, "A BSc in physics is required.")


def test_what_replaces_a_degree_may_stand_in_the_next_sentence() -> None:
    for text in (
        "* A Master's degree in statistics; or equivalent experience in research",
        "* A Master's degree in statistics. Equivalent practical experience is fine.",
    ):
        degree = gather(listed(text)).degree

        assert (degree.degree, degree.or_equivalent) == (Degree.MASTER, True)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (DegreeAsked(), "none"),
        (DegreeAsked(degree=Degree.ANY, required=True), "bachelor"),
        (DegreeAsked(degree=Degree.ANY), "degree-preferred"),
        (DegreeAsked(degree=Degree.PHD, required=True), "phd"),
        (DegreeAsked(degree=Degree.MASTER), "master-preferred"),
    ],
)
def test_a_degree_has_one_name_for_programs(asked: DegreeAsked, name: str) -> None:
    assert name_degree(asked) == name
