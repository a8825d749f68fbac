"""Load rubrics: the shipped folder, then a workspace's own, which adds or overrides by id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hiring.domain.consistency import (
    Finding,
    check_chart,
    check_library,
    check_role,
    named_in,
)
from hiring.domain.rubric import Choice, Rubric, digest_of, resolve
from hiring.errors import InvalidFileError, Problem
from hiring.rubric_files.shapes import (
    FILES,
    CompetencyFile,
    RoleFile,
    to_competency,
    to_role,
    to_settings,
)
from hiring.rubric_files.yaml_text import Source, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hiring.domain.rubric import Competency, Role, Setting

    AnyFile = Any

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
}


@dataclass(slots=True)
class Library:
    """Every role, competency and organisation setting that is at hand, by id."""

    roles: dict[str, Role] = field(default_factory=dict)
    competencies: dict[str, Competency] = field(default_factory=dict)
    settings: dict[str, Setting] = field(default_factory=dict)
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    own: set[tuple[str, str]] = field(default_factory=set)

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
    for place, folder in enumerate(folders):
        problems += read_files(library, _rubric_files(folder), folder, own=place > 0)
    for path in paths:
        found = _rubric_files(path) if path.is_dir() else [path]
        problems += read_files(library, found, None, own=True)
    problems += check(library)
    return library, tuple(problems)


def _rubric_files(folder: Path) -> list[Path]:
    found = [p for p in folder.rglob("*") if p.suffix in {".yaml", ".yml"} and p.is_file()]
    return sorted(p for p in found if not p.name.startswith("."))


def read_files(
    library: Library, paths: Iterable[Path], folder: Path | None, *, own: bool
) -> list[Problem]:
    """Read files into the library; each file with a problem is left out of it."""
    problems: list[Problem] = []
    seen: dict[tuple[str, str], str] = {}
    for path in paths:
        name = str(path.relative_to(folder)) if folder and not own else str(path)
        source, shape = read_file(name, path)
        problems += source.problems
        if shape is None:
            continue
        key = (shape.kind, getattr(shape, "id", "organisation"))
        if key in seen:
            source.complain(("id",), f"{key[1]} is in {seen[key]} too", "rename one of the two")
            problems.append(source.problems[-1])
            continue
        seen[key] = name
        _take(library, shape, source, own=own)
    return problems


def read_file(name: str, path: Path) -> tuple[Source, AnyFile]:
    """Read one file: its source with all problems, and its shape if there was none."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        source = Source(name)
        source.complain((), f"cannot be read ({error.strerror})", "check the path and its rights")
        return source, None
    source = read_yaml(name, raw)
    if source.value is None:
        return source, None
    try:
        shape = FILES.validate_python(source.value)
    except ValidationError as error:
        _explain(source, error)
        return source, None
    return source, None if source.problems else shape


def _explain(source: Source, error: ValidationError) -> None:
    kinds = ("competency", "role", "organisation")
    trapped = {p.where for p in source.problems}
    for detail in error.errors(include_url=False):
        place = tuple(p for p in detail["loc"] if p != "[key]")
        if place and place[0] in kinds:
            place = place[1:]
        if detail["type"] in {"union_tag_not_found", "union_tag_invalid"}:
            source.complain(
                ("kind",), "the file does not say what it is", f"add kind: {' | '.join(kinds)}"
            )
            continue
        if f"{source.name}:{source.line_of(place)}" in trapped:
            continue  # the trap that was named is the cause
        named = _named(place)
        fix = _MENDS.get(detail["type"], "change it so")
        if detail["type"] == "missing":
            source.complain(place, f"{named} is missing", fix)
        elif detail["type"] == "extra_forbidden":
            source.complain(place, f"{named} is not a key of a rubric file", fix)
        else:
            given = detail["input"]
            shown = f" (it is {given!r})" if isinstance(given, (str, int, float)) else ""
            words = detail["msg"][0].lower() + detail["msg"][1:]
            source.complain(place, f"{named}: {words}{shown}", fix)


def _named(place: tuple[str | int, ...]) -> str:
    words = ""
    for part in place:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            words += f".{part}" if words else part
    return words or "the file"


def _take(library: Library, shape: AnyFile, source: Source, *, own: bool) -> None:
    if isinstance(shape, RoleFile):
        library.roles[shape.id] = to_role(shape)
    elif isinstance(shape, CompetencyFile):
        library.competencies[shape.id] = to_competency(shape)
    else:
        library.settings |= {setting.id: setting for setting in to_settings(shape)}
    key = (shape.kind, getattr(shape, "id", "organisation"))
    library.sources[key] = source
    if own:
        library.own.add(key)


def check(library: Library) -> tuple[Problem, ...]:
    """Check what only the whole library shows: ids, names, variants, coverage and the chart."""
    problems: list[Problem] = []
    unknown = False
    for setting in library.settings.values():
        for finding in _unknown_in_setting(library, setting):
            unknown = True
            problems.append(_problem(library, ("organisation", "organisation"), finding))
    settings = () if unknown else tuple(library.settings.values())
    for role in library.roles.values():
        findings = check_role(role, library.competencies, settings)
        problems += [_problem(library, ("role", role.id), finding) for finding in findings]
    for role_id, finding in check_chart(library.roles):
        problems.append(_problem(library, ("role", role_id), finding))
    for competency_id, finding in check_library(library.competencies):
        problems.append(_problem(library, ("competency", competency_id), finding))
    return tuple(problems)


def _unknown_in_setting(library: Library, setting: Setting) -> Iterable[Finding]:
    for change in setting.changes:
        for named, known, kind in (
            (named_in(change), library.competencies, "competency"),
            (change.roles, library.roles, "role"),
        ):
            for one in named:
                if one not in known:
                    yield Finding(
                        ("settings",),
                        f"organisation {setting.id} names {kind} {one!r}, which is not there",
                        "correct the id",
                    )


def _problem(library: Library, key: tuple[str, str], finding: Finding) -> Problem:
    source = library.sources.get(key)
    where = f"{source.name}:{source.line_of(finding.place)}" if source else key[1]
    return Problem(finding.what, where=where, fix=finding.fix)
