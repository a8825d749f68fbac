"""The command line: a tree of commands that import only what they run.

The short helps stand here, so that showing the tree loads no command; a test holds them to what
the commands say.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from hiring.cli.kit import App, Group, common_options, show_error
from hiring.errors import HiringError

# name: (module, attribute, short help)
COMMANDS = {
    "init": ("workspace", "init", "Make a workspace: settings and an empty database."),
    "demo": ("demo", "demo", "Build a whole made-up hiring round to look around in."),
    "rubric": ("rubrics", "rubric", "Read, check and compare rubrics."),
    "job": ("jobs", "job", "Open jobs from a role's rubric, and keep them."),
    "candidate": ("candidates", "candidate", "Add people, find and edit them."),
    "application": ("applications", "application", "A person for a job, and where it stands."),
    "hypothesis": ("hypotheses", "hypothesis", "Strengths a candidate is believed to have."),
    "interview": ("interviews", "interview", "Plan interviews, move and cancel them."),
    "scorecard": ("scorecards", "scorecard", "Send scorecards out and take them back."),
    "assess": ("assessing", "assess", "Say whether strengths are validated and bars met."),
    "debrief": ("assessing", "debrief", "The debrief: its pack, and what it settled."),
    "decide": ("decisions", "decide", "Record a person's decision and its reason."),
    "decision": ("decisions", "decision", "The record of a decision."),
    "jd": ("descriptions", "jd", "Job descriptions made from the rubric."),
    "board": ("applications", "board", "Count applications by job and stage."),
    "db": ("database", "db", "The database: upgrade, check, back up and restore."),
}


class Root(Group):
    """The whole program: loads a command when it is run, and turns errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order people need them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command by its name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"hiring.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, _, short) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error becomes its sentences and its exit code."""
        try:
            return super().invoke(ctx)
        except HiringError as error:
            show_error(error)
            ctx.exit(error.exit_code)


def _version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from importlib.metadata import version

    click.echo(f"hiring {version('hiring')}")
    ctx.exit()


@click.group(
    cls=Root,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": None,
        "max_content_width": 100,
    },
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Hire machine-learning people by rubric: strengths validated, minimum bars met.

    The main job, in order:

    \b
      hiring init                                    a workspace in this folder
      hiring job open ml-engineer --code ML-1        a job from a role's rubric
      hiring candidate add "Ada Example" --job ML-1  a person and an application
      hiring interview schedule A-1 2 --interviewer "Bo Sample <bo@example.org>"
      hiring scorecard export A-1 -o cards           Excel files for interviewers
      hiring scorecard import cards/*.xlsx           the filled ones come back
      hiring assess A-1                              what is validated, met, open
      hiring debrief export A-1 -o debrief.docx      for the hiring manager
      hiring decide A-1 advance --by "Mo Manager" --because "..."

    Exit codes: 0 done, 1 the rules say no or there is no such record, 2 the command was called
    wrongly, 3 a file was refused or a row rejected, 4 the database.
    """
    import os

    app = ctx.ensure_object(App)
    app.workspace = app.workspace or os.environ.get("HIRING_WORKSPACE")
    app.actor_named = app.actor_named or os.environ.get("HIRING_ACTOR")


main.params += common_options()
