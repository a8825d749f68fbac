"""Say which row of a filled card answers which competency: by hidden key and visible name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.filled_card import (
    MOVE_RATING,
    OVERALL_NAME,
    AskedCard,
    FilledCard,
    FoundRow,
    cut,
    described,
    place_in,
)
from hiring.domain.language import folded
from hiring.domain.scorecard import OVERALL
from hiring.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.domain.language import Vocabulary

_FEW = 40
_KEYS_GONE = "the hidden keys are gone; each row was taken by its competency's name"
_SORTED = (
    "the rows were sorted without their hidden keys; each was taken by its competency's name. If "
    "only some columns were sorted, ratings now stand beside other competencies: compare them with "
    "their evidence, and ask the interviewer"
)


class Matched(NamedTuple):
    """Which row answers which competency, and what is wrong or uncertain about the rows.

    `is_sorted` says that names lie in another order than keys, so that nobody can tell whether the
    boxes were sorted with the names.
    """

    rows: Mapping[str, FoundRow]
    problems: tuple[Problem, ...] = ()
    note: str = ""
    is_sorted: bool = False


def match_rows(filled: FilledCard, asked: AskedCard, vocabulary: Vocabulary, name: str) -> Matched:
    """Say which row answers which competency, the overall recommendation among them."""
    by_key = {row.key: row.competency for row in asked.rows} | {asked.overall_key: OVERALL}
    by_name = {folded(row.name): row.competency for row in asked.rows}
    by_name |= dict.fromkeys(vocabulary.recommendation, OVERALL)
    names = {row.competency: row.name for row in asked.rows} | {OVERALL: OVERALL_NAME}
    rows = tuple(_all_rows(filled))
    keyed = [by_key.get(row.key) if row.key else None for row in rows]
    named = [by_name.get(folded(row.name)) for row in rows]
    note, is_sorted = "", _is_sorted(keyed, named, names)
    if is_sorted:
        note, keyed = _SORTED, named
    elif rows and all(row.key is None for row in rows) and None not in named:
        is_sorted = _is_sorted(list(names), named, names)
        note = f"the hidden keys are gone, and {_SORTED}" if is_sorted else _KEYS_GONE
    matching = _Matching(filled, asked, vocabulary, name, names)
    for row, by_its_key, by_its_name in zip(rows, keyed, named, strict=True):
        matching.add(row, by_its_key, by_its_name)
    return Matched(matching.matched, (*matching.problems, *matching.missing()), note, is_sorted)


class _Matching:
    """Collects which row answers which competency, and what keeps the others from it."""

    def __init__(
        self,
        filled: FilledCard,
        asked: AskedCard,
        vocabulary: Vocabulary,
        name: str,
        names: Mapping[str, str],
    ) -> None:
        self.matched: dict[str, FoundRow] = {}
        self.problems: list[Problem] = []
        self._filled, self._asked = filled, asked
        self._vocabulary, self._name, self._names = vocabulary, name, names
        self._theirs = _by_descriptions(asked)
        self._met: set[str | None] = set()

    def add(self, row: FoundRow, by_its_key: str | None, by_its_name: str | None) -> None:
        """Take a row for the competency it is of, or say why it is of none."""
        mine = by_its_key if row.key else by_its_name
        self._met |= {by_its_key, by_its_name}
        fault = self._row_fault(row, mine, by_its_name)
        if fault is None and mine is not None:
            beside = self._theirs.get(described(row.anchors))
            fault = _column_fault(row, mine, beside, self._names)
        if fault is None and mine is not None and mine in self.matched:
            fault = f'"{cut(row.name)}" is there twice', "keep one of the rows"
        if fault is None and mine is not None:
            self.matched[mine] = row
            return
        what, fix = fault or ("", "")
        cell = row.rating_cell if row.name.strip() else row.name_cell
        self.problems.append(Problem(what, where=place_in(self._name, cell), fix=fix))

    def missing(self) -> Iterator[Problem]:
        """Name the competencies that no row is of."""
        missing = [row.name for row in self._asked.rows if row.competency not in self._met]
        if missing:
            shown = ", ".join(f'"{one}"' for one in missing)
            rows = f"row {shown} is" if len(missing) == 1 else f"rows {shown} are"
            fix = "use the card as it was sent"
            yield Problem(f"the {rows} missing", where=self._name, fix=fix)

    def _row_fault(
        self, row: FoundRow, mine: str | None, by_its_name: str | None
    ) -> tuple[str, str] | None:
        if mine is None and row.key:
            return (
                f'the row "{cut(row.name)}" is not of this card',
                "take rows from other cards out",
            )
        if mine is None:
            return self._stray_fault(row)
        if by_its_name == mine:
            return None
        if not row.name.strip():
            fix = f'unmerge the cells and write "{self._names[mine]}" there'
            return (
                f"the competency's name is missing at {row.name_cell} (merged or deleted?)",
                f"{fix}, or fill in the card as it was sent",
            )
        return (
            f'the row is named "{cut(row.name)}", and its hidden key says "{self._names[mine]}"',
            "do not rename or move rows; start again from the card that was sent",
        )

    def _stray_fault(self, row: FoundRow) -> tuple[str, str]:
        """Say what is likely of a rating beside something else: it slipped, or it was added."""
        beside = cut(row.name, _FEW)
        if self._vocabulary.choice(str(row.rating)) is not None:
            return (
                f'the {OVERALL_NAME} stands beside "{beside}"',
                f"write it into its own box{_at(self._filled.overall_cell)}",
            )
        return (
            f'a rating stands beside "{beside}", which is no competency of this card',
            f"{MOVE_RATING}; what you added yourself, write as evidence of a row of the card",
        )


def _at(cell: str) -> str:
    return f", {cell}" if cell else ""


def _by_descriptions(asked: AskedCard) -> dict[str, str]:
    """Say which competency the descriptions of the levels belong to, where they belong to one."""
    count = Counter(row.described for row in asked.rows)
    found = {row.described: row.competency for row in asked.rows}
    return {words: one for words, one in found.items() if words and count[words] == 1}


def _all_rows(filled: FilledCard) -> Iterator[FoundRow]:
    yield from filled.rows
    if filled.overall_cell or filled.overall_key:
        yield FoundRow(
            key=filled.overall_key,
            name=filled.overall_name or OVERALL_NAME,
            rating=filled.overall,
            evidence=filled.overall_note,
            rating_cell=filled.overall_cell,
            evidence_cell=filled.overall_cell,
            name_cell=filled.overall_cell,
        )


def _is_sorted(one: list[str | None], other: list[str | None], names: Mapping[str, str]) -> bool:
    """Tell whether two orders are both complete, and are not the same."""
    whole = Counter(list(names))
    return one != other and Counter(one) == whole and Counter(other) == whole


def _column_fault(
    row: FoundRow, mine: str, beside: str | None, names: Mapping[str, str]
) -> tuple[str, str] | None:
    """Notice a sort of some columns alone: whose rating it is cannot be told any more."""
    if beside is None or beside == mine:
        return None
    shown = f'the row is named "{cut(row.name)}"'
    return (
        f'{shown}, and the descriptions beside it are of "{names[beside]}"',
        "do not sort some columns alone; start again from the card that was sent",
    )
