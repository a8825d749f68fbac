"""The page for recruiters: what works in which program."""

from __future__ import annotations

import re

from tests.clients.deeds import GROUPS
from tests.clients.matrix import PAGE, SECTION, frame, row_title
from tests.clients.web_deeds import WEB_FORMS, WEB_GROUPS


def test_the_page_is_the_frame_around_what_was_found() -> None:
    written = PAGE.read_text(encoding="utf-8")

    around = SECTION.sub(r"<!-- \1 -->", written)

    assert around == frame(), "write it anew: python -m tests.clients.matrix --write"


def test_every_deed_has_its_row_in_order_and_nothing_else_has_one() -> None:
    groups = {
        "libreoffice": [deed.about for _, deeds in GROUPS for deed in deeds],
        **{
            name: [d.about for _, deeds in WEB_GROUPS for d in deeds if name in d.programs]
            for name in WEB_FORMS
        },
    }

    written = PAGE.read_text(encoding="utf-8")

    for name, text in SECTION.findall(written):
        rows = re.findall(r"^\| (.*?) \|", text, flags=re.MULTILINE)
        told = [row for row in rows if row != "what was done"]
        assert told == [row_title(about) for about in groups.pop(name)]
    assert not groups
