"""What people ask for by right: received, due, put off, answered."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from hiring.cli.kit import App
from hiring.cli.privacy_requests import KINDS
from hiring.store.tables import events, privacy_requests, words
from hiring.workflow import requests
from tests.cli.desk import acting, log, looking, read_json, refused, rehearses
from tests.factories import a_candidate

if TYPE_CHECKING:
    from tests.conftest import Shell

ADD = ("privacy", "request", "add")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Let it be a Monday in March, until a test says otherwise."""
    now = [datetime(2026, 3, 2, 9, 0, tzinfo=UTC)]
    monkeypatch.setattr(App, "now", property(lambda _: now[0]))
    return now


def test_c13_a_request_is_received_due_in_a_month_and_answered(
    shell: Shell, clock: list[datetime]
) -> None:
    with acting(shell) as act:
        a_candidate(act)

    asked = shell.ok(*ADD, "--kind", "access", "--candidate", "C-1", "--received", "2026-02-27")
    listed = read_json(shell, "privacy", "request", "list", "--open")
    clock[0] = datetime(2026, 3, 20, tzinfo=UTC)
    done = shell.ok("privacy", "request", "done", "R-1", "--outcome", "sent by post")

    assert asked == "R-1: access, of C-1, due 2026-03-27 (25 days left)\n"
    assert [(one["code"], one["due_on"], one["state"]) for one in listed] == [
        ("R-1", "2026-03-27", "open")
    ]
    assert done == "R-1: access, of C-1, answered on 2026-03-20\n"
    assert read_json(shell, "privacy", "request", "list", "--open") == []
    assert log(shell)[-2:] == ["privacy request received", "privacy request answered"]


def test_c13_an_overdue_request_is_listed_first_and_by_itself(
    shell: Shell, clock: list[datetime]
) -> None:
    shell.ok(*ADD, "--kind", "erase", "--who", "Ida Nobody, by letter", "--received", "2026-02-27")
    shell.ok(*ADD, "--kind", "object", "--who", "Jo Nobody", "--received", "2026-01-31")
    clock[0] = datetime(2026, 3, 10, tzinfo=UTC)

    everything = shell.ok("privacy", "request", "list").splitlines()
    overdue = shell.ok("privacy", "request", "list", "--overdue").splitlines()

    assert [line.split()[0] for line in everything[1:]] == ["R-2", "R-1"]
    assert everything[1].endswith("2026-02-28  overdue by 10 days")
    assert [line.split()[0] for line in overdue[1:]] == ["R-2"]


def test_c13_an_answer_is_put_off_once_by_two_months_at_most_and_with_a_reason(
    shell: Shell,
) -> None:
    shell.ok(*ADD, "--kind", "port", "--who", "Ida Nobody", "--received", "2026-02-27")
    extend = ("privacy", "request", "extend", "R-1", "--because", "six applications")

    assert "put off until 2026-05-27, not to 2026-05-28" in refused(
        shell, *extend, "--until", "2026-05-28"
    )
    assert "due 2026-05-27" in rehearses(shell, *extend)
    said = shell.ok(*extend)

    assert said.endswith("due 2026-05-27 (86 days left, put off)\n")
    assert "was put off already" in refused(shell, *extend)
    assert "empty" in refused(shell, *extend[:-1], " ", code=2)


def test_c13_a_request_that_is_overdue_or_answered_is_not_put_off(
    shell: Shell, clock: list[datetime]
) -> None:
    shell.ok(*ADD, "--kind", "port", "--who", "Ida Nobody", "--received", "2026-02-27")
    shell.ok(*ADD, "--kind", "port", "--who", "Jo Nobody")
    extend = ("privacy", "request", "extend", "R-1", "--because", "much to do")
    shell.ok("privacy", "request", "done", "R-2", "--outcome", "sent")
    clock[0] = datetime(2026, 3, 28, tzinfo=UTC)

    assert "only be put off within its first month" in refused(shell, *extend)
    assert "was answered on 2026-03-02" in refused(
        shell, "privacy", "request", "extend", "R-2", "--because", "much to do"
    )
    late = shell.ok("privacy", "request", "done", "R-1", "--outcome", "sent")

    assert "answered late on 2026-03-28" in late
    assert "was answered on" in refused(
        shell, "privacy", "request", "done", "R-1", "--outcome", "sent"
    )


def test_a_request_says_once_who_asked_and_not_of_tomorrow(sqlite_shell: Shell) -> None:
    both = (*ADD, "--kind", "access", "--candidate", "C-1", "--who", "Ida Nobody")

    def refuse(*words: str) -> str:
        return refused(sqlite_shell, *words, code=2)

    assert "who asked is to be said once" in refuse(*both)
    assert "who asked is to be said once" in refuse(*ADD, "--kind", "access")
    assert "still to come" in refuse(
        *ADD, "--kind", "access", "--who", "I", "--received", "2026-03-03"
    )
    assert "is not a day" in refuse(*ADD, "--kind", "access", "--who", "I", "--received", "monday")
    assert "there is no candidate" in refused(
        sqlite_shell, *ADD, "--kind", "access", "--candidate", "C-9"
    )
    assert "there is no request 'R-9'" in refused(
        sqlite_shell, "privacy", "request", "done", "R-9", "--outcome", "sent"
    )


def test_an_answer_is_not_older_than_the_request_nor_of_tomorrow(sqlite_shell: Shell) -> None:
    sqlite_shell.ok(*ADD, "--kind", "access", "--who", "Ida Nobody")
    done = ("privacy", "request", "done", "R-1", "--outcome", "sent", "--on")

    assert "was not answered on 2026-03-01" in refused(sqlite_shell, *done, "2026-03-01", code=2)
    assert "was not answered on 2026-03-03" in refused(sqlite_shell, *done, "2026-03-03", code=2)
    assert "empty" in refused(sqlite_shell, *done[:4], "--outcome", " ", code=2)


def test_the_log_holds_codes_and_what_was_said_lies_beside_it(shell: Shell) -> None:
    with acting(shell) as act:
        a_candidate(act)
    shell.ok(*ADD, "--kind", "correct", "--candidate", "C-1", "--note", "wants Adah, not Ada")

    with looking(shell) as connection:
        event = connection.execute(select(events).order_by(events.c.id.desc())).first()
        said = connection.execute(select(words.c.text)).scalars().all()

    assert event is not None
    assert (event.subject, event.from_code, event.to_code) == (
        "C-1",
        "R-1",
        "correct, due 2026-04-02",
    )
    assert [json.loads(one) for one in said] == [{"note": "wants Adah, not Ada"}]


def test_a_request_of_somebody_who_was_merged_is_of_whom_they_are_now(shell: Shell) -> None:
    with acting(shell) as act:
        a_candidate(act)
        a_candidate(act, "Ada B. Example")
    shell.ok(*ADD, "--kind", "access", "--candidate", "C-2")
    shell.ok("candidate", "merge", "C-1", "C-2", "--because", "one person", "--yes")

    (line,) = read_json(shell, "privacy", "request", "list")

    assert line["candidate"] == "C-1"


def test_every_kind_of_request_can_be_kept(shell: Shell) -> None:
    for kind in KINDS:
        shell.ok(*ADD, "--kind", kind, "--who", "Ida Nobody")

    with looking(shell) as connection:
        kept = connection.execute(select(privacy_requests.c.kind)).scalars().all()
    assert tuple(kept) == KINDS == requests.KINDS


def test_nothing_asked_for_is_said_in_words(sqlite_shell: Shell) -> None:
    said = sqlite_shell("privacy", "request", "list")

    assert said.stderr.startswith("no request: hiring privacy request add")
