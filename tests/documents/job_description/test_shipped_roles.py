"""Every shipped role, in every variant and organisation, makes an ad that people would publish."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hiring.config import Settings
from hiring.documents.job_description.html import write_html
from hiring.documents.job_description.json_ld import write_json_ld
from hiring.documents.job_description.markdown import write_markdown
from hiring.documents.job_description.plain import write_plain
from hiring.documents.job_description.word import write_word
from hiring.store import migrate
from hiring.store.connection import connect, transaction
from hiring.store.ledger import Act
from hiring.workflow.descriptions import job_description
from hiring.workflow.jobs import open_job
from tests.conftest import NOW
from tests.documents.job_description.test_json_ld import check
from tests.documents.papers import a_job_description
from tests.factories import a_shipped_rubric, the_shipped_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.views.papers import JobDescription

ROLES = tuple(the_shipped_library().roles)
MODEL = a_job_description()
SETTINGS = Settings(
    folder=Path(),
    database_url="sqlite://",
    company=MODEL.company,
    how_to_apply=MODEL.how_to_apply,
    accommodation=MODEL.accommodation,
    equal_opportunity=MODEL.equal_opportunity,
    offers=MODEL.offers,
)
FACTS: dict[str, Any] = {
    "team": MODEL.team,
    "expect_30": MODEL.expect_30,
    "expect_90": MODEL.expect_90,
    "expect_180": MODEL.expect_180,
    "location": "Aarhus, Denmark",
    "remote": "hybrid",
    "employment_type": "full-time",
    "pay_min": 560_000,
    "pay_max": 680_000,
    "pay_currency": "DKK",
    "pay_period": "year",
    "closes": "2027-01-15",
    "apply": "jobs@example.org",
}
# Words that put people off or tell of age, origin, sex or a culture instead of the work.
PUTS_OFF = re.compile(
    r"\b(young|youthful|energetic|digital native|recent graduates?|native|mother tongue|"
    r"culture fit|fast[- ]paced|rock ?stars?|ninjas?|gurus?|wizards?|best|world[- ]class|"
    r"top talent|passionate|dynamic|family atmosphere|work hard|play hard|hit the ground|"
    r"many hats|under pressure|competitive|dominant|aggressive|he|she|his|her|guys|manpower|"
    r"degrees?|phd|bachelor|master'?s|years of experience|crush|hustle)\b",
    re.IGNORECASE,
)


@pytest.fixture
def sqlite_act(tmp_path: Path) -> Iterator[Act]:
    """Open one transaction on a new database."""
    url = f"sqlite:///{tmp_path / 'hiring.db'}"
    migrate.upgrade(url)
    engine = connect(url)
    with transaction(engine) as connection:
        yield Act(connection, NOW, "Rita Recruiter")
    engine.dispose()


def variants_of(role: str) -> Iterator[dict[str, str | None]]:
    found = the_shipped_library().roles[role]
    levels = (None, *found.variants.level)
    focuses = (None, *found.variants.focus)
    scopes = tuple(found.variants.scope) if "scope" in found.needs else (None,)
    settings = (None, *the_shipped_library().settings)
    for level, focus, scope, setting in product(levels, focuses, scopes, settings):
        yield {"level": level, "focus": focus, "scope": scope, "setting": setting}


def describe(act: Act, role: str, code: str = "X-1", **variant: Any) -> JobDescription:
    facts = FACTS | {"not_expected": "Research, or building platforms"}
    open_job(act, a_shipped_rubric(role, **variant), code=code, facts=facts)
    ad = job_description(act.connection, code, settings=SETTINGS)
    return replace(ad, posted="2026-11-02")


def count_words(text: str) -> int:
    return len(re.findall(r"[^\W_][\w',.-]*", text))


@pytest.mark.parametrize("role", ROLES)
def test_every_variant_of_a_role_is_written_in_every_format(sqlite_act: Act, role: str) -> None:
    bodies: dict[str, dict[str, str | None]] = {}
    for number, variant in enumerate(variants_of(role)):
        ad = describe(sqlite_act, role, f"X-{number}", **variant)

        assert ad.gaps == (), (variant, ad.gaps)
        assert 2 <= len(ad.must_haves) <= 8
        assert all(one.steps for one in ad.must_haves)
        text = write_plain(ad)
        assert not (found := PUTS_OFF.search(text)), (variant, found)
        assert 300 <= count_words(text) <= 900, (variant, count_words(text))
        assert write_word(ad).startswith(b"PK")
        assert write_html(ad).startswith(b"<!doctype html>")
        assert write_markdown(ad).startswith(b"# ")
        check(json.loads(write_json_ld(ad)))
        body = text.partition("\n")[2].replace(ad.code, "CODE")
        if variant["setting"] is None or variant["level"] is not None:
            assert body not in bodies, (variant, bodies[body])
            bodies[body] = variant


def test_the_usual_ad_can_be_read_at_one_go(sqlite_act: Act) -> None:
    lengths = [
        count_words(write_plain(describe(sqlite_act, role, f"Y-{place}", scope=scope)))
        for place, (role, scope) in enumerate(
            (role, "modelling" if role == "data-scientist" else None) for role in ROLES
        )
    ]

    assert max(lengths) <= 800
    assert sorted(lengths)[len(lengths) // 2] <= 725


def test_a_junior_ad_says_what_is_taught_and_asks_for_less(sqlite_act: Act) -> None:
    junior = describe(sqlite_act, "ml-engineer", "J-1", level="junior")
    senior = describe(sqlite_act, "ml-engineer", "S-1", level="senior")

    assert "Choosing metrics and splitting data without leaks" in junior.teaches
    assert "what you do not know yet is taught here" in write_plain(junior)
    assert "This is a senior post" in write_plain(senior)
    assert sum(one.strong for one in junior.must_haves) < sum(
        one.strong for one in senior.must_haves
    )


def test_an_embedded_researcher_is_asked_for_code(sqlite_act: Act) -> None:
    alone = describe(sqlite_act, "ml-researcher", "R-1", level="mid")
    embedded = describe(sqlite_act, "ml-researcher", "R-2", level="mid", setting="embedded")

    def strong(ad: JobDescription) -> set[str]:
        return {one.competency for one in ad.must_haves if one.strong}

    assert strong(embedded) - strong(alone) == {"Coding", "Code quality"}
    assert "Bring own models into the product together with its engineers" in embedded.duties
    assert "ML people sit in product teams" in write_plain(embedded)
