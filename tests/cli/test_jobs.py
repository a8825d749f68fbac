"""Jobs on the command line: opened from a rubric, edited, shown, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import acting, everything, log, read_json, refused, rehearses, rows
from tests.factories import a_decision, a_job, a_rubric, a_step, an_interview

if TYPE_CHECKING:
    from tests.conftest import Shell


def test_a_job_is_opened_from_a_role_s_rubric(shell: Shell) -> None:
    result = shell("job", "open", "ml-engineer", "--code", "ml-1", "--level", "senior")

    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("opened ML-1: Senior machine learning engineer (ml-engineer 1.")
    assert lines[1].startswith("note: ")
    assert lines[-1] == 'next: hiring candidate add "NAME" --email E --job ML-1'


def test_a_job_keeps_every_fact_it_was_given(sqlite_shell: Shell) -> None:
    facts = {
        "title": "Model doctor",
        "team": "Keeps models healthy",
        "location": "Berlin, Germany",
        "remote": "hybrid",
        "employment-type": "full-time",
        "headcount": "2",
        "hiring-manager": "Mo Manager",
        "recruiter": "Rita Recruiter",
        "deliverable": "A model in use",
        "expect-30": "has shipped one fix",
        "expect-90": "owns one model",
        "expect-180": "has retired one",
        "not-expected": "no research",
        "tools": "Python",
        "growth": "a course a year",
        "people": "twelve colleagues",
        "data": "six years of sales",
        "mission": "less waste",
        "benefits": "six weeks of leave",
        "country": "DE",
        "remote-from": "DE, PT",
        "apply": "https://example.org/jobs/1",
        "closes": "2026-03-31",
    }
    options = [word for fact, text in facts.items() for word in (f"--{fact}", text)]

    page = read_json(
        sqlite_shell,
        *("job", "open", "ML engineer", "--code", "ML-1", "--focus", "task"),
        *("--archetype", "pod", "--pay", "60,000\N{EN DASH}75,000 eur Year", *options),
    )

    kept = page.pop("facts")
    assert {key: kept.pop(key.replace("-", "_")) for key in facts} == facts | {"headcount": 2}
    assert kept == {
        "pay_min": 60000,
        "pay_max": 75000,
        "pay_currency": "EUR",
        "pay_period": "year",
    }
    assert (page["code"], page["title"], page["status"]) == ("ML-1", "Model doctor", "open")
    assert (page["role"], page["family"]) == ("ml-engineer", "core")
    assert (page["focus"], page["archetype"], page["level"]) == ("task", "pod", "mid")
    assert (page["revision"], page["closed_at"]) == (1, None)
    assert set(page["stages"].values()) == {0}
    shown = sqlite_shell.ok("job", "show", "ml-1")
    assert "ML-1  Model doctor  (open)\n" in shown
    assert "pay              60000-75000 EUR a year\n" in shown
    assert "variant          mid, task, pod\n" in shown
    assert "expect 30        has shipped one fix\n" in shown
    assert shown.endswith("applications: none\n")


@pytest.mark.parametrize(
    ("option", "given", "kept"),
    [
        ("country", "Germany", "DE"),
        ("remote-from", "pt; the Netherlands, UK, PT", "PT, NL, GB"),
        ("remote-from", "", ""),
        ("apply", " jobs@example.org ", "jobs@example.org"),
        ("closes", "", ""),
    ],
)
def test_countries_days_and_addresses_are_kept_in_one_form(
    desk: Shell, option: str, given: str, kept: str
) -> None:
    page = read_json(desk, "job", "edit", "ML-1", f"--{option}", given)

    assert page["facts"][option.replace("-", "_")] == kept


@pytest.mark.parametrize(
    ("option", "given", "said"),
    [
        ("country", "Atlantis", "'Atlantis' is no country"),
        ("remote-from", "DE, Mars", "'Mars' is no country"),
        ("apply", "ask us", "'ask us' is no address"),
        ("apply", "javascript:alert(1)", "is no address"),
        ("closes", "31.3.2026", "write it as 2026-03-31"),
        ("closes", "2026-02-30", "is not a day"),
    ],
)
def test_what_is_no_country_day_or_address_is_refused(
    desk: Shell, option: str, given: str, said: str
) -> None:
    assert said in refused(desk, "job", "edit", "ML-1", f"--{option}", given, code=2)


def test_a_country_that_no_place_is_in_is_refused(desk: Shell) -> None:
    said = refused(
        desk, *("job", "edit", "ML-1", "--location", "Berlin, Germany", "--country", "PT"), code=2
    )

    assert "no place of 'Berlin, Germany' is in Portugal" in said
    desk.ok("job", "edit", "ML-1", "--location", "Berlin; Porto", "--country", "DE, PT")
    assert "is in Germany, Portugal" in refused(
        desk, "job", "edit", "ML-1", "--location", "Lyon, France", code=2
    )


@pytest.mark.parametrize(
    ("pay", "kept"),
    [
        ("60000-75000 EUR year", (60000, 75000, "EUR", "year")),
        ("60,000-75_000 usd MONTH", (60000, 75000, "USD", "month")),
        ("50 GBP hour", (50, 50, "GBP", "hour")),
    ],
)
def test_pay_is_read_with_its_currency_and_period(
    sqlite_shell: Shell, pay: str, kept: tuple[object, ...]
) -> None:
    page = read_json(sqlite_shell, "job", "open", "ml-engineer", "--code", "X", "--pay", pay)

    keys = ("pay_min", "pay_max", "pay_currency", "pay_period")
    assert tuple(page["facts"][key] for key in keys) == kept


@pytest.mark.parametrize(
    ("pay", "said"),
    [
        ("60000", "'60000' is not a pay range; write it so: \"60000-75000 EUR year\""),
        ("60.000-75.000 EUR year", "'60.000-75.000' is not a range of whole numbers"),
        ("1,00-2,00 EUR hour", "'1,00-2,00' is not a range of whole numbers"),
        ("-5 EUR year", "'-5' is not a range"),
        ("\u0663-\u0665 EUR year", "is not a range of whole numbers"),
        ("1-2 EURO year", "'EURO' is not a currency code such as EUR"),
        ("1-2 €€€ year", "'€€€' is not a currency code such as EUR"),
        ("1-2 EUR decade", "'decade' is not one of hour, day, week, month, year"),
        ("1-9999999999 EUR year", "'1-9999999999' is too large"),
        ("70000-60000 EUR year", "pay runs from 70000 to 60000. Fix: give the lower one first"),
    ],
)
def test_pay_that_makes_no_sense_is_a_usage_error(sqlite_shell: Shell, pay: str, said: str) -> None:
    words = ("job", "open", "ml-engineer", "--code", "ML-1", "--pay", pay)

    assert said in refused(sqlite_shell, *words, code=2)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nonsense", "--code", "X"), 1, "there is no role 'nonsense'. Fix: one of: data-analyst,"),
        (("ml-engineer",), 2, "Missing option '--code'"),
        (("ml-engineer", "--code", ""), 2, "'' cannot be a job code"),
        (("ml-engineer", "--code", "a b"), 2, "'a b' cannot be a job code. Fix: use letters"),
        (("ml-engineer", "--code", "x" * 41), 2, "cannot be a job code"),
        (("ml-engineer", "--code", "X", "--title", " "), 2, "it is empty; a job needs a title"),
        (("ml-engineer", "--code", "X", "--headcount", "0"), 2, "0 is not in the range"),
        (("ml-engineer", "--code", "X", "--remote", "moon"), 2, "'moon' is not one of 'onsite'"),
        (("ml-engineer", "--code", "X", "--scope", "analysis"), 2, "has no scope 'analysis'"),
        (
            ("ml-engineer", "--code", "X", "--archetype", "?"),
            2,
            "there is no organisation '?'. Fix: one of: research-arm, embedded,",
        ),
        (("data-scientist", "--code", "X"), 2, "choose --scope analysis, modelling or end-to-end"),
        (("full-stack-data-scientist", "--code", "X"), 2, "say what is not: --not-expected"),
        (
            ("full-stack-data-scientist", "--code", "X", "--not-expected", " "),
            2,
            "without limits asks one person for everything",
        ),
    ],
)
def test_a_job_that_cannot_be_opened_is_refused_with_what_is_missing(
    sqlite_shell: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused(sqlite_shell, "job", "open", *words, code=code)


def test_roles_that_need_a_limit_open_with_it(sqlite_shell: Shell) -> None:
    sqlite_shell.ok("job", "open", "data-scientist", "--code", "DS-1", "--scope", "modelling")
    role = "full-stack-data-scientist"
    sqlite_shell.ok("job", "open", role, "--code", "FS-1", "--not-expected", "no research")

    assert [one["code"] for one in read_json(sqlite_shell, "job", "list")] == ["DS-1", "FS-1"]


def test_a_code_is_given_once(desk: Shell) -> None:
    said = refused(desk, "job", "open", "ml-engineer", "--code", "ml-1")

    assert said == "Error: there is a job ML-1 already. Fix: choose another code\n"


def test_opening_a_job_can_be_rehearsed(sqlite_shell: Shell) -> None:
    assert "opened ML-1" in rehearses(sqlite_shell, "job", "open", "ml-engineer", "--code", "ML-1")


def test_jobs_are_listed_by_code_family_and_status(shell: Shell) -> None:
    with acting(shell) as act:
        a_job(act, "ML-2")
        a_job(act, "ML-1", headcount=3)
    shell.ok("job", "open", "data-analyst", "--code", "DA-1", "--level", "junior")
    shell.ok("job", "close", "ML-2", "--because", "filled")

    assert shell.ok("job", "list") == (
        "CODE  TITLE                      FAMILY     LEVEL   STATUS  OPEN  HIRED\n"
        "DA-1  Junior data analyst        analytics  junior  open    0     0 of 1\n"
        "ML-1  Machine learning engineer  core               open    0     0 of 3\n"
        "ML-2  Machine learning engineer  core               closed  0     0 of 1\n"
    )
    listed = read_json(shell, "job", "list", "--family", "core", "--status", "open")
    assert listed == [
        {
            "code": "ML-1",
            "title": "Machine learning engineer",
            "role": "ml-engineer",
            "family": "core",
            "level": None,
            "status": "open",
            "headcount": 3,
            "open_applications": 0,
            "hired": 0,
            "opened_at": "2026-03-02T09:00:00+00:00",
        }
    ]


def test_the_list_of_jobs_counts_who_is_open_and_hired(desk: Shell) -> None:
    with acting(desk) as act:
        a_decision(act, "A-1", "offer")
        a_decision(act, "A-1", "hire")

    [line] = read_json(desk, "job", "list")
    assert (line["open_applications"], line["hired"]) == (1, 1)
    assert "applications: applied 1, hired 1" in desk.ok("job", "show", "ML-1")


def test_the_list_of_jobs_is_cut_or_whole(desk: Shell) -> None:
    with acting(desk) as act:
        a_job(act, "ML-2")

    cut = desk("job", "list", "--limit", "1")
    whole = desk("job", "list", "--limit", "1", "--all")

    assert len(rows(cut.stdout)) == 1
    assert cut.stderr == "the first 1 is shown; --all shows everything\n"
    assert (len(rows(whole.stdout)), whole.stderr) == (2, "")


def test_no_job_yet_says_how_to_open_one(sqlite_shell: Shell) -> None:
    result = sqlite_shell("job", "list")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "no job yet: hiring job open ROLE --code CODE\n"
    assert "none yet: hiring job open" in refused(sqlite_shell, "job", "show", "ML-1")


def test_facts_are_edited_one_at_a_time(shell: Shell) -> None:
    with acting(shell) as act:
        a_job(act, location="Berlin", team="Models")

    said = shell.ok("job", "edit", "ml-1", "--location", "", "--pay", "50 EUR hour")

    assert said.startswith("edited ML-1: revision 1, ml-engineer 1.0.0\n")
    facts = read_json(shell, "job", "show", "ML-1")["facts"]
    assert (facts["location"], facts["team"], facts["pay_max"]) == ("", "Models", 50)
    assert log(shell).count("job edited") == 5


def test_an_edit_without_a_change_leaves_no_trace(desk: Shell) -> None:
    before = everything(desk)

    said = refused(desk, "job", "edit", "ML-1", code=2)

    assert said == "Error: nothing to change is named. Fix: hiring job edit --help\n"
    assert everything(desk) == before


def test_an_edit_can_be_rehearsed_and_answer_in_json(desk: Shell) -> None:
    assert rehearses(desk, "job", "edit", "ML-1", "--team", "X").startswith("edited ML-1")
    assert read_json(desk, "job", "edit", "ML-1", "--team", "X")["facts"]["team"] == "X"


def test_a_job_needs_its_title(desk: Shell) -> None:
    assert "a job needs a title" in refused(desk, "job", "edit", "ML-1", "--title", "", code=2)


def test_until_the_first_interview_a_renewal_replaces_the_snapshot(sqlite_shell: Shell) -> None:
    sqlite_shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    before = read_json(sqlite_shell, "job", "show", "ML-1")

    sqlite_shell.ok("job", "edit", "ML-1", "--level", "senior")

    after = read_json(sqlite_shell, "job", "show", "ML-1")
    assert (after["level"], after["revision"]) == ("senior", 1)
    assert after["digest"] != before["digest"]
    assert after["title"] == "Senior machine learning engineer"


def test_a_title_of_one_s_own_stays_when_the_level_changes(sqlite_shell: Shell) -> None:
    sqlite_shell.ok("job", "open", "ml-engineer", "--code", "ML-1", "--title", "Model doctor")

    sqlite_shell.ok("job", "edit", "ML-1", "--level", "senior")

    assert read_json(sqlite_shell, "job", "show", "ML-1")["title"] == "Model doctor"


def test_after_an_interview_a_renewal_leaves_applications_on_their_revision(
    desk: Shell,
) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1")

    said = desk.ok("job", "edit", "ML-1", "--renew", "--level", "mid", "--because", "too senior")

    assert said.splitlines()[1] == "on their earlier revision stay: A-1"
    assert read_json(desk, "application", "show", "A-1")["revision"] == 1
    assert read_json(desk, "application", "show", "A-2")["revision"] == 2


def test_c26_a_rubric_changes_after_interviews_began_only_with_a_reason(desk: Shell) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1")

    bare = refused(desk, "job", "edit", "ML-1", "--level", "mid", code=2)
    blank = refused(desk, "job", "edit", "ML-1", "--level", "mid", "--because", " ", code=2)
    desk.ok("job", "edit", "ML-1", "--level", "mid", "--because", "the post was cut")

    assert bare == blank
    assert "changing it needs a reason. Fix: --because TEXT" in bare
    (renewed,) = [
        one for one in read_json(desk, "audit", "log", "--all") if one["what"] == "rubric renewed"
    ]
    assert renewed["said"]["why"] == "the post was cut"


def test_c23_before_interviews_a_rubric_is_renewed_without_a_reason(desk: Shell) -> None:
    desk.ok("job", "edit", "ML-1", "--level", "mid")

    assert read_json(desk, "job", "show", "ML-1")["revision"] == 1


def test_renewing_what_has_not_changed_changes_nothing(sqlite_shell: Shell) -> None:
    sqlite_shell.ok("job", "open", "ml-engineer", "--code", "ML-1", "--focus", "task")
    before = everything(sqlite_shell)

    sqlite_shell.ok("job", "edit", "ML-1", "--renew")

    assert everything(sqlite_shell) == before


@pytest.mark.parametrize("command", ["show", "plan", "edit --team X"])
def test_a_job_that_is_not_there_is_refused_with_those_that_are(desk: Shell, command: str) -> None:
    verb, *options = command.split()

    said = refused(desk, "job", verb, "NOPE", *options)

    assert said == "Error: there is no job 'NOPE'. Fix: the jobs are: ML-1\n"


def test_a_sound_plan_shows_who_sees_what(sqlite_shell: Shell) -> None:
    sqlite_shell.ok("job", "open", "ml-engineer", "--code", "ML-1")

    result = sqlite_shell("job", "plan", "ML-1")
    plan = read_json(sqlite_shell, "job", "plan", " ml-1 ")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("1  First conversation (live, 30 min)\n")
    assert f"in all {plan['minutes']} of {plan['max_minutes']} minutes\n" in result.stdout
    assert plan["job"] == "ML-1"
    assert plan["problems"] == []
    assert set(plan["steps"][0]) == {"id", "name", "format", "minutes"}
    assert {"name", "kind", "bar", "steps", "minutes"} <= set(plan["coverage"][0])


def test_a_plan_that_breaks_the_rules_fails_with_every_reason(shell: Shell) -> None:
    with acting(shell) as act:
        a_job(act, rubric=a_rubric(plan=(a_step("only", rates=("coding",), minutes=999),)))

    result = shell("job", "plan", "ML-1")
    in_json = shell("job", "plan", "ML-1", "--json")

    assert (result.exit_code, in_json.exit_code) == (1, 1)
    problems = result.stderr.splitlines()
    assert len(problems) > 2
    assert all(line.startswith("Problem: ") and " Fix: " in line for line in problems)
    assert '"problems": [\n    {\n      "what":' in in_json.stdout


def test_a_job_closes_only_when_nobody_is_open(shell: Shell) -> None:
    with acting(shell) as act:
        a_job(act)
    shell.ok("candidate", "add", "Ada Example", "--job", "ML-1")
    shell.ok("candidate", "add", "Ben Example", "--job", "ML-1")

    said = refused(shell, "job", "close", "ML-1", "--because", "filled")

    assert "ML-1 has 2 open applications: A-1 (applied), A-2 (applied)." in said
    shell.ok("decide", "A-1", "A-2", "reject", "--by", "Mo", "--because", "filled")
    assert rehearses(shell, "job", "close", "ML-1", "--because", "filled") == "closed ML-1\n"
    assert shell.ok("job", "close", "ML-1", "--because", "filled") == "closed ML-1\n"
    assert read_json(shell, "job", "show", "ML-1")["closed_at"] is not None
    assert "is closed already" in refused(shell, "job", "close", "ML-1", "--because", "again")
    assert "ML-1 is closed" in refused(shell, "candidate", "add", "Cleo", "--job", "ML-1")


def test_a_closed_job_is_reopened_with_a_reason(desk: Shell) -> None:
    desk.ok("decide", "A-1", "A-2", "reject", "--by", "Mo", "--because", "filled")
    desk.ok("job", "close", "ML-1", "--because", "filled")

    assert rehearses(desk, "job", "reopen", "ML-1", "--because", "left") == "reopened ML-1\n"
    assert desk.ok("job", "reopen", "ML-1", "--because", "left") == "reopened ML-1\n"
    assert "ML-1 is open" in refused(desk, "job", "reopen", "ML-1", "--because", "left")


@pytest.mark.parametrize("command", ["close", "reopen"])
@pytest.mark.parametrize("because", [(), ("--because", ""), ("--because", "  ")])
def test_closing_and_reopening_need_a_reason(
    desk: Shell, command: str, because: tuple[str, ...]
) -> None:
    assert "--because" in refused(desk, "job", command, "ML-1", *because, code=2)
