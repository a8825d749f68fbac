"""The command that tells which role an advertisement describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.adverts_kit import open_advert, open_signposts
from hiring.cli.kit import App, Command, echo, echo_json, facts, json_option, pass_app, table

if TYPE_CHECKING:
    from hiring.domain.adverts.recognition import Recognition


@click.command(cls=Command)
@click.argument("file", metavar="FILE|-")
@json_option
@pass_app
def recognise(app: App, *, file: str, as_json: bool) -> None:
    """Tell which role an advertisement describes, and why.

    The title counts where there is one; else duties and must-haves decide, by the phrases that
    the rubric of each role names under `signals`. The answer may be none, or ambiguous with the
    best guess first. With - the text is read from the standard input. A workspace's own rubrics
    take part; no workspace is needed.

    \b
    Examples:
      hiring jd recognise advertisement.txt
      hiring jd recognise - --json
    """
    from hiring.domain.adverts.recognising import recognise as recognise_advert

    advert = open_advert(file)
    found = recognise_advert(advert, open_signposts(app))
    if as_json:
        echo_json(_as_json(found))
        return
    _print(found)


def _as_json(found: Recognition) -> dict[str, object]:
    return {
        "role": found.role,
        "best": found.best,
        "family": found.family,
        "runner_up": found.runner_up,
        "confidence": found.confidence,
        "scope": found.scope,
        "because": [
            {"phrase": one.phrase, "line": one.line, "weight": one.weight, "role": one.role}
            for one in found.because
        ],
        "clusters": dict(found.clusters),
        "mixes": found.mixes,
    }


def _print(found: Recognition) -> None:
    role = found.role if found.role != "ambiguous" else f"ambiguous: {found.best}"
    facts(
        {
            "role": f"{role} or {found.runner_up}" if found.role == "ambiguous" else role,
            "family": found.family or "none",
            "runner-up": found.runner_up or "none",
            "confidence": found.confidence,
            **({"scope": found.scope} if found.scope else {}),
            **({"mixes": ", ".join(found.mixes)} if found.mixes else {}),
        }
    )
    if found.because:
        echo()
        table(
            [
                (one.line or "title", f"{one.weight:.1f}", one.role, one.phrase)
                for one in found.because
            ],
            heads=("LINE", "WEIGHT", "ROLE", "BECAUSE OF"),
            empty="",
        )
