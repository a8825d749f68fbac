"""What a hiring record is looked at for, and the laws and guidance that rests on, as dated data.

They are pointers for people who know the law, and not legal advice: every rule says where it holds,
where it can be read and when it was looked up.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

_HERE = Path(__file__).resolve().parent


class Law(NamedTuple):
    """A law, a regulation or guidance: where it holds, since when, and when it was looked up."""

    id: str
    name: str
    jurisdiction: str
    source: str
    as_of: date
    note: str
    since: date | None = None


class Item(NamedTuple):
    """Something a record is looked at for, what the program does about it, and on what it rests.

    `rests_on` pairs a law with the place in it, which may be empty.
    """

    id: str
    number: int
    behaviour: str
    rests_on: tuple[tuple[Law, str], ...]


def load_laws() -> dict[str, Law]:
    """Give the laws by their names here."""
    return {name: Law(id=name, **said) for name, said in _said("rules.toml").items()}


def load_items() -> dict[str, Item]:
    """Give what is looked at, in its order; KeyError for a law that is not there."""
    laws = load_laws()
    return {
        name: Item(
            id=name,
            number=said["number"],
            behaviour=said["behaviour"],
            rests_on=tuple(_placed(laws, each) for each in said["rests_on"]),
        )
        for name, said in _said("items.toml").items()
    }


def _placed(laws: dict[str, Law], said: str) -> tuple[Law, str]:
    name, _, place = said.partition(":")
    return laws[name.strip()], place.strip()


def _said(file: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / file).read_text(encoding="utf-8"))
