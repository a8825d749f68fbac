"""Look up many phrases in a line at once.

A phrase is words with blanks between. `word*` stands for every word that begins so, `a|b` for
either, `_` for up to three words of the same sentence, and `?word` for a word that may be missing:
"deploy*|releas* _ model*", "?our data".
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Generic, TypeVar

from hiring.domain.adverts.tokens import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hiring.domain.adverts.tokens import Token

GAP = "_"
MOST_BETWEEN = 3

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Said]):
    """A phrase that was found: what it stands for, and from which letter to which."""

    said: Said
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """One word of a phrase: those it may be, and the beginnings it may have."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, word: str) -> bool:
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))


_BETWEEN = _Piece(frozenset(), ())


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Said]):
    phrase: str
    pieces: tuple[_Piece, ...]
    said: Said


class Phrases(Generic[Said]):
    """Phrases with what each stands for; finding them costs a look per word of the line."""

    __slots__ = ("_beginnings", "_lengths", "_words")

    def __init__(self, phrases: Iterable[tuple[str, Said]]) -> None:
        """Sort the phrases by their first words; ValueError for one that begins with a gap."""
        self._words: dict[str, list[_Entry[Said]]] = {}
        self._beginnings: dict[str, list[_Entry[Said]]] = {}
        for phrase, said in phrases:
            for pieces in _spell_out(phrase):
                entry = _Entry(phrase, pieces, said)
                for word in pieces[0].words:
                    self._words.setdefault(word, []).append(entry)
                for beginning in pieces[0].beginnings:
                    self._beginnings.setdefault(beginning, []).append(entry)
        self._lengths = tuple(sorted({len(beginning) for beginning in self._beginnings}))

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit[Said]]:
        """Give every phrase that stands in the line, in the order of their first words."""
        for place, token in enumerate(tokens):
            for entry in self._begin_with(token.word):
                last = _follow(entry.pieces, 1, tokens, place + 1)
                if last is not None:
                    yield Hit(entry.said, entry.phrase, token.start, tokens[last - 1].end)

    def _begin_with(self, word: str) -> Iterator[_Entry[Said]]:
        yield from self._words.get(word, ())
        for length in self._lengths:
            if length <= len(word):
                yield from self._beginnings.get(word[:length], ())


def _follow(pieces: tuple[_Piece, ...], at: int, tokens: Sequence[Token], place: int) -> int | None:
    """Give the place behind the last word of a phrase that goes on here, or None."""
    if at == len(pieces):
        return place
    if pieces[at] is not _BETWEEN:
        if place == len(tokens) or not pieces[at].fits(tokens[place].word):
            return None
        return _follow(pieces, at + 1, tokens, place + 1)
    for ahead in range(place, min(place + MOST_BETWEEN, len(tokens)) + 1):
        found = _follow(pieces, at + 1, tokens, ahead)
        if found is not None:
            return found
        if ahead < len(tokens) and tokens[ahead].word == STOP:
            return None
    return None


def _spell_out(phrase: str) -> Iterator[tuple[_Piece, ...]]:
    """Read a phrase, once with and once without each word that may be missing."""
    choices: list[tuple[tuple[_Piece, ...], ...]] = []
    for word in phrase.lower().split():
        piece = _BETWEEN if word == GAP else _read_piece(word.removeprefix("?"))
        choices.append(((piece,), ()) if word.startswith("?") else ((piece,),))
    for chosen in product(*choices):
        pieces = tuple(piece for one in chosen for piece in one)
        if not pieces or pieces[0] is _BETWEEN or pieces[-1] is _BETWEEN:
            raise ValueError(f"a phrase begins and ends with a word: {phrase!r}")
        yield pieces


def _read_piece(word: str) -> _Piece:
    parts = word.split("|")
    return _Piece(
        words=frozenset(part for part in parts if not part.endswith("*")),
        beginnings=tuple(part[:-1] for part in parts if part.endswith("*")),
    )
