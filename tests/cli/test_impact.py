"""How groups fare, on the command line: from counts alone, and nothing of it kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import hiring
from hiring import VERSION
from hiring.cli import main
from hiring.cli.impact import TEMPLATE
from hiring.store.tables import metadata
from tests.cli.desk import acting, everything, read_json
from tests.documents.papers import list_texts
from tests.factories import an_application
from tests.write_commands import every_command

if TYPE_CHECKING:
    from tests.conftest import Shell

TEAL = (
    "attribute,stage,group,considered,selected\n"
    "race,written test,Black,48,26\nrace,written test,White,259,206\n"
    "race,promotion,Black,26,11\nrace,promotion,White,206,35\n"
)
# What no column of ours holds and no report infers, as parts of names.
OF_A_GROUP = re.compile(
    r"gender|\bsex\b|ethnic|\brace\b|racial|nationalit|religio|disab|veteran|marital|\bage\b"
    r"|birth|photo|pregnan|orientation|union_member|health"
)


def text_of(report: Path) -> str:
    return "\n".join(list_texts(report.read_bytes()))


def impact(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["impact", *words], input=text, catch_exceptions=False)


def test_c35_each_stage_and_the_whole_are_shown_with_rates_ratio_flag_and_chance() -> None:
    result = impact("-", text=TEAL)

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.startswith("RACE,")] == [
        "RACE, WRITTEN TEST",
        "RACE, PROMOTION",
        "RACE, OVERALL",
    ]
    assert lines[2].split() == [
        "Black",
        "48",
        "26",
        "54.2",
        "%",
        "40.3",
        "to",
        "67.4",
        "0.681",
        *("strong", "sign"),
    ]
    assert lines[6].split()[:6] == ["Black", "0.52", "to", "0.89", "under", "0.0004"]
    assert "Black: strong sign, review this stage now" in result.stdout
    assert "29 CFR 1607.4(D)" in " ".join(result.stdout.split())
    assert "as of 2026-11" in result.stdout
    assert lines[-1] == "This is not legal advice."
    assert max(map(len, lines)) <= 100


def test_c35_the_same_in_json_holds_every_figure() -> None:
    said = json.loads(impact("-", "--json", text=TEAL).stdout)

    assert [one["stage"] for one in said["stages"]] == ["written test", "promotion", "overall"]
    (compared,) = said["stages"][0]["comparisons"]
    assert (compared["group"], compared["against"]) == ("Black", "White")
    assert compared["impact_ratio"] == pytest.approx(0.681, abs=1e-4)
    assert compared["below_four_fifths"] is True
    assert compared["mid_p"] < compared["fisher_p"] < 0.05
    assert (compared["sign"], compared["z"] < -2) == ("strong sign", True)
    assert said["stages"][1]["comparisons"][0]["group"] == "White"
    assert said["note"].startswith("This is not legal advice.")
    assert {"name", "jurisdiction", "source", "date"} == set(said["rules"][0])


def test_c35_nothing_of_it_is_kept_in_the_workspace(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)
    before = everything(shell)
    files = {path: path.stat().st_mtime_ns for path in shell.folder.rglob("*.toml")}

    shell.ok("impact", "--template", str(shell.folder / "counts.csv"))
    said = shell.ok("impact", str(shell.folder / "counts.csv"))

    assert "two or more" in said
    assert everything(shell) == before
    assert {path: path.stat().st_mtime_ns for path in shell.folder.rglob("*.toml")} == files
    for path in shell.folder.rglob("*.db*"):
        assert b"two or more" not in path.read_bytes()


def test_c35_no_column_of_the_database_could_hold_a_group_of_a_person() -> None:
    names = [
        f"{table.name} {column.name}" for table in metadata.sorted_tables for column in table.c
    ]

    assert len(names) > 150
    assert [name for name in names if OF_A_GROUP.search(name)] == []


def test_c34_no_report_infers_or_takes_a_group_of_people(sqlite_shell: Shell) -> None:
    with acting(sqlite_shell) as act:
        an_application(act)
    reports = {
        words: (command, context)
        for words, command, context in every_command()
        if words.startswith("hiring report")
    }

    assert len(reports) >= 3
    for words, (command, context) in reports.items():
        said = f"{command.get_help(context)} {[one.name for one in command.params]}".casefold()
        assert not OF_A_GROUP.search(said), words
    for by in ("sex", "gender", "race", "age"):
        assert sqlite_shell("report", "funnel", "--by", by).exit_code == 2
    for name in ("funnel", "overrides"):
        said = json.dumps(read_json(sqlite_shell, "report", name)).casefold()
        assert not OF_A_GROUP.search(said)


def test_c34_no_figure_of_groups_reaches_what_records_or_advises() -> None:
    folder = Path(hiring.__path__[0])

    inside = [folder / name for name in ("workflow", "store", "exchange", "domain/scoring")]

    for part in inside:
        for path in part.rglob("*.py"):
            assert "domain.impact" not in path.read_text(encoding="utf-8"), path


def test_without_a_workspace_an_example_is_written_and_read(tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"

    made = impact("--template", str(file))
    read = impact(str(file))

    assert (made.exit_code, made.stdout) == (0, f"written  {file}\n")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") == TEMPLATE
    assert (read.exit_code, read.stderr) == (0, "")
    assert "group not known: 14 people, in no rate." in read.stdout
    assert "Too few to tell: add up several months" in read.stdout
    assert impact("--template", str(file)).stdout == f"unchanged  {file}\n"
    file.write_text("mine")
    assert impact("--template", str(file)).exit_code == 1
    assert impact("--template", str(file), "--force").exit_code == 0


def test_c38_a_word_report_names_the_version_that_made_it(tmp_path: Path) -> None:
    report = tmp_path / "report.docx"

    assert impact("-", "-o", str(report), text=TEAL).exit_code == 0

    assert f"Made by hiring {VERSION}." in text_of(report)


def test_a_word_report_says_the_same_and_is_private(tmp_path: Path) -> None:
    report = tmp_path / "report.docx"

    result = impact("-", "-o", str(report), text=TEAL)

    assert (result.exit_code, result.stderr) == (0, f"written  {report}\n")
    assert report.stat().st_mode & 0o777 == 0o600
    said = text_of(report)
    for words in (
        "Race, written test",
        "54.2 %",
        "Black: strong sign, review this stage now",
        "This is not legal advice.",
        "29 CFR 1607.4(D)",
    ):
        assert words in said


CITY = (
    "sex,race,applicants,selected\n"
    "female,Asian,150,60\nmale,Asian,140,70\nfemale,White,200,80\nmale,White,210,98\n"
    "female,other,3,1\nmale,other,6,2\nunknown,Asian,25,5\n"
)


def test_local_law_144_gets_sex_race_and_both_with_those_unknown(tmp_path: Path) -> None:
    result = impact("-", "--ll144", "--leave-out", "Other=9 people", text=CITY)

    assert (result.exit_code, result.stderr) == (0, "")
    said = result.stdout
    assert [line for line in said.splitlines() if line.isupper() and "," not in line][:1] == ["SEX"]
    assert "SEX AND RACE/ETHNICITY" in said
    assert "CATEGORY  APPLICANTS  SELECTED  SELECTION RATE  IMPACT RATIO" in said
    assert "other: 3 of 9, 33.3 %; left out of the ratios: 9 people." in said
    assert "group not known: 25 people, in no rate." in said
    assert "female, other: fewer than 5 people, not shown." in said
    assert "male, other: not shown, lest the number of a smaller group can be worked out." in said
    assert (
        "fewer than 30 people, too few to tell: other." in impact("-", "--ll144", text=CITY).stdout
    )
    report = tmp_path / "report.docx"
    assert impact("-", "--ll144", "-o", str(report), text=CITY).exit_code == 0
    assert "Selection rate" in text_of(report)


def test_local_law_144_is_told_where_both_together_are_missing(tmp_path: Path) -> None:
    report = tmp_path / "report.docx"

    result = impact(
        "-", "--ll144", "-o", str(report), text="sex,applicants,selected\nf,90,9\nm,90,9\n"
    )

    assert "give columns sex and" in " ".join(result.stdout.split())
    assert "give columns sex and" in text_of(report)


def test_scores_are_shown_with_their_median(tmp_path: Path) -> None:
    rows = "".join(f"{'fm'[n % 2]},{n}\n" for n in range(80))
    report = tmp_path / "report.docx"

    plain = impact("-", "-o", str(report), text=f"group,score\n{rows}")
    city = impact("-", "--ll144", text=f"group,score\n{rows}")

    for one in (plain, city):
        assert "median of all scores: 39.5" in one.stdout
        assert "ABOVE MEDIAN" in one.stdout
    assert "SCORING RATE" in city.stdout
    assert "Median of all scores: 39.5" in text_of(report)
    assert json.loads(impact("-", "--json", text=f"group,score\n{rows}").stdout)["medians"] == {
        "": 39.5
    }


def test_availability_is_set_against_those_who_were_selected() -> None:
    text = "group,considered,selected,availability\nBlack,100,15,5.7%\nother,400,390,\n"

    said = " ".join(impact("-", text=text).stdout.split())

    assert (
        "Black: 15 of the 405 selected; a share of 5.7 % would bring 23.1, which is 1.7 standard"
        " deviations from it." in said
    )


def test_what_surprises_is_said_beside_the_figures() -> None:
    text = "stage,group,considered,selected,x\na,w,50,9,\na,m,50,9,\nb,w,10,1,\nb,m,9,1,\n"

    result = impact("-", text=text)

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "standard input: not read: x",
        "standard input: w: b considered more people than a selected",
    ]


def test_only_tiny_groups_are_not_shown_at_all(tmp_path: Path) -> None:
    text = "group,considered,selected\nw,3,1\nm,4,1\n"
    report = tmp_path / "report.docx"

    result = impact("-", "-o", str(report), text=text)

    assert result.exit_code == 0
    assert result.stderr.splitlines() == ["no group can be shown", f"written  {report}"]
    assert "No group can be shown." in text_of(report)
    assert "w: fewer than 5 people, not shown." in result.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "no file of counts is named"),
        (("nothere.csv",), 3, "nothere.csv: it cannot be read"),
        (("-", "-o", "report.pdf"), 2, "report.pdf is to be a Word file"),
        (("-", "--template", "x.csv"), 2, "--template writes a file and reads none"),
        (("-", "--leave-out", "Black"), 2, "'Black' names no group with a reason"),
        (("-", "--leave-out", "Grey=few"), 2, "there is no group 'Grey'. Fix: one of Black, White"),
        (("-", "--leave-out", "Black=few"), 1, "Black is 2 % or more of those considered"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    words: tuple[str, ...], code: int, said: str
) -> None:
    result = impact(*words, text=TEAL)

    assert result.exit_code == code
    assert said in result.stderr


def test_a_bad_file_is_refused_with_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    file.write_text("group,considered,selected\nw,3,4\nm,x,4\n")

    result = impact(str(file))

    assert result.exit_code == 3
    assert f"Error: {file}, line 3: considered is 'x', no whole number." in result.stderr
