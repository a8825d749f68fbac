"""Read plain YAML strictly: values, the line of each, and every trap it laid."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from hiring.errors import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_TAG = "tag:yaml.org,2002:"


@dataclass(slots=True)
class Source:
    """A file's values, with the line on which each stands and the problems found so far."""

    name: str
    value: Any = None
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, place: tuple[str | int, ...]) -> int:
        """Give the line of a place, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def complain(self, place: tuple[str | int, ...], what: str, fix: str) -> None:
        """Note a problem at a place."""
        self.problems.append(Problem(what, where=f"{self.name}:{self.line_of(place)}", fix=fix))


def read_yaml(name: str, raw: bytes) -> Source:
    """Read one file; what cannot be read is in the problems, never raised."""
    source = Source(name)
    if len(raw) > MAX_BYTES:
        source.complain((), f"the file has {len(raw):,} bytes", f"keep it under {MAX_BYTES:,}")
        return source
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        source.lines[()] = line
        source.complain((), "the file is not UTF-8 text", "save it with the encoding UTF-8")
        return source
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        source.lines[()] = mark.line + 1 if mark else 1
        source.complain((), f"not YAML: {error.problem}", "check indentation, quotes and colons")
        return source
    except (yaml.YAMLError, RecursionError) as error:
        detail = str(error).splitlines()[0] if str(error) else "nested too deeply"
        source.complain((), f"not YAML: {detail}", "remove what is not plain text")
        return source
    if node is None:
        source.complain((), "the file is empty", "write a rubric, or delete the file")
        return source
    source.value = _value(source, node, ())
    return source


def _value(source: Source, node: yaml.Node, place: tuple[str | int, ...]) -> Any:
    line = node.start_mark.line + 1
    if place in source.lines and source.lines[place] != line and not isinstance(place[-1], int):
        line = source.lines[place]
    source.lines.setdefault(place, line)
    if len(place) > MAX_DEPTH:
        source.complain(place, "nested too deeply", "a rubric needs no such depth")
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(source, node, place)
    if isinstance(node, yaml.SequenceNode):
        return [_value(source, item, (*place, i)) for i, item in enumerate(node.value)]
    return _scalar(source, node, place)


def _mapping(
    source: Source, node: yaml.MappingNode, place: tuple[str | int, ...]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    first: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
            source.lines[(*place, "?")] = line
            source.complain((*place, "?"), "a key must be plain text", "write the keys out")
            continue
        key = str(key_node.value)
        if key in first:
            source.lines[(*place, f"{key} again")] = line
            source.complain(
                (*place, f"{key} again"),
                f"{key!r} is there twice (first in line {first[key]}); YAML would keep only one",
                "remove one of them",
            )
            continue
        first[key] = line
        source.lines[(*place, key)] = line
        found[key] = _value(source, value_node, (*place, key))
    return found


def _scalar(source: Source, node: yaml.Node, place: tuple[str | int, ...]) -> Any:
    text = str(node.value)
    kind = node.tag.removeprefix(_TAG)
    if kind == "str":
        return text
    if kind == "null":
        return None
    if kind == "int" and _WHOLE.match(text):
        return int(text)
    if kind == "bool" and text in {"true", "false"}:
        return text == "true"
    if kind in {"int", "float", "bool", "timestamp"}:
        meant = {"int": "another number", "float": "a decimal number"}.get(
            kind, "true or false" if kind == "bool" else "a date"
        )
        source.complain(
            place,
            f"YAML reads {text} as {meant}, not as the text you see",
            f'put it in quotes: "{text}", or write a plain whole number',
        )
        return text
    source.complain(place, f"the tag {node.tag} is not allowed", "write plain values only")
    return text
