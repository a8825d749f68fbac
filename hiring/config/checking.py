"""What a hiring.toml may say: every problem in it, each with how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hiring.domain.advertising import OFFERS, find_address
from hiring.domain.codes import person
from hiring.errors import Problem
from hiring.workspace import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

LONGEST_SOURCE = 60  # characters: so wide is its column
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
_TEXTS = ("company", "database_url", "time_zone", "country")
DESCRIPTION = ("how_to_apply", "accommodation", "equal_opportunity", *OFFERS, "website")
PAPERS = ("A4", "letter")
LEVELS = ("notice", "warning", "error")  # of the lint's rules
MOST_DUE_HOURS = 24 * 60


def problems_of(said: Mapping[str, Any]) -> list[Problem]:
    """List everything that is wrong in what a hiring.toml says."""
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
    if isinstance(country, str) and country and not country_code(country):
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


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - few name a zone

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def country_code(name: str) -> str | None:
    """Give the code of the country that is named, or None."""
    if not name:
        return None
    from hiring.domain.countries import find_country  # noqa: PLC0415 - few name a country

    return find_country(name)


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


def as_listed(words: Iterable[str], sources: Iterable[str]) -> tuple[str, ...]:
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
        yield _no_table(name)
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


def _no_table(name: str) -> Problem:
    return Problem(f"{name} must be a table", where=FILE, fix=f"write [{name}] above it")


def _table_problems(
    said: Mapping[str, Any], name: str, rules: Mapping[str, Callable[[object], str]]
) -> Iterator[Problem]:
    """Hold one table of settings to what each of its keys may be."""
    table = said.get(name, {})
    if not isinstance(table, dict):
        yield _no_table(name)
        return
    for key, value in table.items():
        if key not in rules:
            listed = ", ".join(rules)
            yield Problem(f"{name}.{key} is not a setting", where=FILE, fix=f"one of {listed}")
        elif wanted := rules[key](value):
            yield Problem(
                f"{name}.{key} is not right: {value!r}", where=FILE, fix=f"write {wanted}"
            )
