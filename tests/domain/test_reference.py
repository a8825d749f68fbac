from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.reference import (
    CARD_BYTES,
    CardKey,
    Reference,
    normal,
    references_in,
    row_key,
    sign,
    verify,
)

KEY = CardKey(b"a secret of thirty-two bytes....", "database-1")
cards = st.binary(min_size=CARD_BYTES, max_size=CARD_BYTES)
revisions = st.integers(min_value=0, max_value=2**16 - 1)


@given(cards, revisions)
def test_a_signed_reference_says_which_card_and_revision_it_is(card: bytes, revision: int) -> None:
    written = sign(Reference(card, revision), KEY)

    assert verify(written, KEY) == Reference(card, revision)
    assert len(written) == 36


@given(cards, st.data())
def test_a_reference_can_be_typed_by_hand(card: bytes, data: st.DataObject) -> None:
    written = sign(Reference(card, 3), KEY)
    typed = written.lower().replace("-", data.draw(st.sampled_from(["", " ", "-"])))
    typed = typed.replace("0", data.draw(st.sampled_from(["o", "O", "0"])))
    head, body = typed[:3], typed[3:]
    body = body.replace("1", data.draw(st.sampled_from(["i", "l", "L", "1"])))

    assert verify(head + body, KEY) == Reference(card, 3)


@given(cards, st.integers(min_value=0, max_value=25), st.integers(min_value=1, max_value=31))
def test_a_reference_with_one_changed_character_does_not_hold(
    card: bytes, place: int, by: int
) -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters = normal(sign(Reference(card, 1), KEY))
    assert letters is not None
    other = alphabet[(alphabet.index(letters[place]) + by) % 32]

    changed = f"HS1-{letters[:place]}{other}{letters[place + 1 :]}"

    assert verify(changed, KEY) is None


@pytest.mark.parametrize(
    "key",
    [CardKey(b"another secret of 32 bytes......", "database-1"), KEY._replace(database_id="2")],
)
def test_a_reference_of_another_workspace_does_not_hold(key: CardKey) -> None:
    assert verify(sign(Reference(b"card-1", 1), key), KEY) is None


@pytest.mark.parametrize("text", ["", "HS1", "HS1-0000", f"HS1-{'0' * 27}", f"HS1-{'U' * 26}"])
def test_what_is_not_written_like_a_reference_is_none(text: str) -> None:
    assert normal(text) is None
    assert verify(text, KEY) is None


def test_a_card_id_of_the_wrong_length_is_not_signed() -> None:
    with pytest.raises(ValueError, match="6 bytes"):
        sign(Reference(b"short", 1), KEY)


def test_every_reference_in_a_text_is_found_good_or_not() -> None:
    one, other = sign(Reference(b"card-1", 1), KEY), sign(Reference(b"card-2", 1), KEY)

    found = references_in(f"Reference {one}\nsee also {other.lower()}, not HS1-1234")

    assert found == (one, other.lower())


def test_a_row_key_binds_a_competency_to_its_card_and_workspace() -> None:
    key = row_key(b"card-1", "coding", KEY)

    assert key.endswith(".coding")
    assert len(key) == len("12345678.coding")
    assert row_key(b"card-1", "coding", KEY) == key
    assert row_key(b"card-2", "coding", KEY) != key
    assert row_key(b"card-1", "coding", KEY._replace(database_id="database-2")) != key
    assert row_key(b"card-1", "coding", KEY._replace(secret=b"other")) != key
