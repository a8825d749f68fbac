"""What could be typed next: commands, options, what the workspace holds; scripts for shells."""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from hiring.cli.kit import App, Command, printable
from hiring.cli.tree import called

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hiring.config import Settings
    from hiring.store.peeking import Found

VARIABLE = "_HIRING_COMPLETE"
LONGEST_HELP = 60
# Whatever else a value holds is not offered: a shell could take it for a command.
_HARMLESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
# What an argument or an option asks for, by the word its help shows, or else by its own name.
_WANTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "APP": ("A",),
        "CANDIDATE": ("C",),
        "C-N": ("C",),
        "INTERVIEW": ("I",),
        "CARD": ("S",),
        "JOB": ("job",),
        "CODE": ("job",),
        "ROLE": ("role",),
        "COMPETENCY": ("competency",),
    }
)
# Here the word is another's than what is there already.
_NEW = frozenset({("job open", "code"), ("jd import", "code"), ("scorecard export", "language")})


def wanted_by(name: str, parameter: click.Parameter) -> tuple[str, ...]:
    """Say which records a parameter of a command takes; none when it takes none."""
    if (name, parameter.name) in _NEW:
        return ()
    shown = parameter.metavar or (parameter.name or "").upper()
    words = re.findall(r"[A-Z]-N|[A-Z]+", shown)
    if any(word not in _WANTED and word not in {"FILE", "ID"} for word in words):
        return ()
    return tuple(kind for word in words for kind in _WANTED.get(word, ()))


def offer_records(words: Iterable[str], app: App, *, several: bool = False) -> None:
    """Let the parameters of the command that the words call offer what the workspace holds.

    `several` says that the whole of what fits is shown; else a name offers its code only where
    one person has it, since what is offered takes the place of what was typed.
    """
    found = called(tuple(words))
    for parameter in found.command.params:
        kinds = wanted_by(found.name, parameter)
        if kinds:
            offer = _Offer(app, kinds, several=several)
            parameter.shell_complete = offer  # type: ignore[method-assign]


class _Offer:
    def __init__(self, app: App, kinds: tuple[str, ...], *, several: bool) -> None:
        self._app = app
        self._kinds = kinds
        self._several = several

    def __call__(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        app = ctx.find_object(App)
        if app is None or not app.workspace:
            app = self._app
        try:
            found = list(look(app.settings, self._kinds, incomplete, several=self._several))
        except Exception:  # noqa: BLE001 - whoever types must not be disturbed
            return []
        return [CompletionItem(one.value, help=_help(one.help)) for one in found]


def _help(text: str) -> str | None:
    shown = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return shown[:LONGEST_HELP] or None


def look(
    settings: Settings, kinds: tuple[str, ...], begun: str, *, several: bool
) -> Iterator[Found]:
    """Look what begins so: records by their codes or names, jobs, roles and competencies."""
    from hiring.store.peeking import peek

    for one in peek(settings.database_url, kinds, begun, several=several):
        if _HARMLESS.match(one.value):
            yield one
    for kind in ("role", "competency"):
        if kind in kinds:
            yield from _of_rubrics(settings.folder, kind, begun)


def _of_rubrics(folder: Path, kind: str, begun: str) -> Iterator[Found]:
    """Name roles or competencies by their files, which are called as they are."""
    from hiring.resources import bundled
    from hiring.store.peeking import Found

    names = set()
    for rubrics in (bundled("rubrics"), folder / "rubrics"):
        for path in Path(str(rubrics)).glob("*/*.yaml"):
            if (path.parent.name == "competencies") == (kind == "competency"):
                names.add(path.stem)
    for name in sorted(names):
        if name.startswith(begun) and _HARMLESS.match(name):
            yield Found(name, "")


class _Ours(ShellComplete):
    """Complete with what the workspace holds; quietly nothing where something is wrong."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Let the command's parameters offer records, then ask them."""
        app = App()
        app.workspace = os.environ.get("HIRING_WORKSPACE")
        offer_records(args, app)
        return super().get_completions(args, incomplete)

    def complete(self) -> str:
        """Give what is offered, or nothing."""
        try:
            return super().complete()
        except Exception:  # noqa: BLE001 - whoever types must not be disturbed
            return ""


class _Bash(_Ours, BashComplete):
    # Click's own would let the shell expand what is offered.
    source_template = """\
%(complete_func)s() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case "${line%%%%,*}" in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("${line#*,}") ;;
        esac
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \\
        %(complete_var)s=bash_complete "${1/#\\~/$HOME}" 2>/dev/null)
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    def source(self) -> str:
        """Give the script, whichever bash is on this computer."""
        return ShellComplete.source(self)


class _Zsh(_Ours, ZshComplete):
    pass


class _Fish(_Ours, FishComplete):
    # Click's own would cut a help text at its first comma.
    source_template = """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete \\
        COMP_WORDS=(commandline -cp | string collect) \\
        COMP_CWORD=(commandline -t | string collect) %(prog_name)s 2>/dev/null)
    for line in $response
        set -l parts (string split -m 1 "," -- $line)
        switch $parts[1]
            case dir
                __fish_complete_directories (commandline -t)
            case file
                __fish_complete_path (commandline -t)
            case plain
                printf '%%s\\n' $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


SHELLS = MappingProxyType({"bash": _Bash, "zsh": _Zsh, "fish": _Fish})


def answer_shells() -> None:
    """Let Click answer shells that ask in the way of our scripts."""
    for name, shell in SHELLS.items():
        add_completion_class(shell, name)


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(list(SHELLS)), metavar="SHELL")
def completion(shell: str) -> None:
    """Complete commands, codes and jobs in your shell.

    SHELL is bash, zsh or fish; its script is printed. It completes commands, options, codes (with
    people's names beside them in zsh and fish), jobs, stages, roles and competencies from the
    workspace where you stand or HIRING_WORKSPACE. The beginning of a name offers the code where
    only one person has it. Without a workspace, or while its database is locked, only commands
    and options are offered.

    \b
    Examples:
      hiring completion bash > ~/.local/share/bash-completion/completions/hiring
      hiring completion fish > ~/.config/fish/completions/hiring.fish
      eval "$(hiring completion zsh)"          in ~/.zshrc, behind compinit
    """
    from hiring.cli import main

    shell_script: Any = SHELLS[shell](main, {}, "hiring", VARIABLE)
    click.echo(printable(shell_script.source()), nl=False)
