"""A file of feedback is split into records, one at a time, whatever it holds."""

from __future__ import annotations

import io
import json
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.errors import InvalidFileError
from hiring.exchange.feedback.records import MOST_DEPTH, Record, read_records

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(st.text(min_size=1), PLAIN, max_size=4), max_size=5)


class Dripping(io.BytesIO):
    """A file that gives a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        """Give at most three bytes."""
        return super().read(3 if size is None else min(size, 3))


def split(text: str | bytes) -> list[Record]:
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return list(read_records(io.BytesIO(raw), name="dump.json"))


def values(text: str) -> list[Any]:
    return [record.value for record in split(text)]


def complaint(text: str | bytes) -> str:
    with pytest.raises(InvalidFileError) as error:
        split(text)
    return str(error.value)


def test_every_usual_form_of_a_dump_gives_the_same_records() -> None:
    a, b = {"id": 1, "note": 'a "[{" \\'}, {"id": 2, "list": [1, [2]]}
    one, other = json.dumps(a), json.dumps(b)

    for text in (
        f"[{one},{other}]",
        f"\ufeff [ {one} , {other} ]\n",
        f"{one}\n{other}\n",
        f"[{one}] [{other}]",
        f'{{"success": true, "results": [{one}, {other}], "moreDataAvailable": false}}',
        f'{{"data":[{one},{other}],"hasNext":false,"next":{{"a":[1]}}}}',
        f'{{"message" : [{one},{other}]}}',
        f'{{"data": {one}}}\n{{"message": {other}}}',
    ):
        assert values(text) == [a, b], text


def test_a_list_with_nothing_in_it_holds_no_record() -> None:
    assert values("[]") == values('{"results": []}') == []


@given(OBJECTS)
def test_what_json_can_say_is_given_as_it_is_however_the_file_comes(said: list[Any]) -> None:
    text = json.dumps(said, ensure_ascii=False)
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        raw = json.dumps(said).encode()
    alone = [{"data"}, {"message"}]

    read = list(read_records(Dripping(raw), name="dump.json"))

    if not any(set(one) in alone for one in said):
        assert [record.value for record in read] == said
    assert [json.loads(record.text) for record in read] == said


def test_numbers_are_kept_as_they_are_written() -> None:
    [value] = values('{"a": 0.80, "b": 12345678901234567890, "c": 1.0}')

    assert value == {"a": Decimal("0.80"), "b": 12345678901234567890, "c": Decimal("1.0")}
    assert str(value["a"]) == "0.80"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "dump.json: the file is empty"),
        ("  \n", "dump.json: the file is empty"),
        ("id,name\n", "dump.json: a record begins with {, not with 'i'"),
        ("<html>", "dump.json: a record begins with {, not with '<'"),
        ('"a"', "a record begins with {, not with"),
        ("[", "a record is missing or cut off"),
        ("[{}", "dump.json, after record 1: the list of records is cut off"),
        ("[{},]", "dump.json, after record 1: a record is missing or cut off"),
        ("[{} {}]", "dump.json, after record 1: the list of records is cut off"),
        ('[{"a": "b}]', "dump.json: the file ends in the middle of a record"),
        ('[{"a": "b\\', "dump.json: the file ends in the middle of a record"),
        ("[1", "dump.json, after record 1: the list of records is cut off"),
        ('{"data": [{}]', "dump.json, after record 1: the file is cut off"),
        ('{"data": [{}], "a": ', "dump.json, after record 1: the file ends in the middle"),
        (b'[{}, {"a": "\xff"}]', "the file is not UTF-8 text"),
        ("{}".encode("utf-16"), "the file is not UTF-8 text"),
        ("[" + "1" * 5_000_000 + "]", "a number or word is too long"),
        ('["' + "a" * 5_000_000 + '"]', "a record has over 4,194,304 characters"),
    ],
    ids=lambda one: repr(one)[:30],
)
def test_a_file_that_cannot_be_read_on_says_after_which_record(
    text: str | bytes, told: str
) -> None:
    assert told in complaint(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1", "a record is an object in braces, not a number"),
        ("null", "a record is an object in braces, not null"),
        ("true", "a record is an object in braces, not true or false"),
        ('"a"', "a record is an object in braces, not a text"),
        ("[]", "a record is an object in braces, not a list"),
        ("{a: 1}", "it is not JSON: Expecting property name"),
        ("{]", "it is not JSON"),
        ("tru", "it is not JSON"),
        ('{"a": NaN}', "NaN is no number"),
        ('{"a": -Infinity}', "-Infinity is no number"),
        ('{"a": 1, "a": 2}', "'a' stands twice in one object"),
        (f'{{"a": {"9" * 5000}}}', "it holds a number that is too long"),
        ('{"a": "\n"}', "it is not JSON: Invalid control character"),
        ("[" * 100 + "]" * 100, f"it is nested more than {MOST_DEPTH} deep"),
        ('{"a":' * 90_000 + "1" + "}" * 90_000, f"it is nested more than {MOST_DEPTH} deep"),
    ],
    ids=lambda one: repr(one)[:30],
)
def test_a_bad_record_is_told_and_the_next_is_read(text: str, told: str) -> None:
    bad, good = split(f'[{text}, {{"id": 2}}]')

    assert bad.problem is not None
    assert str(bad.problem).startswith(f"record 1: {told}")
    assert (good.number, good.value, good.problem) == (2, {"id": 2}, None)


def test_a_large_file_is_read_in_time_in_step_with_its_size() -> None:
    record = '{"id": 1, "note": "' + 'a [ \\" ] ' * 4_000 + '"}'
    start = time.process_time()

    read = sum(
        1 for _ in read_records(io.BytesIO(f"[{record}{f',{record}' * 20}]".encode()), name="")
    )

    assert read == 21
    assert time.process_time() - start < 10
