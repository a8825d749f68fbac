"""Explain a decision to the person it was about: from the assessment as it was decided.

Only the words of the rubric, counts and what a person wrote down as the reason are used: the same
assessment gives the same words, and they name nobody.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hiring.domain.snapshot import Rubric

# What the words below say of the rule: whoever changes the rule changes them, and this day.
RULE_AS_OF = date(2026, 11, 22)

TITLE = "How your application was decided"
NOTHING_ELSE = (
    "Nothing but ratings with evidence counts in the rule: not age, family, health, origin,"
    " religion, looks or the pay you have had, and not how you compare with other applicants. That"
    " is said of the rule and its advice; what the person who decided wrote down as their reason is"
    " quoted above as it stands."
)
QUOTED = (
    "These are that person's own words. The rule's advice, below, stands apart from them: they"
    " may name what the rule does not count."
)
SUSPECTED = (
    "For some bars somebody noted before the interviews, with a reason, that one should look twice:"
    " {names}. Such a bar is no higher; one rating alone is not enough to settle it."
)
REVIEW = (
    "You can ask for a correction of what is wrong, for a person to look at the decision again and"
    " hear your view, and for a copy of everything that is kept about you."
)
_RATED = (
    "Every interviewer rates what their interview covers, alone, on a scale whose levels are"
    " described in words, and writes down the evidence. A rating without evidence does not count,"
    " and what did not come up is never counted as missed, though the advice may stay open for it."
)
_LINES = (
    "There are two kinds of line. A minimum bar must be reached in everything the role asks for. A"
    " strength is something you were believed to be good at before the interviews, and it is held"
    " to a higher level; enough of the strengths have to be confirmed, mostly more than half."
)
_NO_AVERAGE = (
    "It is not an average: no strength makes up for a missed bar, and nothing is added up across"
    " competencies. Where interviewers disagree, they talk about it and settle it, or it stays"
    " open. What comes out is advice. A person decides, may decide against it, and writes down why."
)
RULE = (_RATED, _LINES, _NO_AVERAGE)
_DECIDED = {
    "advance": "to go on with your application to the next step",
    "offer": "to make you an offer",
    "hire": "to hire you",
    "reject": "not to go on with your application",
    "withdraw": "to close your application as withdrawn",
}
_ADVICE = {
    "advance": "to go on: every bar was met and enough strengths were confirmed",
    "lean_advance": "to go on, though something rested on little evidence",
    "hold": "to wait: something that mattered was untested or seen differently",
    "lean_decline": "not to go on, though on little evidence",
    "decline": "not to go on: a bar, or too many strengths, were missed",
}


class Part(NamedTuple):
    """A heading, the paragraphs under it, and a list under those."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()


class DecisionMade(NamedTuple):
    """A decision as it is told: no names in its texts, the day in words."""

    action: str
    day: str
    because: str
    override: str | None
    taken_back: str


class Asking(NamedTuple):
    """Whom to ask, about what."""

    application: str
    company: str
    contact: str


def explain_decision(
    content: Mapping[str, Any],
    rubric: Rubric,
    made: Sequence[DecisionMade],
    asking: Asking,
    *,
    evidence: Mapping[str, Sequence[str]] | None = None,
    suspected: Sequence[str] = (),
) -> tuple[Part, ...]:
    """Explain the last of the decisions; `evidence` is what was written, by competency.

    `suspected` are those that were marked before the interviews as to be looked at twice.
    """
    parts = [
        _say_decision(made, asking),
        say_assessed(rubric, _hypothesised(content), suspected),
        Part("How the rule works", RULE),
        _say_reasons(content),
        _say_gaps(content),
    ]
    if evidence is not None:
        parts.append(_say_evidence(rubric, evidence))
    return (*parts, say_rights(asking))


def explain_so_far(rubric: Rubric, asking: Asking) -> tuple[Part, ...]:
    """Say what is known of an application on which nobody has decided."""
    return (
        Part(
            "Where it stands",
            (f"Nobody has decided on your application {asking.application} yet.",),
        ),
        say_assessed(rubric, ()),
        Part("How the rule works", RULE),
        say_rights(asking),
    )


def say_assessed(
    rubric: Rubric, hypothesised: Sequence[str], suspected: Sequence[str] = ()
) -> Part:
    """Say what interviewers looked at, and why; `suspected` are bars one looked at twice."""
    why = [f"What the job is for: {_ended(rubric.purpose)}"]
    if rubric.deliverable:
        why.append(f"What is to be delivered first: {_ended(rubric.deliverable)}")
    why.append(
        "From that follows what was looked at. Everybody who is assessed by this version of the"
        f" rubric is held to the same bars. Levels run from 1 to {rubric.scale_max}."
    )
    if suspected:
        names = ", ".join(rubric.competency(one).name for one in suspected)
        why.append(SUSPECTED.format(names=names))
    points = []
    for one in map(rubric.competency, rubric.rated):
        bar = rubric.bar_of(one.id)
        line = f"{one.name}: {_ended(one.definition)} Minimum bar {bar}: {_ended(_at(one, bar))}"
        if one.id in hypothesised:
            strong = max(rubric.strong_line, bar)
            line += f" As a strength {strong}: {_ended(_at(one, strong))}"
        points.append(line)
    return Part("What was assessed, and why", tuple(why), tuple(points))


def say_rights(asking: Asking) -> Part:
    """Say how to have it corrected, or looked at again."""
    whom = asking.contact or asking.company or "the company"
    return Part(
        "If you think that something is wrong",
        (
            REVIEW,
            f"Write to {whom} and name your application, {asking.application}.",
        ),
    )


def _say_decision(made: Sequence[DecisionMade], asking: Asking) -> Part:
    *earlier, last = made
    at = f" at {asking.company}" if asking.company else ""
    said = [f"On {last.day} a person{at} decided {_DECIDED[last.action]}."]
    if last.taken_back:
        said.append(f"This was taken back on {last.taken_back}; nothing was decided since.")
    said.append(
        f"The reason they wrote down: \N{LEFT DOUBLE QUOTATION MARK}"
        f"{last.because.strip()}\N{RIGHT DOUBLE QUOTATION MARK}"
    )
    if last.override:
        said.append(
            "They decided against the advice of the rule, and wrote down why:"
            f" \N{LEFT DOUBLE QUOTATION MARK}{last.override.strip()}"
            "\N{RIGHT DOUBLE QUOTATION MARK}"
        )
    said.append(QUOTED)
    said.append("A person decided, not a program: nobody is taken or turned down automatically.")
    before = [f"Before that, on {one.day}: {_DECIDED[one.action]}." for one in earlier]
    return Part("What was decided", tuple(said), tuple(before))


def _say_reasons(content: Mapping[str, Any]) -> Part:
    advice = _ADVICE[content["recommendation"]]
    said = [f"The rule's advice was {advice}."]
    wanted, hoped = content["strengths_required"], content["strengths_hypothesised"]
    if hoped:
        met = sum(one["kind"] == "strength" and _is_met(one) for one in content["lines"])
        said.append(f"Strengths confirmed: {met} of {hoped}; {wanted} had to be.")
    tested = [one for one in content["lines"] if one["status"] != "not_yet_tested"]
    # What was missed first, then what was open, then what was met: bars before strengths.
    order = sorted(tested, key=_place)
    points = tuple(_say_line(one) for one in order)
    if not points:
        said.append("No rating counted, so it rested on nothing that was seen in an interview.")
    return Part("The main reasons", tuple(said), points)


def _place(line: Mapping[str, Any]) -> tuple[int, bool]:
    settled = line["settled_as"] or line["status"]
    return {"not_met": 0, "contested": 1, "met": 2}[settled], line["kind"] == "strength"


def _is_met(line: Mapping[str, Any]) -> bool:
    return bool((line["settled_as"] or line["status"]) == "met")


def _say_line(line: Mapping[str, Any]) -> str:
    name, level = line["name"], line["line"]
    good, bad = line["at_or_above"], line["below"]
    counted = f"{good} of {good + bad} ratings at level {level} or above"
    if good + bad == 1:
        counted = f"one rating, {'at' if good else 'below'} level {level}{' or above' * good}"
    bar = line["kind"] == "bar"
    target = f"the minimum bar ({level})" if bar else f"as a strength (level {level})"
    if line["settled_as"]:
        outcome = "reached" if line["settled_as"] == "met" else "not reached"
        return (
            f"{name}, {target}: {outcome}. Interviewers saw it differently ({counted}) and"
            " settled it together."
        )
    outcome = {
        "met": "reached",
        "not_met": "not reached",
        "contested": "open, since interviewers saw it differently",
    }[line["status"]]
    return f"{name}, {target}: {outcome} ({counted})."


def _say_gaps(content: Mapping[str, Any]) -> Part:
    # A bar without a rating is not missed, but may keep the advice open: say no more than that.
    untested = dict.fromkeys(
        one["name"] for one in content["lines"] if one["status"] == "not_yet_tested"
    )
    bare = dict.fromkeys(one["name"] for one in content["uncounted"])
    missing = len(content["missing_cards"])
    said = [NOTHING_ELSE]
    if untested:
        said.append(
            f"Of what the role asks for, this was not assessed: {', '.join(untested)}. It"
            " was not counted as missed; the advice may have stayed open for it."
        )
    else:
        said.append("Of what the role asks for, everything was assessed.")
    if bare:
        said.append(f"Rated without written evidence, and so not counted: {', '.join(bare)}.")
    if missing:
        cards = "one scorecard" if missing == 1 else f"{missing} scorecards"
        said.append(f"When it was decided, {cards} had not come back.")
    return Part("What was not assessed", tuple(said))


def _say_evidence(rubric: Rubric, evidence: Mapping[str, Sequence[str]]) -> Part:
    return Part(
        "What interviewers wrote",
        ("As it was written; people's names are replaced by their part.",),
        tuple(
            f"{rubric.competency(competency).name}: {said}"
            for competency in rubric.rated
            for said in evidence.get(competency, ())
        ),
    )


def quotes(content: Mapping[str, Any]) -> Iterator[tuple[str, int | None, str]]:
    """Give what was written on each competency, with its level; what says nothing is left out."""
    for competency, given in content["evidence"].items():
        for one in given:
            if one["evidence"].strip():
                yield competency, one["level"], one["evidence"].strip()


def _hypothesised(content: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(one["competency"] for one in content["lines"] if one["kind"] == "strength")


def _at(competency: Any, level: int) -> str:
    anchor: str = competency.anchors[level - 1]
    return anchor


def _ended(text: str) -> str:
    stripped = text.strip()
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."
