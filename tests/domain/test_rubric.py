from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from hiring.domain.role_rules import choices
from hiring.domain.rubric import (
    Change,
    Chart,
    Choice,
    Competency,
    Family,
    OrganisationChange,
    Question,
    Role,
    Setting,
    Step,
    StepChange,
    TextChange,
    Variants,
    digest_of,
    resolve,
    rubric_from_dict,
    rubric_to_dict,
)
from hiring.resources import bundled
from hiring.rubric_files.library import load_library

SHIPPED = load_library(bundled("rubrics"))


def a_competency(name: str) -> Competency:
    """Make a competency."""
    return Competency(
        id=name,
        version="1.0.0",
        name=name.title(),
        group="software",
        definition="Does it.",
        anchors=("1", "2", "3", "4"),
        questions=(Question(ask="?", probes=("why",), good="g", weak="w"),),
        avoid=("trivia",),
        candidate_words="do it",
    )


LIBRARY = {name: a_competency(name) for name in ("a", "b", "c", "d", "e")}
ROLE = Role(
    id="maker",
    version="1.2.3",
    family=Family.ADJACENT,
    name="Maker of things",
    purpose="Makes.",
    deliverable="A thing.",
    duties=("Make",),
    not_this_role=("Break",),
    strengths=("a", "b"),
    bars={"c": 2, "d": 3},
    plan=(
        Step(id="s", name="S", format="live", minutes=30, purpose="See", competencies=("a", "c")),
        Step(id="t", name="T", format="live", minutes=60, purpose="See", competencies=("b", "d")),
    ),
    chart=Chart(software=1, machine_learning=1, communication=1),
    sources=("us",),
)


def resolved(choice: Choice | None = None, **variants: dict[str, Change]) -> Any:
    """Resolve the role with variants by kind."""
    return resolve(replace(ROLE, variants=Variants(**variants)), LIBRARY, choice or Choice())


def with_level(change: Change) -> Any:
    """Resolve the role with one change."""
    return resolved(Choice(level="junior"), level={"junior": change})


# --- resolving ----------------------------------------------------------------------------------


def test_a_role_without_a_variant_is_resolved_as_it_stands() -> None:
    rubric = resolved()

    assert (rubric.title, rubric.strengths, rubric.bars) == (
        "Maker of things",
        ("a", "b"),
        {"c": 2, "d": 3},
    )
    assert rubric.rated == ("a", "b", "c", "d")
    assert [c.id for c in rubric.competencies] == ["a", "b", "c", "d"]
    assert rubric.minutes == 90
    assert rubric.step("t").name == "T"
    assert rubric.competency("d").name == "D"
    assert [rubric.bar_of(c) for c in "acd"] == [2, 2, 3]


def test_asking_a_rubric_for_what_it_does_not_have_is_refused() -> None:
    rubric = resolved()

    with pytest.raises(KeyError):
        rubric.step("x")
    with pytest.raises(KeyError):
        rubric.competency("e")


@pytest.mark.parametrize(
    ("change", "strengths", "bars"),
    [
        (Change(strengths=("c", "d")), ("c", "d"), {}),
        (Change(strengths_add=("e",)), ("a", "b", "e"), {"c": 2, "d": 3}),
        (Change(strengths_add=("c",)), ("a", "b", "c"), {"d": 3}),
        (Change(strengths_add=("a",)), ("a", "b"), {"c": 2, "d": 3}),
        (Change(strengths_drop=("a",)), ("b",), {"c": 2, "d": 3}),
        (Change(strengths_drop=("a",), bars={"a": 2}), ("b",), {"c": 2, "d": 3, "a": 2}),
        (Change(strengths_drop=("a",), strengths_add=("a",)), ("b", "a"), {"c": 2, "d": 3}),
        (Change(strengths_drop=("e",)), ("a", "b"), {"c": 2, "d": 3}),
        (Change(bars={"c": 3, "d": 2}), ("a", "b"), {"c": 3, "d": 3}),
        (Change(bars={"a": 3}), ("a", "b"), {"c": 2, "d": 3}),
        (Change(bars_drop=("d",)), ("a", "b"), {"c": 2}),
        (Change(bars_drop=("d",), bars={"d": 2}), ("a", "b"), {"c": 2, "d": 2}),
    ],
)
def test_a_change_moves_strengths_and_bars(
    change: Change, strengths: tuple[str, ...], bars: dict[str, int]
) -> None:
    rubric = with_level(change)

    assert rubric.strengths == strengths
    assert dict(rubric.bars) == bars


def test_changes_apply_in_the_order_scope_focus_level_organisation() -> None:
    choice = Choice(
        scope="analysis",
        focus="task",
        level="junior",
        setting=Setting(
            id="pod",
            name="Pod",
            describes="Small.",
            changes=(OrganisationChange(title="{name} in a pod", note="4", bars={"c": 4}),),
        ),
    )

    rubric = resolved(
        choice,
        scope={"analysis": Change(strengths=("c", "d"), note="1", title="One")},
        focus={"task": Change(strengths_drop=("c",), strengths_add=("e",), note="2")},
        level={"junior": Change(strengths_drop=("d",), bars={"c": 2}, note="3", title="Three")},
    )

    assert rubric.strengths == ("e",)
    assert dict(rubric.bars) == {"c": 4}
    assert rubric.title == "Maker of things in a pod"
    assert rubric.notes == ("1", "2", "3", "4")
    assert (rubric.setting, rubric.setting_text) == ("pod", "Small.")


@pytest.mark.parametrize(
    ("name", "pattern", "title"),
    [
        ("Data scientist", "Senior {name}", "Senior data scientist"),
        ("Data scientist", "{name} in a pod", "Data scientist in a pod"),
        ("MLOps engineer", "Senior {name}", "Senior MLOps engineer"),
        ("ML engineer", "Junior {name}", "Junior ML engineer"),
        ("A", "Junior {name}", "Junior A"),
    ],
)
def test_a_title_reads_as_a_person_would_write_it(name: str, pattern: str, title: str) -> None:
    variants = Variants(level={"junior": Change(title=pattern)})

    rubric = resolve(replace(ROLE, name=name, variants=variants), LIBRARY, Choice(level="junior"))

    assert rubric.title == title


def test_a_change_edits_texts_and_later_words_win() -> None:
    rubric = with_level(
        Change(
            deliverable="Another thing.",
            teaches=("Making",),
            duties=TextChange(add=("Learn",), drop=("Make",)),
            not_this_role=TextChange(add=("Break", "Sell")),
        )
    )

    assert (rubric.deliverable, rubric.teaches) == ("Another thing.", ("Making",))
    assert (rubric.duties, rubric.not_this_role) == (("Learn",), ("Break", "Sell"))


def test_a_change_edits_removes_and_adds_steps() -> None:
    new = Step(id="n", name="N", format="live", minutes=15, purpose="See", competencies=("a", "e"))

    rubric = with_level(
        Change(
            plan=(
                StepChange(step="s", add=("b", "a"), drop=("c",), name="S2", minutes=45),
                StepChange(step="s", purpose="Look", format="written", brief="Sit"),
                StepChange(after="s", new=new),
                StepChange(remove="t"),
            )
        )
    )

    assert rubric.plan == (
        Step(
            id="s",
            name="S2",
            format="written",
            minutes=45,
            purpose="Look",
            competencies=("a", "b"),
            brief="Sit",
        ),
        replace(new, competencies=("a",)),
    )


def test_what_is_neither_strength_nor_bar_is_rated_by_no_step() -> None:
    rubric = with_level(Change(bars_drop=("c",)))

    assert rubric.plan[0].competencies == ("a",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(plan=(StepChange(step="x"),)), "no step 'x' (it has: s, t)"),
        (Change(plan=(StepChange(),)), "no step None"),
        (Change(plan=(StepChange(after="s"),)), "the step to put in after 's' is missing"),
        (Change(strengths_add=("z",)), "z"),
    ],
)
def test_a_change_that_names_nothing_is_refused(change: Change, words: str) -> None:
    with pytest.raises(KeyError) as caught:
        with_level(change)

    assert words in str(caught.value.args[0])


def test_a_variant_that_is_not_there_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="maker has no level 'senior'"):
        resolved(Choice(level="senior"), level={"junior": Change()})
    with pytest.raises(KeyError, match="it has: none"):
        resolved(Choice(focus="task"))


@pytest.mark.parametrize(
    ("change", "applies"),
    [
        (OrganisationChange(), True),
        (OrganisationChange(roles=("maker",)), True),
        (OrganisationChange(roles=("other",)), False),
        (OrganisationChange(families=(Family.ADJACENT,)), True),
        (OrganisationChange(families=(Family.CORE,)), False),
        (OrganisationChange(levels=("junior",)), True),
        (OrganisationChange(levels=("senior",)), False),
        (OrganisationChange(roles=("maker",), levels=("senior",)), False),
    ],
)
def test_an_organisation_changes_only_the_roles_and_levels_it_names(
    *, change: OrganisationChange, applies: bool
) -> None:
    assert change.applies_to(ROLE, "junior") is applies


# --- snapshot and digest ------------------------------------------------------------------------


def every_variant(role_id: str) -> list[Choice]:
    """List the plain role and every variant of it."""
    settings = tuple(SHIPPED.settings.values())
    return [Choice(), *choices(SHIPPED.roles[role_id], settings)]


@pytest.mark.parametrize("role_id", sorted(SHIPPED.roles))
def test_a_snapshot_gives_back_the_same_rubric_for_every_variant(role_id: str) -> None:
    for choice in every_variant(role_id):
        rubric = SHIPPED.resolve(role_id, choice)

        kept = json.loads(json.dumps(rubric_to_dict(rubric)))

        assert rubric_from_dict(kept) == rubric
        assert digest_of(rubric_from_dict(kept)) == digest_of(rubric)


@pytest.mark.parametrize("role_id", sorted(SHIPPED.roles))
def test_two_variants_that_differ_have_two_digests(role_id: str) -> None:
    found = [SHIPPED.resolve(role_id, choice) for choice in every_variant(role_id)]

    assert len({digest_of(rubric) for rubric in found}) == len(found)


def test_a_digest_is_64_hexadecimal_digits_and_does_not_hang_on_the_order_of_bars() -> None:
    rubric = resolved()
    turned = replace(rubric, bars=dict(reversed(list(rubric.bars.items()))))

    assert len(digest_of(rubric)) == 64
    assert int(digest_of(rubric), 16)
    assert digest_of(turned) == digest_of(rubric)


@pytest.mark.parametrize("field", [f for f in rubric_to_dict(resolved()) if f != "competencies"])
def test_a_digest_changes_with_every_part_of_a_rubric(field: str) -> None:
    rubric = resolved()
    old = getattr(rubric, field)
    new: Any = "other"
    if isinstance(old, int):
        new = old + 1
    elif isinstance(old, tuple):
        new = old[:-1] if old else ("x",)
    elif isinstance(old, dict):
        new = {**old, "e": 2} if field == "bars" else {"software": ("a",)}
    elif field == "policy":
        new = replace(rubric.policy, lone_bar="never")
    elif field == "family":
        new = Family.CORE

    assert digest_of(replace(rubric, **{field: new})) != digest_of(rubric)


def test_a_digest_changes_with_one_letter_of_an_anchor() -> None:
    rubric = resolved()
    first = replace(rubric.competencies[0], anchors=("1", "2", "3", "4!"))

    changed = replace(rubric, competencies=(first, *rubric.competencies[1:]))

    assert digest_of(changed) != digest_of(rubric)


@pytest.mark.parametrize("data", [{}, {"family": "core"}, {"family": "circus"}])
def test_what_is_no_snapshot_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        rubric_from_dict(data)
