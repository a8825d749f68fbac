from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from hiring.cli import main
from hiring.domain.comparing import compare
from hiring.errors import InvalidFileError
from hiring.resources import bundled
from hiring.rubric_files.library import load_library, read_for_check, read_library
from tests.rubric_files.planted import (
    COMPETENCY,
    ORGANISATION,
    ROLE,
    line_with,
    spoil,
    write,
    write_competencies,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SHIPPED = bundled("rubrics")
PLAN = line_with(ROLE, "  software: [coding]") + 1


def problems_of(*paths: Path, base: Path = SHIPPED) -> list[tuple[str, int, str]]:
    """Check files together with the shipped rubrics: file, line and words of each problem."""
    found = []
    for problem in read_for_check((base,), paths)[1]:
        file, _, line = problem.where.rpartition(":")
        found.append((Path(file).name, int(line), problem.what))
    return found


def problems_in(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    """Check one file of a role with a few competencies: line and words of each problem."""
    folder = write(tmp_path / "own", role=text)
    base = write_competencies(tmp_path / "base")
    return [(line, what) for _, line, what in problems_of(folder, base=base)]


def test_a_sound_role_competency_and_organisation_have_no_problem(tmp_path: Path) -> None:
    folder = write(tmp_path / "own", role=ROLE, competency=COMPETENCY, organisation=ORGANISATION)

    library, problems = read_for_check((SHIPPED,), (folder,))

    assert problems == ()
    assert {"model-tester", "ml-engineer"} <= set(library.roles)
    assert {"test-design", "coding"} <= set(library.competencies)
    assert {"lab", "embedded"} <= set(library.settings)
    assert ("role", "model-tester") in library.own
    assert ("role", "ml-engineer") not in library.own


# --- everything at once -------------------------------------------------------------------------


def test_every_fault_of_a_role_is_reported_in_one_run_with_its_line(tmp_path: Path) -> None:
    text = spoil(
        ROLE,
        ("version: 1.0.0\n", "version: 1.0\n"),
        ("aliases:", "alias:"),
        ("purpose: Finds out where models fail before users do.\n", ""),
        ("deliverable: A test report", "deliverable: A test report\ndeliverable: A report"),
        ("strengths: [coding, debugging]", "strengths: [coding, infra-ops]"),
        ("  ml-literacy: 2\n", "  ml-literacy: 010\n"),
        ("  communication: 2\n", "  communication: 2\n  statistcs: 2\n  debugging: 7\n"),
        ("competencies: [communication]\n", "competencies: [coding]\n"),
        ("    minutes: 120\n", "    minutes: 240\n"),
        ("    minutes: 60\n", "    minutes: 1:30\n"),
        ("competencies: [debugging, ml-literacy]", "competencies: [debugging, ml-literacy, no]"),
        ("  level:\n    junior:\n", "  level:\n    principal: {}\n    junior:\n"),
        ("        - step: talk\n", "        - step: telephone\n"),
        ("bars: {infra-ops: 2}", "bars: {infra-ops: two}"),
        ("software: 2, machine", "software: 4, machine"),
        ('sources: ["Written for the tests"]', "sources: Written for the tests"),
    )

    def at(part: str) -> int:
        return line_with(text, part)

    found = problems_in(tmp_path, text)

    expected = [
        (at("version: 1.0"), "YAML reads 1.0 as a decimal number"),
        (at("alias:"), "alias is not a key of a rubric file"),
        (at("deliverable: A report"), "'deliverable' is there twice (first in line"),
        (1, "purpose is missing"),
        (at("strengths: [coding, infra-ops]"), "strength infra-ops needs 2 steps, has 0"),
        (at("ml-literacy: 010"), "YAML reads 010 as another number"),
        (at("statistcs: 2"), "there is no competency 'statistcs'"),
        (at("debugging: 7"), "bars.debugging: input should be less than or equal to 5 (it is 7)"),
        (at("communication: 2\n".strip()), "bar communication needs 1 step, has 0"),
        (at("  software: [coding]") + 1, "no live step rates communication"),
        (at("minutes: 1:30"), "YAML reads 1:30 as another number"),
        (at("minutes: 240"), "take-home repair takes 240 minutes"),
        (at("ml-literacy, no]"), "YAML reads no as true or false"),
        (at("principal: {}"), "variants.level.principal: input should be"),
        (at("- step: telephone"), "the plan has no step 'telephone' (it has: talk,"),
        (at("infra-ops: two"), "variants.focus.platform.bars.infra-ops: input should be a valid"),
        (at("chart:"), "chart.software: input should be less than or equal to 3 (it is 4)"),
        (at("sources:"), "sources: input should be a valid list"),
    ]
    missing = [
        (line, words)
        for line, words in expected
        if not any(line == got and what.startswith(words) for got, what in found)
    ]
    assert missing == [], found


def test_ten_faults_over_several_files_are_reported_in_one_run(tmp_path: Path) -> None:
    role = spoil(
        ROLE,
        ("plan:\n  - id: talk", "plan:  # all\n  - id: talk"),
        ("strengths: [coding, debugging]", "strengths: [coding, test-desing]"),
        ("    minutes: 60\n", "    minutes: 260\n"),
        ('["Tester of models"]', '["Data analyst"]'),
        ("    format: live\n    minutes: 30\n", "    format: written\n    minutes: 30\n"),
    )
    competency = spoil(
        COMPETENCY,
        ("name: Test design", "name: Coding"),
        ('    probes: ["What did you change since?"]\n', ""),
        ("group: software", "group: testing"),
    )
    organisation = spoil(
        ORGANISATION,
        ("roles: [model-tester]", "roles: [model-tester, modell-tester]"),
        ("technical-writing: 2", "technical-writting: 2"),
        ("- step: repair", "- step: repairs"),
    )
    folder = write(tmp_path / "own", role=role, competency=competency, organisation=organisation)

    found = problems_of(folder)

    expected = [
        ("competency.yaml", "name: Coding", "coding has the name 'Coding' too"),
        ("competency.yaml", "group: testing", "group: input should be 'software', 'data'"),
        ("competency.yaml", '  - ask: "Tell', "questions[2].probes is missing"),
        ("organisation.yaml", "roles: [model", "organisation lab: there is no role 'modell-"),
        (
            "organisation.yaml",
            "technical-writting",
            "organisation lab: there is no competency 'technical-writting'",
        ),
        (
            "organisation.yaml",
            "- step: repairs",
            "model-tester with organisation lab: the plan has no step 'repairs'",
        ),
        ("role.yaml", "test-desing", "there is no competency 'test-desing'"),
        ("role.yaml", "aliases:", "'Data analyst' names the role data-analyst too"),
        ("role.yaml", "plan:  # all", "no live step rates communication"),
        ("role.yaml", "plan:  # all", "the plan takes 455 minutes of the candidate's time"),
    ]
    texts = {"role.yaml": role, "competency.yaml": competency, "organisation.yaml": organisation}
    missing = [
        (file, part, words)
        for file, part, words in expected
        if not any(
            got == file and line == line_with(texts[file], part) and what.startswith(words)
            for got, line, what in found
        )
    ]
    assert missing == [], found
    assert len(found) == len(expected), found


def test_a_file_that_is_not_yaml_does_not_make_others_look_wrong(tmp_path: Path) -> None:
    role = spoil(ROLE, ("bars:\n  ml-", "bars:\n  test-design: 2\n  ml-"))
    role = role.replace("competencies: [debugging, ml-literacy]", "competencies: [test-design]")
    role = role.replace("competencies: [coding]", "competencies: [debugging, ml-literacy]")
    role = role.replace("[debugging, coding]", "[debugging, coding, communication]")
    role = role.replace("competencies: [communication]", "competencies: [communication, coding]")
    sound = write(tmp_path / "sound", role=role, competency=COMPETENCY)
    folder = write(tmp_path / "own", role=role, test_design="id: [")

    assert problems_of(sound) == []
    assert [(file, what[:8]) for file, _, what in problems_of(folder)] == [
        ("test-design.yaml", "not YAML")
    ]


def test_a_faulty_competency_is_still_there_for_the_roles_that_name_it(tmp_path: Path) -> None:
    faulty = spoil(
        COMPETENCY, ("version: 1.0.0", "version: one"), ("id: test-design", "id: coding")
    )
    faulty = faulty.replace("name: Test design", "name: Coding")
    folder = write(tmp_path / "own", role=ROLE, competency=faulty)

    assert problems_of(folder) == [
        (
            "competency.yaml",
            3,
            "version: 'one' is not a version: three numbers with dots, as 1.2.0",
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: role\n", "", "the file does not say what it is"),
        ("kind: role", "kind: job", "the file does not say what it is"),
        ("kind: role", "kind: [role]", "the file does not say what it is"),
        ("id: model-tester", "id: Model Tester", "id: 'Model Tester' is not an id"),
        ("family: adjacent", "family: other", "family: input should be 'core', 'adjacent'"),
        ("name: Model tester", "name: ''", "name: string should have at least 1 character"),
        ("strengths: [coding, debugging]\n", "", "strengths is missing"),
        ("strengths: [coding, debugging]", "strengths: coding", "strengths: input should be a"),
        (
            "strengths: [coding, debugging]",
            "strengths: [coding, debugging, C++]",
            "strengths[3]: 'C++' is not an id",
        ),
        ("  software: [coding]", "  software: coding", "floor.software: input should be a"),
        ("  software: [coding]", "  data: [coding]", "floor.data: input should be 'machine"),
        ("    minutes: 120", "    minutes: soon", "plan[3].minutes: input should be a valid"),
        ("    format: take-home-or-live", "    format: home", "plan[3].format: input should be"),
        ("    name: Repair task\n", "", "plan[3].name is missing"),
        ("  - id: repair\n    name", "  - name", "plan[3].id is missing"),
        ("    competencies: [communication]\n", "", "plan[1].competencies is missing"),
        (
            "plan:\n  - id: talk",
            "plan:\n  - a talk\n  - id: talk",
            "plan[1]: input should be a valid dictionary",
        ),
        ("  ml-literacy: 2", "  ml-literacy: two", "bars.ml-literacy: input should be a valid"),
        ("  ml-literacy: 2", "  ML: 2\n  ml-literacy: 2", "bars.ML: 'ML' is not an id"),
        ("sources:", "strong_line: high\nsources:", "strong_line: input should be a valid"),
        ("sources:", "max_minutes: 1000\nsources:", "max_minutes: input should be less"),
        ("sources:", "policy: {lone_bar: never, x: 1}\nsources:", "policy.x is not a key"),
        ("sources:", "policy: {lone_bar: yes_}\nsources:", "policy.lone_bar: input should be"),
        ("sources:", "needs: [pay]\nsources:", "needs[1]: input should be 'scope'"),
        ("chart: {software: 2, ", "chart: {", "chart.software is missing"),
        ("    mid: {}", "    mid:", "variants.level.mid: input should be a valid dictionary"),
        ("    mid: {}", "    mid: {colour: red}", "variants.level.mid.colour is not a key"),
        ("    mid: {}", "    mid: {title: 3}", "variants.level.mid.title: input should be a"),
        ("    mid: {}", "    mid: {duties: {add: [3]}}", "variants.level.mid.duties.add[1]:"),
        ("    mid: {}", "    mid: {strengths: coding}", "variants.level.mid.strengths: input"),
        ("    mid: {}", "    mid: {bars: {X: 2}}", "variants.level.mid.bars.X: 'X' is not an id"),
        ("    mid: {}", "    mid: {bars: 3}", "variants.level.mid.bars: input should be a"),
        ("    mid: {}", "    mid: {plan: [{}]}", "variants.level.mid.plan[1]: name one of step"),
        (
            "    mid: {}",
            "    mid: {plan: [{remove: repair, add: [coding]}]}",
            "variants.level.mid.plan[1]: beside remove there may be nothing else",
        ),
        (
            "    mid: {}",
            "    mid: {plan: [{after: repair}]}",
            "variants.level.mid.plan[1]: beside after there may be new",
        ),
        (
            "    mid: {}",
            "    mid: {plan: [{after: repair, new: {id: x}}]}",
            "variants.level.mid.plan[1].new.",
        ),
        (
            "    mid: {}",
            "    mid: {plan: [{step: repair, add: [C++]}]}",
            "variants.level.mid.plan[1].add[1]: 'C++' is not an id",
        ),
        (
            "    mid: {}",
            "    mid: {plan: [{step: repair, purpose: 3}]}",
            "variants.level.mid.plan[1].purpose: input should be a valid string",
        ),
        ("  focus:\n", "  places:\n    home: {}\n  focus:\n", "variants.places is not a key"),
        ("  focus:\n", "  focus_: x\n  focus:\n", "variants.focus_ is not a key"),
    ],
)
def test_one_fault_is_reported_without_a_tail_of_others(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    text = spoil(ROLE, (old, new))

    found = problems_in(tmp_path, text)

    assert {what.startswith(words) for _, what in found} == {True}, found


@pytest.mark.parametrize(
    ("old", "new", "part", "words"),
    [
        ("[coding, debugging]", "[coding, debuging]", "debuging]", "there is no competency"),
        ("competencies: [coding]", "competencies: [codin]", "[codin]", "there is no competency"),
        ("  software: [coding]", "  software: [codin]", "[codin]", "there is no competency"),
        ("communication: 2", "comunication: 2", "comunication", "there is no competency"),
        ("mid: {}", "mid: {bars_drop: [codin]}", "codin]", "there is no competency"),
        ("mid: {}", "mid: {bars: {codin: 2}}", "codin:", "there is no competency"),
        ("mid: {}", "mid: {duties: {drop: [Rest]}}", "Rest", "drops a sentence that duties"),
        ("mid: {}", "mid: {plan: [{remove: coffee}]}", "coffee", "the plan has no step 'coffee'"),
    ],
)
def test_a_name_that_is_not_there_is_reported_on_its_line(
    tmp_path: Path, old: str, new: str, part: str, words: str
) -> None:
    text = spoil(ROLE, (old, new))

    found = problems_in(tmp_path, text)

    assert (line_with(text, part), words) in [(line, what[: len(words)]) for line, what in found]


def test_a_misspelt_strength_hides_no_other_fault_of_its_role(tmp_path: Path) -> None:
    text = spoil(
        ROLE, ("[coding, debugging]", "[coding, debuging]"), ("minutes: 45", "minutes: 400")
    )

    found = problems_in(tmp_path, text)

    assert [what for _, what in found] == [
        "there is no competency 'debuging'",
        "the plan takes 610 minutes of the candidate's time",
    ]


# --- places and folders -------------------------------------------------------------------------


def test_a_workspace_adds_roles_and_overrides_shipped_ones_by_id(tmp_path: Path) -> None:
    changed = (SHIPPED / "competencies" / "coding.yaml").read_text(encoding="utf-8")
    changed = spoil(changed, ("version: 1.0.0", "version: 1.1.0"))
    folder = write(tmp_path / "own", role=ROLE, coding=changed, organisation=ORGANISATION)

    library = load_library(SHIPPED, folder)

    assert library.competencies["coding"].version == "1.1.0"
    assert library.digest("ml-engineer") != load_library(SHIPPED).digest("ml-engineer")
    assert library.digest("ml-product-manager") == load_library(SHIPPED).digest(
        "ml-product-manager"
    )
    assert library.own == {
        ("role", "model-tester"),
        ("competency", "coding"),
        ("organisation", "organisation"),
        ("setting", "lab"),
    }


def test_loading_raises_with_every_problem_and_reading_returns_them(tmp_path: Path) -> None:
    folder = write(tmp_path / "own", role=spoil(ROLE, ("kind: role", "kind: role\ncolour: red")))

    with pytest.raises(InvalidFileError, match="colour is not a key") as caught:
        load_library(SHIPPED, folder)
    library, problems = read_library(SHIPPED, folder)

    assert [str(p) for p in caught.value.problems] == [str(p) for p in problems]
    assert "model-tester" not in library.roles


def test_a_faulty_own_file_never_stands_in_for_the_shipped_one(tmp_path: Path) -> None:
    text = (SHIPPED / "core" / "ml-engineer.yaml").read_text(encoding="utf-8")
    folder = write(tmp_path / "own", engineer=spoil(text, ("version: 1.0.0", "version: 9")))

    library, problems = read_library(SHIPPED, folder)

    assert len(problems) == 1
    assert library.roles["ml-engineer"].version == "1.0.0"


def test_one_id_in_two_files_of_a_folder_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "own", one=COMPETENCY, two=COMPETENCY, three=ORGANISATION)
    write(folder, four=ORGANISATION, role=ROLE)

    found = problems_of(folder)

    assert [(file, line, what.partition(" is in")[0]) for file, line, what in found] == [
        ("three.yaml", 1, "organisation"),
        ("two.yaml", 2, "test-design"),
    ]


def test_one_organisation_twice_in_a_file_is_refused(tmp_path: Path) -> None:
    text = ORGANISATION + "  - id: lab\n    name: Again\n    describes: The same again.\n"
    folder = write(tmp_path / "own", role=ROLE, organisation=text)

    assert problems_of(folder) == [
        ("organisation.yaml", line_with(text, "name: Again") - 1, "organisation lab is there twice")
    ]


def test_a_file_is_reported_once_though_it_is_named_and_in_the_folder(tmp_path: Path) -> None:
    folder = write(tmp_path / "own", role=spoil(ROLE, ("version: 1.0.0", "version: 1")))
    named = folder / ".." / "own" / "role.yaml"

    _, problems = read_for_check((SHIPPED, folder), (named, folder / "role.yaml"))

    assert [p.where for p in problems] == [f"{named}:3"]


def test_a_folder_without_rubrics_and_a_file_that_is_not_there_are_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    write(empty, notes="").joinpath("notes.yaml").rename(empty / ".notes.yaml")

    _, problems = read_for_check((SHIPPED,), (empty, tmp_path / "gone.yaml"))

    assert {p.what for p in problems} == {
        "there is no rubric in it",
        "cannot be read (No such file or directory)",
    }


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "own", role=ROLE) / "role.yaml"
    path.chmod(0)

    assert [what for _, _, what in problems_of(path)] == ["cannot be read (Permission denied)"]


def test_a_list_and_a_lone_word_are_no_rubric(tmp_path: Path) -> None:
    folder = write(tmp_path / "own", a="- x\n", b="rubric\n", c="colour: red\n", d="false\n")

    found = problems_of(folder)

    assert [(file, what) for file, _, what in found] == [
        ("a.yaml", "the file is not a rubric"),
        ("b.yaml", "the file is not a rubric"),
        ("c.yaml", "the file does not say what it is"),
        ("d.yaml", "the file is not a rubric"),
    ]


def test_own_chart_levels_are_held_against_the_printed_orders(tmp_path: Path) -> None:
    text = (SHIPPED / "adjacent" / "ml-product-manager.yaml").read_text(encoding="utf-8")
    text = spoil(text, ("chart: {software: 0,", "chart: {software: 3,"))
    folder = write(tmp_path / "own", product=text)

    assert problems_of(folder) == [
        (
            "product.yaml",
            line_with(text, "chart:"),
            "chart software of ml-product-manager is 3, and data-scientist has 1",
        )
    ]


def test_a_faulty_chart_is_not_held_against_the_printed_orders(tmp_path: Path) -> None:
    text = (SHIPPED / "adjacent" / "ml-product-manager.yaml").read_text(encoding="utf-8")
    text = spoil(text, ("chart: {software: 0,", "chart: {software: none,"))

    found = problems_of(write(tmp_path / "own", product=text))

    assert [what[:14] for _, _, what in found] == ["chart.software"]


def test_a_faulty_organisation_leaves_its_sound_settings_in_the_check(tmp_path: Path) -> None:
    text = ORGANISATION.replace("add: [technical-writing]", "add: [technical-writing, statistics]")
    text = text.replace("technical-writing: 2", "technical-writing: 2, statistics: 9")
    other = ORGANISATION.replace("- id: lab", "- id: field").partition("settings:\n")[2]
    other = other.replace(
        "bars: {technical-writing: 2}", "bars: {technical-writing: 2, statistics: 2}"
    )
    folder = write(tmp_path / "own", role=ROLE, organisation=text + other)

    found = problems_of(folder)

    assert [(what.split(":")[0], line) for _, line, what in found] == [
        ("settings[1].changes[1].bars.statistics", line_with(text + other, "statistics: 9")),
        ("model-tester with organisation field", line_with(text + other, "- id: field")),
    ]


def test_who_can_mend_it_is_told_what_an_organisation_breaks(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    shutil.copytree(SHIPPED / "competencies", shipped)
    crowded = ORGANISATION.replace("roles: [model-tester]", "families: [adjacent]")
    crowded = spoil(
        crowded,
        ("          - step: repair\n", "          - step: repair\n            minutes: 190\n"),
    )
    own = write(tmp_path / "own", role=ROLE)
    lab = write(tmp_path / "lab", organisation=crowded)
    write(shipped, organisation=crowded)
    what = "with organisation lab: take-home repair takes 190 minutes"

    in_role = read_library(shipped, own)[1]
    (shipped / "organisation.yaml").unlink()
    in_organisation = read_for_check((shipped,), (own, lab))[1]

    assert [(p.where, p.what) for p in in_role] == [
        (f"{own / 'role.yaml'}:{line_with(ROLE, 'minutes: 120')}", what)
    ]
    assert [(p.where, p.what) for p in in_organisation] == [
        (f"{lab / 'organisation.yaml'}:4", f"model-tester {what}")
    ]


# --- signals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('["find* _ faults"]', '["ci/cd"]', "the phrase 'ci/cd' is never found: 'ci/cd'"),
        ('["find* _ faults"]', '["_ faults"]', "the phrase '_ faults' does not begin and end"),
        (
            '["failure analysis"]',
            '["report*", "x"]',
            "the phrase 'report*' is in signals.duties.1 too",
        ),
        (
            '    2: ["failure',
            '    7: ["failure',
            "signals.skills.7: input should be '1', '2' or '3'",
        ),
        ('  titles: ["test', '  names: ["test', "signals.names is not a key of a rubric file"),
        ('["sell*"]', "[1]", "signals.against.1[1]: input should be a valid string (it is 1)"),
    ],
)
def test_a_signal_that_cannot_work_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    text = spoil(ROLE, (old, new))

    (found,) = problems_in(tmp_path, text)

    assert found[0] == line_with(text, new)
    assert found[1].startswith(what)


def test_faulty_signals_do_not_hide_other_faults(tmp_path: Path) -> None:
    text = spoil(ROLE, ('["sell*"]', "[1]"), ("  ml-literacy: 2", "  statistcs: 2"))

    found = problems_in(tmp_path, text)

    assert (line_with(text, "  statistcs: 2"), "there is no competency 'statistcs'") in found
    assert found[-1][0] == line_with(text, "    1: [1]")


def test_signals_are_no_part_of_what_a_job_keeps(tmp_path: Path) -> None:
    text = (SHIPPED / "core" / "ml-engineer.yaml").read_text(encoding="utf-8")
    folder = write(tmp_path / "own", engineer=text.split("signals:")[0])

    without = load_library(SHIPPED, folder)

    shipped = load_library(SHIPPED)
    assert shipped.roles["ml-engineer"].signals.titles
    assert without.roles["ml-engineer"].signals.titles == ()
    assert without.digest("ml-engineer") == shipped.digest("ml-engineer")
    assert compare(without.resolve("ml-engineer"), shipped.resolve("ml-engineer")).changes == ()


# --- any bytes ----------------------------------------------------------------------------------


def _is_reported(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(raw)

    library, problems = read_for_check((), (path,))

    assert problems or library.sources
    assert all(str(p).startswith(str(path)) for p in problems)


@given(raw=st.binary(max_size=200))
def test_any_bytes_as_a_file_give_problems_and_nothing_is_raised(
    tmp_path: Path, raw: bytes
) -> None:
    _is_reported(tmp_path, raw)


_WORDS = st.sampled_from(
    [
        *("kind", "role", "competency", "id", "plan", "bars", "strengths", "variants", "level"),
        *("junior", "chart", "floor", "no", "010", "coding", "talk", "step", "add", "new"),
        *("after", "settings", "changes", "roles", "anchors", "questions", "1.0.0"),
    ]
)
_TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _WORDS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(_WORDS | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(tree=_TREES)
def test_any_values_as_a_file_give_problems_and_nothing_is_raised(
    tmp_path: Path, tree: object
) -> None:
    _is_reported(tmp_path, json.dumps(tree).encode())


def _places(value: object, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [place]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _places(inner, (*place, key))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            found += _places(inner, (*place, number))
    return found


@pytest.mark.parametrize("text", [ROLE, COMPETENCY, ORGANISATION])
@given(draw=st.data())
def test_any_value_at_any_place_of_a_rubric_is_reported_and_nothing_is_raised(
    tmp_path: Path, text: str, draw: st.DataObject
) -> None:
    from hiring.rubric_files.yaml_text import read_yaml

    value = read_yaml("f", text.encode()).value
    for _ in range(draw.draw(st.integers(1, 3))):
        place = draw.draw(st.sampled_from(_places(value)[1:]))
        around = value
        for part in place[:-1]:
            around = around[part]
        if draw.draw(st.booleans()):
            around[place[-1]] = draw.draw(_TREES)
        else:
            del around[place[-1]]
    path = tmp_path / "any.yaml"
    path.write_text(json.dumps(value), encoding="utf-8")

    _, problems = read_for_check((), (path,))

    assert all(str(path) in p.where for p in problems)


def test_a_check_of_everything_takes_no_longer_than_a_person_waits() -> None:
    started = time.monotonic()

    read_library(SHIPPED)

    assert time.monotonic() - started < 10


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def run() -> Callable[..., tuple[int, str]]:
    """Run a rubric command without a workspace."""

    def invoke(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["rubric", *words], catch_exceptions=False)
        return result.exit_code, result.output

    return invoke


def test_the_check_command_says_what_where_and_how_to_mend_it(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    path = write(tmp_path / "own", role=spoil(ROLE, ("minutes: 45", "minutes: 400"))) / "role.yaml"

    code, output = run("check", str(path))

    assert code == 3
    assert output.splitlines() == [
        f"{path}:{PLAN}: the plan takes 610 minutes of the candidate's time. Fix: at most 360",
        "1 problem in 12 roles, 29 competencies, 8 organisation settings",
    ]


def test_the_check_command_is_content_with_sound_files(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    folder = write(tmp_path / "own", role=ROLE)

    assert run("check") == (0, "0 problems in 11 roles, 29 competencies, 8 organisation settings\n")
    assert run("check", "--json", str(folder)) == (0, "[]\n")
