"""How other systems write people down: a file for each, and one for tables of no system."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GENERIC = "generic"
PROFILES = (
    *("greenhouse", "lever", "ashby", "frappe", "odoo", "opencats", "horilla"),
    *("smartrecruiters", "merge", "json-resume", GENERIC),
)
_HERE = Path(__file__).resolve().parent
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of file of a system: what it is known by, and which of its names mean what.

    `applications` is the key of a record under which its applications are listed.
    """

    known_by: tuple[frozenset[str], ...]
    fields: Mapping[str, str]
    is_table: bool
    applications: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A system: its shapes, and what its stages, sources and dates mean.

    Names and words are folded by `plain_name`. `drop` are columns that are never taken in.
    """

    name: str
    title: str
    shapes: tuple[Shape, ...]
    stages: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    drop: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()


def plain_name(text: str) -> str:
    """Fold a column's name: without case, spaces, hyphens, underlines and other signs."""
    return _NO_LETTERS.sub("", text).casefold()


@cache
def load_profile(name: str) -> Profile:
    """Give the profile of that name."""
    said = tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))
    shapes = tuple(_shape(one) for one in said["shape"])
    return Profile(
        name=name,
        title=said["title"],
        shapes=shapes,
        stages=_turned(said.get("stages", {})),
        sources=_turned(said.get("sources", {})),
        dates=said.get("dates", ""),
        drop=_folded(said.get("drop", ())),
        keep=_folded(said.get("keep", ())),
    )


def _shape(said: Mapping[str, Any]) -> Shape:
    return Shape(
        known_by=tuple(_folded(names) for names in said["known_by"]),
        fields=_turned(said["fields"]),
        is_table=said.get("table", False),
        applications=said.get("applications", ""),
    )


def _turned(said: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {plain_name(name): field for field, names in said.items() for name in names}


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(plain_name, names))
