"""What people do to a card, good and bad, and what must come of it in each form it is saved in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.clients.cards import NOTE, REFUSED, RIGHT, Places, Said
from tests.clients.office import FORMS, step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.clients.office import Step

LEVELS = (3, 2, 4, None)
TEXTS = (
    'Asked "why?" first; drew the whole path on the board \N{EN DASH} twice.',
    "Nannte zwei Gründe, für und wider.\nThen a third one: cost, 5 €.",
    "Wrote a test before the fix.",
    "",
)
OVERALL = "yes"
OVERALL_NOTE = "Would work with them."


@dataclass(frozen=True, slots=True)
class Room:
    """What a deed has at hand: the card, another person's card, and a picture."""

    card: Places
    other: Places
    picture: Path


def _nothing(_: Room) -> list[Step]:
    return []


def _no_cells(_: Places) -> tuple[str, ...]:
    return ()


def _as_filled(said: Said, _: Places) -> Said | None:
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something people do, after they have filled the card in; and what must come of it.

    `means` says what is meant then (None: nobody can tell, so nothing may be recorded), and `comes`
    what must come of it by form; "" stands for the usual forms that are not named. `names` are
    cells that a refusal must name, and `keyed` is text that the program itself corrects while it
    is typed, key by key, as the first row's evidence: what the screen shows then is what is meant.
    """

    name: str
    about: str
    does: Callable[[Room], list[Step]] = _nothing
    means: Callable[[Said, Places], Said | None] = _as_filled
    comes: Mapping[str, str] = field(default_factory=lambda: {"": RIGHT})
    names: Callable[[Places], tuple[str, ...]] = _no_cells
    keyed: str = ""
    windows: bool = False
    language: str = "en-US"
    password: str | None = None

    def wanted(self, form: str) -> str:
        """Say what must come of it in a form; nothing where it is not tried."""
        return self.comes.get(form, self.comes.get("", "") if form in FORMS else "")


def as_filled(card: Places) -> Said:
    """Say what everybody fills in."""
    rows = dict(zip(card.competencies, zip(LEVELS, TEXTS, strict=True), strict=True))
    return Said(rows, OVERALL, OVERALL_NOTE)


def filling(card: Places) -> list[Step]:
    """Fill a card in as its reader does: ratings from the lists, texts through the input line."""
    steps = []
    for row, (level, text) in enumerate(zip(LEVELS, TEXTS, strict=True)):
        place = len(LEVELS) if level is None else level - 1
        steps.append(step("choose", at=card.rating_of(row), place=place))
        steps.append(step("type", at=card.evidence_of(row), text=text))
    steps.append(step("choose", at=card.rating_of("_overall"), place=1))
    steps.append(step("type", at=card.evidence_of("_overall"), text=OVERALL_NOTE))
    return steps


def rated(*typed: str, means: int, how: str = "type", **more: Any) -> Deed:
    """Write a rating over the first one, once or several times."""

    def does(room: Room) -> list[Step]:
        return [step(how, at=room.card.rating_of(0), text=text) for text in typed]

    def said(filled: Said, card: Places) -> Said | None:
        return filled.but(card.competencies[0], means, TEXTS[0])

    return Deed(does=does, means=said, **more)


def misrated(*typed: str, **more: Any) -> Deed:
    """Put what is no rating into several rows, past the list, as pasting does; all are named."""

    def does(room: Room) -> list[Step]:
        return [
            step("type", at=room.card.rating_of(row), text=text) for row, text in enumerate(typed)
        ]

    def cells(card: Places) -> tuple[str, ...]:
        return tuple(card.rating_of(row) for row in range(len(typed)))

    return Deed(does=does, means=_nobody, names=cells, comes={"": REFUSED}, **more)


def noted(*texts: str, **more: Any) -> Deed:
    """Write evidence over what is there, row by row."""

    def does(room: Room) -> list[Step]:
        return [
            one
            for row, text in enumerate(texts)
            for one in (
                step("clear", cells=room.card.evidence_of(row)),
                step("type", at=room.card.evidence_of(row), text=text),
            )
        ]

    def said(filled: Said, card: Places) -> Said:
        for row, text in enumerate(texts):
            filled = filled.but(card.competencies[row], LEVELS[row], text)
        return filled

    return Deed(does=does, means=said, **more)


def _gaps(card: Places) -> tuple[str, ...]:
    return card.rating_of(0), card.rating_of(1), card.rating_of("_overall")


def _leave_gaps(room: Room) -> list[Step]:
    """Leave a rating, a whole row and the overall recommendation empty."""
    return [step("clear", cells=cell) for cell in (*_gaps(room.card), room.card.evidence_of(1))]


def _without_evidence(filled: Said, card: Places) -> Said:
    return filled.but(card.competencies[0], LEVELS[0], "")


def unlocked(does: Callable[[Room], list[Step]], **more: Any) -> Deed:
    """Do something after the protection was taken off."""
    return Deed(does=lambda room: [step("unprotect"), *does(room)], **more)


def _block(card: Places, first: str) -> str:
    """Name the competencies' rows from a column to the evidence."""
    return f"{first}{card.first}:{card.evidence}{card.last}"


def _nobody(_said: Said, _card: Places) -> None:
    return None


def _doubled(room: Room) -> list[Step]:
    """Copy a row into a new one below it."""
    row = room.card.first
    return [
        step("insert_row", above=f"B{row + 1}"),
        step("copy", cells=f"A{row}:{room.card.evidence}{row}"),
        step("paste", at=f"A{row + 1}", values_only=False),
    ]


def _taken_from(other: Path, cells: str) -> list[Step]:
    """Copy cells of another open file, paste them at the same place, and be back in the card."""
    return [
        step("open", path=str(other)),
        step("unprotect"),
        step("copy", cells=cells),
        step("switch"),
        step("paste", at=cells.partition(":")[0], values_only=False),
    ]


def _rows_of_another(room: Room) -> list[Step]:
    return _taken_from(room.other.path, _block(room.card, "A"))


def _other_sheet(room: Room) -> list[Step]:
    return [step("take_sheet", path=str(room.other.path), sheet=room.card.sheet, name="Other")]


def _sorted_whole(room: Room) -> list[Step]:
    return [
        step("show_column", column="A", visible=True),
        step("sort", cells=_block(room.card, "A"), column=2),
    ]


def _merged(column: str) -> Callable[[Room], list[Step]]:
    def does(room: Room) -> list[Step]:
        letter = room.card.rating if column == "rating" else room.card.evidence
        return [step("merge", cells=f"{letter}{room.card.first}:{letter}{room.card.first + 1}")]

    return does


def _two_copies(room: Room) -> list[Step]:
    copy = f"{room.card.sheet} (2)"
    return [
        step("copy_sheet", sheet=room.card.sheet, name=copy, place=1),
        step("to_sheet", sheet=copy),
        step("type", at=room.card.rating_of(0), text="1"),
        step("to_sheet", sheet=room.card.sheet),
    ]


def _header_written_over(room: Room) -> list[Step]:
    row = room.card.first - 1
    return [
        step("type", at=f"{room.card.rating}{row}", text="Hodnocení"),
        step("type", at=f"{room.card.evidence}{row}", text="Důkazy"),
    ]


def _beside_the_boxes(room: Room) -> list[Step]:
    """Write ratings and evidence two columns further on, and leave the boxes empty."""
    card = room.card
    rating, evidence = (chr(ord(column) + 2) for column in (card.rating, card.evidence))
    steps = []
    for row in card.rows.values():
        steps.append(step("clear", cells=f"{card.rating}{row}:{card.evidence}{row}"))
        steps.append(step("type", at=f"{rating}{row}", text="3"))
        steps.append(step("type", at=f"{evidence}{row}", text="Said why."))
    return steps


def _typed_where_it_is_locked(room: Room) -> list[Step]:
    return [
        step("type", at=f"B{room.card.first}", text="Another competency"),
        step("type", at=f"A{room.card.first}", text="another key"),
        step("type", at=f"D{room.card.first}", text="Another level."),
    ]


def _keyed_off_the_list(room: Room) -> list[Step]:
    return [
        step("keys", at=room.card.rating_of(row), text=text)
        for row, text in enumerate(("2,5", "7"))
    ]


def _pasted_from_notes(*, values_only: bool) -> Callable[[Room], list[Step]]:
    """Write in an own empty sheet first, and paste from there."""

    def does(room: Room) -> list[Step]:
        at = room.card.evidence_of(0)
        return [
            step("add_sheet", name="My notes", place=3),
            step("to_sheet", sheet="My notes"),
            step("type", at=at, text=PASTED),
            step("copy", cells=at),
            step("to_sheet", sheet=room.card.sheet),
            step("paste", at=at, values_only=values_only),
            step("delete_sheet", sheet="My notes"),
        ]

    return does


PASTED = "Explained it to a newcomer."
KEYED = 'We said TWo things: (c) 1/2, "why" -- and then we asked'
SCRIPTS = "Sagte „nein“ 🙂, אבג, 日本語, Ωμέγα"
LONG = " ".join(["Said what they would do, and why."] * 1_200)
STRANGE = ("=1+1", "+49 30 1234567", "3/4", "0123", "@here", "-1", "1e5", "'quoted'")


def _in_csv(csv: str, otherwise: str) -> dict[str, str]:
    return {"csv": csv, "": otherwise}


def _pasted(filled: Said, card: Places) -> Said:
    return filled.but(card.competencies[0], LEVELS[0], PASTED)


def _ordinary() -> tuple[Deed, ...]:
    return (
        Deed(name="filled in", about="Fills the card in: ratings from the lists, texts typed"),
        rated("3", means=3, name="rating typed", about="Types a rating: 3"),
        rated(" 3 ", means=3, name="spaces", about="Types a rating with spaces around it"),
        rated(
            "\N{FULLWIDTH DIGIT THREE}",
            means=3,
            name="full-width",
            about="Types a full-width \N{FULLWIDTH DIGIT THREE}",
        ),
        rated("1", "", "3", means=3, name="mind changed", about="Types 1, deletes it, types 3"),
        rated("3 - strong", means=3, name="level with its name", about="Types 3 - strong"),
        rated(
            "3,0",
            means=3,
            language="de-DE",
            name="3,0 in German",
            about="Types 3,0 on a German computer",
        ),
        misrated("3 I think", name="3 I think", about="Types 3 I think"),
        rated(
            "=1+2",
            means=3,
            comes=_in_csv(RIGHT, NOTE),
            name="formula",
            about="Types =1+2 for a rating",
        ),
        rated(
            "3/4",
            "3",
            means=3,
            name="3 over a date",
            about="Types 3/4, then 3 over it (the cell shows numbers again)",
        ),
        unlocked(
            lambda room: [step("look_like", cells=room.card.rating_of(0), look="NumberFormatDate")],
            name="3 in a date's cell",
            about="Formats the box of a rating as a date (the program shows 3 as a day of 1900)",
            means=_nobody,
            names=lambda card: (card.rating_of(0),),
            comes={"": REFUSED},
        ),
        unlocked(
            lambda room: [step("look_like", cells=room.card.rating_of(0), look="Strikeout")],
            name="struck through",
            about="Strikes a rating through",
            comes=_in_csv(RIGHT, NOTE),
        ),
        Deed(
            does=lambda room: [step("clear", cells=room.card.evidence_of(0))],
            means=_without_evidence,
            comes={"": NOTE},
            name="no evidence",
            about="Rates without evidence",
        ),
        noted(
            *STRANGE[:3],
            name="evidence like formulas",
            about="Writes =1+1, +49 30 1234567 and 3/4 as evidence",
        ),
        noted(
            *STRANGE[3:6],
            name="evidence like numbers",
            about="Writes 0123, @here and -1 as evidence",
        ),
        noted(
            *STRANGE[6:], name="evidence like others", about="Writes 1e5 and 'quoted' as evidence"
        ),
        noted(
            "#N/A",
            comes={"": REFUSED},
            name="an error word",
            about="Writes #N/A as evidence, and nothing else",
        ),
        noted(SCRIPTS, name="scripts", about="Writes emoji, Hebrew, Japanese and Greek letters"),
        noted(
            LONG,
            comes={"xlsx": REFUSED, "xls": REFUSED, "": RIGHT},
            name="long evidence",
            about="Writes 40,799 characters of evidence (the program cuts them in Excel's forms)",
        ),
        Deed(
            keyed=KEYED,
            windows=True,
            name="autocorrection",
            about="Types evidence key by key; the program corrects it, and what it shows counts",
        ),
        Deed(
            does=_typed_where_it_is_locked,
            windows=True,
            name="locked cells",
            about="Types into locked cells (the program does not let it)",
        ),
        Deed(
            does=_keyed_off_the_list,
            windows=True,
            name="off the list",
            about="Types 2,5 and 7 for ratings key by key (the program does not let it)",
        ),
        Deed(
            does=_pasted_from_notes(values_only=True),
            means=_pasted,
            name="values pasted",
            about="Pastes evidence from notes, the text only",
        ),
        Deed(
            does=_pasted_from_notes(values_only=False),
            means=_pasted,
            name="cells pasted",
            about="Pastes evidence from notes, with its looks",
        ),
    )


def _misread() -> tuple[Deed, ...]:
    return (
        Deed(
            does=_leave_gaps,
            means=_nobody,
            names=_gaps,
            comes={"": REFUSED},
            name="gaps",
            about="Leaves a rating, a whole row and the overall recommendation empty",
        ),
        misrated("3.5", "2,5", "0", "5", name="off the scale", about="Types 3.5, 2,5, 0 and 5"),
        misrated(
            "2,5", language="de-DE", name="2,5 in German", about="Types 2,5 on a German computer"
        ),
        misrated(
            "4-",
            "3-4",
            "3/4",
            "24:00",
            name="made a date",
            about="Types 4-, 3-4, 3/4 and 24:00 (the program makes -4, dates and a time of them)",
        ),
        misrated(
            "50%",
            "100%",
            "TRUE",
            "=1/0",
            name="made a value",
            about="Types 50%, 100%, TRUE and =1/0",
        ),
        misrated(
            "good", "3 or 4", "2/3", "34", name="words", about="Types good, 3 or 4, 2/3 and 34"
        ),
    )


def _rearranged() -> tuple[Deed, ...]:
    return (
        unlocked(
            lambda room: [step("sort", cells=_block(room.card, "B"), column=2)],
            name="sorted, visible columns",
            about="Sorts the rows, visible columns only (the hidden keys stay behind)",
            comes={"": NOTE},
        ),
        unlocked(_sorted_whole, name="sorted, all columns", about="Sorts the rows, all columns"),
        unlocked(
            lambda room: [step("insert_row", above=f"B{room.card.first + 1}")],
            name="row inserted",
            about="Inserts a row",
        ),
        unlocked(
            lambda room: [step("insert_column", left_of=f"{room.card.rating}1")],
            name="column inserted",
            about="Inserts a column before the ratings",
        ),
        unlocked(
            lambda room: [step("delete_rows", cells=f"B{room.card.first}")],
            name="row deleted",
            about="Deletes a competency's row",
            means=_nobody,
            comes={"": REFUSED},
        ),
        unlocked(
            _doubled,
            name="row doubled",
            about="Copies a row below itself",
            means=_nobody,
            comes={"": REFUSED},
        ),
        unlocked(
            lambda room: [step("type", at=f"B{room.card.first}", text="Cleverness")],
            name="competency renamed",
            about="Renames a competency",
            means=_nobody,
            comes={"": REFUSED},
        ),
        unlocked(
            lambda _: [step("delete_columns", cells="A1")],
            name="keys deleted",
            about="Deletes the hidden column of keys",
            comes={"": NOTE},
        ),
        unlocked(
            _header_written_over,
            name="header written over",
            about="Writes over the header (as a page translator does)",
            means=_nobody,
            comes={"": REFUSED},
        ),
        unlocked(
            _merged("rating"),
            name="ratings merged",
            about="Merges two ratings",
            comes=_in_csv(RIGHT, REFUSED),
        ),
        unlocked(
            _merged("evidence"),
            name="evidence merged",
            about="Merges two evidence cells",
            comes=_in_csv(RIGHT, REFUSED),
        ),
        unlocked(
            lambda room: [
                step(
                    "filter",
                    cells=f"B{room.card.first - 1}:{room.card.evidence}{room.card.last}",
                    column=5,
                    value="3",
                )
            ],
            name="rows filtered",
            about="Filters, so that only some rows show",
        ),
    )


def _sheets() -> tuple[Deed, ...]:
    return (
        Deed(
            name="sheet renamed",
            about="Renames the sheet",
            does=lambda room: [step("rename_sheet", sheet=room.card.sheet, name="Ada, done")],
        ),
        Deed(
            windows=True,
            name="sheet moved",
            about="Moves the sheet behind the others",
            does=lambda room: [step("move_sheet", sheet=room.card.sheet, place=3)],
        ),
        Deed(
            windows=True,
            name="sheet added",
            about="Adds a sheet of notes behind the others",
            does=lambda room: [
                step("add_sheet", name="My notes", place=3),
                step("to_sheet", sheet="My notes"),
                step("type", at="A1", text="Rating of my own: 1"),
                step("to_sheet", sheet=room.card.sheet),
            ],
            comes=_in_csv(RIGHT, NOTE),
        ),
        Deed(
            windows=True,
            name="another sheet in front",
            about="Saves while the interview kit is in front",
            does=lambda room: [step("to_sheet", sheet=room.card.sheets[1])],
            comes=_in_csv(REFUSED, RIGHT),
        ),
        Deed(
            name="kit deleted",
            about="Deletes the interview kit",
            does=lambda room: [step("delete_sheet", sheet=room.card.sheets[1])],
        ),
        Deed(
            name="hidden sheet shown",
            about="Shows the hidden sheet",
            does=lambda room: [step("show_sheet", sheet=room.card.sheets[-1], visible=True)],
        ),
        Deed(
            name="hidden sheet deleted",
            about="Deletes the hidden sheet",
            does=lambda room: [
                step("show_sheet", sheet=room.card.sheets[-1], visible=True),
                step("delete_sheet", sheet=room.card.sheets[-1]),
            ],
        ),
        Deed(
            name="sheet copied",
            about="Copies the sheet, and leaves both as they are",
            does=lambda room: [step("copy_sheet", sheet=room.card.sheet, name="Copy", place=1)],
        ),
        Deed(
            windows=True,
            name="two copies differ",
            about="Copies the sheet, and writes something else in the copy",
            does=_two_copies,
            comes=_in_csv(RIGHT, REFUSED),
        ),
        Deed(
            name="to a new workbook",
            about="Moves the sheet to a new workbook",
            does=lambda room: [step("to_new_book", sheet=room.card.sheet)],
        ),
        unlocked(
            _rows_of_another,
            name="rows of another card",
            about="Pastes the rows of another candidate's card over its own",
            means=_nobody,
            comes={"": REFUSED},
        ),
        Deed(
            name="sheet of another card",
            about="Takes the sheet of another candidate's card into the workbook",
            does=_other_sheet,
            comes=_in_csv(RIGHT, REFUSED),
        ),
    )


def _beside() -> tuple[Deed, ...]:
    return (
        Deed(
            name="comment",
            about="Writes a comment on a cell",
            does=lambda room: [step("comment", at=room.card.evidence_of(0), text="Ask again.")],
            comes=_in_csv(RIGHT, NOTE),
        ),
        Deed(
            name="picture",
            about="Puts a picture on the sheet",
            does=lambda room: [
                step("unprotect"),
                step("picture", at=room.card.evidence_of(0), path=str(room.picture)),
            ],
            comes=_in_csv(RIGHT, NOTE),
        ),
        unlocked(
            lambda room: [step("type", at=f"K{room.card.first}", text="Also met the team.")],
            name="text beside",
            about="Writes beside the boxes",
            comes={"": NOTE},
        ),
        unlocked(
            _beside_the_boxes,
            name="all beside",
            about="Writes every answer beside the boxes and none into them",
            means=_nobody,
            comes={"": REFUSED},
        ),
        Deed(
            name="password",
            about="Sets a password",
            means=_nobody,
            comes={"xlsx": REFUSED, "ods": REFUSED, "xls": REFUSED},
            password="only the interviewer knows",  # noqa: S106 - of a file made here
        ),
    )


def _tables() -> tuple[Deed, ...]:
    forms = {"csv": RIGHT, "csv-semicolon": RIGHT, "csv-tab": RIGHT, "csv-windows": REFUSED}
    lost = "Writes letters that Windows letters lack"
    return (
        Deed(comes=forms, name="as text", about="Fills the card in, as above"),
        noted(SCRIPTS, comes=forms, name="scripts as text", about=lost),
    )


GROUPS = (
    ("Filling in", _ordinary()),
    ("Ratings that are none", _misread()),
    ("Rows, columns and cells", _rearranged()),
    ("Sheets and workbooks", _sheets()),
    ("Comments, pictures, passwords", _beside()),
    ("Kinds of CSV", _tables()),
)
DEEDS = tuple(deed for _, deeds in GROUPS for deed in deeds)
