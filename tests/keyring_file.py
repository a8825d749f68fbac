"""A keyring in a file, for tests: computers that run them have none, and must not lend theirs."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

WHERE = "HIRING_TEST_KEYRING"


class FileKeyring(KeyringBackend):
    """Keeps what it is given in the file that a variable names."""

    priority = 1

    def __init__(self) -> None:
        """Need nothing."""
        super().__init__()  # type: ignore[no-untyped-call]

    def get_password(self, service: str, username: str) -> str | None:
        """Give what was kept."""
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        kept = self._kept() | {f"{service}/{username}": password}
        Path(os.environ[WHERE]).write_text(json.dumps(kept), encoding="utf-8")

    def _kept(self) -> dict[str, str]:
        file = Path(os.environ[WHERE])
        found: dict[str, str] = (
            json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        )
        return found
