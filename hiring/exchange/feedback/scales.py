"""What a rating or recommendation of another tracker is on our scale, as data.

A foreign "no" never lands on level 2, which is the bar by default. What is in no table is not
guessed: it is to be written into the map.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from hiring.domain.scorecard import NOT_ASSESSED, Overall

if TYPE_CHECKING:
    from collections.abc import Mapping

# "4 - Strong Hire", "4: Strong Hire", "4 (strong)": with a second number it may be of any scale.
_LEADING = re.compile(r"([0-9])(?: [-\N{EN DASH}] |: | ?[()])\D*")
_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One tracker's ratings and recommendations in ours; None is not assessed.

    `doubtful` are ratings that may mean that nothing was given. `by_digit`: words behind the
    digit, as in "4 - Strong Hire", are the company's own.
    """

    id: str
    levels: Mapping[str, int | None]
    overall: Mapping[str, Overall]
    doubtful: frozenset[str] = frozenset()
    by_digit: bool = False


_NUMBERED = {
    "4": Overall.STRONG_YES,
    "3": Overall.YES,
    "2": Overall.NO,
    "1": Overall.STRONG_NO,
}
_UNIFIED = {
    "strong_yes": Overall.STRONG_YES,
    "yes": Overall.YES,
    "no": Overall.NO,
    "definitely_not": Overall.STRONG_NO,
    "no_decision": Overall.NO_DECISION,
}
_NUMBERED_LEVELS = {"4": 4, "3": 3, "2": 1, "1": 1}

SCALES = {
    "greenhouse": Scale(
        id="greenhouse-5",
        levels={
            "strong_yes": 4,
            "yes": 3,
            "mixed": 2,
            "no": 1,
            "definitely_not": 1,
            "no_decision": None,
        },
        overall=_UNIFIED,
    ),
    "lever": Scale(id="lever-4", levels=_NUMBERED_LEVELS, overall=_NUMBERED, by_digit=True),
    "ashby": Scale(id="ashby-4", levels=_NUMBERED_LEVELS, overall=_NUMBERED, by_digit=True),
    "frappe": Scale(
        id="frappe-fraction",
        levels={"1": 4, "0.8": 3, "0.6": 2, "0.4": 1, "0.2": 1, "0": None},
        overall={"cleared": Overall.YES, "rejected": Overall.NO},
        doubtful=frozenset({"0"}),
    ),
    "merge": Scale(
        id="merge",
        levels={},
        overall=_UNIFIED | {"definitely_no": Overall.STRONG_NO},  # its own spelling
    ),
}
SYSTEMS = tuple(SCALES)


def value_key(raw: str) -> str:
    """Give the form in which a rating is looked up: no case, one space, 0.80 as 0.8."""
    text = " ".join(raw.casefold().split())
    if len(text) > _LONGEST_NUMBER or not text[:1].isdecimal():
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return f"{number.normalize():f}" if abs(number.adjusted()) < _LONGEST_NUMBER else text


def level_of(scale: Scale, raw: str, own: Mapping[str, int | None]) -> tuple[bool, int | None]:
    """Tell whether a rating is known, and its level; the company's own table comes first."""
    key = value_key(raw)
    for table in (own, scale.levels):
        if key in table:
            return True, table[key]
    digit = _digit(scale, key)
    return (True, scale.levels[digit]) if digit in scale.levels else (False, None)


def overall_of(scale: Scale, raw: str, own: Mapping[str, Overall]) -> Overall | None:
    """Give a recommendation in our words; None where it is not known."""
    key = value_key(raw)
    if key in own:
        return own[key]
    if key in scale.overall:
        return scale.overall[key]
    return scale.overall.get(_digit(scale, key))


def _digit(scale: Scale, key: str) -> str:
    found = _LEADING.fullmatch(key) if scale.by_digit else None
    return found[1] if found else ""


def read_level(text: str, *, scale_max: int = 4) -> tuple[bool, int | None]:
    """Read what a map says a rating is: a level, or not assessed."""
    cleaned = text.strip().casefold().replace("_", " ")
    if cleaned == NOT_ASSESSED:
        return True, None
    known = cleaned.isascii() and cleaned.isdecimal() and 1 <= int(cleaned[:3]) <= scale_max
    return (True, int(cleaned)) if known else (False, None)
