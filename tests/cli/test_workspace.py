"""Making a workspace, and finding it from anywhere inside it."""

from __future__ import annotations

import stat
import tomllib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from hiring.cli import main
from tests.cli.desk import acting, read_json
from tests.conftest import Shell
from tests.factories import a_job

if TYPE_CHECKING:
    from pathlib import Path


def hiring(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, words, env=environment, catch_exceptions=False)


def test_init_makes_settings_and_a_database_that_only_the_owner_reads(tmp_path: Path) -> None:
    result = hiring("init", "ws", "--company", "Example GmbH")

    folder = tmp_path / "ws"
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"made {folder}\n"
        "next: hiring job open ml-engineer --code ML-1   (roles: hiring rubric list)\n"
    )
    assert tomllib.loads((folder / "hiring.toml").read_text())["company"] == "Example GmbH"
    assert stat.S_IMODE((folder / "hiring.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "hiring.toml").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert Shell(folder)("db", "check").exit_code == 0


def test_init_takes_the_folder_one_stands_in(tmp_path: Path) -> None:
    hiring("init")

    assert (tmp_path / "hiring.toml").is_file()
    assert hiring("candidate", "list").exit_code == 0


@pytest.mark.parametrize(
    "company",
    ['Ex "A" \\ Co', "two\nlines\x1b[0m\x7f", "Ünïcode 王", "{sources} # database_url = "],
)
def test_a_company_of_any_name_makes_a_workspace(tmp_path: Path, company: str) -> None:
    assert hiring("init", "ws", "--company", company).exit_code == 0

    said = tomllib.loads((tmp_path / "ws" / "hiring.toml").read_text(encoding="utf-8"))
    assert said["company"] == company


def test_a_workspace_is_made_once(tmp_path: Path) -> None:
    hiring("init")
    (tmp_path / "hiring.toml").write_text('company = "Mine"\n')

    result = hiring("init", "--company", "Other")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: . is a workspace already. Fix: hiring db info shows it\n"
    assert (tmp_path / "hiring.toml").read_text() == 'company = "Mine"\n'


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("mysql://x@localhost/y", 2, "that is not a database we can use"),
        ("nonsense", 2, "that is not a database we can use"),
        ("", 2, "that is not a database we can use"),
        ('postgresql+psycopg://x:s"cret@localhost:1/y', 4, "postgresql+psycopg://x:***@localhost"),
    ],
)
def test_a_database_that_cannot_be_used_leaves_no_workspace(
    tmp_path: Path, url: str, code: int, said: str
) -> None:
    result = hiring("init", "ws", "--database-url", url)

    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert "cret" not in result.stderr
    assert not (tmp_path / "ws" / "hiring.toml").exists()


def test_a_place_that_cannot_be_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    result = hiring("init", "file/deeper")

    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_question_mark_in_the_path_is_refused_rather_than_misread(tmp_path: Path) -> None:
    result = hiring("init", "whom to hire?")

    assert result.exit_code == 1
    assert 'a workspace cannot be in a folder with "?" in its path' in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["whom to hire?"]
    assert not list((tmp_path / "whom to hire?").iterdir())


def test_a_workspace_may_lie_in_an_odd_folder(tmp_path: Path) -> None:
    hiring("init", "odd 100% #dir & ü")
    shell = Shell(tmp_path / "odd 100% #dir & ü")

    shell.ok("candidate", "add", "Ada Example")
    shell.ok("db", "backup", str(tmp_path / "b.db"))
    shell.ok("db", "restore", str(tmp_path / "b.db"), "--yes")

    assert [one["name"] for one in read_json(shell, "candidate", "list")] == ["Ada Example"]


def test_a_workspace_is_found_upwards(sqlite_shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    deeper = sqlite_shell.folder / "cards" / "march"
    deeper.mkdir(parents=True)
    monkeypatch.chdir(deeper)

    assert hiring("candidate", "add", "Ada Example").stdout == "added C-1\n"
    assert len(read_json(sqlite_shell, "candidate", "list")) == 1


def test_the_nearest_workspace_counts(sqlite_shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sqlite_shell.folder)
    hiring("init", "inner")
    monkeypatch.chdir(sqlite_shell.folder / "inner")

    hiring("candidate", "add", "Ada Example")

    assert read_json(sqlite_shell, "candidate", "list") == []


@pytest.mark.parametrize(
    "words", [("candidate", "list"), ("job", "open", "ml-engineer", "--code", "X")]
)
def test_without_a_workspace_one_is_told_how_to_make_it(words: tuple[str, ...]) -> None:
    result = hiring(*words)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Error: there is no workspace here: no hiring.toml in this folder or above it. "
        "Fix: make one with: hiring init, or name one with --workspace DIR\n"
    )


def test_a_workspace_is_named_before_or_after_the_command_or_by_the_environment(
    sqlite_shell: Shell,
) -> None:
    folder = str(sqlite_shell.folder)
    sqlite_shell.ok("candidate", "add", "Ada Example")

    before = hiring("--workspace", folder, "candidate", "list")
    after = hiring("candidate", "list", "--workspace", folder)
    around = hiring("candidate", "list", HIRING_WORKSPACE=folder)
    nearest = hiring("--workspace", "/nowhere", "candidate", "list", "--workspace", folder)
    option = hiring("candidate", "list", "--workspace", folder, HIRING_WORKSPACE="/nowhere")

    said = {result.output for result in (before, after, around, nearest, option)}
    assert len(said) == 1
    assert "Ada Example" in said.pop()


def test_a_wrong_workspace_is_refused_even_where_none_is_needed(tmp_path: Path) -> None:
    for words in (("candidate", "list"), ("rubric", "list")):
        result = hiring(*words, HIRING_WORKSPACE=str(tmp_path))

        assert (result.exit_code, result.stdout) == (1, "")
        assert f"{tmp_path} is not a workspace: it has no hiring.toml" in result.stderr


def test_who_acts_is_named_by_option_environment_or_the_computer(sqlite_shell: Shell) -> None:
    folder = ("--workspace", str(sqlite_shell.folder))
    sqlite_shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    add = (*folder, "candidate", "add", "Ada Example", "--job", "ML-1")

    hiring("--actor", "Before", *add)
    hiring(*add, "--actor", "After")
    hiring(*add, HIRING_ACTOR="Around")
    hiring(*add, "--actor", "", HIRING_ACTOR="Around")
    hiring("--actor", "Before", *add, "--actor", "After", HIRING_ACTOR="Around")
    hiring(*add)

    who = [
        read_json(sqlite_shell, "application", "show", f"A-{number}")["events"][0]["who"]
        for number in range(1, 7)
    ]
    assert who == ["Before", "After", "Around", "Around", "After", "tester"]


def test_invalid_settings_are_reported_whole(sqlite_shell: Shell) -> None:
    (sqlite_shell.folder / "hiring.toml").write_text(
        'company = 3\ncolour = "blue"\nsources = []\ntime_zone = "Mars/Olympus"\n'
        '[job_description]\nhow_to_apply = 1\nwages = "no"\n'
    )

    result = sqlite_shell("candidate", "list")

    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "Error: hiring.toml: company must be text. Fix: put it in quotes\n"
        "Error: hiring.toml: colour is not a setting. "
        "Fix: one of company, country, database_url, encrypted, guard, jd_lint, "
        "job_description, mail, privacy, retention, scorecard, sources, time_zone\n"
        'Error: hiring.toml: sources must be a list of words. Fix: sources = ["referral"]\n'
        "Error: hiring.toml: time_zone 'Mars/Olympus' is unknown. "
        'Fix: a name such as "Europe/Berlin"\n'
        "Error: hiring.toml: job_description.how_to_apply is not right: 1. "
        "Fix: write a text in quotes\n"
        "Error: hiring.toml: job_description.wages is not a setting. "
        "Fix: one of how_to_apply, accommodation, equal_opportunity, tools, growth, people, data, "
        "mission, benefits, website, apply, template, direct_apply\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'company = "x\n', "hiring.toml: not TOML: Illegal character '\\n'"),
        (b'company = "\xff"\n', "hiring.toml: not TOML: 'utf-8' codec"),
        (b'company = "a"\ncompany = "b"\n', "hiring.toml: not TOML: Cannot overwrite a value"),
        (b"[mail]\n[mail]\n", "Fix: the table stands there already: add the lines below it"),
        (b"sources = 3\n", "sources must be a list of words"),
        (b'sources = ["a", " "]\n', "sources must be a list of words"),
        (
            f'sources = ["fair", "{"x" * 61}"]\n'.encode(),
            f"the source '{'x' * 61}' is longer than 60 characters. Fix: shorten it; ",
        ),
        (b'sources = ["job\\nfair"]\n', "the source 'job\\nfair' has a line break"),
        (b'sources = ["fair\\u2028"]\n', "the source 'fair\\u2028' has a line break"),
        (b"job_description = 3\n", "job_description must be a table"),
        (b'time_zone = "../../etc/passwd"\n', "time_zone '../../etc/passwd' is unknown"),
    ],
)
def test_a_settings_file_that_makes_no_sense_is_refused(
    sqlite_shell: Shell, text: bytes, said: str
) -> None:
    (sqlite_shell.folder / "hiring.toml").write_bytes(text)

    result = sqlite_shell("candidate", "add", "Ada Example")

    assert (result.exit_code, result.stdout) == (3, "")
    assert said in result.stderr


def test_a_source_may_be_as_long_as_the_database_can_keep(shell: Shell) -> None:
    word = "ü" * 60
    settings = shell.folder / "hiring.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    lines = [f'sources = ["{word}"]' if line.startswith("sources") else line for line in lines]
    settings.write_text("\n".join(lines), encoding="utf-8")
    with acting(shell) as act:
        a_job(act, "ML-1")

    shell.ok("candidate", "add", "Ada Example", "--job", "ML-1", "--source", word)

    assert read_json(shell, "application", "show", "A-1")["source"] == word


def test_settings_saved_by_notepad_are_read(sqlite_shell: Shell) -> None:
    (sqlite_shell.folder / "hiring.toml").write_bytes(b'\xef\xbb\xbfcompany = "x"\r\n')

    sqlite_shell.ok("candidate", "list")
