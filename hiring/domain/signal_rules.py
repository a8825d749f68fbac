"""What must hold of the signals of a role: phrases that can be found, each saying one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.consistency import Finding
from hiring.domain.phrases import GAP
from hiring.domain.tokens import STOP, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.domain.adverts.signals import Signals
    from hiring.domain.consistency import Place

MOST_WORDS = 10
MOST_GAPS = 3
MOST_MISSING = 3
SHORTEST_BEGINNING = 2


def check_signals(signals: Signals) -> tuple[Finding, ...]:
    """Find the phrases that no advertisement can hold, and those that say two things."""
    found: list[Finding] = []
    first: dict[tuple[str, str], Place] = {}
    for place, phrase in _list_phrases(signals):
        found += (Finding(place, what, fix) for what, fix in _faults(phrase))
        side = str(place[1]) if place[1] in {"titles", "needs"} else "phrases"
        same = first.setdefault((side, _plain(phrase)), place)
        if same != place:
            where = ".".join(str(part) for part in same[1:-1])
            what = f"the phrase {phrase!r} is in signals.{where} too"
            found.append(Finding(place, what, "leave it in one place, with one weight"))
    return tuple(found)


def _list_phrases(signals: Signals) -> Iterator[tuple[Place, str]]:
    for group, phrases in (("titles", signals.titles), ("needs", signals.needs)):
        for number, phrase in enumerate(phrases):
            yield ("signals", group, number), phrase
    for group, weighed in (
        ("duties", signals.duties),
        ("skills", signals.skills),
        ("against", signals.against),
    ):
        for weight, phrases in weighed.items():
            for number, phrase in enumerate(phrases):
                yield ("signals", group, weight, number), phrase


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _faults(phrase: str) -> Iterator[tuple[str, str]]:
    words = phrase.lower().split()
    if not words:
        yield "a phrase is empty", "write its words, or take it out"
        return
    if words[0] == GAP or words[-1] == GAP or all(word.startswith("?") for word in words):
        what = f"the phrase {phrase!r} does not begin and end with a word"
        yield what, "put a word that must be there on each side of _"
    if words.count(GAP) > MOST_GAPS or len(words) > MOST_WORDS:
        what = f"the phrase {phrase!r} is too long"
        yield what, f"write at most {MOST_WORDS} words and {MOST_GAPS} gaps"
    if sum(word.startswith("?") for word in words) > MOST_MISSING:
        what = f"in the phrase {phrase!r} too many words may be missing"
        yield what, f"mark at most {MOST_MISSING} with ?"
    for word in words:
        if word != GAP:
            yield from _faults_of_word(phrase, word.removeprefix("?"))


def _faults_of_word(phrase: str, word: str) -> Iterator[tuple[str, str]]:
    """Refuse what the words of an advertisement, as they are split, can never be."""
    for part in word.split("|"):
        stem = part.removesuffix("*")
        tokens = [token.word for token in split_words(stem)]
        if tokens == [stem] and (stem == part or len(stem) >= SHORTEST_BEGINNING):
            continue
        what = f"the phrase {phrase!r} is never found: {part!r} is not a word"
        fix = "write letters and digits, with a blank for each dash, slash or stop; a* needs two"
        if tokens and stem == part and "?" not in part and "*" not in part:
            fix = f"write {' '.join(token for token in tokens if token != STOP)!r}"
        yield what, fix
