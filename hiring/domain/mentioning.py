"""Tell whether a text names somebody, in the ways in which names and addresses stand in files.

A name is its words side by side, in their order or turned round (Example, Zoë), whatever their
case, accents and what stands between. A word of it alone is none: half of all letters would be of
somebody called May.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_BREAK = re.compile(r"\\[nrt]")
_MAILED = re.compile(r"(?:=[0-9a-fA-F]{2})+|=\r?\n")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ACCENT = re.compile("[\u0300-\u036f]")
_JOINED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_TAG = re.compile(r"<[^<>]*>")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
_MOST_WORDS = 8
_FEW = 50


class Sought:
    """Names and addresses of people that are looked for together."""

    def __init__(self, needles: Iterable[str], *, surely: bool = False) -> None:
        """Take whole names and addresses; `surely` leaves what may well be somebody else.

        So is a name of one word, and example.org.uk, which may be example.org before other words.
        """
        self._surely = surely
        self.needles = tuple(dict.fromkeys(each for each in needles if each.strip()))
        self._addresses = _Addresses(surely=surely)
        self._names: dict[str, set[tuple[str, ...]]] = {}
        self._alone: set[str] = set()
        self._written: set[str] = set()
        for one in self.needles:
            self._take(one)

    def _take(self, needle: str) -> None:
        if _ADDRESS.fullmatch(needle):
            self._addresses.add(_plain(needle))
        elif needle.lower() == needle.upper():  # a script without capitals, often without spaces
            self._written.add(_plain(needle))
        elif len(_WORD.findall(needle)) == 1:
            if self._surely:
                return
            word = _composed(needle).strip()  # as a name is written: "may" is no May
            self._alone |= {word[0].upper() + word[1:], word.upper()}
        else:
            for words in _orders(needle):
                self._names.setdefault(words[0], set()).add(words)

    def __bool__(self) -> bool:
        """Tell whether anybody is looked for."""
        return bool(self.needles)

    def named_in(self, text: str) -> bool:
        """Tell whether a text names any of them, by a whole name or an address."""
        return any(self._stands_in(form) for form in _forms(text))

    def addressed_in(self, text: str) -> bool:
        """Tell whether a text holds an address of any of them."""
        return any(self._addresses.stand_in(_plain(form)) for form in _forms(text))

    def names_file(self, name: str) -> bool:
        """Tell whether a file is called after any of them, as ZoeExample-cv.pdf."""
        return self.named_in(name) or self.named_in(_JOINED.sub(" ", name.rpartition(".")[0]))

    def _stands_in(self, text: str) -> bool:
        if self._alone and not self._alone.isdisjoint(_WORD.findall(_composed(text))):
            return True
        plain = _plain(text)
        if self._addresses.stand_in(plain):
            return True
        if any(each in plain for each in self._written):
            return True
        names = (name for several in self._names.values() for name in several)
        return self._may_stand(plain, names) and self._holds_name(plain)

    def _may_stand(self, plain: str, sought: Iterable[Iterable[str]]) -> bool:
        """Rule most texts out at once, as long as few people are looked for."""
        if len(self.needles) > _FEW:
            return True
        return any(all(word in plain for word in words) for words in sought)

    def _holds_name(self, plain: str) -> bool:
        words = _WORD.findall(plain)
        for place, word in enumerate(words):
            for name in self._names.get(word, ()):
                if tuple(words[place : place + len(name)]) == name:
                    return True
        return False


class _Addresses:
    """Addresses that are looked for around each @ of a text, so that its length alone counts."""

    def __init__(self, *, surely: bool) -> None:
        self._surely = surely
        self._of_domain: dict[str, set[str]] = {}
        self._lengths: dict[str, set[int]] = {}
        self._at: re.Pattern[str] | None = None

    def add(self, address: str) -> None:
        local, _, domain = address.partition("@")
        self._of_domain.setdefault(domain, set()).add(local)
        self._lengths.setdefault(domain, set()).add(len(local))
        self._at = None

    def stand_in(self, plain: str) -> bool:
        if not self._of_domain or "@" not in plain:
            return False
        sizes = sorted({len(domain) for domain in self._of_domain})
        return any(
            self._stands_at(plain, found.start(), sizes) for found in self._signs().finditer(plain)
        )

    def _signs(self) -> re.Pattern[str]:
        """Give what finds each @ between letters with which our addresses end and go on."""
        if self._at is None:
            before = {local[-1] for several in self._of_domain.values() for local in several}
            after = {domain[0] for domain in self._of_domain}
            around = ("".join(map(re.escape, sorted(each))) for each in (before, after))
            self._at = re.compile("@(?<=[{}]@)(?=[{}])".format(*around))
        return self._at

    def _stands_at(self, plain: str, place: int, sizes: Iterable[int]) -> bool:
        for size in sizes:
            domain = plain[place + 1 : place + 1 + size]
            locals_ = self._of_domain.get(domain)
            if locals_ is None or not _ends(plain, place + 1 + size, surely=self._surely):
                continue
            for length in self._lengths[domain]:
                begin = place - length
                if begin >= 0 and plain[begin:place] in locals_ and _begins(plain, begin):
                    return True
        return False


def _begins(text: str, place: int) -> bool:
    """Tell whether an address may begin here: after no letter, and no sign that joins it to one."""
    while place and text[place - 1] in "._+-":
        place -= 1
    return not (place and text[place - 1].isalnum())


def _ends(text: str, place: int, *, surely: bool) -> bool:
    """Tell whether an address may end here, and no longer domain goes on."""
    if text[place : place + 1] == "." and not surely:
        return True
    if text[place : place + 1] in {".", "-"}:
        place += 1
    return not text[place : place + 1].isalnum()


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _plain(text: str) -> str:
    """Give a text without case and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return _ACCENT.sub("", apart)


def _orders(name: str) -> Iterator[tuple[str, ...]]:
    """Give the words of a name as they may follow each other, with ü as u and as ue."""
    spellings = (name, _composed(name).casefold().translate(_SPELT_OUT))
    for words in {tuple(_WORD.findall(_plain(each))[:_MOST_WORDS]) for each in spellings}:
        for place in range(len(words)):
            yield (*words[place:], *words[:place])


def _forms(text: str) -> Iterator[str]:
    """Give a text as it stands, and as it reads once its escapes and its tags are taken away."""
    yield text
    read = text
    if "\\" in read:
        read = _BREAK.sub(" ", _ESCAPED.sub(_unescaped, read))
    if "&" in read:
        read = html.unescape(read)
    if "%" in read:
        read = unquote(read, errors="replace")
    if not read.isascii():
        read = _UNSEEN.sub("", read)
    if read != text:
        yield read
    if _MAILED.search(text):
        yield _MAILED.sub(_mailed, text)
    if "<" in text:
        # What people see as one word may stand in several runs, and words in cells of their own.
        yield html.unescape(_TAG.sub("", text))
        yield html.unescape(_TAG.sub(" ", text))


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1] or found[2], 16))


def _mailed(found: re.Match[str]) -> str:
    """Read signs as mails write them, =40 for @."""
    return bytes.fromhex(found[0].replace("=", "")).decode("utf-8", "replace")


def decoded(content: bytes) -> str | None:
    """Give bytes as the text they are; None for what is none."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\0" in content:
        return _wide(content)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LOOKED_AT = 4096
_MOSTLY = 0.4  # of every second byte in Western text of 16 bits: nothing


def _wide(content: bytes) -> str | None:
    """Give text of 16 bits that does not say so."""
    begin = content[: _LOOKED_AT - _LOOKED_AT % 2]
    for half, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        part = begin[half::2]
        if part and part.count(0) >= _MOSTLY * len(part):
            return content.decode(encoding, "replace")
    return None
