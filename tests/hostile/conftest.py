"""A round of interviews for files that come back spoiled: made once, copied for every test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Shell
from tests.hostile.making import the_round

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.making import Round

pytest.register_assert_rewrite("tests.hostile.judging")


@pytest.fixture(scope="session")
def made() -> Round:
    """Give the round whose cards are spoiled."""
    return the_round()


@pytest.fixture
def desk(made: Round, tmp_path: Path) -> Shell:
    """Give a shell in a copy of the workspace that sent the cards."""
    return Shell(shutil.copytree(made.workspace, tmp_path / "workspace"))
