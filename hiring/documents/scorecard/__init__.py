"""The scorecard as an Excel file: `write` makes one for an interviewer, `read` takes it back.

Each is loaded when it is first asked for: reading needs no openpyxl, and writing no reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hiring.documents.scorecard.card import write
    from hiring.documents.scorecard.filled import read

__all__ = ["read", "write"]

_HOMES = {"read": "hiring.documents.scorecard.filled", "write": "hiring.documents.scorecard.card"}


def __getattr__(name: str) -> Any:
    """Load the half that is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
