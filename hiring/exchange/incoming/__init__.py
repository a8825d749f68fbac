"""Turn what a person names into files to read: paths, folders, zips, and mails with attachments.

`list_files` finds them without reading, `unpack` reads one, `gather` does both.
"""

from __future__ import annotations

from hiring.exchange.incoming.folders import list_files
from hiring.exchange.incoming.found import Incoming, Listing, Step
from hiring.exchange.incoming.places import MOST_BYTES, MOST_NESTED, MOST_PARTS
from hiring.exchange.incoming.unpacking import gather, unpack
from hiring.exchange.incoming.zips import MOST_MEMBERS

__all__ = [
    "MOST_BYTES",
    "MOST_MEMBERS",
    "MOST_NESTED",
    "MOST_PARTS",
    "Incoming",
    "Listing",
    "Step",
    "gather",
    "list_files",
    "unpack",
]
