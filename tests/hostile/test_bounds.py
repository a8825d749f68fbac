"""What is made to hurt is read or refused cheaply: each file alone, in a process of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.hostile.cases import CASES
from tests.hostile.making import measure, read_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.hostile.making import Reading

LITTLE = 64  # MiB above what the idle process holds
SOON = 0.9  # seconds of CPU: three times the bound of 0.3, for machines that are slow or shared

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(
        not sys.platform.startswith("linux"),
        reason="the memory of a process is measured as Linux shows it",
    ),
]


@pytest.fixture(scope="module")
def readings() -> Mapping[str, Reading]:
    """Read every file, each in a process of its own."""
    names = (case.name for case in CASES)
    return dict(zip(names, read_apart(*CASES), strict=True))


@pytest.mark.parametrize("name", [case.name for case in CASES])
def test_a_hostile_file_takes_little_memory_and_time(
    name: str, readings: Mapping[str, Reading]
) -> None:
    """Hold CPU seconds and not the clock: another program on the machine is no fault of ours."""
    reading = readings[name]

    assert reading.mib <= LITTLE
    assert reading.cpu <= SOON


def test_a_measurement_can_be_taken_of_one_file() -> None:
    seconds, mib = measure(CASES[0])

    assert 0 < seconds < 10
    assert 0 < mib <= LITTLE
