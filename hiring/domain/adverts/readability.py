"""How hard a text is to read: Flesch's reading ease and the grade of Flesch and Kincaid.

Reading ease is 206.835 - 1.015 W/S - 84.6 Y/W (Flesch 1948, Journal of Applied Psychology 32(3):
221-233) and the grade 0.39 W/S + 11.8 Y/W - 15.59 (Kincaid, Fishburne, Rogers & Chissom 1975, Naval
Technical Training Command report 8-75), of W words, S sentences and Y syllables. A bullet is at
least one sentence; headings are none; addresses of pages and pictures are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.advert import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hiring.domain.adverts.advert import Advert

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,500}|\S{1,100}@\S{1,200}")
_WORD = re.compile(
    r"[A-Za-z\N{LATIN SMALL LETTER E WITH ACUTE}]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][A-Za-z]+)*"
)
_VOWELS = re.compile(r"[aeiouy\N{LATIN SMALL LETTER E WITH ACUTE}]+")
_TWO_SOUNDS = re.compile(
    r"i[ao](?!u)|[iu]um|eo(?!u)|(?<!q)ua(?!l?[rg])|ie[tn](?!d)|[ye]ing|oi[nc]g|uou|[^aeiou]ier\Z|creat|oact"
    r"|(?<!q)ue[nl]|ean[cd]e|[^ctsxg]ious|reali[tsz]|rea\Z|reas\Z|idea|eac[ht]i|eact|ithm|eyo|oye[er]|uye"
)
_ONE_SOUND = re.compile(
    r"[tscgx]i(?:on|al|ou|an)|(?<!s)[tcsg]ien[tc]|gue\Z|[tsc]ia|geo(?:u|n)|people|leon|guar|suad|ll?io"
    r"|business|nior\Z|niors\Z|eeing|seque"
)
_SILENT_END = re.compile(
    r"[^aeiouytd]ed\Z|[aeiou]yed\Z|[^aeiouylcgsxz]es\Z|[aeiou]les\Z|[^aeiouyl]e\Z|[aeiou]le\Z|lle\Z"
)
_SILENT_WITHIN = re.compile(
    r"(?<=[a-z][^l])e(?=ment|ful|less|ness|ly\Z|some)|(?<=stak)e(?=h)|(?<=fram)e(?=w)"
    r"|(?<=pip)e(?=l)|(?<=som)e(?=o)|(?<=war)e(?=h)|(?<=lif)e(?=c)"
)
_LONGEST_SPELT = 4  # letters: "AWS" is read letter by letter


class Readability(NamedTuple):
    """Counts of a text and the two figures that follow; 0 where there are no words."""

    words: int
    sentences: int
    syllables: int

    @property
    def ease(self) -> float:
        """Give Flesch's reading ease: 60 to 70 is plain English, under 30 very hard."""
        if not self.words:
            return 0.0
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words

    @property
    def grade(self) -> float:
        """Give the school years that a reader needs, after Flesch and Kincaid."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


class Sentence(NamedTuple):
    """A sentence, its words counted, and the line it stands on."""

    text: str
    words: int
    line: int


def measure(advert: Advert) -> Readability:
    """Count words, sentences and syllables of an advertisement without its headings."""
    words = sentences = syllables = 0
    for line in advert.lines:
        if line.kind is Kind.HEADING:
            continue
        for sentence in line.sentences:
            found = _words(sentence)
            words += len(found)
            sentences += bool(found)
            syllables += sum(count_syllables(word) for word in found)
    return Readability(words, sentences, syllables)


def list_longest(advert: Advert, *, least: int, most: int) -> tuple[Sentence, ...]:
    """Give at most `most` sentences of at least `least` words, the longest first."""
    found = (sentence for sentence in _sentences(advert) if sentence.words >= least)
    return tuple(sorted(found, key=lambda one: (-one.words, one.line))[:most])


def _sentences(advert: Advert) -> Iterator[Sentence]:
    for line in advert.lines:
        if line.kind is not Kind.HEADING:
            for sentence in line.sentences:
                yield Sentence(sentence, len(_words(sentence)), line.number)


def _words(text: str) -> list[str]:
    found: Iterable[str] = _WORD.findall(_ADDRESS.sub(" ", text))
    return list(found)


@lru_cache(maxsize=8192)
def count_syllables(word: str) -> int:
    """Guess the syllables of an English word by its letters; "AWS" is spelt, "MLOps" is not."""
    if word.isupper() and 1 < len(word) <= _LONGEST_SPELT:
        return len(word) + 2 * word.count("W")
    small = (
        word.lower()
        .partition("'")[0]
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        .partition("'")[0]
    )
    small = _SILENT_WITHIN.sub("", small)
    count = len(_VOWELS.findall(small))
    count += len(_TWO_SOUNDS.findall(small)) - len(_ONE_SOUND.findall(small))
    if count > 1 and _SILENT_END.search(small):
        count -= 1
    return max(count, 1)
