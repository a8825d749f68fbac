"""Everything that is kept of a person, as they may have it, without what is of others."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import LargeBinary, or_, select

from hiring.domain.codes import Kind, code
from hiring.domain.redacting import Curtain
from hiring.errors import Problem, RefusedError
from hiring.store.queries import find_candidate, rubric_in
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
    words,
)
from hiring.views.privacy import AttachedFile, Kept, OriginalFile, PersonCopy
from hiring.workflow.merging import and_merged
from hiring.workflow.notice import rules_of
from hiring.workflow.others import COLLEAGUE, REFERRAL, REFERRER, others_of
from hiring.workflow.retention import terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection, Row, Table

    from hiring.config import Settings
    from hiring.store.ledger import Act
    from hiring.workflow.others import Others

KIND = "everything that is kept of one person"
LAYOUT = 1
EXPORTED = "personal data exported"
HOLDS = "This holds personal data: keep it where only those who need it can read it."

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
_OF_OTHERS = re.compile(r"\bC-([1-9][0-9]*)\b")
_UNFIT = re.compile(r"[^\w.()+ -]+|^[. ]+")


class Rows(NamedTuple):
    """The rows that are a person's, table by table."""

    them: tuple[int, ...]
    applications: tuple[int, ...]
    by_table: Mapping[str, tuple[Row[Any], ...]]

    def of(self, table: Table, **where: int) -> list[Row[Any]]:
        """Give rows of a table, those of one row above them."""
        return [
            row
            for row in self.by_table[table.name]
            if all(getattr(row, name) == value for name, value in where.items())
        ]


def gather_copy(
    connection: Connection,
    text: str,
    *,
    settings: Settings,
    kept: Callable[[int], Kept],
    now: datetime,
    program: str,
    local: Callable[[datetime], datetime],
) -> PersonCopy:
    """Gather the copy of everything that is kept of a person, and of whoever was merged with them.

    Raises RefusedError for somebody who was erased.
    """
    person = find_candidate(connection, text)
    shown = code(Kind.CANDIDATE, person.id)
    if person.erased_at is not None:
        raise RefusedError(
            Problem(
                f"everything about {shown} was erased on {local(person.erased_at):%Y-%m-%d}",
                fix="there is nothing to hand over",
            )
        )
    rows = rows_of(connection, person.id)
    curtain, others = _draw_curtain(connection, rows)
    telling = _Telling(connection, rows, curtain, others, local)
    told = {
        "about": _about(telling, settings=settings, kept=kept(person.id), now=now, program=program),
        **telling.everything(),
    }
    told["left_out"] = telling.left_out()
    return PersonCopy(
        code=shown,
        told=told,
        originals=tuple(telling.originals),
        attachments=tuple(telling.attachments),
        curtain=curtain,
    )


def rows_of(connection: Connection, number: int) -> Rows:
    """Read every row that belongs to a person, or to somebody who was merged with them."""
    them = tuple(and_merged(connection, number))
    found: dict[str, tuple[Row[Any], ...]] = {}

    def read(table: Table, column: str, values: Iterable[Any]) -> tuple[int, ...]:
        asked = table.c[column].in_(tuple(values))
        statement = select(table).where(asked).order_by(*table.primary_key)
        found[table.name] = tuple(connection.execute(statement))
        return tuple(row.id for row in found[table.name] if hasattr(row, "id"))

    read(candidates, "id", them)
    for table in (emails, attachments, notices, consents, legal_holds, privacy_requests):
        read(table, "candidate_id", them)
    mine = read(applications, "candidate_id", them)
    for table in (hypotheses, resolutions, assessments, decisions, accommodations, deviations):
        read(table, "application_id", mine)
    cards = read(scorecards, "interview_id", read(interviews, "application_id", mine))
    read(arrivals, "scorecard_id", cards)
    read(mail_drafts, "scorecard_id", cards)
    read(ratings, "version_id", read(scorecard_versions, "scorecard_id", cards))
    hashes = {row.file_hash for row in (*found["scorecard_versions"], *found["arrivals"])}
    read(originals, "file_hash", hashes)
    both = merges.c.kept_id.in_(them) & merges.c.merged_id.in_(them)
    found["merges"] = tuple(connection.execute(select(merges).where(both).order_by(merges.c.id)))
    apart = distinct_people.c.low_id.in_(them) | distinct_people.c.high_id.in_(them)
    found["distinct_people"] = tuple(connection.execute(select(distinct_people).where(apart)))
    found["remote_ids"] = tuple(
        row
        for kind, numbers in (("C", them), ("A", mine), ("S", cards))
        for row in connection.execute(
            select(remote_ids)
            .where(remote_ids.c.kind == kind, remote_ids.c.number.in_(numbers))
            .order_by(remote_ids.c.system, remote_ids.c.remote_id)
        )
    )
    found["events"] = _events(connection, them, mine, found)
    return Rows(them, mine, found)


def _events(
    connection: Connection,
    them: Sequence[int],
    mine: Sequence[int],
    found: Mapping[str, tuple[Row[Any], ...]],
) -> tuple[Row[Any], ...]:
    """Read the log's entries on a person and on whatever is theirs, with the words beside them."""
    people = [code(Kind.CANDIDATE, number) for number in them]
    asked = [code(Kind.REQUEST, row.id) for row in found["privacy_requests"]]
    return tuple(
        connection.execute(
            select(events, words.c.text)
            .outerjoin(words, words.c.id == events.c.words_id)
            .where(
                or_(
                    events.c.subject.in_((*people, *asked)),
                    events.c.from_code.in_(people),
                    events.c.to_code.in_(people),
                    events.c.application_id.in_(mine),
                )
            )
            .order_by(events.c.id)
        )
    )


def _draw_curtain(connection: Connection, rows: Rows) -> tuple[Curtain, Others]:
    people = rows.of(candidates)
    own = tuple(dict.fromkeys(row.name for row in people))
    said = "\n".join(
        value
        for found in rows.by_table.values()
        for row in found
        for value in row
        if isinstance(value, str)
    )
    referred = [*people, *rows.of(applications)]
    others = others_of(
        connection,
        them=rows.them,
        numbers=rows.applications,
        actor_ids=_actor_ids(rows),
        referrers=(row.source_detail for row in referred if row.source == REFERRAL),
        said=said + "".join(_unescaped(rows)),
        own=own,
    )
    curtain = Curtain(
        others.parts,
        own=own,
        addresses={row.key for row in rows.of(emails)},
        of_addresses=others.addresses,
    )
    return curtain, others


def _unescaped(rows: Rows) -> Iterator[str]:
    """Give the texts of JSON as they read: in it a letter may be written by its number."""
    for row in rows.of(events):
        yield f"\n{_json(row.text) if row.text else ''}"
    for row in (*rows.of(assessments), *rows.of(merges)):
        yield f"\n{_json(row.content if hasattr(row, 'content') else row.restore)}"
    for row in (*rows.of(candidates), *rows.of(applications)):
        yield f"\n{_json(row.extra)}"


def _actor_ids(rows: Rows) -> Iterator[int]:
    for found in rows.by_table.values():
        yield from (row.actor_id for row in found if hasattr(row, "actor_id"))


def _json(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


def _about(
    telling: _Telling, *, settings: Settings, kept: Kept, now: datetime, program: str
) -> dict[str, Any]:
    first, *also = (code(Kind.CANDIDATE, number) for number in telling.rows.them)
    return {
        "kind": KIND,
        "layout": LAYOUT,
        "personal_data": HOLDS,
        "person": first,
        "also_known_as": also,
        "company": settings.company,
        "contact": settings.privacy_contact,
        "written_at": telling.local(now),
        "program": program,
        "rubrics": list(telling.rubrics()),
        "kept": {
            "until": kept.keep_until,
            "erase_by": kept.erase_by,
            "rules": [dict(rule) for rule in kept.rules],
            "clashes": list(kept.clashes),
            "held": kept.held,
        },
    }


@dataclass(slots=True)
class _Telling:
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
            return self.hide(_json(value), where)
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
        shown = _OF_OTHERS.sub(self._of_another, self.curtain.hide(said))
        if shown != said:
            self.hidden[where] = None
        return shown

    def _of_another(self, found: re.Match[str]) -> str:
        return found[0] if int(found[1]) in self.rows.them else "[another candidate]"

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
        said = _json(row.text) if row.text else {}
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


def kept_until(
    connection: Connection, settings: Settings, candidate_id: int, *, today: date
) -> Kept:
    """Say until when somebody is kept by the rules that are active, and which these are."""
    terms = terms_of(connection, settings, candidate_id, today=today)
    them = and_merged(connection, candidate_id)
    held = select(legal_holds.c.id).where(
        legal_holds.c.candidate_id.in_(them), legal_holds.c.released_at.is_(None)
    )
    return Kept(
        keep_until=terms.keep_until,
        erase_by=terms.erase_by,
        rules=rules_of(settings),
        clashes=terms.clashes,
        held=connection.execute(held.limit(1)).first() is not None,
    )


def record_export(act: Act, person: str) -> None:
    """Note in the log that everything about a person was written out."""
    act.record(EXPORTED, person)
