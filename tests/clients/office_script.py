"""Work in LibreOffice as a person does; run by a Python that has LibreOffice's own `uno`.

It reads one job a line, as JSON, and answers one line each: `{"answers": [...]}` with what every
step saw, or `{"error": "..."}`. What the steps are called is said in `office.py`.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # only LibreOffice's own Python has it

RETURN = 1280
PATIENCE = 60  # seconds to wait for LibreOffice to start
FILTERS = {
    "xlsx": ("Calc MS Excel 2007 XML", ""),
    "ods": ("calc8", ""),
    "xls": ("MS Excel 97", ""),
    # separator, quote, characters, first line, formats, language, quote all, detect, as shown
    "csv": ("Text - txt - csv (StarCalc)", "44,34,76,1,,0,false,true,true"),
    "csv-semicolon": ("Text - txt - csv (StarCalc)", "59,34,76,1,,0,false,true,true"),
    "csv-windows": ("Text - txt - csv (StarCalc)", "59,34,1,1,,0,false,true,true"),
    "csv-tab": ("Text - txt - csv (StarCalc)", "9,34,65535,1,,0,false,true,true"),
    "pdf": ("calc_pdf_Export", ""),
}


def main() -> None:
    """Take jobs until there are no more."""
    office = Office(sys.argv[1])
    for line in sys.stdin:
        try:
            answer: dict[str, Any] = {"answers": office.work(json.loads(line))}
        except Exception:  # noqa: BLE001 - whatever it is, the test must hear of it
            answer = {"error": traceback.format_exc()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    office.leave()


def named(**values: Any) -> tuple[Any, ...]:
    """Name values as LibreOffice takes them."""
    made = []
    for name, value in values.items():
        pair = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        pair.Name, pair.Value = name, value
        made.append(pair)
    return tuple(made)


def the_new_way(password: str) -> tuple[tuple[str, Any], ...]:
    """Say a password for Excel's form of today."""
    return ("CryptoType", "Standard"), ("OOXPassword", password)


def the_old_way(password: str) -> tuple[tuple[str, Any], ...]:
    """Say a password for Excel's old form: a key made of it, by the rules of 1997."""
    document = bytes(range(16))
    start = hashlib.md5(password.encode("utf-16-le")).digest()[:5]  # noqa: S324 - its rules
    key = hashlib.md5((start + document) * 16).digest()  # noqa: S324 - the same
    return (
        ("STD97EncryptionKey", uno.ByteSequence(key)),
        ("STD97UniqueID", uno.ByteSequence(document)),
    )


class Office:
    """One LibreOffice, and the workbooks open in it; the newest is the one worked in."""

    def __init__(self, pipe: str) -> None:
        """Reach the LibreOffice that listens on a pipe."""
        self.context = reach(pipe)
        self.desktop = self.make("com.sun.star.frame.Desktop")
        self.dispatcher = self.make("com.sun.star.frame.DispatchHelper")
        self.books: list[Any] = []
        self.hidden = True
        # Nobody is here to answer "overwrite what is there?" with yes.
        self.set("/org.openoffice.Office.Calc/Input", "ReplaceCellsWarning", value=False)

    def make(self, service: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)

    def work(self, steps: list[dict[str, Any]]) -> list[Any]:
        """Take the steps one after the other, and close everything after the last."""
        try:
            return [getattr(self, f"do_{step.pop('do')}")(**step) for step in steps]
        finally:
            for book in self.books:
                book.close(True)  # noqa: FBT003 - LibreOffice's own method takes it so
            self.books.clear()

    def leave(self) -> None:
        """End LibreOffice."""
        gone = uno.getClass("com.sun.star.uno.RuntimeException")
        with suppress(gone):  # it may go before it can answer
            self.desktop.terminate()

    @property
    def book(self) -> Any:
        return self.books[-1]

    @property
    def frame(self) -> Any:
        return self.book.CurrentController.Frame

    @property
    def sheet(self) -> Any:
        return self.book.CurrentController.ActiveSheet

    def command(self, name: str, **values: Any) -> None:
        """Choose from the menu."""
        self.dispatcher.executeDispatch(self.frame, f".uno:{name}", "", 0, named(**values))

    def go(self, at: str) -> Any:
        """Put the cursor on cells, and give them."""
        self.command("GoToCell", ToPoint=at)
        return self.sheet.getCellRangeByName(at)

    def settle(self) -> None:
        """Let LibreOffice do what it put off."""
        self.make("com.sun.star.awt.Toolkit").processEventsToIdle()

    # ----- files

    def set(self, node: str, name: str, value: Any) -> None:
        """Change a setting, as in the options."""
        service = "com.sun.star.configuration.ConfigurationUpdateAccess"
        provider = self.make("com.sun.star.configuration.ConfigurationProvider")
        settings = provider.createInstanceWithArguments(service, named(nodepath=node))
        settings.setPropertyValue(name, value)
        settings.commitChanges()

    def do_language(self, language: str) -> None:
        """Work as on a computer of that language: its decimal sign, its dates."""
        self.set("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", language)

    def do_show(self, *, windows: bool) -> None:
        """Show windows or not: without, all is quicker, and no key or message is possible."""
        self.hidden = not windows

    def do_open(self, path: str) -> list[str]:
        """Open a file, and name its sheets."""
        address = Path(path).as_uri()
        book = self.desktop.loadComponentFromURL(address, "_blank", 0, named(Hidden=self.hidden))
        if book is None:
            raise ValueError(f"LibreOffice does not open {path}")
        self.books.append(book)
        return list(book.Sheets.ElementNames)

    def do_switch(self) -> None:
        """Go to the other open workbook."""
        self.books.reverse()

    def do_save(self, path: str, form: str, password: str | None = None) -> None:
        """Save a copy as one of the forms."""
        filter_name, options = FILTERS[form]
        values = {"FilterName": filter_name, "FilterOptions": options}
        if password is not None:
            values |= self.locked(form, password)
        self.book.storeToURL(Path(path).as_uri(), named(**values))

    def locked(self, form: str, password: str) -> dict[str, Any]:
        """Say a password as the dialog for it does: each of Excel's forms wants it in its way."""
        if form == "ods":
            return {"Password": password}
        said = []
        for name, value in the_old_way(password) if form == "xls" else the_new_way(password):
            pair = uno.createUnoStruct("com.sun.star.beans.NamedValue")
            pair.Name, pair.Value = name, value
            said.append(pair)
        return {"EncryptionData": uno.Any("[]com.sun.star.beans.NamedValue", tuple(said))}

    # ----- writing

    def do_type(self, at: str, text: str) -> dict[str, Any]:
        """Write into the input line and press Enter."""
        cell = self.go(at)
        before = cell.Formula
        self.command("EnterString", StringName=text)
        return {"shown": cell.String, "kind": cell.Type.value, "changed": cell.Formula != before}

    def do_keys(self, at: str, text: str) -> dict[str, Any]:
        """Press one key after the other in the cell, then Enter: with all autocorrection."""
        cell = self.go(at)
        toolkit = self.make("com.sun.star.awt.Toolkit")
        event = uno.createUnoStruct("com.sun.star.awt.KeyEvent")
        event.Source = self.frame.getComponentWindow()
        for sign, code in (*((sign, 0) for sign in text), ("\r", RETURN)):
            event.KeyChar, event.KeyCode = uno.Char(sign), code
            toolkit.keyPress(event)
            toolkit.keyRelease(event)
        self.settle()
        return {"shown": cell.String, "kind": cell.Type.value, "changed": bool(cell.String)}

    def do_choose(self, at: str, place: int) -> str:
        """Choose from the cell's list, by place from 0, and say what was chosen."""
        cell = self.go(at)
        listed: str = cell.Validation.getFormula1()
        choices = [choice.strip('"') for choice in listed.split(";")]
        self.command("EnterString", StringName=choices[place])
        return choices[place]

    def do_clear(self, cells: str) -> None:
        """Select cells and press Delete."""
        self.go(cells)
        self.command("ClearContents")

    def do_copy(self, cells: str) -> None:
        """Copy cells."""
        self.go(cells)
        self.command("Copy")

    def do_cut(self, cells: str) -> None:
        """Cut cells."""
        self.go(cells)
        self.command("Cut")

    def do_paste(self, at: str, *, values_only: bool) -> None:
        """Paste what was copied, with its looks or without."""
        self.go(at)
        self.settle()
        if values_only:
            self.command("InsertContents", Flags="SVD")
        else:
            self.command("Paste")

    def do_look(self, cells: str) -> list[list[str]]:
        """Read what cells show."""
        block = self.sheet.getCellRangeByName(cells)
        spans = range(block.Rows.Count), range(block.Columns.Count)
        return [
            [block.getCellByPosition(column, row).String for column in spans[1]] for row in spans[0]
        ]

    # ----- rows and columns

    def do_unprotect(self) -> None:
        """Take the protection off; it has no password."""
        self.sheet.unprotect("")

    def do_sort(self, cells: str, column: int) -> None:
        """Sort the selected rows by one of the sheet's columns, counted from 1."""
        self.go(cells)
        self.command("DataSort", ByRows=True, HasHeader=False, Col1=column, Ascending1=False)

    def do_insert_row(self, above: str) -> None:
        """Insert a row."""
        self.go(above)
        self.command("InsertRowsBefore")

    def do_insert_column(self, left_of: str) -> None:
        """Insert a column."""
        self.go(left_of)
        self.command("InsertColumnsBefore")

    def do_delete_rows(self, cells: str) -> None:
        """Delete rows."""
        self.go(cells)
        self.command("DeleteRows")

    def do_delete_columns(self, cells: str) -> None:
        """Delete columns."""
        self.go(cells)
        self.command("DeleteColumns")

    def do_look_like(self, cells: str, look: str) -> None:
        """Give cells a look from the menu, as NumberFormatDate or Strikeout."""
        self.go(cells)
        self.command(look)

    def do_merge(self, cells: str) -> None:
        """Merge cells, keeping what is under the first one hidden."""
        self.go(cells).merge(True)  # noqa: FBT003 - the same

    def do_filter(self, cells: str, column: int, value: str) -> None:
        """Show only the rows of which a column, counted from 0 in the range, shows the value."""
        block = self.sheet.getCellRangeByName(cells)
        wanted = uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
        wanted.Field, wanted.IsNumeric, wanted.StringValue = column, False, value
        wanted.Operator = uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
        how = block.createFilterDescriptor(True)  # noqa: FBT003 - the same
        how.setFilterFields((wanted,))
        block.filter(how)

    # ----- sheets

    def do_to_sheet(self, sheet: str) -> None:
        """Go to a sheet."""
        self.book.CurrentController.setActiveSheet(self.book.Sheets.getByName(sheet))

    def do_rename_sheet(self, sheet: str, name: str) -> None:
        """Rename a sheet."""
        self.book.Sheets.getByName(sheet).Name = name

    def do_move_sheet(self, sheet: str, place: int) -> None:
        """Move a sheet, to the front with place 0."""
        self.book.Sheets.moveByName(sheet, place)

    def do_delete_sheet(self, sheet: str) -> None:
        """Delete a sheet."""
        self.book.Sheets.removeByName(sheet)

    def do_copy_sheet(self, sheet: str, name: str, place: int) -> None:
        """Copy a sheet in its workbook."""
        self.book.Sheets.copyByName(sheet, name, place)

    def do_add_sheet(self, name: str, place: int) -> None:
        """Add an empty sheet."""
        self.book.Sheets.insertNewByName(name, place)

    def do_show_sheet(self, sheet: str, *, visible: bool) -> None:
        """Show or hide a sheet."""
        self.book.Sheets.getByName(sheet).IsVisible = visible

    def do_show_column(self, column: str, *, visible: bool) -> None:
        """Show or hide a column."""
        self.sheet.getCellRangeByName(f"{column}1").Columns.IsVisible = visible

    def do_to_new_book(self, sheet: str) -> None:
        """Move or copy the sheet to a new workbook, and go on in that."""
        self.do_to_sheet(sheet)
        known = {book.RuntimeUID for book in self.books}
        self.command("Move", DocName="", Index=1, Copy=True)
        for component in self.desktop.Components:
            if component.RuntimeUID not in known:
                self.books.append(component)
                return
        raise ValueError("LibreOffice made no new workbook")

    def do_take_sheet(self, path: str, sheet: str, name: str) -> None:
        """Take a sheet of another file in, behind the others."""
        other = self.desktop.loadComponentFromURL(
            Path(path).as_uri(), "_blank", 0, named(Hidden=True)
        )
        sheets = self.book.Sheets
        place = sheets.importSheet(other, sheet, sheets.Count)
        sheets.getByIndex(place).Name = name
        other.close(True)  # noqa: FBT003 - the same

    # ----- what stands beside the cells

    def do_comment(self, at: str, text: str) -> None:
        """Put a comment on a cell."""
        cell = self.sheet.getCellRangeByName(at)
        self.sheet.Annotations.insertNew(cell.CellAddress, text)

    def do_picture(self, at: str, path: str) -> None:
        """Put a picture on the sheet."""
        provider = self.make("com.sun.star.graphic.GraphicProvider")
        shape = self.book.createInstance("com.sun.star.drawing.GraphicObjectShape")
        shape.Graphic = provider.queryGraphic(named(URL=Path(path).as_uri()))
        size = uno.createUnoStruct("com.sun.star.awt.Size")
        size.Width = size.Height = 2000
        shape.setSize(size)
        shape.setPosition(self.sheet.getCellRangeByName(at).Position)
        self.sheet.DrawPage.add(shape)


def reach(pipe: str) -> Any:
    """Wait for LibreOffice, and give its context."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    not_there_yet = uno.getClass("com.sun.star.connection.NoConnectException")
    last = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except not_there_yet:
            if time.monotonic() > last:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    main()
