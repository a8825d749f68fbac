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
        (None, None, False, "No rule is active that sets how long"),
    ],
)
def test_c8_it_is_said_until_when_somebody_is_kept(
    until: date | None, erase_by: date | None, *, held: bool, said: str
) -> None:
    assert said in say_until(until, erase_by=erase_by, held=held)
