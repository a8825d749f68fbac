"""What is said of every column: whose words it holds, and what erasing does to it."""

from __future__ import annotations

from sqlalchemy import Integer, LargeBinary, String

from hiring.store.personal import BELONGS, PERSONAL, Erasing
from hiring.store.tables import metadata


def test_c15_every_column_of_text_or_bytes_says_what_erasing_does_to_it() -> None:
    told = {
        table.name: {
            column.name
            for column in table.columns
            if isinstance(column.type, (String, LargeBinary))
        }
        for table in metadata.sorted_tables
    }

    assert {name: set(columns) for name, columns in PERSONAL.items()} == told


def test_a_row_belongs_to_a_person_by_a_column_that_is_there() -> None:
    for name, (column, above) in BELONGS.items():
        (key,) = metadata.tables[name].columns[column].foreign_keys

        assert key.target_fullname == f"{above}.id"
        assert isinstance(metadata.tables[name].columns[column].type, Integer)


def test_what_is_emptied_may_be_empty_and_what_becomes_null_may_be_null() -> None:
    for name, columns in PERSONAL.items():
        for column, (_, erasing) in columns.items():
            nullable = metadata.tables[name].columns[column].nullable

            assert erasing is not Erasing.NOTHING or nullable, f"{name}.{column}"
            assert erasing is not Erasing.EMPTIED or not nullable, f"{name}.{column}"


def test_a_row_goes_whole_or_not_at_all() -> None:
    for name, columns in PERSONAL.items():
        going = {erasing is Erasing.GONE for _, erasing in columns.values()}

        assert len(going) <= 1, name
