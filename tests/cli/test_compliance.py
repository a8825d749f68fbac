"""The look over a workspace: what is well, what needs attention, and on which rules it rests."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from sqlalchemy import insert, text

import hiring
from hiring.compliance_rules import load_items, load_laws
from hiring.config import load_settings
from hiring.exchange.people.matching import is_sensitive
from hiring.store.ledger import Act
from hiring.store.tables import attachments, consents
from hiring.workflow.accommodations import ask_for
from hiring.workflow.compliance import LOOKS, check_all
from hiring.workflow.compliance_looking import Looking
from hiring.workflow.holding import set_hold
from hiring.workflow.requests import add_request
from tests.cli.desk import acting, everything, looking, read_json
from tests.cli.test_audit import done, tampered
from tests.cli.test_help import ALL as COMMANDS
from tests.cli.test_privacy_erase import planted_in
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_candidate,
    a_job,
    a_recorded_card,
    an_application,
    bring_to,
)
from tests.workflow.test_descriptions import FACTS, publish
from tests.write_commands import every_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Shell

LONG_AGO = datetime(2024, 3, 2, 9, tzinfo=UTC)
SET_UP = {
    'company = "Example GmbH"': 'company = "Example GmbH"',
    "[retention]\n": '[retention]\npolicies = ["fr-2-years"]\n',
    "[privacy]\n": '[privacy]\ncontact = "privacy@example.org"\n',
}


def settle(shell: Shell) -> None:
    """Say in hiring.toml what a workspace needs."""
    path = shell.folder / "hiring.toml"
    said = path.read_text(encoding="utf-8")
    for head, more in SET_UP.items():
        assert head in said
        said = said.replace(head, more)
    path.write_text(said, encoding="utf-8")


def looked(shell: Shell) -> dict[str, dict[str, Any]]:
    """Look the workspace over; gives what was seen of each."""
    said = json.loads(shell("compliance", "check", "--json").stdout)
    return {one["item"]: one for one in said["items"]}


def waiting(shell: Shell) -> dict[str, str]:
    """Give what needs attention, and what is said of it."""
    found = looked(shell).items()
    return {item: f"{one['said']} > {one['fix']}" for item, one in found if one["fix"]}


@pytest.fixture
def sound(shell: Shell) -> Shell:
    """Give a workspace in which somebody was hired by the plan and nothing needs attention."""
    settle(shell)
    with acting(shell) as act:
        a_job(act, **FACTS, apply="https://example.org/jobs/1")
        application = an_application(act, candidate=a_candidate(act))
        a_recorded_card(act, application, dict.fromkeys(ALL, (3, "Said it and drew it.")))
        bring_to(act, application, "hired")
        publish(act)
    return shell


def test_c40_every_item_passes_or_needs_attention_with_its_rules_day_and_no_advice(
    sound: Shell,
) -> None:
    said = read_json(sound, "compliance", "check")
    shown = sound.ok("compliance", "check")

    assert len(said["items"]) == 40
    assert said["counts"]["pass"] + said["counts"]["attention"] == 40
    assert "not legal advice" in said["notice"]
    assert shown.splitlines()[-1] == said["notice"]
    for one in said["items"]:
        assert one["state"] == ("attention" if one["fix"] else "pass")
        assert re.search(rf"^{one['state']} +{one['item']} ", shown, re.MULTILINE)
        assert one["said"]
        assert one["looked_at"] in {"workspace", "program"}
        assert one["rests_on"]
        for law in one["rests_on"]:
            assert all(law[key] for key in ("name", "jurisdiction", "source", "as_of"))
    assert " ".join(shown.split()).count("as of 2026-") >= 40


def test_c40_a_workspace_that_is_well_kept_needs_nothing(sound: Shell) -> None:
    assert waiting(sound) == {}
    assert sound("compliance", "check", "--strict").exit_code == 0


def test_c40_attention_is_no_error_unless_it_is_asked_to_be_one(shell: Shell) -> None:
    assert "retention-rules" in waiting(shell)
    assert shell("compliance", "check").exit_code == 0
    strict = shell("compliance", "check", "--strict")
    assert (strict.exit_code, strict.stderr) == (1, "")


def test_c40_looking_changes_nothing_and_names_nobody(shell: Shell) -> None:
    planted = planted_in(shell)
    before = everything(shell)

    said = shell.ok("compliance", "check") + shell.ok("compliance", "check", "--json")

    assert everything(shell) == before
    assert [name for name, word in planted.words.items() if word in said] == []
    assert "Rita" not in said


def test_c40_what_no_workspace_can_show_says_so(sound: Shell) -> None:
    found = looked(sound)
    program = {item for item, one in found.items() if one["looked_at"] == "program"}

    assert program == {"others-hidden", "own-ratings", "raters", "named-versions"}
    assert sound.ok("compliance", "check").count("(rests on the") == len(program)
    for item in (*program, "erased-again"):
        assert re.search("cannot|for people to look at|nobody was erased", found[item]["said"])


def beside(shell: Shell, *statements: Any) -> None:
    """Write beside the program."""
    connection = tampered(shell)
    for one in statements:
        connection.execute(text(one) if isinstance(one, str) else one)
    done(connection)


def long_ago(shell: Shell, write: Callable[[Act], object]) -> None:
    """Act two years ago."""
    with acting(shell) as act:
        write(Act(act.connection, LONG_AGO, act.actor))


def a_hired_person_of_old(shell: Shell) -> None:
    rule = shell.folder / "retention"
    rule.mkdir()
    (rule / "hired.toml").write_text(
        'name = "Hired"\nbound = "maximum"\nof = "hired"\nperiod = "1 year"\n'
        'from = ["last decision"]\njurisdiction = "Example"\nsource = "Ours"\nas_of = 2026-11-01\n',
        encoding="utf-8",
    )
    path = shell.folder / "hiring.toml"
    said = path.read_text(encoding="utf-8").replace('["fr-2-years"]', '["hired"]')
    path.write_text(said, encoding="utf-8")
    long_ago(shell, lambda act: an_application(act, candidate=a_candidate(act), stage="hired"))


def a_clash(shell: Shell) -> None:
    path = shell.folder / "hiring.toml"
    rules = '["fr-2-years", "us-ca-4-years"]'
    said = path.read_text(encoding="utf-8").replace('["fr-2-years"]', rules)
    path.write_text(said, encoding="utf-8")
    long_ago(shell, lambda act: an_application(act, candidate=a_candidate(act), stage="rejected"))


def an_ended_consent(shell: Shell) -> None:
    with acting(shell) as act:
        act.insert(
            consents,
            candidate_id=1,
            given_on="2024-03-02",
            expires_on="2025-03-02",
            note="",
            withdrawn_on=None,
            at=act.now,
            actor_id=act.actor_id,
        )


def an_untold_person(shell: Shell) -> None:
    with acting(shell) as act:
        a_candidate(act, "Cy Sourced")


def an_erased_person(shell: Shell) -> None:
    with acting(shell) as act:
        a_candidate(act, "Di Erased")
    shell.ok("privacy", "erase", "C-2", "--reason", "asked for it", "--yes")


def a_young_person(shell: Shell) -> None:
    shell.ok("candidate", "edit", "C-1", "--note", "rather young", "--as-written")


def a_rejected_person_of_old(shell: Shell) -> None:
    long_ago(shell, lambda act: an_application(act, candidate=a_candidate(act), stage="rejected"))


def an_old_hold(shell: Shell) -> None:
    long_ago(shell, lambda act: set_hold(act, "C-1", because="A claim"))


def without_erasures(shell: Shell) -> None:
    an_erased_person(shell)
    (shell.folder / "erasures.jsonl").unlink()


def an_old_copy(shell: Shell) -> None:
    copy = shell.folder / "before.db"
    copy.touch(mode=0o600)
    os.utime(copy, (0, 0))
    an_erased_person(shell)


def a_file_of_the_erased(shell: Shell) -> None:
    an_erased_person(shell)
    row = {"candidate_id": 2, "name": "", "file_hash": "0" * 64, "size": 1, "kept_at": NOW}
    beside(shell, insert(attachments).values(**row, actor_id=1))


def a_lost_file(shell: Shell) -> None:
    paper = shell.folder.parent / "cv.txt"
    paper.write_text("Parsers.", encoding="utf-8")
    shell.ok("candidate", "attach", "C-1", str(paper))
    for kept in (shell.folder / "attachments").iterdir():
        kept.unlink()


def a_rating_without_evidence(shell: Shell) -> None:
    with acting(shell) as act:
        application = an_application(act, candidate=a_candidate(act, "Bea Open"))
        a_recorded_card(act, application, dict.fromkeys(ALL, (3, "-")))


def an_open_accommodation(shell: Shell) -> None:
    with acting(shell) as act:
        application = an_application(act, candidate=a_candidate(act, "Bea Open"))
        ask_for(
            act, application, asked="large print", kind="adjustment", step=None, on="2026-03-02"
        )


def an_anonymous_actor(shell: Shell) -> None:
    with acting(shell) as act:
        a_candidate(Act(act.connection, act.now, "root"), "Cy Anybody")


def an_ad_less_job(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act, job="ML-2", candidate="C-1")


ERASED = "UPDATE candidates SET {} WHERE id = 2"
# What somebody wrote into the database beside the program, and what is said of it.
BESIDE = [
    ("no-traits", "candidates.religion", "ALTER TABLE candidates ADD religion TEXT"),
    ("no-traits", "a record: Gender", """UPDATE candidates SET extra = '{"Gender":"x"}'"""),
    ("groups", "candidates.grp", "ALTER TABLE candidates ADD grp TEXT"),
    ("codes-in-log", "hold an address", "UPDATE events SET to_code = 'a@b.example' WHERE id = 1"),
    ("frozen-plan", "ML-1 revision 1", "UPDATE job_revisions SET digest = '0'"),
    ("cards-kept", "is gone of S-1", "UPDATE scorecards SET version = 2"),
    ("decisions", "without a person or a reason", "UPDATE decisions SET because = ''"),
    ("decisions", "ended without a decision here: A-1", "DELETE FROM decisions"),
    ("advice-kept", "on which A-1, A-1 was decided", "UPDATE assessments SET content = ''"),
    ("overrides", "the advice without a reason", "UPDATE decisions SET override = ''"),
    ("same-interviews", "A-1 came to an offer", "DELETE FROM deviations"),
    ("advertisements", "1 of 1 ad have no text", "UPDATE advertisements SET text = ''"),
    ("log", "entry 2 of the log was changed", "UPDATE events SET what = 'x' WHERE id = 2"),
]


@pytest.mark.parametrize(("item", "said", "statement"), BESIDE)
def test_c40_what_was_written_beside_the_program_needs_attention(
    sound: Shell, item: str, said: str, statement: str
) -> None:
    beside(sound, statement)

    assert said in waiting(sound)[item]


@pytest.mark.parametrize(
    ("item", "said", "values"),
    [
        ("erasing", "with words again: C-2", ERASED.format("phone = '1'")),
        ("erasures-logged", "why C-2 went", "UPDATE events SET words_id = NULL"),
    ],
)
def test_c40_what_came_back_of_an_erased_person_needs_attention(
    sound: Shell, item: str, said: str, values: str
) -> None:
    an_erased_person(sound)
    beside(sound, values)

    assert said in waiting(sound)[item]


# What was done or left undone with the program, and what is said of it.
LEFT: list[tuple[str, str, Callable[[Shell], object]]] = [
    ("wording", "1 saved as they are", a_young_person),
    ("private-files", "hiring db secure", lambda shell: shell.folder.chmod(0o755)),
    ("written-over", "1 file of erased people", a_file_of_the_erased),
    ("files-sent", "those of C-1 are not there", a_lost_file),
    ("informing", "1 of 1 person to be told are overdue", an_untold_person),
    ("consents", "that of C-1 has ended", an_ended_consent),
    ("retention-clashes", "1 person: C-2", a_clash),
    ("retention-due", "1 person kept beyond a maximum: C-2", a_rejected_person_of_old),
    ("legal-holds", "older than a year: C-1", an_old_hold),
    ("handed-over", "1 hired person due and not handed over: C-2", a_hired_person_of_old),
    ("erased-again", "does not name C-2", without_erasures),
    ("erased-again", "before.db", an_old_copy),
    ("evidence", "4 ratings of open applications without evidence", a_rating_without_evidence),
    ("accommodations", "1 request without an answer: A-2", an_open_accommodation),
    ("advertisements", "1 job with applications and no ad kept: ML-2", an_ad_less_job),
    ("log", "could be anybody's", an_anonymous_actor),
]


@pytest.mark.parametrize(("item", "said", "leave"), LEFT)
def test_c40_what_was_left_undone_needs_attention(
    sound: Shell, item: str, said: str, leave: Callable[[Shell], object]
) -> None:
    leave(sound)

    assert said in waiting(sound)[item]


@pytest.mark.parametrize(
    ("kind", "item"),
    [
        ("access", "copies"),
        ("port", "copies"),
        ("object", "requests"),
        ("correct", "corrections"),
        ("erase", "erasing"),
        ("explain", "explanations"),
    ],
)
def test_c40_an_overdue_request_needs_attention_where_it_belongs(
    sound: Shell, kind: str, item: str
) -> None:
    with acting(sound) as act:
        add_request(act, kind, candidate="C-1", received=NOW.date(), today=NOW.date())

    found = waiting(sound)

    assert set(found) == {item, "requests"}
    assert "overdue: R-1" in found[item]


def test_c40_what_cannot_be_looked_at_is_no_pass_and_ends_nothing(sound: Shell) -> None:
    path = sound.folder / "hiring.toml"
    said = path.read_text(encoding="utf-8").replace("fr-2-years", "fr-9-years")
    path.write_text(said, encoding="utf-8")

    found = waiting(sound)

    assert "it could not be looked at: retention.policies names" in found["retention-rules"]
    assert "no-traits" not in found


def test_c40_rules_that_were_looked_up_long_ago_need_attention(sound: Shell) -> None:
    with looking(sound) as connection:
        found = check_all(
            Looking(
                connection,
                load_settings(sound.folder, environment={}),
                today=date(2028, 3, 2),
                program="hiring 0.1.0",
                is_sensitive=is_sensitive,
                passed=lambda _: None,
            )
        )

    said = {one.item: one.said for one in found.items if one.fix}
    assert "more than a year ago" in said["rules-dated"]
    assert "fr-2-years was looked up more than a year ago" in said["retention-rules"]


def test_the_page_shows_what_is_shown(sqlite_shell: Shell) -> None:
    page = Path(hiring.__path__[0]).parent / "docs" / "compliance.md"
    text = page.read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(sh|text)\n(.*?)```", text, flags=re.DOTALL))

    for line in blocks["sh"].splitlines():
        assert sqlite_shell.ok(*line.split()[1:])
    assert blocks["text"] in sqlite_shell.ok("compliance", "check")


def test_c40_every_item_has_its_look_and_every_law_is_rested_on() -> None:
    items, laws = load_items(), load_laws()

    assert list(items) == list(LOOKS)
    assert [one.number for one in items.values()] == list(range(1, 41))
    assert {law.id for one in items.values() for law, _ in one.rests_on} == set(laws)
    for law in laws.values():
        assert law.as_of >= datetime(2026, 11, 1, tzinfo=UTC).date()
        assert law.jurisdiction
        assert law.source
        assert law.note


def test_every_command_by_which_something_is_mended_is_there() -> None:
    commands = {words for words, _, _ in every_command()}
    folder = Path(hiring.__path__[0]) / "workflow"
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("compliance_*.py")]
    said = re.sub(r'"\s+f?"', "", " ".join(texts))
    groups = sorted(words for words in commands if " " in words)

    named = re.findall(rf"(?:{'|'.join(groups)})(?: [a-z-]+)?(?=[ \",:;])", said)

    assert len(set(named)) > 15
    for one in named:
        shorter = one.rpartition(" ")[0]
        assert one in commands or shorter in commands, one
        group = COMMANDS[shorter][0] if shorter in commands else None
        assert one in commands or not isinstance(group, click.Group), one
