"""The texts that differ from card to card of one interview step, and the banner that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.cell_text import footer_text, plain
from hiring.documents.scorecard import grid as at
from hiring.documents.scorecard import measure
from hiring.documents.scorecard.grid import Grid
from hiring.domain.filled_card import digest
from hiring.domain.handling import MADE_BY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hiring.domain.language import Language
    from hiring.views.papers import ScorecardSheet

_NOTHING = "\u2013"


def personal_texts(sheet: ScorecardSheet) -> dict[str, str]:
    """Name the texts that differ from card to card of one interview step, each of one cell."""
    say = sheet.language.say
    candidate, step = sheet.candidate.strip(), plain(sheet.step)
    footer = footer_text(say("card.footer", candidate=candidate, step=step))
    texts = {
        "title": say("card.title", candidate=candidate),
        "side": f"{sheet.company}   ·   {sheet.card}" if sheet.company else sheet.card,
        "candidate": f"{candidate}\n{sheet.candidate_code}",
        "stage": f"{sheet.step}\n{sheet.interview}",
        "interviewer": sheet.interviewer,
        "when": moment(sheet.starts_at, sheet.language),
        "reference": sheet.reference,
        "card": sheet.card,
        "interview": sheet.interview,
        "overall_key": sheet.overall_key,
        "footer": f"{footer}: {footer_text(sheet.reference)}",
        "handling": f"Personal data: delete it once it is sent back. {sheet.rubric}. {MADE_BY}",
        "long_title": say("card.long_title", candidate=candidate, step=step),
        **{f"row_{n}": row.key for n, row in enumerate(sheet.rows)},
    }
    texts = {name: plain(text.strip()) or _NOTHING for name, text in texts.items()}
    shown = [texts["title"], texts["side"]]
    shown += [plain(value) for _, value in banner(sheet, texts, Grid.of(sheet))]
    return {**texts, "own": " ".join(digest(text) for text in shown if text)}


def banner(
    sheet: ScorecardSheet, texts: Mapping[str, str], grid: Grid
) -> tuple[tuple[str, str], ...]:
    """Give what stands above the card, column by column: a label and what it labels."""
    say = sheet.language.say
    spare = grid.levels - at.USUAL_LEVELS
    return (
        (say("card.candidate"), texts["candidate"]),
        (say("card.job"), f"{sheet.job_title}\n{sheet.job_code}"),
        (say("card.interview"), texts["stage"]),
        (say("card.interviewer"), texts["interviewer"]),
        (say("card.when"), texts["when"]),
        *(("", "") for _ in range(spare)),
        (say("card.time"), say("card.minutes", minutes=sheet.minutes)),
        (say("read.reference"), texts["reference"]),
    )


def banner_height(sheet: ScorecardSheet, texts: Mapping[str, str]) -> float:
    """Give the height that the banner needs for its longest text."""
    grid = Grid.of(sheet)
    fields = enumerate(banner(sheet, texts, grid), start=at.NAME)
    heights = (
        measure.height_of(value, width=grid.width(column), size=11) for column, (_, value) in fields
    )
    return measure.fitting(*heights, least=34)


def moment(at: datetime | None, language: Language) -> str:
    """Write a moment as people read it, in any locale: "Tue 3 November 2026", "14:00 CET"."""
    if at is None:
        return language.say("moment.none")
    day = language.say(
        "moment.day",
        weekday=language.say(f"weekday.{at.isoweekday()}"),
        day=at.day,
        month=language.say(f"month.{at.month}"),
        year=at.year,
    )
    time = language.say("moment.time", time=f"{at:%H:%M}", zone=at.tzname() or "")
    return f"{day}\n{time.strip()}"
