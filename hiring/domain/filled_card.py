"""A scorecard as it came back, and the judgement of it: whole, strict, and every fault at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.language import folded
from hiring.domain.scorecard import NOT_ASSESSED, OVERALL, Overall, Rating, read_level
from hiring.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.domain.language import Vocabulary

_SHOWN = 120
_OVERALL_NAME = "overall recommendation"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One row of a filled card as the file holds it; cells are addresses for messages.

    `anchors` are the descriptions that stand between its name and its rating.
    """

    key: str | None
    name: str
    rating: object
    evidence: str
    rating_cell: str
    evidence_cell: str
    anchors: tuple[str, ...] = ()


class OutlinedRow(NamedTuple):
    """A row as the hidden sheet names it; `described` is empty where it does not say."""

    key: str
    name: str
    levels: int
    described: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a card said of itself on its hidden sheet when it went out.

    `words` holds the card's own words by their key; `texts` the digests of all that was on it,
    empty where a card does not say so.
    """

    language: str
    rows: tuple[OutlinedRow, ...]
    overall_key: str
    words: tuple[tuple[str, str], ...] = ()
    texts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledCard:
    """What a filled card says, before anybody judged it.

    `prefixes` are what its rows' keys begin with: one, or the rows of several cards were mixed.
    `problems` are of cells that cannot be read, which are `unreadable`; `head` are the places and
    texts above its table that are not as they were sent.
    """

    references: tuple[str, ...]
    rows: tuple[FoundRow, ...]
    overall: object
    overall_key: str | None
    overall_cell: str
    overall_note: str
    overall_name: str = ""
    prefixes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    outline: Outline | None = None
    problems: tuple[Problem, ...] = ()
    unreadable: frozenset[str] = frozenset()
    head: tuple[tuple[str, str], ...] = ()

    @property
    def blank(self) -> bool:
        """Tell whether nothing at all was filled in."""
        said = (self.overall, self.overall_note, *self.unreadable)
        rows = (text for row in self.rows for text in (row.rating, row.evidence))
        return not any(str(one).strip() for one in (*said, *rows) if one is not None)

    def word(self, key: str, *, otherwise: str) -> str:
        """Give the card's own word, as "nicht beurteilt", where it still says which."""
        return dict(self.outline.words).get(key, otherwise)[:_SHOWN] if self.outline else otherwise


class AskedRow(NamedTuple):
    """A row that the card was sent with; `described` says which levels stand beside its name."""

    competency: str
    name: str
    key: str
    described: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCard:
    """What the card was sent to ask: its rows, the key of its last row, and its scale."""

    rows: tuple[AskedRow, ...]
    overall_key: str
    scale_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A card as understood: what it rates, what is wrong with it, and what to know.

    `problems` stand in the order of the card; those of them that are only places not filled in
    yet are `gaps` too.
    """

    ratings: tuple[Rating, ...]
    overall: Overall
    problems: tuple[Problem, ...] = ()
    gaps: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Give the problems that are more than gaps."""
        return tuple(problem for problem in self.problems if problem not in self.gaps)


class Change(NamedTuple):
    """What a newer version says otherwise."""

    where: str
    what: str
    before: str
    after: str


@dataclass(slots=True)
class _Found:
    """What is collected while a card is judged."""

    problems: list[Problem] = field(default_factory=list)
    gaps: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_gap(self, problem: Problem) -> None:
        """Note a place that is not filled in yet."""
        self.problems.append(problem)
        self.gaps.append(problem)


def judge(filled: FilledCard, asked: AskedCard, vocabulary: Vocabulary, *, name: str) -> Judged:
    """Judge a filled card as a whole against what it was sent to ask; `name` is the file's.

    A row is known by its key and its name together. Where the two disagree throughout, because
    visible columns were sorted without the hidden one, the name counts. Nothing is rounded or
    guessed.
    """
    found = _Found(notes=list(filled.notes), problems=list(filled.problems))
    matched = _match_rows(filled, asked, vocabulary, name, found)
    rated = [
        rating
        for row in asked.rows
        if row.competency in matched
        for rating in _read_row(
            filled, row, matched[row.competency], asked, vocabulary, name, found
        )
    ]
    overall = _read_overall(filled, matched.get(OVERALL), vocabulary, name, found)
    told = {_place(name, cell) for cell in filled.unreadable}
    return Judged(
        ratings=tuple(rated),
        overall=overall,
        problems=tuple(
            one for one in found.problems if one.where not in told or one in filled.problems
        ),
        gaps=tuple(one for one in found.gaps if one.where not in told),
        notes=tuple(found.notes),
    )


def _match_rows(
    filled: FilledCard, asked: AskedCard, vocabulary: Vocabulary, name: str, found: _Found
) -> dict[str, FoundRow]:
    """Say which row answers which competency, the overall recommendation among them."""
    by_key = {row.key: row.competency for row in asked.rows} | {asked.overall_key: OVERALL}
    by_name = {folded(row.name): row.competency for row in asked.rows}
    by_name |= dict.fromkeys(vocabulary.recommendation, OVERALL)
    names = {row.competency: row.name for row in asked.rows} | {OVERALL: _OVERALL_NAME}
    rows = tuple(_all_rows(filled))
    keyed = [by_key.get(row.key) if row.key else None for row in rows]
    named = [by_name.get(folded(row.name)) for row in rows]
    if _sorted_without_keys(keyed, named, names):
        found.notes.append(
            "rows were sorted without their hidden keys; each was taken by its competency's name"
        )
        keyed = named
    elif rows and all(row.key is None for row in rows) and None not in named:
        found.notes.append("the hidden keys are gone; each row was taken by its competency's name")
    theirs = _by_descriptions(asked)
    matched: dict[str, FoundRow] = {}
    met: set[str | None] = set()
    for row, by_its_key, by_its_name in zip(rows, keyed, named, strict=True):
        mine = by_its_key if row.key else by_its_name
        met |= {by_its_key, by_its_name}
        fault = _row_fault(row, mine, by_its_name, names)
        if fault is None:
            fault = _column_fault(row, mine, theirs.get(described(row.anchors)), names)
        if fault is None and mine is not None and mine in matched:
            fault = f'"{_cut(row.name)}" is there twice', "keep one of the rows"
        if fault or mine is None:
            what, fix = fault or ("", "")
            found.problems.append(Problem(what, where=_place(name, row.rating_cell), fix=fix))
        else:
            matched[mine] = row
    missing = [row.name for row in asked.rows if row.competency not in met]
    if missing:
        shown = ", ".join(f'"{one}"' for one in missing)
        what = (
            f"the row {shown} is missing" if len(missing) == 1 else f"the rows {shown} are missing"
        )
        found.problems.append(Problem(what, where=name, fix="use the card as it was sent"))
    return matched


def _by_descriptions(asked: AskedCard) -> dict[str, str]:
    """Say which competency the descriptions of the levels belong to, where they belong to one."""
    count = Counter(row.described for row in asked.rows)
    found = {row.described: row.competency for row in asked.rows}
    return {words: one for words, one in found.items() if words and count[words] == 1}


@lru_cache(maxsize=512)  # the same few on every card of a step
def described(anchors: tuple[str, ...]) -> str:
    """Give a digest of the descriptions beside a name, to tell whose they are; empty for none."""
    words = "\n".join(words for anchor in anchors if (words := folded(anchor)))
    return digest(words) if words else ""


def digest(text: str) -> str:
    """Give eight letters by which a text of a card is known again, however it is spaced."""
    raw = folded(text).encode("utf-8", "surrogatepass")
    return hashlib.blake2s(raw, digest_size=4).hexdigest()


def _all_rows(filled: FilledCard) -> Iterator[FoundRow]:
    yield from filled.rows
    if filled.overall_cell or filled.overall_key:
        yield FoundRow(
            key=filled.overall_key,
            name=filled.overall_name or _OVERALL_NAME,
            rating=filled.overall,
            evidence=filled.overall_note,
            rating_cell=filled.overall_cell,
            evidence_cell=filled.overall_cell,
        )


def _sorted_without_keys(
    keyed: list[str | None], named: list[str | None], names: Mapping[str, str]
) -> bool:
    """Tell whether keys and names are both complete, and lie in different orders."""
    whole = Counter(list(names))
    return keyed != named and Counter(keyed) == whole and Counter(named) == whole


def _column_fault(
    row: FoundRow, mine: str | None, described: str | None, names: Mapping[str, str]
) -> tuple[str, str] | None:
    """Notice a sort of some columns alone: whose rating it is cannot be told any more."""
    if described is None or described == mine:
        return None
    shown = f'the row is named "{_cut(row.name)}"'
    return (
        f'{shown}, and the descriptions beside it are of "{names[described]}"',
        "do not sort some columns alone; start again from the card that was sent",
    )


def _row_fault(
    row: FoundRow, mine: str | None, by_its_name: str | None, names: Mapping[str, str]
) -> tuple[str, str] | None:
    if mine is None and row.key:
        return f'the row "{_cut(row.name)}" is not of this card', "take rows from other cards out"
    if mine is None:
        return (
            f'"{_cut(row.name)}" is rated and is not of this card',
            "delete that row; write what it says as evidence of a row of the card",
        )
    if by_its_name != mine:
        return (
            f'the row is named "{_cut(row.name)}", and its hidden key says "{names[mine]}"',
            "do not rename or move rows; start again from the card that was sent",
        )
    return None


def _read_row(
    filled: FilledCard,
    row: AskedRow,
    said: FoundRow,
    asked: AskedCard,
    vocabulary: Vocabulary,
    name: str,
    found: _Found,
) -> Iterator[Rating]:
    """Read one row's rating and evidence; a row that cannot be read gives none."""
    read = read_level(said.rating, scale_max=asked.scale_max, vocabulary=vocabulary)
    where = _place(name, said.rating_cell)
    unassessed = filled.word("not_assessed", otherwise=NOT_ASSESSED)
    if read.wrong:
        fix = f'choose 1 to {asked.scale_max} or "{unassessed}" from the list'
        found.problems.append(Problem(f"{row.name}: {_cut(read.wrong)}", where=where, fix=fix))
        return
    if read.empty:
        told = "has evidence but no rating" if said.evidence.strip() else "is not filled in"
        fix = f'rate it, or choose "{unassessed}" if it was not probed'
        found.add_gap(Problem(f"{row.name} {told}", where=where, fix=fix))
    if read.note:
        found.notes.append(f"{said.rating_cell}: {_cut(read.note)}")
    rating = Rating(
        competency=row.competency,
        level=read.level,
        raw="" if said.rating is None else str(said.rating),
        evidence=said.evidence.strip(),
    )
    if rating.unsupported:
        found.notes.append(
            f"{said.evidence_cell}: {row.name} is rated {rating.level} without evidence; it is "
            "kept and does not count"
        )
    yield rating


def _read_overall(
    filled: FilledCard,
    row: FoundRow | None,
    vocabulary: Vocabulary,
    name: str,
    found: _Found,
) -> Overall:
    where = _place(name, row.rating_cell) if row and row.rating_cell else name
    choices = ", ".join(
        filled.word(one.value, otherwise=one.value.replace("_", " ")) for one in Overall
    )
    raw = "" if row is None or row.rating is None else str(row.rating).strip()
    if not raw:
        if row is not None or not (filled.overall_cell or filled.overall_key):
            fix = f"choose one of: {choices}"
            found.add_gap(Problem(f"the {_OVERALL_NAME} is missing", where=where, fix=fix))
        return Overall.NO_DECISION
    choice = vocabulary.choice(raw)
    if choice is None:
        what = f'"{_cut(raw)}" is no {_OVERALL_NAME}'
        found.problems.append(Problem(what, where=where, fix=f"choose one of: {choices}"))
        return Overall.NO_DECISION
    return choice


def changes_between(
    before: tuple[Rating, ...], after: tuple[Rating, ...], names: Mapping[str, str]
) -> tuple[Change, ...]:
    """Say what newer ratings say otherwise; `names` gives the competencies' names by id."""
    old = {rating.competency: rating for rating in before}
    found = []
    for rating in after:
        name = names.get(rating.competency, rating.competency)
        was = old.get(rating.competency)
        if _level(was) != _level(rating):
            found.append(Change(name, "rating", _level(was), _level(rating)))
        if was is None or was.evidence != rating.evidence:
            found.append(Change(name, "evidence", was.evidence if was else "", rating.evidence))
    return tuple(found)


def _level(rating: Rating | None) -> str:
    if rating is None or (rating.level is None and not rating.raw):
        return ""
    return NOT_ASSESSED if rating.level is None else str(rating.level)


def _place(name: str, cell: str) -> str:
    return f"{name}, {cell}" if cell else name


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
