from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hiring.documents.ad_files import pdf_child, pdf_file
from hiring.errors import InvalidFileError
from tests.documents.ad_files.hostile import a_page
from tests.documents.ad_files.making import (
    AD,
    LEFT,
    Element,
    PdfPages,
    a_tagged_pdf,
    as_pdf,
    lines_of,
    marked,
    marked_text,
    read_ad_bytes,
)

if TYPE_CHECKING:
    from pathlib import Path

WRAPPED = "We forecast what shops will sell so that it is there when somebody looks for it."


def here(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Read a PDF without another process."""
    said = json.dumps(pdf_child.read(raw)).encode()
    monkeypatch.setattr(pdf_file, "read_apart", lambda *_, **__: said)
    return lines_of(pdf_file.read(raw, shown="ad.pdf")[0])


def refusal(raw: bytes) -> str:
    with pytest.raises(InvalidFileError) as refused:
        read_ad_bytes(raw, shown="ad.pdf")
    return str(refused.value)


def test_lines_are_numbered_as_they_run_on() -> None:
    read = [one for one in read_ad_bytes(as_pdf(), shown="ad.pdf") if one[1]]

    assert [number for number, _ in read] == [1, 2, 3, 4, 7, 9, 10, 11, 12]


TAGS: tuple[Element, ...] = (
    ("H1", 0),
    ("Sect", [("P", 1), ("Div", 2)]),
    ("L", [("LI", [("Lbl", 3), ("LBody", [("P", [("Span", 4)]), ("L", [("LI", 5)])])])]),
    ("Table", [("TR", [("TH", 6), ("TD", [("P", 7)])]), ("TR", [("TD", [("H2", 8)]), ("TD", 9)])]),
)


def test_tags_say_what_texts_are_and_where_rows_are(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("Engineer", "We work.", "So so.", "-", "Build", "Deep", "Pay", "Much", "Do", "It")
    content = "".join(
        marked_text(mark, text, height=760 - 20 * (mark - (mark == 4)), left=72 + 20 * (mark == 4))
        for mark, text in enumerate(texts)
    )
    footer = "/Artifact BMC BT /F1 9 Tf 1 0 0 1 72 30 Tm (p 1) Tj ET EMC"

    read = here(a_tagged_pdf(content + footer, *TAGS), monkeypatch)

    assert read == [
        "# Engineer",
        "We work.",
        "So so.",
        "* Build",
        "* Deep",
        "Pay: Much",
        "## Do",
        "It",
    ]


def test_tags_that_say_little_are_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    content = marked_text(0, "Tagged", height=700)
    content += f"BT /F1 11 Tf 1 0 0 1 72 600 Tm ({WRAPPED[:40]}) Tj ET"

    assert here(a_tagged_pdf(content, ("H1", 0)), monkeypatch) == ["Tagged", WRAPPED[:40]]


def test_a_picture_in_the_tags_and_broken_tags_hurt_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = marked_text(0, "Words", height=700)
    raw = a_tagged_pdf(content, ("Figure", []), ("Odd", [("P", 0)]))

    assert here(raw, monkeypatch) == ["Words"]
    assert here(raw.replace(b"/K [", b"/K 7%"), monkeypatch) == ["Words"]


def test_bold_lines_are_headings_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = PdfPages()
    pages.put("What you do", font="F2")
    pages.down(14)
    pages.put(WRAPPED[:40])

    assert here(pages.written(), monkeypatch) == ["**What you do**", WRAPPED[:40]]


def test_a_paragraph_that_goes_on_on_the_next_page_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = PdfPages()
    before, when, after = WRAPPED.partition("when ")
    pages.put(before)
    pages.down(1000)
    pages.put(when + after)
    pages.down(1000)
    pages.put("Another begins.")

    assert here(pages.written(), monkeypatch) == [WRAPPED, "Another begins."]


def test_numbers_of_pages_and_what_each_page_repeats_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = PdfPages()
    for number in (1, 2):
        pages.put(f"Example GmbH, 3.{number}.2026", size=9)
        pages.down(100)
        pages.put(f"We build thing {'AB'[number - 1]}.")
        pages.down(500)
        pages.put(f"Page {number} of 2", size=9)
        pages.down(1000)

    assert here(pages.written(), monkeypatch) == [
        "Example GmbH, 3.1.2026",
        "We build thing A.",
        "We build thing B.",
    ]


def test_bullets_drawn_after_the_texts_are_put_before_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = PdfPages()
    for text in ("Build it", "Test it"):
        pages.put(text, left=LEFT + 20)
        pages.down(14)
    pages.height += 28
    for _ in range(2):
        pages.put("\N{BULLET}")
        pages.down(14)

    assert here(pages.written(), monkeypatch) == ["* Build it", "* Test it"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["a well-", "known shop and more of such words here"], "a well-known shop"),
        (
            ["representa-", "tives", "divi-", "sion", "recom-", "mendation of things"],
            "representatives",
        ),
    ],
)
def test_hyphens_at_the_end_of_lines_are_taken_out_where_words_are_divided(
    lines: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = PdfPages()
    for line in lines:
        pages.put(line)
        pages.down(13)

    assert expected in " ".join(here(pages.written(), monkeypatch))


def test_indented_and_distant_lines_begin_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = PdfPages()
    line = WRAPPED[:60].strip()
    for left, down in ((92, 13), (72, 13), (92, 13), (72, 40), (72, 13)):
        pages.put(line, left=left)
        pages.down(down)

    assert here(pages.written(), monkeypatch) == [f"{line} {line}", f"{line} {line}", line]


def test_items_that_were_typed_and_wrapped_by_hand_are_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = PdfPages()
    for line in (
        "* Build the models that tell three hundred shops",
        "what they will sell",
        "* Watch what the models do in production, and tell the shops about",
        "  it",
        "* Write tests",
    ):
        pages.put(line)
        pages.down(13)

    assert here(pages.written(), monkeypatch) == [
        "* Build the models that tell three hundred shops what they will sell",
        "* Watch what the models do in production, and tell the shops about it",
        "* Write tests",
    ]


# --- What cannot be read


PICTURE = b"q 100 0 0 100 72 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"


def test_a_scan_is_refused_with_what_to_do() -> None:
    assert refusal(a_page(PICTURE)) == (
        "ad.pdf: there is no text in this PDF: its pages are pictures, as a scanner makes them."
        " Fix: have its text recognised (OCR) and save it anew, or copy the text of the"
        " advertisement into a .txt file."
    )


def test_an_empty_page_is_refused() -> None:
    assert "there is no text in this PDF." in refusal(a_page(b"q Q"))


def test_a_locked_pdf_is_refused() -> None:
    locked = as_pdf().replace(
        b"trailer\n<<",
        b"trailer\n<</Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b">>> /ID [<61> <61>] ",
    )

    assert "ad.pdf: the PDF is protected by a password. Fix: save it without one" in refusal(locked)


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(1000), as_pdf()[:400]])
def test_a_damaged_pdf_is_refused(raw: bytes) -> None:
    assert "this PDF is damaged, or not complete" in refusal(raw)


def test_a_pdf_of_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = PdfPages()
    for _ in range(61):
        pages.put("x")
        pages.down(1000)

    with pytest.raises(InvalidFileError, match="more than 60 pages or 200,000 letters"):
        here(pages.written(), monkeypatch)


def test_letters_that_no_font_names_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    said = json.dumps({"pages": [], "pictures": 0, "unknown": 9}).encode()
    monkeypatch.setattr(pdf_file, "read_apart", lambda *_, **__: said)

    assert "do not say which letters they show" in refusal(as_pdf())


def test_a_machine_without_the_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)

    with pytest.raises(InvalidFileError, match="pypdfium2 is not made for this machine"):
        here(as_pdf(), monkeypatch)


def test_a_child_that_dies_refuses_this_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text("import os; os.abort()", encoding="utf-8")
    monkeypatch.setattr(pdf_file, "CHILD", child)

    assert "cannot be read, or would take too much time or memory" in refusal(as_pdf())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits as Linux has them")
@pytest.mark.parametrize(
    "greedy",
    [
        "found = bytes(400 << 20)",
        "found = all(iter(int, 1)) or [0 for _ in iter(int, 1)]",
        "import socket; socket.socket()",
        "open('/etc/hosts')",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_the_child_takes_no_files_no_net_and_little_memory_and_time(
    greedy: str, tmp_path: Path
) -> None:
    child = tmp_path / "child.py"
    code = pdf_file.CHILD.read_text(encoding="utf-8")
    child.write_text(
        code.replace("        return _read(pdfium, raw)", f"        {greedy}"), "utf-8"
    )
    assert greedy in child.read_text(encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-I", str(child)], check=False, input=as_pdf(), capture_output=True
    )

    assert done.returncode != 0 or b'"refused": "big"' in done.stdout


@pytest.mark.process
def test_the_child_says_what_it_found_as_json() -> None:
    done = subprocess.run(
        [sys.executable, "-I", str(pdf_file.CHILD)],
        check=True,
        input=as_pdf(),
        capture_output=True,
    )

    first = json.loads(done.stdout)["pages"][0]["lines"][0]
    assert first[4] == [["Forecasting engineer", -1, 17.0, False]]


def test_a_pdf_with_flipped_bytes_is_read_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = as_pdf()
    for place in range(0, len(whole), 97):
        hurt = whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :]
        try:
            read = here(hurt, monkeypatch)
        except InvalidFileError as refused:
            assert "Fix: " in str(refused)  # noqa: PT017 - either may come of it
        else:
            assert read


def test_marks_of_the_ad_are_those_of_the_pdf() -> None:
    assert lines_of(read_ad_bytes(as_pdf(AD[:3]), shown="a.pdf")) == [marked(s) for s in AD[:3]]


def test_words_in_pieces_as_word_writes_them_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (
        "BT /F1 11 Tf 1 0 0 1 72 700 Tm 0 g 0 G [(F)3(oreca)-5(st)] TJ ET\n"
        "BT /F1 11 Tf 1 0 0 1 124.8 700 Tm [( )] TJ ET\n"
        "BT /F1 11 Tf 1 0 0 1 131.4 700 Tm [(wh)4(at shops )] TJ ET\n"
        "BT /F1 11 Tf 1 0 0 1 72 686 Tm [(sell)] TJ ET\n"
    )
    marks = "".join(
        f"/P <</MCID {mark}>> BDC {line}EMC\n"
        for mark, line in enumerate(content.splitlines(keepends=True))
    )

    read = here(a_tagged_pdf(marks, ("P", [("Span", mark) for mark in range(4)])), monkeypatch)

    assert read == ["Forecast what shops sell"]
