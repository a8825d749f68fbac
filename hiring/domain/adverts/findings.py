"""What a lint finds in an advertisement, and the rules it is found by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters, the least first."""

    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"


class Group(StrEnum):
    """What a rule is about."""

    UNICORN = "unicorn"
    SPECIFICITY = "specificity"
    INFLATION = "inflation"
    PAY = "pay"
    LANGUAGE = "language"
    STRUCTURE = "structure"
    READABILITY = "readability"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as its file says it; `good` and `bad` are examples that its tests hold it to."""

    id: str
    group: Group
    level: Level
    name: str
    why: str
    source: str
    rewrite: str
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where an advertisement breaks a rule.

    `line` is 0 where the whole text is meant; `quote` is the words there, `what` what is wrong
    with them, `rewrite` what to write instead. `why` and `source` come from the rule.
    """

    rule: str
    group: Group
    level: Level
    line: int
    quote: str
    what: str
    why: str
    source: str
    rewrite: str
