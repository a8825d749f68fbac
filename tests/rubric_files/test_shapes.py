"""The JSON Schema for editors: it says what the reader of rubric files says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from hiring.cli import main
from hiring.resources import bundled
from hiring.rubric_files.shapes import json_schema
from hiring.rubric_files.yaml_text import read_yaml
from tests.rubric_files.planted import COMPETENCY, ORGANISATION, ROLE, spoil

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = json_schema()
SHIPPED = sorted(bundled("rubrics").rglob("*.yaml"))
ANNOTATIONS = {"$schema", "$defs", "title", "description", "default", "discriminator"}
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "null": type(None),
    "boolean": bool,
}
NAMES = {python: name for name, python in TYPES.items()}


def is_type(value: Any, name: str) -> bool:
    """Tell whether a value is of a JSON type; true is no number."""
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def fits(value: Any, schema: dict[str, Any]) -> bool:  # noqa: C901, PLR0912 - one keyword a branch
    """Validate by the keywords our schema uses; any other is a failure of the test."""
    if not is_type(value, schema.get("type", NAMES[type(value)])):
        return False
    for word, rule in schema.items():
        if word in ANNOTATIONS or word == "type":
            continue
        if word == "$ref":
            ok = fits(value, SCHEMA["$defs"][rule.removeprefix("#/$defs/")])
        elif word == "const":
            ok = value == rule
        elif word == "enum":
            ok = value in rule
        elif word in {"anyOf", "oneOf"}:
            count = sum(fits(value, one) for one in rule)
            ok = count == 1 if word == "oneOf" else count > 0
        elif word == "required":
            ok = not isinstance(value, dict) or set(rule) <= set(value)
        elif word == "properties":
            ok = all(fits(value[k], one) for k, one in rule.items() if k in value)
        elif word == "additionalProperties":
            known = set(schema.get("properties", {}))
            rest = [v for k, v in value.items() if k not in known]
            ok = not rest if rule is False else all(fits(v, rule) for v in rest)
        elif word == "patternProperties":
            ok = all(
                fits(v, one) for p, one in rule.items() for k, v in value.items() if re.search(p, k)
            )
        elif word == "propertyNames":
            ok = all(fits(key, rule) for key in value)
        elif word == "items":
            ok = all(fits(one, rule) for one in value)
        elif word in {"minItems", "minLength"}:
            ok = len(value) >= rule
        elif word in {"maxItems", "maxLength"}:
            ok = len(value) <= rule
        elif word == "minimum":
            ok = value >= rule
        elif word == "maximum":
            ok = value <= rule
        elif word == "pattern":
            ok = re.search(rule, value) is not None
        else:
            raise AssertionError(word)
        if not ok:
            return False
    return True


def objects(schema: Any) -> list[dict[str, Any]]:
    """Find every object with properties in the schema."""
    if isinstance(schema, dict):
        own = [schema] if "properties" in schema and "type" in schema else []
        return own + [found for inner in schema.values() for found in objects(inner)]
    return []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_an_editor_accepts_every_shipped_rubric(path: Path) -> None:
    assert fits(read_yaml(path.name, path.read_bytes()).value, SCHEMA)


@pytest.mark.parametrize("text", [ROLE, COMPETENCY, ORGANISATION])
def test_an_editor_accepts_what_the_reader_accepts(text: str) -> None:
    assert fits(read_yaml("f", text.encode()).value, SCHEMA)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: role", "kind: job"),
        ("version: 1.0.0", "version: '1.0'"),
        ("purpose: Finds", "porpoise: Finds"),
        ("  ml-literacy: 2", "  ml-literacy: 7"),
        ("    minutes: 60", "    minutes: '60'"),
        ("    format: take-home-or-live", "    format: home"),
        ("strengths: [coding, debugging]", "strengths: [C++]"),
        ("    mid: {}", "    mid: {colour: red}"),
        ("    mid: {}", "    principal: {}"),
        ("chart: {software: 2,", "chart: {software: 4,"),
        ('    3: ["find* _ faults"]', '    4: ["find* _ faults"]'),
        ('  needs: ["faults"', '  wants: ["faults"'),
        ('    2: ["failure analysis"]', '    2: "failure analysis"'),
    ],
)
def test_an_editor_marks_what_the_reader_refuses(old: str, new: str) -> None:
    assert not fits(read_yaml("f", spoil(ROLE, (old, new)).encode()).value, SCHEMA)


def test_every_key_is_explained_to_who_writes_it() -> None:
    bare = [
        f"{one.get('title')}.{key}"
        for one in objects(SCHEMA)
        for key, about in one["properties"].items()
        if not about.get("description")
    ]

    assert bare == []


def test_no_object_of_the_schema_takes_unknown_keys() -> None:
    found = objects(SCHEMA)

    assert len(found) >= 12
    assert all(one["additionalProperties"] is False for one in found)


def test_the_schema_command_prints_it_as_json() -> None:
    result = CliRunner().invoke(main, ["rubric", "schema"], catch_exceptions=False)

    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads(json.dumps(SCHEMA))
    assert json.loads(result.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
