"""Candidates on the command line: people are added, found and kept in order."""

from __future__ import annotations

import json
import shlex
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import everything, log, read_json, refused, rehearses, rows

if TYPE_CHECKING:
    from tests.conftest import Shell


def test_a_person_is_added_and_can_apply_in_one_command(shell: Shell) -> None:
    shell.ok("job", "open", "ml-engineer", "--code", "ML-1")

    result = shell(
        "candidate",
        "add",
        "Ada Example",
        "--email",
        "ada@example.org",
        "--job",
        "ml-1",
        "--source",
        "Referral",
        "--source-detail",
        "Bo Sample",
    )

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "added C-1 with application A-1 for ML-1\n"
    assert read_json(shell, "candidate", "show", "C-1")["source"] == "referral"
    assert read_json(shell, "application", "show", "A-1")["source_detail"] == "Bo Sample"


def test_adding_a_person_can_answer_in_json(sqlite_shell: Shell) -> None:
    added = read_json(sqlite_shell, "candidate", "add", "Ada Example")

    assert added == {"candidate": "C-1", "application": None, "similar": []}


def test_a_rehearsed_addition_changes_nothing(desk: Shell) -> None:
    said = rehearses(desk, "candidate", "add", "Cleo Example", "--job", "ML-1")

    assert said == "added C-3 with application A-3 for ML-1\n"


def test_everything_said_of_a_person_is_shown(desk: Shell) -> None:
    desk.ok(
        *("candidate", "add", "Cleo Example", "--phone", "+49 30 1234", "--company", "Sample Labs"),
        *("--headline", "Data person", "--location", "Berlin", "--links", "https://example.org/c"),
        *("--tags", "python nlp", "--note", "met at a meetup\nlikes parsers"),
        *("--job", "ML-1"),
    )

    assert desk.ok("candidate", "show", "c3").splitlines()[:-4] == [
        "C-3  Cleo Example",
        "source    direct",
        "phone     +49 30 1234",
        "company   Sample Labs",
        "headline  Data person",
        "location  Berlin",
        "links     https://example.org/c",
        "tags      python nlp",
        "note      met at a meetup",
        "          likes parsers",
    ]


def test_a_person_is_shown_with_their_applications(desk: Shell) -> None:
    said = desk.ok("candidate", "show", "C-1")
    page = read_json(desk, "candidate", "show", "C-1")

    assert said.splitlines()[-3:] == [
        "A-1  ML-1  applied since 2026-03-02",
        "history",
        "  2026-03-02 09:00  candidate added direct by Rita Recruiter",
    ]
    assert page["name"] == "Ada Example"
    assert page["added_at"] == "2026-03-02T09:00:00+00:00"
    assert [one["code"] for one in page["applications"]] == ["A-1"]


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_nobody_is_added_without_a_name(sqlite_shell: Shell, name: str) -> None:
    said = refused(sqlite_shell, "candidate", "add", name, code=2)

    assert said == 'Error: a candidate needs a name. Fix: hiring candidate add "NAME"\n'


def test_an_address_that_is_none_is_a_usage_error(sqlite_shell: Shell) -> None:
    said = refused(sqlite_shell, "candidate", "add", "Ada", "--email", "ada at example", code=2)

    assert "'ada at example' is not an e-mail address" in said


def test_an_address_belongs_to_one_person_whatever_its_capitals(shell: Shell) -> None:
    shell.ok("candidate", "add", "Ada Example", "--email", "ada@example.org")

    said = refused(shell, "candidate", "add", "Ada E.", "--email", "ADA@Example.org")

    assert said == (
        "Error: this e-mail belongs to C-1 already. "
        "Fix: for another application: hiring application add C-1 JOB\n"
    )


def test_an_unknown_job_leaves_no_half_added_person(desk: Shell) -> None:
    said = refused(desk, "candidate", "add", "Cleo Example", "--job", "NOPE")

    assert said == "Error: there is no job 'NOPE'. Fix: the jobs are: ML-1\n"


def test_a_source_outside_the_company_s_list_is_refused_with_the_list(desk: Shell) -> None:
    said = refused(desk, "candidate", "add", "Cleo", "--source", "osmosis", code=2)

    assert "'osmosis' is not a source of yours. Fix: one of direct, referral," in said
    assert "add words to sources in hiring.toml" in said


def test_the_company_s_own_list_of_sources_counts(sqlite_shell: Shell) -> None:
    (sqlite_shell.folder / "hiring.toml").write_text('sources = ["meetup", "Fair"]\n')

    sqlite_shell.ok("candidate", "add", "Ada Example")
    sqlite_shell.ok("candidate", "add", "Ben Example", "--source", "FAIR")

    people = read_json(sqlite_shell, "candidate", "list")
    assert [one["source"] for one in people] == ["meetup", "Fair"]


def test_a_name_is_kept_as_it_was_typed(shell: Shell) -> None:
    names = (
        "  Ada Example  ",
        "Łukasz Żółć",
        "Zoe\u0301 Decomposed",
        "山田　太郎",
        "نیلوفر نمونه‌ای",
        "O'Neil-Example; DROP TABLE candidates",
        "=1+1",
        "@ada",
        "Ada 👩🏽\u200d🔬",
        "x" * 300,
    )

    for name in names:
        shell.ok("candidate", "add", name)

    kept = [person["name"] for person in read_json(shell, "candidate", "list")]
    assert kept == [name.strip() for name in names]
    for number, name in enumerate(kept, start=1):
        shown = shell.ok("candidate", "show", f"C-{number}")
        assert shown.splitlines()[0] == f"C-{number}  {name}"


def test_a_hostile_name_never_commands_the_terminal(desk: Shell) -> None:
    name = "Eve \x1b[2J\x07\x9b31m\u202eEVE\r\nA-1  hired"
    desk.ok("candidate", "add", name, "--job", "ML-1", "--note", name)

    for words in (
        ("candidate", "list"),
        ("candidate", "show", "C-3"),
        ("candidate", "find", "eve"),
        ("application", "list"),
        ("application", "show", "A-3"),
        ("candidate", "list", "--json"),
    ):
        said = desk.ok(*words)
        assert not set("\x1b\x07\x9b\u202e\r") & set(said), words
        assert not any(line.startswith("A-1  hired") for line in said.splitlines()), words
    assert read_json(desk, "candidate", "show", "C-3")["name"] == name
    assert r"Eve \x1b[2J\x07\x9b31m\u202eEVE A-1  hired" in desk.ok("candidate", "list")


def test_wide_and_combining_letters_keep_the_columns_aligned(sqlite_shell: Shell) -> None:
    for name in ("王小明", "Zoe\u0301 Example", "Ada Example", "김 예시"):
        sqlite_shell.ok("candidate", "add", name)

    starts = {_column_of(line, "direct") for line in rows(sqlite_shell.ok("candidate", "list"))}

    assert len(starts) == 1


def _column_of(line: str, word: str) -> int:
    before = line[: line.index(word)]
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in before)
    return len(before) + wide - sum(unicodedata.combining(c) > 0 for c in before)


def test_one_endless_name_does_not_push_the_others_off_the_screen(sqlite_shell: Shell) -> None:
    for name in ("x" * 300, "長" * 300, "Ada Example"):
        sqlite_shell.ok("candidate", "add", name)

    lines = sqlite_shell.ok("candidate", "list").splitlines()

    assert max(map(len, lines)) < 120
    assert "..." in lines[1]
    assert "..." in lines[2]
    assert "Ada Example " in lines[3]


def test_people_are_listed_in_the_order_they_were_added(desk: Shell) -> None:
    assert desk.ok("candidate", "list") == (
        "CODE  NAME         E-MAIL  COMPANY  SOURCE  APPLICATIONS\n"
        "C-1   Ada Example                   direct  A-1 ML-1 applied\n"
        "C-2   Ben Example                   direct  A-2 ML-1 applied\n"
    )


def test_the_list_in_json_is_an_array_of_objects(desk: Shell) -> None:
    people = read_json(desk, "candidate", "list")

    assert isinstance(people, list)
    assert people[0] == {
        "code": "C-1",
        "name": "Ada Example",
        "email": None,
        "company": "",
        "source": "direct",
        "applications": ["A-1 ML-1 applied"],
        "added_at": "2026-03-02T09:00:00+00:00",
    }


def test_an_empty_list_is_an_empty_array_and_a_sentence(sqlite_shell: Shell) -> None:
    result = sqlite_shell("candidate", "list")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nobody found\n")
    assert read_json(sqlite_shell, "candidate", "list") == []


def test_a_long_list_is_cut_and_says_so(desk: Shell) -> None:
    cut = desk("candidate", "list", "--limit", "1")
    exact = desk("candidate", "list", "--limit", "2")
    whole = desk("candidate", "list", "--limit", "1", "--all")

    following = f"hiring candidate list --limit 1 --after C-1 --workspace {desk.folder}"
    assert (len(rows(cut.stdout)), cut.stderr) == (
        1,
        f"the first 1 is shown; the next: {following}; --all shows everything\n",
    )
    assert (len(rows(exact.stdout)), exact.stderr) == (2, "")
    assert (len(rows(whole.stdout)), whole.stderr) == (2, "")


def test_a_page_names_the_command_that_shows_the_next(desk: Shell) -> None:
    desk.ok("candidate", "add", "Ada O'Hara Third", "--job", "ML-1")

    first = desk("candidate", "find", "o'h ada", "--limit", "1", "--job", "ML-1", "--json")
    everybody = desk("candidate", "list", "--job", "ML-1", "--limit", "1")

    assert first.stderr == ""
    _, command, _ = everybody.stderr.split("; ")
    words = shlex.split(command.removeprefix("the next: hiring "))
    assert words[:6] == ["candidate", "list", "--job", "ML-1", "--limit", "1"]
    assert rows(desk.ok(*words))[0].split()[0] not in rows(everybody.stdout)[0]


def test_a_search_that_begins_as_an_option_does_can_go_on(sqlite_shell: Shell) -> None:
    for name in ("Ada -Sample", "Bo -Sample"):
        sqlite_shell.ok("candidate", "add", name)

    first = sqlite_shell("candidate", "find", "--limit", "1", "--", "-sample")
    words = shlex.split(first.stderr.split("; ")[1].removeprefix("the next: hiring "))

    assert rows(sqlite_shell.ok(*words))[0].startswith("C-2")


def test_a_mistyped_name_is_said_and_does_not_stand_in_json(sqlite_shell: Shell) -> None:
    sqlite_shell.ok("candidate", "add", "Ada M\u00fcller")

    shown = sqlite_shell("candidate", "find", "muler")
    as_json = sqlite_shell("candidate", "find", "muler", "--json")

    assert shown.stdout.startswith("no 'muler'; shown: muller\n")
    assert as_json.stderr == "no 'muler'; shown: muller\n"
    assert [one["code"] for one in json.loads(as_json.stdout)] == ["C-1"]


@pytest.mark.parametrize("words", [("--after", "A-1"), ("--since", "soon")])
def test_a_code_or_day_that_is_none_is_refused(sqlite_shell: Shell, words: tuple[str, str]) -> None:
    said = refused(sqlite_shell, "candidate", "find", "ada", *words, code=2)

    assert "Fix: " in said


def test_fifty_people_are_shown_unless_one_asks_for_more(sqlite_shell: Shell) -> None:
    for number in range(51):
        sqlite_shell.ok("candidate", "add", f"Person {number}")

    assert len(rows(sqlite_shell.ok("candidate", "list"))) == 50
    assert len(rows(sqlite_shell.ok("candidate", "list", "--all"))) == 51


@pytest.mark.parametrize("limit", ["0", "-1", "many", "99999999999999999999"])
def test_a_limit_that_makes_no_sense_is_a_usage_error(desk: Shell, limit: str) -> None:
    assert "--limit" in refused(desk, "candidate", "list", "--limit", limit, code=2)


def test_the_list_narrows_by_job_stage_and_place(shell: Shell) -> None:
    shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    shell.ok("candidate", "add", "Ada Example", "--job", "ML-1")
    shell.ok("candidate", "add", "Ben Example", "--job", "ML-1")
    shell.ok("candidate", "add", "Cleo Example")
    shell.ok("application", "move", "A-2", "screen")

    def names(*words: str) -> list[str]:
        return [one["name"] for one in read_json(shell, "candidate", "list", *words)]

    assert names("--job", "ml-1") == ["Ada Example", "Ben Example"]
    assert names("--job", "ML-1", "--stage", "screen") == ["Ben Example"]
    assert names("--stage", "applied") == ["Ada Example"]
    assert names("--after", "C-1") == ["Ben Example", "Cleo Example"]
    assert names("--after", "C-999999999") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--job", "NOPE"), 1, "there is no job 'NOPE'. Fix: the jobs are: ML-1"),
        (("--stage", "nearly"), 2, "'nearly' is not one of 'applied'"),
        (("--after", "Ada"), 2, "'Ada' is no code of this list. Fix: name the last"),
    ],
)
def test_a_list_of_what_is_not_there_is_refused(
    desk: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused(desk, "candidate", "list", *words, code=code)


def test_people_are_found_by_beginnings_of_words_without_accents(shell: Shell) -> None:
    shell.ok(
        "candidate", "add", "Zoë Müller", "--company", "Sample Labs", "--email", "z@example.org"
    )
    shell.ok("candidate", "add", "Ben Example", "--note", "100% remote_only")

    def found(text: str) -> list[str]:
        return [one["code"] for one in read_json(shell, "candidate", "find", text)]

    assert found("zoe LAB") == ["C-1"]
    assert found("example.org") == ["C-1"]
    assert found("100%") == ["C-2"]
    assert found("remote_o") == ["C-2"]
    assert found("nobody") == []
    assert found("e") == ["C-1", "C-2"]
    assert found("oe") == []
    assert "C-1" in shell.ok("candidate", "find", "muller", "--limit", "1")


def test_looking_for_nothing_is_a_usage_error(desk: Shell) -> None:
    assert "nothing to look for" in refused(desk, "candidate", "find", "  ", code=2)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("C-99", "there is no candidate 'C-99'. Fix: hiring candidate find TEXT"),
        ("c-999999999", "there is no candidate"),
        ("x@example.org", "there is no candidate 'x@example.org'"),
        ("example", "is neither a candidate's code nor an e-mail. Fix: it could be: C-1, C-2"),
        ("ada", "'ada' is neither a candidate's code nor an e-mail. Fix: it could be: C-1"),
        ("%", "'%' is neither a candidate's code nor an e-mail. Fix: hiring candidate find TEXT"),
        ("", "no candidate is named. Fix: a code as C-1, or an e-mail"),
        ("A-1", "is neither a candidate's code nor an e-mail"),
    ],
)
def test_a_person_who_is_not_clearly_named_is_refused_with_the_choices(
    desk: Shell, who: str, said: str
) -> None:
    assert said in refused(desk, "candidate", "show", who)


def test_a_person_is_found_by_code_in_any_spelling_or_by_address(desk: Shell) -> None:
    desk.ok("candidate", "edit", "C-1", "--email", "Ada@Example.org")

    for who in ("C-1", "c1", "C-001", " c-1 ", "ADA@example.ORG"):
        assert read_json(desk, "candidate", "show", who)["code"] == "C-1"


def test_a_person_is_edited_and_an_empty_text_takes_a_fact_away(desk: Shell) -> None:
    desk.ok("candidate", "edit", "C-1", "--company", "Sample Labs", "--email", "ada@example.org")

    said = desk.ok("candidate", "edit", "C-1", "--company", "", "--email", "", "--name", "Ada E.")

    assert said == "edited C-1\n"
    page = read_json(desk, "candidate", "show", "C-1")
    assert (page["name"], page["company"], page["email"]) == ("Ada E.", "", None)
    assert log(desk)[-5:] == ["candidate edited"] * 5
    assert [one["code"] for one in read_json(desk, "candidate", "find", "ada e.")] == ["C-1"]
    assert read_json(desk, "candidate", "find", "sample labs") == []


def test_an_edit_can_answer_in_json_and_be_rehearsed(desk: Shell) -> None:
    assert read_json(desk, "candidate", "edit", "C-1", "--tags", "nlp")["tags"] == "nlp"
    assert rehearses(desk, "candidate", "edit", "C-1", "--tags", "vision") == "edited C-1\n"


def test_an_edit_that_changes_nothing_leaves_no_trace(desk: Shell) -> None:
    before = everything(desk)

    desk.ok("candidate", "edit", "C-1", "--name", "Ada Example")

    assert everything(desk) == before


def test_an_edit_cannot_take_somebody_s_address_or_name_away(desk: Shell) -> None:
    desk.ok("candidate", "edit", "C-1", "--email", "ada@example.org")

    assert "belongs to C-1" in refused(
        desk, "candidate", "edit", "C-2", "--email", "ada@example.org"
    )
    assert "needs a name" in refused(desk, "candidate", "edit", "C-2", "--name", " ", code=2)


def test_a_name_is_no_longer_than_an_import_takes_it(shell: Shell) -> None:
    shell.ok("candidate", "add", "Z" * 300)

    for words in (("add", "Z" * 301), ("edit", "C-1", "--name", "Z" * 3000)):
        said = refused(shell, "candidate", *words, code=2)
        assert "the name has more than 300 characters. Fix: shorten it" in said
