"""The command that builds a made-up round."""

from __future__ import annotations

from pathlib import Path

import click

from hiring.cli.kit import App, Command, echo, pass_app


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), default="hiring-demo")
@pass_app
def demo(app: App, *, folder: Path) -> None:
    """Build a whole made-up hiring round to look around in.

    FOLDER (hiring-demo when left out) becomes a workspace with three jobs, people in every
    stage, filled scorecards that came back through the import, and every document.
    """
    from hiring.demo import play
    from hiring.resources import bundled

    with click.progressbar(length=1, label="Playing the round", show_pos=False) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        played = play(
            folder,
            bundled("sample_data") / "round.yaml",
            rubrics=bundled("rubrics"),
            now=app.now.astimezone(),
            progress=progress,
        )
        bar.update((bar.length or 0) - bar.pos)
    echo(f"{len(played.applications)} applications, {played.cards} scorecards taken back")
    echo(f"workspace:             {folder}")
    echo(f"cards as sent:         {folder / 'scorecards' / 'sent'}")
    echo(f"cards as they came:    {folder / 'scorecards' / 'returned'}")
    echo(f"{played.documents} Word documents:     {folder / 'documents'}")
    echo("\ntry next:")
    inside = f"hiring --workspace {folder}"
    for command in (
        "board",
        "application list",
        "assess A-1",
        "interview due",
        "application show A-1",
        "job plan ML-1",
    ):
        echo(f"  {inside} {command}")
