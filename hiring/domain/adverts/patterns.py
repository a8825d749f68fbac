"""Regular expressions that are compiled when they are first looked for: most never are.

Compiling all of those that read advertisements takes 30 ms, a fifth of a start of the program.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pattern:
    """A regular expression, as re.compile gives it."""

    __slots__ = ("_compiled", "_flags", "_written")

    def __init__(self, written: str, flags: int = 0) -> None:
        """Keep how it is written."""
        self._written = written
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def search(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find its first place."""
        return (self._compiled or self._compile()).search(text, begin, end)

    def match(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find it at the beginning."""
        return (self._compiled or self._compile()).match(text, begin, end)

    def fullmatch(self, text: str, begin: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Tell whether it is the whole."""
        return (self._compiled or self._compile()).fullmatch(text, begin, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find all its places."""
        return (self._compiled or self._compile()).finditer(text)

    def findall(self, text: str) -> list[str]:
        """Give the words of all its places."""
        return (self._compiled or self._compile()).findall(text)

    def sub(self, instead: str, text: str, count: int = 0) -> str:
        """Put something else in its places."""
        return (self._compiled or self._compile()).sub(instead, text, count)

    def split(self, text: str) -> list[str]:
        """Split a text at its places."""
        return (self._compiled or self._compile()).split(text)

    def _compile(self) -> re.Pattern[str]:
        self._compiled = re.compile(self._written, self._flags)
        return self._compiled
