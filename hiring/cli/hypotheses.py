"""Commands on hypotheses."""

from __future__ import annotations

import click

from hiring.cli.kit import (
    App,
    Group,
    cut,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    list_options,
    pass_app,
    rehearsed,
    table,
)
from hiring.cli.wording import as_written_option, keep_wording, look_at_words


@click.group(cls=Group)
def hypothesis() -> None:
    """Write down the strengths a candidate is believed to have.

    An application starts with the role's strengths; two to four are validated in its interviews.
    They freeze at the first recorded card or the first interview's time, whichever is earlier: a
    later one is kept and shown as late, and never counts. COMPETENCY is an id or a name, as
    system-design or "System design".
    """


@hypothesis.command()
@click.argument("app_code", metavar="APP")
@click.argument("competency")
@click.option("--evidence", required=True, metavar="TEXT", help="What suggests it.")
@click.option("--url", default="", metavar="URL", help="Where it can be seen.")
@click.option(
    "--signal",
    type=click.IntRange(1, 5),
    metavar="1-5",
    help="1 interest, 2 software skill, 3 broad knowledge, 4 finished projects, 5 creative work.",
)
@click.option(
    "--weak",
    is_flag=True,
    help="A bar suspected weak instead: two interviewers look at it; the bar stays.",
)
@as_written_option
@dry_run_option
@json_option
@pass_app
def add(
    app: App,
    *,
    app_code: str,
    competency: str,
    evidence: str,
    url: str,
    signal: int | None,
    weak: bool,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write down a strength to validate, or a suspected weakness.

    Evidence on one of the role's own strengths replaces the default.

    \b
    Examples:
      hiring hypothesis add A-1 coding --evidence "maintains a parser" --signal 4
      hiring hypothesis add A-1 communication --weak --evidence "a terse letter"
    """
    from hiring.domain.codes import Kind, code
    from hiring.store.queries import find_application
    from hiring.workflow.hypotheses import add_hypothesis
    from hiring.workflow.wording import EVIDENCE

    texts = {"evidence": evidence}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        line = add_hypothesis(
            act, app_code, competency, evidence=evidence, url=url, signal=signal, weak=weak
        )
        named = f"{EVIDENCE}{line.competency}"
        saved = tuple(look._replace(field=named) for look in looks)
        shown = code(Kind.APPLICATION, find_application(act.connection, app_code).id)
        keep_wording(act, shown, saved)
    if as_json:
        echo_json(line)
        return
    echo(f"added {line.name}" + (" (late: it is kept and does not count)" if line.late else ""))


@hypothesis.command()
@click.argument("app_code", metavar="APP")
@click.argument("competency")
@dry_run_option
@pass_app
def drop(app: App, *, app_code: str, competency: str, dry_run: bool) -> None:
    """Take a hypothesis away, before they freeze.

    Two strengths to validate remain at least.

    \b
    Example: hiring hypothesis drop A-1 debugging
    """
    from hiring.workflow.hypotheses import drop_hypothesis

    with rehearsed(app, dry_run=dry_run) as act:
        drop_hypothesis(act, app_code, competency)
    echo(f"dropped {competency}")


@hypothesis.command("list")
@click.argument("app_code", metavar="APP")
@list_options
@pass_app
def list_hypotheses(
    app: App, *, app_code: str, limit: int, everything: bool, as_json: bool
) -> None:
    """List an application's hypotheses: strengths, then suspected weak bars.

    \b
    Example: hiring hypothesis list A-1
    """
    from hiring.workflow.hypotheses import list_hypotheses as list_all

    with app.reading() as connection:
        rows = tuple(cut(list_all(connection, app_code), limit=limit, everything=everything))
    if as_json:
        echo_json(rows)
        return
    table(
        [
            (
                r.competency,
                "strength" if r.kind == "strength" else "suspected weak",
                r.origin,
                r.signal,
                "late" if r.late else "",
                r.evidence,
            )
            for r in rows
        ],
        heads=("COMPETENCY", "KIND", "ORIGIN", "SIGNAL", "", "EVIDENCE"),
        empty="no hypothesis",
    )
