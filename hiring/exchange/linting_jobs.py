"""Read a job of the workspace as the advertisement that `jd export` would write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.ad_rules import load_headings
from hiring.documents.job_description.markdown import write_markdown
from hiring.domain.adverts.reading import number_lines, read_advert
from hiring.workflow.descriptions import job_description

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from hiring.config import Settings
    from hiring.domain.adverts.advert import Advert


def read_job(
    connection: Connection, code: str, *, settings: Settings
) -> tuple[Advert, tuple[str, ...]]:
    """Give a job's advertisement, and its must-haves that no interview looks at."""
    ad = job_description(connection, code, settings=settings)
    unassessed = tuple(one.competency for one in ad.must_haves if not one.steps)
    lines = number_lines(write_markdown(ad).decode("utf-8"))
    return read_advert(lines, load_headings()), unassessed
