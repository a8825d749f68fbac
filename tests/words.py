"""How tests write and read cards: in English, by the words of every language that ships."""

from __future__ import annotations

from hiring.domain.language import Vocabulary
from hiring.languages import known_languages, load_language
from hiring.workflow.scorecards import Looks

WORDS = Vocabulary.of(known_languages())
LOOKS = Looks(company="Example GmbH", language=load_language("en"))
