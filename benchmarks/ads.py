"""Measure how well advertisements are read, on a folder of real ones with hand-checked facts.

Run as `make bench-jd ADS=DIR`. DIR holds an advertisement in each .txt file, `expected.csv` (its
facts) and `sources.csv` (its role). Prints each figure against its target and every miss; ends
with 1 if a target is missed. A section is a function of the advertisements: add it to SECTIONS.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from compileall import compile_dir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import hiring
from benchmarks.ad_lint import (
    LEAST_ADS_A_SECOND,
    MOST_FALSE,
    MOST_TIMES_HELP,
    count_judged,
    measure_lint,
)
from benchmarks.ad_roles import FAMILY_TARGET, ROLE_TARGET, measure_roles
from benchmarks.results import say_where, write_parts
from hiring.ad_rules import load_fact_words, load_headings
from hiring.domain.adverts.findings import Level
from hiring.domain.adverts.gathering import gather_facts
from hiring.domain.adverts.reading import number_lines, read_advert
from hiring.domain.tokens import split_words
from hiring.views.adverts import show_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hiring.domain.adverts.advert import Advert
    from hiring.views.adverts import FactsShown

NO_FIGURES = frozenset({"none", "vague"})
PAY = ("pay_kind", "pay_min", "pay_max", "currency", "period")
ROUNDS = 5
EXPLAINED = (
    "`make bench-jd ADS=DIR` on real advertisements that are no part of this repository, with "
    "facts that people read; roles are told from the body, without the title. The findings that "
    "were judged stand in [lint-findings.md](lint-findings.md). Processes are whole ones and take "
    "turns; the ratio is that of medians."
)


@dataclass(frozen=True)
class Ad:
    """An advertisement, what is read from it, and what a person read."""

    path: Path
    text: str
    advert: Advert
    facts: FactsShown
    expected: Mapping[str, str]
    source: Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """One figure against its target; `met` is None where there is no target."""

    name: str
    value: str
    target: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Section:
    """What one part of the benchmark found."""

    name: str
    figures: tuple[Figure, ...]
    misses: tuple[str, ...] = ()


def measure_facts(ads: Sequence[Ad]) -> Section:
    """Compare the facts that are read with those that people read."""
    stated = [ad for ad in ads if ad.expected["pay_kind"] not in NO_FIGURES]
    unstated = [ad for ad in ads if ad.expected["pay_kind"] in NO_FIGURES]
    misses: list[str] = []

    def wrong(among: Sequence[Ad], *keys: str) -> int:
        found = 0
        for ad in among:
            read, expected = _as_labelled(ad.facts), ad.expected
            if any(read[key] != expected[key] for key in keys):
                found += 1
                said = ", ".join(f"{key} {read[key] or '-'}" for key in keys)
                meant = ", ".join(expected[key] or "-" for key in keys)
                misses.append(f"{ad.path.stem}  {said}; labelled {meant}")
        return found

    inexact = wrong(stated, *PAY)
    false_pay = [ad for ad in unstated if ad.facts.pay.kind not in NO_FIGURES]
    misses += [f"{ad.path.stem}  false pay: {ad.facts.pay.quote}" for ad in false_pay]
    vague = wrong(unstated, "pay_kind")
    years, degrees = wrong(ads, "years_required"), wrong(ads, "degree_required")
    equivalents, eeo = wrong(ads, "or_equivalent"), wrong(ads, "eeo_statement")
    return Section(
        "Facts",
        (
            _share("pay exact where it is stated", len(stated) - inexact, len(stated), least=85),
            _count("false pay where none is stated", len(false_pay), most=1),
            _share("no pay and pay in words told apart", len(unstated) - vague, len(unstated)),
            _share("years required", len(ads) - years, len(ads), least=94),
            _share("degree errors", degrees, len(ads), most=4),
            _share("an equivalent of the degree", len(ads) - equivalents, len(ads)),
            _share("equal-opportunity line", len(ads) - eeo, len(ads), least=97),
        ),
        tuple(misses),
    )


def tell_roles(ads: Sequence[Ad]) -> Section:
    """Compare the roles that are recognised by the body with those that people named."""
    told = measure_roles(ads[0].path.parent)
    least = {"role": round(100 * ROLE_TARGET), "family": round(100 * FAMILY_TARGET)}
    return Section(
        "Roles",
        (
            _share("role from the body", told.roles, told.adverts, least=least["role"]),
            _share("family from the body", told.families, told.adverts, least=least["family"]),
            Figure("recognising an advertisement", f"{told.milliseconds:.1f} ms"),
            Figure("mixtures of roles", f"{len(told.mixtures)}: {', '.join(told.mixtures)}"),
        ),
        told.misses,
    )


def measure_speed(ads: Sequence[Ad]) -> Section:
    """Time reading and facts on one core, the best of some rounds."""
    headings, words = load_headings(), load_fact_words()
    reading, facts = [], []
    for _ in range(ROUNDS):
        split_words.cache_clear()
        started = time.process_time()
        adverts = [read_advert(number_lines(ad.text), headings) for ad in ads]
        reading.append(time.process_time() - started)
        started = time.process_time()
        for advert in adverts:
            gather_facts(advert, words)
        facts.append(time.process_time() - started)
    together = len(ads) / (min(reading) + min(facts))
    return Section(
        "Speed",
        (
            Figure("reading an advertisement", f"{min(reading) / len(ads) * 1e3:.1f} ms"),
            Figure("its facts", f"{min(facts) / len(ads) * 1e3:.1f} ms"),
            Figure("both", f"{together:.0f} ads/s"),
        ),
    )


def lint_ads(ads: Sequence[Ad]) -> Section:
    """Lint the advertisements: what is found, how much of it is false, and how quick it is."""
    found = measure_lint(ads[0].path.parent)
    judged, false = count_judged()
    return Section(
        "Lint",
        (
            Figure("errors", str(found.count(Level.ERROR))),
            Figure("warnings", str(found.count(Level.WARNING))),
            Figure("notices", str(found.count(Level.NOTICE))),
            _count("errors in blocks on equal opportunity or benefits", found.protected, most=0),
            _share("findings judged by hand, the false ones", false, judged, most=MOST_FALSE),
            Figure(
                "read, facts, role and lint, on one core",
                f"{found.ads_a_second:.0f} ads/s",
                f"{LEAST_ADS_A_SECOND} ads/s or more",
                found.ads_a_second >= LEAST_ADS_A_SECOND,
            ),
            Figure(
                "a cold `jd lint` of one file, to `hiring --help`",
                f"{found.times_help:.2f} ({found.start * 1e3:.0f} ms)",
                f"{MOST_TIMES_HELP} or less",
                found.times_help <= MOST_TIMES_HELP,
            ),
        ),
    )


SECTIONS: tuple[Callable[[Sequence[Ad]], Section], ...] = (
    measure_facts,
    tell_roles,
    lint_ads,
    measure_speed,
)


def read_ads(folder: Path) -> tuple[Ad, ...]:
    """Read every advertisement that has labels, in the order of expected.csv."""
    sources = {row["id"]: row for row in _read_rows(folder / "sources.csv")}
    headings, words = load_headings(), load_fact_words()
    ads = []
    for row in _read_rows(folder / "expected.csv"):
        path = folder / f"{row['id']}.txt"
        text = path.read_text(encoding="utf-8")
        advert = read_advert(number_lines(text), headings)
        facts = show_facts(gather_facts(advert, words))
        ads.append(Ad(path, text, advert, facts, row, sources.get(row["id"], {})))
    return tuple(ads)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 if a target was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="advertisements with their labels")
    parser.add_argument("--no-misses", action="store_true", help="print the figures alone")
    parser.add_argument("--output", type=Path, help="the page of results to write them into")
    given = parser.parse_args(arguments)
    compile_dir(Path(hiring.__file__).parent, quiet=1)
    ads = read_ads(given.folder)
    sections = [measure(ads) for measure in SECTIONS]
    for section in sections:
        print(table(section, len(ads)))
        if section.misses and not given.no_misses:
            print("Misses:\n" + "".join(f"- {miss}\n" for miss in section.misses))
    if given.output:
        tables = "\n".join(table(section, len(ads)) for section in sections)
        explained = f"{say_where()}{EXPLAINED}\n\n{tables}"
        write_parts(given.output, {"Advertisements": explained.replace("## ", "### ").strip()})
    missed = [
        figure.name for section in sections for figure in section.figures if figure.met is False
    ]
    print(f"missed: {', '.join(missed)}" if missed else "every target is met")
    return 1 if missed else 0


def table(section: Section, ads: int) -> str:
    """Write a section's figures as a table in Markdown."""
    says = {True: "yes", False: "NO", None: ""}
    rows = [
        f"| {figure.name} | {figure.value} | {figure.target} | {says[figure.met]} |"
        for figure in section.figures
    ]
    head = (f"## {section.name} ({ads} ads)", "", "| what | measured | target | met |")
    return "\n".join((*head, "| --- | --- | --- | --- |", *rows, ""))


def _as_labelled(facts: FactsShown) -> dict[str, str]:
    """Write the facts that are read as expected.csv writes them."""
    pay = facts.pay
    return {
        "pay_kind": pay.kind,
        "pay_min": _number(pay.min),
        "pay_max": _number(pay.max),
        "currency": pay.currency or "",
        "period": pay.period or "",
        "years_required": _number(facts.years_required),
        "degree_required": facts.degree_required,
        "or_equivalent": facts.or_equivalent,
        "eeo_statement": facts.eeo_statement,
    }


def _number(amount: float | None) -> str:
    return "" if amount is None else f"{amount:g}" if amount < 1e5 else f"{amount:.0f}"


def _share(
    name: str, count: int, total: int, *, least: int | None = None, most: int | None = None
) -> Figure:
    share = 100 * count / total if total else 100.0
    value = f"{count} of {total} ({share:.0f} %)"
    if least is not None:
        return Figure(name, value, f"{least} % or more", share >= least)
    if most is not None:
        share = share if total else 0.0
        return Figure(name, value, f"{most} % or less", share <= most)
    return Figure(name, value)


def _count(name: str, count: int, *, most: int) -> Figure:
    return Figure(name, str(count), f"{most} or fewer" if most else "none", count <= most)


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main())
