"""Job descriptions on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.desk import everything, refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell


def test_a_job_description_is_written_and_its_gaps_are_named(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "ML-1.docx"
    before = everything(desk)

    result = desk("jd", "export", "ml-1", "-o", str(file))

    assert (result.exit_code, result.stdout) == (0, f"written  {file}\n")
    assert "to be written: pay (--pay)\n" in result.stderr
    assert "to be written: how to apply (hiring.toml)\n" in result.stderr
    assert file.read_bytes().startswith(b"PK")
    assert everything(desk) == before


def test_a_gap_that_is_filled_is_named_no_more(desk: Shell, tmp_path: Path) -> None:
    desk.ok("job", "edit", "ML-1", "--pay", "60000-75000 EUR year")

    result = desk("jd", "export", "ML-1", "-o", str(tmp_path / "ML-1.docx"))

    assert "to be written" in result.stderr
    assert "--pay" not in result.stderr


def test_an_own_description_is_not_written_over_unasked(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "ML-1.docx"
    file.write_text("polished by hand")

    assert "--force" in refused(desk, "jd", "export", "ML-1", "-o", str(file))
    assert file.read_text() == "polished by hand"
    assert desk.ok("jd", "export", "ML-1", "-o", str(file), "--force") == f"written  {file}\n"


def test_a_description_of_no_job_is_refused(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "x.docx"

    assert "there is no job 'X'" in refused(desk, "jd", "export", "X", "-o", str(file))
    assert not file.exists()
