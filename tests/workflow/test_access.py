"""Everything about a person, and nothing of anybody else."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, update

from hiring.config import Settings
from hiring.documents.word import Paper, Properties, Style
from hiring.errors import RefusedError
from hiring.exchange.handing_out import CHANGED, GONE, JSON_FILE, NOT_SURE, WORD_FILE, hand_out
from hiring.store import tables
from hiring.store.personal import BELONGS, PERSONAL, Erasing, Whose
from hiring.workflow.access import gather_copy, kept_until
from hiring.workflow.attachments import attach_file
from hiring.workflow.candidates import edit_candidate
from hiring.workflow.explaining import explain
from hiring.workflow.holding import set_hold
from hiring.workflow.merging import merge_candidates, set_distinct, unmerge_candidate
from hiring.workflow.requests import add_request
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_candidate,
    a_decision,
    a_filled_card,
    a_hypothesis,
    a_recorded_card,
    an_application,
    an_interview,
    record,
)
from tests.planting import unguarded_cards

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.exchange.handing_out import Written
    from hiring.store.ledger import Act
    from hiring.store.personal import Column
    from hiring.views.privacy import PersonCopy

TODAY = date(2026, 3, 2)
# Of nobody: the words that names are made of; digests of what is there anyway.
NOT_OF_ONE = {("name_words", "word")}
RATED = dict.fromkeys(ALL, 3)
DIGESTS = {"content_hash", "file_hash"}


def is_told(kind: Column, column: str) -> bool:
    """Tell whether a column holds words of a person, or of the team on them, names apart."""
    told = kind.whose is Whose.PERSON or kind.erasing is Erasing.MARKED
    return told and column not in DIGESTS | {"decided_by", "settled_by"}


def a_copy(act: Act, folder: Path, person: str = "C-1", **settings: Any) -> PersonCopy:
    at = Settings(folder=folder, database_url="sqlite:///x", company="Example GmbH", **settings)
    return gather_copy(
        act.connection,
        person,
        settings=at,
        kept=lambda number: kept_until(act.connection, at, number, today=TODAY),
        now=NOW,
        program="hiring 0.1.0",
        local=lambda moment: moment.astimezone(UTC),
    )


def handed(act: Act, folder: Path, person: str = "C-1") -> tuple[Written, str]:
    """Hand a copy out, and give what was written and every byte of it that can be read."""
    copy = a_copy(act, folder, person)
    attachments = folder / "attachments"
    written = hand_out(copy, folder / "out", attachments=attachments, now=NOW)
    return written, "\n".join(readable(folder / "out" / name) for name in written.files)


def readable(path: Path) -> str:
    content = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


def a_whole_story(act: Act, mark: str, *, folder: Path) -> str:
    """Let everything happen to a person that can be kept of one, and give their code."""
    person = a_candidate(act, f"{mark} Example", email=f"{mark}@example.org")
    application = an_application(act, candidate=person, stage="interviewing")
    number = int(application[2:])
    # Where somebody was referred, more on that is of whoever did so.
    act.connection.execute(update(tables.applications).values(source="direct"))
    a_hypothesis(act, application, "coding")
    a_recorded_card(act, application, RATED, who=f"Bo Team{mark}")
    settings = Settings(folder=folder, database_url="sqlite:///x")
    attach_file(act, settings, person, name=f"{mark}.txt", content=f"CV {mark}".encode())
    add_request(act, "access", candidate=person, received=TODAY, note="n", today=TODAY)
    extend = {"extended_because": "much", "outcome": "sent"}
    act.connection.execute(update(tables.privacy_requests).values(**extend))
    set_hold(act, person, because="a claim")
    act.connection.execute(update(tables.legal_holds).values(released_because="over"))
    mine = {"at": NOW, "actor_id": act.actor_id}
    own = {"candidate_id": int(person[2:]), **mine}
    of_it = {"application_id": number, **mine}
    act.insert(tables.notices, version="v", given_on="2026-03-02", basis="b", **own)
    act.insert(tables.consents, given_on="2026-03-02", expires_on="2027-03-02", note="n", **own)
    act.insert(
        tables.accommodations,
        kind="adjustment",
        asked="a",
        granted="g",
        asked_on="2026-03-02",
        **of_it,
    )
    act.insert(tables.deviations, step="panel", kind="skipped", because="b", **of_it)
    settled = {
        "competency": "coding",
        "line": "bar",
        "outcome": "met",
        "settled_by": "Lee Lead",
        "because": "b",
        "at": NOW,
    }
    act.insert(tables.resolutions, application_id=number, **settled)
    a_decision(act, application, "reject")
    remote = {"system": "lever", "kind": "C", "remote_id": mark, "number": int(person[2:])}
    act.connection.execute(insert(tables.remote_ids).values(**remote))
    again = a_candidate(act, f"{mark} E. Example", email=f"{mark}.2@example.org")
    merge_candidates(act, person, again, choices={})
    edit_candidate(act, person, {"note": "changed"})
    return person


def plant(act: Act, person: str, mark: str) -> dict[tuple[str, str], str]:
    """Put a token into every text of the person's rows, and say into which columns."""
    planted: dict[tuple[str, str], str] = {}
    them = [
        row.id
        for row in act.connection.execute(select(tables.candidates))
        if person in {f"C-{row.id}", f"C-{row.merged_into}"}
    ]
    found = {"candidates": them}
    for table in tables.metadata.sorted_tables:
        if table.name in BELONGS:
            column, above = BELONGS[table.name]
            found[table.name] = list(
                act.connection.scalars(select(table.c.id).where(table.c[column].in_(found[above])))
            )
    for name, ids in found.items():
        for column, kind in PERSONAL[name].items():
            if is_told(kind, column):
                token = planted[name, column] = f"{mark}zz{name}zz{column}".replace("_", "")
                with unguarded_cards(act.connection):
                    _plant(act, name, column, token, ids)
    return planted | _plant_apart(act, found, mark)


def _plant(act: Act, name: str, column: str, token: str, ids: list[int]) -> None:
    table = tables.metadata.tables[name]
    for number in ids:
        value = token
        if column in {"extra", "content", "restore"}:
            value = json.dumps({"lines": [{"sentence": token}], "said": [token]})
        elif column == "email":
            value = f"{token}@{number}.example.org"
        elif (name, column) == ("candidates", "name"):
            value = f"{token} Example {number}"
        act.connection.execute(update(table).where(table.c.id == number).values({column: value}))


def _plant_apart(act: Act, found: dict[str, list[int]], mark: str) -> dict[tuple[str, str], str]:
    """Put tokens into the rows that belong to a person in another way."""
    connection, planted = act.connection, {}
    both = tables.merges.c.kept_id.in_(found["candidates"])
    token = planted["merges", "restore"] = f"{mark}zzrestore"
    connection.execute(update(tables.merges).where(both).values(restore=json.dumps([token])))
    token = planted["emails", "key"] = f"{mark}zzkey"
    theirs = tables.emails.c.candidate_id.in_(found["candidates"])
    for row in connection.execute(select(tables.emails).where(theirs)).all():
        connection.execute(
            update(tables.emails)
            .where(tables.emails.c.key == row.key)
            .values(key=f"{token}.{row.key}")
        )
    token = planted["remote_ids", "remote_id"] = f"{mark}zzremote"
    remote = tables.remote_ids.c
    connection.execute(
        update(tables.remote_ids)
        .where(remote.number.in_(found["candidates"]))
        .values(remote_id=token)
    )
    token = planted["words", "text"] = f"{mark}zzwords"
    codes = [f"C-{number}" for number in found["candidates"]]
    mine = tables.events.c.subject.in_(codes) | tables.events.c.application_id.in_(
        found["applications"]
    )
    for number in connection.scalars(select(tables.events.c.words_id).where(mine)).all():
        connection.execute(
            update(tables.words)
            .where(tables.words.c.id == number)
            .values(text=json.dumps({"why": token, "note": token}))
        )
    token = planted["originals", "content"] = f"{mark}zzoriginal"
    cards = tables.scorecard_versions.c.scorecard_id.in_(found["scorecards"])
    for digest in connection.scalars(
        select(tables.scorecard_versions.c.file_hash).where(cards)
    ).all():
        connection.execute(
            update(tables.originals)
            .where(tables.originals.c.file_hash == digest)
            .values(kind="csv", content=token.encode())
        )
    return planted


@pytest.fixture
def two_stories(act: Act, tmp_path: Path) -> tuple[dict[tuple[str, str], str], ...]:
    """Plant tokens with two people, C-1 and another."""
    people = [a_whole_story(act, mark, folder=tmp_path) for mark in ("mine", "theirs")]
    set_distinct(act, *people, undo=False, because="two people")
    return tuple(
        plant(act, person, mark) for person, mark in zip(people, ("mine", "theirs"), strict=True)
    )


def test_c11_whatever_is_written_of_a_person_is_in_their_copy(
    act: Act, tmp_path: Path, two_stories: tuple[dict[tuple[str, str], str], ...]
) -> None:
    mine, _ = two_stories
    person = first_person(act)

    written, said = handed(act, tmp_path, person)

    wanted = {
        (table, column)
        for table, columns in PERSONAL.items()
        for column, kind in columns.items()
        if is_told(kind, column)
    }
    assert set(mine) == wanted - NOT_OF_ONE
    missing = [place for place, token in mine.items() if token not in said]
    assert missing == []
    assert {JSON_FILE, WORD_FILE} < set(written.files)


def test_c12_nothing_of_anybody_else_is_in_a_copy(
    act: Act, tmp_path: Path, two_stories: tuple[dict[tuple[str, str], str], ...]
) -> None:
    _, theirs = two_stories
    person = first_person(act)

    _, said = handed(act, tmp_path, person)

    shown = said.casefold()
    assert [place for place, token in theirs.items() if token.casefold() in shown] == []
    for name in ("theirs", "Bo Team", "bo@example.org", "Mo Manager", "Lee Lead", "Rita"):
        assert name.casefold() not in shown, name


def test_c12_no_digest_of_what_others_are_part_of_is_in_a_copy(act: Act, tmp_path: Path) -> None:
    application = an_application(act)
    a_recorded_card(act, application, dict.fromkeys(ALL, (3, "Drew it on the board.")))
    a_decision(act, application, "reject", by="Mo Manager")
    kept = [json.loads(one) for one in act.connection.scalars(select(tables.words.c.text))]
    digests = [one["stored"] for one in kept if "stored" in one]

    _, said = handed(act, tmp_path, first_person(act))

    assert digests
    assert [one for one in digests if one in said] == []


def test_c11_people_read_nearly_all_of_it_in_words(
    act: Act, tmp_path: Path, two_stories: tuple[dict[tuple[str, str], str], ...]
) -> None:
    mine, _ = two_stories
    handed(act, tmp_path, first_person(act))

    said = readable(tmp_path / "out" / WORD_FILE)

    missing = {place for place, token in mine.items() if token not in said}
    assert missing <= {
        ("emails", "key"),
        ("originals", "content"),
        ("ratings", "raw_value"),
        ("scorecard_versions", "overall_raw"),
        ("privacy_requests", "extended_because"),
        ("privacy_requests", "who"),
    }


def first_person(act: Act) -> str:
    row = act.connection.execute(
        select(tables.candidates.c.id)
        .where(tables.candidates.c.merged_into.is_(None))
        .order_by(tables.candidates.c.id)
    ).first()
    assert row is not None
    return f"C-{row.id}"


def test_c12_others_in_texts_are_replaced_by_their_part_and_that_is_said(
    act: Act, tmp_path: Path
) -> None:
    a_candidate(act, "Ben Other", email="ben@example.org")
    person = a_candidate(
        act,
        "Ada Example",
        email="ada@example.org",
        source="referral",
        source_detail="Wil Referrer",
        details={
            "note": "Wil Referrer knows Ada "
            "Example; Ben Other (ben@example.org) was before, eve@example.org asked"
        },
    )
    application = an_application(act, candidate=person, stage="interviewing")
    a_recorded_card(
        act, application, RATED | {"coding": (3, "Bo let Ada sort; bo@example.org has it")}
    )
    a_decision(act, application, "reject", because="Bo Sample and Ben Other said so")

    told = a_copy(act, tmp_path, person).told

    assert told["profile"]["source_detail"] == "[the referrer]"
    assert told["profile"]["note"] == (
        "[the referrer] knows Ada Example; [another candidate] ([another candidate]) was before,"
        " [an e-mail address] asked"
    )
    (one,) = told["applications"]
    (card,) = one["interviews"][0]["scorecards"]
    assert card["interviewer"] == "the interviewer"
    assert card["versions"][0]["ratings"][0]["evidence"] == (
        "[the interviewer] let Ada sort; [the interviewer] has it"
    )
    (decision,) = one["decisions"]
    assert decision["decided_by"] == "the decider"
    assert decision["because"] == "[the interviewer] and [another candidate] said so"
    places = told["left_out"]["texts_in_which_others_were_replaced"]
    assert f"{person}: note" in places
    assert any(place.startswith("ratings ") for place in places)
    assert "left out" in told["left_out"]["people"]


def test_c12_others_are_replaced_in_what_recruiters_note_of_a_person(
    act: Act, tmp_path: Path
) -> None:
    a_candidate(act, "Ben Other", email="ben@example.org")
    named = {
        "company": "Ben Other Ltd",
        "headline": "worked under Ben Other",
        "location": "with Ben Other",
        "tags": "better-than Ben Other",
    }
    person = a_candidate(act, "Ada Example", details={**named, "phone": "030 1", "links": "x.y"})
    edit_candidate(act, person, {"tags": "asked Ben Other, ben@example.org", "phone": "030 2"})

    told = a_copy(act, tmp_path, person).told

    shown = json.dumps(told, default=str)
    assert "Ben" not in shown
    assert "ben@" not in shown
    assert told["profile"]["headline"] == "worked under [another candidate]"
    assert told["profile"]["phone"] == "030 2"


def test_c12_codes_and_single_names_of_others_are_replaced_too(act: Act, tmp_path: Path) -> None:
    other = an_application(act, name="Nimo Mfano", stage="debrief")
    card = a_recorded_card(act, other, RATED, who="Dai Ito")
    person = a_candidate(
        act, "Ada Example", details={"note": f"C-1 and {other}, {card.card}: Nimo"}
    )
    application = an_application(act, candidate=person, stage="debrief")
    a_decision(act, application, "reject", because=f"Mfano ({other}) comes before {application}.")

    told = a_copy(act, tmp_path, person).told

    assert told["profile"]["note"] == (
        "[another candidate] and [another application], [another scorecard]: [another candidate]"
    )
    assert told["applications"][0]["decisions"][0]["because"] == (
        f"[another candidate] ([another application]) comes before {application}."
    )


def test_c12_one_person_has_one_letter_in_the_copy_and_in_the_explanation(
    act: Act, tmp_path: Path
) -> None:
    person = a_candidate(act, "Ada Example")
    application = an_application(act, candidate=person, stage="interviewing")
    first, second = (
        an_interview(act, application, step="panel", people=(who,)).cards[0].code
        for who in ("Cy Sample", "Bo Sample")
    )
    record(act, a_filled_card(act, second, dict.fromkeys(ALL, 3)))
    record(act, a_filled_card(act, first, dict.fromkeys(ALL, 3)))
    a_decision(act, application, "advance", because="Bo Sample and Cy Sample say so.")

    told = a_copy(act, tmp_path, person).told
    explained = explain(
        act.connection,
        application,
        settings=Settings(folder=tmp_path, database_url="sqlite:///x"),
        program="hiring",
        local=lambda moment: moment,
        say_day=str,
        kept=lambda _: "",
    )

    because = told["applications"][0]["decisions"][0]["because"]
    assert because.startswith("[interviewer ")
    assert because in str(explained.parts)


def test_c12_whoever_was_split_off_again_is_somebody_else(act: Act, tmp_path: Path) -> None:
    person = a_candidate(act, "Ada Example")
    other = a_candidate(act, "Eve Nother", email="eve@example.org")
    merge_candidates(act, person, other, choices={}, because="same phone as Eve Nother")
    unmerge_candidate(act, other, because="they are two")

    told = a_copy(act, tmp_path, person).told

    assert told["about"]["also_known_as"] == []
    assert told["merges"] == []
    shown = json.dumps(told, default=str)
    assert "Nother" not in shown
    assert other not in shown


def test_c20_a_hold_is_shown_in_a_copy(act: Act, tmp_path: Path) -> None:
    person = a_candidate(act)
    set_hold(act, person, because="a claim was filed")

    told = a_copy(act, tmp_path, person).told

    assert told["legal_holds"][0]["because"] == "a claim was filed"
    assert told["about"]["kept"]["held"] is True


def test_c8_a_copy_says_that_it_is_personal_of_when_and_until_when(
    act: Act, tmp_path: Path
) -> None:
    person = a_candidate(act)

    told = a_copy(act, tmp_path, person, policies=("de-6-months",)).told
    without = a_copy(act, tmp_path, person).told

    kept = told["about"]["kept"]
    assert "personal data" in told["about"]["personal_data"]
    assert told["about"]["written_at"] == NOW
    assert (kept["until"], kept["erase_by"]) != (None, None)
    assert [rule["id"] for rule in kept["rules"]] == ["de-6-months"]
    assert kept["rules"][0]["as_of"]
    assert without["about"]["kept"]["rules"] == []


def test_c38_a_copy_names_the_rubric_the_rules_and_the_program_and_is_the_same_twice(
    act: Act, tmp_path: Path
) -> None:
    application = an_application(act, stage="interviewing")
    a_recorded_card(act, application, RATED)
    person = first_person(act)

    for name in ("one", "two"):
        copy = a_copy(act, tmp_path, person, policies=("de-6-months",))
        hand_out(copy, tmp_path / name, attachments=tmp_path, now=NOW)

    about = json.loads((tmp_path / "one" / JSON_FILE).read_text())["about"]
    assert about["rubrics"] == ["ml-engineer 1.0.0, revision 1"]
    assert about["program"] == "hiring 0.1.0"
    for name in (JSON_FILE, WORD_FILE):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert "ml-engineer 1.0.0" in readable(tmp_path / "one" / WORD_FILE)


def test_nothing_is_handed_out_of_somebody_who_was_erased(act: Act, tmp_path: Path) -> None:
    person = a_candidate(act)
    act.connection.execute(update(tables.candidates).values(erased_at=NOW + timedelta(days=1)))

    with pytest.raises(RefusedError, match="was erased on 2026-03-03"):
        a_copy(act, tmp_path, person)


def test_files_are_copied_or_it_is_said_why_not(act: Act, tmp_path: Path) -> None:
    person = a_candidate(act)
    at = Settings(folder=tmp_path, database_url="sqlite:///x")
    kept = [
        attach_file(act, at, person, name=name, content=name.encode())
        for name in ("cv.txt", "gone.txt", "changed.txt")
    ]
    (at.attachments / kept[1].file_hash).unlink()  # type: ignore[union-attr]
    (at.attachments / kept[2].file_hash).write_bytes(b"other")  # type: ignore[union-attr]

    written, _ = handed(act, tmp_path, person)

    told = json.loads((tmp_path / "out" / JSON_FILE).read_text())
    assert [one["copied"] for one in told["attachments"]] == ["copied as it was", GONE, CHANGED]
    assert (tmp_path / "out" / "attachments" / "cv.txt").read_bytes() == b"cv.txt"
    assert [one.partition(":")[0] for one in written.not_copied] == ["gone.txt", "changed.txt"]


def test_a_folder_is_written_whole_or_not_at_all_and_for_its_owner_only(
    act: Act, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_candidate(act)
    copy = a_copy(act, tmp_path, person)
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")

    with pytest.raises(RefusedError, match="is there already"):
        hand_out(copy, full, attachments=tmp_path, now=NOW)
    hand_out(copy, tmp_path / "out", attachments=tmp_path, now=NOW)

    assert [path.name for path in full.iterdir()] == ["mine.txt"]
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()} == {0o600}
    monkeypatch.setattr("hiring.exchange.handing_out.private_file", _no_room)
    with pytest.raises(RefusedError, match="cannot be written"):
        hand_out(copy, tmp_path / "second", attachments=tmp_path, now=NOW)
    assert not (tmp_path / "second").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".second")]


def _no_room(_path: Path) -> None:
    raise OSError(28, "No space left on device")


def a_word_file(*words: str) -> bytes:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    paper = Paper(
        Properties(
            title="t",
            subject="s",
            author="Bo Sample",
            category="c",
            identifier="i",
            footer="f",
            source="s",
            at=at,
        )
    )
    paper.add(Style.NORMAL, *words)
    return paper.to_bytes()


@pytest.mark.parametrize(
    ("kind", "content", "fits"),
    [
        ("docx", a_word_file("Bo Sample said R&D is <fun>"), True),
        ("docx", a_word_file("Bo ", "Sample said it in two pieces"), False),
        ("csv", b"who;Bo Sample", True),
        ("csv", "who;B\xf6 Sample".encode("latin-1"), False),
        ("pdf", b"%PDF Bo Sample", False),
        ("xlsx", b"no zip at all", False),
    ],
)
def test_c12_a_scorecards_file_is_handed_out_without_names_or_not_at_all(
    kind: str, content: bytes, *, fits: bool, act: Act, tmp_path: Path
) -> None:
    application = an_application(act, stage="interviewing")
    a_recorded_card(act, application, RATED)
    act.connection.execute(update(tables.originals).values(kind=kind, content=content))

    written, said = handed(act, tmp_path, first_person(act))

    assert "Bo Sample" not in said
    assert [NOT_SURE in one for one in written.not_copied] == ([] if fits else [True])
    assert len(written.files) == (3 if fits else 2)
