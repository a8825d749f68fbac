"""What `make docs` writes is as it is written today."""

from __future__ import annotations

import re
from importlib import import_module

import click

from hiring.guard_rules import written_words
from tests import write_ad_rules, write_columns, write_compliance, write_rules, write_wording
from tests.write_commands import PAGE, every_command, page


def test_the_page_of_commands_is_what_help_says_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "docs/commands.md is old: make docs"


def test_every_command_has_its_place_in_the_page() -> None:
    heads = [
        line.lstrip("#").strip()
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("##")
    ]

    assert heads == [words for words, _, _ in every_command()]
    assert len(heads) > 40


def test_every_option_is_in_the_page() -> None:
    sections = PAGE.read_text(encoding="utf-8").split("\n```text\n")[1:]

    for (words, command, _), section in zip(every_command(), sections, strict=True):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[-1] in section, f"{words} {parameter.opts[-1]}"


def test_the_page_on_exports_describes_the_tables_there_are() -> None:
    page_now = write_columns.PAGE.read_text(encoding="utf-8")

    assert page_now == write_columns.page(), "docs/exporting.md is old: make docs"


def test_the_page_on_linting_lists_the_rules_there_are() -> None:
    page_now = write_rules.PAGE.read_text(encoding="utf-8")

    assert page_now == write_rules.page(), "docs/linting-ads.md is old: make docs"


def test_the_page_on_wording_states_the_figures_and_groups_of_today() -> None:
    page_now = write_wording.PAGE.read_text(encoding="utf-8")

    assert page_now == write_wording.page(), "docs/wording.md is old: make docs"


def test_the_page_on_compliance_says_what_is_looked_at_today() -> None:
    page_now = write_compliance.PAGE.read_text(encoding="utf-8")

    assert page_now == write_compliance.page(), "docs/compliance.md is old: make docs"


def test_everything_that_is_asked_has_a_page_and_tests_that_are_named_after_it() -> None:
    proved = write_compliance.proofs()

    assert sorted(proved) == list(range(1, 41))
    for number, one in proved.items():
        assert one.pages
        assert one.tests
        for name in (*one.pages, *((f"decisions/{one.why}",) if one.why else ())):
            assert (write_compliance.PAGE.parent / name).is_file(), name
        for test in one.tests:
            file, _, called = test.partition("::")
            text = (write_compliance.ROOT / "tests" / file).read_text(encoding="utf-8")
            assert f"\ndef {called}(" in text, test
            assert called.startswith(f"test_c{number}_"), test


def test_no_test_is_named_after_something_that_is_not_asked() -> None:
    named = re.compile(r"^def test_c([0-9]+)_", re.MULTILINE)
    found = {
        int(number)
        for path in (write_compliance.ROOT / "tests").rglob("test_*.py")
        for number in named.findall(path.read_text(encoding="utf-8"))
    }

    assert found == set(range(1, 41))


def test_the_rules_that_are_loaded_are_those_that_people_edit() -> None:
    for name, said in write_ad_rules.said().items():
        written = import_module(f"hiring.ad_rules.{name}")
        assert said == written.SAID, f"{name} is old: make docs"


def test_the_words_that_are_looked_for_are_those_that_people_edit() -> None:
    assert write_ad_rules.guard_said() == written_words.SAID, "it is old: make docs"
