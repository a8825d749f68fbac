"""List what an advertisement asks for: what is required, and what would be liked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.facts import Quoted
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.adverts.wishes import WISHED_BEFORE, WISHED_BEHIND, is_only_a_wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hiring.domain.adverts.advert import Advert, Line

_LETTER = Pattern(r"[^\W\d_]")
_REQUIRED = Pattern(
    r"\b(?:required|must|minimum|at least)\b",
    re.IGNORECASE,
    hints=("required", "must", "minimum", "at least"),
)


def list_must_haves(advert: Advert) -> tuple[Quoted, ...]:
    """Give the items of lists of requirements that are not mere wishes."""
    return tuple(
        Quoted(text=item.text, line=item.line)
        for item in _items(advert, Part.MUST)
        if not _is_wish(item.text)
    )


def list_nice_to_haves(advert: Advert) -> tuple[Quoted, ...]:
    """Give the items of lists of wishes, and the wishes in lists of requirements."""
    wishes = [item for item in _items(advert, Part.MUST) if _is_wish(item.text)]
    items = sorted([*wishes, *_items(advert, Part.NICE)], key=lambda item: item.line)
    return tuple(Quoted(text=item.text, line=item.line) for item in items)


def _is_wish(item: str) -> bool:
    if is_only_a_wish(item) or WISHED_BEFORE.match(item):
        return True
    found = WISHED_BEHIND.search(item)
    return found is not None and not _REQUIRED.search(item) and _ends_with(item, found)


def _ends_with(item: str, found: re.Match[str]) -> bool:
    """Tell whether words stand at the end of an item, and so are said of all of it."""
    return len(_LETTER.findall(item[found.end() :])) <= _FEW_LETTERS


_FEW_LETTERS = 12


def _items(advert: Advert, part: Part) -> Iterator[Quoted]:
    """Give the items of a part: in each section its bullets, or its paragraphs if it has none."""
    sections: dict[int, list[Line]] = {}
    for line in advert.of(part):
        sections.setdefault(line.section, []).append(line)
    for lines in sections.values():
        bullets = [line for line in lines if line.kind is Kind.BULLET]
        yield from _join_nested(bullets) if bullets else _quoted(lines)


def _join_nested(bullets: Sequence[Line]) -> Iterator[Quoted]:
    """Give bullets as items: one that leads to others, "Our values:", is one item with them.

    A bullet that leads to wishes is none itself; each of those is.
    """
    place = 0
    while place < len(bullets):
        lead = bullets[place]
        place += 1
        if not lead.text.endswith(":"):
            yield from _quoted([lead])
            continue
        end = place
        while end < len(bullets) and bullets[end].indent > lead.indent:
            end += 1
        under = bullets[place:end]
        if lead.part is Part.NICE and place < len(bullets):
            continue
        text = " ".join((lead.text, "; ".join(line.text.rstrip(" ;.") for line in under)))
        yield Quoted(text=text.strip(), line=lead.number)
        place = end


def _quoted(lines: Iterable[Line]) -> Iterator[Quoted]:
    return (Quoted(text=line.text, line=line.number) for line in lines if _LETTER.search(line.text))
