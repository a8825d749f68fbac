"""What may tell one person twice: addresses, phone numbers, profiles and names, made comparable.

A key only finds people to be compared; it never says that two are one.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from hiring.domain.codes import email_key, plain_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME = 300
FEWEST_DIGITS = 7
LAST_DIGITS = 8  # of a phone number: the same whether the country is written or not
_DIGITS = re.compile(r"\d")
_LISTED = re.compile(r"[;,\n]+")
_LINKS = re.compile(r"[\s,;]+")


class _Folded(dict[int, str]):
    """What each letter is folded to, remembered, so that a text is folded in one go."""

    def __missing__(self, letter: int) -> str:
        folded = "".join(c if c.isalnum() else " " for c in plain_letters(chr(letter)))
        self[letter] = folded
        return folded


_FOLDED = _Folded()
# The same for texts of ASCII alone, which most are: a table of bytes is several times as quick.
_ASCII_FOLDED = bytes(
    ord(chr(c).lower() if chr(c).isascii() and chr(c).isalnum() else " ") for c in range(256)
)
_NO_DIGITS = bytes(c for c in range(128) if not chr(c).isdigit())
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:www\.|m\.)?([^/?#\s]+\.[^/?#\s]+)(/[^?#\s]*)", re.IGNORECASE
)


class Person(NamedTuple):
    """What is kept of a person that tells who they are, as it was written."""

    name: str
    email: str | None = None
    more_emails: str = ""
    phone: str = ""
    company: str = ""
    headline: str = ""
    location: str = ""
    links: str = ""
    tags: str = ""
    note: str = ""


def listed(text: str) -> list[str]:
    """Split what is kept as a list (addresses, phone numbers, tags) at commas and line ends."""
    if "," in text or ";" in text or "\n" in text:
        return [part for part in (part.strip() for part in _LISTED.split(text)) if part]
    part = text.strip()
    return [part] if part else []


def email_keys(email: str | None, more: str) -> tuple[str, ...]:
    """Give the folded form of each address of a person, each once, the main one first."""
    written = [email or "", *(listed(more) if more else ())]
    return tuple(dict.fromkeys(key for each in written if (key := email_key(each))))


def digits_in(text: str) -> str:
    """Give the digits of a text, of any writing."""
    if text.isascii():
        return text.encode().translate(None, _NO_DIGITS).decode()
    return "".join(_DIGITS.findall(text))


def phone_ends(phone: str) -> Iterator[str]:
    """Give the last digits of each number; those too short to tell anybody are left out."""
    for written in listed(phone) if phone else ():
        digits = digits_in(written)
        if len(digits) >= FEWEST_DIGITS:
            yield digits[-LAST_DIGITS:]


# The page of a person is the same at every host of a country, and in every language.
_LINKEDIN = re.compile(r"(?:[a-z]{2,3}|mobile|touch)\.linkedin\.com\Z")
_LINKEDIN_HOST = "linkedin.com"
_IN_A_LANGUAGE = re.compile(r"(/in/[^/]+)/[a-z]{2}(?:[-_][a-z]{2})?\Z")


def profiles(links: str) -> Iterator[str]:
    """Give each link that names a page, without scheme, www, query and last slash.

    An address without a path is a company's or a portal's, and tells nobody.
    """
    for written in _LINKS.split(links) if links else ():
        match = _ADDRESS.match(written)
        page = match and match[2].rstrip("/")
        if match and page:
            host, page = match[1].casefold(), page.casefold()
            if _LINKEDIN.match(host) or host == _LINKEDIN_HOST:
                host, page = _LINKEDIN_HOST, _IN_A_LANGUAGE.sub(r"\1", page)
            yield f"{host}{page}"


def name_key(name: str) -> str:
    """Give the words of a name in their alphabet's order, so that "Example, Ada" is Ada Example."""
    words = words_in(name)
    return " ".join(sorted(words)) if len(words) > 1 else ""


def are_plainly_others(name: str, other: str) -> bool:
    """Tell whether two names have no word in common; who has no name may be anybody."""
    words, others = set(words_in(name)), set(words_in(other))
    return bool(words and others) and words.isdisjoint(others)


def match_keys(person: Person) -> tuple[int, ...]:
    """Give the hashes under which a person is found who may be the same; none for what is missing.

    Each is of 64 bits with a sign, as a BIGINT holds it.
    """
    said = [f"phone {end}" for end in phone_ends(person.phone)]
    said += [f"page {page}" for page in profiles(person.links)]
    if named := name_key(person.name):
        said.append(f"name {named}")
    return tuple(dict.fromkeys(hashed(each) for each in said))


def hashed(text: str) -> int:
    """Give the hash of a key's text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def words_in(*texts: str | None) -> list[str]:
    """Give the folded words of texts: letters and digits, without case and accents."""
    written = " ".join(filter(None, texts))
    if written.isascii():
        return written.encode().translate(_ASCII_FOLDED).decode().split()
    return written.translate(_FOLDED).split()


def search_words(person: Person) -> str:
    """Give the words a person is found by, in the order of the fields, a space between them.

    Of writing without spaces each pair of letters is a word too, so that its middle is found.
    """
    numbers = [digits_in(number) for number in listed(person.phone)] if person.phone else []
    ends = [number[-LAST_DIGITS:] for number in numbers if len(number) >= FEWEST_DIGITS]
    numbers += [end for end in ends if end not in numbers]
    words = words_in(*person)
    inside = (
        [] if "".join(words).isascii() else [p for word in words for p in _parts(word, kept=True)]
    )
    return " ".join(words + inside + [number for number in numbers if number])


def asked_words(text: str) -> list[str]:
    """Give the words, or their beginnings, that a text to look for comes to.

    Digits alone, as many as a phone number has, are looked for by their end: so it does not matter
    whether the country is written.
    """
    digits = digits_in(text)
    if len(digits) >= FEWEST_DIGITS and not any(c.isalpha() for c in text):
        return [digits[-LAST_DIGITS:]]
    return [part for word in words_in(text) for part in (_parts(word, kept=False) or [word])]


# Kana, Chinese characters and Korean syllables: written without spaces between words.
_UNSPACED = re.compile(
    "([\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+)"
)


def _parts(word: str, *, kept: bool) -> list[str]:
    """Take a word of writing without spaces apart, to be kept or to be asked for; else nothing.

    It is kept in pairs and its last letter, and asked for in pairs, or by a letter alone.
    """
    if word.isascii():
        return []
    runs = [run for run in _UNSPACED.split(normalize("NFC", word)) if run]
    if not any(_UNSPACED.match(run) for run in runs):
        return []
    found: list[str] = []
    for run in runs:
        if not _UNSPACED.match(run):
            found.append(run)
            continue
        found += [run[at : at + 2] for at in range(len(run) - 1)]
        if kept or len(run) == 1:
            found.append(run[-1])
    return [normalize("NFKD", part) for part in found]
