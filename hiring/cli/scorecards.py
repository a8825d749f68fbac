"""Commands on scorecards: out to interviewers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hiring.cli.kit import (
    App,
    Group,
    OccupiedError,
    echo,
    echo_json,
    json_option,
    pass_app,
    write_file,
)
from hiring.cli.progress import going_through
from hiring.cli.reading_room import correction, drafts, original, rotate_key, show, status
from hiring.cli.scorecards_back import check, import_cards
from hiring.cli.scorecards_kit import post
from hiring.errors import Problem, RefusedError, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Row

    from hiring.domain.language import Language
    from hiring.exchange import drafts as mails
    from hiring.exchange.drafts import Written
    from hiring.views.papers import ScorecardSheet
    from hiring.workflow.scorecards import Looks

    Card = tuple[Row[Any], ScorecardSheet]


@click.group(cls=Group)
def scorecard() -> None:
    """Send scorecards out, and take the filled ones back.

    CARD is a code (S-1), or the reference that is printed on the card.
    """


@scorecard.command()
@click.argument("targets", nargs=-1, metavar="[APP|INTERVIEW]...")
@click.option("--job", metavar="CODE", help="All planned interviews of this job.")
@click.option("--due", is_flag=True, help="All that are due, as hiring interview due lists them.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to write the cards to.",
)
@click.option(
    "--mail",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a mail for each interviewer here, cards and invitations attached.",
)
@click.option("--again", is_flag=True, help="With --mail: also for cards that had their mail.")
@click.option("--language", metavar="CODE", help="The language of the fixed texts: en, de, ...")
@click.option("--blind/--named", default=None, help="Show the candidate by code only, or by name.")
@click.option("--force", is_flag=True, help="Write over files with other content.")
@json_option
@pass_app
def export(
    app: App,
    *,
    targets: tuple[str, ...],
    job: str | None,
    due: bool,
    output: Path | None,
    mail: Path | None,
    again: bool,
    language: str | None,
    blind: bool | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write one Excel scorecard per interview and interviewer.

    Cards that are recorded are left out, unless their interview is named. A file that an
    interviewer may have filled is never written over without --force; the others are written.
    With --mail, the cards lie in drafts that a mail program opens ready to send; nothing is sent
    by this program, and no card gets a second mail without --again.

    \b
    Examples:
      hiring scorecard export A-1 -o cards
      hiring scorecard export --due -o cards --language de
      hiring scorecard export --due --mail outbox
    """
    from hiring.workflow.scorecards import cards_to_send, sheets

    if not (targets or job or due):
        raise UsageError(Problem("nothing is named", fix="name APP or INTERVIEW, --job or --due"))
    if output is None and mail is None:
        raise UsageError(Problem("no folder is named", fix="add -o DIR, --mail DIR, or both"))
    looks = _looks(app, language=language, blind=blind)
    with app.reading() as connection:
        rows, recorded = cards_to_send(connection, targets=targets, job=job, due=due, now=app.now)
        drawn = [_localised(app, sheet) for sheet in sheets(connection, rows, looks)]
    cards = list(zip(rows, drawn, strict=True))
    told = _Told(recorded=recorded)
    if output:
        _write_cards(app, cards, output, told, force=force, quiet=as_json)
    if mail:
        _write_mails(app, cards, _Outbox(mail, looks.language, again, force), told)
    told.say(as_json=as_json)


@dataclass
class _Told:
    """What an export has to say at its end."""

    recorded: tuple[str, ...]
    drafted: tuple[str, ...] = ()
    written: list[dict[str, Any]] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)

    def keep(self, path: Path, *, fix: str) -> None:
        """Note that a file with other content was not written over."""
        what = f"{path} is there with other content, and was left as it is"
        self.left.append(Problem(what, fix=f"{fix}; --force writes over it"))

    def say(self, *, as_json: bool) -> None:
        """Print what was written and left out; RefusedError for what could not be written."""
        if as_json:
            echo_json(self.written)
        else:
            for one in self.written:
                echo(f"{one['state']}  {one['file']}  for {one['interviewer']}")
            self._say_left_out()
        if self.left:
            raise RefusedError(*self.left)

    def _say_left_out(self) -> None:
        if self.recorded:
            echo(
                f"left out, since they are recorded: {', '.join(self.recorded)} "
                "(name the interview to write them again)",
                err=True,
            )
        if self.drafted:
            echo(
                f"left out, since they had their mail: {', '.join(self.drafted)} "
                "(--again drafts another; hiring scorecard drafts shows when)",
                err=True,
            )
        if not (self.written or self.left or self.drafted):
            echo("no card to write: hiring interview list", err=True)


def _looks(app: App, *, language: str | None, blind: bool | None) -> Looks:
    from hiring.languages import load_language
    from hiring.workflow.scorecards import Looks

    settings = app.settings
    return Looks(
        company=settings.company,
        language=load_language(language or settings.card_language, folder=settings.folder),
        paper=settings.card_paper,
        blind=settings.card_blind if blind is None else blind,
    )


def _write_cards(
    app: App, cards: list[Card], folder: Path, told: _Told, *, force: bool, quiet: bool
) -> None:
    """Write each card as a file, and note those that are new as sent."""
    from hiring.documents.scorecard import write
    from hiring.exchange.naming import file_name
    from hiring.workflow.scorecards import mark_sent

    sent = []
    shelf = app.settings.shelf
    with going_through(cards, label="Writing scorecards", quiet=quiet) as going:
        for row, sheet in going:
            path = folder / file_name(sheet)
            try:
                state = write_file(path, write(sheet, shelf=shelf), force=force)
            except OccupiedError:
                told.keep(path, fix="if it is filled in, import it")
                continue
            told.written.append(
                {
                    "card": sheet.card,
                    "interview": sheet.interview,
                    "interviewer": sheet.interviewer,
                    "file": str(path),
                    "state": state,
                }
            )
            if state == "written" or row.sent_at is None:
                sent.append(row)
    with app.writing() as act:
        mark_sent(act, sent)


@dataclass(frozen=True)
class _Outbox:
    """Where mails go, in which language, and what may be done twice or written over."""

    folder: Path
    language: Language
    again: bool
    force: bool


def _write_mails(app: App, cards: list[Card], outbox: _Outbox, told: _Told) -> None:
    """Write each interviewer's mail as a file, and note what was drafted.

    The cards are claimed first and settled last, whatever happens in between: no other run writes
    the same mails meanwhile, and what a killed one leaves is told by the next.
    """
    from hiring.documents.mail.template import TemplateKind
    from hiring.exchange import drafts as mails
    from hiring.workflow.drafting import arranged, claim_cards, settle_claim
    from hiring.workflow.scorecards import mark_sent

    written_as = post(app, TemplateKind.CARDS, outbox.language)
    all_cards = {
        row.id: mails.Card(sheet, row.interviewer_email, sheet.starts_at) for row, sheet in cards
    }
    told.left += [_unreachable(c) for c in all_cards.values() if not mails.can_be_mailed(c)]
    rows = [row for row, _ in cards if mails.can_be_mailed(all_cards[row.id])]
    with app.writing() as act:
        claim = claim_cards(act, rows, again=outbox.again)
        plans = arranged(act.connection, claim.cards)
    told.drafted = claim.drafted
    told.left += [_unfinished(code) for code in claim.unfinished]
    ids = {all_cards[row.id].sheet.card: row.id for row in claim.cards}
    done: dict[int, str] = {}
    try:
        for mail in mails.draft_cards(
            [all_cards[row.id] for row in claim.cards], written_as, plans
        ):
            if _write_mail(mail, outbox, told, known=claim.known):
                done |= {ids[code]: mail.file_hash for code in mail.cards}
    finally:
        if claim.cards:
            with app.writing() as act:
                settle_claim(act, claim, done)
                mark_sent(act, [row for row in claim.cards if row.id in done])


def _write_mail(mail: Written, outbox: _Outbox, told: _Told, *, known: frozenset[str]) -> bool:
    """Write one draft, over an earlier one of ours but not over one that somebody edited."""
    path = outbox.folder / mail.name
    try:
        state = write_file(path, mail.content, force=outbox.force or _is_ours(path, known))
    except OccupiedError:
        told.keep(path, fix="if it was edited, send it or move it away")
        return False
    except RefusedError as error:
        told.left += error.problems
        return False
    told.written.append(
        {
            "cards": list(mail.cards),
            "interviewer": mail.interviewer,
            "file": str(path),
            "state": state,
        }
    )
    return True


def _is_ours(path: Path, known: frozenset[str]) -> bool:
    from hashlib import sha256

    if not known or not path.is_file():
        return False
    try:
        return sha256(path.read_bytes()).hexdigest() in known
    except OSError:
        return False


def _unreachable(card: mails.Card) -> Problem:
    sheet = card.sheet
    return Problem(
        "no mail can carry the address of its interviewer",
        where=f"{sheet.card} of {sheet.interview}",
        fix=f"hiring interview assign {sheet.interview}, with an address in plain letters; or "
        "write the card with -o and send it yourself",
    )


def _unfinished(card: str) -> Problem:
    return Problem(
        "its mail was begun and not finished",
        where=card,
        fix="if no other export is writing it just now, one was stopped: delete or send what it "
        "left in its folder, then draft the mail with --again",
    )


def _localised(app: App, sheet: ScorecardSheet) -> ScorecardSheet:
    from dataclasses import replace

    return replace(sheet, starts_at=app.local(sheet.starts_at)) if sheet.starts_at else sheet


for _command in (import_cards, check, status, show, correction, original, drafts, rotate_key):
    scorecard.add_command(_command)
