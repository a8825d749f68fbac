"""The commands that write job ads, keep and show them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.cli.assessing import force_option
from hiring.cli.kit import (
    HELP_WIDTH,
    App,
    Command,
    cut,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    limited,
    list_options,
    pass_app,
    rehearsed,
    table,
    write_file,
)
from hiring.cli.typed import Day
from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from hiring.documents.word_base import Base
    from hiring.views.papers import JobDescription

ENDINGS = (".docx", ".md", ".html", ".jsonld")


def _known_ending(_ctx: click.Context, _parameter: click.Parameter, path: Path) -> Path:
    if path.suffix.casefold() not in ENDINGS:
        listed = ", ".join(ENDINGS)
        raise click.BadParameter(f"{path.name} must end in one of {listed}, which says the format")
    return path


on_option = click.option(
    "--on",
    metavar="DATE",
    type=Day(needed=True),
    help="The day the ad is posted, as 2026-03-02.",
)
version_option = click.option(
    "--version",
    type=click.IntRange(1, 1_000_000),
    metavar="N",
    help="The ad as version N was published.",
)


@click.command(cls=Command)
@click.argument("code")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    callback=_known_ending,
    help=f"The file to write; its ending says the format: {', '.join(ENDINGS)}.",
)
@click.option("--final", is_flag=True, help="Refuse to write while something is missing.")
@version_option
@on_option
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.docx",
    help="Your own Word styles and logo; else what hiring.toml names.",
)
@force_option
@pass_app
def export(
    app: App,
    *,
    code: str,
    output: Path,
    final: bool,
    version: int | None,
    on: str | None,
    template: Path | None,
    force: bool,
) -> None:
    """Write a job's description as Word, Markdown, HTML or JSON-LD.

    The ending of the file says which. What nobody has said yet stands as a visible gap and is
    listed, with the option or setting that says it. JSON-LD is one schema.org JobPosting for
    search engines; it needs the day on which the ad is posted, from jd publish or from --on.

    \b
    Examples:
      hiring jd export ML-1 -o ML-1.docx
      hiring jd export ML-1 -o ML-1.html --final
      hiring jd export ML-1 -o ML-1.jsonld --on 2026-03-02
      hiring jd export ML-1 -o as-published.md --version 2
    """
    from dataclasses import replace

    from hiring.workflow.descriptions import (
        job_description,
        published_description,
        refuse_days,
        refuse_gaps,
    )

    ending = output.suffix.casefold()
    if template is not None and ending != ".docx":
        raise UsageError(Problem("--template is for Word", fix=f"name a {ENDINGS[0]} file with -o"))
    with app.reading() as connection:
        found = None
        if version is not None:
            found = published_description(connection, code, version=version)
        ad = found[0] if found else job_description(connection, code, settings=app.settings)
    if on is not None:
        ad = replace(ad, posted=on)
        refuse_days(ad)
    if final:
        refuse_gaps(ad)
    content = _write(app, ad, ending=ending, template=template)
    echo(f"{write_file(output, content, force=force)}  {output}")
    _list_gaps(ad)


def _write(app: App, ad: JobDescription, *, ending: str, template: Path | None) -> bytes:
    if ending == ".docx":
        from hiring.documents.job_description.word import write_word

        return write_word(ad, _read_template(app, template))
    if ending == ".md":
        from hiring.documents.job_description.markdown import write_markdown

        return write_markdown(ad)
    if ending == ".html":
        from hiring.documents.job_description.html import write_html

        return write_html(ad)
    from hiring.documents.job_description.json_ld import write_json_ld

    return write_json_ld(ad)


def _read_template(app: App, named: Path | None) -> Base | None:
    """Read the template that is named here or in the settings, and tell what it does without."""
    if named is None and not app.settings.template:
        return None
    from hiring.documents.word_template import read_template

    path = named or app.settings.folder / app.settings.template
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(
            Problem(
                f"the template {path} cannot be read: {error.strerror}",
                fix="name another with --template, or mend template in [job_description]",
            )
        ) from error
    base, notes = read_template(raw, name=path.name)
    for note in notes:
        echo(f"{path.name}: {note}", err=True)
    return base


def _list_gaps(ad: JobDescription) -> None:
    for gap in ad.gaps:
        echo(f"to be written: {gap}", err=True)


@click.command(cls=Command)
@click.argument("code")
@on_option
@dry_run_option
@json_option
@pass_app
def publish(app: App, *, code: str, on: str | None, dry_run: bool, as_json: bool) -> None:
    """Keep a job's ad as it is published.

    Its text, pay and date become the next version. It is refused while something is missing.
    Nothing is sent anywhere: you put the files of jd export where people see them. What was
    published already is not kept twice, unless --on names another day.

    \b
    Examples:
      hiring jd publish ML-1 --dry-run
      hiring jd publish ML-1 --on 2026-03-02
    """
    from hiring.documents.job_description.plain import write_plain
    from hiring.workflow.descriptions import publish_description

    with rehearsed(app, dry_run=dry_run) as act:
        done = publish_description(
            act,
            code,
            settings=app.settings,
            on=on,
            today=app.local(app.now).date().isoformat(),
            write=write_plain,
        )
    ad = done.ad
    if as_json:
        echo_json({"job": ad.code, "version": ad.version, "new": done.new} | _told(ad))
        return
    if not done.new:
        echo(f"unchanged  {ad.code} version {ad.version}, published for {ad.posted}")
        return
    until = f", open until {ad.closes}" if ad.closes else ""
    echo(f"published  {ad.code} version {ad.version}, {ad.posted}{until}: {ad.title}, {ad.pay}")
    if dry_run:
        echo()
        _print_text(done.text)
    else:
        echo(f"next: hiring jd export {ad.code} --version {ad.version} -o {ad.code}.html")


def _told(ad: JobDescription) -> dict[str, object]:
    return {"posted": ad.posted, "closes": ad.closes, "title": ad.title, "pay": str(ad.pay or "")}


@click.command(cls=Command)
@click.argument("code")
@list_options
@pass_app
def history(app: App, *, code: str, limit: int, everything: bool, as_json: bool) -> None:
    """List a job's published ads, the newest first.

    \b
    Example: hiring jd history ML-1
    """
    from hiring.workflow.descriptions import list_published

    with app.reading() as connection:
        most = limited(limit=limit, everything=everything)
        found = list_published(connection, code, limit=most)
    rows = tuple(cut(found, limit=limit, everything=everything))
    if as_json:
        echo_json(rows)
        return
    table(
        [(r.version, r.posted, r.closes, r.title, r.pay, r.published_by) for r in rows],
        heads=("VERSION", "POSTED", "CLOSES", "TITLE", "PAY", "BY"),
        empty=f"nothing published yet: hiring jd publish {code}",
    )


@click.command(cls=Command)
@click.argument("code")
@version_option
@click.option("--draft", is_flag=True, help="What it says now, published or not.")
@json_option
@pass_app
def show(app: App, *, code: str, version: int | None, draft: bool, as_json: bool) -> None:
    """Show an ad as it was published last, or else the draft.

    \b
    Examples:
      hiring jd show ML-1
      hiring jd show ML-1 --version 1
    """
    from hiring.documents.job_description.plain import write_plain
    from hiring.views.descriptions import fingerprint
    from hiring.workflow.descriptions import job_description, published_description

    if draft and version is not None:
        raise UsageError(Problem("--draft and --version exclude each other", fix="give one"))
    with app.reading() as connection:
        now = job_description(connection, code, settings=app.settings)
        found = None if draft else published_description(connection, code, version=version)
    ad, text = found or (now, write_plain(now))
    if as_json:
        echo_json({"job": ad.code, "version": ad.version or None} | _told(ad) | {"text": text})
        return
    _print_text(text)
    if not found:
        _list_gaps(ad)
        echo(f"(a draft; to keep it as published: hiring jd publish {ad.code})", err=True)
        return
    echo(f"(version {ad.version}, published for {ad.posted})", err=True)
    if fingerprint(ad) != fingerprint(now):
        echo(f"it says something else now: hiring jd show {ad.code} --draft", err=True)


def _print_text(text: str) -> None:
    """Print a text in lines that fit, each item of a list under its mark."""
    import re
    import textwrap

    for line in text.splitlines():
        mark = re.match(r"- |\d+\. ", line)
        indent = " " * len(mark[0]) if mark else ""
        for part in textwrap.wrap(line, HELP_WIDTH, subsequent_indent=indent) or [""]:
            echo(part)


@click.command(cls=Command)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE.docx",
    help="The file to write.",
)
@force_option
@pass_app
def template(app: App, *, output: Path, force: bool) -> None:
    """Write a Word file to make your own template of.

    It shows every style with its name. Change its fonts, colours, page, header and footer in
    Word, put your logo into the header, and name the file as template in [job_description] of
    hiring.toml.

    \b
    Example: hiring jd template -o templates/advertisement.docx
    """
    from hiring.documents.job_description.word import write_sample

    del app
    if output.suffix.casefold() != ".docx":
        raise click.BadParameter(f"{output.name} must end in .docx", param_hint="-o")
    echo(f"{write_file(output, write_sample(), force=force)}  {output}")
