"""Run the program: `hiring`, and `python -m hiring`."""

from __future__ import annotations

import atexit
import gc

from hiring.cli import main

# Loading SQLAlchemy makes some hundred thousand objects that all live to the end. Looking through
# them for garbage, again and again and once more on leaving, took a quarter of a short command.
# Linting an advertisement makes some forty thousand.
_BETWEEN_SWEEPS = (50_000, 20, 100)


def run() -> None:
    """Run one command as a process of its own, sweeping memory seldom and not on leaving."""
    gc.set_threshold(*_BETWEEN_SWEEPS)
    atexit.register(gc.freeze)
    main()


if __name__ == "__main__":
    run()
