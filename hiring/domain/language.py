"""The fixed texts of a scorecard in one language, and the words by which any card is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

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

    def choice(self, text: str) -> Overall | None:
        """Give the overall recommendation that a text names, or None."""
        return dict(self.overall).get(folded(text))


def folded(text: str) -> str:
    """Give a text as it is compared: without case, with single spaces, "_" as a space."""
    return " ".join(text.casefold().replace("_", " ").split())
