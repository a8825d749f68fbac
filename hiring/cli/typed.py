"""What is typed for an option, where it has to say something certain: pay, a country, a day."""

from __future__ import annotations

import re
from typing import Any

import click

# A comma or underscore before three digits, as in 60,000; "1,00" is not a whole number.
_THOUSANDS = re.compile(r"(?<=\d)[,_](?=\d{3}(?:\D|\Z))")


class Pay(click.ParamType[tuple[int, int, str, str]]):
    """A pay range, as "60000-75000 EUR year"."""

    name = "pay"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, int, str, str]:
        """Read a range with currency and period."""
        if isinstance(value, tuple):
            return value
        parts = str(value).replace("\N{EN DASH}", "-").split()
        periods = ("hour", "day", "week", "month", "year")
        example = 'write it so: "60000-75000 EUR year"'
        if len(parts) != len(("range", "currency", "period")):
            self.fail(f"{value!r} is not a pay range; {example}", param, ctx)
        low, _, high = (_THOUSANDS.sub("", part) for part in parts[0].partition("-"))
        currency, period = parts[1].upper(), parts[2].lower()
        if not all(number.isascii() and number.isdecimal() for number in (low, high or low)):
            self.fail(f"{parts[0]!r} is not a range of whole numbers; {example}", param, ctx)
        if not (len(currency) == len("EUR") and currency.isalpha() and currency.isascii()):
            self.fail(f"{parts[1]!r} is not a currency code such as EUR", param, ctx)
        if period not in periods:
            self.fail(f"{parts[2]!r} is not one of {', '.join(periods)}", param, ctx)
        if max(len(low), len(high)) > len("999999999"):
            self.fail(f"{parts[0]!r} is too large", param, ctx)
        return int(low), int(high or low), currency, period


class Said(click.ParamType[str]):
    """A text that is read before it is taken; what is wrong with it is a ValueError's sentence."""

    def read(self, text: str) -> str:
        """Give the text as it is kept."""
        raise NotImplementedError

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Read the text; a wrong one ends the command."""
        try:
            return self.read(str(value))
        except ValueError as wrong:
            self.fail(str(wrong), param, ctx)


class Countries(Said):
    """Countries by name or ISO code, as "DE, Portugal"."""

    name = "countries"

    def read(self, text: str) -> str:
        """Give the codes with commas between them; an empty text stays empty."""
        from hiring.domain.countries import read_countries

        codes, unknown = read_countries(text)
        if unknown:
            listed = ", ".join(map(repr, unknown))
            raise ValueError(f"{listed} is no country; write its English name or code, as DE")
        return ", ".join(codes)


class Day(Said):
    """A day of the calendar, as 2026-03-31."""

    name = "day"

    def __init__(self, *, needed: bool = False) -> None:
        """Say whether an empty text is wrong too."""
        self.needed = needed

    def read(self, text: str) -> str:
        """Give the day as it is written; an empty text stays empty unless a day is needed."""
        from hiring.domain.advertising import is_day

        written = text.strip()
        if (written or self.needed) and not is_day(written):
            raise ValueError(f"{text!r} is not a day; write it as 2026-03-31")
        return written


class Address(Said):
    """A web address or an e-mail."""

    name = "address"

    def read(self, text: str) -> str:
        """Give the address as it is written; an empty text stays empty."""
        from hiring.domain.advertising import find_address

        written = text.strip()
        if written and find_address(written) is None:
            example = "https://example.org/jobs/1 or jobs@example.org"
            raise ValueError(f"{text!r} is no address; write it as {example}")
        return written
