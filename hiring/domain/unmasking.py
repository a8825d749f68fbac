"""Read a line as people see it: signs that show nothing fall out, letters that look alike fold."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Compiled when the first line comes that is not plain: most texts are.
_WORD = r"[^\W\d_]+"
_LATIN = r"[A-Za-z\u00c0-\u024f]"
# The Cyrillic and Greek letters that look like a Latin one.
_ALIKE = {
    "A": "\u0410\u0391",
    "B": "\u0412\u0392",
    "C": "\u0421",
    "E": "\u0415\u0395",
    "H": "\u041d\u0397",
    "I": "\u0406\u0399",
    "J": "\u0408",
    "K": "\u041a\u039a",
    "M": "\u041c\u039c",
    "N": "\u039d",
    "O": "\u041e\u039f",
    "P": "\u0420\u03a1",
    "S": "\u0405",
    "T": "\u0422\u03a4",
    "X": "\u0425\u03a7",
    "Y": "\u0423\u03a5",
    "Z": "\u0396",
    "a": "\u0430\u03b1",
    "c": "\u0441\u03f2",
    "d": "\u0501",
    "e": "\u0435\u03b5",
    "h": "\u04bb",
    "i": "\u0456\u03b9",
    "j": "\u0458\u03f3",
    "k": "\u03ba",
    "l": "\u04cf",
    "o": "\u043e\u03bf",
    "p": "\u0440\u03c1",
    "q": "\u051b",
    "s": "\u0455",
    "t": "\u03c4",
    "u": "\u03c5",
    "v": "\u03bd",
    "w": "\u051d",
    "x": "\u0445\u03c7",
    "y": "\u0443",
}
_LATIN_OF = {letter: latin for latin, letters in _ALIKE.items() for letter in letters}
_MASKED = f"[{''.join(_LATIN_OF)}]"


class Seen(NamedTuple):
    """A line as it is seen, and where its signs stand in what was written; None: where they are."""

    line: str
    places: tuple[int, ...] | None

    def there(self, start: int, end: int) -> slice:
        """Give where a piece of the line stands in what was written."""
        if self.places is None:
            return slice(start, end)
        return slice(self.places[start], self.places[end - 1] + 1)


def unmask(written: str) -> Seen:
    """Read a line as it is seen.

    Left out are signs of category Cf (soft hyphens, joiners, marks of direction). A Cyrillic or
    Greek letter in a word that has Latin ones too becomes the one it looks like; words that are
    wholly of another script stay.
    """
    if written.isascii():
        return Seen(written, None)
    places = tuple(at for at, sign in enumerate(written) if unicodedata.category(sign) != "Cf")
    line = "".join(written[at] for at in places)
    if re.search(_MASKED, line):
        line = re.sub(_WORD, _fold, line)
    return Seen(line, places)


def _fold(found: re.Match[str]) -> str:
    word = found[0]
    if not re.search(_LATIN, word):
        return word
    return "".join(_LATIN_OF.get(letter, letter) for letter in word)
