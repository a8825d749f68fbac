"""Write the tables of docs/exporting.md from the program's own: `make docs`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hiring.store.connection import SCHEMA
from hiring.store.streaming import shapes
from hiring.views.content import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.views.content import ColumnShape

PAGE = Path(__file__).parent.parent / "docs" / "exporting.md"
BEGIN = "<!-- Written by `make docs` from hiring/store; do not edit it here. -->\n"
END = "<!-- Written until here. -->\n"


def tables() -> Iterator[str]:
    """Describe every table that is exported."""
    yield f"Version {SCHEMA} of the tables, in the order in which they can be filled in."
    for shape in shapes():
        yield from (
            "",
            f"### {shape.name}",
            "",
            f"{shape.meaning} Key: {', '.join(shape.key)}.",
            "",
        )
        yield from ("| column | holds | meaning |", "|---|---|---|")
        for column in shape.columns:
            yield f"| `{column.name}` | {_holds(column)} | {column.meaning} |"


def _holds(column: ColumnShape) -> str:
    said: str = column.kind
    if column.length:
        said += f", up to {column.length} characters"
    if column.kind is ValueKind.NUMBER and column.refers_to:
        said = f"`{column.refers_to}`"
    return f"{said}, or NULL" if column.nullable else said


def page() -> str:
    """Give the page with its tables as they are today."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return before + BEGIN + "\n" + "\n".join(tables()) + "\n\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
