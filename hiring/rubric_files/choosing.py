"""Choose a rubric: by role and variant, or by the path of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hiring.domain.rubric import Choice, Rubric, resolve
from hiring.errors import InvalidFileError, Problem, RefusedError, UsageError
from hiring.rubric_files.library import Library, load_library, read_for_check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiring.domain.rubric import Role


def choose(
    library: Library,
    role: str,
    *,
    level: str | None = None,
    focus: str | None = None,
    scope: str | None = None,
    setting: str | None = None,
) -> Rubric:
    """Resolve a role, named by id or alias, with a variant.

    Raises RefusedError for an unknown role, UsageError for a variant it does not have.
    """
    found = find_role(library, role)
    if setting is not None and setting not in library.settings:
        known = ", ".join(library.settings)
        raise UsageError(Problem(f"there is no organisation {setting!r}", fix=f"one of: {known}"))
    if setting is not None and level is None and "mid" in found.variants.level:
        level = "mid"  # an organisation asks other things of juniors and of seniors
    choice = Choice(
        level=level,
        focus=focus,
        scope=scope,
        setting=library.settings[setting] if setting else None,
    )
    try:
        return resolve(found, library.competencies, choice)
    except KeyError as error:
        raise UsageError(Problem(str(error.args[0]))) from error


def find_role(library: Library, text: str) -> Role:
    """Find a role by id, name or alias; RefusedError with the choices."""
    wanted = " ".join(text.casefold().split())
    if wanted in library.roles:
        return library.roles[wanted]
    found = [
        role
        for role in library.roles.values()
        if wanted in {role.name.casefold(), *(alias.casefold() for alias in role.aliases)}
    ]
    if len(found) == 1:
        return found[0]
    choices = ", ".join(role.id for role in found) or ", ".join(sorted(library.roles))
    what = f"{text!r} is several roles" if found else f"there is no role {text!r}"
    raise RefusedError(Problem(what, fix=f"one of: {choices}"))


def read_either(folders: tuple[Path, ...], text: str) -> Rubric:
    """Give the rubric of a role id, or of a role file read together with the library.

    Raises InvalidFileError for a file with problems or with no role in it.
    """
    path = Path(text)
    if not path.is_file():
        return choose(load_library(*folders), text)
    library, problems = read_for_check(folders, (path,))
    if problems:
        raise InvalidFileError(*problems)
    roles = [r for r in library.roles if library.sources["role", r].name == str(path)]
    if not roles:
        raise InvalidFileError(
            Problem("there is no role in it", where=str(path), fix="name the file of one role")
        )
    return library.resolve(roles[0])


def find_shipped(library: Library, ids: Iterable[str]) -> tuple[str, ...]:
    """Name the files of roles and competencies; RefusedError naming every unknown id."""
    places = {found: source.name for (_, found), source in library.sources.items()}
    wanted = tuple(dict.fromkeys(ids))
    unknown = [one for one in wanted if one not in places]
    if unknown:
        raise RefusedError(
            Problem(
                f"there is no shipped rubric file of {', '.join(unknown)}",
                fix="roles are listed by: hiring rubric list; competencies by: rubric show ROLE",
            )
        )
    return tuple(places[one] for one in wanted)
