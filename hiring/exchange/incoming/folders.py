"""Find the files in what a person names: files, and folders with whatever lies in them."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from hiring.errors import Problem
from hiring.exchange.incoming.found import (
    ENDINGS,
    Listing,
    Step,
    ending_of,
    is_junk,
    is_lock,
    may_be_card,
    shown_name,
)
from hiring.exchange.incoming.places import open_file
from hiring.exchange.incoming.recognising import shows_card

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LOCK_BYTES = 1024
_SHOWN_NAMES = 10
_NAME_A_FILE = "name an .xlsx file"


def list_files(paths: Iterable[Path]) -> Listing:
    """Find the files in what is named, each once, in order, without reading them."""
    walk = _Walk()
    for path in paths:
        walk.add_named(path)
    return Listing(steps=tuple(walk.steps), remarks=tuple(walk.remarks))


class _Walk:
    """Collects files, and remembers which ones it has met under whatever name."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.remarks: list[str] = []
        self._met: set[tuple[int, int]] = set()
        self._others: list[str] = []
        self._unseen: list[str] = []

    def add_named(self, path: Path) -> None:
        """Add a path that a person named: it is read whatever it is called."""
        try:
            known = path.stat()
        except (OSError, ValueError) as error:
            self._refuse(path, _unreachable(path, error), fix=_NAME_A_FILE)
            return
        if stat.S_ISDIR(known.st_mode):
            self._add_folder(path)
        elif is_lock(path.name) and known.st_size <= _LOCK_BYTES:
            self.remarks.append(
                f"{shown_name(path.name)} is no card: it is there while somebody has the card "
                "open; what is not saved yet is not in the file"
            )
        else:
            self._add_file(path, known)

    def _add_folder(self, folder: Path) -> None:
        self._others.clear()
        self._unseen.clear()
        before = len(self.steps)
        waiting = [folder]
        while waiting:
            path = waiting.pop()
            try:
                known = path.stat() if path is folder else path.lstat()
                if stat.S_ISDIR(known.st_mode):
                    waiting += self._inside(path, known)
                elif stat.S_ISLNK(known.st_mode):
                    self._add_link(path)
                elif _looks_like_card(path, known):
                    self._add_file(path, known)
                else:
                    self._others.append(path.name)
            except OSError as error:
                self._refuse(path, _unreachable(path, error), fix="check its rights")
        if self._others:
            self.remarks.append(_left_out(folder, self._others))
        if self._unseen and len(self.steps) == before:
            self.remarks.append(_passed_over(folder, self._unseen))

    def _inside(self, folder: Path, known: os.stat_result) -> list[Path]:
        """List a folder so that its first name is the last of the list, once only."""
        if not self._is_new(known):
            return []
        with os.scandir(folder) as entries:
            names = sorted((entry.name for entry in entries), reverse=True)
        self._unseen += [name for name in names if is_junk(name) and ending_of(name) in ENDINGS]
        return [folder / name for name in names if not is_junk(name)]

    def _add_link(self, link: Path) -> None:
        """Add the file behind a link; a folder behind one could lead anywhere."""
        try:
            known = link.stat()
        except OSError:
            if may_be_card(link.name):
                raise
            self._others.append(link.name)
            return
        if stat.S_ISDIR(known.st_mode):
            name = shown_name(link.name)
            self.remarks.append(
                f"{name} was left out: it is a link to a folder; name it if it is to be read"
            )
        elif _looks_like_card(link, known):
            self._add_file(link, known)
        else:
            self._others.append(link.name)

    def _add_file(self, path: Path, known: os.stat_result) -> None:
        if not stat.S_ISREG(known.st_mode):
            self._refuse(path, "it is no ordinary file", fix=_NAME_A_FILE)
        elif self._is_new(known):
            self.steps.append(Step(path))

    def _is_new(self, known: os.stat_result) -> bool:
        """Tell whether this file or folder is met for the first time, under whatever name."""
        key = (known.st_dev, known.st_ino)
        if key in self._met and known.st_ino:
            return False
        self._met.add(key)
        return True

    def _refuse(self, path: Path, what: str, *, fix: str) -> None:
        problem = Problem(what, where=shown_name(path.name or str(path)), fix=fix)
        self.steps.append(Step(path, problem))


def _unreachable(path: Path, error: OSError | ValueError) -> str:
    if not isinstance(error, OSError):
        return "there is no such file"
    if error.errno == errno.ELOOP:
        return "it is a link that leads back to itself"
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        gone = path.is_symlink()
        return "it is a link to a file that is not there" if gone else "there is no such file"
    return f"cannot be read: {error.strerror or error}"


def _looks_like_card(path: Path, known: os.stat_result) -> bool:
    """Tell by the ending, and where that is another one or none, by what is in the file."""
    ending = ending_of(path.name)
    if ending in ENDINGS or not stat.S_ISREG(known.st_mode):
        return ending in ENDINGS or not ending
    with open_file(path) as file:
        return shows_card(file, ending)


def _passed_over(folder: Path, names: list[str]) -> str:
    """Say of a folder without any card which names, as programs hide, were passed over."""
    shown = ", ".join(map(shown_name, sorted(names)[:_SHOWN_NAMES]))
    more = ", ..." if len(names) > _SHOWN_NAMES else ""
    name = shown_name(folder.name or str(folder))
    why = "left out as hidden, or as what is there while a card is open"
    return f"{name}: {why} ({shown}{more}); if one is a card, rename it"


def _left_out(folder: Path, others: list[str]) -> str:
    shown = ", ".join(map(shown_name, sorted(others)[:_SHOWN_NAMES]))
    more = ", ..." if len(others) > _SHOWN_NAMES else ""
    name = shown_name(folder.name or str(folder))
    files = "1 file that is" if len(others) == 1 else f"{len(others)} files that are"
    return f"{name}: {files} no scorecard left out ({shown}{more})"
