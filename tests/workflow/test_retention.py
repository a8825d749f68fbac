from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, update

from hiring.config import Settings
from hiring.domain.codes import Kind, number_in
from hiring.domain.retention import Bound
from hiring.errors import InvalidFileError
from hiring.store.ledger import Act
from hiring.store.tables import candidates, legal_holds
from hiring.workflow.merging import merge_candidates
from hiring.workflow.retention import people_due, policies_of, terms_of
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_candidate,
    a_decision,
    a_filled_card,
    a_recorded_card,
    an_application,
    an_interview,
    record,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.views.retention import DueLine, Terms

TODAY = NOW.date()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(folder=tmp_path, database_url="", policies=("de-6-months",))


def at(act: Act, moment: datetime) -> Act:
    """Act at another moment in the same transaction."""
    return Act(act.connection, moment, act.actor)


def numbered(person: str) -> int:
    number = number_in(person, Kind.CANDIDATE)
    assert number is not None
    return number


def a_rejected_person(
    act: Act, *, months: int, name: str = "Ada Example", stage: str = "rejected"
) -> str:
    """Add a person whose application ended on the first of a month, so many months ago."""
    year, month = divmod(NOW.year * 12 + NOW.month - 1 - months, 12)
    then = at(act, datetime(year, month + 1, 1, 9, tzinfo=UTC))
    person = a_candidate(then, name)
    an_application(then, candidate=person, stage=stage)
    return person


def terms_for(act: Act, settings: Settings, person: str, *, today: date = TODAY) -> Terms:
    return terms_of(act.connection, settings, numbered(person), today=today)


def due(act: Act, settings: Settings, *, today: date = TODAY) -> dict[str, DueLine]:
    return {one.code: one for one in people_due(act.connection, settings, today=today)}


def own_rule(settings: Settings, name: str, **changes: str) -> None:
    lines = {
        "name": '"Our own"',
        "bound": '"maximum"',
        "period": '"3 months"',
        "from": '["last decision"]',
        "jurisdiction": '"Example"',
        "source": '"Our own list of periods"',
        "as_of": "2026-01-01",
    } | changes
    folder = settings.retention_folder
    folder.mkdir(exist_ok=True)
    text = "".join(f"{key} = {said}\n" for key, said in lines.items() if said)
    (folder / f"{name}.toml").write_text(text)


def test_c17_the_shipped_rules_say_period_beginning_place_and_source(settings: Settings) -> None:
    shipped = {one.id: one for one in policies_of(replace(settings, policies=()))}

    assert {name: (one.bound, one.period) for name, one in shipped.items()} == {
        "us-1-year": ("minimum", "1 year"),
        "us-ca-4-years": ("minimum", "4 years"),
        "de-6-months": ("maximum", "6 months"),
        "fr-2-years": ("maximum", "2 years"),
        "uk-6-months": ("maximum", "6 months"),
    }
    for one in shipped.values():
        assert one.jurisdiction
        assert one.source
        assert one.as_of >= date(2026, 1, 1)
        assert not one.active
    assert shipped["fr-2-years"].starts == ("last contact",)


def test_c17_no_rule_is_active_before_the_settings_name_one(act: Act, settings: Settings) -> None:
    person = a_rejected_person(act, months=120)
    without = replace(settings, policies=())

    assert terms_for(act, without, person) == terms_for(act, without, person)
    assert terms_for(act, without, person).policies == ()
    assert due(act, without) == {}


def test_c17_a_rule_of_ones_own_goes_before_the_shipped_one_of_its_name(
    act: Act, settings: Settings
) -> None:
    own_rule(settings, "de-6-months")
    person = a_rejected_person(act, months=4)

    assert terms_for(act, settings, person).erase_by == date(2026, 2, 1)
    assert next(one for one in policies_of(settings) if one.own).id == "de-6-months"


def test_every_problem_of_ones_own_rules_is_named(settings: Settings) -> None:
    own_rule(settings, "one", period='"soon"', bound='"most"', jurisdiction="", colour='"red"')
    own_rule(settings, "two", **{"from": '["birth"]', "as_of": '"2026"', "of": '"cats"'})

    with pytest.raises(InvalidFileError) as refused:
        policies_of(settings)

    said = "\n".join(map(str, refused.value.problems))
    for words in (
        "retention/one.toml: colour is not part of a rule",
        "retention/one.toml: jurisdiction is missing",
        "retention/one.toml: bound is not right: 'most'",
        "retention/one.toml: period is no length of time",
        "retention/two.toml: of is not right: 'cats'",
        "retention/two.toml: from names nothing",
        "retention/two.toml: as_of is no day",
    ):
        assert words in said


def test_a_rule_that_is_no_toml_is_refused_by_name(settings: Settings) -> None:
    settings.retention_folder.mkdir()
    (settings.retention_folder / "bad.toml").write_text("name = Ada\n")

    with pytest.raises(InvalidFileError, match=r"retention/bad.toml: not TOML"):
        policies_of(settings)


def test_a_name_that_is_no_rule_is_refused_with_the_rules(act: Act, settings: Settings) -> None:
    wrong = replace(settings, policies=("de-6-years",))

    with pytest.raises(InvalidFileError, match="names 'de-6-years', which is no rule"):
        due(act, wrong)


def test_c17_the_last_decision_is_the_day_the_newest_application_ended(
    act: Act, settings: Settings
) -> None:
    person = a_rejected_person(act, months=9)
    then = at(act, datetime(2026, 1, 15, 9, tzinfo=UTC))
    again = an_application(then, job="ML-2", candidate=person)

    assert terms_for(act, settings, person).erase_by is None
    a_decision(then, again, "reject")
    assert terms_for(act, settings, person).erase_by == date(2026, 7, 15)


def test_c17_the_last_contact_is_an_interview_or_an_application(
    act: Act, settings: Settings
) -> None:
    french = replace(settings, policies=("fr-2-years",))
    then = at(act, datetime(2023, 1, 10, 9, tzinfo=UTC))
    person = a_candidate(then)
    application = an_application(then, candidate=person)

    assert terms_for(act, french, person).erase_by == date(2025, 1, 10)
    later = datetime(2023, 3, 5, 9, tzinfo=UTC)
    a_recorded_card(at(act, later), application, dict.fromkeys(ALL, 3), at=later)
    assert terms_for(act, french, person).erase_by == date(2025, 3, 5)


def test_c17_a_year_in_the_united_states_counts_from_the_newest_record(
    act: Act, settings: Settings
) -> None:
    american = replace(settings, policies=("us-1-year",))
    then = at(act, datetime(2025, 3, 1, 9, tzinfo=UTC))
    person = a_candidate(then)
    application = an_application(then, candidate=person)
    planned = an_interview(then, application)
    a_decision(then, application, "reject")

    assert terms_for(act, american, person).keep_until == date(2026, 3, 1)
    assert due(act, american)[person].standing == "may go"
    filled = a_filled_card(then, planned.cards[0].code, dict.fromkeys(ALL, 3))
    record(at(act, datetime(2026, 1, 31, 9, tzinfo=UTC)), filled, reopen=True)
    assert terms_for(act, american, person).keep_until == date(2027, 1, 31)
    assert due(act, american) == {}


def test_c18_a_clash_is_listed_with_both_rules(act: Act, settings: Settings) -> None:
    both = replace(settings, policies=("de-6-months", "us-ca-4-years"))
    person = a_rejected_person(act, months=8)

    line = due(act, both)[person]

    assert line.standing == "clash"
    assert line.clashes == (
        "us-ca-4-years keeps until 2029-07-01, de-6-months asks to erase by 2026-01-01",
    )
    assert (line.keep_until, line.erase_by) == (date(2029, 7, 1), date(2026, 1, 1))


def test_c19_due_are_those_whose_period_ended_before_today(act: Act, settings: Settings) -> None:
    gone = a_rejected_person(act, months=7, name="Ada Example")
    stays = a_rejected_person(act, months=5, name="Ben Example")
    last = a_rejected_person(act, months=6, name="Cy Example")

    found = due(act, settings, today=date(2026, 3, 1))

    assert list(found) == [gone]
    assert found[gone].since == date(2026, 2, 2)
    assert found[gone].rules == ("de-6-months",)
    assert stays not in found
    assert list(due(act, settings, today=date(2026, 3, 2))) == [gone, last]


def test_c20_a_legal_hold_is_shown_and_keeps_the_person(act: Act, settings: Settings) -> None:
    person = a_rejected_person(act, months=9)
    hold = {
        "candidate_id": numbered(person),
        "because": "A claim",
        "set_at": NOW,
        "actor_id": act.actor_id,
        "released_because": "",
    }
    act.connection.execute(insert(legal_holds).values(**hold))

    assert due(act, settings)[person].standing == "legal hold"
    act.connection.execute(update(legal_holds).values(released_at=NOW))
    assert due(act, settings)[person].standing == "must go"


def test_c20_a_hold_on_somebody_who_was_merged_holds_whom_they_are_now(
    act: Act, settings: Settings
) -> None:
    one = a_rejected_person(act, months=9)
    other, third = a_candidate(act, "Ada Exampel"), a_candidate(act, "A. Example")
    hold = {
        "candidate_id": numbered(third),
        "because": "A claim",
        "set_at": NOW,
        "actor_id": act.actor_id,
        "released_because": "",
    }
    act.connection.execute(insert(legal_holds).values(**hold))
    merge_candidates(act, other, third, choices={})
    merge_candidates(act, one, other, choices={})

    found = due(act, settings)

    assert {code: line.standing for code, line in found.items()} == {one: "legal hold"}
    assert terms_for(act, settings, third) == terms_for(act, settings, one)


def test_c21_hired_people_are_not_due_by_the_rules_of_applicants(
    act: Act, settings: Settings
) -> None:
    a_rejected_person(act, months=36, stage="hired")

    assert due(act, settings) == {}


def test_whoever_never_applied_is_due_by_the_day_they_were_added(
    act: Act, settings: Settings
) -> None:
    both = replace(settings, policies=("de-6-months", "fr-2-years"))
    person = a_candidate(at(act, datetime(2023, 5, 31, 9, tzinfo=UTC)))

    line = due(act, both)[person]

    assert line.erase_by == date(2023, 11, 30)
    assert line.rules == ("de-6-months", "fr-2-years")


def test_erased_people_are_never_due(act: Act, settings: Settings) -> None:
    person = a_rejected_person(act, months=9)
    act.connection.execute(
        update(candidates).where(candidates.c.id == numbered(person)).values(erased_at=NOW)
    )

    assert due(act, settings) == {}


@pytest.mark.parametrize("policy", ["us-1-year", "us-ca-4-years", "de-6-months", "fr-2-years"])
def test_what_is_listed_is_what_is_said_of_each_person(
    act: Act, settings: Settings, policy: str
) -> None:
    chosen = replace(settings, policies=(policy,))
    people = [a_candidate(at(act, NOW - timedelta(days=days))) for days in (1, 800)]
    people += [
        a_rejected_person(act, months=months, stage=stage)
        for months in (0, 5, 6, 7, 11, 12, 13, 23, 24, 25, 47, 48, 49)
        for stage in ("applied", "rejected", "hired")
    ]

    found = due(act, chosen)

    for person in people:
        said = terms_for(act, chosen, person)
        passed = [one for one in said.limits if one.until < TODAY]
        assert bool(passed) == (person in found), person
        if passed:
            must = passed[0].bound is Bound.MAXIMUM
            assert found[person].erase_by == (passed[0].until if must else None)
