"""Where scorecards stand, on the command line; and checking a card without any workspace."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from hiring import languages
from hiring.cli import main
from tests.cli.desk import acting, everything, log, read_json, refused, rehearses
from tests.cli.test_scorecards import RATED, filled, planned, sent
from tests.documents.cards import fill
from tests.factories import an_interview, bring_to

if TYPE_CHECKING:
    from tests.conftest import Shell


def arranged(shell: Shell, at: datetime, *people: str, application: str = "A-1") -> None:
    with acting(shell) as act:
        an_interview(act, application, people=people or ("Bo Sample",), at=at)


def gone_by(**ago: int) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) - timedelta(**ago)


def test_the_exit_code_is_1_while_a_card_is_late_and_0_once_it_came(
    desk: Shell, tmp_path: Path
) -> None:
    arranged(desk, gone_by(days=3))
    (card,) = sent(desk, tmp_path)

    late = desk("scorecard", "status")

    assert late.exit_code == 1
    assert late.stdout.splitlines()[1].split()[-1] == "late"
    assert desk("scorecard", "status", "--late").exit_code == 1
    desk.ok("scorecard", "import", str(filled(card)))
    assert "recorded" in desk.ok("scorecard", "status")
    assert desk.ok("scorecard", "status", "--late") == ""
    assert desk.ok("scorecard", "status", "--open") == ""


def test_due_hours_of_the_settings_decide_what_is_late(desk: Shell) -> None:
    arranged(desk, gone_by(hours=10))
    assert desk("scorecard", "status").exit_code == 0

    settings = desk.folder / "hiring.toml"
    settings.write_text(settings.read_text().replace("# due_hours = 24 ", "due_hours = 1 "))

    assert desk("scorecard", "status").exit_code == 1


def test_a_status_in_json_tells_of_each_interviewer(desk: Shell, tmp_path: Path) -> None:
    planned(desk, "Bo Sample", "Cy Sample")
    bo, _ = sent(desk, tmp_path)
    assert desk("scorecard", "import", str(filled(bo, coding=(9, "Nice.")))).exit_code == 3

    one, other = read_json(desk, "scorecard", "status", "ML-1")

    assert (one["interviewer"], one["state"], one["faults"]) == ("Bo Sample", "opened", 1)
    assert (other["interviewer"], other["state"], other["late"]) == ("Cy Sample", "sent", False)
    assert "1 to mend" in desk.ok("scorecard", "status", "A-1")


def test_a_card_can_be_looked_at_with_its_evidence_and_its_history(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)
    desk.ok("scorecard", "import", str(filled(card, coding=(2, "Slow."))))
    desk.ok("scorecard", "import", str(filled(card, coding=(4, "Fast after all."))))

    page = desk.ok("scorecard", "show", "S-1")

    assert "Coding: 4\n  Fast after all.\n" in page
    assert "version      2 of 2\n" in page
    assert page.count("came 2") == 2
    assert "Coding: 2\n  Slow.\n" in desk.ok("scorecard", "show", "s-1", "--version", "1")
    assert read_json(desk, "scorecard", "show", "S-1")["shown"] == 2


def test_a_corrected_card_shows_what_it_says_otherwise(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)
    desk.ok("scorecard", "import", str(filled(card, coding=(2, "Slow."))))
    newer = filled(card, coding=(4, "Fast " * 40))

    rehearsed = desk("scorecard", "import", str(newer), "--dry-run").stdout
    said = desk.ok("scorecard", "import", str(newer))

    assert rehearsed == said
    assert (
        "  note: replaces version 1, which is kept\n  Coding: 2 -> 4\n  Coding, evidence:\n" in said
    )
    assert "    - Slow.\n    + Fast Fast" in said
    assert max(map(len, said.splitlines()[2:])) < 100


def test_the_very_file_of_a_rating_can_be_written_again(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)
    back = filled(card)
    desk.ok("scorecard", "import", str(back))
    copy = tmp_path / "original.bin"

    result = desk("scorecard", "original", "S-1", "-o", str(copy))

    assert copy.read_bytes() == back.read_bytes()
    assert result.stderr == "(it is a .xlsx file)\n"
    copy.write_bytes(b"other")
    assert "is there with other content" in refused(
        desk, "scorecard", "original", "S-1", "-o", str(copy)
    )
    desk.ok("scorecard", "original", "S-1", "-o", str(copy), "--force")
    assert copy.read_bytes() == back.read_bytes()


def test_a_new_key_is_made_only_when_that_is_confirmed(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)
    before = everything(desk)

    assert desk("scorecard", "rotate-key", input="n\n").exit_code == 1
    assert everything(desk) == before
    desk.ok("scorecard", "rotate-key", "--yes")

    assert log(desk)[-1] == "card key rotated"
    assert "1 recorded" in desk.ok("scorecard", "import", str(filled(card)))


def test_a_blind_card_in_german_shows_the_code_alone_and_comes_back(
    desk: Shell, tmp_path: Path
) -> None:
    from hiring.documents.filling import fill as fill_in

    planned(desk)
    (card,) = sent(desk, tmp_path, "A-1", "--blind", "--language", "de")
    with zipfile.ZipFile(card) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Ada" not in parts
    assert b"Bewertungsbogen: C-1" in parts

    card.write_bytes(fill_in(card.read_bytes(), RATED, overall="strong_yes"))
    desk.ok("scorecard", "import", str(card))

    assert read_json(desk, "scorecard", "show", "S-1")["overall"] == "strong_yes"


def test_a_language_that_nobody_wrote_is_refused_with_those_there_are(desk: Shell) -> None:
    planned(desk)

    assert 'there is no language "fr"; there is en, de' in refused(
        desk, "scorecard", "export", "A-1", "-o", "out", "--language", "fr"
    )


def test_settings_choose_language_paper_and_blindness(desk: Shell, tmp_path: Path) -> None:
    settings = desk.folder / "hiring.toml"
    text = settings.read_text().replace("[scorecard]", '[scorecard]\nlanguage = "de"\nblind = true')
    settings.write_text(text.replace("[mail]", 'paper = "letter"\n[mail]'))
    planned(desk)
    (card,) = sent(desk, tmp_path)

    with zipfile.ZipFile(card) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert "Bewertungsbogen: C-1" in sheet
    assert 'paperSize="1"' in sheet
    (named,) = sent(desk, tmp_path / "named", "I-1", "--named", "--language", "en")
    assert b"Ada Example" in zipfile.ZipFile(named).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("language = 3", "scorecard.language is not right: 3. Fix: write a language"),
        ('paper = "A5"', "scorecard.paper is not right: 'A5'. Fix: write one of A4, letter"),
        ("blind = 1", "scorecard.blind is not right: 1. Fix: write true or false"),
        ("due_hours = 0", "scorecard.due_hours is not right: 0. Fix: write a number of hours"),
        ("due_hours = true", "scorecard.due_hours is not right: True"),
        ("colour = 1", "scorecard.colour is not a setting. Fix: one of language, paper, blind"),
    ],
)
def test_a_setting_of_cards_that_is_wrong_is_named(desk: Shell, line: str, said: str) -> None:
    settings = desk.folder / "hiring.toml"
    settings.write_text(settings.read_text().replace("[scorecard]", f"[scorecard]\n{line}"))

    result = desk("scorecard", "status")

    assert result.exit_code == 3
    assert said in result.stderr


def test_a_sender_must_be_a_name_with_an_address(desk: Shell) -> None:
    settings = desk.folder / "hiring.toml"
    settings.write_text(settings.read_text().replace("[mail]", '[mail]\nsender = "Rita"'))

    assert "mail.sender is not right: 'Rita'" in desk("scorecard", "status").stderr


def with_sender(shell: Shell) -> None:
    settings = shell.folder / "hiring.toml"
    line = '[mail]\nsender = "Rita Recruiter <rita@example.org>"'
    settings.write_text(settings.read_text().replace("[mail]", line))


def mails_in(folder: Path) -> list[Any]:
    return [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"))
    ]


def test_each_interviewer_gets_one_draft_and_never_a_second_one_unasked(
    desk: Shell, tmp_path: Path
) -> None:
    with_sender(desk)
    arranged(desk, gone_by(hours=1), "Bo Sample", "Cy Sample")
    arranged(desk, gone_by(hours=2), "Bo Sample", application="A-2")
    outbox = tmp_path / "outbox"

    desk.ok("scorecard", "export", "--due", "--mail", str(outbox))

    bo, cy = mails_in(outbox)
    assert [len(list(mail.iter_attachments())) for mail in (bo, cy)] == [2, 1]
    assert bo["From"] == "Rita Recruiter <rita@example.org>"
    listed = read_json(desk, "scorecard", "drafts")
    assert sorted(line["card"] for line in listed) == ["S-1", "S-2", "S-3"]
    assert {line["state"] for line in read_json(desk, "scorecard", "status")} <= {"missing", "sent"}

    again = desk("scorecard", "export", "--due", "--mail", str(outbox))
    assert again.exit_code == 0
    assert "left out, since they had their mail: S-1, S-2, S-3" in again.stderr
    desk.ok("scorecard", "export", "--due", "--mail", str(outbox), "--again")
    assert len(mails_in(outbox)) == 2
    assert len(read_json(desk, "scorecard", "drafts")) == 6
    table = desk("scorecard", "drafts", "--limit", "1")
    assert "Bo Sample <bo@example.org>" in table.stdout or "Cy Sample" in table.stdout


def test_a_draft_that_would_write_over_another_file_is_left_out(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk)
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    (outbox / "bo-sample_S-1.eml").write_text("mine")

    result = desk("scorecard", "export", "A-1", "--mail", str(outbox), "--json")

    assert result.exit_code == 1
    assert "was left as it is" in result.stderr
    assert json.loads(result.stdout) == []
    assert read_json(desk, "scorecard", "drafts") == []


def test_cards_and_mails_can_be_written_at_once(desk: Shell, tmp_path: Path) -> None:
    planned(desk)

    words = ("A-1", "-o", str(tmp_path / "cards"), "--mail", str(tmp_path / "outbox"))
    said = desk.ok("scorecard", "export", *words)

    assert len(said.splitlines()) == 2
    assert log(desk).count("mail drafted: card") == 1


def test_no_interviewer_is_asked_to_mend_what_only_the_recruiter_can(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)
    back = filled(card)
    with acting(desk) as act:
        bring_to(act, "A-1", "debrief")

    result = desk("scorecard", "import", str(back), "--reply", str(tmp_path / "outbox"))

    assert result.exit_code == 3
    assert not (tmp_path / "outbox").exists()


def test_an_interviewer_with_a_draft_and_a_refused_card_can_be_taken_off(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk, "Bo Sample", "Cy Sample")
    desk.ok("scorecard", "export", "A-1", "--mail", str(tmp_path / "outbox"))
    bo, _ = sent(desk, tmp_path / "cards")
    assert desk("scorecard", "import", str(filled(bo, coding=("4 or 5", "")))).exit_code == 3

    desk.ok("interview", "assign", "I-1", "--remove", "bo@example.org")

    assert [line["card"] for line in read_json(desk, "scorecard", "status")] == ["S-2"]


@pytest.mark.parametrize("code", ["S-99", "I-99", "C-99", "A-99", "ML-99"])
def test_the_status_of_what_is_not_there_is_refused(desk: Shell, code: str) -> None:
    assert "there is no" in refused(desk, "scorecard", "status", code)


def test_a_card_in_a_companys_own_language_is_checked_by_its_own_words(
    desk: Shell, tmp_path: Path
) -> None:
    from hiring.documents.filling import fill as fill_in

    english = (Path(languages.__file__).parent / "en.toml").read_text("utf-8")
    french = english
    for word, own in (
        ('rating = "Rating"', 'rating = "Note"'),
        ('evidence = "Evidence"', 'evidence = "Faits"'),
        ('competency = "Competency"', 'competency = "Aptitude"'),
        ('reference = "Reference"', 'reference = "Renvoi"'),
        ('last = "Last of all"', 'last = "Pour finir"'),
        ('recommendation = "Overall recommendation"', 'recommendation = "Avis global"'),
        ('not_assessed = "not assessed"', 'not_assessed = "pas vu"'),
        ('strong_yes = "strong yes"', 'strong_yes = "oui franc"'),
        ('tag = "en"', 'tag = "fr"'),
    ):
        assert word in french
        french = french.replace(word, own)
    folder = desk.folder / "languages"
    folder.mkdir()
    (folder / "fr.toml").write_text(french, "utf-8")
    planned(desk)
    (card,) = sent(desk, tmp_path, "A-1", "--language", "fr")
    card.write_bytes(fill_in(card.read_bytes(), RATED, overall="strong_yes"))

    assert check(str(card)).stdout.startswith(f"ready      {card}  4 competencies, strong yes")
    assert "1 recorded" in desk.ok("scorecard", "import", str(card))


def test_a_reply_is_drafted_for_each_refused_card(desk: Shell, tmp_path: Path) -> None:
    planned(desk, "Bo Sample", "Cy Sample")
    bo, cy = sent(desk, tmp_path)
    bad = filled(cy, coding=(9, "Nice."))
    (tmp_path / "odd.xlsx").write_bytes(b"%PDF-1.7")
    words = (str(filled(bo)), str(bad), str(tmp_path / "odd.xlsx"))
    outbox = tmp_path / "outbox"

    assert desk("scorecard", "import", *words, "--reply", str(outbox), "--dry-run").exit_code == 3
    assert not outbox.exists()
    result = desk("scorecard", "import", *words, "--reply", str(outbox))

    assert result.exit_code == 3
    known, unknown = mails_in(outbox)
    assert known["To"] == "Cy Sample <cy@example.org>"
    assert "Scorecard!G7" in known.get_content()
    assert unknown["To"] is None
    assert [line["kind"] for line in read_json(desk, "scorecard", "drafts")] == ["reply"]


def test_cards_come_back_in_a_zip_a_folder_and_a_mail(desk: Shell, tmp_path: Path) -> None:
    planned(desk, "Bo Sample", "Cy Sample", "Di Sample")
    bo, cy, di = (filled(card) for card in sent(desk, tmp_path / "out"))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with zipfile.ZipFile(inbox / "cards.zip", "w") as archive:
        archive.write(bo, "bo/card.xlsx")
    (inbox / "notes.txt").write_text("not a card")
    cy.rename(inbox / cy.name)
    desk.ok("scorecard", "export", "A-1", "--mail", str(tmp_path / "outbox"))
    (draft,) = list((tmp_path / "outbox").glob("di-*"))
    mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
    attached = next(mail.iter_attachments())
    attached.set_content(
        di.read_bytes(), maintype="application", subtype="octet-stream", filename="card.xlsx"
    )
    (inbox / "answer.eml").write_bytes(mail.as_bytes())

    result = desk("scorecard", "import", str(inbox))

    assert "3 recorded, 0 unchanged, 0 refused" in result.stdout
    assert "cards.zip: bo/card.xlsx  S-1 of A-1" in result.stdout
    assert "answer.eml: card.xlsx  S-3 of A-1" in result.stdout
    assert ".txt" in result.stderr


def test_after_the_debrief_began_a_card_is_taken_only_with_reopen(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)
    with acting(desk) as act:
        bring_to(act, "A-1", "debrief")

    late = desk("scorecard", "import", str(filled(card)))

    assert late.exit_code == 3
    assert "A-1 is in debrief" in late.stderr
    assert "--reopen" in late.stderr
    assert "1 recorded" in desk.ok("scorecard", "import", str(filled(card)), "--reopen")
    assert "scorecard taken late" in log(desk)


def check(*words: str) -> Any:
    return CliRunner().invoke(main, ["scorecard", "check", *words], catch_exceptions=False)


def test_a_card_is_checked_where_there_is_no_workspace(
    desk: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)
    back = filled(card, coding=(3, ""))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    result = check(str(back))
    empty = check(str(card))

    assert (result.exit_code, empty.exit_code) == (0, 3)
    assert result.stdout.startswith(f"ready      {back}  4 competencies, yes\n  note: Scorecard!H7")
    assert "not ready" in empty.stderr
    assert "  Scorecard!G7: Coding is not filled in. Fix: rate it, or choose" in empty.stderr
    told = json.loads(check(str(back), str(card), "--json").stdout)
    assert [one["ready"] for one in told] == [True, False]


def test_a_card_that_lost_its_hidden_sheet_and_its_keys_is_still_checked(
    desk: Shell, tmp_path: Path
) -> None:
    import io

    import openpyxl

    planned(desk)
    (card,) = sent(desk, tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(filled(card).read_bytes()), rich_text=True)
    del book["_hiring"]
    book["Scorecard"].delete_cols(1)
    lost = tmp_path / "lost.xlsx"
    book.save(lost)

    result = check(str(lost))

    assert result.exit_code == 0, result.output
    assert "the hidden keys are gone" in result.stdout


def test_a_check_names_what_is_no_card_and_what_mixes_two(desk: Shell, tmp_path: Path) -> None:
    planned(desk, "Bo Sample", "Cy Sample")
    bo, cy = sent(desk, tmp_path)
    (tmp_path / "text.xlsx").write_text("hello")
    changed = fill(bo.read_bytes(), RATED, overall="yes")
    mixed = tmp_path / "mixed.xlsx"
    with zipfile.ZipFile(bo) as one, zipfile.ZipFile(cy) as other:
        hidden = {name: other.read(name) for name in ("xl/worksheets/sheet3.xml",)}
        with zipfile.ZipFile(mixed, "w") as made:
            for name in one.namelist():
                made.writestr(name, hidden.get(name, one.read(name)))
    assert changed

    result = check(str(tmp_path / "text.xlsx"), str(mixed), "nope.xlsx")

    assert result.exit_code == 3
    assert "it mixes different cards" in result.stderr
    assert "there is no such file" in result.stderr
    assert result.stderr.count("not ready") == 3
    assert check(str(tmp_path / "empty-folder-that-is-not")).exit_code == 3


def test_an_empty_folder_has_no_card_to_check(tmp_path: Path) -> None:
    result = check(str(tmp_path))

    assert (result.exit_code, result.stderr) == (
        1,
        "there is no file to read in what was named\n",
    )


def test_a_check_says_what_it_left_out(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)
    (card.parent / "photo.jpg").write_bytes(b"a picture")

    said = check(str(card.parent)).stderr

    assert "3 files that are no scorecard left out (hiring.db, hiring.toml, photo.jpg)" in said


def test_a_file_is_kept_as_what_it_is_however_it_was_named(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)
    misnamed = filled(card).rename(tmp_path / "card.ods")
    desk.ok("scorecard", "import", str(misnamed))

    result = desk("scorecard", "original", "S-1", "-o", str(tmp_path / "again.ods"))

    assert result.stderr == "(it is a .xlsx file)\n"


def test_an_import_can_be_rehearsed(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    (card,) = sent(desk, tmp_path)

    assert "1 recorded" in rehearses(desk, "scorecard", "import", str(filled(card)))
