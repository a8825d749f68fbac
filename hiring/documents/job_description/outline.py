"""Draw up an advertisement once, in a reader's order, so that every format says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.job_description.blocks import (
    Bullets,
    Interview,
    Interviews,
    Kind,
    Line,
    Outline,
    Paragraph,
    Piece,
    Section,
)
from hiring.documents.job_description.words import (
    AT_HOME,
    LIVE_OR_AT_HOME,
    say_countries,
    say_day,
    say_employment,
    say_format,
    say_minutes,
    say_remote,
    say_variant,
)
from hiring.documents.plain_text import split_paragraphs
from hiring.domain.advertising import LEFT_OUT, OFFERS, WANTED, find_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hiring.documents.job_description.blocks import Block
    from hiring.views.papers import JobDescription, MustHave


def draw_up(ad: JobDescription) -> Outline:
    """Draw up the outline of a job description; what nobody has said stands as a gap."""
    return Outline(
        code=ad.code,
        title=ad.title,
        company=ad.company,
        facts=tuple(_facts(ad)),
        missing=tuple(gap.what for gap in ad.gaps),
        sections=(
            Section("What the team does, and why it matters", tuple(_team(ad))),
            Section("What you will deliver", tuple(_deliverable(ad))),
            Section("What you will do", (_list(ad.duties, "duties"),)),
            Section("What this role is not", (_list(ad.not_this_role, "not_this_role"),)),
            Section("What you need", tuple(_needs(ad))),
            Section("What we will teach you", (_list(ad.teaches, "teaches"),)),
            Section("How we interview", tuple(_interviews(ad))),
            Section("What we offer", (_offers(ad),)),
            Section("Pay, place and terms", (Bullets(tuple(_terms(ad))),)),
            Section("How to apply", tuple(_applying(ad))),
        ),
    )


def _gap(key: str) -> Piece:
    return Piece(f"[to be written: {WANTED[key].what}]", Kind.GAP)


def _said(text: str, key: str) -> Piece:
    return Piece(text.strip()) if text.strip() else _gap(key)


def _labelled(label: str, *pieces: Piece) -> Line:
    return Piece(label, Kind.STRONG), Piece(" "), *pieces


def _list(items: Iterable[str], key: str) -> Bullets:
    lines = tuple((Piece(item.strip()),) for item in items if item.strip())
    return Bullets(lines or ((_gap(key),),))


def _paragraphs(text: str, key: str) -> Iterator[Paragraph]:
    parts = split_paragraphs(text)
    if not parts:
        yield Paragraph((_gap(key),))
    for part in parts:
        yield Paragraph((Piece(part),))


def _facts(ad: JobDescription) -> Iterator[Line]:
    yield (_said(ad.company, "company"),)
    if ad.places or ad.remote != "remote":
        yield (_said("; ".join(place.written for place in ad.places), "location"),)
    if ad.remote == "remote" and ad.remote_from:
        yield (Piece(f"Remote from {say_countries(ad.remote_from)}"),)
    else:
        yield (Piece(say_remote(ad.remote)) if ad.remote else _gap("remote"),)
    kind = ad.employment_type
    yield (Piece(say_employment(kind)) if kind else _gap("employment_type"),)
    yield (_said(str(ad.pay or ""), "pay"),)


def _team(ad: JobDescription) -> Iterator[Block]:
    yield from _paragraphs(ad.team, "team")
    variant = " ".join(say_variant(ad))
    if variant:
        yield Paragraph((Piece(variant),))
    if ad.setting.strip():
        yield Paragraph(
            _labelled("How machine learning is organised here.", Piece(ad.setting.strip()))
        )


def _deliverable(ad: JobDescription) -> Iterator[Block]:
    yield Paragraph(
        _labelled("Your one main deliverable.", _said(ad.deliverable, "deliverable")), leads=True
    )
    yield Bullets(
        (
            _labelled("After 30 days:", _said(ad.expect_30, "expect_30")),
            _labelled("After 90 days:", _said(ad.expect_90, "expect_90")),
            _labelled("After 180 days:", _said(ad.expect_180, "expect_180")),
        )
    )


def _needs(ad: JobDescription) -> Iterator[Block]:
    if not ad.must_haves:
        yield Paragraph((_gap("must_haves"),))
        return
    groups = (
        ("Here we look for strength:", [one for one in ad.must_haves if one.strong]),
        ("Here a sound base is enough:", [one for one in ad.must_haves if not one.strong]),
    )
    for lead, wanted in groups:
        if wanted:
            yield Paragraph((Piece(lead),), leads=True)
            yield Bullets(tuple(_must_have(one) for one in wanted))
    if ad.also_assessed:
        named = _one_sentence(", ".join(ad.also_assessed), begins=False)
        yield Paragraph((Piece(f"The interviews look at these too: {named}."),))
    if all(one.steps for one in ad.must_haves):
        yield Paragraph(
            (
                Piece(
                    "Each of these is looked at in an interview below. How you learnt it does not"
                    " matter.",
                    Kind.QUIET,
                ),
            ),
            small=True,
        )


def _must_have(one: MustHave) -> Line:
    words = one.words.strip().rstrip(".")
    sentence = words[:1].upper() + words[1:] if words[:4].lower() == "you " else f"You {words}"
    name = one.competency.strip()
    line = _labelled(f"{name[:1].upper()}{name[1:]}.", Piece(f"{sentence}."))
    if one.steps:
        return line
    return (*line, Piece(" "), Piece("[no interview assesses this yet]", Kind.GAP))


def _interviews(ad: JobDescription) -> Iterator[Block]:
    if not ad.plan:
        yield Paragraph((_gap("plan"),))
        return
    total = say_minutes(sum(step.minutes for step in ad.plan))
    same = "Everybody takes the same step" if len(ad.plan) == 1 else "Everybody takes the same "
    steps = "" if len(ad.plan) == 1 else f"{len(ad.plan)} steps"
    yield Paragraph((Piece(f"{same}{steps}, {total} in all."),), leads=True)
    yield Interviews(
        tuple(
            Interview(
                name=step.name,
                format=say_format(step.format),
                time=say_minutes(step.minutes),
                looks_at=_one_sentence(step.looks_at),
            )
            for step in ad.plan
        )
    )
    for step in ad.plan:
        if step.format == LIVE_OR_AT_HOME:
            yield Paragraph(
                (
                    Piece(
                        f"\N{LEFT DOUBLE QUOTATION MARK}{step.name}\N{RIGHT DOUBLE QUOTATION MARK}"
                        f" takes at most {say_minutes(step.minutes)} at home. You may do it live"
                        " with us instead; both count the same."
                    ),
                )
            )
        elif step.format == AT_HOME:
            yield Paragraph(
                (
                    Piece(
                        f"\N{LEFT DOUBLE QUOTATION MARK}{step.name}\N{RIGHT DOUBLE QUOTATION MARK}"
                        f" takes at most {say_minutes(step.minutes)} at home; more time spent"
                        " counts for nothing."
                    ),
                )
            )


def _one_sentence(names: str, *, begins: bool = True) -> str:
    # Competencies by name: capitals inside a list look like a form.
    named = names.split(", ")
    kept = named[:1] if begins else []
    small = (n[:1].lower() + n[1:] if n[1:2].islower() else n for n in named[len(kept) :])
    return ", ".join((*kept, *small))


def _offers(ad: JobDescription) -> Bullets:
    return Bullets(
        tuple(
            _labelled(f"{heading}.", _said(ad.offers.get(key, ""), key))
            for key, heading in OFFERS.items()
            if ad.offers.get(key, "").strip() != LEFT_OUT
        )
    )


def _terms(ad: JobDescription) -> Iterator[Line]:
    yield _labelled("Pay:", _said(f"{ad.pay}." if ad.pay else "", "pay"))
    yield _labelled("Place:", *_place(ad))
    kind = say_employment(ad.employment_type) if ad.employment_type else ""
    yield _labelled("Employment:", _said(f"{kind}." if kind else "", "employment_type"))
    if ad.headcount > 1:
        yield _labelled("Openings:", Piece(f"{ad.headcount}."))
    if ad.closes:
        yield _labelled("Apply by:", Piece(f"{say_day(ad.closes)}."))


def _place(ad: JobDescription) -> Iterator[Piece]:
    """Say where one works: the places, whether on site, and where one may live who is remote."""
    if ad.places or ad.remote != "remote":
        places = "; ".join(place.written for place in ad.places)
        yield _said(f"{places}." if places else "", "location")
        yield Piece(" ")
    if ad.places and not all(place.country for place in ad.places):
        yield _gap("country")
        yield Piece(" ")
    if ad.remote == "remote":
        living = say_countries(ad.remote_from)
        yield Piece("Wholly remote, from ")
        yield _said(f"{living}." if living else "", "remote_from")
        return
    yield Piece(f"{say_remote(ad.remote)}.") if ad.remote else _gap("remote")


def _applying(ad: JobDescription) -> Iterator[Block]:
    link = find_address(ad.apply)
    if ad.how_to_apply.strip() or not link:
        yield from _paragraphs(ad.how_to_apply, "how_to_apply")
    if link:
        label = "Apply by e-mail:" if link.startswith("mailto:") else "Apply here:"
        yield Paragraph(_labelled(label, Piece(ad.apply.strip(), link=link)))
    yield Paragraph(_labelled("Adjustments.", _said(ad.accommodation, "accommodation")))
    yield Paragraph(
        _labelled("Equal opportunity.", _said(ad.equal_opportunity, "equal_opportunity"))
    )
    yield Paragraph((Piece(f"Job {ad.code}", Kind.QUIET),), small=True)
