from __future__ import annotations

import textwrap

import pytest

from hiring.ad_rules import load_headings
from hiring.domain.adverts.advert import Advert, Kind, Part, split_sentences
from hiring.domain.adverts.parts import part_of_heading
from hiring.domain.adverts.reading import clean_line, number_lines, read_advert, tell_language
from tests.domain.adverts.said import gather_whole


def read(text: str) -> Advert:
    return read_advert(number_lines(textwrap.dedent(text).strip("\n")), load_headings())


def shape(advert: Advert) -> list[tuple[str, str, str]]:
    return [(line.kind.value, line.part.value, line.text) for line in advert.lines]


def test_headings_in_markdown_begin_the_parts_of_an_ad() -> None:
    advert = read("""
        # Data engineer
        Company: Example GmbH
        Location: Berlin

        We sort parcels.

        ## What you'll do
        * Build **pipelines**
        * Keep [them](https://example.org) running

        ## Nice to have
        - Knows dbt
    """)

    assert (advert.title, advert.company, advert.location) == (
        "Data engineer",
        "Example GmbH",
        "Berlin",
    )
    assert shape(advert) == [
        ("text", "intro", "We sort parcels."),
        ("heading", "duties", "What you'll do"),
        ("bullet", "duties", "Build pipelines"),
        ("bullet", "duties", "Keep them running"),
        ("heading", "nice", "Nice to have"),
        ("bullet", "nice", "Knows dbt"),
    ]
    assert [line.number for line in advert.lines] == [5, 7, 8, 9, 11, 12]


@pytest.mark.parametrize(
    "heading", ["Responsibilities:", "RESPONSIBILITIES", "**Responsibilities**", "Responsibilities"]
)
def test_headings_of_plain_text_are_known_by_colon_capitals_bold_or_words(heading: str) -> None:
    advert = read(f"Title\n\n{heading}\n\nBuild things\n\nTest things")

    assert advert.lines[0].kind is Kind.HEADING
    assert {line.part for line in advert.lines} == {Part.DUTIES}


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Minimum qualifications:", Part.MUST),
        ("Preferred qualifications:", Part.NICE),
        ("Even better if you have:", Part.NICE),
        ("What this role is not", Part.NOT_THIS),
        ("Who we are", Part.COMPANY),
        ("Who you are", Part.MUST),
        ("Benefits in our US offices:", Part.OFFER),
        ("How we interview", Part.INTERVIEWS),
        ("Our commitment to diversity and inclusion", Part.EQUAL),
        ("Salary range", Part.PAY),
        ("A letter from the moon", None),
    ],
)
def test_the_words_of_a_heading_tell_its_part(heading: str, part: Part | None) -> None:
    assert part_of_heading(heading, load_headings()) is part


def test_an_ad_whose_line_breaks_were_lost_is_broken_at_the_headings_within() -> None:
    filler = "We run a parcel network and look for somebody who keeps its numbers right. " * 6
    advert = read(
        f"Analyst\n\n{filler}What You'll Do: Write reports. Ask people what they need."
        "Qualifications: Knows SQL. Holds a B.A. or similar.Benefits Paid leave."
    )

    assert [line.text for line in advert.of(Part.DUTIES)] == [
        "Write reports.",
        "Ask people what they need.",
    ]
    assert [line.text for line in advert.of(Part.MUST)] == [
        "Knows SQL.",
        "Holds a B.A. or similar.",
    ]
    assert [line.text for line in advert.of(Part.OFFER)] == ["Paid leave."]


def test_a_paragraph_after_a_list_does_not_belong_to_it() -> None:
    advert = read("""
        Analyst

        Requirements:
        * SQL

        Our pay is the same for everybody who does the same work here.
    """)

    assert [line.text for line in advert.of(Part.MUST)] == ["SQL"]


def test_lines_on_equal_opportunity_are_known_wherever_they_stand() -> None:
    advert = read("""
        Analyst

        Requirements:
        * SQL
        * We do not discriminate on grounds of age, race or disability
        * Ask jobs@example.org for adjustments to the interview process
    """)

    assert [line.part for line in advert.lines[1:]] == [
        Part.MUST,
        Part.EQUAL,
        Part.ACCOMMODATION,
    ]


def test_wrapped_lines_are_joined_and_short_lines_are_not() -> None:
    advert = read("""
        Analyst

        We run a parcel network in nine towns, and look for somebody who
        keeps its numbers right and says what they mean to the people who
        carry the parcels.

        Requirements:
        - Knows SQL well enough to answer a question about last week without
          asking a colleague
        - Python

        Paid leave
        Lunch
    """)

    assert [line.text.split()[-1] for line in advert.lines] == [
        "parcels.",
        "Requirements:",
        "colleague",
        "Python",
        "leave",
        "Lunch",
    ]


def test_marks_tags_and_what_cannot_be_seen_are_taken_out_of_a_line() -> None:
    assert clean_line("**Pay**\\: <b>60&nbsp;000</b>\u200b  EUR `net`") == "Pay: 60 000 EUR net"
    assert clean_line("snake_case stays, _this_ does not") == "snake_case stays, this does not"


def test_an_address_in_angles_stays() -> None:
    assert clean_line("Apply: <jobs@example.org> or <https://example.org/jobs>") == (
        "Apply: jobs@example.org or https://example.org/jobs"
    )


def test_sentences_do_not_end_at_shortened_words() -> None:
    text = "Holds a degree, e.g. in physics. Works in the U.S. or remotely! Knows C++; or Go."

    assert split_sentences(text) == (
        "Holds a degree, e.g. in physics.",
        "Works in the U.S. or remotely!",
        "Knows C++;",
        "or Go.",
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "We look for somebody who can work with us on the data of our parcels. ",
        ),
        (
            "de",
            "Wir suchen für unser Team in Berlin eine Person, die mit uns an Daten und der ",
        ),
        ("fr", "Nous sommes une entreprise qui livre des colis en ville et nous avons une "),
        ("", "Too little. "),
    ],
)
def test_the_language_of_an_ad_is_told_by_its_small_words(language: str, text: str) -> None:
    advert = read("Title\n\n" + text * (1 if not language else 4))

    assert advert.language == language


@pytest.mark.parametrize("text", ["", "\n\n", "***", "#", "- ", "\u200b"])
def test_an_empty_text_is_an_ad_without_lines(text: str) -> None:
    assert read(text).lines == ()


def test_a_heading_glued_to_the_word_of_its_next_line_is_parted_from_it() -> None:
    filler = "We sort parcels for shops of every size and like to do it well. " * 8

    advert = read(
        f"Data engineer\n\n{filler}Who You AreMaster degree in any field. You know PayPal"
        " and TensorFlow and have good humour ABOUT THE TEAMThere are nine of us."
    )

    shapes = shape(advert)
    assert ("heading", "must", "Who You Are") in shapes
    assert ("bullet", "must", "Master degree in any field.") in shapes
    assert any("PayPal and TensorFlow" in text for _, _, text in shapes)
    assert shapes[-1] == ("bullet", "team", "There are nine of us.")


def test_what_an_employer_says_of_equality_does_not_take_the_list_before_it_along() -> None:
    filler = "We sort parcels for shops of every size and like to do it well. " * 8

    advert = read(
        f"Data engineer\n\n{filler}Requirements: You know Python well and SQL a little"
        " Example Parcels is an equal opportunity employer."
    )

    assert shape(advert)[-2:] == [
        ("bullet", "must", "You know Python well and SQL a little."),
        ("bullet", "equal", "Example Parcels is an equal opportunity employer."),
    ]


def test_a_text_that_begins_with_its_requirements_has_no_title() -> None:
    advert = read("""
        ## Requirements
        - Knows SQL
    """)

    assert advert.title == ""
    assert shape(advert) == [("heading", "must", "Requirements"), ("bullet", "must", "Knows SQL")]


def test_the_title_has_the_line_it_stands_on() -> None:
    assert (
        read_advert([(1, ""), (2, "# Data engineer"), (3, "We sort.")], load_headings()).title_line
        == 2
    )


def test_work_on_discrimination_in_models_is_a_duty_and_no_promise_of_equality() -> None:
    duty = read("Title\n\n## What you will do\n* Build checks against discrimination by age")
    promise = read("Title\n\n## About us\nWe prohibit discrimination and harassment.")

    assert duty.lines[-1].part is Part.DUTIES
    assert promise.lines[-1].part is Part.EQUAL


def test_headings_in_capitals_that_run_into_the_next_word_are_broken_off() -> None:
    filler = "We run a parcel network and look for somebody who keeps its numbers right. " * 6
    advert = read(
        f"Analyst\n\n{filler}ABOUT THIS ROLEWrite reports that people read"
        " ABOUT YOUKnows SQL and MLOps"
    )

    assert [line.text for line in advert.of(Part.MUST)] == ["Knows SQL and MLOps"]


def test_one_sentence_on_equal_opportunity_does_not_take_a_whole_ad_with_it() -> None:
    said = "Build reports with people who know what they need and say it " * 20
    lost = read(f"Analyst\n\n{said}We are an equal opportunity employer")
    whole = read(
        f"Analyst\n\n{said}whatever their race, colour, religion, gender, age, disability or sex"
    )

    assert {line.part for line in lost.lines} == {Part.INTRO}
    assert {line.part for line in whole.lines} == {Part.EQUAL}


@pytest.mark.parametrize("entity", ["&#" + "1" * 5000 + ";", "&#x" + "f" * 5000 + ";"])
def test_a_number_that_no_letter_has_is_passed_over(entity: str) -> None:
    assert clean_line(f"Build {entity} models") == "Build models"


@pytest.mark.parametrize("sign", ["[", "![", "[a](", "[](", '[a](x "', "[a](("])
def test_a_text_of_brackets_alone_is_read_soon(sign: str) -> None:
    text = sign * (60_000 // len(sign))

    assert clean_line(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("機械学習エンジニアを募集しています。Pythonを使います。", "ja"),
        ("我们正在招聘机器学习工程师。", "zh"),
        ("머신러닝 엔지니어를 찾습니다.", "ko"),
        ("Мы ищем инженера по машинному обучению, Python.", "und-Cyrl"),
        ("Ζητούμε μηχανικό μηχανικής μάθησης.", "el"),
        ("We care about \N{GREEK SMALL LETTER MU} more than most.", ""),
        ("", ""),
    ],
)
def test_letters_that_are_not_latin_tell_a_language(text: str, language: str) -> None:
    assert tell_language([text], load_headings().small_words) == language


def test_a_line_with_a_label_goes_on_no_line_before_it() -> None:
    found = gather_whole(
        """
        # Data engineer
        Company: Example GmbH
        Location: Hamburg, Germany
        Pay: EUR 68,000 to 82,000 a year, depending on experience
        Contract: permanent, full-time; 80 percent is possible
        Start date: as soon as you can, and the first of March at the latest

        We sort parcels.
        """
    )

    assert (found.company, found.places) == ("Example GmbH", ("Hamburg, Germany",))
    assert (found.pay.minimum, found.pay.maximum) == (68000, 82000)
    assert found.employment_type == "full-time"


def test_labelled_lines_may_stand_between_company_and_place() -> None:
    found = gather_whole(
        """
        # Data engineer
        Firma: irgendwer
        Pay: EUR 60,000 a year
        Standort: Hamburg

        We sort parcels.
        """
    )

    assert found.places == ("Hamburg",)
