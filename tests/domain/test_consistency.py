"""Every rule is broken once in a role, in a variant of it and in an organisation, and found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hiring.domain.consistency import Finding, check_rubric, coverage
from hiring.domain.library_rules import check_aliases, check_chart, check_library
from hiring.domain.role_rules import check_names, check_role, check_setting, choices
from hiring.domain.rubric import (
    Change,
    Choice,
    Competency,
    Family,
    OrganisationChange,
    Role,
    ScoringPolicy,
    Setting,
    Step,
    StepChange,
    TextChange,
    Variants,
    resolve,
)
from hiring.resources import bundled
from hiring.rubric_files.library import load_library

SHIPPED = load_library(bundled("rubrics"))
LIBRARY = SHIPPED.competencies


def a_step(name: str, *competencies: str, **more: Any) -> Step:
    """Make a live step of an hour."""
    fields = {"name": name, "format": "live", "minutes": 60, "purpose": "See"}
    return Step(id=name, competencies=competencies, **{**fields, **more})


ROLE = Role(
    id="tester",
    version="1.0.0",
    family=Family.CORE,
    name="Tester",
    purpose="Tests.",
    deliverable="A report.",
    duties=("Test",),
    not_this_role=("Train",),
    strengths=("coding", "debugging"),
    bars={"communication": 2, "ml-literacy": 2, "statistics": 2},
    plan=(
        a_step("talk", "communication"),
        a_step("code", "coding", "debugging"),
        a_step("home", "coding", "statistics", format="take-home-or-live", minutes=90),
        a_step("case", "debugging", "ml-literacy"),
    ),
    chart=SHIPPED.roles["data-engineer"].chart,
    sources=("us",),
    floor={"machine-learning": ("ml-literacy",), "software": ("coding",)},
)


def found_in_role(role: Role) -> list[str]:
    """Check a role by itself."""
    return [f.what for f in check_role(role, LIBRARY, ())]


def found_in_variant(change: Change, role: Role = ROLE) -> list[str]:
    """Check a role of which a junior variant makes one change."""
    return found_in_role(replace(role, variants=Variants(level={"junior": change})))


def found_in_setting(change: OrganisationChange, role: Role = ROLE) -> list[Finding]:
    """Check a role under an organisation that makes one change."""
    setting = Setting(id="lab", name="Lab", describes="A lab.", changes=(change,))
    return list(check_role(role, LIBRARY, (setting,)))


def test_the_role_of_these_tests_breaks_no_rule() -> None:
    assert found_in_role(ROLE) == []


# Each rule once, broken by what a role says itself.
BROKEN_ROLES: list[tuple[str, dict[str, Any], str]] = [
    ("1 an id that is not there", {"strengths": ("coding", "magic")}, "no competency 'magic'"),
    (
        "1 strength and bar",
        {"bars": {**ROLE.bars, "coding": 2}},
        "coding is both strength and bar",
    ),
    ("2 too few strengths", {"strengths": ("coding",)}, "1 strengths to validate"),
    (
        "2 too many strengths",
        {"strengths": ("coding", "debugging", "communication", "ml-literacy", "statistics")},
        "5 strengths to validate",
    ),
    (
        "2 a strength twice",
        {"strengths": ("coding", "debugging", "coding")},
        "a strength is named twice",
    ),
    (
        "3 a bar unseen",
        {"bars": {**ROLE.bars, "collaboration": 2}},
        "bar collaboration needs 1 step, has 0",
    ),
    (
        "3 a strength seen once",
        {"strengths": ("coding", "statistics")},
        "strength statistics needs 2 steps, has 1",
    ),
    ("4 too few steps", {"plan": ROLE.plan[:3]}, "3 steps"),
    (
        "4 too many steps",
        {"plan": (*ROLE.plan, *(a_step(n, "coding", minutes=5) for n in "abc"))},
        "7 steps",
    ),
    (
        "4 too long",
        {"plan": (a_step("talk", "communication", minutes=200), *ROLE.plan[1:])},
        "the plan takes 410 minutes of the candidate's time",
    ),
    (
        "4 take-home too long",
        {"plan": (replace(ROLE.plan[2], minutes=185), *ROLE.plan[:2], ROLE.plan[3])},
        "take-home home takes 185 minutes",
    ),
    (
        "4 a step twice",
        {"plan": (*ROLE.plan, a_step("talk", "coding"))},
        "step talk is there twice",
    ),
    (
        "5 no live communication",
        {"plan": (a_step("talk", "communication", format="written"), *ROLE.plan[1:])},
        "no live step rates communication",
    ),
    (
        "5 communication not asked",
        {"bars": {"ml-literacy": 2, "statistics": 2}},
        "no live step rates communication",
    ),
    ("6 no floor", {"floor": {}}, "this role needs the machine-learning and software floor"),
    (
        "6 half a floor",
        {"floor": {"software": ("coding",)}},
        "this role needs the machine-learning and software floor",
    ),
    (
        "6 floor not tested",
        {"floor": {**ROLE.floor, "software": ("code-quality",)}},
        "no step tests the software floor",
    ),
    ("7 a bar too high", {"bars": {**ROLE.bars, "statistics": 5}}, "the bar of statistics is 5"),
    ("7 a bar too low", {"bars": {**ROLE.bars, "statistics": 1}}, "the bar of statistics is 1"),
    (
        "7 a bar above the strong line",
        {"bars": {**ROLE.bars, "statistics": 4}},
        "the bar of statistics (4) is above the strong line (3)",
    ),
    ("7 the strong line", {"strong_line": 5}, "the strong line is 5"),
    (
        "7 more strengths needed than there are",
        {"policy": ScoringPolicy(strengths_required=3)},
        "3 strengths must be validated, and there are 2",
    ),
    ("9 no duties", {"duties": ()}, "duties says nothing"),
    ("9 nothing it is not", {"not_this_role": ()}, "not_this_role says nothing"),
    ("9 no source", {"sources": ()}, "sources says nothing"),
    (
        "9 no purpose",
        {"plan": (replace(ROLE.plan[0], purpose=" "), *ROLE.plan[1:])},
        "step talk has no purpose",
    ),
    (
        "10 a step without anything",
        {"plan": (*ROLE.plan, a_step("pause", "collaboration"))},
        "step pause rates 0 competencies",
    ),
    (
        "10 a crowded step",
        {
            "strengths": ("coding", "debugging", "code-quality", "system-design"),
            "bars": {c: 2 for c in sorted(LIBRARY) if c not in {"coding", "debugging"}}
            | {"communication": 2},
            "plan": (a_step("talk", *sorted(LIBRARY)), *ROLE.plan[1:]),
        },
        "competencies",
    ),
]


@pytest.mark.parametrize(("rule", "broken", "what"), BROKEN_ROLES, ids=lambda x: str(x)[:40])
def test_a_role_that_breaks_a_rule_is_found_out(
    rule: str, broken: dict[str, Any], what: str
) -> None:
    found = found_in_role(replace(ROLE, **broken))

    assert any(what in one for one in found), (rule, found)


# Each rule once, broken by what a change does to the sound role.
EXTRA = tuple(
    StepChange(after="case", new=a_step(name, "coding", minutes=5)) for name in ("x", "y", "z")
)
CROWD = tuple(sorted(set(LIBRARY) - set(ROLE.bars) - set(ROLE.strengths))[:9])
BROKEN_CHANGES: list[tuple[str, dict[str, Any], str]] = [
    ("1 an id that is not there", {"strengths_add": ("magic",)}, "no competency 'magic'"),
    ("1 a bar that is not there", {"bars": {"magic": 2}}, "no competency 'magic'"),
    ("1 a step that is not there", {"plan": (StepChange(step="lunch"),)}, "no step 'lunch'"),
    ("2 too few strengths", {"strengths_drop": ("coding",)}, "1 strengths to validate"),
    (
        "2 too many strengths",
        {"strengths_add": ("communication", "ml-literacy", "statistics")},
        "5 strengths to validate",
    ),
    ("3 a bar unseen", {"bars": {"collaboration": 2}}, "bar collaboration needs 1 step, has 0"),
    (
        "3 a strength seen once",
        {"strengths_add": ("statistics",)},
        "strength statistics needs 2 steps, has 1",
    ),
    ("4 too few steps", {"plan": (StepChange(remove="code"),)}, "3 steps"),
    ("4 too many steps", {"plan": EXTRA}, "7 steps"),
    ("4 too long", {"plan": (StepChange(step="talk", minutes=200),)}, "the plan takes 410"),
    (
        "4 take-home too long",
        {"plan": (StepChange(step="home", minutes=185),)},
        "take-home home takes 185 minutes",
    ),
    (
        "5 no live communication",
        {"plan": (StepChange(step="talk", format="work-sample"),)},
        "no live step rates communication",
    ),
    (
        "6 the floor goes",
        {"bars_drop": ("ml-literacy",)},
        "no step tests the machine-learning floor",
    ),
    ("7 a bar too high", {"bars": {"statistics": 5}}, "the bar of statistics is 5"),
    ("7 above the line", {"bars": {"statistics": 4}}, "is above the strong line"),
    (
        "9 no duties",
        {"duties": TextChange(drop=("Test",))},
        "duties says nothing",
    ),
    (
        "10 a step without anything",
        {"bars_drop": ("communication",)},
        "step talk rates 0 competencies",
    ),
    (
        "10 a crowded step",
        {"bars": dict.fromkeys(CROWD, 2), "plan": (StepChange(step="case", add=CROWD),)},
        "step case rates 11 competencies",
    ),
]


@pytest.mark.parametrize(("rule", "broken", "what"), BROKEN_CHANGES, ids=lambda x: str(x)[:40])
def test_a_variant_that_breaks_a_rule_is_found_out(
    rule: str, broken: dict[str, Any], what: str
) -> None:
    role = replace(ROLE, variants=Variants(level={"junior": Change(**broken)}))

    found = [f for f in check_role(role, LIBRARY, ()) if what in f.what]

    assert found, rule
    assert found[0].place[:3] == ("variants", "level", "junior")
    assert found[0].setting == ""


@pytest.mark.parametrize(("rule", "broken", "what"), BROKEN_CHANGES, ids=lambda x: str(x)[:40])
def test_an_organisation_that_breaks_a_rule_is_found_out(
    rule: str, broken: dict[str, Any], what: str
) -> None:
    change = OrganisationChange(**broken, roles=("tester",))
    setting = Setting(id="lab", name="Lab", describes="A lab.", changes=(change,))

    found = [
        *check_setting(setting, LIBRARY, {"tester": ROLE}),
        *check_role(ROLE, LIBRARY, (setting,)),
    ]

    matching = [f for f in found if what in f.what]
    assert matching, (rule, found)
    assert {f.setting for f in matching} == {"lab"}
    assert "organisation lab" in matching[0].what


def test_a_full_stack_data_scientist_never_has_four_strengths() -> None:
    role = SHIPPED.roles["full-stack-data-scientist"]
    four = replace(role, strengths=(*role.strengths, "communication"))

    assert any("4 strengths to validate" in what for what in found_in_role(four))


@pytest.mark.parametrize(
    ("family", "role_id", "needed"),
    [
        (Family.CORE, "any", True),
        (Family.ADJACENT, "data-engineer", True),
        (Family.ANALYTICS, "data-scientist", True),
        (Family.ADJACENT, "any", False),
    ],
)
def test_the_floor_is_needed_where_people_build(
    *, family: Family, role_id: str, needed: bool
) -> None:
    role = replace(ROLE, id=role_id, family=family, floor={})

    assert any("floor" in what for what in found_in_role(role)) is needed


def test_anchors_of_different_numbers_are_not_rated_together() -> None:
    five = replace(LIBRARY["coding"], anchors=(*LIBRARY["coding"].anchors, "Even more."))

    found = check_role(ROLE, {**LIBRARY, "coding": five}, ())

    assert [f.what for f in found] == [
        "competencies with different numbers of anchors are rated together"
    ]


def test_a_fault_of_the_role_is_not_repeated_for_its_variants() -> None:
    role = replace(ROLE, bars={**ROLE.bars, "collaboration": 2})
    variants = Variants(level={"junior": Change(note="x"), "senior": Change(bars={"coding": 2})})

    assert found_in_role(replace(role, variants=variants)) == [
        "bar collaboration needs 1 step, has 0"
    ]


def test_a_fault_that_only_two_choices_together_make_names_both() -> None:
    seen = StepChange(step="case", add=("statistics",))
    gone = StepChange(step="home", drop=("statistics",))
    variants = Variants(
        level={"junior": Change(strengths_add=("statistics",), plan=(seen,))},
        scope={"analysis": Change(bars_drop=("statistics",), plan=(gone,))},
    )

    found = check_role(replace(ROLE, variants=variants), LIBRARY, ())

    assert [(f.place, f.what) for f in found] == [
        (
            ("variants", "level", "junior"),
            "with scope analysis, level junior: strength statistics needs 2 steps, has 1",
        )
    ]


def test_a_step_that_one_choice_removes_and_another_changes_is_found() -> None:
    variants = Variants(
        scope={"analysis": Change(plan=(StepChange(remove="home"),), bars_drop=("statistics",))},
        level={"junior": Change(plan=(StepChange(step="home", minutes=60),))},
    )

    found = found_in_role(replace(ROLE, variants=variants))

    assert any(
        "with scope analysis, level junior: the plan has no step 'home'" in what for what in found
    )


def test_a_dropped_sentence_must_be_one_that_is_there() -> None:
    change = Change(duties=TextChange(drop=("Rest",)), not_this_role=TextChange(drop=("Nap",)))

    assert found_in_variant(change) == [
        "drops a sentence that duties does not have",
        "drops a sentence that not_this_role does not have",
    ]


def test_an_organisation_may_name_only_roles_and_sentences_that_are_there() -> None:
    change = OrganisationChange(roles=("tester", "jester"), duties=TextChange(drop=("Rest",)))
    setting = Setting(id="lab", name="Lab", describes="A lab.", changes=(change,))

    found = check_setting(setting, LIBRARY, {"tester": ROLE})

    assert [(f.inside, f.what) for f in found] == [
        (("changes", 0, "roles", 1), "organisation lab: there is no role 'jester'"),
        (
            ("changes", 0, "duties", "drop", 0),
            "organisation lab: drops a sentence that duties does not have",
        ),
    ]


def test_an_organisation_that_does_not_touch_a_role_breaks_nothing_in_it() -> None:
    change = OrganisationChange(roles=("other",), strengths_drop=("coding",))

    assert found_in_setting(change) == []


def test_names_in_doubt_are_not_reported_again() -> None:
    role = replace(
        ROLE, strengths=("coding", "magic"), floor={**ROLE.floor, "software": ("magic",)}
    )

    assert check_role(role, LIBRARY, (), doubtful=frozenset({"magic"})) == ()
    assert [f.place for f in check_names(role, LIBRARY, ())] == [
        ("strengths", 1),
        ("floor", "software", 0),
    ]


def test_every_choice_is_listed_and_single_ones_first() -> None:
    role = SHIPPED.roles["data-scientist"]
    settings = tuple(SHIPPED.settings.values())

    listed = list(choices(role, settings))

    assert len(listed) == 4 * 1 * 4 * (len(settings) + 1) - 1
    assert listed[0] == Choice(setting=settings[0])
    assert sum(p is not None for p in (listed[-1].scope, listed[-1].level)) == 2


def test_coverage_shares_a_step_evenly_over_what_it_rates() -> None:
    rows = {row.competency: row for row in coverage(resolve(ROLE, LIBRARY, Choice()))}

    assert (rows["coding"].kind, rows["coding"].steps, rows["coding"].minutes) == (
        "strength",
        ("code", "home"),
        75,
    )
    assert (rows["statistics"].kind, rows["statistics"].bar) == ("bar", 2)
    assert {row.problem for row in rows.values()} == {""}


def test_a_plan_of_a_job_is_checked_by_itself() -> None:
    rubric = resolve(ROLE, LIBRARY, Choice())

    assert check_rubric(rubric) == ()
    assert [f.what for f in check_rubric(replace(rubric, max_minutes=200))] == [
        "the plan takes 270 minutes of the candidate's time"
    ]


# --- across rubrics -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role_id", "axis", "level", "what"),
    [
        (
            "ml-product-manager",
            "software",
            2,
            "chart software of ml-product-manager is 2, and data-scientist has 1",
        ),
        (
            "mlops-platform-engineer",
            "machine_learning",
            3,
            "chart machine_learning of mlops-platform-engineer is 3, and ml-product-manager has 1",
        ),
        (
            "mlops-platform-engineer",
            "communication",
            0,
            "chart communication of mlops-platform-engineer is 0, and ml-engineer has 1",
        ),
    ],
)
def test_chart_levels_against_the_printed_order_are_found(
    role_id: str, axis: str, level: int, what: str
) -> None:
    role = SHIPPED.roles[role_id]
    roles = {**SHIPPED.roles, role_id: replace(role, chart=replace(role.chart, **{axis: level}))}

    assert (role_id, what) in [(one, f.what) for one, f in check_chart(roles)]


def test_the_chart_holds_only_the_roles_that_are_there() -> None:
    roles = {"ml-engineer": SHIPPED.roles["ml-engineer"], "tester": ROLE}

    assert check_chart(roles) == ()


def test_two_competencies_of_one_name_are_found() -> None:
    twin = replace(LIBRARY["coding"], id="coding-2", name="  coding ")

    found = check_library({**LIBRARY, "coding-2": twin})

    assert [(one, f.what) for one, f in found] == [
        ("coding-2", "coding has the name '  coding ' too")
    ]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": "DATA  analyst"}, ("name",)),
        ({"aliases": ("Tester of models", "Product analyst")}, ("aliases", 1)),
        ({"aliases": ("data-analyst",)}, ("aliases", 0)),
    ],
)
def test_a_name_that_two_roles_share_is_found(
    changes: dict[str, Any], place: tuple[str | int, ...]
) -> None:
    roles = {"data-analyst": SHIPPED.roles["data-analyst"], "tester": replace(ROLE, **changes)}

    found = check_aliases(roles)

    assert [(one, f.place) for one, f in found] == [("tester", place)]
    assert "names the role data-analyst too" in found[0][1].what


def test_a_stand_in_is_no_competency_of_the_library() -> None:
    assert all(isinstance(one, Competency) and one.questions for one in LIBRARY.values())
