"""Write days and moments as people read them, whatever the computer's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def say_day(day: date) -> str:
    """Write a day as `5 March 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_date(moment: datetime) -> str:
    """Write the day of a moment as `5 March 2026`."""
    return say_day(moment)


def say_moment(moment: datetime) -> str:
    """Write a moment as `5 March 2026, 14:05 CET`."""
    return f"{say_date(moment)}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()


def say_until(
    until: date | None, *, erase_by: date | None, held: bool, waiting: Sequence[str] = ()
) -> str:
    """Say until when somebody is kept, by the rules that are active; empty where none says it.

    `waiting` are the rules that begin with the end of an application that is still open.
    """
    if held:
        return "It is kept without a limit for now, because of a legal claim."
    if erase_by:
        return f"By our rules it is erased by {say_day(erase_by)} at the latest."
    if until:
        return f"By our rules it is kept at least until {say_day(until)}."
    if waiting:
        rules = "; ".join(waiting)
        begun = "It is kept while an application of yours is open"
        return f"{begun}, and then as our rules say ({rules})."
    return ""
