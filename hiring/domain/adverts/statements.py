"""Find the lines of an advertisement on equal opportunity and on accommodation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.facts import Quoted
from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from hiring.domain.adverts.advert import Advert, Line

_SAYS_EQUAL = Pattern(
    r"\bequal(?:ity)?[- ]+(?:\w+\s+)?(?:and\s+\w+\s+)?(?:employment\s+)?opportunit"
    r"|\bequal\s+employment\b|\bopportunit\w+\s+employer|\b(?:eeo|eoe)\b|\baffirmative[- ]action\b"
    r"|\bequal\s+(?:treatment|consideration|chances)\b"
    r"|(?:\bnot|\bnever|n't)\s+(?:\w+\s+){0,2}discriminate|\bnon-?\s?discriminat(?:ion|ory)\b"
    r"|\b(?:free|freedom)\s+(?:of|from)\s+(?:\w+\s+){0,3}(?:discrimination|harassment)"
    r"|\bwithout\s+(?:\w+\s+)?discrimination\b|\b(?:against|prohibit\w*|oppose\w*"
    r"|reject\w*)\s+(?:\w+\s+){0,4}discrimination"
    r"|\bdiscrimination\b[^.;]{0,60}\b(?:not|never|no place|prohibited|zero tolerance|n't)\b"
    r"|\b(?:no|zero)[- ](?:tolerance\s+(?:for|to|of)\s+)?(?:\w+\s+)?discrimination\b"
    r"|\bnot\s+tolerate\s+(?:\w+\s+){0,3}discrimination"
    r"|\bwill\s+receive\s+(?:equal\s+)?consideration\s+for\s+employment",
    hints=(
        "equal",
        "employer",
        "eeo",
        "eoe",
        "affirmative",
        "discriminat",
        "harassment",
        "consideration for",
    ),
)
_WHATEVER = Pattern(
    r"\b(?:regardless|irrespective|independent(?:ly)?|without\s+regard|no\s+matter|whatever"
    r"|with\s?out\s+distinction"
    r"|without\s+(?:\w+\s+)?(?:consideration|respect|reference|attention|bias|prejudice)"
    r"|of\s+(?:all|any|every))\b",
    re.IGNORECASE,
)
_TRAITS = Pattern(
    r"\b(?:rac(?:es?|ial)|religio\w+|faith|beliefs?|colou?r|national\s+origin|nationality"
    r"|origins?|ancestry|heritage|genders?"
    r"|sex(?:es)?|sexual\w*|ages?|marital|veterans?|disabilit\w+|pregnancy|ethnic\w*|caste|creed"
    r"|orientation|identit(?:y|ies))\b",
    re.IGNORECASE,
)
_BACKGROUND = Pattern(
    r"\b(?:regardless|irrespective)\s+of\s+(?:their|your|who|any"
    r"|one's)?\s*(?:\w+\s+)?(?:backgrounds?|who\s+(?:they|you)\s+are|identit(?:y|ies))\b",
    re.IGNORECASE,
    hints=("regardless", "irrespective"),
)
_ACCOMMODATION = Pattern(
    r"\b(?:accommodations?|adjustments?|assistance)\b[^.;]{0,160}"
    r"\b(?:disabilit\w*|appl(?:y|ying|ication|icants?)|interview\w*|recruit\w*|hiring|process"
    r"|request|contact|let us know|e-?mail)\b"
    r"|\b(?:disabilit\w*|request|require|need|special needs|appl\w+|interview\w*"
    r"|recruit\w*)\b[^.;]{0,160}"
    r"\b(?:(?:reasonable|special|any)\s+)?(?:accommodations?|adjustments?)\b",
    re.IGNORECASE,
    hints=("accommodation", "adjustment", "assistance"),
)
_LABELLED = Pattern(
    r"(?:reasonable\s+)?(?:accommodations?|adjustments?)\s*[.:]\s+\S",
    re.IGNORECASE,
    hints=("accommodation", "adjustment"),
)
_OFFERED = Pattern(
    r"\breasonable\s+(?:accommodation|adjustment)s?\b"
    r"|\baccommodat(?:e|es|ing|ions?)\b[^.;]{0,60}\b(?:disabilit\w*|applicants?|candidates?"
    r"|interview\w*)\b"
    r"|\bwhat(?:ever)?\s+(?:\w+\s+)?you\s+(?:may\s+|might\s+)?need\s+(?:for|to|in|during|from)\b"
    r"[^.;]{0,60}\b(?:interview\w*|process|appl(?:y|ying|ication)|talks?|take part)\b"
    r"|\b(?:steps?|interviews?|process|anything|something|talks?)\b[^.;]{0,40}"
    r"\b(?:arranged?|done|run|held|set up|organi[sz]ed|adapted|changed)\s+"
    r"(?:differently|otherwise|in another way|for you|to you|to your)\b"
    r"|\b(?:adapt|adjust|arrange|change)\w*\s+(?:\w+\s+){0,4}(?:interviews?|process|application"
    r"|steps?)\s+(?:\w+\s+){0,2}(?:for|to|around)\s+you\b"
    r"|\b(?:any|your|have|with)\s+(?:\w+\s+){0,2}"
    r"(?:accessib\w+\s+(?:needs?|requirements?|requests?|support)|special\s+needs)\b"
    r"|\b(?:support|help)\b[^.;]{0,40}\b(?:during|in|with|through)\s+(?:\w+\s+){0,2}"
    r"(?:interviews?|application|recruitment|hiring)\b[^.;]{0,60}\b(?:let us know|tell us|contact"
    r"|write to|e-?mail)\b",
    re.IGNORECASE,
    hints=(
        *("reasonable", "accommodat", "you need", "you may need", "you might need", "arrange"),
        *("differently", "otherwise", "another way", "adapt", "adjust", "change", "for you"),
        *("accessib", "special needs", "support", "help", "to you"),
    ),
)
"""Ways to offer it that do without its name, or with its name alone."""
_NOT_LODGING = Pattern(
    r"\b(?:hotel|travel|flights?|housing|rent|lodging|workplace adjustment period)\b",
    re.IGNORECASE,
    hints=("hotel", "travel", "flight", "housing", "rent", "lodging", "workplace"),
)
_FEWEST_TRAITS = 2


def find_equal_opportunity(advert: Advert) -> Quoted | None:
    """Give the sentence that says nobody is discriminated against, the plainest first, or None."""
    found = [
        (line, sentence)
        for line in advert.lines
        if any(hint in line.small for hint in _MAY_SAY)
        and (line.kind is not Kind.HEADING or _IS_SENTENCE.search(line.text))
        for sentence in line.sentences
        if says_equal(sentence) and (line.part not in _ASKS or _EMPLOYS.search(sentence))
    ]
    found.sort(key=lambda one: not _says_so(one[1]))
    return Quoted(text=found[0][1], line=found[0][0].number) if found else None


def find_accommodation(advert: Advert) -> Quoted | None:
    """Give the sentence that offers accommodation in applying or at work, or None."""
    headed: Quoted | None = None
    for line in advert.lines:
        if line.part is Part.ACCOMMODATION and line.kind is not Kind.HEADING:
            lodging = _NOT_LODGING.search(line.text) is not None
            headed = headed or (None if lodging else Quoted(line.text, line=line.number))
        if not any(hint in line.small for hint in _MAY_ACCOMMODATE):
            continue
        if _LABELLED.match(line.text):
            return Quoted(text=line.text, line=line.number)
        for sentence in line.sentences:
            if _offers_accommodation(sentence, line) and not _NOT_LODGING.search(sentence):
                return Quoted(text=sentence, line=line.number)
    return headed


def _offers_accommodation(sentence: str, line: Line) -> bool:
    if _ACCOMMODATION.search(sentence):
        return True
    return line.part not in _ASKS and _OFFERED.search(sentence) is not None


def says_equal(sentence: str) -> bool:
    """Tell whether a sentence says that an employer is one of equal opportunity."""
    if _says_so(sentence):
        return True
    if not _WHATEVER.search(sentence):
        return False
    traits = {found.lower() for found in _TRAITS.findall(sentence)}
    return len(traits) >= _FEWEST_TRAITS or _BACKGROUND.search(sentence) is not None


def _says_so(sentence: str) -> bool:
    small = sentence.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower()
    return _SAYS_EQUAL.search(small) is not None


_ASKS = frozenset({Part.DUTIES, Part.MUST, Part.NICE, Part.NOT_THIS})
_IS_SENTENCE = Pattern(r"\b(?:we|is|are|employer|eeo|eoe)\b", re.IGNORECASE)
"""What makes a heading say something, and not only name what follows."""

_EMPLOYS = Pattern(
    r"\bemploy(?:er|ment)\b|\bopportunit|\bapplicants?\b|\bhir(?:e|ing)\b|\bEEO\b|\bEOE\b"
    r"|discriminate\b",
    re.IGNORECASE,
)
"""What tells such a sentence in a list of duties from work on fairness of models."""

_MAY_SAY = (
    "equal",
    "discriminat",
    "harassment",
    "affirmative",
    "eeo",
    "eoe",
    "regardless",
    "irrespective",
    "regard to",
    "no matter",
    "whatever",
    "independent",
    "distinction",
    "consideration",
    "without",
    "of all",
    "of any",
    "of every",
)
_MAY_ACCOMMODATE = (
    *("accommodat", "adjustment", "assistance", "adjust", "you need", "need for", "differently"),
    *("otherwise", "another way", "adapt", "accessib", "special needs", "arrange", "for you"),
    *("support", "to you"),
)
