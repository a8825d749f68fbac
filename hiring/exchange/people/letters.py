"""Tell which of the code pages that have a byte for each letter a text of names was written in.

Almost every such page reads almost any bytes as letters, so it is asked which of the readings looks
like names: each letter beyond ASCII costs as many bits as it is unlikely between its neighbours, in
the language that knows the word best. Where two readings are about as likely, nothing is told.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PAIRS = Path(__file__).resolve().parent / "letter_pairs.txt"
ALWAYS, WORST = 0, 10  # bits of a pair that is always there, and of the least likely one
# Pages and how unlikely each is before anything was read, in bits. One whose letters are all in
# another before it, at the same places, is not named: it is read by that one.
PAGES = {
    "cp1252": 0,
    "cp1250": 2,
    "cp1251": 2,
    "cp1253": 2,
    "cp1254": 2,
    "cp1257": 2,
    "cp1255": 4,
    "cp1256": 4,
    "cp874": 5,
    "iso8859-15": 4,
    "iso8859-2": 3,
    "iso8859-5": 5,
    "iso8859-7": 3,
    "iso8859-13": 4,
    "iso8859-4": 6,
    "iso8859-10": 6,
    "iso8859-6": 5,
    "koi8-r": 3,
    "koi8-u": 4,
    "mac-roman": 4,
    "mac-latin2": 5,
    "mac-cyrillic": 5,
    "mac-greek": 6,
    "mac-turkish": 5,
    "mac-iceland": 6,
    "cp850": 4,
    "cp437": 4,
    "cp852": 5,
    "cp866": 5,
    "cp855": 6,
    "cp857": 6,
    "cp775": 6,
    "cp737": 6,
    "cp865": 6,
    "cp1258": 6,
}
_UNKNOWN = 17  # bits of a letter that is none of the language's
_UNSEEN = 11  # of two of the language's letters that were never seen beside each other
_ODD_CASE = 12
_SMALL_FIRST = 3
_MARGIN = 8  # bits by which the best reading must be ahead of the next
_PLAUSIBLE = 7.5  # bits for two neighbours, on average; names of known languages take 3 to 5
_SLACK = 6  # bits beyond that, for a single word
_USUAL = 5.5  # the same, of words that are not looked at again
_SHOWN = 3
_SAMPLE = 300  # words by which most pages are ruled out
_AHEAD = 60  # bits by which a page is ruled out by those
_ODD_WORD = 12  # bits by which a single word looks better in another reading
_MIXED = 50  # one odd word in so many is one that the languages do not know
_FEW = 10
MOST_WORDS = 20_000
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
# Signs of print by where they may stand, and what one costs there in bits; anywhere else it is odd.
_ALONE = frozenset(
    "\u2013\u2014\xa0\u20ac\u2026\u2022\xb7\xb0\xab\xbb\xae\xa9\u2122\xa7\xa3\u2018\u2019\u201c\u201d\u201e"
)
_OPENING = frozenset("\u201e\u201c\xab\u2018\u201a\xbf\xa1\u2022\xa0\u2026\xa3\u20ac\u2013")
_CLOSING = frozenset("\u201c\u201d\xbb\u2019\u2122\xae\u2026\xb0\xba\xaa\xa0\u20ac\u2013")
_SIGN, _EDGE, _ODD_SIGN = 4, 10, 20
_APOSTROPHE = "\u2019"
_ELIDED = 5  # letters before an apostrophe: d', O', dell'
_NO_LETTERS = frozenset("\xaa\xba\xb5\u02c6\u02c7")
_CASELESS = frozenset("\xdf\u0138")
_FOLDED = {ord("\u0130"): "\u0130", ord("\u0219"): "\u015f", ord("\u021b"): "\u0163"} | {
    ord("\u0218"): "\u015f",
    ord("\u021a"): "\u0163",
}


class Reading(NamedTuple):
    """One way to read the words: by a page, and how unlikely that is, in bits."""

    page: str
    cost: float
    words: tuple[str, ...]
    costs: tuple[float, ...]


class Told(NamedTuple):
    """What was told: the page, or none; words that differ, as the likeliest pages read them.

    `odd` are words that would look much better by another page: the file may mix pages.
    """

    page: str | None
    plausible: bool
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    odd: tuple[tuple[str, str, str], ...] = ()
    words: int = 0

    @property
    def is_mixed(self) -> bool:
        """Tell whether so many words are odd that the file is of more than one page."""
        few = self.words < _FEW
        return len(self.odd) * _MIXED > self.words and (few or len(self.odd) > 1)


def strange_words(lines: Iterable[bytes]) -> list[bytes]:
    """Give the different words with bytes beyond ASCII, as many as are needed to tell."""
    found: dict[bytes, None] = {}
    for line in lines:
        found.update(dict.fromkeys(_WORD.findall(line)))
        if len(found) > MOST_WORDS:
            break
    return list(found)


def tell_page(words: Sequence[bytes]) -> Told:
    """Tell by which page words were written."""
    pages: Sequence[str] = tuple(PAGES)
    if len(words) > _SAMPLE:
        pages = _not_ruled_out(words[:: len(words) // _SAMPLE], pages)
    ranked = _ranked(words, pages)
    good = [one for one in ranked if _is_plausible(one)]
    if not good:
        return Told(None, plausible=False, readings=_differing(ranked[:2]))
    best = good[0]
    close = [one for one in good[1:] if one.cost - best.cost < _MARGIN]
    if close:
        return Told(None, plausible=True, readings=_differing([best, *close[:1]]))
    odd = tuple(_odd_words(best, words))
    _cost_of_word.cache_clear()  # nobody's name is kept in a process of many commands
    return Told(best.page, plausible=True, odd=odd, words=len(words))


def _not_ruled_out(words: Sequence[bytes], pages: Sequence[str]) -> Sequence[str]:
    """Give the pages that may still be meant; those that read some words alike stay together."""
    ranked = _ranked(words, pages)
    near = {one.words for one in ranked if one.cost - ranked[0].cost < _AHEAD}
    near |= {one.words for one in ranked[:_SHOWN]}
    return [page for page in pages if _read(words, page) in near]


def _ranked(words: Sequence[bytes], pages: Sequence[str]) -> list[Reading]:
    """Read words by pages, the likeliest first; of pages that read the same the likeliest."""
    found: dict[tuple[str, ...], Reading] = {}
    for page in pages:
        read = _read(words, page)
        if read is not None and (read not in found or PAGES[page] < PAGES[found[read].page]):
            costs = tuple(map(cost_of, read))
            found[read] = Reading(page, PAGES[page] + sum(costs), read, costs)
    return sorted(found.values(), key=lambda one: one.cost)


def _read(words: Sequence[bytes], page: str) -> tuple[str, ...] | None:
    try:
        return tuple(b"\n".join(words).decode(page).split("\n"))
    except UnicodeDecodeError:
        return None


def _is_plausible(one: Reading) -> bool:
    pairs = sum(len(_strange_pairs(word)) for word in one.words)
    return sum(one.costs) <= _PLAUSIBLE * pairs + _SLACK


def _strange_pairs(word: str) -> list[str]:
    """Give each two neighbours of which one is beyond ASCII; the word's ends count as signs."""
    ended = f"_{word}_"
    return [a + b for a, b in pairwise(ended) if not (a + b).isascii()]


def _differing(readings: Sequence[Reading]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the words that two readings read differently, the most telling ones, by each."""
    if not readings:
        return ()
    places = range(len(readings[0].words))
    apart = [at for at in places if len({one.words[at] for one in readings}) > 1] or [*places]
    apart.sort(key=lambda at: -len(readings[0].words[at]))
    return tuple((one.page, tuple(one.words[at] for at in apart[:_SHOWN])) for one in readings)


def _odd_words(best: Reading, words: Sequence[bytes]) -> Iterator[tuple[str, str, str]]:
    for written, word, cost in zip(words, best.words, best.costs, strict=True):
        if cost <= _USUAL * len(_strange_pairs(word)):
            continue
        read = [(page, one[0]) for page in PAGES if (one := _read([written], page))]
        page, other = min(read, key=lambda one: cost_of(one[1]) + PAGES[one[0]])
        if other != word and cost - cost_of(other) - PAGES[page] > _ODD_WORD:
            yield word, page, other


def folded(word: str) -> str:
    """Give a word as its letters are counted: small, each a letter by itself."""
    return "".join(_FOLDED.get(ord(c), c.lower() if len(c.lower()) == 1 else c) for c in word)


def cost_of(token: str) -> float:
    """Say how unlikely a word is, in bits, by its letters beyond ASCII and their neighbours."""
    cost = 0.0
    letters = ""
    for at, sign in enumerate(token):
        if (sign.isalpha() and sign not in _NO_LETTERS) or sign in _MARKS:
            letters += sign
            continue
        cost += _cost_of_sign(sign, token[:at], token[at + 1 :]) + _cost_of_word(letters)
        letters = ""
    return cost + _cost_of_word(letters)


def _cost_of_sign(sign: str, before: str, after: str) -> float:
    has_before, has_after = (any(c.isalpha() for c in part) for part in (before, after))
    if not has_before and not has_after:
        return _SIGN if sign in _ALONE else _ODD_SIGN
    if has_before and has_after:
        if sign == _APOSTROPHE:
            elided = len(before) <= _ELIDED and after[0].isupper()
            return _SIGN if elided else _EDGE if len(before) == 1 or after == "s" else _ODD_SIGN
        return _EDGE if sign == "\xa0" else _ODD_SIGN
    return _EDGE if sign in (_OPENING if has_after else _CLOSING) else _ODD_SIGN


# Marks of Thai, Arabic and Hebrew writing, which are no letters to Python.
_MARKS = frozenset(map(chr, (*range(0x0E31, 0x0E4F), *range(0x064B, 0x0653))))


@lru_cache(maxsize=1 << 17)
def _cost_of_word(word: str) -> float:
    if word.isascii():
        return 0
    pairs = _strange_pairs(folded(word))
    costs, knowing = _languages()
    some = {language for pair in pairs for c in pair for language in knowing.get(c, ())}
    least: float = _UNKNOWN * len(pairs)
    for language in some:
        least = min(least, sum(_cost_in(pair, costs[language]) for pair in pairs))
    return least + _cost_of_case(word)


def _cost_in(pair: str, costs: Mapping[str, int]) -> int:
    cost = costs.get(pair)
    if cost is not None:
        return cost
    return _UNSEEN if all(c.isascii() or c in costs for c in pair) else _UNKNOWN


def _cost_of_case(word: str) -> float:
    if word.isupper() or all(c.isupper() or c in _CASELESS for c in word):
        return 0
    cost = 0.0
    for before, after in pairwise(word):
        if before.islower() and after.isupper() and not (before.isascii() and after.isascii()):
            cost += _ODD_CASE
    capitals = sum(c.isupper() for c in word[1:])
    if capitals > 1 and word[1:].swapcase() != word[1:]:
        cost += _SMALL_FIRST * capitals
    if word[0].islower() and not word[0].isascii():
        cost += _SMALL_FIRST
    return cost


@cache
def _languages() -> tuple[dict[str, dict[str, int]], dict[str, list[str]]]:
    """Give for each language what its pairs cost, and its letters; for a letter its languages."""
    found: dict[str, dict[str, int]] = {}
    knowing: dict[str, list[str]] = {}
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, *entries = line.split(" ")
        costs = {entry[:2]: int(entry[2], 16) for entry in entries}
        letters = {c for pair in costs for c in pair if not c.isascii()}
        found[language] = costs | dict.fromkeys(letters, 0)
        for letter in letters:
            knowing.setdefault(letter, []).append(language)
    return found, knowing
