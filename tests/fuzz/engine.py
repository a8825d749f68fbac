"""Run the fuzzer's engine on the target that HIRING_FUZZ_TARGET names, with its own arguments.

Only what is imported under the instruments guides the fuzzer, so every reader is loaded here, those
that load each other when a file first needs them among them.
"""

from __future__ import annotations

import os
import shlex
import sys

import atheris

with atheris.instrument_imports(include=["hiring", "xlrd", "email"]):
    import email.header
    import email.parser
    import email.utils

    import xlrd

    from hiring.documents.ad_files import decoding, pdf_layout, plain_text, web_page, word_file
    from hiring.documents.scorecard import filled
    from hiring.documents.sheets import csv_text, ods, old_excel, old_excel_child, ooxml
    from hiring.exchange import checking, incoming
    from tests.fuzz.targets import TARGETS

LOADED = (
    *(email, xlrd, filled, csv_text, ods, old_excel, old_excel_child, ooxml, checking, incoming),
    *(decoding, pdf_layout, plain_text, web_page, word_file),
)


def run() -> None:
    """Hand the target over to the engine, which ends this process."""
    name = os.environ["HIRING_FUZZ_TARGET"]
    try_bytes, longest = TARGETS[name]
    # To shrink and to merge, the engine starts itself anew by its first word, in a shell.
    again = f"{shlex.quote(sys.executable)} -m tests.fuzz.engine"
    atheris.Setup([again, *sys.argv[1:], f"-max_len={longest}"], try_bytes)
    atheris.Fuzz()


if __name__ == "__main__":
    run()
