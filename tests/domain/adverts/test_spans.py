"""Advertisements that ask one person for the work of several."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from hiring.ad_rules import load_headings
from hiring.domain.adverts.reading import number_lines, read_advert
from hiring.domain.adverts.spans import Mix, find_mixture, propose_split, spans
from hiring.resources import bundled
from hiring.rubric_files.role_signals import load_signposts
from tests.domain.adverts.ads import (
    EVERYTHING_AT_ONCE,
    FOUR_JOBS,
    MODELS_AND_PLATFORM,
    OTHER_FIELDS,
    ROLES,
)

if TYPE_CHECKING:
    from hiring.domain.adverts.spans import Mixture, RolePull

SHIPPED = load_signposts(bundled("rubrics"))


def pulls(text: str) -> tuple[RolePull, ...]:
    lines = number_lines(textwrap.dedent(text).strip("\n"))
    return spans(read_advert(lines, load_headings()), SHIPPED)


def mixture(text: str) -> Mixture:
    found = find_mixture(pulls(text))
    assert found is not None
    return found


def test_research_and_infrastructure_in_one_post_are_two_jobs() -> None:
    found = mixture(EVERYTHING_AT_ONCE)

    assert found.mix is Mix.RESEARCH_AND_INFRASTRUCTURE
    assert {pull.role for pull in found.pulls} >= {
        "ml-researcher",
        "mlops-platform-engineer",
        "data-engineer",
        "ml-engineer",
    }


def test_the_lines_are_shown_that_pull_towards_each_role() -> None:
    of = {pull.role: pull for pull in pulls(EVERYTHING_AT_ONCE)}
    research = of["ml-researcher"]

    assert [line.line for line in research.lines] == [4, 11, 14]
    assert research.lines[1].quote == "PhD in computer science or a related field"
    assert research.lines[1].phrases == ("PhD",)
    assert [line.line for line in of["data-engineer"].lines] == [7]


def test_the_weights_are_shares_of_all_and_the_strongest_comes_first() -> None:
    found = pulls(EVERYTHING_AT_ONCE)

    assert sum(pull.share for pull in found) == pytest.approx(1.0, abs=0.01)
    assert [pull.weight for pull in found] == sorted((p.weight for p in found), reverse=True)


def test_a_post_of_four_clusters_is_too_many() -> None:
    found = mixture(FOUR_JOBS)

    assert found.mix is Mix.CLUSTERS
    assert [pull.role for pull in found.pulls] == [
        "data-analyst",
        "data-engineer",
        "software-engineer",
        "ml-engineer",
    ]


def test_models_and_the_platform_below_them_both_in_full_are_two_jobs() -> None:
    found = mixture(MODELS_AND_PLATFORM)

    assert found.mix is Mix.ENGINEER_AND_PLATFORM
    assert {pull.role for pull in found.pulls} == {"ml-engineer", "mlops-platform-engineer"}


@pytest.mark.parametrize("text", [*ROLES.values(), *OTHER_FIELDS.values()])
def test_an_ordinary_post_is_no_mixture(text: str) -> None:
    assert find_mixture(pulls(text)) is None


def test_an_engineer_who_touches_pipelines_and_clusters_is_no_mixture() -> None:
    own = ROLES["ml-engineer"].replace(
        "What you bring:",
        """What you bring:
        - Some experience with data pipelines
        - Docker, and a little Kubernetes
        - SQL, and now and then a dashboard""",
    )

    assert find_mixture(pulls(own)) is None


@pytest.mark.parametrize("text", [EVERYTHING_AT_ONCE, FOUR_JOBS, MODELS_AND_PLATFORM])
def test_a_mixture_is_parted_in_two_openings_that_share_no_line(text: str) -> None:
    found = mixture(text)
    first, second = propose_split(found)

    assert first.role != second.role
    assert {*first.roles} | {*second.roles} == {pull.role for pull in found.pulls}
    assert not {*first.roles} & {*second.roles}
    places = [line.place for opening in (first, second) for line in opening.lines]
    assert len(places) == len({*places})
    assert first.lines
    assert second.lines


def test_research_stays_with_models_and_pipelines_with_the_platform() -> None:
    first, second = propose_split(mixture(EVERYTHING_AT_ONCE))

    assert (first.role, second.role) == ("ml-researcher", "mlops-platform-engineer")
    assert "ml-engineer" in first.roles
    assert "data-engineer" in second.roles
    assert [line.line for line in second.lines] == [6, 7, 13, 15]


def test_roles_that_are_near_to_one_another_are_parted_too() -> None:
    found = mixture(EVERYTHING_AT_ONCE)
    near = tuple(p for p in found.pulls if p.role in {"ml-researcher", "ml-engineer"})
    first, second = propose_split(type(found)(mix=found.mix, pulls=near))

    assert {first.role, second.role} == {"ml-researcher", "ml-engineer"}


def test_without_known_headings_every_line_may_be_a_demand() -> None:
    bare = "\n".join(
        line.replace("- ", "")
        for line in textwrap.dedent(EVERYTHING_AT_ONCE).splitlines()
        if not line.startswith("## ")
    )

    assert find_mixture(pulls(bare.replace("\n", "\n\n"))) is not None


def test_what_the_role_is_not_pulls_nowhere() -> None:
    other = EVERYTHING_AT_ONCE.replace("What you will do", "What this role is not").replace(
        "Requirements", "What we don't expect"
    )

    assert pulls(other) == ()


def test_a_clean_sentence_changes_no_pull() -> None:
    more = EVERYTHING_AT_ONCE + "    - A kind word for people in other teams\n"

    assert [(p.role, p.weight) for p in pulls(more)] == [
        (p.role, p.weight) for p in pulls(EVERYTHING_AT_ONCE)
    ]
