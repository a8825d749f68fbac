"""What is known of advertisements: headings, languages, the words of facts, the lint's rules.

People edit the TOML files here; `make docs` writes what they say as Python, which loads faster.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from hiring.ad_rules.written_words import SAID
from hiring.domain.adverts.advert import Part
from hiring.domain.adverts.fact_words import Cue, End, FactWords, Money
from hiring.domain.adverts.money import compile_marks
from hiring.domain.adverts.parts import Headings
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.phrases import Phrases


@cache
def load_headings() -> Headings:
    """Give the known headings, and the small words by which a language is told."""
    return Headings(
        phrases=Phrases(
            (phrase, Part(part)) for part, phrases in SAID["headings"].items() for phrase in phrases
        ),
        small_words={code: frozenset(words.split()) for code, words in SAID["languages"].items()},
    )


@cache
def load_fact_words() -> FactWords:
    """Give the words by which facts are told: currencies, words around pay, names of places."""
    rules = SAID["facts"]
    pay = rules["pay"]
    cues = [(phrase, cue) for cue, key in _CUES for phrase in pay[key]]
    return FactWords(
        money=_read_money(rules),
        cues=Phrases(cues),
        vague=Phrases((phrase, True) for phrase in pay["vague"]),
        ends=Phrases((phrase, end) for end in End for phrase in pay[end.value]),
        regions=frozenset(rules["places"]["regions"]),
    )


_CUES = (
    (Cue.PAY, "words"),
    (Cue.ON_TARGET, "on_target"),
    (Cue.EXTRA, "extras"),
    (Cue.OTHER, "other"),
)


def _read_money(rules: dict[str, Any]) -> Money:
    currencies, ambiguous = rules["currencies"], rules["ambiguous"]
    codes = dict(ambiguous)
    for code, one in currencies.items():
        codes |= dict.fromkeys((*one["signs"], *one["codes"], *one["words"]), code)
    codes |= {code.lower(): code for code in rules["small"]["codes"]}
    marks = {sign for sign in codes if len(sign) == 1 and not sign.isalnum()}
    before, behind, hint = map(Pattern, compile_marks(marks))
    return Money(
        before=before,
        behind=behind,
        hint=hint,
        codes=codes,
        words=tuple(word for one in currencies.values() for word in one["words"]),
        ambiguous=ambiguous,
        per_dollar={code: one["per_dollar"] for code, one in currencies.items()},
        places=Phrases(
            (place, code) for code, places in rules["money_of_places"].items() for place in places
        ),
    )
