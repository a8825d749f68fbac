"""Write what the rule files of advertisements and of the guard say as Python: `make docs`.

Python keeps its own files compiled. Reading them takes a command under a millisecond, reading the
TOML files that people edit over twenty.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from pprint import pformat
from typing import Any

import hiring.ad_rules
import hiring.guard_rules

FOLDER = Path(hiring.ad_rules.__file__).parent
GUARD = Path(hiring.guard_rules.__file__).parent / "written_words.py"
WORDS = ("facts", "headings", "languages")
"""The files that every command on advertisements needs; the others are the lint's."""

_HEAD = '''\
"""What the TOML files of this folder say. Written by `make docs`: edit those, not this."""

from __future__ import annotations

import datetime
from typing import Any

SAID: dict[str, Any] = '''


def said() -> dict[str, dict[str, Any]]:
    """Give what each module has to say today, by its name."""
    files = sorted((*FOLDER.glob("*.toml"), *FOLDER.glob("rules/*.toml")))
    found = {
        path.relative_to(FOLDER).with_suffix("").as_posix(): _freeze(
            tomllib.loads(path.read_text(encoding="utf-8"))
        )
        for path in files
    }
    return {
        "written_words": {name: one for name, one in found.items() if name in WORDS},
        "written_rules": {name: one for name, one in found.items() if name not in WORDS},
    }


def guard_said() -> dict[str, Any]:
    """Give what the word lists of the guard say, by language."""
    files = sorted(GUARD.parent.glob("*.toml"))
    return {path.stem: _freeze(tomllib.loads(path.read_text(encoding="utf-8"))) for path in files}


def _freeze(said: Any) -> Any:
    """Make lists tuples, which Python keeps compiled as a whole."""
    if isinstance(said, dict):
        return {key: _freeze(value) for key, value in said.items()}
    return tuple(map(_freeze, said)) if isinstance(said, list) else said


def write(said: dict[str, Any]) -> str:
    """Write a module that says it."""
    text = _HEAD + pformat(said, width=100, compact=True, sort_dicts=False) + "\n"
    return text if "datetime.date(" in text else text.replace("import datetime\n", "")


if __name__ == "__main__":
    for name, one in said().items():
        FOLDER.joinpath(f"{name}.py").write_text(write(one), encoding="utf-8")
    GUARD.write_text(write(guard_said()), encoding="utf-8")
