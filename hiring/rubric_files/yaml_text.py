"""Read plain YAML strictly: values, the line of each, and every trap it laid."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from hiring.errors import Problem

MAX_BYTES = 200_000
MAX_DEPTH = 40
MOST_PROBLEMS = 200
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_NULLS = ("", "~", "null", "Null", "NULL")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TAG = "tag:yaml.org,2002:"

Place = tuple[str | int, ...]


@dataclass(slots=True)
class Source:
    """A file's values, with the line on which each stands and the problems found so far."""

    name: str
    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)

    def line_of(self, place: Place) -> int:
        """Give the line of a place, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def complain(self, place: Place, what: str, fix: str) -> None:
        """Note a problem at a place."""
        self.places.add(place)
        self.complain_in_line(self.line_of(place), what, fix)

    def complain_in_line(self, line: int, what: str, fix: str) -> None:
        """Note a problem that has no place among the values; no more than a person reads."""
        if len(self.problems) == MOST_PROBLEMS:
            what, fix = "there are more problems in this file", "mend those above first"
        if len(self.problems) <= MOST_PROBLEMS:
            self.problems.append(Problem(what, where=f"{self.name}:{line}", fix=fix))


class _PlainLoader(yaml.SafeLoader):
    """Builds nodes without anchors and aliases, and only so deep."""

    def __init__(self, text: str, source: Source) -> None:
        super().__init__(text)
        self.source = source
        self.depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs give no types
        mark = event.start_mark
        if getattr(event, "anchor", None):
            # An alias may stand for a thing that holds aliases: nine lines can be a billion values.
            sign = "*" if self.check_event(yaml.AliasEvent) else "&"
            self.source.complain_in_line(
                mark.line + 1,
                f"{sign}{event.anchor} is a reference, which a rubric may not have",
                "write the text out; put it in quotes if it is meant as text",
            )
            if self.check_event(yaml.AliasEvent):
                self.get_event()  # type: ignore[no-untyped-call]  # the same
                return yaml.ScalarNode(f"{_TAG}null", "", mark, event.end_mark)
            event.anchor = None
        if self.depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_yaml(name: str, raw: bytes) -> Source:
    """Read one file; what cannot be read is in the problems, never raised."""
    source = Source(name)
    if len(raw) > MAX_BYTES:
        source.complain((), f"the file has over {MAX_BYTES:,} bytes", "keep it under that")
        return source
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        source.complain_in_line(
            line, "the file is not UTF-8 text", "save it with the encoding UTF-8"
        )
        return source
    node = _compose(source, text)
    if node is not None:
        source.value = _value(source, node, ())
    if source.value is None and not source.problems:
        source.complain((), "the file is empty", "write a rubric, or delete the file")
    return source


def _compose(source: Source, text: str) -> yaml.Node | None:
    try:
        loader = _PlainLoader(text, source)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        _complain_of_character(source, line, error.character)
        return None
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        source.complain_in_line(
            line, f"not YAML: {error.problem}", "check indentation, quotes and colons"
        )
        return None
    except (ValueError, OverflowError):
        # The library makes a character of any escape, as "\UFFFFFFFF", though it is none.
        source.complain_in_line(
            loader.line + 1, "not YAML: an escape in quotes names no character", "correct it"
        )
        return None
    return node


def _complain_of_character(source: Source, line: int, character: int) -> None:
    source.complain_in_line(
        line, f"the character U+{character:04X} may not stand in a text", "remove it"
    )


def _value(source: Source, node: yaml.Node, place: Place) -> Any:
    source.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(source, node, place)
    expected = "map" if isinstance(node, yaml.MappingNode) else "seq"
    if node.tag != f"{_TAG}{expected}":
        source.complain(place, f"the tag {node.tag} is not allowed", "write plain values only")
    if isinstance(node, yaml.MappingNode):
        return _mapping(source, node, place)
    return [_value(source, item, (*place, i)) for i, item in enumerate(node.value)]


def _mapping(source: Source, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {}
    first: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value in {"", "<<"}:
            source.complain_in_line(line, "a key must be plain text", "write the keys out")
            continue
        key = _text(source, key_node)
        if key in first:
            source.complain_in_line(
                line,
                f"{key!r} is there twice (first in line {first[key]}); YAML would keep only one",
                "remove one of them",
            )
            continue
        first[key] = line
        source.lines[(*place, key)] = line
        found[key] = _value(source, value_node, (*place, key))
    return found


def _scalar(source: Source, node: yaml.ScalarNode, place: Place) -> Any:
    text = _text(source, node)
    kind = node.tag.removeprefix(_TAG)
    if kind == "str":
        return text
    if kind == "null" and text in _NULLS:
        return None
    if kind == "int" and _WHOLE.match(text):
        return int(text)
    if kind == "bool" and text in {"true", "false"}:
        return text == "true"
    if kind in {"int", "float", "bool", "timestamp"}:
        meant = {"int": "another number", "float": "a decimal number", "bool": "true or false"}
        shown = text if len(text) < MAX_DEPTH else f"{text[:MAX_DEPTH]}..."
        source.complain(
            place,
            f"YAML reads {shown} as {meant.get(kind, 'a date')}, not as the text you see",
            f'put it in quotes: "{shown}", or write a plain whole number',
        )
        return text
    source.complain(place, f"the tag {node.tag} is not allowed", "write plain values only")
    return text


def _text(source: Source, node: yaml.ScalarNode) -> str:
    """Give a scalar's text; characters that no document can hold are named and left out."""
    text = str(node.value)
    bad = _UNPRINTABLE.search(text)
    if bad is None:
        return text
    _complain_of_character(source, node.start_mark.line + 1, ord(bad[0]))
    return _UNPRINTABLE.sub("", text)
