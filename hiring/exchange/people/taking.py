"""Import a file of people in one transaction: read, turned, taken in, and told about."""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hiring.domain.arriving import Arriving, Rejected
from hiring.errors import InvalidFileError, Problem
from hiring.exchange.people.matching import DROPPED, IGNORE, map_block, map_line
from hiring.exchange.people.sources import Records, Table
from hiring.exchange.people.turning import Turner
from hiring.workflow.importing import BATCH, Intake, Taken

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from datetime import tzinfo

    from hiring.domain.guard import Guard
    from hiring.exchange.people.matching import Matched
    from hiring.exchange.people.rejecting import Rejects
    from hiring.store.ledger import Act
    from hiring.workflow.importing_standing import PointedOut

ALL_SHOWN = 10  # so many are shown one by one, whatever they say
MOST_SHOWN = 20
MOST_NAMES = 100
_NAMED = ("no job here is known as", "the stage ")


@dataclass(slots=True)
class Report:
    """What came of a file: rows by what became of them, and what was made of its columns."""

    system: str
    profile: str
    read: int
    taken: Taken
    skipped: Mapping[str, int]
    rejected: int
    problems: tuple[tuple[int, Problem], ...]
    kept: Mapping[str, int]
    dropped: Mapping[str, int]
    ignored: tuple[str, ...]
    unknown_sources: Mapping[str, int]
    other_source: str
    notes: tuple[str, ...]
    pointed: tuple[PointedOut, ...] = ()

    def counted(self) -> dict[str, int]:
        """Give the counts of rows, which add up to those that were read."""
        counts = {
            "read": self.read,
            "added": self.taken.added,
            "updated": self.taken.updated,
            "unchanged": self.taken.unchanged,
            "skipped": sum(self.skipped.values()),
            "rejected": self.rejected,
        }
        if counts["read"] != sum(counts.values()) - counts["read"]:
            raise RuntimeError(f"rows went astray: {counts}")
        return counts


@dataclass(slots=True)
class _Run:
    """An import on its way."""

    intake: Intake
    rejects: Rejects | None
    unit: str
    rejected: int = 0
    shown: list[tuple[int, Problem]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    batch: list[Arriving] = field(default_factory=list)
    raw: dict[int, Any] = field(default_factory=dict)

    def take(self) -> None:
        for refused in self.intake.take(self.batch):
            self.reject(refused, self.raw[refused.place])
        self.batch.clear()
        self.raw.clear()

    def reject(self, refused: Rejected, raw: Sequence[str] | Mapping[str, Any]) -> None:
        self.rejected += 1
        self.kinds[refused.problem.what] += 1
        varied = len(self.shown) < MOST_SHOWN and self.kinds[refused.problem.what] <= 2  # noqa: PLR2004 - of the same words two say it
        if len(self.shown) < ALL_SHOWN or varied:
            self.shown.append((refused.place, refused.problem))
        if self.rejects is not None:
            self.rejects.add(refused.place, raw, refused.problem)


def import_people(  # noqa: PLR0913 - each is asked for by itself
    act: Act,
    source: Table | Records,
    matched: Matched,
    *,
    job: str | None,
    sources: Sequence[str],
    zone: tzinfo | None,
    keep_going: bool = False,
    rejects: Rejects | None = None,
    trust_addresses: bool = False,
    progress: Callable[[int], None] | None = None,
    guard: Guard | None = None,
) -> Report:
    """Take a file in; InvalidFileError with every row that is wrong, unless the others are kept.

    Nothing is committed here: the transaction is the caller's.
    """
    intake = Intake(
        act,
        system=matched.system,
        default_source=sources[0],
        guard=guard,
        trust_addresses=trust_addresses,
    )
    turner = Turner(matched, jobs=intake.jobs, job=job, sources=sources, zone=zone, now=act.now)
    run = _Run(intake, rejects, "line" if isinstance(source, Table) else "record")
    read = 0
    with _collecting_by_batches() as collect:
        for place, raw in source.rows():
            read += 1
            turned = turner.turn(place, raw)
            if isinstance(turned, Arriving):
                run.batch.append(turned)
                run.raw[place] = raw
                if len(run.batch) >= BATCH:
                    run.take()
                    collect(1)
                    if progress:
                        progress(read)
            elif turned is not None:
                run.reject(turned, raw)
        run.take()
    if progress:
        progress(read)
    if run.rejected and not keep_going:
        raise InvalidFileError(*_refusals(run, turner, source.name))
    return Report(
        system=matched.system,
        profile=matched.profile.name,
        read=read,
        taken=intake.finish(),
        skipped=turner.skipped,
        rejected=run.rejected,
        problems=tuple(run.shown),
        kept=turner.kept,
        dropped=turner.dropped or Counter(dict.fromkeys(matched.named(DROPPED), 0)),
        ignored=tuple(matched.named(IGNORE)),
        unknown_sources=turner.unknown_sources,
        other_source=turner.other_source,
        notes=(*source.notes, *turner.notes(source)),
        pointed=tuple(intake.pointed),
    )


@contextmanager
def _collecting_by_batches() -> Generator[Callable[[int], int]]:
    """Give what looks for unreachable cycles between batches, when few objects are there.

    Python by itself would look every few hundred objects, at all that a batch holds.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield gc.collect
    finally:
        if was:
            gc.enable()


def _refusals(run: _Run, turner: Turner, name: str) -> list[Problem]:
    """Say every word that is not known, once, and the rows that are wrong for another reason."""
    problems = []
    jobs = turner.unknown_jobs.most_common(MOST_NAMES)
    stages = turner.unknown_stages.most_common(MOST_NAMES)
    for title, rows in jobs:
        line = map_line("jobs", title, "CODE")
        problems.append(
            Problem(f"no job here is known as {title!r} (rows: {rows})", where=name, fix=line)
        )
    for stage, rows in stages:
        line = map_line("stages", stage, "screen")
        problems.append(
            Problem(f"the stage {stage!r} is none of ours (rows: {rows})", where=name, fix=line)
        )
    named = sum(rows for what, rows in run.kinds.items() if what.startswith(_NAMED))
    told = 0
    for place, problem in run.shown:
        if problem.what.startswith(_NAMED):
            continue
        told += 1
        where = f"{name}, {run.unit} {place}"
        problems.append(Problem(problem.what, where=where, fix=problem.fix))
    rest = run.rejected - named - told
    if rest > 0:
        problems.append(Problem(f"and {rest} more {'row' if rest == 1 else 'rows'}", where=name))
    words = {
        "jobs": dict.fromkeys((title for title, _ in jobs), "CODE"),
        "stages": dict.fromkeys((stage for stage, _ in stages), "screen"),
    }
    if len(jobs) + len(stages) > 1:
        what = "all of them in one map file (--map), where you say what each means"
        problems.append(Problem(what, where=name, fix=map_block(words)))
    wrong = "1 row is wrong" if run.rejected == 1 else f"{run.rejected} rows are wrong"
    problems.append(
        Problem(
            f"nothing was taken of it: {wrong}",
            where=name,
            fix="mend them, write what is above into a map file (--map), or take the others "
            "with --keep-going",
        )
    )
    return problems
