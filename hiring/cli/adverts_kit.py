"""What the commands that read advertisements share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiring.cli.kit import App
    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.signals import Signposts

STANDARD_INPUT = "-"


def open_advert(named: str) -> Advert:
    """Read the advertisement in a file, or from the standard input where "-" is named."""
    from pathlib import Path

    from hiring.ad_rules import load_headings
    from hiring.documents.ad_files import read_ad_bytes, read_ad_file
    from hiring.domain.adverts.reading import read_advert

    if named == STANDARD_INPUT:
        content = sys.stdin.buffer.read()
        lines = read_ad_bytes(content, shown="standard input")
    else:
        lines = read_ad_file(Path(named))
    return read_advert(lines, load_headings())


def open_signposts(app: App) -> Signposts:
    """Read by what roles are recognised: the shipped ones, and a workspace's own.

    Raises InvalidFileError where an own rubric file has a problem.
    """
    from hiring.resources import bundled
    from hiring.rubric_files.role_signals import load_signposts

    own = app.settings.rubric_folder if app.has_workspace() else None
    return load_signposts(bundled("rubrics"), own)
