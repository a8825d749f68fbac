"""Linting advertisements on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from hiring.cli import main
from tests.linting import GOOD_AD, UNICORN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

GERMAN = """\
Dateningenieurin (m/w/d)

Wir suchen für unser Team in Berlin eine Person, die unsere Daten pflegt und mit uns die Pakete
der Kunden sortiert. Du arbeitest mit vier anderen zusammen und lernst viel. Das Gehalt ist
75.000 bis 60.000 EUR im Jahr. Bei uns kannst du auch von zu Hause arbeiten oder in das Büro gehen.
"""


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["jd", "lint", *words], input=given, catch_exceptions=False)


def read_json(*words: str, given: str | None = None) -> Any:
    return json.loads(run(*words, "--json", given=given).stdout)


@pytest.fixture
def good(tmp_path: Path) -> str:
    (tmp_path / "good.md").write_text(GOOD_AD)
    return "good.md"


@pytest.fixture
def unicorn(tmp_path: Path) -> str:
    (tmp_path / "unicorn.md").write_text(UNICORN)
    return "unicorn.md"


def test_a_good_advertisement_passes_at_every_level_without_a_workspace(good: str) -> None:
    result = run(good, "--fail-on", "notice")

    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("1 advertisement: 0 errors, 0 warnings, 0 notices\n")
    assert "good.md: checked for pay, rule set eu dated 2026-11-01\n" in result.stdout


def test_a_unicorn_fails_and_shows_line_level_rule_quotation_and_rewrite(unicorn: str) -> None:
    result = run(unicorn)

    first, quoted, rewrite, *_ = result.stdout.splitlines()
    assert result.exit_code == 1
    assert first.startswith("unicorn.md:5  error  unicorn-research-and-infrastructure  asks one")
    assert quoted.startswith('    "ml-researcher: ')
    assert rewrite.startswith("    -> Open three jobs: ")


def test_findings_come_gravest_first_and_then_by_line(unicorn: str) -> None:
    (linted,) = read_json(unicorn)

    order = ["error", "warning", "notice"]
    keys = [(order.index(one["level"]), one["line"]) for one in linted["findings"]]
    assert keys == sorted(keys)
    assert set(linted["findings"][0]) == {
        "rule", "group", "level", "line", "quote", "what", "why", "source", "rewrite",
    }  # fmt: skip


def test_the_level_that_fails_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "ad.md").write_text(GOOD_AD.replace("62,000 to 74,000 EUR a year, ", ""))

    assert run("ad.md").exit_code == 0
    assert run("ad.md", "--fail-on", "warning").exit_code == 1


def test_the_standard_input_is_read(good: str) -> None:
    del good

    assert run("-", given=UNICORN).exit_code == 1
    assert read_json("-", given=GOOD_AD)[0]["findings"] == []


def test_a_role_can_be_named_and_decides_what_may_be_asked(unicorn: str) -> None:
    def rules(role: str) -> set[str]:
        (linted,) = read_json(unicorn, "--role", role)
        return {one["rule"] for one in linted["findings"]}

    assert "phd-outside-research" not in rules("ml-researcher")
    assert rules("data-engineer") >= {"phd-outside-research", "adjacent-deep-ml"}


def test_rule_sets_on_pay_can_be_named(good: str) -> None:
    result = run(good, "--rules", "us-il,us-vt", "--rules", "eu")

    assert "checked for range, benefits, rule set us-il dated" in result.stdout
    assert "checked for range, rule set us-vt dated" in result.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--rules", "us-xx"), "there is no rule set 'us-xx'; one of us-co, "),
        (("--role", "astronaut"), "there is no role 'astronaut'; one of data-analyst, "),
        (("--explain", "nothing"), "there is no rule 'nothing'. Fix: hiring jd lint --list"),
        ((), "name a file, a job's CODE, or - for the standard input"),
    ],
)
def test_what_is_unknown_is_named(good: str, words: tuple[str, ...], says: str) -> None:
    result = run(*((good, *words) if words else ()))

    assert result.exit_code == 2
    assert says in result.stderr


def test_of_an_advertisement_in_another_language_only_what_needs_no_english_is_said() -> None:
    result = run("-", given=GERMAN)

    assert result.exit_code == 1
    assert "pay-reversed" in result.stdout
    assert "in another language (de): only the rules that need no English" in result.stdout
    assert "no-accommodation" not in result.stdout


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_linted(unicorn: str) -> None:
    result = run("gone.txt", unicorn)

    assert result.exit_code == 3
    assert "gone.txt" in result.stderr
    assert "unicorn-research-and-infrastructure" in result.stdout


def test_a_code_without_a_workspace_is_refused_with_the_way_out() -> None:
    result = run("ML-1")

    assert result.exit_code == 1
    assert "there is no file 'ML-1', and no workspace here" in result.stderr


def test_a_rule_is_explained_with_its_examples_and_words() -> None:
    told = run("--explain", "heroes").stdout

    assert "level     warning" in told
    assert "rockstar" in told
    assert "source" in told


def test_all_rules_and_rule_sets_are_listed() -> None:
    listed = run("--list").stdout

    assert listed == run("--explain").stdout
    assert "unicorn-roles" in listed
    assert "us-co" in listed
    assert "no legal advice" in listed


def test_rules_are_given_as_json() -> None:
    rules = read_json("--list")

    assert {"id", "level", "why", "source", "rewrite", "good", "bad"} <= set(rules[0])
    assert [one["id"] for one in read_json("--explain", "pace")] == ["pace"]


def settle(shell: Shell, settings: str) -> None:
    file = shell.folder / "hiring.toml"
    file.write_text(file.read_text() + f"\n{settings}\n")


def test_a_team_switches_a_rule_off_with_a_reason_that_is_shown(desk: Shell, unicorn: str) -> None:
    settle(desk, '[jd_lint.pay-absent]\noff = true\nbecause = "the board adds pay"')

    told = desk("jd", "lint", unicorn).stdout

    assert "  pay-absent  " not in told
    assert "switched off in hiring.toml: pay-absent (the board adds pay)" in told


def test_a_team_changes_levels_words_and_rule_sets(desk: Shell, tmp_path: Path) -> None:
    (tmp_path / "ad.md").write_text(GOOD_AD + "\n## Requirements\n- You like a beer fridge.\n")
    settle(
        desk,
        """
        [jd_lint.culture-fit]
        level = "error"
        words = ["beer fridge"]
        because = "we moved on"
        """.replace("        ", ""),
    )
    file = desk.folder / "hiring.toml"
    file.write_text(file.read_text().replace("[jd_lint]", '[jd_lint]\npay_rules = ["us-vt"]', 1))

    result = desk("jd", "lint", "ad.md")

    assert result.exit_code == 1
    assert "error  culture-fit" in result.stdout
    assert "rule set us-vt" in result.stdout


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('[jd_lint.nothing]\noff = true\nbecause = "x"', "there is no rule 'nothing'"),
        (
            '[jd_lint.too-long]\nwords = ["x"]\nbecause = "x"',
            "the rule 'too-long' looks for no words",
        ),
        ("[jd_lint.pace]\noff = true", "jd_lint.pace is changed without a reason"),
        ('[jd_lint.pace]\nlevel = "loud"\nbecause = "x"', "one of notice, warning, error"),
        ('[jd_lint.pace]\nbecause = " "', "the reason, a text in quotes"),
        ('[jd_lint.pace]\nhush = 1\nbecause = "x"', "jd_lint.pace.hush is not a setting"),
        ('[jd_lint.pace]\nwords = "x"\nbecause = "x"', "a list such as"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused(desk: Shell, settings: str, says: str) -> None:
    settle(desk, settings)

    result = desk("jd", "lint", "-", input=GOOD_AD)

    assert result.exit_code == 3
    assert says in result.stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("jd_lint = 1", "jd_lint must be a table"),
        ("[jd_lint]\npace = 1", "jd_lint.pace must be a table"),
        ('[jd_lint]\npay_rules = "eu"', "jd_lint.pay_rules is not right"),
    ],
)
def test_settings_of_another_shape_are_refused(desk: Shell, settings: str, says: str) -> None:
    (desk.folder / "hiring.toml").write_text(settings)

    result = desk("jd", "lint", "-", input=GOOD_AD)

    assert result.exit_code == 3
    assert says in result.stderr


def test_a_job_of_the_workspace_is_linted_by_its_code(desk: Shell) -> None:
    (linted,) = json.loads(desk("jd", "lint", "ML-1", "--json").stdout)

    assert linted["file"] == "ML-1"
    assert linted["role"] == "ml-engineer"
    assert "placeholder" in {one["rule"] for one in linted["findings"]}


def test_a_job_there_is_not_is_refused(desk: Shell) -> None:
    result = desk("jd", "lint", "XX-9")

    assert result.exit_code == 1
    assert "there is no job 'XX-9'" in result.stderr


def test_that_no_pay_rules_were_checked_is_said() -> None:
    result = run("-", given="# Analyst\nLocation: Zurich\n\nWe sort.\n")

    assert "checked for no pay rule set: no place with one was named" in result.stdout


def test_no_errors_in_another_language_are_no_clean_bill() -> None:
    result = run("-", given=GERMAN)

    assert result.stdout.endswith("(only rules that need no English were applied)\n")


def test_a_file_that_cannot_be_read_is_named_as_it_was_typed_and_nothing_is_counted(
    tmp_path: Path,
) -> None:
    (tmp_path / "sub").mkdir()

    result = run("sub", "sub/gone.txt", ".")

    assert "sub: this is a folder" in result.stderr
    assert "sub/gone.txt: cannot be read" in result.stderr
    assert ".: this is a folder" in result.stderr
    assert result.stdout == ""
