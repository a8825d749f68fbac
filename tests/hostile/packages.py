"""Files that are spoiled as packages: bombs, lies, declarations, other kinds, other writers."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tests.hostile import other_kinds
from tests.hostile.archives import MEBIBYTE, Entry, archive, entry, packed, repeating, unpacked
from tests.hostile.making import (
    ANSWERS,
    MAIN,
    OFFICE,
    Case,
    Page,
    Wanted,
    as_excel_writes,
    replaced,
    with_parts,
)
from tests.hostile.old_files import container

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.making import Round

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
WORKBOOK = "xl/workbook.xml"
CORE = "docProps/core.xml"
STYLES = "xl/styles.xml"
REFUSED, NOTED, TAKEN = Wanted.REFUSED, Wanted.NOTED, Wanted.TAKEN
SAID = ANSWERS["debugging"][1].encode()
LAUGHS = b'<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (one, b"&%c;" % (one - 1) * 10) for one in range(ord("b"), ord("k"))
)
STRICT = (
    (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
    ),
)


def excel(made: Round) -> bytes:
    """Give a filled card as Excel writes it, its texts in one shared part."""
    return as_excel_writes(made.filled())


def with_entry(raw: bytes, new: Entry) -> bytes:
    """Put an entry in the place of the part of its name."""
    parts = unpacked(raw)
    parts.pop(new.name, None)
    return packed(parts, new)


def exploding(raw: bytes, part: str, before: bytes, block: bytes, times: int) -> bytes:
    """Repeat a block in a part before the element that ends there."""
    head, mark, tail = unpacked(raw)[part].rpartition(before)
    return with_entry(raw, repeating(part, head, block, times, mark + tail))


def a_sheet_of_1500_mb(made: Round) -> bytes:
    return exploding(made.filled(), SHEET, b"</sheetData>", b" " * MEBIBYTE, 1_500)


def parts_of_1500_mb(made: Round) -> bytes:
    pictures = (
        repeating(f"xl/media/{n}.png", b"\x89PNG", b"\0" * MEBIBYTE, 5, b"") for n in range(300)
    )
    return packed(unpacked(made.filled()), *pictures)


def strings_of_1000_mb(made: Round) -> bytes:
    block = b"<si><t>x</t></si>".ljust(64) * (MEBIBYTE // 64)
    return exploding(excel(made), STRINGS, b"</sst>", block, 1_000)


def one_string_of_1000_mb(made: Round) -> bytes:
    return exploding(excel(made), STRINGS, b"</t></si></sst>", b"x" * MEBIBYTE, 1_000)


def with_a_cell_at(address: str, made: Round, *, row: str = "") -> bytes:
    at = row or re.sub("[^0-9]", "", address)
    cell = f'<row r="{at}"><c r="{address}"><v>1</v></c></row></sheetData>'
    return replaced(made.filled(), SHEET, b"</sheetData>", cell.encode())


def a_cell_twice(page: Page) -> None:
    """Give one rating two values, of which programs show the one or the other."""
    for row in page.rows():
        for place, cell in enumerate(list(row)):
            if cell.get("r") == page.places.at("coding:rating"):
                other = copy.deepcopy(cell)
                other[0].text = "1"
                row.insert(place + 1, other)


def a_row_twice(page: Page) -> None:
    page.rows().extend(copy.deepcopy(list(page.rows()))[-3:])


def a_million_empty_rows(made: Round) -> bytes:
    rows = "".join(f'<row r="{n}" s="5" customFormat="1"/>' for n in range(20, 1_048_577))
    return replaced(made.filled(), SHEET, b"</sheetData>", rows.encode() + b"</sheetData>")


def rows_repeated(inside: str, made: Round) -> bytes:
    """Let an OpenDocument table end with a million equal rows, as LibreOffice writes them."""
    row = f'<table:table-row table:number-rows-repeated="1048000">{inside}</table:table-row>'
    return other_kinds.as_ods(made.filled(), after=row)


def declared(part: str, declaration: bytes, made: Round) -> bytes:
    """Let a part declare a document type, and use what it declares."""

    def change(parts: dict[str, bytes]) -> None:
        head, mark, root = parts[part].rpartition(b"?>")
        used = root.replace(SAID, b"&j;", 1)
        parts[part] = head + mark + b"<!DOCTYPE x [%s]>" % declaration + used

    return with_parts(excel(made) if part == STRINGS else made.filled(), change)


def a_secret(part: str, made: Round) -> bytes:
    where = made.secret.as_uri().encode()
    return declared(part, b'<!ENTITY j SYSTEM "%s">' % where, made)


def one_long_entity(made: Round) -> bytes:
    raw = declared(STRINGS, b'<!ENTITY j "%s">' % (b"x" * 60_000), made)
    return replaced(raw, STRINGS, b"&j;", b"&j;" * 60_000)


def nested(part: str, before: bytes, made: Round) -> bytes:
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    return replaced(excel(made), part, before, deep + before)


def many_parts(ending: str, made: Round) -> bytes:
    more = {f"xl/media/{n}.{ending}": b"" for n in range(3_000)}
    return packed(unpacked(made.filled()) | more)


def a_part_twice(made: Round) -> bytes:
    other = unpacked(made.filled(coding=(1, "Nothing at all.")))[SHEET]
    return packed(unpacked(made.filled()), entry(SHEET, other))


def understated(made: Round, *, fitting: bool) -> bytes:
    sheet = unpacked(made.filled())[SHEET]
    short = entry(SHEET, sheet + b" " * (8 * MEBIBYTE), declared=len(sheet), fitting=fitting)
    return with_entry(made.filled(), short)


def with_a_part_named(name: str, made: Round) -> bytes:
    return packed(unpacked(made.filled()) | {name: b"<x/>"})


def as_ods(made: Round) -> bytes:
    return other_kinds.as_ods(made.filled())


def cut(size: int, made: Round) -> bytes:
    return made.filled()[:size]


def joined(made: Round) -> bytes:
    """Put two cards into one file, as `cat` does: programs that open zips see the last alone."""
    return made.filled("S-3") + made.filled()


def cut_off_zip(made: Round) -> bytes:
    """Cut a zip of cards off, so that the last card in it looks like the whole file."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as made_of:
        for name, card in (("a.xlsx", made.filled("S-3")), ("b.xlsx", made.filled())):
            made_of.writestr(name, card)
        start = made_of.start_dir
    return whole.getvalue()[:start]


def locked_parts(made: Round) -> bytes:
    """Lock every part, as zip programs do; its bytes then mean nothing."""
    parts = (entry(name, part) for name, part in unpacked(made.filled()).items())
    return archive(replace(one, flags=1) for one in parts)


def of(change: Callable[[bytes], bytes], made: Round) -> bytes:
    """Give a filled card in another form."""
    return change(made.filled())


def a_zip_of_nothing_we_know(made: Round) -> bytes:
    del made
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes/readme.txt", "There is no scorecard in here.")
    return out.getvalue()


def strict(made: Round) -> bytes:
    """Write a card as Excel's "Strict Open XML Spreadsheet": other names, a conformance class."""

    def change(parts: dict[str, bytes]) -> None:
        for usual, other in STRICT:
            for path, part in parts.items():
                parts[path] = part.replace(usual.encode(), other.encode())
        parts[WORKBOOK] = parts[WORKBOOK].replace(
            b"<workbook ", b'<workbook conformance="strict" ', 1
        )

    return with_parts(excel(made), change)


def dimension(new: bytes, made: Round) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET], count = re.subn(b'<dimension ref="[A-Z0-9:]+" ?/>', new, parts[SHEET])
        assert count == 1

    return with_parts(made.filled(), change)


def without_addresses(page: Page) -> None:
    """Write every cell up to the last of its row, and let the order alone say where it stands."""
    order = 0
    for row in list(page.rows()):
        for _ in range(int(row.attrib.pop("r")) - order - 1):
            page.rows().insert(order, ET.Element(f"{{{MAIN}}}row"))
            order += 1
        order += 1
        _fill_gaps(row)


def _fill_gaps(row: ET.Element) -> None:
    column = 0
    for cell in list(row):
        letter = cell.attrib.pop("r").rstrip("0123456789")
        for _ in range(ord(letter) - ord("A") - column):
            row.insert(column, ET.Element(f"{{{MAIN}}}c"))
            column += 1
        column += 1


def prefixed(made: Round) -> bytes:
    """Write the names of a sheet and of the workbook with a prefix, as some programs do."""

    def change(parts: dict[str, bytes]) -> None:
        for path in (SHEET, WORKBOOK, STRINGS):
            named = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", parts[path])
            parts[path] = named.replace(b"xmlns=", b"xmlns:x=")

    return with_parts(excel(made), change)


def without_styles(new: bytes | None, made: Round) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        del parts[STYLES]
        if new is not None:
            parts[STYLES] = new

    return with_parts(made.filled(), change)


def styles_that_are_not_there(page: Page) -> None:
    for cell in page.rows().iter(f"{{{MAIN}}}c"):
        cell.set("s", "9999")


def a_bad_day(made: Round) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts[CORE], count = re.subn(rb">[0-9]{4}-[^<]*Z<", b">the day before<", parts[CORE])
        assert count

    return with_parts(made.filled(), change)


def a_text_that_is_not_there(made: Round) -> bytes:
    page = Page(excel(made), made.places)
    page.write("debugging:evidence", "<v>987654</v>", t="s")
    return page.saved()


def without_strings(made: Round) -> bytes:
    return with_parts(excel(made), lambda parts: parts.pop(STRINGS))


def saying(text: bytes, made: Round) -> bytes:
    """Let the evidence on debugging be these bytes of XML."""
    return replaced(excel(made), STRINGS, SAID, text)


def said(text: str) -> tuple[tuple[str, str], ...]:
    return (("debugging", text),)


BIG = ("far too big", "delete the empty rows")
DAMAGED = ("damaged",)
DOCTYPE = ("document type",)
CUT_OFF = ("cut off, or two files were joined", "sent once more")
PASSWORD = ("password", "remove the password")
FAR = '<table:table-cell office:value-type="float" office:value="1"/>'
PACKAGES: tuple[Case, ...] = (
    Case(number=1, what="a sheet of 1.5 GB", make=a_sheet_of_1500_mb, wanted=REFUSED, says=BIG),
    Case(number=1, what="300 parts of 5 MB", make=parts_of_1500_mb, wanted=REFUSED, says=BIG),
    Case(number=2, what="a million texts", make=strings_of_1000_mb, wanted=REFUSED, says=BIG),
    Case(number=2, what="a text of 1 GB", make=one_string_of_1000_mb, wanted=REFUSED, says=BIG),
    Case(
        number=3,
        what="XFD1048576",
        make=partial(with_a_cell_at, "XFD1048576"),
        wanted=NOTED,
        at=("XFD1048576",),
    ),
    Case(
        number=4,
        what="XFD5000",
        make=partial(with_a_cell_at, "XFD5000"),
        wanted=NOTED,
        at=("XFD5000",),
    ),
    Case(
        number=4,
        what="IV65536 of old Excel",
        file="card.xls",
        make=lambda made: other_kinds.as_xls(made.filled(), more=((65_536, 256, 1.0),)),
        wanted=NOTED,
        at=("IV65536",),
    ),
    *(
        Case(number=5, what=what, make=make, wanted=REFUSED, says=DAMAGED)
        for what, make in (
            ("row 999999999", partial(with_a_cell_at, "A999999999")),
            ("column ZZZZ", partial(with_a_cell_at, "ZZZZ99")),
            ("cell G0", partial(with_a_cell_at, "G0", row="99")),
            ("row 0", partial(with_a_cell_at, "G99", row="0")),
            ("a cell twice", lambda made: made.edited(a_cell_twice)),
            ("rows twice", lambda made: made.edited(a_row_twice)),
        )
    ),
    Case(number=6, what="1M rows", make=a_million_empty_rows, wanted=REFUSED, says=BIG),
    Case(
        number=6,
        what="1M empty rows of OpenDocument",
        make=partial(rows_repeated, "<table:table-cell/>"),
        file="card.ods",
        wanted=TAKEN,
    ),
    Case(
        number=6,
        what="1M equal rows of OpenDocument",
        make=partial(rows_repeated, FAR),
        file="card.ods",
        wanted=REFUSED,
        says=BIG,
    ),
    *(
        Case(
            number=7, what=part, make=partial(declared, part, LAUGHS), wanted=REFUSED, says=DOCTYPE
        )
        for part in (STRINGS, SHEET, WORKBOOK)
    ),
    *(
        Case(number=8, what=part, make=partial(a_secret, part), wanted=REFUSED, says=DOCTYPE)
        for part in (STRINGS, CORE)
    ),
    Case(number=9, what="60 kB, 60,000 times", make=one_long_entity, wanted=REFUSED, says=DOCTYPE),
    Case(
        number=10,
        what="in the sheet",
        make=partial(nested, SHEET, b"</sheetData>"),
        wanted=REFUSED,
        says=("far too big",),
    ),
    Case(
        number=10,
        what="in the texts",
        make=partial(nested, STRINGS, b"</sst>"),
        wanted=REFUSED,
        says=("far too big",),
    ),
    *(
        Case(number=11, what=what, make=make, wanted=REFUSED, says=words)
        for what, make, words in (
            ("3,000 parts of XML", partial(many_parts, "xml"), ("parts; a scorecard has a few",)),
            ("3,000 pictures", partial(many_parts, "png"), ("parts; a scorecard has a few",)),
            ("the sheet twice", a_part_twice, ("damaged", "twice")),
        )
    ),
    *(
        Case(
            number=12,
            what=f"the checksum of {what}",
            make=partial(understated, fitting=fitting),
            wanted=REFUSED,
            says=DAMAGED,
        )
        for what, fitting in (("what it declares", True), ("what it holds", False))
    ),
    *(
        Case(number=13, what=name, make=partial(with_a_part_named, name), wanted=TAKEN)
        for name in ("../../x.xml", "/etc/x.xml", "..\\..\\x.xml")
    ),
    *(
        Case(number=14, what=what, make=partial(cut, size), wanted=REFUSED, says=(words,))
        for what, size, words in (
            ("nothing", 0, "empty"),
            ("four bytes", 4, "not completely downloaded"),
            ("half", 9_000, "not completely downloaded"),
            ("all but the end", -30, "not completely downloaded"),
        )
    ),
    *(
        Case(number=14, what=what, file=file, make=make, wanted=REFUSED, says=CUT_OFF)
        for what, file, make in (
            ("two cards joined", "card.xlsx", joined),
            ("two cards joined as a zip", "cards.zip", joined),
            ("a zip of two cards, cut off", "cards.zip", cut_off_zip),
            ("a zip of two cards, cut off and renamed", "card.xlsx", cut_off_zip),
            ("bytes before it", "card.xlsx", lambda made: b"PK\x03\x04" + made.filled()),
            ("bytes behind it", "card.xlsx", lambda made: made.filled() + b"\r\n"),
            ("an .ods behind it", "card.ods", lambda made: made.filled() + as_ods(made)),
            ("an .ods before it", "card.ods", lambda made: as_ods(made) + made.filled()),
        )
    ),
    *(
        Case(number=15, what=file, file=file, make=make, wanted=REFUSED, says=PASSWORD)
        for file, make in (
            ("card.xlsx", lambda _: other_kinds.with_password()),
            ("card.xls", partial(of, partial(other_kinds.as_xls, password=True))),
            ("card.ods", partial(of, partial(other_kinds.as_ods, password=True))),
            ("a zip program's.xlsx", locked_parts),
        )
    ),
    *(
        Case(number=16, what=what, file=file, make=make, wanted=NOTED, says=(words,))
        for what, file, make, words in (
            ("text named .xlsx", "card.xlsx", partial(of, other_kinds.as_csv), "csv"),
            (".xls named .xlsx", "card.xlsx", partial(of, other_kinds.as_xls), ".xls"),
            (".ods named .xlsx", "card.xlsx", partial(of, other_kinds.as_ods), ".ods"),
            (".xlsx named .csv", "card.csv", lambda made: made.filled(), ".xlsx"),
            (".xlsx named .xls", "card.xls", lambda made: made.filled(), ".xlsx"),
            (".xls named .csv", "card.csv", partial(of, other_kinds.as_xls), ".xls"),
            (".ods named .xls", "card.xls", partial(of, other_kinds.as_ods), ".ods"),
            (".xlsx named .ods", "card.ods", lambda made: made.filled(), ".xlsx"),
        )
    ),
    *(
        Case(number=17, what=what, file=file, make=make, wanted=REFUSED, says=(words,))
        for what, file, make, words in (
            ("HTML", "card.xls", lambda _: other_kinds.a_web_page(), "web page"),
            ("PDF", "card.xlsx", lambda _: other_kinds.a_pdf(), "PDF"),
            ("RTF", "card.xlsx", lambda _: b"{\\rtf1\\ansi Rating 3}", "RTF"),
            ("a picture", "card.xlsx", lambda _: b"\x89PNG\r\n\x1a\n\0\0", "another kind"),
            (
                "old Word",
                "card.xls",
                lambda _: container({"WordDocument": other_kinds.noise()}),
                "old Word",
            ),
            (
                "PowerPoint",
                "card.xlsx",
                lambda _: other_kinds.a_zip_with("[Content_Types].xml", "ppt/presentation.xml"),
                "PowerPoint",
            ),
            (
                "Word",
                "card.xlsx",
                lambda _: other_kinds.a_zip_with("[Content_Types].xml", "word/document.xml"),
                "Word",
            ),
            (
                "Numbers",
                "card.xlsx",
                lambda _: other_kinds.a_zip_with("Index/Document.iwa", "preview.jpg"),
                "Numbers",
            ),
            (
                "binary Excel",
                "card.xlsx",
                lambda _: other_kinds.a_zip_with("[Content_Types].xml", "xl/workbook.bin"),
                ".xlsb",
            ),
            ("some zip", "card.xlsx", a_zip_of_nothing_we_know, "zip"),
        )
    ),
    Case(number=18, what="Strict Open XML", make=strict, wanted=TAKEN),
    Case(
        number=19,
        what="A1",
        make=partial(dimension, b'<dimension ref="A1"/>'),
        wanted=TAKEN,
    ),
    Case(number=19, what="none", make=partial(dimension, b""), wanted=TAKEN),
    Case(
        number=20,
        what="no addresses",
        make=lambda made: made.edited(without_addresses),
        wanted=TAKEN,
    ),
    Case(number=20, what="prefixed names", make=prefixed, wanted=TAKEN),
    *(
        Case(number=21, what=what, make=make, wanted=TAKEN)
        for what, make in (
            ("broken styles", partial(without_styles, b"<styleSheet><cellXfs")),
            ("no styles", partial(without_styles, None)),
            ("odd styles", lambda made: made.edited(styles_that_are_not_there)),
            ("a bad day", a_bad_day),
        )
    ),
    Case(
        number=22, what="no such text", make=a_text_that_is_not_there, wanted=REFUSED, says=DAMAGED
    ),
    Case(number=22, what="no texts", make=without_strings, wanted=REFUSED, says=DAMAGED),
    Case(
        number=23,
        what="escaped",
        make=partial(saying, b"a_x0007_b_x000D_\nc\td"),
        wanted=NOTED,
        says=("control",),
        at=("debugging:evidence",),
        written=said("ab\nc\td"),
    ),
    Case(
        number=23,
        what="an escape that was typed",
        make=partial(saying, b"the field _x005F_x0041_ of the log"),
        wanted=TAKEN,
        written=said("the field _x0041_ of the log"),
    ),
    Case(number=23, what="raw", make=partial(saying, b"a\x07b"), wanted=REFUSED, says=DAMAGED),
    *(
        Case(number=24, what=what, make=partial(saying, text), wanted=REFUSED, says=DAMAGED)
        for what, text in (
            ("Latin-1", b"na\xefve"),
            ("a lone surrogate", b"a \xed\xa0\xbd b"),
            ("a lone surrogate by number", b"a &#xD83D; b"),
            ("no letter", b"a \xef\xbf\xbe b"),
        )
    ),
)
