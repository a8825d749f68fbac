"""What every look at a workspace has to hand: the database, the settings, what is asked once."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from hiring.store.tables import applications, candidates
from hiring.workflow.requests import list_requests
from hiring.workflow.retention import people_due, policies_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from sqlalchemy import Connection

    from hiring.config import Settings
    from hiring.views.compliance import Seen
    from hiring.views.privacy import RequestLine
    from hiring.views.retention import DueLine, PolicyLine

    Look = Callable[["Looking"], Seen]

MOST_NAMED = 3
A_YEAR = timedelta(days=366)


class Looking:
    """One look over a workspace on a day."""

    def __init__(
        self,
        connection: Connection,
        settings: Settings,
        *,
        today: date,
        program: str,
        is_sensitive: Callable[[str], bool],
        passed: Callable[[int], None],
    ) -> None:
        """Take what looks need; `passed` is told how many entries of the log were verified."""
        self.connection = connection
        self.settings = settings
        self.today = today
        self.program = program
        self.is_sensitive = is_sensitive
        self.passed = passed

    @property
    def on_a_server(self) -> bool:
        """Tell whether the database lies on a server."""
        return self.connection.dialect.name != "sqlite"

    @cached_property
    def policies(self) -> tuple[PolicyLine, ...]:
        """Give the rules on keeping people that are active."""
        return tuple(one for one in policies_of(self.settings) if one.active)

    @cached_property
    def due(self) -> tuple[DueLine, ...]:
        """Give who is due by those rules."""
        return people_due(self.connection, self.settings, today=self.today)

    @cached_property
    def requests(self) -> tuple[RequestLine, ...]:
        """Give what people asked for by right."""
        return list_requests(self.connection, today=self.today)

    @cached_property
    def erased(self) -> int:
        """Count who was erased."""
        return self.count(candidates, candidates.c.erased_at.is_not(None))

    def overdue(self, *kinds: str) -> list[str]:
        """List what was asked for by right and is late, of some kinds or of all."""
        late = (one for one in self.requests if one.state == "overdue")
        return [one.code for one in late if not kinds or one.kind in kinds]

    def count(self, table: Any, *conditions: Any) -> int:
        """Count the rows of a table, or of several that are joined."""
        asked = select(func.count()).select_from(table).where(*conditions)
        return int(self.connection.execute(asked).scalar_one())

    def is_old(self, as_of: date, age: timedelta) -> bool:
        """Tell whether something was looked up so long ago."""
        return as_of + age < self.today


def there(number: int, one: str, more: str | None = None) -> str:
    """Say how many of something there are, as "2 people"; the plural is its `s` where none is."""
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"


def some(codes: Iterable[str]) -> str:
    """Name the first few codes, and how many more there are."""
    named = list(codes)
    more = f" and {len(named) - MOST_NAMED:,} more" if len(named) > MOST_NAMED else ""
    return ", ".join(named[:MOST_NAMED]) + more


def of_living(table: Any) -> Any:
    """Join the applications a table's rows belong to with their people; none of the erased."""
    return table.join(applications, applications.c.id == table.c.application_id).join(
        candidates,
        (candidates.c.id == applications.c.candidate_id) & candidates.c.erased_at.is_(None),
    )
