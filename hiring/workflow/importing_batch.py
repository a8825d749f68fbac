"""Take some rows in: each is matched with whom it names, and merged with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hiring.domain.arriving import Rejected, bits_of, merge_extra, merge_person, moves_on
from hiring.domain.codes import Kind, code
from hiring.domain.identity import are_plainly_others
from hiring.domain.stages import TERMINAL, Stage
from hiring.errors import Problem
from hiring.workflow.importing_course import ADDED, UNCHANGED, UPDATED
from hiring.workflow.importing_known import Known
from hiring.workflow.importing_standing import (
    Application,
    Came,
    Changed,
    Coming,
    Somebody,
    remote_of,
)
from hiring.workflow.importing_writing import write_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.domain.arriving import Applying, Arriving
    from hiring.workflow.importing_course import Course
    from hiring.workflow.importing_standing import Job, Moment


class Batch:
    """Some rows, and all that is known here of whom they name."""

    def __init__(self, course: Course, rows: Sequence[Arriving]) -> None:
        """Read whom the rows name."""
        self.course = course
        self.connection = course.act.connection
        self.known = Known(course, rows)
        if self.connection.dialect.name != "sqlite":
            self._make_numbers_ready(rows)
        self.coming = Coming()

    def _make_numbers_ready(self, rows: Sequence[Arriving]) -> None:
        """Take numbers for those who are surely new, and for what they surely applied for."""
        new: set[Any] = set()
        wanted = 0
        for row in rows:
            numbers = self.known.numbers_of(row)
            theirs = [a.job for number in numbers for a in self.known.people[number].applications]
            if not numbers and row.person.name:
                new.add(row.keys[:1] or remote_of(row) or row.place)
            for one in row.applications:
                job = self.course.jobs.get(one.job)
                wanted += job is not None and job.id not in theirs
        self.course.people_numbers.make_ready(len(new))
        self.course.application_numbers.make_ready(wanted)

    def take(self, row: Arriving) -> Rejected | None:
        """Take a row in; give it back with its reason where that cannot be."""
        numbers = self.known.numbers_of(row)
        somebody = self.known.people[numbers[0]] if numbers else None
        problem = self._problem(row, sorted(numbers))
        if problem is None and somebody is not None:
            problem = self._other_name(row, somebody)
        if problem is not None:
            return Rejected(row.place, problem)
        if somebody is None:
            self._add(row)
        else:
            self._merge(somebody, row)
        return None

    def _problem(self, row: Arriving, numbers: Sequence[int]) -> Problem | None:
        if len(numbers) > 1:
            codes = " and ".join(code(Kind.CANDIDATE, number) for number in numbers)
            return Problem(
                f"its addresses and numbers belong to different people: {codes}",
                fix="if they are one, merge them; else take the wrong address out of the row",
            )
        if not numbers and not row.person.name:
            return Problem(
                "it has no name, and nobody known is named by it", fix="fill in the name"
            )
        meant: dict[str, str] = {}
        for one in row.applications:
            job = self.course.jobs.get(one.job)
            if job is None:
                return Problem(f"there is no job {one.job}", fix="hiring job list")
            was = self.known.job_of(one.remote_id) or meant.setdefault(one.remote_id, job.code)
            if one.remote_id and was != job.code:
                return Problem(
                    f"its application number is that of an application for {was}, "
                    f"and it says {job.code}",
                    fix="mend the number or the job in the row",
                )
            ends = one.stage in TERMINAL
            if not job.is_open and not ends and not self.known.has(job, numbers):
                return Problem(f"{job.code} is closed", fix=f"hiring job reopen {job.code}")
        return None

    def _other_name(self, row: Arriving, somebody: Somebody) -> Problem | None:
        """Say that a row has somebody's address and plainly another name: two may share it."""
        known, name = self.known, row.person.name
        if (
            self.course.trust_addresses
            or not are_plainly_others(name, somebody.person.name)
            or remote_of(row) in known.remote["C"]
            or any(one.remote_id in known.remote["A"] for one in row.applications if one.remote_id)
            or not all(are_plainly_others(name, was) for was in known.former_names_of(somebody))
        ):
            return None
        whose = code(Kind.CANDIDATE, somebody.number)
        if self.course.brought(somebody.number):
            came = somebody.arrived
            whose = f"the person of line {came.place}" if came else f"{whose}, of an earlier line"
        return Problem(
            f"its address is that of {whose}, whose name is plainly another",
            fix="if two people share the address, leave it empty in one of the rows; if it is one "
            "person under two names, --trust-addresses",
        )

    def _add(self, row: Arriving) -> None:
        number = next(self.course.people_numbers)
        course = self.course
        course.bring(number)
        somebody = Somebody(number, row.person, row.extra, None, [], row)
        self.known.people[number] = somebody
        self.coming.people.append(somebody)
        for key in row.keys:
            self.known.owners[key] = number
        self._keep_remote("C", remote_of(row), number)
        course.said[number] = bits_of(row.person, row.extra)
        shown = code(Kind.CANDIDATE, number)
        self.coming.events.append(
            course.event("candidate added", shown, to_code=row.source or course.default_source)
        )
        for one in row.applications:
            self._apply(somebody, one)
        course.counts[ADDED] += 1

    def _keep_remote(self, kind: str, remote_id: str, number: int) -> None:
        if remote_id and remote_id not in self.known.remote[kind]:
            self.known.remote[kind][remote_id] = number
            self.coming.remote_ids.append((self.course.system, kind, remote_id, number))

    def _keep_application(self, said: Applying, number: int, *, of: Somebody) -> None:
        """Remember an application's number there, and whose it is: a later row may name it."""
        self._keep_remote("A", said.remote_id, number)
        self.known.owner_of_application[number] = of.number

    def _merge(self, somebody: Somebody, row: Arriving) -> None:
        course, number = self.course, somebody.number
        bits = course.said[number]
        owned = [key for key in row.keys if self.known.owners.get(key) == number]
        person = merge_person(somebody.person, row.person, bits=bits, owned=owned)
        extra = merge_extra(somebody.extra, row.extra, bits=bits)
        course.said[number] = bits | bits_of(row.person, row.extra)
        for key in row.keys:
            self.known.owners.setdefault(key, number)
        if (remote := remote_of(row)) not in self.known.remote["C"]:
            self.coming.named_by[remote] = tuple(key for key in row.keys if key in owned)
        self._keep_remote("C", remote, number)
        before = (somebody.person, somebody.extra)
        somebody.person, somebody.extra = person, extra
        came = [self._apply(somebody, one) for one in row.applications]
        enriched = {one.known.id: one.was for one in came if one.known and one.was is not None}
        if (person, extra) == before and not any(one.wrote for one in came) and not enriched:
            course.counts[UNCHANGED] += 1
            return
        if course.brought(number):
            course.counts[UPDATED] += 1
            return
        changed = course.changed.get(number)
        if changed is None:
            changed = course.changed[number] = Changed(before)
        for application, was in enriched.items():
            changed.extras.setdefault(application, was)
        if any(one.wrote for one in came):
            course.counts[UPDATED] += 1
        else:
            changed.rows += 1

    def _apply(self, somebody: Somebody, said: Applying) -> Came:
        """Add an application or take it further; tell what was written."""
        course, job = self.course, self.course.jobs[said.job]
        known = self._matching(somebody, said, job)
        if known is None:
            self._add_application(somebody, said, job)
            return Came(wrote=True)
        self._keep_application(said, known.id, of=somebody)
        extra = merge_extra(known.extra, said.extra, bits=-1 if course.touched[known.id] else 0)
        course.touched[known.id] = 1
        was = known.extra if extra != known.extra else None
        known.extra = extra
        if not moves_on(known.stage, said.stage) or said.stage is None:
            return Came(wrote=False, known=known, was=was)
        about: dict[str, Any] = {"application": known.id, "job": known.job}
        about |= {"from_code": known.stage}
        subject = code(Kind.APPLICATION, known.id)
        self.coming.events.append(
            course.event("stage moved", subject, to_code=said.stage.value, **about)
        )
        known.stage = said.stage.value
        known.stage_since = course.moment(said.stage_since) or course.now
        course.wrote["moved"] += 1
        return Came(wrote=True, known=known, was=was)

    def _matching(self, somebody: Somebody, said: Applying, job: Job) -> Application | None:
        """Find the application a row means: by its number, its day, or as the one that is open.

        One that ended is meant by its day alone, or where no day is said, by how it ended.
        """
        number = self.known.remote["A"].get(said.remote_id) if said.remote_id else None
        if number is not None:
            return next((one for one in somebody.applications if one.id == number), None)
        theirs = [one for one in somebody.applications if one.job == job.id]
        if not theirs:
            return None
        at = self.course.moment(said.applied_at)
        going = next((one for one in theirs if one.stage not in TERMINAL), None)
        if at is not None and (dated := self._dated(theirs, said, at)):
            return dated
        if said.stage not in TERMINAL:
            return going or (theirs[-1] if at is None else None)
        if at is not None:
            return None
        ended = next((one for one in theirs if one.stage == said.stage), None)
        fresh = going is not None and not self.course.touched[going.id]
        return going if ended is None and fresh else ended

    def _dated(
        self, theirs: Sequence[Application], said: Applying, at: Moment
    ) -> Application | None:
        dated = [one for one in theirs if one.applied_at == at]
        for one in dated:
            if said.stage is None or one.stage == said.stage.value:
                return one
        return next((one for one in dated if not self.course.touched[one.id]), None)

    def _add_application(self, somebody: Somebody, said: Applying, job: Job) -> None:
        course = self.course
        number = next(course.application_numbers)
        arrived = somebody.arrived
        stage = (said.stage or Stage.APPLIED).value
        at = course.moment(said.applied_at or (arrived.added_at if arrived else None)) or course.now
        since = course.moment(said.stage_since) or at
        one = Application(number, job.id, stage, at, said.extra, since)
        one.row = (job.revision_id, said.source or course.default_source, said.source_detail)
        somebody.applications.append(one)
        course.touched[number] = 1
        self._keep_application(said, number, of=somebody)
        about: dict[str, Any] = {"application": number, "job": job.id, "to_code": stage}
        added = course.event("application added", code(Kind.APPLICATION, number), **about)
        self.coming.events.append(added)
        course.wrote["applications"] += 1

    def write(self) -> None:
        """Write what the rows came to."""
        write_batch(self.course, self.known.people.values(), self.coming)
