"""Read an advertisement from a web page: what is seen of it, without scripts, styles or network."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, NamedTuple

from hiring.documents.ad_files.blocks import (
    BOLD,
    BULLET,
    TEXT,
    Block,
    as_lines,
    heading,
    join_rows,
    squeeze,
)
from hiring.documents.ad_files.decoding import decode
from hiring.documents.ad_files.limits import AGAIN, MOST_LETTERS, TEXT_ITSELF, refuse, refuse_long
from hiring.documents.ad_files.web_tokens import Token, attributes_of, split_page
from hiring.domain.adverts.reading import resolve_entities

_MOST_TOKENS = 100_000
_HEAD = 4096
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]{2,40})", re.IGNORECASE)
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html
    legend li main menu nav ol option p pre search section summary table tbody td tfoot th
    thead tr ul
    """.split()  # noqa: SIM905 - names are read more easily without marks
)
_VOID = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr button
    """.split()  # noqa: SIM905 - names are read more easily without marks
)
_NOT_SEEN = frozenset({"nav", "head", "datalist", "dialog"})
_BOLD = frozenset({"b", "strong"})
_CELLS = frozenset({"td", "th", "dt", "dd"})
_ENDS_P = _BLOCKS - {"body", "head", "html"}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_SPEAKS_OF = re.compile(r"hidden|style|role", re.IGNORECASE)
_MARKED = re.compile(r"\s*[\N{BULLET}\N{MIDDLE DOT}\N{BLACK SMALL SQUARE}*-]\s")
_FEW_WORDS = 30
_POSTING = "JobPosting"
_MOST_NESTED = 20


class _Open(NamedTuple):
    """An element that is open, and what it changes."""

    name: str
    hides: bool
    bold: bool


def read(content: bytes, *, shown: str) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    """Give the numbered lines of a page, and what its reader should know of them."""
    named = _DECLARED.search(content[:_HEAD])
    text, notes = decode(content, shown=shown, declared=named[1].decode() if named else "")
    page = _Page()
    page.read(text, shown)
    blocks = page.chosen()
    if _words(blocks) < _FEW_WORDS and (posting := _posting_of(page, shown)):
        blocks, notes = (
            posting,
            (*notes, "it was read from the data that the page keeps for search"),
        )
    lines = as_lines(blocks, shown)
    if not lines:
        what = "the page holds no text: it may be filled by a script."
        refuse(shown, what, f"{AGAIN.split(',')[0]} when it is shown in full, or {TEXT_ITSELF}")
    return lines, notes


class _Page:
    """A page while it is read, tag by tag."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self.blocks: list[Block] = []
        self.title = ""
        self.data: list[tuple[int, str]] = []
        self.mains: list[tuple[int, int]] = []
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._hidden = self._heavy = 0
        self._pieces: list[str] = []
        self._bold = self._plain = 0
        self._line, self._counted, self._begun = 1, 0, 1
        self._item = False  # whether the next text is the first of its bullet
        self._cells: list[list[Block]] | None = None
        self._rows: list[list[list[Block]]] = []
        self._main_from = 0
        self._letters = 0

    def read(self, text: str, shown: str) -> None:
        """Read all tags and texts."""
        for count, token in enumerate(split_page(text)):
            if count > _MOST_TOKENS or self._letters > MOST_LETTERS:
                refuse_long(shown)
            if not token.name:
                self._say(token, text)
            elif token.name[0] == "/":
                self._end(token)
            else:
                self._begin(token, text)
        self._flush()
        self._end_row()
        self._end_table()
        self._end_main()

    def chosen(self) -> list[Block]:
        """Give the blocks of the advertisement: of the one main part, where a page has such."""
        blocks = self.blocks
        if len(self.mains) == 1:
            begun, ended = self.mains[0]
            if _words(blocks[begun:ended]) >= _FEW_WORDS:
                blocks = blocks[begun:ended]
        if self.title and not any(block.mark == "#" for block in blocks):
            blocks = [Block(1, "#", self.title), *blocks]
        return blocks

    def _begin(self, token: Token, text: str) -> None:
        name = token.name
        if name == "br":
            self._break()
            return
        if name in _BLOCKS:
            self._flush()
            self._close_before(name)
        if name == "script" and "ld+json" in token.rest.lower():
            self._move_to(token.at, text)
            self.data.append((self._line, ""))
        if name in _VOID:
            return
        self._push(name, token.rest)
        self._enter(name)

    def _enter(self, name: str) -> None:
        """Note what begins with an element."""
        if name == "li":
            self._item = True
        elif name == "main":
            self._end_table()
            self._main_from = len(self.blocks)
        elif name in {"tr", "dt"}:
            self._end_row()
            self._cells = []
        if name in _CELLS and self._cells is not None:
            self._cells.append([])

    def _end(self, token: Token) -> None:
        name = token.name[1:]
        if name == "title" and not self.title:
            self.title = squeeze(resolve_entities(token.rest))
        elif name == "script" and self.data and not self.data[-1][1] and token.rest.strip():
            self.data[-1] = self.data[-1][0], token.rest
        if name in _BLOCKS:
            self._flush()
        if name in {"tr", "dd", "table", "dl"}:
            self._end_row()
        if name in {"table", "dl"}:
            self._end_table()
        if name == "main":
            self._end_table()
            self._end_main()
        self._pop(name)

    def _say(self, token: Token, text: str) -> None:
        if self._hidden:
            return
        said = resolve_entities(token.rest)
        blank = not said.strip()
        if not blank:
            if not self._pieces:
                self._move_to(token.at + len(token.rest) - len(token.rest.lstrip()), text)
                self._begun = self._line
            if self._heavy:
                self._bold += 1
            else:
                self._plain += 1
        if self._pieces or not blank:
            self._pieces.append(said.replace("\n", "\r") if self._names["pre"] else said)
            self._letters += len(squeeze(said))

    def _break(self) -> None:
        if self._pieces:
            self._pieces.append("\r")  # no page holds these: they are ends of lines that are shown

    def _move_to(self, at: int, text: str) -> None:
        """Count the lines up to a place."""
        self._line += text.count("\n", self._counted, at)
        self._counted = max(self._counted, at)

    def _push(self, name: str, written: str) -> None:
        hides, bold = name in _NOT_SEEN, name in _BOLD
        if written and _SPEAKS_OF.search(written):
            attributes = attributes_of(written)
            style = attributes.get("style", "")
            hides = hides or _is_hidden(attributes) or bool(_HIDING.search(style))
            bold = bold or bool(_HEAVY.search(style))
        self._open.append(_Open(name, hides, bold))
        self._names[name] += 1
        self._hidden += hides
        self._heavy += bold

    def _pop(self, name: str) -> None:
        """Close an element with what is open within it; an end of nothing is passed over."""
        if not self._names[name]:
            return
        while True:
            closed = self._open.pop()
            self._names[closed.name] -= 1
            self._hidden -= closed.hides
            self._heavy -= closed.bold
            if closed.name == name:
                return

    def _close_before(self, name: str) -> None:
        """Close what ends without a tag of its own when another begins."""
        top = self._open[-1].name if self._open else ""
        if self._names["head"]:
            self._pop("head")
        elif (top == "p" and name in _ENDS_P) or (
            top in _HEADINGS or top == name == "li" or (top in _CELLS and name in _CELLS)
        ):
            self._pop(top)
        elif top in _CELLS and name == "tr":
            self._pop("tr")

    def _flush(self) -> None:
        """End the text that was gathered, and tell what it is by what it stands in."""
        pieces, self._pieces = "".join(self._pieces), []
        bold, self._bold, self._plain = self._bold and not self._plain, 0, 0
        if not pieces.strip():
            return
        if not self._cells:
            self._end_table()
        into = self.blocks if not self._cells else self._cells[-1]
        depth = next((_HEADINGS[name] for name in _HEADINGS if self._names[name]), 0)
        if depth:
            into.append(Block(self._begun, heading(depth), squeeze(pieces)))
        elif self._names["li"]:
            self._add_item(into, pieces)
        else:
            for piece in pieces.split("\r"):
                if said := squeeze(piece):
                    into.append(Block(self._begun, BOLD if bold else TEXT, said))

    def _add_item(self, into: list[Block], pieces: str) -> None:
        """Add a bullet, or what goes on in it."""
        said = squeeze(pieces)
        if marked := _MARKED.match(said):
            said = said[marked.end() :]
        if self._item or not (into and into[-1].mark == BULLET):
            into.append(Block(self._begun, BULLET, said))
        else:
            into[-1] = into[-1]._replace(text=f"{into[-1].text} {said}")
        self._item = False

    def _end_row(self) -> None:
        cells, self._cells = self._cells, None
        if cells:
            self._rows.append(cells)

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        self.blocks += join_rows(rows)

    def _end_main(self) -> None:
        if self._names["main"]:
            self.mains.append((self._main_from, len(self.blocks)))


def _is_hidden(attributes: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or attributes.get("role", "").lower() in {"navigation", "dialog"}
    )


def _words(blocks: list[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


# --- What a page says of its posting for search engines


def _posting_of(page: _Page, shown: str) -> list[Block]:
    """Read the posting that a page describes in JSON-LD, when its body says too little."""
    for number, written in page.data:
        try:
            found = _find_posting(json.loads(written), _MOST_NESTED)
        except (ValueError, RecursionError):
            continue
        if found is None:
            continue
        described = _Page()
        described.read(resolve_entities(_text_at(found, "description")), shown)
        blocks = [block._replace(number=number) for block in described.blocks]
        if _words(blocks) >= _FEW_WORDS:
            return [*_head_of(found, number), *blocks]
    return []


def _find_posting(said: Any, room: int) -> dict[str, Any] | None:
    if isinstance(said, list) and room:
        found = (_find_posting(one, room - 1) for one in said)
        return next((one for one in found if one is not None), None)
    if not isinstance(said, dict):
        return None
    kind = said.get("@type")
    if kind == _POSTING or (isinstance(kind, list) and _POSTING in kind):
        return said
    return _find_posting(said.get("@graph"), room - 1) if room else None


def _text_at(said: Any, *path: str) -> str:
    for step in path:
        said = said[0] if isinstance(said, list) and said else said
        said = said.get(step) if isinstance(said, dict) else None
    return said if isinstance(said, str) else ""


def _head_of(posting: dict[str, Any], number: int) -> list[Block]:
    """Give the title, company and place of a posting as an advertisement begins with them."""
    address = ("jobLocation", "address")
    places = (
        _text_at(posting, *address, "addressLocality"),
        _text_at(posting, *address, "addressCountry"),
    )
    lines = (
        ("#", _text_at(posting, "title")),
        (TEXT, _labelled("Company", _text_at(posting, "hiringOrganization", "name"))),
        (TEXT, _labelled("Location", ", ".join(filter(None, places)))),
    )
    return [Block(number, mark, squeeze(resolve_entities(text))) for mark, text in lines if text]


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""
