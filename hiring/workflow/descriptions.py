"""Job descriptions: what they say, what is still missing, and the versions that were published."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiring.domain.advertising import OFFERS, WANTED
from hiring.domain.countries import read_countries, read_places
from hiring.domain.pay import PayRange
from hiring.domain.snapshot import DEFAULT_BAR
from hiring.errors import Problem, RefusedError
from hiring.store.queries import current_revision, find_job, rubric_of
from hiring.store.tables import actors, advertisements
from hiring.views.descriptions import (
    Published,
    Publishing,
    fingerprint,
    keep_description,
    read_description,
)
from hiring.views.papers import JobDescription, MustHave, PlanLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Row

    from hiring.config import Settings
    from hiring.domain.advertising import Gap
    from hiring.domain.snapshot import Rubric
    from hiring.store.ledger import Act

MOST_MUST_HAVES = 8
ENOUGH_MUST_HAVES = 6  # unless more of them ask for strength: a short list is read to its end


def job_description(connection: Connection, text: str, *, settings: Settings) -> JobDescription:
    """Gather what a job description says now; every must-have is one that a step assesses."""
    job = find_job(connection, text)
    revision = current_revision(connection, job.id)
    rubric = rubric_of(connection, revision.id)
    newest = _newest(connection, job.id)
    ad = JobDescription(
        code=job.code,
        title=job.title,
        company=settings.company,
        team=job.team,
        setting=rubric.setting_text,
        deliverable=job.deliverable or rubric.deliverable,
        expect_30=job.expect_30,
        expect_90=job.expect_90,
        expect_180=job.expect_180,
        duties=rubric.duties,
        not_this_role=(*_not_expected(job.not_expected), *rubric.not_this_role),
        must_haves=_must_haves(rubric),
        also_assessed=tuple(
            rubric.competency(competency).name
            for competency in _most_wanted(rubric)[_how_many(rubric) :]
        ),
        teaches=rubric.teaches,
        plan=tuple(
            PlanLine(
                name=step.name,
                format=step.format,
                minutes=step.minutes,
                looks_at=", ".join(rubric.competency(c).name for c in step.competencies),
            )
            for step in rubric.plan
        ),
        places=read_places(job.location, job.country),
        remote=job.remote,
        remote_from=read_countries(job.remote_from)[0],
        employment_type=job.employment_type,
        pay=_pay(job),
        headcount=job.headcount,
        offers={key: getattr(job, key) or settings.offers.get(key, "") for key in OFFERS},
        how_to_apply=settings.how_to_apply,
        apply=job.apply or settings.apply,
        closes=job.closes,
        accommodation=settings.accommodation,
        equal_opportunity=settings.equal_opportunity,
        website=settings.website,
        direct_apply=settings.direct_apply,
        level=rubric.level,
        focus=rubric.focus,
        scope=rubric.scope,
        rubric=f"{rubric.role} {rubric.version}, revision {revision.number}",
        gaps=(),
        posted="",
    )
    ad = replace(ad, gaps=find_gaps(ad))
    published = newest is not None and newest.content_hash == fingerprint(ad)
    return replace(ad, posted=newest.posted) if newest and published else ad


def find_gaps(ad: JobDescription) -> tuple[Gap, ...]:
    """Name everything that an ad has to say and does not yet, in a reader's order."""
    by_itself = {
        "assessed": all(one.steps for one in ad.must_haves),
        "location": ad.places or ad.remote == "remote",
        "country": all(place.country for place in ad.places),
        "remote_from": ad.remote_from or ad.remote != "remote",
        "how_to_apply": ad.how_to_apply.strip() or ad.apply,
        **{key: ad.offers.get(key, "") for key in OFFERS},
    }
    said = {key: by_itself[key] if key in by_itself else getattr(ad, key) for key in WANTED}
    return tuple(
        WANTED[key]
        for key, words in said.items()
        if not (words.strip() if isinstance(words, str) else words)
    )


def _not_expected(text: str) -> tuple[str, ...]:
    said = text.strip().rstrip(".")
    if said[1:2].islower():
        said = said[0].lower() + said[1:]
    return (f"We do not expect: {said}.",) if said else ()


def _must_haves(rubric: Rubric) -> tuple[MustHave, ...]:
    return tuple(
        MustHave(
            words=rubric.competency(competency).candidate_words,
            competency=rubric.competency(competency).name,
            steps=tuple(s.name for s in rubric.plan if competency in s.competencies),
            strong=_is_strong(rubric, competency),
        )
        for competency in _most_wanted(rubric)[: _how_many(rubric)]
    )


def _is_strong(rubric: Rubric, competency: str) -> bool:
    return competency in rubric.strengths or rubric.bar_of(competency) > DEFAULT_BAR


def _how_many(rubric: Rubric) -> int:
    strong = sum(_is_strong(rubric, competency) for competency in rubric.rated)
    return min(max(strong, ENOUGH_MUST_HAVES), MOST_MUST_HAVES)


def _most_wanted(rubric: Rubric) -> tuple[str, ...]:
    # Strengths first, then raised bars: what people are most likely to be turned down on.
    bars = sorted((c for c in rubric.bars if c not in rubric.strengths), key=rubric.bar_of)
    raised = [c for c in bars if rubric.bar_of(c) > DEFAULT_BAR]
    return (*rubric.strengths, *raised, *(c for c in rubric.rated if c in bars and c not in raised))


def _pay(job: Row[Any]) -> PayRange | None:
    if job.pay_min is None:
        return None
    return PayRange(
        low=job.pay_min, high=job.pay_max, currency=job.pay_currency, period=job.pay_period
    )


def refuse_gaps(ad: JobDescription) -> None:
    """Refuse an ad that does not say everything yet; RefusedError names each gap."""
    if ad.gaps:
        raise RefusedError(
            *(
                Problem(f"still to be written: {gap.what}", where=ad.code, fix=gap.how)
                for gap in ad.gaps
            )
        )


def publish_description(
    act: Act,
    text: str,
    *,
    settings: Settings,
    on: str | None,
    today: str,
    write: Callable[[JobDescription], str],
) -> Publishing:
    """Keep an ad as it is published, with its text, its pay and its day, as the next version.

    What says the same as the newest version is not kept twice, unless another day is named.
    Raises RefusedError for an ad with gaps, for a closed job, and for a last day that is over
    before the ad is posted.
    """
    job = find_job(act.connection, text)
    newest = _newest(act.connection, job.id)
    ad = job_description(act.connection, text, settings=settings)
    refuse_gaps(ad)
    ad = replace(ad, posted=on or today, version=newest.number + 1 if newest else 1)
    _refuse_to_publish(job, ad)
    digest = fingerprint(ad)
    if newest and newest.content_hash == digest and on in {None, newest.posted}:
        return Publishing(ad=read_description(newest.snapshot), text=newest.text, new=False)
    written = write(ad)
    act.insert(
        advertisements,
        job_id=job.id,
        number=ad.version,
        revision_id=current_revision(act.connection, job.id).id,
        posted=ad.posted,
        closes=ad.closes,
        title=ad.title,
        pay_min=job.pay_min,
        pay_max=job.pay_max,
        pay_currency=job.pay_currency,
        pay_period=job.pay_period,
        snapshot=keep_description(ad),
        text=written,
        content_hash=digest,
        published_at=act.now,
        actor_id=act.actor_id,
    )
    act.record(
        "advertisement published",
        job.code,
        job=job.id,
        from_code=f"version {newest.number}" if newest else None,
        to_code=f"version {ad.version}, {ad.posted}",
    )
    return Publishing(ad=ad, text=written, new=True)


def _refuse_to_publish(job: Row[Any], ad: JobDescription) -> None:
    if job.status == "closed":
        raise RefusedError(
            Problem(
                f"{ad.code} is closed", fix=f"hiring job reopen {ad.code} --because TEXT, or none"
            )
        )
    refuse_days(ad)


def refuse_days(ad: JobDescription) -> None:
    """Refuse an ad whose last day to apply is over before it is posted; RefusedError."""
    if ad.closes and ad.posted and ad.closes < ad.posted:
        raise RefusedError(
            Problem(
                f"the last day to apply, {ad.closes}, is before the ad is posted, {ad.posted}",
                fix=f"hiring job edit {ad.code} --closes DATE",
            )
        )


def _newest(connection: Connection, job_id: int) -> Row[Any] | None:
    return connection.execute(
        select(advertisements)
        .where(advertisements.c.job_id == job_id)
        .order_by(advertisements.c.number.desc())
        .limit(1)
    ).first()


def list_published(
    connection: Connection, text: str, *, limit: int | None
) -> tuple[Published, ...]:
    """List the versions of an ad that were published, the newest first."""
    job = find_job(connection, text)
    rows = connection.execute(
        select(advertisements, actors.c.name)
        .join(actors, actors.c.id == advertisements.c.actor_id)
        .where(advertisements.c.job_id == job.id)
        .order_by(advertisements.c.number.desc())
        .limit(limit)
    )
    return tuple(_published(job.code, row) for row in rows)


def _published(job: str, row: Row[Any]) -> Published:
    ad = read_description(row.snapshot)
    return Published(
        job=job,
        version=row.number,
        posted=row.posted,
        closes=row.closes,
        title=row.title,
        pay=str(ad.pay or ""),
        rubric=ad.rubric,
        text=row.text,
        published_at=row.published_at,
        published_by=row.name,
    )


def published_description(
    connection: Connection, text: str, *, version: int | None
) -> tuple[JobDescription, str] | None:
    """Give an ad as it was published with its text: one version, or the newest where there is one.

    Raises RefusedError for a version that was never published.
    """
    job = find_job(connection, text)
    newest = _newest(connection, job.id)
    if version is None or newest is None or newest.number == version:
        found = newest
    else:
        found = connection.execute(
            select(advertisements).where(
                advertisements.c.job_id == job.id, advertisements.c.number == version
            )
        ).first()
    if version is not None and (found is None or found.number != version):
        known = f"it has 1 to {newest.number}" if newest else f"hiring jd publish {job.code}"
        raise RefusedError(Problem(f"{job.code} has no published version {version}", fix=known))
    return (read_description(found.snapshot), found.text) if found else None
