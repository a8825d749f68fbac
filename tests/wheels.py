"""The Pythons of this machine, and what the wheel is installed with on each of them.

Run as `python -m tests.wheels` before the tests, which reach no package index: it puts what
requirements.txt names into build/wheels, once for each Python and lock file.
"""

from __future__ import annotations

import functools
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
LOCK = ROOT / "requirements.txt"
WHEELS = ROOT / "build" / "wheels"
QUIET: dict[str, Any] = {"capture_output": True, "timeout": 60, "cwd": "/"}


@functools.cache
def interpreters() -> dict[str, Path]:
    """Find one Python of each version: the running one, those on the path and pyenv's."""
    found = {f"{sys.version_info.major}.{sys.version_info.minor}": Path(sys.executable)}
    for version in VERSIONS:
        places = [Path(place) for place in [shutil.which(f"python{version}")] if place]
        places += sorted(Path.home().glob(f".pyenv/versions/{version}*/bin/python{version}"))
        for place in places:
            if version not in found and runs(place):
                found[version] = place
    return dict(sorted(found.items()))


def runs(python: Path, **user: Any) -> bool:
    """Tell whether a Python starts and can make environments; a shim of pyenv may not."""
    try:
        done = subprocess.run(
            [python, "-c", "import ensurepip, venv"], check=False, **QUIET, **user
        )
    except OSError:
        return False
    return done.returncode == 0


def every_python() -> list[Path]:
    """List the system's Pythons first: those in a person's home are closed to others."""
    system = [Path(f"/usr/bin/python{v}") for v in VERSIONS]
    return [*(place for place in system if place.exists()), *interpreters().values()]


def wheels_for(python: Path) -> Path:
    """Name the folder of what the lock file as it is now names for a Python."""
    asked: list[str | Path] = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    version = subprocess.run(asked, check=True, text=True, **QUIET).stdout.strip()
    return WHEELS / f"{version}-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"


def fetch(python: Path) -> None:
    """Put what the lock file names for a Python into its folder, if it is not there."""
    folder = wheels_for(python)
    if folder.is_dir():
        return
    print(f"fetching what requirements.txt names for {folder.name.partition('-')[0]}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:
        home, found = Path(made) / "home", Path(made) / "found"
        subprocess.run([python, "-m", "venv", home], check=True)
        pip: list[str | Path] = [
            home / "bin" / "python",
            "-m",
            "pip",
            "--disable-pip-version-check",
        ]
        given: list[str | Path] = ["--require-hashes", "-r", LOCK, "--dest", found]
        subprocess.run([*pip, "download", "--quiet", *given], check=True)
        found.rename(folder)


if __name__ == "__main__":
    for each in interpreters().values():
        fetch(each)
