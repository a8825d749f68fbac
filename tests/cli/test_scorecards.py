"""Scorecards on the command line: out to interviewers, and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from hiring.exchange import taking
from tests.cli.desk import acting, everything, log, read_json, refused
from tests.documents.cards import fill
from tests.factories import ALL, a_recorded_card, an_application, an_interview

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

RATED = dict.fromkeys(ALL, (3, "Showed it on the board."))


def planned(shell: Shell, *people: str, application: str = "A-1", step: str = "panel") -> None:
    with acting(shell) as act:
        an_interview(act, application, step=step, people=people or ("Bo Sample",))


def sent(shell: Shell, folder: Path, *words: str) -> list[Path]:
    shell.ok("scorecard", "export", *(words or ("A-1",)), "-o", str(folder))
    return sorted(folder.glob("*.xlsx"))


def filled(card: Path, **changes: tuple[object, str]) -> Path:
    ratings = RATED | {key.replace("_", "-"): value for key, value in changes.items()}
    back = card.with_name(f"filled-{card.name}")
    back.write_bytes(fill(card.read_bytes(), ratings, overall="yes", note="Would work with them."))
    return back


def test_every_interviewer_gets_a_card(shell: Shell, tmp_path: Path) -> None:
    with acting(shell) as act:
        an_application(act)
    planned(shell, "Bo Sample", "Cy Sample")

    result = shell("scorecard", "export", "A-1", "-o", str(tmp_path / "cards"))

    assert (result.exit_code, result.stderr) == (0, "")
    bo, cy = sorted((tmp_path / "cards").iterdir())
    assert result.stdout == f"written  {bo}  for Bo Sample\nwritten  {cy}  for Cy Sample\n"
    assert bo.name == "ML-1_C-1_panel_bo-sample_S-1.xlsx"
    assert log(shell)[-2:] == ["scorecard sent"] * 2
    [line] = read_json(shell, "interview", "list")
    assert [card["state"] for card in line["cards"]] == ["sent", "sent"]


def test_an_export_can_answer_in_json_and_is_the_same_again(desk: Shell, tmp_path: Path) -> None:
    planned(desk)

    [first] = read_json(desk, "scorecard", "export", "I-1", "-o", str(tmp_path))
    [again] = read_json(desk, "scorecard", "export", "I-1", "-o", str(tmp_path))

    assert first == {
        "card": "S-1",
        "interview": "I-1",
        "interviewer": "Bo Sample",
        "file": str(tmp_path / "ML-1_C-1_panel_bo-sample_S-1.xlsx"),
        "state": "written",
    }
    assert again == first | {"state": "unchanged"}


def test_cards_go_out_by_job_or_when_due(desk: Shell, tmp_path: Path) -> None:
    soon, later = (datetime.now(UTC) + timedelta(days=days) for days in (1, 60))
    with acting(desk) as act:
        an_interview(act, "A-1", at=soon)
        an_interview(act, "A-2", at=later)

    def cards(*words: str) -> list[str]:
        words = ("scorecard", "export", *words, "-o", str(tmp_path))
        return [one["card"] for one in read_json(desk, *words)]

    assert cards("--job", "ml-1") == ["S-1", "S-2"]
    assert cards("--due") == ["S-1"]
    assert cards("--due", "--job", "ML-1", "A-2") == ["S-1", "S-2"]


def test_a_time_is_written_in_the_workspace_s_zone(desk: Shell, tmp_path: Path) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1", at=datetime(2026, 3, 2, 13, 0, tzinfo=UTC))
    [here] = sent(desk, tmp_path / "utc")
    (desk.folder / "hiring.toml").write_text(
        'company = "Example GmbH"\ntime_zone = "Europe/Berlin"\n'
    )

    [there] = sent(desk, tmp_path / "berlin")

    assert here.read_bytes() != there.read_bytes()


def test_a_filled_card_is_never_written_over_unasked(desk: Shell, tmp_path: Path) -> None:
    planned(desk, "Bo Sample", "Cy Sample")
    bo, cy = sent(desk, tmp_path)
    mine = filled(bo).read_bytes()
    bo.write_bytes(mine)
    cy.unlink()

    for extra in ((), ("--json",)):
        result = desk("scorecard", "export", "A-1", "-o", str(tmp_path), *extra)

        assert result.exit_code == 1
        assert str(cy) in result.stdout
        assert result.stderr == (
            f"Error: {bo} is there with other content, and was left as it is. "
            "Fix: if it is filled in, import it; --force writes over it\n"
        )
        assert bo.read_bytes() == mine
    desk.ok("scorecard", "export", "A-1", "-o", str(tmp_path), "--force")
    assert bo.read_bytes() != mine


def test_recorded_cards_are_left_out_unless_their_interview_is_named(
    desk: Shell, tmp_path: Path
) -> None:
    with acting(desk) as act:
        a_recorded_card(act, "A-1", dict.fromkeys(ALL, 3))
    folder = str(tmp_path / "cards")

    result = desk("scorecard", "export", "A-1", "-o", folder)

    assert (result.exit_code, result.stdout) == (0, "")
    assert "left out, since they are recorded: S-1 (name the interview" in result.stderr
    assert "no card to write: hiring interview list" in result.stderr
    assert not (tmp_path / "cards").exists()
    assert "written" in desk.ok("scorecard", "export", "I-1", "-o", folder)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "nothing is named. Fix: name APP or INTERVIEW, --job or --due"),
        (("A-9",), 1, "there is no application 'A-9'"),
        (("I-9",), 1, "there is no interview 'I-9'"),
        (("Ada",), 1, "it could be: C-1"),
        (("--job", "NOPE"), 1, "there is no job 'NOPE'"),
        (("A-1", "I-2"), 1, "I-2 is cancelled"),
    ],
)
def test_an_export_of_nothing_is_refused(
    desk: Shell, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    planned(desk)
    planned(desk, "Cy Sample")
    desk.ok("interview", "cancel", "I-2", "--because", "x")

    folder = tmp_path / "cards"
    assert said in refused(desk, "scorecard", "export", *words, "-o", str(folder), code=code)
    assert not folder.exists()


def test_an_export_needs_a_folder(desk: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    planned(desk)

    said = refused(desk, "scorecard", "export", "A-1", code=2)
    assert "no folder is named. Fix: add -o DIR, --mail DIR, or both" in said
    for place, code in (("file", 2), ("file/deeper", 1)):
        words = ("scorecard", "export", "A-1", "-o", str(tmp_path / place))
        assert "file" in refused(desk, *words, code=code)


def test_a_filled_card_is_recorded_and_the_same_again_changes_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    with acting(shell) as act:
        an_application(act)
    planned(shell)
    [card] = sent(shell, tmp_path)
    back = filled(card)

    first = shell("scorecard", "import", str(back))
    before = everything(shell)
    again = shell("scorecard", "import", str(back))

    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == (
        f"recorded  {back}  S-1 of A-1, version 1\n1 recorded, 0 unchanged, 0 refused\n"
    )
    assert again.exit_code == 0
    assert again.stdout.endswith("0 recorded, 1 unchanged, 0 refused\n")
    assert everything(shell) == before


def test_a_corrected_card_replaces_the_earlier_one_and_keeps_it(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk)
    [card] = sent(desk, tmp_path)
    desk.ok("scorecard", "import", str(filled(card)))

    said = desk.ok("scorecard", "import", str(filled(card, coding=(2, "On reflection."))))

    assert "version 2\n  note: replaces version 1, which is kept\n" in said
    assert log(desk)[-1] == "scorecard corrected"


def test_a_rating_without_evidence_is_kept_and_flagged(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    [card] = sent(desk, tmp_path)

    said = desk.ok("scorecard", "import", str(filled(card, coding=(4, ""))))

    assert "Coding is rated 4 without evidence; it is kept and does not count" in said


def test_one_bad_file_among_good_ones_is_refused_alone(desk: Shell, tmp_path: Path) -> None:
    planned(desk, "Bo Sample", "Cy Sample", "Di Sample")
    bo, cy, di = sent(desk, tmp_path)
    bad = filled(cy, coding=("good", "Nice."), communication=(9, "Loud."))
    words = ("scorecard", "import", str(filled(bo)), str(bad), str(filled(di)))

    result = desk(*words)

    assert result.exit_code == 3
    assert result.stdout.endswith("2 recorded, 0 unchanged, 1 refused\n")
    assert result.stderr.startswith(f"refused   {bad}  S-2 of A-1\n")
    assert 'Fix: choose 1 to 4 or "not assessed" from the list' in result.stderr
    assert result.stderr.count("\n  Scorecard!") == 2
    [line] = read_json(desk, "interview", "list")
    assert [one["state"] for one in line["cards"]] == ["recorded", "sent", "recorded"]


def fail_at(shell: Shell, card: str) -> None:
    """Make the database itself fail when this card is put on record."""
    with acting(shell) as act:
        act.connection.exec_driver_sql(
            "CREATE TRIGGER fails BEFORE INSERT ON events "
            f"WHEN NEW.what = 'scorecard recorded' AND NEW.subject = '{card}' "
            "BEGIN SELECT abs(-9223372036854775807 - 1); END"
        )


def test_a_database_that_fails_midway_does_not_hide_what_was_recorded(
    desk: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MOST_AT_ONCE", 2)
    planned(desk, "Bo Sample", "Cy Sample", "Di Sample")
    bo, cy, di = (filled(card) for card in sent(desk, tmp_path))
    fail_at(desk, "S-2")

    result = desk("scorecard", "import", str(bo), "nope.xlsx", str(cy), str(di))

    assert result.exit_code == 4
    assert result.stdout == (
        f"recorded  {bo}  S-1 of A-1, version 1\n1 recorded, 0 unchanged, 1 refused\n"
    )
    assert "refused   nope.xlsx\n" in result.stderr
    stopped, error = result.stderr.splitlines()[-2:]
    assert stopped == "stopped after 2 files; the same command again does the rest"
    assert error.startswith("Error: the database said: integer overflow. Fix: ")
    [line] = read_json(desk, "interview", "list")
    assert [one["state"] for one in line["cards"]] == ["recorded", "sent", "sent"]


def test_a_database_that_fails_midway_leaves_the_json_whole(
    desk: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MOST_AT_ONCE", 1)
    planned(desk, "Bo Sample", "Cy Sample")
    bo, cy = (filled(card) for card in sent(desk, tmp_path))
    fail_at(desk, "S-2")

    result = desk("scorecard", "import", str(bo), str(cy), "--json")

    assert result.exit_code == 4
    assert [(one["card"], one["state"]) for one in json.loads(result.stdout)] == [
        ("S-1", "recorded")
    ]
    assert "stopped after 1 files; the same command again does the rest\n" in result.stderr
    assert "Error: the database said: integer overflow" in result.stderr


def test_a_database_that_fails_at_the_first_file_leaves_nothing_to_tell(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk)
    [back] = (filled(card) for card in sent(desk, tmp_path))
    fail_at(desk, "S-1")

    for extra in ((), ("--json",)):
        said = refused(desk, "scorecard", "import", str(back), *extra, code=4)

        assert said.startswith("Error: the database said: integer overflow. Fix: ")


def test_an_import_in_json_names_every_file_and_problem(desk: Shell, tmp_path: Path) -> None:
    planned(desk, "Bo Sample", "Cy Sample")
    bo, cy = sent(desk, tmp_path)

    spoilt = filled(cy, **dict.fromkeys(RATED, ("good", "Seen.")))
    result = desk("scorecard", "import", str(filled(bo)), str(spoilt), "nope.xlsx", "--json")

    assert result.exit_code == 3
    good, bad, missing = json.loads(result.stdout)
    assert (good["state"], good["card"], good["version"]) == ("recorded", "S-1", 1)
    assert (bad["state"], bad["card"]) == ("refused", "S-2")
    assert len(bad["problems"]) == len(RATED)
    assert set(bad["problems"][0]) == {"what", "where", "fix"}
    assert missing["problems"] == [
        {"what": "there is no such file", "where": "nope.xlsx", "fix": "name an .xlsx file"}
    ]


def test_a_rehearsed_import_says_the_same_and_changes_nothing(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    back = filled(sent(desk, tmp_path)[0])
    before = everything(desk)

    result = desk("scorecard", "import", str(back), "--dry-run")

    assert result.exit_code == 0
    assert result.stdout.endswith("1 recorded, 0 unchanged, 0 refused\n")
    assert result.stderr == "(a dry run: nothing was changed)\n"
    assert everything(desk) == before


def test_a_half_filled_card_is_taken_only_when_asked(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    back = filled(sent(desk, tmp_path)[0], coding=(None, ""))

    refused_one = desk("scorecard", "import", str(back))
    taken = desk("scorecard", "import", str(back), "--allow-partial")

    assert refused_one.exit_code == 3
    assert "Coding is not filled in" in refused_one.stderr
    assert taken.exit_code == 0


def test_a_folder_is_read_without_what_computers_leave_in_it(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    folder = tmp_path / "back"
    (folder / "deeper").mkdir(parents=True)
    back = filled(sent(desk, tmp_path / "out")[0])
    back.rename(folder / "deeper" / back.name)
    for name in ("~$card.xlsx", ".~lock.card.xlsx#", ".DS_Store", "Thumbs.db", ".hidden"):
        (folder / name).write_text("x")

    said = desk.ok("scorecard", "import", str(folder))

    assert said.endswith("1 recorded, 0 unchanged, 0 refused\n")


def test_the_same_file_named_twice_is_read_once(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    back = str(filled(sent(desk, tmp_path)[0]))

    said = desk.ok("scorecard", "import", back, back)

    assert said.endswith("1 recorded, 0 unchanged, 0 refused\n")


def test_a_card_of_a_cancelled_interview_is_refused(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    back = filled(sent(desk, tmp_path)[0])
    desk.ok("interview", "cancel", "I-1", "--because", "ill")

    result = desk("scorecard", "import", str(back))

    assert result.exit_code == 3
    assert "its interview I-1 was cancelled" in result.stderr


def test_an_import_needs_a_file(desk: Shell) -> None:
    assert "Missing argument 'PATH...'" in refused(desk, "scorecard", "import", code=2)
