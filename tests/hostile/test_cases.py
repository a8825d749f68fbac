"""Forty-eight ways in which cards come back spoiled or made to hurt, each as a person meets it."""

from __future__ import annotations

import os
import signal
import socket
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import openpyxl
import pytest

from hiring.documents.sheets import old_excel
from tests.cli.desk import acting, everything
from tests.factories import a_decision, an_application, an_interview, bring_to
from tests.hostile.archives import entry, packed, unpacked
from tests.hostile.cases import REFUSED, of
from tests.hostile.judging import (
    GOOD,
    as_typed,
    hand_in,
    judge,
    on_record,
    take,
)
from tests.hostile.making import ANSWERS, STEP, bytes_of, replaced
from tests.hostile.other_kinds import as_xls
from tests.hostile.packages import SHEET
from tests.hostile.people import a_reference_as_evidence, reference_in
from tests.hostile.typed import with_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Shell
    from tests.hostile.making import Case, Round


def cases(number: int) -> pytest.MarkDecorator:
    """Run a test for every file of a case."""
    return pytest.mark.parametrize("case", of(number), ids=lambda case: case.what)


@cases(1)
def test_case_01_a_card_that_unpacks_to_gigabytes_is_refused(case: Case, desk: Shell) -> None:
    assert len(bytes_of(case)) < 2_000_000
    judge(case, desk)


@cases(2)
def test_case_02_a_gigabyte_of_texts_is_refused(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(3)
def test_case_03_a_value_in_the_farthest_cell_does_no_harm(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(4)
def test_case_04_a_value_far_to_the_right_does_no_harm(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(5)
def test_case_05_a_cell_that_cannot_be_is_refused_as_damage(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(6)
def test_case_06_a_million_empty_rows_are_refused_or_passed_over(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(7)
def test_case_07_declarations_that_explode_are_refused(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(8)
def test_case_08_a_card_cannot_make_us_read_another_file(
    case: Case, desk: Shell, made: Round
) -> None:
    handed = judge(case, desk)

    secret = made.secret.read_text()
    assert secret not in handed.printed
    assert secret not in repr(everything(desk))


@cases(9)
def test_case_09_one_text_named_sixty_thousand_times_is_refused(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(10)
def test_case_10_elements_within_elements_without_end_are_refused(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(11)
def test_case_11_too_many_parts_or_one_part_twice_are_refused(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(12)
def test_case_12_a_part_that_is_longer_than_it_says_is_refused(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(13)
def test_case_13_a_part_named_outside_the_archive_is_never_written(
    case: Case, desk: Shell, tmp_path: Path
) -> None:
    judge(case, desk)

    assert not (tmp_path.parent.parent / "x.xml").exists()
    assert list(tmp_path.rglob("*x.xml")) == []


@cases(14)
def test_case_14_a_file_that_did_not_arrive_whole_is_refused(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(15)
def test_case_15_a_password_is_named_and_asked_to_be_taken_off(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(16)
def test_case_16_a_card_under_a_wrong_name_is_read_for_what_it_is(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(17)
def test_case_17_a_file_of_another_kind_is_called_by_its_kind(case: Case, desk: Shell) -> None:
    judge(case, desk)


def test_case_17_a_zip_of_scorecards_is_opened_and_each_card_judged(
    desk: Shell, made: Round, tmp_path: Path
) -> None:
    path = tmp_path / "cards.zip"
    bomb = bytes_of(of(1)[0])
    with zipfile.ZipFile(path, "w") as archive:
        for name, card in {"bo.xlsx": made.filled(), "cy.xlsx": made.filled("S-2")}.items():
            archive.writestr(name, card)
        archive.writestr("bomb.xlsx", bomb)

    handed = take(desk, path)

    assert handed.code == 3
    states = {one["card"]: one["state"] for one in handed.files.values()}
    assert states == {"S-1": "recorded", "S-2": "recorded", None: "refused"}
    assert on_record(desk, "S-1") == on_record(desk, "S-2") == (as_typed(),)


@cases(18)
def test_case_18_strict_open_xml_is_read_like_the_usual_one(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(19)
def test_case_19_a_wrong_dimension_hides_no_answer(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(20)
def test_case_20_cells_without_addresses_and_prefixed_names_are_read(
    case: Case, desk: Shell
) -> None:
    judge(case, desk)


@cases(21)
def test_case_21_broken_looks_do_not_spoil_the_answers(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(22)
def test_case_22_a_text_that_is_not_there_is_never_taken_for_an_empty_one(
    case: Case, desk: Shell
) -> None:
    judge(case, desk)


@cases(23)
def test_case_23_control_characters_are_taken_out_and_told(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(24)
def test_case_24_letters_that_are_none_are_refused(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(25)
def test_case_25_a_three_is_a_three_however_it_is_written(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(26)
def test_case_26_a_rating_off_the_scale_is_shown_and_never_rounded(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(27)
def test_case_27_words_behind_a_rating_are_noted_and_two_numbers_refused(
    case: Case, desk: Shell
) -> None:
    judge(case, desk)


@cases(28)
def test_case_28_not_assessed_has_many_spellings_and_other_errors_none(
    case: Case, desk: Shell
) -> None:
    judge(case, desk)


@cases(29)
def test_case_29_a_calculated_rating_is_noted_and_an_open_one_refused(
    case: Case, desk: Shell
) -> None:
    judge(case, desk)


@cases(30)
def test_case_30_all_gaps_of_a_card_are_named_at_once(case: Case, desk: Shell) -> None:
    judge(case, desk)


def test_case_30_a_card_with_gaps_is_taken_when_asked_for(desk: Shell, made: Round) -> None:
    handed = hand_in(desk, {"card.xlsx": with_gaps(made)}, "--allow-partial")

    assert (handed.code, handed.files["card.xlsx"]["state"]) == (0, "recorded")
    [recorded] = on_record(desk, "S-1")
    assert {key: level for key, level in recorded.levels.items() if level} == {
        "ml-fundamentals": 2,
        "code-quality": 1,
    }
    assert recorded.evidence["debugging"] == "Halved the program."
    assert (recorded.overall, recorded.note) == ("no_decision", "")


@cases(31)
def test_case_31_a_rearranged_card_is_read_as_it_was_meant(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(32)
def test_case_32_rows_sorted_without_their_keys_keep_their_ratings(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(33)
def test_case_33_a_missing_double_or_renamed_row_is_named(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(34)
def test_case_34_without_keys_the_names_find_the_rows(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(35)
def test_case_35_moved_and_copied_sheets_are_read_unless_they_differ(
    case: Case, desk: Shell
) -> None:
    judge(case, desk)


@cases(36)
def test_case_36_cards_of_two_people_are_never_mixed(case: Case, desk: Shell) -> None:
    handed = judge(case, desk)

    assert "Ada" not in handed.printed
    assert "Ben" not in handed.printed


def test_case_36_a_reference_that_is_quoted_in_words_mixes_nothing(
    desk: Shell, made: Round
) -> None:
    handed = hand_in(desk, {"card.xlsx": a_reference_as_evidence(made)})

    assert (handed.code, handed.files["card.xlsx"]["card"]) == (0, "S-1")
    [recorded] = on_record(desk, "S-1")
    assert "Ben's card HS1-" in recorded.evidence["coding"]


def test_case_36_a_card_whose_interviewer_was_taken_off_is_refused(
    desk: Shell, made: Round
) -> None:
    desk.ok("interview", "assign", "I-1", "--remove", "bo@example.org")

    handed = hand_in(desk, {"card.xlsx": made.filled(), GOOD: made.filled("S-2")})

    assert handed.code == 3
    assert handed.files[GOOD]["state"] == "recorded"
    [problem] = handed.files["card.xlsx"]["problems"]
    assert "not in this workspace any more" in problem["what"]
    assert "put the interviewer on the interview again" in problem["fix"]


@cases(37)
def test_case_37_merged_answers_are_refused_with_their_range(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(38)
def test_case_38_formatted_and_foreign_text_is_kept_as_plain_text(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(39)
def test_case_39_forty_thousand_letters_are_kept_whole(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(40)
def test_case_40_text_that_looks_like_a_formula_stays_text(
    case: Case, desk: Shell, tmp_path: Path
) -> None:
    judge(case, desk)

    pack = tmp_path / "debrief.docx"
    desk.ok("debrief", "export", "A-1", "-o", str(pack))
    with zipfile.ZipFile(pack) as archive:
        text = archive.read("word/document.xml").decode()
    assert "w:instrText" not in text
    assert "w:fldSimple" not in text
    for _, evidence in case.written:
        assert evidence.replace("&", "&amp;").replace("<", "&lt;") in text


def test_case_40_a_person_whose_name_looks_like_a_formula_is_written_as_text(
    desk: Shell, tmp_path: Path
) -> None:
    name = '=HYPERLINK("http://example.org") Example'
    with acting(desk) as act:
        application = an_application(act, name=name)
        an_interview(act, application, step=STEP, people=("Bo Sample",))

    desk.ok("scorecard", "export", application, "-o", str(tmp_path / "out"))

    [path] = (tmp_path / "out").iterdir()
    sheets = openpyxl.load_workbook(path).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert [formula for formula in formulas if "HYPERLINK" in formula] == []
    assert [cell for cell in cells if str(cell.value).startswith(name)]


@cases(41)
def test_case_41_words_outside_the_boxes_are_told(case: Case, desk: Shell) -> None:
    judge(case, desk)


@cases(42)
def test_case_42_macros_links_and_objects_are_passed_over(case: Case, desk: Shell) -> None:
    judge(case, desk)


def test_case_43_the_same_card_again_changes_nothing(desk: Shell, made: Round) -> None:
    first = made.filled()
    hand_in(desk, {"card.xlsx": first})

    again = hand_in(desk, {"card.xlsx": first, "card (1).xlsx": first})

    assert again.code == 0
    assert {one["state"] for one in again.files.values()} == {"unchanged"}
    assert on_record(desk, "S-1") == (as_typed(),)


def test_case_43_newer_content_is_a_new_version_and_shows_what_changed(
    desk: Shell, made: Round
) -> None:
    hand_in(desk, {"card.xlsx": made.filled()})

    newer = hand_in(desk, {"card.xlsx": made.filled(coding=(2, "On reflection, slower."))})

    one = newer.files["card.xlsx"]
    assert (newer.code, one["state"], one["version"]) == (0, "recorded", 2)
    told = repr(one["changes"])
    assert "On reflection, slower." in told
    assert ANSWERS["coding"][1] in told
    assert "debugging" not in told.casefold()
    old, new = on_record(desk, "S-1")
    assert (old.levels["coding"], new.levels["coding"]) == (4, 2)


def test_case_43_an_older_copy_does_not_replace_a_newer_one(desk: Shell, made: Round) -> None:
    older, newer = made.filled(), made.filled(coding=(2, "On reflection, slower."))
    hand_in(desk, {"card.xlsx": older})
    hand_in(desk, {"card.xlsx": newer})

    late = hand_in(desk, {"card.xlsx": newer, "card (conflicted copy).xlsx": older})

    assert late.code == 0
    assert late.files["card.xlsx"]["state"] == "unchanged"
    old = late.files["card (conflicted copy).xlsx"]
    assert (old["state"], old["version"]) == ("unchanged", 2)
    assert "earlier" in " ".join(old["notes"])
    assert [one.levels["coding"] for one in on_record(desk, "S-1")] == [4, 2]


def test_case_43_two_copies_that_differ_are_not_both_taken_and_both_are_named(
    desk: Shell, made: Round
) -> None:
    other = made.filled(coding=(2, "On reflection, slower."))

    handed = hand_in(desk, {"card (1).xlsx": made.filled(), "card.xlsx": other})

    assert handed.code == 3
    assert {name: one["version"] for name, one in handed.files.items()} == {
        "card (1).xlsx": 1,
        "card.xlsx": None,
    }
    (problem,) = handed.files["card.xlsx"]["problems"]
    assert (
        "another file of S-1 in this import, card (1).xlsx, which is version 1" in problem["what"]
    )
    assert "import it alone" in problem["fix"]
    assert [one.levels["coding"] for one in on_record(desk, "S-1")] == [4]
    alone = hand_in(desk, {"card.xlsx": other})
    assert (alone.code, alone.files["card.xlsx"]["version"]) == (0, 2)


JUNK = ("~$card.xlsx", ".~lock.card.xlsx#", ".DS_Store", "Thumbs.db", "desktop.ini", "._card.xlsx")


def test_case_44_what_computers_leave_in_a_folder_is_skipped_in_silence(
    desk: Shell, made: Round
) -> None:
    folder = desk.folder.with_name("back")
    (folder / "deeper" / "empty").mkdir(parents=True)
    (folder / "deeper" / "card.xlsx").write_bytes(made.filled())

    handed = hand_in(desk, dict.fromkeys(JUNK, b"x"))

    assert handed.code == 0
    assert {name: one["state"] for name, one in handed.files.items()} == {"card.xlsx": "recorded"}


def test_case_44_files_of_other_kinds_are_left_out_and_named(desk: Shell, made: Round) -> None:
    folder = desk.folder.with_name("back")
    folder.mkdir()
    for name in ("cv.pdf", "offer.pdf", "notes.docx"):
        (folder / name).write_bytes(b"x")
    (folder / "card.xlsx").write_bytes(made.filled())

    result = desk("scorecard", "import", str(folder))

    assert (result.exit_code, on_record(desk, "S-1")) == (0, (as_typed(),))
    assert "3 files that are no scorecard left out (cv.pdf, notes.docx, offer.pdf)" in result.stderr


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail when something waits for ever."""

    def too_late(*_: object) -> None:
        raise AssertionError(f"still waiting after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, too_late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_case_44_what_is_no_file_is_named_and_waited_for_by_nobody(
    desk: Shell, made: Round
) -> None:
    folder = desk.folder.with_name("back")
    folder.mkdir()
    os.mkfifo(folder / "pipe.xlsx")
    (folder / "link.xlsx").symlink_to(folder / "gone.xlsx")
    (folder / "zero.xlsx").symlink_to("/dev/zero")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    with socket.socket(socket.AF_UNIX) as listening, within(10):
        listening.bind(os.path.relpath(folder / "plug.xlsx"))
        handed = hand_in(desk, {GOOD: made.filled("S-2")})

    assert handed.code == 3
    states = {name: one["state"] for name, one in handed.files.items()}
    assert states == {
        GOOD: "recorded",
        "pipe.xlsx": "refused",
        "link.xlsx": "refused",
        "zero.xlsx": "refused",
        "plug.xlsx": "refused",
    }
    assert all(one["problems"][0]["fix"] for n, one in handed.files.items() if n != GOOD)


def test_case_44_a_file_of_ten_gigabytes_is_refused_unread(desk: Shell, made: Round) -> None:
    folder = desk.folder.with_name("back")
    folder.mkdir()
    huge = folder / "huge.xlsx"
    with huge.open("wb") as file:
        file.truncate(10 << 30)  # it takes no room on the disk

    with within(10):
        handed = hand_in(desk, {GOOD: made.filled("S-2")})

    assert (handed.code, handed.files[GOOD]["state"]) == (3, "recorded")
    assert "too large" in handed.files["huge.xlsx"]["problems"][0]["what"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_case_44_a_pipe_that_is_named_is_waited_for_by_nobody(desk: Shell, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)

    with within(10):
        handed = take(desk, pipe)

    assert (handed.code, handed.files["pipe.xlsx"]["state"]) == (3, "refused")


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root reads every file")
def test_case_44_a_file_that_may_not_be_read_is_named(desk: Shell, made: Round) -> None:
    folder = desk.folder.with_name("back")
    folder.mkdir()
    locked = folder / "card.xlsx"
    locked.write_bytes(made.filled())
    locked.chmod(0)

    handed = hand_in(desk, {GOOD: made.filled("S-2")})

    assert handed.files[GOOD]["state"] == "recorded"
    [problem] = handed.files["card.xlsx"]["problems"]
    assert "cannot be read" in problem["what"]


ODD_NAMES = (
    b"two\nlines.xlsx",
    b"\x1b]0;owned\x07\x1b[2J.xlsx",
    b"na\xefve.xlsx",
    "\u202excod.xlsx".encode(),
)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such names")
@pytest.mark.parametrize("content", ["good", "bad"])
@pytest.mark.parametrize("raw_name", ODD_NAMES, ids=["newline", "escapes", "Latin-1", "override"])
def test_case_45_a_file_s_name_cannot_write_on_the_terminal(
    raw_name: bytes, content: str, desk: Shell, made: Round
) -> None:
    folder = desk.folder.with_name("back")
    folder.mkdir()
    path = os.path.join(os.fsencode(folder), raw_name)  # noqa: PTH118 - bytes have no Path
    with open(path, "wb") as file:  # noqa: PTH123 - the same
        file.write(made.filled() if content == "good" else b"nothing")

    plain = desk("scorecard", "import", str(folder))
    as_json = desk("scorecard", "import", str(folder), "--json")

    assert (plain.exit_code, as_json.exit_code) == ((0, 0) if content == "good" else (3, 3))
    for sign in ("\x1b", "\x07", "\u202e", "two\nlines", "\udcef"):
        assert sign not in plain.output
        assert sign not in as_json.output
    assert ".xlsx" in plain.output
    if content == "good":
        assert on_record(desk, "S-1") == (as_typed(),)


@pytest.mark.parametrize("words", [(), ("--json",)], ids=["plain", "json"])
def test_case_45_no_name_within_a_file_can_write_on_the_terminal(
    words: tuple[str, ...], desk: Shell, made: Round
) -> None:
    odd = "\x1b]0;owned\x07\x1b[2J\u202e\nrecorded.xml"
    bad_part = packed(unpacked(made.filled()), entry(f"xl/{odd}", b"<x/>", declared=1))
    renamed = made.changed(lambda _, card: setattr(card, "title", "\u202eda\u2066"))
    folder = desk.folder.with_name("back")
    folder.mkdir()
    (folder / "part.xlsx").write_bytes(bad_part)
    (folder / "sheet.xlsx").write_bytes(replaced(renamed, SHEET, b"<v>4</v>", b"<v>9</v>"))
    with zipfile.ZipFile(folder / "cards.zip", "w") as archive:
        archive.writestr(f"{odd}.xlsx", b"nothing")

    result = desk("scorecard", "import", str(folder), *words)

    assert result.exit_code == 3
    for sign in ("\x1b", "\x07", "\u202e", "\u2066", "\nrecorded.xml"):
        assert sign not in result.output
    assert "part.xlsx" in result.output


@pytest.mark.parametrize("stage", ["debrief", "offer", "rejected"])
def test_case_46_a_card_that_comes_after_the_debrief_began_needs_a_word(
    stage: str, desk: Shell, made: Round
) -> None:
    with acting(desk) as act:
        bring_to(act, "A-1", stage)

    handed = hand_in(desk, {"card.xlsx": made.filled(), GOOD: made.filled("S-3")})

    assert (handed.code, handed.files[GOOD]["state"]) == (3, "recorded")
    [problem] = handed.files["card.xlsx"]["problems"]
    assert "A-1" in problem["what"]
    assert stage in problem["what"]
    assert "--reopen" in problem["fix"]
    assert on_record(desk, "S-1") == ()

    reopened = hand_in(desk, {"card.xlsx": made.filled()}, "--reopen")
    assert reopened.files["card.xlsx"]["state"] == "recorded"
    assert on_record(desk, "S-1") == (as_typed(),)


def test_case_46_what_is_on_record_is_unchanged_after_the_debrief_began(
    desk: Shell, made: Round
) -> None:
    hand_in(desk, {"card.xlsx": made.filled()})
    with acting(desk) as act:
        bring_to(act, "A-1", "debrief")

    same = hand_in(desk, {"card.xlsx": made.filled()})
    other = hand_in(desk, {"card.xlsx": made.filled(coding=(1, "On reflection, not at all."))})

    assert (same.code, same.files["card.xlsx"]["state"]) == (0, "unchanged")
    assert (other.code, other.files["card.xlsx"]["state"]) == (3, "refused")
    assert on_record(desk, "S-1") == (as_typed(),)


def test_case_46_a_card_for_a_closed_job_needs_a_word(desk: Shell, made: Round) -> None:
    with acting(desk) as act:
        for application in ("A-1", "A-2"):
            a_decision(act, application, "reject")
    desk.ok("job", "close", "ML-1", "--because", "The position is filled.")

    handed = hand_in(desk, {"card.xlsx": made.filled()})

    assert handed.code == 3
    told = " ".join(f"{one['what']} {one['fix']}" for one in handed.files["card.xlsx"]["problems"])
    assert "closed" in told
    assert "--reopen" in told
    reopened = hand_in(desk, {"card.xlsx": made.filled()}, "--reopen")
    assert reopened.files["card.xlsx"]["state"] == "recorded"


@cases(47)
def test_case_47_translated_heads_are_asked_back_in_words_we_read(case: Case, desk: Shell) -> None:
    judge(case, desk)


def test_case_47_a_translated_card_still_shows_its_keys(made: Round) -> None:
    """The keys are what nobody translates, so that the card can be mended and read."""
    (case, _) = of(47)

    _, reference = reference_in(bytes_of(case))
    assert reference == reference_in(made.sent["S-1"])[1]


@cases(48)
def test_case_48_a_reader_that_dies_takes_no_other_card_with_it(case: Case, desk: Shell) -> None:
    judge(case, desk)


def test_case_48_a_reader_that_is_stopped_refuses_its_card_alone(
    desk: Shell, made: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"card.xls": as_xls(made.filled()), GOOD: made.filled("S-2")}
    with monkeypatch.context() as impatient:
        impatient.setattr(old_excel, "SECONDS", 0)
        stopped = hand_in(desk, files)

    assert (stopped.code, stopped.files[GOOD]["state"]) == (3, "recorded")
    [problem] = stopped.files["card.xls"]["problems"]
    assert "could not be read" in problem["what"]
    assert "save it as Excel Workbook (.xlsx)" in problem["fix"]
    assert on_record(desk, "S-1") == ()
    assert hand_in(desk, files).files["card.xls"]["state"] == "recorded"
    assert on_record(desk, "S-1") == (as_typed(),)


def test_a_folder_of_spoiled_cards_changes_nothing_and_tells_no_names(
    desk: Shell, made: Round
) -> None:
    hand_in(desk, {GOOD: made.filled("S-2")})
    before = everything(desk)

    files = {f"{place}-{case.file}": bytes_of(case) for place, case in enumerate(REFUSED)}
    handed = hand_in(desk, files)

    assert handed.code == 3
    assert {name for name, one in handed.files.items() if one["state"] != "refused"} == {GOOD}
    assert handed.files[GOOD]["state"] == "unchanged"
    after = everything(desk)
    assert {table for table in after if after[table] != before[table]} <= {"arrivals"}
    for person in ("Ada", "Ben Example", "Bo Sample", "Cy Sample", "example.org"):
        assert person not in handed.printed
