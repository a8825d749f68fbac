"""Keep what was measured in one page, each part as it was measured last."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

RESULTS = Path(__file__).with_name("RESULTS.md")
ORDER = (
    "Start-up",
    "Warm",
    "Volume",
    "Audit",
    "Erasing",
    "Scorecards",
    "Scoring",
    "Advertisements",
)


def write_parts(output: Path, measured: Mapping[str, str]) -> str:
    """Write parts by their titles beside those that stand there, and give the whole text."""
    standing = _sections(output.read_text("utf-8")) if output.exists() else {}
    parts = standing | dict(measured)
    text = "\n\n".join(f"## {title}\n\n{parts[title]}" for title in ORDER if title in parts)
    output.write_text(f"# Benchmarks\n\n{text}\n", encoding="utf-8")
    return text


def say_where() -> str:
    """Say when and on what it was measured, as each part begins."""
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: Python {platform.python_version()}, "
        f"SQLAlchemy {version('sqlalchemy')}, {platform.system()}, {os.cpu_count()} cores. "
    )


def _sections(text: str) -> dict[str, str]:
    """Give what stands in the results, by its title."""
    found = (part.partition("\n") for part in text.split("\n## ")[1:])
    return {title.strip(): rest.strip() for title, _, rest in found}
