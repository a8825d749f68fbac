"""Commands on what people ask for by right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.kit import (
    App,
    Group,
    because_option,
    cut,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    limited,
    list_options,
    pass_app,
    rehearsed,
    table,
)
from hiring.cli.wording import as_written_option, look_at_words

if TYPE_CHECKING:
    from datetime import date

    from hiring.views.privacy import RequestLine

# As the database takes them; a test holds the two together.
KINDS = ("access", "correct", "erase", "restrict", "port", "object", "explain")


@click.group(cls=Group)
def request() -> None:
    """Note what people ask for by right, and by when it is due.

    A request is due one month after it came (GDPR Art. 12(3), in force since 2018-05-25), counted
    to the same day of the next month. docs/access.md says more; none of it is legal advice.
    """


@request.command()
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What was asked for.")
@click.option("--candidate", metavar="CANDIDATE", help="Who asked, as C-1 or an e-mail.")
@click.option("--who", default="", metavar="TEXT", help="Who asked, where they are not kept here.")
@click.option("--received", metavar="DAY", help="The day it came; today when left out.")
@click.option("--note", default="", metavar="TEXT", help="How it came, and what they wrote.")
@as_written_option
@dry_run_option
@json_option
@pass_app
def add(
    app: App,
    *,
    kind: str,
    candidate: str | None,
    who: str,
    received: str | None,
    note: str,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Note what somebody asked for.

    \b
    Examples:
      hiring privacy request add --kind access --candidate C-1
      hiring privacy request add --kind erase --who "Ida Nobody, by letter"
    """
    from hiring.workflow.requests import add_request, people_bearing
    from hiring.workflow.wording import keep_wording

    texts = {"who": who, "note": note}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    today = _today(app)
    came = app.day(received).date() if received else today
    with rehearsed(app, dry_run=dry_run) as act:
        line = add_request(
            act, kind, candidate=candidate, who=who, received=came, note=note, today=today
        )
        keep_wording(act, line.candidate or line.code, looks, of="request")
        bearing = people_bearing(act.connection, who)
    _show(line, as_json=as_json)
    for one in bearing:
        echo(
            f"{one} bears that name or address: name the code if it is theirs, --candidate {one}; "
            f"as it is, {line.code} stands in their copy and goes when they are erased",
            err=True,
        )


@request.command("list")
@click.option("--open", "open_only", is_flag=True, help="Only those that are not answered yet.")
@click.option("--overdue", is_flag=True, help="Only those that should have been answered.")
@list_options
@pass_app
def list_(
    app: App, *, open_only: bool, overdue: bool, limit: int, everything: bool, as_json: bool
) -> None:
    """List requests: open ones first, by the day they are due.

    \b
    Example: hiring privacy request list --overdue
    """
    from hiring.workflow.requests import list_requests

    with app.reading() as connection:
        found = list_requests(
            connection,
            today=_today(app),
            open_only=open_only,
            overdue=overdue,
            limit=limited(limit=limit, everything=everything),
        )
    shown = cut(found, limit=limit, everything=everything)
    if as_json:
        echo_json(shown)
        return
    table(
        [
            (one.code, one.kind, _whose(one), one.received_on, one.due_on, _left(one))
            for one in shown
        ],
        heads=("REQUEST", "KIND", "OF", "RECEIVED", "DUE", "STATE"),
        empty="no request: hiring privacy request add --kind KIND --candidate CANDIDATE",
    )


@request.command()
@click.argument("request_code", metavar="REQUEST")
@because_option
@click.option(
    "--until", metavar="DAY", help="To which day; three months after it came when left out."
)
@as_written_option
@dry_run_option
@json_option
@pass_app
def extend(
    app: App,
    *,
    request_code: str,
    because: str,
    until: str | None,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Put an answer off, by two months at most.

    The law lets you do so once, where it is needed because requests are many or intricate. Tell
    the person, and why, within the first month: afterwards it is refused.

    \b
    Example: hiring privacy request extend R-1 --because "six applications"
    """
    from hiring.workflow.requests import extend_request
    from hiring.workflow.wording import keep_wording

    looks = look_at_words(app, {"because": because}, as_written=as_written, dry_run=dry_run)
    last = app.day(until).date() if until else None
    with rehearsed(app, dry_run=dry_run) as act:
        line = extend_request(act, request_code, because=because, until=last, today=_today(app))
        keep_wording(act, line.candidate or line.code, looks, of="request")
    _show(line, as_json=as_json)


@request.command()
@click.argument("request_code", metavar="REQUEST")
@click.option("--outcome", required=True, metavar="TEXT", help="What was done or answered.")
@click.option("--on", metavar="DAY", help="The day of the answer; today when left out.")
@as_written_option
@dry_run_option
@json_option
@pass_app
def done(
    app: App,
    *,
    request_code: str,
    outcome: str,
    on: str | None,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Note that a request was answered, and how.

    \b
    Example: hiring privacy request done R-1 --outcome "sent everything by post"
    """
    from hiring.workflow.requests import finish_request
    from hiring.workflow.wording import keep_wording

    if not outcome.strip():
        raise click.BadParameter("it is empty; say it in words", param_hint="'--outcome'")
    looks = look_at_words(app, {"outcome": outcome}, as_written=as_written, dry_run=dry_run)
    today = _today(app)
    answered = app.day(on).date() if on else today
    with rehearsed(app, dry_run=dry_run) as act:
        line = finish_request(act, request_code, outcome=outcome, on=answered, today=today)
        keep_wording(act, line.candidate or line.code, looks, of="request")
    _show(line, as_json=as_json)


def _today(app: App) -> date:
    return app.local(app.now).date()


def _show(line: RequestLine, *, as_json: bool) -> None:
    if as_json:
        echo_json(line)
        return
    whose = line.candidate or "somebody who is not kept here"
    if line.erased and (line.extended_because or line.outcome):
        echo(f"{line.candidate} was erased: what you typed was not kept", err=True)
    if line.done_on is not None:
        echo(f"{line.code}: {line.kind}, of {whose}, {line.state} on {line.done_on}")
        return
    echo(f"{line.code}: {line.kind}, of {whose}, due {line.due_on} ({_left(line)})")


def _whose(line: RequestLine) -> str:
    return f"{line.candidate} (erased)" if line.erased else line.candidate or line.who


def _left(line: RequestLine) -> str:
    """Say how a request stands, with the days that are left or gone."""
    if line.days_left is None:
        return f"{line.state} {line.done_on}"
    days = abs(line.days_left)
    plural = "" if days == 1 else "s"
    if line.days_left < 0:
        return f"overdue by {days} day{plural}"
    put_off = ", put off" if line.extended_because else ""
    return f"{days} day{plural} left{put_off}" if days else f"due today{put_off}"
