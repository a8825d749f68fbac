"""Judge a filled card: whole, strict, and every fault at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hiring.domain.card_rows import match_rows
from hiring.domain.filled_card import (
    OVERALL_NAME,
    AskedCard,
    AskedRow,
    FilledCard,
    FoundRow,
    Judged,
    cut,
    described,
    place_in,
)
from hiring.domain.language import folded
from hiring.domain.scorecard import NOT_ASSESSED, OVERALL, Overall, Rating, read_level
from hiring.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.domain.language import Vocabulary
    from hiring.domain.scorecard import ReadLevel

_QUOTED = 60
_SLIPPED = "if all answers slipped one row down, move them up by one"


@dataclass(slots=True)
class _Found:
    """What is collected while a card is judged."""

    problems: list[Problem] = field(default_factory=list)
    gaps: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_gap(self, problem: Problem) -> None:
        """Note a place that is not filled in yet."""
        self.problems.append(problem)
        self.gaps.append(problem)


def judge(filled: FilledCard, asked: AskedCard, vocabulary: Vocabulary, *, name: str) -> Judged:
    """Judge a filled card as a whole against what it was sent to ask; `name` is the file's.

    A row is known by its key and its name together. Where the two disagree throughout, because
    visible columns were sorted without the hidden one, the name counts, and what was taken for
    which competency is said. Nothing is rounded or guessed.
    """
    found = _Found(notes=list(filled.notes), problems=list(filled.problems))
    if problem := _answers_elsewhere(filled, asked, name):
        found.problems.append(problem)
        return _judged(found, filled, name)
    rows = match_rows(filled, asked, vocabulary, name)
    found.problems += rows.problems
    found.notes += [rows.note] if rows.note else []
    if problem := _swapped_columns(filled, rows.rows, asked, vocabulary, name):
        found.problems.append(problem)
        return _judged(found, filled, name)
    rated = tuple(
        rating
        for row in asked.rows
        if row.competency in rows.rows
        for rating in _read_row(
            filled, row, rows.rows[row.competency], asked, vocabulary, name, found
        )
    )
    overall = _read_overall(filled, rows.rows.get(OVERALL), vocabulary, name, found)
    taken = tuple(_taken_as(asked, rated, overall)) if rows.is_sorted else ()
    if taken:
        found.notes.append(f"it was taken so: {'; '.join(taken)}")
    return _judged(found, filled, name, rated, overall, taken)


def _judged(
    found: _Found,
    filled: FilledCard,
    name: str,
    ratings: tuple[Rating, ...] = (),
    overall: Overall = Overall.NO_DECISION,
    uncertain: tuple[str, ...] = (),
) -> Judged:
    """Sum up; of a cell that cannot be read, only that is told."""
    told = {place_in(name, cell) for cell in filled.unreadable}
    return Judged(
        ratings=ratings,
        overall=overall,
        problems=tuple(
            one for one in found.problems if one.where not in told or one in filled.problems
        ),
        gaps=tuple(one for one in found.gaps if one.where not in told),
        notes=tuple(found.notes),
        uncertain=uncertain,
    )


def changed_descriptions(filled: FilledCard, asked: AskedCard) -> tuple[str, ...]:
    """Name the rows whose descriptions are not those they were sent with."""
    sent = {row.key: row for row in asked.rows} | {folded(row.name): row for row in asked.rows}
    found = ((row, sent.get(row.key or "") or sent.get(folded(row.name))) for row in filled.rows)
    return tuple(
        f"the descriptions beside {row.rating_cell}"
        for row, mine in found
        if mine and mine.described and mine.described != described(row.anchors)
    )


def _answers_elsewhere(filled: FilledCard, asked: AskedCard, name: str) -> Problem | None:
    """Notice that nothing stands in the boxes, and something anywhere else."""
    if not filled.unanswered:
        return None
    added = filled.added
    if not added and not (filled.outline and filled.outline.texts):
        added = changed_descriptions(filled, asked)
    if not added:
        return None
    rating, evidence = (
        filled.word(key, otherwise=key.capitalize()) for key in ("rating", "evidence")
    )
    return Problem(
        f"no box is filled in, and this was added outside the boxes: {', '.join(added)}",
        where=name,
        fix=f'type your ratings into the boxes under "{rating}" and "{evidence}": {filled.boxes}',
    )


def _swapped_columns(
    filled: FilledCard,
    rows: Mapping[str, FoundRow],
    asked: AskedCard,
    vocabulary: Vocabulary,
    name: str,
) -> Problem | None:
    """Notice ratings where the evidence belongs: under swapped headings, or one column on."""

    def read(value: object) -> ReadLevel:
        return read_level(value, scale_max=asked.scale_max, vocabulary=vocabulary)

    answered = [row for key, row in rows.items() if key != OVERALL]
    evidence = [(row, read(row.evidence)) for row in answered if row.evidence.strip()]
    bare = all(not level.wrong and not (level.assessed and level.note) for _, level in evidence)
    if not bare or not any(level.assessed for _, level in evidence):
        return None
    one, other = (filled.word(key, otherwise=key.capitalize()) for key in ("rating", "evidence"))
    ratings = [level for row in answered if not (level := read(row.rating)).empty]
    fix = f"write each rating under {one} and what was said or done under {other}"
    if not ratings:
        what = f"ratings stand under {other}, and nothing under {one}"
        fix = f"if all answers slipped one column to the right, move them back; {fix}"
    elif any(level.wrong for level in ratings):
        what = f"ratings stand under {other} and evidence under {one}: were the columns swapped?"
    else:
        what = f"there are only ratings under {other}"
    return Problem(what, where=place_in(name, evidence[0][0].evidence_cell), fix=fix)


def _taken_as(asked: AskedCard, ratings: tuple[Rating, ...], overall: Overall) -> Iterator[str]:
    """Say line by line what was taken for which competency, with how its evidence begins."""
    names = {row.competency: row.name for row in asked.rows}
    for rating in ratings:
        level = NOT_ASSESSED if rating.level is None else str(rating.level)
        words = " ".join(rating.evidence.split())
        yield f"{names[rating.competency]}: {level}{_quoted(words)}"
    yield f"{OVERALL_NAME}: {overall.value.replace('_', ' ')}"


def _quoted(words: str) -> str:
    beginning = words[:_QUOTED].rstrip()
    return f' ("{beginning}{"…" if len(words) > _QUOTED else ""}")' if words else ""


def _read_row(
    filled: FilledCard,
    row: AskedRow,
    said: FoundRow,
    asked: AskedCard,
    vocabulary: Vocabulary,
    name: str,
    found: _Found,
) -> Iterator[Rating]:
    """Read one row's rating and evidence; a row that cannot be read gives none."""
    read = read_level(said.rating, scale_max=asked.scale_max, vocabulary=vocabulary)
    where = place_in(name, said.rating_cell)
    unassessed = filled.word("not_assessed", otherwise=NOT_ASSESSED)
    if read.wrong:
        fix = f'choose 1 to {asked.scale_max} or "{unassessed}" from the list'
        if vocabulary.choice(str(said.rating)) is not None and filled.overall_cell:
            fix += f"; the {OVERALL_NAME} belongs into {filled.overall_cell}"
        found.problems.append(Problem(f"{row.name}: {cut(read.wrong)}", where=where, fix=fix))
        return
    if read.empty:
        told = "has evidence but no rating" if said.evidence.strip() else "is not filled in"
        fix = f'rate it, or choose "{unassessed}" if it was not probed'
        found.add_gap(Problem(f"{row.name} {told}", where=where, fix=fix))
    if read.note:
        found.notes.append(f"{said.rating_cell}: {cut(read.note)}")
    rating = Rating(
        competency=row.competency,
        level=read.level,
        raw="" if said.rating is None else str(said.rating),
        evidence=said.evidence.strip(),
    )
    if rating.unsupported:
        found.notes.append(
            f"{said.evidence_cell}: {row.name} is rated {rating.level} without evidence; it is "
            "kept and does not count"
        )
    yield rating


def _read_overall(
    filled: FilledCard,
    row: FoundRow | None,
    vocabulary: Vocabulary,
    name: str,
    found: _Found,
) -> Overall:
    where = place_in(name, row.rating_cell) if row and row.rating_cell else name
    choices = ", ".join(
        filled.word(one.value, otherwise=one.value.replace("_", " ")) for one in Overall
    )
    raw = "" if row is None or row.rating is None else str(row.rating).strip()
    if not raw:
        if row is not None or not (filled.overall_cell or filled.overall_key):
            fix = f"choose one of: {choices}"
            found.add_gap(Problem(f"the {OVERALL_NAME} is missing", where=where, fix=fix))
        return Overall.NO_DECISION
    choice = vocabulary.choice(raw)
    if choice is None:
        slipped = f"; {_SLIPPED}" if raw.isdecimal() else ""
        what, fix = f'"{cut(raw)}" is no {OVERALL_NAME}', f"choose one of: {choices}{slipped}"
        found.problems.append(Problem(what, where=where, fix=fix))
        return Overall.NO_DECISION
    return choice
