"""Hold the guide and the README to what the program does, by doing what they say."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import click
import pytest

from hiring.cli import main
from tests.guide import Player, agree, renew

ROOT = Path(__file__).parent.parent
READ_BY_USERS = (
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
)
_MENTIONED = re.compile(r"`hiring ([^`]*)`|^\$ hiring (.*)$", re.MULTILINE)
_CODE_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
TEN_MINUTES = 2000  # words of prose; outputs are looked at, not read


PLAYED = (
    *("docs/guide.md", "README.md", "docs/job-descriptions.md", "docs/adverse-impact.md"),
    "docs/wording.md",
)


@pytest.mark.parametrize("name", PLAYED)
def test_a_reader_who_types_every_command_sees_what_is_written(name: str, tmp_path: Path) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")

    played = Player(tmp_path).play(written)

    assert played == written, f"look, then: python -m tests.guide {name}"


def test_an_output_that_is_not_as_written_is_noticed(tmp_path: Path) -> None:
    written = "```console\n$ hiring init team\nmade somewhere else\n```\n"

    played = Player(tmp_path).play(written)

    assert played != written
    assert "made /home/rita/team" in played


def test_a_command_that_fails_unannounced_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="there is no workspace here"):
        Player(tmp_path).play("```console\n$ hiring board\n```\n")


def test_left_out_lines_stand_for_any_lines_and_no_others() -> None:
    shown = ["first", "second", "third", "last"]

    assert agree(["first", "...", "last"], shown)
    assert agree(["...", "last", "..."], shown)
    assert not agree(["first", "...", "third"], shown)
    assert not agree(["first", "last"], shown)


def test_what_was_left_out_stays_left_out_when_an_output_is_written_anew() -> None:
    expected = ["Hold: ask Bo Sample.", "...", "Next: the debrief"]

    renewed = renew(expected, ["Hold: ask Cy Sample.", "one", "two", "Next: the debrief", "last"])

    assert renewed == ["Hold: ask Cy Sample.", "...", "Next: the debrief", "last"]


def test_the_guide_can_be_read_in_ten_minutes() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")

    prose = _CODE_BLOCK.sub("", guide)

    assert len(prose.split()) <= TEN_MINUTES


@pytest.mark.parametrize("path", READ_BY_USERS, ids=lambda path: path.name)
def test_every_command_and_option_a_document_names_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")

    unknown = [
        said
        for found in _MENTIONED.finditer(text)
        if (said := found[1] or found[2]) and not _exists(_words(said))
    ]

    assert unknown == []


@pytest.mark.parametrize("path", READ_BY_USERS, ids=lambda path: path.name)
def test_every_file_a_document_points_at_is_there(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))

    missing = [t for t in targets if "://" not in t and not (path.parent / t).exists()]

    assert missing == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(p.name[:4]) for p in sorted((ROOT / "docs" / "decisions").glob("0*.md"))]

    assert numbers[0] == 1
    assert all(after == before + 1 for before, after in pairwise(numbers))


def _words(said: str) -> list[str]:
    return shlex.split(re.sub(r"\s+# .*$", "", said), posix=True)


def _exists(words: list[str]) -> bool:
    """Walk down the tree of commands, then look for each option at or above that command."""
    command: click.Command = main
    options = _options(main)
    context = click.Context(main)
    for word in words:
        found = command.get_command(context, word) if isinstance(command, click.Group) else None
        if found is not None:
            command = found
            options |= _options(command)
        elif isinstance(command, click.Group) and not word.startswith("-"):
            return "|" in word or word == "..."
        elif word.startswith("-") and word.partition("=")[0] not in options:
            return False
    return True


def _options(command: click.Command) -> set[str]:
    named = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    return named | {"--help", "-h"}
