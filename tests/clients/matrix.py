"""Run every deed in every program and form, and write down what came of it for recruiters.

`python -m tests.clients.matrix --write` writes docs/clients.md anew from a run of everything.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.clients.cards import NOTE, REFUSED, RIGHT, WRONG, Outcome, Places, bring_back, send_cards
from tests.clients.deeds import DEEDS, GROUPS, LEVELS, Room, as_filled, filling
from tests.clients.office import FORMS, TABLES, an_office, python_with_uno, step
from tests.clients.web_deeds import EXCELJS, WEB_DEEDS, WEB_FORMS, WEB_GROUPS, running, web_job

if TYPE_CHECKING:
    from tests.clients.deeds import Deed
    from tests.clients.office import Office
    from tests.clients.web_deeds import Web, WebDeed

PAGE = Path(__file__).parents[2] / "docs" / "clients.md"
FRAME = Path(__file__).with_name("clients_frame.md")
SECTION = re.compile(r"<!-- (\w+) -->\n\n(.*?)\n\n<!-- end -->", re.DOTALL)
SHOWN = {
    RIGHT: "read right",
    NOTE: "read right, with a note",
    REFUSED: "refused",
    WRONG: "READ WRONG",
}
YEAR = "2026"
HEADS = {
    "xlsx": ".xlsx",
    "ods": ".ods",
    "xls": ".xls",
    "csv": ".csv",
    "csv-semicolon": ".csv with semicolons",
    "csv-tab": ".csv with tabs, UTF-16",
    "csv-windows": ".csv in Windows letters",
}
ALL_FORMS = tuple(dict.fromkeys((*FORMS, *TABLES)))
Outcomes = Mapping[str, Outcome]
_DOT = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c636060606000000005000118a7c2e10000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Sent:
    """Two candidates' cards, and the workspace that sent them."""

    workspace: Path
    room: Room

    @classmethod
    def from_(cls, folder: Path) -> Sent:
        """Send them."""
        workspace, ada, ben = send_cards(folder)
        picture = folder / "picture.png"
        picture.write_bytes(_DOT)
        return cls(workspace, Room(Places.of(ada), Places.of(ben), picture))

    def file(self, folder: Path, form: str) -> Path:
        """Name the file that is saved: as the card, with the form's ending."""
        return folder / form / f"{self.room.card.path.stem}.{form.partition('-')[0]}"


def do_in_office(office: Office, sent: Sent, deed: Deed, folder: Path) -> Outcomes:
    """Do a deed in LibreOffice, save it in every form, and bring every file back."""
    card = sent.room.card
    files = {form: sent.file(folder, form) for form in ALL_FORMS if deed.wanted(form)}
    for file in files.values():
        file.parent.mkdir(parents=True)
    first = card.evidence_of(0)
    typed = [step("clear", cells=first), step("keys", at=first, text=deed.keyed)]
    saw = office.work(
        step("open", path=str(card.path)),
        *filling(card),
        *deed.does(sent.room),
        *(typed if deed.keyed else ()),
        step("look", cells=first),
        *(
            step("save", path=str(file), form=form, password=deed.password)
            for form, file in files.items()
        ),
        language=deed.language,
        windows=deed.windows,
    )
    said = deed.means(as_filled(card), card)
    if deed.keyed:
        [[shown]] = saw[-len(files) - 1]
        assert shown != deed.keyed, "nothing was corrected while it was typed"
        said = as_filled(card).but(card.competencies[0], LEVELS[0], shown)
    done = {form: bring_back(sent.workspace, file, said) for form, file in files.items()}
    return {form: _whole(outcome, deed.names(card)) for form, outcome in done.items()}


def _whole(outcome: Outcome, cells: tuple[str, ...]) -> Outcome:
    """Call a refusal wrong that does not name every cell that is wrong."""
    missed = [cell for cell in cells if cell not in outcome.where]
    if outcome.state != REFUSED or not missed:
        return outcome
    return Outcome(WRONG, (*outcome.words, f"{', '.join(missed)} is read as a level"))


def do_in_web(web: Web, sent: Sent, deed: WebDeed, folder: Path) -> Outcomes:
    """Do a deed in a JavaScript program, save it in every form, and bring every file back."""
    files = {form: sent.file(folder, form) for form in WEB_FORMS[web.name] if deed.wanted(form)}
    for file in files.values():
        file.parent.mkdir(parents=True)
    web.work(web_job(sent.room.card, deed, files))
    said = deed.means(as_filled(sent.room.card), sent.room.card)
    return {form: bring_back(sent.workspace, file, said) for form, file in files.items()}


def states(outcomes: Outcomes) -> dict[str, str]:
    """Say by form what came of a deed."""
    return {form: outcome.state for form, outcome in outcomes.items()}


# ---------------------------------------------------------------------------------------------
# The page


def row(about: str, outcomes: Outcomes) -> str:
    """Write a deed's row of the table."""
    cells = (SHOWN[outcomes[form].state] if form in outcomes else "" for form in shown(outcomes))
    return f"| {row_title(about)} | {' | '.join(cells)} |"


def shown(outcomes: Outcomes) -> tuple[str, ...]:
    """Name the forms that a deed's table shows."""
    for forms in (WEB_FORMS[EXCELJS], FORMS, TABLES):
        if set(outcomes) <= set(forms):
            return forms
    return ALL_FORMS


def row_title(about: str) -> str:
    """Write what was done as the table has it."""
    return _escaped(about)


def _in_that_year(said: str) -> str:
    """Write days of this year, which programs add to "3/4", as of the year of the page."""
    now = f"{dt.datetime.now().astimezone():%Y}"
    said = re.sub(rf"\b{now}(?=-\d\d-\d\d\b)", YEAR, said)
    return re.sub(rf"(?<=\b\d\d/\d\d/){now[2:]}\b", YEAR[2:], said)


def words(about: str, outcomes: Outcomes) -> str:
    """Write what was said about a deed's files, each saying once with the forms that heard it."""
    heard: dict[str, list[str]] = {}
    for form, outcome in outcomes.items():
        for said in outcome.words:
            heard.setdefault(_escaped(_in_that_year(said)), []).append(HEADS[form])
    if not heard:
        return ""
    everywhere = len(outcomes)
    lines = [f"- **{_escaped(about)}**"]
    for said, forms in heard.items():
        where = "" if len(set(forms)) == everywhere else f" ({'; '.join(dict.fromkeys(forms))})"
        lines.append(f"  - {said}{where}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    shown = " ".join(text.split())
    return re.sub(r"([|*_<>`\[\]])", r"\\\1", shown)


def head(forms: tuple[str, ...]) -> str:
    """Write the head of a table."""
    names = " | ".join(HEADS[form] for form in forms)
    return f"| what was done | {names} |\n|---{'|---' * len(forms)}|"


def section(
    groups: tuple[tuple[str, tuple[Deed, ...] | tuple[WebDeed, ...]], ...],
    results: Mapping[str, Outcomes],
) -> str:
    """Write a program's tables, and below each what was said."""
    parts = []
    for title, deeds in groups:
        done = [(deed.about, results[deed.name]) for deed in deeds if deed.name in results]
        if not done:
            continue
        forms = shown({form: outcome for _, came in done for form, outcome in came.items()})
        rows = "\n".join(row(about, outcomes) for about, outcomes in done)
        said = "\n".join(text for about, outcomes in done if (text := words(about, outcomes)))
        told = f"\n\nIn words:\n\n{said}" if said else ""
        parts.append(f"### {title}\n\n{head(forms)}\n{rows}{told}")
    return "\n\n".join(parts)


def frame() -> str:
    """Give what stands around the programs' sections."""
    return FRAME.read_text(encoding="utf-8")


def page(sections: Mapping[str, str]) -> str:
    """Write the page."""
    text = frame()
    for name, written in sections.items():
        text = text.replace(f"<!-- {name} -->", f"<!-- {name} -->\n\n{written}\n\n<!-- end -->")
    return text


def told(program: str, about: str, came: Outcomes) -> None:
    """Hold the page to what came of one deed."""
    sections = dict(SECTION.findall(PAGE.read_text(encoding="utf-8")))
    here = f"{sections.get(program, '')}\n"
    again = "write docs/clients.md anew: python -m tests.clients.matrix --write"
    assert f"{row(about, came)}\n" in here, again
    said = words(about, came)
    if said:
        assert f"{said}\n" in here, again
    else:
        assert f"- **{row_title(about)}**\n" not in here, again


def run(folder: Path, soffice: str, python: str) -> dict[str, str]:
    """Run everything, and give each program's section."""
    sent = Sent.from_(folder / "sent")
    with an_office(soffice, python, folder / "office") as office:
        done = {
            deed.name: do_in_office(office, sent, deed, folder / "done" / str(place))
            for place, deed in enumerate(DEEDS)
        }
    sections = {"libreoffice": section(GROUPS, done)}
    for name in WEB_FORMS:
        with running(name) as web:
            done = {
                deed.name: do_in_web(web, sent, deed, folder / name / str(place))
                for place, deed in enumerate(WEB_DEEDS)
                if name in deed.programs
            }
        sections[name] = section(WEB_GROUPS, done)
    return sections


def main() -> None:
    """Write the page, or print it."""
    soffice, python = shutil.which("soffice"), python_with_uno()
    if soffice is None or python is None:
        sys.exit(
            "LibreOffice and its Python are needed: apt-get install libreoffice-calc python3-uno"
        )
    with tempfile.TemporaryDirectory() as folder:
        written = page(run(Path(folder), soffice, python))
    if "--write" in sys.argv:
        PAGE.write_text(written, encoding="utf-8")
    else:
        sys.stdout.write(written)


if __name__ == "__main__":
    main()
