"""Read a company's own text for a mail, and fill it in.

The first line is the subject, a blank line follows, then the text. Words in braces are filled in
from a fixed set; nothing else can be asked for, and what is filled in is never read again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hiring.documents.mail.plain import one_line
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ALWAYS = frozenset({"interviewer", "company", "sender", "signature"})
CARDS_PLACEHOLDERS = _ALWAYS | {"cards", "count", "due", "scorecards"}
REPLY_PLACEHOLDERS = _ALWAYS | {"file", "problems"}
QUESTION_PLACEHOLDERS = _ALWAYS | {"file", "ratings"}
LISTS = frozenset({"cards", "problems", "ratings", "signature"})
MAX_BYTES = 100_000

_SHIPPED = Path(__file__).parent / "templates"
_FALLBACK = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_MOST_PROBLEMS = 50
_SUBJECT = re.compile(r"subject\s*:", re.IGNORECASE)
_PIECE = re.compile(r"\{\{|\}\}|\{(?P<asked>[^{}]*)\}|[{}]")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FIRST_LINE = 'begin the file with a line "Subject: ...", then a blank line, then the text'


class TemplateKind(StrEnum):
    """What a mail is for: cards go out, a file was refused, or something in it is uncertain."""

    CARDS = "cards"
    REPLY = "reply"
    QUESTION = "question"

    @property
    def placeholders(self) -> frozenset[str]:
        """Name what can be filled in."""
        if self is TemplateKind.CARDS:
            return CARDS_PLACEHOLDERS
        return REPLY_PLACEHOLDERS if self is TemplateKind.REPLY else QUESTION_PLACEHOLDERS


class Piece(NamedTuple):
    """A stretch of a template: words as they stand, or the name of what is filled in."""

    text: str
    filled: bool


@dataclass(frozen=True, slots=True)
class MailTemplate:
    """A text that was read and found right."""

    subject: tuple[Piece, ...]
    body: tuple[Piece, ...]

    def fill(self, values: Mapping[str, str | tuple[str, ...]]) -> tuple[str, str]:
        """Give the subject and the text; a list stands one line each, every other value on one.

        KeyError when a value that the template asks for is missing.
        """
        said = {name: _say(value) for name, value in values.items()}
        subject, body = (
            "".join(said[piece.text] if piece.filled else piece.text for piece in pieces)
            for pieces in (self.subject, self.body)
        )
        return one_line(subject), body.strip("\n") + "\n"


def read_template(raw: bytes, *, name: str, allowed: frozenset[str]) -> MailTemplate:
    """Read a file; InvalidFileError naming every problem with its line."""
    if len(raw) > MAX_BYTES:
        what = f"the file is larger than {MAX_BYTES:,} bytes"
        raise InvalidFileError(Problem(what, where=name, fix="shorten the text"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InvalidFileError(
            Problem(
                "the file is not UTF-8 text",
                where=f"{name}, line {line}",
                fix='save it as plain text with the encoding "UTF-8"',
            )
        ) from error
    return parse_template(text, name=name, allowed=allowed)


def parse_template(text: str, *, name: str, allowed: frozenset[str]) -> MailTemplate:
    """Read a template; InvalidFileError naming every problem with its line."""
    reading = _Reading(name, allowed)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    subject, body_from = _subject_of(lines, reading)
    parts = tuple(_pieces(subject, 1, reading, lists=False))
    body = []
    for number, line in enumerate(lines[body_from:], start=body_from + 1):
        body += [*_pieces(line, number, reading, lists=True), Piece("\n", filled=False)]
    if not any(line.strip() for line in lines[body_from:]):
        reading.complain(len(lines), "there is no text", "write it below the blank line")
    if reading.problems:
        raise InvalidFileError(*reading.problems)
    return MailTemplate(subject=_joined(parts), body=_joined(body))


def default_text(kind: TemplateKind, language_code: str) -> str:
    """Give the shipped text in a language, as de or de-AT; in English where there is none."""
    asked = language_code.casefold().replace("_", "-").partition("-")[0]
    code = asked if _LANGUAGE.match(asked) else _FALLBACK
    path = _SHIPPED / f"{kind.value}.{code}.txt"
    if not path.is_file():
        path = _SHIPPED / f"{kind.value}.{_FALLBACK}.txt"
    return path.read_text(encoding="utf-8")


def default_template(kind: TemplateKind, language_code: str) -> MailTemplate:
    """Give the shipped template in a language; in English where there is none."""
    text = default_text(kind, language_code)
    return parse_template(text, name=f"{kind.value}.txt", allowed=kind.placeholders)


def number_problems(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Write problems as the lines of a mail: where and what, and beneath it how to mend it."""
    lines = []
    for number, problem in enumerate(problems, start=1):
        place = f"{problem.where}: " if problem.where else ""
        lines.append(f"{number}. {place}{problem.what}")
        if problem.fix:
            lines.append(f"   \N{RIGHTWARDS ARROW} {problem.fix}")
    return tuple(lines)


class _Reading:
    """The problems found so far in one file, and what may be asked for in it."""

    def __init__(self, name: str, allowed: frozenset[str]) -> None:
        self.name = name
        self.allowed = allowed
        self._found: list[tuple[int, Problem]] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for _, problem in sorted(self._found, key=itemgetter(0)))

    def complain(self, line: int, what: str, fix: str) -> None:
        if len(self._found) == _MOST_PROBLEMS:
            what, fix = "there are more problems in this file", "mend those above first"
        if len(self._found) <= _MOST_PROBLEMS:
            where = f"{self.name}, line {line}"
            self._found.append((line, Problem(what, where=where, fix=fix)))


def _subject_of(lines: list[str], reading: _Reading) -> tuple[str, int]:
    """Give the subject and the number of lines before the text."""
    match = _SUBJECT.match(lines[0])
    if match is None:
        reading.complain(1, "the first line is not the subject", _FIRST_LINE)
        return "", 0
    subject = lines[0][match.end() :].strip()
    if not subject:
        reading.complain(1, "the subject is empty", 'write it behind "Subject:"')
    if len(lines) > 1 and lines[1].strip():
        reading.complain(2, "no blank line follows the subject", "leave this line blank")
        return subject, 1
    return subject, 2


def _pieces(line: str, number: int, reading: _Reading, *, lists: bool) -> Iterator[Piece]:
    """Cut a line at its braces."""
    if _NO_TEXT.search(line):
        fix = 'delete it, or save the file as plain text with the encoding "UTF-8"'
        reading.complain(number, "there is a character that is no text", fix)
    end = 0
    for match in _PIECE.finditer(line):
        yield Piece(line[end : match.start()], filled=False)
        end = match.end()
        if match[0] in ("{{", "}}"):
            yield Piece(match[0][0], filled=False)
        elif match["asked"] is None:
            fix = f'write "{match[0] * 2}" for a brace, or a name in braces, as {{company}}'
            reading.complain(number, f'"{match[0]}" stands alone', fix)
        elif _may_ask(match["asked"], number, reading, lists=lists):
            yield Piece(match["asked"], filled=True)
    yield Piece(line[end:], filled=False)


def _may_ask(asked: str, number: int, reading: _Reading, *, lists: bool) -> bool:
    if asked not in reading.allowed:
        known = ", ".join(f"{{{name}}}" for name in sorted(reading.allowed))
        near = get_close_matches(re.split(r"\W", asked.strip())[0], reading.allowed, n=1)
        fix = f"write {{{near[0]}}}" if near else f"what can be filled in is {known}"
        reading.complain(number, f"nothing can be filled in for {{{asked[:40]}}}", fix)
        return False
    if asked in LISTS and not lists:
        what = f"{{{asked}}} is a list and does not fit in the subject"
        reading.complain(number, what, "move it below the blank line")
        return False
    return True


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put words that follow each other into one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and not piece.filled and not joined[-1].filled:
            joined[-1] = Piece(joined[-1].text + piece.text, filled=False)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)


def _say(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return one_line(value)
    return "\n".join(map(_list_line, value))


def _list_line(text: str) -> str:
    """Keep a line of a list on its line, and what it is indented by."""
    said = one_line(text)
    indent = len(text) - len(text.lstrip(" "))
    return " " * indent + said
