"""Find what in an advertisement speaks for each role, and how much where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.signals import Group, Signal, words_of
from hiring.domain.phrases import Hit
from hiring.domain.tokens import STOP, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hiring.domain.adverts.advert import Advert, Line
    from hiring.domain.adverts.signals import Signposts
    from hiring.domain.tokens import Token

MOST_WORDS = 10_000  # of the lines that count: five times the longest advertisement
_OF_TITLE = 3.5  # times as much as a title in a sentence of the body
IN_TITLE = -1
_DEGREE_LINE = 45  # words: what is longer asks for more than a degree
_DEGREES = ("degree", "bachelor", "bsc", "msc", "diploma", "qualification", "discipline")
_DOCTOR = ("phd", "ph.", "doctor", "postdoc", "post-doc", "publi")
_OF_SUBJECT = 0.3  # of the weight that "statistics" has where it is only a subject of study
_NEAR, _REACH = 5, 9  # words before a title that tell whose it is
_MENTION, _MENTION_OF_PAST, _MENTION_OF_SOUGHT = 0.75, 0.5, 1.5
_SIDES = frozenset({Group.AGAINST, Group.NEED})
_DUTY_LINE = 4.0  # a duty of the rubric, word for word

_DUTY_PARTS: Mapping[Part, float] = {
    Part.DUTIES: 1.0,
    Part.INTRO: 0.8,
    Part.MUST: 0.8,
    Part.TEAM: 0.5,
    Part.NICE: 0.3,
    Part.COMPANY: 0.2,
}
_SKILL_PARTS: Mapping[Part, float] = {
    Part.MUST: 1.0,
    Part.DUTIES: 0.8,
    Part.INTRO: 0.6,
    Part.NICE: 0.5,
    Part.TEAM: 0.3,
}
_TITLE_PARTS: Mapping[Part, float] = {
    Part.INTRO: 1.0,
    Part.DUTIES: 1.0,
    Part.MUST: 1.0,
    Part.TEAM: 1.0,
    Part.COMPANY: 0.5,
}
_SHARES: Mapping[Group, Mapping[Part, float]] = {
    Group.TITLE: _TITLE_PARTS,
    Group.DUTY: _DUTY_PARTS,
    Group.SKILL: _SKILL_PARTS,
    Group.AGAINST: _DUTY_PARTS,
    Group.NEED: {**_TITLE_PARTS, Part.NICE: 1.0, Part.COMPANY: 0.0},
}
_SOUGHT = frozenset(
    {"seeking", "seek", "seeks", "hiring", "looking", "search", "searching", "recruiting", "need"}
)
_BEFORE = frozenset(
    {"a", "an", "our", "of", "the", "first", "for", "next", "new", "experienced", "talented"}
    | {"senior", "lead", "staff", "principal", "junior"}
)
_AFTER = frozenset({"you", "will", "role", "to", "who", "at", "position", "is", "in", "on"})
_PAST = frozenset({"experience", "experiences", "years", "worked", "working", "background"})
_MIXED = frozenset({Part.INTRO, Part.COMPANY})
_YOURS = frozenset(
    {"you", "your", "you'll", "role", "position", "looking", "seeking", "seeks", "hiring", "join"}
    | {"responsible", "candidate", "ideal", "opportunity"}
)
_ASIDE = frozenset(
    {"with", "alongside", "between", "by", "from", "report", "reports", "reporting", "support"}
)


class Found(NamedTuple):
    """A signal that stands in an advertisement."""

    signal: Signal
    phrase: str
    words: str
    place: int
    """Which of the advertisement's lines it stands in, from 0; -1 is the title."""
    line: int
    part: Part
    weight: float


def find_signals(advert: Advert, signposts: Signposts) -> tuple[Found, ...]:
    """Find the signals of all roles; of a role's overlapping ones, the heaviest alone."""
    return (*_find_in_title(advert.title, signposts), *_find_in_lines(advert, signposts))


def _find_in_lines(advert: Advert, signposts: Signposts) -> Iterator[Found]:
    left = MOST_WORDS
    headed = bool(advert.of(Part.DUTIES, Part.MUST))
    for place, line in enumerate(advert.lines):
        part = _part_of(line) if headed else line.part
        if part not in _DUTY_PARTS or left <= 0:
            continue
        tokens = line.tokens[:left]
        left -= len(tokens)
        for hit, share in _find_in_line(line, part, tokens, signposts):
            weight = hit.said.weight * share
            words = line.text[hit.start : hit.end]
            yield Found(hit.said, hit.phrase, words, place, line.number, part, weight)


def _find_in_title(title: str, signposts: Signposts) -> Iterator[Found]:
    hits = list(signposts.phrases.find(split_words(title)))
    named = _longest(hit for hit in hits if hit.said.group is Group.TITLE)
    for hit in (*named, *(hit for hit in hits if hit.said.group is Group.NEED)):
        words = title[hit.start : hit.end]
        weight = hit.said.weight * _OF_TITLE
        yield Found(hit.said, hit.phrase, words, IN_TITLE, 0, Part.INTRO, weight)


def _find_in_line(
    line: Line, part: Part, tokens: tuple[Token, ...], signposts: Signposts
) -> Iterator[tuple[Hit[Signal], float]]:
    """Give the signals of a line with the share of their weight that they have there."""
    hits = list(signposts.phrases.find(tokens))
    for hit in _longest(hit for hit in hits if hit.said.group is Group.TITLE):
        share = _weigh_mention(hit, tokens) * _SHARES[Group.TITLE].get(part, 0.0)
        if share:
            yield hit, share
    if line.kind is Kind.HEADING:
        return
    on_degree = len(tokens) <= _DEGREE_LINE and any(
        token.word.startswith(_DEGREES) for token in tokens
    )
    for hit in _heaviest(hit for hit in hits if hit.said.group is not Group.TITLE):
        share = _SHARES[hit.said.group].get(part, 0.0)
        if on_degree and not _names_doctorate(line.text[hit.start : hit.end]):
            share *= _OF_SUBJECT
        if share:
            yield hit, share
    for role in signposts.roles_with_duty(words_of(line.text)):
        yield Hit(Signal(role, Group.DUTY, _DUTY_LINE), line.text, 0, len(line.text)), 1.0


def _names_doctorate(words: str) -> bool:
    small = words.lower()
    return any(word in small for word in _DOCTOR)


def _part_of(line: Line) -> Part:
    """Tell what an introduction says to "you" of the post from praise of the company."""
    if line.part not in _MIXED or line.kind is not Kind.TEXT:
        return line.part
    said = {token.word for token in line.tokens}
    return Part.COMPANY if _YOURS.isdisjoint(said) else Part.INTRO


def _longest(hits: Iterable[Hit[Signal]]) -> list[Hit[Signal]]:
    """Take the titles that do not stand within a longer one, of whatever role."""
    taken: list[Hit[Signal]] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        last = taken[-1] if taken else None
        if last is None or hit.end > last.end or (hit.start, hit.end) == (last.start, last.end):
            taken.append(hit)
    return taken


def _heaviest(hits: Iterable[Hit[Signal]]) -> Iterator[Hit[Signal]]:
    """Take, of each role's overlapping phrases, the one that weighs most."""
    taken: dict[tuple[str, Group | None], list[tuple[int, int]]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: (-hit.said.weight, hit.start, -hit.end, hit.phrase)):
        side = hit.said.group if hit.said.group in _SIDES else None
        spans = taken[hit.said.role, side]
        place = bisect_left(spans, (hit.end, 0))
        if place == 0 or spans[place - 1][1] <= hit.start:
            spans.insert(place, (hit.start, hit.end))
            yield hit


def _weigh_mention(hit: Hit[Signal], tokens: tuple[Token, ...]) -> float:
    """Tell how surely a title in a sentence names the post, and not a colleague or a past.

    Several people of a title are colleagues, unless they are looked for.
    """
    first = bisect_left(tokens, hit.start, key=_start_of)
    behind = bisect_left(tokens, hit.end, lo=first, key=_start_of)
    before = [token.word for token in tokens[max(0, first - _REACH) : first]]
    if STOP in before:
        before = before[len(before) - before[::-1].index(STOP) :]
    near = before[-_NEAR:]
    if not _ASIDE.isdisjoint(near) or near[-1:] in (["and"], ["or"]):
        return 0.0
    if not _PAST.isdisjoint(near):
        return _MENTION_OF_PAST
    if not _SOUGHT.isdisjoint(before):
        return _MENTION_OF_SOUGHT
    if tokens[behind - 1].word in hit.said.plurals:
        return 0.0
    if "as" in near or 2 * (hit.end - hit.start) >= tokens[-1].end:
        return _MENTION_OF_SOUGHT
    after = tokens[behind].word if behind < len(tokens) else ""
    known = not before or after in _AFTER or not _BEFORE.isdisjoint(near)
    return _MENTION if known else 0.0


def _start_of(token: Token) -> int:
    return token.start
