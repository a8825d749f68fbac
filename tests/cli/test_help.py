"""Every command and option says what it is for."""

from __future__ import annotations

import re
import shlex
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from hiring.cli import COMMANDS, job_ads, main
from hiring.cli.kit import HELP_WIDTH
from tests.write_commands import every_command

ALL = {words: (command, context) for words, command, context in every_command()}
LEAVES = [words for words, (command, _) in ALL.items() if not isinstance(command, click.Group)]
# What they take is said in a word: nothing to show.
NEED_NO_EXAMPLE = {"hiring demo"}


def help_of(words: str) -> str:
    result = CliRunner().invoke(main, [*words.split()[1:], "--help"], prog_name="hiring")
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def short_help(command: click.Command, names: list[str]) -> str:
    # As wide as click gives it beside the longest name of the list.
    return command.get_short_help_str(HELP_WIDTH - 6 - max(map(len, names)))


SHELVES = {"hiring": COMMANDS, "hiring jd": job_ads.COMMANDS}


@pytest.mark.parametrize(
    ("words", "name"), [(words, name) for words, shelf in SHELVES.items() for name in shelf]
)
def test_the_tree_tells_of_a_command_what_it_tells_of_itself(words: str, name: str) -> None:
    shelf = SHELVES[words]
    module, attribute, short = shelf[name]
    loaded = import_module(f"hiring.cli.{module}")
    command = getattr(loaded, attribute)

    assert (loaded.__doc__ or "").strip().endswith(".")
    assert command.name == name
    assert short_help(command, list(shelf)) == short
    assert f"\n  {name} " in help_of(words)
    assert short in help_of(words)


def test_a_command_that_is_not_in_the_tree_is_none() -> None:
    assert main.get_command(click.Context(main), "nonsense") is None


@pytest.mark.parametrize("words", ALL)
def test_a_command_says_what_it_is_for(words: str) -> None:
    command, context = ALL[words]
    said = help_of(words)

    assert command.help
    assert command.help[0].isupper()
    assert max(map(len, said.splitlines())) <= HELP_WIDTH
    if isinstance(command, click.Group):
        below = command.list_commands(context)
        for name in below:
            found = command.get_command(context, name)
            assert found is not None
            short = short_help(found, below)
            assert short.endswith((".", "?")), f"{words} {name}: {short}"
            assert not short.endswith("..."), f"{words} {name}: {short}"


@pytest.mark.parametrize("words", ALL)
def test_an_option_says_what_it_does(words: str) -> None:
    command, _ = ALL[words]

    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{words} {parameter.opts}"
            assert parameter.help[0].isupper() or parameter.help[0].isdigit()
            assert parameter.help.endswith("."), f"{words} {parameter.opts}"


@pytest.mark.parametrize("words", LEAVES)
def test_a_command_with_arguments_shows_an_example_of_itself(words: str) -> None:
    command, _ = ALL[words]
    taken = [p for p in command.params if isinstance(p, click.Argument)]
    needs = [p for p in command.params if isinstance(p, click.Option) and p.required]
    if words in NEED_NO_EXAMPLE or not (taken or needs):
        return

    examples = examples_of(help_of(words), words)

    assert examples, words
    for example in examples:
        assert example[: len(words.split())] == words.split()


@pytest.mark.parametrize("words", ALL)
def test_every_example_can_be_typed(words: str) -> None:
    # Parsed down to the command's own options and arguments, as they stand in its help.
    for example in examples_of(help_of(words), "hiring"):
        command: click.Command = main
        context, rest = (
            main.make_context("hiring", example[1:2], resilient_parsing=True),
            example[1:],
        )
        while isinstance(command, click.Group):
            found = command.get_command(context, rest[0])
            assert found is not None, example
            command, rest = found, rest[1:]
        command.make_context(command.name, rest)


def examples_of(said: str, begin: str) -> list[list[str]]:
    """Read the example lines out of a help text, joined where they go on."""
    text = re.sub(r"\\\n\s*", "", said.partition("Options:")[0])
    lines = [line.strip().removeprefix("Example: ") for line in text.splitlines()]
    typed = [line.partition("  ")[0] for line in lines if line.startswith(f"{begin} ")]
    return [shlex.split(line.partition(" > ")[0]) for line in typed]


@pytest.mark.parametrize("words", ALL)
def test_a_command_takes_the_common_options_behind_its_name(words: str) -> None:
    command, _ = ALL[words]

    if not isinstance(command, click.Group):
        taken = {name for one in command.params for name in one.opts}
        assert {"--workspace", "--actor"} <= taken
