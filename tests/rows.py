"""Rows of every table, made up from any text, that both databases can keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint, UniqueConstraint

from hiring.store.streaming import shapes
from hiring.store.tables import metadata
from hiring.views.content import Shape, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hiring.views.content import ColumnShape, Row, Value

SHAPES = {shape.name: shape for shape in shapes()}
_LISTED = re.compile(r"^(\w+) IN \((.*)\)$")
_HARD = (
    *(
        "",
        "'",
        "''",
        "'#1",
        "=1+1",
        "+49 30 0",
        "-",
        "@here",
        "\tx",
        "\rx",
        "\nx",
        " x ",
        '"',
        '""',
    ),
    *("00123", "1234567890123456", "1E5", "NULL", "null", "true", "\ufeffx", "_x0041_", "a\r\nb"),
    *("a,b;c", "\x00", "\x0b\x1f", "\ufffe\uffff", "\u2028\x85", "<&>]]>", "🤝🏽", "مرحبا", "#N/A"),
)
TEXTS = st.one_of(
    st.sampled_from(_HARD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


def _choices() -> dict[tuple[str, str], list[str]]:
    found = {}
    for table in metadata.sorted_tables:
        for one in table.constraints:
            if isinstance(one, CheckConstraint) and (said := _LISTED.match(str(one.sqltext))):
                found[table.name, said[1]] = re.findall("'([^']*)'", said[2])
    return found


def _alone() -> set[tuple[str, str]]:
    """Name the columns of which no value may be there twice, or only in some pair."""
    found = set()
    for table in metadata.sorted_tables:
        for one in (*table.constraints, *table.indexes):
            if isinstance(one, (UniqueConstraint, PrimaryKeyConstraint)) or (
                isinstance(one, Index) and one.unique
            ):
                found |= {(table.name, column.name) for column in one.columns}
    return found


CHOICES = _choices()
ALONE = _alone()
NUMBERS = {"signal": 3, "headcount": 2, "level": 4, "pay_min": 1 << 40, "pay_max": (1 << 62) + 1}
ANY: dict[ValueKind, tuple[Value, ...]] = {
    ValueKind.MOMENT: (
        *("2026-03-02T09:00:00Z", "1970-01-01T00:00:00.000001Z"),
        "9999-12-31T23:59:59.999999Z",
    ),
    ValueKind.BYTES: ("", "+/8=", "AAECAw=="),
    ValueKind.TRUTH: (True, False),
}


@st.composite
def contents(draw: st.DrawFn, *, server: bool, most: int = 3) -> dict[str, Sequence[Row]]:
    """Draw rows for every table: whatever they say, what they refer to is there."""
    made: dict[str, Sequence[Row]] = {}
    many = draw(
        st.integers(1, most)
    )  # alike in all tables: what refers to pairs refers to each once
    for shape in SHAPES.values():
        count = 1 if shape.name == "workspace" else many
        rows = [
            tuple(
                _value(draw, shape, column, number, made, server=server) for column in shape.columns
            )
            for number in range(1, count + 1)
        ]
        places = [[column.name for column in shape.columns].index(name) for name in shape.key]
        if shape.name == "candidates" and count > 1:
            # Who was merged may have been merged into somebody who came later.
            place = [column.name for column in shape.columns].index("merged_into")
            rows[0] = (*rows[0][:place], count, *rows[0][place + 1 :])
        made[shape.name] = sorted(rows, key=lambda row: [_order(row[place]) for place in places])
    return made


def _order(value: Value) -> Any:
    return value.encode() if isinstance(value, str) else value


def _value(
    draw: st.DrawFn,
    shape: Shape,
    column: ColumnShape,
    number: int,
    made: dict[str, Sequence[Row]],
    *,
    server: bool,
) -> Value:
    alone = (shape.name, column.name) in ALONE
    if column.nullable and not alone and draw(st.booleans()):
        return None
    if column.refers_to:
        rows = made.get(column.refers_to.partition(".")[0])
        return rows[(number - 1) % len(rows)][0] if rows else None
    if column.kind is ValueKind.NUMBER:
        return number if alone else NUMBERS.get(column.name, 7)
    if column.kind is not ValueKind.TEXT:
        said: Value = draw(st.sampled_from(ANY[column.kind]))
        return f"AAA{number}" if alone else said
    if listed := CHOICES.get((shape.name, column.name)):
        return draw(st.sampled_from(listed))
    text = draw(TEXTS)
    if shape.name == "candidates" and column.name in {"email", "more_emails"}:
        text = f"{number}@example.org" if column.name == "email" else text.replace("@", "")
    if alone:
        text = f"{text[: (column.length or 40) - 2]}{number}"
    text = text.replace("\0", "") if server else text
    return text[: column.length]


class Made:
    """Rows as a source, some at a time."""

    def __init__(self, rows: dict[str, Sequence[Row]], *, last: int = 0) -> None:
        """Give these rows; the last number given away is `last` past the highest there is."""
        self.rows = rows
        self.last = last

    def chunks(self, shape: Shape) -> Iterator[Sequence[Row]]:
        """Give the rows of a table, two at a time."""
        rows = self.rows[shape.name]
        for start in range(0, len(rows), 2):
            yield rows[start : start + 2]

    def last_id(self, shape: Shape) -> int:
        """Give the last number of a table whose rows are numbered."""
        table = metadata.tables[shape.name]
        if not table.dialect_options["sqlite"].get("autoincrement"):
            return 0
        return max((int(row[0] or 0) for row in self.rows[shape.name]), default=0) + self.last
