"""An address is found whatever stands beside it, and no other one is taken for it."""

from __future__ import annotations

import pytest

from hiring.domain.mentioning import Sought

ADDRESS = "zed@example.org"


@pytest.mark.parametrize(
    "text",
    [
        "write to zed@example.org!",
        "**zed@example.org**",
        "`zed@example.org`",
        "_zed@example.org_",
        "~zed@example.org~",
        "“zed@example.org”",
        "\u2018zed@example.org\u2019",
        "«zed@example.org»",
        "„zed@example.org“",
        "https://example.org/zed@example.org#frag",
        "\u200bzed@example.org\u200b",
        "zed\u200b@\u00adexample.org",
        "zed=40example.org",
        "zed@exam=\nple.org",
        "mail=zed@example.org",
        "mail=zed%40example.org",
        "zed@example.org.",
        "...zed@example.org...",
        "-zed@example.org-",
        "a/zed@example.org/b",
        "a|zed@example.org|b",
        "$zed@example.org$",
        "'zed@example.org'",
        r'{"a": "Dear all\nzed@example.org\n"}',
        r"zed\x40example.org",
        r"zed\u0040example.org",
        "zed&#64;example.org",
        "ZED@Example.ORG",
        "zed\uff20example.org",
    ],
)
@pytest.mark.parametrize("surely", [True, False])
def test_c15_an_address_is_found_beside_ordinary_signs(text: str, *, surely: bool) -> None:
    others = [f"person{number}@example.org" for number in range(60)]

    for needles in ([ADDRESS], [ADDRESS, *others]):
        sought = Sought(needles, surely=surely)
        assert sought.named_in(text)
        assert sought.addressed_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "my.zed@example.org",
        "my_zed@example.org",
        "my-zed@example.org",
        "my+zed@example.org",
        "azed@example.org",
        "zed@example.orgs",
        "zed@example.org-x.com",
        "zed@sub.example.org",
        "zed+jobs@example.org",
        "zed @example.org",
        "@example.org",
    ],
)
def test_c15_another_address_is_not_taken_for_it(text: str) -> None:
    assert not Sought([ADDRESS]).named_in(text)
    assert not Sought([ADDRESS, "@home", "zed@"]).addressed_in(text)


def test_c15_what_may_go_on_after_the_domain_is_listed_and_nothing_erased_for_it() -> None:
    text = "a list of zed@example.org.pdf"

    assert Sought([ADDRESS]).named_in(text)
    assert not Sought([ADDRESS], surely=True).named_in(text)


def test_c5_what_is_looked_at_grows_with_the_text_and_not_with_its_square() -> None:
    sought = Sought([ADDRESS, *(f"person{number}@example.org" for number in range(60))])

    for text in ("0badcafe" * 500_000, "@" * 4_000_000, "d@" * 200_000, "+" * 4_000_000):
        assert not sought.named_in(text)
    assert sought.named_in("0badcafe" * 500_000 + " zed@example.org")
