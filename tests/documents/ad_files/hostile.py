"""Files that are made to hurt whoever reads them as an advertisement.

Run as a program, it reads the files in a folder and says of each what came of it, and what it took.
"""

from __future__ import annotations

import json
import re
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from tests.documents.ad_files.making import MAIN, a_pdf, a_word_file, paragraph, run, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

MB = 1 << 20


def a_page(content: bytes, more: bytes = b"") -> bytes:
    """Write a PDF of one page that draws this."""
    return a_pdf(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>",
            b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), more, content),
        ]
    )


def packed(content: bytes, times: int = 1) -> bytes:
    """Write a page whose content is packed, and packed again."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return a_page(content, b" /Filter [" + b"/FlateDecode " * times + b"]")


def drawn(operators: bytes, count: int) -> bytes:
    return packed(b"BT /F1 1 Tf " + operators * count + b" ET")


def a_document(inside: str) -> bytes:
    return zipped({"word/document.xml": f'<w:d xmlns:w="{MAIN}">{inside}</w:d>'})


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))

CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "two million words": ("a.txt", lambda: b"word " * 2_000_000),
    "one line of 5 MB": ("a.txt", lambda: b"x" * 5_000_000),
    "a line of 200,000 letters": ("a.txt", lambda: b"ab " * 66_000),
    "twenty thousand lines": ("a.txt", lambda: b"- a\n" * 19_000),
    "a million lines": ("a.txt", lambda: b"\n" * 999_999 + b"a"),
    "20 MB": ("a.txt", lambda: bytes(20 * MB)),
    "16 MB of blanks": ("a.txt", lambda: b" " * 16 * MB),
    "16 MB of letters of Windows": ("a.txt", lambda: b"\xfc " * 8_000_000),
    "16 MB of broken UTF-16": ("a.txt", lambda: b"\xff\xfe" + b"a\0" * 8_000_000 + b"\0\xd8"),
    "garbled twice": ("a.txt", lambda: "\xc3\xa9".encode() * 40_000),
    "comments that never end": ("a.md", lambda: b"<!--" * 49_000),
    "rows of bars": ("a.md", lambda: b"|" * 199_000),
    "fields that never end": ("a.md", lambda: b"---\n" + b"a: b\n" * 19_000),
    "zero bytes": ("a.txt", lambda: bytes(8 * MB)),
    "nested a million deep": ("a.html", lambda: b"<html>" + b"<div>" * 1_000_000),
    "nested as deep as may be": (
        "a.html",
        lambda: b"<html>a" + b"<div>" * 90_000 + b"b</p>" * 9_000,
    ),
    "nested lists": ("a.html", lambda: b"<html>" + b"<ul><li>a" * 30_000),
    "nested tables": ("a.html", lambda: b"<html>" + b"<table><tr><td>a" * 30_000),
    "tags that never end": ("a.html", lambda: b"<html>" + b"<a" * 4_000_000),
    "quotes that never end": ("a.html", lambda: b"<html>" + b"<a '>\"" * 1_000_000),
    "one endless quote": ("a.html", lambda: b"<html>" + b"<a b=\"<i c='>" * 500_000),
    "a tag of 16 MB": ("a.html", lambda: b"<html><a " + b"b" * 15 * MB + b">c"),
    "a picture in a tag": ("a.html", lambda: b"<html><img src='" + b"A" * 9 * MB + b"'>c"),
    "scripts that never end": ("a.html", lambda: b"<html>a" + b"<script>" * 1_000_000),
    "comments within comments": ("a.html", lambda: b"<html>a" + b"<!--" * 2_000_000),
    "comments before a page": ("a", lambda: b"<!---->" * 1_000_000 + b"<p>a"),
    "signs that are no tags": ("a.html", lambda: b"<html>" + b"<" * 4_000_000),
    "entities without end": ("a.html", lambda: b"<html>" + b"&" * 190_000),
    "numbers that no letter has": ("a.html", lambda: b"<html>a&#" + b"1" * 5_000_000 + b";"),
    "attributes without end": ("a.html", lambda: b"<html><p style " + b"a='' " * 3_000 + b">b"),
    "hidden a million times": ("a.html", lambda: b"<html>a" + b"<p hidden style=x>" * 149_000),
    "data nested without end": (
        "a.html",
        lambda: b"<html><script type=application/ld+json>" + b"[" * 2_000_000 + b"</script>a",
    ),
    "posting within posting": (
        "a.html",
        lambda: b"<script type=application/ld+json>" + b'{"@graph":' * 400 + b"1</script>a",
    ),
    "a zip bomb": ("a.docx", lambda: zipped({"word/document.xml": b"a" * 100 * MB})),
    "many parts": ("a.docx", lambda: zipped({f"word/{n}.xml": b"" for n in range(20_000)})),
    "a bomb beside the text": (
        "a.docx",
        lambda: a_word_file(paragraph(run("a")), {"word/media/a.png": "a" * 50 * MB}),
    ),
    "entities within entities": (
        "a.docx",
        lambda: zipped({"word/document.xml": f"<!DOCTYPE l [{ENTITIES}]><l>&l9;</l>".encode()}),
    ),
    "tags without end": ("a.docx", lambda: a_document("<w:p/>" * 900_000)),
    "tags as many as may be": (
        "a.docx",
        lambda: a_document("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 12_000),
    ),
    "nested without end": ("a.docx", lambda: a_document("<w:x>" * 45_000 + "</w:x>" * 45_000)),
    "nested tables in Word": (
        "a.docx",
        lambda: a_document("<w:tbl><w:tr><w:tc>" * 15_000 + "</w:tc></w:tr></w:tbl>" * 15_000),
    ),
    "styles based on styles": (
        "a.docx",
        lambda: a_word_file(
            '<w:p><w:pPr><w:pStyle w:val="s1"/></w:pPr></w:p>' * 10_000 + paragraph(run("a")),
            {
                "word/styles.xml": f'<w:styles xmlns:w="{MAIN}">'
                + "".join(
                    f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
                    for n in range(15_000)
                )
                + "</w:styles>"
            },
        ),
    ),
    "a text of 20 MB on a page": (
        "a.pdf",
        lambda: packed(b"BT /F1 1 Tf (" + b"x" * 20 * MB + b") Tj ET"),
    ),
    "a letter at a time": ("a.pdf", lambda: drawn(b"(x) Tj 0 -1 Td ", 300_000)),
    "more letters than may be": ("a.pdf", lambda: drawn(b"(xxxxxxxxxxxxxxxxxxxx) Tj ", 12_000)),
    "lines without end": ("a.pdf", lambda: packed(b"0 0 m 1 1 l S " * 2_000_000)),
    "states without end": ("a.pdf", lambda: packed(b"q " * 2_000_000)),
    "packed three times": ("a.pdf", lambda: packed(b"q " * 10_000_000, 3)),
    "objects without end": ("a.pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 400_000),
    "lists within lists": ("a.pdf", lambda: b"%PDF-1.7\n" + b"[" * 15 * MB),
    "names within names": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n" + b"<</A " * 1_000_000),
}  # fmt: skip
"""What a file is called, and how it is made."""


def measure(folder: Path) -> dict[str, object]:
    """Read every file, with no way to the net, and say what it took.

    Seconds are of CPU; `mib` is the most held here, and by the processes that read PDFs.
    """
    import resource

    from hiring.documents.ad_files import read_ad_file
    from hiring.errors import InvalidFileError

    def spent() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    sys.addaudithook(_refuse_net)
    seconds = {}
    said = {}
    for file in sorted(folder.rglob("a*")):
        begun = spent()
        try:
            said[file.parent.name] = f"{len(read_ad_file(file))} lines"
        except InvalidFileError as refused:
            said[file.parent.name] = str(refused)
        seconds[file.parent.name] = spent() - begun
    held = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    most = [int(held[1]) // 1024 if held else 0, child // 1024]
    return {"seconds": seconds, "said": said, "mib": most}


def _refuse_net(event: str, _: object) -> None:
    if event.startswith(("socket.", "urllib.", "http.")):
        raise AssertionError(event)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]))))
