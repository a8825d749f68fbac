"""A filled card is judged as a whole: by key and name, in any language, never by a guess."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from hiring.domain.filled_card import (
    AskedCard,
    AskedRow,
    Change,
    FilledCard,
    FoundRow,
    Judged,
    Outline,
    changes_between,
    described,
)
from hiring.domain.judging import judge
from hiring.domain.scorecard import Overall, Rating
from tests.words import WORDS

NAMES = {"coding": "Coding", "sql": "SQL", "writing": "Technical writing"}
KEY = "0a1b2c3d"
ASKED = AskedCard(
    rows=tuple(AskedRow(c, name, f"{KEY}.{c}") for c, name in NAMES.items()),
    overall_key=f"{KEY}._overall",
    scale_max=4,
)


def a_row(competency: str, rating: object = 3, evidence: str = "Did it.", at: int = 7) -> FoundRow:
    return FoundRow(
        key=f"{KEY}.{competency}",
        name=NAMES[competency],
        rating=rating,
        evidence=evidence,
        rating_cell=f"Scorecard!G{at}",
        evidence_cell=f"Scorecard!H{at}",
    )


def a_card(*rows: FoundRow, overall: object = "yes") -> FilledCard:
    return FilledCard(
        references=(),
        rows=rows or tuple(a_row(c, at=place) for place, c in enumerate(NAMES, start=7)),
        overall=overall,
        overall_key=ASKED.overall_key,
        overall_cell="Scorecard!G12",
        overall_note="",
        overall_name="Overall recommendation",
    )


def judged(card: FilledCard) -> Judged:
    return judge(card, ASKED, WORDS, name="card.xlsx")


def levels(found: Judged) -> dict[str, int | None]:
    return {rating.competency: rating.level for rating in found.ratings}


def test_a_whole_card_has_ratings_and_nothing_to_tell() -> None:
    found = judged(a_card())

    assert levels(found) == {"coding": 3, "sql": 3, "writing": 3}
    assert found.overall is Overall.YES
    assert (found.problems, found.gaps, found.notes) == ((), (), ())


@pytest.mark.parametrize("order", list(permutations(range(4)))[1:])
def test_rows_sorted_without_their_keys_are_taken_by_name(order: tuple[int, ...]) -> None:
    """Sorting moves name, rating and evidence, and leaves the hidden keys where they were."""
    said = [("Coding", 1), ("SQL", 2), ("Technical writing", 4), ("Overall recommendation", "no")]
    moved = [said[place] for place in order]
    rows = [
        replace(a_row(c, at=place), name=name, rating=rating)
        for place, (c, (name, rating)) in enumerate(zip(NAMES, moved, strict=False), start=7)
    ]
    last_name, last_rating = moved[3]
    card = replace(
        a_card(*rows, overall=last_rating), overall_name=last_name, overall_note="Did it."
    )

    found = judged(card)

    assert levels(found) == {"coding": 1, "sql": 2, "writing": 4}
    assert found.overall is Overall.NO
    assert found.problems == ()
    assert found.uncertain == (
        'Coding: 1 ("Did it.")',
        'SQL: 2 ("Did it.")',
        'Technical writing: 4 ("Did it.")',
        "overall recommendation: no",
    )
    sorting, taken = found.notes
    assert sorting.startswith("the rows were sorted without their hidden keys; each was taken by")
    assert "If only some columns were sorted, ratings now stand beside other" in sorting
    assert taken == f"it was taken so: {'; '.join(found.uncertain)}"


def test_rows_whose_keys_are_gone_are_taken_by_name_with_a_note() -> None:
    rows = tuple(replace(row, key=None) for row in a_card().rows)

    found = judged(replace(a_card(*rows), overall_key=None))

    assert levels(found) == {"coding": 3, "sql": 3, "writing": 3}
    assert found.notes == ("the hidden keys are gone; each row was taken by its competency's name",)
    assert found.uncertain == ()


def test_rows_without_keys_that_stand_in_another_order_were_sorted_too() -> None:
    rows = tuple(replace(row, key=None) for row in reversed(a_card().rows))

    found = judged(replace(a_card(*rows), overall_key=None))

    assert levels(found) == {"coding": 3, "sql": 3, "writing": 3}
    assert "the hidden keys are gone, and the rows were sorted" in found.notes[0]
    assert found.uncertain[0] == 'Coding: 3 ("Did it.")'


def anchors_of(competency: str) -> tuple[str, ...]:
    return tuple(f"{competency}, level {level}" for level in (1, 2, 3, 4))


@pytest.mark.parametrize("what", ["names alone", "all but the names"])
def test_a_sort_of_some_columns_alone_is_refused_since_nobody_can_tell_whose_rating_it_is(
    what: str,
) -> None:
    """The hidden key stays; either the names moved and nothing else, or everything but them."""
    asked = replace(
        ASKED,
        rows=tuple(
            row._replace(described=described(anchors_of(row.competency))) for row in ASKED.rows
        ),
    )
    ids = list(NAMES)
    rows = []
    for place, competency in enumerate(ids):
        other = ids[place - 1]
        named, beside = (other, competency) if what == "names alone" else (competency, other)
        row = replace(a_row(competency), name=NAMES[named], anchors=anchors_of(beside))
        rows.append(row)

    found = judge(a_card(*rows), asked, WORDS, name="card.xlsx")

    assert found.ratings == ()
    assert 'named "Technical writing", and the descriptions beside it are of "Coding"' in str(
        found.problems[0 if what == "names alone" else 2]
    ) or 'and the descriptions beside it are of "SQL"' in str(found.problems[2])
    assert len(found.problems) == 3


def test_descriptions_that_belong_to_two_competencies_decide_nothing() -> None:
    same = ("Weak.", "Fine.")
    asked = replace(
        ASKED, rows=tuple(row._replace(described=described(same)) for row in ASKED.rows)
    )
    rows = tuple(replace(row, anchors=same) for row in a_card().rows)

    assert judge(a_card(*rows), asked, WORDS, name="card.xlsx").problems == ()


def test_two_names_that_changed_places_while_a_third_was_renamed_are_refused() -> None:
    rows = (
        replace(a_row("coding"), name="SQL"),
        replace(a_row("sql"), name="Coding"),
        replace(a_row("writing"), name="Prose"),
    )

    found = judged(a_card(*rows))

    assert found.ratings == ()
    assert len(found.problems) == 3
    assert 'its hidden key says "Technical writing"' in str(found.problems[2])


def test_a_rated_row_that_somebody_put_in_is_refused_by_its_name() -> None:
    mine = replace(a_row("coding"), key=None, name="My own criterion", rating_cell="Scorecard!G9")

    (problem,) = judged(a_card(*a_card().rows, mine)).problems

    assert str(problem).startswith(
        'card.xlsx, Scorecard!G9: a rating stands beside "My own criterion", which is no competency'
    )
    assert "if all answers slipped one row down, move them up" in problem.fix
    assert "delete" not in problem.fix


def test_problems_stand_in_the_order_of_the_card_and_gaps_are_told_apart() -> None:
    card = a_card(
        a_row("coding", 9, at=7),
        a_row("sql", None, "", at=8),
        a_row("writing", None, "Wrote it.", at=9),
        overall=None,
    )

    found = judged(card)

    assert [problem.where for problem in found.problems] == [
        f"card.xlsx, Scorecard!G{row}" for row in (7, 8, 9, 12)
    ]
    assert [problem.where for problem in found.faults] == ["card.xlsx, Scorecard!G7"]
    assert len(found.gaps) == 3
    assert "has evidence but no rating" in found.gaps[1].what


def test_a_german_card_is_read_and_answered_in_its_own_words() -> None:
    card = replace(
        a_card(
            a_row("coding", "nicht beurteilt", ""),
            a_row("sql", "3 stark"),
            a_row("writing", "drei"),
            overall="Klares  Ja",
        ),
        overall_name="Gesamtempfehlung",
        outline=Outline(
            language="de",
            rows=(),
            overall_key=ASKED.overall_key,
            words=(("not_assessed", "nicht beurteilt"), ("yes", "Ja")),
        ),
    )

    found = judged(card)

    assert levels(found) == {"coding": None, "sql": 3}
    assert found.overall is Overall.STRONG_YES
    assert found.notes == ()
    (problem,) = found.problems
    assert problem.fix == 'choose 1 to 4 or "nicht beurteilt" from the list'
    wrong = judged(replace(card, overall="vielleicht")).problems[-1]
    assert wrong.fix == "choose one of: strong yes, Ja, no, strong no, no decision"


def test_a_word_that_the_file_claims_for_its_own_is_never_endless() -> None:
    outline = Outline(language="", rows=(), overall_key="", words=(("not_assessed", "x" * 9999),))

    found = judged(replace(a_card(a_row("coding", None, "")), outline=outline))

    assert max(len(str(problem)) for problem in found.problems) < 300


def test_a_card_with_neither_overall_row_nor_key_misses_its_recommendation() -> None:
    card = replace(a_card(), overall=None, overall_key=None, overall_cell="", overall_name="")

    (gap,) = judged(card).gaps

    assert str(gap).startswith("card.xlsx: the overall recommendation is missing")


def test_a_correction_says_what_changed_and_nothing_else() -> None:
    def rated(competency: str, level: int | None, raw: str, evidence: str) -> Rating:
        return Rating(competency=competency, level=level, raw=raw, evidence=evidence)

    before = (
        rated("coding", 2, "2", "Slow."),
        rated("sql", 3, "3", "Neat."),
        rated("writing", None, "", ""),
    )
    after = (
        rated("coding", 3, "3", "Slow."),
        rated("sql", 3, "3", "Neat, and fast."),
        rated("writing", None, "not assessed", ""),
        rated("new", 1, "1", "Seen."),
    )

    assert changes_between(before, after, NAMES) == (
        Change("Coding", "rating", "2", "3"),
        Change("SQL", "evidence", "Neat.", "Neat, and fast."),
        Change("Technical writing", "rating", "", "not assessed"),
        Change("new", "rating", "", "1"),
        Change("new", "evidence", "", "Seen."),
    )
