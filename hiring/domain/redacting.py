"""Leave other people out of what is written of one person: a part in the place of a name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hiring.domain.codes import email_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

AN_ADDRESS = "an e-mail address"
ADDRESS = re.compile(r"[^\s@<>\"',;:/()\[\]{}|\\]{1,64}@(?:[\w-]+\.)+[^\W\d_]{2,63}")
_WORD = re.compile(r"\w+")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHORTEST_NAME = 2
_NEVER = re.compile(r"(?!)")


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
    ) -> None:
        """Take the part of every name that may not be shown, and those of known addresses."""
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
        """Give a text without the names and addresses of others."""
        shown = ADDRESS.sub(self._hide_address, text) if "@" in text else text
        return self._names.sub(self._hide_name, shown)

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
