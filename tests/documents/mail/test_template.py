from __future__ import annotations

import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hiring.documents.mail.plain import one_line
from hiring.documents.mail.template import (
    CARDS_PLACEHOLDERS,
    MAX_BYTES,
    REPLY_PLACEHOLDERS,
    MailTemplate,
    TemplateKind,
    default_template,
    default_text,
    number_problems,
    parse_template,
    read_template,
)
from hiring.errors import InvalidFileError, Problem

GOOD = "Subject: Cards for {interviewer}\n\nHello {interviewer},\n\n{cards}\n\nby {due}\n{sender}\n"
VALUES: dict[str, str | tuple[str, ...]] = {
    "interviewer": "Bo Sample",
    "company": "Example GmbH",
    "cards": ("Ada Example, ML engineer, Pair coding", "C-12, ML engineer, System design"),
    "count": "2",
    "due": "6 March 2026",
    "sender": "Rita Recruiter",
    "scorecards": "your 2 scorecards",
    "signature": ("Rita Recruiter", "Example GmbH"),
    "file": "S-9.xlsx",
    "problems": ("1. Scorecard!C7: the rating is missing",),
    "ratings": ("- Coding: 3",),
}


def parsed(text: str) -> MailTemplate:
    return parse_template(text, name="ours.txt", allowed=CARDS_PLACEHOLDERS)


def refused(text: str) -> list[str]:
    with pytest.raises(InvalidFileError) as caught:
        parsed(text)
    assert all(problem.fix for problem in caught.value.problems)
    return [f"{problem.where}: {problem.what}" for problem in caught.value.problems]


def test_a_company_writes_its_own_words_around_what_is_filled_in() -> None:
    subject, body = parsed(GOOD).fill(VALUES)

    assert subject == "Cards for Bo Sample"
    assert body == (
        "Hello Bo Sample,\n\nAda Example, ML engineer, Pair coding\n"
        "C-12, ML engineer, System design\n\nby 6 March 2026\nRita Recruiter\n"
    )


def test_a_template_may_be_saved_by_any_editor() -> None:
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()

    read = read_template(windows, name="ours.txt", allowed=CARDS_PLACEHOLDERS)

    assert read == parsed(GOOD)
    assert parsed(GOOD.replace("\n", "\r")) == read
    assert parsed(GOOD.replace("Subject:", "subject :")) == read


def test_a_brace_is_written_twice() -> None:
    template = parsed("Subject: {{{count}}}\n\n{{due}} }}{{ {{{{\n")

    assert template.fill(VALUES) == ("{2}", "{due} }{ {{\n")


@given(value=st.text(st.characters(), max_size=80))
@example(value="{due} {{count}} {sender.__class__}")
@example(value="Bo\r\nBcc: eve@example.org")
def test_what_is_filled_in_is_never_read_as_a_template(value: str) -> None:
    subject, body = parsed("Subject: x {interviewer}\n\n[{interviewer}]\n").fill(
        {"interviewer": value}
    )

    assert subject == one_line(f"x {value}")
    assert body == f"[{one_line(value)}]\n"


def test_a_line_of_a_list_stays_one_line() -> None:
    cards = ("Ada\nExample,\tPair coding", "  indented\r\nline")

    _, body = parsed("Subject: x\n\n{cards}\n").fill({"cards": cards})

    assert body == "Ada Example, Pair coding\n  indented line\n"


def test_a_value_that_was_forgotten_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError, match="due"):
        parsed("Subject: x\n\n{due}\n").fill({})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "ours.txt, line 1: the first line is not the subject"),
        ("Hello\n\nBo", "ours.txt, line 1: the first line is not the subject"),
        ("\nSubject: x\n\nHello", "ours.txt, line 1: the first line is not the subject"),
        ("Subject:  \n\nHello", "ours.txt, line 1: the subject is empty"),
        ("Subject: x\nHello\n", "ours.txt, line 2: no blank line follows the subject"),
        ("Subject: x", "ours.txt, line 1: there is no text"),
        ("Subject: x\n\n \n\t\n", "ours.txt, line 5: there is no text"),
        ("Subject: {cards}\n\nx", "ours.txt, line 1: {cards} is a list and does not fit in"),
        ("Subject: x\n\n{candidate}", "ours.txt, line 3: nothing can be filled in for {candidate}"),
        ("Subject: x\n\n{problems}", "ours.txt, line 3: nothing can be filled in for {problems}"),
        ("Subject: x\n\n{due", 'ours.txt, line 3: "{" stands alone'),
        ("Subject: x\n\ndue}", 'ours.txt, line 3: "}" stands alone'),
        ("Subject: x\n\n{due\n}", 'ours.txt, line 3: "{" stands alone'),
        ("Subject: x\n\n{}", "ours.txt, line 3: nothing can be filled in for {}"),
        ("Subject: x\n\n{0}", "ours.txt, line 3: nothing can be filled in for {0}"),
        ("Subject: x\n\n{due.year}", "ours.txt, line 3: nothing can be filled in for {due.year}"),
        (
            "Subject: x\n\n{due.__class__.__mro__}",
            "ours.txt, line 3: nothing can be filled in for {due.__class__.__mro__}",
        ),
        ("Subject: x\n\n{cards[0]}", "ours.txt, line 3: nothing can be filled in for {cards[0]}"),
        ("Subject: x\n\n{due!r}", "ours.txt, line 3: nothing can be filled in for {due!r}"),
        ("Subject: x\n\n{due:>9}", "ours.txt, line 3: nothing can be filled in for {due:>9}"),
        ("Subject: x\n\n{ due }", "ours.txt, line 3: nothing can be filled in for { due }"),
        ("Subject: x\n\n{Due}", "ours.txt, line 3: nothing can be filled in for {Due}"),
        ("Subject: x\n\na\x00b", "ours.txt, line 3: there is a character that is no text"),
    ],
)
def test_a_fault_is_named_by_its_line(text: str, problem: str) -> None:
    assert any(found.startswith(problem) for found in refused(text)), refused(text)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"Subject: x\n\nGr\xfc\xdfe", "ours.txt, line 3: the file is not UTF-8 text"),
        (b"\xff\xfeS\x00u\x00", "ours.txt, line 1: the file is not UTF-8 text"),
        (b"x" * (MAX_BYTES + 1), "ours.txt: the file is larger than 100,000 bytes"),
    ],
)
def test_a_file_that_is_no_plain_text_is_refused(raw: bytes, problem: str) -> None:
    with pytest.raises(InvalidFileError, match=f"{problem}. Fix: "):
        read_template(raw, name="ours.txt", allowed=CARDS_PLACEHOLDERS)


def test_every_fault_of_a_template_is_named_at_once() -> None:
    found = refused("Subject: {cards}\nHello {name},\n{due}}\n")

    assert [one.partition(": ")[0] for one in found] == [
        "ours.txt, line 1",
        "ours.txt, line 2",
        "ours.txt, line 2",
        "ours.txt, line 3",
    ]


def test_no_more_faults_are_named_than_a_person_reads() -> None:
    found = refused("Subject: x\n\n" + "{\n" * 500)

    assert len(found) == 51
    assert found[-1].endswith("there are more problems in this file")


@pytest.mark.parametrize(
    ("asked", "fix"),
    [
        ("interviewr", "write {interviewer}"),
        ("due.year", "write {due}"),
        (" sender", "write {sender}"),
        ("zzz", "what can be filled in is {cards}, {company}, {count}, {due}, {interviewer},"),
    ],
)
def test_a_misspelt_name_is_told_what_was_meant(asked: str, fix: str) -> None:
    with pytest.raises(InvalidFileError, match=re.escape(f"Fix: {fix}")):
        parsed(f"Subject: x\n\n{{{asked}}}\n")


@given(text=st.text(st.characters(), max_size=200))
@example(text="{" * 100)
@example(text="Subject: " + "{{" * 50)
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    whole = f"Subject: x\n\ny {text}"
    try:
        template = parsed(whole)
    except InvalidFileError:
        assert all(found.startswith("ours.txt, line ") for found in refused(whole))
        return

    assert template.fill(VALUES)[1].startswith("y")


@pytest.mark.parametrize("kind", TemplateKind)
@pytest.mark.parametrize("code", ["en", "de"])
def test_the_shipped_texts_say_everything_an_interviewer_needs(
    kind: TemplateKind, code: str
) -> None:
    asked = {name for _, name, _, _ in string.Formatter().parse(default_text(kind, code)) if name}

    subject, body = default_template(kind, code).fill(VALUES)

    # A company that is not named would leave a gap in a sentence; it stands below the text.
    assert asked == kind.placeholders - {"company", "count", "sender"}
    assert subject
    assert "{" not in subject + body
    assert "Bo Sample" in body
    assert body.endswith("Rita Recruiter\nExample GmbH\n")


def test_a_language_without_a_text_falls_back_to_english() -> None:
    english = default_text(TemplateKind.CARDS, "en")

    assert default_text(TemplateKind.CARDS, "xx") == english
    assert default_text(TemplateKind.CARDS, "../../de") == english
    assert default_text(TemplateKind.CARDS, "") == english
    assert default_text(TemplateKind.CARDS, "en_GB") == english
    assert default_text(TemplateKind.CARDS, "de-AT") == default_text(TemplateKind.CARDS, "de")
    assert default_text(TemplateKind.CARDS, "de") != english


def test_a_reply_lists_what_to_mend_and_how() -> None:
    problems = [
        Problem("the rating is missing", where="Scorecard!C7", fix="choose a level"),
        Problem("the file is empty"),
    ]

    lines = number_problems(problems)

    assert lines == (
        "1. Scorecard!C7: the rating is missing",
        "   \N{RIGHTWARDS ARROW} choose a level",
        "2. the file is empty",
    )
    _, body = parse_template(
        "Subject: {file}\n\n{problems}\n", name="x", allowed=REPLY_PLACEHOLDERS
    ).fill({"file": "S-9.xlsx", "problems": lines})
    assert body == "\n".join(lines) + "\n"
