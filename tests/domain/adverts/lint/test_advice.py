"""What is advised reads as sentences, and speaks of this advertisement."""

from __future__ import annotations

import pytest

from hiring.ad_rules import load_fact_words
from hiring.ad_rules.lint_rules import load_rulebook
from hiring.domain.adverts.gathering import gather_facts
from hiring.exchange.linting import lint_advert
from tests.linting import bench, lint_text, read, rules_of

SAID = [words.say for rule in load_rulebook().rules for words in rule.words if words.say]
FOUR_ROLES = """\
# ML Lead

## What you will do
- Invent novel deep learning architectures and publish your research at NeurIPS.
- Publish papers on new learning algorithms.
- Build ETL data pipelines in Spark.
- Maintain the data warehouse and its data pipelines in Airflow.
- Run the Kubernetes clusters and the GPU infrastructure for training.
- Build the ML platform: model registry, feature store and CI/CD for models.
- Analyse A/B tests and report insights.
"""


def advice(text: str, rule: str) -> list[str]:
    return [one.rewrite for one in lint_text(text) if one.rule == rule]


@pytest.mark.parametrize("say", SAID)
def test_what_to_write_instead_is_a_sentence(say: str) -> None:
    assert say[0].isupper()
    assert say.endswith((".", '?"'))


def test_years_on_a_tool_are_answered_with_that_tool() -> None:
    (said,) = advice("# Engineer\n\n## Requirements\n- 3 years of Terraform\n", "years-one-tool")

    assert "Terraform" in said
    assert "Airflow" not in said


@pytest.mark.parametrize(
    ("place", "currency"), [("Denver, CO", "USD"), ("Zurich", "CHF"), ("Berlin, Germany", "EUR")]
)
def test_pay_is_asked_for_in_the_currency_of_the_place(place: str, currency: str) -> None:
    (said,) = advice(f"# Analyst\nLocation: {place}\n\nWe sort.\n", "pay-absent")

    assert said.startswith(f'"{currency} ')


@pytest.mark.parametrize(
    "pay", ["Pay: TV-L E13", "Salary: Band 7", "Pay: Grade 7", "GS-13", "Pay grade EG 13"]
)
def test_a_grade_of_an_agreement_states_pay(pay: str) -> None:
    assert not rules_of(f"# Analyst\n\n{pay}\n") & {"pay-vague", "pay-absent"}


def test_data_pipelines_go_to_the_data_engineer() -> None:
    found = [one for one in lint_text(FOUR_ROLES) if one.rule.startswith("unicorn")]

    assert "data-engineer with lines 6, 7" in found[0].rewrite
    assert "mlops-platform-engineer with lines 8, 9" in found[0].rewrite
    assert found[0].rewrite.startswith("Open three jobs: ")


@pytest.mark.parametrize(
    "offer",
    [
        "Tell us at rita@example.org what you need for a fair interview: we will arrange it.",
        "Write to rita@example.org if a step should be arranged differently for you.",
    ],
)
def test_the_facts_and_the_lint_know_the_same_offers_of_adjustment(offer: str) -> None:
    text = f"# Analyst\n\n## How to apply\n{offer}\n"

    assert gather_facts(read(text), load_fact_words()).accommodation is not None
    assert "no-accommodation" not in rules_of(text)


def test_the_united_states_alone_may_be_any_of_their_states() -> None:
    advert = read("# Analyst\nLocation: United States\n\nWe sort.\n")

    sets = {rules.id: rules.maybe for rules in lint_advert(advert, bench()).pay_rules}

    assert sets["us-co"]


def test_a_job_of_ours_may_be_longer_and_its_longest_parts_are_named() -> None:
    def long(words: int) -> list[str]:
        advert = read("# Analyst\n\n## What you will do\n" + "We sort parcels. " * (words // 3))
        found = lint_advert(advert, bench(), of_a_job=True).findings
        return [one.what for one in found if one.rule == "long"]

    assert long(810) == []
    assert "most of them in What you will do (934)" in long(930)[0]


def test_must_haves_beyond_the_limit_are_said_to_begin_here() -> None:
    lines = "\n".join(f"- Knows number {n}." for n in range(9))

    (found,) = [
        one for one in lint_text(f"# A\n\n## Requirements\n{lines}\n") if "must-haves" in one.rule
    ]

    assert found.quote == "Knows number 8."
    assert found.what.endswith("9, from here on beyond 8")


@pytest.mark.parametrize(
    "said",
    [
        "20 to 25 years of experience",
        "You answer in under 35 minutes",
        "Models of patients under 35 years of age",
        "Native English and German content",
        "You keep the cluster in good shape",
    ],
)
def test_what_only_looks_like_shutting_people_out_is_let_be(said: str) -> None:
    unlawful = {"age-limit", "native-speaker", "fit-body", "citizens-only"}

    assert not rules_of(f"# Analyst\n\n## What you need\n- {said}\n") & unlawful
