"""Write how groups fared at each stage as a Word document: figures of groups, no person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.word import Paper, Properties, Span, Style, Table
from hiring.domain.handling import MADE_BY
from hiring.domain.impact.rules import (
    AS_OF,
    NOT_LEGAL_ADVICE,
    RULES,
    WHAT_IT_IS_NOT,
    WITHOUT_BOTH,
)
from hiring.domain.impact.telling import (
    CITY_HEADS,
    CITY_SCORE_HEADS,
    COMPARISON_HEADS,
    POOL,
    RATE_HEADS,
    SCORE_HEADS,
    city_remarks,
    city_rows,
    comparison_rows,
    rate_rows,
    remarks,
    say_place,
    too_few_somewhere,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hiring.documents.counts_file import CountsFile
    from hiring.domain.impact.weighing import Weighed

_RATE_SHARES = (20, 14, 12, 10, 17, 9, 18)
_COMPARISON_SHARES = (18, 15, 13, 11, 10, 9, 9, 15)
_CITY_SHARES = (32, 16, 16, 18, 18)


def write(counts: CountsFile, weighed: Sequence[Weighed], *, city: bool, at: datetime) -> bytes:
    """Write the figures of every attribute and stage."""
    paper = Paper(
        Properties(
            title="How groups fared at each stage",
            subject="Adverse impact, from counts of groups",
            author="hiring",
            category="Adverse impact",
            identifier="adverse-impact",
            source=f"Rules and formulas as of {AS_OF}; {MADE_BY}",
            footer="Adverse impact, from counts of groups. Confidential.",
            at=at,
        )
    )
    paper.add(Style.TITLE, "How groups fared at each stage")
    paper.add(Style.SUBTITLE, f"{at:%Y-%m-%d}. From counts of groups; no person is known here.")
    paper.add(Style.CALLOUT, f"{NOT_LEGAL_ADVICE} {WHAT_IT_IS_NOT}")
    for one in weighed:
        _write_place(paper, counts, one, city=city)
    if city and not counts.says_both:
        paper.add(Style.NORMAL, WITHOUT_BOTH)
    if too_few_somewhere(weighed) and not city:
        paper.add(Style.NORMAL, POOL)
    _write_rules(paper)
    paper.add(Style.SMALL_PRINT, f"Made by {MADE_BY}.")
    return paper.to_bytes()


def _write_place(paper: Paper, counts: CountsFile, one: Weighed, *, city: bool) -> None:
    place = say_place(one)
    paper.add(Style.HEADING_1, place[:1].upper() + place[1:])
    scores = bool(counts.medians)
    if scores:
        paper.add(Style.NORMAL, f"Median of all scores: {float(counts.medians[one.stage]):g}")
    if city:
        city_heads = CITY_SCORE_HEADS if scores else CITY_HEADS
        _add_table(paper, f"{place}: rates", city_heads, _CITY_SHARES, city_rows(one))
    else:
        heads = SCORE_HEADS if scores else RATE_HEADS
        _add_table(paper, f"{place}: rates", heads, _RATE_SHARES, rate_rows(one))
    if one.comparisons and one.highest and not city:
        paper.add(Style.HEADING_3, f"Against {one.highest.name}")
        rows = comparison_rows(one.comparisons)
        caption = f"{place}: against the highest rate"
        _add_table(paper, caption, COMPARISON_HEADS, _COMPARISON_SHARES, rows)
    said = city_remarks(one) if city else remarks(one)
    paper.add_bullets((*said, *counts.set_against_availability(one)))


def _add_table(
    paper: Paper,
    caption: str,
    heads: Sequence[str],
    shares: tuple[int, ...],
    rows: Sequence[Sequence[str]],
) -> None:
    if not rows:
        paper.add(Style.NORMAL, "No group can be shown.")
        return
    paper.add_table(
        Table(
            caption=caption,
            description="One row for each group.",
            shares=shares,
            header=tuple(head[:1] + head[1:].lower() for head in heads),
            rows=tuple((Span(text=name, bold=True), *cells) for name, *cells in rows),
        )
    )
    paper.add(Style.SMALL_PRINT, "")


def _write_rules(paper: Paper) -> None:
    paper.add(Style.HEADING_1, f"Rules and formulas, as of {AS_OF}")
    paper.add_table(
        Table(
            caption="Rules and formulas",
            description="What each is for, where it holds, its source and date.",
            shares=(32, 14, 38, 16),
            header=("What", "Where", "Source", "Date"),
            rows=tuple(
                (rule.name, rule.jurisdiction or "everywhere", rule.source, rule.date)
                for rule in RULES
            ),
        )
    )
