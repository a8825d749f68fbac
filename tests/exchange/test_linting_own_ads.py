"""What the program writes itself passes its own lint, once the job's facts are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiring.documents.job_description.markdown import write_markdown
from hiring.domain.adverts.findings import Level
from hiring.exchange.linting import lint_advert
from tests.documents.job_description.test_shipped_roles import (
    ROLES,
    describe,
    sqlite_act,
    variants_of,
)
from tests.linting import bench, read

if TYPE_CHECKING:
    from hiring.store.ledger import Act

__all__ = ["sqlite_act"]  # a fixture


@pytest.mark.parametrize("role", ROLES)
def test_every_variant_of_a_role_is_written_without_a_warning(
    sqlite_act: Act,
    role: str,
) -> None:
    for number, variant in enumerate(variants_of(role)):
        ad = describe(sqlite_act, role, f"X-{number}", **variant)

        linted = lint_advert(read(write_markdown(ad).decode("utf-8")), bench())

        grave = [
            (one.rule, one.line, one.quote, one.what)
            for one in linted.findings
            if one.level is not Level.NOTICE
        ]
        assert grave == [], variant
