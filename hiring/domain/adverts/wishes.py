"""Tell what an advertisement requires from what it would only like."""

from __future__ import annotations

import re

from hiring.domain.adverts.advert import Part
from hiring.domain.adverts.patterns import Pattern

_WISHED = (
    r"\b(?:preferred|preferable|desired|desirable|nice[- ]to[- ]have|good[- ]to[- ]have"
    r"|advantageous"
    r"|not (?:strictly )?(?:required|necessary|essential|mandatory|needed)|optional|beneficial"
    r"|(?:a|an)\s+(?:\w+\s+)?(?:plus|bonus|advantage|asset|nice[- ]to[- ]have)|pluses"
    r"|(?:would be|is|are)\s+(?:\w+\s+)?(?:great|ideal|nice|helpful|welcome|appreciated|useful)"
    r"|(?:highly|much|greatly)\s+(?:appreciated|valued|welcome)|favou?red)\b"
)
WISHED_BEHIND = Pattern(
    _WISHED,
    re.IGNORECASE,
    hints=(
        "prefer",
        "desir",
        "nice",
        "good",
        "advantag",
        "not ",
        "optional",
        "beneficial",
        "plus",
        "bonus",
        "asset",
        "great",
        "ideal",
        "helpful",
        "welcome",
        "appreciated",
        "useful",
        "valued",
        "favo",
    ),
)
"""Words behind what is asked that make it a wish: "... is a plus"."""

WISHED_BEFORE = Pattern(
    r"\b(?:preferred|preferably|ideally|nice to have|good to have|bonus(?: points)?|desirable"
    r"|optional(?:ly)?|as a plus|plus(?= if)|we(?:'d| would) (?:love|like) (?:it if )?|prefer)\b",
    re.IGNORECASE,
    hints=(
        "prefer",
        "ideally",
        "nice",
        "good",
        "bonus",
        "desirable",
        "optional",
        "plus",
        "love",
        "like",
    ),
)
"""Words before what is asked that make it a wish: "preferably ..."."""

_ONLY_A_WISH = Pattern(
    r"\W*(?:ideally,?\s+you\b"
    r"|(?:it\s+)?(?:would|'d|\N{RIGHT SINGLE QUOTATION MARK}d|is"
    r"|will)\s+(?:also\s+)?be\s+(?:\w+\s+)?"
    r"(?:great|nice|awesome|ideal|perfect|a plus|a bonus)\b"
    r"|it(?:'|\N{RIGHT SINGLE QUOTATION MARK})d be\b"
    r"|(?:great|nice|perfect|awesome|bonus|extra points|plus points|a plus)\b[^.;]{0,12}\bif\b"
    r"|bonus(?: points)?\b|nice[- ]to[- ]have\b|good[- ]to[- ]have\b|plus:)",
    re.IGNORECASE,
    hints=(
        *("ideally", "be ", "d be", "great", "nice", "perfect", "awesome", "bonus", "points"),
        *("a plus", "plus:", "good"),
    ),
)
_REQUIRED = Pattern(
    r"\b(?:required|requires?|requirement|must|mandatory|essential|minimum|at least)\b",
    re.IGNORECASE,
    hints=("require", "must", "mandatory", "essential", "minimum", "at least"),
)
_ASKING = Pattern(
    r"\b(?:requires?|required|requirement|must|minimum|at least|should have|needs?"
    r"|possess(?:es)?|holds?"
    r"|candidates?|applicants?|(?:you|who) (?:have|bring|hold|are|will have|should|need|must)"
    r"|you(?:'|\N{RIGHT SINGLE QUOTATION MARK})(?:ve|ll have|re)|looking for|seek(?:ing)?|ideally"
    r"|someone|experience (?:required|level|needed)|qualified|we expect|eligible)\b",
    re.IGNORECASE,
)
_OURS = Pattern(
    r"\b(?:our|we(?:'ve|\N{RIGHT SINGLE QUOTATION MARK}ve| have| are|'re)|founders?|founded"
    r"|company|team of|team has|team members)\b"
    r"(?![^.;]{0,40}\b(?:looking|seeking|hiring|search))",
    re.IGNORECASE,
)
_ON_CONDITION = Pattern(r"(?<!fit )(?<!for you )\bif you\b", re.IGNORECASE, hints=("if you",))

NEVER_ASKS = frozenset(
    {Part.COMPANY, Part.OFFER, Part.EQUAL, Part.ACCOMMODATION, Part.NOT_THIS, Part.INTERVIEWS}
)
"""Parts in which nothing is asked of a candidate."""


LEADS_TO_ASK = Pattern(
    r"\W*(?:(?:at least|an?|the|minimum|min|of|over|more than|have|has|having|hold|holding|you"
    r"|proven|strong|with"
    r"|completed|possess(?:es)?)\b\W*){0,5}",
    re.IGNORECASE,
)
"""What may stand before what is asked in a line that is itself an item of a list."""


def is_only_a_wish(sentence: str) -> bool:
    """Tell a whole sentence that names what would be liked: "Ideally you also ...".

    A bare "ideally" in front of a figure is none: what is ideal is still what people are held to.
    """
    return _ONLY_A_WISH.match(sentence) is not None


def is_wished(before: str, behind: str) -> bool:
    """Tell whether the words of a clause around something make it a wish."""
    found = WISHED_BEHIND.search(behind)
    if found and not _REQUIRED.search(behind, 0, found.start()):
        return True
    found = WISHED_BEFORE.search(before)
    return bool(found and "ideally" not in found[0].lower())


def is_asked_in_prose(sentence: str) -> bool:
    """Tell whether a sentence outside a list of requirements asks something of candidates."""
    return (
        _ASKING.search(sentence) is not None
        and _OURS.search(sentence) is None
        and _ON_CONDITION.search(sentence) is None
    )
