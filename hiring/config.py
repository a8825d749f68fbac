"""What a workspace says of itself in its hiring.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiring.domain.advertising import OFFERS, find_address
from hiring.domain.codes import person
from hiring.errors import InvalidFileError, Problem, RefusedError
from hiring.private import PRIVATE_FILE as PRIVATE_FILE  # noqa: PLC0414 - many take it from here
from hiring.private import PRIVATE_FOLDER as PRIVATE_FOLDER  # noqa: PLC0414
from hiring.workspace import FILE, RETENTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

DATABASE = "hiring.db"
LONGEST_SOURCE = 60  # characters: so wide is its column
RELATIVE = "sqlite:///"  # with no further slash the path starts at the workspace
ENCRYPTED = "sqlite+sqlcipher:///"  # the same of a file that hiring.toml calls encrypted
SOURCES = (
    "direct",
    "referral",
    "linkedin",
    "recruiter",
    "campus",
    "conference",
    "paper-author",
    "re-implementation",
    "agency",
    "other",
)

TEMPLATE = """\
# A hiring workspace. Every line is optional; what is commented out shows the default.

company = "{company}"

# Where applications come from: the words your reports will count.
sources = [{sources}]

# The database: a file beside this one, or PostgreSQL for teams that outgrow one machine:
# database_url = "postgresql+psycopg://recruiter@db.example.org/hiring"
# encrypted = true   # the file is, as hiring init --encrypt or db copy --encrypt made it

# The time zone in which interviews are given and shown; the computer's own when left out.
# time_zone = "Europe/Berlin"

# Where most of your candidates' phone numbers are, for those written without a country code.
# country = "Germany"

[scorecard]
# language = "en"    # "de", or a file of your own: languages/fr.toml
# paper = "A4"       # or "letter"
# blind = false      # true: cards show the candidate's code only
# due_hours = 24     # after the interview; then a missing card is late

[mail]
# sender = "Rita Recruiter <rita@example.org>"   # who drafts are from

# What every advertisement says. Of the texts from tools to benefits a job may have its own
# (hiring job edit CODE --tools TEXT).
[job_description]
# What to send, and when one hears from you:
how_to_apply = "{how_to_apply}"
# Whom to ask for an adjustment of the interviews; by what you decide on people, and by what not:
accommodation = "{accommodation}"
equal_opportunity = "{equal_opportunity}"
# What one works with; how one learns; whom one works with; what is special about your data:
tools = "{tools}"
growth = "{growth}"
people = "{people}"
data = "{data}"
# Whom the work helps, and how; leave, hours, insurance and the like; the company on the web:
mission = "{mission}"
benefits = "{benefits}"
website = "{website}"
# apply = "https://example.org/jobs"        # where to apply: a web address or an e-mail
# template = "templates/advertisement.docx" # Word styles, logo and colours of your own
# direct_apply = true   # one applies on the very page that shows the ad, in a few steps

[jd_lint]
# pay_rules = ["us-co", "eu"]   # else chosen by the places of each advertisement
# [jd_lint.pace]                # a rule by its name, as hiring jd lint --list shows it:
# off = true                    # or level = "notice", words = ["..."], unless = ["..."]
# because = "the newsroom is as fast as we say"   # every change has its reason

# How long people are kept; without a line here, nothing is ever said to be due.
[retention]
# policies = ["de-6-months"]    # hiring retention policies lists them; your own: retention/*.toml

[privacy]
# sourced = ["linkedin"]   # of these sources people did not apply themselves: inform them
# contact = "Privacy team, privacy@example.org"   # whom people ask about their data

# Words in notes and evidence that are pointed out, by group: docs/wording.md lists them.
# [guard.age]
# unless = ["young learners"]   # or words = ["..."], off = true
# because = "our product teaches young learners"   # every change has its reason
"""

_TEXTS = ("company", "database_url", "time_zone", "country")
DESCRIPTION = ("how_to_apply", "accommodation", "equal_opportunity", *OFFERS, "website")
PAPERS = ("A4", "letter")
LEVELS = ("notice", "warning", "error")  # of the lint's rules
DUE_HOURS = 24
MOST_DUE_HOURS = 24 * 60


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
    problems = tuple(_problems(said))
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
        country=_country(said.get("country", "")) or "",
        card_language=card.get("language", "en"),
        card_paper=card.get("paper", "A4"),
        card_blind=card.get("blind", False),
        card_due_hours=card.get("due_hours", DUE_HOURS),
        mail_sender=person(mail["sender"]) if mail.get("sender") else None,
        jd_lint=said.get("jd_lint", {}),
        policies=tuple(said.get("retention", {}).get("policies", ())),
        sourced=_listed(said.get("privacy", {}).get("sourced", ()), said.get("sources", SOURCES)),
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


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - few name a zone

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _country(name: str) -> str | None:
    if not name:
        return None
    from hiring.domain.countries import find_country  # noqa: PLC0415 - few name a country

    return find_country(name)


def _source_problems(source: str) -> Iterator[Problem]:
    if len(source) > LONGEST_SOURCE:
        yield Problem(
            f"the source {source!r} is longer than {LONGEST_SOURCE} characters",
            where=FILE,
            fix="shorten it; what is special to one person goes into --source-detail",
        )
    if source.splitlines() != [source]:
        yield Problem(
            f"the source {source!r} has a line break", where=FILE, fix="write it on one line"
        )


def _problems(said: Mapping[str, Any]) -> list[Problem]:
    problems = []
    known = {
        *_TEXTS,
        "sources",
        "job_description",
        "scorecard",
        "mail",
        "jd_lint",
        "guard",
    }
    known |= {"encrypted", "retention", "privacy"}
    for key, value in said.items():
        if key not in known:
            problems.append(
                Problem(
                    f"{key} is not a setting", where=FILE, fix=f"one of {', '.join(sorted(known))}"
                )
            )
        elif key in _TEXTS and not isinstance(value, str):
            problems.append(Problem(f"{key} must be text", where=FILE, fix="put it in quotes"))
    if not isinstance(said.get("encrypted", False), bool):
        problems.append(Problem("encrypted must be true or false", where=FILE, fix="no quotes"))
    sources = said.get("sources", [])
    words = isinstance(sources, list) and all(isinstance(s, str) and s.strip() for s in sources)
    if not words or ("sources" in said and not sources):
        problems.append(
            Problem("sources must be a list of words", where=FILE, fix='sources = ["referral"]')
        )
    if words:
        problems += [problem for source in sources for problem in _source_problems(source)]
    zone = said.get("time_zone")
    if isinstance(zone, str) and zone and not _is_zone(zone):
        problems.append(
            Problem(
                f"time_zone {zone!r} is unknown", where=FILE, fix='a name such as "Europe/Berlin"'
            )
        )
    country = said.get("country")
    if isinstance(country, str) and country and not _country(country):
        problems.append(
            Problem(
                f"country {country!r} is unknown", where=FILE, fix='a name such as "Germany", or DE'
            )
        )
    problems += _table_problems(said, "job_description", _JOB_DESCRIPTION)
    problems += _table_problems(said, "scorecard", _SCORECARD)
    problems += _table_problems(said, "mail", {"sender": _sender})
    problems += _lint_problems(said)
    problems += _table_problems(said, "retention", {"policies": _names_of_rules})
    problems += _table_problems(said, "privacy", _PRIVACY)
    problems += _sourced_problems(said)
    problems += _change_problems(said, "guard", _GROUP_CHANGE)
    return problems


def _text(value: object) -> str:
    return "" if isinstance(value, str) else "a text in quotes"


def _language(value: object) -> str:
    good = isinstance(value, str) and value.replace("-", "").isalnum() and value.islower()
    return "" if good else 'a language such as "en" or "de"'


def _paper(value: object) -> str:
    return "" if value in PAPERS else f"one of {', '.join(PAPERS)}"


def _switch(value: object) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _hours(value: object) -> str:
    good = isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_DUE_HOURS
    return "" if good else f"a number of hours from 1 to {MOST_DUE_HOURS}"


def _sender(value: object) -> str:
    wanted = 'a name with an e-mail, such as "Rita Recruiter <rita@example.org>"'
    return "" if isinstance(value, str) and (not value or person(value)) else wanted


def _address(value: object) -> str:
    good = isinstance(value, str) and (not value or find_address(value))
    return "" if good else 'a web address such as "https://example.org/jobs", or an e-mail'


def _website(value: object) -> str:
    good = isinstance(value, str) and (not value or (find_address(value) or "").startswith("http"))
    return "" if good else 'a web address such as "https://example.org"'


_JOB_DESCRIPTION: Mapping[str, Callable[[object], str]] = {
    **dict.fromkeys(DESCRIPTION, _text),
    "website": _website,
    "apply": _address,
    "template": _text,
    "direct_apply": _switch,
}
_SCORECARD: Mapping[str, Callable[[object], str]] = {
    "language": _language,
    "paper": _paper,
    "blind": _switch,
    "due_hours": _hours,
}


def _reason(value: object) -> str:
    good = isinstance(value, str) and bool(value.strip())
    return "" if good else "the reason, a text in quotes"


def _texts(value: object) -> str:
    good = isinstance(value, (list, tuple)) and all(
        isinstance(one, str) and one.strip() for one in value
    )
    return "" if good else 'a list such as ["beer fridge", "table football"]'


def _names_of_rules(value: object) -> str:
    return _texts(value) and 'a list such as ["de-6-months"]; see hiring retention policies'


def _words_of_sources(value: object) -> str:
    return _texts(value) and 'a list of your sources, such as ["linkedin"]'


def _listed(words: Iterable[str], sources: Iterable[str]) -> tuple[str, ...]:
    """Give words as the list of sources spells them."""
    spelled = {source.casefold(): source for source in sources}
    return tuple(spelled[word.strip().casefold()] for word in words)


def _sourced_problems(said: Mapping[str, Any]) -> Iterator[Problem]:
    table, sources = said.get("privacy", {}), said.get("sources", list(SOURCES))
    sourced = table.get("sourced", []) if isinstance(table, dict) else []
    if _texts(sourced) or _texts(sources):
        return  # said already
    known = {source.casefold() for source in sources}
    for word in sourced:
        if word.strip().casefold() not in known:
            yield Problem(
                f"privacy.sourced names {word!r}, which is none of your sources",
                where=FILE,
                fix=f"one of {', '.join(sources)}",
            )


_PRIVACY: Mapping[str, Callable[[object], str]] = {
    "contact": _text,
    "sourced": _words_of_sources,
}


def _level(value: object) -> str:
    return "" if value in LEVELS else f"one of {', '.join(LEVELS)}"


_RULE_CHANGE: Mapping[str, Callable[[object], str]] = {
    "off": _switch,
    "level": _level,
    "words": _texts,
    "unless": _texts,
    "because": _reason,
}


_GROUP_CHANGE = {key: rule for key, rule in _RULE_CHANGE.items() if key != "level"}


def _lint_problems(said: Mapping[str, Any]) -> Iterator[Problem]:
    """Hold the changes of the lint's rules to their form; which rules there are is seen later."""
    table = said.get("jd_lint", {})
    sets = table.get("pay_rules") if isinstance(table, dict) else None
    if sets is not None and (wanted := _texts(sets)):
        fix = f"write {wanted}"
        yield Problem(f"jd_lint.pay_rules is not right: {sets!r}", where=FILE, fix=fix)
    yield from _change_problems(said, "jd_lint", _RULE_CHANGE, but="pay_rules")


def _change_problems(
    said: Mapping[str, Any],
    name: str,
    rules: Mapping[str, Callable[[object], str]],
    *,
    but: str = "",
) -> Iterator[Problem]:
    """Hold a table of tables to its form: each is a change, and has its reason."""
    table = said.get(name, {})
    if not isinstance(table, dict):
        yield Problem(f"{name} must be a table", where=FILE, fix=f"write [{name}] above it")
        return
    for key, value in table.items():
        inner = f"{name}.{key}"
        if key == but:
            continue
        if not isinstance(value, dict):
            yield Problem(f"{inner} must be a table", where=FILE, fix=f"write [{inner}]")
            continue
        yield from _table_problems({inner: value}, inner, rules)
        if "because" not in value:
            fix = 'say why: because = "..."'
            yield Problem(f"{inner} is changed without a reason", where=FILE, fix=fix)


def _table_problems(
    said: Mapping[str, Any], name: str, rules: Mapping[str, Callable[[object], str]]
) -> Iterator[Problem]:
    """Hold one table of settings to what each of its keys may be."""
    table = said.get(name, {})
    if not isinstance(table, dict):
        yield Problem(f"{name} must be a table", where=FILE, fix=f"write [{name}] above it")
        return
    for key, value in table.items():
        if key not in rules:
            listed = ", ".join(rules)
            yield Problem(f"{name}.{key} is not a setting", where=FILE, fix=f"one of {listed}")
        elif wanted := rules[key](value):
            yield Problem(
                f"{name}.{key} is not right: {value!r}", where=FILE, fix=f"write {wanted}"
            )
