"""Cards that were filled in and saved by what is built on SheetJS and ExcelJS."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.clients.cards import state_of
from tests.clients.matrix import do_in_web, states, told
from tests.clients.web_deeds import EXCELJS, FOLDER, SHEETJS, WEB_DEEDS, WEB_FORMS, WebError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clients.matrix import Sent
    from tests.clients.web_deeds import Web, WebDeed


def those_of(program: str) -> list[WebDeed]:
    return [deed for deed in WEB_DEEDS if program in deed.programs]


def named(deed: WebDeed) -> str:
    return deed.name.replace(" ", "-")


@pytest.mark.parametrize("deed", those_of(SHEETJS), ids=named)
def test_what_sheetjs_saves_is_read_right_or_refused(
    sheetjs: Web, sent: Sent, tmp_path: Path, deed: WebDeed
) -> None:
    came = do_in_web(sheetjs, sent, deed, tmp_path)

    assert states(came) == {form: deed.wanted(form) for form in came}
    told(SHEETJS, deed.about, came)


@pytest.mark.parametrize("deed", those_of(EXCELJS), ids=named)
def test_what_exceljs_saves_is_read_right_or_refused(
    exceljs: Web, sent: Sent, tmp_path: Path, deed: WebDeed
) -> None:
    came = do_in_web(exceljs, sent, deed, tmp_path)

    assert states(came) == {form: deed.wanted(form) for form in came}
    told(EXCELJS, deed.about, came)


@pytest.mark.parametrize("program", [SHEETJS, EXCELJS])
def test_a_card_that_was_only_read_and_written_is_a_blank_one(
    request: pytest.FixtureRequest, sent: Sent, tmp_path: Path, program: str
) -> None:
    web: Web = request.getfixturevalue(program)
    card = sent.room.card
    files = {form: sent.file(tmp_path, form) for form in WEB_FORMS[program]}
    for file in files.values():
        file.parent.mkdir(parents=True)
    saves = {form: str(file) for form, file in files.items()}

    job = {"card": str(card.path), "sheet": card.sheet, "cells": {}, "change": "none"}
    web.work({**job, "saves": saves})

    for form, file in files.items():
        assert state_of(sent.workspace, file) == ("blank", ()), form


def test_a_job_that_cannot_be_done_fails(sheetjs: Web) -> None:
    with pytest.raises(WebError):
        sheetjs.work({"card": "missing.xlsx", "sheet": "", "cells": {}, "saves": {}})


def test_the_packages_are_pinned_and_name_no_registry() -> None:
    asked = json.loads((FOLDER / "package.json").read_text())["dependencies"]
    lock = (FOLDER / "package-lock.json").read_text()

    locked = json.loads(lock)["packages"]

    assert asked == {name: locked[f"node_modules/{name}"]["version"] for name in asked}
    assert '"resolved"' not in lock
    assert all("integrity" in package for path, package in locked.items() if path)
