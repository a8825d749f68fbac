"""Write a job description from the rubric; what nobody has said yet stands as a visible gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.word import Paper, Properties, Span, Style, Table, grey, split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiring.documents.word import Cell, Words
    from hiring.views.papers import JobDescription, MustHave, PlanLine

_OR_LIVE = "take-home-or-live"
_FORMATS = {
    "live": "Live",
    "work-sample": "Work sample",
    "take-home": "Take-home task",
    _OR_LIVE: "Take-home task, or live",
    "presentation": "Presentation",
    "written": "In writing",
}
_REMOTE = {"onsite": "On site", "hybrid": "Hybrid", "remote": "Remote"}
_EMPLOYMENT = {
    "full-time": "Full time",
    "part-time": "Part time",
    "contractor": "Contract",
    "temporary": "Temporary",
    "intern": "Internship",
    "volunteer": "Voluntary work",
    "per-diem": "By the day",
    "other": "Other terms of employment",
}
_HOUR = 60
_DOT = " \N{MIDDLE DOT} "


def write(ad: JobDescription) -> bytes:
    """Write the job description of one opening as a Word document."""
    paper = Paper(
        Properties(
            title=f"{ad.title}, {ad.company}" if ad.company else ad.title,
            subject=f"Job description {ad.code}",
            author=ad.company or "hiring",
            category="Job description",
            identifier=ad.code,
            source=f"Rubric {ad.rubric}",
            footer=_DOT.join(part for part in (ad.title, ad.company) if part),
        )
    )
    paper.add(Style.TITLE, ad.title)
    paper.add(Style.SUBTITLE, *_say_facts(ad))
    if ad.gaps:
        paper.add(
            Style.SMALL_PRINT,
            Span(text=f"Draft. Still missing: {'; '.join(ad.gaps)}.", highlight=True),
        )
    _write_work(paper, ad)
    _write_needs(paper, ad)
    _write_interviews(paper, ad.plan)
    _write_applying(paper, ad)
    return paper.to_bytes()


def mark_gap(what: str) -> Span:
    """Mark what nobody has written yet, so that it cannot be overlooked."""
    return Span(text=f"[to be written: {what}]", highlight=True)


def say_minutes(minutes: int) -> str:
    """Write a length of time: `45 min`, `1 h`, `1 h 30 min`."""
    hours, left = divmod(minutes, _HOUR)
    if not hours:
        return f"{left} min"
    return f"{hours} h {left} min" if left else f"{hours} h"


def say_format(step_format: str) -> str:
    """Say how an interview is held, in a candidate's words."""
    return _FORMATS.get(step_format) or step_format.replace("-", " ").capitalize()


def _said(text: str, what: str) -> Words:
    return text if text.strip() else mark_gap(what)


def _look_up(code: str | None, words: Mapping[str, str], what: str) -> Words:
    if not code or not code.strip():
        return mark_gap(what)
    return words.get(code) or code.replace("-", " ").capitalize()


def _say_facts(ad: JobDescription) -> tuple[Words, ...]:
    facts = [
        _said(ad.company, "the company"),
        _said(ad.location, "place"),
        _look_up(ad.remote, _REMOTE, "on site, hybrid or remote"),
        _look_up(ad.employment_type, _EMPLOYMENT, "full time or part time"),
        _said(ad.pay, "pay"),
    ]
    if ad.headcount > 1:
        facts.append(f"{ad.headcount} openings")
    dotted = [words for fact in facts for words in (_DOT, fact)]
    return tuple(dotted[1:])


def _add_text(paper: Paper, text: str, what: str) -> None:
    for part in split_paragraphs(text) or (mark_gap(what),):
        paper.add(Style.NORMAL, part)


def _add_list(paper: Paper, heading: str, items: tuple[str, ...], what: str) -> None:
    paper.add(Style.HEADING_1, heading)
    paper.add_bullets(items or (mark_gap(what),))


def _write_work(paper: Paper, ad: JobDescription) -> None:
    paper.add(Style.HEADING_1, "What the team does, and why it matters")
    _add_text(paper, ad.team, "what the team does")
    paper.add(
        Style.NORMAL,
        Span(text="What this role is for: ", bold=True),
        _said(ad.purpose, "why it matters"),
    )
    paper.add_text(ad.setting)
    paper.add(Style.HEADING_1, "What you will be responsible for")
    paper.add(
        Style.NORMAL,
        Span(text="Your main deliverable: ", bold=True),
        _said(ad.deliverable, "the main deliverable"),
    )
    paper.add_bullets(
        (
            Span(text=f"After {days} days: ", bold=True),
            _said(expected, f"what is expected after {days} days"),
        )
        for days, expected in ((30, ad.expect_30), (90, ad.expect_90), (180, ad.expect_180))
    )
    _add_list(paper, "What you will do", ad.duties, "what you will do")
    _add_list(paper, "What this role is not", ad.not_this_role, "what this role is not")


def _write_needs(paper: Paper, ad: JobDescription) -> None:
    paper.add(Style.HEADING_1, "What you need")
    paper.add_bullets([_say_must_have(one) for one in ad.must_haves] or [mark_gap("what you need")])
    if ad.also_assessed:
        named = ", ".join(ad.also_assessed)
        paper.add(Style.NORMAL, f"The interviews look at these too: {named}.")
    if ad.must_haves and all(one.steps for one in ad.must_haves):
        paper.add(
            Style.SMALL_PRINT,
            "We ask for nothing that the interviews below do not assess, and for no degree.",
        )
    _add_list(paper, "What we will teach you", ad.teaches, "what we will teach")


def _say_must_have(one: MustHave) -> Cell:
    words = one.words.strip().rstrip(".")
    sentence = words[0].upper() + words[1:] if words.lower().startswith("you ") else f"You {words}"
    unseen = "" if one.steps else " (no interview assesses this yet)"
    return Span(text=f"{one.competency}. ", bold=True), f"{sentence}.", grey(unseen)


def _write_interviews(paper: Paper, plan: tuple[PlanLine, ...]) -> None:
    paper.add(Style.HEADING_1, "How we interview")
    if not plan:
        paper.add(Style.NORMAL, mark_gap("the interviews"))
        return
    paper.add_table(
        Table(
            caption="The interviews",
            description="Each interview with its format, its length and what it looks at.",
            shares=(31, 17, 10, 42),
            header=("Step", "Format", "Time", "What it looks at"),
            rows=tuple(
                (
                    Span(text=step.name, bold=True),
                    say_format(step.format),
                    say_minutes(step.minutes),
                    step.looks_at,
                )
                for step in plan
            ),
        )
    )
    total = say_minutes(sum(step.minutes for step in plan))
    says = f"\nYour time in all: {total}. Everybody takes the same steps."
    for step in plan:
        if step.format == _OR_LIVE:
            says += f' You can choose a live session of equal weight in place of "{step.name}".'
    paper.add(Style.NORMAL, says)


def _write_applying(paper: Paper, ad: JobDescription) -> None:
    paper.add(Style.HEADING_1, "How to apply")
    _add_text(paper, ad.how_to_apply, "how to apply")
    for heading, text, what in (
        ("Adjustments. ", ad.accommodation, "whom to ask for an accommodation"),
        ("Equal opportunity. ", ad.equal_opportunity, "the statement on equal opportunity"),
    ):
        paper.add(Style.NORMAL, Span(text=heading, bold=True), _said(text, what))
    paper.add(Style.SMALL_PRINT, f"Job {ad.code}")
