"""An advertisement says the same, whatever the format of its file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.ad_rules import load_headings
from hiring.documents.ad_files import pdf_child, pdf_file
from hiring.domain.adverts.reading import clean_line, read_advert
from tests.documents.ad_files.making import (
    AD,
    Said,
    as_page,
    as_pdf,
    as_text,
    as_word,
    lines_of,
    marked,
    read_ad_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

EXPECTED = [marked(said) for said in AD]

WORDS = """
    model shop forecast R&D <b> C++ C# don\N{RIGHT SINGLE QUOTATION MARK}t 3+ Z\xfcrich caf\xe9
    (all) 50% well-kept &amp; x<y team first EUR 70,000 a,b; why? snake_case - o to
"""

words = st.sampled_from(WORDS.split())
# A text begins with a word, so that nothing in it looks like the mark of a line.
texts = st.lists(words, max_size=30).map(lambda more: " ".join(["Build", *more]))
blocks = st.tuples(st.sampled_from(["#", "##", "###", "*", ""]), texts)
ads = st.lists(blocks, min_size=1, max_size=12).map(tuple)


@pytest.mark.parametrize("name", ["ad.txt", "ad.md", "ad", "ad.html"])
def test_plain_text_says_what_the_ad_says_whatever_it_is_called(name: str) -> None:
    raw = as_page() if name == "ad.html" else as_text()

    assert lines_of(read_ad_bytes(raw.encode(), shown=name)) == EXPECTED


@pytest.mark.parametrize("name", ["ad.docx", "ad.txt", "standard input"])
def test_a_word_file_says_it_too(name: str) -> None:
    assert lines_of(read_ad_bytes(as_word(), shown=name)) == EXPECTED


@pytest.mark.parametrize("name", ["ad.pdf", "ad.txt", "standard input"])
def test_and_so_does_a_pdf(name: str) -> None:
    assert lines_of(read_ad_bytes(as_pdf(), shown=name)) == EXPECTED


@given(ads)
def test_any_ad_is_the_same_as_text_and_as_a_word_file(ad: tuple[Said, ...]) -> None:
    assert meaning(as_word(ad), "ad.docx") == meaning(as_text(escaped(ad)).encode(), "ad.txt")


@given(ads)
def test_any_ad_is_the_same_as_text_and_as_a_web_page(ad: tuple[Said, ...]) -> None:
    assert meaning(as_page(ad).encode(), "a.html") == meaning(as_text(escaped(ad)).encode(), "a.md")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["#", "##", "*", ""]), texts), min_size=1, max_size=12))
def test_a_pdf_keeps_every_word_and_every_bullet(ad: list[Said]) -> None:
    with patch.object(pdf_file, "read_apart", lambda _, raw, **__: said_here(raw)):
        read = lines_of(read_ad_bytes(as_pdf(ad), shown="ad.pdf"))

    assert words_of(read) == words_of(marked(said) for said in escaped(tuple(ad)))
    assert sum(line.startswith("* ") for line in read) == sum(mark == "*" for mark, _ in ad)


def said_here(raw: bytes) -> bytes:
    """Read a PDF in this process, for speed."""
    return json.dumps(pdf_child.read(raw)).encode()


def meaning(raw: bytes, name: str) -> list[tuple[str, str, str]]:
    advert = read_advert(read_ad_bytes(raw, shown=name), load_headings())
    said = [(line.kind.value, line.part.value, line.text) for line in advert.lines]
    return [("title", "", advert.title), *said]


def escaped(ad: tuple[Said, ...]) -> tuple[Said, ...]:
    """Write what would be a tag or an entity in Markdown so that it is none."""
    return tuple((mark, shielded(text)) for mark, text in ad)


def shielded(text: str) -> str:
    return text.replace("&amp;", "&amp;amp;").replace("<b>", "&lt;b>")


def words_of(lines: Iterable[str]) -> list[str]:
    """Give the words alone: which of two sizes a heading has, a PDF of one heading cannot tell."""
    return [word for line in lines for word in clean_line(line.lstrip("#* ")).split()]
