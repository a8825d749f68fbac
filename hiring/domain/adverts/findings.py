"""What a lint finds in an advertisement, and the rules it is found by."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


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


class Where(StrEnum):
    """Which lines the words of a rule are looked for in."""

    ASKS = "asks"
    """What is said of the job and the person; not of the company, its benefits and its duties
    under the law, nor what is quoted, denied or said to welcome people."""
    ALL = "all"


class Words(NamedTuple):
    """Phrases that a rule looks for, and what to say instead ("" where its rewrite says it)."""

    phrases: tuple[str, ...]
    say: str = ""


class Rule(NamedTuple):
    """A rule as its file says it; `good` and `bad` are examples that its tests hold it to.

    What is found within a phrase of `unless`, or on a line with one of `unless_line`, is let be.
    `lists` are further phrases by name, `limits` numbers by name. A rule for `any_language` needs
    no English; one `for_jobs` looks at jobs of a workspace alone.
    """

    id: str
    group: Group
    level: Level
    name: str
    why: str
    source: str
    rewrite: str
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    unless: tuple[str, ...] = ()
    unless_line: tuple[str, ...] = ()
    where: Where = Where.ASKS
    lists: Mapping[str, tuple[str, ...]] = {}
    instead: Mapping[str, tuple[str, ...]] = {}
    limits: Mapping[str, float] = {}
    any_language: bool = False
    for_jobs: bool = False


class Finding(NamedTuple):
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
