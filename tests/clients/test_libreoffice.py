"""Cards that were filled in and saved by LibreOffice, in which a person worked."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.clients.cards import RIGHT, Places, bring_back, state_of
from tests.clients.deeds import DEEDS, as_filled, filling
from tests.clients.matrix import do_in_office, states, told
from tests.clients.office import FORMS, OfficeError, step
from tests.conftest import Shell

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clients.deeds import Deed
    from tests.clients.matrix import Sent
    from tests.clients.office import Office

pytestmark = pytest.mark.office


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name.replace(" ", "-"))
def test_what_people_do_in_libreoffice_is_read_right_or_refused(
    office: Office, sent: Sent, tmp_path: Path, deed: Deed
) -> None:
    came = do_in_office(office, sent, deed, tmp_path)

    assert states(came) == {form: deed.wanted(form) for form in came}
    told("libreoffice", deed.about, came)


def test_a_card_that_was_only_opened_and_saved_is_a_blank_one(
    office: Office, sent: Sent, tmp_path: Path
) -> None:
    files = {form: sent.file(tmp_path, form) for form in FORMS}
    for file in files.values():
        file.parent.mkdir(parents=True)

    office.work(
        step("open", path=str(sent.room.card.path)),
        *(step("save", path=str(file), form=form) for form, file in files.items()),
    )

    for form, file in files.items():
        assert state_of(sent.workspace, file) == ("blank", ()), form


def test_locked_cells_and_values_off_the_list_are_not_taken(office: Office, sent: Sent) -> None:
    card = sent.room.card
    rating, evidence, name = card.rating_of(0), card.evidence_of(0), f"B{card.first}"

    _, locked, off, listed, free = office.work(
        step("open", path=str(card.path)),
        step("keys", at=name, text="Mine"),
        step("keys", at=rating, text="7"),
        step("keys", at=rating, text="3"),
        step("keys", at=evidence, text="7"),
        windows=True,
    )

    assert "Mine" not in locked["shown"]
    assert off["shown"] == ""
    assert (listed["shown"], listed["kind"]) == ("3", "VALUE")
    assert (free["shown"], free["kind"]) == ("7", "TEXT")


def test_a_filled_card_says_that_it_is_complete(office: Office, sent: Sent) -> None:
    card = sent.room.card
    status = f"B{card.first - 2}"

    before, *_, after = office.work(
        step("open", path=str(card.path)),
        step("look", cells=status),
        *filling(card),
        step("look", cells=status),
    )[1:]

    assert "still missing" in before[0][0]
    assert after[0][0].startswith("Complete")


def test_a_german_card_comes_back_from_a_german_computer(
    office: Office, sent: Sent, tmp_path: Path
) -> None:
    shell = Shell(shutil.copytree(sent.workspace, tmp_path / "workspace"))
    shell.ok("scorecard", "export", "A-1", "--language", "de", "--blind", "-o", str(tmp_path))
    [path] = tmp_path.glob("*.xlsx")
    card = Places.of(path)
    files = {form: tmp_path / f"card.{form}" for form in FORMS}

    office.work(
        step("open", path=str(path)),
        *filling(card),
        *(step("save", path=str(file), form=form) for form, file in files.items()),
        language="de-DE",
    )

    assert card.sheet == "Bewertungsbogen"
    for file in files.values():
        assert bring_back(shell.folder, file, as_filled(card)).state == RIGHT


def test_a_step_that_cannot_be_done_fails_the_job(office: Office, tmp_path: Path) -> None:
    with pytest.raises(OfficeError):
        office.work(step("open", path=str(tmp_path / "missing.xlsx")))
