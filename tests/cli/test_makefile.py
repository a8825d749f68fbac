"""What people make with the Makefile, in a copy of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import missing

MAKEFILE = Path(__file__).parents[2] / "Makefile"


@pytest.mark.process
def test_a_new_demo_moves_aside_what_somebody_recorded_in_the_old_one(tmp_path: Path) -> None:
    make = shutil.which("make")
    if make is None:
        missing("make", "make")
        raise AssertionError
    shutil.copy(MAKEFILE, tmp_path)
    for name in ("requirements.txt", "pyproject.toml", ".venv/.made", ".venv/.runtime"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".venv" / "bin").mkdir()
    (tmp_path / ".venv" / "bin" / "hiring").symlink_to(Path(sys.executable).with_name("hiring"))
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "hiring.toml").write_text('company = "Mine"')

    played = subprocess.run(
        [make, "demo"], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    [kept] = tmp_path.glob("demo-*")
    assert re.fullmatch(r"demo-\d{8}-\d{6}", kept.name)
    assert (kept / "hiring.toml").read_text() == 'company = "Mine"'
    assert f"the demo that was here is kept in {kept.name}" in played.stdout
    assert 'company = "Mine"' not in (tmp_path / "demo" / "hiring.toml").read_text()
