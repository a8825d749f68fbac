from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.golden import Case, agrees, list_differences, load_cases
from tests.golden.__main__ import main as run_golden

GOLDEN = Path(__file__).parent / "line_rule.json"
CALIBRATION = Path(__file__).parent / "calibration.json"
IMPACT = Path(__file__).parent / "impact.json"


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([1, 2], [1], False),
        ([1, 2], (1, 2), True),
        (1, True, False),
        (0.5, 0.5 + 1e-9, False),
        (None, 0, False),
        ("met", "met", True),
    ],
)
def test_golden_values_agree_only_if_json_would_say_so(
    expected: object, got: object, *, same: bool
) -> None:
    assert agrees(expected, got, tolerance=0) is same


def test_golden_numbers_agree_within_the_tolerance_only() -> None:
    assert agrees({"x": [0.5]}, {"x": [0.5 + 1e-7]}, tolerance=1e-6)
    assert not agrees({"x": [0.5]}, {"x": [0.5 + 1e-5]}, tolerance=1e-6)


def test_the_golden_runner_fails_on_a_wrong_broken_or_unbuilt_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right, wrong, broken, unbuilt = json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"][:4]
    wrong["expected"] |= {"recommendation": "advance", "mood": "good"}
    broken["inputs"]["scale_max"] = 0
    unbuilt["statistic"] = "astrology"
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": [right, wrong, broken, unbuilt]}), encoding="utf-8")

    code = run_golden([str(file)])

    said = capsys.readouterr().out.splitlines()
    assert code == 1
    assert said[-1] == "1 passed, 3 failed"
    assert f"{wrong['id']}: recommendation" in said
    assert '  expected "advance"' in said
    assert '  got      "lean_advance"' in said
    assert f"{wrong['id']}: mood" in said
    assert any(line.startswith(f"{broken['id']}: ValueError(") for line in said)
    assert f"{unbuilt['id']}: astrology is not built yet" in said


def test_the_golden_runner_passes_only_if_some_case_ran(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_golden([str(GOLDEN), "--only", "line_rule"]) == 0
    assert capsys.readouterr().out == "17 passed, 0 failed\n"
    assert run_golden([str(GOLDEN), "--only", "icc"]) == 1
    assert capsys.readouterr().out.endswith("0 passed, 0 failed\n")


@pytest.mark.parametrize("text", ["not json", "[]", '{"cases": [{"id": "x"}]}'])
def test_the_golden_runner_refuses_another_kind_of_file(text: str, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(SystemExit) as left:
        run_golden([str(file)])

    assert left.value.code == 2


@pytest.mark.parametrize("case", load_cases(IMPACT), ids=lambda case: case.id)
def test_c35_adverse_impact_comes_out_as_published(case: Case) -> None:
    assert list_differences(case) == ()


@pytest.mark.parametrize("case", load_cases(CALIBRATION), ids=lambda case: case.id)
def test_c34_how_interviewers_rate_comes_out_as_published(case: Case) -> None:
    assert list_differences(case) == ()
