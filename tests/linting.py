"""What tests of the lint share: an advertisement from its text, linted with the shipped rules."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from hiring.ad_rules import load_headings
from hiring.domain.adverts.reading import number_lines, read_advert
from hiring.exchange.linting import Bench, lint_advert, make_bench, make_book

if TYPE_CHECKING:
    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.findings import Finding

TODAY = date(2026, 11, 21)
_TIMES = re.compile(r"(?P<said>.*) x (?P<times>\d+)(?P<rest>.*)", re.DOTALL)

GOOD_AD = """\
# Data Engineer, Parcel Forecasts
Company: Example Parcels
Location: Berlin, Germany

Every day our sorting halls must know how many parcels come tomorrow, so that no van drives half
empty. You build the data that
tells them. You report to the head of data and work with three data engineers and two analysts.

## What you will deliver
You deliver the pipelines behind the daily forecast, used by eleven sorting halls.
- After 30 days you have mended one pipeline and put it live.
- After 90 days you run the pipelines of one hall.
- After 180 days every hall gets its numbers before six in the morning.

## What you will do
- Build pipelines in Python and Airflow from four scanners' feeds.
- Test the ten million records a day that arrive.
- Show the analysts how to find what they need.

## What this role is not
- You do not build models: two colleagues do.

## What you need
- You have built a data pipeline that others relied on.
- You write SQL that a colleague can read.
- You have found the cause of wrong numbers, and can tell how.

## What we will teach you
- Airflow, our scanners and their quirks. Each of us has a budget for one conference a year.

## How we interview
- A talk of 45 minutes on a pipeline you built.
- A work sample of 60 minutes: wrong numbers and their cause.

## What we offer
- Thirty days of holiday, a pension and hours that you choose.

## Pay
62,000 to 74,000 EUR a year, full time. You may work from home three days a week.

## How to apply
Send a CV to jobs@example.org by 31 January. We answer within a week.

If you need an adjustment in the interview process, write to access@example.org.

We are an equal opportunity employer: all are welcome, whatever their age, gender, origin, faith,
disability or family.
"""

UNICORN = """\
# Machine Learning Engineer
Company: Example Minds

## What you will do
- Read the newest papers and invent novel deep learning architectures of your own.
- Publish your research at the top machine learning conferences.
- Build the tooling and the platform with which all our teams train models.
- Set up and run the Kubernetes clusters and the GPU infrastructure for training.
- Build and maintain ETL data pipelines and the data warehouse.
- Deploy models to production and monitor them, with an on-call rota.

## Requirements
- PhD in machine learning or computer science.
- At least 4 years of TensorFlow experience.
- At least 4 years of experience as a software engineer.
- Publications at NeurIPS, ICML or ICLR.
- Experience with large-scale distributed systems.
"""


def read(text: str) -> Advert:
    """Read an advertisement from a text."""
    return read_advert(number_lines(text), load_headings())


@cache
def bench() -> Bench:
    """Lay out the shipped rules and roles."""
    return make_bench(make_book(), today=TODAY)


def lint_text(text: str) -> tuple[Finding, ...]:
    """Lint a text with the shipped rules."""
    return lint_advert(read(text), bench()).findings


def rules_of(text: str) -> set[str]:
    """Name the rules that a text breaks."""
    return {finding.rule for finding in lint_text(text)}


def spell_out(example: str) -> str:
    """Repeat what stands before "x 20" in an example, each time with another number."""
    found = _TIMES.fullmatch(example)
    if not found:
        return example
    times = int(found["times"])
    repeated = " ".join(f"{found['said']}" for _ in range(times))
    return repeated + found["rest"]
