"""The options that several commands have, each written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_LIMIT = 50
MOST_ROWS = 1_000_000


def list_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --limit, --all and --json to a list."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    command = click.option("--all", "everything", is_flag=True, help="Show every row.")(command)
    return click.option(
        "--limit",
        type=click.IntRange(1, MOST_ROWS),
        default=DEFAULT_LIMIT,
        help=f"Show at most N rows; {DEFAULT_LIMIT} when left out.",
        metavar="N",
    )(command)


def after_option(letter: str) -> Callable[..., Any]:
    """Add --after to a list; its value becomes the number in a code of this letter."""

    def read(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
        if value is None:
            return None
        from hiring.domain.codes import Kind, number_in

        number = number_in(value, Kind(letter))
        if number is None:
            fix = f"name the last one that was shown, as --after {letter}-50"
            raise UsageError(Problem(f"{value!r} is no code of this list", fix=fix))
        return number

    return click.option(
        "--after",
        metavar=f"{letter}-N",
        callback=read,
        help="Go on after this one, the last that was shown.",
    )


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json to a read."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def because_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add a required --because, which must say something."""
    return click.option(
        "--because",
        required=True,
        metavar="TEXT",
        callback=_not_blank,
        help="The reason, for the record.",
    )(command)


def by_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add a required --by, which must name somebody."""
    return click.option(
        "--by",
        required=True,
        metavar="NAME",
        callback=_not_blank,
        help="The person who decides, by name.",
    )(command)


def _not_blank(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter("it is empty; say it in words")
    return value.strip()


def dry_run_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --dry-run."""
    return click.option(
        "--dry-run", is_flag=True, help="Say what would be done, and change nothing."
    )(command)
