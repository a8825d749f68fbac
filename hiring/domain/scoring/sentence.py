"""Say a recommendation in the one sentence a hiring manager reads first (docs/scoring.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.scoring.lines import FIRMLY_MET, MET, NOT_MET, OPEN, Status
from hiring.domain.scoring.recommendation import Recommendation
from hiring.domain.scoring.wording import (
    join_and,
    join_clauses,
    join_steps,
    say_all_bars,
    say_disagreement,
    say_levels,
    say_lone_ratings,
    say_needed,
    say_provisional,
    say_unrated,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hiring.domain.scoring.assessment import Assessment
    from hiring.domain.scoring.lines import Line

NO_HYPOTHESIS = "no strength hypothesis was set"


def write_sentence(assessment: Assessment) -> str:
    """Write the recommendation and its cause, and for anything open what would settle it."""
    write = {
        Recommendation.ADVANCE: _say_advance,
        Recommendation.LEAN_ADVANCE: _say_lean_advance,
        Recommendation.HOLD: _say_hold,
        Recommendation.LEAN_DECLINE: _say_lean_decline,
        Recommendation.DECLINE: _say_decline,
    }[assessment.recommendation]
    return f"{assessment.recommendation.label}: {write(assessment)}."


def _say_advance(assessment: Assessment) -> str:
    bars = f"{say_all_bars(len(assessment.bars))} met"
    needed = assessment.strengths_required
    if not needed:
        return f"{bars}; {'no strength was needed' if assessment.strengths else NO_HYPOTHESIS}"
    validated = _count(assessment.strengths, at_least=FIRMLY_MET)
    if validated > needed:
        return f"{bars} and {validated} strengths validated ({needed} needed)"
    return f"{bars} and {say_needed(validated, needed)} validated"


def _say_lean_advance(assessment: Assessment) -> str:
    causes = (*_bar_causes(assessment), *_strength_causes(assessment))
    scale_max = assessment.scale_max
    lone = _one_each(line for line in causes if len(line.votes) == 1)
    clauses = [say_lone_ratings(lone, scale_max=scale_max)] if lone else []
    clauses += [say_provisional(line, scale_max=scale_max) for line in causes if line.is_split]
    tail = "" if assessment.strengths else f"; {NO_HYPOTHESIS}"
    return f"everything needed is met, but {join_clauses(clauses)}{tail}"


def _say_hold(assessment: Assessment) -> str:
    if not any(line.votes for line in assessment.bars):
        everything = {line.competency for line in assessment.bars}
        steps = _list_asks(assessment, everything) or ["begin with the first interview of the plan"]
        return f"nobody has rated this candidate with evidence yet; {join_steps(steps)}"
    bars, strengths = _bar_causes(assessment), _strength_causes(assessment)
    causes = _one_each((*bars, *strengths))
    clauses = _say_what_is_open(causes)
    if strengths:
        validated = _say_validated_so_far(assessment)
        clauses = [*clauses, validated] if bars else [validated, *clauses]
    return f"{join_clauses(clauses)}; {join_steps(_list_hold_steps(assessment, causes))}"


def _say_lean_decline(assessment: Assessment) -> str:
    bars, strengths = _bar_causes(assessment), _strength_causes(assessment)
    scale_max = assessment.scale_max
    clauses = [say_provisional(line, scale_max=scale_max) for line in bars]
    if strengths:
        reach = _say_reach(
            _count(assessment.strengths, at_least=OPEN),
            needed=assessment.strengths_required,
            verbs=("looks within reach", "look within reach", "does not look within reach"),
        )
        if bars:
            clauses.append(reach)
        else:
            listed = join_clauses(
                [say_provisional(line, scale_max=scale_max) for line in strengths]
            )
            clauses = [f"{_say_bars_met(assessment)}{reach}: {listed}"]
    steps = _list_second_opinions(assessment, (*bars, *strengths))
    return "; ".join([join_clauses(clauses), *([join_steps(steps)] if steps else [])])


def _say_decline(assessment: Assessment) -> str:
    bars, strengths = _bar_causes(assessment), _strength_causes(assessment)
    if not bars:
        reach = _say_out_of_reach(assessment)
        short = _name_levels(strengths, assessment.scale_max)
        verb = "is" if len(strengths) == 1 else "are"
        return f"{_say_bars_met(assessment)}{reach}; {short} {verb} not validated"
    if len(bars) == 1:
        missed = f"{bars[0].name} is below the bar "
        missed += say_levels(bars[0], scale_max=assessment.scale_max)
    else:
        missed = f"{_name_levels(bars, assessment.scale_max)} are below the bar"
    if strengths:
        return f"{missed}, and {_say_out_of_reach(assessment)}"
    if assessment.strengths:
        return f"{missed}, and strengths do not offset a missed bar"
    return missed


def _bar_causes(assessment: Assessment) -> tuple[Line, ...]:
    """List the bars that hold the recommendation where it is."""
    return _at_state(assessment.bars, assessment.recommendation.rank)


def _strength_causes(assessment: Assessment) -> tuple[Line, ...]:
    """List the strengths that hold it there, if the strengths needed do."""
    state = assessment.recommendation.rank
    return _at_state(assessment.strengths, state) if assessment.strengths_state == state else ()


def _at_state(lines: Iterable[Line], state: int) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.state == state)


def _one_each(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Keep each competency once: its bar before its strength."""
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.competency, line)
    return tuple(first.values())


def _count(lines: Iterable[Line], *, at_least: int) -> int:
    return sum(line.state >= at_least for line in lines)


def _name_levels(lines: Sequence[Line], scale_max: int) -> str:
    return join_and(
        shorten([f"{line.name} {say_levels(line, scale_max=scale_max)}" for line in lines])
    )


def _say_bars_met(assessment: Assessment) -> str:
    """Say that every bar is met, where it firmly is, before saying what is missing."""
    if assessment.bars_state != FIRMLY_MET:
        return ""
    number = len(assessment.bars)
    return f"{say_all_bars(number)} {'is' if number == 1 else 'are'} met, but "


def _say_what_is_open(causes: Sequence[Line]) -> list[str]:
    contested = [line for line in causes if line.needs_debrief]
    untested = [line.name for line in causes if line.status is Status.NOT_YET_TESTED]
    clauses = [say_disagreement(contested)] if contested else []
    return [*clauses, say_unrated(untested)] if untested else clauses


def _say_validated_so_far(assessment: Assessment) -> str:
    needed = assessment.strengths_required
    validated = _count(assessment.strengths, at_least=MET)
    if not validated:
        return f"no strength is validated yet ({needed} needed)"
    return f"{say_needed(validated, needed)} {'is' if validated == 1 else 'are'} validated so far"


def _say_reach(possible: int, *, needed: int, verbs: tuple[str, str, str]) -> str:
    """Say that fewer strengths than needed are possible; verbs for one, for more, and for not."""
    one, more, negated = verbs
    if needed == 1:
        return f"the one needed strength {negated}"
    if not possible:
        return f"none of the {needed} needed strengths {one}"
    return f"only {possible} of the {needed} needed strengths {one if possible == 1 else more}"


def _say_out_of_reach(assessment: Assessment) -> str:
    can, cannot = "can still be validated", "can no longer be validated"
    possible = _count(assessment.strengths, at_least=NOT_MET)
    return _say_reach(possible, needed=assessment.strengths_required, verbs=(can, can, cannot))


def _list_hold_steps(assessment: Assessment, causes: Sequence[Line]) -> list[str]:
    """List what would settle a hold: evidence, a debrief, an interview, cheapest first."""
    competencies = {line.competency for line in causes}
    debrief = any(line.needs_debrief for line in causes)
    steps = _list_steps(assessment, competencies, debrief=debrief)
    if steps == ["debrief"]:
        return ["debrief first"]
    return steps or [f"plan an interview that covers {'it' if len(causes) == 1 else 'them'}"]


def _list_second_opinions(assessment: Assessment, causes: Sequence[Line]) -> list[str]:
    """List what could turn a lean; a debrief has already spoken, so it gets no second opinion."""
    open_causes = [line for line in causes if line.settled_by is None]
    steps = _list_steps(assessment, {line.competency for line in open_causes})
    if not open_causes:
        return steps
    lone = any(len(line.votes) == 1 for line in open_causes)
    opinion = "a second opinion" if lone else "one more opinion"
    if steps and steps[-1].startswith("run "):
        return [*steps[:-1], f"{steps[-1]} for {opinion}"]
    return [*steps, f"get {opinion} before deciding"]


def _list_steps(
    assessment: Assessment, competencies: Collection[str], *, debrief: bool = False
) -> list[str]:
    """List evidence to ask for, a debrief if wanted, and the best interview on offer."""
    steps = _list_asks(assessment, competencies)
    if debrief:
        steps.append("debrief")
    for interview in assessment.next_interview:
        if any(competency in competencies for competency in interview.settles):
            return [*steps, interview.invitation]
    return steps


def _list_asks(assessment: Assessment, competencies: Collection[str]) -> list[str]:
    silent = [one.interviewer for one in assessment.uncounted if one.competency in competencies]
    return [f"ask {join_and(list(dict.fromkeys(silent)))} for evidence"] if silent else []
