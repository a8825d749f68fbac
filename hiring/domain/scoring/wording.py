"""Word the parts of a sentence about lines: who gave what, which line, how far it is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.scoring.lines import OPEN, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.domain.scoring.lines import Line

NAMED_AT_MOST = 4
CLAUSES_AT_MOST = 3


def join_and(parts: Sequence[str]) -> str:
    """Join as `a, b and c`."""
    return _join(parts, last=" and ")


def join_or(parts: Sequence[str]) -> str:
    """Join as `a, b or c`."""
    return _join(parts, last=" or ")


def join_steps(steps: Sequence[str]) -> str:
    """Join things to do as `a, b, or c`."""
    return _join(steps, last=", or ")


def join_clauses(clauses: Sequence[str]) -> str:
    """Join clauses as `a, b, and c`; past three, say how many more there are."""
    if len(clauses) > CLAUSES_AT_MOST:
        shown = CLAUSES_AT_MOST - 1
        clauses = [*clauses[:shown], f"{len(clauses) - shown} more points are not settled"]
    return _join(clauses, last=", and ")


def shorten(names: Sequence[str]) -> list[str]:
    """Keep up to four names; past that three, and how many others there are."""
    if len(names) <= NAMED_AT_MOST:
        return list(names)
    shown = NAMED_AT_MOST - 1
    return [*names[:shown], f"{len(names) - shown} others"]


def say_all_bars(number: int) -> str:
    """Say `all 4 bars`, `both bars` or `the one bar`."""
    return {1: "the one bar", 2: "both bars"}.get(number, f"all {number} bars")


def say_needed(validated: int, needed: int) -> str:
    """Say `1 of 2 needed strengths`."""
    return f"{validated} of {needed} needed {'strength' if needed == 1 else 'strengths'}"


def say_votes(line: Line) -> str:
    """Say who gave what against which line: `(Bo 3, Cy 2; bar 3)`."""
    votes = ", ".join(f"{interviewer} {level}" for interviewer, level in line.votes)
    return f"({votes}; {_mark(line)} {line.line})"


def say_levels(line: Line, *, scale_max: int) -> str:
    """Say the levels against the line: `(1 and 2 of 4, bar 3)`."""
    levels = join_and([str(level) for level in sorted(level for _, level in line.votes)])
    return f"({levels} of {scale_max}, {_mark(line)} {line.line})"


def say_disagreement(lines: Sequence[Line]) -> str:
    """Say on what interviewers disagree, and how."""
    return f"interviewers disagree on {join_and(shorten([_name_votes(line) for line in lines]))}"


def say_unrated(names: Sequence[str]) -> str:
    """Say which competencies nobody has rated with evidence."""
    return f"nobody has rated {join_or(shorten(names))} with evidence"


def say_lone_ratings(lines: Sequence[Line], *, scale_max: int) -> str:
    """Say which lines rest on one rating each."""
    if len(lines) == 1:
        return say_provisional(lines[0], scale_max=scale_max)
    named = [f"{_subject(line)} {_say_lone_vote(line, scale_max=scale_max)}" for line in lines]
    return f"{join_and(shorten(named))} each rest on one rating"


def say_provisional(line: Line, *, scale_max: int) -> str:
    """Say which way a line in state 1 or 3 leans, and on what: one rating, votes or a debrief."""
    if line.state > OPEN:
        return _say_lean_met(line, scale_max=scale_max)
    return _say_lean_not_met(line, scale_max=scale_max)


def describe_line(line: Line, *, scale_max: int) -> str:
    """Describe one line in a sentence of its own."""
    if line.status is Status.NOT_YET_TESTED:
        return f"Not yet tested: {say_unrated([line.name])}."
    if line.needs_debrief:
        return f"Contested: {say_disagreement([line])}."
    if line.status is Status.CONTESTED:
        return f"Contested: {say_provisional(line, scale_max=scale_max)}."
    verdict = "Met" if line.kind == "bar" else "Validated"
    if line.status is Status.NOT_MET:
        verdict = f"Not {verdict.lower()}"
    if not line.firm:
        return f"{verdict}, not firmly: {say_provisional(line, scale_max=scale_max)}."
    reach = "reaches" if line.status is Status.MET else "is below"
    levels = say_levels(line, scale_max=scale_max)
    return f"{verdict}: {line.name} {reach} the {_mark(line)} {levels}."


def _join(parts: Sequence[str], *, last: str) -> str:
    *first, final = parts
    return f"{', '.join(first)}{last}{final}" if first else final


def _mark(line: Line) -> str:
    return "bar" if line.kind == "bar" else "strong line"


def _subject(line: Line) -> str:
    return line.name if line.kind == "bar" else f"{line.name} as a strength"


def _name_votes(line: Line) -> str:
    return f"{line.name} {say_votes(line)}"


def _say_lone_vote(line: Line, *, scale_max: int) -> str:
    """Say whose single rating it is: `(Cy, 3 of 4)`."""
    interviewer, level = line.votes[0]
    return f"({interviewer}, {level} of {scale_max})"


def _say_lean_met(line: Line, *, scale_max: int) -> str:
    if line.settled_by is not None:
        return f"{_subject(line)} was settled in debrief by {line.settled_by} {say_votes(line)}"
    if line.below:
        verdict = "met" if line.kind == "bar" else "validated"
        return f"{line.name} is {verdict} {line.at_or_above} to {line.below} {say_votes(line)}"
    lone = _say_lone_vote(line, scale_max=scale_max)
    if line.kind == "strength":
        return f"{_subject(line)} rests on one rating {lone}"
    if line.votes[0][1] == line.line:
        return f"{line.name} rests on one rating at the bar {lone}"
    return f"{line.name} rests on one rating {lone} and needs a second"


def _say_lean_not_met(line: Line, *, scale_max: int) -> str:
    if line.settled_by is not None:
        verdict = "below the bar" if line.kind == "bar" else "not validated"
        debrief = f"was settled in debrief by {line.settled_by} as {verdict}"
        return f"{line.name} {debrief} {say_votes(line)}"
    if line.at_or_above:
        count = f"{line.below} to {line.at_or_above}"
        return f"{line.name} is below the {_mark(line)} {count} {say_votes(line)}"
    interviewer, level = line.votes[0]
    lone = f"({interviewer}, {level} of {scale_max}, {_mark(line)} {line.line})"
    return f"{line.name} is below the {_mark(line)} on one rating {lone}"
