"""Tell what a file's columns mean: by a map file, by the system's profile, by usual names."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from hiring.domain.stages import STAGES
from hiring.errors import InvalidFileError, Problem, UsageError
from hiring.exchange.people.dates import RULES, evidence
from hiring.exchange.people.sources import Records, Table
from hiring.profiles import GENERIC, PROFILES, Profile, Shape, load_profile, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LISTS = frozenset(
    ["email", "more_emails", "phone", "links", "tags", "note", "location", "source_detail", "ended"]
)
DATES = frozenset({"applied_at", "added_at", "stage_since", "ended_at"})
FIELDS = (
    *("name", "first_name", "last_name", "email", "more_emails", "phone", "company", "headline"),
    *("location", "links", "tags", "note", "source", "source_detail", "person_id"),
    *("application_id", "job", "stage", "status", "ended", "hired", *sorted(DATES)),
)
EXTRA, IGNORE = "extra", "ignore"
# Names of the columns a file of rejected rows has besides; imported again, they say nothing.
MARKS = ("_line", "_reason", "_mend")
_MARKS = frozenset(map(plain_name, MARKS))
_SENSITIVE = frozenset(
    [
        "salary",
        "salaries",
        "compensation",
        "wage",
        "wages",
        "pay",
        "payment",
        "remuneration",
        "ctc",
        "gehalt",
        "gehaltswunsch",
        "gender",
        "sex",
        "sexual",
        "ethnicity",
        "ethnic",
        "race",
        "racial",
        "religion",
        "religious",
        "disability",
        "disabled",
        "handicap",
        "veteran",
        "marital",
        "birth",
        "birthday",
        "birthdate",
        "dob",
        "age",
        "photo",
        "photos",
        "picture",
        "pictures",
        "avatar",
        "image",
        "images",
        "pregnant",
        "pregnancy",
        "nationality",
        "geschlecht",
        "geburtsdatum",
        "geburtstag",
        "familienstand",
        "nationalitaet",
        "nationalität",
        "staatsangehörigkeit",
        "schwerbehinderung",
        "konfession",
        "foto",
        "hispanic",
        "latino",
        "eeo",
        "eeoc",
        "ssn",
        "children",
        "demographic",
        "demographics",
        "diversity",
        "pronoun",
        "pronouns",
        "citizen",
        "citizenship",
        "staatsbürgerschaft",
    ]
)
# fmt: off
_PHRASES = (
    "lower range", "upper range", "date of birth", "social security", "expected pay",
    "current income", "annual income", "current package", "previous package",
    "health condition", "health status", "health issue", "state of health", "medical condition",
    "medical history", "trade union", "union member", "labor union", "labour union",
)
# fmt: on
# On such a thing when nothing else stands beside it: "health care" is a trade as well.
_ALONE = frozenset({"health", "medical", "union", "gesundheit", "gewerkschaft"})
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
_ANSWERS = frozenset(
    ["value", "values", "answer", "answers", "response", "responses", "reply", "choice", "selected"]
)
_QUESTIONS = frozenset(["question", "label", "field", "fieldname", "prompt"])
_SHOWN = 8
_LOOKED_AT = 5000
_NO_SYSTEM = ("file", "a table of any kind")


def is_sensitive(name: str) -> bool:
    """Tell whether a column or question is on pay, on a protected trait, or a picture."""
    words = [word.casefold() for word in _WORDS.findall(name)]
    said = " ".join(words)
    if said in _ALONE or any(word in _SENSITIVE for word in words):
        return True
    return any(each in said for each in _PHRASES)


def is_on_sensitive(item: Mapping[str, Any]) -> bool:
    """Tell whether an entry of a list (a question and its answer) is on such a thing.

    Whatever it says besides the answer tells what was asked, however deep it stands.
    """
    asked = [(plain_name(key), each) for key, each in item.items()]
    if any(key in _ANSWERS for key, _ in asked):
        about = [each for key, each in asked if key not in _ANSWERS]
    else:
        about = [each for key, each in asked if key in _QUESTIONS]
    while about:
        each = about.pop()
        if isinstance(each, str) and is_sensitive(each):
            return True
        if isinstance(each, dict):
            about += each.values()
        elif isinstance(each, list):
            about += each
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFile:
    """What a person says of a file: where its columns belong and what its words mean."""

    system: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    jobs: Mapping[str, str | None] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)


_TEXTS = ("system", "encoding", "delimiter", "sheet")
_TABLES = ("columns", "jobs", "stages", "sources", "dates")
_SYSTEM = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}\Z")


def load_map(path: Path) -> MapFile:
    """Read a map file; InvalidFileError names all that is wrong in it."""
    from hiring.rubric_files.yaml_text import read_yaml  # noqa: PLC0415 - few imports have one

    try:
        source = read_yaml(path.name, path.read_bytes())
    except OSError as error:
        raise InvalidFileError(
            Problem(f"cannot be read: {error.strerror}", where=path.name, fix="name another file")
        ) from error
    said = source.value if isinstance(source.value, dict) else {}
    problems = [*source.problems, *_map_problems(path.name, said)]
    if problems:
        raise InvalidFileError(*problems)
    folded: dict[str, Any] = {
        table: {plain_name(str(key)): value for key, value in (said.get(table) or {}).items()}
        for table in _TABLES
    }
    texts: dict[str, Any] = {key: said.get(key, "") for key in _TEXTS}
    return MapFile(**texts, **folded)


def _map_problems(name: str, said: Mapping[Any, Any]) -> Iterable[Problem]:
    for key, value in said.items():
        if key not in {*_TEXTS, *_TABLES}:
            yield Problem(
                f"{key} is nothing a map says",
                where=name,
                fix=f"one of {', '.join((*_TEXTS, *_TABLES))}",
            )
        elif key in _TEXTS and not isinstance(value, str):
            yield Problem(f"{key} must be text", where=name, fix="put it in quotes")
        elif key in _TABLES and not isinstance(value, dict):
            yield Problem(
                f"{key} must be a list of names with what they mean",
                where=name,
                fix=f"{key}: {{...}}",
            )
    yield from _value_problems(name, said)


def _value_problems(name: str, said: Mapping[Any, Any]) -> Iterable[Problem]:
    system = said.get("system")
    if isinstance(system, str) and not _SYSTEM.match(system):
        yield Problem(
            "system must be a short name in small letters", where=name, fix="system: oldtracker"
        )
    allowed = {
        "columns": (*FIELDS, EXTRA, IGNORE),
        "stages": tuple(stage.value for stage in STAGES),
        "dates": RULES,
    }
    for table, values in allowed.items():
        for key, value in _entries(said, table):
            if value not in values:
                yield Problem(
                    f"{table}: {key}: {value} is not known",
                    where=name,
                    fix=f"one of {', '.join(values)}",
                )
            elif table == "columns" and is_sensitive(str(key)) and value != IGNORE:
                yield Problem(
                    f"columns: {key} is on pay or a protected trait, and is never taken in",
                    where=name,
                    fix=f"{key}: {IGNORE}",
                )
    for table in ("jobs", "sources"):
        for key, value in _entries(said, table):
            if not isinstance(value, str) and not (table == "jobs" and value is None):
                yield Problem(
                    f"{table}: {key}: {value} is no text", where=name, fix="put it in quotes"
                )


def _entries(said: Mapping[Any, Any], table: str) -> Iterable[tuple[Any, Any]]:
    entries = said.get(table)
    return tuple(entries.items()) if isinstance(entries, dict) else ()


@dataclass(slots=True)
class Matched:
    """How a file is read: of which system it is, and where each of its columns goes.

    `fields` holds a field for each column of a table, or of a record by its folded path; None is
    what is kept as it is.
    """

    system: str
    profile: Profile
    shape: Shape
    map: MapFile
    headers: list[str] = field(default_factory=list)
    fields: list[str | None] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)

    def named(self, kind: str | None) -> list[str]:
        """List the columns that go to a field, or nowhere."""
        return [h for h, field in zip(self.headers, self.fields, strict=True) if field == kind]


def match(source: Table | Records, *, named: str | None, map_file: MapFile) -> Matched:
    """Tell how a file is read; InvalidFileError where that is not clear, with a map to copy."""
    is_table = isinstance(source, Table)
    if isinstance(source, Table):
        keys = frozenset(map(plain_name, source.columns))
    else:
        first = next(source.rows(), (0, {}))[1]
        keys = frozenset(map(plain_name, first))
    profile, shape = _recognised(keys, named=named, is_table=is_table, name=source.name)
    system = map_file.system or (profile.name if profile.name != GENERIC else "")
    matched = Matched(system or _NO_SYSTEM[0], profile, shape, map_file)
    if isinstance(source, Table):
        matched.headers = _different(source.columns)
        matched.fields = [field_of(matched, header) for header in source.columns]
        if not system:
            matched.fields = [
                None if one in {"person_id", "application_id"} else one for one in matched.fields
            ]
        _check_known(source, matched)
        matched.rules = _date_rules(source, matched)
    return matched


def _recognised(
    keys: frozenset[str], *, named: str | None, is_table: bool, name: str
) -> tuple[Profile, Shape]:
    """Find the shape whose marks are all there; of several the one with most of them."""
    found: list[tuple[int, Profile, Shape]] = []
    for one in [named] if named else PROFILES:
        profile = load_profile(one)
        for shape in profile.shapes:
            marks = [len(each) for each in shape.known_by if each <= keys]
            if shape.is_table == is_table and marks:
                found.append((max(marks), profile, shape))
    if found:
        return max(found, key=lambda one: one[0])[1:]
    generic = load_profile(GENERIC)
    if not named or named == GENERIC:
        return generic, generic.shapes[0]
    profile = load_profile(named)
    for shape in profile.shapes:
        if shape.is_table == is_table and any(key in shape.fields for key in keys):
            return profile, shape
    raise InvalidFileError(
        Problem(
            f"it does not look like a file of {profile.title}",
            where=name,
            fix="leave --from out, or say with --map what its columns mean",
        )
    )


def _different(columns: Iterable[str]) -> list[str]:
    """Give each column a name of its own."""
    seen: dict[str, int] = {}
    names = []
    for place, column in enumerate(columns, start=1):
        name = column or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return names


DROPPED = "dropped"


def field_of(matched: Matched, name: str, *, path: str = "") -> str | None:
    """Tell where a column or a path belongs: a field, DROPPED, IGNORE, or None: kept as it is."""
    plain = plain_name(path or name)
    if plain in _MARKS:
        return IGNORE
    told = matched.map.columns.get(plain)
    if told is not None:
        return None if told == EXTRA else told
    if is_sensitive(name) or plain in matched.profile.drop:
        return DROPPED
    usual = matched.shape.is_table or matched.profile.name == GENERIC
    if plain in matched.profile.keep or "." in path or not usual:
        return matched.shape.fields.get(plain)
    return matched.shape.fields.get(plain) or load_profile(GENERIC).shapes[0].fields.get(plain)


def _check_known(table: Table, matched: Matched) -> None:
    """Refuse a table that says no names, and columns of the map that are not there."""
    plain = {plain_name(column) for column in table.columns}
    given = {**matched.map.columns, **matched.map.dates}
    if missing := [key for key in given if key not in plain]:
        raise InvalidFileError(
            *(
                Problem(
                    f"the map names a column {key!r}, which is not there",
                    where=table.name,
                    fix=f"it has {', '.join(table.columns[:_SHOWN])}",
                )
                for key in missing
            )
        )
    if {"name", "first_name", "last_name", "person_id", "application_id"} & set(matched.fields):
        return
    proposed = map_block({"columns": {column: _proposal(column) for column in table.columns}})
    raise InvalidFileError(
        Problem(
            "no column is known to hold names",
            where=table.name,
            fix=f"name it in a map file, given with --map; as it looks: {proposed}",
        )
    )


_PLAIN_YAML = re.compile(
    r"(?!(?:yes|no|on|off|true|false|null|y|n)\Z)[^\W\d][\w .()/-]*\Z", re.IGNORECASE
)


def _quoted(text: str) -> str:
    return text if _PLAIN_YAML.match(text) else json.dumps(text, ensure_ascii=False)


def _proposal(column: str) -> str:
    if is_sensitive(column):
        return IGNORE
    usual = load_profile(GENERIC).shapes[0].fields
    near = get_close_matches(plain_name(column), usual, n=1, cutoff=0.75)
    return usual[near[0]] if near else EXTRA


def map_line(table: str, key: str, value: str) -> str:
    """Write a line of a map file, as it is to be copied."""
    return f"{table}: {{{_quoted(key)}: {value}}}"


def map_block(tables: Mapping[str, Mapping[str, str]]) -> str:
    """Write what a map file is to say in one line, which is YAML as a whole, to be copied."""
    said = [
        f"{table}: {{{', '.join(f'{_quoted(key)}: {value}' for key, value in entries.items())}}}"
        for table, entries in tables.items()
        if entries
    ]
    return said[0] if len(said) == 1 else f"{{{', '.join(said)}}}"


def _date_rules(table: Table, matched: Matched) -> dict[str, str]:
    """Give each column of dates its rule; InvalidFileError for one that could be read two ways."""
    rules = {}
    asked: dict[int, set[str]] = {}
    for place, (header, one) in enumerate(zip(table.columns, matched.fields, strict=True)):
        if one in DATES:
            told = matched.map.dates.get(plain_name(header)) or matched.profile.dates
            rules[matched.headers[place]] = told
            if told not in _ORDERS:
                asked[place] = set()
    if asked:
        _look_at_dates(table, asked)
    problems = []
    unclear: dict[str, str] = {}
    for place, seen in asked.items():
        header = table.columns[place]
        shown = seen & set(_ORDERS)
        if len(shown) == 1:
            rules[matched.headers[place]] = shown.pop()
        elif shown or "either" in seen:
            said = "in both orders" if shown else "that could be day/month or month/day"
            line = map_line("dates", header, "DMY")
            unclear[header] = "DMY"
            problems.append(
                Problem(
                    f"the column {header!r} has dates {said}",
                    where=table.name,
                    fix=f"say which in a map file: {line} (or MDY, or YMD)",
                )
            )
    if len(problems) > 1:
        what = "all of them in one map file (--map), to be mended where it is another order"
        problems.append(Problem(what, where=table.name, fix=map_block({"dates": unclear})))
    if problems:
        raise InvalidFileError(*problems)
    return rules


_ORDERS = ("DMY", "MDY", "YMD")


def _look_at_dates(table: Table, asked: Mapping[int, set[str]]) -> None:
    for number, (_, row) in enumerate(table.rows()):
        if number == _LOOKED_AT and not any(seen - {""} for seen in asked.values()):
            return  # a date that is unclear further on is rejected by itself
        for place, seen in asked.items():
            if place < len(row) and row[place]:
                seen.add(evidence(row[place]))


def check_profile(name: str | None) -> None:
    """Refuse a profile that is not there; UsageError."""
    if name is not None and name not in PROFILES:
        raise UsageError(
            Problem(f"there is no profile {name!r}", fix=f"one of {', '.join(PROFILES)}")
        )
