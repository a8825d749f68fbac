"""Measure how often the role of an advertisement is told from its body, against hand-made labels.

The folder holds the advertisements and `sources.csv` with the columns `file`, `role`,
`role_also_ok` (other labels, `|` between) and `family`. The first line of each file, its title,
is left out.
"""

from __future__ import annotations

import csv
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from hiring.ad_rules import load_headings
from hiring.domain.adverts.reading import number_lines, read_advert
from hiring.domain.adverts.recognising import recognise
from hiring.domain.adverts.spans import find_mixture, spans
from hiring.resources import bundled
from hiring.rubric_files.role_signals import load_signposts

ROLE_TARGET, FAMILY_TARGET = 0.82, 0.92


@dataclass(frozen=True)
class RoleFigures:
    """How many advertisements were told right, how long one took, and which were not."""

    adverts: int
    roles: int
    families: int
    mixtures: tuple[str, ...]
    misses: tuple[str, ...]
    milliseconds: float

    @property
    def good(self) -> bool:
        """Tell whether both targets are met."""
        wanted = (ROLE_TARGET * self.adverts, FAMILY_TARGET * self.adverts)
        return self.roles >= wanted[0] and self.families >= wanted[1]

    def print(self) -> None:
        """Print the figures beside their targets, then every miss."""
        for what, count, target in (
            ("role from the body", self.roles, ROLE_TARGET),
            ("family from the body", self.families, FAMILY_TARGET),
        ):
            share = count / max(self.adverts, 1)
            print(f"{what:<22} {count} of {self.adverts}  {share:.1%}  (target {target:.0%})")
        print(f"{'recognising one ad':<22} {self.milliseconds:.1f} ms")
        print(f"{'mixtures of roles':<22} {len(self.mixtures)}  {', '.join(self.mixtures)}")
        for miss in self.misses:
            print(f"  missed {miss}")


def measure_roles(directory: Path) -> RoleFigures:
    """Recognise every labelled advertisement of a folder by its body."""
    signposts, headings = load_signposts(bundled("rubrics")), load_headings()
    roles = families = adverts = 0
    misses, mixtures, spent = [], [], 0.0
    with (directory / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        text = (directory / row["file"]).read_text(encoding="utf-8")
        advert = read_advert(number_lines(text.partition("\n")[2]), headings)
        begun = time.perf_counter()
        found = recognise(advert, signposts)
        spent += time.perf_counter() - begun
        accepted = {row["role"], *filter(None, row["role_also_ok"].split("|"))}
        family = row["family"] if row["role"] != "none" else None
        adverts += 1
        roles += found.role in accepted
        families += found.family == family
        mixture = find_mixture(spans(advert, signposts))
        if mixture:
            mixtures.append(f"{row['file']} ({mixture.mix.value})")
        if found.role not in accepted or found.family != family:
            said = f"{found.role} ({found.best}, then {found.runner_up}; {found.confidence})"
            misses.append(f"{row['file']}: {row['role']} was told as {said}")
    return RoleFigures(
        adverts=adverts,
        roles=roles,
        families=families,
        mixtures=tuple(mixtures),
        misses=tuple(misses),
        milliseconds=1000 * spent / max(adverts, 1),
    )


if __name__ == "__main__":
    measured = measure_roles(Path(sys.argv[1]))
    measured.print()
    sys.exit(0 if measured.good else 1)
