"""Facts of an advertisement on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from hiring.cli import main

if TYPE_CHECKING:
    from pathlib import Path

AD = """# Data analyst
Company: Example Parcels
Location: Graz, Austria

## What you will do

* Count parcels

## Requirements

* 4+ years of experience with SQL
* A BSc or equivalent experience

## Nice to have

* Knows dbt

## Salary

Zone A: EUR 50,000 - 60,000 gross per year

Zone B: EUR 45,000 - 55,000 gross per year

## Equal opportunity

We are an equal opportunity employer. Tell us if you need any accommodation for the interview.
"""


def facts(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["jd", "facts", *words], input=text, catch_exceptions=False)


def test_facts_are_shown_with_the_lines_they_stand_on(tmp_path: Path) -> None:
    file = tmp_path / "ad.txt"
    file.write_text(AD, encoding="utf-8")

    result = facts(str(file))

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "title                  Data analyst\n"
        "company                Example Parcels\n"
        "places                 Graz, Austria\n"
        "pay                    several ranges: 45,000 to 60,000 EUR a year (line 20)\n"
        "pay by place or level  range: 50,000 to 60,000 EUR a year (line 20)\n"
        "                       range: 45,000 to 55,000 EUR a year (line 22)\n"
        "years of experience    4 (line 11: 4+ years of experience with SQL)\n"
        "degree                 bachelor, or equivalent experience (line 12: A BSc or equivalent"
        " experience)\n"
        "equal opportunity      line 26: We are an equal opportunity employer.\n"
        "accommodation          line 26: Tell us if you need any accommodation for the interview.\n"
        "must-haves             11: 4+ years of experience with SQL\n"
        "                       12: A BSc or equivalent experience\n"
        "nice-to-haves          16: Knows dbt\n"
        "not found: remote, hybrid or on site, employment type\n"
    )


def test_facts_from_the_standard_input_as_json() -> None:
    result = facts("-", "--json", text=AD)

    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {key: found["pay"][key] for key in ("kind", "min", "max", "currency", "period")} == {
        "kind": "multi",
        "min": 45000,
        "max": 60000,
        "currency": "EUR",
        "period": "year",
    }
    assert [pay["line"] for pay in found["pays"]] == [20, 22]
    assert (found["years_required"], found["years"][0]["least"]) == (4, 4)
    assert (found["degree_required"], found["or_equivalent"]) == ("bachelor", "y")
    assert found["degree"]["line"] == 12
    assert found["eeo_statement"] == "y"
    assert found["equal_opportunity"]["line"] == 26
    assert [item["text"] for item in found["nice_to_haves"]] == ["Knows dbt"]
    assert found["unread"] == ["remote, hybrid or on site", "employment type"]


def test_an_ad_that_says_little_is_read_all_the_same() -> None:
    shown = facts("-", text="Clerk\n\nWe offer a competitive salary. An MSc is preferred.\n")
    found = json.loads(facts("-", "--json", text="Clerk\n\nWe sort parcels.\n").stdout)

    assert "pay    in words only: competitive salary (line 3)\n" in shown.stdout
    assert "years of experience" in shown.stdout.split("not found: ")[1]
    assert (found["pay"]["kind"], found["pay"]["min"]) == ("none", None)
    assert (found["degree_required"], found["or_equivalent"]) == ("none", "")
    assert (found["eeo_statement"], found["years_required"]) == ("n", None)


def test_one_end_of_pay_and_a_degree_that_is_only_liked_are_shown_as_that() -> None:
    for pay, shown in (
        ("from £50,000 a year", "at least: 50,000 GBP a year"),
        ("up to £50,000", "at most: 50,000 GBP a year"),
        ("£450 a day", "one figure: 450 GBP a day"),
        ("OTE £90,000", "one figure: 90,000 GBP a year with bonus"),
    ):
        text = f"Clerk\n\nSalary: {pay}\n\nRequirements\n\n* Master's degree preferred\n"

        result = facts("-", text=text)

        assert f"{shown} (line 3)\n" in result.stdout
        assert "master, preferred (line 7: " in result.stdout


def test_long_quotations_are_cut() -> None:
    long = f"5 years of experience with {'parcels and ' * 20}letters"

    assert "...)" in facts("-", text=f"Clerk\n\nRequirements\n\n* {long}\n").stdout


def test_another_language_is_said_to_be_one() -> None:
    text = (
        "Analyst\n\nDu arbeitest mit uns an den Daten der Kunden und sorgst für gute Berichte. Wir"
        " sind ein Team von zehn und freuen uns auf dich. Das Gehalt liegt zwischen 50.000 und"
        " 60.000 Euro im Jahr, und du kannst auch von zu Hause arbeiten.\n"
    )

    result = facts("-", text=text)

    assert "range: 50,000 to 60,000 EUR a year (line 3)" in result.stdout
    assert "this advertisement is in German" in result.stderr


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = facts(str(tmp_path / "none.txt"))

    assert (result.exit_code, result.stdout) == (3, "")
    assert "none.txt" in result.stderr
