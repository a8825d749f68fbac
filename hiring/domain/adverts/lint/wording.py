"""Find the words of rules on the lines they are meant for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.advert import Advert, Kind, Line, Part
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.tokens import STOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hiring.domain.adverts.findings import Rule
    from hiring.domain.adverts.lint.subject import Mark, Rulebook, Spot, Subject
    from hiring.domain.phrases import Hit

ASKS = frozenset(
    {
        Part.INTRO,
        Part.TEAM,
        Part.DUTIES,
        Part.MUST,
        Part.NICE,
        Part.INTERVIEWS,
        Part.APPLY,
        Part.PLACE,
        Part.NOT_THIS,
    }
)
"""The parts that speak of the job and the person."""
_DENIED_WITHIN = 3  # words before
_NEIGHBOURS = 16  # places before, of which one may reach so far
_QUOTED = Pattern(
    r"\"[^\"]{1,200}\""
    r"|\N{LEFT DOUBLE QUOTATION MARK}[^\N{RIGHT DOUBLE QUOTATION MARK}]{1,200}"
    r"\N{RIGHT DOUBLE QUOTATION MARK}"
    r"|\N{LEFT SINGLE QUOTATION MARK}[^\N{RIGHT SINGLE QUOTATION MARK}]{1,200}"
    r"\N{RIGHT SINGLE QUOTATION MARK}(?!\w)",
    hints=('"', "\N{LEFT DOUBLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}"),
)


class Said(NamedTuple):
    """Words of a rule where they were found; `say` is what to write instead, "" if not known."""

    line: Line
    start: int
    end: int
    say: str

    @property
    def quote(self) -> str:
        """Give the words as they are written."""
        return self.line.text[self.start : self.end]


def find_said(advert: Advert, book: Rulebook) -> dict[tuple[str, str], tuple[Said, ...]]:
    """Find the words of all rules in one pass: (rule, kind) with where each was found."""
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for line in all_lines(advert):
        hits = list(book.phrases.find(line.tokens))
        if not hits:
            continue
        for hit in _keep(line, hits, book):
            said = Said(line, hit.start, hit.end, hit.said.say)
            found[hit.said.rule, hit.said.kind].append(said)
    return {key: tuple(_longest(said)) for key, said in found.items()}


def all_lines(advert: Advert) -> Iterator[Line]:
    """Give the title as a heading of the first line, then every line."""
    if advert.title:
        yield Line(advert.title_line, advert.title, Kind.HEADING, Part.INTRO)
    yield from advert.lines


def spots(subject: Subject, rule: Rule) -> Iterator[Spot]:
    """Report each place where words of the rule stand."""
    from hiring.domain.adverts.lint.subject import Spot  # noqa: PLC0415 - it imports this module

    seen: set[tuple[str, str]] = set()
    for said in subject.words_of(rule):
        key = said.quote.lower(), said.line.text
        if key not in seen:
            seen.add(key)
            yield Spot(said.line.number, said.quote, rewrite=_instead(said, rule))


def _instead(said: Said, rule: Rule) -> str:
    return f"{said.say} {rule.rewrite}" if said.say else ""


def _keep(line: Line, hits: Sequence[Hit[Mark]], book: Rulebook) -> Iterator[Hit[Mark]]:
    """Leave out what an exception covers and, on lines that ask, what is quoted or denied."""
    asks = line.part in ASKS
    around: _Around | None = None
    for hit in hits:
        rule, kind = hit.said.rule, hit.said.kind
        if kind in _ASIDE:
            continue
        if kind == "words" and rule not in book.everywhere:
            if not asks:
                continue
            around = around or _Around(line, hits)
            if around.lets_be(hit) or around.is_denied(hit, book):
                continue
        yield hit


_ASIDE = frozenset({"unless", "line", "welcome"})


class _Around:
    """What stands around the hits of a line: exceptions, quotations, sentences and words."""

    def __init__(self, line: Line, hits: Sequence[Hit[Mark]]) -> None:
        self._tokens = line.tokens
        self._starts = [token.start for token in line.tokens]
        self._stops = [token.start for token in line.tokens if token.word == STOP]
        self._quoted = [found.span() for found in _QUOTED.finditer(line.text)]
        self._whole = {hit.said.rule for hit in hits if hit.said.kind == "line"}
        self._let_be: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for hit in hits:
            if hit.said.kind == "unless":
                self._let_be[hit.said.rule].append((hit.start, hit.end))
        self._welcome = {
            bisect_left(self._stops, hit.start) for hit in hits if hit.said.kind == "welcome"
        }

    def lets_be(self, hit: Hit[Mark]) -> bool:
        """Tell whether an exception covers a hit, a quotation, or a sentence that welcomes."""
        rule = hit.said.rule
        return (
            rule in self._whole
            or bisect_left(self._stops, hit.start) in self._welcome
            or _overlaps(self._let_be.get(rule, ()), hit.start, hit.end)
            or _overlaps(self._quoted, hit.start, hit.end)
        )

    def is_denied(self, hit: Hit[Mark], book: Rulebook) -> bool:
        """Tell whether "not" or its like stands shortly before, in the same sentence."""
        place = bisect_left(self._starts, hit.start)
        near = self._tokens[max(0, place - _DENIED_WITHIN) : place]
        for back in range(len(near) - 1, -1, -1):
            if near[back].word == STOP:
                near = near[back + 1 :]
                break
        return next(book.denials.find(near), None) is not None


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of some places, in the order of their beginnings, touches another place."""
    behind = bisect_left(spans, (end, 0))
    return any(spans[at][1] > start for at in range(max(0, behind - _NEIGHBOURS), behind))


def _longest(said: Iterable[Said]) -> Iterator[Said]:
    """Of hits that overlap on a line keep the longest; hits come in the order of their lines."""
    held: list[Said] = []
    for one in said:
        if held and one.line is held[-1].line and one.start < held[-1].end:
            if one.end - one.start > held[-1].end - held[-1].start:
                held[-1] = one
            continue
        held.append(one)
    yield from held
