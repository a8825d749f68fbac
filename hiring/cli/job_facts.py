"""The options that say what a job is: its facts, and the variant of its role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hiring.cli.typed import Address, Countries, Day, Pay

if TYPE_CHECKING:
    from collections.abc import Callable

_EMPLOYMENT = (
    "full-time",
    "part-time",
    "contractor",
    "temporary",
    "intern",
    "volunteer",
    "per-diem",
    "other",
)


def _title(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise click.BadParameter("it is empty; a job needs a title")
    return value


def fact_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say a fact of a job each."""
    options = (
        click.option(
            "--title",
            metavar="TEXT",
            callback=_title,
            help="The title, where it is not the role's own.",
        ),
        click.option("--team", metavar="TEXT", help="What the team does and why it matters."),
        click.option(
            "--location", metavar="TEXT", help='Where, as "Berlin, Germany; Porto, Portugal".'
        ),
        click.option(
            "--country",
            type=Countries(),
            metavar="COUNTRY",
            help="Its country, where --location does not say: DE, or Germany.",
        ),
        click.option(
            "--remote",
            type=click.Choice(["onsite", "hybrid", "remote"]),
            help="Where people work; remote is wholly remote.",
        ),
        click.option(
            "--remote-from",
            type=Countries(),
            metavar="COUNTRIES",
            help='Where one may live who works remotely: "DE, PT".',
        ),
        click.option(
            "--employment-type",
            type=click.Choice(_EMPLOYMENT),
            metavar="WORD",
            help=f"One of {', '.join(_EMPLOYMENT)}.",
        ),
        click.option("--pay", type=Pay(), metavar="RANGE", help='As "60000-75000 EUR year".'),
        click.option(
            "--headcount",
            type=click.IntRange(1, 1000),
            metavar="N",
            help="How many to hire; one when left out.",
        ),
        click.option("--hiring-manager", metavar="NAME", help="Who decides on people."),
        click.option("--recruiter", metavar="NAME", help="Who runs the process."),
        click.option(
            "--deliverable", metavar="TEXT", help="The one main deliverable, in your own words."
        ),
        click.option("--expect-30", metavar="TEXT", help="What is expected after 30 days."),
        click.option("--expect-90", metavar="TEXT", help="What is expected after 90 days."),
        click.option("--expect-180", metavar="TEXT", help="What is expected after 180 days."),
        click.option("--not-expected", metavar="TEXT", help="What this job does not ask for."),
        click.option("--tools", metavar="TEXT", help="What one works with; - leaves it out."),
        click.option("--growth", metavar="TEXT", help="How one learns and grows; or -."),
        click.option("--people", metavar="TEXT", help="Whom one works with; or -."),
        click.option("--data", metavar="TEXT", help="What is special about the data; or -."),
        click.option("--mission", metavar="TEXT", help="Whom the work helps, and how; or -."),
        click.option("--benefits", metavar="TEXT", help="Leave, hours, insurance; or -."),
        click.option(
            "--apply", type=Address(), metavar="ADDRESS", help="Where to apply: a page or e-mail."
        ),
        click.option(
            "--closes", type=Day(), metavar="DATE", help="The last day to apply, as 2026-03-31."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def variant_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose a variant of a role."""
    options = (
        click.option(
            "--level",
            type=click.Choice(["junior", "mid", "senior"]),
            help="How much experience is asked; moves the bars and the plan.",
        ),
        click.option(
            "--focus",
            type=click.Choice(["task", "platform"]),
            help="Named tasks and pipelines, or the platform under them.",
        ),
        click.option(
            "--scope",
            type=click.Choice(["analysis", "modelling", "end-to-end"]),
            help="What a data scientist does here; data scientists need it.",
        ),
        click.option(
            "--archetype",
            metavar="ID",
            help="How ML is organised here, as embedded or pod; a wrong ID lists all.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def facts_given(given: dict[str, Any]) -> dict[str, Any]:
    """Give the facts as they are kept, pay by its four parts."""
    pay = given.pop("pay", None)
    if pay is not None:
        keys = ("pay_min", "pay_max", "pay_currency", "pay_period")
        given |= dict(zip(keys, pay, strict=True))
    return given
