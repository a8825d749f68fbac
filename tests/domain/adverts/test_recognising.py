"""The role an advertisement describes, told from its words."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.ad_rules import load_headings
from hiring.domain.adverts.advert import Advert, Kind, Line, Part
from hiring.domain.adverts.reading import number_lines, read_advert
from hiring.domain.adverts.recognising import recognise
from hiring.domain.adverts.signals import RoleSignals, Signals, Signposts, make_signposts
from hiring.resources import bundled
from hiring.rubric_files.role_signals import load_signposts
from tests.domain.adverts.ads import OTHER_FIELDS, ROLES

if TYPE_CHECKING:
    from hiring.domain.adverts.recognition import Recognition

SHIPPED = load_signposts(bundled("rubrics"))


def read(text: str) -> Advert:
    return read_advert(number_lines(textwrap.dedent(text).strip("\n")), load_headings())


def tell(text: str, signposts: Signposts = SHIPPED) -> Recognition:
    return recognise(read(text), signposts)


def a_role(role: str, **signals: object) -> RoleSignals:
    return RoleSignals(
        role=role,
        family="core",
        name=role.replace("-", " "),
        signals=Signals(**signals),  # type: ignore[arg-type]  # the names of its parts
    )


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_known_by_its_duties_and_must_haves_alone(role: str) -> None:
    found = tell(ROLES[role])

    assert (found.role, found.confidence) == (role, "clear")
    assert found.family == SHIPPED.family_of[role]
    assert found.because
    assert {one.role for one in found.because} == {role}


@pytest.mark.parametrize("field", OTHER_FIELDS)
@pytest.mark.parametrize("titled", [True, False])
def test_a_post_of_another_field_is_none_of_the_roles(field: str, *, titled: bool) -> None:
    text = textwrap.dedent(OTHER_FIELDS[field]).strip()
    found = tell(text if titled else text.split("\n", 1)[1])

    assert (found.role, found.family, found.runner_up, found.because) == ("none", None, None, ())


@pytest.mark.parametrize("role", SHIPPED.roles, ids=lambda one: one.role)
def test_the_duties_of_a_rubric_are_known_word_for_word(role: RoleSignals) -> None:
    duties = "\n".join(f"* {duty}" for duty in role.duties)
    found = tell(f"# {role.name}\n\n## What you will do\n\n{duties}\n")

    assert found.role == role.role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Senior Machine Learning Engineer", "ml-engineer"),
        ("Software Engineer, Machine Learning Platform", "mlops-platform-engineer"),
        ("Manager, Data Science", "engineering-manager"),
        ("Analytics Engineer (m/f/d)", "data-engineer"),
        ("Technical Program Manager, AI", "project-manager"),
        ("Product Manager - Recommendations", "ml-product-manager"),
        ("Data Scientist & Data Engineer", "full-stack-data-scientist"),
        ("Applied Scientist, Machine Learning", "ml-researcher"),
    ],
)
def test_a_title_alone_names_the_role(title: str, role: str) -> None:
    assert tell(f"# {title}\n\nWe sort parcels.").role == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("We are looking for a highly skilled and experienced Data Engineer.", "data-engineer"),
        ("As a data engineer you will love data platforms.", "data-engineer"),
        ("We are hiring data engineers for our data platform.", "data-engineer"),
        ("You will work with a data engineer and with data scientists.", "none"),
        ("You report to the data engineer, and help data scientists.", "none"),
        ("Data engineers and data scientists love our data platform.", "none"),
    ],
)
def test_a_title_in_a_sentence_counts_where_it_names_the_post(sentence: str, role: str) -> None:
    found = tell(f"# Great job\n\nYou will have a role in our data team. {sentence}")

    assert found.role == role


def test_years_as_something_else_count_less_than_the_post() -> None:
    found = tell("""
        We are looking for a data scientist who knows machine learning.

        Requirements:
        - Three years of experience as a data engineer in data science
    """)

    assert (found.role, found.runner_up) == ("data-scientist", "data-engineer")


def test_two_roles_that_are_asked_for_alike_are_ambiguous_with_the_best_guess_first() -> None:
    posts = make_signposts(
        (a_role("sawyer", duties={"3": ("cut*",)}), a_role("turner", duties={"3": ("spin*",)}))
    )
    found = tell("# Job\n\nDuties:\n- cut\n- spin\n- a sawyer\n- a turner", posts)

    assert (found.role, found.best, found.runner_up) == ("ambiguous", "sawyer", "turner")
    assert (found.family, found.confidence) == ("core", "weak")
    assert [one.role for one in found.because] == ["sawyer"] * 2 + ["turner"] * 2


def test_a_phrase_counts_once_and_a_little_more_when_it_is_said_again() -> None:
    posts = make_signposts((a_role("sawyer", duties={"3": ("saw*", "plane*")}),))
    once, often, both = (
        dict(tell(f"# Job\n\nDuties:\n{said}", posts).clusters)
        for said in ("- saw wood", "- saw wood\n" * 40, "- saw wood\n- plane wood")
    )
    answer = tell("# Job\n\nDuties:\n" + "- saw wood\n" * 40, posts)

    assert once == often == {"sawyer": 3.0}
    assert both == {"sawyer": 6.0}
    assert answer.role == "none"


def test_what_speaks_against_a_role_is_taken_off() -> None:
    duties = {"3": ("saw*", "plane*", "sand*")}
    said = "# Job\n\nDuties:\n- saw, plane and sand\n- sell tickets"

    assert tell(said, make_signposts((a_role("sawyer", duties=duties),))).role == "sawyer"
    against = a_role("sawyer", duties=duties, against={"3": ("sell*",)})
    assert tell(said, make_signposts((against,))).role == "none"


def test_a_role_that_needs_a_word_is_not_told_without_it() -> None:
    duties = {"3": ("saw*", "plane*", "sand*")}
    posts = make_signposts((a_role("sawyer", duties=duties, needs=("wood",)),))
    said = "Duties:\n- saw, plane and sand"

    assert tell(f"# Job\n\n{said}", posts).role == "none"
    assert tell(f"# Job\n\n{said} wood\n- love wood", posts).role == "sawyer"
    assert tell(f"# Wood job\n\n{said}", posts).role == "sawyer"


@pytest.mark.parametrize(
    "heading", ["About us", "Benefits", "Equal opportunity", "Privacy", "What this role is not"]
)
def test_what_is_said_of_the_company_its_benefits_and_the_law_describes_no_role(
    heading: str,
) -> None:
    lines = ROLES["data-engineer"].replace("What you will do", heading)

    assert tell(lines.split("What you bring")[0]).role == "none"


def test_subjects_of_a_degree_are_no_skills() -> None:
    head = "# Job\n\nRequirements:\n- "
    asked = tell(f"{head}Statistics, mathematics and physics for data science")
    studied = tell(f"{head}A degree in statistics, mathematics, physics or data science")

    assert asked.clusters
    assert not studied.clusters


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        ("Build dashboards in Tableau, and report KPIs", "analysis"),
        ("Train models, improve model performance, and tune PyTorch", "modelling"),
        (
            "Train and deploy models\n- Retrain them, tune PyTorch\n- Data pipelines, Spark, Kafka",
            "end-to-end",
        ),
        ("Be curious", None),
    ],
)
def test_a_data_scientist_has_the_scope_that_the_duties_give(line: str, scope: str | None) -> None:
    found = tell(f"# Data scientist\n\nWhat you will do:\n- Work on data science\n- {line}")

    assert (found.role, found.scope) == ("data-scientist", scope)


MARKS = ("*", "-", "+", "\N{BULLET}", "1.")


@given(data=st.data(), role=st.sampled_from(sorted(ROLES)))
def test_marks_blanks_and_the_order_of_sections_change_no_answer(
    data: st.DataObject, role: str
) -> None:
    text = textwrap.dedent(ROLES[role]).strip()
    intro, sections = text.split("What you will do:")[0], text.split("What you will do:")[1]
    duties, bring = sections.split("What you bring:")
    parts = [f"What you will do:\n\n{duties.strip()}", f"What you bring:\n\n{bring.strip()}"]
    mark, blank = data.draw(st.sampled_from(MARKS)), data.draw(st.sampled_from([" ", "  ", "\t"]))
    laid = "\n\n".join([intro.strip(), *data.draw(st.permutations(parts))]).strip()
    laid = laid.replace("\n- ", f"\n{mark} ").replace(" ", blank)

    first, second = tell(text), tell(laid)

    assert (first.role, first.runner_up, first.confidence) == (
        second.role,
        second.runner_up,
        second.confidence,
    )
    assert dict(first.clusters) == dict(second.clusters)


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    found = tell(text)

    assert found.role in {"none", "ambiguous", *ROLES}


@pytest.mark.parametrize("unit", ["ml engineer ", "data ", "a b test ", "train and deploy models "])
def test_a_hostile_line_is_answered_quickly(unit: str) -> None:
    line = Line(1, unit * (200_000 // len(unit)), Kind.TEXT, Part.DUTIES)

    assert recognise(Advert("", "", "", (line,)), SHIPPED).role
