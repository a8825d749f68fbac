"""Looking a workspace over: what the law and good practice ask of it, item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.kit import App, Group, echo, echo_json, json_option, pass_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hiring.views.compliance import Checked, Checklist, RestsOn

_WIDTH = 96
_LONGEST_NAME = 19


@click.group(cls=Group)
def compliance() -> None:
    """Look over what laws and good practice ask.

    This is not legal advice.
    """


@compliance.command()
@click.option("--strict", is_flag=True, help="Exit with code 1 where anything needs attention.")
@json_option
@pass_app
def check(app: App, *, strict: bool, as_json: bool) -> None:
    """Look at this workspace, item by item: pass or attention.

    Each says what was looked at here, how to mend it, and on which law or guidance it rests, with
    the day since when that applies and the day on which it was looked up. What no workspace can
    show says so: it rests on the program. Nothing is changed, and no pass says that a law is kept.
    docs/compliance.md describes every item. This is not legal advice.

    \b
    Examples:
      hiring compliance check
      hiring compliance check --strict --json
    """
    from hiring import VERSION
    from hiring.cli.progress import progress
    from hiring.exchange.people.matching import is_sensitive
    from hiring.workflow.auditing import count_entries
    from hiring.workflow.compliance import check_all
    from hiring.workflow.compliance_looking import Looking

    with (
        app.reading() as connection,
        progress("looking", count_entries(connection)) as passed,
    ):
        found = check_all(
            Looking(
                connection,
                app.settings,
                today=app.now.date(),
                program=f"hiring {VERSION}",
                is_sensitive=is_sensitive,
                passed=passed,
            )
        )
    if as_json:
        echo_json(found)
    else:
        _print(found)
    if strict and found.counts["attention"]:
        click.get_current_context().exit(1)


def _print(found: Checklist) -> None:
    for one in found.items:
        for line in _lines(one, found.on):
            echo(line)
    counts = ", ".join(f"{number} {state}" for state, number in found.counts.items())
    echo(f"\n{found.program}, {found.on}: {counts}")
    echo(found.notice)


def _lines(one: Checked, on: date) -> Iterator[str]:
    from textwrap import wrap

    head = f"{one.state:<9}  {one.item:<{_LONGEST_NAME}}  "
    said = one.said if one.looked_at == "workspace" else f"{one.said} (rests on the program)"
    behind = " " * len(head)
    yield from wrap(said, _WIDTH, initial_indent=head, subsequent_indent=behind)
    if one.fix:
        yield from wrap(one.fix, _WIDTH, initial_indent=f"{behind}mend: ", subsequent_indent=behind)
    rests = ", ".join(_shown(law, on) for law in one.rests_on)
    rests += f"; as of {min(law.as_of for law in one.rests_on)}"
    yield from wrap(rests, _WIDTH, initial_indent=f"{behind}by: ", subsequent_indent=behind)


def _shown(law: RestsOn, on: date) -> str:
    place = f" {law.place}" if law.place else ""
    if law.since is None:
        return f"{law.name}{place}"
    return f"{law.name}{place} ({'since' if law.since <= on else 'from'} {law.since})"
