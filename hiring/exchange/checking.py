"""Look at a filled card without any workspace: whether it is whole and could be taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiring.documents.scorecard import read
from hiring.domain.filled_card import AskedCard, AskedRow
from hiring.domain.judging import judge
from hiring.domain.language import Vocabulary
from hiring.domain.scorecard import OVERALL
from hiring.errors import InvalidFileError, Problem
from hiring.exchange.incoming import unpack
from hiring.exchange.taking import within
from hiring.languages import known_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hiring.domain.filled_card import FilledCard
    from hiring.exchange.incoming import Incoming, Step

_USUAL_LEVELS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What there is to say of one file: problems to mend, or what it rates."""

    file: str
    rated: int = 0
    overall: str = ""
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    name: str = ""

    @property
    def told(self) -> tuple[Problem, ...]:
        """Give the problems as they are told below the file's name: by sheet and cell."""
        return within(self.name, self.problems)


def check_files(steps: Iterable[Step]) -> Iterator[Checked]:
    """Look at every file that was found."""
    vocabulary = Vocabulary.of(known_languages())
    for step in steps:
        for incoming in unpack(step):
            yield _check(incoming, vocabulary)


def _check(incoming: Incoming, vocabulary: Vocabulary) -> Checked:
    file = incoming.shown
    if incoming.raw is None:
        return Checked(file=file, name=incoming.name, problems=incoming.problems)
    try:
        filled = read(incoming.raw, name=incoming.name, vocabulary=vocabulary, own_words=True)
    except InvalidFileError as error:
        return Checked(file=file, name=incoming.name, problems=error.problems)
    if filled.outline:
        vocabulary = vocabulary.also(filled.outline.words)
    problems = list(_identity_problems(filled, incoming.name))
    judged = judge(filled, _asked(filled), vocabulary, name=incoming.name)
    problems += judged.problems
    return Checked(
        file=file,
        name=incoming.name,
        rated=sum(rating.level is not None for rating in judged.ratings),
        overall=judged.overall.value.replace("_", " "),
        notes=judged.notes,
        problems=tuple(problems),
    )


def _identity_problems(filled: FilledCard, name: str) -> Iterator[Problem]:
    fix = "fill in the file that was sent, and send that back"
    if not filled.references:
        what = "no reference was found, so it cannot be told whose card this is"
        yield Problem(what, where=name, fix=fix)
    elif len(filled.references) > 1 or len(filled.prefixes) > 1:
        shown = "; ".join(
            " beside ".join(f"{what} at {', '.join(filled.places_of(mark))}" for mark in marks)
            for what, marks in (("a reference", filled.references), ("rows", filled.prefixes))
            if len(marks) > 1
        )
        yield Problem(f"it mixes different cards: {shown}", where=name, fix=fix)


def _asked(filled: FilledCard) -> AskedCard:
    """Say what the card was sent to ask: by its hidden sheet, or by what is left of it."""
    if filled.outline:
        rows = filled.outline.rows
        return AskedCard(
            rows=tuple(
                AskedRow(row.key.partition(".")[2], row.name, row.key, row.described)
                for row in rows
            ),
            overall_key=filled.outline.overall_key,
            scale_max=max(row.levels for row in rows),
        )
    prefix = filled.prefixes[0] if filled.prefixes else ""
    return AskedCard(
        rows=tuple(
            AskedRow((row.key or row.name).rpartition(".")[2], row.name, row.key or "")
            for row in filled.rows
        ),
        overall_key=f"{prefix}.{OVERALL}",
        scale_max=_USUAL_LEVELS,
    )
