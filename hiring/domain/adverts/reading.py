"""Read an advertisement: marks of Markdown, lost line breaks, headings and their parts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from hiring.domain.adverts.advert import Advert, Kind
from hiring.domain.adverts.lost_breaks import break_long
from hiring.domain.adverts.parts import DEEPEST, Raw, give_parts
from hiring.domain.adverts.patterns import Pattern
from hiring.domain.tokens import STOP, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hiring.domain.adverts.parts import Headings

_LONGEST_HEADING = 90
_MOST_HEADING_WORDS = 10
_BARE_HEADING_WORDS = 6
_NARROW, _WIDE = 55, 100
_FEW_WORDS = 30
_BOLD = 7  # the depth of a heading in bold, under those with a mark
_FIRST_LINES = 6

_LINKS = Pattern(
    r"!?\[([^\[\]]{0,500})\]"
    r"\((?:[^()\s]|\([^()]{0,200}\)){0,2000}(?:\s{1,9}\"[^\"]{0,200}\")?\)",
    hints=("[",),
)
_MARKS = Pattern(
    r"\*{1,3}|(?<![A-Za-z0-9])_{1,3}|_{1,3}(?![A-Za-z0-9])|`+|~~", hints=("*", "_", "`", "~~")
)
_ESCAPES = Pattern(r"\\([\\`*_{}\[\]()#+\-.!&$~<>|:])", hints=("\\",))
_ENTITY = Pattern(r"&(?:#|[A-Za-z]{2})", hints=("&",))
_AUTOLINKS = Pattern(
    r"<(?:mailto:)?(https?://[^\s<>]{1,500}|[^\s<>@:/]{1,64}@[^\s<>@]{1,200})>", hints=("<",)
)
_TAGS = Pattern(r"</?[a-zA-Z][^<>]{0,200}>", hints=("<",))
_INVISIBLE = Pattern("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BULLET = re.compile(
    r"\s*(?:[*+\N{BULLET}\N{TRIANGULAR BULLET}\N{HYPHEN BULLET}\N{WHITE BULLET}\N{MIDDLE DOT}"
    r"\N{BLACK SMALL SQUARE}\N{BLACK CIRCLE}\N{WHITE CIRCLE}\N{BLACK SQUARE}"
    r"\N{WHITE MEDIUM SQUARE}"
    r"\N{BLACK RIGHT-POINTING TRIANGLE}\N{RIGHTWARDS ARROW}\N{CHECK MARK}\N{HEAVY CHECK MARK}"
    r"\N{WHITE HEAVY CHECK MARK}\uf0b7]|\\?-|[\N{EN DASH}\N{EM DASH}]|\(?\d{1,2}[.)]|[oO](?=\s{2}))"
    r"(?:\s+|\Z)"
)
_TIGHT_BULLET = Pattern(
    r"\s*[\N{BULLET}\N{BLACK SMALL SQUARE}\N{BLACK CIRCLE}\uf0b7](?=\S)",
    hints=("\N{BULLET}", "\N{BLACK SMALL SQUARE}", "\N{BLACK CIRCLE}", "\uf0b7"),
)
_INLINE_BULLET = Pattern(
    r"\s*[\N{BULLET}\N{BLACK SMALL SQUARE}\N{BLACK CIRCLE}\uf0b7]\s*",
    hints=("\N{BULLET}", "\N{BLACK SMALL SQUARE}", "\N{BLACK CIRCLE}", "\uf0b7"),
)
_HASHES = Pattern(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*\Z", hints=("#",))
_ALL_BOLD = Pattern(
    r"\s*(?:\*\*|__)(?P<said>.+?)(?:\*\*|__)(?P<colon>\s*:)?\s*\Z", hints=("**", "__")
)
_RULER = re.compile(r"\s*(?:[-*_=]\s*){3,}\Z")
_UNDERLINE = Pattern(r"(?:={3,}|-{3,})\s*\Z", hints=("=", "-"))
_HEAD_FACT = Pattern(
    r"(?:(?P<place>(?:(?:job|work)\s+)?location|ort|standort|arbeitsort|einsatzort|dienstort"
    r"|lieu(?: de travail)?|ubicaci\N{LATIN SMALL LETTER O WITH ACUTE}n)"
    r"|company|employer|organi[sz]ation)\s*:\s*(?P<said>.*)\Z",
    re.IGNORECASE,
    hints=(":",),
)
_LABELLED = Pattern(
    r"[*_]{0,3}[^\W\d_a-z][\w/&'-]{0,20}(?:\s[\w/&'-]{1,20}){0,3}\s?[*_]{0,3}:[*_]{0,3}\s+\S",
    hints=(":",),
)
"""A short label and what it stands for, as "Pay: EUR 60,000": it begins a line of its own."""
_LONG_NUMBERS = Pattern(r"&#[0-9]{8,}+;?|&#[xX][0-9a-fA-F]{7,}+;?", hints=("&#",))
_SCRIPTS = (  # where the letters of a language begin and end
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "und-Cyrl"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "und-Arab"),
    (0x0900, 0x097F, "und-Deva"),
    (0x0E00, 0x0E7F, "th"),
    (0x3040, 0x30FF, "ja"),
    (0x4E00, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)
_KANA = 9  # one in so many letters makes a text Japanese, whose other signs are Chinese too


def read_advert(lines: Iterable[tuple[int, str]], headings: Headings) -> Advert:
    """Read an advertisement from numbered lines of plain text or Markdown."""
    raws = list(_read_lines(lines, headings))
    first = raws[0].number if raws else 1
    title, raws = _take_title(raws, headings)
    facts, raws = _take_head(raws)
    broken = [one for raw in raws for one in break_long(raw, headings)]
    found = tuple(give_parts(broken, headings))
    return Advert(
        title=title,
        company=facts.get("company", ""),
        location=facts.get("location", ""),
        lines=found,
        language=tell_language((line.text for line in found), headings.small_words),
        title_line=first,
    )


def number_lines(text: str) -> tuple[tuple[int, str], ...]:
    """Give each line of a text its number, from 1."""
    return tuple(enumerate(text.splitlines(), start=1))


def clean_line(text: str) -> str:
    """Take marks of Markdown, tags, entities and what cannot be seen out of a line."""
    untagged = _TAGS.sub(" ", _AUTOLINKS.sub(r" \1 ", text)) if "<" in text else text
    plain = unicodedata.normalize("NFC", resolve_entities(untagged))
    plain = plain.replace("\xa0", " ")
    plain = plain if plain.isprintable() else _INVISIBLE.sub("", plain)
    plain = _LINKS.sub(r"\1", plain)
    plain = _MARKS.sub("", _ESCAPES.sub(r"\1", plain))
    return " ".join(plain.split())


def resolve_entities(text: str) -> str:
    """Give the letters that entities stand for; a number that no letter has gives a blank."""
    if not _ENTITY.search(text):
        return text
    import html  # noqa: PLC0415 - it loads thousands of names, which few advertisements need

    return html.unescape(_LONG_NUMBERS.sub(" ", text))


def tell_language(texts: Iterable[str], small_words: Mapping[str, frozenset[str]]) -> str:
    """Tell the language of a text by its letters, or its small words.

    "" when there are too few words to tell; "und-Cyrl" and the like where letters alone are known.
    """
    texts = tuple(texts)
    if script := _tell_script("".join(texts)):
        return script
    counted = Counter(
        token.word for text in texts for token in split_words(text) if token.word != STOP
    )
    if counted.total() < _FEW_WORDS:
        return ""
    shares = {code: sum(counted[word] for word in words) for code, words in small_words.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] * 12 >= counted.total() else ""


def _tell_script(text: str) -> str:
    """Tell the language of letters that are not Latin, where a third of a text is such letters."""
    if text.isascii():
        return ""
    others: Counter[str] = Counter()
    letters = 0
    for sign, count in Counter(text).items():
        letters += count if sign.isalpha() else 0
        code = ord(sign)
        if code >= _SCRIPTS[0][0]:
            script = next((said for begin, end, said in _SCRIPTS if begin <= code <= end), "")
            others[script] += count if script else 0
    if others.total() * 3 < letters or not others.total():
        return ""
    if others["ja"] * _KANA > others.total():
        return "ja"
    return max(others, key=lambda said: others[said])


def _read_lines(lines: Iterable[tuple[int, str]], headings: Headings) -> Iterator[Raw]:
    """Read the paragraphs between blank lines, each joined where it was only wrapped."""
    group: list[tuple[int, str]] = []
    for number, line in lines:
        if not line.strip() or _RULER.match(line):
            if group and _UNDERLINE.match(line.strip()) and len(group[-1][1]) <= _LONGEST_HEADING:
                number_above, above = group.pop()
                yield from _read_group(group, headings)
                yield Raw(number_above, clean_line(above), Kind.HEADING, 2)
                group = []
                continue
            yield from _read_group(group, headings)
            group = []
        else:
            group.append((number, line))
    yield from _read_group(group, headings)


def _read_group(group: Sequence[tuple[int, str]], headings: Headings) -> Iterator[Raw]:
    for number, line in _unwrap(group):
        yield from _read_line(number, line, headings)


def _unwrap(group: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Join what follows a line without a mark of its own, where the lines look wrapped."""
    wrapped = _looks_wrapped([line for _, line in group])
    held: list[str] = []
    first, open_end, bullet = 0, False, False
    for number, line in group:
        begins = bool(_BULLET.match(line) or _TIGHT_BULLET.match(line) or _LABELLED.match(line))
        heads = bool(_HASHES.match(line) or _ALL_BOLD.match(line))
        indented = line[:2] in {"  ", "\t"} and bullet
        if held and open_end and not begins and not heads and (wrapped or indented):
            held.append(line.strip())
            continue
        if held:
            yield first, " ".join(held)
        held, first, open_end = [line], number, not heads
        bullet = bool(_BULLET.match(line))
    if held:
        yield first, " ".join(held)


def _looks_wrapped(lines: Sequence[str]) -> bool:
    lengths = [
        len(before.rstrip()) + 1 + len(after.split()[0])
        for before, after in pairwise(lines)
        if not (_BULLET.match(after) or _HASHES.match(after) or _ALL_BOLD.match(after))
        and not _LABELLED.match(after)
        and not (_HASHES.match(before) or _ALL_BOLD.match(before) or _HEAD_FACT.match(before))
    ]
    return bool(lengths) and min(lengths) >= _NARROW and max(map(len, lines)) <= _WIDE


def _read_line(number: int, line: str, headings: Headings) -> Iterator[Raw]:
    hashed = _HASHES.match(line)
    if hashed:
        yield Raw(number, clean_line(hashed[2]), Kind.HEADING, len(hashed[1]))
        return
    bold = _ALL_BOLD.match(line)
    if bold and "**" not in bold["said"] and _may_be_heading(clean_line(bold["said"])):
        yield Raw(number, clean_line(bold["said"]), Kind.HEADING, _BOLD)
        return
    marked = _BULLET.match(line) or _TIGHT_BULLET.match(line)
    said = clean_line(line[marked.end() :] if marked else line)
    if not said:
        return
    if marked:
        inside = _INLINE_BULLET.split(said)
        indent = len(line) - len(line.lstrip())
        yield from (Raw(number, one, Kind.BULLET, indent=indent) for one in inside if one.strip())
    elif _is_bare_heading(said, headings):
        yield Raw(number, said, Kind.HEADING, DEEPEST)
    else:
        first, *others = _INLINE_BULLET.split(said)
        if first.strip():
            yield Raw(number, first.strip(), Kind.TEXT)
        yield from (Raw(number, one.strip(), Kind.BULLET) for one in others if one.strip())


def _may_be_heading(said: str) -> bool:
    return (
        0 < len(said) <= _LONGEST_HEADING
        and len(said.split()) <= _MOST_HEADING_WORDS + 4 * said.endswith((":", "?"))
        and (said.endswith("...") or not said.endswith((".", ";", ",")))
    )


def _is_bare_heading(said: str, headings: Headings) -> bool:
    """Tell a heading without a mark: short, and ended by a colon, known, or in capitals."""
    words = len(said.split())
    if len(said) > _LONGEST_HEADING or words > _MOST_HEADING_WORDS or _HEAD_FACT.match(said):
        return False
    if said.endswith((":", "\N{HORIZONTAL ELLIPSIS}", "...")):
        return True
    if said.endswith((".", ";", ",")):
        return False
    letters = [letter for letter in said if letter.isalpha()]
    if len(letters) > 3 and all(letter.isupper() for letter in letters):  # noqa: PLR2004 - "USA"
        return True
    return words <= _BARE_HEADING_WORDS and _covered(said, headings)


def _covered(said: str, headings: Headings) -> bool:
    """Tell whether a known heading makes up most of a line."""
    hits = headings.phrases.find(split_words(said))
    longest = max((hit.end - hit.start for hit in hits), default=0)
    return longest * 10 >= len(said.rstrip("?!: ")) * 6 and said[0].isupper()


def _take_title(raws: list[Raw], headings: Headings) -> tuple[str, list[Raw]]:
    """Take the first line as the title where it is a heading or is short, and begins no part."""
    if not raws:
        return "", raws
    first = raws[0]
    if first.depth != 1 and _covered(first.text, headings):
        return "", raws
    short = first.kind is Kind.TEXT and len(first.text) <= _LONGEST_HEADING
    if (first.kind is Kind.HEADING and first.depth == 1) or (
        (short or first.kind is Kind.HEADING) and not first.text.endswith((".", ":", "!", "?"))
    ):
        return first.text, raws[1:]
    return "", raws


def _take_head(raws: list[Raw]) -> tuple[dict[str, str], list[Raw]]:
    """Take "Company:" and "Location:" out of the labelled lines that come first."""
    facts: dict[str, str] = {}
    rest = list(raws)
    for raw in raws[:_FIRST_LINES]:
        found = _HEAD_FACT.match(raw.text)
        if found:
            facts.setdefault("location" if found["place"] else "company", found["said"].strip())
            rest.remove(raw)
        elif not _LABELLED.match(raw.text):
            break
    return facts, rest
