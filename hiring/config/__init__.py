"""What a workspace says of itself in its hiring.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiring.config.checking import SOURCES, as_listed, country_code, problems_of
from hiring.domain.advertising import OFFERS
from hiring.domain.codes import person
from hiring.errors import InvalidFileError, Problem, RefusedError
from hiring.workspace import FILE, RETENTION

if TYPE_CHECKING:
    from collections.abc import Mapping

DATABASE = "hiring.db"
RELATIVE = "sqlite:///"  # with no further slash the path starts at the workspace
ENCRYPTED = "sqlite+sqlcipher:///"  # the same of a file that hiring.toml calls encrypted
DUE_HOURS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a workspace says of itself."""

    folder: Path
    database_url: str
    company: str = ""
    sources: tuple[str, ...] = SOURCES
    time_zone: str = ""
    country: str = ""
    """Its code of ISO 3166-1: where a phone number is that does not say so."""
    how_to_apply: str = ""
    accommodation: str = ""
    equal_opportunity: str = ""
    offers: Mapping[str, str] = field(default_factory=dict)
    website: str = ""
    apply: str = ""
    direct_apply: bool | None = None
    template: str = ""
    card_language: str = "en"
    card_paper: str = "A4"
    card_blind: bool = False
    card_due_hours: int = DUE_HOURS
    mail_sender: tuple[str, str] | None = None
    jd_lint: Mapping[str, Any] = field(default_factory=dict)
    """As it is written: `pay_rules`, and a table for each rule that is changed."""
    policies: tuple[str, ...] = ()
    """The names of the rules on keeping people that are active."""
    sourced: tuple[str, ...] = ()
    """The sources of people who did not come by themselves."""
    privacy_contact: str = ""
    """Whom people ask about their data, as documents say it."""
    guard: Mapping[str, Any] = field(default_factory=dict)
    """As it is written: a table for each group of words that is changed."""

    @property
    def database_file(self) -> Path | None:
        """Give the SQLite file, or None when the database is a server."""
        if not self.database_url.startswith("sqlite"):
            return None
        return Path(self.database_url.partition(":///")[2])

    @property
    def encrypted(self) -> bool:
        """Tell whether the database is a file that is encrypted."""
        return self.database_url.startswith(ENCRYPTED)

    @property
    def shelf(self) -> Path:
        """Give the folder where drawn cards are kept without anything of a person."""
        return self.folder / ".cache" / "cards"

    @property
    def attachments(self) -> Path:
        """Give the folder of the files people sent, there or not."""
        return self.folder / "attachments"

    @property
    def rubric_folder(self) -> Path:
        """Give the folder of the workspace's own rubrics, there or not."""
        return self.folder / "rubrics"

    @property
    def retention_folder(self) -> Path:
        """Give the folder of the workspace's own rules on keeping people, there or not."""
        return self.folder / RETENTION


def _fix_toml(error: str) -> str:
    """Say how to mend a file that is no TOML; a table is mostly pasted in a second time."""
    if "Cannot declare" in error and "twice" in error:
        return "the table stands there already: add the lines below it"
    return "check quotes and brackets"


def load_settings(folder: Path, *, environment: Mapping[str, str]) -> Settings:
    """Read hiring.toml; HIRING_DATABASE_URL goes before what it says.

    Raises InvalidFileError with every problem in the file.
    """
    path = folder / FILE
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidFileError(Problem(f"cannot be read: {error.strerror}", where=FILE)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = Problem(f"not TOML: {error}", where=FILE, fix=_fix_toml(str(error)))
        raise InvalidFileError(problem) from error
    problems = tuple(problems_of(said))
    if problems:
        raise InvalidFileError(*problems)
    url = environment.get("HIRING_DATABASE_URL") or said.get("database_url")
    if url and url.startswith(RELATIVE) and url[len(RELATIVE) : len(RELATIVE) + 1] not in {"/", ""}:
        url = f"{RELATIVE}{folder / url.removeprefix(RELATIVE)}"
    if not url and "?" in str(folder):
        # All after a question mark would be read as an option of the database, not as its place.
        raise RefusedError(
            Problem(
                f'a workspace cannot be in a folder with "?" in its path: {folder}', fix="rename it"
            )
        )
    url = url or f"{RELATIVE}{folder / DATABASE}"
    if said.get("encrypted") and url.startswith(RELATIVE):
        url = f"{ENCRYPTED}{url.removeprefix(RELATIVE)}"
    description = said.get("job_description", {})
    card, mail = said.get("scorecard", {}), said.get("mail", {})
    return Settings(
        folder=folder,
        database_url=url,
        company=said.get("company", ""),
        sources=tuple(said.get("sources", SOURCES)),
        time_zone=said.get("time_zone", ""),
        country=country_code(said.get("country", "")) or "",
        card_language=card.get("language", "en"),
        card_paper=card.get("paper", "A4"),
        card_blind=card.get("blind", False),
        card_due_hours=card.get("due_hours", DUE_HOURS),
        mail_sender=person(mail["sender"]) if mail.get("sender") else None,
        jd_lint=said.get("jd_lint", {}),
        policies=tuple(said.get("retention", {}).get("policies", ())),
        sourced=as_listed(said.get("privacy", {}).get("sourced", ()), said.get("sources", SOURCES)),
        privacy_contact=said.get("privacy", {}).get("contact", "").strip(),
        guard=said.get("guard", {}),
        how_to_apply=description.get("how_to_apply", ""),
        accommodation=description.get("accommodation", ""),
        equal_opportunity=description.get("equal_opportunity", ""),
        offers={key: description.get(key, "") for key in OFFERS},
        website=description.get("website", ""),
        apply=description.get("apply", ""),
        direct_apply=description.get("direct_apply"),
        template=description.get("template", ""),
    )
