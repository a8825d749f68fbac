from __future__ import annotations

import pytest

from hiring.domain.phrases import Phrases
from hiring.domain.tokens import split_words

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


def found(phrase: str, text: str) -> list[str]:
    hits = Phrases([(phrase, None)]).find(split_words(text))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("data engineer", "A Data Engineer, or data-engineer", ["Data Engineer", "data-engineer"]),
        ("deploy* model*", "Deploying models", ["Deploying models"]),
        ("deploy* _ model*", "deploy and monitor the models", ["deploy and monitor the models"]),
        ("deploy* _ model*", "Deploy it. Some models wait", []),
        ("deploy* _ model*", "deploy one two three four models", []),
        (
            "build|own ?the pipeline*",
            "own the pipelines; build pipeline",
            ["own the pipelines", "build pipeline"],
        ),
        ("c++", "C++ and C", ["C++"]),
        (
            "what you'll do",
            "What you\N{RIGHT SINGLE QUOTATION MARK}ll do",
            ["What you\N{RIGHT SINGLE QUOTATION MARK}ll do"],
        ),
        ("company", "the company's data", ["company's"]),
        ("he", "the head of her shelf", []),
    ],
)
def test_a_phrase_is_found_as_it_is_written(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize("phrase", ["_ model", "model _", "?a"])
def test_a_phrase_must_begin_and_end_with_a_word(phrase: str) -> None:
    with pytest.raises(ValueError, match="a phrase"):
        Phrases([(phrase, None)])
