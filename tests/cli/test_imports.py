from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from hiring.store.unfinished import make_file
from tests.cli.desk import everything, log, looking, read_json, refused
from tests.exchange.people.foreign import (
    FILES,
    GREENHOUSE_APPLICATIONS,
    GREENHOUSE_CANDIDATES,
    LEVER_MOVING,
    LEVER_OPPORTUNITIES,
    SECRETS,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

TWO = "Name,Email,Company,Job,Stage\nAda Example,ada@example.org,Sample Labs,ML-1,screen\n"


@pytest.fixture
def office(shell: Shell) -> Shell:
    """Give a shell on each kind of database where job ML-1 is open and nobody is known."""
    assert shell("job", "open", "ml-engineer", "--code", "ML-1").exit_code == 0
    return shell


def put(shell: Shell, name: str, content: str | bytes) -> str:
    path = shell.folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def taken(shell: Shell, *words: str) -> dict[str, Any]:
    result = shell("candidate", "import", *words, "--json")
    assert result.exit_code in {0, 3}, result.output
    said: dict[str, Any] = json.loads(result.stdout)
    parts = ("added", "updated", "unchanged", "skipped", "rejected")
    assert said["read"] == sum(said[part] for part in parts)
    return said


def sound(shell: Shell) -> None:
    result = shell("db", "check")
    assert result.stdout == "sound\n", result.output


@pytest.mark.parametrize("case", FILES)
def test_a_file_of_every_system_comes_in_and_again_changes_nothing(
    case: str, office: Shell
) -> None:
    profile, content = FILES[case]
    path = put(office, "people.txt", content)

    said = taken(office, path)
    before = everything(office)
    again = taken(office, path)

    assert said["profile"] == profile
    assert said["added"] >= 1
    assert said["rejected"] == 0
    assert again["unchanged"] == again["read"] - again["skipped"], again
    assert everything(office) == before
    found = read_json(office, "candidate", "show", "C-1")
    assert found["name"] == "Ada Example"
    assert not any(secret in str(before) for secret in SECRETS)
    sound(office)


def test_everything_of_a_greenhouse_candidate_has_its_place(office: Shell) -> None:
    path = put(office, "people.json", json.dumps(GREENHOUSE_CANDIDATES))

    said = taken(office, path)

    ada = read_json(office, "candidate", "show", "C-1")
    assert ada["email"] == "ada@example.org"
    assert ada["phone"] == "+49 30 1234567"
    assert ada["links"] == "https://ada.example.org/cv"
    assert [(one["job"], one["stage"]) for one in ada["applications"]] == [
        ("ML-1", "interviewing"),
        ("ML-1", "rejected"),
    ]
    assert ada["applications"][1]["stage_since"] == "2024-02-01T10:00:00+00:00"
    assert said["dropped"] == {
        "photo_url": 1,
        "keyed_custom_fields.desired_salary": 1,
        "applications.answers": 1,
    }
    rows = str(everything(office))
    for kept in ("ada@work.example.org", "a month", "the data", "Too junior", "Image Models"):
        assert kept in rows


ANSWERED = [
    {"question": {"text": "Gender"}, "answer": "hidden"},
    {"field": "Gender", "value": "hidden"},
    {"fieldName": "Salary expectation", "value": {"amount": "hidden"}},
    {"id": "date_of_birth", "value": "hidden"},
    {"name": "Gender", "values": ["hidden"]},
    {"label": "Marital status", "response": "hidden"},
    {"question": "Your pronouns?", "options": [{"id": 3}], "chosen": "hidden"},
]


def test_an_answer_on_a_protected_trait_or_on_pay_is_left_out_however_it_is_asked(
    sqlite_shell: Shell,
) -> None:
    innocent = {"question": {"text": "Notice"}, "answer": "a month"}
    record = {"name": "Ada Example", "email": "ada@example.org", "asked": [*ANSWERED, innocent]}
    traits = {"demographics": "hidden", "pronouns": "hidden", "citizenship": "hidden"}
    path = put(sqlite_shell, "p.json", json.dumps([{**record, **traits}]))

    said = taken(sqlite_shell, path)

    assert said["dropped"] == {"asked": len(ANSWERED), **dict.fromkeys(traits, 1)}
    rows = str(everything(sqlite_shell))
    assert "hidden" not in rows
    assert "a month" in rows


def test_an_application_alone_finds_its_person_by_that_systems_number(office: Shell) -> None:
    taken(office, put(office, "people.json", json.dumps(GREENHOUSE_CANDIDATES)))

    said = taken(office, put(office, "apps.json", json.dumps(GREENHOUSE_APPLICATIONS)))

    assert said["updated"] == 1
    assert read_json(office, "candidate", "show", "C-2")["applications"][0]["stage"] == "hired"
    sound(office)


def test_a_person_in_several_rows_is_one_person_whatever_the_order(office: Shell) -> None:
    head, *rows = LEVER_MOVING.splitlines()
    path = put(office, "lever.csv", LEVER_MOVING)

    first = taken(office, path, "--job", "ML-1")
    before = everything(office)
    turned = put(office, "turned.csv", "\n".join([head, *reversed(rows)]))
    again = taken(office, turned, "--job", "ML-1")

    assert (first["people_added"], first["applications_added"]) == (2, 3)
    assert again["unchanged"] == 3
    assert everything(office) == before
    stages = [one["stage"] for one in read_json(office, "candidate", "show", "C-1")["applications"]]
    assert stages == ["applied", "withdrawn"]


def test_what_differs_between_rows_of_one_person_does_not_depend_on_their_order(
    office: Shell,
) -> None:
    rows = ["Ada Example,ada@example.org,Labs,x", "Ada B. Example,ada@example.org,,yy"]
    head = "Name,Email,Company,Colour"
    taken(office, put(office, "one.csv", "\n".join([head, *rows])))
    before = everything(office)

    again = taken(office, put(office, "two.csv", "\n".join([head, *reversed(rows)])))

    assert again["unchanged"] == 2
    assert everything(office) == before
    assert read_json(office, "candidate", "show", "C-1")["name"] == "Ada B. Example"


def test_a_known_person_is_filled_and_changed_and_never_emptied(office: Shell) -> None:
    office("candidate", "add", "Ada Example", "--email", "ADA@example.org", "--phone", "030 1")
    path = put(office, "p.csv", "Name,Email,Phone,Company\nAda Example,ada@example.org,,Labs\n")

    said = taken(office, path)

    ada = read_json(office, "candidate", "show", "C-1")
    assert (said["updated"], said["people_changed"]) == (1, 1)
    assert (ada["phone"], ada["company"]) == ("030 1", "Labs")
    assert log(office)[-1] == "candidate edited"
    sound(office)
    assert "C-1" in office("candidate", "find", "labs").stdout


def test_a_row_with_addresses_of_two_people_is_rejected_with_both_codes(office: Shell) -> None:
    for name in ("ada", "ben"):
        office("candidate", "add", name, "--email", f"{name}@example.org")
    path = put(office, "p.csv", "Name,Email,Email 2\nAda,ada@example.org,ben@example.org\n")

    said = refused(office, "candidate", "import", path, code=3)

    assert "C-1 and C-2" in said
    assert "ada@" not in said


APPLIED = "system: oldtracker\ncolumns: {Number: application_id}\n"


def test_one_application_number_of_two_people_is_refused_in_the_row_that_says_it_again(
    office: Shell,
) -> None:
    office("candidate", "add", "Ben", "--email", "ben@example.org")
    assert office("application", "add", "C-1", "ML-1").exit_code == 0
    rows = "Ada,ada@example.org,ML-1,77\nBen,ben@example.org,ML-1,77\n"
    path = put(office, "p.csv", f"Name,Email,Job,Number\n{rows}")
    map_file = put(office, "m.yaml", APPLIED)

    first = taken(office, path, "--map", map_file, "--keep-going", "--rejects", f"{path}.1")
    again = taken(office, path, "--map", map_file, "--keep-going", "--rejects", f"{path}.2")

    assert (first["added"], first["rejected"]) == (1, 1)
    assert first["problems"][0]["what"].endswith("belong to different people: C-1 and C-2")
    assert (again["unchanged"], again["rejected"]) == (1, 1)
    sound(office)


def test_rows_without_an_address_that_name_one_application_are_one_person(office: Shell) -> None:
    rows = "Ada,ML-1,77,applied\nAda,ML-1,77,screen\n"
    path = put(office, "p.csv", f"Name,Job,Number,Stage\n{rows}")

    said = taken(office, path, "--map", put(office, "m.yaml", APPLIED))

    assert (said["people_added"], said["applications_added"]) == (1, 1)
    (one,) = read_json(office, "candidate", "show", "C-1")["applications"]
    assert one["stage"] == "screen"


@pytest.mark.parametrize("apart", [True, False])
def test_a_known_application_number_with_another_job_is_refused(
    office: Shell, *, apart: bool
) -> None:
    assert office("job", "open", "data-engineer", "--code", "DE-1").exit_code == 0
    head, *rows = (
        "Name,Email,Job,Number,Stage",
        "Ada,ada@example.org,ML-1,77,applied",
        "Ada,ada@example.org,DE-1,77,screen",
    )
    map_file = put(office, "m.yaml", APPLIED)
    if apart:
        path = put(office, "p.csv", f"{head}\n{rows[0]}\n")
        taken(office, path, "--map", map_file)
        rows = rows[1:]

    path = put(office, "q.csv", "\n".join([head, *rows]))
    said = taken(office, path, "--map", map_file, "--keep-going")

    assert said["rejected"] == 1
    assert "for ML-1, and it says DE-1" in said["problems"][0]["what"]
    (one,) = read_json(office, "candidate", "show", "C-1")["applications"]
    assert (one["job"], one["stage"]) == ("ML-1", "applied")


def test_a_file_that_changes_nothing_takes_no_codes(office: Shell) -> None:
    rows = "".join(f"P{n},p{n}@example.org,ML-1\n" for n in range(5))
    path = put(office, "p.csv", f"Name,Email,Job\n{rows}")
    for _ in range(3):
        taken(office, path)

    office("candidate", "add", "Ada Example")
    assert office("application", "add", "C-6", "ML-1").exit_code == 0

    assert read_json(office, "candidate", "show", "C-6")["applications"][0]["code"] == "A-6"


def test_people_with_nothing_but_a_name_are_never_taken_for_one(office: Shell) -> None:
    path = put(office, "p.csv", "Name,Company\nAda Example,One\nAda Example,Two\n")

    assert taken(office, path)["added"] == 2
    assert taken(office, path)["unchanged"] == 2


def test_an_open_application_is_taken_further_and_never_back_or_doubled(office: Shell) -> None:
    taken(office, put(office, "p.csv", TWO))

    further = taken(office, put(office, "q.csv", TWO.replace("screen", "offer")))
    back = taken(office, put(office, "p.csv", TWO))

    assert (further["updated"], further["applications_moved"]) == (1, 1)
    assert back["unchanged"] == 1
    (one,) = read_json(office, "candidate", "show", "C-1")["applications"]
    assert one["stage"] == "offer"
    sound(office)


def test_a_person_who_was_merged_stands_for_the_other(office: Shell) -> None:
    office("candidate", "add", "Ada Example", "--email", "ada@example.org")
    office("candidate", "add", "Ada Sample", "--email", "sample@example.org")
    merged = office("candidate", "merge", "C-1", "C-2", "--because", "one phone", "--yes")
    assert merged.exit_code == 0, merged.output

    said = taken(
        office, put(office, "p.csv", "Name,Email,Company\nAda Example,sample@example.org,Labs\n")
    )

    assert said["updated"] == 1
    assert read_json(office, "candidate", "show", "C-1")["company"] == "Labs"
    sound(office)


def test_a_number_that_came_by_a_merged_address_goes_back_with_the_person(office: Shell) -> None:
    office("candidate", "add", "Ada Example", "--email", "ada@example.org")
    office("candidate", "add", "Ben Example", "--email", "ben@example.org")
    office("candidate", "merge", "C-1", "C-2", "--because", "one phone", "--yes")
    head = "Name,Email,Company,Number"
    path = put(office, "p.csv", f"{head}\nBen Example,ben@example.org,Labs,77\n")
    told = "system: oldtracker\ncolumns: {Number: person_id}\n"
    map_file = put(office, "m.yaml", told)
    taken(office, path, "--map", map_file)

    apart = office("candidate", "unmerge", "C-2")
    again = taken(office, path, "--map", map_file)

    assert apart.exit_code == 0, apart.output
    assert "C-1 keeps its company: edited since" in apart.stderr
    assert (again["updated"], again["rejected"]) == (1, 0)
    assert read_json(office, "candidate", "show", "C-2")["company"] == "Labs"
    sound(office)


def test_unknown_jobs_and_stages_are_each_named_once_with_the_line_to_write(
    office: Shell,
) -> None:
    rows = [f"P{n},p{n}@example.org,Image Lead,Coffee" for n in range(30)]
    path = put(office, "p.csv", "\n".join(["Name,Email,Job,Stage", *rows]))

    said = refused(office, "candidate", "import", path, code=3)

    assert said.count("Fix: jobs: {Image Lead: CODE}\n") == 1
    map_file = put(office, "m.yaml", "jobs: {Image Lead: ML-1}\n")
    said = refused(office, "candidate", "import", path, "--map", map_file, code=3)
    assert said.count("stages: {Coffee: screen}") == 1
    put(office, "m.yaml", "jobs: {Image Lead: ML-1}\nstages: {Coffee: screen}\n")
    assert taken(office, path, "--map", map_file)["added"] == 30


def test_a_date_that_could_be_two_days_is_asked_about(office: Shell) -> None:
    path = put(office, "p.csv", "Name,Email,Applied on\nAda,ada@example.org,03/04/2026\n")

    said = refused(office, "candidate", "import", path, code=3)

    assert "dates: {Applied on: DMY}" in said
    map_file = put(office, "m.yaml", "dates: {Applied on: MDY}\n")
    taken(office, path, "--map", map_file)
    assert read_json(office, "candidate", "show", "C-1")["added_at"].startswith("2026-03-04")


def test_a_day_that_has_not_come_is_rejected_with_its_column(sqlite_shell: Shell) -> None:
    sqlite_shell("job", "open", "ml-engineer", "--code", "ML-1")
    rows = "Ada,a@example.org,ML-1,2036-05-13\nBen,b@example.org,ML-1,2026-01-02\n"
    path = put(sqlite_shell, "p.csv", f"Name,Email,Job,Applied on\n{rows}")

    said = taken(sqlite_shell, path, "--keep-going")

    assert (said["added"], said["rejected"]) == (1, 1)
    (problem,) = said["problems"]
    assert problem["what"] == "Applied on: '2036-05-13' is in the future (2036-05-13)"
    assert "day and month may be the wrong way round" in problem["fix"]


def test_a_day_beyond_the_twelfth_tells_the_order_of_its_whole_column(office: Shell) -> None:
    rows = "Ada,a@example.org,03/04/2025\nBen,b@example.org,25/12/2025\n"
    path = put(office, "p.csv", f"Name,Email,Applied on\n{rows}")

    taken(office, path)

    assert read_json(office, "candidate", "show", "C-1")["added_at"].startswith("2025-04-03")


def test_nothing_is_written_where_a_row_is_bad_unless_the_others_are_wanted(
    office: Shell,
) -> None:
    path = put(office, "p.csv", "Name;Email\nAda;ada@example.org\nBen;no address\n;\n")

    said = refused(office, "candidate", "import", path, code=3)
    assert "line 3" in said
    result = office("candidate", "import", path, "--keep-going")

    assert result.exit_code == 3
    rejects = office.folder / "p.rejects.csv"
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
    text = rejects.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "Name;Email;_line;_reason;_mend"
    rejects.write_text(text.replace("no address", "ben@example.org"), encoding="utf-8")
    assert taken(office, str(rejects))["added"] == 1
    assert len(read_json(office, "candidate", "list")) == 2


def test_a_rehearsal_prints_the_same_and_changes_nothing(office: Shell) -> None:
    path = put(office, "p.csv", TWO + "Ben,ben@example.org,,,\nBad,bad,,,\n")
    before = everything(office)

    rehearsal = office("candidate", "import", path, "--keep-going", "--dry-run")

    assert everything(office) == before
    assert not (office.folder / "p.rejects.csv").exists()
    done = office("candidate", "import", path, "--keep-going")
    said = rehearsal.stdout.replace("rows would go to", "rows go to")
    assert (said, rehearsal.exit_code) == (done.stdout, done.exit_code)


@pytest.mark.parametrize(
    ("wrong", "more"), [(1, ""), (6, ""), (11, "1 more row"), (12, "2 more rows")]
)
def test_up_to_ten_rows_that_are_wrong_are_named_and_the_others_counted(
    wrong: int, more: str, sqlite_shell: Shell
) -> None:
    rows = "".join(f"P{n},no address\n" for n in range(wrong))
    path = put(sqlite_shell, "p.csv", f"Name,Email\nAda,ada@example.org\n{rows}")

    said = refused(sqlite_shell, "candidate", "import", path, code=3)
    going = sqlite_shell("candidate", "import", path, "--keep-going")

    assert said.count("is no e-mail address") == min(wrong, 10)
    assert "1 row is wrong" in said if wrong == 1 else f"{wrong} rows are wrong" in said
    assert (f"and {more}" in said) == bool(more)
    assert (f"and {more}: in " in going.stderr) == bool(more)


def test_what_is_wrong_in_standard_input_is_said_of_it(sqlite_shell: Shell) -> None:
    result = sqlite_shell("candidate", "import", "-", input="Name,Email\nAda,x\n")

    assert result.exit_code == 3
    assert "standard input, line 2" in result.stderr


def test_what_is_kept_beside_is_shown_with_the_person_and_the_application(office: Shell) -> None:
    rows = "Name,Email,Department\nAda,ada@example.org,Parsing\n"
    taken(office, put(office, "p.csv", rows))
    rows = "Name,Email,Job,Office\nAda,ada@example.org,ML-1,Berlin\n"
    taken(office, put(office, "q.csv", rows))

    for kind, key, who, said in (
        ("candidate", "Department", "C-1", "Parsing"),
        ("application", "Office", "A-1", "Berlin"),
    ):
        assert f"  {key}: {said}\n" in office(kind, "show", who).stdout
        assert read_json(office, kind, "show", who)["extra"] == {key: said}


def test_sources_nobody_knows_and_the_fields_that_were_changed_are_told(
    sqlite_shell: Shell,
) -> None:
    sqlite_shell("candidate", "add", "Ada", "--email", "ada@example.org", "--company", "Mine")
    rows = "Ada,ada@example.org,Labs,x\nBen,b@example.org,,Skywriting\nCy,c@example.org,,LinkedIn\n"
    path = put(sqlite_shell, "p.csv", f"Name,Email,Company,Source\n{rows}")

    result = sqlite_shell("candidate", "import", path)

    assert "people: 2 added, 1 changed in 1 field;" in result.stdout
    assert "sources nobody knows, kept as other: x, Skywriting\n" in result.stdout


def test_a_records_reject_file_is_records_again(office: Shell) -> None:
    records = [{"name": "Ada", "email": "ada@example.org"}, {"name": "Ben", "email": "x"}]
    path = put(office, "p.jsonl", "\n".join(map(json.dumps, records)))

    said = taken(office, path, "--keep-going")

    rejects = office.folder / "p.rejects.jsonl"
    assert said["rejects"] == str(rejects)
    rejects.write_text(rejects.read_text().replace('"x"', '"ben@example.org"'))
    assert taken(office, str(rejects))["added"] == 1


def test_the_number_of_added_people_who_look_known_is_told_and_nobody_is_named(
    office: Shell,
) -> None:
    office("candidate", "add", "Ada Example", "--email", "ada@example.org")
    path = put(office, "p.csv", "Name,Email\nAda Example,other@example.org\nBen,b@example.org\n")

    result = office("candidate", "import", path)

    shared = "1 of those added shares a phone number, a profile or a whole name with somebody"
    assert shared in result.stdout
    assert "hiring candidate duplicates" in result.stdout
    assert "Ada" not in result.stdout


def test_a_closed_job_takes_only_those_who_ended(office: Shell) -> None:
    office("job", "close", "ML-1", "--because", "filled")
    rows = "A,a@example.org,ML-1,rejected\nB,b@example.org,ML-1,screen\n"
    path = put(office, "p.csv", f"Name,Email,Job,Stage\n{rows}")

    said = taken(office, path, "--keep-going")

    assert (said["added"], said["rejected"]) == (1, 1)
    assert said["problems"][0]["what"] == "ML-1 is closed"


def test_anonymous_opportunities_are_skipped_and_counted(office: Shell) -> None:
    path = put(office, "p.jsonl", "\n".join(map(json.dumps, LEVER_OPPORTUNITIES)))

    said = taken(office, path)

    assert said["skipped_because"] == {"made anonymous there": 1}
    assert (said["people_added"], said["applications_added"]) == (1, 2)


def test_people_come_in_by_standard_input(sqlite_shell: Shell) -> None:
    result = sqlite_shell("candidate", "import", "-", input="Name,Email\nAda,ada@example.org\n")

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("read 1: 1 added")


def test_a_table_without_names_is_refused_with_a_map_to_copy(sqlite_shell: Shell) -> None:
    path = put(sqlite_shell, "p.csv", "Who,Mial,Salary\nAda,ada@example.org,1\n")

    said = refused(sqlite_shell, "candidate", "import", path, code=3)

    assert "columns:" in said
    assert "Salary: ignore" in said
    map_file = put(sqlite_shell, "m.yaml", "columns: {Who: name, Mial: email}\n")
    assert list(taken(sqlite_shell, path, "--map", map_file)["dropped"]) == ["Salary"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("columns: {Salary: note}", "never taken in"),
        ("columns: {Name: nickname}", "is not known"),
        ("colums: {Name: name}", "nothing a map says"),
        ("dates: {Name: XYZ}", "is not known"),
        ("jobs: {A: ML-9}\ncolumns: {Nobody: name}", "not there"),
        ("system: Old Tracker!", "short name"),
    ],
)
def test_a_map_that_is_wrong_is_refused_in_words(
    written: str, said: str, sqlite_shell: Shell
) -> None:
    path = put(sqlite_shell, "p.csv", "Name,Salary,Job\nAda,1,A\n")

    answer = refused(
        *(sqlite_shell, "candidate", "import", path),
        *("--map", put(sqlite_shell, "m.yaml", written)),
        code=3,
    )

    assert said in answer


def test_an_unknown_profile_is_refused_with_the_list(sqlite_shell: Shell, tmp_path: Path) -> None:
    del tmp_path
    path = put(sqlite_shell, "p.csv", TWO)

    said = refused(sqlite_shell, "candidate", "import", path, "--from", "workable", code=2)

    assert "smartrecruiters" in said
    with looking(sqlite_shell) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM candidates").scalar() == 0


def test_thousands_are_added_changed_and_found_again(office: Shell) -> None:
    rows = [f"Person {n},p{n}@example.org,+49 30 {10_000_000 + n}" for n in range(2500)]
    head = "Name,Email,Phone,Company"
    taken(office, put(office, "p.csv", "\n".join([head, *rows])))

    changed = taken(office, put(office, "q.csv", "\n".join([head, *(f"{r},Labs" for r in rows)])))
    again = taken(office, put(office, "p.csv", "\n".join([head, *reversed(rows)])))

    assert (changed["updated"], changed["people_changed"]) == (2500, 2500)
    assert again["unchanged"] == 2500
    assert log(office).count("candidate edited") == 2500
    assert "C-2500" in office("candidate", "find", "2499").stdout
    sound(office)


def test_json_of_no_system_comes_in_by_usual_names(sqlite_shell: Shell) -> None:
    record = {"fullName": "Ada Example", "email": "ada@example.org", "skills": ["python", "c"]}
    path = put(sqlite_shell, "p.json", json.dumps([{**record, "deep": {"a": [1, {"b": None}]}}]))

    said = taken(sqlite_shell, path)

    assert said["kept_in_extra"] == {"deep": 1}
    assert read_json(sqlite_shell, "candidate", "show", "C-1")["tags"] == "python, c"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"Ada,a@example.org,{'x' * 100_001}", "more than 100,000 characters"),
        (f"{'A' * 301},a@example.org,", "name has more than 300"),
        (",a@example.org,", "has no name"),
        ("Ada,a@example.org,x,y", "has 4 cells"),
    ],
)
def test_a_row_that_cannot_be_kept_is_rejected_with_its_reason(
    row: str, said: str, sqlite_shell: Shell
) -> None:
    path = put(sqlite_shell, "p.csv", f"Name,Email,Company\nBen,b@example.org,\n{row}\n")

    answer = taken(sqlite_shell, path, "--keep-going")

    assert (answer["added"], answer["rejected"]) == (1, 1)
    assert said in answer["problems"][0]["what"]


def test_a_file_of_rejects_that_is_there_is_never_written_over(sqlite_shell: Shell) -> None:
    path = put(sqlite_shell, "p.csv", "Name,Email\nAda,x\n")
    kept = put(sqlite_shell, "p.rejects.csv", "mine")

    said = refused(sqlite_shell, "candidate", "import", path, "--keep-going")

    assert "is there already" in said
    assert "--rejects" in said
    assert taken(sqlite_shell, path, "--keep-going", "--rejects", f"{kept}2")["rejected"] == 1


def test_a_job_for_everybody_keeps_the_title_that_was_written(sqlite_shell: Shell) -> None:
    sqlite_shell("job", "open", "ml-engineer", "--code", "ML-1")
    path = put(sqlite_shell, "p.csv", "Name,Job\nAda,Chief of Parsers\n")

    taken(sqlite_shell, path, "--job", "ml-1")

    assert "Chief of Parsers" in str(everything(sqlite_shell)["applications"])


def test_an_id_of_no_named_system_tells_nobody_until_the_map_names_it(
    sqlite_shell: Shell,
) -> None:
    first = put(sqlite_shell, "p.csv", "Name,Number\nAda Example,1\n")
    second = put(sqlite_shell, "q.csv", "Name,Number\nAda B. Example,1\n")
    told = "system: oldtracker\ncolumns: {Number: person_id}\n"
    map_file = put(sqlite_shell, "m.yaml", told)

    taken(sqlite_shell, first, "--map", map_file)
    said = taken(sqlite_shell, second, "--map", map_file)
    unnamed = put(sqlite_shell, "n.yaml", "columns: {Number: person_id}\n")
    other = taken(sqlite_shell, first, "--map", unnamed)

    assert said["updated"] == 1
    assert other["added"] == 1


@pytest.mark.process
@pytest.mark.skipif(os.name != "posix", reason="Windows has no pty")
@pytest.mark.parametrize("words", [(), ("--json",)])
def test_a_terminal_shows_how_far_a_file_is_read_and_the_time_that_is_left(
    words: tuple[str, ...], office: Shell
) -> None:
    import pty

    rows = "".join(f"Ada Example {n},ada{n}@example.org,ML-1\n" for n in range(6000))
    path = put(office, "people.csv", f"Name,Email,Job\n{rows}")
    ours, theirs = pty.openpty()

    ended = subprocess.run(
        [sys.executable, "-c", _A_SECOND_A_LOOK, "candidate", "import", path, *words],
        cwd=office.folder,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
        check=False,
    )

    os.set_blocking(ours, False)
    os.close(theirs)
    shown = _all_of(ours)
    assert ended.returncode == 0, shown
    if words:
        assert not shown
        return
    part = r"reading [^\r]* (\d+)%  (?:\d\d:)+\d\d  [\d,]+ rows, [\d,]+ a second"
    assert re.search(part, shown), repr(shown)
    percents = [int(found) for found in re.findall(part, shown)]
    assert percents == sorted(percents)
    assert 0 < percents[0] < 50
    assert "100%" in shown


# The time that is left is told from the first second on: here one passes with every look.
_A_SECOND_A_LOOK = (
    "import itertools, runpy, time; time.time = itertools.count(1_800_000_000.0).__next__; "
    "runpy.run_module('hiring', run_name='__main__', alter_sys=True)"
)


def _all_of(terminal: int) -> str:
    came = b""
    try:
        while piece := os.read(terminal, 1 << 16):
            came += piece
    except OSError:  # a terminal without anybody at it ends like this
        pass
    os.close(terminal)
    return came.decode()


def test_the_next_import_removes_what_killed_ones_left_and_not_what_others_write(
    sqlite_shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sqlite_shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    folder = tmp_path / "sent"
    folder.mkdir()
    put_down, rejected = tmp_path / "hiring-0.in", folder / ".people.rejects.csv.unfinished-0"
    others = folder / ".people.rejects.csv.unfinished-1"
    for left in (put_down, rejected):
        left.write_text(TWO)
    held = make_file(others)
    (folder / "people.csv").write_text(TWO)

    sqlite_shell.ok("candidate", "import", str(folder / "people.csv"))
    first = {path.name for path in folder.iterdir()}
    sqlite_shell("candidate", "import", "-", input=TWO)

    os.close(held)
    assert first == {"people.csv", others.name}
    assert not list(tmp_path.glob("hiring-*.in"))


def test_two_people_who_share_an_address_are_never_mixed(office: Shell) -> None:
    """A family or a desk has one address; the second name is another person's."""
    office("candidate", "add", "Ben Sample", "--email", "desk@example.org")
    path = put(
        office,
        "p.csv",
        "Name,Email,Company\nAda Example,home@example.org,Sample Labs\n"
        "Kim Pattern,home@example.org,Pattern Holding\nDee Mustermann,desk@example.org,\n"
        "EXAMPLE ada,home@example.org,\n",
    )

    said = taken(office, path, "--keep-going")

    problems = [(one["place"], one["what"]) for one in said["problems"]]
    assert problems == [
        (3, "its address is that of the person of line 2, whose name is plainly another"),
        (4, "its address is that of C-1, whose name is plainly another"),
    ]
    assert read_json(office, "candidate", "show", "C-1")["name"] == "Ben Sample"
    assert read_json(office, "candidate", "show", "C-2")["company"] == "Sample Labs"
    assert taken(office, path, "--trust-addresses")["rejected"] == 0
    sound(office)


def test_who_was_merged_under_another_name_is_known_again_by_their_address(office: Shell) -> None:
    path = put(office, "p.csv", "Name,Email\nBob Miller,bob@example.org\nRo Berts,ro@example.org\n")
    taken(office, path)
    office("candidate", "merge", "C-1", "C-2", "--because", "one person", "--yes")

    again = taken(office, path)

    assert again["rejected"] == 0


def test_a_few_columns_of_greenhouse_say_the_milestone_and_the_title(office: Shell) -> None:
    head = "First Name,Last Name,Email,Title,Job,Milestone\n"
    path = put(
        office, "p.csv", f"{head}Ada,Example,ada@example.org,ML Engineer,ML-1,Face to Face\n"
    )

    taken(office, path)

    page = read_json(office, "candidate", "show", "C-1")
    assert page["headline"] == "ML Engineer"
    assert page["applications"][0]["stage"] == "interviewing"


def test_numbers_in_a_sheet_of_greenhouse_are_its_own(office: Shell) -> None:
    head = "Candidate ID,Application ID,First Name,Last Name,Email,Job,Stage\n"
    taken(
        office,
        put(office, "p.csv", f"{head}71,81,Ada,Example,ada@example.org,ML-1,Offer\n"),
        "--from",
        "greenhouse",
    )

    again = taken(
        office,
        put(office, "q.csv", f"{head}71,81,Ada,Example,new@example.org,ML-1,Offer\n"),
        "--from",
        "greenhouse",
    )

    assert (again["added"], again["updated"]) == (0, 1)
    assert read_json(office, "candidate", "show", "new@example.org")["code"] == "C-1"


def test_rows_with_too_few_cells_and_stages_without_a_job_are_told(office: Shell) -> None:
    path = put(
        office,
        "p.csv",
        "Name,Email,Company,Stage\nAda,ada@example.org,,screen\nBen,ben@example.org,AG,\n"
        "Kim,kim@example.org\nDee,dee@example.org,AG,offer\n",
    )

    notes = taken(office, path)["notes"]

    assert notes == [
        (
            "1 row has fewer cells than there are columns (first: line 4); what is missing at the "
            "end is taken as empty"
        ),
        "2 rows say a stage and no job: taken without an application; --job CODE applies them",
    ]


def test_a_tracker_that_leaves_out_empty_cells_at_the_end_is_taken_as_usual(office: Shell) -> None:
    rows = "Ada,ada@example.org,AG,x\nBen,ben@example.org\nKim,kim@example.org,AG\n"
    path = put(office, "p.csv", f"Name,Email,Company,Tags\n{rows}")

    assert taken(office, path)["notes"] == []


def test_a_dry_run_writes_no_file_of_rejects(office: Shell) -> None:
    path = put(office, "p.csv", "Name,Email\nAda,ada@example.org\nBen,no address\n")
    words = ("candidate", "import", path, "--keep-going", "--rejects", str(office.folder / "r.csv"))

    rehearsal = office(*words, "--dry-run")
    result = office(*words)

    assert "rejected rows would go to" in rehearsal.stdout
    assert "no file was written" in rehearsal.stderr
    assert "rejected rows go to" in result.stdout
    assert (office.folder / "r.csv").exists()


def test_all_that_a_map_must_say_is_one_block_to_be_pasted(office: Shell) -> None:
    rows = "Ada,ada@example.org,ML Engineer,Coffee\nBen,b@example.org,ML-1,Tea: green\n"
    path = put(office, "p.csv", f"Name,Email,Job,Stage\n{rows}Kim,k@example.org,Analyst,Offer\n")

    said = refused(office, "candidate", "import", path, code=3)

    block = said.partition("where you say what each means. Fix: ")[2].partition("Error:")[0]
    map_file = put(office, "map.yaml", block.replace("CODE", "ML-1"))
    assert taken(office, path, "--map", map_file)["rejected"] == 0
    assert block.startswith("{jobs: {ML Engineer: CODE, Analyst: CODE}, stages: {Coffee: screen, ")


def test_rejected_rows_hold_nothing_a_spreadsheet_would_calculate(office: Shell) -> None:
    head = "Name,Email,Phone,Company\n"
    path = put(office, "p.csv", f"{head}Ben,no address,+49 30 1234567,=1+1\n")
    taken(office, path, "--keep-going")
    rejects = office.folder / "p.rejects.csv"
    text = rejects.read_text(encoding="utf-8-sig")

    rejects.write_text(text.replace("no address", "ben@example.org"), encoding="utf-8")
    taken(office, str(rejects))

    assert "'+49 30 1234567,'=1+1," in text
    page = read_json(office, "candidate", "show", "C-1")
    assert (page["phone"], page["company"]) == ("+49 30 1234567", "=1+1")
