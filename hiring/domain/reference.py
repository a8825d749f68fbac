"""A scorecard's signed reference: which card a file is, and for which rubric revision.

HS1- and 26 characters of Crockford's base 32 in groups of four: six bytes of card id, two of
revision, eight of HMAC-SHA256 under the workspace's key and database id. It can be typed by hand:
O and 0, and I, L and 1, are the same, and hyphens and case do not matter.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from functools import lru_cache
from typing import NamedTuple

PREFIX = "HS1"
CARD_BYTES = 6
SECRET_BYTES = 32
_SIGNATURE_BYTES = 8
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGIT = {letter: place for place, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_CHARACTERS = 26
_GROUP = 4
_FOUND = re.compile(r"HS1[-\s]?((?:[0-9A-Za-z][-\s]?){26})(?![0-9A-Za-z])", re.IGNORECASE)


class Reference(NamedTuple):
    """What a reference says once its signature holds."""

    card: bytes
    revision: int


class CardKey(NamedTuple):
    """The secret that signs cards, and the database they belong to."""

    secret: bytes
    database_id: str


def spent(card: bytes) -> bytes:
    """Give what stands in the place of a card's random number once its person was erased.

    A copy of the card that comes back is known by it as theirs, and by nothing else.
    """
    return hashlib.sha256(b"erased\0" + card).digest()[:CARD_BYTES]


def sign(reference: Reference, key: CardKey) -> str:
    """Write the signed reference of a card, as HS1-0123-4567; ValueError when it does not fit."""
    if len(reference.card) != CARD_BYTES:
        raise ValueError(f"a card id has {CARD_BYTES} bytes")
    body = reference.card + reference.revision.to_bytes(2, "big")
    number = int.from_bytes(body + _signature(body, key), "big")
    letters = []
    for _ in range(_CHARACTERS):
        number, digit = divmod(number, 32)
        letters.append(_ALPHABET[digit])
    text = "".join(reversed(letters))
    groups = [text[i : i + _GROUP] for i in range(0, _CHARACTERS, _GROUP)]
    return "-".join((PREFIX, *groups))


def verify(text: str, key: CardKey) -> Reference | None:
    """Read a reference and check its signature in constant time; None when it does not hold."""
    letters = normal(text)
    if letters is None:
        return None
    number = 0
    for letter in letters:
        number = number * 32 + _DIGIT[letter]
    size = CARD_BYTES + 2 + _SIGNATURE_BYTES
    if number >= 1 << (8 * size):
        return None
    raw = number.to_bytes(size, "big")
    body, signature = raw[: CARD_BYTES + 2], raw[CARD_BYTES + 2 :]
    if not hmac.compare_digest(signature, _signature(body, key)):
        return None
    return Reference(body[:CARD_BYTES], int.from_bytes(body[CARD_BYTES:], "big"))


@lru_cache(maxsize=64)  # a card says its own in a dozen places
def normal(text: str) -> str | None:
    """Give the 26 characters of a reference without hyphens, in one spelling, or None."""
    match = _FOUND.search(text)
    if not match:
        return None
    letters = re.sub(r"[-\s]", "", match[1]).upper().translate(str.maketrans("OIL", "011"))
    return letters if all(letter in _DIGIT for letter in letters) else None


def references_in(text: str) -> tuple[str, ...]:
    """Find everything in a text that is written like a reference, good or not."""
    return tuple(match[0] for match in _FOUND.finditer(text))


def row_key(card: bytes, competency: str, key: CardKey) -> str:
    """Bind a row to its card: "<8 hexadecimal digits>.<competency>"."""
    return f"{row_prefix(card, key)}.{competency}"


def row_prefix(card: bytes, key: CardKey) -> str:
    """Give what the keys of a card's rows begin with."""
    mac = hmac.new(key.secret, b"row\0" + key.database_id.encode() + b"\0" + card, hashlib.sha256)
    return mac.hexdigest()[:8]


def _signature(body: bytes, key: CardKey) -> bytes:
    mac = hmac.new(key.secret, b"card\0" + key.database_id.encode() + b"\0" + body, hashlib.sha256)
    return mac.digest()[:_SIGNATURE_BYTES]
