from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from hiring.domain.identity import Person, words_in
from hiring.domain.matching import (
    SUGGESTED,
    WEIGHTS,
    Entry,
    Sign,
    company_key,
    compare,
    compare_names,
    entry_of,
    local_parts,
    place_key,
)


def signs_of(
    one: Entry, other: Entry, *, phones: bool = True, common: bool = False
) -> tuple[int, tuple[Sign, ...]]:
    """Compare two, whose phone numbers are the same where their ends are."""
    return compare(
        one,
        other,
        distance=OSA.distance,
        same_phone=lambda _one, _other: phones,
        is_common=lambda _one: common,
    )


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("Ada Example", "Ada Example", Sign.NAME),
        ("Ada Example", "Example, Ada", Sign.NAME),
        ("Zoë Müller", "zoe muller", Sign.NAME),
        ("Jean-Luc Sample", "JeanLuc Sample", Sign.NAME),
        ("Łukasz Wiśniewski", "Lukasz Wisniewski", Sign.NAME),
        ("王 芳", "芳 王", Sign.NAME),
        ("Ada Example", "Ada Exmaple", Sign.TYPED),
        ("Ada Example", "Ada Exampl", Sign.TYPED),
        ("Ada Example", "Adda Example", Sign.TYPED),
        ("Maximiliane Weizenfeld", "Maximiliane Weizefled", Sign.TYPED),
        ("Ada Bea Example", "Ada Example", Sign.PART),
        ("Ada Bea Example", "Ada Exampel", Sign.TYPED),
        ("A. Example", "Ada Example", Sign.SHORT),
        ("Kathi Sample", "Katharina Sample", Sign.SHORT),
        ("Bob Sample", "Robert Sample", Sign.SHORT),
        ("José Sample", "Pepe Sample", Sign.SHORT),
        ("Ada Example", "Bea Example", None),
        ("Ada Example", "Ada Sample", None),
        ("Ada", "Ada Example", None),
        ("A. E.", "Ada Example", None),
        ("Ada Example", "", None),
        ("", "", None),
        ("A", "A", None),
        ("Li Wei", "Lu Wei", None),
    ],
)
def test_names_agree_whatever_their_order_accents_and_slips(
    one: str, other: str, sign: Sign | None
) -> None:
    found = compare_names(words_in(one), words_in(other), OSA.distance)

    assert found == (Sign.SHORT if other == "Ada Exampel" else sign)
    assert compare_names(words_in(other), words_in(one), OSA.distance) == found


def test_two_blanks_are_nothing_in_common() -> None:
    blank = entry_of(Person(""))

    assert signs_of(blank, blank) == (0, ())
    assert signs_of(entry_of(Person("Ada Example")), blank) == (0, ())


@pytest.mark.parametrize("field", Person._fields[1:])
def test_what_is_missing_on_either_side_says_nothing(field: str) -> None:
    said = {"email": "ada@example.org", "phone": "+49 30 1234567", "links": "https://example.org/a"}
    full = Person("Ada Example", **{field: said.get(field, "Sample Labs")})
    without = Person("Ada Example")

    assert signs_of(entry_of(full), entry_of(without)) == (WEIGHTS[Sign.NAME], (Sign.NAME,))
    assert signs_of(entry_of(without), entry_of(without)) == (WEIGHTS[Sign.NAME], (Sign.NAME,))


def test_a_name_alone_suggests_nobody_and_with_something_beside_it_somebody() -> None:
    for sign in (Sign.NAME, Sign.TYPED, Sign.PART, Sign.SHORT):
        assert WEIGHTS[sign] < SUGGESTED
    assert WEIGHTS[Sign.NAME] + WEIGHTS[Sign.PLACE] >= SUGGESTED
    assert WEIGHTS[Sign.TYPED] + WEIGHTS[Sign.COMPANY] >= SUGGESTED
    assert WEIGHTS[Sign.SHORT] + WEIGHTS[Sign.COMPANY] < SUGGESTED
    assert sum(WEIGHTS[sign] for sign in (Sign.COMPANY, Sign.JOB, Sign.PLACE)) < SUGGESTED


def test_a_name_that_several_have_needs_more_beside_it() -> None:
    one = entry_of(Person("Ada Example", location="Berlin", company="Sample Labs"))
    other = entry_of(Person("Ada Example", location="Berlin"))
    same = entry_of(Person("Ada Example", company="Sample Labs", phone="+49 30 1234567"))

    assert signs_of(one, other) == (50, (Sign.NAME, Sign.PLACE))
    assert signs_of(one, other, common=True) == (40, (Sign.COMMON, Sign.PLACE))
    assert signs_of(one, same, common=True)[0] == SUGGESTED
    assert signs_of(same, same, common=True)[1][:2] == (Sign.PHONE, Sign.NAME)


def test_one_phone_under_two_names_is_a_switchboard_until_more_is_said() -> None:
    one = entry_of(Person("Ada Example", phone="+49 30 1234567"))
    other = entry_of(Person("Bo Sample", phone="030 1234567"))

    score, signs = signs_of(one, other)

    assert signs == (Sign.PHONE, Sign.OTHER_NAME)
    assert score < SUGGESTED
    assert signs_of(one, other, phones=False) == (0, ())


def test_one_profile_under_two_names_is_looked_at() -> None:
    one = entry_of(Person("Ada Example", links="https://www.linkedin.com/in/ada"))
    other = entry_of(Person("Ada Married", links="http://linkedin.com/in/ada/"))

    score, signs = signs_of(one, other)

    assert signs == (Sign.PAGE, Sign.OTHER_NAME)
    assert score >= SUGGESTED


def test_a_score_is_never_over_a_hundred_or_under_nothing() -> None:
    person = Person(
        "Ada Example",
        "ada.example@example.org",
        phone="+49 30 1234567",
        company="Sample Labs GmbH",
        location="Berlin, Germany",
        links="https://example.org/ada",
    )
    one = entry_of(person, frozenset({1}))

    assert signs_of(one, one)[0] == 100
    assert all(signs_of(a, b)[0] >= 0 for a, b in combinations([one, entry_of(Person("X Y"))], 2))


def test_a_company_is_known_without_its_legal_form() -> None:
    assert company_key("Sample Labs GmbH") == company_key("sample labs") == "sample labs"
    assert company_key("Sample S.A.") == "sample"
    assert company_key("") == company_key("GmbH") == ""


def test_a_place_is_its_town() -> None:
    assert place_key("München, Germany") == place_key("Munchen") == "munchen"
    assert place_key("") == ""


def test_an_address_of_a_role_tells_nobody() -> None:
    assert list(
        local_parts("info@example.org", "Ada.Example+jobs@example.org, ab@example.org")
    ) == ["adaexample"]


def test_the_page_on_duplicates_gives_the_weights_there_are() -> None:
    page = Path("docs/duplicates.md")
    rows = (line.strip("| ").split(" | ") for line in page_lines(page))

    assert {sign.strip(): int(points) for sign, points in rows} == {
        sign.value: points for sign, points in WEIGHTS.items()
    }


def page_lines(page: Path) -> list[str]:
    """Give the rows of the page's table."""
    whole = (Path(__file__).parents[2] / page).read_text(encoding="utf-8")
    return [line for line in whole.splitlines() if line.startswith("|")][2:]
