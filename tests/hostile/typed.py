"""Cards in which something else was typed than a whole number and plain words."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from openpyxl.comments import Comment

from hiring.domain.scorecard import OVERALL
from tests.hostile.making import (
    ANSWERS,
    OFFICE,
    Case,
    Wanted,
    add_relation,
    add_type,
    as_excel_writes,
    fill,
    replaced,
    with_parts,
)
from tests.hostile.packages import SAID, SHEET, said

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.hostile.making import Page, Round

REFUSED, NOTED, TAKEN = Wanted.REFUSED, Wanted.NOTED, Wanted.TAKEN
A_DAY = datetime(2026, 3, 4)  # noqa: DTZ001 - a cell's date has no zone
RATING, EVIDENCE = "coding:rating", "debugging:evidence"
WORDS = ANSWERS["coding"][1]
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
LONG = "x" * 39_999 + "!"
DANGEROUS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","x")',
    "+49 30 1234",
    "-1 for the tests, he said",
    "@SUM(1+1)",
    "\uff1d1+1",
    "\uff0bcmd",
    "'quoted",
    "\uff20SUM(1+1)",
    "=1+1",
)


def rated(value: object, made: Round) -> bytes:
    """Type a rating of coding."""
    return made.filled(coding=(value, WORDS))


def shown_as(value: Any, code: str, made: Round) -> bytes:
    """Type a rating that the program keeps as a number and shows in another form."""

    def change(_: Workbook, card: Worksheet) -> None:
        cell = card[made.places.at(RATING)]
        cell.value, cell.number_format = value, code

    return made.changed(change)


def written(inside: str, made: Round, *, kind: str = "n", place: str = RATING) -> bytes:
    """Write a cell as no keyboard can."""
    return made.edited(lambda page: page.write(place, inside, t=kind))


def with_gaps(made: Round) -> bytes:
    """Leave a row empty, another without its rating, and the recommendation open."""
    answers = {**ANSWERS, "coding": (None, ""), "debugging": (None, "Halved the program.")}
    return fill(made.sent["S-1"], answers, overall=None, note="")


def merged(first: str, last: str, made: Round) -> bytes:
    """Merge cells, which in every program keeps the first one's answer and loses the other."""
    at = made.places.at
    return made.changed(lambda _, card: card.merge_cells(f"{at(first)}:{at(last)}"))


def in_runs(made: Round) -> bytes:
    """Make words bold, with a reading aid of East Asian Excel beside them, as Excel writes both."""
    runs = (
        "<is><r><rPr><b/></rPr><t>Halved</t></r>"
        '<r><t xml:space="preserve"> the program.</t></r>'
        '<rPh sb="0" eb="1"><t>never typed</t></rPh></is>'
    )
    return written(runs, made, kind="inlineStr", place=EVIDENCE)


def texts(*evidence: str, made: Round) -> bytes:
    """Fill the evidence in, row by row."""
    rows = zip(ANSWERS.items(), evidence, strict=False)
    return made.filled(**{key: (level, text) for (key, (level, _)), text in rows})


def dangerous(start: int) -> Case:
    """Make a card whose evidence would be run by a spreadsheet that took it for a formula."""
    some = DANGEROUS[start : start + len(ANSWERS)]
    return Case(
        number=40,
        what=f"from {some[0][:12]}",
        make=partial(_dangerous, some),
        wanted=TAKEN,
        written=tuple(zip(ANSWERS, some, strict=False)),
    )


def _dangerous(some: tuple[str, ...], made: Round) -> bytes:
    return texts(*some, made=made)


def beside(made: Round) -> bytes:
    return made.changed(lambda _, card: card.__setitem__("J12", "I forgot: see the board."))


def commented(made: Round) -> bytes:
    """Write a remark on a cell instead of words into it."""

    def change(_: Workbook, card: Worksheet) -> None:
        card[made.places.at(EVIDENCE)].comment = Comment("More of it here.", "Bo Sample")

    return made.changed(change)


def pictured(made: Round) -> bytes:
    """Put a picture on the sheet, as Excel keeps a pasted one."""

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/media/image1.png"] = b"\x89PNG\r\n\x1a\n"
        image = add_relation(
            parts, "xl/drawings/_rels/drawing1.xml.rels", "image", "../media/image1.png"
        )
        parts["xl/drawings/drawing1.xml"] = _drawing(image).encode()
        home = "xl/worksheets/_rels/sheet1.xml.rels"
        name = add_relation(parts, home, "drawing", "../drawings/drawing1.xml")
        add_type(parts, "/xl/drawings/drawing1.xml", "drawing+xml")
        used = f'<drawing xmlns:r="{OFFICE}" r:id="{name}"/></worksheet>'
        parts[SHEET] = parts[SHEET].replace(b"</worksheet>", used.encode())

    return with_parts(made.filled(), change)


def _drawing(image: str) -> str:
    anchor = (
        "<xdr:from><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>11</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        '<xdr:ext cx="9525" cy="9525"/>'
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Picture 1"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{image}"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
        "<xdr:clientData/>"
    )
    return (
        f'<xdr:wsDr xmlns:xdr="{DRAWING}spreadsheetDrawing" xmlns:a="{DRAWING}main" '
        f'xmlns:r="{OFFICE}"><xdr:oneCellAnchor>{anchor}</xdr:oneCellAnchor></xdr:wsDr>'
    )


def line_ends(made: Round) -> bytes:
    """Break lines as Windows does, once escaped as Excel writes it and once by number."""
    return replaced(
        as_excel_writes(made.filled()),
        "xl/sharedStrings.xml",
        SAID,
        b"a_x000D_\nb&#13;&#10;c&#13;d",
    )


def long_evidence(made: Round) -> bytes:
    """Write more than Excel lets a cell hold, as LibreOffice does."""
    return replaced(made.filled(), SHEET, SAID, LONG.encode())


def uncounted(page: Page) -> None:
    page.write(RATING, "<f>1+2</f>")


TYPED: tuple[Case, ...] = (
    *(
        Case(
            number=25,
            what=what,
            make=partial(rated, value),
            wanted=TAKEN,
            rated=(("coding", 3),),
        )
        for what, value in (
            ("as text", "3"),
            ("with spaces", " 3 "),
            ("full-width", "\uff13"),
            ("3.0 as text", "3.0"),
            ("3.0", 3.0),
        )
    ),
    *(
        Case(number=26, what=what, make=make, wanted=REFUSED, says=(shown,), at=(RATING,))
        for what, make, shown in (
            ("3.5", partial(rated, 3.5), "3.5"),
            ("0", partial(rated, 0), "0"),
            ("5", partial(rated, 5), "5"),
            ("-4", partial(rated, -4), "-4"),
            ("3.5 as text", partial(rated, "3.5"), "3.5"),
            ("2,5", partial(rated, "2,5"), "2,5"),
            ("50 percent", partial(shown_as, 0.5, "0%"), "50%"),
            ("100 percent", partial(shown_as, 1, "0.00%"), "100%"),
            ("1e999", partial(written, "<v>1e999</v>"), "inf"),
            ("NaN", partial(written, "<v>NaN</v>"), "nan"),
            ("2.9999999", partial(rated, 2.9999999), "2.9999999"),
            ("a small three", partial(rated, "\u00b3"), "\u00b3"),
            ("three", partial(rated, "three"), "three"),
            ("TRUE", partial(rated, True), "TRUE"),  # noqa: FBT003 - the value is what is typed
            ("a day in Strict Open XML", partial(written, "<v>2026-03-04</v>", kind="d"), "2026"),
            ("3/4, which becomes a day", partial(shown_as, A_DAY, "d-mmm"), "2026"),
        )
    ),
    *(
        Case(
            number=27,
            what=text,
            make=partial(rated, text),
            wanted=NOTED,
            says=(text, "read as 3"),
            at=(RATING,),
            rated=(("coding", 3),),
        )
        for text in ("3 - good", "3 (solid)")
    ),
    *(
        Case(
            number=27,
            what=text,
            make=partial(rated, text),
            wanted=REFUSED,
            says=(text,),
            at=(RATING,),
        )
        for text in ("3-4", "2/3", "3 or 4")
    ),
    *(
        Case(
            number=28,
            what=text,
            make=partial(rated, text),
            wanted=wanted,
            says=("not assessed",) if wanted is NOTED else (),
            rated=(("coding", None),),
        )
        for text, wanted in (("N/A", TAKEN), ("n/a", TAKEN), ("not assessed", TAKEN), ("-", NOTED))
    ),
    Case(
        number=28,
        what="the error #N/A",
        make=partial(written, "<v>#N/A</v>", kind="e"),
        wanted=NOTED,
        says=("not assessed",),
        at=(RATING,),
        rated=(("coding", None),),
    ),
    Case(
        number=28,
        what="the error #DIV/0!",
        make=partial(written, "<v>#DIV/0!</v>", kind="e"),
        wanted=REFUSED,
        says=("#DIV/0!",),
        at=(RATING,),
    ),
    Case(
        number=29,
        what="calculated",
        make=partial(written, "<f>1+2</f><v>3</v>"),
        wanted=NOTED,
        says=("formula",),
        at=(RATING,),
        rated=(("coding", 3),),
    ),
    Case(
        number=29,
        what="not calculated",
        make=lambda made: made.edited(uncounted),
        wanted=REFUSED,
        says=("formula", "save it once"),
        at=(RATING,),
    ),
    Case(
        number=29,
        what="words calculated",
        make=partial(written, '<f>"a"&amp;"b"</f><v>ab</v>', kind="str", place=EVIDENCE),
        wanted=NOTED,
        says=("formula",),
        at=(EVIDENCE,),
        written=said("ab"),
    ),
    Case(
        number=29,
        what="the recommendation not calculated",
        make=partial(written, '<f>"yes"</f>', place=f"{OVERALL}:rating"),
        wanted=REFUSED,
        says=("formula", "save it once"),
        at=(f"{OVERALL}:rating",),
    ),
    Case(
        number=30,
        what="gaps",
        make=with_gaps,
        wanted=REFUSED,
        says=("Coding", "Debugging", "evidence", "recommendation"),
        at=(RATING, "debugging:rating", f"{OVERALL}:rating"),
    ),
    Case(
        number=30,
        what="no evidence",
        make=lambda made: made.filled(coding=(4, "")),
        wanted=NOTED,
        says=("Coding", "without evidence", "does not count"),
        at=("coding:evidence",),
        written=(("coding", ""),),
    ),
    Case(
        number=30,
        what="not assessed, and no words",
        make=lambda made: made.filled(coding=("not assessed", "")),
        wanted=TAKEN,
        rated=(("coding", None),),
        written=(("coding", ""),),
    ),
    *(
        Case(
            number=37,
            what=what,
            make=partial(merged, first, last),
            wanted=REFUSED,
            says=(f"{{{first}}}:{{{last}}}", "merged", "unmerge"),
            at=(first,),
        )
        for what, first, last in (
            ("ratings", "ml-fundamentals:rating", RATING),
            ("evidence", "ml-fundamentals:evidence", "coding:evidence"),
            ("a rating with its evidence", RATING, "coding:evidence"),
        )
    ),
    Case(
        number=38,
        what="bold words",
        make=in_runs,
        wanted=TAKEN,
        written=said("Halved the program."),
    ),
    Case(
        number=38,
        what="line ends of Windows",
        make=line_ends,
        wanted=TAKEN,
        written=said("a\nb\nc\nd"),
    ),
    *(
        Case(
            number=38,
            what=what,
            make=partial(_dangerous, (text,)),
            wanted=TAKEN,
            written=said(text),
        )
        for what, text in (
            ("lines", "First this.\n\nThen that."),
            ("emoji", "Solved it \U0001f469\U0001f3fd\u200d\U0001f4bb alone \u2764\ufe0f"),
            ("right to left", "\u05d0\u05de\u05e8\u05d4: \u202bshalom\u202c (3)"),
            ("accents apart", "nai\u0308ve, not na\u00efve"),
        )
    ),
    Case(number=39, what="40,000 letters", make=long_evidence, wanted=TAKEN, written=said(LONG)),
    Case(
        number=40,
        what="the error #NAME?",
        make=partial(written, "<f>cmd</f><v>#NAME?</v>", kind="e", place=EVIDENCE),
        wanted=REFUSED,
        says=("#NAME?", "formula"),
        at=(EVIDENCE,),
    ),
    Case(
        number=40,
        what="behind a tab and a line end, which no text keeps at its edges",
        make=partial(_dangerous, ("\t=1+1", "\n=1+1")),
        wanted=TAKEN,
        written=(("debugging", "=1+1"), ("ml-fundamentals", "=1+1")),
    ),
    *(dangerous(start) for start in range(0, len(DANGEROUS), len(ANSWERS))),
    Case(
        number=41,
        what="beside the box",
        make=beside,
        wanted=NOTED,
        says=("text outside the boxes",),
        at=("J12",),
    ),
    Case(
        number=41, what="a remark", make=commented, wanted=NOTED, says=("comment",), at=(EVIDENCE,)
    ),
    Case(number=41, what="a picture", make=pictured, wanted=NOTED, says=("picture",)),
)
