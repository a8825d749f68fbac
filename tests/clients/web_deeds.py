"""What programs that are built on SheetJS and ExcelJS do to a card, and what must come of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from tests.clients.cards import NOTE, REFUSED, RIGHT
from tests.clients.deeds import LEVELS, OVERALL, OVERALL_NOTE, SCRIPTS, STRANGE, TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.clients.cards import Places, Said

FOLDER = Path(__file__).parent
WEB_FORMS = {"sheetjs": ("xlsx", "ods", "xls", "csv"), "exceljs": ("xlsx",)}
SHEETJS, EXCELJS = "sheetjs", "exceljs"
BOTH = frozenset({SHEETJS, EXCELJS})
Cells = dict[str, Any]


class WebError(Exception):
    """A JavaScript program could not do a job."""


class Web:
    """A running JavaScript program that fills cards in."""

    def __init__(self, name: str, jobs: IO[str], answers: IO[str]) -> None:
        """Speak to the program."""
        self.name = name
        self._jobs = jobs
        self._answers = answers

    def work(self, job: Mapping[str, Any]) -> None:
        """Do one job."""
        self._jobs.write(json.dumps(job) + "\n")
        self._jobs.flush()
        said = self._answers.readline()
        answer = json.loads(said) if said else {"error": f"{self.name} has ended"}
        if "error" in answer:
            raise WebError(answer["error"])


@contextmanager
def running(name: str) -> Iterator[Web]:
    """Start one of the programs, and end it afterwards."""
    with subprocess.Popen(
        [cast("str", shutil.which("node")), str(FOLDER / f"{name}.mjs")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as program:
        yield Web(name, cast("IO[str]", program.stdin), cast("IO[str]", program.stdout))


def _nothing(_: Places) -> Cells:
    return {}


def _as_filled(said: Said, _: Places) -> Said | None:
    return said


def _nobody(_said: Said, _card: Places) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebDeed:
    """Something a program does to a filled card, what is meant then, and what must come of it."""

    name: str
    about: str
    puts: Callable[[Places], Cells] = _nothing
    change: str = "none"
    means: Callable[[Said, Places], Said | None] = _as_filled
    comes: Mapping[str, str] = field(default_factory=lambda: {"": RIGHT})
    programs: frozenset[str] = BOTH

    def wanted(self, form: str) -> str:
        """Say what must come of it in a form."""
        return self.comes.get(form, self.comes.get("", ""))


def web_job(card: Places, deed: WebDeed, files: Mapping[str, Path]) -> dict[str, Any]:
    """Say a job as the program takes it."""
    return {
        "card": str(card.path),
        "sheet": card.sheet,
        "cells": _filled(card) | deed.puts(card),
        "change": deed.change,
        "saves": {form: str(file) for form, file in files.items()},
    }


def _filled(card: Places) -> Cells:
    cells: Cells = {}
    for row, (level, text) in enumerate(zip(LEVELS, TEXTS, strict=True)):
        cells[card.rating_of(row)] = "not assessed" if level is None else level
        cells[card.evidence_of(row)] = text or None
    cells[card.rating_of("_overall")] = OVERALL
    cells[card.evidence_of("_overall")] = OVERALL_NOTE
    return cells


def rated(value: Any, *, means: int | None, **more: Any) -> WebDeed:
    """Put a rating."""

    def said(filled: Said, card: Places) -> Said | None:
        return None if means is None else filled.but(card.competencies[0], means, TEXTS[0])

    return WebDeed(puts=lambda card: {card.rating_of(0): value}, means=said, **more)


def noted(value: Any, *, shown: str, **more: Any) -> WebDeed:
    """Put evidence."""

    def said(filled: Said, card: Places) -> Said:
        return filled.but(card.competencies[0], LEVELS[0], shown)

    return WebDeed(puts=lambda card: {card.evidence_of(0): value}, means=said, **more)


LONG = " ".join(["Went through it step by step."] * 30)
_RICH = {"richText": [{"font": {"bold": True}, "text": "Loudly"}, {"text": ": why?"}]}

WEB_GROUPS: tuple[tuple[str, tuple[WebDeed, ...]], ...] = (
    (
        "Filling in",
        (
            WebDeed(name="filled in", about="Fills the card in: ratings as numbers"),
            rated("3", means=3, name="rating as text", about="Writes a rating as text: 3"),
            rated(
                {"formula": "1+2", "result": 3},
                means=3,
                name="formula",
                about="Writes a rating as a formula with its result",
                comes={"csv": RIGHT, "xls": RIGHT, "": NOTE},
            ),
            noted(
                SCRIPTS,
                shown=SCRIPTS,
                name="scripts",
                about="Writes emoji, Hebrew, Japanese and Greek evidence",
            ),
            noted(
                LONG,
                shown=LONG,
                name="long evidence",
                about="Writes evidence of 900 letters",
                comes={"xls": REFUSED, "": RIGHT},
            ),
            noted(
                "\n".join(STRANGE),
                shown="\n".join(STRANGE),
                name="strange evidence",
                about="Writes evidence with =1+1, +49 30, 3/4, 0123, @here on lines of their own",
            ),
            noted(
                _RICH,
                shown="Loudly: why?",
                name="rich text",
                about="Writes evidence in bold and plain letters",
                programs=frozenset({EXCELJS}),
            ),
        ),
    ),
    (
        "Ratings that are none",
        (
            rated(
                None,
                means=None,
                name="rating missing",
                about="Leaves a rating empty",
                comes={"": REFUSED},
            ),
            rated(3.5, means=None, name="3.5", about="Writes 3.5", comes={"": REFUSED}),
            rated(5, means=None, name="5", about="Writes 5", comes={"": REFUSED}),
            rated(
                {"formula": "1+2"},
                means=None,
                name="formula without result",
                about="Writes a rating as a formula, not calculated",
                comes={"": REFUSED},
            ),
        ),
    ),
    (
        "Sheets and workbooks",
        (
            WebDeed(name="renamed", about="Renames the sheet", change="renamed"),
            WebDeed(
                name="alone",
                about="Saves the sheet alone in a new workbook",
                change="alone",
                programs=frozenset({SHEETJS}),
            ),
            WebDeed(
                name="rebuilt",
                about="Copies the values alone to a new workbook, as web forms do",
                change="rebuilt",
                programs=frozenset({SHEETJS}),
            ),
            WebDeed(
                name="hidden sheet deleted",
                about="Deletes the hidden sheet",
                change="hidden_deleted",
                programs=frozenset({EXCELJS}),
            ),
            WebDeed(
                name="row inserted",
                about="Inserts a row",
                change="row_inserted",
                programs=frozenset({EXCELJS}),
            ),
            WebDeed(
                name="comment",
                about="Writes a comment on a cell",
                change="commented",
                comes={"": NOTE},
                programs=frozenset({EXCELJS}),
            ),
        ),
    ),
)
WEB_DEEDS = tuple(deed for _, deeds in WEB_GROUPS for deed in deeds)
