"""Load rubrics: the shipped folder, then a workspace's own, which adds or overrides by id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hiring.domain.library_rules import check_aliases, check_chart, check_library
from hiring.domain.role_rules import check_names, check_role, check_setting
from hiring.domain.rubric import Choice, Rubric, digest_of, resolve
from hiring.domain.signal_rules import check_signals
from hiring.errors import InvalidFileError, Problem
from hiring.rubric_files.salvage import KINDS, kind_of, salvage
from hiring.rubric_files.shapes import (
    FILES,
    CompetencyFile,
    RoleFile,
    to_competency,
    to_role,
    to_settings,
)
from hiring.rubric_files.yaml_text import MAX_BYTES, Source, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hiring.domain.consistency import Finding
    from hiring.domain.rubric import Competency, Role, Setting
    from hiring.rubric_files.salvage import Salvaged
    from hiring.rubric_files.yaml_text import Place

    AnyFile = Any
    Key = tuple[str, str]

_MENDS = {
    "missing": "add it",
    "extra_forbidden": "correct the name, or remove it",
    "string_type": "write text; put it in quotes if YAML takes it for something else",
    "int_type": "write a whole number without quotes",
    "int_from_float": "write a whole number",
    "list_type": "write a list: one '- ' line for each",
    "dict_type": "write 'name: value' lines",
    "model_type": "write 'name: value' lines",
    "string_too_short": "write something",
    "too_short": "add more",
    "too_long": "remove some",
    "string_too_long": "shorten it",
    "string_pattern_mismatch": "write it in that form",
    "value_error": "split it into several, or leave the others out",
}
SHOWN = 40
_PATTERNS = {
    "id": "is not an id: lower-case letters, digits and single hyphens, a letter first",
    "version": "is not a version: three numbers with dots, as 1.2.0",
}


@dataclass(frozen=True, slots=True)
class Faulty:
    """A file with problems, made whole for the check of everything together and nothing else."""

    salvaged: Salvaged
    source: Source
    own: bool


@dataclass(slots=True)
class Library:
    """Every role, competency and organisation setting that is at hand, by id."""

    roles: dict[str, Role] = field(default_factory=dict)
    competencies: dict[str, Competency] = field(default_factory=dict)
    settings: dict[str, Setting] = field(default_factory=dict)
    sources: dict[Key, Source] = field(default_factory=dict)
    own: set[Key] = field(default_factory=set)
    faulty: dict[Key, Faulty] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def resolve(self, role_id: str, choice: Choice | None = None) -> Rubric:
        """Resolve a role with a variant; KeyError when there is no such role or variant."""
        return resolve(self.roles[role_id], self.competencies, choice or Choice())

    def digest(self, role_id: str) -> str:
        """Fingerprint a role's own text with the competencies it uses."""
        return digest_of(self.resolve(role_id))


def load_library(*folders: Path) -> Library:
    """Load folders in order, later ones overriding by id, and check everything together.

    Raises InvalidFileError with every problem of every file.
    """
    library, problems = read_library(*folders)
    if problems:
        raise InvalidFileError(*problems)
    return library


def read_library(*folders: Path) -> tuple[Library, tuple[Problem, ...]]:
    """Load and check as load_library does, and return the problems instead of raising."""
    return read_for_check(folders, ())


def read_for_check(
    folders: Iterable[Path], paths: Iterable[Path]
) -> tuple[Library, tuple[Problem, ...]]:
    """Read the folders, then single files or folders over them, and check all together."""
    library = Library()
    problems: list[Problem] = []
    named, empty = _files_at(paths)
    already = {path.resolve() for path in named}
    for place, folder in enumerate(folders):
        found = [path for path in rubric_files(folder) if path.resolve() not in already]
        problems += read_files(library, found, folder, own=place > 0)
    problems += empty
    problems += read_files(library, named, None, own=True)
    problems += check(library)
    return library, tuple(sorted(problems, key=_place_of))


def rubric_files(folder: Path) -> list[Path]:
    """List the rubric files in a folder and the folders below it."""
    found = [p for p in folder.rglob("*") if p.suffix in {".yaml", ".yml"} and p.is_file()]
    return sorted(p for p in found if not p.name.startswith("."))


def _files_at(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    named: dict[Path, Path] = {}
    problems = []
    for path in paths:
        found = rubric_files(path) if path.is_dir() else [path]
        if not found:
            fix = "name a folder with .yaml files, or a file"
            problems.append(Problem("there is no rubric in it", where=str(path), fix=fix))
        for one in found:
            named.setdefault(one.resolve(), one)
    return list(named.values()), problems


def read_files(
    library: Library, paths: Iterable[Path], folder: Path | None, *, own: bool
) -> list[Problem]:
    """Read files into the library; each file with a problem is left out of it."""
    problems: list[Problem] = []
    seen: dict[Key, str] = {}
    for path in paths:
        name = str(path.relative_to(folder)) if folder and not own else str(path)
        source, shape = read_file(name, path)
        salvaged = salvage(source) if shape is None and isinstance(source.value, dict) else None
        whole = shape or (salvaged.shape if salvaged else None)
        if whole is None:
            library.unread.add(path.stem)
        elif (key := _key(whole)) in seen:
            source.complain(("id",), f"{key[1]} is in {seen[key]} too", "rename one of the two")
        else:
            seen[key] = name
            if salvaged:
                library.faulty[key] = Faulty(salvaged, source, own)
            else:
                _take(library, whole, source, own=own)
                library.faulty.pop(key, None)
        problems += source.problems
    return problems


def _place_of(problem: Problem) -> tuple[str, int]:
    file, _, line = problem.where.rpartition(":")
    return (file, int(line)) if line.isdecimal() else (problem.where, 0)


def _key(shape: AnyFile) -> Key:
    return shape.kind, getattr(shape, "id", "organisation")


def read_file(name: str, path: Path) -> tuple[Source, AnyFile]:
    """Read one file: its source with all problems, and its shape if there was none."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        source = Source(name)
        source.complain((), f"cannot be read ({error.strerror})", "check the path and its rights")
        return source, None
    source = read_yaml(name, raw)
    if source.value is None:
        return source, None
    if not isinstance(source.value, dict):
        source.complain((), "the file is not a rubric", "write 'name: value' lines")
        return source, None
    shape = _shape_of(source)
    return source, None if source.problems else shape


def _shape_of(source: Source) -> AnyFile:
    value = source.value
    kind = kind_of(value)
    if value.get("kind") not in KINDS:
        source.complain(
            ("kind",), "the file does not say what it is", f"add kind: {' | '.join(KINDS)}"
        )
    if kind is None:
        return None
    try:
        shape = FILES.validate_python({**value, "kind": kind})
    except ValidationError as error:
        _explain(source, error)
        return None
    if kind == "organisation":
        _explain_doubles(source, shape)
    return shape


def _explain_doubles(source: Source, shape: AnyFile) -> None:
    ids = [setting.id for setting in shape.settings]
    for place, one in enumerate(ids):
        if one in ids[:place]:
            source.complain(
                ("settings", place, "id"), f"organisation {one} is there twice", "rename one"
            )


def _explain(source: Source, error: ValidationError) -> None:
    trapped = set(source.places)
    for detail in error.errors(include_url=False):
        loc = detail["loc"][1:]  # the first is the kind of file
        place = tuple(part for part in loc if part != "[key]")
        if place in trapped:
            continue  # the trap that was named is the cause
        what, fix = _in_words(place, detail["type"], detail["msg"], detail["input"])
        source.complain(place, what, fix)


def _in_words(place: Place, fault: str, message: str, given: Any) -> tuple[str, str]:
    named = _named(place)
    fix = _MENDS.get(fault, "change it so")
    if fault == "missing":
        return f"{named} is missing", fix
    if fault == "extra_forbidden":
        return f"{named} is not a key of a rubric file", fix
    shown = ""
    if isinstance(given, (str, int, float)):
        text = repr(given)
        shown = f" (it is {text if len(text) <= SHOWN else text[:SHOWN] + '...'})"
    if fault == "string_pattern_mismatch":
        form = "version" if place[-1] == "version" else "id"
        return f"{named}: {given!r:.{SHOWN}} {_PATTERNS[form]}", fix
    words = message.removeprefix("Value error, ")
    return f"{named}: {words[0].lower()}{words[1:]}{shown}", fix


def _named(place: Place) -> str:
    words = ""
    for part in place:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            words += f".{part}" if words else part
    return words or "the file"


def _take(library: Library, shape: AnyFile, source: Source, *, own: bool) -> None:
    keys = [_key(shape)]
    if isinstance(shape, RoleFile):
        library.roles[shape.id] = to_role(shape)
    elif isinstance(shape, CompetencyFile):
        library.competencies[shape.id] = to_competency(shape)
    else:
        settings = to_settings(shape)
        library.settings |= {setting.id: setting for setting in settings}
        keys += [("setting", setting.id) for setting in settings]
    for key in keys:
        library.sources[key] = source
        if own:
            library.own.add(key)


def check(library: Library) -> tuple[Problem, ...]:
    """Check what only the whole library shows: ids, names, variants, coverage and the chart.

    Files with problems of their own take part as far as they can be read.
    """
    whole = _with_faulty(library)
    settings = tuple(whole.settings.values())
    unread = frozenset(library.unread)
    problems = [
        _problem(whole, ("setting", setting.id), finding)
        for setting in settings
        for finding in check_setting(setting, whole.competencies, whole.roles, doubtful=unread)
    ]
    placed = dict(whole.roles)
    for role in whole.roles.values():
        key = ("role", role.id)
        salvaged = library.faulty[key].salvaged if key in library.faulty else None
        doubtful = unread | (salvaged.made_up if salvaged else set())
        lines_known = salvaged is None or salvaged.lines_known
        examine = check_role if lines_known else check_names
        findings = examine(role, whole.competencies, settings, doubtful=doubtful)
        findings = (*findings, *check_signals(role.signals))
        problems += [_problem(whole, key, finding) for finding in findings]
        if salvaged and not salvaged.chart_known:
            del placed[role.id]
    for kind, pairs in (
        ("role", check_chart(placed)),
        ("role", check_aliases(whole.roles)),
        ("competency", check_library(whole.competencies)),
    ):
        problems += [_problem(whole, (kind, one), finding) for one, finding in pairs]
    return tuple({str(problem): problem for problem in problems}.values())


def _with_faulty(library: Library) -> Library:
    whole = Library(
        dict(library.roles),
        dict(library.competencies),
        dict(library.settings),
        dict(library.sources),
        set(library.own),
    )
    for faulty in library.faulty.values():
        _take(whole, faulty.salvaged.shape, faulty.source, own=faulty.own)
    return whole


def _problem(library: Library, key: Key, finding: Finding) -> Problem:
    setting = ("setting", finding.setting)
    if setting in library.sources and (setting in library.own or key not in library.own):
        source = library.sources[setting]
        ids = [one.get("id") if isinstance(one, dict) else None for one in source.value["settings"]]
        place: Place = ("settings", ids.index(finding.setting), *finding.inside)
        what = f"{key[1]} {finding.what}" if key[0] == "role" else finding.what
    else:
        source, place, what = library.sources[key], finding.place, finding.what
    return Problem(what, where=f"{source.name}:{source.line_of(place)}", fix=finding.fix)
