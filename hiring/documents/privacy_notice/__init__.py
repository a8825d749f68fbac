"""The draft of a privacy notice: what is kept, by which rules, in the company's words.

The texts of each language are a file beside this one; a test holds them to the columns there are.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiring.domain.explaining import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.views.privacy import NoticeFacts

LANGUAGES = ("en", "de")
_HERE = Path(__file__).resolve().parent


@cache
def texts_of(language: str) -> Mapping[str, Any]:
    """Give the texts of a language."""
    return tomllib.loads((_HERE / f"{language}.toml").read_text(encoding="utf-8"))


def title_of(facts: NoticeFacts) -> str:
    """Give the notice's title."""
    title: str = texts_of(facts.language)["title"]
    return title


def parts_of(facts: NoticeFacts) -> tuple[Part, ...]:
    """Fill in the notice, part by part; the first, without a heading, says that it is a draft."""
    texts = texts_of(facts.language)
    said = {
        "sources": ", ".join(facts.sources),
        "company": facts.company or texts["no_company"],
        "contact": facts.contact or texts["no_contact"],
    }
    lists = {
        "fields": tuple(_fields(facts, texts)),
        "rules": tuple(_rules(facts, texts)),
    }
    return (
        Part("", (texts["draft"].format(**said),)),
        *(
            Part(
                one["heading"],
                tuple(paragraph.format(**said) for paragraph in one["paragraphs"]),
                lists[one["list"]] if "list" in one else tuple(one.get("points", ())),
            )
            for one in texts["section"]
        ),
    )


def made_by(facts: NoticeFacts) -> str:
    """Say by what the notice was written, and of when its rules are."""
    texts = texts_of(facts.language)
    dates = sorted({f"{one['id']} {one['as_of']}" for one in facts.rules})
    said: str = texts["made_by"].format(
        day=facts.day, program=facts.program, dates=", ".join(dates) or texts["no_dates"]
    )
    return said


def write_markdown(facts: NoticeFacts) -> str:
    """Write the notice as Markdown."""
    lines = [f"# {title_of(facts)}"]
    for part in parts_of(facts):
        lines += ["", f"## {part.heading}"] if part.heading else []
        for paragraph in part.paragraphs:
            lines += ["", paragraph]
        lines += ["", *(f"- {point}" for point in part.points)] if part.points else []
    return "\n".join([*lines, "", made_by(facts), ""])


def _fields(facts: NoticeFacts, texts: Mapping[str, Any]) -> Iterator[str]:
    """Say what is kept in each table; a column that nobody has put into words names itself."""
    kept: dict[str, list[str]] = {}
    order = {name: place for place, name in enumerate(texts["fields"])}
    for table, column in sorted(facts.fields, key=lambda one: order.get(".".join(one), len(order))):
        said = texts["fields"].get(f"{table}.{column}", f"[{table}.{column}]")
        kept.setdefault(table, []).append(said)
    for table in facts.said_by_others:
        kept[table] = [texts["said_by_others"].get(table, f"[{table}]")]
    named = [table for table in texts["tables"] if table in kept]
    for table in (*named, *(table for table in kept if table not in named)):
        yield f"{texts['tables'].get(table, f'[{table}]')}: {', '.join(kept[table])}"


def _rules(facts: NoticeFacts, texts: Mapping[str, Any]) -> Iterator[str]:
    if not facts.rules:
        yield texts["no_rules"]
    for one in facts.rules:
        bound = texts.get(one["bound"], one["bound"])
        # Names as "Germany: after a rejection" say where they hold already.
        place = one["jurisdiction"]
        where = "" if place.casefold() in one["name"].casefold() else f" ({place})"
        yield texts["rule"].format(**{**one, "bound": bound, "where": where})
