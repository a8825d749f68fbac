"""What an advertisement has to say before it is published, and how each of it is given."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.codes import email_key

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFERS: Mapping[str, str] = {
    "tools": "Tools",
    "growth": "Growth",
    "people": "People",
    "data": "Data",
    "mission": "Mission",
    "benefits": "Benefits",
}
"""What practitioners look for, and what else a job brings, each with its heading."""

LEFT_OUT = "-"
"""What stands in place of an offer that is left out on purpose."""

LONGEST_ADDRESS = 2000
_WEB = r"(?i)https?://[^\s/<>\"'`\\^{|}]+\.[^\s<>\"'`\\^{|}]+\Z"

SETTING = "in hiring.toml"


class Gap(NamedTuple):
    """Something that nobody has said yet, and the option or setting that says it."""

    what: str
    how: str

    def __str__(self) -> str:
        """Name it with its remedy in brackets."""
        return f"{self.what} ({self.how})"


WANTED: Mapping[str, Gap] = {
    "company": Gap("the company", "company in hiring.toml"),
    "team": Gap("what the team does and why it matters", "--team"),
    "deliverable": Gap("the main deliverable", "--deliverable"),
    "expect_30": Gap("what is expected after 30 days", "--expect-30"),
    "expect_90": Gap("what is expected after 90 days", "--expect-90"),
    "expect_180": Gap("what is expected after 180 days", "--expect-180"),
    "duties": Gap("what you will do", "duties of the rubric"),
    "not_this_role": Gap("what this role is not", "--not-expected"),
    "must_haves": Gap("what you need", "strengths and bars of the rubric"),
    "assessed": Gap("an interview for every must-have", "hiring job plan CODE shows them"),
    "teaches": Gap("what you will teach", "teaches of the rubric"),
    "plan": Gap("the interviews", "the plan of the rubric"),
    "tools": Gap("which tools one works with", f"--tools, or tools {SETTING}"),
    "growth": Gap("how one grows", f"--growth, or growth {SETTING}"),
    "people": Gap("whom one works with", f"--people, or people {SETTING}"),
    "data": Gap("what is special about the data", f"--data, or data {SETTING}"),
    "mission": Gap("whom the work helps, and how", f"--mission, or mission {SETTING}"),
    "benefits": Gap("benefits", f"--benefits, or benefits {SETTING}"),
    "pay": Gap("pay", "--pay"),
    "location": Gap("where", "--location"),
    "country": Gap("the country of the place", "--country"),
    "remote": Gap("on site, hybrid or remote", "--remote"),
    "remote_from": Gap("where applicants may live", "--remote-from"),
    "employment_type": Gap("employment type", "--employment-type"),
    "how_to_apply": Gap("how to apply", f"--apply, or how_to_apply {SETTING}"),
    "accommodation": Gap("whom to ask for an adjustment", f"accommodation {SETTING}"),
    "equal_opportunity": Gap("the equal-opportunity line", f"equal_opportunity {SETTING}"),
}
"""Everything an advertisement says that somebody has to give, in a reader's order."""


def find_address(text: str) -> str | None:
    """Give the link of a web address or an e-mail, or None when the text is neither."""
    written = text.strip()
    if len(written) > LONGEST_ADDRESS or not written.isprintable():
        return None
    if re.match(_WEB, written):
        return written
    return f"mailto:{written}" if email_key(written) else None


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, as 2026-03-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
