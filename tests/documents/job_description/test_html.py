from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.documents.job_description.html import write_html
from hiring.documents.job_description.outline import draw_up
from hiring.documents.plain_text import clean
from hiring.views.papers import MustHave
from tests.documents.papers import a_job_description, an_empty_job_description

HOSTILE = (
    "<script>alert(1)</script>",
    "</script></style></title><img src=x onerror=alert(1)>",
    "\" onmouseover='x' & &lt; &amp;lt;",
    "<!-- comment",
    "]]> <![CDATA[ x",
    "\x00\x07\x1b[31m\ud800",
    "\u05e9\u05dc\u05d5\u05dd \u202eabc",
    "x" * 300,
    "javascript:alert(1)",
)
VOID = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page: its tags, the text under each, and whether they are closed in order."""

    def __init__(self, page: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def text_of(self, tag: str) -> str:
        return "".join(text for found, text in self.texts if found == tag)


def read(**changes: object) -> Page:
    return Page(write_html(a_job_description(**changes)).decode())


def words(text: str) -> str:
    return " ".join(clean(text).split())


def test_a_page_has_one_title_and_a_heading_for_each_part() -> None:
    page = read()

    assert page.text_of("h1") == "Machine learning engineer"
    assert page.text_of("title") == "Machine learning engineer, Example Forecasts"
    headings = [text for tag, text in page.texts if tag == "h2"]
    assert headings == [section.heading for section in draw_up(a_job_description()).sections]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels == [1] + [2] * 10


def test_a_page_says_its_language_and_is_made_for_phones_printers_and_the_dark() -> None:
    page = read()

    assert ("html", {"lang": "en-GB"}) in page.tags
    names = {str(attrs.get("name")) for tag, attrs in page.tags if tag == "meta"}
    assert {"viewport", "color-scheme"} <= names
    style = page.text_of("style")
    for rule in ("@media print", "prefers-color-scheme: dark", "max-width: 34rem", "break-after"):
        assert rule in style


def test_a_page_fetches_nothing_and_runs_nothing() -> None:
    ad = a_job_description(posted="2026-11-02", apply="https://example.org/jobs/1")
    written = write_html(ad).decode()
    page = Page(written)

    assert "url(" not in written
    assert "@import" not in written
    fetching = {"src", "srcset", "data", "action", "background", "poster", "style"}
    for tag, attrs in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "form", "base"}
        assert not fetching & set(attrs)
        assert not [name for name in attrs if name.startswith("on")]
    scripts = [attrs for tag, attrs in page.tags if tag == "script"]
    assert scripts == [{"type": "application/ld+json"}]
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links == ["https://example.org/jobs/1"]


def test_the_interviews_are_a_table_that_can_be_heard() -> None:
    page = read()

    scopes = [attrs["scope"] for tag, attrs in page.tags if tag == "th"]
    assert scopes == ["col"] * 4 + ["row"] * 5
    assert page.text_of("caption") == "The interviews, in their order"


def test_a_page_carries_its_posting_only_when_nothing_is_missing() -> None:
    ready = a_job_description(posted="2026-11-02")

    posting = json.loads(Page(write_html(ready).decode()).text_of("script"))

    assert posting["@type"] == "JobPosting"
    for unfinished in (
        a_job_description(),
        replace(ready, gaps=an_empty_job_description().gaps),
        replace(ready, remote="remote"),
    ):
        assert "<script" not in write_html(unfinished).decode()


def test_gaps_are_marked() -> None:
    page = Page(write_html(an_empty_job_description()).decode())

    assert page.text_of("mark").count("[to be written: ") > 25
    assert "Draft." in page.text_of("strong")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    plain = read(posted="2026-11-02")
    ad = a_job_description(
        posted="2026-11-02",
        title=text,
        company=text,
        team=text,
        duties=(text,) * 4,
        must_haves=(MustHave(words=text, competency=text, steps=(text,)),) * 4,
        offers=dict.fromkeys(a_job_description().offers, text),
    )

    page = Page(write_html(ad).decode())

    assert {tag for tag, _ in page.tags} == {tag for tag, _ in plain.tags}
    assert words(page.text_of("h1")) == words(text)
    assert json.loads(page.text_of("script"))["title"] == words(text)


@given(st.text(st.characters(), max_size=60))
def test_whatever_is_written_is_read_again_as_text(text: str) -> None:
    page = read(duties=(text,), title=text or "x")

    assert words(page.text_of("h1")) == words(text or "x")


def test_the_same_ad_is_the_same_page() -> None:
    assert write_html(a_job_description()) == write_html(a_job_description())
