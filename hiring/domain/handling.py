"""What a file with personal data says of itself, wherever it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring import VERSION

if TYPE_CHECKING:
    from datetime import date

MADE_BY = f"hiring {VERSION}"


def say_handling(written: date, delete_by: date | None) -> str:
    """Say that it is personal data, of which day, and until when it may be kept."""
    if delete_by is None:
        return f"Personal data of {written}; no retention rule is set."
    return f"Personal data of {written}; delete by {delete_by}."
