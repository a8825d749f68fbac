from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiring.exchange.people.matching import MapFile, match
from hiring.exchange.people.opening import open_people

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiring.exchange.people.sources import Records, Table


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Table | Records]:
    """Open bytes as a file of people."""

    def open_it(content: bytes, **said: str) -> Table | Records:
        path = tmp_path / "people.in"
        path.write_bytes(content)
        source = open_people(path, **said)
        match(source, named=None, map_file=MapFile())
        return source

    return open_it
