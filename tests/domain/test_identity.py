"""Texts of ASCII alone are folded by a table of bytes, and come out as all others do."""

from __future__ import annotations

from hiring.domain.codes import plain_letters
from hiring.domain.identity import digits_in, words_in


def test_every_letter_of_ascii_is_folded_as_it_is_beside_another_one() -> None:
    written = "".join(map(chr, range(128)))

    alone = words_in(written)

    assert [*alone, "日"] == words_in(f"{written} 日")
    assert plain_letters(f"{written}é") == f"{plain_letters(written)}e"
    assert digits_in(f"{written}٣") == f"{digits_in(written)}٣" == "0123456789٣"
