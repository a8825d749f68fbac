"""What a lint looks at, and the book of rules it looks by."""

from __future__ import annotations

from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hiring.domain.adverts.facts import Facts
from hiring.domain.adverts.findings import Where
from hiring.domain.adverts.lint.wording import Said, find_said
from hiring.domain.adverts.readability import Readability, measure
from hiring.domain.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.findings import Level, Rule
    from hiring.domain.adverts.spans import RolePull


class Tool(NamedTuple):
    """A tool, the words it is called by, and the day of its first public release."""

    name: str
    since: date
    phrases: tuple[str, ...]
    source: str
    subject: bool = False
    """It is wider than one tool, so that years may be counted on it."""


class PayRules(NamedTuple):
    """What one jurisdiction asks of an advertisement; see pay_rules.toml."""

    id: str
    name: str
    begins: date
    as_of: date
    who: str
    asks: tuple[str, ...]
    source: str
    places: tuple[str, ...]
    code: str = ""
    remote: bool = False
    note: str = ""
    maybe: bool = False
    """They hold only if somebody works there: the ad names no place, but work from anywhere."""


WORDS, UNLESS, UNLESS_LINE, INCLUSIVE, NEGATION = "words", "unless", "line", "welcome", "denial"


class Mark(NamedTuple):
    """What a phrase stands for: a rule's words (or list), and what to say instead."""

    rule: str
    kind: str
    say: str = ""


class _Rulebook(NamedTuple):
    rules: tuple[Rule, ...]
    inclusive: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    tools: tuple[Tool, ...] = ()
    pay_rules: tuple[PayRules, ...] = ()


class Rulebook(_Rulebook):
    """All rules with what they need to know of the world."""

    @cached_property
    def phrases(self) -> Phrases[Mark]:
        """Give the phrases of all rules, to be looked up at once."""
        return Phrases(self._marks())

    @cached_property
    def denials(self) -> Phrases[None]:
        """Give the words that turn what follows them into its opposite."""
        return Phrases((phrase, None) for phrase in self.negations)

    @cached_property
    def tool_names(self) -> Phrases[Tool]:
        """Give the words that tools are called by."""
        return Phrases((phrase, tool) for tool in self.tools for phrase in tool.phrases)

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Name the rules whose words are looked for on all lines."""
        return frozenset(rule.id for rule in self.rules if rule.where is Where.ALL)

    def _marks(self) -> Iterator[tuple[str, Mark]]:
        for rule in self.rules:
            for words in rule.words:
                yield from _mark(words.phrases, Mark(rule.id, WORDS, words.say))
            yield from _mark(rule.unless, Mark(rule.id, UNLESS))
            yield from _mark(rule.unless_line, Mark(rule.id, UNLESS_LINE))
            for name, phrases in rule.lists.items():
                yield from _mark(phrases, Mark(rule.id, name))
        yield from _mark(self.inclusive, Mark("", INCLUSIVE))


def _mark(phrases: Iterable[str], mark: Mark) -> Iterator[tuple[str, Mark]]:
    return zip(phrases, repeat(mark))


class Spot(NamedTuple):
    """A place where a rule is broken; what is left out is taken from the rule."""

    line: int = 0
    quote: str = ""
    what: str = ""
    rewrite: str = ""
    level: Level | None = None


class _Subject(NamedTuple):
    advert: Advert
    book: Rulebook
    today: date
    facts: Facts = Facts(title="")
    role: str = ""
    family: str = ""
    pulls: tuple[RolePull, ...] = ()
    pay_rules: tuple[PayRules, ...] = ()
    unassessed: tuple[str, ...] = ()
    of_a_job: bool = False


class Subject(_Subject):
    """An advertisement with all that rules may ask of it; `today` dates years and rule sets.

    `role` and `family` are what it was recognised as or said to be, "" where nobody can tell;
    `pulls` the roles that its lines pull towards. `pay_rules` are those that hold for it, and
    `unassessed` the must-haves of a job of ours that no interview looks at; `of_a_job` tells that
    the text was written from such a job.
    """

    @cached_property
    def said(self) -> Mapping[tuple[str, str], tuple[Said, ...]]:
        """Give what was found of each rule's words and lists, on the lines they are meant for."""
        return find_said(self.advert, self.book)

    @cached_property
    def readability(self) -> Readability:
        """Give how hard the text is to read."""
        return measure(self.advert)

    def words_of(self, rule: Rule, kind: str = WORDS) -> tuple[Said, ...]:
        """Give what was found of one rule's words, or of one of its lists."""
        return self.said.get((rule.id, kind), ())


Check: TypeAlias = "Callable[[Subject, Rule], Iterable[Spot]]"
"""A rule's function: it looks at a subject and gives the places where the rule is broken."""
