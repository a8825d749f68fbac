from __future__ import annotations

import inspect
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import hiring.domain.adverts
from hiring.ad_rules.lint_rules import load_rulebook
from hiring.domain.adverts.advert import split_sentences
from hiring.domain.adverts.patterns import Pattern
from tests.domain.adverts import ads

LINES = Path(__file__).parent / "lines"
MODULES = [
    import_module(found.name)
    for found in walk_packages(hiring.domain.adverts.__path__, "hiring.domain.adverts.")
]
PATTERNS = {
    f"{module.__name__}.{name}": one
    for module in MODULES
    for name, one in vars(module).items()
    if isinstance(one, Pattern)
}


@cache
def texts() -> list[str]:
    """Give lines of every kind, and their sentences."""
    examples = (one for rule in load_rulebook().rules for one in (*rule.good, *rule.bad))
    whole = [*(path.read_text(encoding="utf-8") for path in LINES.iterdir()), *examples]
    whole += [text for text in vars(ads).values() if isinstance(text, str)]
    whole += [*ads.ROLES.values(), inspect.getsource(ads)]
    lines = {line.strip() for text in whole for line in re.split(r"\n|\\n", text)}
    return sorted({part for line in lines for part in (line, *split_sentences(line))})


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_finds_nothing_where_none_of_its_hints_stands(name: str) -> None:
    hinted = PATTERNS[name]
    bare = re.compile(hinted._written, hinted._flags)

    for text in texts():
        assert (hinted.search(text) is None) == (bare.search(text) is None), text
        assert hinted.findall(text) == bare.findall(text), text


def test_nothing_is_found_put_or_split_in_a_text_without_a_hint() -> None:
    dash = Pattern(r"\s*-\s*", hints=("-",))

    assert dash.search("a b") is dash.match("a b") is dash.fullmatch("a b") is None
    assert (list(dash.finditer("a b")), dash.findall("a b")) == ([], [])
    assert (dash.sub("", "a b"), dash.split("a b")) == ("a b", ["a b"])
    assert (dash.sub("", "a - b"), dash.split("a - b")) == ("ab", ["a", "b"])


def test_a_hint_counts_only_within_the_place_that_is_looked_at() -> None:
    word = Pattern("year", re.IGNORECASE, hints=("year",))

    assert word.search("Year by year", 4, 8) is None
    assert word.match("Year by Year", 8) is not None
    assert word.fullmatch("Year by year", 0, 4) is not None
