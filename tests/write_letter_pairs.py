"""Write how often letters stand beside each other in names, from lists of names, for reading files.

`python -m tests.write_letter_pairs < names.tsv`: a line is a language, a tab and a word. What is
committed was counted from the first names, surnames and towns of the library Faker 40 (MIT), with
some hundred words by hand where it has few with accents.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from math import log2
from pathlib import Path

from hiring.exchange.people.letters import ALWAYS, PAIRS, WORST, folded

_KNOWN = 0.5  # of a pair that was never seen, of two letters the language has
_LETTERS = 30
_HEAD = """\
# How unlikely it is, in bits as one hexadecimal digit, that a letter follows another in names of a
# language: pairs with a letter beyond ASCII, "_" being the begin or the end of a word.
# Written by tests/write_letter_pairs.py.
"""


def main() -> None:
    """Read words and write the file."""
    words = defaultdict(set)
    for line in sys.stdin:
        language, word = line.split("\t")
        words[language].add(folded(word.strip()))
    lines = [f"{language} {_line(words[language])}\n" for language in sorted(words)]
    Path(PAIRS).write_text(_HEAD + "".join(lines), encoding="utf-8")


def _line(words: set[str]) -> str:
    pairs: Counter[str] = Counter()
    firsts: Counter[str] = Counter()
    for word in sorted(word for word in words if not word.isascii()):
        letters = f"_{word}_"
        for at in range(len(letters) - 1):
            pairs[letters[at : at + 2]] += 1
            firsts[letters[at]] += 1
    found = []
    for pair, count in sorted(pairs.items()):
        if pair.isascii():
            continue
        chance = (count + _KNOWN) / (firsts[pair[0]] + _KNOWN * _LETTERS)
        cost = min(WORST, max(ALWAYS, round(-log2(chance))))
        found.append(f"{pair}{cost:x}")
    return " ".join(found)


if __name__ == "__main__":
    main()
