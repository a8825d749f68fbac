"""Read the lowest degree that an advertisement accepts, and whether experience does instead."""

from __future__ import annotations

import re
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.degree_words import find_degree_words, may_name_degree
from hiring.domain.adverts.facts import Degree, DegreeAsked
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.adverts.wishes import (
    LEADS_TO_ASK,
    NEVER_ASKS,
    WISHED_BEFORE,
    WISHED_BEHIND,
    is_asked_in_prose,
    is_only_a_wish,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hiring.domain.adverts.advert import Advert, Line

_S = "['\N{RIGHT SINGLE QUOTATION MARK}]"
_BETWEEN = Pattern(
    rf"\s*(?:degrees?|level)?{_S}?\s*(?:in\s+\w+\s*)?[/,(|&]{{0,2}}\s*(?:and/or|or|and|/|to"
    rf"|but)?\s*(?:an?\s+|the\s+|even\s+)?(?:degrees?\s*)?"
    r"(?:advanced\s+|relevant\s+|other\s+|another\s+|similar\s+)?[(]?\s*",
    re.IGNORECASE,
)
_OPENED = Pattern(r"\s*(?:in\s+[\w ]{1,40})?(?:at\s+)?[(:]?\s*(?:an?\s+)?", re.IGNORECASE)
"""What stands between "degree" and its levels: "degree in physics (Master or PhD)"."""

_ALTERNATIVE = Pattern(r"\bor\b|/|&|\band\b|\bto\b", re.IGNORECASE)
_PEOPLE = Pattern(
    r"\s*-?(?:students?|researchers?|scientists?|interns?|holders?|engineers|colleagues|fellows"
    r"|supervis\w+"
    r"|thes[ie]s|programmes?|programs?)\b",
    re.IGNORECASE,
    hints=(
        *("student", "researcher", "scientist", "intern", "holder", "engineer", "colleague"),
        *("fellow", "supervis", "thesis", "theses", "program"),
    ),
)
_AMONG = Pattern(
    r"\b(?:with|by|from|of|our|has|have|hired?|including)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE
)
"""What stands before "PhDs" who are people already there."""

_NOT_ASKED_BEFORE = Pattern(
    r"\b(?:after|post|since|beyond|following|during)[- ]*(?:your|an?|the|completing)?\s*\Z"
    r"|\b(?:no|without an?|without|not require an?|n't require an?|not need an?|n't need an?"
    r"|regardless of)\s+"
    r"(?:\w+\s+){0,2}\Z|\b(?:team|dozens?|group|number|full) of\s+(?:\w+\s+){0,3}\Z"
    r"|(?<![:\d])\b\d+\+?\s+\Z"
    r"|\byears\b[^.;]{0,60}\bin\s+(?:lieu|place)\s+of\s+(?:an?\s+|the\s+)?\Z"
    r"|\binstead\s+of\s+(?:an?\s+|the\s+)?\Z"
    r"|(?:\bnot|n['\N{RIGHT SINGLE QUOTATION MARK}]t)\s+(?:\w+\s+){0,3}\Z",
    re.IGNORECASE,
)
_NOT_ASKED_BEHIND = Pattern(
    r"(?:(?!prefer|plus|desir)[^.;,]){0,60}?\b(?:(?:is|are)(?:n't|\s+not)"
    r"|not)\s+(?:strictly\s+)?(?:required|necessary|needed|mandatory|essential"
    r"|a\s+must)\b"
    r"|[^.;]{0,80}\b(?:can|may|might|will)\s+(?:be\s+)?(?:offset|substituted?|count(?:ed)?"
    r"|replace)\b[^.;]{0,40}"
    r"\b(?:experience|years)",
    re.IGNORECASE,
    hints=("not", "n't", "can", "may", "might", "will"),
)
_OR_BEFORE = Pattern(r"\bor\s+(?:an?\s+|the\s+)?\Z", re.IGNORECASE)
_WORKED = Pattern(
    r"\b(?:years?|yrs|experience)\b", re.IGNORECASE, hints=("year", "yrs", "experience")
)
_REQUIRED = Pattern(
    r"\b(?:required|requires?|must|minimum|mandatory|at least)\b",
    re.IGNORECASE,
    hints=("require", "must", "minimum", "mandatory", "at least"),
)
_EQUIVALENT = Pattern(
    r"\b(?:equivalent|equal|comparable|similar|commensurate|equivalence)\s+(?:\w+[\s/,]+){0,4}?"
    r"(?:experiences?|training|background|expertise|qualifications?|knowledge|skills|combination)\b"
    r"|\bor\s+(?:an?\s+|the\s+|its\s+)?equivalent\s*(?:\(|[.,;)]|\Z|and\b|plus\b|\+|with\b"
    r"|through\b|gained\b|in\s+(?:work|practical|industry)|by\b|from\b)"
    r"|\bor\s+(?:\w+\s+){0,4}experience\b|\bor\s+(?:at\s+least\s+"
    r"|a\s+minimum\s+of\s+)?\d+\+?\s*(?:-\s*\d+\s*)?years\b(?![^.;]{0,60}(?:degree|master"
    r"|bachelor|ph\.?d))"
    r"|\bexperience\s+(?:\w+\s+){0,3}(?:in\s+lieu|in\s+place|instead)\b|\bin\s+(?:lieu"
    r"|place)\s+of\s+(?:\w+\s+){0,2}(?:degree|master|bachelor|ph)"
    r"|\bequivalent\s+to\s+(?:an?\s+)?(?:bachelor|master|ph|degree|b\.?s|m\.?s)"
    r"|\bexperience\s+(?:may|can|will)\s+(?:be\s+)?(?:substitut|accepted|considered|replace)"
    r"|\bor\s+equivalent\s+\w*\s*experience",
    re.IGNORECASE,
    hints=(
        *("equivalen", "equal", "comparable", "similar", "commensurate", "experience", "years"),
        *("lieu", "place"),
    ),
)
_OR_ELSE = Pattern(
    r"\W*(?:or\s+|an?\s+)?(?:the\s+)?(?:equivalent|comparable|relevant"
    r"|similar)\s+(?:\w+\s+){0,3}experience",
    re.IGNORECASE,
)
"""How a sentence begins that allows experience instead of the degree before it."""

_RANKS = {Degree.BACHELOR: 1, Degree.ANY: 1, Degree.MASTER: 2, Degree.PHD: 3}
_LABEL = Pattern(r"\s*(?:education|degree|qualification|academic)\w*[^:]{0,20}:", re.IGNORECASE)
_GOES_ON = Pattern(r"\s+(?:degree\s+)?(?:in|or|required)\b", re.IGNORECASE)
"""What follows a degree that is asked for, be it in a list of another kind."""
_MOST_IN_A_SENTENCE = 20
_NEAR_DEGREE, _FAR_WISH, _WISH_BEFORE = 30, 160, 60


class _Group(NamedTuple):
    """Degrees of which any will do: "BS, MS or PhD"."""

    degrees: tuple[Degree, ...]
    start: int
    end: int

    @property
    def lowest(self) -> Degree:
        """Give the lowest; one without a level yields to those that name one."""
        named = [one for one in self.degrees if one is not Degree.ANY]
        return min(named or self.degrees, key=lambda one: _RANKS[one])


def gather_degree(advert: Advert) -> DegreeAsked:
    """Give the lowest degree that is required, else the lowest that is preferred."""
    asked = [
        one
        for line in advert.lines
        if line.kind is not Kind.HEADING and may_name_degree(line.text, line.small)
        for sentence, following in zip_longest(line.sentences, line.sentences[1:], fillvalue="")
        for one in _degrees_of_sentence(line, sentence, following)
    ]
    required = [one for one in asked if one.required]
    chosen = required or asked
    if not chosen:
        return DegreeAsked()
    lowest = min(chosen, key=lambda one: _RANKS[one.degree])
    lowest = next((one for one in chosen if one.degree is Degree.BACHELOR), lowest)
    same = [one for one in chosen if _RANKS[one.degree] == _RANKS[lowest.degree]]
    return lowest._replace(or_equivalent=any(one.or_equivalent for one in same))


def _degrees_of_sentence(line: Line, sentence: str, following: str) -> Iterator[DegreeAsked]:
    if not may_name_degree(sentence, sentence.lower()) or is_only_a_wish(sentence):
        return
    groups = list(_find_groups(sentence))
    if not groups or not _is_asked(line, sentence, groups[0]):
        return
    equivalent = _EQUIVALENT.search(sentence) or _OR_ELSE.match(following)
    for place, group in enumerate(groups):
        if _is_no_ask(sentence, group, first=place == 0):
            continue
        begun = groups[place - 1].end if place else 0
        ended = groups[place + 1].start if place + 1 < len(groups) else len(sentence)
        wished = line.part is Part.NICE or _is_wished(sentence, group, begun, ended)
        yield DegreeAsked(
            degree=group.lowest,
            required=not wished,
            or_equivalent=equivalent is not None,
            line=line.number,
            quote=sentence,
        )


def _find_groups(sentence: str) -> Iterator[_Group]:
    """Give the degrees of a sentence, those joined by "or" and commas together."""
    found = list(islice(_join_words(sentence), _MOST_IN_A_SENTENCE))
    at = 0
    while at < len(found):
        last = at
        while last + 1 < len(found) and _go_together(sentence, found, last):
            last += 1
        yield _Group(
            tuple(degree for degree, _, _ in found[at : last + 1]), found[at][1], found[last][2]
        )
        at = last + 1


def _join_words(sentence: str) -> Iterator[tuple[Degree, int, int]]:
    """Give the degrees of a sentence with their places; "degree" beside a level is part of it."""
    held: tuple[Degree, int, int] | None = None
    for degree, start, end in find_degree_words(sentence):
        several = sentence[start:end].lower().endswith("ds")
        if _PEOPLE.match(sentence, end) or (several and _AMONG.search(sentence, 0, start)):
            continue
        if held is None:
            held = degree, start, end
            continue
        between = sentence[held[2] : start]
        plain = len(between) <= _NEAR_DEGREE and not re.search(r"[,;.()]| or ", between)
        if degree is Degree.ANY and held[0] is not Degree.ANY and plain:
            held = held[0], held[1], end
            continue
        opened = _OPENED.fullmatch(between) is not None
        if held[0] is Degree.ANY and degree is not Degree.ANY and opened:
            held = degree, held[1], end
            continue
        yield held
        held = degree, start, end
    if held is not None:
        yield held


def _go_together(sentence: str, found: Sequence[tuple[Degree, int, int]], last: int) -> bool:
    """Tell whether the next degree of a sentence is an alternative to this one."""
    between = sentence[found[last][2] : found[last + 1][1]]
    if not _BETWEEN.fullmatch(between):
        return False
    if "," not in between and "(" not in between:
        return True
    if _are_in_brackets(sentence, found[last][1], found[last + 1]):
        return True
    return _ALTERNATIVE.search(between) is not None or _chain_has_or(sentence, found, last + 1)


def _are_in_brackets(sentence: str, before: int, degree: tuple[Degree, int, int]) -> bool:
    """Tell whether brackets that name levels hold this one: "advanced degree (MS, PhD)"."""
    opened = sentence.rfind("(", before, degree[1])
    opened = opened if opened >= 0 else sentence.rfind("(", max(0, before - _NEAR_DEGREE), before)
    closed = sentence.find(")", degree[1], degree[2] + _FAR_WISH)
    return 0 <= opened < closed and not (
        WISHED_BEHIND.search(sentence, opened, closed) or ")" in sentence[opened : degree[1]]
    )


def _chain_has_or(sentence: str, found: Sequence[tuple[Degree, int, int]], at: int) -> bool:
    """Tell whether a list that goes on with commas ends in "or": "BS, MS, or PhD"."""
    while at + 1 < len(found):
        between = sentence[found[at][2] : found[at + 1][1]]
        if not _BETWEEN.fullmatch(between):
            return False
        if _ALTERNATIVE.search(between):
            return True
        at += 1
    return False


def _is_asked(line: Line, sentence: str, group: _Group) -> bool:
    if line.part in {Part.MUST, Part.NICE}:
        return True
    item = line.kind is Kind.BULLET and line.text.startswith(sentence)
    if item and LEADS_TO_ASK.fullmatch(sentence, 0, group.start):
        return line.part not in NEVER_ASKS or _GOES_ON.match(sentence, group.end) is not None
    if line.part in NEVER_ASKS:
        return False
    return is_asked_in_prose(sentence) or _LABEL.match(sentence) is not None


def _is_no_ask(sentence: str, group: _Group, *, first: bool) -> bool:
    """Tell whether a degree is named and not asked for: "after your PhD", "no degree needed"."""
    before = sentence[: group.start]
    if (before and _NOT_ASKED_BEFORE.search(before)) or _NOT_ASKED_BEHIND.match(
        sentence, group.end
    ):
        return True
    return first and bool(_OR_BEFORE.search(before) and _WORKED.search(before))


def _is_wished(sentence: str, group: _Group, begun: int, ended: int) -> bool:
    """Tell whether the words around a degree make it a wish.

    "Desired or equivalent experience" is none: what may be replaced is asked for.
    """
    behind = sentence[group.end : min(ended, group.end + _FAR_WISH)]
    cut = re.search(r";", behind)
    behind = behind[: cut.start()] if cut else behind
    found = WISHED_BEHIND.search(behind)
    if found and not _REQUIRED.search(behind, 0, found.start()):
        return not re.match(r",?\s*or\s+equivalent", behind[found.end() :], re.IGNORECASE)
    before = sentence[max(begun, group.start - _WISH_BEFORE) : group.start]
    return WISHED_BEFORE.search(before) is not None
