"""The command line: a tree of commands that import only what they run.

The short helps stand here, so that showing the tree loads no command; a test holds them to what
the commands say.
"""

from __future__ import annotations

import errno
import io
import sys
from typing import Any

import click

from hiring.cli.kit import HELP_WIDTH, App, Shelf, common_options, show_error
from hiring.errors import HiringError, Problem, RefusedError

# name: (module, attribute, short help)
COMMANDS = {
    "init": ("workspace", "init", "Make a workspace: settings and an empty database."),
    "demo": ("demo", "demo", "Build a whole made-up hiring round to look around in."),
    "rubric": ("rubrics", "rubric", "Read, check and compare rubrics."),
    "job": ("jobs", "job", "Open jobs from a role's rubric, and look after them."),
    "candidate": (
        "candidates",
        "candidate",
        "Add people, find them and keep what you know of them.",
    ),
    "application": (
        "applications",
        "application",
        "Apply people for jobs, and see where they stand.",
    ),
    "hypothesis": (
        "hypotheses",
        "hypothesis",
        "Write down the strengths a candidate is believed to have.",
    ),
    "interview": (
        "interviews",
        "interview",
        "Plan interviews, move and cancel them, and see what is due.",
    ),
    "accommodation": (
        "accommodations",
        "accommodation",
        "Keep what people ask for to be interviewed fairly.",
    ),
    "scorecard": ("scorecards", "scorecard", "Send scorecards out, and take the filled ones back."),
    "assess": ("assessing", "assess", "Say whether strengths are validated and minimum bars met."),
    "debrief": ("assessing", "debrief", "Write the debrief's pack, and record what it settled."),
    "decide": ("decisions", "decide", "Record a person's decision and its reason."),
    "decision": ("decisions", "decision", "Write the record of a decision."),
    "explain": ("explaining", "explain", "Explain a decision to the candidate, in plain words."),
    "jd": ("job_ads", "jd", "Write job ads from the rubric, and keep those published."),
    "board": ("applications", "board", "Count applications by job and stage."),
    "report": (
        "reports",
        "report",
        "Count how far applications come; list exceptions.",
    ),
    "impact": ("impact", "impact", "Compare how groups fare at each stage, from counts alone."),
    "privacy": (
        "privacy",
        "privacy",
        "Answer what people may ask of you, and forget them.",
    ),
    "consent": ("consent", "consent", "Keep people for other jobs, as long as they agree."),
    "retention": ("retention", "retention", "See who may be kept no longer, and erase them."),
    "shell": ("shell", "shell", "Type commands one after another in one process."),
    "run": ("run", "run", "Run commands from a file, one a line, in one process."),
    "completion": ("completing", "completion", "Complete commands, codes and jobs in your shell."),
    "export": ("exporting", "export", "Write everything into a folder of files."),
    "import": ("exporting", "import_", "Read an export back into an empty workspace."),
    "audit": ("audit", "audit", "Read the event log, and verify that nobody changed it."),
    "compliance": (
        "compliance",
        "compliance",
        "Look over what laws and good practice ask.",
    ),
    "db": ("database", "db", "Upgrade, check, back up, restore and copy the database."),
}


class Root(Shelf):
    """The whole program: turns errors into exit codes."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command, or answer a shell that asks what could be typed."""
        import os

        variable = "_HIRING_COMPLETE"
        if variable in os.environ:
            from hiring.cli.completing import answer_shells

            answer_shells()
            kwargs["complete_var"] = variable  # however the program was called
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error becomes its sentences and its exit code."""
        _print_what_can_be_printed()
        try:
            return super().invoke(ctx)
        except HiringError as error:
            show_error(error)
            ctx.exit(error.exit_code)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            full = Problem(
                "the output could not be written: the disk is full",
                fix="make room; what was recorded is kept, so look before you repeat it",
            )
            show_error(RefusedError(full))
            _let_go_of_the_output()
            ctx.exit(RefusedError.exit_code)


def _let_go_of_the_output() -> None:
    # Python would try once more on leaving, and say so in words of its own.
    import os
    from contextlib import suppress

    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_what_can_be_printed() -> None:
    # A letter that an older code page lacks is shown by its number, instead of ending the run.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from importlib.metadata import version

    click.echo(f"hiring {version('hiring')}")
    ctx.exit()


@click.group(
    cls=Root,
    places=COMMANDS,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": None,
        "terminal_width": HELP_WIDTH,
        "max_content_width": HELP_WIDTH,
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
                                                     step 2 of the plan
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
