"""Whatever is changed in what was recorded is found and named, and no clean record is accused."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from hiring.domain.codes import Kind, code
from hiring.domain.recorded import STORED
from hiring.domain.stages import Action
from hiring.errors import HiringError
from hiring.store.chain import newest_entry, seal
from hiring.store.ledger import Act
from hiring.store.personal import BELONGS
from hiring.store.tables import (
    applications,
    assessments,
    candidates,
    decisions,
    deviations,
    interviewers,
    metadata,
    ratings,
    resolutions,
    scorecard_versions,
    scorecards,
    words,
)
from hiring.workflow.applications import reopen_application
from hiring.workflow.assessing import resolve_line
from hiring.workflow.auditing import verify_log
from hiring.workflow.decisions import decide
from hiring.workflow.deviations import EXTRA, record_deviation
from hiring.workflow.erasing import erase_people
from hiring.workflow.merging import and_merged, merge_candidates, unmerge_candidate
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_filled_card,
    a_recorded_card,
    an_application,
    an_interview,
    record,
)
from tests.store.test_chain_tampering import undone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Column, Connection, Engine, Table

    from hiring.store.chain import Verified

RECORDED = (decisions, assessments, scorecard_versions, ratings, resolutions, deviations)
STEPS = st.lists(
    st.sampled_from(
        [
            *("apply", "card", "card", "correct", "contest", "resolve", "deviate"),
            *("reject", "advance", "reopen", "merge", "unmerge", "erase"),
        ]
    ),
    max_size=8,
)
FIRST = ("apply", "contest", "resolve", "card", "correct", "deviate", "reject")


class Team:
    """A team at work: each step is a transaction of somebody."""

    def __init__(self, connection: Connection) -> None:
        """Begin with nobody."""
        self.connection = connection
        self.act = Act(connection, NOW, "Rita Recruiter")
        self.place = 0

    def live(self, steps: Sequence[str]) -> None:
        """Take steps, those that a rule refuses left out."""
        for step in steps:
            self.place += 1
            before = newest_entry(self.connection)
            moment = NOW.replace(microsecond=self.place)
            self.act = Act(self.connection, moment, f"Recruiter {self.place % 2}")
            with suppress(HiringError, IndexError, ValueError), self.connection.begin_nested():
                getattr(self, step)()
            seal(self.connection, after=before)

    def of_living(self, table: Table) -> list[Any]:
        """Give the rows of a table that belong to nobody who was erased, oldest first."""
        asked, above = select(table), table
        while above is not candidates:
            column, name = BELONGS[above.name]
            over = metadata.tables[name]
            asked = asked.join(over, over.c.id == above.c[column])
            above = over
        asked = asked.where(candidates.c.erased_at.is_(None))
        return list(self.connection.execute(asked.order_by(table.c.id)))

    @property
    def newest(self) -> str:
        """Give the code of the newest application of somebody living."""
        return code(Kind.APPLICATION, self.of_living(applications)[-1].id)

    def apply(self) -> None:
        """Apply somebody new."""
        an_application(self.act, stage="interviewing")

    def card(self) -> None:
        """Record a card."""
        who = f"Bo Sample {self.place}"
        a_recorded_card(self.act, self.newest, dict.fromkeys(ALL, 3), who=who, note="Calm.")

    def correct(self) -> None:
        """Record a card once more."""
        card = code(Kind.SCORECARD, self.of_living(scorecards)[-1].id)
        rated = dict.fromkeys(ALL, (2, f"On day {self.place}."))
        record(self.act, a_filled_card(self.act, card, rated), reopen=True)

    def contest(self) -> None:
        """Record two cards that disagree."""
        for level, who in ((1, "Cy Sample"), (2, "Di Sample")):
            a_recorded_card(self.act, self.newest, dict.fromkeys(ALL, level), who=who)

    def resolve(self) -> None:
        """Settle a line in the debrief."""
        said = {"by": "Mo Manager", "because": "The later one saw more."}
        resolve_line(self.act, self.newest, "system-design", line="bar", outcome="met", **said)

    def deviate(self) -> None:
        """Hold a step once more."""
        row = self.of_living(applications)[-1]
        record_deviation(self.act, row, "panel", kind=EXTRA, because=f"Ill on day {self.place}.")

    def advance(self) -> None:
        """Take somebody further."""
        self._decide(Action.ADVANCE)

    def reject(self) -> None:
        """Decide against somebody."""
        self._decide(Action.REJECT)

    def _decide(self, action: Action) -> None:
        said = {"by": "Mo Manager", "because": f"Clear on day {self.place}.", "override": "So."}
        decide(self.act, [self.newest], action, skipped="Known.", **said)

    def reopen(self) -> None:
        """Take a decision back."""
        reopen_application(self.act, self.newest, because="A mistake.")

    def merge(self) -> None:
        """Merge the newest two."""
        one, other = (row.id for row in self._alone()[-2:])
        merge_candidates(self.act, f"C-{one}", f"C-{other}", choices={}, because="the same")

    def unmerge(self) -> None:
        """Take a merge back."""
        gone = [row for row in self._living() if row.merged_into is not None]
        unmerge_candidate(self.act, f"C-{gone[0].id}", because="two people")

    def erase(self) -> None:
        """Erase whoever came first."""
        number = self._alone()[0].id
        whom = and_merged(self.connection, number)
        erase_people(self.act, whom, said={"why": "they asked"})

    def _living(self) -> list[Any]:
        alive = candidates.c.erased_at.is_(None)
        return list(self.connection.execute(select(candidates).where(alive).order_by("id")))

    def _alone(self) -> list[Any]:
        return [row for row in self._living() if row.merged_into is None]


def unguard_cards(connection: Connection) -> None:
    """Take away what keeps a hand from recorded cards, as the owner of the database can."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in ("scorecard_versions", "ratings"):
        if connection.dialect.name != "sqlite":
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            continue
        for act in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER {table}_no_{act}"))


def verified(connection: Connection) -> Verified:
    """Verify the log and what was recorded."""
    return verify_log(connection, passed=lambda _: None)


def owner_of(connection: Connection, table: Table, row: Any) -> str:
    """Give the code of the card or application a row belongs to."""
    if table is scorecards:
        return code(Kind.SCORECARD, row.id)
    if table is scorecard_versions:
        return code(Kind.SCORECARD, row.scorecard_id)
    if table is ratings:
        card = select(scorecard_versions.c.scorecard_id).where(
            scorecard_versions.c.id == row.version_id
        )
        return code(Kind.SCORECARD, connection.scalars(card).one())
    return code(Kind.APPLICATION, row.application_id)


CHOICES = {
    "action": ["advance", "offer", "hire", "reject", "withdraw"],
    "overall": ["strong_yes", "yes", "no", "strong_no", "no_decision"],
    "line": ["bar", "strength"],
    "outcome": ["met", "not_met"],
    "kind": ["skipped", "extra"],
}


def other_values(connection: Connection, column: Column[Any], kept: Any) -> list[Any]:
    """Give what somebody could write in the place of a value, which the database takes."""
    if column.foreign_keys:
        (key,) = column.foreign_keys
        found = connection.scalars(select(key.column).where(key.column != kept))
        return list(found)
    if column.name in CHOICES:
        return [one for one in CHOICES[column.name] if one != kept]
    if column.type.python_type is int:
        return [(kept or 0) + 1, (kept or 0) + 1000]
    if column.name.endswith("at"):
        return [NOW.replace(year=2020)]
    return ["x", f"{(kept or '')[1:]}!", *([None] if column.nullable and kept is not None else [])]


def changeable() -> list[Column[Any]]:
    """List every column in which something that was recorded could be changed."""
    ours = [column for table in RECORDED for column in table.c if column.name != "id"]
    return [*ours, scorecards.c.version, scorecards.c.interviewer_id, scorecards.c.interview_id]


@pytest.mark.parametrize("column", changeable(), ids=str)
def test_c37_every_column_of_what_was_recorded_is_looked_at(
    shared_engine: Engine, column: Column[Any]
) -> None:
    with undone(shared_engine) as connection:
        team = Team(connection)
        team.live([*FIRST, *FIRST])
        unguard_cards(connection)
        table: Table = column.table
        rows = team.of_living(table)
        assert rows
        for row in (rows[0], rows[-1]):
            whose = owner_of(connection, table, row)
            for value in other_values(connection, column, row._mapping[column.name])[:3]:
                with suppress(Untaken), connection.begin_nested() as tried:
                    change(connection, table, row.id, {column.name: value})
                    found = verified(connection).findings
                    named = [one.record or "" for one in found]
                    assert any(one.split(" ")[0] == whose for one in named), (value, named)
                    tried.rollback()


class Untaken(Exception):  # noqa: N818 - nothing went wrong: the database refuses such a row
    """A change that the database itself does not take."""


def change(connection: Connection, table: Table, number: int, values: dict[str, Any]) -> None:
    """Change a row past the program."""
    try:
        with connection.begin_nested():
            connection.execute(update(table).where(table.c.id == number).values(values))
    except DBAPIError as error:
        raise Untaken from error


@given(steps=STEPS)
@settings(max_examples=40)
def test_c37_no_clean_record_is_ever_accused(shared_engine: Engine, steps: list[str]) -> None:
    with undone(shared_engine) as connection:
        Team(connection).live([*FIRST, *steps])

        found = verified(connection)
        assert (found.findings, found.uncovered) == ([], 0)


@given(steps=STEPS, what=st.sampled_from(["change", "remove", "add"]), data=st.data())
@settings(max_examples=80)
def test_c37_one_tampering_with_a_record_is_found_and_named(
    shared_engine: Engine, steps: list[str], what: str, data: st.DataObject
) -> None:
    with undone(shared_engine) as connection:
        team = Team(connection)
        team.live(["apply", "card", "erase", *FIRST, *steps])
        unguard_cards(connection)
        table = data.draw(st.sampled_from(RECORDED))
        rows = team.of_living(table)
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        whose = owner_of(connection, table, row)
        with suppress(Untaken):
            tamper(connection, table, row, what, data.draw)
            named = [one.record or "" for one in verified(connection).findings]
            assert any(one.split(" ")[0] == whose for one in named), named


def tamper(
    connection: Connection, table: Table, row: Any, what: str, draw: Callable[[Any], Any]
) -> None:
    """Change, remove or add a row past the program; Untaken where the database does not let."""
    if what == "change":
        column = draw(st.sampled_from([one for one in table.c if one.name != "id"]))
        values = other_values(connection, column, row._mapping[column.name])
        if not values:
            raise Untaken
        change(connection, table, row.id, {column.name: draw(st.sampled_from(values))})
    elif what == "remove":
        if table is scorecard_versions:
            connection.execute(delete(ratings).where(ratings.c.version_id == row.id))
        if table is assessments:
            connection.execute(delete(decisions).where(decisions.c.assessment_id == row.id))
        connection.execute(delete(table).where(table.c.id == row.id))
    else:
        again = {key: value for key, value in row._mapping.items() if key != "id"}
        again |= {"number": 77} if table is scorecard_versions else {}
        again |= {"competency": "statistics"} if table is ratings else {}
        connection.execute(insert(table).values(**again))


def test_c37_what_was_recorded_before_digests_is_counted_and_not_accused(
    shared_engine: Engine,
) -> None:
    with undone(shared_engine) as connection:
        team = Team(connection)
        team.live(FIRST)
        there = verified(connection).recorded
        # As the program before wrote it: the words say nothing of what was stored.
        forget_digests(connection)

        found = verified(connection)
        assert [one.record for one in found.findings if one.record] == []
        assert (found.recorded, found.uncovered) == (0, there)


def forget_digests(connection: Connection) -> None:
    """Let no entry keep a digest."""
    for row in connection.execute(select(words)).all():
        said = json.loads(row.text)
        said.pop(STORED, None)
        connection.execute(update(words).where(words.c.id == row.id).values(text=json.dumps(said)))


def test_c37_a_decision_that_was_added_or_moved_to_another_person_is_found(
    shared_engine: Engine,
) -> None:
    with undone(shared_engine) as connection:
        team = Team(connection)
        team.live([*FIRST, "apply"])
        first, second = (row.id for row in team.of_living(applications))
        decision = team.of_living(decisions)[0].id
        change(connection, decisions, decision, {"application_id": second})

        said = [str(one) for one in verified(connection).findings]
        assert said == [
            f"A-{first} decision 1 is gone from where it was kept",
            f"A-{second} decision 1 was added beside the program: no entry of the log tells of it",
        ]


def test_c37_who_rated_and_who_decided_are_part_of_what_was_recorded(
    shared_engine: Engine,
) -> None:
    with undone(shared_engine) as connection:
        team = Team(connection)
        team.live(["apply", "card"])
        card = team.of_living(scorecards)[0]
        change(connection, interviewers, card.interviewer_id, {"name": "Somebody Else"})

        said = [str(one) for one in verified(connection).findings]
        assert said == [f"{code(Kind.SCORECARD, card.id)} version 1 is not what was recorded"]


def test_c37_an_older_version_of_a_card_that_is_made_to_stand_is_found(
    shared_engine: Engine,
) -> None:
    with undone(shared_engine) as connection:
        team = Team(connection)
        team.live(["apply", "card", "correct"])
        card = team.of_living(scorecards)[0]
        change(connection, scorecards, card.id, {"version": 1})

        (found,) = verified(connection).findings
        assert found.record == code(Kind.SCORECARD, card.id)
        assert "another version stand" in found.what


@pytest.mark.parametrize("said", ["[", "[1]", '{"stored": 3}', ""])
def test_words_that_say_no_digest_are_found_by_the_chain_and_break_nothing(
    shared_engine: Engine, said: str
) -> None:
    with undone(shared_engine) as connection:
        team = Team(connection)
        team.live(["apply", "deviate"])
        connection.execute(update(words).where(words.c.text.contains(STORED)).values(text=said))

        found = verified(connection)
        assert [one.what for one in found.findings] == ["has other words than were said"]
        assert (found.recorded, found.uncovered) == (0, 1)


def test_an_interview_without_a_card_that_came_back_is_no_record(shared_engine: Engine) -> None:
    with undone(shared_engine) as connection:
        team = Team(connection)
        team.live(["apply"])
        an_interview(team.act, team.newest)

        assert verified(connection).recorded == 0
