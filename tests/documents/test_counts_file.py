"""Files of counts: heads as people write them, and every bad line named."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.documents.counts_file import HIGHEST_COUNT, MOST_BYTES, MOST_FAULTS, read
from hiring.domain.impact.rates import Group
from hiring.errors import InvalidFileError

PLAIN = "group,considered,selected\nwomen,50,20\nmen,60,30\n"
WOMEN_AND_MEN = (Group("women", 50, 20), Group("men", 60, 30))


def problems(content: str | bytes) -> list[str]:
    raw = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(InvalidFileError) as refused:
        read(raw, shown="counts.csv")
    assert refused.value.exit_code == 3
    return [f"{one.where}: {one.what}" for one in refused.value.problems]


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        ("sep=;\r\n" + PLAIN.replace(",", ";")).encode(),
        b"\n" + PLAIN.replace("\n", "\n\n , ,\n").encode(),
        PLAIN.replace("considered", " # of Applicants").replace("selected", "HIRED").encode(),
        PLAIN.replace("group", '"Category"').replace("considered", "Applied").encode(),
        PLAIN.replace("women", "  women ").replace("50", " 50 ").encode(),
    ],
)
def test_counts_are_read_however_the_table_was_saved_and_its_heads_are_called(raw: bytes) -> None:
    found = read(raw, shown="counts.csv")

    assert [one.groups for one in found.tallies] == [WOMEN_AND_MEN]
    assert (found.medians, found.available, found.notes) == ({}, {}, ())


def test_c35_a_column_of_persons_is_refused() -> None:
    for head in ("Name", "E-Mail", "candidate", "Applicant ID", "first name", "Date of birth"):
        said = problems(f"{head},group,considered,selected\nAda,women,1,1\n")
        what = f"the column {head!r} is of persons, and only counts of groups are read"
        assert said == [f"counts.csv, line 1: {what}"]


def test_every_bad_line_is_named_with_what_is_wrong() -> None:
    head = "stage,group,considered,selected\n"
    first = problems(head + "screen,women,-3,x\n,men,30,4\nscreen,,30,4\nscreen,other,,10\n")
    rest = problems(
        f"{head}screen,other,30,1e5\n"
        f"screen,many,{HIGHEST_COUNT + 1},1.5\n"
        "screen,women,30,4,more\n"
        f"{'s' * 61},women,30,4\n"
    )

    assert first == [
        "counts.csv, line 2: considered is -3, less than nobody",
        "counts.csv, line 2: selected is 'x', no whole number",
        "counts.csv, line 3: no stage is named",
        "counts.csv, line 4: no group is named",
        "counts.csv, line 5: there is no number under considered",
    ]
    assert rest == [
        "counts.csv, line 2: selected is '1e5', no whole number",
        "counts.csv, line 3: considered is more than 100,000,000 people",
        "counts.csv, line 3: selected is '1.5', no whole number",
        "counts.csv, line 4: has 5 cells under 4 heads",
        "counts.csv, line 5: a name is longer than 60 letters",
    ]


def test_more_selected_than_considered_a_group_twice_and_a_missing_stage_are_refused() -> None:
    said = problems(
        "stage,group,considered,selected\n"
        "screen,women,30,40\nscreen,men,30,4\nscreen,Women,30,4\noffer,women,3,1\n"
    )

    assert said == [
        "counts.csv, line 2: 40 selected of 30 considered",
        "counts.csv, line 3: men at offer is missing",
        "counts.csv, line 4: Women at screen is in line 2 already",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "counts.csv: there is no row of counts in it"),
        (b"group,considered,selected\n", "counts.csv: there is no row of counts in it"),
        (b"PK\x03\x04", "counts.csv: this is a workbook or a zip"),
        (PLAIN.replace("men", "M\xe4nner").encode("latin-1"), "line 2: this is not written in"),
        (b"group,considered,selected\n\0,1,1\n", "counts.csv: this is no text table"),
        (b"group,considered,selected\n" + b"x" * MOST_BYTES, "the file is larger than 20 MB"),
        (b'group,considered,selected\nw,1,1\n"m,2,1\n', "line 3: is no CSV"),
        (b"group,selected\nw,1\n", "line 1: no column says considered"),
        (b"considered,selected\n2,1\n", "line 1: no column says the group"),
        (b"sex,group,considered,selected\nw,w,2,1\n", "a column group stands beside sex or race"),
        (b"group,considered,n,selected\nw,2,2,1\n", "line 1: several columns say considered"),
        (b"group,score,considered\nw,2,1\n", "line 1: there are both counts and scores"),
        (b"attribute,group,considered,selected\n,w,2,1\n", "line 2: no attribute is named"),
        (b"sex,race,considered,selected\nw,,2,1\n", "line 2: no race/ethnicity is named"),
        (
            b"stage,group,considered,selected\na,w,2,1\nb,w,9,9\n",
            "counts.csv: w: the last stage selected 9, and the first considered 2",
        ),
        (b"group,score\nw,high\n", "line 2: score is 'high', no number"),
        (b"group,score\nw,1/2\n", "line 2: score is '1/2', no number"),
        (b"group,considered,selected,availability\nw,2,1,120%\n", "availability is '120%'"),
        (
            b"stage,group,considered,selected,availability\na,w,2,1,10%\nb,w,1,1,11%\n",
            "line 3: availability of w is said twice, and differs",
        ),
        (
            b"sex,considered,selected,availability\nw,2,1,10%\n",
            "line 2: availability needs a column group",
        ),
    ],
)
def test_a_file_that_cannot_be_counted_is_refused_in_words(content: bytes, said: str) -> None:
    assert any(said in one for one in problems(content))


def test_of_very_many_bad_lines_the_first_are_named() -> None:
    said = problems("group,considered,selected\n" + "w,x,1\n" * 100)

    assert len(said) == MOST_FAULTS + 1
    assert said[-1] == "counts.csv: and 95 problems more"


def test_columns_that_are_not_read_are_named() -> None:
    found = read(b"group,considered,selected,remark\nw,9,1,x\nm,9,1,\n", shown="counts.csv")

    assert found.notes == ("not read: remark",)


def test_shares_of_the_labour_market_are_read_as_percent_or_fraction() -> None:
    raw = "group;considered;selected;availability\nw;9;1;15,4 %\nm;9;1;0.5\nx;9;1;\n"

    found = read(raw.encode(), shown="counts.csv")

    assert found.available == {"w": Fraction(154, 1000), "m": Fraction(1, 2)}


def test_scores_become_counts_above_the_median_of_each_stage() -> None:
    raw = "stage;group;score\nA;f;72,5\na;f;60\nA;m;65\nB;f;1\nB;m;2\nB;unknown;3\n"

    found = read(raw.encode(), shown="scores.csv")

    assert found.medians == {"A": 65, "B": 2}
    first, second = found.tallies
    assert (first.stage, first.groups) == ("A", (Group("f", 2, 1), Group("m", 1, 0)))
    assert (second.stage, second.groups) == ("B", (Group("f", 1, 0), Group("m", 1, 0)))
    assert second.unknown == Group("unknown", 1, 1)


def test_a_hundred_thousand_scores_are_read() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    rows = [f"{chance.choice('fm')},{chance.randrange(1000)}" for _ in range(100_000)]

    found = read("\n".join(("group,score", *rows)).encode(), shown="scores.csv")

    assert sum(group.considered for group in found.tallies[0].groups) == 100_000


@given(
    st.binary(max_size=200)
    | st.text(alphabet='group,considered;selected\n"0123-x', max_size=90).map(str.encode)
)
def test_whatever_the_file_it_is_read_or_refused_in_words(raw: bytes) -> None:
    for content in (raw, b"group,considered,selected\n" + raw):
        try:
            read(content, shown="counts.csv")
        except InvalidFileError as error:
            assert error.problems  # noqa: PT017 - refusing is as good as reading
