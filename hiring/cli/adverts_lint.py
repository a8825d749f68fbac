"""The command that lints advertisements, and jobs of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hiring.cli.kit import App, Command, echo, echo_json, json_option, pass_app, show_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.findings import Finding, Rule
    from hiring.domain.adverts.lint.subject import Rulebook
    from hiring.exchange.linting import Bench, Linted

LEVELS = ("error", "warning", "notice")
EVERY_RULE = "*"


@click.command(cls=Command)
@click.argument("named", nargs=-1, metavar="FILE...|CODE|-")
@click.option("--role", metavar="ROLE", help="The role it is for; else it is recognised.")
@click.option(
    "--rules",
    metavar="SET,...",
    multiple=True,
    help="Rules on pay, such as us-co,eu; else chosen by the places of the ad.",
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="error",
    help="The least level that makes the exit code 1; error when left out.",
)
@click.option(
    "--explain",
    metavar="[RULE]",
    is_flag=False,
    flag_value=EVERY_RULE,
    help="Say what a rule looks for, why, and what its words are.",
)
@click.option("--list", "listing", is_flag=True, help="List all rules and rule sets.")
@json_option
@pass_app
def lint(
    app: App,
    *,
    named: tuple[str, ...],
    role: str | None,
    rules: tuple[str, ...],
    fail_on: str,
    explain: str | None,
    listing: bool,
    as_json: bool,
) -> None:
    """Find what a good recruiter would not publish in an ad.

    Reads files, a job of the workspace by its CODE, or the standard input where - is named; only
    a CODE needs a workspace. Each finding gives its line, its words, and what to write instead.
    Pay is checked for what rules of jurisdictions ask, by the date of the rule set; that is no
    legal advice. What a team changed in hiring.toml holds inside its workspace.

    Exit code 1: there are findings of the level of --fail-on or above.

    \b
    Examples:
      hiring jd lint advert.docx
      hiring jd lint ads/*.md --fail-on warning
      hiring jd lint advert.txt --rules us-co,eu --json
      hiring jd lint --explain unicorn-roles
    """
    book = _make_book(app)
    if explain is not None or listing:
        _explain(book, EVERY_RULE if explain is None else explain, as_json=as_json)
        return
    if not named:
        raise click.UsageError("name a file, a job's CODE, or - for the standard input")
    bench = _make_bench(app, book, role=role, sets=rules)
    results, refused = _lint_all(app, named, bench)
    if as_json:
        echo_json([_plain(one) for one in results])
    else:
        _show_all(results, off=_switched_off(app))
    _end(results, fail_on=fail_on, refused=refused)


def _end(results: Sequence[Linted], *, fail_on: str, refused: int) -> None:
    grave = LEVELS[: LEVELS.index(fail_on) + 1]
    failed = any(finding.level in grave for one in results for finding in one.findings)
    if refused or failed:
        click.get_current_context().exit(refused or 1)


def _make_book(app: App) -> Rulebook:
    from hiring.errors import InvalidFileError, Problem
    from hiring.exchange.linting import make_book, read_changes
    from hiring.workspace import FILE

    if not app.has_workspace():
        return make_book()
    try:
        return make_book(read_changes(app.settings.jd_lint))
    except ValueError as error:
        problem = Problem(f"jd_lint: {error}", where=FILE, fix="hiring jd lint --list")
        raise InvalidFileError(problem) from error


def _make_bench(app: App, book: Rulebook, *, role: str | None, sets: tuple[str, ...]) -> Bench:
    from hiring.errors import Problem, UsageError
    from hiring.exchange.linting import make_bench

    asked = [one.strip() for some in sets for one in some.split(",") if one.strip()]
    if not asked and app.has_workspace():
        asked = list(app.settings.jd_lint.get("pay_rules", ()))
    own = app.settings.rubric_folder if app.has_workspace() else None
    today = (app.local(app.now) if app.has_workspace() else app.now).date()
    try:
        return make_bench(book, today=today, role=role, sets=asked, own=own)
    except ValueError as error:
        raise UsageError(Problem(str(error))) from error


def _lint_all(app: App, named: Iterable[str], bench: Bench) -> tuple[list[Linted], int]:
    """Lint what can be read; the others are shown as they are met, and give an exit code."""
    from hiring.errors import HiringError
    from hiring.exchange.linting import lint_advert

    results, refused = [], 0
    for name in named:
        try:
            advert, unassessed = _open(app, name)
        except HiringError as error:
            show_error(error)
            refused = max(refused, error.exit_code)
            continue
        of_a_job = unassessed is not None
        linted = lint_advert(
            advert, bench, shown=name, unassessed=unassessed or (), of_a_job=of_a_job
        )
        results.append(linted)
    return results, refused


def _open(app: App, name: str) -> tuple[Advert, tuple[str, ...] | None]:
    """Read a file or the standard input; what is neither, and looks like no file, is a job.

    With a job come its must-haves that no interview looks at, else None.
    """
    from pathlib import Path

    from hiring.cli.adverts_kit import STANDARD_INPUT, open_advert

    looks_like_file = Path(name).suffix or len(Path(name).parts) != 1
    there = Path(name).is_file() or (Path(name).exists() and not app.has_workspace())
    if name == STANDARD_INPUT or there or looks_like_file:
        return open_advert(name), None
    if not app.has_workspace():
        from hiring.errors import Problem, RefusedError

        fix = "name a file that is there; the CODE of a job needs a workspace"
        raise RefusedError(Problem(f"there is no file {name!r}, and no workspace here", fix=fix))
    from hiring.exchange.linting_jobs import read_job

    with app.reading() as connection:
        return read_job(connection, name, settings=app.settings)


def _switched_off(app: App) -> dict[str, str]:
    if not app.has_workspace():
        return {}
    changed = app.settings.jd_lint.items()
    return {
        rule: change["because"]
        for rule, change in changed
        if isinstance(change, dict) and change.get("off")
    }


def _plain(one: Linted) -> dict[str, Any]:
    return {
        "file": one.shown,
        "language": one.language,
        "language_free_rules_only": not one.english,
        "role": one.role,
        "words": one.words,
        "reading_ease": one.ease,
        "grade": one.grade,
        "pay_rules": [
            {"id": rules.id, "name": rules.name, "as_of": str(rules.as_of), "checked": rules.asks}
            for rules in one.pay_rules
        ],
        "findings": one.findings,
    }


def _show_all(results: Sequence[Linted], *, off: dict[str, str]) -> None:
    for one in results:
        for finding in one.findings:
            _show_finding(one.shown, finding)
        _show_notes(one)
    for rule, because in off.items():
        echo(f"switched off in hiring.toml: {rule} ({because})")
    if not results:
        return
    counts = ", ".join(_count(results, level) for level in LEVELS)
    echo(f"{_many(len(results), 'advertisement')}: {counts}{_say_held_back(results)}")


def _say_held_back(results: Sequence[Linted]) -> str:
    """Say that no errors are no clean bill where most rules could not be applied."""
    others = sum(not one.english for one in results)
    if not others:
        return ""
    to = "" if others == len(results) else f" to {others} of them"
    return f" (only rules that need no English were applied{to})"


def _show_finding(shown: str, finding: Finding) -> None:
    where = f"{shown}:{finding.line}" if finding.line else shown
    echo(f"{where}  {finding.level.value}  {finding.rule}  {finding.what}")
    if finding.quote:
        echo(f'    "{finding.quote}"')
    echo(f"    -> {finding.rewrite}")


def _show_notes(one: Linted) -> None:
    if not one.english:
        held = "only the rules that need no English"
        echo(f"{one.shown}: in another language ({one.language}): {held}")
    else:
        echo(f"{one.shown}: {one.words} words, reading ease {one.ease:.0f}, grade {one.grade:.0f}")
    for rules in one.pay_rules:
        asked = ", ".join(rules.asks)
        echo(f"{one.shown}: checked for {asked}, rule set {rules.id} dated {rules.as_of}")
    if not one.pay_rules:
        none = "no place with one was named; name some with --rules"
        echo(f"{one.shown}: checked for no pay rule set: {none}")


def _count(results: Iterable[Linted], level: str) -> str:
    found = sum(finding.level == level for one in results for finding in one.findings)
    return _many(found, level)


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _explain(book: Rulebook, named: str, *, as_json: bool) -> None:
    rules = [rule for rule in book.rules if named in {EVERY_RULE, rule.id}]
    if not rules:
        from hiring.errors import Problem, UsageError

        raise UsageError(Problem(f"there is no rule {named!r}", fix="hiring jd lint --list"))
    if as_json:
        echo_json(rules)
    elif named == EVERY_RULE:
        _list_rules(book)
    else:
        _show_rule(rules[0])


def _list_rules(book: Rulebook) -> None:
    from hiring.cli.kit import table

    table(
        [(rule.id, rule.group.value, rule.level.value, rule.name) for rule in book.rules],
        heads=("RULE", "GROUP", "LEVEL", "THE AD"),
        empty="there is no rule",
    )
    echo()
    table(
        [(one.id, one.name, str(one.begins), ", ".join(one.asks)) for one in book.pay_rules],
        heads=("RULES", "ON PAY IN", "SINCE", "LOOKS FOR"),
        empty="there are no rules on pay",
    )
    echo(f"Rule sets dated {max(one.as_of for one in book.pay_rules)}; no legal advice.")


def _show_rule(rule: Rule) -> None:
    from hiring.cli.kit import facts

    facts(
        {
            "rule": rule.id,
            "group": rule.group.value,
            "level": rule.level.value,
            "the ad": rule.name,
            "why": rule.why,
            "source": rule.source,
            "rewrite": rule.rewrite,
            "limits": ", ".join(f"{name} {value:g}" for name, value in rule.limits.items()),
            "language": "any" if rule.any_language else "English",
        }
    )
    _show_examples("not", rule.bad)
    _show_examples("but", rule.good)
    for words in rule.words:
        echo(f"words  {'; '.join(words.phrases)}" + f"  -> {words.say}" * bool(words.say))
    if rule.unless:
        echo(f"unless  {'; '.join(rule.unless)}")


def _show_examples(head: str, examples: Iterable[str]) -> None:
    for example in examples:
        echo(f"{head}  {' / '.join(line for line in example.splitlines() if line)}")
