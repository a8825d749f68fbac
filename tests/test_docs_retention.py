"""Hold the page on keeping people to the program: its commands, its rules and its own rule."""

from __future__ import annotations

import re
import shlex
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hiring.config import load_settings
from hiring.store.ledger import Act
from hiring.workflow.retention import policies_of
from tests.cli.desk import acting
from tests.factories import a_candidate, an_application

if TYPE_CHECKING:
    from tests.conftest import Shell

PAGE = (Path(__file__).parent.parent / "docs" / "retention.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|toml)\n(.*?)```", PAGE, flags=re.DOTALL)


def settle(shell: Shell) -> None:
    """Write the page's settings and its own rule into a workspace."""
    settings = shell.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    folder = shell.folder / "retention"
    folder.mkdir()
    for kind, block in BLOCKS:
        if kind == "toml" and block.startswith("["):
            head, _, lines = block.partition("\n")
            assert f"{head}\n" in text
            text = text.replace(f"{head}\n", f"{head}\n{lines}")
        elif kind == "toml":
            tomllib.loads(block)
            (folder / "ours.toml").write_text(block, encoding="utf-8")
    settings.write_text(text, encoding="utf-8")


def test_every_command_of_the_page_runs(sqlite_shell: Shell) -> None:
    settle(sqlite_shell)
    with acting(sqlite_shell) as act:
        then = Act(act.connection, datetime(2024, 3, 2, 9, tzinfo=UTC), act.actor)
        for name, stage in (
            ("Ada Example", "rejected"),
            ("Ben Example", "screen"),
            ("Cy Example", ""),
            ("Di Example", "hired"),
        ):
            person = a_candidate(then, name)
            if stage:
                an_application(then, candidate=person, stage=stage)
    lines = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
    commands = [shlex.split(line, comments=True) for line in lines]
    # Whom a run erases tells nothing of what comes behind it.
    commands.sort(key=lambda words: words[:3] == ["hiring", "retention", "run"])

    said = {" ".join(words[1:]): sqlite_shell.ok(*words[1:]) for words in commands}

    assert len(said) == 12
    assert said["retention run --yes"].startswith("erased: 2 (C-1, C-3)")


def test_the_page_says_of_the_rules_what_they_say(sqlite_shell: Shell) -> None:
    settle(sqlite_shell)

    for one in policies_of(load_settings(sqlite_shell.folder, environment={})):
        if one.own:
            assert (one.period, one.starts) == ("9 months", ("last decision",))
            continue
        bound = "least" if one.bound == "minimum" else "most"
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{one.id}` "))
        assert f"keep at {bound} {one.period} " in row
        begin = one.starts[0]
        assert f"| {begin}" in row
