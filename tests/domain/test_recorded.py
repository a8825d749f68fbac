"""What entries keep digests of, held against rows: what is right is never accused."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.recorded import Claim, Fate, digest_stored, hold_against

DIGESTS = st.sampled_from(["a", "b", "c", "d"])
CLAIMS = st.lists(st.one_of(DIGESTS, st.sampled_from(list(Claim))), max_size=6)


def fates(claims: list[str], rows: list[str]) -> list[tuple[str, int]]:
    """Say of each thing that does not hold what became of it, by the number people know."""
    met = hold_against(claims, rows)
    return [(one.fate.name.lower(), one.number) for one in met if one.fate is not Fate.HOLDS]


@pytest.mark.parametrize(
    ("claims", "rows", "found"),
    [
        ("ab", "ab", []),
        ("ab", "ax", [("changed", 2)]),
        ("ab", "b", [("gone", 1)]),
        ("ab", "a", [("gone", 2)]),
        ("ab", "abx", [("added", 3)]),
        ("ab", "xab", [("added", 1)]),
        ("ab", "ba", [("added", 1), ("gone", 2)]),
        ("", "x", [("added", 1)]),
        ("a", "", [("gone", 1)]),
        ("?b", "xb", [("unknown", 1)]),
        ("?b", "xy", [("unknown", 1), ("changed", 2)]),
        ("?b", "xyz", [("unknown", 1), ("changed", 2), ("added", 3)]),
        ("a?", "x", [("unknown", 2), ("gone", 1)]),
        ("??", "x", [("unknown", 1), ("unknown", 2)]),
    ],
)
def test_rows_are_held_against_what_the_log_says_of_them(
    claims: str, rows: str, found: list[tuple[str, int]]
) -> None:
    said = [Claim.BEFORE if one == "?" else one for one in claims]

    assert fates(said, list(rows)) == found


@given(claims=CLAIMS, data=st.data())
def test_what_is_right_is_never_accused(claims: list[str], data: st.DataObject) -> None:
    rows = [data.draw(DIGESTS) if isinstance(one, Claim) else one for one in claims]

    assert {fate for fate, _ in fates(claims, rows)} <= {"unknown"}


@given(claims=st.lists(DIGESTS, max_size=6), rows=st.lists(DIGESTS, max_size=6))
def test_every_row_and_every_claim_is_told_of_once(claims: list[str], rows: list[str]) -> None:
    met = list(hold_against(claims, rows))

    assert sorted(one.claim for one in met if one.claim is not None) == list(range(len(claims)))
    assert sorted(one.row for one in met if one.row is not None) == list(range(len(rows)))
    assert all(one.fate is Fate.HOLDS for one in met) == (claims == rows)


def test_a_digest_is_that_of_an_array_of_json_without_spaces() -> None:
    fields = ("decision", "A-1", None, 3, "Zoë: \U0001f91d\n", (("coding", 2),))

    said = '["decision","A-1",null,3,"Zoë: \U0001f91d\\n",[["coding",2]]]'
    assert json.loads(said)[4] == fields[4]
    assert digest_stored(fields) == sha256(said.encode()).hexdigest()
