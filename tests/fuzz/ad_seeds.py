"""What the fuzzer begins with as advertisements: of a made-up company, in every kind of file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.documents.ad_files.making import (
    LISTED,
    MAIN,
    NUMBERING,
    STYLES,
    as_page,
    as_text,
    as_word,
    paragraph,
    run,
    styled,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def _texts() -> Iterator[bytes]:
    text = as_text()
    yield text.encode()
    yield b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    yield text.encode("utf-16")
    yield f"We\N{RIGHT SINGLE QUOTATION MARK}re in Z\xfcrich. {text}".encode("cp1252")
    yield "Caf\xe9".encode().decode("cp1252").encode() + b" | a | b |\n|---|---|\n<!-- c -->"
    yield b"---\ntitle: Engineer\n---\n**What you do**\n- It\n\n| Pay | EUR 1 |\n"
    yield as_page().encode()


def _pages() -> Iterator[bytes]:
    yield as_page().encode()
    yield (
        b"<html><title>T</title><nav>No</nav><main><table><tr><th>Pay<td>EUR 1</table><dl><dt>a"
        b"<dd>b</dl><p style='display:none'>no</p><pre>a\n b</pre><b>So</b><br>&amp;&#8211;<svg/>"
        b"<!-- c -->"
    )
    posting = {"@type": "JobPosting", "title": "E", "description": f"<p>{'word ' * 40}</p>"}
    yield f'<script type="application/ld+json">{json.dumps(posting)}</script>'.encode()


def _words() -> Iterator[bytes]:
    yield as_word()
    body = (
        styled("Engineer", "H1")
        + paragraph(run("Bold", "<w:b/>") + "<w:r><w:br/><w:tab/></w:r>" + run("no", "<w:vanish/>"))
        + paragraph(run("It"), LISTED.format(0, 1))
        + f"<w:tbl><w:tr><w:tc>{paragraph(run('Pay'))}</w:tc><w:tc>{paragraph(run('EUR'))}</w:tc>"
        + f"</w:tr></w:tbl><w:p><w:r><w:pict><w:txbxContent>{paragraph(run('Box'))}"
        + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    document = f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'
    footer = f'<w:ftr xmlns:w="{MAIN}">{paragraph(run("a b c d e f g h i"))}</w:ftr>'
    yield f"{document}\0{STYLES}\0{NUMBERING}\0\0{footer}".encode()


def _pdfs() -> Iterator[bytes]:
    lines = (
        "72 770 300 200 0 20b Engineer",
        "72 740 520 100 1 11 We forecast what shops will sell so that it is there when some-\x02",
        "72 727 200 110 1 11 body looks for it.",
        "72 700 80 80 2 11 \N{BULLET}",
        "90 700 300 120 3 11 Build it",
        "72 670 130 130 4 11 1. Test it",
        "72 640 100 100 5 11b Pay",
        "200 640 300 230 6 11 EUR 1",
        "72 30 100 100 -2 8 Page 1 of 2",
    )
    tags = ("!h1 0 0 0", "!p 0 0 1", "!label 0 0 2", "!li 0 0 3 4", "!p 1 1 5", "!p 1 2 6")
    yield "\n".join(lines).encode()
    yield "\n".join([*lines, *tags]).encode()
    page = "\n".join(lines)
    yield f"{page}\f{page}".encode()


AD_SEEDS = {"ad": _texts, "ad-page": _pages, "ad-word": _words, "ad-pdf": _pdfs}
