from __future__ import annotations

import pytest

from hiring.errors import InvalidFileError
from tests.documents.ad_files.making import (
    LISTED,
    MAIN,
    OFFICE,
    a_word_file,
    lines_of,
    paragraph,
    read_ad_bytes,
    run,
    styled,
    zipped,
)

CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = f"<w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent>"
WAYS = (
    f"<mc:Choice>{paragraph(run('One'))}</mc:Choice>"
    f"<mc:Fallback>{paragraph(run('Two'))}</mc:Fallback>"
)
GONE = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
SENTENCE = "Example GmbH is an employer that gives everybody the same chances."


def read(body: str) -> list[str]:
    return lines_of(read_ad_bytes(a_word_file(body), shown="ad.docx"))


def cell(*paragraphs: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(paragraphs)}</w:tc>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (styled("Do", "T") + styled("Do", "H1"), ["# Do", "# Do"]),
        (styled("Do", "H2") + styled("Do", "Own"), ["## Do", "## Do"]),
        (styled("Do", "Round") + styled("Do", "NoSuch"), ["Do", "Do"]),
        (paragraph(run("Do"), '<w:outlineLvl w:val="2"/>'), ["### Do"]),
        (paragraph(run("Do"), '<w:pStyle w:val="H1"/><w:outlineLvl w:val="9"/>'), ["**Do**"]),
        (styled("It", "LB") + styled("It", "Dots"), ["* It", "* It"]),
        (paragraph(run("It"), LISTED.format(0, 1)), ["* It"]),
        (paragraph(run("It"), LISTED.format(1, 1)), ["It"]),
        (paragraph(run("It"), LISTED.format(0, 99)), ["* It"]),
        (paragraph(run("It"), '<w:pStyle w:val="Dots"/>' + LISTED.format(0, 0)), ["It"]),
        (paragraph(run("Do", "<w:b/>")), ["**Do**"]),
        (
            paragraph(run("Do", '<w:rStyle w:val="Loud"/>')) + styled("It", "Loud"),
            ["**Do**", "**It**"],
        ),
        (paragraph(run("Do", '<w:b w:val="0"/>'), '<w:pStyle w:val="Loud"/>'), ["Do"]),
        (paragraph(run("Do ", "<w:b/>") + run("it")), ["Do it"]),
        (paragraph(run("Not ", "<w:vanish/>") + run("Do")), ["Do"]),
        (paragraph(f"<w:ins>{run('Do')}</w:ins>{GONE}"), ["Do"]),
        (paragraph(f"<w:hyperlink>{run('Do')}</w:hyperlink><w:x>{run(' it')}</w:x>"), ["Do it"]),
        (
            paragraph(
                "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:softHyphen/>"
                "<w:t>c</w:t></w:r>"
            ),
            ["a b-c"],
        ),
        (
            paragraph('<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br w:type="page"/></w:r>' + run("c")),
            ["a", "b c"],
        ),
        (
            paragraph('<w:r><w:sym w:char="F0B7"/><w:sym w:char="zz"/><w:t>a</w:t></w:r>'),
            ["\N{BULLET} a"],
        ),
        (
            paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("Do")),
            ["Do"],
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('Do'))}</w:sdtContent></w:sdt>", ["Do"]),
        (paragraph(run("Do <b> &amp; so")), ["Do &lt;b> &amp;amp; so"]),
    ],
)
def test_paragraphs_are_what_their_style_and_numbering_say(body: str, expected: list[str]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[["Pay"], ["EUR 60,000"]]], ["Pay: EUR 60,000"]),
        ([[["Pay"], ["a"], ["b"]]], ["Pay", "a", "b"]),
        (
            [[["One", "more"], ["Two"]], [["Place:"], ["Berlin"]]],
            ["One", "more", "Two", "Place: Berlin"],
        ),
        ([[["x"]], [[""], ["y"]]], ["x", "y"]),
    ],
)
def test_tables_are_read_row_by_row_and_cell_by_cell(
    rows: list[list[list[str]]], expected: list[str]
) -> None:
    written = "".join(
        "<w:tr><w:trPr/>"
        + "".join(cell(*(paragraph(run(text)) for text in texts)) for texts in row)
        + "</w:tr>"
        for row in rows
    )

    assert read(f"<w:tbl><w:tblPr/>{written}</w:tbl>") == expected


def test_rows_that_were_deleted_are_left_out_and_wrapped_ones_are_not() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph(run('gone')))}</w:tr>"
    wrapped = cell(f"<w:tbl><w:tr>{cell(paragraph(run('within')))}</w:tr></w:tbl>")
    kept = f"<w:sdt><w:sdtContent><w:tr><w:sdt>{wrapped}</w:sdt></w:tr></w:sdtContent></w:sdt>"

    assert read(f"<w:tbl>{gone}{kept}</w:tbl>") == ["within"]


@pytest.mark.parametrize(
    "drawn",
    [
        f"<w:r><w:pict><v:shape xmlns:v='v'>{BOX}</v:shape></w:pict></w:r>",
        (
            f"<w:r><mc:AlternateContent xmlns:mc='{CHOICE}'><mc:Choice><w:drawing>{BOX}</w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>"
            "</w:r>"
        ),
    ],
)
def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it(drawn: str) -> None:
    assert read(paragraph(run("Before") + drawn) + paragraph(run("After"))) == [
        "Before",
        "In a box",
        "After",
    ]


def test_either_of_two_ways_to_write_paragraphs_is_read() -> None:
    assert read(f"<mc:AlternateContent xmlns:mc='{CHOICE}'>{WAYS}</mc:AlternateContent>") == ["One"]


def test_paragraphs_are_numbered_as_they_stand() -> None:
    body = paragraph(run("One")) + paragraph("") + paragraph(run("Three")) + styled("It", "LB")

    assert read_ad_bytes(a_word_file(body), shown="ad.docx") == (
        (1, "One"),
        (1, ""),
        (3, "Three"),
        (3, ""),
        (4, "* It"),
    )


def test_sentences_in_margins_and_notes_are_read_once_and_last() -> None:
    margin = f'<w:ftr xmlns:w="{MAIN}">{paragraph(run("Page 1"))}{paragraph(run(SENTENCE))}</w:ftr>'
    related = "".join(
        f'<Relationship Id="m{n}" Type="{OFFICE}/footer" Target="footer{n}.xml"/>' for n in (1, 2)
    )

    raw = a_word_file(
        paragraph(run("Do")),
        {"word/footer1.xml": margin, "word/footer2.xml": margin},
        relations=related,
    )

    assert lines_of(read_ad_bytes(raw, shown="ad.docx")) == ["Do", SENTENCE]


def test_nothing_outside_the_file_is_looked_for() -> None:
    outside = (
        f'<Relationship Id="x" Type="{OFFICE}/footer" TargetMode="External"'
        ' Target="http://example.org/footer.xml"/>'
        f'<Relationship Id="y" Type="{OFFICE}/header" Target="../../../etc/hosts"/>'
        f'<Relationship Id="z" Type="{OFFICE}/header" Target="/no/such.xml"/>'
    )

    assert lines_of(
        read_ad_bytes(a_word_file(paragraph(run("Do")), relations=outside), shown="ad.docx")
    ) == ["Do"]


def test_a_file_without_styles_relations_or_lists_is_read() -> None:
    body = paragraph(run("It"), LISTED.format(0, 1))
    raw = zipped({"word/document.xml": f'<w:d xmlns:w="{MAIN}"><w:body>{body}</w:body></w:d>'})

    assert lines_of(read_ad_bytes(raw, shown="ad.docx")) == ["* It"]


def test_the_strict_form_of_word_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = paragraph(run("Do"), '<w:outlineLvl w:val="0"/>')
    part = f'<w:document xmlns:w="{strict}"><w:body>{text}</w:body></w:document>'

    assert lines_of(read_ad_bytes(zipped({"word/document.xml": part}), shown="a.docx")) == ["# Do"]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("<w:document", "its content cannot be read"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "declares a document type"),
        ('<?xml version="1.0" encoding="utf-7"?><x/>', "not written in UTF-8"),
        ("<w:d>" + "<w:x>" * 300 + "</w:x>" * 300 + "</w:d>", "nested too deeply"),
        ("<w:d>" + "<w:p/>" * 120_000 + "</w:d>", "far too big for an advertisement"),
        ("<w:d>" + " " * (7 << 20) + "</w:d>", "far too big for an advertisement"),
        ("<w:d><w:p/></w:d>", "there is no text in it"),
    ],
)
def test_a_spoiled_part_refuses_the_file_in_words(document: str, said: str) -> None:
    part = document.replace("<w:d>", f'<w:d xmlns:w="{MAIN}">', 1)

    with pytest.raises(InvalidFileError, match=said) as refused:
        read_ad_bytes(zipped({"word/document.xml": part}), shown="ad.docx")

    assert "Fix: " in str(refused.value)


def test_a_file_without_its_text_is_damaged() -> None:
    with pytest.raises(InvalidFileError, match=r"ad.docx: the file is damaged"):
        read_ad_bytes(zipped({"word/styles.xml": "<x/>"}), shown="ad.docx")


def test_a_table_of_musts_and_wishes_is_read_by_column() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(cell(paragraph(run(text))) for text in cells)}</w:tr>"

    written = row("Must", "Nice") + row("SQL", "dbt") + row("Python", "Danish")

    assert read(f"<w:tbl>{written}</w:tbl>") == [
        "### Must-haves",
        "* SQL",
        "* Python",
        "### Nice to have",
        "* dbt",
        "* Danish",
    ]
