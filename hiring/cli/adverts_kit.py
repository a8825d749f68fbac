"""What the commands that read advertisements share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hiring.cli.kit import echo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.cli.kit import App
    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.signals import Signposts

STANDARD_INPUT = "-"
LANGUAGES = {
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "und-Arab": "Arabic letters",
    "und-Cyrl": "Cyrillic letters",
    "und-Deva": "Devanagari letters",
    "zh": "Chinese",
}


def open_advert(named: str) -> Advert:
    """Read the advertisement in a file, or from the standard input where "-" is named.

    What its reader should know of its letters and its language is said on standard error. Raises
    InvalidFileError for what is no advertisement that can be read.
    """
    from pathlib import Path

    from hiring.ad_rules import load_headings
    from hiring.documents.ad_files import open_ad_bytes, open_ad_file
    from hiring.documents.ad_files.limits import MOST_BYTES
    from hiring.domain.adverts.reading import read_advert

    if named == STANDARD_INPUT:
        shown = "standard input"
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
        found = open_ad_bytes(content, shown=shown)
    else:
        shown = named
        found = open_ad_file(Path(named), shown=named)
    advert = read_advert(found.lines, load_headings())
    for note in (*found.notes, *_notes_on(advert)):
        echo(f"{shown}: {note}", err=True)
    return advert


def open_signposts(app: App) -> Signposts:
    """Read by what roles are recognised: the shipped ones, and a workspace's own.

    Raises InvalidFileError where an own rubric file has a problem.
    """
    from hiring.resources import bundled
    from hiring.rubric_files.role_signals import load_signposts

    own = app.settings.rubric_folder if app.has_workspace() else None
    return load_signposts(bundled("rubrics"), own)


def _notes_on(advert: Advert) -> Iterator[str]:
    if not advert.english:
        language = LANGUAGES.get(advert.language, "another language than English")
        yield f"this advertisement is in {language}; only what needs no English is read"
