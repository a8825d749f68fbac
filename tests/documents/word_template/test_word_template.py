from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from hiring.documents.job_description.word import write_sample, write_word
from hiring.documents.word_template import read_template
from hiring.errors import InvalidFileError
from tests.documents.papers import a_job_description, list_headings, list_texts, open_document
from tests.documents.word_template.templates import (
    OFFICE,
    PIXEL,
    a_company_template,
    outside,
    unzip,
    with_footer,
    without_style,
    zipped,
)

if TYPE_CHECKING:
    from hiring.documents.word_base import Base

TEXTS = list_texts(write_word(a_job_description()))


def write_on(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    base, notes = read_template(raw, name="ours.docx")
    return write_word(a_job_description(), base), notes


def refusal(raw: bytes) -> str:
    with pytest.raises(InvalidFileError) as refused:
        read_template(raw, name="ours.docx")
    return str(refused.value)


def footer_on(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Give the footer of an ad that is written on a template, and check that nothing leads out."""
    written, notes = write_on(raw)
    parts = unzip(written)
    for name, part in parts.items():
        if name.endswith(".rels") and name != "word/_rels/document.xml.rels":
            assert b"External" not in part, name
    (footer,) = (part for name, part in parts.items() if name.startswith("word/footer"))
    return footer, notes


def test_an_ad_on_a_companys_template_says_the_same() -> None:
    written, _ = write_on(a_company_template())

    assert list_texts(written) == TEXTS
    assert list_headings(written) == list_headings(write_word(a_job_description()))


def test_an_ad_takes_the_companys_logo_page_and_colours() -> None:
    written, notes = write_on(a_company_template())

    document = open_document(written)
    section = document.sections[0]
    assert section.header.paragraphs[0].text.startswith("Example Bakeries")
    assert section.footer.paragraphs[0].text == "A footer of our own"
    pictures = [part for name, part in unzip(written).items() if name.startswith("word/media/")]
    assert pictures == [PIXEL]
    (table,) = document.tables
    assert table.rows[0].cells[0]._tc.find(f".//{qn('w:shd')}").get(qn("w:fill")) == "1B5E20"
    width = sum(int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol")))
    measures = (section.page_width, section.left_margin, section.right_margin)
    whole, left, right = (0 if one is None else one.twips for one in measures)
    page = whole - left - right
    assert page - 4 <= width <= page
    assert notes == (
        "no style 'Table Text': a plain one of ours stands in for it",
        "no style 'Small Print': a plain one of ours stands in for it",
    )


def test_the_companys_styles_are_used_by_name() -> None:
    written, _ = write_on(a_company_template())

    used = {str(one.style.name) for one in open_document(written).paragraphs if one.style}
    assert {"Title", "Subtitle", "Heading 1", "List Bullet", "Normal"} <= used


def test_an_ad_is_in_english_and_signed_whatever_the_template_says() -> None:
    raw = a_company_template()
    parts = unzip(raw)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'"en-US"', b'"de-DE"')

    written, _ = write_on(zipped(parts))

    assert b"de-DE" not in unzip(written)["word/styles.xml"]
    said = open_document(written).core_properties
    assert (said.title, said.author) == (
        *("Machine learning engineer, Example Forecasts", "Example Forecasts"),
    )
    assert not [name for name in unzip(written) if "app.xml" in name or "custom" in name]


def test_the_example_in_the_template_is_left_out() -> None:
    assert "An example that is left out" not in " ".join(
        list_texts(write_on(a_company_template())[0])
    )


def test_our_own_sample_is_a_template_that_lacks_nothing() -> None:
    written, notes = write_on(write_sample())

    assert notes == ()
    assert list_texts(written) == TEXTS


def test_a_missing_style_is_refused_by_name() -> None:
    said = refusal(without_style(a_company_template(), "Title", "Heading 1"))

    assert "ours.docx: the template has no style 'Title'" in said
    assert "the template has no style 'Heading 1'" in said
    assert "hiring jd template -o FILE.docx" in said


def test_a_missing_list_is_stood_in_for_by_a_real_one() -> None:
    written, notes = write_on(without_style(a_company_template(), "List Bullet", "Subtitle"))

    assert "no style 'List Bullet': a plain one of ours stands in for it" in notes
    styles = unzip(written)["word/styles.xml"]
    assert b'w:styleId="HiringListBullet"' in styles
    numbering = open_document(written).part.numbering_part.element
    numbered = {one.get(qn("w:numId")) for one in numbering.iter(qn("w:num"))}
    assert "9001" in numbered


def test_an_ad_of_ours_can_be_a_template_and_brings_nothing_twice() -> None:
    first, _ = write_on(without_style(a_company_template(), "List Bullet", "Subtitle"))

    second, _ = write_on(first)

    styles = open_document(second).styles.element
    ids = [one.get(qn("w:styleId")) for one in styles.iter(qn("w:style"))]
    assert len(ids) == len(set(ids))
    numbering = open_document(second).part.numbering_part.element
    numbers = [one.get(qn("w:numId")) for one in numbering.iter(qn("w:num"))]
    assert len(numbers) == len(set(numbers))


def test_a_style_with_an_odd_id_adds_nothing_of_its_own() -> None:
    parts = unzip(without_style(a_company_template(), "Subtitle"))
    odd = b"x&quot;/&gt;&lt;w:evil/&gt;&lt;w:next w:val=&quot;y"
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b'w:styleId="Normal"', b'w:styleId="' + odd + b'"'
    )

    written, _ = write_on(zipped(parts))

    assert b"<w:evil/>" not in unzip(written)["word/styles.xml"]


def test_a_list_style_without_bullets_gets_some() -> None:
    parts = unzip(write_sample())
    bare = b'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    assert bare in parts["word/styles.xml"]
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(bare, b"")

    written, _ = write_on(zipped(parts))

    assert b'w:numId w:val="9001"' in unzip(written)["word/styles.xml"]


def test_a_style_of_a_few_words_will_do() -> None:
    parts = unzip(write_sample())
    styles = parts["word/styles.xml"].decode()
    begin = styles.index("<w:pPr>", styles.index('w:styleId="ListBullet"'))
    end = styles.index("</w:pPr>", begin) + len("</w:pPr>")
    kept = re.sub("<w:lang [^>]*/>", "", styles[:begin] + styles[end:])
    document = re.sub(b"<w:sectPr.*</w:sectPr>", b"", parts["word/document.xml"], flags=re.DOTALL)
    raw = parts | {"word/styles.xml": kept.encode(), "word/document.xml": document}

    written, notes = write_on(zipped(raw))

    assert (list_texts(written), notes) == (TEXTS, ())
    after = unzip(written)["word/styles.xml"].decode()
    assert 'w:numId w:val="9001"' in after
    assert 'w:lang w:val="en-GB"' in after
    section = open_document(written).sections[0]
    assert section.page_width is not None
    assert section.page_width.twips == 11906


def test_pale_headings_do_not_make_a_pale_table() -> None:
    parts = unzip(write_sample())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"1F3864", b"CCDDFF")

    base, _ = read_template(zipped(parts), name="x")

    assert base.accent == "404040"


def test_the_same_template_gives_the_same_file() -> None:
    raw = a_company_template()

    assert write_on(raw)[0] == write_on(raw)[0]


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "not a Word document"),
        (b"%PDF-1.7", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word document (.doc)"),
        (write_sample()[:-200], "not a Word document"),
        (zipped({"a.txt": b"hello"}), "not a Word document"),
        (zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<a/>"}), "not a Word doc"),
    ],
    ids=["empty", "pdf", "doc", "cut off", "zip", "empty package"],
)
def test_what_is_no_word_document_is_refused(raw: bytes, said: str) -> None:
    assert said in refusal(raw)


def changed(part: str, old: bytes, new: bytes) -> bytes:
    parts = unzip(write_sample())
    assert old in parts[part]
    return zipped(parts | {part: parts[part].replace(old, new)})


@pytest.mark.parametrize(
    "raw",
    [
        zipped(unzip(write_sample()) | {"word/vbaProject.bin": b"x"}),
        changed(
            "[Content_Types].xml",
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    ],
)
def test_a_template_with_macros_is_refused(raw: bytes) -> None:
    assert "it has macros (programs)" in refusal(raw)


def test_a_template_for_word_is_as_good_as_a_document() -> None:
    raw = changed("[Content_Types].xml", b"document.main+xml", b"template.main+xml")

    assert list_texts(write_on(raw)[0]) == TEXTS


@pytest.mark.parametrize("part", ["word/styles.xml", "word/document.xml", "word/footer.xml"])
def test_a_declaration_that_could_fetch_or_swell_is_refused(part: str) -> None:
    raw = changed(part, b"?>", b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')

    assert f"{part} declares a document type" in refusal(raw)


@pytest.mark.parametrize("part", ["word/styles.xml", "word/document.xml", "word/footer.xml"])
def test_a_broken_part_is_refused_by_name(part: str) -> None:
    raw = changed(part, b"<w:", b"<<w:")

    assert f"{part} cannot be read: the file is damaged" in refusal(raw)


def test_a_template_that_swells_is_refused() -> None:
    raw = zipped(unzip(write_sample()) | {"word/media/x.png": b"\0" * (49 << 20)})

    assert "far too big" in refusal(raw)


def test_a_locked_template_is_refused() -> None:
    raw = bytearray(write_sample())
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 1)

    assert "protected by a password" in refusal(bytes(raw))


def test_a_template_without_styles_is_refused() -> None:
    raw = changed("word/_rels/document.xml.rels", b"/styles", b"/nothing")

    assert "it has no styles" in refusal(raw)


# --- what is left out ---------------------------------------------------------------------------


def test_a_link_out_of_the_footer_is_cut_and_its_words_stay() -> None:
    footer, notes = footer_on(
        with_footer(
            '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>our page</w:t></w:r></w:hyperlink></w:p>',
            outside("rId1", "hyperlink", "https://example.org/track?you"),
        )
    )

    assert b"our page" in footer
    assert b"hyperlink" not in footer
    assert notes == ("left out: a link to https://example.org/track?you",)


def test_a_picture_that_would_be_fetched_is_left_out() -> None:
    footer, notes = footer_on(
        with_footer(
            '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rId1" o:title="x"/></v:shape></w:pict>'
            "</w:r><w:r><w:t>kept</w:t></w:r></w:p>",
            outside("rId1", "image", "http://example.org/pixel.png"),
        )
    )

    assert b"pict" not in footer
    assert b"kept" in footer
    assert "left out: a link to http://example.org/pixel.png" in notes


def test_an_address_in_an_old_drawing_is_left_out() -> None:
    footer, _ = footer_on(
        with_footer(
            '<w:p><w:r><w:pict><v:shape o:href="http://example.org/x"><v:imagedata '
            'src="\\\\server\\share\\a.png"/></v:shape></w:pict></w:r></w:p>'
        )
    )

    assert b"example.org" not in footer
    assert b"server" not in footer


@pytest.mark.parametrize("tag", ["object", "control", "altChunk", "subDoc"])
def test_an_object_of_another_program_is_left_out(tag: str) -> None:
    footer, notes = footer_on(
        with_footer(f'<w:p><w:r><w:{tag} r:id="rId9"/></w:r><w:r><w:t>kept</w:t></w:r></w:p>')
    )

    assert f"w:{tag}".encode() not in footer
    assert b"kept" in footer
    assert "left out: an object of another program" in notes


def test_a_field_that_fetches_is_left_out_and_page_numbers_stay() -> None:
    footer, notes = footer_on(
        with_footer(
            '<w:p><w:fldSimple w:instr=" INCLUDEPICTURE http://example.org/x "><w:r><w:t>old</w:t>'
            '</w:r></w:fldSimple></w:p><w:p><w:fldSimple w:instr="PAGE"/></w:p>'
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText>'
            "</w:r><w:r><w:instrText>AUTO cmd</w:instrText></w:r><w:r><w:fldChar "
            'w:fldCharType="separate"/></w:r><w:r><w:t>seen</w:t></w:r><w:r><w:fldChar '
            'w:fldCharType="end"/></w:r></w:p>'
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>NUMPAGES'
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
    )

    for gone in (b"INCLUDEPICTURE", b"DDE", b"example.org"):
        assert gone not in footer
    for kept in (b"old", b"seen", b'w:instr="PAGE"', b"NUMPAGES"):
        assert kept in footer
    assert "left out: the field DDEAUTO; its words stay" in notes


def test_nothing_but_what_is_known_is_taken_over() -> None:
    parts = unzip(a_company_template())
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"</w:settings>", b'<w:attachedTemplate r:id="rId1"/></w:settings>'
    )
    parts["customXml/item9.xml"] = b"<secret/>"
    parts["word/embeddings/x.bin"] = b"MZ"

    written, _ = write_on(zipped(parts))

    kept = unzip(written)
    assert b"attachedTemplate" not in kept["word/settings.xml"]
    assert {name.split("/")[0] for name in kept} == {
        *("[Content_Types].xml", "_rels", "docProps", "word"),
    }
    assert not [name for name in kept if "embeddings" in name or "customXml" in name]


def test_a_link_to_a_part_outside_the_folder_stays_inside_the_file() -> None:
    raw = changed(
        "word/_rels/document.xml.rels", b'Target="footer.xml"', b'Target="../../../etc/passwd"'
    )

    written, _ = write_on(raw)

    assert not [name for name in unzip(written) if "footer" in name or "passwd" in name]


@given(st.binary(max_size=200), st.integers(0, 5))
def test_spoiled_parts_are_refused_in_words_or_do_no_harm(spoiled: bytes, place: int) -> None:
    parts = unzip(write_sample())
    name = sorted(parts)[place % len(parts)]
    base = read_or_refuse(zipped(parts | {name: spoiled}))

    if isinstance(base, str):
        assert base.startswith("ours.docx: ")
        return
    assert_written(base)


def read_or_refuse(raw: bytes) -> Base | str:
    try:
        return read_template(raw, name="ours.docx")[0]
    except InvalidFileError as error:
        return str(error)


def assert_written(base: Base) -> None:
    with zipfile.ZipFile(io.BytesIO(write_word(a_job_description(), base))) as package:
        assert package.testzip() is None


def test_the_fields_of_relationships_are_those_of_office() -> None:
    assert OFFICE in unzip(write_sample())["_rels/.rels"].decode()
