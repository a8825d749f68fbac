"""At a terminal, words that have no place in a note are shown and asked about."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import click
import pytest

from hiring.cli.kit import App
from hiring.cli.wording import look_at_words

if TYPE_CHECKING:
    from tests.conftest import Shell


class Terminal(io.StringIO):
    """Text that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.mark.parametrize("answer", ["y", "n"])
def test_c2_somebody_at_a_terminal_sees_the_words_and_decides(
    desk: Shell, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    app = App()
    app.workspace = str(desk.folder)
    shown = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(f"{answer}\n"))
    monkeypatch.setattr(sys, "stderr", shown)
    texts = {"note": "seems pregnant"}

    if answer == "y":
        assert [one.field for one in look_at_words(app, texts, as_written=False)] == ["note"]
    else:
        with pytest.raises(click.Abort):
            look_at_words(app, texts, as_written=False)

    assert "pregnant" in shown.getvalue()
    assert "Save it as it is?" in shown.getvalue()
