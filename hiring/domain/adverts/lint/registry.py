"""Every rule's function, by the rule's id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.adverts.lint import (
    inflation,
    language,
    pay,
    readability,
    specificity,
    structure,
    unicorn,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiring.domain.adverts.lint.subject import Check

CHECKS: Mapping[str, Check] = {
    **unicorn.CHECKS,
    **specificity.CHECKS,
    **inflation.CHECKS,
    **pay.CHECKS,
    **language.CHECKS,
    **structure.CHECKS,
    **readability.CHECKS,
}
