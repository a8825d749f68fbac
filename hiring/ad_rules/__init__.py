"""What is known of advertisements, as plain files: headings, languages, and the lint's rules."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from hiring.domain.adverts.advert import Part
from hiring.domain.adverts.parts import Headings
from hiring.domain.adverts.phrases import Phrases

_HERE = Path(__file__).resolve().parent


@cache
def load_headings() -> Headings:
    """Give the known headings, and the small words by which a language is told."""
    return Headings(
        phrases=Phrases(
            (phrase, Part(part))
            for part, phrases in _load("headings").items()
            for phrase in phrases
        ),
        small_words={code: frozenset(words.split()) for code, words in _load("languages").items()},
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))
