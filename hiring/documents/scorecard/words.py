"""The words by which a scorecard's rows and columns are found again."""

from __future__ import annotations

COMPETENCY = "Competency"
RATING = "Rating"
EVIDENCE = "Evidence"
REFERENCE = "Reference"
LAST = "Last of all"
OVERALL_NAME = "Overall recommendation"
