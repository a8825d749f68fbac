"""The program as a process: the console script and `python -m hiring` are one and the same."""

from __future__ import annotations

import atexit
import gc
import runpy
import subprocess
import sys
from importlib.metadata import entry_points, version
from typing import TYPE_CHECKING

import pytest

from hiring import __main__ as program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def _sweep_as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    atexit.unregister(gc.freeze)


def as_module() -> None:
    runpy.run_module("hiring", run_name="__main__")


def as_script() -> None:
    (script,) = entry_points(group="console_scripts", name="hiring")
    script.load()()


@pytest.mark.parametrize("run", [as_module, as_script])
def test_the_program_runs_as_a_script_and_as_a_module(
    run: Callable[[], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["hiring", "--version"])
    monkeypatch.delitem(sys.modules, "hiring.__main__")

    with pytest.raises(SystemExit) as left:
        run()

    assert left.value.code == 0
    assert capsys.readouterr().out == f"hiring {version('hiring')}\n"


def test_a_command_sweeps_memory_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["hiring", "--version"])

    with pytest.raises(SystemExit):
        program.run()

    assert gc.get_threshold()[0] > 10_000


@pytest.mark.process
def test_the_exit_code_of_a_command_is_that_of_its_process() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hiring", "no-such-command"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "no-such-command" in done.stderr
