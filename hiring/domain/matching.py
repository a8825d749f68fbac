"""How alike two entries are: what is compared, what it weighs, and the reasons in words.

A score only says whether somebody should look; a person decides that two are one. What is missing
on either side says nothing, for or against.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.codes import email_key, search_key
from hiring.domain.identity import listed, phone_ends, profiles, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hiring.domain.identity import Person


class Sign(StrEnum):
    """What two entries have in common, in the words of a reason."""

    PAGE = "same profile page"
    PHONE = "same phone"
    NAME = "same name"
    COMMON = "same name, which several have"
    TYPED = "name mistyped"
    PART = "name left out in part"
    SHORT = "short form or initial of the name"
    ADDRESS = "same e-mail name at another place"
    COMPANY = "same company"
    JOB = "applied for the same job"
    PLACE = "same location"
    OTHER_NAME = "but the names differ"


WEIGHTS = {
    Sign.PAGE: 80,
    Sign.PHONE: 65,
    Sign.NAME: 40,
    Sign.TYPED: 32,
    Sign.COMMON: 30,
    Sign.PART: 28,
    Sign.SHORT: 20,
    Sign.ADDRESS: 20,
    Sign.COMPANY: 20,
    Sign.JOB: 12,
    Sign.PLACE: 10,
    Sign.OTHER_NAME: -25,
}
"""Points of each sign; their sum, from 0 to 100, is the score."""

MOST = 100
SUGGESTED = 50
# What stands before the @ in addresses of a role and not of a person.
_ROLES = """\
admin apply bewerbung career careers contact hello hi hr info jobs kontakt mail me office privat
private work
"""
_LEGAL = """\
ab ag bv co corp corporation gmbh inc incorporated kg limited llc ltd nv oy plc sa sarl se spa srl
"""
# Short forms that do not begin as the name does, each before its name.
_SHORT_FORMS = """\
bob robert, bill william, jim james, mike michael, dick richard, tony anthony, jack john,
sasha alexander, pepe jose, paco francisco, hans johann, lena magdalena, beth elizabeth,
liz elizabeth, peggy margaret, gosia malgorzata, kasia katarzyna, vova vladimir
"""
_ROLE_WORDS = frozenset(_ROLES.split())
_LEGAL_WORDS = frozenset(_LEGAL.split())
_SHORT_PAIRS = frozenset(frozenset(pair.split()) for pair in _SHORT_FORMS.split(","))
_FEWEST = 3  # letters of a short form, and of a word that could be mistyped
_LONG = 8  # letters from which two may be wrong


class Entry(NamedTuple):
    """A person made comparable."""

    name: tuple[str, ...]
    phone: str
    location: str
    phone_ends: frozenset[str]
    pages: frozenset[str]
    locals: frozenset[str]
    company: str
    place: str
    jobs: frozenset[int]


def entry_of(person: Person, jobs: frozenset[int] = frozenset()) -> Entry:
    """Make a person comparable."""
    return Entry(
        name=tuple(words_in(person.name)),
        phone=person.phone,
        location=person.location,
        phone_ends=frozenset(phone_ends(person.phone)),
        pages=frozenset(profiles(person.links)),
        locals=frozenset(local_parts(person.email, person.more_emails)),
        company=company_key(person.company),
        place=place_key(person.location),
        jobs=jobs,
    )


def company_key(company: str) -> str:
    """Fold a company's name, without its legal form."""
    words = words_in(company.replace(".", "")) if company else []
    return " ".join(word for word in words if word not in _LEGAL_WORDS)


def place_key(location: str) -> str:
    """Fold where somebody lives, to the town alone."""
    return " ".join(words_in(location.partition(",")[0])) if location else ""


def local_parts(email: str | None, more: str) -> Iterator[str]:
    """Give what stands before the @ of each address, without dots, tags and addresses of a role."""
    for written in (email or "", *(listed(more) if more else ())):
        key = email_key(written) if written else None
        if key:
            local = search_key(key.partition("@")[0].partition("+")[0])
            plain = "".join(letter for letter in local if letter.isalnum())
            if len(plain) > _FEWEST and plain not in _ROLE_WORDS:
                yield plain


def compare(
    one: Entry,
    other: Entry,
    *,
    distance: Callable[[str, str], int],
    same_phone: Callable[[Entry, Entry], bool],
    is_common: Callable[[Entry], bool],
) -> tuple[int, tuple[Sign, ...]]:
    """Give the score of two entries and its signs, the heaviest first.

    A name alone is no reason to look: it counts with something beside it. `distance` counts the
    letters that differ; `same_phone` is asked only where the ends of two numbers agree, and
    `is_common` whether several people have a name, only where little else tells.
    """
    signs = []
    if one.pages & other.pages:
        signs.append(Sign.PAGE)
    if one.phone_ends & other.phone_ends and same_phone(one, other):
        signs.append(Sign.PHONE)
    named = compare_names(one.name, other.name, distance)
    if named is Sign.NAME and not signs and is_common(one):
        named = Sign.COMMON
    if named:
        signs.append(named)
    elif signs and one.name and other.name:
        signs.append(Sign.OTHER_NAME)
    if one.locals & other.locals:
        signs.append(Sign.ADDRESS)
    if one.company and one.company == other.company:
        signs.append(Sign.COMPANY)
    if one.jobs & other.jobs:
        signs.append(Sign.JOB)
    if one.place and one.place == other.place:
        signs.append(Sign.PLACE)
    score = sum(WEIGHTS[sign] for sign in signs)
    return max(0, min(MOST, score)), tuple(signs)


def compare_names(
    one: Sequence[str], other: Sequence[str], distance: Callable[[str, str], int]
) -> Sign | None:
    """Say how two names agree, whatever the order of their words; None where they do not."""
    if not one or not other:
        return None
    left, right = sorted(one), sorted(other)
    if left == right or "".join(one) == "".join(other):
        return Sign.NAME if len("".join(left)) > 1 else None
    for word in tuple(left):
        if word in right:
            left.remove(word)
            right.remove(word)
    shared = min(len(one), len(other)) - min(len(left), len(right))
    if not left or not right:
        return Sign.PART if shared > 1 else None
    if len(left) != len(right):
        return _first_and_last(one, other, distance) if shared else None
    kinds = [_agreement(a, b, distance) for a, b in zip(left, right, strict=True)]
    if None in kinds or (not shared and Sign.SHORT in kinds):
        return None
    return Sign.SHORT if Sign.SHORT in kinds else Sign.TYPED


def _first_and_last(
    one: Sequence[str], other: Sequence[str], distance: Callable[[str, str], int]
) -> Sign | None:
    # Somebody with a middle name, and without it and mistyped.
    ends = [(one[0], other[0]), (one[-1], other[-1])]
    agree = [a == b or _agreement(a, b, distance) is not None for a, b in ends]
    return Sign.SHORT if all(agree) else None


def _agreement(a: str, b: str, distance: Callable[[str, str], int]) -> Sign | None:
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return Sign.SHORT if long.startswith(short) else None
    if frozenset((a, b)) in _SHORT_PAIRS:
        return Sign.SHORT
    if len(short) > _FEWEST - 1:
        allowed = 2 if len(short) >= _LONG else 1
        if len(long) - len(short) <= allowed and distance(a, b) <= allowed:
            return Sign.TYPED
        if long.startswith(short[:-1]) and len(short) <= len(long):
            return Sign.SHORT if long.startswith(short) or len(short) > _FEWEST else None
    return None
