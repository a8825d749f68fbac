"""Leave other people out of what is written of one person: a part in the place of a name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.codes import email_key
from hiring.domain.name_words import ORDINARY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

AN_ADDRESS = "an e-mail address"
ADDRESS = re.compile(r"[^\s@<>\"',;:/()\[\]{}|\\]{1,64}@(?:[\w-]+\.)+[^\W\d_]{2,63}")
_WORD = re.compile(r"\w+")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHORTEST_NAME = 2
_SHORTEST_ALONE = 3
_NEVER = re.compile(r"(?!)")
_A_CODE = re.compile(r"(?<![\w-])(?<![Ff]orm )([CAISacis])[-\u2010-\u2013]0*([1-9][0-9]*)(?!\w)")
_CODED = {
    "C": "another candidate",
    "A": "another application",
    "I": "another interview",
    "S": "another scorecard",
}
_ALWAYS_A_CODE = frozenset("CA")
SOMEBODY = "somebody else"


class Codes(NamedTuple):
    """The codes of a person's own records, and those of others' interviews and scorecards.

    A candidate's or an application's code that is not their own is another's. I-9 and S-1 may be
    forms, and are another's only where there is such an interview or scorecard.
    """

    own: frozenset[str]
    others: frozenset[str]


def codes_in(text: str) -> set[str]:
    """Find what could be codes of records in a text."""
    return {_spell(found) for found in _A_CODE.finditer(text)}


def _spell(found: re.Match[str]) -> str:
    return f"{found[1].upper()}-{found[2]}"


def letters(place: int) -> str:
    """Count in letters: A to Z, then AA, AB."""
    before, last = divmod(place, len(_LETTERS))
    return (letters(before - 1) if before else "") + _LETTERS[last]


def parts_of(part: str, people: Iterable[str]) -> dict[str, str]:
    """Name each of the people who had a part: "the recruiter", or "recruiter A" of two."""
    named = list(dict.fromkeys(name for name in people if name.strip()))
    if len(named) == 1:
        return {named[0]: f"the {part}"}
    return {name: f"{part} {letters(place)}" for place, name in enumerate(named)}


def first_names(team: Mapping[str, str], own: Collection[str]) -> dict[str, str]:
    """Give the first names that can mean only one of a team, and nobody by whom it is read."""
    bearers = Counter(word for name in team for word in set(words_of(name)))
    taken = {word for name in own for word in words_of(name)}
    firsts = {_first(name): part for name, part in team.items() if " " in name.strip()}
    return {
        first: part
        for first, part in firsts.items()
        if first[:1].isupper()
        and len(first) >= _SHORTEST_NAME
        and first[-1].isalpha()
        and bearers[first.casefold()] == 1
        and first.casefold() not in taken
    }


def lone_names(
    people: Iterable[tuple[str, str]], own: Collection[str], said: Collection[str]
) -> dict[str, str]:
    """Give single words of people's names, with their part, where they stand in what is said.

    `people` are names with parts, and `said` the words of the texts. Only words of three letters
    and more that begin large and are no words of any text, nor of the person's own names. Where
    people with several parts have one, it is somebody else.
    """
    taken = {word for name in own for word in words_of(name)} | ORDINARY
    parts: dict[str, set[str]] = {}
    for name, part in people:
        if is_one_word(name):
            continue
        for word in _WORD.findall(name):
            key = word.casefold()
            if key not in said or key in taken:
                continue
            if len(word) >= _SHORTEST_ALONE and word[0].isupper():
                parts.setdefault(word, set()).add(part)
    return {word: min(of) if len(of) == 1 else SOMEBODY for word, of in parts.items()}


def words_of(text: str) -> list[str]:
    """Give the words of a text, without case."""
    return _WORD.findall(text.casefold())


def can_stand_in(name: str, said: Collection[str]) -> bool:
    """Tell quickly whether a name could stand in a text with these words."""
    return all(word in said for word in words_of(name))


def _first(name: str) -> str:
    return next((word for word in name.split() if not word.endswith(".")), "")


class Curtain:
    """Puts the part of each person in the place of their name and address, in brackets.

    Names of several words are found in any case and around any spaces, also as "Sample, Bo"; of
    one word only as they are written, and not where they begin small: users of a computer are
    called root or admin, and so are things. `own` are the names of the person it is all about,
    which stay, and `addresses` all those they have, folded.
    """

    def __init__(
        self,
        parts: Mapping[str, str],
        *,
        own: Collection[str],
        addresses: Collection[str] = (),
        of_addresses: Mapping[str, str] | None = None,
        codes: Codes | None = None,
    ) -> None:
        """Take the part of every name that may not be shown, and those of known addresses.

        With `codes` the codes of others' records are hidden too.
        """
        own_keys = {_key(name) for name in own}
        self._parts = {_key(name): part for name, part in parts.items() if name.strip()}
        self._exactly = {
            name: part for name, part in parts.items() if is_one_word(name) and name.strip()
        }
        hidden = [name for name in parts if _can_be_found(name) and _key(name) not in own_keys]
        self._own = own_keys
        self._names = _alternatives((*own, *hidden))
        self._addresses = set(addresses)
        self._of_addresses = dict(of_addresses or {})
        self._codes = codes

    def part_of(self, name: str, *, otherwise: str) -> str:
        """Give the part of one person who is named, or of those who are named together."""
        if not name.strip():
            return ""
        known = self._parts.get(_key(name))
        if known:
            return known
        shown = self.hide(name)
        return shown if shown != name else otherwise

    def hide(self, text: str) -> str:
        """Give a text without the names, addresses and codes of others."""
        shown = ADDRESS.sub(self._hide_address, text) if "@" in text else text
        shown = self._names.sub(self._hide_name, shown)
        return shown if self._codes is None else _A_CODE.sub(self._hide_code, shown)

    def _hide_code(self, found: re.Match[str]) -> str:
        spelt = _spell(found)
        codes = self._codes
        if codes is None or spelt in codes.own:
            return found[0]
        if spelt[0] not in _ALWAYS_A_CODE and spelt not in codes.others:
            return found[0]
        return f"[{_CODED[spelt[0]]}]"

    def _hide_address(self, found: re.Match[str]) -> str:
        written = found[0].rstrip(".!?")
        key = email_key(written)
        if key is None or key in self._addresses:
            return found[0]
        return f"[{self._of_addresses.get(key, AN_ADDRESS)}]{found[0][len(written) :]}"

    def _hide_name(self, found: re.Match[str]) -> str:
        key = _key(_turned(found[0]))
        if key in self._own:
            return found[0]
        part = self._exactly.get(found[0]) or self._parts.get(key)
        return f"[{part}]" if part else found[0]


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _turned(name: str) -> str:
    """Give "Sample, Bo" as "Bo Sample"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name


def is_one_word(name: str) -> bool:
    """Tell whether a name could be a word of any text."""
    return len(name.split()) == 1


def _can_be_found(name: str) -> bool:
    return bool(name.strip()) and not (is_one_word(name) and name.strip()[0].islower())


def _alternatives(names: Iterable[str]) -> re.Pattern[str]:
    """Find any of the names, the longest first, as whole words."""
    listed = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    if not listed:
        return _NEVER
    return re.compile(rf"(?<!\w)(?:{'|'.join(_spelt(name) for name in listed)})(?!\w)")


def _spelt(name: str) -> str:
    words = [re.escape(word) for word in name.split()]
    if len(words) == 1:
        return words[0]
    either = [r"\s+".join(words)]
    if "," not in name:
        either.append(rf"{words[-1]},\s*" + r"\s+".join(words[:-1]))
    return f"(?i:{'|'.join(either)})"
