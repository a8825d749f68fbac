"""Commands on candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hiring.cli.attachments import attach, detach, files, one_file
from hiring.cli.imports import import_people
from hiring.cli.kit import (
    App,
    Group,
    after_option,
    beside,
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
from hiring.cli.merging import distinct, duplicates, merge, unmerge
from hiring.cli.wording import as_written_option, keep_wording, look_at_words
from hiring.domain.stages import STAGES
from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from hiring.views.records import CandidateLine, CandidatePage


@click.group(cls=Group)
def candidate() -> None:
    """Add people, find them and keep what you know of them.

    CANDIDATE is a code (C-1) or an e-mail address. A name is not enough, since two people can
    share it; you are told whom you could mean.
    """


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
        click.option("--phone", metavar="TEXT", help="As they write it."),
        click.option("--company", metavar="TEXT", help="Where they work now."),
        click.option("--headline", metavar="TEXT", help="Their title, as they give it."),
        click.option("--location", metavar="TEXT", help="Where they live."),
        click.option("--links", metavar="TEXT", help="Profiles and work, separated by spaces."),
        click.option("--tags", metavar="TEXT", help="Words of your own, separated by spaces."),
        click.option(
            "--note",
            metavar="TEXT",
            help="Free text; nothing on age, family, health, origin or pay.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _own_words(details: Mapping[str, str | None]) -> dict[str, str | None]:
    """Give what is in one's own words; the rest is as the person gives it."""
    return {key: details.get(key) for key in ("tags", "note")}


@candidate.command()
@click.argument("name")
@click.option("--email", metavar="E-MAIL", help="Their address; it belongs to one person only.")
@click.option("--job", metavar="CODE", help="Apply for this job too.")
@click.option(
    "--source",
    metavar="WORD",
    help="Where they come from: a word of sources in hiring.toml, else its first.",
)
@click.option(
    "--source-detail", default="", metavar="TEXT", help="Free text, as who referred them."
)
@_detail_options
@as_written_option
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
    as_written: bool,
    dry_run: bool,
    as_json: bool,
    **details: str | None,
) -> None:
    """Add a person, and with --job an application.

    \b
    Example: hiring candidate add "Ada Example" --email ada@example.org \\
               --job ML-1 --source referral --source-detail "Bo Sample"
    """
    from hiring.domain.codes import Kind, code
    from hiring.workflow.applications import add_application
    from hiring.workflow.candidates import add_candidate
    from hiring.workflow.duplicates import similar_to

    word = check_source(app, source) or app.settings.sources[0]
    kept = {key: value for key, value in details.items() if value}
    texts = {**_own_words(kept), "source_detail": source_detail}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        number = add_candidate(
            act, name=name, email=email, source=word, source_detail=source_detail, details=kept
        )
        added = {"candidate": code(Kind.CANDIDATE, number), "application": None}
        keep_wording(act, code(Kind.CANDIDATE, number), looks)
        if job:
            application = add_application(
                act,
                candidate=code(Kind.CANDIDATE, number),
                job=job,
                source=word,
                source_detail=source_detail,
            )
            added["application"] = code(Kind.APPLICATION, application)
        similar = similar_to(act.connection, number, country=app.settings.country)
    if as_json:
        echo_json({**added, "similar": similar})
        return
    applied = f" with application {added['application']} for {job.upper()}" if job else ""
    echo(f"added {added['candidate']}{applied}")
    for one in similar:
        reasons = ", ".join(one.reasons)
        hint = f"See: hiring candidate duplicates {added['candidate']}"
        echo(f"{added['candidate']} may be {one.code}: {reasons}. {hint}", err=True)


def _of_applications(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --job and --stage: people by an application of theirs."""
    command = click.option(
        "--stage",
        type=click.Choice([stage.value for stage in STAGES]),
        metavar="STAGE",
        help="Only people with an application in this stage, as screen or offer.",
    )(command)
    return click.option("--job", metavar="CODE", help="Only people who applied for this job.")(
        command
    )


@candidate.command("list")
@_of_applications
@click.option("--erased", is_flag=True, help="Those who were erased too.")
@after_option("C")
@list_options
@pass_app
def list_candidates(
    app: App,
    *,
    job: str | None,
    stage: str | None,
    erased: bool,
    after: int | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """List people in the order they were added."""
    from hiring.workflow.candidates import list_candidates as list_all

    with app.reading() as connection:
        most = limited(limit=limit, everything=everything)
        rows = list_all(connection, limit=most, after=after, job=job, stage=stage, erased=erased)
    _print(cut(rows, limit=limit, everything=everything), as_json=as_json)


def _print(rows: Sequence[CandidateLine], *, as_json: bool) -> None:
    if as_json:
        echo_json(tuple(rows))
        return
    table(
        [(r.code, r.name, r.email, r.company, r.source, "; ".join(r.applications)) for r in rows],
        heads=("CODE", "NAME", "E-MAIL", "COMPANY", "SOURCE", "APPLICATIONS"),
        empty="nobody found",
    )


@candidate.command()
@click.argument("text")
@_of_applications
@click.option("--source", metavar="WORD", help="Only people from this source.")
@click.option("--since", metavar="DAY", help="Only people added on this day or later.")
@after_option("C")
@list_options
@pass_app
def find(
    app: App,
    *,
    text: str,
    job: str | None,
    stage: str | None,
    source: str | None,
    since: str | None,
    after: int | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """Find people by words of anything that is kept of them.

    TEXT may be several words, or their beginnings, in any order, from name, e-mail, phone,
    company, tags or note; capitals and accents do not matter. A word that nobody has is taken for
    the names nearest to it, and you are told. A whole e-mail address finds its owner alone.
    Somebody who was merged is shown as who they are now.

    \b
    Examples:
      hiring candidate find "zoe parser"
      hiring candidate find miller --job ML-1 --stage screen --since 2026-01-01
    """
    from hiring.workflow.finding import Wanted, find_candidates

    wanted = Wanted(job=job, stage=stage, source=source, since=app.day(since) if since else None)
    with app.reading() as connection:
        most = limited(limit=limit, everything=everything)
        found = find_candidates(connection, text, limit=most, after=after, wanted=wanted)
    for word, meant in found.instead.items():
        echo(f"no {word!r}; shown: {', '.join(meant)}", err=as_json)
    _print(cut(found.people, limit=limit, everything=everything), as_json=as_json)


def _told(page: CandidatePage, today: date) -> dict[str, object]:
    """Say what they were told of what is kept, or by when they are to be, and what they agreed."""
    told = [f"{one.given_on}, {one.version}, {one.basis}" for one in page.notices]
    late = page.inform_by is not None and page.inform_by < today
    agreed = [
        f"{one.given_on} to {one.expires_on}"
        + (f", withdrawn {one.withdrawn_on}" if one.withdrawn_on else "")
        + (", expired" if one.state == "expired" else "")
        for one in page.consents
    ]
    return {
        "informed": "; ".join(told),
        "inform by": page.inform_by and f"{page.inform_by}{' (overdue)' if late else ''}",
        "talent pool": "; ".join(agreed),
    }


@candidate.command()
@click.argument("who", metavar="CANDIDATE")
@json_option
@pass_app
def show(app: App, *, who: str, as_json: bool) -> None:
    """Show a person with all that is kept of them.

    \b
    Example: hiring candidate show ada@example.org
    """
    from hiring.workflow.candidates import DETAILS, show_candidate

    with app.reading() as connection:
        today = app.now.date()
        page = show_candidate(connection, who, sourced=app.settings.sourced, today=today)
    if as_json:
        echo_json(page)
        return
    echo(f"{page.code}  {page.name}")
    facts(
        {
            "e-mail": ", ".join((*filter(None, (page.email,)), *page.more_emails)),
            "merged": ", ".join(page.merged),
            "source": page.source,
            "source detail": page.source_detail,
            **{detail: getattr(page, detail) for detail in DETAILS},
            "added": f"{app.local(page.added_at):%Y-%m-%d}",
            **_told(page, today),
            "erased": page.erased_at and f"{app.local(page.erased_at):%Y-%m-%d}",
        }
    )
    beside(page.extra)
    for file in page.files:
        echo(f"file {file.name}  {file.size:,} bytes, kept {app.local(file.kept_at):%Y-%m-%d}")
    for one in page.applications:
        echo(f"{one.code}  {one.job}  {one.stage} since {app.local(one.stage_since):%Y-%m-%d}")
    echo("history")
    for event in page.events:
        codes = " -> ".join(said for said in (event.from_code, event.to_code) if said)
        whose = f" (as {event.subject})" if event.subject != page.code else ""
        why = f": {event.said['why']}" if event.said.get("why") else ""
        when = f"{app.local(event.at):%Y-%m-%d %H:%M}"
        echo(f"  {when}  {event.what} {codes}{whose} by {event.who}{why}")


@candidate.command()
@click.argument("who", metavar="CANDIDATE")
@click.option("--name", metavar="TEXT", help="The name, as they write it.")
@click.option("--email", metavar="E-MAIL", help="The address; it belongs to one person only.")
@_detail_options
@as_written_option
@dry_run_option
@json_option
@pass_app
def edit(
    app: App,
    /,
    *,
    who: str,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
    **changes: str | None,
) -> None:
    """Change what is kept of a person; an empty text takes it away.

    \b
    Example: hiring candidate edit C-1 --company "Sample Labs" --phone ""
    """
    from hiring.workflow.candidates import edit_candidate

    if all(value is None for value in changes.values()):
        raise UsageError(Problem("nothing to change is named", fix="hiring candidate edit --help"))
    looks = look_at_words(app, _own_words(changes), as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        page = edit_candidate(act, who, changes)
        keep_wording(act, page.code, looks)
    if as_json:
        echo_json(page)
    else:
        echo(f"edited {page.code}")


for _command in (
    *(attach, detach, one_file, files),
    *(duplicates, distinct, import_people, merge, unmerge),
):
    candidate.add_command(_command)
