"""Answers lose their tags and nothing that they say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.exchange.feedback.plain_answers import plain_answer


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("  plain & simple  ", "plain & simple"),
        ("two\n\nlines < 3", "two\n\nlines < 3"),
        ("<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("a&nbsp;&amp;&nbsp;b &lt;i&gt;", "a & b <i>"),
        ("List<String> and vector<int>", "List<String> and vector<int>"),
        ("x<y and z>w", "x<y and z>w"),
        ("<b>bold</b><script>alert('x')</script> end", "bold end"),
        ("<style>p{}</style>said", "said"),
        ("<p onclick=x>said<!-- secret --></p>", "said<!-- secret -->"),
        ("1 <2 <b>and</b> 3<", "1 <2 and 3<"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("", ""),
    ],
)
def test_an_answer_is_made_plain(said: str, plain: str) -> None:
    assert plain_answer(said) == plain


@given(st.text(alphabet="<>/!?-&;#x abpli\n\"'=", max_size=60))
def test_any_answer_can_be_made_plain(said: str) -> None:
    assert isinstance(plain_answer(said), str)


@pytest.mark.parametrize(
    "part", ["<", "<!--", "<!", "<?", "<a ", "</", "&#", "<a b='", "<a b='>", "<script>"]
)
def test_an_answer_that_is_made_to_be_slow_is_not(part: str) -> None:
    start = time.process_time()

    plain_answer((part * 100_000)[:100_000])

    assert time.process_time() - start < 5
