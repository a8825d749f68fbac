"""How interviewers rate and how far they agree: figures with the counts behind them.

Nothing of it changes a rating, a status or advice, and it knows nothing of people but codes. Below
a least number a figure is not shown. docs/reports.md says what each is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.codes import Kind, code
from hiring.domain.leniency import estimate_leniency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hiring.domain.leniency import Effect, Vote

LEVELS_NEEDED = 20
CELLS_NEEDED = 10
REPORTABLE_CELLS = 30
REPORTABLE_PEOPLE = 8
FAR_APART = 2


class Given(NamedTuple):
    """One row of a card: a level, or none where it says "not assessed".

    Evidence is None where it was erased with the person, so that nobody can tell any more.
    """

    interviewer: str
    card: int
    application: int
    candidate: int
    job: str
    competency: str
    scale: int
    level: int | None
    evidence: bool | None

    @property
    def counts(self) -> bool:
        """Tell whether the level counts: not without evidence."""
        return self.level is not None and self.evidence is not False


class Leniency(NamedTuple):
    """How far somebody is above colleagues on the same people, in levels."""

    effect: float
    standard_error: float | None
    difference: float
    says: str


class InterviewerFigures(NamedTuple):
    """How one interviewer uses one scale; what is None has too few behind it."""

    interviewer: str
    scale: int
    cards: int
    ratings: int
    not_assessed: int
    without_evidence: int
    evidence_erased: int
    counted: int
    mean: float | None
    spread: float | None
    shares: tuple[float, ...] | None
    share_not_assessed: float | None
    shared_cells: int
    shared_people: int
    leniency: Leniency | None


class Agreement(NamedTuple):
    """How far two who rated the same person on the same competency agree."""

    cells: int
    exact: float | None
    within_one: float | None
    far_apart: int


class CompetencyFigures(NamedTuple):
    """How far people agree on one competency of a job."""

    job: str
    competency: str
    agreement: Agreement


class Split(NamedTuple):
    """A person and a competency on which interviewers are two levels or more apart."""

    application: str
    job: str
    competency: str
    levels: tuple[Vote, ...]


class Consistency(NamedTuple):
    """All figures: interviewers by name, competencies by job and id, splits newest first."""

    interviewers: tuple[InterviewerFigures, ...]
    agreement: Agreement
    competencies: tuple[CompetencyFigures, ...]
    splits: tuple[Split, ...]


class _Cell(NamedTuple):
    application: int
    candidate: int
    job: str
    competency: str
    scale: int


def tell_consistency(given: Iterable[Given]) -> Consistency:
    """Work out every figure; the order in which rows are given does not matter."""
    rows = list(given)
    shared = _shared_cells(rows)
    by_scale: dict[int, dict[_Cell, Sequence[Vote]]] = defaultdict(dict)
    by_competency: dict[tuple[str, str], list[Sequence[Vote]]] = defaultdict(list)
    for cell, votes in shared.items():
        by_scale[cell.scale][cell] = votes
        by_competency[cell.job, cell.competency].append(votes)
    effects = {scale: estimate_leniency(cells.values()) for scale, cells in by_scale.items()}
    people: dict[tuple[str, int], set[int]] = defaultdict(set)
    for cell, votes in shared.items():
        for name, _ in votes:
            people[name, cell.scale].add(cell.candidate)
    own: dict[tuple[str, int], list[Given]] = defaultdict(list)
    for row in rows:
        own[row.interviewer, row.scale].append(row)
    return Consistency(
        interviewers=tuple(
            _figures_of(
                key,
                own[key],
                effect=effects.get(key[1], {}).get(key[0]),
                people=len(people.get(key, ())),
            )
            for key in sorted(own)
        ),
        agreement=tell_agreement(shared.values()),
        competencies=tuple(
            CompetencyFigures(*key, tell_agreement(votes))
            for key, votes in sorted(by_competency.items())
        ),
        splits=tuple(
            Split(code(Kind.APPLICATION, cell.application), cell.job, cell.competency, tuple(votes))
            for cell, votes in sorted(
                shared.items(), key=lambda one: (-one[0].application, one[0].competency)
            )
            if _width(votes) >= FAR_APART
        ),
    )


def _shared_cells(rows: Iterable[Given]) -> dict[_Cell, list[Vote]]:
    """Gather the votes of the cells that two or more rated, by name; one has one vote in each."""
    found: dict[_Cell, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.level is not None and row.counts:
            cell = _Cell(row.application, row.candidate, row.job, row.competency, row.scale)
            found[cell][row.interviewer].append(row.level)
    return {
        cell: [(name, _lower_median(levels)) for name, levels in sorted(votes.items())]
        for cell, votes in found.items()
        if len(votes) > 1
    }


def _lower_median(levels: Sequence[int]) -> int:
    return sorted(levels)[(len(levels) - 1) // 2]


def tell_agreement(cells: Iterable[Sequence[Vote]]) -> Agreement:
    """Tell how often two agree; a cell counts once, however many pairs of people are in it."""
    # Pairs that agree, in whole numbers by how many pairs a cell has.
    exact: dict[int, int] = defaultdict(int)
    near: dict[int, int] = defaultdict(int)
    count = apart = 0
    for votes in cells:
        gaps = [abs(one - other) for (_, one), (_, other) in combinations(votes, 2)]
        exact[len(gaps)] += gaps.count(0)
        near[len(gaps)] += gaps.count(0) + gaps.count(1)
        count += 1
        apart += max(gaps) >= FAR_APART
    enough = count >= CELLS_NEEDED
    return Agreement(
        cells=count,
        exact=_share(exact, count) if enough else None,
        within_one=_share(near, count) if enough else None,
        far_apart=apart,
    )


def _share(agreeing: Mapping[int, int], cells: int) -> float:
    return float(sum(Fraction(n, pairs) for pairs, n in agreeing.items()) / cells)


def _width(votes: Sequence[Vote]) -> int:
    levels = [level for _, level in votes]
    return max(levels) - min(levels)


def _figures_of(
    who: tuple[str, int], rows: Sequence[Given], *, effect: Effect | None, people: int
) -> InterviewerFigures:
    name, scale = who
    levels = Counter(row.level for row in rows if row.level is not None and row.counts)
    counted = levels.total()
    enough = counted >= LEVELS_NEEDED
    not_assessed = sum(row.level is None for row in rows)
    mean, spread = _mean_and_spread(levels) if enough else (None, None)
    return InterviewerFigures(
        interviewer=name,
        scale=scale,
        cards=len({row.card for row in rows}),
        ratings=len(rows),
        not_assessed=not_assessed,
        without_evidence=sum(row.level is not None and row.evidence is False for row in rows),
        evidence_erased=sum(row.level is not None and row.evidence is None for row in rows),
        counted=counted,
        mean=mean,
        spread=spread,
        shares=tuple(levels[one] / counted for one in range(1, scale + 1)) if enough else None,
        share_not_assessed=not_assessed / len(rows) if len(rows) >= LEVELS_NEEDED else None,
        shared_cells=effect.cells if effect else 0,
        shared_people=people,
        leniency=_leniency(effect, people) if effect else None,
    )


def _mean_and_spread(levels: Mapping[int, int]) -> tuple[float, float]:
    count = sum(levels.values())
    total = sum(level * n for level, n in levels.items())
    squares = sum(level * level * n for level, n in levels.items())
    return float(Fraction(total, count)), sqrt(
        Fraction(squares * count - total * total, count * (count - 1))
    )


def _leniency(effect: Effect, people: int) -> Leniency | None:
    if effect.cells < CELLS_NEEDED:
        return None
    reportable = effect.cells >= REPORTABLE_CELLS and people >= REPORTABLE_PEOPLE
    return Leniency(
        effect=effect.effect,
        standard_error=effect.standard_error,
        difference=effect.difference,
        says="reportable" if reportable else "early sign",
    )
