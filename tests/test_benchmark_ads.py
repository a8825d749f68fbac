"""The benchmark of advertisements, on two made-up ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import ads
from benchmarks.ad_lint import count_judged

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = (
    "id,pay_kind,pay_min,pay_max,currency,period,years_required,degree_required,or_equivalent,"
    "eeo_statement,traps\n"
    "x1,range,50000,60000,EUR,year,4,bachelor,n,y,\n"
    "x2,none,,,,,,none,,n,\n"
)
PAID = (
    "# Analyst\n\n## Requirements\n\n* 4+ years of experience\n* BSc in physics\n\n"
    "## Salary\n\n50,000 - 60,000 EUR a year\n\nWe are an equal opportunity employer.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "expected.csv").write_text(EXPECTED, encoding="utf-8")
    (tmp_path / "sources.csv").write_text("id,role\nx1,data-analyst\n", encoding="utf-8")
    (tmp_path / "x1.txt").write_text(PAID, encoding="utf-8")
    (tmp_path / "x2.txt").write_text("# Clerk\n\nWe sort parcels.\n", encoding="utf-8")
    return tmp_path


def test_every_target_that_is_met_ends_well(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ads, "SECTIONS", (ads.measure_facts,))

    ended = ads.main([str(folder)])

    said = capsys.readouterr().out
    assert ended == 0
    assert "| pay exact where it is stated | 1 of 1 (100 %) | 85 % or more | yes |" in said
    assert "| false pay where none is stated | 0 | 1 or fewer | yes |" in said
    assert "Misses" not in said


def test_a_missed_target_ends_badly_and_lists_what_was_missed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ads, "SECTIONS", (ads.measure_facts,))
    (folder / "x1.txt").write_text("# Analyst\n\nSalary: 51,000 EUR a year\n", encoding="utf-8")

    ended = ads.main([str(folder)])

    said = capsys.readouterr().out
    assert ended == 1
    assert "- x1  pay_kind point, pay_min 51000, pay_max 51000" in said
    assert "missed: pay exact where it is stated, years required" in said


def test_reading_is_timed(folder: Path) -> None:
    section = ads.measure_speed(ads.read_ads(folder))

    assert [figure.name for figure in section.figures] == [
        "reading an advertisement",
        "its facts",
        "both",
    ]


def test_what_the_lint_finds_stands_in_the_results_beside_what_stood_there(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ads, "SECTIONS", (ads.lint_ads,))
    results = folder / "RESULTS.md"
    results.write_text("# Benchmarks\n\n## Scoring\n\nIt was quick.\n", encoding="utf-8")

    ads.main([str(folder), "--output", str(results)])

    assert "## Lint (2 ads)" in capsys.readouterr().out
    text = results.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks\n\n## Scoring\n\nIt was quick.\n\n## Advertisements\n\n")
    assert "### Lint (2 ads)" in text
    assert "| errors in blocks on equal opportunity or benefits | 0 | none | yes |" in text


def test_judged_findings_are_counted() -> None:
    judged, false = count_judged()

    assert judged >= 60
    assert 0 < false < judged
