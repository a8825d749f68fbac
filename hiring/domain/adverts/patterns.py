"""Regular expressions that are compiled when they are first looked for: most never are.

Compiling all of those that read advertisements takes 30 ms, a fifth of a start of the program.
Hints are cheaper to look for than what they stand for, and spare most of the rest.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression, as re.compile gives it.

    One of its `hints` stands, in small letters, in every text in which there is a place for it;
    without hints it is looked for everywhere.
    """

    __slots__ = ("_compiled", "_flags", "_hints", "_written")

    def __init__(self, written: str, flags: int = 0, *, hints: tuple[str, ...] = ()) -> None:
        """Keep how it is written."""
        self._written = written
        self._flags = flags
        self._hints = hints
        self._compiled: re.Pattern[str] | None = None

    def search(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find its first place."""
        if self._hints and not self._may_stand_in(text[begin:end]):
            return None
        return (self._compiled or self._compile()).search(text, begin, end)

    def match(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find it at the beginning."""
        if self._hints and not self._may_stand_in(text[begin:end]):
            return None
        return (self._compiled or self._compile()).match(text, begin, end)

    def fullmatch(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Tell whether it is the whole."""
        if self._hints and not self._may_stand_in(text[begin:end]):
            return None
        return (self._compiled or self._compile()).fullmatch(text, begin, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find all its places."""
        if self._hints and not self._may_stand_in(text):
            return iter(())
        return (self._compiled or self._compile()).finditer(text)

    def findall(self, text: str) -> list[str]:
        """Give the words of all its places."""
        if self._hints and not self._may_stand_in(text):
            return []
        return (self._compiled or self._compile()).findall(text)

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """Put something else in its places."""
        if self._hints and not self._may_stand_in(text):
            return text
        return (self._compiled or self._compile()).sub(instead, text, count)

    def split(self, text: str) -> list[str]:
        """Split a text at its places."""
        if self._hints and not self._may_stand_in(text):
            return [text]
        return (self._compiled or self._compile()).split(text)

    def _may_stand_in(self, text: str) -> bool:
        small = text.lower()
        for hint in self._hints:  # noqa: SIM110 - any() takes twice as long
            if hint in small:
                return True
        return False

    def _compile(self) -> re.Pattern[str]:
        self._compiled = re.compile(self._written, self._flags)
        return self._compiled
