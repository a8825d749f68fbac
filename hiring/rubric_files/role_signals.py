"""Read of the rubrics only what recognising a role needs; checking everything takes far longer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hiring.domain.adverts.signals import RoleSignals, Signals, Signposts, make_signposts

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.rubric_files.library import Library

_ROLE = "kind: role\n"
_NO_FAMILY = "competencies"
_TOP = re.compile(r"^([a-z_]+):(.*(?:\n(?:[ #].*)?)*)", re.MULTILINE)
_GROUP = re.compile(r"^  ([a-z]+):(.*(?:\n(?:    .*)?)*)", re.MULTILINE)
_WEIGHT = re.compile(r"^    ([123]):(.*(?:\n(?:      .*)?)*)", re.MULTILINE)
_GROUPS = frozenset({"titles", "duties", "skills", "against", "needs"})
_PHRASE = re.compile(r'"([^"\\\n]*)"')
_LIST = re.compile(r"[\s,\[\]-]*\Z")


class _UnusualError(Exception):
    """A file is written in another way than this reader knows."""


def load_signposts(shipped: Path, own: Path | None = None) -> Signposts:
    """Give the signals of all roles, a workspace's own among them.

    The shipped files are known to be sound, and are read in part. Where there are own files,
    everything is loaded and checked: raises InvalidFileError with every problem of every file.
    """
    if own is not None and own.is_dir():
        from hiring.rubric_files.library import load_library, rubric_files  # noqa: PLC0415 - costly

        if rubric_files(own):
            return signposts_of(load_library(shipped, own))
    return _read_shipped(shipped)


def signposts_of(library: Library) -> Signposts:
    """Give the signals of a loaded library."""
    return make_signposts(
        RoleSignals(
            role=role.id,
            family=role.family.value,
            name=role.name,
            aliases=role.aliases,
            duties=role.duties,
            signals=role.signals,
        )
        for role in library.roles.values()
    )


@lru_cache(maxsize=2)
def _read_shipped(folder: Path) -> Signposts:
    """Read the shipped role files without a YAML library: loading one takes longer than all else.

    A file that is not written as the shipped ones are is left to the whole library.
    """
    families = (path for path in sorted(folder.iterdir()) if path.name != _NO_FAMILY)
    files = (path for family in families for path in sorted(family.glob("*.yaml")))
    texts = (path.read_text(encoding="utf-8") for path in files)
    try:
        return make_signposts(_read_role(text) for text in texts if text.startswith(_ROLE))
    except _UnusualError:
        from hiring.rubric_files.library import load_library  # noqa: PLC0415 - costly

        return signposts_of(load_library(folder))


def _read_role(text: str) -> RoleSignals:
    said = _split(text, _TOP)
    groups = _split(said.get("signals", ""), _GROUP)
    if not set(groups) <= _GROUPS:
        raise _UnusualError
    return RoleSignals(
        role=_read_plain(said.get("id", "")),
        family=_read_plain(said.get("family", "")),
        name=_read_plain(said.get("name", "")),
        aliases=_read_list(said.get("aliases", "")),
        duties=_read_list(said.get("duties", "")),
        signals=Signals(
            titles=_read_list(groups.get("titles", "")),
            duties=_read_weighed(groups.get("duties", "")),
            skills=_read_weighed(groups.get("skills", "")),
            against=_read_weighed(groups.get("against", "")),
            needs=_read_list(groups.get("needs", "")),
        ),
    )


def _split(text: str, keys: re.Pattern[str]) -> dict[str, str]:
    """Give what stands under each key of one depth."""
    if keys.sub("", text).strip():
        raise _UnusualError
    return dict(keys.findall(text))


def _read_plain(text: str) -> str:
    found = text.strip()
    if not re.fullmatch(r"[A-Za-z][\w ,-]*", found):
        raise _UnusualError
    return found


def _read_list(text: str) -> tuple[str, ...]:
    """Give the texts of a list, each in double quotes on one line."""
    if not _LIST.match(_PHRASE.sub("", text)):
        raise _UnusualError
    return tuple(_PHRASE.findall(text))


def _read_weighed(text: str) -> dict[str, tuple[str, ...]]:
    return {weight: _read_list(some) for weight, some in _split(text, _WEIGHT).items()}
