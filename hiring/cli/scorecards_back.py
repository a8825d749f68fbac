"""Commands on scorecards that come back: take them, or only look whether they could be taken."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hiring.cli.kit import (
    App,
    Command,
    OccupiedError,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    pass_app,
    rehearsed,
    write_file,
)
from hiring.cli.progress import going_through
from hiring.cli.scorecards_kit import post
from hiring.cli.wording import as_written_option, look_at_words
from hiring.errors import HiringError, InvalidFileError, Problem, RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from hiring.domain.filled_card import Change
    from hiring.exchange.checking import Checked
    from hiring.exchange.drafts import Post
    from hiring.exchange.incoming import Incoming, Step
    from hiring.exchange.taking import Taken
    from hiring.store.ledger import Act
    from hiring.workflow.correcting import Reason

_SHOWN = 72
SYSTEMS = ("greenhouse", "lever", "ashby", "frappe", "merge")
_paths = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)


@click.command("import", cls=Command)
@_paths
@click.option("--allow-partial", is_flag=True, help="Take cards with places not filled in.")
@click.option(
    "--reopen", is_flag=True, help="Take cards though the debrief began or the job closed."
)
@click.option(
    "--because",
    metavar="TEXT",
    help="Why cards are corrected; it is kept with each of them, so name nobody in it.",
)
@as_written_option
@click.option(
    "--reply",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a mail to the interviewer of each refused card here, with what to mend; and "
    "questions about cards that were taken and are uncertain.",
)
@click.option(
    "--from",
    "system",
    type=click.Choice(SYSTEMS),
    help="PATH is a file of feedback from this tracker, as JSON; - is the standard input.",
)
@click.option(
    "--map",
    "mapped",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="With --from: what the tracker's names are in our words, as YAML.",
)
@click.option(
    "--propose-map",
    "proposed",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="With --from: only write a map to complete, guessing by equal names.",
)
@click.option("--keep-going", is_flag=True, help="With --from: record what is good of a bad file.")
@dry_run_option
@json_option
@pass_app
def import_cards(
    app: App,
    *,
    paths: tuple[Path, ...],
    allow_partial: bool,
    reopen: bool,
    because: str | None,
    as_written: bool,
    reply: Path | None,
    system: str | None,
    mapped: Path | None,
    proposed: Path | None,
    keep_going: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take filled scorecards back, or feedback of another tracker.

    PATH is a file (.xlsx, .xlsm, .ods, .xls, .csv), a folder, a zip of scorecards, or a mail
    (.eml) with cards attached. Every file is read in full before anything of it is written, and is
    recorded, unchanged, or refused with every bad cell named. A bad file does not stop the others;
    exit 3 when there was one, and 1 when there was no file to read. When the database fails on the
    way, you are told what was recorded until then; the same command again does the rest.

    A corrected card replaces the earlier one, which is kept, and what it says otherwise is shown.
    Say why with --because, or later with hiring scorecard correction.

    With --from, PATH is one file of feedback that a tracker gave out, and all of it is recorded or
    none: names are put into our words by --map, and its ratings by a table that the map may
    change. Its values are kept as they were written. The same file again changes nothing.

    \b
    Examples:
      hiring scorecard import cards
      hiring scorecard import ~/Downloads/cards.zip answer.eml --reply outbox
      hiring scorecard import --from lever feedback.json --propose-map map.yaml
      hiring scorecard import --from lever feedback.json --map map.yaml
    """
    _refuse_mixture(
        system,
        of_files=bool(allow_partial or reply or len(paths) > 1),
        of_trackers=bool(mapped or proposed or keep_going),
    )
    reason = _reason(app, because, as_written=as_written, dry_run=dry_run)
    if system is not None:
        from hiring.cli.scorecards_feedback import Asked, import_feedback

        asked = Asked(paths[0], system, mapped, proposed, reopen, reason)
        asked = asked._replace(keep_going=keep_going, dry_run=dry_run, as_json=as_json)
        import_feedback(app, asked)
        return
    from hiring.domain.language import Vocabulary
    from hiring.exchange.incoming import list_files
    from hiring.exchange.taking import take_all
    from hiring.languages import known_languages
    from hiring.workflow.recording import Intake
    from hiring.workflow.wording import guard_of

    listing = list_files(paths)
    intake = Intake(
        Vocabulary.of(known_languages(app.settings.folder)),
        allow_partial=allow_partial,
        reopen=reopen,
        because=reason,
        guard=guard_of(app.settings),
    )
    results: list[Taken] = []
    try:
        with (
            _writing(app, dry_run=dry_run) as writing,
            going_through(listing.steps, label="Reading scorecards", quiet=as_json) as going,
        ):
            for taken in take_all(_unpacked(going), writing, intake):
                results.append(taken)  # noqa: PERF402 - what came before a failure must be told
    except HiringError:
        if results:  # they are recorded, and must be told
            _say_all(results, dry_run=dry_run, as_json=as_json)
            echo(
                f"stopped after {len(results)} files; the same command again does the rest",
                err=True,
            )
        raise
    if reply:
        _write_replies(app, results, reply, dry_run=dry_run)
    _say_all(results, dry_run=dry_run, as_json=as_json)
    for remark in listing.remarks:
        echo(remark, err=True)
    if not as_json:
        _ask_why(results, said=reason is not None)
    if any(result.state == "refused" for result in results):
        click.get_current_context().exit(InvalidFileError.exit_code)
    if not results:
        click.get_current_context().exit(RefusedError.exit_code)


def _reason(app: App, because: str | None, *, as_written: bool, dry_run: bool) -> Reason | None:
    """Give why cards are corrected, where it was said, once its words were looked at."""
    if not because or not because.strip():
        return None
    from hiring.workflow.correcting import Reason

    texts = {"because": because}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    return Reason(because.strip(), looks)


def _refuse_mixture(system: str | None, *, of_files: bool, of_trackers: bool) -> None:
    """Refuse options that go with the other kind of import; UsageError."""
    if system is not None and of_files:
        fix = "name one file, without --allow-partial and --reply"
        raise UsageError(Problem("--from reads one file of feedback", fix=fix))
    if system is None and of_trackers:
        fix = f"name the tracker too: --from {'|'.join(SYSTEMS)}"
        raise UsageError(Problem("--map, --propose-map and --keep-going go with --from", fix=fix))


def _writing(
    app: App, *, dry_run: bool
) -> AbstractContextManager[Callable[[], AbstractContextManager[Act]]]:
    """Give how to open a transaction for each few files, which a rehearsal undoes."""
    from contextlib import contextmanager

    @contextmanager
    def each() -> Iterator[Callable[[], AbstractContextManager[Act]]]:
        with app.engine() as engine:
            yield lambda: app.writing_on(engine)

    if dry_run:
        return nullcontext(lambda: rehearsed(app, dry_run=True, quiet=True))
    return each()


def _unpacked(steps: Iterator[Step]) -> Iterator[Incoming]:
    from hiring.exchange.incoming import unpack

    for step in steps:
        yield from unpack(step)


def _write_replies(app: App, results: list[Taken], folder: Path, *, dry_run: bool) -> None:
    """Write a mail for each file to be mended or asked about, and note whose card is known."""
    from hiring.documents.mail.template import TemplateKind
    from hiring.exchange.drafts import draft_reply
    from hiring.languages import known_languages, load_language
    from hiring.workflow.drafting import mark_replied

    settings = app.settings
    answered = [
        result
        for result in results
        if result.uncertain or (result.state == "refused" and not result.closed)
    ]
    if dry_run or not answered:
        return
    known = {language.code for language in known_languages(settings.folder)}
    posts: dict[tuple[TemplateKind, str], Post] = {}
    for result in answered:
        code = result.language if result.language in known else settings.card_language
        kind = TemplateKind.QUESTION if result.uncertain else TemplateKind.REPLY
        if (kind, code) not in posts:
            posts[kind, code] = post(app, kind, load_language(code, folder=settings.folder))
        draft = draft_reply(result, posts[kind, code])
        whom = draft.interviewer or "whoever sent it"
        try:
            write_file(folder / draft.name, draft.content)
        except OccupiedError:
            echo(f"kept     {folder / draft.name}  for {whom}: it was changed by hand", err=True)
            continue
        echo(f"drafted  {folder / draft.name}  for {whom}", err=True)
    with app.writing() as act:
        mark_replied(act, [result.card for result in answered if result.card])


def _say_all(results: list[Taken], *, dry_run: bool, as_json: bool) -> None:
    from hiring.exchange.taking import STATES

    if as_json:
        echo_json([_as_dict(result) for result in results])
        return
    for result in results:
        _say(result)
    if not results:
        echo("there is no file to read in what was named", err=True)
    counts = {state: sum(r.state == state for r in results) for state in STATES}
    shown = (f"{count} {state}" for state, count in counts.items() if count or state != "blank")
    echo(", ".join(shown))
    if dry_run:
        echo("(a dry run: nothing was changed)", err=True)


def _ask_why(results: list[Taken], *, said: bool) -> None:
    """Say which cards were corrected and how to say why, or that a reason was for none."""
    corrected = [one.card for one in results if one.state == "recorded" and (one.version or 1) > 1]
    if said and not corrected:
        echo("note: no card was corrected, so the reason is kept nowhere", err=True)
    if corrected and not said:
        echo(f"corrected: {', '.join(filter(None, corrected))}", err=True)
        echo(
            f"next: hiring scorecard correction {corrected[0]} --because TEXT   (why it was)",
            err=True,
        )


def _as_dict(taken: Taken) -> dict[str, Any]:
    return {
        "file": taken.file,
        "state": taken.state,
        "card": taken.card,
        "interview": taken.interview,
        "application": taken.application,
        "version": taken.version,
        "gaps": taken.gaps,
        "notes": list(taken.notes),
        "problems": [problem.as_dict() for problem in taken.problems],
        "changes": [change._asdict() for change in taken.changes],
    }


def _say(taken: Taken) -> None:
    if taken.state == "refused":
        whose = f"  {taken.card} of {taken.application}" if taken.card else ""
        echo(f"refused   {taken.file}{whose}", err=True)
        for problem in taken.told:
            echo(f"  {problem}", err=True)
        for note in taken.notes:
            echo(f"  note: {note}", err=True)
        return
    if taken.state == "blank" and not taken.version:
        echo(f"blank     {taken.file}  {taken.card} of {taken.application}: nothing is filled in")
        for note in taken.notes:
            echo(f"  note: {note}")
        return
    version = f"version {taken.version}"
    echo(f"{taken.state:<9} {taken.file}  {taken.card} of {taken.application}, {version}")
    for note in taken.notes:
        echo(f"  note: {note}")
    for change in taken.changes:
        _say_change(change)


def _say_change(change: Change) -> None:
    if change.what in {"rating", "recommendation"}:
        echo(f"  {change.where}: {change.before or 'empty'} -> {change.after or 'empty'}")
        return
    echo(f"  {change.where}, {change.what}:")
    echo(f"    - {_shortened(change.before) or '(empty)'}")
    echo(f"    + {_shortened(change.after) or '(empty)'}")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}..."


@click.command(cls=Command)
@_paths
@json_option
def check(paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Look whether filled scorecards are ready to be sent back.

    No workspace is needed. Says what is still to be filled in or to be mended, each by its cell.
    Whether a card is
    genuine, and whether it comes in time, is seen when it is imported. Exit 3 when a file is not
    ready, and 1 when there is none.

    \b
    Example: hiring scorecard check my-card.xlsx
    """
    from hiring.exchange.checking import check_files
    from hiring.exchange.incoming import list_files

    listing = list_files(paths)
    results = list(check_files(listing.steps))
    if as_json:
        echo_json([_checked(result) for result in results])
    else:
        for result in results:
            _say_checked(result)
        if not results:
            echo("there is no file to read in what was named", err=True)
    for remark in listing.remarks:
        echo(remark, err=True)
    if any(result.problems for result in results):
        click.get_current_context().exit(InvalidFileError.exit_code)
    if not results:
        click.get_current_context().exit(RefusedError.exit_code)


def _checked(result: Checked) -> dict[str, Any]:
    return {
        "file": result.file,
        "ready": not result.problems,
        "notes": list(result.notes),
        "problems": [problem.as_dict() for problem in result.problems],
    }


def _say_checked(result: Checked) -> None:
    if result.problems:
        echo(f"not ready  {result.file}", err=True)
        for problem in result.told:
            echo(f"  {problem}", err=True)
    else:
        echo(f"ready      {result.file}  {result.rated} competencies, {result.overall}")
    for note in result.notes:
        echo(f"  note: {note}", err=bool(result.problems))
