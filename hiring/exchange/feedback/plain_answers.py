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
_MARKED = re.compile(r"<[/!a-zA-Z]|&[#a-zA-Z]")
_COMMENT = re.compile(r"<(?=[!?])")


def plain_answer(text: str) -> str:
    """Give an answer without its tags: a line for each paragraph, a dash before what is listed."""
    if not _MARKED.search(text):
        return text.strip()
    parser = _Plain()
    # What opens a comment or a declaration is never one in an answer, and is slow to look through.
    parser.feed(_COMMENT.sub("&lt;", text))
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)


class _Plain(HTMLParser):
    """Collects the text of an answer."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag not in _KNOWN:
            self.parts.append(self.get_starttag_text() or "")
        elif tag in _SILENT:
            self.silent += 1
        elif tag in _BREAKS:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag in _BREAKS:
            self.parts.append("\n")
        elif tag not in _KNOWN:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)
