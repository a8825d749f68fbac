from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text, update

from hiring.errors import RefusedError, UsageError
from hiring.store.connection import RENAMED
from hiring.store.indexing import index_everybody
from hiring.store.ledger import Act
from hiring.store.queries import find_application, find_candidate
from hiring.store.tables import candidates, interviews
from hiring.workflow.applications import add_application, board, list_applications
from hiring.workflow.candidates import (
    edit_candidate,
    list_candidates,
    show_candidate,
)
from hiring.workflow.finding import find_candidates
from hiring.workflow.merging import (
    merge_candidates,
    plan_merge,
    read_choices,
    set_distinct,
    unmerge_candidate,
)
from tests.conftest import NOW
from tests.factories import a_candidate, a_decision, a_job, an_application, an_interview

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from hiring.views.merging import MergePlan

FOLLOWING = ("candidates", "applications", "emails", "match_keys", "candidate_search")


def all_rows(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Read every byte of the tables that a merge touches."""
    sqlite = connection.dialect.name == "sqlite"
    columns = {"candidate_search": "rowid, words" if sqlite else "id, words"}
    return {
        name: sorted(
            (tuple(row) for row in connection.execute(text(f"SELECT {what} FROM {name}"))),
            key=repr,
        )
        for name in FOLLOWING
        for what in [columns.get(name, "*")]
    }


def merge(act: Act, one: str, other: str, *keep: str) -> MergePlan:
    """Merge two people."""
    return merge_candidates(act, one, other, choices=read_choices(keep), because="same phone")


def two(act: Act) -> tuple[str, str]:
    """Add a person twice, each time with something the other does not have."""
    one = a_candidate(
        act,
        "Ada Example",
        email="ada@example.org",
        details={"phone": "+49 30 1234567", "tags": "python nlp", "company": "Sample Labs"},
    )
    other = a_candidate(
        act,
        "Example, Ada",
        email="ada.e@example.org",
        source="referral",
        details={
            "phone": "030 1234567, +44 7911 123456",
            "tags": "nlp rust",
            "links": "https://example.org/ada",
            "company": "Sketch AG",
            "headline": "Engineer",
        },
    )
    return one, other


def test_who_stays_keeps_their_own_words_and_gets_what_only_the_other_has(act: Act) -> None:
    one, other = two(act)

    plan = merge(act, one, other)

    page = show_candidate(act.connection, one)
    assert (page.name, page.email, page.company) == (
        "Ada Example",
        "ada@example.org",
        "Sample Labs",
    )
    assert page.headline == "Engineer"
    assert page.more_emails == ("ada.e@example.org",)
    assert page.phone == "+49 30 1234567, +44 7911 123456"
    assert page.tags == "python nlp rust"
    assert page.links == "https://example.org/ada"
    assert [conflict.field for conflict in plan.conflicts] == [
        "name",
        "email",
        "company",
        "source",
    ]
    assert plan.changed == ("headline", "e-mail", "phone", "links", "tags")


def test_of_what_both_say_the_others_word_can_be_kept(act: Act) -> None:
    one, other = two(act)

    merge(act, one, other, "company=B", "email=b", "source=B", "name=A")

    page = show_candidate(act.connection, one)
    assert (page.company, page.source) == ("Sketch AG", "referral")
    assert (page.email, page.more_emails) == ("ada.e@example.org", ("ada@example.org",))


@pytest.mark.parametrize("keep", ["phone=B", "company", "company=C", "=A", ""])
def test_only_a_field_and_a_side_can_be_kept(keep: str) -> None:
    with pytest.raises(UsageError, match="names no field and side"):
        read_choices([keep])


def test_applications_go_over_with_all_that_hangs_on_them(act: Act) -> None:
    one = a_candidate(act, "Ada Example")
    other = a_candidate(act, "Ada Exampel")
    application = an_application(act, candidate=other)
    an_interview(act, application)

    plan = merge(act, one, other)

    assert plan.applications == (application,)
    lines = list_applications(act.connection, job=None, stage=None, limit=None)
    assert [line.candidate for line in lines] == [one]
    assert find_application(act.connection, one).id == find_application(act.connection, other).id
    assert act.connection.execute(select(interviews.c.application_id)).all() != []


def test_a_merged_person_answers_to_their_old_code_and_words_and_is_in_no_list(act: Act) -> None:
    one, other = two(act)
    merge(act, one, other)
    act.connection.info.pop(RENAMED, None)

    renamed = find_candidate(act.connection, other.lower())

    assert renamed.id == find_candidate(act.connection, one).id
    assert act.connection.info.pop(RENAMED) == {other: one}
    assert find_candidate(act.connection, "ADA.E@example.org").id == renamed.id
    assert [line.code for line in list_candidates(act.connection, limit=None)] == [one]
    found = find_candidates(act.connection, "sketch ada", limit=None).people
    assert [line.code for line in found] == [one]


def test_the_board_counts_an_application_once_after_a_merge(act: Act) -> None:
    one = a_candidate(act)
    other = a_candidate(act)
    an_application(act, candidate=other)
    before = board(act.connection, None)

    merge(act, one, other)

    assert board(act.connection, None) == before


def test_two_open_applications_for_one_job_are_refused_with_the_way_to_end_one(act: Act) -> None:
    one, other = a_candidate(act), a_candidate(act)
    first = an_application(act, candidate=one)
    second = an_application(act, candidate=other)

    with pytest.raises(RefusedError, match=f"{first} and {second}.*decide {second} withdraw"):
        merge(act, one, other)

    a_decision(act, second, "withdraw")
    merge(act, one, other)


def test_nobody_is_merged_with_themselves(act: Act) -> None:
    one, other = two(act)
    merge(act, one, other)

    for pair in ((one, one), (one, other), (other, one)):
        with pytest.raises(RefusedError, match="are one already"):
            merge(act, *pair)


def test_a_merge_of_somebody_who_changed_meanwhile_is_refused(act: Act) -> None:
    one, other = two(act)
    seen = plan_merge(act.connection, one, other, {})
    edit_candidate(act, other, {"headline": "", "note": "new"})

    with pytest.raises(RefusedError, match="was changed while you were asked"):
        merge_candidates(act, one, other, choices={}, seen=seen)


def test_a_merge_and_its_undoing_stand_in_the_history_of_both(act: Act) -> None:
    one, other = two(act)

    merge(act, one, other)
    page = show_candidate(act.connection, one)
    unmerge_candidate(act, other, because="brothers")
    after = show_candidate(act.connection, other)

    assert page.merged == (other,)
    assert [(event.what, event.subject) for event in page.events] == [
        ("candidate added", one),
        ("candidate added", other),
        ("candidates merged", one),
    ]
    assert page.events[-1].said == {"why": "same phone"}
    assert after.merged == ()
    assert [event.what for event in after.events] == [
        "candidate added",
        "candidates merged",
        "candidates unmerged",
    ]


def test_taking_a_merge_back_restores_every_row(act: Act) -> None:
    one, other = two(act)
    theirs = an_application(act, candidate=other)
    before = all_rows(act.connection)

    merge(act, one, other, "name=B", "email=B", "source=B")
    assert all_rows(act.connection) != before
    done = unmerge_candidate(act, other)

    assert all_rows(act.connection) == before
    assert (done.applications, done.notes) == ((theirs,), ())


def test_what_was_edited_since_stays_and_is_named(act: Act) -> None:
    one, other = two(act)
    merge(act, one, other)
    edit_candidate(act, one, {"headline": "Lead", "tags": "python nlp rust go"})

    done = unmerge_candidate(act, other)

    page = show_candidate(act.connection, one)
    assert (page.headline, page.tags) == ("Lead", "python nlp go")
    assert page.more_emails == ()
    assert done.notes == (
        f"{one} keeps its headline: edited since",
        f"{one} keeps its tags: edited since",
    )


def test_applications_since_the_merge_stay(act: Act) -> None:
    one, other = a_candidate(act), a_candidate(act)
    theirs = an_application(act, candidate=other)
    merge(act, one, other)
    since = an_application(act, candidate=other, job="SE-1")

    done = unmerge_candidate(act, other)

    assert done.applications == (theirs,)
    assert find_application(act.connection, one).id == find_application(act.connection, since).id


def test_an_address_that_somebody_else_took_since_stays_with_them(act: Act) -> None:
    one, other = two(act)
    merge(act, one, other, "email=B")
    edit_candidate(act, one, {"email": "new@example.org"})
    third = a_candidate(act, "Bo Sample", email="ada.e@example.org")

    done = unmerge_candidate(act, other)

    assert f"{other} lost an address that belongs to {third} now" in done.notes
    assert show_candidate(act.connection, other).email is None
    assert find_candidate(act.connection, "ada.e@example.org").name == "Bo Sample"
    assert show_candidate(act.connection, one).email == "new@example.org"
    assert show_candidate(act.connection, one).more_emails == ("ada@example.org",)


def test_a_merge_under_another_is_taken_back_after_it(act: Act) -> None:
    one, two_, three = (a_candidate(act, name) for name in ("Ada", "Bo", "Cleo"))
    before = all_rows(act.connection)
    merge(act, two_, three)
    merge(act, one, two_)

    with pytest.raises(RefusedError, match=f"first: hiring candidate unmerge {two_}"):
        unmerge_candidate(act, three)
    assert find_candidate(act.connection, three).id == find_candidate(act.connection, one).id

    unmerge_candidate(act, two_)
    unmerge_candidate(act, three)
    assert all_rows(act.connection) == before


def test_who_was_merged_into_nobody_cannot_be_taken_out(act: Act) -> None:
    one, other = two(act)
    merge(act, one, other)

    with pytest.raises(RefusedError, match=f"{one} was merged into nobody.*{other}"):
        unmerge_candidate(act, one)
    with pytest.raises(RefusedError, match="there is no candidate"):
        unmerge_candidate(act, "C-99999")


def test_what_follows_from_merged_rows_can_be_made_anew(act: Act) -> None:
    one, other = two(act)
    merge(act, one, other)
    before = all_rows(act.connection)

    index_everybody(act.connection)

    after = all_rows(act.connection)
    assert {name: after[name] for name in ("emails", "match_keys")} == {
        name: before[name] for name in ("emails", "match_keys")
    }


def test_people_who_were_said_not_to_be_one_are_not_merged(act: Act) -> None:
    one, other = two(act)

    assert set_distinct(act, other, one, undo=False)
    assert not set_distinct(act, one, other, undo=False)
    with pytest.raises(RefusedError, match=f"distinct {one} {other} --undo"):
        merge(act, one, other)
    assert set_distinct(act, one, other, undo=True)
    assert not set_distinct(act, one, other, undo=True)
    merge(act, one, other)
    with pytest.raises(RefusedError, match="are one"):
        set_distinct(act, one, other, undo=False)


def test_not_being_one_is_read_through_merges(act: Act) -> None:
    one, other = two(act)
    third = a_candidate(act, "Bo Sample")
    set_distinct(act, other, third, undo=False)
    merge(act, one, other)

    with pytest.raises(RefusedError, match="said not to be one person"):
        merge(act, one, third)
    assert set_distinct(act, third, one, undo=True)
    merge(act, one, third)


# -- Any sequence of merges and unmerges ends where it began -----------------------------------

_few = st.integers(0, 4)
_kept = st.sampled_from(["name=B", "email=B", "company=B", "note=B", "company=A", "source=B"])
_word = st.sampled_from(["", "x", "y", "x, y", "y z", "z"])
_said = st.tuples(_word, _word, _word, st.booleans())


class Merging(RuleBasedStateMachine):
    """Five people, merged and taken apart in any order."""

    engine: Engine

    def __init__(self) -> None:
        """Begin in a transaction that is undone."""
        """Begin in a transaction that is undone."""
        super().__init__()
        self.connection = self.engine.connect()
        self.begun = self.connection.begin()
        self.act = Act(self.connection, NOW, "Rita Recruiter")
        self.into: dict[str, str] = {}

    @initialize(said=st.lists(_said, min_size=5, max_size=5))
    def people(self, said: list[tuple[str, str, str, bool]]) -> None:
        """Add people with a few words that agree or not."""
        a_job(self.act)
        self.codes = []
        phones = {"": "", "x": "+49 30 1234567", "y": "030/1234567", "z": "+44 7911 123456"}
        for place, (first, second, third, address) in enumerate(said):
            phone = ", ".join(filter(None, (phones.get(part, "") for part in first.split(", "))))
            details = {
                "phone": phone,
                "company": second,
                "tags": third,
                "note": first,
                "links": " ".join(f"https://example.org/{part}" for part in second.split()),
            }
            email = f"p{place}@example.org" if address else None
            person = a_candidate(self.act, f"Ada {third or 'X'}", email=email, details=details)
            if third:
                more = f"more{place}@example.org, again{place}@example.org"
                self.more(person, more)
            if place in {1, 3}:
                add_application(self.act, candidate=person, job="ML-1", source=None)
            self.codes.append(person)
        index_everybody(self.connection)
        self.before = all_rows(self.connection)

    def more(self, person: str, more: str) -> None:
        """Give a person further addresses."""
        number = find_candidate(self.connection, person).id
        written = update(candidates).where(candidates.c.id == number).values(more_emails=more)
        self.connection.execute(written)

    @rule(one=_few, other=_few, keep=st.sets(_kept, max_size=3))
    def merge(self, one: int, other: int, keep: set[str]) -> None:
        """Merge two, where it can be."""
        try:
            plan = merge(self.act, self.codes[one], self.codes[other], *sorted(keep))
        except RefusedError:
            return
        self.into[plan.merged] = plan.kept

    @rule(one=_few)
    def unmerge(self, one: int) -> None:
        """Take one out, where it can be."""
        person = self.codes[one]
        if person in self.into and self.into[person] not in self.into:
            done = unmerge_candidate(self.act, person)
            assert done.notes == ()
            del self.into[person]

    def follow(self) -> None:
        """Every address belongs to who says so, and all can be made anew, whoever was merged."""
        before = all_rows(self.connection)
        index_everybody(self.connection)
        assert all_rows(self.connection) == before
        assert len(before["emails"]) == len(self.before["emails"])

    def teardown(self) -> None:
        """Take everything apart that is left: it is as it was."""
        try:
            if hasattr(self, "before"):
                self.follow()
                self.apart()
                assert all_rows(self.connection) == self.before
        finally:
            self.begun.rollback()
            self.connection.close()

    def apart(self) -> None:
        """Take out everybody who was merged, those merged last into another first."""
        while self.into:
            free = next(one for one in sorted(self.into) if self.into[one] not in self.into)
            unmerge_candidate(self.act, free)
            del self.into[free]


def test_any_merges_and_unmerges_end_where_they_began(shared_engine: Engine) -> None:
    machine = type("Here", (Merging,), {"engine": shared_engine})

    run_state_machine_as_test(
        machine, settings=settings(max_examples=30, stateful_step_count=10, deadline=None)
    )
