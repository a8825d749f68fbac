"""The fields of a record, each read as what it has to be; what is wrong is told by its path."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.domain.codes import email_key
from hiring.errors import Problem
from hiring.exchange.feedback.records import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

MOST_TEXT = 100_000
MOST_ID = 200
MOST_PROBLEMS = 20
_UNKEPT = re.compile("[\0\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIX = "see what the tracker shows for it, and mend it in the file"


class Person(NamedTuple):
    """Somebody of the other tracker: their number there, name and e-mail, as far as it says."""

    remote_id: str = ""
    name: str = ""
    email: str = ""

    @property
    def key(self) -> str:
        """Give what they are found by in a map."""
        return self.remote_id or self.email or self.name

    @property
    def shown(self) -> str:
        """Give how our records name them."""
        if self.name and self.email:
            return f"{self.name} <{self.email}>"
        return self.name or self.email or self.remote_id


NOBODY = Person()


@dataclass(frozen=True, slots=True)
class Fields:
    """An object of a record with the path to it; `problems` is shared by the whole record."""

    values: Mapping[str, Any]
    path: str
    problems: list[Problem] = field(default_factory=list)
    zone: tzinfo | None = None

    def has(self, key: str) -> bool:
        """Tell whether a field is there and not null."""
        return self.values.get(key) is not None

    def at(self, key: str) -> str:
        """Give the path of a field."""
        return f"{self.path}{key}" if self.path.endswith(", ") else f"{self.path}.{key}"

    def wrong(self, key: str, what: str) -> None:
        """Note that a field is not what it has to be."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(what, where=self.at(key), fix=_FIX))

    def text(self, key: str) -> str:
        """Give a text; empty where there is none."""
        return self.as_text(key, self.values.get(key))

    def as_text(self, key: str, value: object) -> str:
        """Read a value of a field as text."""
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(key, f"it is {kind_of(value)}, not a text")
            return ""
        if len(value) > MOST_TEXT:
            self.wrong(key, f"it has over {MOST_TEXT:,} characters")
            return ""
        if _UNKEPT.search(value):
            self.wrong(key, "it holds half a character or a null, which nothing can keep")
            return ""
        return value

    def number(self, key: str) -> str:
        """Give what another tracker numbers a record by, as text; empty where there is none."""
        value = self.values.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        return self._short(key, self.as_text(key, value).strip())

    def name(self, key: str) -> str:
        """Give what something is called; empty where it is not said."""
        return self._short(key, self.text(key).strip())

    def _short(self, key: str, text: str) -> str:
        if len(text) <= MOST_ID:
            return text
        self.wrong(key, f"it has over {MOST_ID} characters, which no name or number has")
        return ""

    def raw(self, key: str) -> str | None:
        """Give a rating as it was written, a number as its digits; None where there is none."""
        return self.as_raw(key, self.values.get(key))

    def as_raw(self, key: str, value: object) -> str | None:
        """Read a value of a field as a rating."""
        if value is None:
            return None
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str):
            return self._short(key, self.as_text(key, value)) or None
        self.wrong(key, f"it is {kind_of(value)}, not a rating")
        return None

    def flag(self, key: str) -> bool:
        """Tell whether something is so; absent is not."""
        value = self.values.get(key)
        if value in (None, 0, 1):
            return bool(value)
        if isinstance(value, bool):
            return value
        self.wrong(key, f"it is {kind_of(value)}, not true or false")
        return False

    def inside(self, key: str) -> Fields:
        """Give the fields of an object; none where it is absent."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, f"it is {kind_of(value)}, not an object")
            value = None
        return Fields(value or {}, self.at(key), self.problems, self.zone)

    def items(self, key: str) -> list[Any]:
        """Give a list; empty where it is absent."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(key, f"it is {kind_of(value)}, not a list")
            return []
        return value

    def each(self, key: str) -> Iterator[Fields]:
        """Give the fields of each object in a list."""
        for place, value in enumerate(self.items(key)):
            if not isinstance(value, dict):
                self.wrong(f"{key}[{place}]", f"it is {kind_of(value)}, not an object")
                continue
            yield Fields(value, self.at(f"{key}[{place}]"), self.problems, self.zone)

    def reference(self, key: str) -> tuple[str, Fields]:
        """Give the number of a record that is named by it, or written out, with its fields."""
        value = self.values.get(key)
        if isinstance(value, dict):
            there = self.inside(key)
            return there.number("id") or there.number("name"), there
        return self.number(key), Fields({}, self.at(key), self.problems, self.zone)

    def moment(self, key: str) -> datetime | None:
        """Give a moment: ISO 8601, or milliseconds since 1970; None where there is none.

        One without an offset is of the workspace's time zone.
        """
        value = self.values.get(key)
        if value is None or value == "":
            return None
        try:
            if isinstance(value, int) and not isinstance(value, bool):
                return _EPOCH + timedelta(milliseconds=value)
            if isinstance(value, str):
                read = datetime.fromisoformat(value.strip())
                aware = read if read.tzinfo else self._in_zone(read)
                return aware.astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            pass
        self.wrong(key, "it is no moment; one is written as 2026-03-02T14:00:00+01:00")
        return None

    def _in_zone(self, read: datetime) -> datetime:
        return read.replace(tzinfo=self.zone) if self.zone else read.astimezone()

    def person(self, key: str) -> Person:
        """Give somebody who is named by their number or e-mail, or written out."""
        number, there = self.reference(key)
        if not there.values:
            address = email_key(number) is not None
            return Person(email=number) if address else Person(remote_id=number)
        name = there.name("name") or there.name("full_name") or there.name("fullName")
        if not name:
            first = there.name("first_name") or there.name("firstName")
            last = there.name("last_name") or there.name("lastName")
            name = f"{first} {last}"
        email = there.name("email")
        if email and email_key(email) is None:
            there.wrong("email", "it is no e-mail address")
            email = ""
        return Person(number, " ".join(name.split()), email)
