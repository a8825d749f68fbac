"""What is found where a person points: files, and the names by which they are judged."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.errors import Problem

ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots", ".fods"}
    | {".csv", ".numbers", ".gsheet", ".zip", ".eml", ".msg"}
)
_LONGEST_NAME = 200
_ENDING = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9_]{1,12}\Z")
SURROGATE = re.compile("[\x00\ud800-\udfff]")
SEPARATOR = re.compile(r"[/\\]")
_JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that may be a scorecard: its bytes, or why it cannot be taken."""

    name: str
    path: Path
    raw: bytes | None
    problems: tuple[Problem, ...] = ()

    @property
    def shown(self) -> str:
        """Give the name with the folder before it, safe to print and to store."""
        folder = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", str(self.path.parent))
        return self.name if folder == "." else f"{folder}{os.sep}{self.name}"


@dataclass(frozen=True, slots=True)
class Step:
    """One file that was named or found in a folder, not opened yet, or why it cannot be."""

    path: Path
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What the named paths lead to, and what was left out of it, in words."""

    steps: tuple[Step, ...]
    remarks: tuple[str, ...]


def shown_name(name: str) -> str:
    """Make a name from outside safe to store: broken letters replaced, and not endless."""
    whole = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", name)
    if len(whole) <= _LONGEST_NAME:
        return whole
    return f"{whole[: _LONGEST_NAME * 2 // 3]}...{whole[-_LONGEST_NAME // 3 + 3 :]}"


def is_lock(name: str) -> bool:
    """Tell what lies beside a file while a program has it open."""
    return name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#"))


def is_junk(name: str) -> bool:
    """Tell what programs leave in folders without anybody asking, hidden files among it."""
    hidden = name.startswith(".") and name not in {".", ".."}
    return hidden or is_lock(name) or name.lower() in _JUNK_NAMES


def ending_of(name: str) -> str:
    """Give the ending with its dot, in small letters; empty when it has none."""
    found = _ENDING.search(name.strip().lower())
    return found[0] if found else ""


def may_be_card(name: str) -> bool:
    """Tell whether a name leaves it open that this is a card."""
    return ending_of(name) in ENDINGS or not ending_of(name)
