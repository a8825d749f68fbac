"""The facts an advertisement states: what `jd facts` prints and other rules rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """Pay as stated. Amounts are in whole units of `currency` (ISO 4217) per `period`.

    `period` is hour, day, week, month or year; what the advertisement leaves out is None. `line`
    is the line of the file, and `quote` the words there.
    """

    kind: PayKind = PayKind.NONE
    minimum: int | None = None
    maximum: int | None = None
    currency: str | None = None
    period: str | None = None
    line: int = 0
    quote: str = ""


class Degree(StrEnum):
    """The lowest degree that is accepted."""

    NONE = "none"
    ANY = "degree"
    BACHELOR = "bachelor"
    MASTER = "master"
    PHD = "phd"


@dataclass(frozen=True, slots=True, kw_only=True)
class DegreeAsked:
    """The degree asked for; `required` is False where it is only preferred."""

    degree: Degree = Degree.NONE
    required: bool = False
    or_equivalent: bool = False
    """Experience instead of the degree is said to be accepted."""
    line: int = 0
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsAsked:
    """Years of experience asked for in one place: at least `least`, at most `most`."""

    least: int
    most: int | None = None
    required: bool = True
    of: str = ""
    """What they are years of, in the advertisement's words."""
    line: int = 0
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of the advertisement and the line they stand on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
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
    years: tuple[YearsAsked, ...] = ()
    years_required: int | None = None
    degree: DegreeAsked = DegreeAsked()
    equal_opportunity: Quoted | None = None
    accommodation: Quoted | None = None
    must_haves: tuple[Quoted, ...] = ()
    nice_to_haves: tuple[Quoted, ...] = ()
    language: str = "en"
