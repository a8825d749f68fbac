"""Scorecards that come back: judged as a whole, then recorded as a new version."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hiring.domain.codes import Kind, code
from hiring.domain.filled_card import (
    AskedCard,
    AskedRow,
    Change,
    changes_between,
    described,
)
from hiring.domain.judging import changed_descriptions, judge
from hiring.domain.reference import row_prefix, spent
from hiring.domain.scorecard import OVERALL, Overall
from hiring.errors import Problem
from hiring.store.queries import revision_of
from hiring.workflow.identifying import (
    cards_by_reference,
    mixed_problem,
    read_claim,
    revision_problem,
)
from hiring.workflow.recording_cases import (
    Arrived,
    Came,
    Case,
    Outcome,
    card_of,
    closed_since,
    judged_of,
    outcome_of,
    waves_of,
)
from hiring.workflow.recording_rows import (
    MOST_KEPT,
    known_content,
    known_files,
    newest_versions,
    ratings_of,
    write_cases,
)
from hiring.workflow.scorecards import card_keys_of, erased_problem
from hiring.workflow.wording import look_at_rated, remarks, said_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row

    from hiring.domain.filled_card import FilledCard, Judged
    from hiring.domain.guard import Guard
    from hiring.domain.language import Vocabulary
    from hiring.domain.reference import CardKey
    from hiring.domain.snapshot import Rubric
    from hiring.store.ledger import Act
    from hiring.store.queries import Revision
    from hiring.workflow.correcting import Reason

__all__ = ["MOST_KEPT", "Arrived", "Intake", "Outcome"]

_ONE_CODE = re.compile(r"(?:.*·\s*)?([CSI]-[0-9]+)")


@dataclass(slots=True)
class Intake:
    """Takes returned cards in: by which words, how strictly, and with what is known so far.

    `allow_partial` takes cards with gaps; `reopen` takes them after the debrief began; `guard`
    points out words that have no place on a card, and never stops one; `because` is why cards are
    corrected, kept with each that is.
    """

    vocabulary: Vocabulary
    allow_partial: bool = False
    reopen: bool = False
    because: Reason | None = None
    guard: Guard | None = None
    _came: dict[int, Came] = field(default_factory=dict)
    _fresh: dict[int, Came] = field(default_factory=dict)
    _revisions: dict[int, Revision] = field(default_factory=dict)

    def record(self, act: Act, arrived: Sequence[Arrived]) -> tuple[Outcome, ...]:
        """Judge each file as a whole and record those that hold as new versions.

        The same content again is unchanged. A file that is refused is an answer, with every
        problem named by file and cell; nothing of it is recorded but that it came.
        """
        keys = card_keys_of(act.connection)
        cases = [Case(one) for one in arrived]
        self._identify(act.connection, cases, keys)
        came = dict(self._came)
        for wave in waves_of(cases):
            self._judge(act, wave, came)
            rubrics = {n: one.rubric for n, one in self._revisions.items()}
            write_cases(act, wave, rubrics, because=self.because)
            for case in wave:
                if case.card is not None and case.state == "recorded" and case.version:
                    name, said = case.arrived.name, case.content_hash
                    came[case.card.id] = Came(name, said, case.version)
        self._fresh = came
        return tuple(outcome_of(case) for case in cases)

    def settle(self) -> None:
        """Remember what was recorded, once its transaction has ended well."""
        self._came = self._fresh

    def _identify(
        self, connection: Connection, cases: Sequence[Case], keys: Sequence[CardKey]
    ) -> None:
        claims = [read_claim(case.arrived.filled, keys, name=case.arrived.name) for case in cases]
        named = [claim.signed.reference.card for claim in claims if claim.signed]
        known = cards_by_reference(connection, (*named, *map(spent, named)))
        for case, claim in zip(cases, claims, strict=True):
            name, filled = case.arrived.name, case.arrived.filled
            if claim.problem:
                case.problems.append(claim.problem)
                case.closed = claim.foreign
            elif claim.signed is None:
                case.problems.append(mixed_problem(connection, filled, claim, keys, name=name))
            elif gone := _of_the_erased(known, claim.signed.reference.card):
                case.problems.append(erased_problem(gone, where=name))
                case.closed = True
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

    def _judge(self, act: Act, cases: Sequence[Case], came: Mapping[int, Came]) -> None:
        """Say of each identified file whether it is recorded, unchanged, blank or refused."""
        identified = [case for case in cases if case.card is not None]
        newest = newest_versions(act.connection, identified)
        known = known_files(act.connection, (c for c in identified if card_of(c).id in newest))
        for case in identified:
            card = card_of(case)
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

    def _is_marked(self, connection: Connection, case: Case) -> bool:
        """Tell whether descriptions were changed on a card that does not say what it was sent with.

        A .csv carries nothing but the card's own sheet.
        """
        outline = case.arrived.filled.outline
        if case.signed is None or (outline and outline.texts):
            return False
        card = card_of(case)
        asked = _asked(card, self._revision(connection, card.revision_id).rubric, case.signed.key)
        return bool(changed_descriptions(case.arrived.filled, asked))

    def _judge_content(
        self, act: Act, case: Case, before: Row[Any] | None, other: Came | None
    ) -> None:
        card, signed, name = card_of(case), case.signed, case.arrived.name
        if signed is None:
            raise AssertionError("an identified card has a reference")
        number = signed.reference.revision
        revision = self._revision(act.connection, card.revision_id)
        if number != revision.number:
            case.problems.append(revision_problem(card, number, name=name))
            case.closed = True
            return
        rubric = revision.rubric
        judged = judge(
            case.arrived.filled, _asked(card, rubric, signed.key), self.vocabulary, name=name
        )
        case.judged, case.content_hash = judged, _content_hash(judged, case.arrived.filled)
        case.notes += judged.notes
        whole = not judged.faults and (self.allow_partial or not judged.gaps)
        # A card that has no version yet says the same as none.
        if whole and before and (known := known_content(act.connection, case, other)):
            case.state, case.version = "unchanged", before.number
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

    def _accept(self, act: Act, case: Case, before: Row[Any] | None, rubric: Rubric) -> None:
        card, judged = card_of(case), judged_of(case)
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
        names = {one.id: one.name for one in rubric.competencies}
        if before:
            case.changes = _changes(act.connection, before, judged, case.arrived.filled, names)
            case.notes.append(f"replaces version {before.number}, which is kept")
        self._look_at(act.connection, case, before, names)
        if judged.uncertain:
            shown = code(Kind.SCORECARD, card.id)
            case.notes.append(f"hiring scorecard show {shown} shows all of its evidence")

    def _look_at(
        self,
        connection: Connection,
        case: Case,
        before: Row[Any] | None,
        names: Mapping[str, str],
    ) -> None:
        """Point out words that have no place on a card; what stood there before was told then."""
        if self.guard is None:
            return
        known: Mapping[str, str] = {}
        if before:
            old = ratings_of(connection, before)
            known = said_before(
                ((one.competency, one.evidence) for one in old), before.overall_note
            )
        said = ((one.competency, one.evidence) for one in judged_of(case).ratings)
        note = case.arrived.filled.overall_note
        case.looks = look_at_rated(self.guard, said, note, known)
        shown = code(Kind.SCORECARD, card_of(case).id)
        case.notes += remarks(case.looks, names, card=shown)

    def _state_problems(self, card: Row[Any], name: str) -> Iterator[Problem]:
        if card.status == "cancelled":
            yield Problem(
                f"its interview {code(Kind.INTERVIEW, card.interview_id)} was cancelled",
                where=name,
                fix="plan the interview again if it took place",
            )
        if self.reopen:
            return
        if closed := closed_since(card, card.application_id):
            yield Problem(
                f"{closed}: from the debrief on, scorecards are closed",
                where=name,
                fix="if it is to count all the same, import it with --reopen",
            )

    def _revision(self, connection: Connection, revision: int) -> Revision:
        """Read a revision once; it never changes."""
        if revision not in self._revisions:
            self._revisions[revision] = revision_of(connection, revision)
        return self._revisions[revision]


def _of_the_erased(known: Mapping[bytes, Row[Any]], reference: bytes) -> Row[Any] | None:
    """Give the card where its person was erased, before or after this copy was written."""
    found = known.get(spent(reference)) or known.get(reference)
    return found if found is not None and found.erased_at is not None else None


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


def _contradiction(card: Row[Any], other: Came, name: str) -> Problem:
    shown = code(Kind.SCORECARD, card.id)
    return Problem(
        f"it says something else than another file of {shown} in this import, "
        f"{other.name}, which is version {other.version}",
        where=name,
        fix="see which of the two counts; if it is this one, import it alone",
    )


def _emptied(
    connection: Connection, case: Case, before: Row[Any], rubric: Rubric
) -> Iterator[Problem]:
    """Find what the version that stands says, and an incomplete card leaves empty."""
    names = {one.id: one.name for one in rubric.competencies}
    old = ratings_of(connection, before)
    empty = {one.competency for one in judged_of(case).ratings if not one.raw.strip()}
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


def _changes(
    connection: Connection,
    before: Row[Any],
    judged: Judged,
    filled: FilledCard,
    names: Mapping[str, str],
) -> tuple[Change, ...]:
    """Say what the newer version says otherwise than the one that stood."""
    changes = list(changes_between(ratings_of(connection, before), judged.ratings, names))
    whole = "overall recommendation"
    if before.overall != judged.overall.value:
        was, now = (
            Overall(one).value.replace("_", " ") for one in (before.overall, judged.overall)
        )
        changes.append(Change(whole, "recommendation", was, now))
    if before.overall_note != filled.overall_note:
        changes.append(Change(whole, "note", before.overall_note, filled.overall_note))
    return tuple(changes)


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
