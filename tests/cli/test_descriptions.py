"""Job descriptions on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import everything, log, read_json, refused, rehearses, rows
from tests.documents.word_template.templates import a_company_template, without_style

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

FACTS = (
    *("--team", "Search", "--location", "Berlin, Germany", "--remote", "hybrid"),
    *("--employment-type", "full-time", "--pay", "60000-75000 EUR year", "--expect-30", "a fix"),
    *("--expect-90", "a model", "--expect-180", "a product", "--apply", "jobs@example.org"),
    *("--tools", "Python", "--growth", "a course", "--people", "twelve", "--data", "bread"),
    *("--mission", "less waste", "--benefits", "six weeks of leave"),
)


@pytest.fixture
def ready(desk: Shell) -> Shell:
    """Give a shell where ML-1 has everything that an advertisement says."""
    desk.ok("job", "edit", "ML-1", *FACTS)
    settings = desk.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    for key in ("accommodation", "equal_opportunity"):
        text = text.replace(f'{key} = ""', f'{key} = "Ask Rita."')
    settings.write_text(text, encoding="utf-8")
    return desk


@pytest.mark.parametrize(
    ("ending", "begins"), [("docx", b"PK"), ("md", b"# Machine"), ("html", b"<!doctype html>")]
)
def test_a_job_description_is_written_and_its_gaps_are_named(
    desk: Shell, tmp_path: Path, ending: str, begins: bytes
) -> None:
    file = tmp_path / f"ML-1.{ending}"
    before = everything(desk)

    result = desk("jd", "export", "ml-1", "-o", str(file))

    assert (result.exit_code, result.stdout) == (0, f"written  {file}\n")
    assert "to be written: pay (--pay)\n" in result.stderr
    assert "to be written: how to apply (--apply, or how_to_apply in hiring.toml)" in result.stderr
    assert file.read_bytes().startswith(begins)
    assert everything(desk) == before


def test_a_gap_that_is_filled_is_named_no_more(desk: Shell, tmp_path: Path) -> None:
    desk.ok("job", "edit", "ML-1", "--pay", "60000-75000 EUR year")

    result = desk("jd", "export", "ML-1", "-o", str(tmp_path / "ML-1.docx"))

    assert "to be written" in result.stderr
    assert "--pay" not in result.stderr


def test_a_text_of_the_company_fills_the_gap_of_every_job(desk: Shell, tmp_path: Path) -> None:
    settings = desk.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('tools = ""', 'tools = "One cloud."'), encoding="utf-8")

    result = desk("jd", "export", "ML-1", "-o", str(tmp_path / "ML-1.md"))

    assert "tools" not in result.stderr
    assert "**Tools.** One cloud." in (tmp_path / "ML-1.md").read_text(encoding="utf-8")


def test_a_final_ad_is_refused_while_something_is_missing(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "ML-1.html"

    said = refused(desk, "jd", "export", "ML-1", "-o", str(file), "--final")

    assert "Error: ML-1: still to be written: pay. Fix: --pay\n" in said
    assert "Error: ML-1: still to be written: employment type. Fix: --employment-type\n" in said
    assert not file.exists()


def test_a_final_ad_is_written_when_nothing_is_missing(ready: Shell, tmp_path: Path) -> None:
    file = tmp_path / "ML-1.docx"

    result = ready("jd", "export", "ML-1", "-o", str(file), "--final")

    assert (result.exit_code, result.stderr) == (0, "")


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


def test_a_format_we_do_not_write_is_refused_with_those_we_do(desk: Shell, tmp_path: Path) -> None:
    said = refused(desk, "jd", "export", "ML-1", "-o", str(tmp_path / "x.pdf"), code=2)

    assert "x.pdf must end in one of .docx, .md, .html, .jsonld" in said


def test_a_posting_needs_a_day_and_a_place(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "ML-1.jsonld"

    said = refused(desk, "jd", "export", "ML-1", "-o", str(file))

    assert "ML-1: a JobPosting needs datePosted. Fix: publish the ad (hiring jd publish" in said
    assert "ML-1: a JobPosting needs jobLocation. Fix: hiring job edit ML-1 --location" in said
    assert not file.exists()


def test_a_posting_is_written_with_the_day_that_is_named(ready: Shell, tmp_path: Path) -> None:
    file = tmp_path / "ML-1.jsonld"

    ready.ok("jd", "export", "ML-1", "-o", str(file), "--on", "2026-03-02")

    posting = json.loads(file.read_text(encoding="utf-8"))
    assert (posting["@type"], posting["datePosted"]) == ("JobPosting", "2026-03-02")
    said = refused(ready, "jd", "export", "ML-1", "-o", str(file), "--on", "soon", code=2)
    assert "write it as 2026-03-31" in said


# --- a template of one's own --------------------------------------------------------------------


def test_the_companys_template_is_used_from_the_settings(ready: Shell, tmp_path: Path) -> None:
    folder = ready.folder / "templates"
    folder.mkdir()
    (folder / "advertisement.docx").write_bytes(a_company_template())
    settings = ready.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8").replace("# template =", "template =")
    settings.write_text(text, encoding="utf-8")

    result = ready("jd", "export", "ML-1", "-o", str(tmp_path / "ML-1.docx"))

    assert result.exit_code == 0
    assert "advertisement.docx: no style 'Table Text': a plain one of ours" in result.stderr
    assert ready("jd", "export", "ML-1", "-o", str(tmp_path / "ML-1.md")).stderr == ""


def test_a_template_that_lacks_a_style_is_refused_by_name(ready: Shell, tmp_path: Path) -> None:
    template, file = tmp_path / "ours.docx", tmp_path / "ML-1.docx"
    template.write_bytes(without_style(a_company_template(), "Title"))

    said = refused(
        ready, *("jd", "export", "ML-1", "-o", str(file), "--template", str(template)), code=3
    )

    assert "ours.docx: the template has no style 'Title'" in said
    assert not file.exists()


def test_a_template_that_is_not_there_is_refused(ready: Shell, tmp_path: Path) -> None:
    words = ("jd", "export", "ML-1", "-o", str(tmp_path / "ML-1.docx"), "--template", "none.docx")

    assert "the template none.docx cannot be read: No such file" in refused(ready, *words, code=2)


def test_a_template_is_for_word_only(ready: Shell, tmp_path: Path) -> None:
    words = ("jd", "export", "ML-1", "-o", str(tmp_path / "ML-1.md"), "--template", "x.docx")

    assert "--template is for Word" in refused(ready, *words, code=2)


def test_a_sample_to_make_a_template_of_is_written(ready: Shell, tmp_path: Path) -> None:
    sample, file = tmp_path / "sample.docx", tmp_path / "ML-1.docx"

    assert ready.ok("jd", "template", "-o", str(sample)) == f"written  {sample}\n"

    result = ready("jd", "export", "ML-1", "-o", str(file), "--template", str(sample))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "must end in .docx" in refused(ready, "jd", "template", "-o", "x.pdf", code=2)


# --- published ----------------------------------------------------------------------------------


def test_an_ad_is_kept_as_it_was_published(ready: Shell, tmp_path: Path) -> None:
    said = ready.ok("jd", "publish", "ml-1", "--on", "2026-03-02")
    ready.ok("job", "edit", "ML-1", "--title", "Model doctor", "--closes", "2026-04-30")
    ready.ok("jd", "publish", "ML-1", "--on", "2026-03-09")

    assert said.startswith(
        "published  ML-1 version 1, 2026-03-02: Machine learning engineer, EUR 6"
    )
    assert log(ready)[-1] == "advertisement published"
    table = rows(ready.ok("jd", "history", "ML-1"))
    assert [line.split()[:2] for line in table] == [["2", "2026-03-09"], ["1", "2026-03-02"]]
    newest, first = read_json(ready, "jd", "history", "ML-1")
    assert (newest["closes"], first["closes"]) == ("2026-04-30", "")
    assert (newest["title"], first["title"]) == ("Model doctor", "Machine learning engineer")
    assert first["text"].startswith("Machine learning engineer\n")
    old = tmp_path / "old.md"
    ready.ok("jd", "export", "ML-1", "--version", "1", "-o", str(old))
    assert old.read_text(encoding="utf-8").startswith("# Machine learning engineer\n")


def test_the_same_ad_is_published_once(ready: Shell) -> None:
    ready.ok("jd", "publish", "ML-1", "--on", "2026-03-02")
    before = everything(ready)

    said = ready.ok("jd", "publish", "ML-1")

    assert said == "unchanged  ML-1 version 1, published for 2026-03-02\n"
    assert everything(ready) == before
    assert read_json(ready, "jd", "publish", "ML-1")["new"] is False


def test_an_ad_with_gaps_is_not_published(desk: Shell) -> None:
    assert "ML-1: still to be written: pay. Fix: --pay" in refused(desk, "jd", "publish", "ML-1")


def test_publishing_can_be_rehearsed(ready: Shell) -> None:
    said = rehearses(ready, "jd", "publish", "ML-1", "--on", "2026-03-02")

    assert said.startswith("published  ML-1 version 1, 2026-03-02: ")
    assert "WHAT THE TEAM DOES, AND WHY IT MATTERS" in said
    assert max(map(len, said.splitlines()[1:])) <= 80


def test_a_published_posting_has_its_day(ready: Shell, tmp_path: Path) -> None:
    ready.ok("jd", "publish", "ML-1", "--on", "2026-03-02")

    ready.ok("jd", "export", "ML-1", "-o", str(tmp_path / "now.jsonld"))
    ready.ok("jd", "export", "ML-1", "-o", str(tmp_path / "then.jsonld"), "--version", "1")

    now, then = ((tmp_path / f"{one}.jsonld").read_bytes() for one in ("now", "then"))
    assert now == then
    assert json.loads(now)["datePosted"] == "2026-03-02"


def test_words_that_were_never_published_carry_no_day(ready: Shell, tmp_path: Path) -> None:
    ready.ok("jd", "publish", "ML-1", "--on", "2026-03-02")
    ready.ok("job", "edit", "ML-1", "--mission", "Words that nobody has published.")
    page = tmp_path / "ad.html"

    posting = ready("jd", "export", "ML-1", "-o", str(tmp_path / "ad.jsonld"))
    ready.ok("jd", "export", "ML-1", "-o", str(page))

    assert posting.exit_code == 1
    assert "needs datePosted" in posting.stderr
    assert "datePosted" not in page.read_text()


def test_a_posting_is_not_written_for_a_day_behind_its_last_one(
    ready: Shell, tmp_path: Path
) -> None:
    ready.ok("job", "edit", "ML-1", "--closes", "2027-01-31")

    late = ready("jd", "export", "ML-1", "-o", str(tmp_path / "a.jsonld"), "--on", "2028-01-01")

    assert late.exit_code == 1
    assert "the last day to apply, 2027-01-31, is before" in late.stderr
    assert not (tmp_path / "a.jsonld").exists()


def test_what_was_never_published_has_no_history(ready: Shell, tmp_path: Path) -> None:
    result = ready("jd", "history", "ML-1")

    assert (result.stdout, result.stderr) == ("", "nothing published yet: hiring jd publish ML-1\n")
    said = refused(ready, "jd", "export", "ML-1", "--version", "1", "-o", str(tmp_path / "x.md"))
    assert "ML-1 has no published version 1. Fix: hiring jd publish ML-1" in said
    assert "no published version 7" in refused(ready, "jd", "show", "ML-1", "--version", "7")


def test_a_draft_is_shown_until_something_is_published(ready: Shell) -> None:
    draft = ready("jd", "show", "ML-1")
    ready.ok("jd", "publish", "ML-1", "--on", "2026-03-02")
    published = ready("jd", "show", "ML-1")
    ready.ok("job", "edit", "ML-1", "--team", "Ads", "--pay", "61000-75000 EUR year")
    changed = ready("jd", "show", "ML-1")
    now = ready("jd", "show", "ML-1", "--draft")

    assert draft.stdout == published.stdout == changed.stdout
    assert draft.stderr == "(a draft; to keep it as published: hiring jd publish ML-1)\n"
    assert published.stderr == "(version 1, published for 2026-03-02)\n"
    assert "it says something else now: hiring jd show ML-1 --draft" in changed.stderr
    assert "Ads" in now.stdout
    assert "EUR 61,000" in now.stdout
    assert max(map(len, now.stdout.splitlines())) <= 80


def test_an_ad_is_shown_as_json(ready: Shell) -> None:
    draft = read_json(ready, "jd", "show", "ML-1")
    ready.ok("jd", "publish", "ML-1", "--on", "2026-03-02")
    published = read_json(ready, "jd", "show", "ML-1")

    assert (draft["version"], published["version"]) == (None, 1)
    assert (published["posted"], published["pay"]) == (
        *("2026-03-02", "EUR 60,000 to 75,000 a year"),
    )
    assert draft["text"] == published["text"]


def test_a_draft_and_a_version_exclude_each_other(ready: Shell) -> None:
    said = refused(ready, "jd", "show", "ML-1", "--draft", "--version", "1", code=2)

    assert "exclude each other" in said


def test_gaps_are_named_when_a_draft_is_shown(desk: Shell) -> None:
    assert "to be written: pay (--pay)\n" in desk("jd", "show", "ML-1").stderr
