"""By when what people ask for by right must be answered.

GDPR Art. 12(3), in force since 2018-05-25: within one month of receipt, and by two further months
where that is necessary, of which the person hears within the first. Months are those of the
calendar; the days of grace that Regulation (EEC) 1182/71 gives over weekends are not counted on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.retention import add_months

if TYPE_CHECKING:
    from datetime import date

ANSWER_MONTHS = 1
LONGEST_MONTHS = 3  # the first month and the two by which it may grow


def due_after(received: date) -> date:
    """Give the last day on which a request must be answered."""
    return add_months(received, ANSWER_MONTHS)


def latest_after(received: date) -> date:
    """Give the last day to which an answer may be put off."""
    return add_months(received, LONGEST_MONTHS)
