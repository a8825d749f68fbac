"""What in an advertisement speaks for a role: the signals of rubric files, to be looked up."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from itertools import repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.phrases import Phrases
from hiring.domain.tokens import STOP, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Weighed = Mapping[str, tuple[str, ...]]
"""Phrases by their weight: "1", "2" or "3"."""
_NOTHING: Weighed = MappingProxyType({})


class Signals(NamedTuple):
    """The phrases by which a role's advertisements are told from others'.

    `titles` are what it is called, beside its name and aliases. `duties` and `skills` speak for
    it, `against` against it. Where `needs` are given, one of them must stand in the advertisement.
    """

    titles: tuple[str, ...] = ()
    duties: Weighed = _NOTHING
    skills: Weighed = _NOTHING
    against: Weighed = _NOTHING
    needs: tuple[str, ...] = ()


class RoleSignals(NamedTuple):
    """What recognising needs to know of a role, as its file says it."""

    role: str
    family: str
    name: str
    aliases: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    signals: Signals = Signals()


class Group(StrEnum):
    """What kind of signal a phrase is."""

    TITLE = "title"
    DUTY = "duty"
    SKILL = "skill"
    AGAINST = "against"
    NEED = "need"


class Signal(NamedTuple):
    """One phrase of a role, with what it weighs."""

    role: str
    group: Group
    weight: float
    plurals: frozenset[str] = frozenset()
    """The last words of a title that mean several people."""


class Signposts:
    """The signals of all roles, to be looked up together."""

    def __init__(self, roles: tuple[RoleSignals, ...]) -> None:
        """Take the roles; what is looked up is made when it is first asked for."""
        self.roles = roles

    @cached_property
    def family_of(self) -> dict[str, str]:
        """Give the family of each role."""
        return {one.role: one.family for one in self.roles}

    @cached_property
    def needing(self) -> frozenset[str]:
        """Give the roles that an advertisement is of only where one of their needs stands in it."""
        return frozenset(one.role for one in self.roles if one.signals.needs)

    @cached_property
    def phrases(self) -> Phrases[Signal]:
        """Give every phrase with the signal it is."""
        return Phrases(pair for one in self.roles for pair in list_phrases(one))

    def roles_with_duty(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Give the roles whose rubric names a duty in just these words."""
        if not words:
            return ()
        alike = (*self._duties.get(words[0][:_BEGINNING], ()), *self._duties.get("", ()))
        return tuple(role for duty, role in alike if words_of(duty) == words)

    @cached_property
    def _duties(self) -> dict[str, list[tuple[str, str]]]:
        """Give the duties of the rubric with their roles, by the letters they begin with.

        So that few need to be split into words; those with a shorter first word are under "".
        """
        found: dict[str, list[tuple[str, str]]] = {}
        for one in self.roles:
            for duty in one.duties:
                begins = duty[:_BEGINNING].lower()
                key = begins if begins.isalpha() and len(begins) == _BEGINNING else ""
                found.setdefault(key, []).append((duty, one.role))
        return found


_BEGINNING = 3  # letters
TITLE_WEIGHT = 8.0


def list_phrases(one: RoleSignals) -> Iterator[tuple[str, Signal]]:
    """Give the phrases of a role; its name and its aliases are titles."""
    names = (" ".join(words_of(text)) for text in (one.name, *one.aliases))
    titles = dict.fromkeys((*(name for name in names if name), *one.signals.titles))
    for title in titles:
        *first, last = title.split()
        plurals = frozenset(f"{word}s" for word in last.split("|"))
        phrase = " ".join((*first, "|".join((last, *sorted(plurals)))))
        yield phrase, Signal(one.role, Group.TITLE, TITLE_WEIGHT, plurals)
    for group, weighed in (
        (Group.DUTY, one.signals.duties),
        (Group.SKILL, one.signals.skills),
        (Group.AGAINST, one.signals.against),
    ):
        for weight, phrases in weighed.items():
            signal = Signal(one.role, group, float(weight))
            yield from zip(phrases, repeat(signal))
    for phrase in one.signals.needs:
        yield phrase, Signal(one.role, Group.NEED, 1.0)


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text in small letters, without what stands between them."""
    return tuple(token.word for token in split_words(text) if token.word != STOP)


def make_signposts(roles: Iterable[RoleSignals]) -> Signposts:
    """Put the signals of roles together, in the order of their ids."""
    return Signposts(tuple(sorted(roles, key=lambda one: one.role)))
