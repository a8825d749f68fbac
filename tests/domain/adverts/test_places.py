"""Places, remote work and kinds of employment."""

from __future__ import annotations

import pytest

from tests.domain.adverts.said import gather


@pytest.mark.parametrize(
    ("place", "places"),
    [
        ("Berlin, Germany; Budapest, Hungary", ("Berlin, Germany", "Budapest, Hungary")),
        ("US,Remote,Austin, TX", ("US", "Austin, TX")),
        ("Los Angeles, California, United States", ("Los Angeles, California, United States",)),
        ("Remote", ()),
        ("Remote - Ontario, Canada", ("Ontario, Canada",)),
        ("London or Leeds", ("London", "Leeds")),
        ("Paris (hybrid)", ("Paris",)),
        ("Sweden,Remote Hybrid,Remote", ("Sweden",)),
        ("Warsaw / Kraków", ("Warsaw", "Kraków")),
        ("London, London", ("London",)),
        ("Hamburg, Germany (hybrid, two days a week in the office)", ("Hamburg, Germany",)),
        ("Berlin, 3 days in office", ("Berlin",)),
        ("100% remote, EU time zones", ()),
        ("Remote within Portugal", ("Portugal",)),
    ],
)
def test_places_are_towns_with_their_regions(place: str, places: tuple[str, ...]) -> None:
    assert gather("We sort parcels.", place=place).places == places


def test_a_place_may_stand_in_a_line_of_its_own() -> None:
    assert gather("Location: Graz, Austria").places == ("Graz, Austria",)
    assert gather("Where you'll be\n\nLund, Sweden").places == ("Lund, Sweden",)
    assert gather("Place: Graz, Austria. Hybrid.").places == ("Graz, Austria",)
    assert gather("We sort parcels.").places == ()
    assert gather("Where you'll be\n\n#Parcels-Sub-Sorting").places == ()


@pytest.mark.parametrize(
    "label", ["Ort", "Standort", "Arbeitsort", "Lieu", "Lieu de travail", "Ubicaci\u00f3n"]
)
def test_a_place_may_be_labelled_in_another_language(label: str) -> None:
    assert gather(f"{label}: Graz").places == ("Graz",)
    assert gather(f"Wir suchen dich.\n\n{label}: Graz").places == ("Graz",)


def test_where_applicants_must_live_is_a_place_where_no_other_is_named() -> None:
    said = "You must be based in the United States, and meet us 4 weeks a year."

    assert gather(said).places == ("United States",)
    assert gather(said, place="Leeds").places == ("Leeds",)
    assert gather("You must be based in our spirit.").places == ()


def test_places_may_stand_among_other_facts_at_the_head() -> None:
    head = "Example GmbH | Berlin, Germany; Porto, Portugal | Hybrid | Full time"

    found = gather(f"{head}\n\nWe sort parcels.")

    assert found.places == ("Berlin, Germany", "Porto, Portugal")
    assert gather("We sort, weigh | and, sadly, lose | parcels").places == ()


@pytest.mark.parametrize(
    ("place", "text", "remote"),
    [
        ("Berlin, Remote", "We sort parcels.", "remote"),
        ("Berlin (hybrid)", "This is a fully remote position.", "hybrid"),
        ("Leeds (on-site)", "We sort parcels.", "onsite"),
        ("", "Place: Leeds. On site.", "onsite"),
        ("", "This is a fully remote position.", "remote"),
        ("", "The role can be remote.", "remote"),
        ("", "Work from anywhere in Europe; we are a remote-first team.", "remote"),
        ("", "We meet two days a week in the office.", "hybrid"),
        ("", "Hybrid working", "hybrid"),
        ("", "You work on hybrid search and hybrid cloud.", None),
        ("", "We have made a portfolio of more than 10 resilient hybrid games.", None),
        ("", "Our remote-first hybrid model keeps us together.", "hybrid"),
        ("", "Remote or hybrid", "hybrid"),
        ("", "This role is hybrid.", "hybrid"),
        ("", "A hybrid schedule", "hybrid"),
        ("", "We work hybrid: two days here.", "hybrid"),
        ("", "Example GmbH | Graz, Austria | Hybrid | Full time", "hybrid"),
        ("Berlin, 3 days in office", "We sort parcels.", "hybrid"),
        ("Berlin (two days a week in the office)", "We sort parcels.", "hybrid"),
        ("", "This role is on-site in Graz.", "onsite"),
        ("", "This is not a remote role.", "onsite"),
        ("", "We sort parcels.", None),
    ],
)
def test_remote_work_is_told_from_place_title_and_text(
    place: str, text: str, remote: str | None
) -> None:
    assert gather(text, place=place).remote == remote


def test_a_title_may_say_that_a_job_is_remote() -> None:
    assert gather("We sort parcels.", title="Analyst (remote)").remote == "remote"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("This is a full-time position.", "full-time"),
        ("Employment type: Full-time", "full-time"),
        ("Job type: Contract", "contractor"),
        ("Contract type - permanent", "full-time"),
        ("Type: part time, 20 hours", "part-time"),
        ("This is a part-time role of 20 hours a week.", "part-time"),
        ("A 6-month contract, outside IR35", "contractor"),
        ("B2B contract with our Polish office", "contractor"),
        ("A fixed-term contract of two years", "temporary"),
        ("This internship lasts three months.", "intern"),
        ("An unpaid role", "volunteer"),
        ("All full-time employees get lunch.", None),
        ("We negotiate contracts in real time.", None),
        ("We sort parcels.", None),
    ],
)
def test_the_kind_of_employment_is_read_where_it_is_said(text: str, kind: str | None) -> None:
    assert gather(text).employment_type == kind


def test_a_title_may_say_the_kind_of_employment() -> None:
    assert gather("We sort parcels.", title="Data science intern").employment_type == "intern"
