"""What tables are made of: the columns many have alike, and moments, which are stored in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python on both databases, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Keep it as text on SQLite, without the seven signs of a fraction that is nought."""
        return _short_text() if dialect.name == "sqlite" else super().load_dialect_impl(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without an offset; ValueError."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs an offset from UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back with its offset, which SQLite does not keep."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@cache
def _short_text() -> TypeEngine[Any]:
    # Of five moments a person, an application and two events, these signs were a twentieth.
    from sqlalchemy.dialects.sqlite import DATETIME  # noqa: PLC0415 - of no use on a server

    class ShortText(DATETIME):
        def bind_processor(self, dialect: Dialect) -> Any:
            del dialect
            return lambda value: value and value.replace(tzinfo=None).isoformat(" ")

        def literal_processor(self, dialect: Dialect) -> Any:
            del dialect
            return lambda value: f"'{value.replace(tzinfo=None).isoformat(' ')}'"

    made: TypeEngine[Any] = ShortText()  # type: ignore[no-untyped-call]
    return made


ROW_ID = 16  # bytes


def id_column() -> Column[Any]:
    """Give rows a number of their own."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


def refers_to(name: str, target: str, *, nullable: bool = False, index: bool = True) -> Column[Any]:
    """Name a row of another table by its number."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=nullable, index=index)


def moment_column(name: str, *, nullable: bool = False) -> Column[Any]:
    """Keep a moment."""
    return Column(name, UTCDateTime, nullable=nullable)


def text_column(name: str) -> Column[Any]:
    """Keep a text, empty where nothing was said."""
    return Column(name, Text, nullable=False, default="")


def later_text_column(name: str, kind: Any = Text) -> Column[Any]:
    """Keep a text in a column that a migration added."""
    return later_column(name, kind, default="")


def later_column(name: str, kind: Any, default: Any = None) -> Column[Any]:
    """Keep a value in a column that a migration added."""
    # Added by a migration, so that rows which were there before need a value.
    return Column(name, kind, nullable=False, default=default, server_default=text("''"))


def one_of(column: str, *values: str) -> CheckConstraint:
    """Let a column hold one of some words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def numbered_table(name: str, *parts: Any) -> Table:
    """Make a table whose rows have numbers that our codes show."""
    # An id is never given twice, so that the code of an erased record never names another.
    return Table(name, metadata, *parts, sqlite_autoincrement=True)
