"""Write into docs/wording.md what is looked for and how often that errs: `make docs`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

import hiring.guard_rules
from hiring.domain.guard import Guard
from hiring.guard_rules import load_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "wording.md"
SENTENCES = Path(__file__).parent / "guard"
BEGIN = "<!-- Written by `make docs` from hiring/guard_rules; do not edit it here. -->\n"
END = "<!-- Written until here. -->\n"
WRITTEN_BY_PEOPLE = ("evidence", "note", "because", "override", "reopen")


class Tried(NamedTuple):
    """What was found in some texts: how many there are, and in which something was pointed out."""

    texts: int
    pointed: int

    @property
    def percent(self) -> str:
        """Give the share, without a comma that so few texts do not bear."""
        return f"{100 * self.pointed / self.texts:.0f} %"


def try_honest(name: str) -> Tried:
    """Look at sentences in which nothing should be pointed out."""
    guard = Guard(load_groups())
    lines = list(sentences(name))
    return Tried(len(lines), sum(bool(guard.look_at(line)) for line in lines))


def try_pointed(name: str) -> Tried:
    """Look at sentences in which something of any group should be pointed out."""
    guard = Guard(load_groups())
    lines = [line.partition(": ")[2] for line in sentences(name)]
    return Tried(len(lines), sum(bool(guard.look_at(line)) for line in lines))


def try_sample() -> Tried:
    """Look at every evidence, note and reason of the made-up hiring round of the demo."""
    guard = Guard(load_groups())
    said = yaml.safe_load((ROOT / "sample_data" / "round.yaml").read_text(encoding="utf-8"))
    texts = list(_written(said))
    return Tried(len(texts), sum(bool(guard.look_at(text)) for text in texts))


def try_rubrics() -> Tried:
    """Look at every sentence of the shipped rubrics: what they tell interviewers to write down."""
    guard = Guard(load_groups())
    texts = [
        text
        for path in sorted((ROOT / "rubrics").rglob("*.yaml"))
        for text in _texts(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]
    return Tried(len(texts), sum(bool(guard.look_at(text)) for text in texts))


def sentences(name: str) -> Iterator[str]:
    """Give the sentences of a file, without its remarks."""
    for line in SENTENCES.joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _written(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        for key, value in said.items():
            if key in WRITTEN_BY_PEOPLE and isinstance(value, str):
                yield value
            elif key == "ratings":
                yield from (text for text in _texts(value) if " " in text)
            else:
                yield from _written(value)
    elif isinstance(said, list):
        for value in said:
            yield from _written(value)


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for value in said.values():
            yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)


def tables() -> str:
    """Make the tables of figures and of groups."""
    return "\n".join((*_figures(), "## What is looked for", "", *_groups(), ""))


def _figures() -> Iterator[str]:
    yield from ("| texts without fault | of them | falsely pointed out | |", "|---|---|---|---|")
    for title, tried in (
        ("the demo's evidence, notes and reasons", try_sample()),
        ("sentences of the shipped rubrics", try_rubrics()),
        ("sentences the lists were improved on", try_honest("honest")),
        ("**sentences the lists never saw**", try_honest("honest_unseen")),
    ):
        yield f"| {title} | {tried.texts} | {tried.pointed} | {tried.percent} |"
    yield from ("", "| texts with such words | of them | found | |", "|---|---|---|---|")
    for title, tried in (
        ("sentences the lists were improved on", try_pointed("pointed")),
        ("sentences by whoever improved the lists, kept aside", try_pointed("pointed_beside")),
        ("**sentences the lists never saw**", try_pointed("pointed_unseen")),
    ):
        yield f"| {title} | {tried.texts} | {tried.pointed} | {tried.percent} |"
    yield ""


def _groups() -> Iterator[str]:
    languages = [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(Path(hiring.guard_rules.__file__).parent.glob("*.toml"))
    ]
    listed = " and ".join(f"{one['language']} ({one['as_of']})" for one in languages[::-1])
    yield f"The word lists are in {listed}, and all of them are looked for in every text."
    yield from ("", "| group | names | why | law, for example | source |", "|---|---|---|---|---|")
    for one in load_groups():
        yield f"| `{one.id}` | {one.name} | {one.why} | {one.law} | {one.source} |"


def page() -> str:
    """Give the page with its tables as they are today."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return before + BEGIN + "\n" + tables() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
