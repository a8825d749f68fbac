"""Put one tracker's feedback into our words: by the map, and by the table of its scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.scorecard import Overall
from hiring.errors import Problem
from hiring.exchange.feedback.mapping import LEFT_OUT, folded, interviewer_of
from hiring.exchange.feedback.scales import SCALES, level_of, overall_of, value_key
from hiring.workflow.foreign_cards import ForeignCard, ForeignRating, Whose

if TYPE_CHECKING:
    from hiring.exchange.feedback.card import Feedback, Rated
    from hiring.exchange.feedback.mapping import Missing, NameMap
    from hiring.exchange.feedback.records import Record

_UNSAID = "not rated"
NOT_MAPPED = "it uses names that are not in the map"


class Translated(NamedTuple):
    """A card in our words, or why there is none; notes say what was doubtful."""

    card: ForeignCard | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


class _Said(NamedTuple):
    """The ratings of a card, what goes into its note instead, and what is to be known."""

    ratings: dict[str, ForeignRating]
    left_over: list[str]
    problems: list[Problem]
    notes: list[str]


def translate(
    said: Feedback, record: Record, system: str, names: NameMap, missing: Missing
) -> Translated:
    """Translate one record; names that the map does not have are noted in `missing`."""
    before = _uses(missing)
    ratings = _ratings(said, system, names, missing)
    step = _step(said, names, missing)
    who = _interviewer(said, names, missing)
    overall = _overall(said, system, names, missing)
    problems = list(ratings.problems)
    if not said.steps:
        problems.append(_lacks(record, "which interview it is of"))
    if not said.interviewer.key:
        problems.append(_lacks(record, "whose feedback it is"))
    if _uses(missing) != before and not problems:
        problems.append(
            Problem(
                NOT_MAPPED,
                where=record.where,
                fix="complete the map; --propose-map FILE writes one to complete",
            )
        )
    if problems or who is None:
        return Translated(None, tuple(problems))
    note = _place_answers(said, names, ratings)
    card = ForeignCard(
        where=record.where,
        system=system,
        remote_id=said.remote_id,
        scale=SCALES[system].id,
        interviewer=who,
        submitted_by=said.submitted_by.shown,
        interviewed_at=said.interviewed_at,
        submitted_at=said.submitted_at,
        step=step,
        overall=overall,
        overall_raw=said.overall or "",
        note=note,
        ratings=tuple(ratings.ratings.values()),
        text=record.text,
        application=names.application_of(said),
        applications=said.applications,
        candidates=said.candidates,
        emails=said.emails,
    )
    return Translated(card, (), tuple(ratings.notes))


def whose_of(said: Feedback, record: Record, system: str, names: NameMap) -> Whose:
    """Give what tells whose feedback it is."""
    return Whose(
        *(record.where, system, names.application_of(said)),
        *(said.applications, said.candidates, said.emails),
    )


def _uses(missing: Missing) -> int:
    return sum(count for names in missing.names.values() for count in names.values())


def _lacks(record: Record, what: str) -> Problem:
    return Problem(
        f"it does not say {what}",
        where=record.where,
        fix="leave it out of the file, or write its number under skip in the map",
    )


def _step(said: Feedback, names: NameMap, missing: Missing) -> str:
    for one in said.steps:
        if found := names.steps.get(folded(one)):
            return found
    if said.steps:
        missing.add("steps", said.steps[0])
    return ""


def _interviewer(said: Feedback, names: NameMap, missing: Missing) -> tuple[str, str] | None:
    who = interviewer_of(said, names)
    if who is None and said.interviewer.key:
        missing.add("interviewers", said.interviewer.key, called=said.interviewer.name)
    return who


def _overall(said: Feedback, system: str, names: NameMap, missing: Missing) -> Overall:
    if said.overall is None:
        return Overall.NO_DECISION
    found = overall_of(SCALES[system], said.overall, names.overall)
    if found is None:
        missing.add("overall", said.overall, at=said.overall_path)
        return Overall.NO_DECISION
    return found


def _ratings(said: Feedback, system: str, names: NameMap, missing: Missing) -> _Said:
    """Give each rating in our levels; one that the map leaves out is kept in the note."""
    found = _Said({}, [], [], [])
    taken: dict[str, Rated] = {}
    for one in said.rated:
        if not one.name:
            found.problems.append(Problem("the attribute has no name", where=one.path))
            continue
        ours = names.competencies.get(folded(one.name))
        level = _level(one, system, names, missing, found)
        if ours is None:
            missing.add("competencies", one.name)
        elif ours == LEFT_OUT:
            words = f"{one.name}: {one.raw or _UNSAID}"
            found.left_over.append(f"{words}. {one.note}" if one.note else words)
        elif ours in taken:
            found.problems.append(
                Problem(
                    f"{taken[ours].name!r} and {one.name!r} are both mapped to {ours}",
                    where=one.path,
                    fix=f"map one of them to another competency, or to {LEFT_OUT}",
                )
            )
        else:
            taken[ours] = one
            found.ratings[ours] = ForeignRating(ours, level, one.raw, one.note)
    return found


def _level(one: Rated, system: str, names: NameMap, missing: Missing, found: _Said) -> int | None:
    if one.raw is None:
        return None
    known, level = level_of(SCALES[system], one.raw, names.ratings)
    if not known:
        missing.add("ratings", one.raw, at=one.path)
    key = value_key(one.raw)
    if key in SCALES[system].doubtful and key not in names.ratings:
        found.notes.append(
            f"{one.name}: {one.raw} may mean that nothing was given; taken as not assessed"
        )
    return level


def _place_answers(said: Feedback, names: NameMap, ratings: _Said) -> str:
    """Add answers to the evidence that the map says they are; the others make the note."""
    note = list(ratings.left_over)
    for question, text in said.answers:
        if not text:
            continue
        ours = names.questions.get(folded(question), "")
        words = f"{question}: {text}" if question else text
        if ours in ratings.ratings:
            rated = ratings.ratings[ours]
            evidence = f"{rated.evidence}\n\n{words}" if rated.evidence else words
            ratings.ratings[ours] = rated._replace(evidence=evidence)
        else:
            note.append(words)
    return "\n\n".join(note)
