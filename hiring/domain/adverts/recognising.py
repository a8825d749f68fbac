"""Recognise the role an advertisement describes by the phrases that its rubric names."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from hiring.domain.adverts.recognition import Because, Recognition
from hiring.domain.adverts.signals import Group
from hiring.domain.adverts.signs import IN_TITLE, find_signals
from hiring.domain.adverts.spans import find_mixture, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.signals import Signposts
    from hiring.domain.adverts.signs import Found
    from hiring.domain.adverts.spans import RolePull

NONE = "none"
AMBIGUOUS = "ambiguous"

LEAST = 7.0  # what must speak for a role before an advertisement is said to be of it
LEAST_NEEDS = 2  # times that what a role needs is spoken of; once in the title will do
CLOSE = 0.97  # a runner-up that weighs so much of the best is as good
CLEAR, LIKELY = 1.5, 1.15  # times the runner-up

_MOST_REASONS = 8
_AGAIN, _MOST_AGAIN = 0.25, 0.5  # of its weight, what a phrase counts more when said again
_SOME, _MUCH = 4.0, 7.0  # weights of other roles' work that give a data scientist's scope


def recognise(
    advert: Advert,
    signposts: Signposts,
    *,
    found: Sequence[Found] | None = None,
    pulls: Sequence[RolePull] | None = None,
) -> Recognition:
    """Tell which role an advertisement describes: an id, "none" or "ambiguous", and why.

    `found` and `pulls` are what find_signals and spans give, where they are known already.
    """
    found = find_signals(advert, signposts) if found is None else found
    pulls = spans(advert, signposts, found=found) if pulls is None else pulls
    clusters = tuple((pull.role, pull.weight) for pull in pulls)
    mixture = find_mixture(pulls)
    mixes = tuple(dict.fromkeys(pull.role for pull in mixture.pulls)) if mixture else ()
    scores = weigh_roles(found, signposts)
    ranked = sorted(scores, key=lambda role: (-scores[role], role))
    if not ranked or scores[ranked[0]] < LEAST:
        return Recognition(
            role=NONE,
            best=ranked[0] if ranked else None,
            family=None,
            runner_up=None,
            confidence=_say_confidence(
                LEAST, scores[ranked[0]] if ranked else 0.0, english=advert.english
            ),
            clusters=clusters,
            mixes=mixes,
        )
    best, runner_up = ranked[0], ranked[1] if len(ranked) > 1 else None
    rival = scores[runner_up] if runner_up else 0.0
    even = runner_up is not None and rival >= CLOSE * scores[best]
    because = list(_give_reasons(found, best))
    if runner_up is not None and even:
        because += _give_reasons(found, runner_up)
    return Recognition(
        role=AMBIGUOUS if even else best,
        best=best,
        family=signposts.family_of[best],
        runner_up=runner_up,
        confidence=_say_confidence(scores[best], rival, english=advert.english),
        scope=tell_scope(pulls) if best == "data-scientist" else None,
        because=tuple(because),
        clusters=clusters,
        mixes=mixes,
    )


def tell_scope(pulls: Iterable[RolePull]) -> str | None:
    """Tell a data scientist's scope by whose work pulls too; None where neither side does.

    The title is given to analysts, to modellers and to people who do both and run it as well.
    """
    weights = {pull.role: pull.weight for pull in pulls}
    models = weights.get("ml-engineer", 0.0) + weights.get("ml-researcher", 0.0)
    analysis = weights.get("data-analyst", 0.0)
    running = weights.get("data-engineer", 0.0) + weights.get("mlops-platform-engineer", 0.0)
    if models >= _MUCH and running >= _MUCH:
        return "end-to-end"
    if max(models, analysis) < _SOME:
        return None
    return "modelling" if models > analysis else "analysis"


def _say_confidence(weight: float, rival: float, *, english: bool) -> str:
    """Say how sure it is; the phrases of roles are English, and find little in other languages."""
    if not english:
        return "weak"
    ratio = weight / max(rival, 1.0)
    if ratio >= CLEAR:
        return "clear"
    return "likely" if ratio >= LIKELY else "weak"


def weigh_roles(found: Iterable[Found], signposts: Signposts) -> dict[str, float]:
    """Sum up what speaks for each role, less what speaks against it.

    A phrase counts once, and a little more where it is said again, so that a long advertisement
    is not recognised by its length.
    """
    said: dict[tuple[str, Group, str], list[float]] = defaultdict(list)
    needs: Counter[str] = Counter()
    for one in found:
        if one.signal.group is Group.NEED:
            needs[one.signal.role] += LEAST_NEEDS if one.place == IN_TITLE else 1
            continue
        key = "" if one.signal.group is Group.TITLE else one.phrase
        said[one.signal.role, one.signal.group, key].append(one.weight)
    scores: dict[str, float] = defaultdict(float)
    for (role, group, _), weights in said.items():
        weight = max(weights) * (1 + min(_AGAIN * (len(weights) - 1), _MOST_AGAIN))
        scores[role] += -weight if group is Group.AGAINST else weight
    for role in signposts.needing:
        if needs[role] < LEAST_NEEDS:
            scores.pop(role, None)
    return {role: score for role, score in scores.items() if score > 0}


def _give_reasons(found: Iterable[Found], role: str) -> Iterator[Because]:
    """Give the phrases that spoke for a role, the heaviest first, each once."""
    best: dict[str, Found] = {}
    for one in found:
        if one.signal.role != role or one.signal.group in {Group.AGAINST, Group.NEED}:
            continue
        key = one.words.lower()
        if key not in best or one.weight > best[key].weight:
            best[key] = one
    for one in sorted(best.values(), key=lambda one: (-one.weight, one.line))[:_MOST_REASONS]:
        yield Because(role=role, phrase=one.words, line=one.line, weight=round(one.weight, 2))
