from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

from hiring.errors import RefusedError, UsageError
from hiring.store.queries import find_candidate
from hiring.workflow.candidates import (
    edit_candidate,
    list_candidates,
    show_candidate,
)
from hiring.workflow.finding import find_candidates
from tests.conftest import NOW
from tests.factories import a_candidate, an_application

if TYPE_CHECKING:
    from hiring.store.ledger import Act


def test_a_person_is_kept_with_what_was_said_of_them(act: Act) -> None:
    person = a_candidate(
        act,
        "  Ada Example ",
        email=" Ada@Example.org ",
        source="referral",
        source_detail="Bo knows her",
        details={"company": "Sample Labs", "phone": "+49 30 1234"},
    )

    page = show_candidate(act.connection, person)

    assert (page.name, page.email) == ("Ada Example", "Ada@Example.org")
    assert (page.company, page.phone, page.note) == ("Sample Labs", "+49 30 1234", "")
    assert (page.source, page.source_detail) == ("referral", "Bo knows her")
    assert page.added_at == NOW
    assert page.applications == ()


def test_a_page_of_people_is_asked_for_in_few_questions(act: Act) -> None:
    for name in ("Ada Example", "Bo Example", "Cy Example"):
        an_application(act, candidate=a_candidate(act, name, email=None))
    asked: list[str] = []
    event.listen(
        act.connection,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: asked.append(statement),
    )

    listed = list_candidates(act.connection, limit=51)
    for_a_list = len(asked)
    found = find_candidates(act.connection, "example", limit=51)

    assert [line.name for line in listed] == ["Ada Example", "Bo Example", "Cy Example"]
    assert found.people == listed
    assert all(line.added_at == NOW and len(line.applications) == 1 for line in listed)
    assert (for_a_list, len(asked) - for_a_list) == (2, 3)  # the last: whether any were merged


def test_a_person_needs_a_name(act: Act) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        a_candidate(act, "   ")


def test_a_person_may_have_no_email_but_not_a_wrong_one(act: Act) -> None:
    one, other = a_candidate(act, "Ada", email=None), a_candidate(act, "Ada", email="  ")

    assert one != other
    assert [show_candidate(act.connection, who).email for who in (one, other)] == [None, None]
    with pytest.raises(UsageError, match="is not an e-mail address"):
        a_candidate(act, "Ada", email="ada at example.org")


def test_one_email_belongs_to_one_person_whatever_its_case(act: Act) -> None:
    person = a_candidate(act, email="ada@example.org")

    with pytest.raises(RefusedError, match=f"belongs to {person} already"):
        a_candidate(act, "Somebody else", email="ADA@example.org")


def test_a_person_is_found_by_code_or_email_in_any_case(act: Act) -> None:
    person = a_candidate(act, email="Ada@Example.org")

    number = find_candidate(act.connection, person.lower()).id

    assert find_candidate(act.connection, " ADA@example.ORG ").id == number


@pytest.mark.parametrize("text", ["C-999999999", "C-99999999999", "nobody@example.org"])
def test_somebody_who_is_not_there_is_refused(act: Act, text: str) -> None:
    with pytest.raises(RefusedError, match="hiring candidate find"):
        find_candidate(act.connection, text)


@pytest.mark.parametrize("text", ["", "  "])
def test_nobody_is_looked_for_by_nothing(act: Act, text: str) -> None:
    a_candidate(act)

    with pytest.raises(RefusedError, match="no candidate is named"):
        find_candidate(act.connection, text)
    with pytest.raises(UsageError, match="nothing to look for"):
        find_candidates(act.connection, text, limit=None)


def test_a_name_is_refused_with_everybody_it_could_be(act: Act) -> None:
    one, other = a_candidate(act, "Zoë Sample"), a_candidate(act, "Zoe Tester")
    a_candidate(act, "Ada Example")

    with pytest.raises(RefusedError, match=f"it could be: {one}, {other}$"):
        find_candidate(act.connection, "zoe")


def test_signs_in_a_search_only_part_its_words(act: Act) -> None:
    a_candidate(act, "Ada Example")
    person = a_candidate(act, "Bo 100% Sample_x\\y")

    for typed in ("100%", "sample_x", "x\\y", '"100" "bo"*', "sample) & (y"):
        assert [one.code for one in find_candidates(act.connection, typed, limit=None).people] == [
            person
        ]
    assert find_candidates(act.connection, "100 OR ada", limit=None).people == ()
    with pytest.raises(RefusedError, match="neither a candidate's code nor an e-mail"):
        find_candidate(act.connection, "%")


def test_people_are_found_by_any_words_in_any_order_without_accents(act: Act) -> None:
    person = a_candidate(
        act, "Zoë Müller", email="zm@example.org", details={"tags": "NLP", "company": "Sample Labs"}
    )
    a_candidate(act, "Zoë Anders")

    for typed in ("muller zoe", "nlp zoe", "labs ZM@", "ZOË sample"):
        assert [one.code for one in find_candidates(act.connection, typed, limit=5).people] == [
            person
        ]


def test_people_are_listed_in_the_order_they_came_a_page_at_a_time(act: Act) -> None:
    came = [a_candidate(act, name) for name in ("Cy", "Ada", "Bo")]

    first = list_candidates(act.connection, limit=2)
    second = list_candidates(act.connection, limit=2, after=int(came[1][2:]))

    assert [one.code for one in (*first, *second)] == came


def test_people_are_listed_by_job_and_stage_with_all_their_applications(act: Act) -> None:
    ada = a_candidate(act, "Ada")
    one = an_application(act, candidate=ada, stage="screen")
    other = an_application(act, candidate=ada, job="ML-2")
    bo = a_candidate(act, "Bo")
    an_application(act, candidate=bo, job="ML-2", stage="screen")

    (line,) = list_candidates(act.connection, limit=None, job="ML-1", stage="screen")

    assert line.code == ada
    assert line.applications == (f"{one} ML-1 screen", f"{other} ML-2 applied")
    in_screen = list_candidates(act.connection, limit=None, stage="screen")
    assert [one.code for one in in_screen] == [ada, bo]
    assert [one.code for one in list_candidates(act.connection, limit=None, job="ML-1")] == [ada]
    assert list_candidates(act.connection, limit=None, job="ML-1", stage="offer") == ()


def test_everybody_can_be_listed_however_many_they_are(act: Act) -> None:
    act.connection.execute(
        text(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70000) "
            "INSERT INTO candidates (name, phone, company, headline, location, links, tags, note, "
            "source, source_detail, added_at) SELECT 'Ada ' || i, '', '', '', '', '', "
            "'', '', 'direct', '', '2026-03-02 09:00:00' FROM n"
        )
    )

    assert len(list_candidates(act.connection, limit=None)) == 70_000


def test_what_is_edited_can_be_found_by_the_new_words_only(act: Act) -> None:
    person = a_candidate(
        act, "Ada Example", email="ada@first.example.org", details={"phone": "123"}
    )

    page = edit_candidate(
        act,
        person,
        {"name": " Ada Sample ", "email": "ada@new.example.org", "company": None, "phone": ""},
    )

    assert (page.name, page.email, page.phone) == ("Ada Sample", "ada@new.example.org", "")
    assert find_candidate(act.connection, "ada@new.example.org").name == "Ada Sample"
    assert len(find_candidates(act.connection, "sample", limit=None).people) == 1
    assert find_candidates(act.connection, "ada@first", limit=None).people == ()


def test_an_email_can_be_taken_away_and_given_again(act: Act) -> None:
    person = a_candidate(act, email="ada@example.org")

    assert edit_candidate(act, person, {"email": ""}).email is None
    assert edit_candidate(act, person, {"email": "ADA@example.org"}).email == "ADA@example.org"
    assert edit_candidate(act, person, {"email": "ada@example.org"}).email == "ada@example.org"


def test_an_edit_cannot_take_a_name_away_or_the_email_of_somebody_else(act: Act) -> None:
    person, other = a_candidate(act), a_candidate(act, "Bo", email="bo@example.org")

    with pytest.raises(UsageError, match="needs a name"):
        edit_candidate(act, person, {"name": " "})
    with pytest.raises(RefusedError, match=f"belongs to {other} already"):
        edit_candidate(act, person, {"email": "BO@example.org"})


def test_an_edit_that_says_nothing_new_is_not_on_record(act: Act) -> None:
    person = a_candidate(act, details={"company": "Sample Labs"})
    before = act.connection.execute(text("SELECT count(*) FROM events")).scalar_one()

    edit_candidate(act, person, {"company": "Sample Labs", "phone": "", "email": " "})

    assert act.connection.execute(text("SELECT count(*) FROM events")).scalar_one() == before
