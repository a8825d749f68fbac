"""What a merge remembers is left without what is of somebody who is erased, and of nobody else."""

from __future__ import annotations

import json
from typing import Any

from hiring.domain.merging import FIELDS, changes, combine, forget

EMPTY: dict[str, Any] = dict.fromkeys(FIELDS, "") | {
    "addresses": [None, ""],
    "source": ["direct", ""],
}


def somebody(**said: Any) -> dict[str, Any]:
    return EMPTY | said


ADA = somebody(name="Ada", addresses=["ada@example.org", ""], phone="+49 30 5550001")
CYD = somebody(name="Cyd", addresses=["cyd@example.org", ""], phone="+49 30 5550003")
GONE = somebody(
    name="Zoe",
    addresses=["zoe@example.org", ""],
    phone="+49 30 5550002",
    headline="Zoeish",
    extra=json.dumps({"shoe": "42"}),
    source=["referral", "a friend of Zoe"],
)


def test_c15_what_a_merge_changed_forgets_addresses_and_numbers_and_keeps_those_of_others() -> None:
    before = ADA | {"addresses": ["ada@example.org", "zoe@example.org"]}
    before["phone"] = "+49 30 5550001, +49 30 5550002"
    changed = changes(before, combine(before, CYD, {}))

    left = forget(changed, GONE, stay=(ADA, CYD))

    assert left == {
        "addresses": [["ada@example.org", ""], ["ada@example.org", "cyd@example.org"]],
        "phone": ["+49 30 5550001", "+49 30 5550001, +49 30 5550003"],
    }


def test_c15_a_text_that_was_theirs_is_forgotten_whole() -> None:
    changed: dict[str, Any] = {
        "headline": ["Zoeish", "Cydish"],
        "extra": [GONE["extra"], json.dumps({"shoe": "42", "hat": "7"})],
        "source": [GONE["source"], ["direct", ""]],
        "note": ["", "of Cyd"],
    }

    assert forget(changed, GONE, stay=(ADA, CYD)) == {"note": ["", "of Cyd"]}


def test_what_those_who_stay_share_with_them_is_theirs_too() -> None:
    changed: dict[str, Any] = {
        "headline": ["Zoeish", "Cydish"],
        "addresses": [[None, ""], ["zoe@example.org", ""]],
    }
    sharing = ADA | {"headline": "Zoeish", "addresses": ["zoe@example.org", ""]}

    assert forget(changed, GONE, stay=(sharing,)) == changed
