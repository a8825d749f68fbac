"""Days and terms are said in words."""

from __future__ import annotations

from datetime import date

import pytest

from hiring.documents.moments import say_until

DAY = date(2026, 9, 2)


@pytest.mark.parametrize(
    ("until", "erase_by", "held", "said"),
    [
        (None, None, True, "because of a legal claim"),
        (None, DAY, False, "erased by 2 September 2026 at the latest"),
        (DAY, None, False, "at least until 2 September 2026"),
    ],
)
def test_c8_it_is_said_until_when_somebody_is_kept(
    until: date | None, erase_by: date | None, *, held: bool, said: str
) -> None:
    assert said in say_until(until, erase_by=erase_by, held=held)


def test_c8_of_an_open_application_it_is_said_which_rule_comes_then() -> None:
    waiting = ("Germany: after a rejection, 6 months",)

    said = say_until(None, erase_by=None, held=False, waiting=waiting)

    assert said == (
        "It is kept while an application of yours is open, and then as our rules say"
        " (Germany: after a rejection, 6 months)."
    )
    assert "2 September" in say_until(DAY, erase_by=None, held=False, waiting=waiting)


def test_c8_where_no_rule_says_it_nothing_is_said() -> None:
    assert say_until(None, erase_by=None, held=False) == ""
