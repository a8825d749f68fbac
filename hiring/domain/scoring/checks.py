"""Refuse input the line rule cannot read, saying what is wrong, where, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from hiring.domain.scoring.lines import Criterion, LineKind, Outcome, Resolution
from hiring.domain.scoring.recommendation import LonePolicy, Policy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hiring.domain.scoring.next_interview import OfferedInterview
    from hiring.domain.scoring.ratings import RatingGiven

LOWEST_BAR = 2


def check_criteria(criteria: Sequence[Criterion], *, scale_max: int) -> None:
    """Check the scale and every bar and strong line on it; raise ValueError at the first fault."""
    if not _is_whole(scale_max) or scale_max < LOWEST_BAR:
        raise ValueError(
            f"the scale ends at {scale_max!r}. Fix: a whole number, {LOWEST_BAR} or more."
        )
    if not criteria:
        raise ValueError("there is no competency to assess. Fix: give at least one criterion.")
    _refuse_repeats((one.id for one in criteria), what="competency")
    for one in criteria:
        _check_line(one.id, "bar", one.bar, lowest=LOWEST_BAR, highest=scale_max)
        _check_line(one.id, "strong line", one.strong, lowest=one.bar, highest=scale_max)


def check_ratings(
    ratings: Iterable[RatingGiven], *, scale_max: int, known: Collection[str]
) -> None:
    """Check that every rating names a known competency, a person and a level on the scale."""
    for rating in ratings:
        _check_known(rating.competency, known, where=f"a rating by {rating.interviewer}")
        if not rating.interviewer.strip():
            raise ValueError(
                f"{rating.competency}: a rating has no interviewer. Fix: say who gave it."
            )
        level = rating.level
        if level is not None and not (_is_whole(level) and 1 <= level <= scale_max):
            raise ValueError(
                f"{rating.competency}, {rating.interviewer}: a level is a whole number from 1 to"
                f" {scale_max}, not {level!r}. Fix: pick the anchor the evidence supports."
            )


def check_policy(policy: Policy) -> None:
    """Check the policy's words and its number of strengths."""
    for name, word in (("lone_bar", policy.lone_bar), ("lone_strength", policy.lone_strength)):
        _check_word(word, get_args(LonePolicy), where=f"policy {name}")
    needed = policy.strengths_required
    if needed is not None and not (_is_whole(needed) and needed >= 0):
        raise ValueError(
            f"policy strengths_required is {needed!r}."
            " Fix: a whole number, 0 or more, or leave it out."
        )


def check_resolutions(resolutions: Sequence[Resolution], *, criteria: Sequence[Criterion]) -> None:
    """Check that each debrief settles one line that exists, once, by someone, for a reason."""
    hypothesised = {one.id: one.hypothesis for one in criteria}
    for one in resolutions:
        where = f"a debrief by {one.by}"
        _check_known(one.competency, hypothesised, where=where)
        _check_word(one.line, get_args(LineKind), where=f"{one.competency}, {where}, line")
        _check_word(one.outcome, get_args(Outcome), where=f"{one.competency}, {where}, outcome")
        if one.line == "strength" and not hypothesised[one.competency]:
            raise ValueError(
                f"{one.competency}: {where} settles a strength, but no strength hypothesis was"
                " set. Fix: settle the bar."
            )
        if not one.by.strip() or not one.because.strip():
            raise ValueError(
                f"{one.competency}: a debrief needs who settled it and why. Fix: give both."
            )
    _refuse_repeats((f"{one.competency} {one.line}" for one in resolutions), what="debrief on")


def check_offered(offered: Sequence[OfferedInterview], *, known: Collection[str]) -> None:
    """Check that offered interviews are told apart, take time and cover known competencies."""
    _refuse_repeats((one.id for one in offered), what="interview")
    for one in offered:
        _refuse_repeats(one.covers, what=f"interview {one.id} covers")
        for competency in one.covers:
            _check_known(competency, known, where=f"interview {one.id}")
        if not _is_whole(one.minutes) or one.minutes < 1:
            raise ValueError(f"interview {one.id} takes {one.minutes!r} minutes. Fix: 1 or more.")


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _check_line(competency: str, what: str, level: int, *, lowest: int, highest: int) -> None:
    if not (_is_whole(level) and lowest <= level <= highest):
        raise ValueError(
            f"{competency}: the {what} is {level!r}."
            f" Fix: a whole number from {lowest} to {highest}."
        )


def _check_known(competency: str, known: Collection[str], *, where: str) -> None:
    if competency not in known:
        raise ValueError(
            f"{where} names {competency!r}, which is not a competency of this role."
            f" Fix: one of {', '.join(known)}."
        )


def _check_word(word: str, allowed: Sequence[str], *, where: str) -> None:
    if word not in allowed:
        raise ValueError(f"{where} is {word!r}. Fix: one of {', '.join(allowed)}.")


def _refuse_repeats(keys: Iterable[str], *, what: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{what} {key} is given twice. Fix: keep one.")
        seen.add(key)
