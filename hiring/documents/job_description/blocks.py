"""What an advertisement is made of, before it becomes Word, HTML, Markdown or plain text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """How some words differ from those around them."""

    PLAIN = auto()
    STRONG = auto()
    QUIET = auto()
    GAP = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph; those with a link lead to a web page or a mailbox."""

    text: str
    kind: Kind = Kind.PLAIN
    link: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line ends in it are line breaks."""

    line: Line
    small: bool = False
    leads: bool = False  # to what stands below it, on the same page


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order says nothing."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """One step of the interviews, as a row of a table or a line of a list."""

    name: str
    format: str
    time: str
    looks_at: str


@dataclass(frozen=True, slots=True)
class Interviews:
    """The interviews in their order."""

    steps: tuple[Interview, ...]


Block = Paragraph | Bullets | Interviews

INTERVIEWS_HEADER = ("Step", "Format", "Time", "What it looks at")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A whole advertisement; `missing` names what makes it a draft."""

    code: str
    title: str
    company: str
    facts: tuple[Line, ...]
    missing: tuple[str, ...]
    sections: tuple[Section, ...]
