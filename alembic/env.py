"""Run the migrations on a connection of their own, so that no table rebuild loses rows.

All of it is one transaction, and nobody else writes meanwhile: two people who upgrade at once do
it one after the other, and a killed upgrade has done nothing.
"""

from __future__ import annotations

import os
from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

from hiring.store.connection import alone, connect, reading
from hiring.store.partial_indexes import PARTIAL_INDEXES
from hiring.store.tables import is_made_apart, metadata


def render_item(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write our own column types by what they are stored as: migrations never import hiring."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave what each database makes in its own way out of comparisons: search and funnel."""
    return not (kind == "table" and is_made_apart(name or ""))


if not PARTIAL_INDEXES:
    raise RuntimeError("the partial indexes belong to the tables that are compared")


def run() -> None:
    """Migrate without foreign keys on, then check that every reference still holds."""
    url = context.config.attributes.get("url") or os.environ["HIRING_DATABASE"]
    engine = connect(url, foreign_keys=False)
    comparing = bool(context.config.attributes.get("comparing"))
    try:
        with reading(engine) if comparing else alone(engine) as connection:
            context.configure(
                connection=connection,
                target_metadata=metadata,
                render_as_batch=True,
                render_item=render_item,
                include_name=include_name,
                compare_server_default=True,
            )
            with context.begin_transaction():
                context.run_migrations()
            after = context.config.attributes.get("after")
            if after is not None:
                after(connection)
            if (
                connection.dialect.name == "sqlite"
                and not comparing
                and connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            ):
                raise RuntimeError("this migration would leave broken references")
    finally:
        engine.dispose()


run()
