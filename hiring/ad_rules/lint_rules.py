"""Give the lint's rules, the first releases of tools and the rules on pay."""

from __future__ import annotations

from functools import cache
from typing import Any

from hiring.ad_rules.written_rules import SAID
from hiring.domain.adverts.findings import Group, Level, Rule, Where, Words
from hiring.domain.adverts.lint.subject import PayRules, Rulebook, Tool


@cache
def load_rulebook() -> Rulebook:
    """Give the book of the shipped rules."""
    exempt = SAID["exempt"]
    return Rulebook(
        rules=tuple(_rule(group, said) for group in Group for said in _load_group(group)),
        inclusive=tuple(exempt["inclusive"]),
        negations=tuple(exempt["negations"]),
        tools=load_tools(),
        pay_rules=load_pay_rules(),
    )


@cache
def load_tools() -> tuple[Tool, ...]:
    """Give the tools with the days of their first public releases."""
    return tuple(
        Tool(
            name=said["name"],
            since=said["since"],
            phrases=tuple(said["phrases"]),
            source=said["source"],
            subject=said.get("subject", False),
        )
        for said in SAID["tools"]["tools"]
    )


def rule_dates() -> dict[str, str]:
    """Tell of each set of rules on the law, and of tools, of which day it is."""
    return {
        "pay in advertisements": str(SAID["pay_rules"]["as_of"]),
        "tools in advertisements": str(SAID["tools"]["as_of"]),
    }


@cache
def load_pay_rules() -> tuple[PayRules, ...]:
    """Give the sets of rules on pay, one for each jurisdiction."""
    said = {name: one for name, one in SAID["pay_rules"].items() if name != "as_of"}
    return tuple(
        PayRules(
            id=name,
            name=one["name"],
            begins=one["from"],
            as_of=SAID["pay_rules"]["as_of"],
            who=one["who"],
            asks=tuple(one["asks"]),
            source=one["source"],
            places=tuple(one["places"]),
            code=one["code"],
            remote=one["remote"],
            note=one.get("note", ""),
        )
        for name, one in said.items()
    )


def _load_group(group: Group) -> tuple[dict[str, Any], ...]:
    said: tuple[dict[str, Any], ...] = SAID[f"rules/{group.value}"]["rule"]
    return said


def _rule(group: Group, said: dict[str, Any]) -> Rule:
    return Rule(
        id=said["id"],
        group=group,
        level=Level(said["level"]),
        name=said["name"],
        why=said["why"],
        source=said["source"],
        rewrite=said["rewrite"],
        good=tuple(said.get("good", ())),
        bad=tuple(said.get("bad", ())),
        words=tuple(
            Words(tuple(words["for"]), words.get("say", "")) for words in said.get("words", ())
        ),
        unless=tuple(said.get("unless", ())),
        unless_line=tuple(said.get("unless_line", ())),
        where=Where(said.get("where", Where.ASKS)),
        lists={name: tuple(phrases) for name, phrases in said.get("lists", {}).items()},
        instead={say: tuple(stems) for say, stems in said.get("instead", {}).items()},
        limits=said.get("limits", {}),
        any_language=said.get("any_language", False),
        for_jobs=said.get("for_jobs", False),
    )
