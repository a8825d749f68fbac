"""A job opened from an advertisement that was written before."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import read_json
from tests.domain.adverts.ads import FOUR_JOBS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

AD = """# Senior machine learning engineer
Company: Example GmbH
Location: Berlin, Germany

## About the team
We forecast how many parcels a town will get.

## What you will do
* Train and evaluate models and bring them into production
* Deploy models behind an API and monitor drift
* Retrain models when their quality drops

## Requirements
* 4+ years of experience as a machine learning engineer
* Python and PyTorch

Salary: EUR 70,000 - 85,000 per year
"""

NOTE = (
    "Look for someone who has set the design of services around models and written it down "
    "for others."
)

ODD = "# Baker\n\n## What you will do\n* Bake bread\n* Sell bread in the morning\n"


UNCLEAR = """What you will do:
* A data scientist
* Dashboards in Tableau, KPIs
* A data engineer
* Data science
* Data quality
"""


def an_ad(folder: Path, text: str = AD) -> str:
    path = folder / "old ad.txt"
    path.write_text(text)
    return str(path)


def test_a_job_is_opened_from_an_ad_with_what_could_be_read(desk: Shell, tmp_path: Path) -> None:
    result = desk("jd", "import", an_ad(tmp_path), "--code", "ML-7")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "opened ML-7: Senior machine learning engineer (ml-engineer 1.0.0), its ad a draft",
        "role: ml-engineer (clear, senior)",
        "taken over: title, location, team, pay",
        "not taken over: 4 years of experience",
        f"note: {NOTE}",
        "next: hiring jd export ML-7 -o ML-7.docx   (lists what is to be written)",
    ]
    assert result.stderr.splitlines() == [
        "could not be read: on site, hybrid or remote",
        "could not be read: the employment type",
        "could not be read: benefits, in a list that is short enough",
    ]
    page = read_json(desk, "job", "show", "ML-7")
    assert (page["level"], page["facts"]["pay_min"], page["facts"]["location"]) == (
        "senior",
        70000,
        "Berlin, Germany",
    )
    assert page["facts"]["team"] == "We forecast how many parcels a town will get."


def test_an_ad_for_no_role_we_know_is_not_guessed(desk: Shell, tmp_path: Path) -> None:
    ad = an_ad(tmp_path, ODD)

    refused = desk("jd", "import", ad, "--code", "B-1")

    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: the advertisement is for no role we know. Fix: ")
    assert [job["code"] for job in read_json(desk, "job", "list")] == ["ML-1"]
    named = desk("jd", "import", ad, "--code", "B-1", "--role", "project-manager")
    assert "role: project-manager (named)" in named.stdout


def test_a_trial_run_opens_nothing(desk: Shell, tmp_path: Path) -> None:
    said = desk.ok("jd", "import", an_ad(tmp_path), "--code", "ML-7", "--dry-run")

    assert "opened ML-7" in said
    assert [job["code"] for job in read_json(desk, "job", "list")] == ["ML-1"]


def test_what_was_taken_over_is_told_in_json(desk: Shell, tmp_path: Path) -> None:
    found = read_json(desk, "jd", "import", an_ad(tmp_path), "--code", "ML-7")

    assert found["role"] == "ml-engineer"
    assert found["job"]["code"] == "ML-7"
    assert found["taken"]["pay_max"] == 85000
    assert "the employment type" in found["missing"]


def test_a_code_that_is_taken_and_a_file_that_is_not_there_open_nothing(
    desk: Shell, tmp_path: Path
) -> None:
    assert desk("jd", "import", an_ad(tmp_path), "--code", "ML-1").exit_code == 1
    assert desk("jd", "import", str(tmp_path / "none.txt"), "--code", "ML-7").exit_code == 3
    assert len(read_json(desk, "job", "list")) == 1


@pytest.mark.parametrize("ending", [".md", ".html", ".docx"])
def test_an_ad_of_ours_comes_back_with_the_facts_of_its_job(
    desk: Shell, tmp_path: Path, ending: str
) -> None:
    facts = {
        "location": "Berlin, Germany; Porto, Portugal",
        "remote": "hybrid",
        "employment-type": "full-time",
        "team": "We forecast how many parcels a town will get.",
    }
    options = [word for name, said in facts.items() for word in (f"--{name}", said)]
    desk.ok("job", "edit", "ML-1", *options, "--pay", "60000-75000 EUR year")
    file = str(tmp_path / f"ad{ending}")
    desk.ok("jd", "export", "ML-1", "-o", file)

    taken = read_json(desk, "jd", "import", file, "--code", "ML-7")["taken"]

    wanted: dict[str, object] = {name.replace("-", "_"): said for name, said in facts.items()}
    wanted |= {"pay_min": 60000, "pay_max": 75000, "pay_currency": "EUR", "pay_period": "year"}
    assert {name: taken.get(name) for name in wanted} == wanted


def test_a_scope_is_asked_for_where_the_role_is_not_clear(desk: Shell, tmp_path: Path) -> None:
    ad = an_ad(tmp_path, UNCLEAR)

    refused = desk("jd", "import", ad, "--code", "DS-1")

    assert refused.exit_code == 1
    assert "does not say clearly what a data-scientist does here" in refused.stderr
    assert "--scope analysis or modelling or end-to-end" in refused.stderr
    words = ("--role", "data-scientist", "--scope", "modelling")
    assert "data-scientist" in desk.ok("jd", "import", ad, "--code", "DS-1", *words)


def test_an_ad_for_the_work_of_several_people_is_noted(desk: Shell, tmp_path: Path) -> None:
    ad = an_ad(tmp_path, textwrap.dedent(FOUR_JOBS).strip())

    said = desk.ok("jd", "import", ad, "--code", "DE-1", "--role", "data-engineer")

    assert "note: the ad mixes " in said
    assert "hiring jd lint tells how to part them" in said
