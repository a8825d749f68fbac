"""Cards for programs to fill in: sent from a real workspace, brought back, and looked up in it."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import get_column_letter
from sqlalchemy import select

from hiring.cli import main
from hiring.store.tables import ratings, scorecard_versions
from tests.cli.desk import looking
from tests.conftest import Shell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

RIGHT, NOTE, REFUSED, WRONG = "right", "note", "refused", "wrong"
STEP = "repair"
_SHORT = 1_000
_MINE = re.compile(r"[0-9a-f]{8}\.([a-z0-9_-]+)")
_SETTING_UP = (
    ("job", "open", "ml-engineer", "--code", "ML-1"),
    ("candidate", "add", "Ada Example", "--email", "ada@example.org", "--job", "ML-1"),
    ("candidate", "add", "Ben Example", "--email", "ben@example.org", "--job", "ML-1"),
    ("application", "move", "A-1", "interviewing"),
    ("application", "move", "A-2", "interviewing"),
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where one writes in a card, found without our own reader: by keys and unlocked cells."""

    path: Path
    sheet: str
    sheets: tuple[str, ...]
    rows: Mapping[str, int]
    rating: str
    evidence: str

    @classmethod
    def of(cls, path: Path) -> Places:
        """Look into a card as it was sent."""
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        card = book.worksheets[0]
        rows = _rows(card)
        first = card[next(iter(rows.values()))]
        rating, evidence = (
            get_column_letter(cell.column or 0) for cell in first if not cell.protection.locked
        )
        return cls(path, card.title, tuple(book.sheetnames), rows, rating, evidence)

    @property
    def competencies(self) -> tuple[str, ...]:
        """Name the competencies, as the card orders them."""
        return tuple(row for row in self.rows if row != "_overall")

    @property
    def first(self) -> int:
        """Give the first competency's row."""
        return min(self.rows.values())

    @property
    def last(self) -> int:
        """Give the last competency's row."""
        return self.rows[self.competencies[-1]]

    def rating_of(self, competency: str | int) -> str:
        """Name the cell of a rating; competencies go by name or by number."""
        return f"{self.rating}{self._row(competency)}"

    def evidence_of(self, competency: str | int) -> str:
        """Name the cell of a row's evidence."""
        return f"{self.evidence}{self._row(competency)}"

    def _row(self, competency: str | int) -> int:
        if isinstance(competency, int):
            competency = self.competencies[competency]
        return self.rows[competency]


def _rows(card: Worksheet) -> dict[str, int]:
    keys = ((row, str(card.cell(row, 1).value or "")) for row in range(1, card.max_row + 1))
    found = ((row, _MINE.fullmatch(key)) for row, key in keys)
    return {match[1]: row for row, match in found if match}


@dataclass(frozen=True, slots=True)
class Said:
    """What an interviewer said: a level (None: not assessed) and evidence by competency."""

    rows: Mapping[str, tuple[int | None, str]]
    overall: str
    note: str

    def but(self, competency: str, level: int | None, evidence: str) -> Said:
        """Say the same, with one row otherwise."""
        return replace(self, rows={**self.rows, competency: (level, evidence)})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file, the words that were said, and where; no file may be read wrong."""

    state: str
    words: tuple[str, ...] = ()
    where: str = ""


def send_cards(folder: Path) -> tuple[Path, Path, Path]:
    """Make a workspace and send two people's cards from it: (workspace, Ada's, Ben's)."""
    shell = Shell(folder / "workspace")
    made = shell.runner.invoke(main, ["init", str(shell.folder), "--company", "Example GmbH"])
    assert made.exit_code == 0, made.output
    for words in _SETTING_UP:
        shell.ok(*words)
    for application in ("A-1", "A-2"):
        who = "Bo Sample <bo@example.org>"
        shell.ok("interview", "schedule", application, STEP, "--interviewer", who)
    sent = folder / "cards"
    shell.ok("scorecard", "export", "--job", "ML-1", "-o", str(sent))
    ada, ben = sorted(sent.glob("*.xlsx"), key=lambda path: path.stem.rpartition("S-")[2])
    return shell.folder, ada, ben


def bring_back(workspace: Path, file: Path, said: Said | None, *, card: str = "S-1") -> Outcome:
    """Import a file into a fresh copy of the workspace, and hold what is recorded to what was said.

    `said` is None when nobody could tell what was meant: then nothing may be recorded.
    """
    copy = file.parent / f"workspace-of-{file.name}"
    shell = Shell(shutil.copytree(workspace, copy))
    result = shell("scorecard", "import", str(file), "--json")
    [taken] = json.loads(result.stdout)
    found = look_up(shell, card)
    shutil.rmtree(copy)
    if taken["state"] == "refused":
        assert result.exit_code == 3
        assert found is None
        assert taken["problems"]
        where = " ".join(problem["where"] or "" for problem in taken["problems"])
        return Outcome(REFUSED, tuple(map(_as_said, taken["problems"])), where)
    assert (result.exit_code, taken["state"], taken["card"]) == (0, "recorded", card)
    if found != said:
        return Outcome(WRONG, (f"said {said}"[:_SHORT], f"recorded {found}"[:_SHORT]))
    return Outcome(NOTE if taken["notes"] else RIGHT, tuple(taken["notes"]))


def state_of(workspace: Path, file: Path) -> tuple[str, tuple[str, ...]]:
    """Say what an import calls a file, in a fresh copy of the workspace, and its notes."""
    copy = file.parent / f"workspace-of-{file.name}"
    shell = Shell(shutil.copytree(workspace, copy))
    [taken] = json.loads(shell("scorecard", "import", str(file), "--json").stdout)
    shutil.rmtree(copy)
    return taken["state"], tuple(taken["notes"])


def _as_said(problem: Mapping[str, Any]) -> str:
    return f"{problem['what'].rstrip('.')}. Fix: {problem['fix']}"


def look_up(shell: Shell, card: str) -> Said | None:
    """Read what the database holds of a card, or None."""
    with looking(shell) as connection:
        version = connection.execute(
            select(scorecard_versions)
            .where(scorecard_versions.c.scorecard_id == int(card.partition("-")[2]))
            .order_by(scorecard_versions.c.number.desc())
        ).first()
        if version is None:
            return None
        rows = connection.execute(select(ratings).where(ratings.c.version_id == version.id))
        said = {row.competency: (row.level, row.evidence) for row in rows}
        return Said(said, version.overall, version.overall_note)
