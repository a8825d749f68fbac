"""Why a recorded card was corrected: told by whoever takes the correction in, or after it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from hiring.domain.codes import Kind, code, number_in
from hiring.errors import Problem, RefusedError
from hiring.store.ledger import events_where
from hiring.store.tables import applications, candidates, events, interviews, scorecards
from hiring.workflow.scorecards import erased_problem, find_card
from hiring.workflow.wording import KEPT, entries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from hiring.store.ledger import Act
    from hiring.workflow.wording import Look

EXPLAINED = "correction explained"
_WHY = "why"


class Reason(NamedTuple):
    """Why cards are corrected, and which of its words were pointed out and saved as they are."""

    text: str
    looks: tuple[Look, ...] = ()


class Corrected(NamedTuple):
    """A version of a card that took the place of an earlier one."""

    card: int
    version: int
    application: int
    job: int

    @property
    def code(self) -> str:
        """Give the card's code."""
        return code(Kind.SCORECARD, self.card)


def explain_correction(
    act: Act, text: str, *, because: Reason, version: int | None = None
) -> Corrected:
    """Record why a card says something else than before; the newest version, unless one is named.

    Raises RefusedError for a card there is not, and for a version that corrected nothing.
    """
    card = find_card(act.connection, text)
    if card.erased_at is not None:
        raise RefusedError(erased_problem(card))
    shown = code(Kind.SCORECARD, card.id)
    number = card.version if version is None else version
    if card.version < 2:  # noqa: PLR2004 - the first version corrects nothing
        what = f"{shown} was never corrected"
        raise RefusedError(Problem(what, fix=f"hiring scorecard show {shown} shows what came"))
    if not 1 < number <= card.version:
        what = f"version {number} of {shown} is no correction"
        raise RefusedError(Problem(what, fix=f"its corrections: 2 to {card.version}"))
    corrected = Corrected(card.id, number, card.application_id, card.job_id)
    explain_all(act, (corrected,), because)
    return corrected


def explain_all(act: Act, corrected: Iterable[Corrected], because: Reason) -> None:
    """Record the same reason for several corrections."""
    for one in corrected:
        act.record(
            EXPLAINED,
            one.code,
            application=one.application,
            job=one.job,
            to_code=f"version {one.version}",
            said={_WHY: because.text},
        )
        kept = entries_of(KEPT, one.code, because.looks, application=one.application, job=one.job)
        act.record_all(kept)


def reasons_of(connection: Connection, card: int) -> Mapping[int, str]:
    """Give the newest reason of each version of a card that has one; empty once it was erased."""
    subject = code(Kind.SCORECARD, card)
    told = events_where(connection, (events.c.subject == subject) & (events.c.what == EXPLAINED))
    return {_version_in(one.to_code): str(one.said.get(_WHY, "")) for one in told}


def unexplained(connection: Connection) -> tuple[str, ...]:
    """Name the cards with a correction of which nobody said why, but none of erased people."""
    explained: defaultdict[int, set[int]] = defaultdict(set)
    told = select(events.c.subject, events.c.to_code).where(events.c.what == EXPLAINED)
    for subject, version in connection.execute(told):
        explained[number_in(subject, Kind.SCORECARD) or 0].add(_version_in(version))
    corrected = (
        select(scorecards.c.id, scorecards.c.version)
        .join(interviews, interviews.c.id == scorecards.c.interview_id)
        .join(applications, applications.c.id == interviews.c.application_id)
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .where(scorecards.c.version > 1, candidates.c.erased_at.is_(None))
        .order_by(scorecards.c.id)
    )
    return tuple(
        code(Kind.SCORECARD, card)
        for card, newest in connection.execute(corrected)
        if not explained[card].issuperset(range(2, newest + 1))
    )


def _version_in(said: str | None) -> int:
    return int((said or "version 0").removeprefix("version "))
