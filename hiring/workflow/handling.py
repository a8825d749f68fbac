"""Until when what is written about somebody may be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from hiring.config import Settings


def delete_by(
    connection: Connection, settings: Settings, candidate_id: int, *, today: date
) -> date | None:
    """Give the earliest end that active retention rules set for this person; None without one."""
    if not settings.policies:
        return None
    from hiring.workflow.retention import terms_of  # noqa: PLC0415 - few name a rule

    return terms_of(connection, settings, candidate_id, today=today).erase_by
