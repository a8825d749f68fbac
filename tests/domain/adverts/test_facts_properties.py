"""Facts do not hang on how an advertisement is laid out, nor on clean sentences beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from hiring.ad_rules import load_fact_words, load_headings
from hiring.domain.adverts.gathering import gather_facts
from hiring.domain.adverts.reading import number_lines, read_advert
from tests.domain.adverts.said import gather, rows

if TYPE_CHECKING:
    from hiring.domain.adverts.facts import Facts

SECTIONS = (
    ("What you will do", ("Build pipelines", "Keep reports right")),
    ("Requirements", ("5+ years of experience with SQL", "A BSc or equivalent experience")),
    ("Nice to have", ("8+ years of Spark", "A PhD in physics")),
    ("Salary", ("£60,000 - £70,000 a year",)),
    ("Benefits", ("£1,000 for courses", "25 days of leave")),
    ("Equal opportunity", ("We are an equal opportunity employer.",)),
)
CLEAN = (
    "We write down how things work.",
    "The team meets on Mondays.",
    "Parcels reach their people.",
    "You will work with two analysts.",
)
MARKS = ("*", "-", "+", "\N{BULLET}", "\N{EN DASH}")


def essence(facts: Facts) -> tuple[object, ...]:
    """Give what is read, without the lines it stands on."""
    pay, degree = facts.pay, facts.degree
    return (
        *(pay.kind, pay.minimum, pay.maximum, pay.currency, pay.period),
        *(facts.years_required, degree.degree, degree.required, degree.or_equivalent),
        facts.equal_opportunity is not None,
        sorted(item.text for item in facts.must_haves),
        sorted(item.text for item in facts.nice_to_haves),
    )


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """Lay the advertisement out: order of sections, marks, blanks, lines between."""
    lines = ["# Analyst", ""]
    for heading, bullets in draw(st.permutations(SECTIONS)):
        mark, blank = draw(st.sampled_from(MARKS)), draw(st.sampled_from([" ", "  ", "\t"]))
        lines += ["", f"## {heading}", *[""] * draw(st.integers(0, 2))]
        lines += [
            f"{mark}{blank}{bullet.replace(' ', draw(st.sampled_from([' ', '  ', chr(160)])))}"
            for bullet in draw(st.permutations(bullets))
        ]
    return "\n".join(lines)


def read(text: str) -> Facts:
    return gather_facts(read_advert(number_lines(text), load_headings()), load_fact_words())


@given(layouts())
def test_blanks_marks_and_the_order_of_sections_change_no_fact(text: str) -> None:
    assert essence(read(text)) == (
        *("range", 60_000, 70_000, "GBP", "year"),
        *(5, "bachelor", True, True),
        True,
        ["5+ years of experience with SQL", "A BSc or equivalent experience"],
        ["8+ years of Spark", "A PhD in physics"],
    )


@given(
    pay=st.sampled_from([row for row in rows("pay") if "\n" not in row[2]]),
    sentences=st.lists(st.sampled_from(CLEAN), min_size=1, max_size=4),
    before=st.booleans(),
)
def test_a_clean_sentence_beside_it_changes_no_pay(
    pay: tuple[str, str, str], sentences: list[str], *, before: bool
) -> None:
    _, place, text = pay
    alone = gather(text, place=place.strip("-")).pay
    clean = "\n\n".join(sentences)

    beside = gather(
        f"{clean}\n\n{text}" if before else f"{text}\n\n{clean}", place=place.strip("-")
    )

    assert beside.pay[:5] == alone[:5]


@given(st.text(alphabet="$€£kK0123456789.,- /+()ayerhoumntPDdgMSBfil\n", max_size=400))
def test_any_figures_are_read_without_an_error(text: str) -> None:
    facts = gather(f"Requirements\n\n{text}")

    assert facts.pay.minimum is None or facts.pay.minimum > 0
