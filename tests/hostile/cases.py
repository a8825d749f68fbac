"""The files that come back spoiled or made to hurt, and what is to come of each.

Excel, Google Sheets and Numbers were not run for these: where a file is "as Excel writes it", it
is built after what is reported of that program, and was not measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.making import Wanted
from tests.hostile.packages import PACKAGES
from tests.hostile.people import PEOPLE
from tests.hostile.typed import TYPED

if TYPE_CHECKING:
    from tests.hostile.making import Case

CASES: tuple[Case, ...] = (*PACKAGES, *TYPED, *PEOPLE)
REFUSED: tuple[Case, ...] = tuple(case for case in CASES if case.wanted is Wanted.REFUSED)


def of(number: int) -> tuple[Case, ...]:
    """Give the cases of one number."""
    return tuple(case for case in CASES if case.number == number)
