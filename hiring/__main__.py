"""Run `python -m hiring` as the `hiring` command."""

from __future__ import annotations

from hiring.cli import main

if __name__ == "__main__":
    main()
