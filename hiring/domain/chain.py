"""The chain of the event log: what an entry's digest is of, and what a link commits to.

Anybody can compute it again: docs/audit.md says how, byte by byte. All digests are SHA-256.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SALT_BYTES = 16
MARK_BYTES = 8  # of each entry's digest, kept with its link to say which entry is not as it was
MOST_IN_A_LINK = 4096
CANDIDATE_ERASED = "candidate erased"
"""What an entry says of a person whose words may be gone, and should be."""
ERASED_AGAIN = "candidate erased again"
"""What an entry says where words of such a person were there again, and went."""

# What no program of ours writes, as bytes in a column of text, has a digest of its own too.
_slow_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode
_make_encoder: Any = getattr(json.encoder, "c_make_encoder", None)
# What JSONEncoder would make anew for each of a million entries.
_encode: Any = _make_encoder and _make_encoder(
    *(None, repr, json.encoder.encode_basestring, None, ":", ",", False, False, True)
)


def write_fields(row: Sequence[object]) -> str:
    """Write fields as a JSON array, as every digest is of."""
    return "".join(_encode(row, 0)) if _encode else _slow_write(row)


class Entry(NamedTuple):
    """One event as the chain sees it: codes and moments, nobody's name, nobody's words.

    `at` is UTC as 2026-03-02T09:00:00Z, with six digits of a fraction where it has one; `who` is
    the commitment to the actor's name and `words_id` that to what was said.
    """

    at: str
    who: str
    what: str
    subject: str
    application_id: int | None
    job_id: int | None
    from_code: str | None
    to_code: str | None
    words_id: str | None


class Link(NamedTuple):
    """One link: which entries it holds, and the digest of their digests and numbers.

    `origin` is the head of another chain, of which the entries were taken over by an import.
    """

    number: int
    first_entry: int
    last_entry: int
    size: int
    entries: bytes
    database_role: str
    origin: bytes | None


def commitment(salt: bytes, text: str) -> str:
    """Commit to a text by 32 hexadecimal digits, which tell nothing of it once the salt is gone."""
    return sha256(salt + text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def digest_entry(entry: Sequence[object]) -> bytes:
    """Give the digest of an entry: of its fields as a JSON array in UTF-8 without spaces."""
    return sha256(write_fields(entry).encode("utf-8", "surrogatepass")).digest()


def digest_entries(digests: Iterable[bytes], numbers: Iterable[int]) -> bytes:
    """Give the digest of a link's entries: of their digests, then of their numbers, in order."""
    return sha256(b"".join(digests) + ",".join(map(str, numbers)).encode()).digest()


def digest_link(before: bytes, link: Link) -> bytes:
    """Give the digest of a link, which commits to the one before; of the first, to nothing."""
    origin = None if link.origin is None else link.origin.hex()
    said = (*link[:4], link.entries.hex(), link.database_role, origin)
    return sha256(before + write_fields(said).encode("utf-8", "surrogatepass")).digest()
