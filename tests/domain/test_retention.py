from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.retention import (
    Bound,
    Facts,
    Period,
    Policy,
    Standing,
    Start,
    Whom,
    add_months,
    begins_to_stand,
    inform_by,
    last_day,
    newest_begin,
    read_period,
    standing,
    terms,
)

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
PERIODS = st.builds(Period, st.integers(0, 130), st.integers(0, 500)).filter(any)
TODAY = date(2026, 11, 21)


def a_policy(name: str = "de", **changes: object) -> Policy:
    said = {
        "id": name,
        "name": name,
        "bound": Bound.MAXIMUM,
        "whom": Whom.APPLICANTS,
        "said": "6 months",
        "period": Period(6),
        "starts": (Start.DECISION,),
        "jurisdiction": "Example",
        "source": "A made-up law",
        "as_of": TODAY,
    }
    return Policy(**{**said, **changes})  # type: ignore[arg-type]


def facts(**said: object) -> Facts:
    known = {"made": date(2026, 1, 10), "contact": date(2026, 2, 10)}
    return Facts(**{**known, **said})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, later: date
) -> None:
    assert add_months(day, months) == later


@given(DAYS, st.integers(-300, 300))
def test_months_are_added_as_the_calendar_counts_them(day: date, months: int) -> None:
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (
        later.day < day.day and (later + timedelta(days=1)).month != later.month
    )


@given(DAYS, st.integers(0, 200))
def test_who_came_later_never_goes_before(day: date, months: int) -> None:
    assert add_months(day, months) <= add_months(day + timedelta(days=1), months)


@given(PERIODS, DAYS)
def test_a_database_is_asked_for_exactly_those_whose_period_has_passed(
    period: Period, today: date
) -> None:
    newest = newest_begin(period, today)

    assert last_day(newest, period) < today
    assert last_day(newest + timedelta(days=1), period) >= today


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6 months", Period(6)),
        ("1 year", Period(12)),
        ("30 days", Period(0, 30)),
        (" 2 weeks ", Period(0, 14)),
        ("six months", None),
        ("0 days", None),
        ("101 years", None),
        ("6", None),
    ],
)
def test_a_period_is_written_as_people_say_it(text: str, period: Period | None) -> None:
    assert read_period(text) == period


def test_c17_a_rule_counts_from_the_last_decision_the_last_contact_or_the_record() -> None:
    known = facts(decided=date(2026, 3, 1))
    ends = {
        start: terms([a_policy(starts=(start,))], known, today=TODAY).erase_by for start in Start
    }

    assert ends == {
        Start.DECISION: date(2026, 9, 1),
        Start.CONTACT: date(2026, 8, 10),
        Start.RECORD: date(2026, 7, 10),
    }


def test_c17_of_several_beginnings_the_latest_counts() -> None:
    both = a_policy(starts=(Start.RECORD, Start.DECISION), bound=Bound.MINIMUM)

    assert terms([both], facts(), today=TODAY).keep_until == date(2026, 7, 10)
    decided = facts(decided=date(2026, 3, 1))
    assert terms([both], decided, today=TODAY).keep_until == date(2026, 9, 1)


def test_c18_the_latest_minimum_and_the_earliest_maximum_are_told() -> None:
    rules = [
        a_policy("short", bound=Bound.MINIMUM, period=Period(3)),
        a_policy("long", bound=Bound.MINIMUM, period=Period(5)),
        a_policy("tight"),
        a_policy("loose", period=Period(24)),
    ]

    said = terms(rules, facts(decided=date(2026, 3, 1)), today=TODAY)

    assert (said.keep_until, said.erase_by) == (date(2026, 8, 1), date(2026, 9, 1))
    assert said.clashes == ()
    assert said.policies == ("short", "long", "tight", "loose")


def test_c18_a_minimum_beyond_a_maximum_is_said_and_not_decided() -> None:
    rules = [a_policy("ca", bound=Bound.MINIMUM, period=Period(48)), a_policy("de")]
    known = facts(decided=date(2026, 3, 1))

    said = terms(rules, known, today=TODAY)

    assert said.clashes == ("ca keeps until 2030-03-01, de asks to erase by 2026-09-01",)
    assert standing(said, known, today=TODAY) is Standing.CLASH
    # When the minimum has passed too there is nothing left to decide.
    assert standing(said, known, today=date(2030, 3, 2)) is Standing.MUST_GO


def test_c18_no_active_rule_says_nothing() -> None:
    said = terms([], facts(), today=TODAY)

    assert (said.keep_until, said.erase_by, said.policies) == (None, None, ())
    assert standing(said, facts(), today=TODAY) is Standing.STAYS


def test_an_open_application_holds_a_period_that_waits_for_the_decision() -> None:
    rules = [a_policy(), a_policy("us", bound=Bound.MINIMUM, period=Period(12))]
    known = facts(is_open=True)

    said = terms(rules, known, today=TODAY)

    assert said.erase_by is None
    assert said.keep_until == date(2027, 11, 21)
    assert standing(said, known, today=TODAY) is Standing.STAYS


def test_an_open_application_is_never_erased_over_a_last_contact() -> None:
    rule, known = a_policy(starts=(Start.CONTACT,)), facts(is_open=True)

    assert standing(terms([rule], known, today=TODAY), known, today=TODAY) is Standing.OPEN


def test_c10_an_agreement_puts_the_maximum_off_and_its_end_brings_it_back() -> None:
    known = facts(decided=date(2026, 3, 1), agreed_until=date(2026, 12, 31))

    said = terms([a_policy()], known, today=TODAY)

    assert said.erase_by == date(2026, 12, 31)
    assert standing(said, known, today=TODAY) is Standing.STAYS
    assert standing(said, known, today=date(2027, 1, 1)) is Standing.MUST_GO


def test_c20_a_hold_goes_before_everything() -> None:
    known = facts(decided=date(2026, 3, 1))
    said = terms([a_policy()], known, today=TODAY)

    assert standing(said, known, today=TODAY) is Standing.MUST_GO
    assert standing(said, known, today=TODAY, is_held=True) is Standing.HOLD


def test_c21_whoever_was_hired_has_rules_of_their_own() -> None:
    known = facts(decided=date(2026, 3, 1), is_hired=True)
    of_hired = a_policy("staff", whom=Whom.HIRED)

    assert terms([a_policy()], known, today=TODAY).erase_by is None
    said = terms([a_policy(), of_hired], known, today=TODAY)

    assert said.policies == ("staff",)
    assert standing(said, known, today=TODAY) is Standing.HIRED
    assert standing(said, known, today=TODAY, is_handed_over=True) is Standing.MUST_GO


def test_a_minimum_alone_says_who_may_go_and_nobody_who_must() -> None:
    rule = a_policy("us", bound=Bound.MINIMUM, period=Period(6), whom=Whom.EVERYBODY)
    known = facts(decided=date(2026, 3, 1))
    said = terms([rule], known, today=TODAY)

    assert standing(said, known, today=date(2026, 9, 1)) is Standing.STAYS
    assert standing(said, known, today=date(2026, 9, 2)) is Standing.MAY_GO
    assert begins_to_stand(said, today=TODAY) == date(2026, 9, 2)
    agreed = known._replace(agreed_until=date(2027, 1, 1))
    assert standing(said, agreed, today=TODAY) is Standing.STAYS


@given(DAYS, DAYS, PERIODS, PERIODS, DAYS)
def test_who_must_stay_never_must_go(
    made: date, decided: date, least: Period, most: Period, today: date
) -> None:
    rules = [a_policy("a", bound=Bound.MINIMUM, period=least), a_policy("b", period=most)]
    known = Facts(made=made, contact=made, decided=decided)

    said = terms(rules, known, today=today)
    where = standing(said, known, today=today)

    if where is Standing.MUST_GO:
        assert said.must_go(today)
        assert not said.must_stay(today)
    if said.must_stay(today) and said.must_go(today):
        assert where is Standing.CLASH


def test_c9_who_did_not_come_by_themselves_is_told_within_a_month() -> None:
    assert inform_by(date(2026, 1, 31)) == date(2026, 2, 28)
