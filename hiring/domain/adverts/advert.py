"""An advertisement as it is read: its lines, what kind each is, and the part it belongs to."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.patterns import Pattern
from hiring.domain.tokens import STOP, split_words

if TYPE_CHECKING:
    from hiring.domain.tokens import Token


class Kind(StrEnum):
    """What a line is on the page."""

    HEADING = "heading"
    BULLET = "bullet"
    TEXT = "text"


class Part(StrEnum):
    """What a section of an advertisement is about."""

    INTRO = "intro"
    """Before the first heading, and under headings that tell nothing."""
    COMPANY = "company"
    TEAM = "team"
    DUTIES = "duties"
    MUST = "must"
    NICE = "nice"
    OFFER = "offer"
    PAY = "pay"
    INTERVIEWS = "interviews"
    APPLY = "apply"
    EQUAL = "equal"
    """Equal opportunity, diversity and inclusion."""
    ACCOMMODATION = "accommodation"
    LEGAL = "legal"
    """Privacy notices, warnings of fraud, visas, clearances."""
    PLACE = "place"
    NOT_THIS = "not_this"
    """What the role is not."""


class _Line(NamedTuple):
    number: int
    text: str
    kind: Kind
    part: Part
    section: int = 0
    indent: int = 0


class Line(_Line):
    """A heading, a bullet or a paragraph, without its marks.

    `number` is the line of the file it began on (a paragraph in Word files), from 1; `section`
    counts the headings before it, so that lines of one section can be told from another's;
    `indent` is how far a bullet is indented, where that is known.
    """

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Give the words of the line with the ends of its sentences."""
        return split_words(self.text)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Give its sentences; a heading or a bullet is at least one."""
        return split_sentences(self.text)

    @cached_property
    def small(self) -> str:
        """Give the text in small letters, in which a word is looked for first."""
        return self.text.lower()

    @property
    def words(self) -> int:
        """Count its words."""
        return sum(token.word != STOP for token in self.tokens)


class _Advert(NamedTuple):
    title: str
    company: str
    location: str
    lines: tuple[Line, ...]
    language: str = "en"
    title_line: int = 1


class Advert(_Advert):
    """A whole advertisement.

    `language` is a code such as "en", or "" where too little is said; `title_line` is the line
    that its title stands on.
    """

    def of(self, *parts: Part) -> tuple[Line, ...]:
        """Give the lines of some parts, without their headings."""
        return tuple(
            line for line in self.lines if line.part in parts and line.kind is not Kind.HEADING
        )

    @cached_property
    def text(self) -> str:
        """Give all lines as plain text, a line each."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def words(self) -> int:
        """Count the words of all lines, the title not among them."""
        return sum(line.words for line in self.lines)

    @property
    def english(self) -> bool:
        """Tell whether rules on English words may be applied."""
        return self.language in {"", "en"}


_ENDS = Pattern(
    r"(?<=[.!?])[\"')\]\N{RIGHT DOUBLE QUOTATION MARK}]*\s+"
    r"(?=[\"'(\[\N{LEFT DOUBLE QUOTATION MARK}]*[A-Z0-9])"
    r"|(?<=;)\s+"
)
_SHORTENED = frozenset(
    {
        "e.g",
        "i.e",
        "etc",
        "approx",
        "incl",
        "vs",
        "inc",
        "ltd",
        "corp",
        "co",
        "sr",
        "jr",
        "dr",
        "mr",
    }
    | {"ms", "mrs", "no", "st", "ph.d", "b.s", "b.a", "m.s", "m.a", "u.s", "u.k", "min", "max"}
    | {"est", "dept", "bs", "u.s.a"}
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST_SHORTENED = 12  # letters before a full stop that tell whether a word is shortened


def split_sentences(text: str) -> tuple[str, ...]:
    """Split a line after full stops that end a sentence, and not after "e.g." or "U.S."."""
    found: list[str] = []
    begun = 0
    for end in _ENDS.finditer(text):
        near = max(begun, end.start() - _LONGEST_SHORTENED)
        if _is_shortened(text[near : end.start()], first=near == 0):
            continue
        found.append(text[begun : end.start()].strip())
        begun = end.end()
    found.append(text[begun:].strip())
    return tuple(sentence for sentence in found if sentence)


def _is_shortened(said: str, *, first: bool) -> bool:
    """Tell whether a text ends in a shortened word, or a single letter that does not begin it."""
    if not said.endswith("."):
        return False
    before = said[:-1].lower()
    head = before.rstrip(f"{_LETTERS}.")
    tail = before[len(head) :]
    if len(tail) == 1 and tail != ".":
        return head[-1:].isspace() or head[-1:] == "(" or (first and not head)
    if tail in _SHORTENED and not (head[-1:].isalnum() or head[-1:] == "_"):
        return True
    return any(tail[at + 1 :] in _SHORTENED for at, letter in enumerate(tail) if letter == ".")
