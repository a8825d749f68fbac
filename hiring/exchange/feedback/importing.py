"""Import a tracker's feedback: read record by record, translate, and record as scorecards."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.errors import InvalidFileError, Problem, RefusedError
from hiring.exchange.feedback.fields import Fields
from hiring.exchange.feedback.mapping import Missing
from hiring.exchange.feedback.records import read_records
from hiring.exchange.feedback.translating import translate, whose_of
from hiring.workflow.recording_whose import find_whose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import tzinfo
    from typing import BinaryIO

    from sqlalchemy import Connection

    from hiring.exchange.feedback.card import Feedback
    from hiring.exchange.feedback.mapping import NameMap
    from hiring.exchange.feedback.records import Record
    from hiring.store.ledger import Act
    from hiring.workflow.foreign_cards import Whose
    from hiring.workflow.recording_feedback import FeedbackIntake

MOST_AT_ONCE = 20
STATES = ("added", "updated", "unchanged", "skipped", "rejected")


_MANY = 2
# Keys of a record that no other tracker's has.
_OWN_KEYS = {
    "greenhouse": {
        *("application_id", "candidate_id", "interview_step", "attributes", "questions"),
        *("ratings", "interviewed_at"),
    },
    "lever": {
        *("fields", "completedAt", "opportunity", "opportunityId", "panel", "baseTemplateId"),
    },
    "ashby": {
        *("formDefinition", "submittedValues", "submittedByUser", "creditedToUser"),
        *("applicationId", "feedbackFormDefinitionId"),
    },
    "frappe": {
        *("docstatus", "doctype", "job_applicant", "interview_round", "skill_assessment"),
    },
    "merge": {
        *("application", "remote_id", "remote_was_deleted", "remote_created_at", "remote_data"),
    },
}


def _looks_like(value: dict[str, Any], system: str) -> str:
    """Say of which other tracker a record is, where it has nothing of the one that was named."""
    if _OWN_KEYS[system] & value.keys():
        return ""
    found = (one for one, keys in _OWN_KEYS.items() if len(keys & value.keys()) >= _MANY)
    return next(found, "")


class Result(NamedTuple):
    """What came of one record. `why` says why it was skipped."""

    number: int
    remote_id: str
    state: str
    why: str = ""
    card: str = ""
    application: str = ""
    version: int | None = None
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Report:
    """What came of a file: each record once, names that are missing, why it could not be read on.

    `recorded` is false where one bad record kept all of them from being recorded.
    """

    results: list[Result] = field(default_factory=list)
    missing: Missing = field(default_factory=Missing)
    stopped: tuple[Problem, ...] = ()
    recorded: bool = True

    def count(self, state: str) -> int:
        """Count the records of a state."""
        return sum(one.state == state for one in self.results)

    @property
    def skipped(self) -> dict[str, int]:
        """Say how many were skipped, by why."""
        found: dict[str, int] = {}
        for one in self.results:
            if one.state == "skipped":
                found[one.why] = found.get(one.why, 0) + 1
        return found

    @property
    def bad(self) -> bool:
        """Tell whether a record was rejected or the file could not be read to its end."""
        return bool(self.stopped) or any(one.state == "rejected" for one in self.results)


class _NothingError(Exception):
    """Ends a transaction of which nothing is to be kept."""


@dataclass(slots=True)
class Dump:
    """A file of feedback: which tracker's, by which map, in whose time zone."""

    file: BinaryIO
    name: str
    system: str
    names: NameMap
    zone: tzinfo | None = None
    report: Report = field(default_factory=Report)
    _seen: dict[str, int] = field(default_factory=dict)

    def record_all(
        self,
        writing: Callable[[], AbstractContextManager[Act]],
        intake: FeedbackIntake,
        *,
        keep_going: bool,
    ) -> Report:
        """Record what the file holds: all of it or nothing, or with `keep_going` what is good."""
        records = read_records(self.file, name=self.name)
        try:
            if keep_going:
                while some := tuple(self._some(records)):
                    with writing() as act:
                        told = [self._record(act, one, intake) for one in some]
                    self.report.results += told
                return self.report
            with writing() as act:
                for one in self._some(records, most=None):
                    self.report.results.append(self._record(act, one, intake))
                if self.report.bad:
                    raise _NothingError  # noqa: TRY301 - leaving so undoes the transaction
        except _NothingError:
            self.report.recorded = False
        return self.report

    def survey(self, connection: Connection) -> Report:
        """Only read the file, for the names and applications that are missing in the map."""
        known: set[Whose] = set()
        for record in self._some(read_records(self.file, name=self.name), most=None):
            said, result = self._read(record)
            if said is None:
                self.report.results.append(result)
                if _looks_like(record.value, self.system):
                    self.report.stopped = result.problems
                    break
                continue
            translate(said, record, self.system, self.names, self.report.missing)
            whose = whose_of(said, record, self.system, self.names)
            alike = whose._replace(where="")
            if alike in known:
                continue
            try:
                find_whose(connection, whose)
                known.add(alike)
            except RefusedError:
                if whose.key:
                    self.report.missing.add("applications", whose.key)
        return self.report

    def _some(
        self, records: Iterator[Record], *, most: int | None = MOST_AT_ONCE
    ) -> Iterator[Record]:
        """Give the next records; where the file cannot be read on, that is noted."""
        try:
            yield from islice(records, most)
        except InvalidFileError as error:
            self.report.stopped = error.problems

    def _record(self, act: Act, record: Record, intake: FeedbackIntake) -> Result:
        said, result = self._read(record)
        if said is None:
            return result
        done = translate(said, record, self.system, self.names, self.report.missing)
        if done.card is None:
            return result._replace(state="rejected", problems=done.problems)
        try:
            told = intake.record(act, done.card)
        except RefusedError as error:
            return result._replace(state="rejected", problems=error.problems)
        older = told.state == "older"
        return result._replace(
            state="skipped" if older else told.state,
            why="older than what stands" if older else "",
            card=told.card,
            application=told.application,
            version=told.version,
            notes=(*done.notes, *told.notes),
        )

    def _read(self, record: Record) -> tuple[Feedback | None, Result]:
        """Read a record; none where it is bad or no feedback, with what came of it."""
        rejected = Result(record.number, "", "rejected")
        if record.problem:
            return None, rejected._replace(problems=(record.problem,))
        fields = Fields(record.value, f"{record.where}, ", zone=self.zone)
        if other := _looks_like(record.value, self.system):
            what = f"this is no feedback of {self.system}: it looks like {other}"
            fix = f"name its tracker: --from {other}"
            return None, rejected._replace(problems=(Problem(what, where=record.where, fix=fix),))
        tracker: Any = import_module(f"hiring.exchange.feedback.{self.system}")
        said: Feedback = tracker.read(fields)
        rejected = rejected._replace(remote_id=said.remote_id)
        if said.remote_id in self.names.skip:
            return None, rejected._replace(state="skipped", why="left out by the map")
        if not said.remote_id:
            fields.wrong("id", "it has no number of its own")
        elif (first := self._seen.setdefault(said.remote_id, record.number)) != record.number:
            fields.wrong("id", f"record {first} has the same")
        if fields.problems:
            return None, rejected._replace(problems=tuple(fields.problems))
        if said.unready:
            return None, rejected._replace(state="skipped", why=said.unready)
        return said, rejected
