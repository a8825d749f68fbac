"""Files are recorded some at a time, and one that the database refuses is refused alone."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hiring.documents.scorecard import write
from hiring.errors import Problem, RefusedError
from hiring.exchange import taking
from hiring.exchange.incoming import Incoming
from hiring.exchange.taking import take_all, take_back, within
from hiring.workflow.recording import Intake
from hiring.workflow.scorecards import cards_to_send, sheets
from tests.conftest import NOW
from tests.documents.cards import fill
from tests.factories import ALL, an_application, an_interview
from tests.words import LOOKS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from hiring.store.ledger import Act

SAID = dict.fromkeys(ALL, (3, "Said it out loud."))


def filled_cards(act: Act, count: int) -> list[Incoming]:
    people = [f"P{number} Sample" for number in range(count)]
    planned = an_interview(act, an_application(act), people=people)
    rows, _ = cards_to_send(act.connection, targets=(planned.code,), job=None, due=False, now=NOW)
    return [
        Incoming(
            name=f"{sheet.card}.xlsx",
            path=Path("in", f"{sheet.card}.xlsx"),
            raw=fill(write(sheet), SAID, overall="yes"),
        )
        for sheet in sheets(act.connection, rows, LOOKS)
    ]


class Counter:
    """Opens transactions within one, and counts them; each ends before the next begins."""

    def __init__(self, act: Act, *, fails: str = "") -> None:
        """Fail whenever the file of this hash is there."""
        self.act = act
        self.opened = 0
        self.fails = fails

    @contextmanager
    def __call__(self) -> Iterator[Act]:
        self.opened += 1
        with self.act.connection.begin_nested():
            yield self.act
            there = self.act.connection.exec_driver_sql("SELECT file_hash FROM originals")
            if self.fails in {row[0] for row in there}:
                raise RefusedError(Problem("somebody wrote the same record first"))


def test_twenty_files_at_most_are_recorded_in_one_transaction(act: Act) -> None:
    cards = filled_cards(act, 3)
    writing = Counter(act)

    taken = list(take_all(cards * 15, writing, Intake(WORDS)))

    assert writing.opened == 3
    assert [one.state for one in taken] == ["recorded"] * 3 + ["unchanged"] * 42
    assert taken[0].file == str(Path("in", cards[0].name))


def test_large_files_are_recorded_sooner(act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_BYTES_AT_ONCE", 1)
    writing = Counter(act)

    list(take_all(filled_cards(act, 2), writing, Intake(WORDS)))

    assert writing.opened == 3 - 1


def test_a_file_that_the_database_refuses_is_refused_alone(act: Act) -> None:
    import hashlib

    cards = filled_cards(act, 3)
    bad = hashlib.sha256(cards[1].raw or b"").hexdigest()
    gone = Incoming(name="gone.xlsx", path=Path("gone.xlsx"), raw=None, problems=(Problem("gone"),))

    taken = list(take_all([*cards, gone], Counter(act, fails=bad), Intake(WORDS)))

    assert [one.state for one in taken] == ["recorded", "refused", "recorded", "refused"]
    assert [str(problem) for problem in taken[1].problems] == [
        "somebody wrote the same record first"
    ]
    assert [str(problem) for problem in taken[3].told] == ["gone"]


def test_the_one_card_that_a_file_is_can_be_taken_alone(act: Act, tmp_path: Path) -> None:
    (card,) = filled_cards(act, 1)
    path = tmp_path / "card.xlsx"
    path.write_bytes(card.raw or b"")

    taken = take_back(path, Counter(act)(), Intake(WORDS))

    assert (taken.state, taken.file, taken.version) == ("recorded", str(path), 1)


def test_below_the_name_of_a_file_only_the_cell_is_told() -> None:
    problems = (Problem("x", where="a.xlsx, Card!G7"), Problem("y", where="a.xlsx"), Problem("z"))

    assert [problem.where for problem in within("a.xlsx", problems)] == ["Card!G7", "", ""]
