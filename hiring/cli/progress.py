"""Show how far a long run has come, where somebody looks on."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator

_STEP = 20_000
_FEW = 10


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


@contextmanager
def going_through(items: Collection[Any], *, label: str, quiet: bool) -> Generator[Iterator[Any]]:
    """Give some things one by one; where they are more than a few, a bar shows how far one is."""
    if quiet or len(items) < _FEW:
        yield iter(items)
        return
    with progress(label, len(items)) as passed:

        def each() -> Iterator[Any]:
            for one in items:
                yield one
                passed(1)

        yield each()
