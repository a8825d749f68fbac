"""How long a record must be kept and may be kept: arithmetic on days; nothing is decided here.

A minimum names the last day on which a record must still be kept, a maximum the last day on which
it may be. Where they contradict each other it is said, and a person decides.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7
_PERIOD = re.compile(r"(?P<number>[1-9][0-9]{0,3}) (?P<unit>day|week|month|year)s?\Z")
_LONGEST_YEARS = 100
_DAYS_KEPT = 1 << 14  # many people share their days


class Bound(StrEnum):
    """Whether a rule says how long a record must be kept, or how long it may be."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"


class Start(StrEnum):
    """What a period begins with."""

    DECISION = "last decision"
    CONTACT = "last contact"
    RECORD = "record made"


class Whom(StrEnum):
    """Of whom a rule speaks."""

    EVERYBODY = "everybody"
    APPLICANTS = "applicants"
    HIRED = "hired"


class Period(NamedTuple):
    """A length of time as the calendar counts it: months, and days besides."""

    months: int
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A rule on keeping records: how long, from when, where it holds, who says so, as of when.

    Of several `starts` the latest counts.
    """

    id: str
    name: str
    bound: Bound
    whom: Whom
    said: str
    """The period in words, as "6 months"."""
    period: Period
    starts: tuple[Start, ...]
    jurisdiction: str
    source: str
    as_of: date
    note: str = ""
    own: bool = False
    """Whether it stands in the workspace instead of coming with the program."""


class Facts(NamedTuple):
    """What is known of a person that a rule asks for.

    `decided` is the day their newest application ended; `agreed_until` the last day for which they
    agreed to be kept for other jobs.
    """

    made: date
    contact: date
    decided: date | None = None
    is_open: bool = False
    is_hired: bool = False
    agreed_until: date | None = None


class Limit(NamedTuple):
    """What one rule says of a person: the last day on which they must, or may, be kept."""

    policy: str
    bound: Bound
    begins: date
    until: date


class Terms(NamedTuple):
    """How long a person's record must be kept, and by when it must go.

    `keep_until` is the last day on which a minimum still holds it, `erase_by` the last day on which
    a maximum allows it; None where no active rule says anything. `waiting` are the rules, with
    their periods, that begin when an application ends that is still open.
    """

    keep_until: date | None = None
    erase_by: date | None = None
    clashes: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    waiting: tuple[str, ...] = ()

    def must_stay(self, today: date) -> bool:
        """Tell whether a minimum holds the record today."""
        return self.keep_until is not None and today <= self.keep_until

    def must_go(self, today: date) -> bool:
        """Tell whether a maximum has passed."""
        return self.erase_by is not None and today > self.erase_by


def read_period(text: str) -> Period | None:
    """Read "6 months", "1 year", "30 days" or "2 weeks"; None for anything else."""
    found = _PERIOD.match(text.strip())
    if found is None:
        return None
    number = int(found["number"])
    period = {
        "day": Period(0, number),
        "week": Period(0, number * _DAYS_A_WEEK),
        "month": Period(number),
        "year": Period(number * _MONTHS_A_YEAR),
    }[found["unit"]]
    return period if period.months <= _LONGEST_YEARS * _MONTHS_A_YEAR else None


def add_months(day: date, months: int) -> date:
    """Give the same day some months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=_DAYS_KEPT)
def last_day(begins: date, period: Period) -> date:
    """Give the day with which a period ends."""
    return add_months(begins, period.months) + timedelta(days=period.days)


def newest_begin(period: Period, today: date) -> date:
    """Give the newest day from which a period has passed: it ended before today.

    Whatever began on it or before has passed, and nothing that began later: a database can be asked
    with it.
    """
    begin = add_months(today - timedelta(days=period.days + 1), -period.months)
    # Several days of a long month may end on the last day of a short one.
    while last_day(begin + timedelta(days=1), period) < today:
        begin += timedelta(days=1)
    while last_day(begin, period) >= today:
        begin -= timedelta(days=1)
    return begin


def applies(policy: Policy, *, is_hired: bool) -> bool:
    """Tell whether a rule speaks of somebody who was hired, or was not."""
    return policy.whom is Whom.EVERYBODY or (policy.whom is Whom.HIRED) == is_hired


def begin_of(policy: Policy, facts: Facts, *, today: date) -> date:
    """Give the day a rule counts from; today as long as what it waits for has not happened.

    Nothing was decided of whoever never applied: for them the record itself begins the period.
    """
    days = []
    for start in policy.starts:
        if start is Start.CONTACT:
            days.append(facts.contact)
        elif start is Start.RECORD:
            days.append(facts.made)
        elif facts.is_open:
            days.append(max(today, facts.made))
        else:
            days.append(facts.decided or facts.made)
    return max(days)


def waits(policy: Policy, facts: Facts) -> bool:
    """Tell whether a rule's period has not begun, since an application is still open."""
    return facts.is_open and Start.DECISION in policy.starts


def terms(policies: Iterable[Policy], facts: Facts, *, today: date) -> Terms:
    """Say what all active rules together ask for: the latest minimum, the earliest maximum.

    A maximum whose period has not begun says nothing yet; a minimum counts from today then. An
    agreement to be kept for other jobs puts a maximum off until it ends.
    """
    limits, waiting = [], []
    for policy in policies:
        if not applies(policy, is_hired=facts.is_hired):
            continue
        if policy.bound is Bound.MAXIMUM and waits(policy, facts):
            waiting.append(f"{policy.name}, {policy.said}")
            continue
        begins = begin_of(policy, facts, today=today)
        until = last_day(begins, policy.period)
        if policy.bound is Bound.MAXIMUM and facts.agreed_until:
            until = max(until, facts.agreed_until)
        limits.append(Limit(policy.id, policy.bound, begins, until))
    kept = [limit for limit in limits if limit.bound is Bound.MINIMUM]
    gone = [limit for limit in limits if limit.bound is Bound.MAXIMUM]
    return Terms(
        keep_until=max((limit.until for limit in kept), default=None),
        erase_by=min((limit.until for limit in gone), default=None),
        clashes=tuple(clashes_of(kept, gone)),
        policies=tuple(limit.policy for limit in limits),
        limits=tuple(limits),
        waiting=tuple(waiting),
    )


def clashes_of(kept: Sequence[Limit], gone: Sequence[Limit]) -> Iterable[str]:
    """Say which minimum lasts longer than which maximum allows."""
    for must in kept:
        for may in gone:
            if must.until > may.until:
                yield (
                    f"{must.policy} keeps until {must.until}, {may.policy} asks to erase "
                    f"by {may.until}"
                )


class Standing(StrEnum):
    """What the rules say of a person today."""

    MUST_GO = "must go"
    MAY_GO = "may go"
    HOLD = "legal hold"
    CLASH = "clash"
    OPEN = "still open"
    HIRED = "hired"
    STAYS = "stays"


def standing(
    said: Terms,
    facts: Facts,
    *,
    today: date,
    is_held: bool = False,
    is_handed_over: bool = False,
) -> Standing:
    """Say where a person stands; whatever a person has to decide is never "must go".

    Without a passed maximum somebody may go only when some minimum has passed: where no rule speaks
    of them, nothing is said.
    """
    due = said.must_go(today)
    passed = bool(said.keep_until) and not said.must_stay(today)
    agreed = facts.agreed_until is not None and today <= facts.agreed_until
    if not due and (not passed or agreed):
        return Standing.STAYS
    if is_held:
        return Standing.HOLD
    if due and said.must_stay(today):
        return Standing.CLASH
    if facts.is_open:
        return Standing.OPEN
    if facts.is_hired and not (due and is_handed_over):
        return Standing.HIRED
    return Standing.MUST_GO if due else Standing.MAY_GO


def begins_to_stand(said: Terms, *, today: date) -> date | None:
    """Give the first day on which a person must go, or else may."""
    if said.erase_by is not None and today > said.erase_by:
        return said.erase_by + timedelta(days=1)
    if said.keep_until is not None and today > said.keep_until:
        return said.keep_until + timedelta(days=1)
    return None


def inform_by(obtained: date) -> date:
    """Give the last day to tell somebody whose data did not come from them: one month later."""
    return add_months(obtained, 1)
