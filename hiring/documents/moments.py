"""Write days and moments as people read them, whatever the computer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def say_date(moment: datetime) -> str:
    """Write a day as `5 March 2026`."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def say_moment(moment: datetime) -> str:
    """Write a moment as `5 March 2026, 14:05 CET`."""
    return f"{say_date(moment)}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()
