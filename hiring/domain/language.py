"""The fixed texts of a scorecard in one language, and the words by which any card is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hiring.domain.scorecard import Overall

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Language:
    """Every fixed text of a card by its key, as "read.rating"; texts hold {names} to fill in."""

    code: str
    texts: tuple[tuple[str, str], ...]

    def say(self, key: str, **values: object) -> str:
        """Give a text with its names filled in; KeyError when the language lacks it."""
        return self._by_key[key].format(**values)

    def has(self, key: str) -> bool:
        """Tell whether there is a text of that key."""
        return key in self._by_key

    @cached_property
    def _by_key(self) -> dict[str, str]:
        return dict(self.texts)


@dataclass(frozen=True)
class Vocabulary:
    """The words by which cards are read, whatever their language; all of them casefolded.

    `levels` holds (levels of the scale, level, its name).
    """

    competency: tuple[str, ...]
    rating: tuple[str, ...]
    evidence: tuple[str, ...]
    last: tuple[str, ...]
    recommendation: tuple[str, ...]
    not_assessed: frozenset[str]
    overall: tuple[tuple[str, Overall], ...]
    levels: frozenset[tuple[int, int, str]]

    @classmethod
    def of(cls, languages: Iterable[Language]) -> Vocabulary:
        """Collect the words of several languages."""
        known = tuple(languages)

        def words(key: str) -> tuple[str, ...]:
            return tuple(dict.fromkeys(folded(one.say(key)) for one in known))

        return cls(
            competency=words("read.competency"),
            rating=words("read.rating"),
            evidence=words("read.evidence"),
            last=words("read.last"),
            recommendation=words("read.recommendation"),
            not_assessed=frozenset(words("read.not_assessed")),
            overall=tuple(
                (word, choice) for choice in Overall for word in words(f"overall.{choice.value}")
            ),
            levels=frozenset(
                (int(top), int(level), folded(text))
                for one in known
                for key, text in one.texts
                if key.startswith("scale.")
                for _, top, level in [key.split(".")]
            ),
        )

    def also(self, words: Iterable[tuple[str, str]]) -> Vocabulary:
        """Add the words of one more language, given by their keys as a card carries them."""
        said = {key: folded(word) for key, word in words if word.strip()}
        headings = ("competency", "rating", "evidence", "last", "recommendation")
        more: dict[str, Any] = {
            key: tuple(dict.fromkeys((*getattr(self, key), said[key])))
            for key in headings
            if key in said
        }
        choices = tuple((said[one.value], one) for one in Overall if one.value in said)
        unassessed = {said["not_assessed"]} if "not_assessed" in said else set()
        return replace(
            self,
            **more,
            not_assessed=self.not_assessed | unassessed,
            overall=(*self.overall, *choices),
        )

    def choice(self, text: str) -> Overall | None:
        """Give the overall recommendation that a text names, or None."""
        return dict(self.overall).get(folded(text))


def folded(text: str) -> str:
    """Give a text as it is compared: without case, with single spaces, "_" as a space."""
    return " ".join(text.casefold().replace("_", " ").split())
