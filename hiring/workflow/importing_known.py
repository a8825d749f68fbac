"""Whom the rows of a batch name, as they stand in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hiring.domain.identity import Person
from hiring.store.bulk import ask
from hiring.workflow.importing_standing import PERSON, Application, Somebody, remote_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hiring.domain.arriving import Arriving
    from hiring.workflow.importing_course import Course
    from hiring.workflow.importing_standing import Job


def _pairs(rows: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    return ((key, value) for key, value in rows)


class Known:
    """All that is known of whom some rows name; rows that are taken in add to it."""

    def __init__(self, course: Course, rows: Sequence[Arriving]) -> None:
        """Read whom the rows name."""
        self.course = course
        self.connection = course.act.connection
        self.remote = {"C": self._known_remote("C", (remote_of(row) for row in rows))}
        theirs = (one.remote_id for row in rows for one in row.applications)
        self.remote["A"] = self._known_remote("A", theirs)
        asked = "SELECT key, candidate_id FROM emails WHERE key IN ({})"
        keys = {key for row in rows for key in row.keys}
        self.owners: dict[str, int] = dict(_pairs(ask(self.connection, asked, keys)))
        self.owner_of_application = self._read_owners(self.remote["A"].values())
        self.people: dict[int, Somebody] = {}
        self._read_people()

    def numbers_of(self, row: Arriving) -> list[int]:
        """List the people a row names, those of its addresses first."""
        numbers = {self.owners[key]: None for key in row.keys if key in self.owners}
        remote = remote_of(row)
        if remote in self.remote["C"]:
            numbers.setdefault(self.remote["C"][remote])
        for one in row.applications:
            known = self.owner_of_application.get(self.remote["A"].get(one.remote_id, 0))
            if known is not None:
                numbers.setdefault(known)
        return list(numbers)

    def _known_remote(self, kind: str, ids: Iterable[str]) -> dict[str, int]:
        named = {each for each in ids if each}
        asked = (
            "SELECT remote_id, number FROM remote_ids WHERE system = ? AND kind = ? "
            "AND remote_id IN ({})"
        )
        found = ask(self.connection, asked, named, before=(self.course.system, kind))
        return dict(_pairs(found))

    def _read_owners(self, numbers: Iterable[int]) -> dict[int, int]:
        asked = "SELECT id, candidate_id FROM applications WHERE id IN ({})"
        return dict(_pairs(ask(self.connection, asked, set(numbers))))

    def _read_people(self) -> None:
        """Read whom the rows name, each as the one they were merged into."""
        owners = self.owners
        remote = self.remote["C"]
        numbers = {*owners.values(), *remote.values(), *self.owner_of_application.values()}
        kept = self._merged(numbers)
        everybody: tuple[dict[Any, int], ...] = (owners, remote, self.owner_of_application)
        for known in everybody:
            known.update({key: kept[number] for key, number in known.items() if number in kept})
        listed = ", ".join(PERSON)
        asked = f"SELECT id, extra, {listed} FROM candidates WHERE id IN ({{}})"
        wanted = {kept.get(number, number) for number in numbers}
        for number, extra, *said in ask(self.connection, asked, wanted):
            person = Person(*said)
            self.people[number] = Somebody(number, person, extra, (person, extra))
        # A remote id may outlive its person; then it names nobody.
        self.remote["C"] = {key: n for key, n in remote.items() if n in self.people}
        asked = (
            "SELECT candidate_id, id, job_id, stage, applied_at, extra, stage_since "
            "FROM applications WHERE candidate_id IN ({})"
        )
        for number, *rest in ask(self.connection, asked, self.people):
            one = Application(*rest)
            one.was = (one.stage, one.extra)
            self.people[number].applications.append(one)

    def _merged(self, numbers: set[int]) -> dict[int, int]:
        asked = (
            "SELECT id, merged_into FROM candidates WHERE merged_into IS NOT NULL AND id IN ({})"
        )
        kept: dict[int, int] = {}
        looked = set(numbers)
        while looked:
            found = dict(_pairs(ask(self.connection, asked, looked)))
            kept |= found
            looked = set(found.values()) - set(kept)
        for number in list(kept):
            last = kept[number]
            while last in kept:
                last = kept[last]
            kept[number] = last
        return kept

    def former_names_of(self, somebody: Somebody) -> list[str]:
        """List the names of those who were merged into a person."""
        asked = "SELECT id, name FROM candidates WHERE merged_into IN ({})"
        names: list[str] = []
        looked = {somebody.number}
        while looked:
            found = list(ask(self.connection, asked, looked))
            names += [name for _, name in found]
            looked = {number for number, _ in found}
        return names

    def job_of(self, remote_id: str) -> str | None:
        """Give the job of the application that has a number of the other system, or None."""
        known = self.application_of(remote_id)
        return self.course.job_codes[known.job] if known else None

    def application_of(self, remote_id: str) -> Application | None:
        """Give the application that has a number of the other system, or None."""
        number = self.remote["A"].get(remote_id, 0)
        owner = self.people.get(self.owner_of_application.get(number, 0))
        theirs = owner.applications if owner else ()
        return next((one for one in theirs if one.id == number), None)

    def has(self, job: Job, numbers: Sequence[int]) -> bool:
        """Tell whether any of some people applied for a job."""
        theirs = [one for number in numbers for one in self.people[number].applications]
        return any(one.job == job.id for one in theirs)
