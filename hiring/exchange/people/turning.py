"""Turn rows and records into people and what they applied for, or say what is wrong with one."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hiring.domain.arriving import Applying, Arriving, Rejected, kept_extra
from hiring.domain.codes import email_key, job_code
from hiring.domain.identity import LONGEST_NAME, Person
from hiring.domain.stages import TERMINAL, Stage
from hiring.errors import Problem
from hiring.exchange.people.dates import Clock, UnclearError
from hiring.exchange.people.matching import (
    DATES,
    DROPPED,
    IGNORE,
    LISTS,
    MARKS,
    Matched,
    field_of,
    is_on_sensitive,
    map_line,
)
from hiring.exchange.people.rejecting import unguarded
from hiring.exchange.people.sources import MOST_CELL
from hiring.profiles import GENERIC, load_profile, plain_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from hiring.exchange.people.sources import Records, Table

Said = dict[str, list[str]]
_LONGEST_ID = 200
_NO_ADDRESS = frozenset({"", "-", "--", "n/a", "na", "none", "null", "unknown", "no email"})
_LISTED = re.compile(r"[,;\s]+")
_YES = frozenset({"true", "yes", "1", "y", "hired", "ja"})
_NO = frozenset({"false", "no", "0", "n", "nein", ""})
_DEEPEST = 40
_SHOWN = 5
_HABIT = 5  # one row in so many that is short makes it the way the file is written
_AHEAD = timedelta(days=1)  # of a system in another zone, with a clock of its own
_SEVERAL = LISTS | {"job", "job_id", "ended", "skip"}


class _WrongError(Exception):
    """A row cannot be taken: the problem says why."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.problem = Problem(what, fix=fix)


class Turner:
    """Turns what a file says into our words, and gathers the words it could not turn."""

    def __init__(
        self,
        matched: Matched,
        *,
        jobs: Collection[str],
        job: str | None,
        sources: Sequence[str],
        zone: tzinfo | None,
        now: datetime,
    ) -> None:
        """Turn by what was matched; `job` is for everybody in the file, where one is named."""
        self.matched = matched
        self.jobs = jobs
        self.job = job
        self.unknown_jobs: Counter[str] = Counter()
        self.unknown_stages: Counter[str] = Counter()
        self.unknown_sources: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()
        self.stages_alone = 0  # rows with a stage, and no job to have it for
        self._short: Counter[int] = Counter()
        self._first_short: list[int] = []
        self._written_out = False
        self._rows = 0
        self._clocks = {header: Clock(rule, zone) for header, rule in matched.rules.items()}
        self._zone = zone
        self._latest = now + _AHEAD
        self._words = {word.casefold(): word for word in sources}
        self.other_source = self._words.get("other", sources[-1])
        self._stages = {
            **load_profile(GENERIC).stages,
            **{plain_name(stage): stage.value for stage in Stage},
            **matched.profile.stages,
            **matched.map.stages,
        }
        self._known_sources: dict[str, tuple[str, str, bool]] = {}
        self._paths: dict[str, str | None] = {}
        self._columns = list(zip(matched.headers, matched.fields, strict=True))
        self._width = len(matched.headers)
        self._is_of_rejects = set(MARKS) <= set(matched.headers)
        self._header = [header.strip() for header in matched.headers]
        self._dates = {one: header for header, one in reversed(self._columns) if one in DATES}

    def turn(
        self, place: int, row: Sequence[str] | Mapping[str, Any]
    ) -> Arriving | Rejected | None:
        """Turn one; None where there is nobody in it, which is counted with its reason."""
        try:
            if isinstance(row, list):
                return self._turn_row(place, row)
            return self._turn_record(place, row)  # type: ignore[arg-type]
        except _WrongError as error:
            return Rejected(place, error.problem)

    def notes(self, source: Table | Records) -> tuple[str, ...]:
        """Say what was taken as it came and may not have been meant so."""
        found = []
        short = self._short.total()
        # Trackers that leave out empty cells at the end of a row do so in every row.
        usual = not self._written_out and (len(self._short) > 1 or short * _HABIT > self._rows)
        if short and source.kind == "csv" and not (usual and short > 1):
            lines = ", ".join(map(str, self._first_short))
            found.append(
                f"{short} {'row has' if short == 1 else 'rows have'} fewer cells than there are "
                f"columns (first: line {lines}); what is missing at the end is taken as empty"
            )
        if self.stages_alone:
            say = "row says" if self.stages_alone == 1 else "rows say"
            found.append(
                f"{self.stages_alone} {say} a stage and no job: taken without an application; "
                "--job CODE applies them"
            )
        return tuple(found)

    def _turn_row(self, place: int, row: list[str]) -> Arriving | None:
        if self._is_of_rejects:
            row = [unguarded(cell) for cell in row]
        self._check_row(row)
        self._rows += 1
        self._written_out |= len(row) == self._width and not row[-1].strip()
        said, extra = self._said_in(row)
        if not said and not extra:
            self.skipped["empty"] += 1
            return None
        if [cell.strip() for cell in row] == self._header:
            self.skipped["the header again"] += 1
            return None
        if len(row) < self._width:
            self._short[len(row)] += 1
            if len(self._first_short) < _SHOWN:
                self._first_short.append(place)
        return self._arriving(place, said, extra, None)

    def _check_row(self, row: list[str]) -> None:
        if len(row) > self._width and "".join(row[self._width :]).strip():
            raise _WrongError(
                f"it has {len(row)} cells, and there are {self._width} columns",
                "a text with the separator in it needs quotation marks",
            )
        joined = "".join(row)
        _check_text(joined, max(map(len, row)) if len(joined) > MOST_CELL else 0)

    def _said_in(self, row: list[str]) -> tuple[Said, dict[str, Any]]:
        said: Said = {}
        extra: dict[str, Any] = {}
        for (header, one), cell in zip(self._columns, row):  # noqa: B905 - short rows end early
            text = cell.strip()
            if not text or one == IGNORE:
                continue
            if one is None:
                extra[header] = text
                self.kept[header] += 1
            elif one == DROPPED:
                self.dropped[header] += 1
            elif one not in said:
                said[one] = [text]
            elif one in LISTS:
                said[one].append(text)
            elif text != said[one][0]:
                extra[header] = text
                self.kept[header] += 1
        return said, extra

    def _turn_record(self, place: int, record: Mapping[str, Any]) -> Arriving | None:
        said: Said = {}
        extra: dict[str, Any] = {}
        nested = self.matched.shape.applications
        for key, value in record.items():
            if key == nested and isinstance(value, list):
                continue
            left = self._walk(value, key, key, said, 0)
            if left not in _NOTHING:
                extra[key] = left
                self.kept[key] += 1
        for skip in said.pop("skip", []):
            if skip == "true":
                self.skipped["made anonymous there"] += 1
                return None
        theirs = record.get(nested) if nested else None
        applications = None
        if isinstance(theirs, list):
            applications = [self._said_of(one, nested) for one in theirs if isinstance(one, dict)]
        if not said and not extra and not applications:
            self.skipped["empty"] += 1
            return None
        return self._arriving(place, said, extra, applications)

    def _said_of(self, one: Mapping[str, Any], nested: str) -> tuple[Said, dict[str, Any]]:
        said: Said = {}
        left = {}
        for key, value in one.items():
            rest = self._walk(value, f"{nested}.{key}", key, said, 1)
            if rest not in _NOTHING:
                left[key] = rest
                self.kept[f"{nested}.{key}"] += 1
        return said, left

    def _walk(self, value: Any, path: str, name: str, said: Said, depth: int) -> Any:
        """Take what has a field out of a value, and give what is left to be kept."""
        if depth > _DEEPEST:
            raise _WrongError(f"{path[:60]} goes too deep", "leave it out of the file")
        one = self._field(path, name)
        if value in _NOTHING or one == IGNORE:
            return None
        if one == DROPPED or (isinstance(value, dict) and is_on_sensitive(value)):
            self.dropped[path] += 1
        elif isinstance(value, dict):
            left = {
                key: rest
                for key, each in value.items()
                if (rest := self._walk(each, f"{path}.{key}", key, said, depth + 1)) not in _NOTHING
            }
            return left or None
        elif isinstance(value, list):
            rests = [self._walk(each, path, name, said, depth + 1) for each in value]
            return [rest for rest in rests if rest not in _NOTHING] or None
        else:
            return _take(value, one, said)
        return None

    def _field(self, path: str, name: str) -> str | None:
        if path not in self._paths:
            if len(self._paths) > 1 << 14:
                self._paths.clear()
            self._paths[path] = field_of(self.matched, name, path=path)
        return self._paths[path]

    def _arriving(
        self,
        place: int,
        said: Said,
        extra: dict[str, Any],
        nested: list[tuple[Said, dict[str, Any]]] | None,
    ) -> Arriving:
        get = said.get
        email, more, keys = _addresses(said)
        source, detail = self._source(said)
        own = nested is None
        applications = []
        for mine, left in [(said, extra)] if nested is None else nested:
            made, kept = self._applications(mine, source if own else None, detail)
            left.update(kept)
            if made:
                made[0] = made[0]._replace(extra=kept_extra(left) if left else "")
                applications += made
                if own:
                    extra = {}
            elif not own and left:
                extra.setdefault("applications", []).append(left)
        person = Person(
            _name(said),
            email,
            more,
            ", ".join(dict.fromkeys(get("phone", ()))),
            _first(said, "company"),
            _first(said, "headline"),
            ", ".join(dict.fromkeys(get("location", ()))),
            " ".join(dict.fromkeys(" ".join(get("links", ())).replace(",", " ").split())),
            ", ".join(dict.fromkeys(get("tags", ()))),
            "\n".join(dict.fromkeys(get("note", ()))),
        )
        applied = min((one.applied_at for one in applications if one.applied_at), default=None)
        if not source and applications:
            source, detail = applications[0].source, applications[0].source_detail
        return Arriving(
            place,
            person,
            keys,
            _id(said, "person_id"),
            source,
            detail,
            self._moment(said, "added_at") or applied or self._moment(said, "applied_at"),
            kept_extra(extra) if extra else "",
            tuple(applications),
        )

    def _applications(
        self, said: Said, source: str | None, detail: str
    ) -> tuple[list[Applying], dict[str, Any]]:
        """Give the applications in what was said, and what of them has no other place."""
        kept: dict[str, Any] = {}
        titles = said.get("job") or said.get("job_id") or []
        try:
            codes = (
                [self.job] if self.job else [self._job(title) for title in dict.fromkeys(titles)]
            )
        except _WrongError:
            with suppress(_WrongError):  # a stage that is not known either is told with the job
                self._stage(said, told=True)
            raise
        stage = self._stage(said, told=any(codes))
        if "ended" in said:
            kept["ended"] = ", ".join(said["ended"])
        if titles and (self.job or None in codes):
            kept["job"] = ", ".join(dict.fromkeys(titles))
        written = _first(said, "stage")
        if written and (stage is None or plain_name(written) != stage.value):
            kept["stage"] = written
        found = list(dict.fromkeys(code for code in codes if code))
        if not found:
            self.stages_alone += bool(written) and not titles
            return [], kept
        if source is None:
            source, detail = self._source(said)
        ended = self._moment(said, "ended_at")
        since = ended if stage in TERMINAL and ended else self._moment(said, "stage_since")
        applied = self._moment(said, "applied_at") or self._moment(said, "added_at")
        number = _id(said, "application_id")
        return [
            Applying(code, number if place == 0 else "", stage, applied, since, source, detail)
            for place, code in enumerate(found)
        ], kept

    def _job(self, title: str) -> str | None:
        plain = plain_name(title)
        told = self.matched.map.jobs
        if plain in told:
            named = told[plain]
            code = None if named is None else job_code(named)
            if named is not None and code not in self.jobs:
                raise _WrongError(
                    f"the map says the job {named!r}, which is not there", "hiring job list"
                )
            return code
        code = job_code(title)
        if code in self.jobs:
            return code
        self.unknown_jobs[title] += 1
        raise _WrongError(
            f"no job here is known as {title!r}",
            f"in a map file: {map_line('jobs', title, 'CODE')}, or --job CODE for all",
        )

    def _stage(self, said: Said, *, told: bool) -> Stage | None:
        """Give the stage; None where none is said. It counts only `told` with a job."""
        if "hired" in said and plain_name(said["hired"][0]) not in _NO:
            return Stage.HIRED
        status = self._stages.get(plain_name(_first(said, "status")))
        if status in TERMINAL:
            return Stage(status) if "ended" not in said else self._end(said, Stage(status))
        if "ended" in said or "ended_at" in said:
            return self._end(said, Stage.REJECTED)
        written = _first(said, "stage")
        if not written:
            return None
        found = self._stages.get(plain_name(written))
        if found is None and told:
            self.unknown_stages[written] += 1
            raise _WrongError(
                f"the stage {written!r} is none of ours",
                f"in a map file: {map_line('stages', written, 'screen')} (applied, screen, "
                "interviewing, debrief, offer, hired, rejected, withdrawn)",
            )
        return Stage(found) if found else None

    def _end(self, said: Said, usual: Stage) -> Stage:
        for text in (*said.get("ended", ()), _first(said, "stage")):
            found = self._stages.get(plain_name(text))
            if found in TERMINAL:
                return Stage(found)
        return usual

    def _source(self, said: Said) -> tuple[str, str]:
        written = _first(said, "source")
        detail = ", ".join(dict.fromkeys(said.get("source_detail", ())))
        if not written:
            return ("", detail) if not detail else self._word(detail)
        word, raw = self._word(written)
        return word, "; ".join(part for part in (raw, detail) if part)

    def _word(self, written: str) -> tuple[str, str]:
        known = self._known_sources.get(written)
        if known is None:
            plain = plain_name(written)
            told = (
                self.matched.map.sources.get(plain)
                or self.matched.profile.sources.get(plain)
                or load_profile(GENERIC).sources.get(plain)
                or written
            )
            word = self._words.get(written.casefold()) or self._words.get(told.casefold())
            raw = "" if word and word.casefold() == written.casefold() else written
            known = (word or self.other_source, raw, word is None)
            if len(self._known_sources) < 1 << 14:
                self._known_sources[written] = known
        word, raw, is_unknown = known
        if is_unknown and (written in self.unknown_sources or len(self.unknown_sources) < 1 << 14):
            self.unknown_sources[written] += 1
        return word, raw

    def _moment(self, said: Said, name: str) -> datetime | None:
        written = _first(said, name)
        if not written:
            return None
        header = self._dates.get(name, name)
        clock = self._clocks.get(header)
        if clock is None:
            told = self.matched.map.dates.get(plain_name(header), self.matched.profile.dates)
            clock = self._clocks[header] = Clock(told, self._zone)
        try:
            moment = clock.read(written)
        except UnclearError:
            raise _WrongError(
                f"{header}: {written[:40]!r} can be read as more than one day",
                f"in a map file: {map_line('dates', header, 'DMY')} or MDY, YMD, epoch, epoch-ms",
            ) from None
        except (ValueError, OverflowError):
            raise _WrongError(
                f"{header}: {written[:40]!r} is no date", "write it as 2026-03-02"
            ) from None
        if moment > self._latest:
            raise _WrongError(
                f"{header}: {written[:40]!r} is in the future ({moment:%Y-%m-%d})",
                "mend the date; day and month may be the wrong way round: in a map file "
                f"{map_line('dates', header, 'DMY')} or MDY",
            )
        return moment


def _take(value: Any, one: str | None, said: Said) -> Any:
    """Take a value into its field; give it back where it has none, or another stands there."""
    text = _text(value)
    _check_text(text, len(text))
    if one is None:
        return value
    if one not in said or one in _SEVERAL:
        said.setdefault(one, []).append(text)
        return None
    return None if text == said[one][0] else value


_NOTHING: tuple[Any, ...] = (None, "", [], {})


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()


def _check_text(text: str, longest: int) -> None:
    if longest > MOST_CELL:
        raise _WrongError(f"a cell has more than {MOST_CELL:,} characters", "shorten it")
    if "\0" in text:
        raise _WrongError("it holds a zero byte", "take it out, or export the file again")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _WrongError("it holds half a letter", "export the file again") from None


def _first(said: Said, name: str) -> str:
    found = said.get(name)
    return found[0] if found else ""


def _id(said: Said, name: str) -> str:
    found = _first(said, name)
    if len(found) > _LONGEST_ID:
        raise _WrongError(f"its number has more than {_LONGEST_ID} characters", "shorten it")
    return found


def _name(said: Said) -> str:
    name = _first(said, "name")
    if not name:
        parts = (_first(said, "first_name"), _first(said, "last_name"))
        name = " ".join(part for part in parts if part)
    if len(name) > LONGEST_NAME:
        raise _WrongError(f"its name has more than {LONGEST_NAME} characters", "shorten it")
    return name


def _addresses(said: Said) -> tuple[str | None, str, tuple[str, ...]]:
    """Give the main address, the others, and the folded form of each, once."""
    found: dict[str, str] = {}
    for cell in (*said.get("email", ()), *said.get("more_emails", ())):
        if cell.casefold() in _NO_ADDRESS:
            continue
        key = email_key(cell)
        if key is not None:
            found.setdefault(key, cell)
            continue
        for part in _parts(cell):
            key = email_key(part)
            if key is None:
                raise _WrongError(
                    "what stands as its e-mail is no e-mail address", "mend it, or leave it empty"
                )
            found.setdefault(key, part)
    addresses = list(found.values())
    return (addresses[0] if addresses else None), ", ".join(addresses[1:]), tuple(found)


def _parts(cell: str) -> Iterator[str]:
    if "<" in cell:
        yield from re.findall(r"<([^<>]*)>", cell) or [cell]
        return
    for part in _LISTED.split(cell):
        if part:
            yield part.removeprefix("mailto:")
