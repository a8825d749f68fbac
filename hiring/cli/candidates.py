"""Commands on candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hiring.cli.kit import (
    App,
    Group,
    cut,
    dry_run_option,
    echo,
    echo_json,
    facts,
    json_option,
    limited,
    list_options,
    pass_app,
    rehearsed,
    table,
)
from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiring.views.records import CandidateLine


@click.group(cls=Group)
def candidate() -> None:
    """Add people, list, show, find and edit them. CANDIDATE is a code (C-1) or an e-mail."""


def check_source(app: App, source: str | None) -> str | None:
    """Read a source as a word of the company's list; UsageError with the list."""
    if source is None:
        return None
    words = {word.casefold(): word for word in app.settings.sources}
    found = words.get(source.strip().casefold())
    if found is None:
        listed = ", ".join(app.settings.sources)
        raise UsageError(
            Problem(
                f"{source!r} is not a source of yours",
                fix=f"one of {listed}; add words to sources in hiring.toml",
            )
        )
    return found


def _detail_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--phone", help="As they write it."),
        click.option("--company", help="Where they work now."),
        click.option("--headline", help="Their own title."),
        click.option("--location", help="Where they live."),
        click.option("--links", help="Profiles and work, separated by spaces."),
        click.option("--tags", help="Words of your own, separated by spaces."),
        click.option("--note", help="Free text; nothing on age, family, health, origin or pay."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@candidate.command()
@click.argument("name")
@click.option("--email", help="Belongs to one person.")
@click.option("--job", metavar="CODE", help="Apply for this job too.")
@click.option("--source", help="A word of the company's list; direct when left out.")
@click.option("--source-detail", default="", help="Free text, as the paper or who referred.")
@_detail_options
@dry_run_option
@json_option
@pass_app
def add(
    app: App,
    /,
    *,
    name: str,
    email: str | None,
    job: str | None,
    source: str | None,
    source_detail: str,
    dry_run: bool,
    as_json: bool,
    **details: str | None,
) -> None:
    """Add a person, and with --job an application.

    \b
    Example: hiring candidate add "Ada Example" --email ada@example.org --job ML-1 --source referral
    """
    from hiring.domain.codes import Kind, code
    from hiring.workflow.applications import add_application
    from hiring.workflow.candidates import add_candidate

    word = check_source(app, source) or app.settings.sources[0]
    kept = {key: value for key, value in details.items() if value}
    with rehearsed(app, dry_run=dry_run) as act:
        number = add_candidate(
            act, name=name, email=email, source=word, source_detail=source_detail, details=kept
        )
        added = {"candidate": code(Kind.CANDIDATE, number), "application": None}
        if job:
            application = add_application(
                act,
                candidate=code(Kind.CANDIDATE, number),
                job=job,
                source=word,
                source_detail=source_detail,
            )
            added["application"] = code(Kind.APPLICATION, application)
    if as_json:
        echo_json(added)
        return
    applied = f" with application {added['application']} for {job}" if job else ""
    echo(f"added {added['candidate']}{applied}")


@candidate.command("list")
@click.option("--job", metavar="CODE")
@click.option("--stage", metavar="STAGE")
@click.option("--after", metavar="CODE", help="Start behind this candidate.")
@list_options
@pass_app
def list_candidates(
    app: App,
    *,
    job: str | None,
    stage: str | None,
    after: str | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """List people in the order they were added."""
    from hiring.domain.codes import Kind, number_in
    from hiring.workflow.candidates import list_candidates as list_all

    behind = number_in(after, Kind.CANDIDATE) if after else None
    if after and behind is None:
        raise UsageError(Problem(f"{after!r} is not a candidate's code", fix="--after C-50"))
    with app.reading() as connection:
        rows = list_all(
            connection,
            limit=limited(limit=limit, everything=everything),
            after=behind,
            job=job.upper() if job else None,
            stage=stage,
        )
    _print(cut(rows, limit=limit, everything=everything), as_json=as_json)


def _print(rows: Sequence[CandidateLine], *, as_json: bool) -> None:
    if as_json:
        echo_json(tuple(rows))
        return
    table(
        [(r.code, r.name, r.email, r.company, r.source, "; ".join(r.applications)) for r in rows],
        heads=("CODE", "NAME", "E-MAIL", "COMPANY", "SOURCE", "APPLICATIONS"),
        empty="nobody",
    )


@candidate.command()
@click.argument("text")
@list_options
@pass_app
def find(app: App, *, text: str, limit: int, everything: bool, as_json: bool) -> None:
    """Find people by any part of name, e-mail, company, tags or note; accents do not matter."""
    from hiring.workflow.candidates import find_candidates

    with app.reading() as connection:
        most = limited(limit=limit, everything=everything)
        rows = find_candidates(connection, text, limit=most)
    _print(cut(rows, limit=limit, everything=everything), as_json=as_json)


@candidate.command()
@click.argument("who", metavar="CANDIDATE")
@json_option
@pass_app
def show(app: App, *, who: str, as_json: bool) -> None:
    """Show a person with all that is kept of them."""
    from hiring.workflow.candidates import DETAILS, show_candidate

    with app.reading() as connection:
        page = show_candidate(connection, who)
    if as_json:
        echo_json(page)
        return
    echo(f"{page.code}  {page.name}")
    facts(
        {
            "e-mail": page.email,
            "source": page.source,
            "source detail": page.source_detail,
            **{detail: getattr(page, detail) for detail in DETAILS},
            "added": f"{app.local(page.added_at):%Y-%m-%d}",
        }
    )
    for one in page.applications:
        echo(f"{one.code}  {one.job}  {one.stage} since {app.local(one.stage_since):%Y-%m-%d}")


@candidate.command()
@click.argument("who", metavar="CANDIDATE")
@click.option("--name")
@click.option("--email")
@_detail_options
@dry_run_option
@json_option
@pass_app
def edit(app: App, /, *, who: str, dry_run: bool, as_json: bool, **changes: str | None) -> None:
    """Change what is kept of a person; an empty text takes it away.

    \b
    Example: hiring candidate edit C-1 --company "Sample Labs" --phone ""
    """
    from hiring.workflow.candidates import edit_candidate

    with rehearsed(app, dry_run=dry_run) as act:
        page = edit_candidate(act, who, changes)
    if as_json:
        echo_json(page)
    else:
        echo(f"edited {page.code}")
