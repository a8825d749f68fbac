"""The commands on personal data: which there are, each loaded when it is run."""

from __future__ import annotations

import click

from hiring.cli.kit import Shelf

# name: (module, attribute, short help)
COMMANDS = {
    "export": (
        "privacy_export",
        "export",
        "Write everything about a person into a folder, for them.",
    ),
    "erase": (
        "privacy_erase",
        "erase",
        "Erase a person everywhere; codes, stages and counts stay.",
    ),
    "hold": ("privacy_erase", "hold", "Forbid to erase a person while a charge or claim stands."),
    "holds": ("privacy_erase", "holds", "List the legal holds."),
    "informed": ("privacy_informed", "informed", "Note that somebody was told what is kept."),
    "inform-due": ("privacy_informed", "inform_due", "List whom to tell what is kept, by when."),
    "notice": (
        "privacy_notice",
        "notice",
        "Draft the privacy notice for applicants, for your lawyer.",
    ),
    "request": (
        "privacy_requests",
        "request",
        "Note what people ask for by right, and by when it is due.",
    ),
}


@click.group(cls=Shelf, places=COMMANDS)
def privacy() -> None:
    """Answer what people may ask of you, and forget them.

    It helps you to keep to the law and is not legal advice.
    """
