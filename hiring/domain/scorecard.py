"""What one interviewer wrote: ratings on the anchored scale, read strictly."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiring.domain.language import Vocabulary

SCALE_NAMES = {4: ("weak", "ok", "strong", "exceptional")}
NOT_ASSESSED = "not assessed"
OVERALL = "_overall"
_DASHES = "-\N{EN DASH}\N{EM DASH}"
_WITH_WORDS = re.compile(
    rf"(?P<number>\d+(?:\.0)?)(?![\w.,])(?: ?(?P<mark>:|\(|[{_DASHES}](?= )))? ?(?P<words>\D.*)"
)
_WORD = re.compile(r"\w+")
_NUMBERS = frozenset(
    {"one", "two", "three", "four", "five", "half", "or"}
    | {"eins", "zwei", "drei", "vier", "fünf", "halb", "oder", "bis"}
)
_EPOCHS = (datetime(1899, 12, 30), datetime(1904, 1, 1))  # noqa: DTZ001 - dates of cells


class Overall(StrEnum):
    """An interviewer's overall recommendation; shown, never counted."""

    STRONG_YES = "strong_yes"
    YES = "yes"
    NO = "no"
    STRONG_NO = "strong_no"
    NO_DECISION = "no_decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One competency as rated: the level (None: not assessed), as typed, and the evidence."""

    competency: str
    level: int | None
    raw: str
    evidence: str

    @property
    def unsupported(self) -> bool:
        """Tell whether there is a level without evidence, which does not count."""
        return self.level is not None and not is_evidence(self.evidence)


def is_evidence(text: str) -> bool:
    """Tell whether a text says anything: a dash or a full stop alone does not."""
    return any(letter.isalnum() for letter in text)


@dataclass(frozen=True, slots=True)
class ReadLevel:
    """A rating cell as understood: a level, or not assessed, or empty, or what is wrong."""

    level: int | None = None
    assessed: bool = False
    empty: bool = False
    wrong: str = ""
    note: str = ""


def scale_id(scale_max: int) -> str:
    """Name our scale, so that a raw value can be read years later: "hiring-4"."""
    return f"hiring-{scale_max}"


_SAID = frozenset({NOT_ASSESSED, "n/a", "na", "n.a.", "n. a."})
_TAKEN = frozenset({*_DASHES, "#n/a", "not_assessed", "none"})


def read_level(raw: object, *, scale_max: int, vocabulary: Vocabulary | None = None) -> ReadLevel:
    """Understand a rating cell: never rounds, never takes the first of several numbers.

    English is understood without a vocabulary.
    """
    if isinstance(raw, bool):
        return ReadLevel(wrong=f"a rating is 1 to {scale_max}, not {str(raw).upper()}")
    if isinstance(raw, (int, float)):
        return _number(raw, scale_max)
    if isinstance(raw, datetime):
        return ReadLevel(wrong=_no_moment(raw, scale_max))
    typed = "" if raw is None else str(raw)
    text = " ".join(unicodedata.normalize("NFKC", typed).split())
    if not text:
        return ReadLevel(empty=True)
    if any(unicodedata.category(c) == "No" for c in typed):
        return ReadLevel(wrong=_no_rating(typed, scale_max))
    return _unassessed(text, vocabulary) or _words(text, scale_max, vocabulary)


def _no_moment(moment: datetime, scale_max: int) -> str:
    """Say what a date or a time was made of, as far as that can be told."""
    day = moment.date().isoformat()
    for epoch in _EPOCHS:
        since = moment - epoch
        if since.days == 0:
            return f"the time {moment:%H:%M} is no rating"
        if 1 <= since.days <= scale_max and not since.seconds:
            return (
                f"the number {since.days} is formatted as a date or a time ({day}); format the "
                "cell as a number"
            )
    one, other = moment.month, moment.day
    return (
        f'the date {day} is no rating; spreadsheet programs make a date of "{one}-{other}", '
        f'"{one}/{other}" and "{other}.{one}."'
    )


def _no_rating(text: str, scale_max: int) -> str:
    return f'a rating is 1 to {scale_max} or "{NOT_ASSESSED}", not "{text}"'


def _unassessed(text: str, vocabulary: Vocabulary | None) -> ReadLevel | None:
    word = text.casefold()
    if word in _SAID or (vocabulary and word in vocabulary.not_assessed):
        return ReadLevel()
    if word in _TAKEN:
        return ReadLevel(note=f'"{text}" was read as {NOT_ASSESSED}')
    return None


def _words(text: str, scale_max: int, vocabulary: Vocabulary | None) -> ReadLevel:
    number = _whole(text)
    if number is not None:
        return _number(number, scale_max)
    said = _WITH_WORDS.fullmatch(text)
    number = _whole(said["number"]) if said else None
    if said is None or number is None:
        return ReadLevel(wrong=_no_rating(text, scale_max))
    found = _number(number, scale_max)
    if found.wrong:
        return ReadLevel(wrong=_no_rating(text, scale_max))
    return _with_words(text, found, said, scale_max, vocabulary)


def _with_words(
    text: str, found: ReadLevel, said: re.Match[str], scale_max: int, vocabulary: Vocabulary | None
) -> ReadLevel:
    """Read words behind a level: its own name, or any after a dash, a colon or in brackets."""
    tail = said["words"].casefold()
    names = _level_names(scale_max, vocabulary)
    if found.level in names.get(tail.strip(" )"), ()):
        return found
    wrong = "" if said["mark"] else _no_rating(text, scale_max)
    if any(c.isdigit() for c in tail) or _NUMBERS & set(_WORD.findall(tail)):
        wrong = f'"{text}" names more than one number'
    elif any(re.search(rf"\b{re.escape(name)}\b", tail) for name in names):
        wrong = f'"{text}" names one level by its number and another by its word'
    if wrong:
        return ReadLevel(wrong=wrong)
    return ReadLevel(level=found.level, assessed=True, note=f'"{text}" was read as {found.level}')


def _level_names(scale_max: int, vocabulary: Vocabulary | None) -> dict[str, set[int]]:
    """Give what levels of a scale are called, in every language that is known."""
    names = {name: {level} for level, name in enumerate(SCALE_NAMES.get(scale_max, ()), 1)}
    for top, level, name in vocabulary.levels if vocabulary else ():
        if top == scale_max:
            names.setdefault(name, set()).add(level)
    return names


def _whole(text: str) -> float | None:
    if not text.isascii():
        return None
    cleaned = text.removesuffix(".0")
    return int(cleaned) if cleaned.isdigit() and len(cleaned) < len("00000") else None


def _number(value: float, scale_max: int) -> ReadLevel:
    if not math.isfinite(value) or value != int(value):
        return ReadLevel(wrong=f"a rating is a whole number from 1 to {scale_max}, not {value}")
    if not 1 <= value <= scale_max:
        return ReadLevel(wrong=f"a rating is 1 to {scale_max}, not {int(value)}")
    return ReadLevel(level=int(value), assessed=True)


_OVERALL_WORDS = {
    "strong yes": Overall.STRONG_YES,
    "yes": Overall.YES,
    "no": Overall.NO,
    "strong no": Overall.STRONG_NO,
    "no decision": Overall.NO_DECISION,
}


def read_overall(raw: object) -> Overall | None:
    """Understand the overall recommendation, or None when it is none of the five."""
    text = unicodedata.normalize("NFKC", str(raw)).casefold().replace("_", " ")
    return _OVERALL_WORDS.get(" ".join(text.split()))
