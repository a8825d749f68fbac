"""Write the debrief pack: the advice first, then the evidence without names, then the names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from hiring.documents.moments import say_moment
from hiring.documents.plain_text import split_paragraphs
from hiring.documents.word import Paper, Properties, Span, Style, Table, grey
from hiring.documents.word_base import GREY, NAVY, WHITE
from hiring.domain.handling import say_handling
from hiring.domain.scorecard import SCALE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.documents.word import Words
    from hiring.views.papers import (
        BelievedStrength,
        CompetencyEvidence,
        DebriefPack,
        LineResult,
        Vote,
    )

Hide = Callable[[str], str]
"""How a text is shown: with its names, or with labels in their place."""

ADVICE = (
    "The rule gives advice: it never averages, every bar must be met, and no strength pays for a"
    " missed bar. A person decides, and writes down why."
)

LABELS_EXPLAINED = (
    "Names of interviewers in quotes are replaced by labels, such as [Interviewer A]; the last"
    " page says who is who."
)

_GREEN, _RED, _BROWN = "1B6E3C", "9B1C1C", "8A5A00"
_COLOURS = {
    "advance": _GREEN,
    "lean_advance": "4A7A1E",
    "hold": _BROWN,
    "lean_decline": "B0451B",
    "decline": _RED,
}

_SURENESS = {
    "stable": "no single rating, moved by one level, would change the advice",
    "sensitive": "a single rating, moved by one level, would change the advice, though not from"
    " yes to no",
    "fragile": "a single rating, moved by one level, would turn the advice from yes to no or back",
}

_STANDS = {
    ("bar", "met"): "met",
    ("bar", "not_met"): "not met",
    ("strength", "met"): "validated",
    ("strength", "not_met"): "not validated",
}
_STATUS_COLOURS = {"met": _GREEN, "not_met": _RED, "contested": _BROWN}

_SHORTEST_NAME = 2
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def write(pack: DebriefPack) -> bytes:
    """Write the pack of one application as a Word document."""
    labels = label_interviewers(pack)
    paper = Paper(
        Properties(
            title=f"Debrief: {pack.candidate}, {pack.job_title}",
            subject=f"{pack.application} for {pack.job_code}",
            author=pack.company or "hiring",
            category="Debrief pack",
            identifier=pack.application,
            source=f"Rubric {pack.rubric}",
            footer=f"Debrief pack, {pack.application}. Confidential. "
            f"{say_handling(pack.as_of.date(), pack.delete_by)}",
            at=pack.as_of,
        )
    )
    hide = hide_names(labels, candidate=pack.candidate)
    hide_in_quotes = hide_names(labels, candidate=pack.candidate, around="[]")
    _write_first_page(paper, pack, hide)
    paper.add(Style.HEADING_1, "Evidence, disagreement first", new_page=True)
    if labels:
        paper.add(Style.SMALL_PRINT, LABELS_EXPLAINED)
    add_evidence(paper, pack, hide=hide, hide_in_quotes=hide_in_quotes)
    _write_hypotheses(paper, pack.hypotheses, hide_in_quotes)
    _write_decision_lines(paper)
    _write_names(paper, pack, labels)
    return paper.to_bytes()


def label_interviewers(pack: DebriefPack) -> dict[str, str]:
    """Give every interviewer a neutral label, in the order in which the evidence names them."""
    named = (
        *(vote.interviewer for one in pack.evidence for vote in one.votes),
        *(vote.interviewer for vote in pack.overall_votes),
        *pack.interviewers,
    )
    met = dict.fromkeys(name for name in named if name.strip())
    return {name: f"Interviewer {_letters(place)}" for place, name in enumerate(met)}


def hide_names(labels: Mapping[str, str], *, candidate: str = "", around: str = "") -> Hide:
    """Put labels in the place of names, between two marks where a person's words are quoted.

    First names go too, where they can mean neither another interviewer nor the candidate.
    """
    if not labels:
        return str
    before, after = (around[:1], around[1:])
    shown = {**_label_first_names(labels, candidate), **labels}
    longest_first = sorted(shown, key=len, reverse=True)
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda text: names.sub(lambda found: f"{before}{shown[found[0]]}{after}", text)


def say_code(code: str) -> str:
    """Write a stored code as words: `lean_advance` is `Lean advance`."""
    return _capital(" ".join(code.replace("_", " ").split()))


def colour_of(recommendation: str) -> str:
    """Give the colour of an advice; white words can be read on each."""
    return _COLOURS.get(recommendation, GREY)


def say_line(line: LineResult) -> str:
    """Say which line it is: `bar at 2` or `strength at 3`."""
    return f"{line.kind} at {line.line}"


def say_standing(line: LineResult, hide: Hide = str) -> str:
    """Say how a line stands: `met, firm`, or who settled it where interviewers disagreed."""
    if line.settled_by:
        outcome = _STANDS.get((line.kind, line.settled_as or ""), "")
        settled = f"settled in debrief by {hide(line.settled_by)}"
        return f"contested, {settled} as {outcome}" if outcome else f"contested, {settled}"
    stands = _STANDS.get((line.kind, line.status))
    if stands is None:
        return line.status.replace("_", " ")
    return f"{stands}, {'firm' if line.firm else 'provisional'}"


def standing_span(line: LineResult, hide: Hide = str) -> Span:
    """Say how a line stands, in the colour that goes with it."""
    colour = _STATUS_COLOURS.get(line.status, GREY)
    return Span(text=say_standing(line, hide), bold=True, colour=colour)


def add_evidence(
    paper: Paper, pack: DebriefPack, *, hide: Hide = str, hide_in_quotes: Hide = str
) -> None:
    """Add what was said on every competency, in the pack's order: disagreement first."""
    paper.add(Style.SMALL_PRINT, _say_scale(pack.scale_max))
    if not _has_ratings(pack):
        paper.add(Style.NORMAL, "Nothing has been rated yet.")
    for one in pack.evidence:
        paper.add(Style.HEADING_2, one.name)
        _add_standing(paper, one, hide)
        if not one.votes:
            paper.add(Style.NORMAL, grey("Nobody has rated this yet."))
        for vote in one.votes:
            _add_vote(paper, vote, hide(vote.interviewer), hide_in_quotes)


def _label_first_names(labels: Mapping[str, str], candidate: str) -> dict[str, str]:
    bearers = Counter(word for name in labels for word in _words_of(name))
    taken = _words_of(candidate)
    first_names = {_first_name(name): label for name, label in labels.items()}
    return {
        first: label
        for first, label in first_names.items()
        if first[:1].isupper()
        and len(first) >= _SHORTEST_NAME
        and first[-1].isalpha()
        and bearers[first.casefold()] == 1
        and first.casefold() not in taken
    }


def _first_name(name: str) -> str:
    """Give the first word that is no abbreviation: of `Dr. Bo Sandgren` it is `Bo`."""
    return next((word for word in name.split() if not word.endswith(".")), "")


def _words_of(name: str) -> frozenset[str]:
    """Give the words of a name, and the parts of those with a hyphen."""
    folded = name.casefold()
    return frozenset((*folded.split(), *re.findall(r"\w+", folded)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _letters(place: int) -> str:
    """Count in letters: A to Z, then AA, AB."""
    before, last = divmod(place, len(_LETTERS))
    return (_letters(before - 1) if before else "") + _LETTERS[last]


def _write_first_page(paper: Paper, pack: DebriefPack, hide: Hide) -> None:
    paper.add(Style.TITLE, pack.candidate)
    paper.add(Style.SUBTITLE, f"Debrief for {pack.job_title} ({pack.job_code})")
    paper.add(Style.SMALL_PRINT, _say_facts(pack))
    paper.add_badge(
        say_code(pack.recommendation),
        f"{_count_strengths(pack)}, {_say_sureness(pack)}",
        colour=colour_of(pack.recommendation),
    )
    paper.add(Style.LEAD, hide(pack.sentence))
    paper.add(Style.NORMAL, *_say_strengths(pack))
    paper.add(Style.NORMAL, *_say_stability(pack), keep_next=bool(pack.would_change))
    paper.add_bullets([_capital(hide(change)) for change in pack.would_change])
    for heading, items, nothing in (
        ("What is open", pack.open_points, _say_nothing_open(pack)),
        ("Next steps", pack.next_steps, "None is proposed."),
        ("Missing cards", pack.missing_cards, _say_no_card_missing(pack)),
    ):
        paper.add(Style.HEADING_2, heading)
        shown = [hide(item) for item in items]
        if heading == "Next steps":
            paper.add_steps(shown)
        else:
            paper.add_bullets(shown)
        if not items:
            paper.add(Style.NORMAL, nothing)


def _has_ratings(pack: DebriefPack) -> bool:
    return any(vote.level is not None for one in pack.evidence for vote in one.votes)


def _has_counted_ratings(pack: DebriefPack) -> bool:
    return any(vote.counted for one in pack.evidence for vote in one.votes)


def _say_nothing_open(pack: DebriefPack) -> str:
    if _has_counted_ratings(pack):
        return "Nothing: every line is settled."
    return "Everything: no rating counts yet."


def _say_no_card_missing(pack: DebriefPack) -> str:
    if pack.interviewers or pack.overall_votes:
        return "None: every card is in."
    return "None: no interview has been planned."


def _say_facts(pack: DebriefPack) -> str:
    facts = (
        ("Application ", pack.application),
        ("candidate ", pack.candidate_code),
        ("stage: ", pack.stage),
        ("rubric ", pack.rubric),
        ("hiring manager: ", pack.hiring_manager),
        ("recruiter: ", pack.recruiter),
        ("as of ", say_moment(pack.as_of)),
    )
    return " \N{MIDDLE DOT} ".join(before + fact for before, fact in facts if fact.strip())


def _say_strengths(pack: DebriefPack) -> tuple[Words, ...]:
    if not pack.strengths_hypothesised:
        return (Span(text="Strengths: ", bold=True), "no strength hypothesis was set.")
    of_all = f"{pack.strengths_validated} of {pack.strengths_hypothesised} validated"
    counted = f"{of_all}, {pack.strengths_required} needed."
    return Span(text="Strengths: ", bold=True), counted


def _count_strengths(pack: DebriefPack) -> str:
    validated = pack.strengths_validated
    plural = "" if validated == 1 else "s"
    return f"{validated} strength{plural} validated, {pack.strengths_required} needed"


def _say_sureness(pack: DebriefPack) -> str:
    return say_code(pack.stability).lower() if _has_counted_ratings(pack) else "not rated yet"


def _say_stability(pack: DebriefPack) -> tuple[Words, ...]:
    how_sure = Span(text="How sure: ", bold=True)
    if not _has_counted_ratings(pack):
        return how_sure, "too early to say: no rating counts yet."
    meaning = _SURENESS.get(pack.stability)
    words = f"{say_code(pack.stability).lower()}: {meaning}." if meaning else pack.stability
    return how_sure, words


def _say_scale(scale_max: int) -> str:
    names = SCALE_NAMES.get(scale_max)
    if names is None:
        return f"Levels run from 1 to {scale_max}."
    return f"Levels: {', '.join(f'{level} {name}' for level, name in enumerate(names, start=1))}."


def _add_standing(paper: Paper, one: CompetencyEvidence, hide: Hide) -> None:
    marks = []
    if one.disagreement:
        marks.append(Span(text="Interviewers disagree. ", bold=True, colour=_BROWN))
    if one.suspected_weak:
        marks.append(Span(text="Suspected weak: it needs two ratings. ", bold=True, colour=_BROWN))
    paper.add(Style.SMALL_PRINT, *marks, one.definition, keep_next=True)
    for line in one.lines:
        says: list[Words] = [f"{say_line(line).capitalize()}: ", standing_span(line, hide)]
        if line.because.strip():
            says.append(f": {hide(line.because)}")
        if line.anchor_at_line.strip():
            says.append(grey(f"\nLevel {line.line} means: {line.anchor_at_line}"))
        paper.add(Style.NORMAL, *says, keep_next=True)


def _add_vote(paper: Paper, vote: Vote, who: str, hide: Hide) -> None:
    level = "\N{EN DASH}" if vote.level is None else str(vote.level)
    padded = f"\N{NO-BREAK SPACE}{level}\N{NO-BREAK SPACE}"
    chip = Span(text=padded, bold=True, colour=WHITE, shade=NAVY if vote.counted else GREY)
    quoted = split_paragraphs(hide(vote.evidence))
    unquoted = not quoted and vote.level is not None
    said = f"  {who}, {vote.step}{_say_why_not_counted(vote)}"
    paper.add(Style.QUOTE_SOURCE, chip, said, keep_next=unquoted or bool(quoted))
    if unquoted:
        paper.add(Style.QUOTE, grey("No evidence was written."))
    for place, part in enumerate(quoted):
        opens = "\N{LEFT DOUBLE QUOTATION MARK}" if place == 0 else ""
        closes = "\N{RIGHT DOUBLE QUOTATION MARK}" if place == len(quoted) - 1 else ""
        paper.add(Style.QUOTE, f"{opens}{part}{closes}")


def _say_why_not_counted(vote: Vote) -> str:
    if vote.level is None:
        return " (not assessed)"
    return "" if vote.counted else " (not counted)"


def _write_hypotheses(paper: Paper, lines: tuple[BelievedStrength, ...], hide: Hide) -> None:
    paper.add(Style.HEADING_1, "What was believed beforehand")
    if not lines:
        paper.add(Style.NORMAL, "No strength hypothesis was written down.")
        return
    paper.add_table(
        Table(
            caption="Hypotheses of strengths",
            description="Each strength that was believed, why, and how it came out.",
            shares=(24, 42, 10, 14, 10),
            header=("Strength", "Why it was believed", "Signal", "Outcome", "Written"),
            rows=tuple(
                (
                    Span(text=one.name, bold=True),
                    _say_belief(one, hide),
                    "" if one.signal is None else f"{one.signal} of 5",
                    say_code(one.outcome),
                    Span(text="late", bold=True, colour=_BROWN) if one.late else "in time",
                )
                for one in lines
            ),
        )
    )
    paper.add(
        Style.SMALL_PRINT,
        "\nLate means written after the first interview: it may follow from what was seen there.",
    )


def _say_belief(one: BelievedStrength, hide: Hide) -> tuple[Words, ...]:
    said = (hide(one.evidence), one.url)
    below = "\n".join(part for part in said if part.strip())
    return (grey(say_code(one.origin)), f"\n{below}") if below else (grey(say_code(one.origin)),)


def _write_decision_lines(paper: Paper) -> None:
    paper.add(Style.HEADING_1, "The decision")
    paper.add(Style.NORMAL, ADVICE, keep_next=True)
    paper.add_form(
        "The decision, to be written by hand",
        {"Decision": 26, "Because": 90, "Decided by": 26, "Date": 26},
    )


def _write_names(paper: Paper, pack: DebriefPack, labels: Mapping[str, str]) -> None:
    paper.add(Style.HEADING_1, "Who said what", new_page=True)
    if labels:
        _write_table_of_names(paper, pack, labels)
    else:
        paper.add(Style.NORMAL, "Nobody yet: no interview has been planned.")
    if pack.missing_cards:
        paper.add(Style.HEADING_2, "Missing cards")
        paper.add_bullets(pack.missing_cards)
    paper.add(Style.SMALL_PRINT, f"\nRubric {pack.rubric}.")


def _write_table_of_names(paper: Paper, pack: DebriefPack, labels: Mapping[str, str]) -> None:
    paper.add(
        Style.NORMAL,
        "Overall recommendations are shown and never counted. Read this page last.",
        keep_next=True,
    )
    paper.add_table(
        Table(
            caption="Interviewers and their overall recommendations",
            description="The name behind each label, with the step and the overall recommendation.",
            shares=(18, 14, 16, 12, 20, 20),
            header=("Name", "Label", "Step", "Overall", "Note", "Submitted"),
            rows=tuple(_list_names(pack, labels)),
        )
    )


def _list_names(pack: DebriefPack, labels: Mapping[str, str]) -> Iterator[tuple[Words, ...]]:
    submitted = set()
    for vote in pack.overall_votes:
        submitted.add(vote.interviewer)
        yield (
            Span(text=vote.interviewer, bold=True),
            labels.get(vote.interviewer, ""),
            vote.step,
            say_code(vote.recommendation),
            vote.note,
            say_moment(vote.submitted_at).replace(", ", "\n"),
        )
    for name, label in labels.items():
        if name not in submitted:
            yield Span(text=name, bold=True), label, "", grey("none given"), "", ""
