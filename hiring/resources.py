"""Find the folders that ship with the program, in a wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path


def bundled(name: str) -> Path:
    """Give the shipped folder of that name: `rubrics`, `alembic` or `sample_data`."""
    package = Path(__file__).resolve().parent
    inside = package / "_bundled" / name
    return inside if inside.is_dir() else package.parent / name
