"""Short texts as advertisements have them, with what they are read as; see the folder lines."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from hiring.ad_rules import load_fact_words, load_headings
from hiring.domain.adverts.gathering import gather_facts
from hiring.domain.adverts.reading import number_lines, read_advert

if TYPE_CHECKING:
    from hiring.domain.adverts.facts import Facts

LINES = Path(__file__).with_name("lines")


def rows(name: str) -> list[tuple[str, ...]]:
    """Read the columns of a list."""
    text = (LINES / f"{name}.txt").read_text(encoding="utf-8")
    return [
        tuple(
            cell.strip().replace("\\n", "\n")
            for cell in line.split(" | ", 2 if name == "pay" else 1)
        )
        for line in text.splitlines()
        if not line.startswith("#")
    ]


def gather(text: str, *, place: str = "", title: str = "Data engineer") -> Facts:
    """Read the facts of an advertisement with a title and these lines."""
    head = f"# {title}\n" + (f"Location: {place}\n" if place else "")
    body = textwrap.dedent(text).strip("\n")
    advert = read_advert(
        number_lines(f"{head}\nWe sort parcels with a small team.\n\n{body}"), load_headings()
    )
    return gather_facts(advert, load_fact_words())


def gather_whole(text: str) -> Facts:
    """Read the facts of a whole advertisement, from its first line on."""
    advert = read_advert(number_lines(textwrap.dedent(text).strip("\n")), load_headings())
    return gather_facts(advert, load_fact_words())


def listed(text: str) -> str:
    """Put a text that begins with a bullet into a list of requirements."""
    return f"Requirements\n\n{text}" if text.startswith("*") else text
