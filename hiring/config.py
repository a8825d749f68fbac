"""A workspace: a folder with hiring.toml, found upwards as git finds its own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiring.errors import InvalidFileError, Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "hiring.toml"
DATABASE = "hiring.db"
PRIVATE_FILE = 0o600
LONGEST_SOURCE = 60  # characters: so wide is its column
RELATIVE = "sqlite:///"  # with no further slash the path starts at the workspace
SOURCES = (
    "direct",
    "referral",
    "linkedin",
    "recruiter",
    "campus",
    "conference",
    "paper-author",
    "re-implementation",
    "agency",
    "other",
)

TEMPLATE = """\
# A hiring workspace. Every line is optional; what is commented out shows the default.

company = "{company}"

# Where applications come from: the words your reports will count.
sources = [{sources}]

# The database: a file beside this one, or PostgreSQL for teams that outgrow one machine:
# database_url = "postgresql+psycopg://recruiter@db.example.org/hiring"

# The time zone in which interviews are given and shown; the computer's own when left out.
# time_zone = "Europe/Berlin"

[job_description]
how_to_apply = "{how_to_apply}"
accommodation = "{accommodation}"
equal_opportunity = "{equal_opportunity}"
"""

_TEXTS = ("company", "database_url", "time_zone")
DESCRIPTION = ("how_to_apply", "accommodation", "equal_opportunity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a workspace says of itself."""

    folder: Path
    database_url: str
    company: str = ""
    sources: tuple[str, ...] = SOURCES
    time_zone: str = ""
    how_to_apply: str = ""
    accommodation: str = ""
    equal_opportunity: str = ""

    @property
    def database_file(self) -> Path | None:
        """Give the SQLite file, or None when the database is a server."""
        prefix = "sqlite:///"
        if not self.database_url.startswith("sqlite"):
            return None
        return Path(self.database_url.partition(prefix)[2])

    @property
    def rubric_folder(self) -> Path:
        """Give the folder of the workspace's own rubrics, there or not."""
        return self.folder / "rubrics"


def find_workspace(start: Path, *, named: str | None) -> Path:
    """Find the folder with hiring.toml: the one named, or the nearest upwards from start.

    Raises RefusedError when there is none.
    """
    if named:
        folder = Path(named).expanduser()
        if (folder / FILE).is_file():
            return folder.resolve()
        raise RefusedError(
            Problem(f"{folder} is not a workspace: it has no {FILE}", fix=f"hiring init {folder}")
        )
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise RefusedError(
        Problem(
            f"there is no workspace here: no {FILE} in this folder or above it",
            fix="make one with: hiring init, or name one with --workspace DIR",
        )
    )


def load_settings(folder: Path, *, environment: Mapping[str, str]) -> Settings:
    """Read hiring.toml; HIRING_DATABASE_URL goes before what it says.

    Raises InvalidFileError with every problem in the file.
    """
    path = folder / FILE
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidFileError(Problem(f"cannot be read: {error.strerror}", where=FILE)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidFileError(
            Problem(f"not TOML: {error}", where=FILE, fix="check quotes and brackets")
        ) from error
    problems = tuple(_problems(said))
    if problems:
        raise InvalidFileError(*problems)
    url = environment.get("HIRING_DATABASE_URL") or said.get("database_url")
    if url and url.startswith(RELATIVE) and url[len(RELATIVE) : len(RELATIVE) + 1] not in {"/", ""}:
        url = f"{RELATIVE}{folder / url.removeprefix(RELATIVE)}"
    if not url and "?" in str(folder):
        # All after a question mark would be read as an option of the database, not as its place.
        raise RefusedError(
            Problem(
                f'a workspace cannot be in a folder with "?" in its path: {folder}', fix="rename it"
            )
        )
    description = said.get("job_description", {})
    return Settings(
        folder=folder,
        database_url=url or f"sqlite:///{folder / DATABASE}",
        company=said.get("company", ""),
        sources=tuple(said.get("sources", SOURCES)),
        time_zone=said.get("time_zone", ""),
        **{key: description.get(key, "") for key in DESCRIPTION},
    )


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - few name a zone

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _source_problems(source: str) -> Iterator[Problem]:
    if len(source) > LONGEST_SOURCE:
        yield Problem(
            f"the source {source!r} is longer than {LONGEST_SOURCE} characters",
            where=FILE,
            fix="shorten it; what is special to one person goes into --source-detail",
        )
    if source.splitlines() != [source]:
        yield Problem(
            f"the source {source!r} has a line break", where=FILE, fix="write it on one line"
        )


def _problems(said: Mapping[str, Any]) -> list[Problem]:
    problems = []
    known = {*_TEXTS, "sources", "job_description"}
    for key, value in said.items():
        if key not in known:
            problems.append(
                Problem(
                    f"{key} is not a setting", where=FILE, fix=f"one of {', '.join(sorted(known))}"
                )
            )
        elif key in _TEXTS and not isinstance(value, str):
            problems.append(Problem(f"{key} must be text", where=FILE, fix="put it in quotes"))
    sources = said.get("sources", [])
    words = isinstance(sources, list) and all(isinstance(s, str) and s.strip() for s in sources)
    if not words or ("sources" in said and not sources):
        problems.append(
            Problem("sources must be a list of words", where=FILE, fix='sources = ["referral"]')
        )
    if words:
        problems += [problem for source in sources for problem in _source_problems(source)]
    zone = said.get("time_zone")
    if isinstance(zone, str) and zone and not _is_zone(zone):
        problems.append(
            Problem(
                f"time_zone {zone!r} is unknown", where=FILE, fix='a name such as "Europe/Berlin"'
            )
        )
    description = said.get("job_description", {})
    if not isinstance(description, dict):
        problems.append(Problem("job_description must be a table", where=FILE))
        return problems
    for key, value in description.items():
        if key not in DESCRIPTION or not isinstance(value, str):
            problems.append(
                Problem(
                    f"job_description.{key} is not a text setting",
                    where=FILE,
                    fix=f"one of {', '.join(DESCRIPTION)}, in quotes",
                )
            )
    return problems
