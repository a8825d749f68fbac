"""Texts of ASCII alone are folded by a table of bytes, and come out as all others do."""

from __future__ import annotations

import pytest

from hiring.domain.codes import plain_letters
from hiring.domain.identity import digits_in, profiles, words_in


def test_every_letter_of_ascii_is_folded_as_it_is_beside_another_one() -> None:
    written = "".join(map(chr, range(128)))

    alone = words_in(written)

    assert [*alone, "日"] == words_in(f"{written} 日")
    assert plain_letters(f"{written}é") == f"{plain_letters(written)}e"
    assert digits_in(f"{written}٣") == f"{digits_in(written)}٣" == "0123456789٣"


@pytest.mark.parametrize(
    "written",
    [
        "https://de.linkedin.com/in/ada-example",
        "linkedin.com/in/ada-example/",
        "https://www.linkedin.com/in/ada-example/?locale=de_DE",
        "http://mobile.linkedin.com/in/Ada-Example",
        "https://uk.linkedin.com/in/ada-example/en",
        "m.linkedin.com/in/ada-example/de-de/",
    ],
)
def test_a_page_of_linkedin_is_one_at_every_host_and_in_every_language(written: str) -> None:
    assert list(profiles(written)) == ["linkedin.com/in/ada-example"]
