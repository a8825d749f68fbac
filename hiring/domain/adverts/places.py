"""Read where a job is, whether it is remote, and what kind of employment it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.domain.adverts.advert import Advert

_REMOTE_WORDS = re.compile(
    r"\b(?:(?:100%|fully|global|globally|full)\s*)?remote(?:[- ](?:first|friendly|hybrid|only|eligible|ok))?\b"
    r"|\bhybrid(?:[- ]remote)?\b|\bon-?\s?site\b|\bin[- ]office\b|\bwork from (?:home|anywhere)\b|\btelecommute\b"
    r"|\bworldwide\b|\banywhere\b|\bvirtual\b",
    re.IGNORECASE,
)
_OTHER_SPLIT = re.compile(
    r"\s*(?:;|\||/|\N{MIDDLE DOT}|\N{BULLET}|\bor\b|\band\b|&|\s[-\N{EN DASH}\N{EM DASH}]\s|\()\s*"
)
_TRIM = " ,.;:-()\N{EN DASH}\N{EM DASH}"
_LOCATION_LINE = re.compile(
    r"(?:(?:job|work|office|primary)\s+)?(?:locations?|based in|where|place of work|workplace)\s*[:\N{EN DASH}]\s*(?P<place>[^.\n]{2,80})",
    re.IGNORECASE,
)
_MOST_PLACE = 80

_HYBRID = re.compile(
    r"\bhybrid\b(?!\s*(?:cloud|search|model(?:s|ing)|recommend|retrieval|approach|casual|system|quantum|app|and casual))(?!-casual)"
    r"|\b(?:[1-4]|one|two|three|four)(?:\s*-\s*[1-4])?\s+days?\s+(?:a|per|each|/)\s*week\s+(?:in|at|from)\s+(?:the\s+|our\s+)?office"
    r"|\b(?:[1-4]|one|two|three|four)\s+days?\s+(?:in|at)\s+(?:the\s+|our\s+)?office",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:fully|100\s?%|completely|totally|entirely|permanently)[- ]+remote\b|\bremote[- ](?:first|only|position|role|job|opportunity|work(?:ing)?\s+(?:position|role))\b"
    r"|\b(?:this|the)\s+(?:\w+\s+){0,2}(?:position|role|job|opportunity|posting)\s+(?:is|can be|will be|may be)\s+(?:\w+\s+){0,3}remote\b"
    r"|\bis\s+(?:a\s+)?(?:\w+[, ]\s*){0,2}remote(?:[,.;)]|\s+(?:position|role|job|based|opportunity)|\Z)"
    r"|\bwork\s+(?:fully\s+)?(?:remotely|from\s+anywhere)\b|\bremote\s*[-\N{EN DASH},(]\s*(?:us|usa|uk|eu|europe|canada|united states|anywhere|global|worldwide)\b"
    r"|\A\W*(?:location\s*:\s*)?remote\W*\Z|\bLI-Remote\b",
    re.IGNORECASE,
)
_ONSITE = re.compile(
    r"\b(?:fully|100\s?%)\s+(?:on-?\s?site|in[- ]office)\b|\b(?:this|the)\s+(?:\w+\s+)?(?:position|role|job)\s+is\s+(?:\w+\s+){0,2}(?:on-?\s?site|in[- ](?:office|person))\b"
    r"|\bnot\s+(?:a\s+)?remote\b|\bno\s+remote\b|\bon-?site\s+(?:position|role|only)\b|\bLI-Onsite\b|\b(?:5|five)\s+days?\s+(?:a|per|/)\s*week\s+(?:in|at)\s+(?:the\s+|our\s+)?office",
    re.IGNORECASE,
)
_KINDS = (
    (
        "intern",
        r"\b(?:internship|(?:research|summer|\w+ing|science|data|engineer)\s+intern)\b|\bintern\b(?=\W*(?:\Z|[-,(]))",
    ),
    (
        "part-time",
        r"\bpart[- ]time\s+(?:position|role|job|opportunity|contract|employment|basis)\b|\bpart[- ]time\b(?=\W*\Z)|\bthis is (?:a\s+)?part[- ]time\b",
    ),
    (
        "temporary",
        r"\b(?:fixed[- ]term|temporary|limited[- ]term|maternity cover|interim)\s*(?:position|role|contract|job|assignment|basis|appointment|cover|\Z|[,.;)])",
    ),
    (
        "contractor",
        r"\b(?:contract(?:or)?|freelance|b2b|c2c|corp-to-corp|1099)\s+(?:position|role|basis|job|opportunity|assignment|contract|engagement|to hire|project)\b|\bindependent contractor\b|\b(?:6|12|3|9|18|six|twelve)[- ]months?\s+contract\b|\b(?:inside|outside) ir35\b|\bday rate\b|\bfreelancer?\b(?=\W*\Z)",
    ),
    ("volunteer", r"\bvolunteer\s+(?:position|role|opportunity)\b|\bunpaid\s+(?:position|role)\b"),
    ("per-diem", r"\bper diem\s+(?:position|role)\b"),
    (
        "full-time",
        r"\bfull[- ]?time(?:[,/]?\s+(?:\w+[,/]?\s+){0,2}?(?:position|role|job|opportunity|contract|employment|basis|permanent|remote|salaried|hybrid|engineer|scientist|analyst))\b|\bpermanent[,/]?\s*(?:and\s+)?full[- ]?time\b|\bfull[- ]?time\b(?=\W*\Z)|\bthis is (?:a\s+)?full[- ]?time\b|\bwork full[- ]?time\b",
    ),
)
_TYPES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_TYPE_LINE = re.compile(
    r"(?:employment|job|contract|position|role)\s*(?:type|status)?\s*[:\N{EN DASH}-]\s*(?P<said>.{3,60})|type\s*:\s*(?P<short>.{3,60})",
    re.IGNORECASE,
)
_SAID = (
    ("part-time", re.compile(r"part[- ]?time", re.IGNORECASE)),
    ("intern", re.compile(r"intern", re.IGNORECASE)),
    ("temporary", re.compile(r"temporar|fixed[- ]term", re.IGNORECASE)),
    ("contractor", re.compile(r"contract|freelance|b2b", re.IGNORECASE)),
    ("volunteer", re.compile(r"volunteer", re.IGNORECASE)),
    ("full-time", re.compile(r"full[- ]?time|permanent", re.IGNORECASE)),
)
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
_MAY_PLACE = ("remote", "hybrid", "onsite", "on-site", "on site", "office", "anywhere")
_FOR_ALL = re.compile(
    r"\b(?:all|every|eligible|our)\s+(?:\w+\s+)?(?:full|part)[- ]?time\b|full[- ]?time\s+employees",
    re.IGNORECASE,
)


def find_places(advert: Advert, regions: frozenset[str]) -> tuple[str, ...]:
    """Give the places of the job, each as "town, region", in the order of the text."""
    said = advert.location or next(_location_lines(advert), "")
    places: list[str] = []
    for group in _OTHER_SPLIT.split(said):
        for place in _join_regions(group, regions):
            if place not in places:
                places.append(place)
    return tuple(places)


def tell_remote(advert: Advert) -> str | None:
    """Tell whether the job is remote, hybrid or on site; None where it is not said."""
    for head in (advert.location, advert.title):
        told = _tell_head(head)
        if told:
            return told
    found = {
        told
        for line in advert.lines
        if line.part not in {Part.EQUAL, Part.MUST, Part.NICE}
        and any(hint in line.small for hint in _MAY_PLACE)
        for told, pattern in (("onsite", _ONSITE), ("hybrid", _HYBRID), ("remote", _REMOTE))
        if pattern.search(line.text)
    }
    return next((told for told in ("onsite", "remote", "hybrid") if told in found), None)


def tell_employment_type(advert: Advert) -> str | None:
    """Tell the kind of employment; None where it is not said."""
    for kind, pattern in _TYPES:
        if pattern.search(advert.title):
            return kind
    found: set[str] = set()
    for line in advert.lines:
        labelled = _TYPE_LINE.match(line.text)
        if labelled:
            said = labelled["said"] or labelled["short"] or ""
            kind = next((kind for kind, pattern in _SAID if pattern.search(said)), "")
            if kind:
                return kind
        if line.part in _NOT_THE_JOB:
            continue
        found.update(
            kind
            for kind, pattern in _TYPES
            if any(hint in line.small for hint in _MAY_TYPE[kind])
            and pattern.search(line.text)
            and not _FOR_ALL.search(line.text)
        )
    return next((kind for kind, _ in _TYPES if kind in found), None)


def _tell_head(head: str) -> str | None:
    if re.search(r"\bhybrid\b", head, re.IGNORECASE):
        return "hybrid"
    if re.search(r"\bremote\b|\banywhere\b|\bworldwide\b", head, re.IGNORECASE):
        return "remote"
    if re.search(r"\bon-?\s?site\b|\bin[- ]office\b", head, re.IGNORECASE):
        return "onsite"
    return None


def _location_lines(advert: Advert) -> Iterator[str]:
    for line in advert.lines:
        found = _LOCATION_LINE.match(line.text)
        if found and line.part not in {Part.MUST, Part.NICE, Part.EQUAL}:
            yield found["place"]
    for line in advert.of(Part.PLACE):
        if line.kind is Kind.TEXT and len(line.text) <= _MOST_PLACE // 2 and "." not in line.text:
            yield line.text


def _join_regions(said: str, regions: frozenset[str]) -> Iterator[str]:
    """Give the places in a list with commas; a region belongs to the town before it."""
    held = ""
    for piece in _REMOTE_WORDS.sub("", said).split(","):
        part = piece.strip(_TRIM)
        if not part:
            continue
        if held and part.lower() in regions and held.lower() not in _COUNTRIES:
            held = f"{held}, {part}"
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


_COUNTRIES = frozenset({"us", "usa", "uk", "united states", "united kingdom", "europe", "canada"})
