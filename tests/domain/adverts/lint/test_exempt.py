"""What is said to welcome people, is quoted, denied or told of the company, is no finding."""

from __future__ import annotations

import pytest

from hiring.domain.adverts.findings import Group
from tests.linting import lint_text

WELCOMES = (
    "We are an equal opportunity employer and welcome applicants of any age, gender and origin.",
    "Women and people of color are strongly encouraged to apply, as are recent graduates.",
    "All qualified applicants are considered without regard to race, age or disability.",
    "Not a native speaker? Apply all the same.",
    "We hire people with and without disabilities, and no able-bodied ideal decides.",
)
OF_THE_COMPANY = (
    "## About us\nA young company in a fast-paced market, with rockstar customers.",
    "## Benefits\n- Parental leave for men and women only a year after joining.\n- In good health.",
    "## Accommodation\nIf you cannot lift or stand for long hours, tell us.",
)


def language(text: str) -> list[tuple[str, str]]:
    return [(f.rule, f.quote) for f in lint_text(text) if f.group is Group.LANGUAGE]


@pytest.mark.parametrize("text", [*WELCOMES, *OF_THE_COMPANY])
def test_a_line_that_welcomes_or_speaks_of_the_company_is_let_be(text: str) -> None:
    assert language(f"# Data engineer\n\n{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        'Some call it "fast-paced"; we call it planned.',
        "We do not look for rockstars.",
        "You will never juggle five projects.",
        "No digital natives needed.",
    ],
)
def test_what_is_quoted_or_denied_is_let_be(text: str) -> None:
    assert language(f"# Data engineer\n\n## What you need\n- {text}\n") == []


def test_a_denial_in_the_sentence_before_denies_nothing() -> None:
    found = language("# Analyst\n\n## What you need\n- No degree. A rockstar of SQL.\n")

    assert found == [("heroes", "rockstar")]


@pytest.mark.parametrize(
    "text",
    [
        "You support our CTO in his work.",
        "Ada leads the team; she reports to the board.",
        "The HIS of the hospital is yours.",
        "The engineer will present to Ada, and her team decides.",
    ],
)
def test_somebody_elses_pronoun_is_let_be(text: str) -> None:
    assert language(f"# Analyst\n\n## What you will do\n- {text}\n") == []


def test_a_leader_may_be_asked_to_lead_and_nobody_is_told_a_verdict() -> None:
    said = "- You lead, are leading, led and lead. Leadership is assertive and determined.\n"

    assert "gender-coded" not in {rule for rule, _ in language(f"# Team Lead\n\n## Duties\n{said}")}
    assert "gender-coded" in {rule for rule, _ in language(f"# Analyst\n\n## Duties\n{said}")}


@pytest.mark.parametrize("said", ["rockstar ", "the he ", "[", '" young ', "a-"])
def test_a_line_that_repeats_itself_endlessly_is_linted_too(said: str) -> None:
    found = lint_text(f"# Analyst\n\n## Requirements\n- {said * 10_000}\n")

    assert len(found) < 30
