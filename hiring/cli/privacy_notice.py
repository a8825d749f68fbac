"""The command that drafts a privacy notice."""

from __future__ import annotations

from pathlib import Path

import click

from hiring.cli.assessing import force_option
from hiring.cli.kit import App, Command, echo, pass_app, write_file


def _file(_ctx: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix.casefold() not in {".docx", ".md"}:
        raise click.BadParameter(f"{path.name} must end in .docx or .md")
    return path


@click.command(cls=Command)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    callback=_file,
    help="The file to write, .docx or .md; else Markdown is printed.",
)
@click.option(
    "--lang",
    type=click.Choice(["en", "de"]),
    default="en",
    help="The language; English when left out.",
)
@force_option
@pass_app
def notice(app: App, *, output: Path | None, lang: str, force: bool) -> None:
    """Draft the privacy notice for applicants, for your lawyer.

    It is filled in with what is really kept, your sources, the rules on keeping that are active,
    and the contact of hiring.toml. What the program cannot know stands in square brackets. It is a
    draft and not legal advice.

    \b
    Examples:
      hiring privacy notice
      hiring privacy notice --lang de -o notice.docx
    """
    from importlib.metadata import version

    from hiring.documents.privacy_notice import write_markdown
    from hiring.workflow.notice import notice_facts

    facts = notice_facts(
        app.settings,
        language=lang,
        program=f"hiring {version('hiring')}",
        today=app.local(app.now).date(),
    )
    if output is None:
        for line in write_markdown(facts).splitlines():
            echo(line)
        return
    if output.suffix.casefold() == ".md":
        content = write_markdown(facts).encode()
    else:
        from hiring.documents.privacy_notice.word import write_word

        content = write_word(facts)
    echo(f"{write_file(output, content, force=force)}  {output}")
