from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hiring.documents.job_description.markdown import write_markdown
from hiring.documents.job_description.outline import draw_up
from hiring.documents.plain_text import clean
from hiring.views.papers import MustHave
from tests.documents.papers import a_job_description, an_empty_job_description

COMMONMARK = MarkdownIt("commonmark")
WITH_TABLES = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = (
    "*bold* _it_ **x** __y__ `code` ~~no~~",
    "<script>alert(1)</script> &amp; <b>",
    "[link](https://example.org) ![image](x.png) [ref][1]",
    "# heading",
    "- item",
    "+ item\n* item\n1. item\n2) item",
    "> quote\n\n    code\n\n```\nfence\n```",
    "a | b\n--- | ---\n1 | 2",
    "line\n===\nline\n---",
    "***\n---\n___",
    "ends with \\",
    "\\*not\\*",
    "<https://example.org> <jobs@example.org>",
    "costs $5 or $6",
    "\x00\x07\ud800",
    "\u05e9\u05dc\u05d5\u05dd",
    "y" * 300,
    "1. first",
    "a\n\n\nb",
    "\ttab\n    indented",
)


def kinds(text: str, reader: MarkdownIt = COMMONMARK) -> list[str]:
    """List every kind of block and of markup within lines, in their order."""
    found = []
    for token in reader.parse(text):
        found.append(f"{token.type} {token.tag}")
        found += [
            child.type
            for child in token.children or ()
            if child.type not in {"text", "softbreak", "hardbreak", "text_special"}
        ]
    return found


def heading_of(text: str) -> str:
    tokens = COMMONMARK.parse(text)
    return "".join(child.content or " " for child in tokens[1].children or ())


def words(text: str) -> str:
    return " ".join(clean(text).split())


def write(**changes: object) -> str:
    return write_markdown(a_job_description(**changes)).decode()


def test_the_parts_are_headings_of_their_level() -> None:
    text = write()

    headings = re.findall("^(#+) (.*)$", text, re.MULTILINE)
    assert headings[0] == ("#", "Machine learning engineer")
    assert headings[1:] == [("##", one.heading) for one in draw_up(a_job_description()).sections]


def test_markdown_needs_no_tables_and_no_html() -> None:
    found = kinds(write())

    assert not [kind for kind in found if "html" in kind or "table" in kind or "code" in kind]
    assert found.count("ordered_list_open ol") == 1
    assert "2. **Pair coding** (Work sample, 1 h): Coding, code quality" in write()


def test_an_address_is_a_link() -> None:
    assert "**Apply by e-mail:** <jobs@example.org>" in write()
    links = [kind for kind in kinds(write(apply="https://example.org/a_b*c")) if "link" in kind]
    assert links == ["link_open", "link_close"]


def test_gaps_stand_out() -> None:
    text = write_markdown(an_empty_job_description()).decode()

    assert text.count(r"**\[to be written: ") > 25
    assert "> **Draft.** Still missing: what the team does and why it matters; pay." in text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("reader", [COMMONMARK, WITH_TABLES])
def test_no_text_becomes_markup(text: str, reader: MarkdownIt) -> None:
    def with_text(given: str) -> str:
        return write(
            title=given,
            company=given,
            duties=(given,) * 4,
            must_haves=(MustHave(words=given, competency=given, steps=(given,)),) * 4,
            teaches=(given,),
            offers=dict.fromkeys(a_job_description().offers, given),
            equal_opportunity=given,
        )

    assert kinds(with_text(text), reader) == kinds(with_text("plain words"), reader)


@given(st.text(st.characters(), max_size=60))
def test_whatever_is_written_is_read_again_as_text(text: str) -> None:
    given_text = text if words(text) else "x"

    rendered = heading_of(write(title=given_text))

    assert words(rendered) == words(given_text)


@given(st.text(st.sampled_from("*_`#>-+=1.)[]()<>&~|!\\$ \nab:/"), max_size=30))
def test_no_mix_of_marks_becomes_markup(text: str) -> None:
    given_text = text if words(text) else "x"

    found = kinds(write(duties=(given_text,), team=re.sub(r"\n\s*\n", "\n", given_text)))

    assert found == kinds(write(duties=("x",), team="x"))


def test_the_same_ad_is_the_same_text() -> None:
    assert write() == write()
