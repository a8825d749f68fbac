"""The words that free text about people is pointed out for, as data: a file for each language."""

from __future__ import annotations

from functools import cache

from hiring.domain.guard import Group, NamedPattern
from hiring.guard_rules.written_words import SAID

FIRST = "en"
"""The language whose file names the groups and their reasons."""


@cache
def load_groups() -> tuple[Group, ...]:
    """Give the shipped groups, each with its words in every language."""
    files = (SAID[FIRST], *(one for name, one in SAID.items() if name != FIRST))
    listed = {
        (file["language"], group["id"]): (file["as_of"], group)
        for file in files
        for group in file["group"]
    }
    made = []
    for first in SAID[FIRST]["group"]:
        theirs = [found for file in files if (found := listed.get((file["language"], first["id"])))]
        made.append(
            Group(
                id=first["id"],
                name=first["name"],
                why=first["why"],
                law=first["law"],
                source=first["source"],
                as_of=max(as_of for as_of, _ in theirs),
                words=tuple(word for _, group in theirs for word in group["words"]),
                unless=tuple(word for _, group in theirs for word in group.get("unless", ())),
                patterns=tuple(
                    NamedPattern(one["name"], one["regex"], one.get("needs", ()))
                    for _, group in theirs
                    for one in group.get("patterns", ())
                ),
            )
        )
    return tuple(made)
