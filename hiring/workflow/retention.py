"""How long people must be kept and may be kept, by the rules that are active here.

What the rules say is arithmetic of hiring/domain/retention.py; here stands whom to ask it of. The
days of moments are those of UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, or_, select, type_coerce
from sqlalchemy.types import NULLTYPE

from hiring.domain.codes import Kind, code, number_in
from hiring.domain.retention import (
    Bound,
    Facts,
    Policy,
    Standing,
    Start,
    Whom,
    begins_to_stand,
    newest_begin,
    standing,
    terms,
)
from hiring.domain.stages import TERMINAL, Stage
from hiring.errors import InvalidFileError, Problem, RefusedError, UsageError
from hiring.retention_rules import load_policies
from hiring.store.queries import find_candidate, refuse_erased
from hiring.store.tables import (
    applications,
    candidates,
    consents,
    events,
    interviews,
    legal_holds,
    scorecard_versions,
    scorecards,
)
from hiring.views.retention import DueLine, Gone, HandedOver, PolicyLine, Swept
from hiring.workflow.merging import and_merged, kept_numbers
from hiring.workspace import FILE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery

    from hiring.config import Settings
    from hiring.store.ledger import Act
    from hiring.views.retention import Terms

HANDED_OVER = "candidate handed over"
_ENDED = tuple(stage.value for stage in TERMINAL)


def policies_of(settings: Settings) -> tuple[PolicyLine, ...]:
    """List the rules that ship and those of the workspace, the active ones first."""
    known = load_policies(settings.retention_folder)
    active = [one.id for one in _active(settings, known)]
    rest = [one for name, one in known.items() if name not in active]
    return tuple(
        PolicyLine(
            id=one.id,
            active=one.id in active,
            bound=one.bound.value,
            of=one.whom.value,
            period=one.said,
            starts=tuple(start.value for start in one.starts),
            jurisdiction=one.jurisdiction,
            name=one.name,
            source=one.source,
            as_of=one.as_of,
            own=one.own,
            note=one.note,
        )
        for one in (*(known[name] for name in active), *rest)
    )


def active_policies(settings: Settings) -> tuple[Policy, ...]:
    """Give the rules that hiring.toml names; InvalidFileError for a name that is no rule."""
    if not settings.policies:
        return ()
    return _active(settings, load_policies(settings.retention_folder))


def _active(settings: Settings, known: Mapping[str, Policy]) -> tuple[Policy, ...]:
    problems = [
        Problem(
            f"retention.policies names {name!r}, which is no rule",
            where=FILE,
            fix=f"one of {', '.join(known)}; your own: retention/{name}.toml",
        )
        for name in settings.policies
        if name not in known
    ]
    if problems:
        raise InvalidFileError(*problems)
    return tuple(known[name] for name in dict.fromkeys(settings.policies))


def terms_of(
    connection: Connection, settings: Settings, candidate_id: int, *, today: date
) -> Terms:
    """Say how long this person must be kept and by when they must go; nothing without a rule.

    Whoever was merged is one with whom they were merged into.
    """
    policies = active_policies(settings)
    asked, _ = _people(connection, candidate_id, today=today)
    return terms(policies, _facts_of(connection.execute(asked).one()), today=today)


def _people(
    connection: Connection, number: int | None = None, *, today: date
) -> tuple[Select[Any], dict[str, ColumnElement[Any]]]:
    """Ask what is known of a person, or of everybody, for the rules; one row for each of them.

    Gives the question, and its columns to ask conditions of.
    """
    asking = _OfOne(connection, number) if number is not None else _OfAll()
    applied, met, carded = _of_applications(asking, today=today)
    merged, agreed, held = _of_people(asking)
    columns: dict[str, ColumnElement[Any]] = {
        "id": candidates.c.id,
        "added": candidates.c.added_at,
        "merged": merged.c.at,
        "applied": applied.c.at,
        "decided": applied.c.decided,
        "met": met.c.at,
        "carded": carded.c.at,
        "is_open": func.coalesce(applied.c.is_open, 0),
        "is_hired": func.coalesce(applied.c.is_hired, 0),
        "agreed_until": agreed.c.until,
        "agreed_on": agreed.c.given,
        "holds": func.coalesce(held.c.holds, 0),
    }
    # Moments are taken as the driver reads them: what SQLAlchemy makes of each costs more.
    asked: Any = select(*(type_coerce(one, NULLTYPE).label(name) for name, one in columns.items()))
    asked = asked.select_from(candidates).where(candidates.c.merged_into.is_(None))
    for part in (merged, applied, met, carded, agreed, held):
        asked = asked.outerjoin(part, part.c.person == candidates.c.id)
    if number is not None:
        asked = asked.where(candidates.c.id == asking.number)
    return asked, columns


def _of_applications(asking: _OfAll | _OfOne, *, today: date) -> tuple[Subquery, ...]:
    """Ask for applications, for interviews that took place, and for scorecards that came back."""
    whose, stage = applications.c.candidate_id, applications.c.stage
    applied = asking.figures(
        whose,
        func.max(applications.c.applied_at).label("at"),
        func.max(case((stage.in_(_ENDED), applications.c.stage_since))).label("decided"),
        func.max(case((stage.in_(_ENDED), 0), else_=1)).label("is_open"),
        func.max(case((stage == Stage.HIRED.value, 1), else_=0)).label("is_hired"),
    )
    met = (
        asking.figures(whose, func.max(interviews.c.starts_at).label("at"))
        .join(interviews, interviews.c.application_id == applications.c.id)
        .where(interviews.c.status == "planned", interviews.c.starts_at < _day_after(today))
    )
    carded = (
        asking.figures(whose, func.max(scorecard_versions.c.recorded_at).label("at"))
        .join(interviews, interviews.c.application_id == applications.c.id)
        .join(scorecards, scorecards.c.interview_id == interviews.c.id)
        .join(scorecard_versions, scorecard_versions.c.scorecard_id == scorecards.c.id)
    )
    return applied.subquery("applied"), met.subquery("met"), carded.subquery("carded")


def _of_people(asking: _OfAll | _OfOne) -> tuple[Subquery, ...]:
    """Ask for those who were merged into somebody, for consents, and for holds that stand."""
    added = candidates.alias("added")
    merged = asking.figures(added.c.id, func.max(added.c.added_at).label("at")).where(
        added.c.merged_into.is_not(None)
    )
    given, expires, withdrawn = (
        consents.c.given_on,
        consents.c.expires_on,
        consents.c.withdrawn_on,
    )
    agreed = asking.figures(
        consents.c.candidate_id,
        func.max(case((withdrawn < expires, withdrawn), else_=expires)).label("until"),
        func.max(given).label("given"),
    )
    held = asking.figures(legal_holds.c.candidate_id, func.count().label("holds")).where(
        legal_holds.c.released_at.is_(None)
    )
    return merged.subquery("went"), agreed.subquery("agreed"), held.subquery("held")


class _OfAll:
    """Asks of all people at once: who was merged is counted with whom they are now."""

    number = 0

    def __init__(self) -> None:
        """Say who went into whom, over several merges too."""
        merged = (
            select(candidates.c.id, candidates.c.merged_into.label("kept"))
            .where(candidates.c.merged_into.is_not(None))
            .cte("merged", recursive=True)
        )
        ahead, kept = candidates.alias("ahead"), candidates.alias("kept")
        merged = merged.union(
            select(merged.c.id, ahead.c.merged_into)
            .join(ahead, ahead.c.id == merged.c.kept)
            .where(ahead.c.merged_into.is_not(None))
        )
        self._now = (
            select(merged.c.id, merged.c.kept)
            .join(kept, kept.c.id == merged.c.kept)
            .where(kept.c.merged_into.is_(None))
            .cte("now")
        )

    def figures(self, whose: ColumnElement[int], *figures: ColumnElement[Any]) -> Select[Any]:
        """Ask for figures by person; applications are always those of whom they are now."""
        if whose is applications.c.candidate_id:
            asked = select(whose.label("person"), *figures).select_from(_table_of(whose))
            return asked.group_by(whose)
        now = self._now.alias()
        person = func.coalesce(now.c.kept, whose)
        asked = select(person.label("person"), *figures).select_from(_table_of(whose))
        return asked.outerjoin(now, now.c.id == whose).group_by(person)


class _OfOne:
    """Asks of one person and those who were merged into them."""

    def __init__(self, connection: Connection, number: int) -> None:
        """Find who they are now, and who else they are."""
        into = select(candidates.c.merged_into)
        while ahead := connection.execute(into.where(candidates.c.id == number)).scalar_one():
            number = ahead
        self.number = number
        self._them = and_merged(connection, number)

    def figures(self, whose: ColumnElement[int], *figures: ColumnElement[Any]) -> Select[Any]:
        """Ask for figures of this person."""
        person = literal(self.number).label("person")
        return select(person, *figures).select_from(_table_of(whose)).where(whose.in_(self._them))


def _table_of(column: Any) -> Any:
    return column.table


def _day_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


def _facts_of(row: Row[Any]) -> Facts:
    added, applied, decided = _day(row.added), _day(row.applied), _day(row.decided)
    touched = [each for each in (applied, decided, _day(row.met)) if each]
    if row.agreed_on:
        touched.append(date.fromisoformat(row.agreed_on))
    records = [each for each in (added, _day(row.merged), applied, _day(row.carded)) if each]
    made = max(records)
    return Facts(
        made=made,
        contact=max(touched) if touched else max(filter(None, (added, _day(row.merged)))),
        decided=decided,
        is_open=bool(row.is_open),
        is_hired=bool(row.is_hired),
        agreed_until=date.fromisoformat(row.agreed_until) if row.agreed_until else None,
    )


def _day(kept: str | datetime | None) -> date | None:
    """Give the day in UTC of a moment as the driver reads it, text in UTC or with its offset."""
    if kept is None:
        return None
    if isinstance(kept, str):
        return date.fromisoformat(kept[:10])
    return kept.astimezone(UTC).date()


def people_due(
    connection: Connection, settings: Settings, *, today: date, number: int | None = None
) -> tuple[DueLine, ...]:
    """List everybody who may or must go today, and those of whom a person has to decide.

    Those who must go come first, in the order of their codes; nobody is in it while no rule is
    active. With a number it is asked of that person alone.
    """
    policies = active_policies(settings)
    if not policies:
        return ()
    asked, parts = _people(connection, number, today=today)
    passed = or_(*(_passed(one, parts, today) for one in policies))
    rows = connection.execute(asked.where(candidates.c.erased_at.is_(None), passed)).all()
    handed = _handed_over(connection) if any(row.is_hired for row in rows) else frozenset()
    found = []
    for row in rows:
        facts = _facts_of(row)
        said = terms(policies, facts, today=today)
        is_handed_over = row.id in handed
        where = standing(
            said, facts, today=today, is_held=bool(row.holds), is_handed_over=is_handed_over
        )
        if where is not Standing.STAYS:
            found.append((_ORDER.index(where), row.id, _line(row.id, where, said, today)))
    return tuple(line for _, _, line in sorted(found))


_ORDER = (
    *(Standing.MUST_GO, Standing.CLASH, Standing.HOLD, Standing.OPEN, Standing.HIRED),
    Standing.MAY_GO,
)


def _line(number: int, where: Standing, said: Terms, today: date) -> DueLine:
    passed = [one for one in said.limits if one.until < today]
    due = said.must_go(today)
    wanted = Bound.MAXIMUM if due else Bound.MINIMUM
    return DueLine(
        code=code(Kind.CANDIDATE, number),
        standing=where.value,
        since=begins_to_stand(said, today=today),
        rules=tuple(one.policy for one in passed if one.bound is wanted),
        keep_until=said.keep_until,
        erase_by=said.erase_by,
        clashes=said.clashes,
    )


def _passed(policy: Policy, parts: Mapping[str, ColumnElement[Any]], today: date) -> Any:
    """Ask for those of whom a rule's period may have passed; which it has, is computed then."""
    before = _day_after(newest_begin(policy.period, today))
    asked = []
    if policy.whom is not Whom.EVERYBODY:
        asked.append(parts["is_hired"] == int(policy.whom is Whom.HIRED))
    for start in policy.starts:
        if start is Start.DECISION:
            asked += [
                parts["is_open"] == 0,
                func.coalesce(parts["decided"], parts["added"]) < before,
            ]
        elif start is Start.CONTACT:
            asked.append(_all_before(parts, ("applied", "decided", "met"), before))
            unknown = and_(parts["applied"].is_(None), parts["agreed_on"].is_(None))
            asked.append(or_(~unknown, _all_before(parts, ("added", "merged"), before)))
        else:
            asked.append(_all_before(parts, _RECORD, before))
    agreed = parts["agreed_until"]
    asked.append(or_(agreed.is_(None), agreed < today.isoformat()))
    return and_(*asked)


def whom_to_erase(lines: Sequence[DueLine], *, may_too: bool = False) -> Swept:
    """Part those who go in a run from those of whom a person has to decide first.

    Who may go, and need not, goes only where it is asked for.
    """
    wanted = {Standing.MUST_GO.value}
    if may_too:
        wanted.add(Standing.MAY_GO.value)
    passed_over = {*wanted, Standing.MAY_GO.value}
    going = tuple(line for line in lines if line.standing in wanted)
    rest = tuple(line for line in lines if line.standing not in passed_over)
    return Swept(going, rest)


def sought_of(
    connection: Connection, lines: Sequence[DueLine]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give what names people who are due in files, and hashes of files of theirs alone."""
    from hiring.workflow.erasing import (  # noqa: PLC0415 - most commands here erase nobody
        hashes_of,
        needles_of,
    )

    needles: dict[str, None] = {}
    hashes: set[str] = set()
    for line in lines:
        people = and_merged(connection, number_in(line.code, Kind.CANDIDATE) or 0)
        needles |= dict.fromkeys(needles_of(connection, people))
        hashes |= hashes_of(connection, people)
    return tuple(needles), frozenset(hashes)


def erase_due(act: Act, settings: Settings, line: DueLine, *, today: date) -> Gone | None:
    """Erase somebody who is due; None where they are not any more since they were listed."""
    from hiring.workflow.erasing import erase, hashes_of  # noqa: PLC0415 - as above

    number = number_in(line.code, Kind.CANDIDATE) or 0
    if line not in people_due(act.connection, settings, today=today, number=number):
        return None
    hashes = hashes_of(act.connection, and_merged(act.connection, number))
    because = f"{line.standing} since {line.since} by {', '.join(line.rules)}"
    erased = erase(act, settings, number, because=because, by_rule=True)
    return Gone(erased.codes, erased.requests, hashes)


def hand_over(act: Act, text: str, *, on: date) -> HandedOver:
    """Note that the record of somebody who was hired went to the files of employees.

    Raises RefusedError for whoever was not hired or was handed over, UsageError for a day to come.
    """
    if on > act.now.date():
        raise UsageError(Problem(f"{on} is still to come", fix="--on is the day it was done"))
    row = find_candidate(act.connection, text)
    refuse_erased(row)
    shown = code(Kind.CANDIDATE, row.id)
    hired = select(applications.c.id).where(
        applications.c.candidate_id == row.id, applications.c.stage == Stage.HIRED.value
    )
    if act.connection.execute(hired).first() is None:
        raise RefusedError(
            Problem(f"{shown} was not hired", fix="only hired people are handed over")
        )
    if row.id in _handed_over(act.connection):
        raise RefusedError(Problem(f"{shown} was handed over already"))
    act.record(HANDED_OVER, shown, to_code=on.isoformat())
    return HandedOver(shown, on)


_RECORD = ("added", "merged", "applied", "carded")


def _all_before(
    parts: Mapping[str, ColumnElement[Any]], names: Sequence[str], before: datetime
) -> Any:
    return and_(*(or_(parts[name].is_(None), parts[name] < before) for name in names))


def _handed_over(connection: Connection) -> frozenset[int]:
    """Give who was handed over to whoever keeps the files of employees."""
    subjects = connection.scalars(
        select(events.c.subject).where(events.c.what == HANDED_OVER).distinct()
    )
    merged = kept_numbers(connection)
    numbers = (number_in(subject, Kind.CANDIDATE) or 0 for subject in subjects)
    return frozenset(merged.get(number, number) for number in numbers)
