"""A workspace: a folder with hiring.toml, found upwards as git finds its own."""

from __future__ import annotations

from pathlib import Path

from hiring.errors import Problem, RefusedError

FILE = "hiring.toml"
RETENTION = "retention"  # the folder of its own rules on keeping people


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
