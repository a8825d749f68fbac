"""What can go wrong, said as what, where and how to mend it."""

from __future__ import annotations


class Problem:
    """One thing that is wrong: what it is, where it stands, and how to mend it."""

    __slots__ = ("fix", "what", "where")

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        """Keep the three parts as they are shown."""
        self.what = what
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        """Join the parts into the line a person reads."""
        text = f"{self.where}: {self.what}" if self.where else self.what
        if not self.fix:
            return text
        return f"{text}{'' if text.endswith(('.', '?', '!', ':')) else '.'} Fix: {self.fix}"

    def __repr__(self) -> str:
        """Show the line, so that a failing test can be read."""
        return f"Problem({self!s})"

    def as_dict(self) -> dict[str, str]:
        """Return the parts for `--json`."""
        return {"what": self.what, "where": self.where, "fix": self.fix}


class HiringError(Exception):
    """Something a person can mend; carries every problem found and an exit code."""

    exit_code = 1

    def __init__(self, *problems: Problem | str) -> None:
        """Take problems, or plain sentences that become problems."""
        self.problems = tuple(p if isinstance(p, Problem) else Problem(p) for p in problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class RefusedError(HiringError):
    """The rules say no, or there is no such record."""


class UsageError(HiringError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class InvalidFileError(HiringError):
    """A person's file was refused; every problem in it is named."""

    exit_code = 3


class DatabaseError(HiringError):
    """The database is missing, locked, older or newer than this program, or broken."""

    exit_code = 4
