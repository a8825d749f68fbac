"""What a job pays: a range with its currency and period, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRange:
    """Pay from low to high, in whole units of a currency, by hour, day, week, month or year."""

    low: int
    high: int
    currency: str
    period: str

    def __str__(self) -> str:
        """Say it in words: EUR 60,000 to 75,000 a year."""
        until = "" if self.high == self.low else f" to {self.high:,}"
        each = "an" if self.period == "hour" else "a"
        return f"{self.currency} {self.low:,}{until} {each} {self.period}"
