"""The words by which facts are told, as the readers of facts take them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiring.domain.adverts.patterns import Pattern
    from hiring.domain.phrases import Phrases


class Cue(StrEnum):
    """What a word beside a figure makes of it."""

    PAY = "pay"
    ON_TARGET = "on target"
    """Pay with commission or bonus in it."""
    EXTRA = "extra"
    """On top of pay: it may stand between the word for pay and the figure."""
    OTHER = "other"


class End(StrEnum):
    """Which end of a range a single figure is said to be."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class Money(NamedTuple):
    """Currencies as they are written.

    `before` and `behind` find what stands on both sides of a figure, `hint` a line that may hold
    one; `codes` gives the currency of each writing, `words` are those of several letters behind a
    figure, `per_dollar` is about how many of a currency make a dollar; `places` gives the currency
    of the words of a place.
    """

    before: Pattern
    behind: Pattern
    hint: Pattern
    codes: Mapping[str, str]
    words: tuple[str, ...]
    ambiguous: Mapping[str, str]
    per_dollar: Mapping[str, float]
    places: Phrases[str]


class FactWords(NamedTuple):
    """Everything that the readers of facts look words up in."""

    money: Money
    cues: Phrases[Cue]
    vague: Phrases[bool]
    ends: Phrases[End]
    regions: frozenset[str]
    """Names and codes of states and countries that follow a town's name."""
