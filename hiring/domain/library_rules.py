"""What must hold between the files of a rubric library: names, aliases and the skills chart."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hiring.domain.consistency import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiring.domain.consistency import Place
    from hiring.domain.rubric import Competency, Role

# The orders printed in the skills chart, highest first (Full Stack Deep Learning 2022,
# lecture 8). Roles in one bracket are printed as equal.
CHART_ORDERS = (
    (
        "software",
        (
            ("mlops-platform-engineer",),
            ("ml-engineer",),
            ("ml-researcher",),
            ("data-scientist",),
            ("ml-product-manager",),
        ),
    ),
    (
        "machine_learning",
        (
            ("ml-researcher",),
            ("ml-engineer",),
            ("data-scientist",),
            ("ml-product-manager",),
            ("mlops-platform-engineer",),
        ),
    ),
    (
        "communication",
        (
            ("ml-product-manager",),
            ("data-scientist",),
            ("ml-researcher",),
            ("ml-engineer", "mlops-platform-engineer"),
        ),
    ),
)


def check_chart(roles: Mapping[str, Role]) -> tuple[tuple[str, Finding], ...]:
    """Hold the chart levels of the charted roles against the printed orders.

    A lower place may never have a higher level, and roles printed as equal have equal levels.
    Returns pairs of the role id whose file to mend and the finding.
    """
    found = []
    for axis, order in CHART_ORDERS:
        present = [[roles[r] for r in group if r in roles] for group in order]
        groups = [group for group in present if group]
        for group in groups:
            levels = {getattr(role.chart, axis) for role in group}
            if len(levels) > 1:
                found.append((group[-1].id, _chart_finding(axis, group[-1], group[0], "equal to")))
        for upper, lower in pairwise(groups):
            found += [
                (role.id, _chart_finding(axis, role, upper[0], "not above"))
                for role in lower
                if getattr(role.chart, axis) > getattr(upper[0].chart, axis)
            ]
    return tuple(found)


def _chart_finding(axis: str, role: Role, other: Role, relation: str) -> Finding:
    return Finding(
        ("chart", axis),
        f"chart {axis} of {role.id} is {getattr(role.chart, axis)}, and {other.id} has "
        f"{getattr(other.chart, axis)}",
        f"the printed order puts {role.id} {relation} {other.id}",
    )


def check_library(library: Mapping[str, Competency]) -> tuple[tuple[str, Finding], ...]:
    """Refuse two competencies of one name: a scorecard row is found by its name too."""
    seen: dict[str, str] = {}
    found = []
    for competency in library.values():
        name = " ".join(competency.name.casefold().split())
        if name in seen:
            found.append(
                (
                    competency.id,
                    Finding(
                        ("name",),
                        f"{seen[name]} has the name {competency.name!r} too",
                        "give every competency a name of its own",
                    ),
                )
            )
        seen.setdefault(name, competency.id)
    return tuple(found)


def check_aliases(roles: Mapping[str, Role]) -> tuple[tuple[str, Finding], ...]:
    """Refuse a name that two roles share: a job opened by it could be either."""
    seen: dict[str, str] = {}
    found = []
    for role in roles.values():
        names: list[tuple[Place, str]] = [(("id",), role.id), (("name",), role.name)]
        names += [(("aliases", place), alias) for place, alias in enumerate(role.aliases)]
        for place, name in names:
            holder = seen.setdefault(" ".join(name.casefold().split()), role.id)
            if holder != role.id:
                what = f"{name!r} names the role {holder} too"
                found.append((role.id, Finding(place, what, "leave it to one of them")))
    return tuple(found)
