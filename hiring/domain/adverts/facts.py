"""The facts an advertisement states: what `jd facts` prints and other rules rest on."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class PayKind(StrEnum):
    """How an advertisement states pay."""

    NONE = "none"
    VAGUE = "vague"
    """ "Competitive salary": words without a figure."""
    POINT = "point"
    RANGE = "range"
    MINIMUM = "minimum"
    """ "From 60,000"."""
    MAXIMUM = "maximum"
    """ "Up to 60,000"."""
    MULTI = "multi"
    """Several places, levels or units; the figures are the outer bounds of one currency."""


class Pay(NamedTuple):
    """Pay as stated. Amounts are of `currency` (ISO 4217) per `period`; whole ones are integers.

    `period` is hour, day, week, month or year. Where the advertisement leaves currency or period
    out they are concluded from place and size; `currency_written` and `period_written` are its own
    words, "" where there are none. A mistake of the text stays: `minimum` may be over `maximum`.
    `line` is the line of the file, and `quote` the words there.
    """

    kind: PayKind = PayKind.NONE
    minimum: float | None = None
    maximum: float | None = None
    currency: str | None = None
    period: str | None = None
    currency_written: str = ""
    period_written: str = ""
    on_target: bool = False
    """Commission or bonus is in the figures: OTE, total compensation."""
    line: int = 0
    quote: str = ""

    @property
    def ratio(self) -> float | None:
        """Give how many times the lower end the upper one is; None without both ends."""
        if not self.minimum or self.maximum is None:
            return None
        return self.maximum / self.minimum

    @property
    def has_figures(self) -> bool:
        """Tell whether an amount is stated, and not words alone."""
        return self.minimum is not None or self.maximum is not None


class Degree(StrEnum):
    """The lowest degree that is accepted."""

    NONE = "none"
    ANY = "degree"
    BACHELOR = "bachelor"
    MASTER = "master"
    PHD = "phd"


class DegreeAsked(NamedTuple):
    """The degree asked for; `required` is False where it is only preferred."""

    degree: Degree = Degree.NONE
    required: bool = False
    or_equivalent: bool = False
    """Experience instead of the degree is said to be accepted."""
    line: int = 0
    quote: str = ""


class YearsAsked(NamedTuple):
    """Years of experience asked for in one place: at least `least`, at most `most`."""

    least: int
    most: int | None = None
    required: bool = True
    of: str = ""
    """What they are years of, in the advertisement's words."""
    line: int = 0
    quote: str = ""


class Quoted(NamedTuple):
    """Words of the advertisement and the line they stand on."""

    text: str
    line: int


class Facts(NamedTuple):
    """Everything that could be read from one advertisement.

    `remote` is onsite, hybrid, remote or None; `employment_type` one of full-time, part-time,
    contractor, temporary, intern, volunteer, per-diem, other, or None. `years_required` is the
    largest lower bound that a required line asks for.
    """

    title: str
    company: str = ""
    places: tuple[str, ...] = ()
    remote: str | None = None
    employment_type: str | None = None
    pay: Pay = Pay()
    """What all `pays` come to."""
    pays: tuple[Pay, ...] = ()
    """Every place where pay is stated: zones, levels and units one by one."""
    years: tuple[YearsAsked, ...] = ()
    years_required: int | None = None
    degree: DegreeAsked = DegreeAsked()
    equal_opportunity: Quoted | None = None
    accommodation: Quoted | None = None
    must_haves: tuple[Quoted, ...] = ()
    nice_to_haves: tuple[Quoted, ...] = ()
    language: str = "en"
    home_currency: str | None = None
    """The currency of the place; None where it is not known, or there are several."""

    @property
    def unread(self) -> tuple[str, ...]:
        """Name what the advertisement does not say, or not so that it could be read."""
        read = {
            "title": self.title,
            "place": self.places or self.remote == "remote",
            "remote, hybrid or on site": self.remote,
            "employment type": self.employment_type,
            "pay": self.pay.has_figures,
            "years of experience": self.years_required is not None,
            "degree": self.degree.degree is not Degree.NONE,
            "equal opportunity": self.equal_opportunity,
            "accommodation": self.accommodation,
            "must-haves": self.must_haves,
            "nice-to-haves": self.nice_to_haves,
        }
        return tuple(name for name, found in read.items() if not found)


def name_degree(asked: DegreeAsked) -> str:
    """Name a degree in one word: "bachelor", "phd-preferred", "none".

    A degree of no named level is a bachelor's where it is required, as it is the lowest.
    """
    if asked.degree is Degree.NONE:
        return "none"
    if asked.required:
        return (Degree.BACHELOR if asked.degree is Degree.ANY else asked.degree).value
    return f"{asked.degree.value}-preferred"
