"""Read what kind of employment an advertisement offers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Part
from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from hiring.domain.adverts.advert import Advert

_KINDS = {
    "intern": (
        r"\b(?:internship|(?:research|summer|\w+ing|science|data|engineer)\s+intern)\b"
        r"|\bintern\b(?=\W*(?:\Z|[-,(]))"
    ),
    "part-time": (
        r"\bpart[- ]time\s+(?:position|role|job|opportunity|contract|employment|basis)\b"
        r"|\bpart[- ]time\b(?=\W*\Z)|\bthis is (?:a\s+)?part[- ]time\b"
    ),
    "temporary": (
        r"\b(?:fixed[- ]term|temporary|limited[- ]term|maternity cover|interim)\s*(?:position"
        r"|role|contract|job|assignment|basis|appointment|cover|\Z|[,.;)])"
    ),
    "contractor": (
        r"\b(?:contract(?:or)?|freelance|b2b|c2c|corp-to-corp|1099)\s+(?:position|role|basis|job"
        r"|opportunity|assignment|contract|engagement|to hire|project)\b"
        r"|\bindependent contractor\b|\b(?:6|12|3|9|18|six|twelve)[- ]months?\s+contract\b"
        r"|\b(?:inside|outside) ir35\b|\bday rate\b|\bfreelancer?\b(?=\W*\Z)"
    ),
    "volunteer": (r"\bvolunteer\s+(?:position|role|opportunity)\b|\bunpaid\s+(?:position|role)\b"),
    "per-diem": r"\bper diem\s+(?:position|role)\b",
    "full-time": (
        r"\bfull[- ]?time(?:[,/]?\s+(?:\w+[,/]?\s+){0,2}?(?:position|role|job|opportunity"
        r"|contract|employment|basis|permanent|remote|salaried|hybrid|engineer|scientist"
        r"|analyst))\b|\bpermanent[,/]?\s*(?:and\s+)?full[- ]?time\b|\bfull[- ]?time\b(?=\W*\Z)"
        r"|\bthis is (?:a\s+)?full[- ]?time\b|\bwork full[- ]?time\b"
    ),
}
_TYPE_LINE = Pattern(
    r"(?:employment|job|contract|position|role)\s*(?:type"
    r"|status)?\s*[:\N{EN DASH}-]\s*(?P<said>.{3,60})|type\s*:\s*(?P<short>.{3,60})",
    re.IGNORECASE,
)
_LABELLED_AS = ("employment", "job", "contract", "position", "role", "type")
_LABELS = {
    "part-time": ("part-time", "part time", "parttime"),
    "intern": ("intern",),
    "temporary": ("temporar", "fixed-term", "fixed term"),
    "contractor": ("contract", "freelance", "b2b"),
    "volunteer": ("volunteer",),
    "full-time": ("full-time", "full time", "fulltime", "permanent"),
}
_NOT_THE_JOB = frozenset({Part.EQUAL, Part.MUST, Part.NICE, Part.DUTIES, Part.NOT_THIS})
_MAY_TYPE = {
    "intern": ("intern",),
    "part-time": ("part-time", "part time"),
    "temporary": ("fixed", "tempor", "limited", "maternity", "interim"),
    "contractor": ("contract", "freelanc", "b2b", "c2c", "corp-to", "1099", "ir35", "day rate"),
    "volunteer": ("volunteer", "unpaid"),
    "per-diem": ("per diem",),
    "full-time": ("full-time", "full time", "fulltime"),
}
_FOR_ALL = Pattern(
    r"\b(?:all|every|eligible|our)\s+(?:\w+\s+)?(?:full|part)[- ]?time\b|full[- ]?time\s+employees",
    re.IGNORECASE,
)


def tell_employment_type(advert: Advert) -> str | None:
    """Tell the kind of employment; None where it is not said."""
    titled = _kinds_in(advert.title, advert.title.lower())
    if titled:
        return titled[0]
    found: set[str] = set()
    for line in advert.lines:
        labelled = _read_label(line.text)
        if labelled:
            return labelled
        if line.part not in _NOT_THE_JOB:
            found.update(_kinds_in(line.text, line.small))
    return next((kind for kind in _KINDS if kind in found), None)


def _read_label(text: str) -> str | None:
    """Read a line as "Job type: contract"."""
    labelled = _TYPE_LINE.match(text) if text[:10].lower().startswith(_LABELLED_AS) else None
    if not labelled:
        return None
    said = (labelled["said"] or labelled["short"] or "").lower()
    return next(
        (kind for kind, words in _LABELS.items() if any(word in said for word in words)), None
    )


def _kinds_in(text: str, small: str) -> list[str]:
    """Give the kinds that a line names, none of them said of all employees."""
    return [
        kind
        for kind, hints in _MAY_TYPE.items()
        if any(hint in small for hint in hints)
        and _compile(kind).search(text)
        and not _FOR_ALL.search(text)
    ]


@cache
def _compile(kind: str) -> re.Pattern[str]:
    """Compile the pattern of a kind when the first text may name it: most never do."""
    return re.compile(_KINDS[kind], re.IGNORECASE)
