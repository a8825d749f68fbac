"""Have a file read in another process: what kills that process refuses this one file."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def read_apart(child: Path, raw: bytes, *, seconds: float, most: int) -> bytes:
    """Give what another process says of a file; nothing when it died, or took too long.

    `child` is a file of Python that reads its standard input and writes to its output. It is ended
    after `seconds` by the clock, or when it said `most` bytes.
    """
    # -I: nothing of this folder or environment reaches it. By its path: so it starts wherever
    # this package lies, without importing the package.
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        [sys.executable, "-I", str(child)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={key: os.environ[key] for key in _KEPT if key in os.environ},
    )
    watch = Timer(seconds, process.kill)
    watch.start()
    try:
        with process:
            said = _exchange(process, raw, most)
    finally:
        watch.cancel()
    return said if process.returncode == 0 else b""


def _exchange(process: subprocess.Popen[bytes], raw: bytes, most: int) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise AssertionError
    with suppress(BrokenPipeError, OSError):
        process.stdin.write(raw)
        process.stdin.close()
    said = process.stdout.read(most)
    if len(said) == most:
        process.kill()
    return said
