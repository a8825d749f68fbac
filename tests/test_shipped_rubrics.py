"""The rubrics that ship: complete, consistent, and fit to be read by candidates."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from hiring.domain.consistency import check_rubric
from hiring.domain.library_rules import CHART_ORDERS
from hiring.domain.role_rules import choices
from hiring.domain.rubric import Choice, Family
from hiring.resources import bundled
from hiring.rubric_files.library import load_library, read_library
from hiring.rubric_files.yaml_text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hiring.domain.rubric import Competency, Role, Rubric

FOLDER = bundled("rubrics")
FILES = sorted(FOLDER.rglob("*.yaml"))
LIBRARY = load_library(FOLDER)
ROLES = {
    Family.CORE: {"ml-engineer", "ml-researcher"},
    Family.ADJACENT: {
        "ml-product-manager",
        "mlops-platform-engineer",
        "data-engineer",
        "engineering-manager",
        "software-engineer",
        "project-manager",
    },
    Family.ANALYTICS: {"data-scientist", "data-analyst", "full-stack-data-scientist"},
}
SETTINGS = {
    "research-arm",
    "embedded",
    "independent-function",
    "ml-first",
    "nascent",
    "medium-sized",
    "large",
    "pod",
}
# An Excel cell holds 32,767 characters; what a row of a card can show is far less.
LONGEST_ANCHOR = 400
AMERICAN = re.compile(
    r"\b(\w*(behavior|color|favor|neighbor)\w*|labors?|center|program manager|judgment|dataset|"
    r"labeled|labeling|modeling|learned|fulfill|skeptic\w*|"
    r"(?!size|prize|seize)\w+(yze|yzed|yzing)|"
    r"(organi|reali|recogni|summari|optimi|prioriti|generali|speciali|visuali|standardi|minimi|"
    r"maximi|emphasi|utili|normali|customi)z\w+)\b",
    re.IGNORECASE,
)
ASKS_ABOUT_A_PERSON = re.compile(
    r"\b(how old|your age|married|pregnan\w+|children|your family|nationality|mother tongue|"
    r"native speaker|religio\w+|church|disab\w+|your health|sexual|native fluen\w+|"
    r"current salary|last salary|digital native|young and|rock ?star|ninja|guru)\b",
    re.IGNORECASE,
)


def each_role() -> pytest.MarkDecorator:
    """Run a test for every role."""
    return pytest.mark.parametrize("role", LIBRARY.roles.values(), ids=lambda role: role.id)


def each_competency() -> pytest.MarkDecorator:
    """Run a test for every competency."""
    competencies = LIBRARY.competencies.values()
    return pytest.mark.parametrize("competency", competencies, ids=lambda one: one.id)


def texts(value: Any) -> Iterator[str]:
    """Give every text of a file, without ids and what is cited."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"id", "step", "after", "sources", "occupation", "aliases"}:
                yield from texts(inner)


def texts_of(path: Path) -> tuple[str, ...]:
    """Give every text of a rubric file; signals are other people's words, in any spelling."""
    value = read_yaml(path.name, path.read_bytes()).value
    return tuple(texts({key: text for key, text in value.items() if key != "signals"}))


def every_rubric(role: Role) -> Iterator[tuple[Choice, Rubric]]:
    """Resolve a role plain and in every variant and organisation."""
    for choice in (Choice(), *choices(role, tuple(LIBRARY.settings.values()))):
        yield choice, LIBRARY.resolve(role.id, choice)


# --- the library --------------------------------------------------------------------------------


def test_the_shipped_rubrics_have_no_problem() -> None:
    assert read_library(FOLDER)[1] == ()


def test_the_library_has_all_roles_families_competencies_and_settings() -> None:
    found: dict[Family, set[str]] = {family: set() for family in Family}
    for role in LIBRARY.roles.values():
        found[role.family].add(role.id)

    assert found == ROLES
    assert len(LIBRARY.competencies) >= 29
    assert set(LIBRARY.settings) >= SETTINGS


def test_a_role_lies_in_the_folder_of_its_family_and_files_are_named_by_id() -> None:
    for role in LIBRARY.roles.values():
        assert (FOLDER / role.family.value / f"{role.id}.yaml").is_file()
    for competency in LIBRARY.competencies:
        assert (FOLDER / "competencies" / f"{competency}.yaml").is_file()


def test_names_and_aliases_belong_to_one_role_each() -> None:
    names = list(chain.from_iterable((r.id, r.name, *r.aliases) for r in LIBRARY.roles.values()))
    folded = [name.casefold() for name in names]

    assert sorted(set(folded)) == sorted(folded)
    assert all(len(role.aliases) >= 3 for role in LIBRARY.roles.values())


@pytest.mark.parametrize(("axis", "order"), CHART_ORDERS)
def test_sorting_by_chart_level_gives_the_printed_order(
    axis: str, order: tuple[tuple[str, ...], ...]
) -> None:
    levels = [[getattr(LIBRARY.roles[r].chart, axis) for r in group] for group in order]

    assert all(len(set(group)) == 1 for group in levels)
    assert [group[0] for group in levels] == sorted((g[0] for g in levels), reverse=True)


def test_every_competency_is_asked_for_by_some_role() -> None:
    rated = {
        competency
        for role in LIBRARY.roles.values()
        for _, rubric in every_rubric(role)
        for competency in rubric.rated
    }

    assert rated == set(LIBRARY.competencies)


# --- roles --------------------------------------------------------------------------------------


@each_role()
def test_every_variant_of_a_role_in_every_organisation_breaks_no_rule(role: Role) -> None:
    checked = 0
    for choice, rubric in every_rubric(role):
        assert check_rubric(rubric) == (), choice
        assert rubric.minutes <= 360
        checked += 1

    assert checked >= 4 * len(LIBRARY.settings)


@each_role()
def test_a_role_says_what_candidates_and_recruiters_need(role: Role) -> None:
    assert 4 <= len(role.duties) <= 8
    assert 1 <= len(role.not_this_role) <= 4
    assert 2 <= len(role.strengths) <= 4
    assert set(role.variants.level) == {"junior", "mid", "senior"}
    assert role.teaches
    assert role.sources
    assert all(duty[0].isupper() and not duty.endswith(".") for duty in role.duties)
    assert all(step.brief for step in role.plan)


def test_scope_and_focus_are_where_the_work_differs_by_them() -> None:
    roles = LIBRARY.roles

    assert set(roles["data-scientist"].variants.scope) == {"analysis", "modelling", "end-to-end"}
    assert {r for r, role in roles.items() if role.variants.scope} == {"data-scientist"}
    assert {r for r, role in roles.items() if role.variants.focus} == {
        "ml-engineer",
        "ml-product-manager",
    }
    assert roles["data-scientist"].needs == ("scope",)
    assert roles["full-stack-data-scientist"].needs == ("not_expected",)


@each_role()
def test_a_junior_keeps_what_a_focus_or_scope_is_for(role: Role) -> None:
    for kind in ("focus", "scope"):
        for chosen in getattr(role.variants, kind):
            whole = LIBRARY.resolve(role.id, Choice(**{kind: chosen}))
            junior = LIBRARY.resolve(role.id, Choice(**{kind: chosen}, level="junior"))
            brought = set(whole.strengths) - set(role.strengths)

            assert not brought or brought & set(junior.strengths), (kind, chosen)
            assert brought <= set(junior.rated), (kind, chosen)


@each_role()
def test_a_junior_is_hired_for_learning_and_not_asked_for_more_than_others(role: Role) -> None:
    chosen = [
        Choice(focus=f, scope=s)
        for f in (None, *role.variants.focus)
        for s in (None, *role.variants.scope)
    ]
    for choice in chosen:
        junior = LIBRARY.resolve(
            role.id, Choice(focus=choice.focus, scope=choice.scope, level="junior")
        )
        middle = LIBRARY.resolve(role.id, choice)

        if role.id not in {"engineering-manager", "project-manager"}:
            assert "learning-drive" in junior.strengths
        assert 2 <= len(junior.strengths) <= 4
        assert all(
            level <= middle.bar_of(competency) for competency, level in junior.bars.items()
        ), choice


# --- competencies -------------------------------------------------------------------------------


@each_competency()
def test_a_competency_has_four_anchors_that_fit_a_cell(competency: Competency) -> None:
    assert len(competency.anchors) == 4
    assert len(set(competency.anchors)) == 4
    assert all(20 <= len(anchor) <= LONGEST_ANCHOR for anchor in competency.anchors)
    assert all("\n" not in anchor for anchor in competency.anchors)
    assert not any(anchor.startswith(("=", "+", "-", "@")) for anchor in competency.anchors)


@each_competency()
def test_a_competency_has_questions_with_probes_and_both_kinds_of_answer(
    competency: Competency,
) -> None:
    assert 2 <= len(competency.questions) <= 4
    assert len({question.ask for question in competency.questions}) == len(competency.questions)
    for question in competency.questions:
        assert len(question.probes) >= 2
        assert question.good != question.weak
    assert competency.avoid


@each_competency()
def test_candidate_words_go_on_from_you(competency: Competency) -> None:
    words = competency.candidate_words

    assert words[0].islower()
    assert not words.endswith((".", ";"))
    assert not words.lower().startswith(("you ", "to ", "be able", "the "))
    assert not words.split()[0].endswith(("ing", "s"))
    assert len(words) <= 200


# --- the words of all files ---------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_plain_text_of_readable_lines(path: Path) -> None:
    raw = path.read_bytes()
    lines = raw.decode("utf-8").splitlines()

    assert raw.endswith(b"\n")
    assert b"\t" not in raw
    assert b"\r" not in raw
    assert max(len(line) for line in lines) <= 110
    assert not any(line != line.rstrip() for line in lines)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_texts_are_british_english_and_ask_nothing_about_the_person(path: Path) -> None:
    for text in texts_of(path):
        assert AMERICAN.search(text) is None, text
    asked = [t for t in texts_of(path) if t.endswith("?")]
    for text in asked:
        assert ASKS_ABOUT_A_PERSON.search(text) is None, text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sources_are_works_and_never_files_or_machines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.search(r"\.(txt|pdf|md|html)\b|(?<![\w.])/[a-z]+/|https?://", text) is None


def test_notes_are_advice_and_not_copied_into_what_candidates_read() -> None:
    for role in LIBRARY.roles.values():
        for _, rubric in every_rubric(role):
            shown = {
                rubric.purpose,
                rubric.deliverable,
                rubric.setting_text,
                *rubric.duties,
                *rubric.teaches,
                *rubric.not_this_role,
            }
            assert not shown.intersection(rubric.notes)
