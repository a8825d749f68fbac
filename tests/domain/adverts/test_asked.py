"""Must-haves, nice-to-haves, and what could not be read."""

from __future__ import annotations

from tests.domain.adverts.said import gather


def test_items_of_requirements_are_must_haves_and_wishes_are_not() -> None:
    facts = gather("""
        Requirements

        * Writes SQL every day
        * Knows dbt is a plus
        * Ideally you have worked with parcels
        * Has led people; a degree preferred but not required is fine, experience is required

        Nice to have

        * Has been to Graz
    """)

    assert [item.text for item in facts.must_haves] == [
        "Writes SQL every day",
        "Has led people; a degree preferred but not required is fine, experience is required",
    ]
    assert [(item.line, item.text) for item in facts.nice_to_haves] == [
        (8, "Knows dbt is a plus"),
        (9, "Ideally you have worked with parcels"),
        (14, "Has been to Graz"),
    ]


def test_paragraphs_are_items_where_a_section_has_no_bullets() -> None:
    facts = gather("Requirements\n\nWrites SQL every day.\n\nKnows Python well.")

    assert [item.text for item in facts.must_haves] == [
        "Writes SQL every day.",
        "Knows Python well.",
    ]


def test_what_is_not_said_is_named() -> None:
    assert gather("We like parcels.").unread == (
        "place",
        "remote, hybrid or on site",
        "employment type",
        "pay",
        "years of experience",
        "degree",
        "equal opportunity",
        "accommodation",
        "must-haves",
        "nice-to-haves",
    )


def test_a_remote_job_needs_no_place() -> None:
    assert "place" not in gather("This is a fully remote position.").unread


def test_bullets_under_one_that_leads_to_wishes_are_wishes() -> None:
    for indent in ("  ", "", "\t"):
        found = gather(
            "Requirements\n\n* Python\n* Bonus points if you:\n"
            f"{indent}* Have sorted parcels\n{indent}* Speak Danish\n"
        )

        assert [item.text for item in found.must_haves] == ["Python"]
        assert [item.text for item in found.nice_to_haves] == [
            "Have sorted parcels",
            "Speak Danish",
        ]


def test_what_follows_the_wishes_of_a_list_is_required_again() -> None:
    found = gather(
        "Requirements\n\n* Nice to have:\n  * Danish\n* Python\n* What we also need:\n  * SQL\n"
    )

    assert [item.text for item in found.must_haves] == ["Python", "What we also need: SQL"]
    assert [item.text for item in found.nice_to_haves] == ["Danish"]


def test_a_bullet_that_leads_to_others_is_one_must_have_with_them() -> None:
    found = gather(
        "Requirements\n\n* Python\n* Commitment to our values:\n  * Candour.\n  * Care.\n* SQL\n"
    )

    assert [item.text for item in found.must_haves] == [
        "Python",
        "Commitment to our values: Candour; Care",
        "SQL",
    ]
