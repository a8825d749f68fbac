# ruff: noqa: RUF001, S311 - names as they are written; chance that is no secret
"""A name is read as it was written, or the file is refused: whatever page it was written in."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiring.errors import InvalidFileError
from hiring.exchange.people.letters import tell_page

if TYPE_CHECKING:
    from collections.abc import Callable

WESTERN = (
    "José Nuñez|João Conceição|Hélène Lefèvre|Åsa Öberg|Iñaki Muñoz|Jürgen Groß|Zoë Brontë|"
    "Søren Kjærgaard|Begoña Ibáñez|François Benoît|Inês Gonçalves|Øystein Ødegård|Niccolò Cantù|"
    "Günter Weiß|Anaïs Noël|Simão Leão|Ægir Þórsson|Björk Guðmundsdóttir|Päivi Hämäläinen"
)
CENTRAL = (
    "Jiří Dvořák|Łukasz Żółć|Ágnes Erdős|Żaneta Wałęsa|Ľubica Šťastná|Željko Đurić|Zdeněk Řehoř|"
    "Stanisław Poznański|Béla Szűcs|Šárka Kučerová|Krzysztof Wójcik|Matúš Hruška|Győző Fűrész"
)
CYRILLIC = "Анна Петрова|Пётр Ильин|Юлия Соколова|Дмитрий Кузнецов|Наталья Щербакова|Игорь Жуков"
GREEK = "Γιώργος Παπαδόπουλος|Ελένη Οικονόμου|Νίκος Αγγελίδης|Άννα Μυλωνά|Όλγα Χρήστου"
TURKISH = "Ayşe Yılmaz|Mehmet Özdemir|Işık Doğan|Şükrü Çağlar|Gülşen Kılıç|İsmail Yıldırım"
BALTIC = "Jānis Bērziņš|Rūta Žukauskaitė|Kārlis Ozoliņš|Šarūnas Kęstutis|Līga Kalniņa|Tõnu Õunapuu"
NORDIC = "Åsa Sjöberg|Håkan Ängström|Øyvind Bjørnstad|Jørgen Sørensen|Märta Lindström|Bjørg Næss"
HEBREW = "יוסף כהן|שרה לוי|דוד מזרחי|רחל פרץ|משה ביטון"
WRITTEN = {
    "western": (WESTERN, "cp1252"),
    "western of a Mac": ("|".join(WESTERN.split("|")[:16]), "mac-roman"),
    "western of DOS": ("|".join(WESTERN.split("|")[:16]), "cp850"),
    "western of Latin-9": (WESTERN, "iso8859-15"),
    "central": (CENTRAL, "cp1250"),
    "central of Latin-2": (CENTRAL, "iso8859-2"),
    "central of DOS": (CENTRAL, "cp852"),
    "Cyrillic": (CYRILLIC, "cp1251"),
    "Cyrillic of Unix": (CYRILLIC, "koi8-r"),
    "Cyrillic of DOS": (CYRILLIC, "cp866"),
    "Cyrillic of a Mac": (CYRILLIC, "mac-cyrillic"),
    "Greek": (GREEK, "cp1253"),
    "Greek of ISO": (GREEK, "iso8859-7"),
    "Turkish": (TURKISH, "cp1254"),
    "Baltic": (BALTIC, "cp1257"),
    "Baltic of ISO": (BALTIC, "iso8859-13"),
    "Nordic": (NORDIC, "cp1252"),
    "Nordic of DOS": (NORDIC, "cp865"),
    "Hebrew": (HEBREW, "cp1255"),
}


def table(names: list[str], encoding: str) -> bytes:
    rows = [f"{name},Bilbao,b{number}@example.org" for number, name in enumerate(names)]
    return "\r\n".join(["Name,Address,Email", *rows]).encode(encoding)


def read_names(source: Any) -> list[str]:
    return [row[0] for _, row in source.rows()]


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("times", [1, 100])
def test_names_of_every_part_of_europe_are_read_as_they_were_written(
    kind: str, times: int, opened: Callable[..., Any]
) -> None:
    listed, encoding = WRITTEN[kind]
    names = listed.split("|") * times

    assert read_names(opened(table(names, encoding))) == names


@pytest.mark.parametrize("name", ["Iñaki Muñoz", "José Nuñez", "Jürgen München", "Ana García"])
def test_one_western_row_is_read_as_western(name: str, opened: Callable[..., Any]) -> None:
    source = opened(table([name], "cp1252"))

    assert read_names(source) == [name]
    assert source.notes == ("read as cp1252: look at the accents",)


def test_many_western_people_of_every_country_are_read_as_western(
    opened: Callable[..., Any],
) -> None:
    chosen = random.Random(1)
    names = [chosen.choice(WESTERN.split("|")) for _ in range(2000)]

    assert read_names(opened(table(names, "cp1252"))) == names


@pytest.mark.parametrize("kind", WRITTEN)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_name_is_never_read_otherwise_than_it_was_written(kind: str, data: Any) -> None:
    listed, encoding = WRITTEN[kind]
    words = [word for name in listed.split("|") for word in name.split() if not word.isascii()]
    some = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4, unique=True))

    told = tell_page([word.encode(encoding) for word in some])

    if told.page is not None:
        assert [word.encode(encoding).decode(told.page) for word in some] == some


def test_what_could_be_two_names_is_refused_with_both(opened: Callable[..., Any]) -> None:
    content = table(["Per Noè"], "cp1252")

    with pytest.raises(InvalidFileError) as refused:
        opened(content)

    said = str(refused.value)
    assert "its encoding cannot be told; as cp1252: Noè; as " in said
    assert "--encoding cp1252 or --encoding " in said
    assert read_names(opened(content, encoding="cp1252")) == ["Per Noè"]


def test_rows_of_two_pages_in_one_file_are_refused(opened: Callable[..., Any]) -> None:
    western = table(WESTERN.split("|") * 30, "cp1252")
    content = western + b"\r\n" + "Jiří Dvořák,Praha,j@example.org".encode("cp1250")

    with pytest.raises(InvalidFileError, match="it mixes code pages") as refused:
        opened(content)

    assert "which is 'Jiří' in cp1250" in str(refused.value)


def test_a_word_that_may_be_of_another_page_is_named(opened: Callable[..., Any]) -> None:
    western = table(WESTERN.split("|") * 30, "cp1252")
    content = western + b"\r\n" + "Karel Dvořák,Praha,j@example.org".encode("cp1250")

    source = opened(content)

    assert "they may be of another encoding: Dvoøák (in cp1250: Dvořák)" in source.notes[1]


def test_a_text_in_no_language_is_refused_in_words(opened: Callable[..., Any]) -> None:
    noise = bytes(random.Random(3).choices([*range(0x80, 0x100)], k=300))
    content = b"Name,Email\n" + b"".join(bytes([each]) + b"x" for each in noise)

    with pytest.raises(InvalidFileError, match="its encoding cannot be told"):
        opened(content)


def test_a_long_file_is_told_quickly() -> None:
    chosen = random.Random(5)
    parts = [word for name in WESTERN.split("|") for word in name.split()]
    words = {chosen.choice(parts) + chosen.choice(parts).lower() for _ in range(20_000)}
    began = time.process_time()

    told = tell_page([word.encode("cp1252") for word in sorted(words)])

    assert told.page == "cp1252"
    assert time.process_time() - began < 10
