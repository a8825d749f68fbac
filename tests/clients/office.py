"""LibreOffice for tests: one of it a run, worked in as a person works.

A job is a list of steps. Each step is made by one of the functions here and is done in turn, in
the workbook opened last; what the steps saw comes back in the same order.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import uuid
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

Step = dict[str, Any]

SCRIPT = Path(__file__).with_name("office_script.py")
FORMS = ("xlsx", "ods", "xls", "csv")
TABLES = ("csv", "csv-semicolon", "csv-tab", "csv-windows")
_PYTHONS = ("/usr/bin/python3", "/usr/lib/libreoffice/program/python", "python3")


class Office:
    """A running LibreOffice."""

    def __init__(self, jobs: IO[str], answers: IO[str]) -> None:
        """Speak to the script that drives it."""
        self._jobs = jobs
        self._answers = answers

    def work(self, *steps: Step, language: str = "en-US", windows: bool = False) -> list[Any]:
        """Do a job on a computer of a language, and give what each step saw.

        Where keys are pressed or the program will object to something, it needs windows.
        """
        before = step("language", language=language), step("show", windows=windows)
        job = [*before, *steps]
        self._jobs.write(json.dumps(job) + "\n")
        self._jobs.flush()
        said = self._answers.readline()
        answer = json.loads(said) if said else {"error": "LibreOffice's driver has ended"}
        if "error" in answer:
            raise OfficeError(answer["error"])
        return cast("list[Any]", answer["answers"][len(before) :])


class OfficeError(Exception):
    """LibreOffice could not do a step."""


def step(do: str, **values: Any) -> Step:
    """Say a step: `step("type", at="G7", text="3")`; office_script.py has one method for each."""
    return {"do": do, **values}


@cache
def python_with_uno() -> str | None:
    """Find a Python that can drive LibreOffice."""
    for name in _PYTHONS:
        python = shutil.which(name)
        if python and not subprocess.run([python, "-c", "import uno"], check=False).returncode:
            return python
    return None


@contextmanager
def an_office(soffice: str, python: str, folder: Path) -> Iterator[Office]:
    """Start LibreOffice with a profile of its own, and end it afterwards."""
    pipe = f"hiring-{uuid.uuid4().hex}"
    running = subprocess.Popen(
        [
            soffice,
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    driver = subprocess.Popen(
        [python, str(SCRIPT), pipe],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"},
    )
    try:
        yield Office(cast("IO[str]", driver.stdin), cast("IO[str]", driver.stdout))
    finally:
        cast("IO[str]", driver.stdin).close()
        driver.wait(30)
        cast("IO[str]", driver.stdout).close()
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """Wait for LibreOffice to leave; end it, with all that it started, when it does not."""
    try:
        running.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait(20)
