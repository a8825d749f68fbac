"""Job descriptions as they were published: kept as JSON and read back, and listed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.countries import Place
from hiring.domain.pay import PayRange
from hiring.views.papers import JobDescription, MustHave, PlanLine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any


class Published(NamedTuple):
    """One version of an advertisement as it was published, with the text that people read."""

    job: str
    version: int
    posted: str
    closes: str
    title: str
    pay: str
    rubric: str
    text: str
    published_at: datetime
    published_by: str


class Publishing(NamedTuple):
    """What publishing did, or would do: the version, and whether it is a new one."""

    ad: JobDescription
    text: str
    new: bool


def keep_description(ad: JobDescription) -> str:
    """Write a job description as JSON, the same for the same content."""
    return json.dumps(asdict(ad), ensure_ascii=False, sort_keys=True)


def fingerprint(ad: JobDescription) -> str:
    """Tell whether two ads say the same, whenever they are posted: SHA-256 of their content."""
    same = replace(ad, posted="", version=0)
    return hashlib.sha256(keep_description(same).encode("utf-8", "surrogatepass")).hexdigest()


def read_description(text: str) -> JobDescription:
    """Read a job description from its JSON; what a newer program added is passed over."""
    said: dict[str, Any] = json.loads(text)
    known = JobDescription.__dataclass_fields__
    fields = {name: _tuple(value) for name, value in said.items() if name in known}
    fields["must_haves"] = tuple(MustHave(**_tuples(one)) for one in said["must_haves"])
    fields["plan"] = tuple(PlanLine(**one) for one in said["plan"])
    fields["places"] = tuple(Place(**one) for one in said["places"])
    fields["pay"] = PayRange(**said["pay"]) if said["pay"] else None
    return JobDescription(**(fields | {"gaps": ()}))


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _tuples(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _tuple(value) for name, value in said.items()}
