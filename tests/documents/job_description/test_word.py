from __future__ import annotations

from dataclasses import replace

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from hiring import VERSION
from hiring.documents.job_description.blocks import Bullets
from hiring.documents.job_description.outline import draw_up
from hiring.documents.job_description.word import write_sample, write_word
from hiring.documents.plain_text import clean
from hiring.views.papers import MustHave
from tests.documents.papers import (
    a_job_description,
    an_empty_job_description,
    list_headings,
    list_paragraphs,
    list_texts,
    open_document,
)

ANY_TEXT = st.text(st.characters(), max_size=40)


def test_a_word_file_says_what_the_outline_says() -> None:
    written = write_word(a_job_description())

    outline = draw_up(a_job_description())
    texts = list_texts(written)
    assert texts[0] == outline.title
    assert list_headings(written) == [section.heading for section in outline.sections]
    for section in outline.sections:
        for block in section.blocks:
            if isinstance(block, Bullets):
                for line in block.lines:
                    assert "".join(piece.text for piece in line) in texts


def test_no_line_ends_within_the_pay() -> None:
    texts = [one.text for one in list_paragraphs(write_word(a_job_description()))]

    said = str(a_job_description().pay)
    assert any(said.replace(" ", "\N{NO-BREAK SPACE}") in text for text in texts)


def test_lists_are_lists_and_headings_are_headings() -> None:
    paragraphs = {one.text: one for one in list_paragraphs(write_word(a_job_description()))}

    duty = a_job_description().duties[0]
    styles = {text: str(one.style.name) for text, one in paragraphs.items() if one.style}
    assert styles[duty] == "List Bullet"
    assert styles["What you will do"] == "Heading 1"
    assert styles["Machine learning engineer"] == "Title"


def test_the_interviews_are_a_table_with_a_header_row_and_a_caption() -> None:
    (table,) = open_document(write_word(a_job_description())).tables

    assert [cell.text for cell in table.rows[0].cells] == [
        *("Step", "Format", "Time", "What it looks at"),
    ]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) == "The interviews"
    assert len(table.rows) == len(a_job_description().plan) + 1


def test_an_address_is_a_link() -> None:
    document = open_document(write_word(a_job_description(apply="https://example.org/jobs/1")))

    (link,) = document.element.body.iter(qn("w:hyperlink"))
    target = document.part.rels[link.get(qn("r:id"))]
    assert (target.is_external, target.target_ref) == (True, "https://example.org/jobs/1")


def test_a_gap_cannot_be_overlooked() -> None:
    written = write_word(an_empty_job_description())

    runs = [run for paragraph in list_paragraphs(written) for run in paragraph.runs]
    gaps = [run for run in runs if run.text.startswith("[to be written: ")]
    assert len(gaps) > 25
    assert all(run.font.highlight_color == WD_COLOR_INDEX.YELLOW for run in gaps)


def test_an_ad_is_signed_by_the_company() -> None:
    said = open_document(write_word(a_job_description())).core_properties

    assert said.title == "Machine learning engineer, Example Forecasts"
    assert (said.author, said.identifier, said.language) == ("Example Forecasts", "ML-1", "en-GB")
    assert said.comments == f"Rubric ml-engineer 1.0.0. hiring {VERSION}"


def test_an_ad_without_a_company_still_has_an_author_and_a_title() -> None:
    written = write_word(a_job_description(company=""))

    said = open_document(written).core_properties
    assert (said.title, said.author) == ("Machine learning engineer", "hiring")
    assert "[to be written: the company]" in list_texts(written)[1]


def test_the_same_ad_is_the_same_file() -> None:
    assert write_word(a_job_description()) == write_word(a_job_description())


@given(ANY_TEXT)
def test_whatever_the_team_writes_the_ad_can_be_read(text: str) -> None:
    ad = replace(
        a_job_description(),
        title=text,
        company=text,
        duties=(text,),
        must_haves=(MustHave(words=text, competency=text, steps=(text,)),),
        employment_type=text,
        offers={"tools": text},
    )

    assert list_texts(write_word(ad))[0] == clean(text)


def test_the_sample_shows_every_style_that_an_ad_uses() -> None:
    used = {one.style.name for one in list_paragraphs(write_word(a_job_description())) if one.style}

    shown = {one.style.name for one in list_paragraphs(write_sample()) if one.style}

    assert used <= shown
