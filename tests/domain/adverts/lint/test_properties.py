"""How an advertisement is laid out changes nothing of what is found in it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linting import GOOD_AD, UNICORN, lint_text

SECTIONS = (
    ("What you will do", ("Build pipelines in Python.", "Help with various tasks.")),
    ("Requirements", ("8+ years of experience in data engineering.", "You are a digital native.")),
    ("Nice to have", ("You know dbt.", "An SQL ninja.")),
    ("What we offer", ("A young team and a pension.", "Competitive salary.")),
    ("How to apply", ("Send a CV with a photo to jobs@example.org.",)),
    ("About us", ("We sort parcels in a fast-paced market for ten thousand shops.",)),
    ("Equal opportunity", ("All are welcome whatever their age, gender, origin or faith.",)),
)
CLEAN = (
    "The canteen cooks at noon.",
    "Our office has a garden.",
    "We moved here in spring.",
    "Trains stop in front of the door.",
)


def build(order: list[int], *, mark: str = "-", blank: str = "\n") -> str:
    parts = ["# Data Engineer\nLocation: Berlin, Germany\n"]
    for place in order:
        heading, lines = SECTIONS[place]
        parts.append(f"## {heading}\n" + "\n".join(f"{mark} {line}" for line in lines) + "\n")
    return blank.join(parts)


def found(text: str) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.level.value) for finding in lint_text(text))


BEFORE = found(build(list(range(len(SECTIONS)))))


@given(st.permutations(range(len(SECTIONS))))
@settings(max_examples=40)
def test_the_order_of_sections_changes_no_finding(order: list[int]) -> None:
    assert found(build(order)) == BEFORE


@given(st.sampled_from("-*+\N{BULLET}\N{BLACK SMALL SQUARE}\N{EN DASH}"))
def test_the_marks_of_bullets_change_no_finding(mark: str) -> None:
    assert found(build(list(range(len(SECTIONS))), mark=mark)) == BEFORE


@given(
    blank=st.sampled_from(("\n", "\n\n", "\n \n", "\n\t\n\n")),
    behind=st.sampled_from(("", " ", "  ", "\t")),
    between=st.sampled_from((" ", "  ", "\N{NO-BREAK SPACE}")),
)
def test_white_space_changes_no_finding(blank: str, behind: str, between: str) -> None:
    text = build(list(range(len(SECTIONS))), blank=blank)
    laid_out = "\n".join(line.replace(". ", f".{between}") + behind for line in text.split("\n"))

    assert found(laid_out) == BEFORE


@given(
    text=st.sampled_from((GOOD_AD, UNICORN)),
    clean=st.lists(st.sampled_from(CLEAN), min_size=1, max_size=3, unique=True),
)
def test_a_clean_sentence_adds_no_finding(text: str, clean: list[str]) -> None:
    longer = f"{text}\n## About us\n\n{' '.join(clean)}\n"

    assert found(longer) <= found(text)
