"""Fixed texts of an advertisement, and how times, days, places and terms are said in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hiring.domain.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.views.papers import JobDescription

LIVE_OR_AT_HOME = "take-home-or-live"
AT_HOME = "take-home"
LANGUAGE = "en-GB"

_FORMATS = {
    "live": "Live",
    "work-sample": "Work sample",
    AT_HOME: "Take-home task",
    LIVE_OR_AT_HOME: "Take-home task, or live",
    "presentation": "Presentation",
    "written": "In writing",
}
_REMOTE = {"onsite": "On site", "hybrid": "Hybrid", "remote": "Remote"}
_EMPLOYMENT = {
    "full-time": "Full time",
    "part-time": "Part time",
    "contractor": "Contract",
    "temporary": "Temporary",
    "intern": "Internship",
    "volunteer": "Voluntary work",
    "per-diem": "By the day",
    "other": "Other terms of employment",
}
_SCOPES = {
    "analysis": "The scope is analysis: you answer questions of the business from data; models are"
    " a means to that.",
    "modelling": "The scope is modelling: you build prototype models and say what they are worth;"
    " others run them in production.",
    "end-to-end": "The scope is end to end: you take a question to a model in use, on a platform"
    " that others provide.",
}
_FOCUSES = {
    "task": "The focus is on named pieces of work that are yours from start to end.",
    "platform": "The focus is on what other teams build on, rather than on single models or"
    " features.",
}
_LEVELS = {
    "junior": "This is an entry-level post, open to people of every background; what you do not"
    " know yet is taught here.",
    "mid": "You do most of the work on your own, and share the hard parts.",
    "senior": "This is a senior post: beside your own work, you shape how others do theirs.",
}
_WITH_ARTICLE = frozenset({"AE", "BS", "GB", "GM", "MV", "NL", "PH", "US"})
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_HOUR = 60


def say_minutes(minutes: int) -> str:
    """Write a length of time: `45 min`, `1 h`, `1 h 30 min`."""
    hours, left = divmod(minutes, _HOUR)
    if not hours:
        return f"{left} min"
    return f"{hours} h {left} min" if left else f"{hours} h"


def say_format(step_format: str) -> str:
    """Say how an interview is held, in a candidate's words."""
    return _FORMATS.get(step_format) or _worded(step_format)


def say_remote(remote: str) -> str:
    """Say in a word whether one works on site, at home or both."""
    return _REMOTE.get(remote) or _worded(remote)


def say_employment(kind: str) -> str:
    """Say what kind of employment it is."""
    return _EMPLOYMENT.get(kind) or _worded(kind)


def say_day(day: str) -> str:
    """Write a day of ISO 8601 in words: 15 January 2027."""
    read = date.fromisoformat(day)
    return f"{read.day} {_MONTHS[read.month - 1]} {read.year}"


def say_countries(codes: Sequence[str]) -> str:
    """Name countries in a sentence: Germany, Portugal or the Netherlands."""
    names = [f"the {country_name(c)}" if c in _WITH_ARTICLE else country_name(c) for c in codes]
    return " or ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def say_variant(ad: JobDescription) -> tuple[str, ...]:
    """Say what the scope, the focus and the level of a job mean for the one who takes it."""
    chosen = ((_SCOPES, ad.scope), (_FOCUSES, ad.focus), (_LEVELS, ad.level))
    return tuple(said[which] for said, which in chosen if which in said)


def _worded(code: str) -> str:
    return code.replace("-", " ").capitalize()
