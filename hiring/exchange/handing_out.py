"""The copy of everything about a person, as a folder that is written whole or not at all."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.documents.dump.rows import private_file
from hiring.documents.personal_data import write
from hiring.documents.redacted_file import redact_file
from hiring.errors import Problem, RefusedError, UsageError
from hiring.private import PRIVATE_FOLDER
from hiring.store.unfinished import made_folder, remove_left

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hiring.views.privacy import PersonCopy

JSON_FILE = "personal-data.json"
WORD_FILE = "personal-data.docx"
NO_NAMES = "copied; others are replaced in it by their part"
NOT_SURE = "not copied: the names of others in it could not be taken out for certain"
GONE = "not copied: the file is not in the workspace's folder"
CHANGED = "not copied: the file is not the one that was kept"
AS_IT_WAS = "copied as it was"


class Written(NamedTuple):
    """What was written: the folder, its files, and the files that could not be copied."""

    person: str
    folder: str
    files: tuple[str, ...]
    not_copied: tuple[str, ...]
    replaced_in: int


def hand_out(copy: PersonCopy, folder: Path, *, attachments: Path, now: datetime) -> Written:
    """Write the copy of a person into a new folder, readable by its owner only.

    Raises RefusedError for a folder that holds something, or a place that cannot be written to.
    """
    whole = folder.resolve()
    if not whole.name:
        raise UsageError(Problem(f"nothing can be put in the place of {whole}", fix="a new folder"))
    files, not_copied = _files_of(copy, attachments)
    try:
        if whole.exists() and (not whole.is_dir() or any(whole.iterdir())):
            raise RefusedError(Problem(f"{folder} is there already", fix="name a new folder"))
        whole.parent.mkdir(parents=True, exist_ok=True)
        hidden = f".{whole.name}.unfinished-"
        remove_left(whole.parent, hidden, now=now)
        unfinished = whole.with_name(f"{hidden}{token_hex(4)}")
        with made_folder(unfinished):
            for name, content in files.items():
                path = unfinished / name
                path.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                with private_file(path) as file:
                    file.write(content)
            if whole.exists():
                whole.rmdir()
            unfinished.rename(whole)
    except OSError as error:
        raise RefusedError(
            Problem(f"{folder} cannot be written: {error.strerror}", fix="choose another place")
        ) from error
    replaced = copy.told["left_out"]["texts_in_which_others_were_replaced"]
    return Written(copy.code, str(folder), tuple(files), not_copied, len(replaced))


def _files_of(copy: PersonCopy, attachments: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Give every file of the copy by its name; what is told of them says how it was copied."""
    told = dict(copy.told)
    told["attachments"], sent = _attached(copy, attachments)
    told["scorecard_files"], cards = _came_back(copy)
    missing = [one for one in (*told["attachments"], *told["scorecard_files"]) if not one["file"]]
    files = {
        JSON_FILE: as_json(told),
        WORD_FILE: write(told),
        **sent,
        **cards,
    }
    return files, tuple(
        f"{one.get('name') or ', '.join(one['of'])}: {one['copied']}" for one in missing
    )


def _attached(copy: PersonCopy, attachments: Path) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    told, files = [], {}
    pairs = zip(copy.attachments, copy.told["attachments"], strict=True)
    for kept, said in pairs:
        try:
            content = (attachments / kept.file_hash).read_bytes()
        except FileNotFoundError:
            told.append({**said, "file": "", "copied": GONE})
            continue
        if sha256(content).hexdigest() != kept.file_hash:
            told.append({**said, "file": "", "copied": CHANGED})
            continue
        files[said["file"]] = content
        told.append({**said, "copied": AS_IT_WAS})
    return told, files


def _came_back(copy: PersonCopy) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    told, files = [], {}
    for kept, said in zip(copy.originals, copy.told["scorecard_files"], strict=True):
        content = redact_file(kept.content, kept.kind, copy.curtain)
        if content is None:
            told.append({**said, "file": "", "copied": NOT_SURE})
            continue
        files[said["file"]] = content
        told.append({**said, "copied": NO_NAMES})
    return told, files


def as_json(told: Mapping[str, Any]) -> bytes:
    """Write plain data as JSON in its own order; moments in UTC."""
    return (json.dumps(told, ensure_ascii=False, indent=2, default=_plain) + "\n").encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no plain data")
