"""Read a table of counts, or of scores, of groups of people: never of persons."""

from __future__ import annotations

import codecs
import csv
import io
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.impact.scores import count_above_median
from hiring.domain.impact.tallies import (
    ALL_STAGES,
    OVERALL,
    Counted,
    find_faults,
    find_impossible_wholes,
    folded,
    tabulate,
)
from hiring.domain.impact.telling import availability_remarks
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hiring.domain.impact.tallies import Tally
    from hiring.domain.impact.weighing import Weighed

MOST_BYTES = 20_000_000
MOST_FAULTS = 5
HIGHEST_COUNT = 100_000_000
LONGEST_NAME = 60
_SEPARATORS = ",;\t|"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNNAMED = "group"
SEX, RACE = "sex", "race/ethnicity"

_HEADS = {
    "attribute": "attribute table dimension characteristic variable",
    "stage": "stage step phase",
    "group": "group category",
    SEX: "sex gender",
    RACE: "race ethnicity raceethnicity raceorethnicity ethnicgroup",
    "considered": "considered applicants applied applications assessed total pool n"
    " numberconsidered numberofapplicants ofapplicants",
    "selected": "selected hired hires passed advanced promoted numberselected ofselected",
    "score": "score scores",
    "availability": "availability available",
}
_MEANING = {word: column for column, words in _HEADS.items() for word in words.split()}
_OF_A_PERSON = frozenset(
    {
        *("name", "names", "firstname", "lastname", "surname", "fullname", "person", "personid"),
        *("email", "emailaddress", "mail", "phone", "telephone", "linkedin", "id", "code"),
        *("candidate", "candidateid", "candidatename", "applicant", "applicantid"),
        *("applicantname", "employee", "employeeid", "birthdate", "dateofbirth"),
    }
)
_EXAMPLE_FIX = "see an example: hiring impact --template counts.csv"


class CountsFile(NamedTuple):
    """What a file says: the tallies, the median of each stage if it held scores, and notes.

    `available` gives the share of a group in the labour market, where the file says it.
    """

    tallies: tuple[Tally, ...]
    medians: Mapping[str, Decimal]
    available: Mapping[str, Fraction]
    notes: tuple[str, ...]

    @property
    def says_both(self) -> bool:
        """Tell whether some tally is of two attributes together."""
        names = [folded(tally.attribute) for tally in self.tallies]
        return any("intersect" in name or " and " in name or " x " in name for name in names)

    def set_against_availability(self, weighed: Weighed) -> tuple[str, ...]:
        """Say how the groups of a stage compare with their shares of the labour market."""
        places = {(one.attribute, one.stage): one for one in self.tallies}
        groups = places[weighed.attribute, weighed.stage].groups
        selected = sum(group.selected for group in groups)
        return availability_remarks(weighed, self.available, selected=selected)


class _Row(NamedTuple):
    line: int
    cells: Mapping[str, str]


class _Faults:
    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._problems: list[tuple[int, Problem]] = []

    def note(self, line: int, what: str, *, fix: str) -> None:
        where = f"{self._shown}, line {line}" if line else self._shown
        self._problems.append((line, Problem(what, where=where, fix=fix)))

    def refuse(self) -> None:
        """Raise what was noted, in the order of the lines."""
        if not self._problems:
            return
        ordered = [one for _, one in sorted(self._problems, key=lambda noted: noted[0])]
        more = len(ordered) - MOST_FAULTS
        rest = [Problem(f"and {more} problems more", where=self._shown)] if more > 0 else []
        raise InvalidFileError(*ordered[:MOST_FAULTS], *rest)


def read(raw: bytes, *, shown: str) -> CountsFile:
    """Read counts or scores from a text table; InvalidFileError names every line that is wrong."""
    faults = _Faults(shown)
    rows, notes, separator = _rows(_decoded(raw, faults), faults)
    holds_scores = bool(rows) and "score" in rows[0].cells
    medians: dict[str, Decimal] = {}
    if holds_scores:
        counted, medians = _counts_of_scores(rows, separator, faults)
    else:
        counted = list(_counts(rows, faults))
    available = _availability(rows, separator, faults)
    faults.refuse()
    for fault in find_faults(counted) if not holds_scores else ():
        faults.note(fault.line, fault.what, fix=fault.fix)
    faults.refuse()
    tallies = tabulate(counted)
    if holds_scores:
        tallies = tuple(one for one in tallies if one.stage in medians)
    for said in find_impossible_wholes(tallies):
        faults.note(0, said, fix="correct the stages, or add lines whose stage is overall")
    faults.refuse()
    return CountsFile(tallies, medians, available, notes)


def _decoded(raw: bytes, faults: _Faults) -> str:
    text = ""
    if len(raw) > MOST_BYTES:
        faults.note(0, "the file is larger than 20 MB", fix="give counts of groups, not of people")
    elif raw.startswith(b"PK\x03\x04"):
        faults.note(0, "this is a workbook or a zip", fix='save it as "CSV UTF-8"')
    else:
        try:
            text = raw.decode("utf-16" if raw.startswith(_WIDE) else "utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            faults.note(line, "this is not written in UTF-8", fix='save it as "CSV UTF-8"')
    if "\0" in text:
        faults.note(0, "this is no text table", fix='save it as "CSV UTF-8"')
    faults.refuse()
    return text


def _rows(text: str, faults: _Faults) -> tuple[list[_Row], tuple[str, ...], str]:
    """Read the rows under their heads; what is wrong with the heads is noted."""
    first = 1
    separators = _SEPARATORS
    begun, _, rest = text.partition("\n")
    said = begun.strip().lower()
    if said[:-1] == "sep=" and said[-1] in _SEPARATORS:
        text, separators, first = rest, said[-1], 2
    separator = max(separators, key=lambda one: _known_heads(text, one))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[_Row] = []
    columns: list[str | None] = []
    notes: tuple[str, ...] = ()
    head: list[str] | None = None
    begins = first
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + first
            if not any(cell.strip() for cell in cells):
                continue
            if head is None:
                head = cells
                columns, notes = _understand(head, line, faults)
                faults.refuse()
                continue
            if any(cell.strip() for cell in cells[len(head) :]):
                what = f"has {len(cells)} cells under {len(head)} heads"
                faults.note(line, what, fix="put texts with separators into quotation marks")
            rows.append(_Row(line, _cells(columns, cells)))
    except csv.Error as error:
        faults.note(reader.line_num + first - 1, f"is no CSV: {error}", fix="mend the line")
        faults.refuse()
    if not rows:
        faults.note(0, "there is no row of counts in it", fix=_EXAMPLE_FIX)
        faults.refuse()
    return rows, notes, separator


def _cells(columns: Sequence[str | None], cells: Sequence[str]) -> dict[str, str]:
    filled = (*cells, *([""] * (len(columns) - len(cells))))
    return {
        column: " ".join(cell.split())
        for column, cell in zip(columns, filled, strict=False)
        if column
    }


def _plain(head: str) -> str:
    return re.sub(r"[\W_]+", "", head.casefold())


def _known_heads(text: str, separator: str) -> int:
    line = next((one for one in text.splitlines() if one.strip()), "")
    return sum(_plain(head) in _MEANING for head in line.split(separator))


def _understand(
    head: Sequence[str], line: int, faults: _Faults
) -> tuple[list[str | None], tuple[str, ...]]:
    columns: list[str | None] = [_MEANING.get(_plain(one)) for one in head]
    for name in head:
        if _plain(name) in _OF_A_PERSON:
            faults.note(
                line,
                f"the column {name!r} is of persons, and only counts of groups are read",
                fix="take it out and count people by group",
            )
    known = [column for column in columns if column]
    for column in dict.fromkeys(known):
        if known.count(column) > 1:
            faults.note(line, f"several columns say {column}", fix="keep one of them")
    by = {"group", SEX, RACE} & set(known)
    if not by or ("group" in by and len(by) > 1):
        what = "no column says the group" if not by else "a column group stands beside sex or race"
        faults.note(line, what, fix=f"name a column group, or sex and race; {_EXAMPLE_FIX}")
    if "score" not in known:
        for column in ("considered", "selected"):
            if column not in known:
                faults.note(line, f"no column says {column}", fix=_EXAMPLE_FIX)
    elif "considered" in known or "selected" in known:
        faults.note(line, "there are both counts and scores", fix="put them into two files")
    unread = [
        name.strip() for name, column in zip(head, columns, strict=True) if not column and name
    ]
    note = f"not read: {', '.join(unread)}"
    return columns, (note,) if unread else ()


def _counts(rows: Sequence[_Row], faults: _Faults) -> Iterator[Counted]:
    for row in rows:
        kind = _kind(row, faults)
        considered, selected = (
            _number(row, column, faults) for column in ("considered", "selected")
        )
        stage = _stage(row, faults)
        if kind and considered is not None and selected is not None:
            yield Counted(row.line, stage, kind, considered, selected)


def _kind(row: _Row, faults: _Faults) -> tuple[tuple[str, str], ...]:
    if "group" in row.cells:
        pairs = [(row.cells.get("attribute", _UNNAMED), row.cells["group"])]
    else:
        pairs = [(one, row.cells[one]) for one in (SEX, RACE) if one in row.cells]
    for attribute, name in pairs:
        if not attribute:
            faults.note(row.line, "no attribute is named", fix="write it as in the other lines")
        if not name:
            fix = "name the group, or write unknown"
            faults.note(row.line, f"no {attribute or 'group'} is named", fix=fix)
        if max(len(name), len(attribute)) > LONGEST_NAME:
            what = f"a name is longer than {LONGEST_NAME} letters"
            faults.note(row.line, what, fix="shorten it")
    return tuple(pairs)


def _stage(row: _Row, faults: _Faults) -> str:
    stage = row.cells.get("stage", "")
    if not stage and "stage" in row.cells:
        faults.note(row.line, "no stage is named", fix="name it, or overall for the whole process")
    if len(stage) > LONGEST_NAME:
        faults.note(row.line, f"a name is longer than {LONGEST_NAME} letters", fix="shorten it")
    return stage


def _number(row: _Row, column: str, faults: _Faults) -> int | None:
    said = row.cells[column]
    fix = "write a whole number, as 1390"
    if not said:
        faults.note(row.line, f"there is no number under {column}", fix=fix)
    elif re.fullmatch(r"[-\u2212][0-9]+", said):
        faults.note(row.line, f"{column} is {said}, less than nobody", fix=fix)
    elif not re.fullmatch(r"[0-9]+", said):
        faults.note(row.line, f"{column} is {said[:LONGEST_NAME]!r}, no whole number", fix=fix)
    elif len(said) > len(str(HIGHEST_COUNT)) or int(said) > HIGHEST_COUNT:
        faults.note(row.line, f"{column} is more than {HIGHEST_COUNT:,} people", fix=fix)
    else:
        return int(said)
    return None


def _decimal(said: str, separator: str) -> Decimal | None:
    """Read a number with a point, or with a comma where commas do not part the cells."""
    written = said.replace(",", ".") if separator != "," else said
    return Decimal(written) if re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", written) else None


def _counts_of_scores(
    rows: Sequence[_Row], separator: str, faults: _Faults
) -> tuple[list[Counted], dict[str, Decimal]]:
    scored: dict[str, list[tuple[tuple[tuple[str, str], ...], Decimal]]] = {}
    names: dict[str, str] = {}
    for row in rows:
        kind, stage = _kind(row, faults), _stage(row, faults)
        stage = names.setdefault(folded(stage), stage)
        stage = OVERALL if folded(stage) in ALL_STAGES else stage
        score = _decimal(row.cells["score"], separator)
        if score is None:
            what = f"score is {row.cells['score'][:LONGEST_NAME]!r}, no number"
            faults.note(row.line, what, fix="write it as 72 or 72.5")
        elif kind:
            scored.setdefault(stage, []).append((kind, score))
    counted = []
    medians = {}
    for stage, people in scored.items():
        above = count_above_median(people)
        medians[stage] = above.median
        counted += [
            Counted(0, stage, kind, considered, selected)  # type: ignore[arg-type]
            for kind, (considered, selected) in above.counts.items()
        ]
    return counted, medians


def _availability(rows: Sequence[_Row], separator: str, faults: _Faults) -> dict[str, Fraction]:
    """Read of each group its share in the labour market, as 15.4 % or 0.154."""
    available: dict[str, Fraction] = {}
    for row in rows:
        said = row.cells.get("availability", "")
        if not said:
            continue
        number = _decimal(said.removesuffix("%").strip(), separator)
        share = None if number is None else Fraction(number) / (100 if "%" in said else 1)
        name = row.cells.get("group", "")
        if share is None or not 0 < share < 1:
            what = f"availability is {said[:LONGEST_NAME]!r}, no share"
            faults.note(row.line, what, fix="write it as 15.4 % or 0.154")
        elif not name:
            fix = "use a column group, and give sex and race in files of their own"
            faults.note(row.line, "availability needs a column group", fix=fix)
        elif available.setdefault(name, share) != share:
            what = f"availability of {name} is said twice, and differs"
            faults.note(row.line, what, fix="say it once, or the same")
    return available
