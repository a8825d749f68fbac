"""Read an old Excel workbook (.xls) in another process: what kills that refuses this one file."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from hiring.documents.apart import read_apart
from hiring.documents.cell_text import CELL_LIMIT
from hiring.documents.sheets.book import (
    MOST_MERGED,
    SHORT_LIMIT,
    Allowance,
    At,
    Block,
    Book,
    Found,
    Sheet,
    clean,
)
from hiring.documents.sheets.package import (
    SAVE_AS,
    refuse,
    refuse_big,
    refuse_cut_off,
    refuse_locked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHILD = Path(__file__).with_name("old_excel_child.py")
SECONDS = 10.0
MOST_SAID = 32 << 20
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_LAST_MOMENT = datetime.max  # noqa: DTZ901 - the same
_LARGEST_WHOLE = 10**15
_DATE, _TRUTH, _NUMBER = 3, 4, 2


def read(raw: bytes, *, name: str) -> Book:
    """Read an old Excel workbook, or refuse it in words its sender understands."""
    told = _told(_said_of(raw), raw, name)
    allowance = Allowance(name)
    epoch = _EPOCH_1904 if told["since_1904"] else _EPOCH
    sheets = tuple(_sheet(entry, allowance, epoch) for entry in told["sheets"])
    allowance.refuse_too_long()
    if not sheets:
        refuse(name, "the workbook has no sheets.", SAVE_AS)
    properties = tuple(map(clean, told["properties"]))
    allowance.spend(sum(map(len, properties)))
    return Book(
        sheets,
        properties,
        stripped=frozenset(allowance.stripped),
        cell_limits=(SHORT_LIMIT, CELL_LIMIT),
    )


def _said_of(raw: bytes) -> bytes:
    return read_apart(CHILD, raw, seconds=SECONDS, most=MOST_SAID)


def _told(said: bytes, raw: bytes, name: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(said)
    except ValueError:
        _refuse_unread(raw, name)
    refused = told.get("refused")
    if refused == "password":
        refuse_locked(name)
    if refused == "big":
        refuse_big(name)
    if refused:
        _refuse_unread(raw, name)
    return told


def _refuse_unread(raw: bytes, name: str) -> NoReturn:
    refuse_cut_off(raw, name)
    refuse(name, "this old Excel workbook (.xls) could not be read.", SAVE_AS)


def _sheet(entry: dict[str, Any], allowance: Allowance, epoch: datetime) -> Sheet:
    title = clean(entry["name"])
    if len(entry["merged"]) > MOST_MERGED:
        refuse_big(allowance.file)
    cells = {}
    for row, column, kind, value, formula in entry["cells"]:
        at = At(row + 1, column + 1)
        if isinstance(value, str):
            value = allowance.cell(value, f"{title}!{at}") or None  # noqa: PLW2901 - as it is kept
        elif kind == _TRUTH:
            value = bool(value)  # noqa: PLW2901 - the same
        else:
            value = _number(value, kind, epoch)  # noqa: PLW2901 - the same
        if value is not None:
            cells[at] = Found(value, formula=formula)
    struck = {at: cells[at].text for at in _places(entry["struck"]) if at in cells}
    margins = clean(entry["margins"])
    allowance.spend(len(margins))
    return Sheet(
        title,
        cells,
        tuple(_blocks(entry["merged"])),
        margins,
        tuple(_remarks(entry["remarks"], allowance, title)),
        entry["pictures"],
        entry["hidden"],
        struck,
    )


def _places(cells: Sequence[Sequence[int]]) -> Iterator[At]:
    for row, column in cells:
        yield At(row + 1, column + 1)


def _number(value: float, kind: int, epoch: datetime) -> float | datetime:
    if kind == _DATE and 0 <= value <= (_LAST_MOMENT - epoch).days:
        return epoch + timedelta(days=value)
    return int(value) if abs(value) < _LARGEST_WHOLE and value == int(value) else value


def _blocks(merged: Sequence[Sequence[int]]) -> Iterator[Block]:
    for top, left, bottom, right in merged:
        yield Block(At(top + 1, left + 1), At(bottom + 1, right + 1))


def _remarks(
    remarks: Sequence[tuple[int, int, str]], allowance: Allowance, title: str
) -> Iterator[tuple[At, str]]:
    for row, column, text in remarks:
        at = At(row + 1, column + 1)
        if kept := allowance.cell(text, f"{title}!{at}").strip():
            yield at, kept
