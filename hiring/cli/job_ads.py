"""The commands on job ads: which there are, each loaded when it is run."""

from __future__ import annotations

import click

from hiring.cli.kit import Shelf

# name: (module, attribute, short help)
COMMANDS = {
    "export": (
        "descriptions",
        "export",
        "Write a job's description as Word, Markdown, HTML or JSON-LD.",
    ),
    "facts": (
        "adverts_facts",
        "facts",
        "Read what an advertisement states: pay, place, years, degree.",
    ),
    "history": ("descriptions", "history", "List a job's published ads, the newest first."),
    "import": (
        "adverts_import",
        "import_ad",
        "Open a job from an advertisement that was written before.",
    ),
    "lint": ("adverts_lint", "lint", "Find what a good recruiter would not publish in an ad."),
    "publish": ("descriptions", "publish", "Keep a job's ad as it is published."),
    "recognise": (
        "recognising",
        "recognise",
        "Tell which role an advertisement describes, and why.",
    ),
    "show": ("descriptions", "show", "Show an ad as it was published last, or else the draft."),
    "template": ("descriptions", "template", "Write a Word file to make your own template of."),
}


@click.group(cls=Shelf, places=COMMANDS)
def jd() -> None:
    """Write job ads from the rubric, and keep those published.

    So what an advertisement asks for is what the interviews assess.
    """
