from __future__ import annotations

import io
import subprocess
import time
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from hiring.documents import debrief, decision_record
from hiring.documents.job_description.word import write_word
from hiring.documents.plain_text import clean, split_paragraphs
from hiring.documents.word import Paper, Properties, Span, Style, Table
from hiring.documents.word_base import TEXT_WIDTH
from tests.documents.papers import (
    NOON,
    a_debrief_pack,
    a_decision_record,
    a_job_description,
    list_paragraphs,
    list_texts,
    open_document,
)

if TYPE_CHECKING:
    from pathlib import Path

    from docx.oxml.xmlchemy import BaseOxmlElement

ANY_TEXT = st.text(st.characters(), max_size=60)
MARK = "\N{REPLACEMENT CHARACTER}"


def a_paper(**changes: str) -> Paper:
    said = {
        "title": "A paper",
        "subject": "A subject",
        "author": "Example Forecasts",
        "category": "Test",
        "identifier": "A-7",
        "footer": "A foot",
        "source": "Rubric",
    }
    return Paper(Properties(**(said | changes), at=NOON))


def a_table(rows: int = 3, **changes: str) -> Table:
    said = {"caption": "Steps", "description": "Each step and what it looks at."}
    return Table(
        **(said | changes),
        shares=(1, 3),
        header=("Step", "Looks at"),
        rows=tuple((f"Step {number}", "Coding") for number in range(rows)),
    )


def find_all(written: bytes, tag: str) -> list[BaseOxmlElement]:
    return list(open_document(written).element.body.iter(qn(f"w:{tag}")))


def read_part(written: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        return package.read(part).decode()


@given(ANY_TEXT)
def test_any_text_a_person_can_type_survives_in_a_paragraph(text: str) -> None:
    paper = a_paper()

    paper.add(Style.NORMAL, text)

    assert list_texts(paper.to_bytes()) == [clean(text)]


@given(ANY_TEXT)
def test_text_that_xml_can_hold_is_kept_to_the_letter(text: str) -> None:
    kept = "".join(letter for letter in text if letter.isprintable())

    assert clean(kept) == kept


@given(ANY_TEXT)
def test_any_text_survives_in_a_table_and_in_what_a_document_says_of_itself(text: str) -> None:
    paper = a_paper(title=text, footer=text, author=text)

    paper.add_table(a_table(caption=text, description=text))
    paper.add_text(text)
    paper.add_bullets([(text, Span(text=text, bold=True))])

    written = paper.to_bytes()
    assert open_document(written).core_properties.title == " ".join(clean(text).split())[:255]
    assert list_texts(written)[-1] == clean(text) * 2


def test_what_is_no_text_is_marked_and_every_line_end_is_one_line_end() -> None:
    assert clean("a\x00b\x1bc\x7fd\ud800e\ufffef") == MARK.join("abcdef")
    assert clean("a\r\nb\rc\vd\fe\u2028f") == "a\nb\nc\nd\ne\nf"


def test_a_blank_line_in_evidence_begins_a_new_paragraph() -> None:
    paper = a_paper()

    paper.add_text("one\ntwo\n \n\nthree\n", Style.QUOTE)

    assert list_texts(paper.to_bytes()) == ["one\ntwo", "three"]
    assert split_paragraphs(" \n\n ") == ()


def test_a_new_list_of_steps_begins_at_one() -> None:
    paper = a_paper()

    paper.add_steps(["Hold the design interview."])
    paper.add_steps(["Settle it in the debrief."])

    written = paper.to_bytes()
    used = [found.get(qn("w:val")) for found in find_all(written, "numId")]
    assert len(set(used)) == 2
    assert read_part(written, "word/numbering.xml").count('<w:startOverride w:val="1"/>') == 2


def test_the_header_of_a_table_repeats_and_its_rows_stay_whole() -> None:
    paper = a_paper()

    paper.add_table(a_table(rows=30))

    header, *rows = find_all(paper.to_bytes(), "tr")
    assert header.find(f".//{qn('w:tblHeader')}") is not None
    assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in rows)
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_a_row_longer_than_a_page_may_break() -> None:
    paper = a_paper()
    table = a_table(rows=0)

    paper.add_table(
        Table(
            caption=table.caption,
            description=table.description,
            shares=table.shares,
            header=table.header,
            rows=(("Evidence", Span(text="word " * 2000)),),
        )
    )

    _, row = find_all(paper.to_bytes(), "tr")
    assert row.find(f".//{qn('w:cantSplit')}") is None


def test_a_table_fills_the_page_and_says_what_it_is_to_those_who_cannot_see_it() -> None:
    paper = a_paper()

    paper.add_table(a_table())

    written = paper.to_bytes()
    widths = [int(found.get(qn("w:w"), "0")) for found in find_all(written, "gridCol")]
    assert 0 <= TEXT_WIDTH - sum(widths) < len(widths)
    assert [found.get(qn("w:val")) for found in find_all(written, "tblCaption")] == ["Steps"]
    assert find_all(written, "tblDescription")


def test_a_long_table_is_not_pushed_to_a_page_of_its_own() -> None:
    paper = a_paper()

    paper.add_table(a_table(rows=300))

    assert not find_all(paper.to_bytes(), "keepNext")


def test_a_short_table_stays_with_its_header() -> None:
    paper = a_paper()

    paper.add_table(a_table(rows=3))

    rows = find_all(paper.to_bytes(), "tr")
    kept = [row.find(f".//{qn('w:keepNext')}") is not None for row in rows]
    assert kept == [True, True, True, False]


def test_lines_to_fill_in_by_hand_have_room() -> None:
    paper = a_paper()

    paper.add_form("The decision", {"Because": 90, "Date": 26})

    heights = [found.get(qn("w:val")) for found in find_all(paper.to_bytes(), "trHeight")]
    assert heights == ["1800", "520"]


def test_every_style_names_its_fonts_and_no_theme_overrides_them() -> None:
    styles = read_part(a_paper().to_bytes(), "word/styles.xml")

    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/>'
    assert styles.count(fonts) == styles.count("<w:rFonts")
    assert 'w:lang w:val="en-GB"' in styles
    assert "Theme" not in styles


def test_every_style_that_is_used_is_in_the_base_document() -> None:
    known = {style.style_id for style in open_document(a_paper().to_bytes()).styles}

    assert known >= {style.value for style in Style}
    assert len(known) < 25


def test_a_page_is_a4_with_its_number_at_the_foot() -> None:
    written = a_paper(footer="Decision record, A-7").to_bytes()

    section = open_document(written).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    assert section.footer.paragraphs[0].text.startswith("Decision record, A-7\tPage ")
    footer = read_part(written, "word/footer.xml")
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    assert f'w:val="right" w:pos="{TEXT_WIDTH}"' in read_part(written, "word/styles.xml")


def test_a_document_says_whose_it_is_and_not_which_library_wrote_it() -> None:
    written = a_paper().to_bytes()

    said = open_document(written).core_properties
    assert (said.title, said.subject, said.category) == ("A paper", "A subject", "Test")
    assert said.author == said.last_modified_by == "Example Forecasts"
    assert said.created == said.modified == datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
    assert (said.identifier, said.language, said.revision) == ("A-7", "en-GB", 1)
    assert "docx" not in read_part(written, "docProps/core.xml")


def test_equal_papers_are_equal_to_the_byte() -> None:
    first, second = (_write_a_long_paper(rows=5) for _ in range(2))

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_a_table_takes_time_in_step_with_its_rows() -> None:
    few, many = (_time(rows) for rows in (250, 2000))

    assert many < few * 8 * 2


def _write_a_long_paper(rows: int) -> bytes:
    paper = a_paper()
    paper.add_table(a_table(rows=rows))
    paper.add_steps(["one"] * rows)
    return paper.to_bytes()


def _time(rows: int) -> float:
    def once() -> float:
        begun = time.process_time()
        _write_a_long_paper(rows)
        return time.process_time() - begun

    return min(once() for _ in range(3))


@pytest.mark.office
def test_every_document_opens_and_prints(soffice: str, tmp_path: Path) -> None:
    papers = {
        "debrief": debrief.write(a_debrief_pack()),
        "decision": decision_record.write(a_decision_record()),
        "job": write_word(a_job_description()),
    }
    for name, written in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(written)

    subprocess.run(
        [
            soffice,
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *(str(tmp_path / f"{name}.docx") for name in papers),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    pages = {name: _count_pages((tmp_path / f"{name}.pdf").read_bytes()) for name in papers}
    assert pages["debrief"] > 2
    assert pages["decision"] > 1
    assert pages["job"] in {1, 2}


def _count_pages(pdf: bytes) -> int:
    assert pdf.startswith(b"%PDF")
    return pdf.count(b"/Type/Page/")


def test_paragraphs_of_a_heading_style_are_headings() -> None:
    paper = a_paper()

    for style in (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3):
        paper.add(style, "What is open")

    names = [
        paragraph.style.name
        for paragraph in list_paragraphs(paper.to_bytes())
        if paragraph.style is not None
    ]
    assert names == ["Heading 1", "Heading 2", "Heading 3"]
