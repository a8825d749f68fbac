from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.rubric_files.yaml_text import MAX_BYTES, MOST_PROBLEMS, read_yaml


def says(raw: bytes | str) -> list[str]:
    """Read a text and give its problems as lines."""
    data = raw if isinstance(raw, bytes) else raw.encode()
    return [f"{p.where}: {p.what}" for p in read_yaml("f", data).problems]


def test_plain_values_and_their_lines_are_read() -> None:
    source = read_yaml("f", b"a: 1\nb:\n  - x\n  - {c: true, d: null, e: -3}\nf: ''\n")

    assert source.value == {"a": 1, "b": ["x", {"c": True, "d": None, "e": -3}], "f": ""}
    assert source.problems == []
    assert [source.line_of(p) for p in (("a",), ("b",), ("b", 0), ("b", 1, "c"))] == [1, 2, 3, 4]


def test_a_place_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    source = read_yaml("f", b"# a remark\nplan:\n  - id: talk\n    name: x\n")

    assert source.line_of(("plan", 0, "minutes")) == 3
    assert source.line_of(("chart", "software")) == 2


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no", "true or false"),
        ("Yes", "true or false"),
        ("on", "true or false"),
        ("1:30", "another number"),
        ("010", "another number"),
        ("0x1F", "another number"),
        ("1_000", "another number"),
        ("9" * 5000, "another number"),
        ("1.0", "a decimal number"),
        (".inf", "a decimal number"),
        ("2026-03-02", "a date"),
    ],
)
def test_a_text_that_yaml_reads_as_something_else_is_named(text: str, meant: str) -> None:
    problems = read_yaml("f", f"a: x\nb: {text}\n".encode()).problems

    assert [p.where for p in problems] == ["f:2"]
    assert f"as {meant}, not as the text you see" in problems[0].what
    assert "put it in quotes" in problems[0].fix


@pytest.mark.parametrize("text", ['"no"', "'010'", "no one", "1.0.0", "0", "-12", "true", "~"])
def test_quoted_text_and_plain_values_are_no_trap(text: str) -> None:
    assert says(f"a: {text}\n") == []


def test_a_key_that_is_there_twice_is_named_with_both_lines() -> None:
    source = read_yaml("f", b"a: 1\nb: 2\na: 3\n")

    assert source.value == {"a": 1, "b": 2}
    assert [f"{p.where}: {p.what}" for p in source.problems] == [
        "f:3: 'a' is there twice (first in line 1); YAML would keep only one"
    ]


@pytest.mark.parametrize("key", ["? [a, b]\n:", "<<:", "? {a: b}\n:", '"":'])
def test_a_key_that_is_no_plain_text_is_refused(key: str) -> None:
    assert any("a key must be plain text" in line for line in says(f"{key} x\n"))


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object:os.system x",
        "a: !mine x",
        "a: !!set {x, y}",
        "a: !!omap [x: 1]",
        "a: !!binary aGk=",
        "a: !!null nothing",
        "a: =",
    ],
)
def test_tags_are_refused(text: str) -> None:
    assert any("is not allowed" in line for line in says(text))


def test_references_are_refused_each_by_its_line_and_the_rest_is_read() -> None:
    source = read_yaml("f", b"a: &here [x]\nb: *here\nc: no\nd: 4\n")

    assert [p.where for p in source.problems] == ["f:1", "f:2", "f:3"]
    assert source.value == {"a": ["x"], "b": None, "c": "no", "d": 4}


def test_a_few_lines_that_stand_for_a_billion_values_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    started = time.monotonic()

    problems = says("\n".join(lines))

    assert time.monotonic() - started < 2
    assert len(problems) == 12 + 11 * 9


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_at_once(opening: str) -> None:
    started = time.monotonic()

    problems = says(opening * 30_000)

    assert time.monotonic() - started < 5
    assert problems == ["f:1: not YAML: nested too deeply"]


def test_a_huge_file_is_refused_unread() -> None:
    assert says(b"a: [" * MAX_BYTES) == [f"f:1: the file has over {MAX_BYTES:,} bytes"]


def test_a_file_full_of_faults_names_no_more_than_a_person_reads() -> None:
    problems = says("a: no\n" * 1000)

    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].endswith("there are more problems in this file")


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# only a remark\n", b"~", b"null\n"])
def test_a_file_without_content_is_said_to_be_empty(raw: bytes) -> None:
    assert says(raw) == ["f:1: the file is empty"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"a: x\nb: \xff\n", "f:2: the file is not UTF-8 text"),
        ("a: x\n".encode("utf-16"), "f:1: the file is not UTF-8 text"),
        (b"a: x\nb: \x00\n", "f:2: the character U+0000 may not stand in a text"),
        (b'a: x\nb: "\\x07"\n', "f:2: the character U+0007 may not stand in a text"),
        (b'a: x\nb: "\\ud800"\n', "f:2: the character U+D800 may not stand in a text"),
        (b'"\\x01": x\n', "f:1: the character U+0001 may not stand in a text"),
        (b'a: x\nb: "\\UFFFFFFFF"\n', "f:2: not YAML: an escape in quotes names no character"),
        (b"a: x\n\tb: y\n", "f:2: not YAML: found character '\\t' that cannot start any token"),
        (b"a: x\n---\nb: y\n", "f:2: not YAML: but found another document"),
        (b"a: [x\n", "f:2: not YAML: expected ',' or ']', but got '<stream end>'"),
    ],
)
def test_what_is_no_plain_text_is_refused_with_its_line(raw: bytes, problem: str) -> None:
    assert says(raw) == [problem]


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_yaml("f", b"\xef\xbb\xbfa: x\n").value == {"a": "x"}


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_nothing_is_raised(raw: bytes) -> None:
    source = read_yaml("f", raw)

    assert source.value is not None or source.problems
    assert all(p.where.startswith("f:") for p in source.problems)


@given(st.text(alphabet="ab:-[]{}&*!?|>%@'\"\\#,~<=.0123 \n\t\u00e9\u2028", max_size=80))
def test_any_mixture_of_yaml_signs_is_read_or_refused(text: str) -> None:
    source = read_yaml("f", text.encode())

    assert source.value is not None or source.problems
    repr(source.value).encode()
