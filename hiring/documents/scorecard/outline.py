"""Read what a card says of itself on its hidden sheet, so that it can be checked on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.scorecard.outside import CARRIER
from hiring.domain.filled_card import Outline, OutlinedRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiring.documents.sheets.book import Book, Sheet

_MOST_ROWS = 400
_MOST_DIGITS = 3
_LABEL, _FIRST, _SECOND, _THIRD, _FOURTH = range(1, 6)


def find_outline(book: Book) -> Outline | None:
    """Give the outline of the first sheet that has one, or None where it was lost."""
    for sheet in book.sheets:
        rows = sorted(at.row for at in sheet.cells if at.column == _LABEL)[:_MOST_ROWS]
        labels = {row: sheet.text(row, _LABEL) for row in rows}
        place = next((row for row, label in labels.items() if label == "format"), None)
        if place and sheet.text(place, _FIRST).startswith(CARRIER):
            return _outline(sheet, labels)
    return None


def _outline(sheet: Sheet, labels: Mapping[int, str]) -> Outline | None:
    said: dict[str, str] = {}
    words = []
    texts: list[str] = []
    asked = []
    for row, label in labels.items():
        first = sheet.text(row, _FIRST)
        if label == "texts":
            texts += first.split()
        elif label == "word":
            words.append((first, sheet.text(row, _SECOND)))
        elif label == "row":
            levels = sheet.text(row, _THIRD).removesuffix(".0")
            if not levels.isdecimal() or len(levels) > _MOST_DIGITS:
                return None
            name, described = sheet.text(row, _SECOND), sheet.text(row, _FOURTH)
            asked.append(OutlinedRow(first, name, int(levels), described))
        else:
            said.setdefault(label, first)
    if not asked or "overall" not in said:
        return None
    return Outline(
        language=said.get("language", ""),
        rows=tuple(asked),
        overall_key=said["overall"],
        words=tuple(words),
        texts=frozenset(texts),
    )
