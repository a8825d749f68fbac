"""Adverse impact from counts of groups: nothing of it is kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.cli.assessing import force_option
from hiring.cli.kit import App, Command, echo, echo_json, json_option, pass_app, table, write_file
from hiring.errors import Problem, RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.documents.counts_file import CountsFile
    from hiring.domain.impact.weighing import Weighed

STANDARD_INPUT = "-"
WIDTH = 80
_MOST_NAMED = 10

TEMPLATE = """\
attribute,stage,group,considered,selected
sex,phone screen,women,118,52
sex,phone screen,men,163,81
sex,phone screen,unknown,14,6
sex,interviews,women,52,11
sex,interviews,men,81,29
sex,interviews,unknown,6,2
race/ethnicity,overall,Asian,64,12
race/ethnicity,overall,Black,48,4
race/ethnicity,overall,White,142,22
race/ethnicity,overall,two or more,27,4
race/ethnicity,overall,unknown,14,2
"""


@click.command(cls=Command)
@click.argument("file", metavar="[FILE.csv|-]", required=False)
@click.option(
    "--ll144", "city", is_flag=True, help="Show the ratios as New York City's Local Law 144 asks."
)
@click.option(
    "--leave-out",
    "left_out",
    metavar="GROUP=REASON",
    multiple=True,
    help="Leave a group under 2 % out of the ratios; may be repeated.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.docx",
    help="Write a Word report too.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Write an example of counts to fill in, and stop.",
)
@force_option
@json_option
@pass_app
def impact(
    app: App,
    *,
    file: str | None,
    city: bool,
    left_out: tuple[str, ...],
    output: Path | None,
    template: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Compare how groups fare at each stage, from counts alone.

    FILE holds numbers of people by group, never persons: columns group, considered and selected,
    and if you like attribute, stage and availability; or sex and race in place of group; or group
    and score, one line for each score. Nothing is kept, and no workspace is needed.

    Groups under 5 people are not shown. Under 30, or where one selection decides, it is too few
    to tell. docs/adverse-impact.md says how each figure is made. This is not legal advice.

    \b
    Examples:
      hiring impact --template counts.csv
      hiring impact counts.csv
      hiring impact counts.csv -o report.docx
      hiring impact counts.csv --ll144 --leave-out "two or more=3 people of 290"
    """
    if template is not None:
        if file is not None:
            raise UsageError(
                Problem("--template writes a file and reads none", fix="leave one out")
            )
        written = write_file(template, b"\xef\xbb\xbf" + _lines_of(TEMPLATE), force=force)
        echo(f"{written}  {template}")
        return
    if output is not None and output.suffix.casefold() != ".docx":
        what = f"{output.name} is to be a Word file"
        raise UsageError(Problem(what, fix="let its name end in .docx"))
    if file is None:
        fix = "hiring impact FILE.csv, or for an example: hiring impact --template counts.csv"
        raise UsageError(Problem("no file of counts is named", fix=fix))
    from hiring.documents.counts_file import read
    from hiring.domain.impact.hiding import weigh_all

    counts = read(_content(file), shown=_shown(file))
    reasons = _reasons(left_out, counts)
    weighed = weigh_all(counts.tallies, left_out=reasons)
    for note in _notes(counts):
        echo(f"{_shown(file)}: {note}", err=True)
    if as_json:
        echo_json(_as_json(counts, weighed))
    else:
        _print(counts, weighed, city=city)
    if output is not None:
        from hiring.documents.impact_report import write

        report = write(counts, weighed, city=city, at=app.now)
        echo(f"{write_file(output, report, force=force)}  {output}", err=True)


def _lines_of(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _shown(file: str) -> str:
    return "standard input" if file == STANDARD_INPUT else file


def _content(file: str) -> bytes:
    from hiring.documents.counts_file import MOST_BYTES
    from hiring.errors import InvalidFileError

    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        problem = Problem(f"it cannot be read: {error.strerror}", where=file, fix="name a file")
        raise InvalidFileError(problem) from error


def _reasons(given: Sequence[str], counts: CountsFile) -> dict[str, str]:
    """Read which groups are left out and why; RefusedError for one that is too large for it."""
    from hiring.domain.impact.tallies import folded, may_be_left_out

    reasons = {}
    for text in given:
        name, _, reason = (part.strip() for part in text.partition("="))
        if not name or not reason:
            fix = '--leave-out "GROUP=REASON"'
            raise UsageError(Problem(f"{text!r} names no group with a reason", fix=fix))
        may = may_be_left_out(name, counts.tallies)
        if may is None:
            known = dict.fromkeys(one.name for tally in counts.tallies for one in tally.groups)
            listed = ", ".join(list(known)[:_MOST_NAMED])
            more = len(known) - _MOST_NAMED
            raise UsageError(
                Problem(
                    f"there is no group {name!r}",
                    fix=f"one of {listed}" + (f" and {more} more" if more > 0 else ""),
                )
            )
        if not may:
            what = f"{name} is 2 % or more of those considered, so it is not left out"
            raise RefusedError(Problem(what, fix="leave --leave-out away"))
        reasons[folded(name)] = reason
    return reasons


def _notes(counts: CountsFile) -> tuple[str, ...]:
    from hiring.domain.impact.tallies import list_surprises

    return (*counts.notes, *list_surprises(counts.tallies))


def _as_json(counts: CountsFile, weighed: Sequence[Weighed]) -> dict[str, object]:
    from hiring.domain.impact.rules import AS_OF, NOT_LEGAL_ADVICE, RULES, WHAT_IT_IS_NOT
    from hiring.domain.impact.telling import as_dict

    return {
        "of": "scores" if counts.medians else "counts",
        "medians": {stage: float(median) for stage, median in counts.medians.items()},
        "stages": [as_dict(one) for one in weighed],
        "availability": [said for one in weighed for said in counts.set_against_availability(one)],
        "rules": RULES,
        "as_of": AS_OF,
        "note": f"{NOT_LEGAL_ADVICE} {WHAT_IT_IS_NOT}",
    }


def _print(counts: CountsFile, weighed: Sequence[Weighed], *, city: bool) -> None:
    from hiring.domain.impact.telling import POOL, say_place, too_few_somewhere

    for one in weighed:
        echo(say_place(one).upper())
        if counts.medians:
            echo(f"median of all scores: {float(counts.medians[one.stage]):g}")
        if city:
            _print_as_the_city_asks(one, scores=bool(counts.medians))
        else:
            _print_one(one, scores=bool(counts.medians))
        for said in counts.set_against_availability(one):
            _echo_wrapped(said)
        echo()
    if too_few_somewhere(weighed) and not city:
        _echo_wrapped(POOL)
    _print_rules(counts, city=city)


def _print_one(one: Weighed, *, scores: bool) -> None:
    from hiring.domain.impact.telling import (
        COMPARISON_HEADS,
        RATE_HEADS,
        SCORE_HEADS,
        comparison_rows,
        rate_rows,
        remarks,
    )

    heads = SCORE_HEADS if scores else RATE_HEADS
    _table(rate_rows(one), heads=heads, texts=(0, len(heads) - 1))
    if one.comparisons and one.highest:
        echo(f"against {one.highest.name}:")
        _table(comparison_rows(one.comparisons), heads=COMPARISON_HEADS, texts=(0, 2))
    for said in remarks(one):
        _echo_wrapped(said)


def _print_as_the_city_asks(one: Weighed, *, scores: bool) -> None:
    from hiring.domain.impact.telling import CITY_HEADS, CITY_SCORE_HEADS, city_remarks, city_rows

    _table(city_rows(one), heads=CITY_SCORE_HEADS if scores else CITY_HEADS, texts=(0,))
    for said in city_remarks(one):
        _echo_wrapped(said)


def _print_rules(counts: CountsFile, *, city: bool) -> None:
    from hiring.domain.impact.rules import (
        AS_OF,
        NOT_LEGAL_ADVICE,
        RULES,
        WHAT_IT_IS_NOT,
        WITHOUT_BOTH,
    )

    if city and not counts.says_both:
        _echo_wrapped(WITHOUT_BOTH)
    echo(f"Rules and formulas, as of {AS_OF}:")
    for rule in RULES:
        place = f"{rule.jurisdiction}, " if rule.jurisdiction else ""
        _echo_wrapped(f"{rule.name}: {rule.source} ({place}{rule.date})")
    _echo_wrapped(WHAT_IT_IS_NOT)
    echo(NOT_LEGAL_ADVICE)


def _echo_wrapped(text: str) -> None:
    from textwrap import wrap

    for line in wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    "):
        echo(line)


def _table(rows: Sequence[Sequence[str]], *, heads: Sequence[str], texts: Sequence[int]) -> None:
    """Print a table whose columns are numbers, under each other's ends, but for some."""
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]

    def aligned(row: Sequence[str]) -> list[str]:
        return [cell if at in texts else cell.rjust(widths[at]) for at, cell in enumerate(row)]

    table([aligned(row) for row in rows], heads=aligned(heads), empty="no group can be shown")
