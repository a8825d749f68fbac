from __future__ import annotations

import json

import pytest

from hiring.documents.ad_files import open_ad_bytes
from hiring.errors import InvalidFileError
from tests.documents.ad_files.making import lines_of, read_ad_bytes

LONG = "We tell three hundred shops what they will sell, and five of us do so each week. " * 3


def read(page: str, name: str = "ad.html") -> list[str]:
    return lines_of(read_ad_bytes(page.encode(), shown=name))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h2>What you <em>bring</em></h2><p>Care", ["## What you bring", "Care"]),
        ("<p>One<p>Two<div>Three</div>Four", ["One", "Two", "Three", "Four"]),
        ("<p>One<br>Two<br/>Three</p>", ["One", "Two", "Three"]),
        ("<pre>One\n  Two</pre>", ["One", "Two"]),
        ("<ul><li>One<li>Two</ul>Three", ["* One", "* Two", "Three"]),
        ("<ol><li><p>One</p><p>more</p></li><li>Two</li></ol>", ["* One more", "* Two"]),
        ("<ul><li>One<ul><li>Deep</li></ul></li></ul>", ["* One", "* Deep"]),
        ("<ul><li>&bull; One - so</li><li>Two - so</ul>", ["* One - so", "* Two - so"]),
        ("<p><b>What you do</b></p><p><b>Own</b> it</p>", ["**What you do**", "Own it"]),
        ("<p style='font-weight: 700'>Pay</p>", ["**Pay**"]),
        (
            "<p>R&amp;D &lt;b&gt; &#8211; &euro;5&nbsp;k &#99999999999;",
            ["R&D &lt;b> \u2013 \u20ac5 k"],
        ),
        ("<p>a < b, c<d and 1<2</p><p>x", ["a < b, c", "x"]),
        ("<p>Say &amp;lt; so</p>", ["Say &amp;lt; so"]),
        ("<h7>Seven</h7><h6>Six</h6>", ["Seven", "###### Six"]),
        ("<h2>Open<p>Closed</p>", ["## Open", "Closed"]),
        ("<P CLASS=x>One</P ><p\n>Two", ["One", "Two"]),
        ("One</p></div></li>Two", ["One", "Two"]),
        ("<button>Apply now</button>", ["Apply now"]),
        ("<p>Cut <a href='x", ["Cut"]),
        ("<p title='>'>One <img alt='\">\"'>two", ["One two"]),
        ('<p title="never closed>One</p><p>Two</p>', ["One", "Two"]),
        ("<p>1 </ 2 <> 3 <3</p>", ["1 </ 2 <> 3 <3"]),
    ],
)
def test_a_page_is_read_as_it_is_seen(page: str, expected: list[str]) -> None:
    assert read(f"<html><body>{page}") == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>document.write('No')</script>",
        "<SCRIPT>if (a < b) '</p>No'</SCRIPT >",
        "<style>p { content: 'No' }</style>",
        "<!-- No <p>No</p> -->",
        "<!doctype html><?php No ?>",
        "<noscript>No</noscript>",
        "<template><p>No</p></template>",
        "<iframe src='https://example.org'>No</iframe>",
        "<svg><text>No</text></svg><svg/><svg viewBox='0' />",
        "<select><option>No</select><textarea>No</textarea>",
        "<nav><a href='/'>No</a></nav>",
        "<div hidden>No<p>No</p></div>",
        "<div style='Display : none'>No</div>",
        "<div style='visibility:hidden'>No</div>",
        "<div aria-hidden='true'>No</div>",
        "<div role=navigation>No</div>",
    ],
)
def test_what_is_not_seen_is_not_read(hidden: str) -> None:
    assert read(f"<html><body><p>Yes</p>{hidden}<p>Too</p>") == ["Yes", "Too"]


@pytest.mark.parametrize("cut", ["<script>No", "<!-- No", "<style>No", "<p title='No"])
def test_what_is_cut_off_within_what_is_not_seen_ends_there(cut: str) -> None:
    assert read(f"<html><p>Yes</p>{cut}<p>No</p>"[: -len("<p>No</p>")]) == ["Yes"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<tr><th>Pay</th><td>EUR 60,000</td></tr>", ["Pay: EUR 60,000"]),
        ("<tr><th>Pay:</th><td>EUR 60,000", ["Pay: EUR 60,000"]),
        ("<tr><td>One<td>Two<td>Three<tr><td>Four", ["One", "Two", "Three", "Four"]),
        ("<tr><td><h2>Do</h2><ul><li>It</ul></td><td>So</td></tr>", ["## Do", "* It", "So"]),
        (f"<tr><td>{LONG}</td><td>So</td></tr>", [LONG.strip(), "So"]),
        ("<tr><td>Out<table><tr><td>Pay<td>Much</table></td></tr>", ["Out", "Pay: Much"]),
        ("<tr><td></td><td>Alone</td></tr>", ["Alone"]),
    ],
)
def test_tables_are_read_row_by_row_and_cell_by_cell(table: str, expected: list[str]) -> None:
    assert read(f"<html><table>{table}</table>") == expected


def test_terms_and_what_is_said_of_them_are_like_rows() -> None:
    assert read("<html><dl><dt>Pay<dd>Much<dt>Place<dd>Berlin</dl>End") == [
        "Pay: Much",
        "Place: Berlin",
        "End",
    ]


def test_lines_have_the_numbers_of_the_source() -> None:
    page = "<html>\n<!-- a\nb -->\n<p>\n  Five\n</p><p>Six</p>\n\n<p>Eight"

    assert [one for one in read_ad_bytes(page.encode(), shown="a.html") if one[1]] == [
        (5, "Five"),
        (6, "Six"),
        (8, "Eight"),
    ]


def test_of_a_page_with_one_main_part_only_that_is_read() -> None:
    around = f"<header>Menu</header><main><h1>Engineer</h1><p>{LONG}</p></main><p>Cookies</p>"

    assert read(f"<html>{around}") == ["# Engineer", LONG.strip()]
    assert "Cookies" in read(f"<html>{around}<main>{LONG}</main>")
    assert "Cookies" in read("<html><main>Short</main><p>Cookies</p>")


def test_a_page_without_a_first_heading_takes_its_title() -> None:
    assert read("<title>Data &amp; more</title><h2>Do</h2>") == ["# Data & more", "## Do"]
    assert read("<html><head><title>T</title></head><h1>Engineer</h1>") == ["# Engineer"]


def test_text_without_an_end_of_the_head_is_seen() -> None:
    assert read("<html><head><title>T</title><meta name=x><p>Yes") == ["# T", "Yes"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "cp932"),
        ("<meta charset=no-such-thing>", "utf-8"),
        ("<meta charset=zlib>", "utf-8"),
        ("<meta charset=windows-1251>", "utf-16"),
    ],
)
def test_the_encoding_that_a_page_names_is_tried(declared: str, encoding: str) -> None:
    said = "機械学習" if "932" in encoding else "Мы ищем инженера"
    page = f"<html><head>{declared}</head><body><p>{said}</p></body></html>"

    assert said in lines_of(read_ad_bytes(page.encode(encoding), shown="ad.html"))


POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Engineer &amp; more",
    "description": f"&lt;p&gt;{LONG}&lt;/p&gt;<ul><li>Build</li></ul>",
    "hiringOrganization": {"name": "Example GmbH"},
    "jobLocation": [{"address": {"addressLocality": "Berlin", "addressCountry": "DE"}}],
}


@pytest.mark.parametrize("data", [POSTING, [POSTING], {"@graph": [{"@type": "Thing"}, POSTING]}])
def test_a_page_that_a_script_fills_is_read_from_its_data(data: object) -> None:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'

    found = open_ad_bytes(f"<html>{script}<div id=app></div>".encode(), shown="ad.html")

    assert lines_of(found.lines) == [
        "# Engineer & more",
        "Company: Example GmbH",
        "Location: Berlin, DE",
        LONG.strip(),
        "* Build",
    ]
    assert found.notes == ("it was read from the data that the page keeps for search",)


@pytest.mark.parametrize(
    "data",
    ["", "{", "[" * 5000, '{"@type": "JobPosting"}', '{"@type": ["JobPosting"], "description": 3}'],
)
def test_a_page_that_says_nothing_is_refused_with_what_to_do(data: str) -> None:
    page = f'<html><script type="application/ld+json">{data}</script><div></div>'

    with pytest.raises(InvalidFileError, match="no text: it may be filled by a script"):
        read(page)


@pytest.mark.parametrize("name", ["standard input", "ad", "ad.docx"])
def test_a_page_is_known_by_how_it_begins(name: str) -> None:
    assert read("<p>One</p><p>Two</p>", name) == ["One", "Two"]
    assert read("<!-- a --><!doctype html><p>One</p>", name) == ["One"]


def test_tags_in_markdown_make_it_no_page() -> None:
    assert read("<p align=center>One</p>\n# Two", "ad.md") == ["<p align=center>One</p>", "# Two"]


@pytest.mark.parametrize(
    ("heads", "rows", "expected"),
    [
        (
            ("Must", "Nice to have"),
            (("SQL", "dbt"), ("Python", ""), ("", "Danish")),
            ["### Must-haves", "* SQL", "* Python", "### Nice to have", "* dbt", "* Danish"],
        ),
        (
            ("Skill", "Required", "Preferred"),
            (("SQL", "three years", "five years"), ("Danish", "-", "x")),
            [
                *("### Must-haves", "* SQL: three years"),
                *("### Nice to have", "* SQL: five years", "* Danish"),
            ],
        ),
        (("Place", "Pay"), (("Graz", "50,000"),), ["Place: Pay", "Graz: 50,000"]),
        (("Must", "Must"), (("SQL", "dbt"),), ["Must: Must", "SQL: dbt"]),
    ],
)
def test_a_table_whose_columns_are_headed_as_sections_is_read_by_column(
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    expected: list[str],
) -> None:
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}" for row in (heads, *rows))
    text = "\n".join(f"| {' | '.join(row)} |" for row in (heads, ("---",) * len(heads), *rows))

    assert read(f"<table>{page}</table><p>And so on") == [*expected, "And so on"]
    assert read(f"{text}\n\nAnd so on", "ad.md") == [*expected, "And so on"]
