"""Make answers plain that a tracker keeps as HTML; what only looks like a tag stays."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "section", "table", "tr", "ul"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "body", "cite", "code", "del", "em", "font", "head", "html", "i", "img"}
    | {"ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup"}
    | {"tbody", "td", "th", "thead", "u"}
)
_SILENT = frozenset({"script", "style", "title"})
_KNOWN = _BREAKS | _INLINE | _SILENT
_MARKED = re.compile(r"<[/a-zA-Z]|&[#a-zA-Z]")
_TAG = re.compile(r"<(?:(/?[a-zA-Z][a-zA-Z0-9]*)(?:[\s/][^<>]*)?>)?")


def plain_answer(text: str) -> str:
    """Give an answer without its tags: a line for each paragraph, a dash before what is listed."""
    if not _MARKED.search(text):
        return text.strip()
    parser = _Plain()
    # The library's parser takes minutes over tags that never end, so that it gets none, and no
    # attributes: they say nothing here.
    parser.feed(_TAG.sub(_bare, text))
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)


def _bare(found: re.Match[str]) -> str:
    """Write a tag that is known by its name alone; another is text."""
    name = found[1] or ""
    known = name.removeprefix("/").lower() in _KNOWN
    return f"<{name}>" if known else f"&lt;{found[0][1:]}"


class _Plain(HTMLParser):
    """Collects the text of an answer."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BREAKS:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)
