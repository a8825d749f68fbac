"""What a linter cannot hold: where time is told, where a transaction ends, what is imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hiring.resources import bundled
from hiring.store.connection import transaction
from hiring.store.ledger import Act
from hiring.workflow.workspaces import make_workspace
from tests.conftest import NOW
from tests.factories import an_application

if TYPE_CHECKING:
    from collections.abc import Iterator

import hiring

PACKAGE = Path(hiring.__file__).parent
ALEMBIC = bundled("alembic")
HEAVY = (
    *("sqlalchemy", "alembic", "openpyxl", "docx", "yaml", "pydantic", "psycopg", "lxml"),
    *("phonenumbers", "rapidfuzz"),
    *("hiring.store", "hiring.workflow", "hiring.documents", "hiring.rubric_files"),
)


def sources(*folders: Path) -> Iterator[tuple[str, ast.Module]]:
    """Read every Python file of some folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            name = path.relative_to(folder.parent).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def calls(tree: ast.AST, *names: str) -> set[str]:
    """Name which of these methods or functions a file calls."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = getattr(called, "attr", None) or getattr(called, "id", None)
            if name in names:
                found.add(name)
    return found


def imports(nodes: list[ast.stmt], *, typing_too: bool = False) -> Iterator[str]:
    """Name what these statements import when they run; blocks for type checkers do not."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If):
            checked = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            if typing_too or not checked:
                yield from imports(node.body, typing_too=typing_too)
            yield from imports(node.orelse, typing_too=typing_too)
        elif isinstance(node, (ast.Try, ast.With, ast.ClassDef, ast.For, ast.While)):
            for part in ("body", "orelse", "finalbody"):
                yield from imports(getattr(node, part, []), typing_too=typing_too)
            for handler in getattr(node, "handlers", []):
                yield from imports(handler.body, typing_too=typing_too)


def within(name: str, packages: tuple[str, ...]) -> bool:
    """Tell whether a module is one of these packages or lies in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_a_transaction_begins_and_ends_in_one_place_only() -> None:
    found = {name: calls(tree, "commit", "rollback", "begin") for name, tree in sources(PACKAGE)}

    assert {name for name, called in found.items() if called} == {"hiring/store/connection.py"}


def test_only_the_command_line_looks_at_the_clock() -> None:
    found = {
        name: calls(tree, "now", "today", "utcnow", "time_ns", "monotonic")
        for name, tree in sources(PACKAGE)
    }

    assert {name for name, called in found.items() if called} == {"hiring/cli/kit.py"}


def test_a_migration_imports_nothing_of_ours() -> None:
    trees = dict(sources(ALEMBIC / "versions"))
    assert trees

    for name, tree in trees.items():
        for node in ast.walk(tree):
            found = imports([node], typing_too=True) if isinstance(node, ast.stmt) else ()
            assert not [one for one in found if within(one, ("hiring",))], name


def test_the_folder_of_migrations_is_no_package() -> None:
    """As a package it would hide the library of that name from `python -m hiring`."""
    assert list(ALEMBIC.rglob("__init__.py")) == []


@pytest.mark.parametrize("name", [name for name, _ in sources(PACKAGE / "cli")])
def test_a_command_imports_what_is_heavy_in_its_body_only(name: str) -> None:
    tree = dict(sources(PACKAGE / "cli"))[name]

    assert [one for one in imports(tree.body) if within(one, HEAVY)] == []


def test_the_test_of_heavy_imports_sees_them() -> None:
    """Guard the guard: each way of importing at module level is seen, and typing is not."""
    tree = ast.parse(
        "import yaml\n"
        "from hiring import store\n"
        "try:\n    import docx\nexcept ImportError:\n    import openpyxl\n"
        "if TYPE_CHECKING:\n    import sqlalchemy\nelse:\n    import alembic.command\n"
        "def run():\n    import pydantic\n"
        "class One:\n    import lxml\n    def run(self):\n        import psycopg\n"
    )

    found = {one for one in imports(tree.body) if within(one, HEAVY)}

    assert found == {"yaml", "hiring.store", "docx", "openpyxl", "alembic.command", "lxml"}


def modules_after(code: str, *arguments: str) -> set[str]:
    """Run code in a new process and name every module it loaded."""
    told = f"import sys\n{code}\nprint()\nprint(*sorted(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", told, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.process
def test_help_loads_click_and_nothing_heavy() -> None:
    loaded = modules_after(
        "from hiring.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as done:\n    assert not done.code"
    )

    assert "click" in loaded
    assert [name for name in loaded if within(name, (*HEAVY, "prompt_toolkit"))] == []


@pytest.mark.process
@pytest.mark.parametrize(
    "words",
    [
        ("candidate", "list"),
        ("candidate", "show", "C-1"),
        ("candidate", "find", "ada", "--json"),
        ("candidate", "add", "Bo Sample", "--email", "bo@example.org", "--phone", "+49 30 1234567"),
        ("application", "list"),
        ("application", "move", "A-1", "screen"),
        ("job", "list"),
        ("interview", "list"),
        ("board",),
    ],
    ids=" ".join,
)
def test_a_command_on_a_few_rows_loads_no_office_yaml_migration_or_server(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "workspace"
    settings = make_workspace(folder, company="Example GmbH", database_url=None, now=NOW)
    an_application_in(settings.database_url)

    loaded = modules_after(
        "from hiring.cli import main\nmain(sys.argv[1:], standalone_mode=False)",
        *("--workspace", str(folder), *words),
    )

    assert "sqlalchemy" in loaded
    unwanted = (
        *("sqlalchemy.orm", "sqlalchemy.dialects.postgresql", "alembic", "openpyxl", "docx"),
        *("yaml", "pydantic", "psycopg", "lxml", "hiring.documents", "hiring.rubric_files"),
        *("phonenumbers", "rapidfuzz", "hiring.domain.matching"),
        "prompt_toolkit",
    )
    assert [name for name in loaded if within(name, unwanted)] == []


def an_application_in(url: str) -> None:
    """Put one application into a database."""
    from hiring.store.connection import connect

    engine = connect(url)
    with transaction(engine) as connection:
        an_application(Act(connection, NOW, "Rita Recruiter"))
    engine.dispose()
