"""What commands share that bring an older state back: who was erased since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.cli.printing import echo
from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.views.erasing import Found

erasures_option = click.option(
    "--erasures",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The erasures.jsonl of the workspace it is from.",
)
no_erasures_option = click.option(
    "--no-erasures", is_flag=True, help="Nobody was erased since it was written."
)


and_files_option = click.option(
    "--and-files",
    is_flag=True,
    help="Delete the files in the workspace's folder too that hold their data and nobody else's.",
)


def say_files(
    left: Sequence[Found], deleted: Sequence[str] = (), *, whom: str = "them", err: bool = False
) -> None:
    """Say which files were deleted, and which still name `whom`."""
    for path in deleted:
        echo(f"deleted {path}", err=err)
    if left:
        said = f"these files in the workspace's folder name {whom}, or may; delete what you can:"
        echo(said, err=err)
        for one in left:
            unread = " (cannot be read: it may)" if one.unread else ""
            echo(f"  {one.path}{' (theirs alone)' if one.theirs else unread}", err=err)


def refuse_two_answers(erasures: Path | None, *, none: bool) -> None:
    """Refuse both options at once; UsageError."""
    if erasures is not None and none:
        raise UsageError(Problem("--erasures and --no-erasures are two answers", fix="give one"))


def say_unsaid(count: int) -> None:
    """Say of how many nothing at hand tells why they were erased."""
    if count:
        echo(
            f"of {count} the reason is not in the log any more: erasures.jsonl says when and by "
            "whom, and holds no free text",
            err=True,
        )
