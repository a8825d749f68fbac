"""What a hiring record has no place for: traits, birth dates, photos, pay a person had or has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hiring.exchange.people.matching import DROPPED, MapFile, Matched, field_of, is_sensitive
from hiring.profiles import PROFILES, load_profile
from hiring.store.tables import metadata
from tests.cli.desk import everything, refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

NEVER = (
    *("Age", "Date of birth", "Birthday", "DOB", "Geburtsdatum", "Gender", "sex", "Geschlecht"),
    *("Ethnicity", "Race / Ethnicity", "photo_url", "Foto", "Marital Status", "Familienstand"),
    *("Health", "Health conditions", "Disability", "Schwerbehinderung", "Gesundheit"),
    *("Religion", "Konfession", "Union", "Trade union membership", "Gewerkschaft"),
    *("Nationality", "Staatsangehörigkeit", "Current salary", "previousPay", "Current CTC"),
    *("Gehalt", "current_compensation", "Current income", "expected salary"),
)
# Pay of a job we offer, and of its advertisement: not of a person.
OFFERED = {"jobs", "advertisements"}


@pytest.mark.parametrize("name", NEVER)
def test_c1_a_column_on_a_trait_or_on_pay_is_known_by_its_name(name: str) -> None:
    assert is_sensitive(name)


@pytest.mark.parametrize(
    "name", ["Stage", "Health care experience", "European Union permit", "Language", "Message"]
)
def test_c1_a_column_that_only_sounds_so_is_kept(name: str) -> None:
    assert not is_sensitive(name)


def test_c1_no_table_has_a_field_for_a_trait_or_for_pay_that_a_person_has_or_had() -> None:
    fields = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if is_sensitive(column.name.replace("_", " ")) and table.name not in OFFERED
    ]

    assert fields == []


def test_c1_pay_is_stored_with_what_is_offered_alone() -> None:
    with_pay = {
        table.name
        for table in metadata.sorted_tables
        if any(column.name.startswith("pay_") for column in table.columns)
    }

    assert with_pay == OFFERED


@pytest.mark.parametrize("system", PROFILES)
def test_c1_every_profile_leaves_such_columns_out(system: str) -> None:
    profile = load_profile(system)
    taken = {
        (shape.known_by, name)
        for shape in profile.shapes
        for name in NEVER
        if field_of(Matched(system, profile, shape, MapFile()), name) != DROPPED
    }
    mapped = {name for shape in profile.shapes for name in shape.fields if is_sensitive(name)}

    assert (taken, mapped) == (set(), set())


@pytest.mark.parametrize("form", ["csv", "json"])
def test_c1_what_is_left_out_is_named_and_is_nowhere_in_the_database(
    sqlite_shell: Shell, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"people.{form}"
    person = {
        "Name": "Ada Example",
        "Email": "ada@example.org",
        **dict.fromkeys(NEVER, "zq7secret"),
    }
    table = f"{','.join(person)}\n{','.join(person.values())}\n"
    path.write_text(json.dumps([person]) if form == "json" else table, encoding="utf-8")

    said = json.loads(sqlite_shell.ok("candidate", "import", str(path), "--json"))

    assert (said["added"], set(said["dropped"])) == (1, set(NEVER))
    assert "zq7secret" not in str(everything(sqlite_shell))
    assert b"zq7secret" not in (sqlite_shell.folder / "hiring.db").read_bytes()


def test_c1_a_map_cannot_take_such_a_column_in(sqlite_shell: Shell, tmp_path: Path) -> None:
    path, told = tmp_path / "people.csv", tmp_path / "map.yaml"
    path.write_text("Name,Health\nAda Example,zq7secret\n")
    told.write_text("columns:\n  Name: name\n  Health: extra\n")

    said = refused(sqlite_shell, "candidate", "import", str(path), "--map", str(told), code=3)

    assert "Health is on pay or a protected trait, and is never taken in" in said
