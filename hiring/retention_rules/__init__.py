"""Rules on how long records are kept, as dated data: a TOML file each, to be replaced by one's own.

They are examples with their sources, and not legal advice. None is active until hiring.toml names
it.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiring.domain.retention import Bound, Policy, Start, Whom, read_period
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHIPPED = ("us-1-year", "us-ca-4-years", "de-6-months", "fr-2-years", "uk-6-months")
_HERE = Path(__file__).resolve().parent
_TEXTS = ("name", "jurisdiction", "source")
_KEYS = (*_TEXTS, "bound", "of", "period", "from", "as_of", "note")


def load_policies(folder: Path) -> dict[str, Policy]:
    """Give the shipped rules by name, and those of a workspace's folder, which go before them.

    Raises InvalidFileError with every problem of every file of one's own.
    """
    found = {name: _read(_HERE / f"{name}.toml", own=False) for name in SHIPPED}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = _read(path, own=True)
        except InvalidFileError as error:
            problems += error.problems
    if problems:
        raise InvalidFileError(*problems)
    return found


def _read(path: Path, *, own: bool) -> Policy:
    where = f"{path.parent.name}/{path.name}"
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidFileError(Problem(f"cannot be read: {error.strerror}", where=where)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fix = "check quotes and brackets"
        raise InvalidFileError(Problem(f"not TOML: {error}", where=where, fix=fix)) from error
    problems = [Problem(what, where=where, fix=fix) for what, fix in _problems(said)]
    if problems:
        raise InvalidFileError(*problems)
    period = read_period(said["period"])
    if period is None:
        raise AssertionError("a period was looked at before")
    return Policy(
        id=path.stem,
        name=said["name"].strip(),
        bound=Bound(said["bound"]),
        whom=Whom(said.get("of", Whom.APPLICANTS)),
        said=said["period"].strip(),
        period=period,
        starts=tuple(map(Start, said["from"])),
        jurisdiction=said["jurisdiction"].strip(),
        source=said["source"].strip(),
        as_of=said["as_of"],
        note=said.get("note", "").strip(),
        own=own,
    )


def _problems(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in said:
        if key not in _KEYS:
            yield f"{key} is not part of a rule", f"one of {', '.join(_KEYS)}"
    for key in _TEXTS:
        if not isinstance(said.get(key), str) or not said[key].strip():
            yield f"{key} is missing", f'{key} = "..."'
    if "note" in said and not isinstance(said["note"], str):
        yield "note must be text", "put it in quotes"
    yield from _choice(said, "bound", tuple(Bound))
    if "of" in said:
        yield from _choice(said, "of", tuple(Whom))
    period = said.get("period")
    if not isinstance(period, str) or read_period(period) is None:
        yield "period is no length of time", 'period = "6 months", or days, weeks or years'
    starts = said.get("from")
    known = {start.value for start in Start}
    if not isinstance(starts, list) or not starts or not all(one in known for one in starts):
        yield "from names nothing a period can begin with", f"from = {_listed(Start)}"
    if not isinstance(said.get("as_of"), date) or isinstance(said.get("as_of"), datetime):
        yield "as_of is no day: when was the rule last looked up?", "as_of = 2026-03-02"


def _choice(said: Mapping[str, Any], key: str, known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if said.get(key) not in known:
        yield f"{key} is not right: {said.get(key)!r}", f"one of {', '.join(known)}"


def _listed(known: type[Start]) -> str:
    return "[" + ", ".join(f'"{one.value}"' for one in known) + "], one or more of them"
