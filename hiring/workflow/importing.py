"""Take in people as another system's file says them: matched, merged and written in batches."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.chain import SALT_BYTES, commitment
from hiring.domain.codes import Kind, code
from hiring.store.bulk import ask, insert_rows
from hiring.workflow.importing_batch import Batch
from hiring.workflow.importing_course import ADDED, FEW, UNCHANGED, UPDATED, Course
from hiring.workflow.importing_standing import EVENTS, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.domain.arriving import Arriving, Rejected
    from hiring.workflow.importing_standing import Changed

BATCH = 1000


class Taken(NamedTuple):
    """What came of an import: rows by what became of them, and what was written."""

    added: int
    updated: int
    unchanged: int
    people: int
    changed: int
    fields: int
    applications: int
    moved: int
    look_known: int


class Intake(Course):
    """Takes people in, batch by batch, within one transaction."""

    def take(self, rows: Sequence[Arriving]) -> list[Rejected]:
        """Take a batch in and give the rows that cannot be, each with its reason."""
        batch = Batch(self, rows)
        rejected = [refused for row in rows if (refused := batch.take(row))]
        batch.write()
        return rejected

    def finish(self) -> Taken:
        """Write what the whole of the file changed in people who were known, and count."""
        self._settle_changes()
        counts, wrote = self.counts, self.wrote
        return Taken(
            added=counts[ADDED],
            updated=counts[UPDATED],
            unchanged=counts[UNCHANGED],
            people=wrote["people"],
            changed=wrote["changed"],
            fields=wrote["fields"],
            applications=wrote["applications"],
            moved=wrote["moved"],
            look_known=self._count_look_known(),
        )

    def _settle_changes(self) -> None:
        connection = self.act.connection
        asked = f"SELECT id, {', '.join(WRITTEN)} FROM candidates WHERE id IN ({{}})"
        events, texts = [], []
        for number, *now in ask(connection, asked, self.changed):
            changed = self.changed[number]
            before = (*changed.was[0], changed.was[1])
            if tuple(now) == before and not self._enriched(changed):
                self.counts[UNCHANGED] += changed.rows
                continue
            self.counts[UPDATED] += changed.rows
            self.wrote["changed"] += tuple(now) != before
            for name, old, new in zip(WRITTEN, before, now, strict=True):
                if old != new:
                    said = {key: text for key, text in (("from", old), ("to", new)) if text}
                    text, salt = (
                        json.dumps(said, ensure_ascii=False),
                        secrets.token_bytes(SALT_BYTES),
                    )
                    words_id = commitment(salt, text)
                    texts.append((words_id, text, salt))
                    subject = code(Kind.CANDIDATE, number)
                    events.append(
                        self.event("candidate edited", subject, to_code=name, words_id=words_id)
                    )
        self.wrote["fields"] = len(events)
        insert_rows(connection, "words", ("id", "text", "salt"), texts)
        insert_rows(connection, "events", EVENTS, events)

    def _enriched(self, changed: Changed) -> bool:
        asked = "SELECT id, extra FROM applications WHERE id IN ({})"
        now = ask(self.act.connection, asked, changed.extras)
        return any(changed.extras[number] != extra for number, extra in now)

    def _count_look_known(self) -> int:
        """Count those added who share a phone number, a profile or a name with somebody else."""
        connection = self.act.connection
        if self.first is None:
            return 0
        if self.wrote["people"] <= FEW:
            asked = "SELECT key, candidate_id FROM match_keys WHERE key IN ({})"
            owners: dict[int, list[int]] = {}
            for key, number in ask(connection, asked, self.added_keys):
                owners.setdefault(key, []).append(number)
            several = (numbers for numbers in owners.values() if len(numbers) > 1)
            return len({each for numbers in several for each in numbers if each >= self.first})
        place = "?" if connection.dialect.name == "sqlite" else "%s"
        found = connection.exec_driver_sql(
            "SELECT count(DISTINCT candidate_id) FROM match_keys AS mine "
            f"WHERE candidate_id >= {place} AND EXISTS (SELECT 1 FROM match_keys AS other "
            "WHERE other.key = mine.key AND other.candidate_id <> mine.candidate_id)",
            (self.first,),
        )
        return int(found.scalar_one())
