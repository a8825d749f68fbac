"""The programs that fill cards in, each started once, and the cards that they fill in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.clients.matrix import Sent
from tests.clients.office import an_office, python_with_uno
from tests.clients.web_deeds import FOLDER, running
from tests.conftest import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.clients.office import Office
    from tests.clients.web_deeds import Web


@pytest.fixture(scope="session")
def office(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Start LibreOffice, to be worked in as a person works."""
    python = python_with_uno()
    if python is None:
        missing("LibreOffice's bridge to Python", "python3-uno")
        raise AssertionError
    with an_office(soffice, python, tmp_path_factory.mktemp("office")) as started:
        yield started


@pytest.fixture(scope="session")
def node() -> None:
    """Need Node and the packages of this folder."""
    if shutil.which("node") is None:
        missing("Node", "nodejs npm")
    if not (FOLDER / "node_modules").is_dir():
        missing("what `npm ci --prefix tests/clients` installs", "nodejs npm")


@pytest.fixture(scope="session")
def sheetjs(node: None) -> Iterator[Web]:  # noqa: ARG001 - it must be there
    """Start what fills cards in with SheetJS."""
    with running("sheetjs") as started:
        yield started


@pytest.fixture(scope="session")
def exceljs(node: None) -> Iterator[Web]:  # noqa: ARG001 - it must be there
    """Start what fills cards in with ExcelJS."""
    with running("exceljs") as started:
        yield started


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """Send two candidates' cards from a workspace."""
    return Sent.from_(tmp_path_factory.mktemp("sent"))
