"""Files of the event log: what others verify without us, and anchors of its chain."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from hiring.errors import InvalidFileError, Problem
from hiring.store.chain import lines
from hiring.views.audit import Anchor
from hiring.workflow.auditing import described

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

LOG = "hiring audit log"
ANCHOR = "hiring audit anchor"
FORMAT = 1
_AT_ONCE = 4096  # lines
MOST_BYTES = 10_000  # an anchor takes a few hundred
_HEAD = 64  # hexadecimal digits of a digest


def write_log(connection: Connection) -> Iterator[bytes]:
    """Write the log as the chain sees it, a line of JSON each; the same log is the same bytes."""
    some: list[str] = []
    for line in _lines(connection):
        some.append(json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=repr))
        if len(some) == _AT_ONCE:
            yield _joined(some)
            some.clear()
    yield _joined(some)


def _joined(some: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in some).encode("utf-8", "surrogatepass")


def _lines(connection: Connection) -> Iterator[dict[str, object]]:
    yield {"format": LOG, "version": FORMAT, "tool": tool(), **described(connection)}
    counts = {"entry": 0, "link": 0}
    for kind, line in lines(connection):
        counts[kind] += 1
        yield line
    yield {"end": True, "entries": counts["entry"], "links": counts["link"]}


def tool() -> str:
    """Name the program and its version."""
    return f"hiring {version('hiring')}"


def write_anchor(anchor: Anchor) -> bytes:
    """Write an anchor as JSON; it holds nothing about people."""
    said = {"format": ANCHOR, "version": FORMAT, "tool": tool(), **anchor._asdict()}
    return f"{json.dumps(said, indent=2)}\n".encode()


def read_anchor(path: Path, *, database_id: str) -> Anchor:
    """Read an anchor of this database; InvalidFileError for another file or another database's."""
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(MOST_BYTES))
    except OSError as error:
        raise _refused(path, f"it cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise _refused(path, "it is no anchor: it is not JSON") from error
    anchor = _anchor_in(said)
    if anchor is None:
        raise _refused(path, "it is no anchor that this program reads")
    if anchor.database_id != database_id:
        raise _refused(path, "it is the anchor of another workspace's log")
    return anchor


def _refused(path: Path, what: str) -> InvalidFileError:
    fix = "name a file that hiring audit anchor wrote here"
    return InvalidFileError(Problem(what, where=str(path), fix=fix))


def _anchor_in(said: Any) -> Anchor | None:
    if not isinstance(said, dict) or (said.get("format"), said.get("version")) != (ANCHOR, FORMAT):
        return None
    kinds = {"database_id": str, "link": int, "head": str, "entries": int, "made_at": str}
    if any(type(said.get(name)) is not kind for name, kind in kinds.items()):
        return None
    if said["link"] and len(said["head"]) != _HEAD:
        return None
    return Anchor(*(said[name] for name in Anchor._fields))
