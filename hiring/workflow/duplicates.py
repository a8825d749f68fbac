"""Suggest people who may be there twice, over everybody or for one; nothing is merged here."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from hiring.domain.codes import Kind, code
from hiring.domain.identity import Person, hashed, match_keys, name_key, words_in
from hiring.store import tables
from hiring.store.indexing import person_of
from hiring.store.queries import SHOWN_NAME, find_candidate, kept_people, matching
from hiring.store.tables import applications, candidates
from hiring.views.merging import Duplicates, Pair, Similar, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row

    from hiring.domain.matching import Entry, Sign

MOST_IN_BLOCK = 40
"""So many may share a value and still be compared; a switchboard's number tells nobody."""
MOST_OF_A_NAME = 5
"""A name that more people have tells less."""
MOST_FOUND = 200  # by a word of the name and the company of one person
_BEGIN = 3  # letters of an address before any dot, mostly
_BATCH = 2000  # people read at once
_STREAMED = {"stream_results": True, "yield_per": _BATCH}
_HASH = (1 << 64) - 1
_COLUMNS = [candidates.c[name] for name in ("id", *Person._fields)]


class _Block(NamedTuple):
    what: str
    people: tuple[int, ...]


class _Found(NamedTuple):
    score: int
    signs: tuple[Sign, ...]


def similar_to(connection: Connection, number: int, *, country: str) -> tuple[Similar, ...]:
    """Name whom somebody who was just added may be, by a key they share; quick where none is."""
    row = connection.execute(select(*_COLUMNS).where(candidates.c.id == number)).one()
    others = _sharing(connection, [number], match_keys(person_of(row)))
    if not others:
        return ()
    from hiring.domain.matching import SUGGESTED  # noqa: PLC0415 - most people are new

    compared = _Comparing(connection, country, least=SUGGESTED)
    compared.one_with(number, others)
    return tuple(
        Similar(code(Kind.CANDIDATE, low if high == number else high), found.score, _reasons(found))
        for (low, high), found in compared.likeliest()
    )


def _sharing(connection: Connection, numbers: Sequence[int], keys: Sequence[int]) -> list[int]:
    if not keys:
        return []
    mine = tables.match_keys.c
    # One key at a time: a switchboard's number must not hide whom a rare name finds.
    found: set[int] = set()
    for key in keys:
        sharing = connection.scalars(
            select(mine.candidate_id)
            .where(mine.key == key, mine.candidate_id.not_in(numbers))
            .limit(MOST_IN_BLOCK + 1)
        ).all()
        if len(sharing) <= MOST_IN_BLOCK:
            found.update(sharing)
    if not found:
        return []
    living = kept_people(select(candidates.c.id).where(candidates.c.id.in_(found)))
    return sorted(set(connection.scalars(living)) - set(numbers))


def find_duplicates(
    connection: Connection,
    *,
    who: str | None = None,
    least: int,
    limit: int,
    country: str = "",
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Duplicates:
    """Suggest who may be one person, the likeliest first: among everybody, or for one.

    Whoever was merged, or said not to be one, is left out. Values that too many share are not
    compared, and counted in `skipped`.
    """
    compared = _Comparing(connection, country, least=least)
    if who is not None:
        skipped = _compare_one(connection, compared, find_candidate(connection, who))
        people = 1
    else:
        people, skipped = _compare_everybody(connection, compared, progress)
    pairs = compared.likeliest()
    shown = pairs[:limit]
    names = _names(connection, {number for pair, _ in shown for number in pair})
    return Duplicates(
        pairs=tuple(
            Pair(
                first=code(Kind.CANDIDATE, low),
                first_name=names[low],
                second=code(Kind.CANDIDATE, high),
                second_name=names[high],
                score=found.score,
                reasons=_reasons(found),
            )
            for (low, high), found in shown
        ),
        found=len(pairs),
        people=people,
        skipped=skipped,
    )


def _reasons(found: _Found) -> tuple[str, ...]:
    return tuple(sign.value for sign in found.signs)


def _names(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    names: dict[int, str] = {}
    for batch in _batches(sorted(numbers)):
        rows = connection.execute(
            select(candidates.c.id, SHOWN_NAME.label("name")).where(candidates.c.id.in_(batch))
        )
        names.update((row.id, row.name) for row in rows)
    return names


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    # SQLite binds up to 32766 values in one statement; older ones fewer.
    for start in range(0, len(numbers), 500):
        yield numbers[start : start + 500]


class _Comparing:
    """Compares people, each pair once, and keeps those that look alike."""

    def __init__(self, connection: Connection, country: str, *, least: int) -> None:
        """Look at this database; pairs with fewer points than `least` are forgotten."""
        from hiring.workflow.merging import distinct_pairs  # noqa: PLC0415 - see similar_to

        self.connection = connection
        self.country = country
        self.distinct = distinct_pairs(connection)
        self.found: dict[tuple[int, int], _Found] = {}
        self._least = least
        self._common: set[int] | None = None

    def one_with(self, number: int, others: Sequence[int]) -> None:
        """Compare one person with others."""
        entries = self.entries([number, *others])
        for other in others:
            self._pair(entries, *sorted((number, other)))

    def blocks(self, blocks: Sequence[_Block]) -> None:
        """Compare everybody in each block with everybody else in it."""
        entries = self.entries(sorted({number for block in blocks for number in block.people}))
        pairs = {pair for block in blocks for pair in combinations(sorted(block.people), 2)}
        for low, high in pairs:
            if (low, high) not in self.found:
                self._pair(entries, low, high)

    def _pair(self, entries: dict[int, Entry], low: int, high: int) -> None:
        from hiring.domain.matching import compare  # noqa: PLC0415 - see similar_to

        if (low, high) in self.distinct or low not in entries or high not in entries:
            return
        score, signs = compare(
            entries[low],
            entries[high],
            distance=_letters_that_differ,
            same_phone=self._same_phone,
            is_common=self._is_common,
        )
        if score >= self._least:
            self.found[low, high] = _Found(score, signs)

    def likeliest(self) -> list[tuple[tuple[int, int], _Found]]:
        """Give the pairs, the likeliest first."""
        return sorted(self.found.items(), key=lambda one: (-one[1].score, one[0]))

    def entries(self, numbers: Sequence[int]) -> dict[int, Entry]:
        """Read people and make them comparable."""
        from hiring.domain.matching import entry_of  # noqa: PLC0415 - see similar_to

        entries: dict[int, Entry] = {}
        for batch in _batches(numbers):
            applied: dict[int, set[int]] = {}
            for number, job in self.connection.execute(
                select(applications.c.candidate_id, applications.c.job_id).where(
                    applications.c.candidate_id.in_(batch)
                )
            ):
                applied.setdefault(number, set()).add(job)
            for number, *said in self.connection.execute(
                select(*_COLUMNS).where(candidates.c.id.in_(batch))
            ):
                jobs = frozenset(applied.get(number, ()))
                entries[number] = entry_of(Person(*said), jobs)
        return entries

    def read_common_keys(self) -> None:
        """Read the keys of all that many share, once, as it is asked of everybody."""
        mine = tables.match_keys.c
        many = select(mine.key).group_by(mine.key).having(func.count() > MOST_OF_A_NAME)
        self._common = set(self.connection.scalars(many))

    def _is_common(self, entry: Entry) -> bool:
        key = name_key(" ".join(entry.name))
        if not key:
            return True  # nobody counts how many are called by one word
        if self._common is not None:
            return hashed(f"name {key}") in self._common
        mine = tables.match_keys.c
        asked = select(mine.key).where(mine.key == hashed(f"name {key}"))
        return len(self.connection.execute(asked.limit(MOST_OF_A_NAME + 1)).all()) > MOST_OF_A_NAME

    def _same_phone(self, one: Entry, other: Entry) -> bool:
        return bool(
            numbers_of(one.phone, _region(one.location, self.country), other.phone)
            & numbers_of(other.phone, _region(other.location, self.country), one.phone)
        )


@cache
def _region(location: str, country: str) -> str:
    from hiring.domain.countries import find_country  # noqa: PLC0415 - see similar_to

    named = find_country(location.rpartition(",")[2]) if location else None
    return named or country


def numbers_of(phone: str, region: str, beside: str) -> set[str]:
    """Give the phone numbers of a person in their international form.

    One without its country is taken to be where the person is, else in the country of the
    workspace, else in that of the number `beside` it.
    """
    import phonenumbers  # noqa: PLC0415 - only where the ends of two numbers agree

    from hiring.domain.identity import listed  # noqa: PLC0415 - the same

    found = set()
    for written in listed(phone):
        international = _international(written)
        where = [region] if region else [_region_of(each) for each in listed(beside)]
        for each in (None,) if international.startswith("+") else where:
            try:
                number = phonenumbers.parse(international, each)
            except phonenumbers.NumberParseException:
                continue
            found.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return found


def _international(written: str) -> str:
    cleaned = written.strip()
    return f"+{cleaned[2:]}" if cleaned.startswith("00") else cleaned


def _region_of(written: str) -> str | None:
    import phonenumbers  # noqa: PLC0415 - see numbers_of

    try:
        number = phonenumbers.parse(_international(written), None)
    except phonenumbers.NumberParseException:
        return None
    country = number.country_code
    return phonenumbers.region_code_for_country_code(country) if country else None


def _letters_that_differ(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only where names are compared

    return int(OSA.distance(one, other, score_cutoff=2))


def _compare_one(
    connection: Connection, compared: _Comparing, row: Row[Any]
) -> tuple[Skipped, ...]:
    from hiring.domain.matching import company_key, local_parts  # noqa: PLC0415 - see similar_to

    person = person_of(row)
    others = set(_sharing(connection, [row.id], match_keys(person)))
    words = words_in(person.name)
    company = company_key(person.company)
    asked = [f"{word} {company}" for word in words if company and len(word) > 1]
    others.update(
        _of_like_addresses(connection, set(local_parts(person.email, person.more_emails)))
    )
    frequent = 0
    for text in asked:
        if not words_in(text):
            continue
        found = connection.scalars(matching(connection, text).limit(MOST_FOUND + 1)).all()
        if len(found) > MOST_FOUND:
            frequent += 1
            continue
        living = kept_people(select(candidates.c.id).where(candidates.c.id.in_(found)))
        others.update(connection.scalars(living))
    compared.one_with(row.id, sorted(others - {row.id}))
    return (Skipped("words", frequent, MOST_FOUND),) if frequent else ()


def _of_like_addresses(connection: Connection, wanted: set[str]) -> Iterator[int]:
    from hiring.domain.matching import local_parts  # noqa: PLC0415 - see similar_to

    for begin in {local[:_BEGIN] for local in wanted}:
        mine = tables.emails.c
        for key, number in connection.execute(
            select(mine.key, mine.candidate_id).where(mine.key.like(f"{begin}%"))
        ):
            if not wanted.isdisjoint(local_parts(key, "")):
                yield number


def _compare_everybody(
    connection: Connection, compared: _Comparing, progress: Callable[[int, int], None]
) -> tuple[int, tuple[Skipped, ...]]:
    from hiring.workflow.merging import kept_numbers  # noqa: PLC0415 - see similar_to

    people = connection.execute(
        select(func.count()).where(candidates.c.merged_into.is_(None))
    ).scalar_one()
    kept = kept_numbers(connection)
    steps = max(people, 1)
    counted: dict[str, list[int]] = {}
    progress(0, 3 * steps)
    compared.read_common_keys()
    keys: list[int] = []
    for read, row in enumerate(_everybody(connection), start=1):
        if not read % _BATCH:
            progress(read, 3 * steps)
        keys += [key << 32 | row.id for key in _typo_keys(row)]
    keys.sort()
    progress(steps, 3 * steps)
    blocks = _grouped(((each >> 32, each & 0xFFFFFFFF) for each in keys), "names in one place")
    _compare(compared, blocks, counted)
    del keys
    progress(2 * steps, 3 * steps)
    shared = _grouped(_stored_keys(connection, kept), "phones, pages and names")
    _compare(compared, shared, counted)
    progress(3 * steps, 3 * steps)
    return people, tuple(
        Skipped(what, len(sizes), max(sizes)) for what, sizes in sorted(counted.items())
    )


def _everybody(connection: Connection) -> Iterator[Row[Any]]:
    wanted = ("id", "name", "email", "more_emails", "company", "location")
    return iter(
        connection.execute(
            select(*(candidates.c[name] for name in wanted)).where(
                candidates.c.merged_into.is_(None)
            ),
            execution_options=_STREAMED,
        )
    )


def _typo_keys(row: Row[Any]) -> set[int]:
    """Give hashes that somebody mistyped still shares: a word of the name where they work.

    One word of the name and the first letter of another, in one company; the whole name in one
    town; what stands before the @. A missing company, town or address makes no key.
    """
    from hiring.domain.matching import company_key, local_parts, place_key  # noqa: PLC0415

    words = words_in(row.name)
    company, place = company_key(row.company), place_key(row.location)
    said: list[tuple[str, ...]] = [
        ("local", local) for local in local_parts(row.email, row.more_emails)
    ]
    if company:
        ends = words if len(words) < 4 else [words[0], words[1], words[-1]]  # noqa: PLR2004
        said += [
            ("company", company, word, other[0])
            for place_of, word in enumerate(ends)
            for place_of_other, other in enumerate(ends)
            if place_of != place_of_other and len(word) > 1
        ]
    if place and len(words) > 1:
        said.append(("place", place, *sorted(words)))
    return {hash(each) & _HASH for each in said}


def _stored_keys(connection: Connection, kept: dict[int, int]) -> Iterator[tuple[int, int]]:
    mine = tables.match_keys.c
    rows = connection.execute(
        select(mine.key, mine.candidate_id).order_by(mine.key, mine.candidate_id),
        execution_options=_STREAMED,
    )
    for key, number in rows:
        yield key, kept.get(number, number)


def _grouped(keyed: Iterable[tuple[int, int]], what: str) -> Iterator[_Block]:
    last: int | None = None
    people: set[int] = set()
    for key, number in keyed:
        if key != last:
            if len(people) > 1:
                yield _Block(what, tuple(people))
            last, people = key, set()
        people.add(number)
    if len(people) > 1:
        yield _Block(what, tuple(people))


def _compare(compared: _Comparing, blocks: Iterable[_Block], counted: dict[str, list[int]]) -> None:
    batch: list[_Block] = []
    count = 0
    for block in blocks:
        if len(block.people) > MOST_IN_BLOCK:
            counted.setdefault(block.what, []).append(len(block.people))
            continue
        batch.append(block)
        count += len(block.people)
        if count > _BATCH:
            compared.blocks(batch)
            batch, count = [], 0
    compared.blocks(batch)
