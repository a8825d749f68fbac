"""Read where a job is, whether it is remote, and what kind of employment it is."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.domain.adverts.advert import Advert

_REMOTE_WORDS = Pattern(
    r"\b(?:(?:100%|fully|global|globally|full)\s*)?remote(?:[- ](?:first|friendly|hybrid|only"
    r"|eligible|ok))?\b"
    r"|\bhybrid(?:[- ]remote)?\b|\bon-?\s?site\b|\bin[- ]office\b|\bwork from (?:home"
    r"|anywhere)\b|\btelecommute\b"
    r"|\bworldwide\b|\banywhere\b|\bvirtual\b",
    re.IGNORECASE,
    hints=(
        "remote",
        "hybrid",
        "site",
        "office",
        "home",
        "anywhere",
        "telecommute",
        "worldwide",
        "virtual",
    ),
)
_OTHER_SPLIT = Pattern(
    r"\s*(?:;|\||/|\N{MIDDLE DOT}|\N{BULLET}|\bor\b|\band\b|&|\s[-\N{EN DASH}\N{EM DASH}]\s|\()\s*"
)
_TRIM = " ,.;:-()\N{EN DASH}\N{EM DASH}"
_LOCATION_LINE = Pattern(
    r"(?:(?:(?:job|work|office|primary)\s+)?(?:locations?|places?|based in|where"
    r"|place of work|workplace)\s*[:\N{EN DASH}]"
    r"|(?:ort|standort|arbeitsort|einsatzort|dienstort|lieu(?: de travail)?"
    r"|ubicaci\N{LATIN SMALL LETTER O WITH ACUTE}n)\s*:)\s*(?P<place>[^.\n]{2,80})",
    re.IGNORECASE,
    hints=("location", "based", "where", "place", "ort", "lieu", "ubicaci"),
)
_NO_PLACE = re.compile(
    r"#|\b(?:days?|weeks?|months?|hours?|years?|offices?|time[- ]?zones?|required|optional"
    r"|preferred|possible|flexible|travel|our|your|we|you|only|GMT|UTC|CE?ST|CET|EST|PST)\b",
    re.IGNORECASE,
)
"""Words that stand beside places and are part of none."""

_INTO_PLACE = re.compile(r"\A(?:(?:with)?in|from|based in|anywhere in)\s+(?:the\s+)?(?=[A-Z])")
_MUST_LIVE = Pattern(
    r"\b(?:must|need to|have to|should)\s+(?:currently\s+)?(?:be\s+)?(?:currently\s+)?(?:based"
    r"|located|resident|residing|reside|live|living)\s+(?:with)?in\s+(?:the\s+)?"
    r"(?P<place>[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,3})",
    hints=("based", "located", "resid", "liv"),
)
_MOST_PLACE = 80
_SIDE_BY_SIDE = Pattern(
    r"\s(?:\||\N{MIDDLE DOT}|\N{BULLET})\s", hints=("|", "\N{MIDDLE DOT}", "\N{BULLET}")
)
_HEAD_LINES, _LONGEST_HEAD, _FEWEST_FACTS = 3, 300, 3

_OF_WORK = (
    r"(?:work(?:s|ing|place|ers?|week)?|role|position|job|opportunity|office|team|location|schedule"
    r"|setting|set-?up|arrangements?|policy|environment|remote|on-?site|in-person|mode|employees?"
    r"|basis|opportunities|roles|jobs|flexib\w+|culture)"
)
_LEGAL_FORM = Pattern(
    r"\s(?:GmbH(?: & Co\.? KG)?|g?AG|KG|UG|SE|e\. ?V\.|Inc\.?|L\.?L\.?C\.?|Ltd\.?|Limited|PLC|plc"
    r"|Corp\.?|Corporation|S\.?A\.?S?\.?|SARL|S\.?r\.?l\.?|S\.?p\.?A\.?|B\.?V\.?|N\.?V\.?|AB|ApS"
    r"|A/S|AS|Oy|Oyj|Sp\. z o\.o\.|s\.r\.o\.|Lda\.?|S\.?L\.?|Pty Ltd)\Z"
)
_NO_COMPANY = Pattern(
    r"[\d,;:?!]|\b(?:remote|hybrid|on-?\s?site|full[- ]time|part[- ]time|permanent|contract"
    r"|temporary|intern(?:ship)?|freelance|anywhere|worldwide|engineer|scientist|analyst|manager"
    r"|developer|researcher)\b",
    re.IGNORECASE,
)
_HYBRID = Pattern(
    rf"\bhybrid\W+(?:\w+\W+)?{_OF_WORK}\b|\bhybrid model\b(?!\s*(?:for|of|that))"
    rf"|\b{_OF_WORK}\s*"
    r"(?:\b(?:is|are|can be|will be|be|as|or|and|a|in|currently|fully)\W+)*\W{0,3}hybrid\b"
    r"|\A\W*hybrid\W*\Z|[|(\N{MIDDLE DOT}\N{BULLET}]\s*hybrid\s*[,;|)\N{MIDDLE DOT}\N{BULLET}]"
    r"|#?\bLI-Hybrid\b"
    r"|\b(?:[1-4]|one|two|three|four)(?:\s*-\s*[1-4])?\s+days?\s+(?:a|per|each|/)\s*week\s+(?:in"
    r"|at|from)\s+(?:the\s+|our\s+)?office"
    r"|\b(?:[1-4]|one|two|three|four)\s+days?\s+(?:in|at)\s+(?:the\s+|our\s+)?office",
    re.IGNORECASE,
    hints=("hybrid", "day"),
)
_EITHER = Pattern(
    r"\bremote[- ]first,?\s+hybrid\b|\bremote\s*(?:or|and|/)\s*hybrid\b"
    r"|\bhybrid[\s-]*(?:or|and|/)?[\s-]*remote\b",
    re.IGNORECASE,
    hints=("hybrid",),
)
"""Remote and hybrid in one breath: nobody may count on working from afar alone."""

_REMOTE = Pattern(
    r"\b(?:fully|100\s?%|completely|totally|entirely|permanently)[- ]+remote\b"
    r"|\bremote[- ](?:first|only|position|role|job|opportunity|work(?:ing)?\s+(?:position|role))\b"
    r"|\b(?:this|the)\s+(?:\w+\s+){0,2}(?:position|role|job|opportunity|posting)\s+(?:is|can be"
    r"|will be|may be)\s+(?:\w+\s+){0,3}remote\b"
    r"|\bis\s+(?:a\s+)?(?:\w+[, ]\s*){0,2}remote(?:[,.;)]|\s+(?:position|role|job|based"
    r"|opportunity)|\Z)"
    r"|\bwork\s+(?:fully\s+)?(?:remotely|from\s+anywhere)\b|\bremote\s*[-\N{EN DASH},(]\s*(?:us"
    r"|usa|uk|eu|europe|canada|united states|anywhere|global|worldwide)\b"
    r"|\A\W*(?:location\s*:\s*)?remote\W*\Z|\bLI-Remote\b",
    re.IGNORECASE,
    hints=("remote", "anywhere"),
)
_ONSITE = Pattern(
    r"\b(?:fully|100\s?%)\s+(?:on-?\s?site|in[- ]office)\b|\b(?:this"
    r"|the)\s+(?:\w+\s+)?(?:position|role|job)\s+is\s+(?:\w+\s+){0,2}(?:on-?\s?site"
    r"|in[- ](?:office|person))\b"
    r"|\bnot\s+(?:a\s+)?remote\b|\bno\s+remote\b|\bon-?site\s+(?:position|role|only)\b"
    r"|\bLI-Onsite\b|\b(?:5|five)\s+days?\s+(?:a|per|/)\s*week\s+(?:in|at)\s+(?:the\s+"
    r"|our\s+)?office",
    re.IGNORECASE,
    hints=("site", "office", "person", "not remote", "not a remote", "no remote"),
)
_MAY_PLACE = ("remote", "hybrid", "onsite", "on-site", "on site", "office", "anywhere")


def find_places(advert: Advert, regions: frozenset[str]) -> tuple[str, ...]:
    """Give the places of the job, each as "town, region", in the order of the text."""
    said = (
        advert.location
        or next(_location_lines(advert), "")
        or _say_head(advert, regions)
        or _say_where_to_live(advert, regions)
    )
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
    for line in advert.lines:
        labelled = _LOCATION_LINE.match(line.text)
        told = _tell_head(line.text[:_MOST_PLACE]) if labelled else None
        if told:
            return told
    if any(_EITHER.search(line.text) for line in advert.lines if line.part not in _ASKS):
        return "hybrid"
    found = {
        told
        for line in advert.lines
        if line.part not in _ASKS and any(hint in line.small for hint in _MAY_PLACE)
        for told, pattern in (("onsite", _ONSITE), ("hybrid", _HYBRID), ("remote", _REMOTE))
        if pattern.search(line.text)
    }
    return next((told for told in ("onsite", "remote", "hybrid") if told in found), None)


_ASKS = frozenset({Part.EQUAL, Part.MUST, Part.NICE})


def _tell_head(head: str) -> str | None:
    return next((told for told, pattern in _HEADS if pattern.search(head)), None)


_HEADS = (
    (
        "hybrid",
        Pattern(
            r"\bhybrid\b|\b(?:[1-4]|one|two|three|four)(?:\s*-\s*[1-4])?\s+days?\b[^,;]{0,20}\boffice\b",
            re.IGNORECASE,
            hints=("hybrid", "office"),
        ),
    ),
    (
        "remote",
        Pattern(
            r"\bremote\b|\banywhere\b|\bworldwide\b",
            re.IGNORECASE,
            hints=("remote", "anywhere", "worldwide"),
        ),
    ),
    (
        "onsite",
        Pattern(r"\bon-?\s?site\b|\bin[- ]office\b", re.IGNORECASE, hints=("site", "office")),
    ),
)


def _location_lines(advert: Advert) -> Iterator[str]:
    for line in advert.lines:
        found = _LOCATION_LINE.match(line.text)
        if found and line.part not in _ASKS:
            yield found["place"]
    for line in advert.of(Part.PLACE):
        short = line.kind is Kind.TEXT and len(line.text) <= _MOST_PLACE // 2
        if short and "." not in line.text and not line.text.startswith("#"):
            yield line.text


def _say_head(advert: Advert, regions: frozenset[str]) -> str:
    """Give the places among facts side by side at the head, as "Berlin, Germany | Hybrid"."""
    for line in advert.lines[:_HEAD_LINES]:
        facts = _SIDE_BY_SIDE.split(line.text[:_LONGEST_HEAD])
        if len(facts) < _FEWEST_FACTS:
            continue
        places = [place.strip() for fact in facts for place in fact.split(";")]
        known = [one for one in places if "," in one and _ends_in_region(one, regions)]
        if known:
            return "; ".join(known)
    return ""


def find_company(advert: Advert, regions: frozenset[str]) -> str:
    """Give the employer: as labelled, or among facts side by side at the head, or "".

    A fact there is taken for it where its legal form says so, or where it comes first, is plain
    words, and a place with its country comes after it.
    """
    if advert.company:
        return advert.company
    for first, *others in _list_head_facts(advert):
        if len(others) + 1 < _FEWEST_FACTS:
            continue
        formed = [one for one in (first, *others) if _LEGAL_FORM.search(one)]
        if formed:
            return formed[0]
        if not _NO_COMPANY.search(first) and any(
            "," in place and _ends_in_region(place, regions)
            for fact in others
            for place in fact.split(";")
        ):
            return first
    return ""


def _list_head_facts(advert: Advert) -> Iterator[list[str]]:
    """Give the facts of each line at the head that has several, and those of a list there."""
    for line in advert.lines[:_HEAD_LINES]:
        yield [fact.strip() for fact in _SIDE_BY_SIDE.split(line.text[:_LONGEST_HEAD])]
    bullets = takewhile(lambda line: line.kind is Kind.BULLET, advert.lines)
    if listed := [line.text[:_MOST_PLACE] for line in bullets]:
        yield listed


def _say_where_to_live(advert: Advert, regions: frozenset[str]) -> str:
    """Give the country or region in which applicants must live, where that is said."""
    said = [found["place"] for line in advert.lines for found in _MUST_LIVE.finditer(line.text)]
    if not said:
        return ""
    from hiring.domain.countries import find_country  # noqa: PLC0415 - few advertisements say it

    return next((one for one in said if one.lower() in regions or find_country(one)), "")


def _ends_in_region(place: str, regions: frozenset[str]) -> bool:
    return place.rpartition(",")[2].strip().lower() in regions


def _join_regions(said: str, regions: frozenset[str]) -> Iterator[str]:
    """Give the places in a list with commas; a region belongs to the town before it."""
    held = ""
    for piece in _REMOTE_WORDS.sub("", said).split(","):
        part = _INTO_PLACE.sub("", piece.strip(_TRIM), count=1)
        if not part or _NO_PLACE.search(part):
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
