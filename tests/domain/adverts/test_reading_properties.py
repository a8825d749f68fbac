"""How an advertisement is laid out changes nothing of what is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hiring.ad_rules import load_headings
from hiring.domain.adverts.advert import split_sentences
from hiring.domain.adverts.reading import number_lines, read_advert

HEADINGS = (
    "What you will do",
    "What this role is not",
    "Requirements",
    "Nice to have",
    "Benefits",
    "How we interview",
    "How to apply",
    "About us",
)
WORDS = ("parcel", "reports", "the", "keeps", "model", "people", "Berlin", "SQL", "asks", "for")
MARKS = ("*", "-", "+", "\N{BULLET}", "1.", "\N{EN DASH}", "\N{MIDDLE DOT}")

sentences = st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(" ".join)
sections = st.lists(
    st.tuples(st.sampled_from(HEADINGS), st.lists(sentences, min_size=1, max_size=4)),
    unique_by=lambda section: section[0],
    min_size=1,
    max_size=6,
)
blanks = st.sampled_from([" ", "  ", "\t", "\N{NO-BREAK SPACE}"])


@st.composite
def layouts(draw: st.DrawFn, said: list[tuple[str, list[str]]]) -> str:
    """Lay an advertisement out: order of sections, marks, blanks, blank lines, line ends."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = ["# Analyst", ""]
    for heading, bullets in draw(st.permutations(said)):
        lines += ["", *([""] * draw(st.integers(0, 2)))]
        lines.append(f"## {heading}{draw(st.sampled_from(['', ':', '  ']))}")
        lines += [""] * draw(st.integers(0, 1))
        mark = draw(st.sampled_from(MARKS))
        before = draw(st.sampled_from(["", " ", "  "]))
        for bullet in bullets:
            words = bullet.replace(" ", draw(blanks))
            lines.append(f"{before}{mark} {words}{draw(st.sampled_from(['', ' ', '   ']))}")
    return end.join(lines)


@given(st.data())
def test_the_layout_of_an_ad_changes_nothing_of_what_is_read(data: st.DataObject) -> None:
    said = data.draw(sections)
    headings = load_headings()

    first, second = (
        {
            (line.kind, line.part, line.text.rstrip(":"))
            for line in read_advert(number_lines(data.draw(layouts(said))), headings).lines
        }
        for _ in range(2)
    )

    assert first == second


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    advert = read_advert(number_lines(text), load_headings())

    assert all(line.text.strip() for line in advert.lines)
    assert [line.number for line in advert.lines] == sorted(line.number for line in advert.lines)


def test_a_long_row_of_marks_is_read_as_quickly_as_words() -> None:
    # Twice as long they took minutes once: each mark looked for its end through all the others.
    for marks in (
        "[" * 150_000,
        "What You Will Do " * 10_000,
        "**a " * 25_000,
        "Requirements" * 7_500,
        ("**a" * 20 + "\n") * 1_500,
    ):
        assert read_advert(number_lines(marks), load_headings()).words >= 0
    assert len(split_sentences("x. " + "A. " * 30_000)) == 1
