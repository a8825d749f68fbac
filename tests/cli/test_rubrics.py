"""Rubrics on the command line; none of it needs a workspace."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from hiring.cli import main
from hiring.resources import bundled
from tests.cli.desk import acting, read_json, refused, rows
from tests.factories import a_job, a_rubric, an_application, an_interview

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell


def rubric(*words: str) -> Result:
    return CliRunner().invoke(main, ["rubric", *words], catch_exceptions=False)


def in_json(*words: str) -> Any:
    result = rubric(*words, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def own_role(folder: Path, **changes: str) -> Path:
    """Copy the shipped ML engineer into a workspace's own rubrics, with other words."""
    text = (bundled("rubrics") / "core" / "ml-engineer.yaml").read_text()
    for old, new in changes.items():
        text = re.sub(rf"^{old}: .*$", f"{old}: {new}", text, count=1, flags=re.MULTILINE)
    (folder / "rubrics").mkdir()
    path = folder / "rubrics" / "ml-engineer.yaml"
    path.write_text(text)
    return path


def test_all_roles_are_listed_by_family_without_a_workspace() -> None:
    listed = in_json("list")

    assert len(listed) == 11
    assert {"id", "family", "version", "digest"} <= set(listed[0])
    assert {one["family"] for one in listed} == {"core", "adjacent", "analytics"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", one["digest"]) for one in listed)
    said = rubric("list").stdout
    assert said.splitlines()[0].split() == ["ID", "FAMILY", "VERSION", "DIGEST", "NAME"]
    assert len(rows(said)) == 11


def test_the_list_of_roles_narrows_and_is_cut() -> None:
    core = in_json("list", "--family", "core")
    cut = rubric("list", "--limit", "1")

    assert [one["id"] for one in core] == ["ml-engineer", "ml-researcher"]
    assert (len(rows(cut.stdout)), "--all shows everything" in cut.stderr) == (1, True)
    assert len(rows(rubric("list", "--limit", "1", "--all").stdout)) == 11
    assert rubric("list", "--family", "royal").exit_code == 2


def test_a_workspace_s_own_role_takes_the_place_of_a_shipped_one(sqlite_shell: Shell) -> None:
    own_role(sqlite_shell.folder, version="9.0.0", name="Model mechanic")

    [own] = [one for one in read_json(sqlite_shell, "rubric", "list") if one["own"]]

    assert (own["id"], own["version"], own["name"]) == ("ml-engineer", "9.0.0", "Model mechanic")
    assert "own" in sqlite_shell.ok("rubric", "list")
    said = sqlite_shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    assert "opened ML-1: Model mechanic (ml-engineer 9.0.0)" in said


def test_a_role_is_shown_with_all_that_is_asked() -> None:
    said = rubric("show", "ML engineer", "--level", "senior", "--archetype", "embedded").stdout

    assert said.startswith("Senior machine learning engineer (ml-engineer 1.")
    for head in ("Duties", "Not this role", "We teach", "Notes", "Plan", "Sources"):
        assert f"\n{head}\n  " in said
    assert "\nStrengths to validate (at level 3)\n  - Coding: " in said
    assert re.search(r"\nMinimum bars\n  - .+, level \d: ", said)
    assert re.search(r"time +\d+ of at most \d+ minutes", said)


def test_a_role_in_json_carries_its_digest() -> None:
    shown = in_json("show", "data-scientist", "--scope", "modelling")

    assert shown["role"] == "data-scientist"
    assert shown["digest"] != in_json("show", "data-scientist", "--scope", "analysis")["digest"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nonsense",), 1, "there is no role 'nonsense'. Fix: one of: data-analyst"),
        (("ml-engineer", "--scope", "analysis"), 2, "has no scope 'analysis'"),
        (("ml-engineer", "--archetype", "?"), 2, "there is no organisation '?'. Fix: one of: "),
        (("ml-engineer", "--level", "wizard"), 2, "'wizard' is not one of 'junior'"),
        ((), 2, "Missing argument 'ROLE'"),
    ],
)
def test_a_role_or_variant_that_is_not_there_is_refused(
    words: tuple[str, ...], code: int, said: str
) -> None:
    result = rubric("show", *words)

    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_the_shipped_rubrics_are_sound() -> None:
    result = rubric("check")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("0 problems in 11 roles, ")
    assert in_json("check") == []


def test_every_problem_of_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("kind: role\nid: mine\ncolour: blue\nversion: one\n")

    result = rubric("check", str(path))
    listed = rubric("check", str(path), "--json")

    assert (result.exit_code, listed.exit_code) == (3, 3)
    problems = result.stdout.splitlines()
    assert len(problems) > 2
    assert all(re.match(rf"{re.escape(str(path))}:\d+: .+ Fix: ", line) for line in problems)
    assert result.stderr.startswith(f"{len(problems)} problems in ")
    assert set(json.loads(listed.stdout)[0]) == {"what", "where", "fix"}


def test_a_file_that_is_not_there_is_one_problem() -> None:
    result = rubric("check", "nope.yaml")

    assert result.exit_code == 3
    assert "nope.yaml" in result.stdout
    assert result.stderr.startswith("1 problem in ")


def test_the_workspace_s_own_rubrics_are_checked_too(sqlite_shell: Shell) -> None:
    own_role(sqlite_shell.folder, family="royal")

    result = sqlite_shell("rubric", "check")

    assert result.exit_code == 3
    assert "ml-engineer.yaml:" in result.stdout


def test_a_rubric_is_compared_with_a_role_a_file_or_a_revision(desk: Shell) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1")
    desk.ok("job", "edit", "ML-1", "--renew", "--level", "senior", "--because", "grown")
    file = own_role(desk.folder, name="Model mechanic")

    same = desk.ok("rubric", "diff", "ML-1@1", "ml-1@1")
    moved = desk.ok("rubric", "diff", "ML-1@1", "ML-1@2")
    words = read_json(desk, "rubric", "diff", "ml-engineer", str(file))

    assert same == "The same.\n"
    assert len(moved.splitlines()) > 3
    assert set(words) >= {"changes", "verdict"}


@pytest.mark.parametrize(
    ("old", "code", "said"),
    [
        ("ML-1@9", 1, "ML-1 has no revision '9'. Fix: it has 1 to 1"),
        ("ML-1@one", 1, "ML-1 has no revision 'one'"),
        ("NOPE@1", 1, "there is no job 'NOPE'. Fix: the jobs are: ML-1"),
        ("nonsense", 1, "there is no role 'nonsense'"),
    ],
)
def test_what_cannot_be_compared_is_refused(desk: Shell, old: str, code: int, said: str) -> None:
    assert said in refused(desk, "rubric", "diff", old, "ml-engineer", code=code)


def test_a_file_with_an_at_sign_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine@home.yaml"
    path.write_text("kind: role\n")

    result = rubric("diff", str(path), "ml-engineer")

    assert result.exit_code == 3
    assert "mine@home.yaml" in result.stderr


def test_the_schema_is_printed_for_editors() -> None:
    result = rubric("schema")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["$schema"].startswith("https://json-schema.org/")


def test_a_job_s_own_rubric_outlives_its_file(sqlite_shell: Shell) -> None:
    with acting(sqlite_shell) as act:
        a_job(act, rubric=a_rubric())
        an_application(act)
    own_role(sqlite_shell.folder, version="9.0.0")

    assert read_json(sqlite_shell, "job", "show", "ML-1")["rubric_version"] == "1.0.0"


def test_shipped_files_are_copied_to_be_changed(sqlite_shell: Shell) -> None:
    said = sqlite_shell.ok("rubric", "copy", "ml-engineer", "coding")

    files = [line.split("  ", 1) for line in said.splitlines()]
    assert [state for state, _ in files] == ["written", "written"]
    assert all(name.startswith(str(sqlite_shell.folder / "rubrics")) for _, name in files)
    assert [one["id"] for one in read_json(sqlite_shell, "rubric", "list") if one["own"]] == [
        "ml-engineer"
    ]
    assert sqlite_shell.ok("rubric", "check").startswith("0 problems")


def test_a_changed_copy_is_not_written_over_unasked(sqlite_shell: Shell, tmp_path: Path) -> None:
    words = ("rubric", "copy", "coding", "-o", str(tmp_path / "mine"))
    sqlite_shell.ok(*words)
    [path] = (tmp_path / "mine").rglob("*.yaml")
    path.write_text("changed")

    assert "is there with other content" in refused(sqlite_shell, *words)
    assert path.read_text() == "changed"
    assert sqlite_shell.ok(*words, "--force").startswith("written  ")


def test_a_copy_of_nothing_or_to_nowhere_is_refused() -> None:
    unknown = rubric("copy", "nonsense")
    nowhere = rubric("copy", "coding")

    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "nonsense" in unknown.stderr
    assert nowhere.exit_code == 1
    assert "there is no workspace here" in nowhere.stderr
