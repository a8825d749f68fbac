"""Commands on rubrics; none needs a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.cli.kit import (
    App,
    Group,
    echo,
    echo_json,
    facts,
    json_option,
    list_options,
    pass_app,
    table,
    write_file,
)

if TYPE_CHECKING:
    from hiring.domain.rubric import Rubric


@click.group(cls=Group)
def rubric() -> None:
    """Read, check and compare rubrics.

    A rubric says what a role asks for: strengths to validate, minimum bars, and the interviews
    that see them. Those in your workspace's own rubrics folder are added to the shipped ones; one
    with the same id takes the shipped one's place. No workspace is needed.
    """


def folders(app: App) -> tuple[Path, ...]:
    """Name the folders of rubrics: the shipped ones, then the workspace's own."""
    from hiring.resources import bundled

    shipped = (bundled("rubrics"),)
    if app.has_workspace() and app.settings.rubric_folder.is_dir():
        return (*shipped, app.settings.rubric_folder)
    return shipped


@rubric.command("list")
@click.option(
    "--family",
    type=click.Choice(["core", "adjacent", "analytics"]),
    help="Only roles of this family.",
)
@list_options
@pass_app
def list_rubrics(
    app: App, *, family: str | None, limit: int, everything: bool, as_json: bool
) -> None:
    """List the roles there are rubrics for.

    ROLE in other commands is the id shown here, or another name of the role.
    """
    from hiring.cli.kit import cut
    from hiring.rubric_files.library import load_library

    library = load_library(*folders(app))
    rows = [
        {
            "id": role.id,
            "family": role.family.value,
            "version": role.version,
            "digest": library.digest(role.id),
            "name": role.name,
            "own": ("role", role.id) in library.own,
            "strengths": list(role.strengths),
            "bars": dict(role.bars),
        }
        for role in sorted(library.roles.values(), key=lambda r: (r.family.value, r.id))
        if family in {None, role.family.value}
    ]
    rows = list(cut(rows, limit=limit, everything=everything))
    if as_json:
        echo_json(rows)
        return
    table(
        [
            (
                r["id"],
                r["family"],
                r["version"],
                str(r["digest"])[:12],
                r["name"],
                "own" * bool(r["own"]),
            )
            for r in rows
        ],
        heads=("ID", "FAMILY", "VERSION", "DIGEST", "NAME", ""),
        empty="there is no rubric",
    )


@rubric.command()
@click.argument("role")
@click.option(
    "--level",
    type=click.Choice(["junior", "mid", "senior"]),
    help="As the rubric is for this much experience.",
)
@click.option(
    "--focus",
    type=click.Choice(["task", "platform"]),
    help="Named tasks and pipelines, or the platform under them.",
)
@click.option(
    "--scope",
    type=click.Choice(["analysis", "modelling", "end-to-end"]),
    help="What a data scientist does here.",
)
@click.option(
    "--archetype",
    metavar="ID",
    help="How ML is organised, as embedded or pod; a wrong ID lists all.",
)
@json_option
@pass_app
def show(
    app: App,
    *,
    role: str,
    level: str | None,
    focus: str | None,
    scope: str | None,
    archetype: str | None,
    as_json: bool,
) -> None:
    """Show what a role asks for, and the interviews that see it.

    \b
    Example: hiring rubric show data-scientist --scope modelling --level senior
    """
    from hiring.domain.rubric import digest_of, rubric_to_dict
    from hiring.rubric_files.choosing import choose
    from hiring.rubric_files.library import load_library

    resolved = choose(
        load_library(*folders(app)), role, level=level, focus=focus, scope=scope, setting=archetype
    )
    if as_json:
        echo_json({**rubric_to_dict(resolved), "digest": digest_of(resolved)})
        return
    echo(f"{resolved.title} ({resolved.role} {resolved.version}, {resolved.family.value})")
    echo(resolved.purpose)
    echo()
    facts(
        {
            "deliverable": resolved.deliverable,
            "digest": digest_of(resolved),
            "time": f"{resolved.minutes} of at most {resolved.max_minutes} minutes",
        }
    )
    for head, lines in (
        ("Duties", resolved.duties),
        ("Not this role", resolved.not_this_role),
        ("We teach", resolved.teaches),
        ("Notes", resolved.notes),
    ):
        if lines:
            echo(f"\n{head}")
            for line in lines:
                echo(f"  - {line}")
    names = {c.id: c for c in resolved.competencies}
    echo(f"\nStrengths to validate (at level {resolved.strong_line})")
    for competency in resolved.strengths:
        echo(f"  - {names[competency].name}: {names[competency].definition}")
    echo("\nMinimum bars")
    for competency, bar in resolved.bars.items():
        found = names[competency]
        echo(f"  - {found.name}, level {bar}: {found.anchors[bar - 1]}")
    echo("\nPlan")
    for place, step in enumerate(resolved.plan, 1):
        rated = ", ".join(names[c].name for c in step.competencies)
        echo(f"  {place} {step.name} ({step.format}, {step.minutes} min): {rated}")
    echo("\nSources")
    for source in resolved.sources:
        echo(f"  - {source}")


@rubric.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@json_option
@pass_app
def check(app: App, *, paths: tuple[Path, ...], as_json: bool) -> None:
    """Check rubric files, and name every problem at once.

    Each is shown as FILE:LINE: what, and how to mend it. Without PATHS the shipped rubrics and
    the workspace's own are checked; a file or folder you name is checked together with them.
    Exit code 3 when there is a problem.

    \b
    Examples:
      hiring rubric check
      hiring rubric check my-rubrics/ml-engineer.yaml
    """
    from hiring.rubric_files.library import read_for_check

    library, problems = read_for_check(folders(app), paths)
    if as_json:
        echo_json([problem.as_dict() for problem in problems])
    else:
        for problem in problems:
            echo(problem)
        counts = (
            f"{len(library.roles)} roles, {len(library.competencies)} competencies, "
            f"{len(library.settings)} organisation settings"
        )
        count = len(problems)
        echo(f"{count} problem{'s' * (count != 1)} in {counts}", err=bool(problems))
    if problems:
        click.get_current_context().exit(3)


@rubric.command()
@click.argument("old")
@click.argument("new")
@json_option
@pass_app
def diff(app: App, *, old: str, new: str, as_json: bool) -> None:
    """Say what changed between two rubrics, and if scores still compare.

    OLD and NEW are role files, role ids, or CODE@N for revision N of a job.

    \b
    Examples:
      hiring rubric diff ml-engineer rubrics/ml-engineer.yaml
      hiring rubric diff ML-1@1 ML-1@2
    """
    from hiring.domain.comparing import compare
    from hiring.rubric_files.choosing import read_either

    def read(text: str) -> Rubric:
        if "@" in text and not Path(text).exists():
            from hiring.workflow.jobs import revision_rubric

            with app.reading() as connection:
                return revision_rubric(connection, text)
        return read_either(folders(app), text)

    comparison = compare(read(old), read(new))
    if as_json:
        echo_json(comparison)
        return
    for change in comparison.changes:
        echo(f"{change.effect:<16} {change.what}")
    echo(comparison.verdict)


@rubric.command()
def schema() -> None:
    """Print the JSON Schema of rubric files, for editors.

    \b
    Example: hiring rubric schema > rubric.schema.json
    """
    from hiring.rubric_files.shapes import json_schema

    echo_json(json_schema())


@rubric.command("copy")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to write to; else the workspace's own rubrics folder.",
)
@click.option("--force", is_flag=True, help="Write over files with other content.")
@pass_app
def copy_files(app: App, *, ids: tuple[str, ...], output: Path | None, force: bool) -> None:
    """Copy shipped roles or competencies, to change them.

    The copies in your own rubrics folder take the place of the shipped ones.

    \b
    Example: hiring rubric copy ml-engineer coding
    """
    from hiring.resources import bundled
    from hiring.rubric_files.choosing import find_shipped
    from hiring.rubric_files.library import load_library

    shipped = bundled("rubrics")
    names = find_shipped(load_library(shipped), ids)
    folder = output or app.settings.rubric_folder
    for name in names:
        target = folder / name
        echo(f"{write_file(target, (shipped / name).read_bytes(), force=force)}  {target}")
