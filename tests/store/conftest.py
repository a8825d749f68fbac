"""The shared databases of the workflow tests, for what needs no database of its own."""

from __future__ import annotations

from tests.workflow.conftest import act, shared_engine

__all__ = ["act", "shared_engine"]
