"""Look up many phrases in a line at once.

A phrase is words with blanks between. `word*` stands for every word that begins so, `a|b` for
either, `_` for up to three words of the same sentence, and `?word` for a word that may be missing:
"deploy*|releas* _ model*", "?our data".
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from hiring.domain.adverts.tokens import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hiring.domain.adverts.tokens import Token

GAP = "_"
MOST_BETWEEN = 3
_MOST_WORDS_AT_HAND = 20_000

Said = TypeVar("Said")


class Hit(NamedTuple, Generic[Said]):
    """A phrase that was found: what it stands for, and from which letter to which."""

    said: Said
    phrase: str
    start: int
    end: int


class _Piece(NamedTuple):
    """One word of a phrase: those it may be, and the beginnings it may have."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, word: str) -> bool:
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))


_BETWEEN = _Piece(frozenset(), ())


class _Entry(Generic[Said]):
    """A phrase whose words after the first are read when the first is met: most never are."""

    __slots__ = ("_pieces", "_words", "phrase", "said")

    def __init__(self, phrase: str, words: Sequence[str], said: Said) -> None:
        self.phrase = phrase
        self.said = said
        self._words = words
        self._pieces: tuple[_Piece, ...] | None = None

    @property
    def pieces(self) -> tuple[_Piece, ...]:
        if self._pieces is None:
            self._pieces = tuple(_read_piece(word) for word in self._words)
        return self._pieces


class Phrases(Generic[Said]):
    """Phrases with what each stands for; finding them costs a look per word of the line."""

    __slots__ = ("_beginnings", "_lengths", "_looked_up", "_words")

    def __init__(self, phrases: Iterable[tuple[str, Said]]) -> None:
        """Sort the phrases by their first words; ValueError for one that begins with a gap."""
        self._words: dict[str, list[_Entry[Said]]] = {}
        self._beginnings: dict[str, list[_Entry[Said]]] = {}
        for phrase, said in phrases:
            for words in _spell_out(phrase):
                entry = _Entry(phrase, words, said)
                for word in words[0].split("|"):
                    if word.endswith("*"):
                        self._beginnings.setdefault(word[:-1], []).append(entry)
                    else:
                        self._words.setdefault(word, []).append(entry)
        self._lengths = tuple(sorted({len(beginning) for beginning in self._beginnings}))
        self._looked_up: dict[str, tuple[_Entry[Said], ...]] = {}

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit[Said]]:
        """Give every phrase that stands in the line, in the order of their first words."""
        for place, token in enumerate(tokens):
            entries = self._begin_with(token.word)
            if not entries:
                continue
            following = tokens[place + 1].word if place + 1 < len(tokens) else ""
            for entry in entries:
                pieces = entry.pieces
                last: int | None = place + 1
                if len(pieces) > 1:
                    second = pieces[1]
                    if second is not _BETWEEN and not second.fits(following):
                        continue  # most phrases end here: this look is the quickest
                    last = _follow(pieces, 1, tokens, place + 1)
                if last is not None:
                    yield Hit(entry.said, entry.phrase, token.start, tokens[last - 1].end)

    def _begin_with(self, word: str) -> tuple[_Entry[Said], ...]:
        """Give the phrases that begin with a word; those of frequent words are kept at hand."""
        known = self._looked_up.get(word)
        if known is not None:
            return known
        found = list(self._words.get(word, ()))
        for length in self._lengths:
            if length <= len(word):
                found += self._beginnings.get(word[:length], ())
        if len(self._looked_up) >= _MOST_WORDS_AT_HAND:
            self._looked_up.clear()
        self._looked_up[word] = tuple(found)
        return self._looked_up[word]


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


def _spell_out(phrase: str) -> Iterator[Sequence[str]]:
    """Split a phrase, once with and once without each word that may be missing."""
    written = phrase.lower().split()
    spelt: Iterable[Sequence[str]] = (written,)
    if "?" in phrase:
        choices = [(word[1:], "") if word.startswith("?") else (word,) for word in written]
        spelt = ([word for word in chosen if word] for chosen in product(*choices))
    for words in spelt:
        if not words or words[0] == GAP or words[-1] == GAP:
            raise ValueError(f"a phrase begins and ends with a word: {phrase!r}")
        yield words


@lru_cache(maxsize=4096)
def _read_piece(word: str) -> _Piece:
    if word == GAP:
        return _BETWEEN
    parts = word.split("|")
    return _Piece(
        words=frozenset(part for part in parts if not part.endswith("*")),
        beginnings=tuple(part[:-1] for part in parts if part.endswith("*")),
    )
