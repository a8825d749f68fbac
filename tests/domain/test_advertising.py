from __future__ import annotations

import pytest

from hiring.domain.advertising import WANTED, find_address, is_day


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org/jobs?id=1#a", "https://example.org/jobs?id=1#a"),
        (" HTTP://example.org ", "HTTP://example.org"),
        ("jobs@example.org", "mailto:jobs@example.org"),
        ("https://münchen.example/jobs", "https://münchen.example/jobs"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://localhost", None),
        ('https://example.org/"onclick=', None),
        ("https://example.org/a b", None),
        ("https://example.org/\x00", None),
        ("https://example.org/" + "a" * 2000, None),
        ("ask Rita", None),
        ("", None),
    ],
)
def test_an_address_is_a_page_or_an_e_mail(text: str, link: str | None) -> None:
    assert find_address(text) == link


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2026-03-31", True),
        ("2026-02-29", False),
        ("20260331", False),
        ("", False),
        ("soon", False),
    ],
)
def test_a_day_is_written_in_one_way(text: str, good: bool) -> None:
    assert is_day(text) is good


def test_every_gap_says_how_it_is_filled() -> None:
    for gap in WANTED.values():
        assert str(gap) == f"{gap.what} ({gap.how})"
        assert gap.how
