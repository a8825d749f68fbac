"""Find the words for degrees in a sentence, and none of the words that only look like them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.domain.adverts.facts import Degree
from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_S = "['\N{RIGHT SINGLE QUOTATION MARK}]"
_WORDS = Pattern(
    rf"(?P<phd>(?i:\bph\.?\s?d\.?(?:{_S}?s)?(?![a-z])|\b(?:doctorate|doctoral|d\.?phil)\b))"
    rf"|(?P<bachelor>(?i:\bbachelors?(?:{_S}s?)?(?![a-z])|\bbaccalaureate"
    r"|\bundergraduate\s+(?:or\s+\w+\s+)?degree|\b(?:4|four)[- ]years?\s+(?:\w+\s+)?degree)"
    r"|(?<![A-Za-z])(?:B\.\s?(?:S|Sc|A|E)\.|B\.\s?Sc\b|BSc|B\.?\s?Tech\b|B\.?Eng\b|BCA\b|LL\.?B\b))"
    r"|(?P<master>(?i:\b(?:advanced|graduate|post-?\s?graduate|higher)\s+(?:\w+\s+)?degree"
    r"|\bpost-?graduate(?=\s+(?:in|qualification|diploma))|\bbac\s?\+\s?5)"
    r"|(?<![A-Za-z])(?:M\.\s?(?:S|Sc|A)\.|M\.\s?Sc\b|MSc|M\.?\s?Tech\b|M\.?Eng\b"
    r"|(?:MBA|MPhil|MRes|MCA|Diplom)\b))"
    rf"|(?P<named>(?i:\bmaster(?:{_S}s|s{_S}?|)(?![a-z])))"
    rf"|(?P<letters>(?<![A-Za-z])(?:BS|BA|BE|AB|MS|MA|ME)(?:{_S}s)?\b)"
    r"|(?P<degree>(?i:\bdegrees?\b))"
)
_HINTS = (
    *("degree", "bachelor", "master", "graduate", "phd", "ph.d", "ph d", "ph. d", "doctor"),
    *("d.phil", "dphil", "diplom", "baccalaur", "bac ", "bac+"),
)
_LETTERS = Pattern(r"\b(?:[BM]\.?\s?(?:S|A|E|T|P|R|C)|LL|AB\b)")

_DEGREE_GOES_ON = Pattern(  # what follows two letters that are a degree: "MS in", "BS/MS"
    r"\s*(?:/|\(|,|&|or|and)?\s*(?:or\s+|an?\s+)?"
    r"(?:[MB]\.?\s?(?:Sc?|A|E)\b|[MB]\.?\s?(?:Eng|Tech)|MBA|MCA|Ph\.?\s?D|[Mm]aster|[Bb]achelor"
    r"|[Dd]octor|[Dd]egree|in\s+(?!Boston|MA\b)(?:an?\s+)?[A-Za-z]{2}|\(?[Rr]equired|[Pp]referred"
    r"|or\s+(?:higher|above|equivalent|better|foreign)|higher|level\b|with\b|\+)"
)
_MS_PRODUCTS = Pattern(r"\s*(?:Excel|Office|Word|SQL|Azure|Teams|Project|Power|Access)")
_NO_MASTER_BEFORE = Pattern(r"(?:scrum|kaggle|grand|quiz|web)\s?\Z", re.IGNORECASE)
_MASTER_OF_SOMETHING = Pattern(
    r"\s+(?:degree|level|studies|diploma|of\s+(?:science|arts|engineering|business|technology"
    r"|research|public)|or\s+(?:ph\.?\s?d|doctor))|\s*/\s*ph",
    re.IGNORECASE,
)
_TITLED_MASTER = Pattern(r"\s+(?:in\s+[A-Za-z]|or\b)|\s*\)")
_MASTERS_SOMETHING = Pattern(r"\s+(?:the|of the|new|in the|thesis|theses)\b", re.IGNORECASE)
_EXTENT_BEFORE = Pattern(
    r"(?:\b(?:high|higher|some|large|great|certain|same|varying|to a)\s|360[\s-])\Z", re.IGNORECASE
)
_EXTENT_BEHIND = Pattern(
    r"\s+(?:of\s+(?!science|engineering|arts)|celsius|to\s+which|fahrenheit|view)", re.IGNORECASE
)


def may_name_degree(text: str, small: str) -> bool:
    """Tell quickly whether a degree may be named; `small` is the text in small letters."""
    return any(hint in small for hint in _HINTS) or _LETTERS.search(text) is not None


def find_degree_words(sentence: str) -> Iterator[tuple[Degree, int, int]]:
    """Give the degrees that a sentence names, from which letter to which."""
    for found in _WORDS.finditer(sentence):
        degree = _DEGREES[found.lastgroup or ""](sentence, found)
        if degree is not None:
            yield degree, found.start(), found.end()


def _read_letters(sentence: str, found: re.Match[str]) -> Degree | None:
    """Tell the degrees BS, BA, MS and MA from a product, a state and a unit of time."""
    if _MS_PRODUCTS.match(sentence, found.end()):
        return None
    slashed = sentence[: found.start()].endswith("/") and found[0] in {"MS", "MA"}
    if not slashed and not _DEGREE_GOES_ON.match(sentence, found.end()):
        return None
    return Degree.MASTER if found[0].startswith("M") else Degree.BACHELOR


def _read_master(sentence: str, found: re.Match[str]) -> Degree | None:
    """Tell a master's degree from scrum masters and from mastering something."""
    if _NO_MASTER_BEFORE.search(sentence, 0, found.start()):
        return None
    if len(found[0]) > len("master"):
        return None if _MASTERS_SOMETHING.match(sentence, found.end()) else Degree.MASTER
    titled = found[0][0] == "M" and _TITLED_MASTER.match(sentence, found.end())
    return Degree.MASTER if titled or _MASTER_OF_SOMETHING.match(sentence, found.end()) else None


def _read_degree(sentence: str, found: re.Match[str]) -> Degree | None:
    """Tell the degree of a university from a high degree of something."""
    extent = _EXTENT_BEFORE.search(sentence, max(0, found.start() - 10), found.start())
    return None if extent or _EXTENT_BEHIND.match(sentence, found.end()) else Degree.ANY


_DEGREES = {
    "phd": lambda _sentence, _found: Degree.PHD,
    "bachelor": lambda _sentence, _found: Degree.BACHELOR,
    "master": lambda _sentence, _found: Degree.MASTER,
    "named": _read_master,
    "letters": _read_letters,
    "degree": _read_degree,
}
