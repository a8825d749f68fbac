"""Find in free text about a person the words that have no place in a hiring record.

They are on protected traits and on earlier pay. Nothing is judged by them and nothing is taken
out: whoever writes or reads is told, and a person decides.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.phrases import Phrases
from hiring.domain.tokens import split_line, split_words
from hiring.domain.unmasking import unmask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

PAY = "pay"
"""The one group that is no protected trait."""


LEFT_OUT = "\N{HORIZONTAL ELLIPSIS}"
_DIGIT = re.compile(r"[0-9]")
_BETWEEN = "\n;\n"  # what no phrase of ours goes over, and a line's end for patterns
_AT_ONCE = 64
_MOST_QUIET = 1 << 15
_SHORT = 200


class NamedPattern(NamedTuple):
    """A regular expression on small letters, and what it finds in words.

    `needs` are pieces of words without one of which it finds nothing: it is not even compiled then.
    """

    name: str
    regex: str
    needs: tuple[str, ...] = ()


class Group(NamedTuple):
    """Words on one trait: what they are called, why they are pointed out, by which law.

    `unless` are phrases in which such words mean something else.
    """

    id: str
    name: str
    why: str
    law: str
    source: str
    as_of: date
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    patterns: tuple[NamedPattern, ...] = ()


class GroupChange(NamedTuple):
    """What a team changed of one group, and its reason."""

    group: str
    because: str
    off: bool = False
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Pointed(NamedTuple):
    """Words of a text on one trait: the group, and what is written there.

    `masked` are the same words where output may be kept: numbers, and words between those of our
    list, are left out of it.
    """

    group: Group
    quote: str
    masked: str

    @property
    def named(self) -> str:
        """Say what the text names."""
        if self.group.id == PAY:
            return "earlier pay (pay history)"
        return f"a protected trait ({self.group.name})"


class _Place(NamedTuple):
    group: str
    phrase: str | None  # None: a pattern found it
    start: int
    end: int


def change_groups(groups: Iterable[Group], changes: Iterable[GroupChange]) -> tuple[Group, ...]:
    """Give the groups with a team's changes.

    Raises ValueError for a group there is not, and for words that cannot be looked up.
    """
    known = {group.id: group for group in groups}
    for change in changes:
        if change.group not in known:
            raise ValueError(f"there is no group {change.group!r}; one of {', '.join(known)}")
        if change.off:
            del known[change.group]
            continue
        group = known[change.group]
        Phrases((phrase, None) for phrase in (*change.words, *change.unless))
        known[change.group] = group._replace(
            words=(*group.words, *change.words), unless=(*group.unless, *change.unless)
        )
    return tuple(known.values())


class Guard:
    """Looks for the words of several groups at once."""

    def __init__(self, groups: Iterable[Group]) -> None:
        """Take the groups; nothing is sorted before the first text comes."""
        self.groups = {group.id: group for group in groups}
        self._quiet: set[str] = set()

    @cached_property
    def _phrases(self) -> Phrases[tuple[str, bool]]:
        return Phrases(
            (phrase, (group.id, pointed))
            for group in self.groups.values()
            for pointed, phrases in ((True, group.words), (False, group.unless))
            for phrase in phrases
        )

    @cached_property
    def _patterns(self) -> tuple[tuple[str, NamedPattern], ...]:
        return tuple((group.id, one) for group in self.groups.values() for one in group.patterns)

    def look_at(self, text: str) -> tuple[Pointed, ...]:
        """Give what the text names, each group once, by its first words."""
        found: dict[str, Pointed] = {}
        for written in text.splitlines():
            if written in self._quiet:
                continue
            seen = unmask(written)
            places = self._places(seen.line)
            if not places:
                self._remember((written,))
            for place in places:
                if place.group not in found:
                    group = self.groups[place.group]
                    quote = written[seen.there(place.start, place.end)].strip(" .,;!?")
                    masked = _mask(seen.line[place.start : place.end], place.phrase)
                    found[place.group] = Pointed(group, quote, masked)
        return tuple(found.values())

    def pass_over(self, texts: Iterable[str]) -> None:
        """Look at many texts at once, so that lines that name nothing take no more time later.

        A line that may name something, or has letters beyond ASCII, is left for `look_at`.
        """
        lines = dict.fromkeys(line for text in texts for line in text.splitlines())
        fresh = [line for line in lines if line.isascii() and line not in self._quiet]
        for start in range(0, len(fresh), _AT_ONCE):
            some = fresh[start : start + _AT_ONCE]
            at_once = _BETWEEN.join(some)
            named = any(hit.said[1] for hit in self._phrases.find(split_line(at_once)))
            if not named and not any(self._by_pattern(at_once, re.MULTILINE)):
                self._remember(some)

    def _remember(self, lines: Iterable[str]) -> None:
        """Keep lines that name nothing; a list of people says the same of many."""
        if len(self._quiet) >= _MOST_QUIET:
            self._quiet.clear()
        self._quiet.update(line for line in lines if len(line) <= _SHORT)

    def _places(self, line: str) -> list[_Place]:
        """Find the words of a line, without those that mean something else there."""
        meant: list[_Place] = []
        harmless: list[_Place] = []
        for hit in self._phrases.find(split_words(line)):
            group, pointed = hit.said
            place = _Place(group, hit.phrase, hit.start, hit.end)
            (meant if pointed else harmless).append(place)
        meant += self._by_pattern(line)
        left = [one for one in meant if not any(_excuses(other, one) for other in harmless)]
        return sorted(left, key=lambda one: (one.start, -one.end))

    def _by_pattern(self, line: str, flags: int = 0) -> Iterator[_Place]:
        small = line.lower()
        if len(small) != len(line):  # a letter that grows would move what is quoted
            small = "".join(one.lower() if len(one.lower()) == 1 else one for one in line)
        # Most lines have no number and none of the words: nothing is compiled for them.
        has_digits = _DIGIT.search(small) is not None
        for group, pattern in self._patterns:
            if (r"\d" in pattern.regex and not has_digits) or not _may_find(pattern, small):
                continue
            for match in re.finditer(pattern.regex, small, flags):
                yield _Place(group, None, match.start(), match.end())


def _may_find(pattern: NamedPattern, small: str) -> bool:
    return not pattern.needs or any(piece in small for piece in pattern.needs)


def _mask(quote: str, phrase: str | None) -> str:
    """Give the words that are on our list as they were typed, and dots for what is between."""
    ours = [] if phrase is None else phrase.lower().replace("?", "").replace("|", " ").split()
    shown: list[str] = []
    for written in quote.split():
        words = [token.word for token in split_words(written)]
        if phrase is None:
            keep = not _DIGIT.search(written)
        elif words:
            keep = any(_stands_for(piece, word) for word in words for piece in ours)
        else:
            continue  # a dash, or a bracket
        if keep or shown[-1:] != [LEFT_OUT]:
            shown.append(written.strip(" .,;:!?()") if keep else LEFT_OUT)
    return " ".join(shown)


def _stands_for(piece: str, word: str) -> bool:
    return word.startswith(piece[:-1]) if piece.endswith("*") else word == piece


def _excuses(harmless: _Place, meant: _Place) -> bool:
    """Tell whether words stand in a phrase of their group that means something else."""
    same = harmless.group == meant.group
    return same and harmless.start < meant.end and meant.start < harmless.end
