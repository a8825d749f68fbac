"""Which roles the duties and must-haves of one advertisement pull towards, and how to part them."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.signals import Group
from hiring.domain.adverts.signs import find_signals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hiring.domain.adverts.advert import Advert, Line
    from hiring.domain.adverts.signals import Signposts
    from hiring.domain.adverts.signs import Found

CLUSTERS: tuple[tuple[str, frozenset[str]], ...] = (
    ("research", frozenset({"ml-researcher"})),
    ("models", frozenset({"ml-engineer", "data-scientist"})),
    ("platform", frozenset({"mlops-platform-engineer"})),
    ("data pipelines", frozenset({"data-engineer"})),
    ("analysis", frozenset({"data-analyst"})),
    ("applications", frozenset({"software-engineer"})),
    ("leading", frozenset({"engineering-manager", "ml-product-manager", "project-manager"})),
)
"""Roles whose work one person can be asked for; a role in none is a cluster of its own."""

MOST_CLUSTERS = 2
_SPREAD = frozenset({"full-stack-data-scientist"})  # several clusters by its nature
_TELLING = 2.0  # the least weight of a phrase that pulls; a lighter one is common to many roles
_OF_LINE = 0.6  # of a line's strongest pull: what pulls less does not pull the line
_FULL, _FULL_LINES = 7.0, 2
_SHARE_OF_THREE, _SHARE_OF_FOUR = 0.2, 0.15  # of all pulls: what each of so many clusters has
_DEEP, _DEEP_LINES = 7.0, 2
_BOTH, _BOTH_LINES, _BOTH_ALIKE = 9.0, 3, 0.55
_INFRASTRUCTURE = frozenset({"mlops-platform-engineer", "data-engineer"})


class PulledLine(NamedTuple):
    """A line that pulls towards a role: its words, and the phrases in it that do."""

    place: int
    """Which of the advertisement's lines it is, from 0."""
    line: int
    quote: str
    phrases: tuple[str, ...]
    weight: float


class RolePull(NamedTuple):
    """How much of the duties and must-haves is another role's work.

    `weight` adds up the phrases, each once; `share` is its part of the weights of all roles.
    """

    role: str
    weight: float
    share: float
    lines: tuple[PulledLine, ...]


class Mix(StrEnum):
    """What makes one post of several."""

    CLUSTERS = "more than two clusters"
    RESEARCH_AND_INFRASTRUCTURE = "deep research with deep infrastructure"
    ENGINEER_AND_PLATFORM = "models and their platform, both in full"


class Mixture(NamedTuple):
    """The work of several people asked of one: why it is that, and the pulls that make it so."""

    mix: Mix
    pulls: tuple[RolePull, ...]


class Opening(NamedTuple):
    """One of the two openings into which a mixture falls: its role, and the lines it takes."""

    role: str
    roles: tuple[str, ...]
    """The roles whose work goes with it, its own first."""
    lines: tuple[PulledLine, ...]


def spans(
    advert: Advert, signposts: Signposts, *, found: Sequence[Found] | None = None
) -> tuple[RolePull, ...]:
    """Tell which roles the duties and must-haves pull towards, the strongest first.

    `found` is what find_signals gives, where it is known already.
    """
    asked = _list_asked(advert)
    by_line: dict[int, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for one in find_signals(advert, signposts) if found is None else found:
        signal = one.signal
        telling = signal.group in {Group.DUTY, Group.SKILL} and signal.weight >= _TELLING
        light = one.weight < signal.weight / 2  # a subject of study
        if one.place in asked and telling and not light and signal.role not in _SPREAD:
            by_line[one.place][signal.role].append(one)
    pulled: dict[str, list[PulledLine]] = defaultdict(list)
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for place, pulling in sorted(by_line.items()):
        for role, some in _keep_strongest(pulling).items():
            weights[role] |= {one.phrase: one.signal.weight for one in some}
            pulled[role].append(_pull_line(place, asked[place], some))
    total = sum(sum(phrases.values()) for phrases in weights.values())
    pulls = [
        RolePull(
            role=role,
            weight=sum(weights[role].values()),
            share=round(sum(weights[role].values()) / total, 3),
            lines=tuple(lines),
        )
        for role, lines in pulled.items()
    ]
    return tuple(sorted(pulls, key=lambda pull: (-pull.weight, pull.role)))


def find_mixture(pulls: Sequence[RolePull]) -> Mixture | None:
    """Tell whether one person is asked for the work of several, and of which roles; else None."""
    of = {pull.role: pull for pull in pulls}
    research = of.get("ml-researcher")
    below = [of[role] for role in sorted(_INFRASTRUCTURE) if role in of]
    if research and _is_deep([research]) and _is_deep(below):
        mixed = (research, *sorted(below, key=lambda pull: -pull.weight))
        also = [pull for pull in pulls if pull not in mixed and pull.role in _BUILDERS]
        return Mixture(mix=Mix.RESEARCH_AND_INFRASTRUCTURE, pulls=(*mixed, *also))
    both = [of[role] for role in ("ml-engineer", "mlops-platform-engineer") if role in of]
    if len(both) == len(_BOTH_ROLES) and _are_both_full(both):
        return Mixture(mix=Mix.ENGINEER_AND_PLATFORM, pulls=tuple(both))
    full = _list_full_clusters(pulls)
    if len(full) > MOST_CLUSTERS:
        return Mixture(mix=Mix.CLUSTERS, pulls=full)
    return None


def propose_split(mixture: Mixture) -> tuple[Opening, Opening]:
    """Part a mixture in two openings: the heaviest pull, and the one furthest from its work.

    Every other role goes with the side it is nearer to, and each line with the side that pulls it
    more.
    """
    first, *others = sorted(mixture.pulls, key=lambda pull: (-pull.weight, pull.role))
    far = [pull for pull in others if _side_of(pull.role) != _side_of(first.role)]
    second = (far or others)[0]
    sides: dict[str, list[RolePull]] = {first.role: [first], second.role: [second]}
    for pull in others:
        if pull is not second:
            near = first if _side_of(pull.role) == _side_of(first.role) else second
            sides[near.role].append(pull)
    left = _weigh_lines(sides[first.role])
    right = _weigh_lines(sides[second.role])
    return (
        _open(first, sides[first.role], [p for p in left if left[p] >= right.get(p, 0.0)]),
        _open(second, sides[second.role], [p for p in right if right[p] > left.get(p, 0.0)]),
    )


def part_work(mixture: Mixture, opening: Opening) -> tuple[RolePull, ...]:
    """Give the lines of an opening by the role whose work each is most, in the opening's order."""
    strongest: dict[int, tuple[float, str]] = {}
    for pull in mixture.pulls:
        if pull.role not in opening.roles:
            continue
        for line in pull.lines:
            if line.weight > strongest.get(line.place, (0.0, ""))[0]:
                strongest[line.place] = line.weight, pull.role
    kept = {line.place for line in opening.lines}
    own = {
        pull.role: pull._replace(
            lines=tuple(
                line
                for line in pull.lines
                if line.place in kept and strongest[line.place][1] == pull.role
            )
        )
        for pull in mixture.pulls
        if pull.role in opening.roles
    }
    return tuple(own[role] for role in opening.roles if own[role].lines)


_BOTH_ROLES = ("ml-engineer", "mlops-platform-engineer")
_BUILDERS = frozenset({"ml-engineer", "data-scientist", "software-engineer"})
_SIDES = (
    frozenset({"ml-researcher", "ml-engineer", "data-scientist", "data-analyst"}),
    frozenset({"mlops-platform-engineer", "data-engineer", "software-engineer"}),
    frozenset({"engineering-manager", "ml-product-manager", "project-manager"}),
)
"""Roles that are nearer to one another than to those of the other sides."""


def _side_of(role: str) -> int:
    return next((place for place, side in enumerate(_SIDES) if role in side), len(_SIDES))


def _list_asked(advert: Advert) -> dict[int, Line]:
    """Give the lines on what is done and needed: lists without a known heading among them.

    Where no heading is known at all, every line of the introduction may be one.
    """
    headed = bool(advert.of(Part.DUTIES, Part.MUST))
    return {
        place: line
        for place, line in enumerate(advert.lines)
        if line.kind is not Kind.HEADING
        and (
            line.part in {Part.DUTIES, Part.MUST}
            or (line.part is Part.INTRO and (line.kind is Kind.BULLET or not headed))
        )
    }


def _keep_strongest(found: dict[str, list[Found]]) -> dict[str, list[Found]]:
    """Keep the roles that pull a line about as much as the strongest does."""
    weights = {role: sum(one.signal.weight for one in some) for role, some in found.items()}
    most = max(weights.values())
    return {role: found[role] for role in found if weights[role] >= _OF_LINE * most}


def _pull_line(place: int, line: Line, some: Iterable[Found]) -> PulledLine:
    found = list(some)
    return PulledLine(
        place=place,
        line=line.number,
        quote=line.text,
        phrases=tuple(dict.fromkeys(one.words for one in found)),
        weight=sum(one.signal.weight for one in found),
    )


def _is_deep(pulls: Sequence[RolePull]) -> bool:
    lines = {line.place for pull in pulls for line in pull.lines}
    return sum(pull.weight for pull in pulls) >= _DEEP and len(lines) >= _DEEP_LINES


def _are_both_full(both: Sequence[RolePull]) -> bool:
    weights = [pull.weight for pull in both]
    lines = min(len(pull.lines) for pull in both)
    return min(weights) >= max(_BOTH, _BOTH_ALIKE * max(weights)) and lines >= _BOTH_LINES


def _list_full_clusters(pulls: Sequence[RolePull]) -> tuple[RolePull, ...]:
    """Give the strongest role of each cluster that is asked for in full.

    Three clusters must each have a fifth of all pulls, so that the tools every engineer touches
    make nobody's work; of four or more, a little less will do.
    """
    found: dict[str, RolePull] = {}
    for pull in pulls:
        cluster = next((name for name, roles in CLUSTERS if pull.role in roles), pull.role)
        if pull.weight >= _FULL and len(pull.lines) >= _FULL_LINES:
            found.setdefault(cluster, pull)
    several = tuple(pull for pull in found.values() if pull.share >= _SHARE_OF_FOUR)
    if len(several) > MOST_CLUSTERS + 1:
        return several
    return tuple(pull for pull in several if pull.share >= _SHARE_OF_THREE)


def _weigh_lines(pulls: Iterable[RolePull]) -> dict[int, float]:
    found: dict[int, float] = {}
    for pull in pulls:
        for line in pull.lines:
            found[line.place] = max(found.get(line.place, 0.0), line.weight)
    return found


def _open(pull: RolePull, side: Sequence[RolePull], places: Iterable[int]) -> Opening:
    kept = set(places)
    lines = {line.place: line for one in reversed(side) for line in one.lines if line.place in kept}
    return Opening(
        role=pull.role,
        roles=tuple(one.role for one in side),
        lines=tuple(lines[place] for place in sorted(lines)),
    )
