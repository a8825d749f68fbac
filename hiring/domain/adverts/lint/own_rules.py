"""A team's own changes to the rules: switched off, of another level, with more words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.adverts.findings import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiring.domain.adverts.findings import Level, Rule
    from hiring.domain.adverts.lint.subject import Rulebook


class RuleChange(NamedTuple):
    """What a team changed of one rule, and its reason."""

    rule: str
    because: str
    off: bool = False
    level: Level | None = None
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def change_rules(book: Rulebook, changes: Iterable[RuleChange]) -> Rulebook:
    """Give a book in which a team's changes are made.

    Raises ValueError for a rule there is not, and for words of a rule that looks for none.
    """
    made = {change.rule: change for change in changes}
    known = {rule.id: rule for rule in book.rules}
    for name, change in made.items():
        if name not in known:
            raise ValueError(f"there is no rule {name!r}")
        if (change.words or change.unless) and not known[name].words:
            raise ValueError(f"the rule {name!r} looks for no words")
    if not made:
        return book
    rules = tuple(
        _change(rule, made[rule.id]) if rule.id in made else rule
        for rule in book.rules
        if rule.id not in made or not made[rule.id].off
    )
    return book._replace(rules=rules)


def _change(rule: Rule, change: RuleChange) -> Rule:
    words = (*rule.words, Words(change.words)) if change.words else rule.words
    return rule._replace(
        level=change.level or rule.level,
        words=words,
        unless=(*rule.unless, *change.unless),
    )
