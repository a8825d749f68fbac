"""The page for recruiters: what works in which program."""

from __future__ import annotations

import re

from tests.clients.cards import WRONG
from tests.clients.deeds import GROUPS
from tests.clients.matrix import PAGE, SECTION, SHOWN, frame, row_title
from tests.clients.web_deeds import WEB_FORMS, WEB_GROUPS
from tests.hostile import cases
from tests.hostile.making import Wanted

REPORTED = re.compile(
    r"^\|.*\| (?P<came>[^|]+) \| (?P<number>\d+): (?P<what>[^|]+) \|$", re.MULTILINE
)
SAYS = {
    Wanted.TAKEN: re.compile(r"read right"),
    Wanted.NOTED: re.compile(r"read right, with a note.*"),
    Wanted.REFUSED: re.compile(r"refused.*"),
}


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


def test_the_page_shows_no_file_that_was_read_wrong() -> None:
    assert SHOWN[WRONG] not in PAGE.read_text(encoding="utf-8")


def test_what_is_said_of_programs_that_were_not_run_is_what_a_test_wants() -> None:
    _, section = frame().split("## Excel and Google Sheets: not run")
    rows = list(REPORTED.finditer(section))

    assert len(rows) == section.count("\n|") - 2
    for row in rows:
        [case] = [case for case in cases.of(int(row["number"])) if case.what == row["what"]]
        assert SAYS[case.wanted].fullmatch(row["came"])
