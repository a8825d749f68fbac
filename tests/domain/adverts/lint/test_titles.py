from __future__ import annotations

import pytest

from hiring.domain.adverts.lint.specificity import list_trades


@pytest.mark.parametrize(
    ("title", "trades"),
    [
        ("Data Engineer", ["Data Engineer"]),
        ("Data Scientist & Data Engineer", ["Data Scientist", "Data Engineer"]),
        ("Senior Data Scientist / ML Engineer (m/f/x)", ["Data Scientist", "ML Engineer"]),
        ("Senior/Staff Data Engineer", ["Data Engineer"]),
        ("AI/ML Engineer", ["ML Engineer"]),
        ("Research Scientist/Engineer", ["Research Scientist"]),
        ("Software Engineer/Developer", ["Software Engineer"]),
        ("Data Engineer, Search and Ranking", ["Data Engineer"]),
        ("Product Manager, Data Scientist tools", []),
        ("Engineering Manager", []),
        ("", []),
    ],
)
def test_a_title_names_its_trades_once(title: str, trades: list[str]) -> None:
    assert list(list_trades(title)) == trades
