"""A person's rows as plain data, in which others are named by their part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import LargeBinary, select

from hiring.domain.codes import Kind, code
from hiring.domain.recorded import STORED
from hiring.store.queries import rubric_in
from hiring.store.tables import (
    accommodations,
    applications,
    arrivals,
    assessments,
    attachments,
    candidates,
    consents,
    decisions,
    deviations,
    distinct_people,
    emails,
    events,
    hypotheses,
    interviews,
    job_revisions,
    jobs,
    legal_holds,
    mail_drafts,
    merges,
    notices,
    originals,
    privacy_requests,
    ratings,
    remote_ids,
    resolutions,
    scorecard_versions,
    scorecards,
)
from hiring.views.privacy import AttachedFile, OriginalFile
from hiring.workflow.access_rows import from_json
from hiring.workflow.others import COLLEAGUE, REFERRAL, REFERRER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Row, Table

    from hiring.domain.redacting import Curtain
    from hiring.workflow.access_rows import Rows
    from hiring.workflow.others import Others

# What can be of nobody else stays as it is. In the rest a recruiter may have named others.
_THEIR_OWN = frozenset({"name", "email", "more_emails", "phone", "links"})
# Random numbers of the program, numbers of rows, and what stands elsewhere in the copy.
_LEFT = frozenset(
    {"row_id", "reference", "candidate_id", "application_id", "interview_id", "scorecard_id"}
    | {"version_id", "job_id", "revision_id", "assessment_id", "merged_into", "words_id"}
)
_NAMED = frozenset({"decided_by", "settled_by", "submitted_by"})
_WRITTEN_AS_JSON = frozenset({"extra", "content", "restore", "missing_cards"})
_CODED = {
    "candidates": Kind.CANDIDATE,
    "applications": Kind.APPLICATION,
    "interviews": Kind.INTERVIEW,
    "scorecards": Kind.SCORECARD,
    "privacy_requests": Kind.REQUEST,
}
_NAMES_OF_WORDS = frozenset({"by", "who", "people"})
_UNFIT = re.compile(r"[^\w.()+ -]+|^[. ]+")


@dataclass(slots=True)
class Telling:
    """Turns a person's rows into plain data, with the parts of others in the place of names."""

    connection: Connection
    rows: Rows
    curtain: Curtain
    others: Others
    local: Callable[[datetime], datetime]
    originals: list[OriginalFile] = field(default_factory=list)
    attachments: list[AttachedFile] = field(default_factory=list)
    hidden: dict[str, None] = field(default_factory=dict)
    _revisions: dict[int, Row[Any]] = field(default_factory=dict)

    def everything(self) -> dict[str, Any]:
        """Tell everything, in an order that stays."""
        first, *more = self.rows.of(candidates)
        if first.id != self.rows.them[0]:
            everybody = {row.id: row for row in (first, *more)}
            first, *more = (everybody[number] for number in self.rows.them)
        return {
            "profile": self.tell(candidates, first),
            "entries_merged_into_it": [self.tell(candidates, row) for row in more],
            "addresses": [row.key for row in self.rows.of(emails)],
            "in_other_systems": [self.remote(row) for row in self.rows.of(remote_ids)],
            "merges": [self.tell(merges, row) for row in self.rows.of(merges)],
            "said_not_to_be_another_person": len(self.rows.of(distinct_people)),
            "applications": [self.application(row) for row in self.rows.of(applications)],
            "attachments": [self.attachment(row) for row in self.rows.of(attachments)],
            "scorecard_files": list(self.files()),
            **{
                table.name: [self.tell(table, row) for row in self.rows.of(table)]
                for table in (privacy_requests, notices, consents, legal_holds)
            },
            "log": [self.entry(row) for row in self.rows.of(events)],
        }

    def tell(self, table: Table, row: Row[Any]) -> dict[str, Any]:
        """Tell a row, column by column."""
        told: dict[str, Any] = {}
        kind = _CODED.get(table.name)
        if kind is not None:
            told["code"] = code(kind, row.id)
        where = told.get("code") or f"{table.name} {getattr(row, 'id', '')}".strip()
        for column in table.columns:
            name, value = column.name, getattr(row, column.name)
            if name in _LEFT or name == "id" or isinstance(column.type, LargeBinary):
                continue
            if name in {"kept_id", "merged_id"}:
                told[name.removesuffix("_id")] = code(Kind.CANDIDATE, value)
            elif name == "actor_id":
                told["recorded_by"] = self.others.actors.get(value, COLLEAGUE)
            elif name == "interviewer_id":
                told["interviewer"] = self.others.interviewers.get(value, COLLEAGUE)
            elif name == "source_detail" and row.source == REFERRAL and value:
                told[name] = f"[{REFERRER}]"
                self.hidden[f"{where}: {name}"] = None
            else:
                told[name] = self.value(table, name, value, where=f"{where}: {name}")
        return told

    def value(self, table: Table, name: str, value: Any, *, where: str) -> Any:
        """Tell one value; a text without the names of others."""
        if hasattr(value, "tzinfo"):
            return self.local(value)
        if not isinstance(value, str):
            return value
        if name in _NAMED:
            return self.curtain.part_of(value, otherwise=COLLEAGUE)
        if table is candidates and name in _THEIR_OWN:
            return value
        if name in _WRITTEN_AS_JSON:
            return self.hide(from_json(value), where)
        return self.hide(value, where)

    def hide(self, said: Any, where: str) -> Any:
        """Take the names of others out of texts, however deep they lie, and note where."""
        if isinstance(said, dict):
            return {
                self.hide(key, where): (
                    self.curtain.part_of(value, otherwise=COLLEAGUE)
                    if key in _NAMES_OF_WORDS and isinstance(value, str)
                    else self.hide(value, where)
                )
                for key, value in said.items()
            }
        if isinstance(said, list):
            return [self.hide(one, where) for one in said]
        if not isinstance(said, str):
            return said
        shown = self.curtain.hide(said)
        if shown != said:
            self.hidden[where] = None
        return shown

    def remote(self, row: Row[Any]) -> dict[str, Any]:
        """Tell what another system calls a record of theirs."""
        return {
            "system": row.system,
            "record": code(Kind(row.kind), row.number),
            "its_id_there": row.remote_id,
        }

    def application(self, row: Row[Any]) -> dict[str, Any]:
        """Tell an application with everything that happened in it."""
        job = self.connection.execute(select(jobs).where(jobs.c.id == row.job_id)).one()
        told = self.tell(applications, row)
        told["job"] = {"code": job.code, "title": job.title, "team": job.team}
        told["rubric"] = self.rubric(row.revision_id)
        for table in (hypotheses, resolutions, assessments, decisions):
            told[table.name] = [
                self.tell(table, one) for one in self.rows.of(table, application_id=row.id)
            ]
        told["interviews"] = [
            self.interview(one) for one in self.rows.of(interviews, application_id=row.id)
        ]
        for table in (accommodations, deviations):
            told[table.name] = [
                self.tell(table, one) for one in self.rows.of(table, application_id=row.id)
            ]
        return told

    def interview(self, row: Row[Any]) -> dict[str, Any]:
        """Tell an interview with its cards."""
        told = self.tell(interviews, row)
        told["scorecards"] = [
            self.card(one) for one in self.rows.of(scorecards, interview_id=row.id)
        ]
        return told

    def card(self, row: Row[Any]) -> dict[str, Any]:
        """Tell a card with every version of its answers."""
        told = self.tell(scorecards, row)
        told["versions"] = [
            {
                **self.tell(scorecard_versions, version),
                "rubric": self.revision(version.revision_id).rubric_version,
                "ratings": [
                    self.tell(ratings, one) for one in self.rows.of(ratings, version_id=version.id)
                ],
            }
            for version in self.rows.of(scorecard_versions, scorecard_id=row.id)
        ]
        for table in (arrivals, mail_drafts):
            told[table.name] = [
                self.tell(table, one) for one in self.rows.of(table, scorecard_id=row.id)
            ]
        return told

    def revision(self, number: int) -> Row[Any]:
        """Give a revision of a job."""
        if number not in self._revisions:
            self._revisions[number] = self.connection.execute(
                select(job_revisions).where(job_revisions.c.id == number)
            ).one()
        return self._revisions[number]

    def rubric(self, number: int) -> dict[str, Any]:
        """Tell by what somebody was assessed: the competencies and what each level means."""
        row = self.revision(number)
        rubric = rubric_in(row.snapshot)
        return {
            "role": rubric.role,
            "title": rubric.title,
            "version": rubric.version,
            "revision": row.number,
            "digest": row.digest,
            "levels": rubric.scale_max,
            "strong_line": rubric.strong_line,
            "competencies": [
                {
                    "id": one.id,
                    "name": one.name,
                    "definition": one.definition,
                    "bar": rubric.bar_of(one.id),
                    "levels": list(one.anchors),
                }
                for one in (rubric.competency(name) for name in rubric.rated)
            ],
        }

    def rubrics(self) -> Iterator[str]:
        """Name the versions of the rubrics by which somebody was assessed."""
        numbers = [row.revision_id for row in self.rows.of(applications)]
        numbers += [row.revision_id for row in self.rows.of(scorecard_versions)]
        for number in sorted(set(numbers)):
            row = self.revision(number)
            yield f"{rubric_in(row.snapshot).role} {row.rubric_version}, revision {row.number}"

    def attachment(self, row: Row[Any]) -> dict[str, Any]:
        """Tell a file that they sent, which is copied."""
        taken = {one.name for one in self.attachments}
        name = _free_name(row.name, f"{row.file_hash[:12]}", taken)
        self.attachments.append(AttachedFile(name, row.file_hash))
        return {**self.tell(attachments, row), "name": row.name, "file": f"attachments/{name}"}

    def files(self) -> Iterator[dict[str, Any]]:
        """Tell the files that cards came back in, which are copied without the names of others."""
        kept = {row.file_hash: row for row in self.rows.of(originals)}
        cards: dict[str, dict[str, None]] = {}
        for row in (*self.rows.of(scorecard_versions), *self.rows.of(arrivals)):
            if row.file_hash in kept:
                shown = code(Kind.SCORECARD, row.scorecard_id)
                cards.setdefault(row.file_hash, {})[shown] = None
        for place, (file_hash, of) in enumerate(cards.items(), start=1):
            row = kept[file_hash]
            name = f"{next(iter(of))}-{place}.{row.kind}"
            self.originals.append(OriginalFile(name, row.kind, row.content))
            yield {
                "file": f"scorecards/{name}",
                "of": list(of),
                "kept_at": self.local(row.kept_at),
                "size": row.size,
                "digest_of_the_file_that_is_kept": file_hash,
            }

    def entry(self, row: Row[Any]) -> dict[str, Any]:
        """Tell an entry of the log with the words beside it."""
        where = f"log entry {row.id}"
        said = from_json(row.text) if row.text else {}
        if isinstance(said, dict):
            # Others are part of what the digest is of, and could be guessed by it.
            said = {key: value for key, value in said.items() if key != STORED}
        if row.what == "candidate edited" and row.to_code in _THEIR_OWN:
            shown = said
        elif row.to_code == "source_detail" and self._was_referred():
            shown = dict.fromkeys(said, f"[{REFERRER}]")
            self.hidden[where] = None
        else:
            shown = self.hide(said, where)
        return {
            "at": self.local(row.at),
            "by": self.others.actors.get(row.actor_id, COLLEAGUE),
            "what": row.what,
            "of": self.hide(row.subject, where),
            "from": self.hide(row.from_code, where),
            "to": self.hide(row.to_code, where),
            "said": shown,
        }

    def _was_referred(self) -> bool:
        people = (*self.rows.of(candidates), *self.rows.of(applications))
        return any(row.source == REFERRAL for row in people)

    def left_out(self) -> dict[str, Any]:
        """Say what is not in the copy, and where parts stand in the place of other people."""
        return {
            "people": LEFT_OUT,
            "texts_in_which_others_were_replaced": sorted(self.hidden),
            "not_copied": list(NOT_COPIED),
        }


LEFT_OUT = (
    "Personal data of other people are left out, because their rights weigh as much: who"
    " interviewed, decided, referred or typed is named by their part, and so is every other"
    " candidate. In texts a part stands in brackets in the place of a name or an address."
)
NOT_COPIED = (
    "digests by which people who are there twice are found, and the index of the search",
    "random numbers by which the program knows its rows",
)


def _free_name(name: str, otherwise: str, taken: Iterable[str]) -> str:
    """Give a name under which a file can be written anywhere, and which no other has."""
    cleaned = _UNFIT.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .")[:120]
    shown = cleaned or otherwise
    folded = {one.casefold() for one in taken}
    return f"{otherwise}-{shown}" if shown.casefold() in folded else shown
