"""Files of scorecards are handed out without the names of others, however a program wrote them."""

from __future__ import annotations

import io
import zipfile

import pytest

from hiring.documents.redacted_file import redact_file
from hiring.domain.redacting import Curtain


def a_package(text: str) -> bytes:
    """Make a workbook's strings as some program wrote them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>")
    return made.getvalue()


def text_of(content: bytes | None) -> str:
    """Read the strings again."""
    assert content is not None
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize(
    "written",
    [
        "Inès Ipsum",
        "In&#232;s Ipsum",
        "In&#xE8;s Ipsum",
        "In_x00E8_s Ipsum",
        "&#73;nès Ipsum",
    ],
)
def test_c12_a_name_is_hidden_however_its_letters_are_written(written: str) -> None:
    curtain = Curtain({"Inès Ipsum": "interviewer A"}, own=["Zoë Beispiel"])

    said = text_of(redact_file(a_package(f"as {written} asked"), "xlsx", curtain))

    assert "Ipsum" not in said
    assert "asked" in said
