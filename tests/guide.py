"""Play the console examples of a document as a user would, in an empty folder.

A document is played from top to bottom. What it may hold:

- a block ```console: `$ hiring ...` runs, `$ cd` and `$ export` do what they say; `# exit N` at the
  end of a command says how it must end; a line `...` stands for any lines;
- a table `| Card | Competency | Rating | Evidence |`: its rows are filled into the cards of the
  folder `cards`, as an interviewer would;
- a comment `<!-- clock: 2026-03-02T09:00 -->`: what time it is from there on, in UTC.

`python -m tests.guide docs/guide.md README.md` writes the outputs anew; then read the difference.
"""

from __future__ import annotations

import glob
import os
import re
import shlex
import sys
import tempfile
import time
from contextlib import ExitStack, chdir
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from click.testing import CliRunner

from hiring.cli import main
from hiring.cli.kit import App
from hiring.documents.filling import fill
from hiring.resources import bundled
from hiring.rubric_files.library import load_library

if TYPE_CHECKING:
    from collections.abc import Sequence

HOME = "/home/rita"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANY = "..."
TABLE = "| Card | Competency | Rating | Evidence |"
_CLOCK = re.compile(r"<!-- clock: (\S+) -->")
_ENDS = re.compile(r"\s+# exit (\d)$")


class Player:
    """One reader at one computer: the folder they stand in, and the time it is."""

    def __init__(self, folder: Path) -> None:
        """Stand in an empty folder on a Monday morning."""
        self.folder = folder
        self.now = START
        self.places: list[Path] = [folder]
        self.environment: dict[str, str] = {"TZ": "UTC"}

    def play(self, document: str) -> str:
        """Run every command and give the document back, outputs that differ set right."""
        lines = document.splitlines()
        played: list[str] = []
        while lines:
            line = lines.pop(0)
            played.append(line)
            clock = _CLOCK.match(line)
            if clock:
                self.now = datetime.fromisoformat(clock[1]).replace(tzinfo=UTC)
            elif line == TABLE:
                rows = _take_while(lines, "|")
                self.fill(rows[1:])
                played += rows
            elif line == "```console":
                played += self.block(_take_until(lines, "```"))
        return "\n".join(played) + "\n"

    def block(self, lines: list[str]) -> list[str]:
        """Run the commands of one block."""
        played: list[str] = []
        while lines:
            written = [lines.pop(0)]
            while written[-1].endswith("\\"):
                written.append(lines.pop(0))
            expected: list[str] = []
            while lines and not lines[0].startswith("$ "):
                expected.append(lines.pop(0))
            command = " ".join(part.removesuffix("\\").strip() for part in written)
            shown = self.run(command.removeprefix("$ "))
            played += written + (expected if agree(expected, shown) else renew(expected, shown))
        return played

    def run(self, command: str) -> list[str]:
        """Run one command and give what it shows; AssertionError when it ends otherwise."""
        ends = _ENDS.search(command)
        name, *words = shlex.split(_ENDS.sub("", command))
        if name == "cd":
            self.places.append(self.places[-1] / words[0])
            return []
        if name == "export":
            key, _, value = words[0].partition("=")
            self.environment[key] = value
            return []
        assert name == "hiring", f"a reader of this would have to know {name!r}"
        with ExitStack() as stack:
            stack.enter_context(chdir(self.places[-1]))
            around = {k: v for k, v in os.environ.items() if not k.startswith("HIRING_")}
            stack.enter_context(patch.dict(os.environ, around | self.environment, clear=True))
            stack.enter_context(patch.object(App, "now", property(lambda _: self.now)))
            if hasattr(time, "tzset"):
                time.tzset()
            arguments = [found for word in words for found in _expand(word)]
            result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        wanted = int(ends[1]) if ends else 0
        assert result.exit_code == wanted, f"{command}\n{result.output}"
        shown = result.output.replace(str(self.folder), HOME)
        return [line.rstrip() for line in shown.rstrip("\n").splitlines()]

    def fill(self, rows: Sequence[str]) -> None:
        """Fill what the rows of a table say into the cards of this folder."""
        names = {c.name: c.id for c in load_library(bundled("rubrics")).competencies.values()}
        cards: dict[str, dict[str, tuple[int | str, str]]] = {}
        for row in rows:
            card, name, rating, evidence = (cell.strip() for cell in row.strip("| ").split(" | "))
            level = int(rating) if rating.isdigit() else rating.replace("(empty)", "")
            said = "" if evidence == "(empty)" else evidence
            cards.setdefault(card, {})[names[name]] = (level, said)
        for card, ratings in cards.items():
            (path,) = (self.places[-1] / "cards").glob(f"*_{card}.xlsx")
            path.write_bytes(fill(path.read_bytes(), ratings, overall="yes"))


def agree(expected: Sequence[str], shown: Sequence[str]) -> bool:
    """Tell whether an output is as written, where a line `...` stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == ANY else re.escape(line) + r"\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in shown)) is not None


def renew(expected: Sequence[str], shown: Sequence[str]) -> list[str]:
    """Give an output as it is now, leaving out again what had been left out."""
    renewed: list[str] = []
    at, left_out = 0, False
    for line in expected:
        if line == ANY:
            left_out = True
            continue
        near = get_close_matches(line, shown[at:], n=1, cutoff=0.7)
        if near:
            found = shown.index(near[0], at)
            renewed += [ANY] if left_out and found > at else shown[at:found]
            renewed.append(near[0])
            at, left_out = found + 1, False
    return [*renewed, *([ANY] if left_out and at < len(shown) else shown[at:])]


def _expand(word: str) -> list[str]:
    if not any(mark in word for mark in "*?["):
        return [word]
    return sorted(glob.glob(word)) or [word]  # noqa: PTH207 - as a shell expands, from here


def _take_while(lines: list[str], start: str) -> list[str]:
    taken = []
    while lines and lines[0].startswith(start):
        taken.append(lines.pop(0))
    return taken


def _take_until(lines: list[str], end: str) -> list[str]:
    taken = []
    while lines[0] != end:
        taken.append(lines.pop(0))
    return taken


if __name__ == "__main__":
    for written in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as empty:
            played_anew = Player(Path(empty).resolve()).play(written.read_text(encoding="utf-8"))
        written.write_text(played_anew, encoding="utf-8")
