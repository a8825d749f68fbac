"""Rules on words: who is asked for, and in which tone."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.lint.subject import Spot
from hiring.domain.adverts.lint.wording import spots
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.tokens import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hiring.domain.adverts.advert import Line
    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Check, Subject
    from hiring.domain.tokens import Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_ALONE = _HE | _SHE
_MEANT = frozenset({"the", "this", "ideal", "successful", "right", "suitable", "selected", "new"})
_PERSON = frozenset(
    {"candidate", "applicant", "incumbent", "person", "individual", "employee", "engineer"}
    | {"scientist", "analyst", "developer", "manager", "researcher", "specialist", "hire"}
)
_PRONOUN_PARTS = frozenset({Part.INTRO, Part.DUTIES, Part.MUST, Part.NICE, Part.APPLY})
_LIST_PARTS = frozenset({Part.DUTIES, Part.MUST, Part.NICE})
_CODED_PARTS = frozenset({Part.DUTIES, Part.MUST, Part.NICE})
_MIXED_PARTS = frozenset({Part.INTRO, Part.TEAM})
_YOU = frozenset({"you", "you're", "you'll", "your", "candidate", "candidates"})
_FAR = 40  # words before a pronoun within which its person stands
_MEANT_BEFORE = 3  # words between "the" and the person
_LEADS = Pattern(
    r"\b(?:lead|leader|leadership|head|chief|manager|director|principal|staff|vp|president"
    r"|architect|supervisor|coordinator)\b",
    re.IGNORECASE,
    hints=(
        "lead",
        "head",
        "chief",
        "manager",
        "director",
        "principal",
        "staff",
        "vp",
        "president",
        "architect",
        "supervisor",
        "coordinator",
    ),
)


def find_pronouns(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report "he" and "she" where they stand for the candidate."""
    del rule
    for line in subject.advert.lines:
        if line.part not in _PRONOUN_PARTS or line.kind is Kind.HEADING:
            continue
        for sentence in _sentences(line):
            for place in _pronouns(line, sentence):
                token = sentence[place]
                yield Spot(line.number, _around(line, sentence, place), what=_who(token.word))


def _who(word: str) -> str:
    return f'speaks of the candidate as "{word}"'


def _around(line: Line, sentence: Sequence[Token], place: int) -> str:
    first = sentence[max(0, place - 3)]
    last = sentence[min(len(sentence) - 1, place + 3)]
    return line.text[first.start : last.end]


def _sentences(line: Line) -> Iterator[Sequence[Token]]:
    held: list[Token] = []
    for token in line.tokens:
        if token.word == STOP:
            yield held
            held = []
        else:
            held.append(token)
    yield held


def _pronouns(line: Line, sentence: Sequence[Token]) -> Iterator[int]:
    for place, token in enumerate(sentence):
        if token.word not in _ALONE or line.text[token.start : token.end] in {"HIS", "HER"}:
            continue
        near = {other.word for other in sentence[max(0, place - 2) : place + 3]}
        if near & _HE and near & _SHE:
            continue
        opens = token is line.tokens[0] and line.part in _LIST_PARTS and token.word in {"he", "she"}
        if opens or _person_before(line, sentence[max(0, place - _FAR) : place]):
            yield place
            return


def _person_before(line: Line, before: Sequence[Token]) -> bool:
    """Tell whether "the candidate" or its like was named last, and no one by name."""
    for place in range(len(before) - 1, -1, -1):
        token = before[place]
        if place and line.text[token.start].isupper() and token.word not in _PERSON:
            return False
        if token.word in _PERSON:
            return any(
                other.word in _MEANT for other in before[max(0, place - _MEANT_BEFORE) : place]
            )
    return False


def count_coded(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report the words a study found masculine, with the feminine ones and both per 100 words."""
    masculine = _count(subject, rule, "masculine")
    if masculine.total() < rule.limits["least"]:
        return
    feminine = _count(subject, rule, "feminine")
    words = max(sum(line.words for line in _coded_lines(subject)), 1)
    what = (
        f"{rule.name}: {masculine.total()} ({masculine.total() * 100 / words:.1f} per 100 words); "
        f"feminine in tone: {feminine.total()} ({feminine.total() * 100 / words:.1f})"
    )
    shown = int(rule.limits["shown"])
    quote = ", ".join(
        f"{word} ({times})" if times > 1 else word
        for word, times in sorted(masculine.items(), key=lambda one: (-one[1], one[0]))[:shown]
    )
    instead = tuple(_alternatives(masculine, rule.instead))
    yield Spot(0, quote, what=what, rewrite="; ".join((*instead, rule.rewrite)))


def _coded_lines(subject: Subject) -> Iterable[Line]:
    return (line for line in subject.advert.lines if _speaks_of_person(line))


def _speaks_of_person(line: Line) -> bool:
    """Tell whether a line says what somebody is or does, and not what the company is."""
    if line.kind is Kind.HEADING:
        return False
    told = line.part in _MIXED_PARTS and any(token.word in _YOU for token in line.tokens)
    return told or line.part in _CODED_PARTS


def _count(subject: Subject, rule: Rule, name: str) -> Counter[str]:
    """Count the words of a list, but for those of the trade and, for who leads, of leading."""
    trade = {
        (said.line.number, place)
        for said in subject.words_of(rule, "of_the_trade")
        for place in range(said.start, said.end)
    }
    leads = bool(_LEADS.search(subject.advert.title))
    counted = {id(line) for line in _coded_lines(subject)}
    return Counter(
        said.quote.lower()
        for said in subject.words_of(rule, name)
        if id(said.line) in counted
        and not any((said.line.number, at) in trade for at in (said.start, said.end - 1))
        and not (leads and said.quote.lower().startswith("lead"))
    )


def _alternatives(words: Iterable[str], instead: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    found = list(words)
    for say, stems in instead.items():
        beginnings = tuple(stem.rstrip("*") for stem in stems)
        for word in found:
            if word.replace("-", " ").startswith(beginnings):
                yield f'for "{word}": {say}'
                break


CHECKS: Mapping[str, Check] = {
    "age-limit": spots,
    "age-hint": spots,
    "native-speaker": spots,
    "citizens-only": spots,
    "fit-body": spots,
    "physical-demands": spots,
    "gender-wanted": spots,
    "gendered-title": spots,
    "gendered-word": spots,
    "gendered-pronoun": find_pronouns,
    "he-or-she": spots,
    "private-life": spots,
    "appearance": spots,
    "culture-fit": spots,
    "pace": spots,
    "heroes": spots,
    "elite": spots,
    "profanity": spots,
    "gender-coded": count_coded,
}
