"""What the commands that read advertisements share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiring.domain.adverts.advert import Advert

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
