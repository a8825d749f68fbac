"""What people install: the wheel holds all that is tracked, and does the main job anywhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import missing
from tests.wheels import QUIET, ROOT, every_python, interpreters, runs, wheels_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FUZZED = ROOT / "tests" / "fuzz" / "corpus"
LOCKS = ("requirements.txt", "requirements-test.txt")
BUNDLED = ("alembic", "rubrics", "sample_data")
ODD = "odd 100% dir"
MACHINE_PATH = re.compile(r"(?<![\w.~$}])/(?:root|home|Users|work)/(?!rita\b)\w|[A-Z]:\\Users\\")
UNPRIVILEGED: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []}

pytestmark = pytest.mark.process


def tracked() -> list[str]:
    """List the files of the checkout that are committed, or would be."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout: what is tracked cannot be told")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


@dataclass(frozen=True)
class Built:
    """The two files that are published, and the files they were made from."""

    names: tuple[str, ...]
    sdist: Path
    wheel: Path

    def in_wheel(self) -> set[str]:
        with zipfile.ZipFile(self.wheel) as wheel:
            return {name for name in wheel.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build sdist, and from it the wheel, in a clean copy with one stray file in it."""
    names = tracked()
    checkout = tmp_path_factory.mktemp("copy") / ODD
    for name in names:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, checkout / name)
    (checkout / "rubrics" / "__pycache__").mkdir()
    (checkout / "rubrics" / "__pycache__" / "stray.pyc").write_bytes(b"left over")
    out = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", out, checkout], cwd=out)
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return Built(tuple(names), sdist, wheel)


def run(command: list[Any], *, cwd: Path, **options: Any) -> str:
    """Run a real process that must succeed, and give what it printed."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=cwd, check=False, capture_output=True, text=True, timeout=600, **options
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return str(done.stdout)


def test_the_wheel_holds_what_is_tracked_and_nothing_else(built: Built) -> None:
    expected = {name for name in built.names if name.startswith("hiring/")}
    for folder in BUNDLED:
        here = [name for name in built.names if name.startswith(f"{folder}/")]
        expected |= {f"hiring/_bundled/{name}" for name in here}

    assert built.in_wheel() == expected


def test_the_migrations_in_the_wheel_never_hide_the_installed_alembic(built: Built) -> None:
    migrations = {n for n in built.in_wheel() if n.startswith("hiring/_bundled/alembic/")}

    assert "hiring/_bundled/alembic/env.py" in migrations
    assert not any(name.endswith("__init__.py") for name in migrations)


def test_the_source_archive_holds_tests_docs_and_lock_files(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    wanted = [n for n in built.names if n.startswith(("tests/", "docs/", "hiring/", "rubrics/"))]
    assert {*wanted, *LOCKS, "LICENSE", "Makefile", "pyproject.toml"} <= names


class Installed:
    """The wheel in a fresh environment of its own."""

    def __init__(self, home: Path, python: Path, wheel: Path) -> None:
        """Make the environment and install what the lock file says, then the wheel."""
        self.home = home
        wheels = wheels_for(python)
        if not wheels.is_dir():
            missing(f"what is installed on {python.name}", "make; then: make wheels")
        run([python, "-m", "venv", home], cwd=home.parent)
        pip = [home / "bin" / "python", "-m", "pip", "install", "-q", "--no-index"]
        given = ["--find-links", wheels, "--require-hashes", "-r", ROOT / "requirements.txt"]
        run([*pip, *given], cwd=home.parent)
        run([*pip, "--no-deps", wheel], cwd=home.parent)

    def shell(self, folder: Path, **user: Any) -> InstalledShell:
        """Stand in a folder, as somebody."""
        return InstalledShell(self.home / "bin" / "hiring", folder, user)


@dataclass(frozen=True)
class InstalledShell:
    """Types commands of the installed program, each a real process."""

    program: Path
    folder: Path
    user: Mapping[str, Any]

    def __call__(self, *words: str) -> str:
        environment = {
            "PATH": os.defpath,
            "HOME": str(self.folder),
            "LOGNAME": "rita",
            "LANG": "C.UTF-8",
        }
        command = [self.program, *words]
        return run(command, cwd=self.folder, env=environment, **self.user)


@pytest.fixture(scope="session")
def environments() -> Iterator[Path]:
    """Make a folder for environments that other users of the machine can enter."""
    with tempfile.TemporaryDirectory(prefix="hiring-wheel-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder


@pytest.mark.parametrize("version", interpreters())
def test_an_installed_wheel_does_the_main_job_and_the_demo_in_any_folder(
    version: str, built: Built, environments: Path, tmp_path: Path
) -> None:
    # One test for both: the wheel is installed once for each Python of this machine.
    installed = Installed(environments / f"{ODD} {version}", interpreters()[version], built.wheel)
    folder, demo = tmp_path / ODD, tmp_path / "demo 100%"
    folder.mkdir()

    do_the_main_job(installed.shell(folder))
    hiring = installed.shell(tmp_path)
    hiring("demo", demo.name)

    assert list(demo.rglob("*.docx"))
    assert hiring("--workspace", demo.name, "db", "check") == "sound\n"


def do_the_main_job(hiring: InstalledShell) -> None:
    """Go from a role's rubric to a recorded decision, looking at each answer."""
    folder = hiring.folder
    hiring("init", ".", "--company", "Example GmbH")
    hiring("job", "open", "ml-engineer", "--code", "ML-1", "--level", "senior")
    hiring("candidate", "add", "Ada Example", "--email", "ada@example.org", "--job", "ML-1")
    hiring("interview", "schedule", "A-1", "2", "--interviewer", "Bo Sample <bo@example.org>")
    hiring("scorecard", "export", "A-1", "-o", "cards")
    (card,) = (folder / "cards").glob("*.xlsx")
    fill(card, folder / "filled.xlsx")
    assert hiring("scorecard", "import", "filled.xlsx").startswith("recorded")
    stood = json.loads(hiring("assess", "A-1", "--json"))
    assert stood["recommendation"] == "hold"
    assert stood["sentence"]
    hiring("debrief", "export", "A-1", "-o", "debrief.docx")
    reason = ("--by", "Mo Manager", "--because", "the coding was strong")
    assert "applied to screen" in hiring("decide", "A-1", "advance", *reason)
    hiring("decision", "export", "A-1", "-o", "decision.docx")
    hiring("jd", "export", "ML-1", "-o", "ad.docx")
    for name in ("debrief.docx", "decision.docx", "ad.docx"):
        assert zipfile.is_zipfile(folder / name)
    (row,) = json.loads(hiring("application", "list", "--json"))
    assert row["stage"] == "screen"


def fill(card: Path, filled: Path) -> None:
    """Fill a card in as an interviewer does: a rating and what was seen, in every row."""
    book = openpyxl.load_workbook(card, rich_text=True)
    sheet = book["Scorecard"]
    places = {
        str(cell.value).partition(":")[0]: cell
        for row in sheet.iter_rows()
        for cell in row
        if cell.value and str(cell.value).startswith(("Rating", "Evidence"))
    }
    rating, evidence = places["Rating"].column, places["Evidence"].column
    keyed = [
        r for r in range(places["Rating"].row + 1, sheet.max_row + 1) if sheet.cell(r, 1).value
    ]
    *competencies, overall = keyed
    for row in competencies:
        sheet.cell(row, rating).value = 3
        sheet.cell(row, evidence).value = "split the parser in two and tested both"
    sheet.cell(overall, rating).value = "yes"
    book.save(filled)


def test_somebody_who_cannot_write_to_the_program_can_use_it(
    built: Built, environments: Path
) -> None:
    user = UNPRIVILEGED if os.name == "posix" and os.geteuid() == 0 else {}
    python = next((p for p in every_python() if runs(p, **user)), None)
    if python is None:
        pytest.skip("no Python on this machine can be run by the user nobody")
    installed = Installed(environments / "read only", python, built.wheel)
    run(["chmod", "-R", "a-w", installed.home], cwd=environments)
    folder = environments / ODD
    folder.mkdir()
    if user:
        shutil.chown(folder, user["user"], user["group"])
    try:
        refused = subprocess.run(["touch", installed.home / "x"], check=False, **QUIET, **user)
        assert refused.returncode != 0

        do_the_main_job(installed.shell(folder, **user))
    finally:
        run(["chmod", "-R", "u+w", installed.home], cwd=environments)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_versions_and_hashes_and_no_place_to_fetch_from(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    logical = "\n".join(line for line in lines if not line.startswith("#"))
    requirements = re.split(r"(?<!\\)\n", logical.strip())

    assert requirements
    for requirement in requirements:
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; [^\\@]+)? \\\n +--hash=sha256:", requirement)
    assert not re.search(r"://|--index|--find-links|--extra|--trusted| @ |file:", logical)


@pytest.mark.parametrize(("lock", "group"), list(zip(LOCKS, ("build", "test"), strict=True)))
def test_every_dependency_is_locked_within_its_range(lock: str, group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [*project["project"]["dependencies"], *project["dependency-groups"][group]]
    text = (ROOT / lock).read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==([\w.]+)", text, re.MULTILINE))

    for requirement in map(Requirement, named):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)])


def test_both_lock_files_agree() -> None:
    small, large = (
        set(re.findall(r"^[a-z0-9-]+==[\w.]+", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        for lock in LOCKS
    )

    assert small < large


def test_no_committed_file_names_a_path_of_somebody_s_machine() -> None:
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in tracked()
        for number, line in enumerate(_lines(ROOT / name), start=1)
        if MACHINE_PATH.search(line)
    ]

    assert found == []


def _lines(path: Path) -> list[str]:
    raw = path.read_bytes()
    binary = b"\0" in raw or FUZZED in path.parents
    return [] if binary else raw.decode("utf-8").splitlines()
