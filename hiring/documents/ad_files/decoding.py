"""Tell which letters the bytes of a text stand for, and say so where that was not certain.

UTF-8 is tried first, and is never mistaken. What is not UTF-8 is Windows-1252 or Mac Roman where
nearly all letters then stand where such letters stand in words; anything else is refused.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from hiring.documents.ad_files.limits import TEXT_ITSELF, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 4096
_FEWEST_ZEROS = 3  # in ten of the bytes that are zero in UTF-16, whatever the letters of the rest
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MOST_LOOKED_AT = 20_000
_FOREIGN = 4  # no more than one letter in so many is none of ASCII, where letters are Latin
_STRANGE = 10  # one in so many may stand where no such letter stands
_LOST = 10  # and one in so many may be lost
_SAME = frozenset(
    "\xa0\xad\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}\N{MIDDLE DOT}\N{DEGREE SIGN}"
    "\N{REGISTERED SIGN}\N{TRADE MARK SIGN}\N{COPYRIGHT SIGN}"
)
_BETWEEN = frozenset(
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\N{BULLET}\N{SECTION SIGN}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{INVERTED EXCLAMATION MARK}\N{INVERTED QUESTION MARK}\N{MULTIPLICATION SIGN}"
    "\N{VULGAR FRACTION ONE HALF}\N{DAGGER}\N{DOUBLE DAGGER}"
)
_MONEY = frozenset("\N{EURO SIGN}\N{POUND SIGN}\N{YEN SIGN}")
_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
_LEADS = "\xc2\xc3\xc4\xc5\xe2\xf0"
"""What accents, signs of typography, Slavic letters and small pictures begin with, when garbled."""
_SLAVIC = (
    "\xa1\xb0\xb1\xba\xbc\xbe\u0152\u0178\u02c6\u2018\u201a\u201c\u201e\u2021\u2026\u203a\u2122"
)
_LAST_THAT_GOES_ON = 0xBF  # in UTF-8
_SAVE_AS_UTF_8 = "save it as UTF-8."
_DECLARED = frozenset(
    """
    utf-8 ascii cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp932 cp949
    iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8
    iso8859-9 iso8859-13 iso8859-15 koi8-r koi8-u mac-roman shift_jis euc_jp euc_kr gb2312
    gbk gb18030 big5
    """.split()  # noqa: SIM905 - names are read more easily without marks
)


class Decoded(NamedTuple):
    """A text, and what its reader should know about its letters."""

    text: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, *, shown: str, declared: str = "") -> Decoded:
    """Read bytes as text; `declared` is the encoding that a web page names.

    Raises InvalidFileError for what is no text, and for letters that cannot be told.
    """
    found = _decoded(raw, shown, declared)
    if _is_binary(found.text):
        refuse(shown, "this is no text, but a file of another kind.", TEXT_ITSELF)
    return _mended(found)


def _decoded(raw: bytes, shown: str, declared: str) -> Decoded:
    named = next((name for mark, name in _MARKS if raw.startswith(mark)), "") or _wide(raw)
    if named:
        try:
            return Decoded(raw.decode(named))
        except UnicodeDecodeError:
            refuse(shown, "its letters cannot be read: it is broken UTF-16.", _SAVE_AS_UTF_8)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return next(_other_readings(raw, declared), None) or _refuse_unknown(shown)


def _refuse_unknown(shown: str) -> Decoded:
    refuse(
        shown,
        "its letters cannot be told: it is neither UTF-8, UTF-16 nor Windows-1252.",
        _SAVE_AS_UTF_8,
    )


def _wide(raw: bytes) -> str:
    """Tell UTF-16 without a mark by its zero bytes, every second one where letters are Latin."""
    head = raw[: _HEAD & ~1]
    for name, zeros, letters in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if zeros.count(0) * 10 > len(zeros) * _FEWEST_ZEROS and not letters.count(0):
            return name
    return ""


def _other_readings(raw: bytes, declared: str) -> Iterator[Decoded]:
    """Give what bytes may say that are no UTF-8, the surest first."""
    if named := _known(declared):
        with suppress(UnicodeDecodeError):
            yield Decoded(raw.decode(named))
    nearly = raw.decode("utf-8", "replace")
    lost = nearly.count("\ufffd")
    if lost * _LOST <= len(nearly) - len(nearly.encode("ascii", "ignore")) - lost:
        yield Decoded(nearly)  # that letters are lost is told of any text
    for name, said in _NAMES.items():
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text):
            yield Decoded(text, (f"it is not UTF-8 and was read as {said}",))


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    return name if name in _DECLARED else ""


def _is_plausible(text: str) -> bool:
    """Tell whether nearly all letters stand where such letters stand."""
    looked_at = strange = foreign = 0
    for found in _NOT_ASCII.finditer(text):
        looked_at += 1
        strange += _is_strange(text, found.start())
        foreign += found[0].isalpha()
        if looked_at == _MOST_LOOKED_AT:
            break
    letters = sum(map(str.isalpha, text[: found.end()])) if looked_at else 0
    return strange * _STRANGE <= looked_at and foreign * _FOREIGN <= letters


def _is_strange(text: str, at: int) -> bool:
    sign = text[at]
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if sign in _SAME:
        return False
    if sign in _BETWEEN:
        return before.isalpha() and after.isalpha()
    if sign in _MONEY:
        return not any(map(str.isdigit, text[max(0, at - 3) : at + 4]))
    if sign.isalpha():
        return sign.isupper() and before.islower()
    return True


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROLS.findall(text)) * 100 > len(text)


def _mended(found: Decoded) -> Decoded:
    """Mend letters that were written in UTF-8, read as Windows-1252, and written again."""
    notes = list(found.notes)
    text, mended = found.text, 0
    if any(lead in text for lead in _LEADS):
        text, mended = _mend(text)
    if mended:
        notes.append(f"{_letters(mended)} garbled by two encodings and mended; save it as UTF-8")
    if lost := text.count("\ufffd"):
        notes.append(f"{_letters(lost)} lost before this file was written")
    return Decoded(text, tuple(notes))


def _mend(text: str) -> tuple[str, int]:
    """Give a text with each garbled letter made whole, and how many there were."""
    codes = _bytes_of_letters()
    goes_on = "".join(re.escape(sign) for sign, code in codes.items() if code <= _LAST_THAT_GOES_ON)
    garbled = re.compile(
        f"[\xc2\xc3][{goes_on}]|\xe2[{goes_on}]{{2}}|\xf0[{goes_on}]{{3}}|[\xc4\xc5][{_SLAVIC}]"
    )
    mended = 0

    def mend(hit: re.Match[str]) -> str:
        nonlocal mended
        try:
            letters = bytes(codes[sign] for sign in hit[0]).decode("utf-8")
        except UnicodeDecodeError:
            return hit[0]
        mended += 1
        return letters

    return garbled.sub(mend, text), mended


def _bytes_of_letters() -> dict[str, int]:
    """Give the byte that a letter is in Windows-1252, with those it leaves out."""
    made = {}
    for code in range(0x80, 0x100):
        try:
            made[bytes([code]).decode("cp1252")] = code
        except UnicodeDecodeError:
            made[chr(code)] = code
    return made


def _letters(count: int) -> str:
    return "a letter was" if count == 1 else f"{count} letters were"
