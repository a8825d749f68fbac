"""Scorecards that come back: judged as a whole, then recorded as a new version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from hiring.domain.codes import Kind, code
from hiring.domain.reference import CardKey, normal, row_key, verify
from hiring.domain.scorecard import (
    NOT_ASSESSED,
    OVERALL,
    Overall,
    Rating,
    read_level,
    read_overall,
    scale_id,
)
from hiring.domain.stages import TERMINAL
from hiring.errors import InvalidFileError, Problem
from hiring.store.queries import rubric_of
from hiring.store.tables import (
    job_revisions,
    ratings,
    scorecard_versions,
    scorecards,
)
from hiring.workflow.scorecards import card_key, select_cards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

    from hiring.domain.snapshot import Rubric
    from hiring.store.ledger import Act
    from hiring.views.papers import FilledCard, FoundRow


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: recorded, unchanged or refused, and what to know about it."""

    card: str
    interview: str
    application: str
    state: str
    version: int
    notes: tuple[str, ...] = ()


def record_card(
    act: Act,
    filled: FilledCard,
    *,
    name: str,
    file_hash: str,
    allow_partial: bool = False,
) -> Outcome:
    """Judge a filled card as a whole and record it as a new version.

    The same content again is unchanged. Raises InvalidFileError with every problem, each named
    by file and cell; nothing is written then.
    """
    key = card_key(act.connection)
    card, revision = _identify(act.connection, filled, key, name)
    shown = {
        "card": code(Kind.SCORECARD, card.id),
        "interview": code(Kind.INTERVIEW, card.interview_id),
        "application": code(Kind.APPLICATION, card.application_id),
    }
    newest = _newest(act.connection, card.id)
    known = _known(act.connection, card.id, file_hash) if newest else None
    if newest and known == newest.number:
        return Outcome(state="unchanged", version=newest.number, notes=(), **shown)
    if newest and known is not None:
        told = f"an earlier version ({known}) of this card; version {newest.number} stands"
        return Outcome(state="unchanged", version=newest.number, notes=(told,), **shown)
    rubric = rubric_of(act.connection, revision.id)
    rows, problems = _match_rows(filled, card, rubric, key=key, name=name)
    rated, notes = _read_ratings(rows, rubric, name, problems, allow_partial=allow_partial)
    overall = _overall(filled, card, key, name, problems, allow_partial=allow_partial)
    content = _content_hash(rated, overall, filled.overall_note)
    if not problems and newest and newest.content_hash == content:
        return Outcome(state="unchanged", version=newest.number, notes=tuple(notes), **shown)
    problems = [*_state_problems(card, name), *problems]
    if problems:
        raise InvalidFileError(*problems)
    before = newest.number if newest else 0
    version = act.insert(
        scorecard_versions,
        scorecard_id=card.id,
        number=before + 1,
        revision_id=revision.id,
        overall=overall.value,
        overall_raw="" if filled.overall is None else str(filled.overall),
        overall_note=filled.overall_note,
        content_hash=content,
        file_hash=file_hash,
        recorded_at=act.now,
    )
    act.connection.execute(
        insert(ratings),
        [
            {
                "version_id": version,
                "competency": r.competency,
                "level": r.level,
                "raw_value": r.raw,
                "scale": scale_id(rubric.scale_max),
                "evidence": r.evidence,
            }
            for r in rated
        ],
    )
    act.connection.execute(
        update(scorecards)
        .where(scorecards.c.id == card.id)
        .values(recorded_at=func.coalesce(scorecards.c.recorded_at, act.now), version=before + 1)
    )
    act.record(
        "scorecard corrected" if before else "scorecard recorded",
        shown["card"],
        application=card.application_id,
        job=card.job_id,
        from_code=f"version {before}" if before else None,
        to_code=f"version {before + 1}",
    )
    if before:
        notes.append(f"replaces version {before}, which is kept")
    return Outcome(state="recorded", version=before + 1, notes=tuple(notes), **shown)


def _newest(connection: Connection, card: int) -> Row[Any] | None:
    return connection.execute(
        select(scorecard_versions)
        .where(scorecard_versions.c.scorecard_id == card)
        .order_by(scorecard_versions.c.number.desc())
    ).first()


def _known(connection: Connection, card: int, file_hash: str) -> int | None:
    return connection.execute(
        select(func.max(scorecard_versions.c.number)).where(
            scorecard_versions.c.scorecard_id == card,
            scorecard_versions.c.file_hash == file_hash,
        )
    ).scalar()


def _identify(
    connection: Connection, filled: FilledCard, key: CardKey, name: str
) -> tuple[Row[Any], Row[Any]]:
    if not filled.references:
        raise InvalidFileError(
            Problem(
                "no reference was found, so it cannot be told whose card this is",
                where=name,
                fix="fill in the file that was sent, and send that back",
            )
        )
    letters = {normal(text): text for text in filled.references}
    good = {found for text in letters.values() if (found := verify(text, key)) is not None}
    if not good:
        raise InvalidFileError(
            Problem(
                "its reference was not made by this workspace, or was changed",
                where=name,
                fix="import it where it was exported, or ask for a new card",
            )
        )
    if len({reference.card for reference in good}) > 1 or len(letters) > 1:
        raise InvalidFileError(
            Problem(
                "it carries the references of different cards, so sheets were mixed",
                where=name,
                fix="fill in each card in its own file",
            )
        )
    reference = good.pop()
    card = connection.execute(
        select_cards().where(scorecards.c.reference == reference.card)
    ).first()
    if card is None:
        raise InvalidFileError(
            Problem(
                "its card is not in this workspace any more",
                where=name,
                fix="put the interviewer on the interview again and send a new card",
            )
        )
    revision = connection.execute(
        select(job_revisions).where(
            job_revisions.c.job_id == card.job_id, job_revisions.c.number == reference.revision
        )
    ).first()
    if revision is None or revision.id != card.revision_id:
        raise InvalidFileError(
            Problem(
                f"it is made for revision {reference.revision} of the rubric of "
                f"{card.job_code}, by which {code(Kind.APPLICATION, card.application_id)} is not "
                "assessed",
                where=name,
                fix="export the card again and rate by the anchors in it",
            )
        )
    return card, revision


def _state_problems(card: Row[Any], name: str) -> list[Problem]:
    if card.status == "cancelled":
        return [
            Problem(
                f"its interview {code(Kind.INTERVIEW, card.interview_id)} was cancelled",
                where=name,
                fix="plan the interview again if it took place",
            )
        ]
    if card.stage in TERMINAL:
        shown = code(Kind.APPLICATION, card.application_id)
        return [
            Problem(
                f"{shown} is {card.stage}, so its scorecards are closed",
                where=name,
                fix=f"hiring application reopen {shown} --because TEXT",
            )
        ]
    return []


def _match_rows(
    filled: FilledCard, card: Row[Any], rubric: Rubric, *, key: CardKey, name: str
) -> tuple[list[tuple[str, FoundRow]], list[Problem]]:
    expected = rubric.step(card.step).competencies
    reference = bytes(card.reference)
    by_key = {row_key(reference, competency, key): competency for competency in expected}
    by_name = {_plain(rubric.competency(c).name): c for c in expected}
    problems: list[Problem] = []
    matched: list[tuple[str, FoundRow]] = []
    for row in filled.rows:
        where = f"{name}, {row.rating_cell}"
        named = by_name.get(_plain(row.name))
        keyed = by_key.get(row.key) if row.key else named
        if keyed is None and row.key:
            problems.append(
                Problem(
                    f'the row "{row.name}" is not of this card',
                    where=where,
                    fix="take rows from other cards out",
                )
            )
        elif named is None or named != keyed:
            problems.append(
                Problem(
                    f'the row is named "{row.name}", and its hidden key says '
                    f'"{rubric.competency(keyed).name if keyed else "nothing"}"',
                    where=where,
                    fix="do not sort or rename rows; start again from the card that was sent",
                )
            )
        elif keyed in {competency for competency, _ in matched}:
            problems.append(
                Problem(f'"{row.name}" is there twice', where=where, fix="keep one of the rows")
            )
        else:
            matched.append((named, row))
    there = {by_key.get(row.key or "") for row in filled.rows}
    there |= {competency for competency, _ in matched}
    missing = [competency for competency in expected if competency not in there]
    if missing:
        names = ", ".join(f'"{rubric.competency(c).name}"' for c in missing)
        problems.append(
            Problem(f"the rows {names} are missing", where=name, fix="use the card as it was sent")
        )
    return matched, problems


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _read_ratings(
    rows: Sequence[tuple[str, FoundRow]],
    rubric: Rubric,
    name: str,
    problems: list[Problem],
    *,
    allow_partial: bool,
) -> tuple[list[Rating], list[str]]:
    rated: list[Rating] = []
    notes: list[str] = []
    for competency, row in rows:
        read = read_level(row.rating, scale_max=rubric.scale_max)
        where = f"{name}, {row.rating_cell}"
        if read.wrong:
            problems.append(
                Problem(
                    f"{row.name}: {read.wrong}",
                    where=where,
                    fix=f'choose 1 to {rubric.scale_max} or "{NOT_ASSESSED}" from the list',
                )
            )
            continue
        if read.empty and not allow_partial:
            said = "has evidence but no rating" if row.evidence.strip() else "is not filled in"
            problems.append(
                Problem(
                    f"{row.name} {said}",
                    where=where,
                    fix=f'rate it, or choose "{NOT_ASSESSED}" if it was not probed',
                )
            )
            continue
        rating = Rating(
            competency=competency,
            level=read.level,
            raw="" if row.rating is None else str(row.rating),
            evidence=row.evidence.strip(),
        )
        if read.note:
            notes.append(f"{row.rating_cell}: {read.note}")
        if rating.unsupported:
            notes.append(
                f"{row.evidence_cell}: {row.name} is rated {rating.level} without evidence; it is "
                "kept and does not count"
            )
        rated.append(rating)
    return rated, notes


def _overall(
    filled: FilledCard,
    card: Row[Any],
    key: CardKey,
    name: str,
    problems: list[Problem],
    *,
    allow_partial: bool,
) -> Overall:
    where = f"{name}, {filled.overall_cell}" if filled.overall_cell else name
    choices = ", ".join(Overall)
    wanted = row_key(bytes(card.reference), OVERALL, key)
    if filled.overall_key is not None and filled.overall_key != wanted:
        problems.append(
            Problem(
                "the overall recommendation is of another card",
                where=where,
                fix="take rows from other cards out",
            )
        )
        return Overall.NO_DECISION
    if filled.overall is None or not str(filled.overall).strip():
        if not allow_partial:
            problems.append(
                Problem(
                    "the overall recommendation is missing",
                    where=where,
                    fix=f"choose one of: {choices}",
                )
            )
        return Overall.NO_DECISION
    overall = read_overall(filled.overall)
    if overall is None:
        problems.append(
            Problem(
                f'"{filled.overall}" is no overall recommendation',
                where=where,
                fix=f"choose one of: {choices}",
            )
        )
        return Overall.NO_DECISION
    return overall


def _content_hash(rated: Sequence[Rating], overall: Overall, note: str) -> str:
    content = [sorted((r.competency, r.level or 0, r.evidence) for r in rated)]
    text = json.dumps([content, overall.value, note], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
