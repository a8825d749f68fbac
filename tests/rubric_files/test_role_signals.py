"""What recognising needs of the rubrics is read quickly, and is what the whole library says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hiring.errors import InvalidFileError
from hiring.resources import bundled
from hiring.rubric_files.library import load_library
from hiring.rubric_files.role_signals import load_signposts, signposts_of
from tests.rubric_files.planted import COMPETENCY, ROLE, spoil, write

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = bundled("rubrics")


def test_the_quick_reader_gives_what_the_whole_library_says() -> None:
    assert load_signposts(SHIPPED).roles == signposts_of(load_library(SHIPPED)).roles


def test_every_shipped_role_has_signals_of_each_kind() -> None:
    roles = load_signposts(SHIPPED).roles

    assert len(roles) == 11
    for role in roles:
        signals = role.signals
        assert signals.titles, role.role
        assert set(signals.duties) == {"1", "2", "3"}, role.role
        assert signals.skills, role.role
        assert signals.against, role.role
        assert signals.needs, role.role


def test_the_shipped_files_are_read_without_the_yaml_library() -> None:
    code = (
        "import sys\n"
        "from hiring.resources import bundled\n"
        "from hiring.rubric_files.role_signals import load_signposts\n"
        "load_signposts(bundled('rubrics')).phrases\n"
        "print(sorted({'yaml', 'pydantic'} & set(sys.modules)))"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert said.stdout == "[]\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"^name: (.*)$", r'name: "\1"'),
        (r"^aliases:$", "# other titles\naliases:"),
        (r'^  - "ML engineer"$', "  - ML engineer"),
        (r"^  titles: \[(.*),$", r"  titles: [\1, # and more\n   "),
        (r"^    3: \[(.*),$", r"    3:\n      [\1,"),
        (r"^  skills:$", "  skills:\n"),
        (r"^  duties:$", '  "duties":'),
    ],
)
def test_a_file_that_is_written_in_another_way_is_read_all_the_same(
    tmp_path: Path, old: str, new: str
) -> None:
    folder = tmp_path / "rubrics"
    shutil.copytree(SHIPPED, folder)
    file = folder / "core" / "ml-engineer.yaml"
    text, count = re.subn(old, new, file.read_text(), count=1, flags=re.MULTILINE)
    file.write_text(text)

    found = load_signposts(folder)

    assert count == 1
    assert found.roles == signposts_of(load_library(folder)).roles


def test_an_own_role_takes_part_and_an_own_file_takes_the_place_of_a_shipped_one(
    tmp_path: Path,
) -> None:
    engineer = (SHIPPED / "core" / "ml-engineer.yaml").read_text()
    own = write(
        tmp_path / "own", tester=ROLE, engineer=engineer.replace('"mle", ', '"model smith", ')
    )

    roles = {one.role: one for one in load_signposts(SHIPPED, own).roles}

    assert roles["model-tester"].signals.titles == ("test engineer",)
    assert "model smith" in roles["ml-engineer"].signals.titles
    assert len(roles) == 12


@pytest.mark.parametrize("made", [True, False])
def test_an_empty_or_absent_own_folder_changes_nothing(tmp_path: Path, *, made: bool) -> None:
    folder = tmp_path / "own"
    if made:
        folder.mkdir()

    assert load_signposts(SHIPPED, folder) is load_signposts(SHIPPED)


def test_own_files_with_faults_are_refused_with_all_of_them(tmp_path: Path) -> None:
    own = write(
        tmp_path / "own",
        tester=spoil(ROLE, ('"failure analysis"', '"ci/cd"')),
        competency=spoil(COMPETENCY, ("version: 1.0.0", "version: one")),
    )

    with pytest.raises(InvalidFileError) as caught:
        load_signposts(SHIPPED, own)

    assert len(caught.value.problems) == 2
