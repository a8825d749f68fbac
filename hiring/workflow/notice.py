"""What a privacy notice has to say: which columns hold people's words, and the active rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.store.personal import PERSONAL, Erasing, Whose
from hiring.views.privacy import NoticeFacts
from hiring.workflow.retention import policies_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hiring.config import Settings

# Digests, and what is made of the profile so that people are found.
_FOLLOWS = frozenset({"content_hash", "file_hash"})
_FOLLOWING = frozenset({"emails", "name_words"})


def notice_facts(settings: Settings, *, language: str, program: str, today: date) -> NoticeFacts:
    """Gather what a privacy notice has to say of this workspace."""
    return NoticeFacts(
        company=settings.company,
        contact=settings.privacy_contact,
        language=language,
        fields=kept_of_people(),
        said_by_others=tuple(
            table
            for table, columns in PERSONAL.items()
            if any(one.erasing is Erasing.MARKED for one in columns.values())
        ),
        sources=settings.sources,
        rules=rules_of(settings),
        program=program,
        day=today,
    )


def kept_of_people() -> tuple[tuple[str, str], ...]:
    """Name every column that holds words of a person, or said of them."""
    return tuple(
        (table, name)
        for table, columns in PERSONAL.items()
        if table not in _FOLLOWING
        for name, column in columns.items()
        if column.whose is Whose.PERSON and name not in _FOLLOWS
    )


def rules_of(settings: Settings) -> tuple[Mapping[str, str], ...]:
    """Give the rules on keeping people that are active, with where, since when and by whom."""
    return tuple(
        {
            "id": one.id,
            "name": one.name,
            "jurisdiction": one.jurisdiction,
            "period": one.period,
            "bound": one.bound,
            "source": one.source,
            "as_of": one.as_of.isoformat(),
        }
        for one in policies_of(settings)
        if one.active
    )
