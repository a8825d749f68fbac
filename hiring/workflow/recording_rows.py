"""The rows of recorded cards: which versions there are, and how a new one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from hiring.domain.codes import Kind, code
from hiring.domain.recorded import STORED
from hiring.domain.scorecard import Rating, scale_id
from hiring.domain.stages import AFTER_DEBRIEF
from hiring.store.ledger import Entry
from hiring.store.recorded import VERSION, digests_of
from hiring.store.tables import (
    arrivals,
    originals,
    ratings,
    scorecard_versions,
    scorecards,
)
from hiring.workflow.correcting import Corrected, explain_all
from hiring.workflow.recording_cases import card_of, judged_of
from hiring.workflow.wording import POINTED_OUT, entries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from hiring.domain.snapshot import Rubric
    from hiring.store.ledger import Act
    from hiring.workflow.correcting import Reason
    from hiring.workflow.recording_cases import Came, Case

MOST_KEPT = 4 << 20

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


def known_content(connection: Connection, case: Case, other: Came | None) -> int | None:
    """Give the newest version of the card that says the same, whichever file it came in."""
    if other and other.content_hash == case.content_hash:
        return other.version
    asked = {"card": card_of(case).id, "content": case.content_hash}
    found: int | None = connection.execute(_KNOWN_CONTENT, asked).scalar()
    return found


def newest_versions(connection: Connection, cases: Iterable[Case]) -> Mapping[int, Row[Any]]:
    """Give the version that stands of each card that has one."""
    found = connection.execute(_NEWEST, {"cards": [card_of(case).id for case in cases]})
    return {row.scorecard_id: row for row in found}


def known_files(connection: Connection, cases: Iterable[Case]) -> Mapping[tuple[int, str], int]:
    """Tell which version each card's file was, where it came before."""
    files = [(card_of(case).id, case.arrived.file_hash) for case in cases]
    if not files:
        return {}
    found = connection.execute(
        _KNOWN_FILES,
        {"cards": [card for card, _ in files], "files": [file for _, file in files]},
    )
    return {(row[0], row[1]): row[2] for row in found}


def ratings_of(connection: Connection, version: Row[Any]) -> tuple[Rating, ...]:
    """Read what a version rates."""
    return tuple(
        Rating(competency=row.competency, level=row.level, raw=row.raw_value, evidence=row.evidence)
        for row in connection.execute(select(ratings).where(ratings.c.version_id == version.id))
    )


def write_cases(
    act: Act,
    cases: Sequence[Case],
    rubrics: Mapping[int, Rubric],
    *,
    because: Reason | None = None,
) -> None:
    """Write what was accepted, and that each identified file came that says something new.

    `because` is why earlier versions are corrected.
    """
    accepted = [case for case in cases if case.state == "recorded"]
    if accepted:
        stored = _write_versions(act, accepted, rubrics)
        _keep_originals(act, accepted)
        _log(act, accepted, stored)
        if because:
            explain_all(act, _corrected(accepted), because)
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
    act.insert_all(arrivals, came)


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


def _write_versions(
    act: Act, cases: Sequence[Case], rubrics: Mapping[int, Rubric]
) -> tuple[str, ...]:
    """Write what cards say, and give the digests of what is stored of each."""
    written = (
        act.connection.execute(
            _NEW_VERSIONS,
            [
                {
                    "scorecard_id": card_of(case).id,
                    "number": case.version,
                    "revision_id": card_of(case).revision_id,
                    "overall": judged_of(case).overall.value,
                    "overall_raw": "" if (raw := case.arrived.filled.overall) is None else str(raw),
                    "overall_note": case.arrived.filled.overall_note,
                    "content_hash": case.content_hash,
                    "file_hash": case.arrived.file_hash,
                    "recorded_at": act.now,
                }
                for case in cases
            ],
        )
        .scalars()
        .all()
    )
    act.insert_all(
        ratings,
        [
            {
                "version_id": version,
                "competency": rating.competency,
                "level": rating.level,
                "raw_value": rating.raw,
                "scale": scale_id(rubrics[card_of(case).revision_id].scale_max),
                "evidence": rating.evidence,
            }
            for version, case in zip(written, cases, strict=True)
            for rating in judged_of(case).ratings
        ],
    )
    stand_versions(act, [(card_of(case).id, case.version or 1) for case in cases])
    stored = digests_of(act.connection, VERSION, written)
    return tuple(stored[version] for version in written)


def stand_versions(act: Act, versions: Sequence[tuple[int, int]]) -> None:
    """Let these versions of these cards stand from now on."""
    act.connection.execute(
        _VERSION_STANDS,
        [{"card": card, "number": number, "now": act.now} for card, number in versions],
    )


_KEPT = select(originals.c.file_hash).where(
    originals.c.file_hash.in_(bindparam("files", expanding=True))
)


def _keep_originals(act: Act, cases: Sequence[Case]) -> None:
    """Keep the very files that ratings came from, each once."""
    files = {
        case.arrived.file_hash: case.arrived
        for case in cases
        if len(case.arrived.content) <= MOST_KEPT
    }
    for known in act.connection.scalars(_KEPT, {"files": list(files)}).all():
        del files[known]
    act.insert_all(
        originals,
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


def _corrected(cases: Sequence[Case]) -> Iterator[Corrected]:
    for case in cases:
        card, number = card_of(case), case.version or 1
        if number > 1:
            yield Corrected(card.id, number, card.application_id, card.job_id)


def _log(act: Act, cases: Sequence[Case], stored: Sequence[str]) -> None:
    entries = []
    for case, digest in zip(cases, stored, strict=True):
        card, number = card_of(case), case.version or 1
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
                said={STORED: digest},
            )
        )
        subject, application, job = about
        entries += entries_of(POINTED_OUT, subject, case.looks, application=application, job=job)
    act.record_all(entries)
