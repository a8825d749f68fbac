"""What is read as pay, and what is not."""

from __future__ import annotations

import pytest

from hiring.domain.adverts.facts import Pay, PayKind
from hiring.domain.adverts.pay import sum_up_pay
from tests.domain.adverts.said import gather, rows


def said(pay: Pay) -> str:
    ends = ["-" if end is None else f"{end:.10g}" for end in (pay.minimum, pay.maximum)]
    if not pay.has_figures:
        return pay.kind.value
    return " ".join((pay.kind.value, *ends, pay.currency or "-", pay.period or "-"))


@pytest.mark.parametrize(("expected", "place", "text"), rows("pay"))
def test_pay_is_read_as_it_is_stated(expected: str, place: str, text: str) -> None:
    pay = gather(text, place=place.strip("-")).pay

    assert said(pay) == expected.replace(" - - - -", "")


@pytest.mark.parametrize("text", [text for (text,) in rows("not_pay")])
def test_funding_perks_and_budgets_are_no_pay(text: str) -> None:
    alone = gather(text)
    among_benefits = gather(f"Benefits\n\n* Competitive salary\n* {text}")

    assert not alone.pay.has_figures
    assert among_benefits.pay.kind is PayKind.VAGUE


def test_pay_quotes_its_words_and_its_line() -> None:
    pay = gather("Benefits\n\n* Parking\n* Salary: 60,000 - 70,000 EUR gross per year").pay

    assert (pay.line, pay.quote) == (8, "Salary: 60,000 - 70,000 EUR")
    assert (pay.currency_written, pay.period_written) == ("EUR", "per year")
    assert pay.ratio == pytest.approx(7 / 6)


def test_a_currency_or_period_that_is_not_written_is_concluded_and_said_to_be() -> None:
    pay = gather("The salary is 60,000 to 70,000.", place="Dublin, Ireland").pay

    assert (pay.currency, pay.currency_written) == ("EUR", "")
    assert (pay.period, pay.period_written) == ("year", "")


def test_a_dollar_is_the_dollar_of_the_place() -> None:
    for place, currency in (
        ("Toronto, Canada", "CAD"),
        ("Sydney, Australia", "AUD"),
        ("Boston, MA", "USD"),
        ("Toronto; New York", "USD"),
        ("", "USD"),
    ):
        assert gather("Salary: $90,000 - $110,000", place=place).pay.currency == currency


def test_every_zone_is_given_and_the_whole_is_their_outer_bounds() -> None:
    facts = gather("Pay\n\nZone A: $150,000 - $170,000\n\nZone B: $140,000 - $160,000")

    assert [said(pay) for pay in facts.pays] == [
        "range 150000 170000 USD year",
        "range 140000 160000 USD year",
    ]
    assert said(facts.pay) == "multi 140000 170000 USD year"


def test_the_same_range_for_every_zone_is_one_range() -> None:
    facts = gather("Pay\n\nZone A: $150,000 - $170,000\n\nZone B: $150,000 - $170,000")

    assert len(facts.pays) == 2
    assert said(facts.pay) == "range 150000 170000 USD year"


def test_an_end_that_is_said_again_makes_no_second_pay() -> None:
    facts = gather(
        "The salary range is $150,000 - $170,000.\n\nThe salary for most hires is $150,000."
    )

    assert said(facts.pay) == "range 150000 170000 USD year"


def test_a_lower_end_over_the_upper_one_stays_as_it_is_written() -> None:
    pay = gather("The salary range is $170,000 - $150,000.").pay

    assert (pay.minimum, pay.maximum) == (170_000, 150_000)
    assert pay.ratio is not None
    assert pay.ratio < 1


def test_one_end_has_no_ratio() -> None:
    assert gather("Salary: from $150,000").pay.ratio is None
    assert Pay().ratio is None


def test_cents_of_an_hour_are_kept() -> None:
    assert said(gather("Pay: $18.75 per hour").pay) == "point 18.75 18.75 USD hour"


def test_pay_with_bonus_in_it_counts_where_no_other_is_stated() -> None:
    alone = gather("OTE: £90,000").pay
    beside = gather("Base salary: £70,000. OTE: £90,000.").pay

    assert (said(alone), alone.on_target) == ("point 90000 90000 GBP year", True)
    assert (said(beside), beside.on_target) == ("point 70000 70000 GBP year", False)


def test_words_for_pay_count_only_where_no_figure_stands() -> None:
    both = gather("Competitive salary.\n\nSalary: £70,000 a year")
    alone = gather("We offer a competitive salary.")

    assert said(both.pay) == "point 70000 70000 GBP year"
    assert (alone.pay.kind, alone.pay.quote) == (PayKind.VAGUE, "competitive salary")
    assert len(alone.pays) == 1


def test_no_statement_of_pay_comes_to_none() -> None:
    assert sum_up_pay(()) == Pay()
    assert gather("We like parcels.").pay.kind is PayKind.NONE


def test_a_heading_may_hold_the_pay() -> None:
    assert said(gather("## Salary range ($90,000 - $99,000)\n\nIt depends.").pay) == (
        "range 90000 99000 USD year"
    )


def test_a_pay_in_a_statement_on_equality_is_no_figure_that_stands_alone() -> None:
    text = "We do not discriminate: in 2019 we paid $90,000 - $99,000 in a settlement on race."

    assert not gather(text).pay.has_figures
