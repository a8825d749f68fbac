from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiring.errors import InvalidFileError, RefusedError, UsageError
from hiring.resources import bundled
from hiring.rubric_files.choosing import choose, find_role, find_shipped, read_either
from hiring.rubric_files.library import load_library
from tests.rubric_files.planted import COMPETENCY, ROLE, spoil, write

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.rubric_files.library import Library

SHIPPED = bundled("rubrics")


@pytest.fixture(scope="module")
def library() -> Library:
    """Load the shipped rubrics."""
    return load_library(SHIPPED)


@pytest.mark.parametrize(
    "text",
    ["data-scientist", "Data scientist", " decision   SCIENTIST ", "Product data scientist"],
)
def test_a_role_is_found_by_id_name_or_alias(library: Library, text: str) -> None:
    assert find_role(library, text).id == "data-scientist"


def test_an_unknown_role_is_refused_with_the_roles_there_are(library: Library) -> None:
    with pytest.raises(RefusedError, match="there is no role 'wizard'") as caught:
        find_role(library, "wizard")

    assert "data-analyst, data-engineer" in caught.value.problems[0].fix


def test_a_name_of_several_roles_is_refused_with_those_roles(library: Library) -> None:
    from dataclasses import replace

    shared = load_library(SHIPPED)
    for role in ("data-analyst", "data-engineer"):
        shared.roles[role] = replace(library.roles[role], aliases=("Data person",))

    with pytest.raises(RefusedError, match="'data person' is several roles") as caught:
        find_role(shared, "data person")

    assert caught.value.problems[0].fix == "one of: data-engineer, data-analyst"


def test_a_variant_is_chosen_with_level_scope_and_organisation(library: Library) -> None:
    rubric = choose(
        library, "data-scientist", level="senior", scope="modelling", setting="embedded"
    )

    assert rubric.title == "Senior data scientist"
    assert rubric.strengths == ("ml-fundamentals", "ml-evaluation", "statistics")
    assert rubric.bars["code-quality"] == 3
    assert (rubric.level, rubric.scope, rubric.setting) == ("senior", "modelling", "embedded")


def test_a_variant_that_a_role_does_not_have_is_a_wrong_call(library: Library) -> None:
    with pytest.raises(UsageError, match="data-analyst has no focus 'task'"):
        choose(library, "data-analyst", focus="task")
    with pytest.raises(UsageError, match="there is no organisation 'circus'") as caught:
        choose(library, "data-analyst", setting="circus")

    assert "embedded" in caught.value.problems[0].fix


def test_a_rubric_is_read_by_role_or_from_a_file(tmp_path: Path) -> None:
    path = write(tmp_path / "own", role=ROLE) / "role.yaml"

    assert read_either((SHIPPED,), str(path)).role == "model-tester"
    assert read_either((SHIPPED,), "data-analyst").role == "data-analyst"


def test_a_folder_with_the_name_of_a_role_does_not_hide_the_role(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data-analyst").mkdir()
    monkeypatch.chdir(tmp_path)

    assert read_either((SHIPPED,), "data-analyst").role == "data-analyst"


def test_a_file_that_is_no_sound_role_is_refused(tmp_path: Path) -> None:
    faulty = spoil(ROLE, ("version: 1.0.0", "version: one"))
    folder = write(tmp_path / "own", faulty=faulty, competency=COMPETENCY)

    with pytest.raises(InvalidFileError, match=r"faulty\.yaml:3"):
        read_either((SHIPPED,), str(folder / "faulty.yaml"))
    with pytest.raises(InvalidFileError, match="there is no role in it"):
        read_either((SHIPPED,), str(folder / "competency.yaml"))


def test_shipped_roles_competencies_and_organisations_are_found_as_files(library: Library) -> None:
    found = find_shipped(library, ["ml-engineer", "coding", "ml-engineer", "embedded"])

    assert [name.replace("\\", "/") for name in found] == [
        "core/ml-engineer.yaml",
        "competencies/coding.yaml",
        "organisation.yaml",
    ]


def test_every_id_without_a_shipped_file_is_named(library: Library) -> None:
    with pytest.raises(RefusedError, match="there is no shipped rubric file of wizard, jester"):
        find_shipped(library, ["wizard", "coding", "jester"])
