"""Hold docs/importing.md to what the program does: its files and its commands, in order."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import hiring.profiles
from hiring.exchange.people.matching import EXTRA, FIELDS, IGNORE, load_map
from hiring.profiles import PROFILES
from tests.guide import Player

if TYPE_CHECKING:
    import pytest

WRITTEN = (Path(__file__).parents[3] / "docs" / "importing.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [text for found, text in _BLOCK.findall(WRITTEN) if found == kind]


def test_what_importing_shows_is_what_one_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    player = Player(tmp_path)
    player.play("```console\n$ hiring init .\n$ hiring job open ml-engineer --code ML-1\n```\n")
    (tmp_path / "people.csv").write_text(blocks("csv")[0], encoding="utf-8")
    (tmp_path / "map.yaml").write_text(blocks("yaml")[0], encoding="utf-8")

    played = player.play(WRITTEN)

    assert played == WRITTEN


def test_the_stages_of_every_system_are_listed() -> None:
    for name in PROFILES:
        for stage, written in _stages(name).items():
            assert f"| `{name}` | {stage} | {', '.join(written)} |" in WRITTEN


def _stages(name: str) -> dict[str, list[str]]:
    path = Path(hiring.profiles.__file__).parent / f"{name}.toml"
    found: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8")).get("stages", {})
    return found


def test_the_map_file_that_is_shown_can_be_read_and_names_every_field(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(blocks("yaml")[1], encoding="utf-8")

    told = load_map(tmp_path / "map.yaml")

    assert told.jobs["oldjobclosed"] is None
    assert all(f"`{name}`" in WRITTEN for name in (*FIELDS, EXTRA, IGNORE, *PROFILES))
