"""Scorecards that come back: judged as a whole, then recorded as a new version."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, insert, select, update

from hiring.domain.codes import Kind, code
from hiring.domain.filled_card import (
    AskedCard,
    AskedRow,
    Change,
    FilledCard,
    Judged,
    changes_between,
    described,
)
from hiring.domain.judging import changed_descriptions, judge
from hiring.domain.reference import row_prefix
from hiring.domain.scorecard import OVERALL, Overall, Rating, scale_id
from hiring.domain.stages import AFTER_DEBRIEF, PIPELINE
from hiring.errors import Problem
from hiring.store.ledger import Entry
from hiring.store.queries import rubric_of
from hiring.store.tables import (
    arrivals,
    originals,
    ratings,
    scorecard_versions,
    scorecards,
)
from hiring.workflow.identifying import (
    Signed,
    cards_by_reference,
    mixed_problem,
    read_claim,
    revision_of,
    revision_problem,
)
from hiring.workflow.scorecards import card_keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from hiring.domain.language import Vocabulary
    from hiring.domain.reference import CardKey
    from hiring.domain.snapshot import Rubric
    from hiring.store.ledger import Act

MOST_KEPT = 4 << 20
_ONE_CODE = re.compile(r"(?:.*·\s*)?([CSI]-[0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A returned file as it was read: its name for messages, its bytes, and what it says."""

    name: str
    content: bytes
    kind: str
    filled: FilledCard
    file_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one file: recorded, unchanged or refused, and what to know about it.

    The codes are empty where it could not be told whose card it is. `interviewer` is whom a
    reply goes to: name and e-mail. `closed` says that no interviewer can mend it. `uncertain` is
    what was taken for which competency where the interviewer is to be asked.
    """

    state: str
    card: str = ""
    interview: str = ""
    application: str = ""
    interviewer: tuple[str, str] | None = None
    version: int | None = None
    gaps: int = 0
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    closed: bool = False
    uncertain: tuple[str, ...] = ()


class _Came(NamedTuple):
    """What an earlier file of the same import said of a card."""

    name: str
    content_hash: str
    version: int


@dataclass(slots=True)
class _Case:
    """One file on its way: whose it is, how it was judged, what becomes of it."""

    arrived: Arrived
    card: Row[Any] | None = None
    signed: Signed | None = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    judged: Judged | None = None
    content_hash: str = ""
    state: str = "refused"
    version: int | None = None
    changes: tuple[Change, ...] = ()
    closed: bool = False


@dataclass(slots=True)
class Intake:
    """Takes returned cards in: by which words, how strictly, and with what is known so far.

    `allow_partial` takes cards with gaps; `reopen` takes them after the debrief began.
    """

    vocabulary: Vocabulary
    allow_partial: bool = False
    reopen: bool = False
    _came: dict[int, _Came] = field(default_factory=dict)
    _fresh: dict[int, _Came] = field(default_factory=dict)
    _rubrics: dict[int, Rubric] = field(default_factory=dict)
    _revisions: dict[tuple[int, int], int] = field(default_factory=dict)

    def record(self, act: Act, arrived: Sequence[Arrived]) -> tuple[Outcome, ...]:
        """Judge each file as a whole and record those that hold as new versions.

        The same content again is unchanged. A file that is refused is an answer, with every
        problem named by file and cell; nothing of it is recorded but that it came.
        """
        keys = card_keys_of(act.connection)
        cases = [_Case(one) for one in arrived]
        self._identify(act.connection, cases, keys)
        came = dict(self._came)
        for wave in _waves(cases):
            self._judge(act, wave, came)
            _write(act, wave, self._rubrics)
            for case in wave:
                if case.card is not None and case.state == "recorded" and case.version:
                    name, said = case.arrived.name, case.content_hash
                    came[case.card.id] = _Came(name, said, case.version)
        self._fresh = came
        return tuple(_outcome(case) for case in cases)

    def settle(self) -> None:
        """Remember what was recorded, once its transaction has ended well."""
        self._came = self._fresh

    def _identify(
        self, connection: Connection, cases: Sequence[_Case], keys: Sequence[CardKey]
    ) -> None:
        claims = [read_claim(case.arrived.filled, keys, name=case.arrived.name) for case in cases]
        known = cards_by_reference(
            connection, (claim.signed.reference.card for claim in claims if claim.signed)
        )
        for case, claim in zip(cases, claims, strict=True):
            name, filled = case.arrived.name, case.arrived.filled
            if claim.problem:
                case.problems.append(claim.problem)
                case.closed = claim.foreign
            elif claim.signed is None:
                case.problems.append(mixed_problem(connection, filled, claim, keys, name=name))
            elif (card := known.get(claim.signed.reference.card)) is None:
                case.problems.append(
                    Problem(
                        "its card is not in this workspace any more",
                        where=name,
                        fix="put the interviewer on the interview again and send a new card",
                    )
                )
            else:
                case.card, case.signed = card, claim.signed

    def _judge(self, act: Act, cases: Sequence[_Case], came: Mapping[int, _Came]) -> None:
        """Say of each identified file whether it is recorded, unchanged, blank or refused."""
        identified = [case for case in cases if case.card is not None]
        newest = _newest(act.connection, identified)
        known = _known_files(act.connection, identified)
        for case in identified:
            card = _card_of(case)
            before = newest.get(card.id)
            seen = known.get((card.id, case.arrived.file_hash))
            if before and seen is not None:
                case.state, case.version = "unchanged", before.number
                if seen != before.number:
                    case.notes.append(
                        f"an earlier version ({seen}) of this card; version {before.number} stands"
                    )
                continue
            if case.arrived.filled.blank and not self._is_marked(act.connection, case):
                case.state, case.version = "blank", before.number if before else None
                case.notes += case.arrived.filled.notes
                if before:
                    case.notes.append(f"nothing is filled in; version {before.number} stands")
                continue
            self._judge_content(act, case, before, came.get(card.id))

    def _is_marked(self, connection: Connection, case: _Case) -> bool:
        """Tell whether descriptions were changed on a card that does not say what it was sent with.

        A .csv carries nothing but the card's own sheet.
        """
        outline = case.arrived.filled.outline
        if case.signed is None or (outline and outline.texts):
            return False
        card = _card_of(case)
        asked = _asked(card, self._rubric(connection, card.revision_id), case.signed.key)
        return bool(changed_descriptions(case.arrived.filled, asked))

    def _judge_content(
        self, act: Act, case: _Case, before: Row[Any] | None, other: _Came | None
    ) -> None:
        card, signed, name = _card_of(case), case.signed, case.arrived.name
        if signed is None:
            raise AssertionError("an identified card has a reference")
        number = signed.reference.revision
        if self._revision(act.connection, card.job_id, number) != card.revision_id:
            case.problems.append(revision_problem(card, number, name=name))
            case.closed = True
            return
        rubric = self._rubric(act.connection, card.revision_id)
        judged = judge(
            case.arrived.filled, _asked(card, rubric, signed.key), self.vocabulary, name=name
        )
        case.judged, case.content_hash = judged, _content_hash(judged, case.arrived.filled)
        case.notes += judged.notes
        whole = not judged.faults and (self.allow_partial or not judged.gaps)
        if whole and (known := _known_content(act.connection, case, other)):
            case.state, case.version = "unchanged", before.number if before else known
            if known != case.version:
                case.notes.append(
                    f"the same answers as version {known}, an earlier one; version {case.version} "
                    "stands"
                )
            return
        case.problems += _strange_codes(card, case.arrived.filled, name)
        case.problems += self._state_problems(card, name)
        case.closed = bool(case.problems)
        case.problems += judged.faults if self.allow_partial else judged.problems
        if not case.problems and other:
            case.problems.append(_contradiction(card, other, name))
        if not case.problems and before and judged.gaps:
            case.problems += _emptied(act.connection, case, before, rubric)
        if not case.problems:
            self._accept(act, case, before, rubric)

    def _accept(self, act: Act, case: _Case, before: Row[Any] | None, rubric: Rubric) -> None:
        card, judged = _card_of(case), _judged_of(case)
        case.state, case.version = "recorded", (before.number if before else 0) + 1
        if judged.gaps:
            places = "1 place is" if len(judged.gaps) == 1 else f"{len(judged.gaps)} places are"
            case.notes.append(f"taken incomplete: {places} not filled in yet")
        if card.starts_at and card.starts_at > act.now:
            case.notes.append(f"{code(Kind.INTERVIEW, card.interview_id)} is still to come")
        if len(case.arrived.content) > MOST_KEPT:
            case.notes.append(
                f"the file itself is not kept: it is larger than {MOST_KEPT >> 20} MiB"
            )
        if before:
            names = {one.id: one.name for one in rubric.competencies}
            case.changes = _changes(act.connection, before, judged, case.arrived.filled, names)
            case.notes.append(f"replaces version {before.number}, which is kept")
        if judged.uncertain:
            shown = code(Kind.SCORECARD, card.id)
            case.notes.append(f"hiring scorecard show {shown} shows all of its evidence")

    def _state_problems(self, card: Row[Any], name: str) -> Iterator[Problem]:
        shown = code(Kind.APPLICATION, card.application_id)
        if card.status == "cancelled":
            yield Problem(
                f"its interview {code(Kind.INTERVIEW, card.interview_id)} was cancelled",
                where=name,
                fix="plan the interview again if it took place",
            )
        if self.reopen:
            return
        closed = f"{card.job_code} is closed" if card.job_status == "closed" else None
        if card.stage in AFTER_DEBRIEF:
            closed = f"{shown} is {'in ' if card.stage in PIPELINE else ''}{card.stage}"
        if closed:
            yield Problem(
                f"{closed}: from the debrief on, scorecards are closed",
                where=name,
                fix="if it is to count all the same, import it with --reopen",
            )

    def _revision(self, connection: Connection, job: int, number: int) -> int | None:
        """Find a job's revision by its number, once; one that is not there yet may come."""
        known = self._revisions.get((job, number))
        if known is None and (known := revision_of(connection, job, number)) is not None:
            self._revisions[job, number] = known
        return known

    def _rubric(self, connection: Connection, revision: int) -> Rubric:
        """Read a revision's rubric once; a revision never changes."""
        if revision not in self._rubrics:
            self._rubrics[revision] = rubric_of(connection, revision)
        return self._rubrics[revision]


def _strange_codes(card: Row[Any], filled: FilledCard, name: str) -> Iterator[Problem]:
    """Find the code of another person, card or interview above the table."""
    candidate = code(Kind.CANDIDATE, card.candidate_id)
    shown = code(Kind.SCORECARD, card.id)
    ours = {candidate, shown, code(Kind.INTERVIEW, card.interview_id)}
    for place, text in filled.head:
        for line in text.splitlines():
            found = _ONE_CODE.fullmatch(line.strip())
            if found and found[1] not in ours:
                yield Problem(
                    f"it shows {found[1]}, and is the card {shown} of {candidate}",
                    where=f"{name}, {place}",
                    fix=f"if these answers are of {candidate}, write its own codes back; if not, "
                    "write them into the card that was sent for whom they are of",
                )


def _contradiction(card: Row[Any], other: _Came, name: str) -> Problem:
    shown = code(Kind.SCORECARD, card.id)
    return Problem(
        f"it says something else than another file of {shown} in this import, "
        f"{other.name}, which is version {other.version}",
        where=name,
        fix="see which of the two counts; if it is this one, import it alone",
    )


def _emptied(
    connection: Connection, case: _Case, before: Row[Any], rubric: Rubric
) -> Iterator[Problem]:
    """Find what the version that stands says, and an incomplete card leaves empty."""
    names = {one.id: one.name for one in rubric.competencies}
    old = _ratings_of(connection, before)
    empty = {one.competency for one in _judged_of(case).ratings if not one.raw.strip()}
    lost = [names.get(one.competency, "") for one in old if one.raw.strip()]
    lost = [names.get(one, "") for one in empty if names.get(one, "") in lost]
    if before.overall_raw and not str(case.arrived.filled.overall or "").strip():
        lost.append("the overall recommendation")
    for one in sorted(lost):
        yield Problem(
            f"{one} is empty, and version {before.number}, which stands, says it",
            where=case.arrived.name,
            fix="complete the newer card, and import it then",
        )


def _card_of(case: _Case) -> Row[Any]:
    if case.card is None:
        raise AssertionError("only identified cards are judged")
    return case.card


def _judged_of(case: _Case) -> Judged:
    if case.judged is None:
        raise AssertionError("only judged cards are recorded")
    return case.judged


def _waves(cases: Sequence[_Case]) -> Iterator[list[_Case]]:
    """Split files so that no card is twice in one part: its second file follows on its first."""
    wave: list[_Case] = []
    there: set[int] = set()
    for case in cases:
        if case.card is not None:
            if case.card.id in there:
                yield wave
                wave, there = [], set()
            there.add(case.card.id)
        wave.append(case)
    yield wave


def _asked(card: Row[Any], rubric: Rubric, key: CardKey) -> AskedCard:
    prefix = row_prefix(bytes(card.reference), key)
    return AskedCard(
        rows=tuple(
            AskedRow(one.id, one.name, f"{prefix}.{one.id}", described(one.anchors))
            for one in map(rubric.competency, rubric.step(card.step).competencies)
        ),
        overall_key=f"{prefix}.{OVERALL}",
        scale_max=rubric.scale_max,
    )


# Built once: putting a statement together takes longer than what it asks for.
_NEWEST = (
    select(scorecard_versions)
    .join(scorecards, scorecards.c.id == scorecard_versions.c.scorecard_id)
    .where(
        scorecard_versions.c.scorecard_id.in_(bindparam("cards", expanding=True)),
        scorecard_versions.c.number == scorecards.c.version,
    )
)
_KNOWN_FILES = (
    select(
        scorecard_versions.c.scorecard_id,
        scorecard_versions.c.file_hash,
        func.max(scorecard_versions.c.number),
    )
    .where(
        scorecard_versions.c.scorecard_id.in_(bindparam("cards", expanding=True)),
        scorecard_versions.c.file_hash.in_(bindparam("files", expanding=True)),
    )
    .group_by(scorecard_versions.c.scorecard_id, scorecard_versions.c.file_hash)
)


_KNOWN_CONTENT = select(func.max(scorecard_versions.c.number)).where(
    scorecard_versions.c.scorecard_id == bindparam("card"),
    scorecard_versions.c.content_hash == bindparam("content"),
)


def _known_content(connection: Connection, case: _Case, other: _Came | None) -> int | None:
    """Give the newest version of the card that says the same, whichever file it came in."""
    if other and other.content_hash == case.content_hash:
        return other.version
    asked = {"card": _card_of(case).id, "content": case.content_hash}
    found: int | None = connection.execute(_KNOWN_CONTENT, asked).scalar()
    return found


def _newest(connection: Connection, cases: Iterable[_Case]) -> Mapping[int, Row[Any]]:
    """Give the version that stands of each card that has one."""
    found = connection.execute(_NEWEST, {"cards": [_card_of(case).id for case in cases]})
    return {row.scorecard_id: row for row in found}


def _known_files(connection: Connection, cases: Iterable[_Case]) -> Mapping[tuple[int, str], int]:
    """Tell which version each card's file was, where it came before."""
    files = [(_card_of(case).id, case.arrived.file_hash) for case in cases]
    found = connection.execute(
        _KNOWN_FILES,
        {"cards": [card for card, _ in files], "files": [file for _, file in files]},
    )
    return {(row[0], row[1]): row[2] for row in found}


def _changes(
    connection: Connection,
    before: Row[Any],
    judged: Judged,
    filled: FilledCard,
    names: Mapping[str, str],
) -> tuple[Change, ...]:
    """Say what the newer version says otherwise than the one that stood."""
    changes = list(changes_between(_ratings_of(connection, before), judged.ratings, names))
    whole = "overall recommendation"
    if before.overall != judged.overall.value:
        was, now = (
            Overall(one).value.replace("_", " ") for one in (before.overall, judged.overall)
        )
        changes.append(Change(whole, "recommendation", was, now))
    if before.overall_note != filled.overall_note:
        changes.append(Change(whole, "note", before.overall_note, filled.overall_note))
    return tuple(changes)


def _ratings_of(connection: Connection, version: Row[Any]) -> tuple[Rating, ...]:
    return tuple(
        Rating(competency=row.competency, level=row.level, raw=row.raw_value, evidence=row.evidence)
        for row in connection.execute(select(ratings).where(ratings.c.version_id == version.id))
    )


def _write(act: Act, cases: Sequence[_Case], rubrics: Mapping[int, Rubric]) -> None:
    """Write what was accepted, and that each identified file came that says something new."""
    accepted = [case for case in cases if case.state == "recorded"]
    if accepted:
        _write_versions(act, accepted, rubrics)
        _keep_originals(act, accepted)
        _log(act, accepted)
    came = [
        {
            "scorecard_id": case.card.id,
            "at": act.now,
            "file_hash": case.arrived.file_hash,
            "state": case.state,
            "gaps": len(case.judged.gaps) if case.judged else 0,
            "faults": sum(
                p not in (case.judged.gaps if case.judged else ()) for p in case.problems
            ),
        }
        for case in cases
        if case.card is not None and case.state in {"recorded", "refused"}
    ]
    if came:
        act.connection.execute(insert(arrivals), came)


_NEW_VERSIONS = insert(scorecard_versions).returning(
    scorecard_versions.c.id, sort_by_parameter_order=True
)
_VERSION_STANDS = (
    update(scorecards)
    .where(scorecards.c.id == bindparam("card"))
    .values(
        recorded_at=func.coalesce(scorecards.c.recorded_at, bindparam("now")),
        version=bindparam("number"),
    )
)


def _write_versions(act: Act, cases: Sequence[_Case], rubrics: Mapping[int, Rubric]) -> None:
    written = act.connection.execute(
        _NEW_VERSIONS,
        [
            {
                "scorecard_id": _card_of(case).id,
                "number": case.version,
                "revision_id": _card_of(case).revision_id,
                "overall": _judged_of(case).overall.value,
                "overall_raw": "" if (raw := case.arrived.filled.overall) is None else str(raw),
                "overall_note": case.arrived.filled.overall_note,
                "content_hash": case.content_hash,
                "file_hash": case.arrived.file_hash,
                "recorded_at": act.now,
            }
            for case in cases
        ],
    ).scalars()
    act.connection.execute(
        insert(ratings),
        [
            {
                "version_id": version,
                "competency": rating.competency,
                "level": rating.level,
                "raw_value": rating.raw,
                "scale": scale_id(rubrics[_card_of(case).revision_id].scale_max),
                "evidence": rating.evidence,
            }
            for version, case in zip(written, cases, strict=True)
            for rating in _judged_of(case).ratings
        ],
    )
    act.connection.execute(
        _VERSION_STANDS,
        [{"card": _card_of(case).id, "number": case.version, "now": act.now} for case in cases],
    )


def _keep_originals(act: Act, cases: Sequence[_Case]) -> None:
    """Keep the very files that ratings came from, each once."""
    files = {
        case.arrived.file_hash: case.arrived
        for case in cases
        if len(case.arrived.content) <= MOST_KEPT
    }
    kept = act.connection.execute(
        select(originals.c.file_hash).where(originals.c.file_hash.in_(tuple(files)))
    ).scalars()
    for known in kept.all():
        del files[known]
    if files:
        act.connection.execute(
            insert(originals),
            [
                {
                    "file_hash": file_hash,
                    "size": len(arrived.content),
                    "kind": arrived.kind,
                    "content": arrived.content,
                    "kept_at": act.now,
                }
                for file_hash, arrived in files.items()
            ],
        )


def _log(act: Act, cases: Sequence[_Case]) -> None:
    entries = []
    for case in cases:
        card, number = _card_of(case), case.version or 1
        about = (code(Kind.SCORECARD, card.id), card.application_id, card.job_id)
        if card.stage in AFTER_DEBRIEF or card.job_status == "closed":
            stands = card.stage if card.stage in AFTER_DEBRIEF else "closed job"
            entries.append(Entry("scorecard taken late", *about, from_code=stands))
        entries.append(
            Entry(
                "scorecard corrected" if number > 1 else "scorecard recorded",
                *about,
                from_code=f"version {number - 1}" if number > 1 else None,
                to_code=f"version {number}",
            )
        )
    act.record_all(entries)


def _outcome(case: _Case) -> Outcome:
    if case.card is None:
        return Outcome(
            state="refused",
            problems=tuple(case.problems),
            notes=tuple(case.notes),
            closed=case.closed,
        )
    card = case.card
    return Outcome(
        state=case.state,
        card=code(Kind.SCORECARD, card.id),
        interview=code(Kind.INTERVIEW, card.interview_id),
        application=code(Kind.APPLICATION, card.application_id),
        interviewer=(card.interviewer, card.interviewer_email),
        version=case.version,
        gaps=len(case.judged.gaps) if case.judged else 0,
        notes=tuple(case.notes),
        problems=tuple(case.problems),
        changes=case.changes,
        closed=case.closed,
        uncertain=case.judged.uncertain if case.judged and case.state == "recorded" else (),
    )


def _content_hash(judged: Judged, filled: FilledCard) -> str:
    # A row that is not filled in yet is not the same as one that was not assessed.
    said = [
        sorted(
            (r.competency, r.level or (0 if r.raw.strip() else -1), r.evidence)
            for r in judged.ratings
        )
    ]
    text = json.dumps([said, judged.overall.value, filled.overall_note], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
