"""Every rule finds its bad examples, and lets its good ones be."""

from __future__ import annotations

import pytest

from hiring.ad_rules.lint_rules import load_pay_rules, load_rulebook, load_tools
from hiring.domain.adverts.findings import Group, Level
from hiring.domain.adverts.lint.registry import CHECKS
from tests.linting import GOOD_AD, TODAY, UNICORN, lint_text, rules_of, spell_out

RULES = load_rulebook().rules
BAD = [(rule.id, example) for rule in RULES for example in rule.bad]
GOOD = [(rule.id, example) for rule in RULES for example in rule.good]
_WITHOUT_EXAMPLES = {"unassessed-must-have"}  # it looks at jobs, not at texts


def test_every_rule_has_a_function_and_every_function_a_rule() -> None:
    assert [rule.id for rule in RULES if rule.id not in CHECKS] == []
    assert sorted(CHECKS) == sorted(rule.id for rule in RULES)


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_bad_example_is_found(rule: str, example: str) -> None:
    assert rule in rules_of(spell_out(example))


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_good_example_is_let_be(rule: str, example: str) -> None:
    assert rule not in rules_of(spell_out(example))


def test_every_rule_on_texts_has_examples_of_both_kinds() -> None:
    lacking = {rule.id for rule in RULES if not (rule.good and rule.bad)}

    assert lacking == _WITHOUT_EXAMPLES


def test_every_rule_says_why_by_which_source_and_what_to_write_instead() -> None:
    assert all(rule.why and rule.source and rule.rewrite and rule.name for rule in RULES)
    assert {rule.group for rule in RULES} == set(Group)


def test_no_rule_says_that_anything_is_compliant() -> None:
    said = [f"{rule.name} {rule.why} {rule.rewrite} {rule.source}" for rule in RULES]
    said += [rules.note for rules in load_pay_rules()]

    assert "compliant" not in " ".join(said).lower()


def test_a_good_advertisement_gets_no_warning() -> None:
    grave = [finding for finding in lint_text(GOOD_AD) if finding.level is not Level.NOTICE]

    assert grave == []


def test_the_unicorn_is_an_error_that_names_the_roles_it_mixes_and_the_split() -> None:
    (found,) = [f for f in lint_text(UNICORN) if f.group is Group.UNICORN]

    assert found.level is Level.ERROR
    assert "ml-researcher" in found.what
    assert "mlops-platform-engineer" in found.what
    assert "line" in found.what
    assert found.rewrite.startswith("Open three jobs: ")


def test_the_unicorn_is_told_of_its_doctorate_its_years_and_its_must_haves_too() -> None:
    assert rules_of(UNICORN) >= {"years-one-tool", "degree-only", "pay-absent"}


def test_no_tool_is_of_tomorrow_and_each_has_a_source() -> None:
    assert all(tool.since < TODAY and tool.source and tool.phrases for tool in load_tools())


def test_a_rule_set_is_dated_and_has_its_source() -> None:
    assert all(rules.as_of <= TODAY and rules.source and rules.asks for rules in load_pay_rules())
