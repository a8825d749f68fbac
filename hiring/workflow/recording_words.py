"""Our words, by which names of other trackers are put into them: competencies, steps, people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from hiring.store.tables import interviewers, job_revisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection


class KnownWords(NamedTuple):
    """What we call things, by folded name; a name of two things is none."""

    ids: frozenset[str]
    competencies: Mapping[str, str]
    steps: Mapping[str, str]
    interviewers: Mapping[str, str]

    def competency(self, said: str) -> str:
        """Give the id of a competency that is named by it or by its name; empty else."""
        return said if said in self.ids else self.competencies.get(_folded(said), "")


def known_words(connection: Connection) -> KnownWords:
    """Read the words of every job's rubric, and who has been an interviewer."""
    snapshots = connection.execute(
        select(func.max(job_revisions.c.snapshot)).group_by(job_revisions.c.digest)
    ).scalars()
    competencies, steps = set(), set()
    for text in snapshots:
        rubric = json.loads(text)
        competencies |= {(one["name"], one["id"]) for one in rubric["competencies"]}
        steps |= {(one["name"], one["id"]) for one in rubric["plan"]}
    people = connection.execute(select(interviewers.c.name, interviewers.c.email))
    ids = frozenset(one for _, one in competencies)
    return KnownWords(
        ids=ids,
        competencies=_unique((*competencies, *((one, one) for one in ids))),
        steps=_unique(steps),
        interviewers=_unique((name, f"{name} <{email}>") for name, email in people),
    )


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name, meant in pairs:
        found.setdefault(_folded(name), set()).add(meant)
    return {name: next(iter(meant)) for name, meant in found.items() if len(meant) == 1}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
