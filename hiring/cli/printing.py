"""What commands print: lines and tables that no text of a person can break, and JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hiring.errors import HiringError

WIDEST_CELL = 60


def show_error(error: HiringError) -> None:
    """Print every problem of an error on standard error, a line each."""
    for problem in error.problems:
        echo(f"Error: {problem}", err=True)


def printable(text: object) -> str:
    """Show text on a terminal without letting it command the terminal.

    Spaces of every kind and the joiners of scripts and emoji stay; what moves the cursor, turns
    the direction of writing or rings the bell is shown as its number.
    """
    shown = str(text)
    return shown if shown.isprintable() else "".join(map(_printable, shown))


def _printable(letter: str) -> str:
    if letter in "\n\t\u200c\u200d" or letter.isprintable():
        return letter
    from unicodedata import category

    if category(letter) == "Zs":
        return letter
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"  # noqa: PLR2004 - Latin-1


def echo(text: object = "", *, err: bool = False) -> None:
    """Print one line that may come from people; line breaks inside it become spaces.

    So nobody's name or note can look like a line of ours. Breaks before and after it stay.
    """
    said = str(text)
    inside = said.strip("\r\n")
    if len(inside.splitlines()) > 1:
        said = said.replace(inside, " ".join(inside.splitlines()))
    click.echo(printable(said), err=err)


def plain(view: Any) -> Any:
    """Turn a view into plain data for JSON: moments as ISO 8601 in UTC, days as 2026-03-02."""
    if hasattr(view, "_asdict"):
        view = view._asdict()
    elif hasattr(view, "__dataclass_fields__"):
        view = {name: getattr(view, name) for name in view.__dataclass_fields__}
    if isinstance(view, dict):
        return {str(key): plain(value) for key, value in view.items()}
    if isinstance(view, (tuple, list)):
        return [plain(value) for value in view]
    if isinstance(view, datetime):
        return view.astimezone(UTC).isoformat()
    if isinstance(view, date):
        return view.isoformat()
    return view.value if hasattr(view, "value") else view


def echo_json(view: Any) -> None:
    """Print a view as JSON."""
    import json
    import re
    import sys

    # Where the output cannot hold every letter, as a file on an older Windows, JSON's own
    # escapes can; the others are only for what would command a terminal.
    ascii_only = not (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    text = json.dumps(plain(view), ensure_ascii=ascii_only, indent=2)
    click.echo(re.sub(_COMMANDS, lambda found: f"\\u{ord(found[0]):04x}", text))


_COMMANDS = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"


def table(rows: Iterable[Sequence[object]], *, heads: Sequence[str], empty: str) -> None:
    """Print rows under their heads, or a sentence when there are none."""
    shown = [[_cell(cell) for cell in row] for row in rows]
    for cells in shown:
        cells[:-1] = [_shortened(cell) for cell in cells[:-1]]
    if not shown:
        click.echo(empty, err=True)
        return
    widths = [max(_width(row[i]) for row in (heads, *shown)) for i in range(len(heads))]
    for row in (heads, *shown):
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return printable(" ".join(str(value).replace("\t", " ").splitlines()))


def _shortened(cell: str) -> str:
    # One very long name must not push every other row off the screen; the last column may run on.
    if _width(cell) <= WIDEST_CELL:
        return cell
    while _width(cell) > WIDEST_CELL - 3:
        cell = cell[: WIDEST_CELL - 3] if len(cell) > WIDEST_CELL else cell[:-1]
    return f"{cell}..."


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    nothing = ("Mn", "Me", "Cf")
    return sum(
        0 if category(c) in nothing else 2 if east_asian_width(c) in "WF" else 1 for c in text
    )


def facts(pairs: Mapping[str, object]) -> None:
    """Print facts, one a line, leaving out those that nobody gave; long text stays indented."""
    given = {key: value for key, value in pairs.items() if value not in (None, "", (), [])}
    width = max((len(key) for key in given), default=0)
    for key, value in given.items():
        first, *more = str(value).splitlines() or [""]
        echo(f"{key:<{width}}  {first}")
        for line in more:
            echo(f"{'':<{width}}  {line}")


def beside(extra: Mapping[str, object]) -> None:
    """Print what another system said and has no place of its own, under its name there."""
    import json

    if extra:
        echo("kept beside")
    for key, value in extra.items():
        said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        first, *more = said.splitlines() or [""]
        echo(f"  {key}: {first}")
        for line in more:
            echo(f"    {line}")


def limited(*, limit: int, everything: bool) -> int | None:
    """Turn --limit and --all into a number of rows, one more than shown, or None for all."""
    return None if everything else limit + 1


def cut(rows: Sequence[Any], *, limit: int, everything: bool) -> Sequence[Any]:
    """Cut a list to its limit and say so, with the command that shows what comes next."""
    if everything or len(rows) <= limit:
        return rows
    shown = rows[:limit]
    following = _next_command(shown[-1])
    more = f"; the next: {following}" if following else ""
    goes_on = click.get_current_context().params.get("after") is not None
    which, are = "the next" if goes_on else "the first", "is" if limit == 1 else "are"
    echo(f"{which} {limit} {are} shown{more}; --all shows everything", err=True)
    return shown


def _next_command(last: Any) -> str:
    """Write the command that goes on after a row, as it was typed; "" where a list cannot."""
    import shlex

    from click.core import ParameterSource

    ctx = click.get_current_context()
    if "after" not in ctx.params:
        return ""
    options: list[str] = []
    texts: list[str] = []
    for parameter in ctx.command.params:
        name = parameter.name or ""
        given = ctx.params.get(name)
        if name == "after" or ctx.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        if isinstance(parameter, click.Argument):
            texts.append(str(given))
        elif name in ctx.params:
            options += [parameter.opts[-1]] if given is True else [parameter.opts[-1], str(given)]
    options += ["--after", str(last.code)]
    root = ctx.find_root()
    for one in dict.fromkeys((ctx, root)):
        if one.get_parameter_source("workspace") is ParameterSource.COMMANDLINE:
            options += ["--workspace", str(root.obj.workspace)]
            break
    # A text that begins as an option does stands behind two hyphens.
    behind = ["--", *texts] if any(text.startswith("-") for text in texts) else []
    path = ctx.command_path.split()[1:]
    return shlex.join(["hiring", *path, *([] if behind else texts), *options, *behind])
