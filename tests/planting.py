"""Plant a word of its own in every column of text or bytes that is a person's, and look for them.

The words share no beginning, so that no index keeps one of them in part only.
"""

from __future__ import annotations

import zipfile
from base64 import b64encode
from contextlib import contextmanager
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, text, update

from hiring.domain.codes import Kind, number_in
from hiring.store.indexing import Indexed, index_people, person_of, unindex_people
from hiring.store.personal import BELONGS, PERSONAL, Erasing, Whose
from hiring.store.tables import (
    candidates,
    distinct_people,
    merges,
    metadata,
    originals,
    remote_ids,
    scorecard_versions,
)
from hiring.workflow.candidates import edit_candidate
from hiring.workflow.merging import merge_candidates
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_candidate,
    a_decision,
    a_hypothesis,
    a_recorded_card,
    an_application,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from hiring.store.ledger import Act

SEEN = 11  # letters at the end of a word that are looked for: an index may keep its beginning apart
#            and fewer would stand by chance in ten thousand random row ids, written as base 64
_LETTERS = "bcdfghjklmnpqrstvwxz"
_DAY = "2026-03-02"
# What the log tells of rows that are put in by hand here.
_TOLD = {"resolutions": "debrief resolved", "deviations": "step skipped"}


class Planted:
    """A person with everything there can be, each column with a word of its own."""

    def __init__(self, act: Act) -> None:
        """Write the person down through the product, then fill what it would leave empty."""
        self._random = Random(35)  # noqa: S311 - made up, the same for everybody
        self.words: dict[str, str] = {}
        self.act = act
        self.application = an_application(act, name=self("typed name", "candidates.name"))
        self.person = "C-1" if self.application == "A-1" else self._whose(self.application)
        a_hypothesis(act, self.application, "coding", evidence="A talk")
        said = dict.fromkeys(ALL, (3, "Said it and drew it."))
        a_recorded_card(act, self.application, said)
        a_decision(act, self.application, "reject", because=self("why"), by=self("decider"))
        self.other = a_candidate(act, self("name of another"), email=f"{self('other')}@example.org")
        merge_candidates(act, self.person, self.other, choices={}, because=self("merged because"))
        self._corrections()
        self.numbers = [number_in(each, Kind.CANDIDATE) or 0 for each in (self.person, self.other)]
        self._rows()
        with unguarded_cards(act.connection):
            self._columns()

    def _whose(self, application: str) -> str:
        from hiring.workflow.applications import show_application

        return show_application(self.act.connection, application).candidate

    def __call__(self, *names: str) -> str:
        """Make a new word."""
        word = "".join(self._random.choice(_LETTERS) for _ in range(16))
        self.words[names[0]] = word
        return word

    def _corrections(self) -> None:
        for field in ("name", "phone", "company", "headline", "location", "links", "tags", "note"):
            for time in ("old", "new"):
                edit_candidate(self.act, self.person, {field: self(f"{field}, {time}")})
        edit_candidate(self.act, self.person, {"email": f"{self('address')}@example.org"})
        edit_candidate(self.act, self.person, {"email": f"{self('new address')}@example.org"})
        self.email = f"{self.words['new address']}@example.org"

    def _rows(self) -> None:
        """See to a row in every table that knows a person."""
        connection = self.act.connection
        values: dict[str, dict[str, Any]] = {
            "attachments": {"file_hash": "0" * 64, "size": 1, "kept_at": NOW},
            "notices": {"given_on": _DAY},
            "consents": {"given_on": _DAY, "expires_on": _DAY},
            "legal_holds": {"set_at": NOW, "released_at": NOW},
            "privacy_requests": {"kind": "access", "received_on": _DAY, "due_on": _DAY},
            "accommodations": {"kind": "adjustment", "asked_on": _DAY},
            "deviations": {"step": "panel", "kind": "skipped"},
            "resolutions": {"competency": "coding", "line": "bar", "outcome": "met"},
            "mail_drafts": {"kind": "card", "number": 1},
        }
        for name, said in values.items():
            table = metadata.tables[name]
            above = BELONGS[name][1]
            number = self._first(above)
            row: dict[str, Any] = {BELONGS[name][0]: number, **said}
            if "at" in table.c:
                row["at"] = NOW
            if "actor_id" in table.c:
                row["actor_id"] = self.act.actor_id
            for column in PERSONAL[name]:
                row.setdefault(column, None if table.c[column].nullable else "")
            connection.execute(insert(table).values(**row))
            if what := {"resolutions": "debrief resolved", "deviations": "step skipped"}.get(name):
                self.act.record(what, f"A-{number}", application=number, said={"why": "So."})
        stranger = number_in(a_candidate(self.act, "Cy Stranger"), Kind.CANDIDATE) or 0
        low, high = sorted((self.numbers[0], stranger))
        connection.execute(insert(distinct_people).values(low_id=low, high_id=high))
        for kind, name in (("C", "candidates"), ("A", "applications"), ("S", "scorecards")):
            number = self._first(name)
            connection.execute(
                insert(remote_ids).values(
                    system="frappe", kind=kind, remote_id=self(f"{kind} there"), number=number
                )
            )

    def _first(self, name: str) -> int:
        """Give the first of their rows in a table."""
        table = metadata.tables[name]
        asked = select(table.c.id).where(self.theirs(name)).order_by(table.c.id)
        return int(self.act.connection.scalars(asked.limit(1)).one())

    def theirs(self, name: str) -> Any:
        """Write down which rows of a table are theirs."""
        if name == "candidates":
            return candidates.c.id.in_(self.numbers)
        column, above = BELONGS[name]
        table = metadata.tables[name]
        if above == "candidates":
            return table.c[column].in_(self.numbers)
        over = metadata.tables[above]
        return table.c[column].in_(select(over.c.id).where(self.theirs(above)))

    def _columns(self) -> None:
        """Plant a word in every column that goes and that the product's own acts left without."""
        connection = self.act.connection
        connection.execute(update(merges).values(restore=f'{{"a": "{self("merges.restore")}"}}'))
        row = connection.execute(select(candidates).where(candidates.c.id == self.numbers[0])).one()
        unindex_people(connection, [Indexed(row.id, person_of(row))])
        for name, columns in PERSONAL.items():
            if name not in BELONGS and name != "candidates":
                continue
            for column, (whose, erasing) in columns.items():
                if erasing is Erasing.STAYS or whose is Whose.PROGRAM or "hash" in column:
                    continue
                word = self(f"{name}.{column}")
                said = f'{{"a": "{word}"}}' if column in {"extra", "content"} else word
                where = self.theirs(name)
                if name == "candidates":
                    where = candidates.c.id == self.numbers[0]
                    if column in {"email", "more_emails"}:
                        said = f"{word}@example.org"
                        self.email = said if column == "email" else self.email
                connection.execute(
                    update(metadata.tables[name]).where(where).values(**{column: said})
                )
        row = connection.execute(select(candidates).where(candidates.c.id == self.numbers[0])).one()
        index_people(connection, [Indexed(row.id, person_of(row))])
        hashes = connection.scalars(
            select(scorecard_versions.c.file_hash).where(self.theirs("scorecard_versions"))
        ).all()
        connection.execute(
            update(originals)
            .where(originals.c.file_hash.in_(hashes))
            .values(content=self("originals.content").encode())
        )
        self.hashes = tuple(hashes)

    def found_in(self, content: bytes) -> list[str]:
        """Name the words that stand in some bytes, in whatever case or as base 64."""
        folded = content.lower()
        return [
            name
            for name, word in self.words.items()
            if word[-SEEN:].encode() in folded or any(each in content for each in _coded(word))
        ] + [one for one in self.hashes if one.encode() in content]


@contextmanager
def unguarded_cards(connection: Connection) -> Iterator[None]:
    """Take away for a moment what keeps a hand from recorded cards, as their owner can."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE name IN (:one, :other)"),
            {"one": "ratings_no_update", "other": "scorecard_versions_no_update"},
        ).all()
        for name, _ in found:
            connection.execute(text(f"DROP TRIGGER {name}"))
        yield
        for _, written in found:
            connection.exec_driver_sql(written)
        return
    for act in ("DISABLE", "ENABLE"):
        for table in ("ratings", "scorecard_versions"):
            connection.execute(text(f"ALTER TABLE {table} {act} TRIGGER {table}_no_update"))
        if act == "DISABLE":
            yield


def _coded(word: str) -> Iterator[bytes]:
    for before in range(3):
        yield b64encode(b"x" * before + word.encode())[4:-4]


def bytes_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file below a folder, and every part of those that are zips."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        yield str(path.relative_to(folder)), content
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(BytesIO(content)) as package:
                for entry in package.namelist():
                    yield f"{path.name}/{entry}", package.read(entry)
