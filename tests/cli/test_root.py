"""The program as a whole: its tree, its errors and exit codes."""

from __future__ import annotations

import errno
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from hiring.cli import main
from hiring.cli.kit import App
from tests.cli.desk import refused

if TYPE_CHECKING:
    from tests.conftest import Shell


def hiring(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


def test_the_version_is_the_installed_one() -> None:
    assert hiring("--version").stdout == f"hiring {version('hiring')}\n"


def test_an_unknown_command_is_a_usage_error() -> None:
    for words in (("nonsense",), ("job", "nonsense"), ("candidate", "add", "Ada", "--nonsense")):
        result = hiring(*words)

        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Usage: ")
        assert "nonsense" in result.stderr


def test_the_program_without_a_command_shows_its_help() -> None:
    result = hiring()

    assert result.exit_code == 2
    assert result.output == hiring("--help").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("candidate", "add", "Ada \udcff"),
        ("candidate", "find", "\udcff"),
        ("interview", "schedule", "A-1", "1", "--interviewer", "B\udcff <b@example.org>"),
        ("candidate", "add", "Ada", "--actor", "R\udcff"),
        ("--actor", "R\udcff", "candidate", "add", "Ada"),
        ("decide", "A-1", "A-\udcff", "reject", "--by", "Mo", "--because", "x"),
    ],
)
def test_text_in_a_wrong_encoding_is_a_usage_error(desk: Shell, words: tuple[str, ...]) -> None:
    assert "it is not UTF-8 text; set the terminal to UTF-8" in refused(desk, *words, code=2)


def test_a_full_disk_under_the_output_is_said_in_words(
    desk: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: App) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(App, "now", property(full))

    result = desk("candidate", "add", "Cleo Example")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "the output could not be written: the disk is full" in result.stderr


def test_another_fault_of_the_computer_is_not_hidden(
    desk: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: App) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(App, "now", property(broken))

    with pytest.raises(OSError, match="Input/output error"):
        desk("candidate", "add", "Cleo Example")
