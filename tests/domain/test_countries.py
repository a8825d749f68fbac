from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.domain.countries import (
    _codes,
    country_name,
    find_country,
    read_countries,
    read_places,
    unused_countries,
)


def test_every_country_of_iso_3166_has_a_code_and_a_name_of_its_own() -> None:
    assert len(_codes()) == len(set(_codes().values())) == 249
    assert all(find_country(name) == code for name, code in _codes().items())
    assert all(find_country(code.lower()) == code for code in _codes().values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DE"),
        (" germany ", "DE"),
        ("DE", "DE"),
        ("Deutschland", "DE"),
        ("the Netherlands", "NL"),
        ("UK", "GB"),
        ("U.S.", "US"),
        ("Cote d'Ivoire", "CI"),
        ("Trinidad & Tobago", "TT"),
        ("TX", None),
        ("Texas", None),
        ("", None),
        ("D E", None),
    ],
)
def test_a_country_is_found_as_people_write_it(text: str, code: str | None) -> None:
    assert find_country(text) == code


def test_a_list_of_countries_names_what_is_none() -> None:
    assert read_countries("DE, portugal; DE;; Mars") == (("DE", "PT"), ("Mars",))
    assert read_countries(" ") == ((), ())


def test_a_place_has_a_city_a_region_and_a_country() -> None:
    (place,) = read_places("Austin, TX, USA")

    assert (place.locality, place.region, place.country) == ("Austin", "TX", "US")
    assert place.written == "Austin, TX, USA"


@pytest.mark.parametrize(
    ("location", "countries", "expected"),
    [
        ("Berlin, Germany; Porto, Portugal", "", ["DE", "PT"]),
        ("Berlin; Porto", "DE, PT", ["DE", "PT"]),
        ("Berlin; Munich", "DE", ["DE", "DE"]),
        ("Berlin, Germany; Porto", "PT", ["DE", "PT"]),
        ("Berlin", "", [""]),
        # The abbreviation of a state is no country, although California would be Canada.
        ("San Francisco, CA", "", [""]),
        ("Atlanta, Georgia", "", [""]),
        ("Atlanta, Georgia", "US", ["US"]),
        ("Tbilisi, Georgia", "GE", ["GE"]),
        ("Georgia", "", ["GE"]),
        ("", "DE", []),
        (" ; ,", "", [""]),
    ],
)
def test_a_country_is_read_or_given_and_never_guessed(
    location: str, countries: str, expected: list[str]
) -> None:
    assert [place.country for place in read_places(location, countries)] == expected


def test_a_place_is_shown_with_the_country_that_was_given_for_it() -> None:
    assert [one.written for one in read_places("Berlin; Porto, Portugal", "DE")] == [
        *("Berlin, Germany", "Porto, Portugal"),
    ]


def test_a_code_behind_the_city_is_the_country_that_was_given_and_no_region() -> None:
    berlin, wilmington = read_places("Berlin, DE; Wilmington, DE", "DE, US")

    assert (berlin.written, berlin.region, berlin.country) == ("Berlin, Germany", "", "DE")
    assert (wilmington.region, wilmington.country) == ("DE", "US")


def test_a_country_that_no_place_is_in_is_named() -> None:
    assert unused_countries("Berlin, Germany", "PT") == ("Portugal",)
    assert unused_countries("Berlin; Porto", "DE, PT, FR") == ("Germany", "Portugal", "France")
    assert unused_countries("Berlin", "DE") == ()


@given(st.text(max_size=40), st.sampled_from(["", "DE", "DE, PT"]))
def test_any_text_is_some_place(location: str, countries: str) -> None:
    for place in read_places(location, countries):
        assert not place.country or country_name(place.country)
