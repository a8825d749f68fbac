"""The command that opens a job from an advertisement that exists already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hiring.cli.adverts_kit import open_advert, open_signposts
from hiring.cli.job_facts import variant_options
from hiring.cli.jobs import choose, load_rubrics
from hiring.cli.kit import (
    App,
    Command,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    pass_app,
    rehearsed,
)
from hiring.errors import Problem, RefusedError

if TYPE_CHECKING:
    from hiring.domain.adverts.drafting import Draft
    from hiring.domain.adverts.recognition import Recognition
    from hiring.domain.rubric import Rubric

UNDECIDED = ("none", "ambiguous")
UNSURE = "weak"
SCOPES = ("analysis", "modelling", "end-to-end")


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE|-")
@click.option("--code", required=True, metavar="CODE", help="A code for the job, as ML-1.")
@click.option("--role", metavar="ROLE", help="The role, where the ad does not tell it.")
@variant_options
@click.option("--not-expected", metavar="TEXT", help="What this job does not ask for.")
@dry_run_option
@json_option
@pass_app
def import_ad(
    app: App,
    /,
    *,
    file: str,
    code: str,
    role: str | None,
    not_expected: str | None,
    dry_run: bool,
    as_json: bool,
    **variant: str | None,
) -> None:
    """Open a job from an advertisement that was written before.

    The role is recognised, and title, places, terms and pay are taken over; what could not be
    read is listed. The job's own ad is a draft until it is published. Years and degrees are not
    taken over: the rubric asks for what its interviews assess.

    \b
    Examples:
      hiring jd import old-ad.docx --code ML-7 --dry-run
      hiring jd import ad.html --code DS-3 --role data-scientist --scope modelling
    """
    from hiring.ad_rules import load_fact_words
    from hiring.domain.adverts.drafting import draft_job
    from hiring.domain.adverts.gathering import gather_facts
    from hiring.domain.adverts.recognising import recognise
    from hiring.workflow.jobs import open_job

    advert = open_advert(file)
    found = recognise(advert, open_signposts(app))
    stated = gather_facts(advert, load_fact_words())
    company = app.settings.company
    draft = draft_job(advert, stated, company=company, today=app.now.date())
    library = load_rubrics(app)
    named = role or _settled(found)
    if variant["scope"] is None and found.best == named:
        variant["scope"] = _settled_scope(found)
    if variant["level"] is None and named in library.roles:
        levels = library.roles[named].variants.level
        variant["level"] = draft.level if draft.level in levels else None
    rubric = choose(library, named, **variant)
    facts: dict[str, Any] = {**draft.facts, "not_expected": not_expected}
    with rehearsed(app, dry_run=dry_run) as act:
        page = open_job(act, rubric, code=code, facts=facts)
    if as_json:
        told = {"missing": draft.missing, "left": draft.left, "notes": draft.notes}
        echo_json({"job": page, "role": named, "taken": draft.facts, **told})
        return
    echo(f"opened {page.code}: {page.title} ({page.role} {page.rubric_version}), its ad a draft")
    _tell(found, draft, rubric)
    echo(f"next: hiring jd export {page.code} -o {page.code}.docx   (lists what is to be written)")


def _settled(found: Recognition) -> str:
    """Give the role that was recognised; RefusedError with the choices where it is not clear."""
    if found.role not in UNDECIDED:
        return found.role
    guesses = [guess for guess in (found.best, found.runner_up) if guess]
    what = "could be more than one role" if found.role == "ambiguous" else "is for no role we know"
    fix = " or ".join(f"--role {guess}" for guess in guesses) or "name it with --role ROLE"
    raise RefusedError(Problem(f"the advertisement {what}", fix=f"{fix}; hiring rubric list"))


def _settled_scope(found: Recognition) -> str | None:
    """Give the scope that was recognised; RefusedError where the role itself is not clear."""
    if found.scope is None or found.confidence != UNSURE:
        return found.scope
    other = f", or another role: --role {found.runner_up}" if found.runner_up else ""
    raise RefusedError(
        Problem(
            f"the advertisement does not say clearly what a {found.best} does here",
            fix=f"--role {found.best} --scope {' or '.join(SCOPES)}{other}",
        )
    )


def _tell(found: Recognition, draft: Draft, rubric: Rubric) -> None:
    """Say what was taken over, what was not, and what the recruiter should look at."""
    told = found.role == rubric.role
    chosen = (rubric.level, rubric.focus, rubric.scope)
    detail = ", ".join(part for part in (found.confidence if told else "named", *chosen) if part)
    echo(f"role: {rubric.role} ({detail})")
    taken = [name.replace("_", " ") for name in draft.facts if not name.startswith("pay_")]
    pay = ["pay"] if "pay_min" in draft.facts else []
    echo(f"taken over: {', '.join([*taken, *pay]) or 'nothing'}")
    for what in draft.missing:
        echo(f"could not be read: {what}", err=True)
    for what in draft.left:
        echo(f"not taken over: {what}")
    mixed = f"the ad mixes {', '.join(found.mixes)}: hiring jd lint tells how to part them"
    for note in (*draft.notes, *((mixed,) if found.mixes else ()), *rubric.notes):
        echo(f"note: {note}")
