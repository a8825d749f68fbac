"""Months as the law counts them."""

from __future__ import annotations

from datetime import date

import pytest

from hiring.domain.deadlines import due_after, latest_after


@pytest.mark.parametrize(
    ("received", "due", "latest"),
    [
        ("2026-03-02", "2026-04-02", "2026-06-02"),
        ("2026-01-31", "2026-02-28", "2026-04-30"),
        ("2028-01-31", "2028-02-29", "2028-04-30"),
        ("2026-11-30", "2026-12-30", "2027-02-28"),
        ("2026-12-15", "2027-01-15", "2027-03-15"),
        ("2028-02-29", "2028-03-29", "2028-05-29"),
    ],
)
def test_c13_an_answer_is_due_on_the_same_day_of_the_next_month_or_its_last(
    received: str, due: str, latest: str
) -> None:
    came = date.fromisoformat(received)

    assert due_after(came) == date.fromisoformat(due)
    assert latest_after(came) == date.fromisoformat(latest)
