"""Look up many phrases in a line at once.

A phrase is words with blanks between. `word*` stands for every word that begins so, `a|b` for
either, `_` for up to three words of the same sentence, and `?word` for a word that may be missing:
"deploy*|releas* _ model*", "?our data".
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from hiring.domain.tokens import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hiring.domain.tokens import Token

GAP = "_"
MOST_BETWEEN = 3
_FEW = 3
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


_BETWEEN = _Piece(frozenset(), ())


class _Entry(Generic[Said]):
    """A phrase whose words after the first are read when the first is met: most never are."""

    __slots__ = ("_rest", "_words", "phrase", "said")

    def __init__(self, phrase: str, words: Sequence[str] | None, said: Said) -> None:
        self.phrase = phrase
        self.said = said
        self._words = phrase.lower().split() if words is None else words
        self._rest: tuple[_Piece, ...] | None = None

    @property
    def rest(self) -> tuple[_Piece, ...]:
        """Give the words after the first."""
        if self._rest is None:
            self._rest = tuple(_read_piece(word) for word in self._words[1:])
        return self._rest


_Written: TypeAlias = "tuple[str, Sequence[str] | None, Said]"
"""A phrase, its words (None: as they stand in it), and what it stands for."""


class _Start(Generic[Said]):
    """The phrases that one word may begin, those apart that only one other word goes on with.

    Each stands with its place among all, in whose order they are tried. A few are all tried.
    """

    __slots__ = ("_always", "_by_next")

    def __init__(self, entries: Sequence[_Entry[Said]]) -> None:
        always: list[tuple[int, _Entry[Said]]] = []
        by_next: dict[str, list[tuple[int, _Entry[Said]]]] = {}
        for place, entry in enumerate(entries):
            following = entry.rest[0] if entry.rest else _BETWEEN
            if len(entries) <= _FEW or following is _BETWEEN or following.beginnings:
                always.append((place, entry))
                continue
            for word in following.words:
                by_next.setdefault(word, []).append((place, entry))
        self._always = tuple(always)
        self._by_next = {
            word: tuple(sorted((*always, *some), key=_place)) for word, some in by_next.items()
        }

    def before(self, word: str) -> tuple[tuple[int, _Entry[Said]], ...]:
        """Give the phrases that may go on with a word."""
        return self._by_next.get(word, self._always)


def _place(placed: tuple[int, object]) -> int:
    return placed[0]


class Phrases(Generic[Said]):
    """Phrases with what each stands for; finding them costs a look per word of the line."""

    __slots__ = ("_beginnings", "_lengths", "_looked_up", "_words")

    def __init__(self, phrases: Iterable[tuple[str, Said]]) -> None:
        """Sort the phrases by their first words; ValueError for one that begins with a gap."""
        self._words: defaultdict[str, list[_Written[Said]]] = defaultdict(list)
        self._beginnings: defaultdict[str, list[_Written[Said]]] = defaultdict(list)
        for phrase, said in phrases:
            for words in _spell_out(phrase) if "?" in phrase else (None,):
                first = _first_of(phrase) if words is None else words[0]
                if first.isalnum():
                    self._words[first].append((phrase, words, said))
                    continue
                for word in first.split("|"):
                    place = self._beginnings if word[-1:] == "*" else self._words
                    place[word.removesuffix("*")].append((phrase, words, said))
        self._lengths = tuple(sorted({len(beginning) for beginning in self._beginnings}))
        self._looked_up: dict[str, _Start[Said] | None] = {}

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit[Said]]:
        """Give every phrase that stands in the line, in the order of their first words."""
        words = [token.word for token in tokens]
        words.append(STOP)
        for place, token in enumerate(tokens):
            start = self._begin_with(words[place])
            if start is None:
                continue
            for _, entry in start.before(words[place + 1]):
                rest = entry.rest
                last = _follow(rest, words, place + 1) if rest else place + 1
                if last:
                    yield Hit(entry.said, entry.phrase, token.start, tokens[last - 1].end)

    def _begin_with(self, word: str) -> _Start[Said] | None:
        """Give the phrases that begin with a word; those of frequent words are kept at hand."""
        if word in self._looked_up:
            return self._looked_up[word]
        written = list(self._words.get(word, ()))
        for length in self._lengths:
            if length <= len(word):
                written += self._beginnings.get(word[:length], ())
        found = [_Entry(*one) for one in written]
        if len(self._looked_up) >= _MOST_WORDS_AT_HAND:
            self._looked_up.clear()
        self._looked_up[word] = _Start(found) if found else None
        return self._looked_up[word]


def _follow(rest: tuple[_Piece, ...], words: Sequence[str], place: int) -> int:
    """Give the place behind the last word of a phrase that goes on here, or 0.

    `words` are those of the line with a stop behind them, which no piece fits.
    """
    for at, piece in enumerate(rest):
        if piece is _BETWEEN:
            return _skip(rest[at + 1 :], words, place)
        word = words[place]
        if word not in piece.words and not (piece.beginnings and word.startswith(piece.beginnings)):
            return 0
        place += 1
    return place


def _skip(rest: tuple[_Piece, ...], words: Sequence[str], place: int) -> int:
    """Give the place behind a phrase that goes on after at most so many words of a sentence."""
    for ahead in range(place, min(place + MOST_BETWEEN + 1, len(words))):
        found = _follow(rest, words, ahead)
        if found:
            return found
        if words[ahead] == STOP:
            return 0
    return 0


_NO_FIRST = frozenset({"", GAP})


def _first_of(phrase: str) -> str:
    """Give the first word of a phrase in which none may be missing."""
    first = phrase.partition(" ")[0].lower()
    if first in _NO_FIRST or phrase[-2:] == f" {GAP}":
        raise _misplaced_gap(phrase)
    return first


def _misplaced_gap(phrase: str) -> ValueError:
    return ValueError(f"a phrase begins and ends with a word: {phrase!r}")


def _spell_out(phrase: str) -> Iterator[Sequence[str]]:
    """Split a phrase, once with and once without each word that may be missing."""
    written = phrase.lower().split()
    spelt: Iterable[Sequence[str]] = (written,)
    if "?" in phrase:
        choices = [(word[1:], "") if word.startswith("?") else (word,) for word in written]
        spelt = ([word for word in chosen if word] for chosen in product(*choices))
    for words in spelt:
        if not words or words[0] == GAP or words[-1] == GAP:
            raise _misplaced_gap(phrase)
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
