"""What a language file must hold so that its cards can be written, and read without doubt."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from hiring.domain.language import folded
from hiring.domain.scorecard import Overall
from hiring.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hiring.domain.language import Language

HEADERS = ("competency", "rating", "evidence", "last", "recommendation")
"""The words that a cell of the sheet begins with; the rest of the cell may say more."""

_LONGEST_WORD = 32  # as long as the title of a prompt may be
_LONGEST_TEXT = 200
_LONGEST_LIST = 255
_LONGEST_SHEET_NAME = 31
_LONGEST = {
    "card.hint": 115,
    "card.footer": 40,
    "card.page": 40,
    "kit.footer": 60,
    "choose.rating": 32,
    "choose.rating_prompt": 80,
    "choose.levels": 32,
    "choose.overall": 32,
    "choose.refused": 50,
}
"""Where there is little room: a prompt, once filled in, and a footer hold 255 characters."""
_NOT_IN_SHEET_NAMES = frozenset(":\\/?*[]")
_KEPT_SHEET_NAMES = frozenset({"history", "_hiring"})
_WORDS = ("read.", "overall.", "scale.")


def differences(
    texts: Mapping[str, object], pattern: Mapping[str, str] | None, *, where: str
) -> Iterator[Problem]:
    """Name every key and every {name} by which a language differs from English."""
    for key, text in texts.items():
        if not isinstance(text, str):
            yield Problem(f"{key} is not a text", where=where, fix='write it in "quotes".')
        elif _names(text) is None:
            yield Problem(
                f"{key} has a brace that names nothing",
                where=where,
                fix="write {names} as in the English text, and no other braces.",
            )
    if pattern is None:
        return
    for key in pattern.keys() - texts.keys():
        yield Problem(
            f"{key} is missing", where=where, fix=f'translate the English "{pattern[key]}".'
        )
    for key in texts.keys() - pattern.keys():
        yield Problem(f"{key} is not a text of a card", where=where, fix="delete this line.")
    for key in texts.keys() & pattern.keys():
        yield from _other_names(key, texts[key], pattern[key], where)


def _other_names(key: str, text: object, english: str, where: str) -> Iterator[Problem]:
    found = _names(text) if isinstance(text, str) else None
    wanted = _names(english) or []
    if found is not None and found != wanted:
        shown = " and ".join(f"{{{name}}}" for name in wanted) or "no {name}"
        yield Problem(
            f"{key} must hold {shown}, each once", where=where, fix=f'see the English "{english}".'
        )


def _names(text: str) -> list[str] | None:
    """Give the {names} in a text, sorted; None when a brace is anything else."""
    try:
        pieces = list(Formatter().parse(text))
    except ValueError:
        return None
    names = [name for _, name, _, _ in pieces if name is not None]
    plain = all(not spec and not conversion for _, _, spec, conversion in pieces)
    return sorted(names) if plain and all(name.isidentifier() for name in names) else None


def unfit_texts(texts: Mapping[str, object], *, where: str) -> Iterator[Problem]:
    """Name every text that a workbook cannot hold in its place."""
    for key, text in texts.items():
        if not isinstance(text, str):
            continue
        why = _unfit(key, text)
        if why:
            yield Problem(f"{key} {why}", where=where, fix="write it differently.")
    for listed in (_choices(texts, 4), _overall(texts)):
        if len(",".join(listed).encode("utf-16-le")) // 2 > _LONGEST_LIST:
            yield Problem(
                f"the choices are too long for a list: {', '.join(listed)}",
                where=where,
                fix="write shorter words.",
            )
    names = [folded(str(texts.get(f"sheet.{sheet}", sheet))) for sheet in ("card", "kit")]
    if names[0] == names[1]:
        yield Problem(
            "sheet.card and sheet.kit are the same", where=where, fix="name the sheets differently."
        )


def _choices(texts: Mapping[str, object], top: int) -> list[str]:
    return [*map(str, range(1, top + 1)), str(texts.get("read.not_assessed", ""))]


def _overall(texts: Mapping[str, object]) -> list[str]:
    return [str(texts.get(f"overall.{choice.value}", "")) for choice in Overall]


def _unfit(key: str, text: str) -> str:
    if not text.strip():
        return "is empty"
    if any(not c.isprintable() and c != "\n" for c in text):
        return "holds a character that cannot be printed"
    if key.startswith("sheet."):
        return _unfit_sheet_name(text)
    if key.startswith(_WORDS):
        return _unfit_word(text)
    most = _LONGEST.get(key, _LONGEST_TEXT)
    return f"is longer than {most} characters" if len(text) > most else ""


def _unfit_word(text: str) -> str:
    if text != " ".join(text.split()) or len(text) > _LONGEST_WORD:
        return f"is not one line of at most {_LONGEST_WORD} characters without spaces around it"
    if any(c.isdigit() or c in ',"' for c in text):
        return 'holds a digit, a comma or a ", which a word to be read again must not'
    return ""


def _unfit_sheet_name(text: str) -> str:
    if len(text) > _LONGEST_SHEET_NAME:
        return f"is longer than {_LONGEST_SHEET_NAME} characters"
    if _NOT_IN_SHEET_NAMES & set(text) or text != text.strip("' \n") or "\n" in text:
        return "holds a character that no sheet name may"
    return "is a name that Excel or the card keeps" if folded(text) in _KEPT_SHEET_NAMES else ""


def clashes(languages: Sequence[Language]) -> Iterator[Problem]:
    """Name the words that mean one thing in one language and another thing in another."""
    headers = [(one, key, folded(one.say(f"read.{key}"))) for one in languages for key in HEADERS]
    for place, (one, key, word) in enumerate(headers):
        for other, known, earlier in headers[:place]:
            if key != known and (word.startswith(earlier) or earlier.startswith(word)):
                yield _clash(one, f"read.{key}", other, f"read.{known}")
    for family in (_rating_words, _overall_words):
        first: dict[str, tuple[Language, str, str]] = {}
        for one in languages:
            for key, meaning, word in family(one):
                other, known, meant = first.setdefault(word, (one, key, meaning))
                if meant != meaning:
                    yield _clash(one, key, other, known)


def _rating_words(language: Language) -> Iterator[tuple[str, str, str]]:
    """Give key, meaning and word of what may stand in a rating cell."""
    yield "read.not_assessed", "not assessed", folded(language.say("read.not_assessed"))
    for key, text in language.texts:
        if key.startswith("scale."):
            yield key, key.rpartition(".")[2], folded(text)


def _overall_words(language: Language) -> Iterator[tuple[str, str, str]]:
    for choice in Overall:
        key = f"overall.{choice.value}"
        yield key, choice.value, folded(language.say(key))


def _clash(one: Language, key: str, other: Language, known: str) -> Problem:
    return Problem(
        f'{key} ("{one.say(key)}") cannot be told from {known} of {other.code}.toml '
        f'("{other.say(known)}")',
        where=f"{one.code}.toml",
        fix="choose another word for one of them.",
    )
