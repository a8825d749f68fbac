"""Show how far a long run has come, where somebody looks on."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_STEP = 20_000


@contextmanager
def progress(label: str, total: int) -> Generator[Callable[..., None]]:
    """Give what is to be told of each part that is done; a bar on a terminal, else nothing.

    It takes how much was done and, if need be, some words to stand behind the time that is left.
    """
    with click.progressbar(
        length=total,
        label=label,
        file=sys.stderr,
        item_show_func=lambda words: words,
        hidden=not sys.stderr.isatty(),
        update_min_steps=max(1, min(_STEP, total // 100)),
    ) as bar:
        yield bar.update
