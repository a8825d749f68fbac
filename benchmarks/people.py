"""Made-up people for benchmarks, always the same for a seed, some of them there twice.

    from benchmarks.people import people
    for one in people(100_000, seed=1): ...

Names come in several alphabets and repeat as real ones do: a few are very common, most are rare.
About two in a hundred are somebody who came before, written another way; `same_as` then holds the
place (from 0) of the first time, and is None for everybody else. It is the truth to measure
against, no field of a person.
"""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TWICE = 0.02
REMEMBERED = 20_000  # people who may come again, a random choice among all before
_BEGIN = datetime(2016, 1, 4, 8, 0, tzinfo=UTC)
_MINUTES = 10 * 365 * 24 * 60


def _words(text: str) -> list[str]:
    return text.split()


_FIRST = _words("""\
Anna Maria Sofia Emma Laura Julia Lena Sarah Lisa Katharina Ada Mia Ines Chloé Zoë Élodie Amélie
Núria Begoña Lucía Inês Conceição Sørine Åsa Øyvind Jürgen Jörg Günther Björn Søren Łukasz
Paweł Małgorzata Zdeněk Jiří Tomáš Šárka Žofie István Győző Zoltán Ágnes Ștefan Ioana Đorđe
Nikola Jelena Ayşe Çağla Oğuz İbrahim Emre Nguyên Thảo Minh Hương Linh Siobhán Niamh Seán Aoife
John Mary James Emily Michael Robert Thomas Daniel Peter Paul Max Leon Felix Jonas David Martin
Mohammed Ahmed Fatima Layla Omar Yusuf Amina Priya Rahul Ananya Arjun Deepa Wei Jing Fang Hao Yuki
Haruto Sakura Kenji Jisoo Minjun Kwame Ama Chinedu Ngozi Thabo Zanele Carlos José Ana Pedro João
Мария Иван Ольга Дмитрий Екатерина Олександр Γιώργος Ελένη Νίκος محمد فاطمة أحمد 伟 芳 娜 静 太郎
花子 健一 さくら 민준 서연 지우 דוד שרה प्रिया राहुल Jean-Luc Anne-Marie Marie-Claire Karl-Heinz
""")
_LAST = _words("""\
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer
Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Smith Jones Williams Brown
Taylor Davies Evans Johnson Miller Wilson Moore Anderson García Fernández González Rodríguez López
Martínez Sánchez Pérez Núñez Ibáñez Silva Santos Oliveira Gonçalves Araújo Rossi Russo Ferrari
Dubois Lefèvre Moreau Girard Rousseau Lemaître Nowak Kowalski Wiśniewski Wójcik Kamiński Novák
Svoboda Dvořák Černý Horváth Nagy Tóth Szabó Popescu Ionescu Petrović Jovanović Yilmaz Kaya Demir
Öztürk Nguyễn Trần Lê Phạm Kim Lee Park Choi Wang Li Zhang Liu Chen Yang Tanaka Suzuki Satō Itō
Singh Kumar Sharma Patel Gupta Reddy Khan Ali Hussein Okafor Adeyemi Mensah Dlamini O'Brien O'Neill
Murphy McDonald Hansen Johansen Olsen Nilsson Lindqvist Sørensen Bjørklund Korhonen Mäkinen
Иванов Петров Смирнова Коваленко Παπαδόπουλος Νικολάου العربي حسن 王 李 张 田中 佐藤 鈴木 김 이 박
כהן לוי शर्मा van-den-Berg de-Vries von-Weizenfeld da-Costa
""")
_SYLLABLES = _words("""\
ba be bel ben ber bo bro da del den der do dra el er fal fel fen gar ger gra hal ham har hel ho in
ka kel ker kra la lan len lo ma mar mel mo na nel no ol or pa pel po ra ren ri ro sa sen so sta ta
tel ter to tra ul un va vel vi vo wa wen wi za zel zo""")
_ENDS = _words("mann er sen son ski ova ez i berg stein dahl ková escu ić hof ner ling feld a o")
_COMPANY = _words("Sample Example Placeholder Specimen Pattern Model Sketch Draft Blank Proto")
_TRADE = _words("""\
Labs Systems Robotics Analytics Health Energy Foods Bank Motors Media Cloud Works Studio Air
Logistics Software""")
_FORM = ("GmbH", "AG", "Inc.", "Ltd", "S.A.", "Oy", "AB", "BV", "")
# A town, its country and how a mobile number of there begins, with the count of digits to follow.
_TOWNS = (
    ("Berlin", "Germany", "+49", "0", "151", 8),
    ("München", "Germany", "+49", "0", "170", 7),
    ("Zürich", "Switzerland", "+41", "0", "79", 7),
    ("Wien", "Austria", "+43", "0", "664", 7),
    ("London", "United Kingdom", "+44", "0", "7911", 6),
    ("Dublin", "Ireland", "+353", "0", "85", 7),
    ("New York", "United States", "+1", "", "212", 7),
    ("San Francisco", "United States", "+1", "", "415", 7),
    ("Paris", "France", "+33", "0", "6", 8),
    ("Kraków", "Poland", "+48", "", "60", 7),
    ("Praha", "Czechia", "+420", "", "60", 7),
    ("Madrid", "Spain", "+34", "", "61", 7),
    ("São Paulo", "Brazil", "+55", "0", "119", 8),
    ("Bengaluru", "India", "+91", "0", "98", 8),
    ("東京", "Japan", "+81", "0", "90", 8),
    ("İstanbul", "Türkiye", "+90", "0", "532", 7),
)
_TAGS = _words("python pytorch mlops nlp vision sql rust java go spark remote phd lead")
_SOURCES = ("direct", "direct", "direct", "referral", "linkedin", "linkedin", "campus", "agency")
_JOBS = ("ML-1", "SE-1", "DE-1")
_STAGES = (
    *["rejected"] * 60,
    *["withdrawn"] * 8,
    *["applied"] * 14,
    *["screen"] * 6,
    *["interviewing"] * 5,
    *["debrief"] * 2,
    *["offer"] * 2,
    *["hired"] * 3,
)
_NICKNAMES = {
    "Katharina": "Kathi",
    "Thomas": "Tom",
    "Michael": "Mike",
    "Robert": "Bob",
    "Daniel": "Dan",
    "Emily": "Em",
    "James": "Jim",
    "Max": "Maximilian",
    "José": "Pepe",
}
_PLAIN = str.maketrans(
    "äöüÄÖÜéèáàíóúñçåøłśžščřćźżőűęąığşůěýîâãêôÇŁŠØÅİŽ",
    "aouAOUeeaaiouncaolszscrczzoueaigsueyiaaeoCLSOAIZ",
)


def people(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Make so many people, one after the other."""
    random = Random(seed)  # noqa: S311 - made up, and the same for everybody
    before: list[tuple[int, dict[str, Any]]] = []
    for place in range(count):
        if before and random.random() < TWICE:
            first, known = before[int(random.random() * len(before))]
            yield {**_again(known, random, place), "same_as": first}
            continue
        one = _person(random, place)
        if len(before) < REMEMBERED:
            before.append((place, one))
        elif (chosen := int(random.random() * place)) < REMEMBERED:
            before[chosen] = (place, one)
        yield {**one, "same_as": None}


def _pick(random: Random, among: Sequence[Any]) -> Any:
    return among[int(random.random() * len(among))]


def _common(random: Random, among: Sequence[str]) -> str:
    # The first of a list are named far more often than the last, as names are.
    return among[int(random.random() ** 2 * len(among))]


def _surname(random: Random) -> str:
    if random.random() < 0.3:
        return _common(random, _LAST)
    count = 2 if random.random() < 0.6 else 3
    made = "".join(_pick(random, _SYLLABLES) for _ in range(count)) + _pick(random, _ENDS)
    return str(made.capitalize())


def _person(random: Random, place: int) -> dict[str, Any]:
    first, last = _common(random, _FIRST), _surname(random)
    if random.random() < 0.15:
        first = f"{first} {_common(random, _FIRST)}"
    town = _pick(random, _TOWNS)
    local = _ascii(f"{first}.{last}") or "person"
    links = []
    if random.random() < 0.5:
        links.append(f"https://www.linkedin.com/in/{local.replace('.', '-')}-{place:x}")
    if random.random() < 0.25:
        links.append(f"https://github.com/{local.replace('.', '')}{place}")
    return {
        "name": f"{first} {last}",
        "emails": [f"{local}.{place}@example.org"] if random.random() < 0.95 else [],
        "phone": _phone(random, town) if random.random() < 0.6 else "",
        "company": _company(random) if random.random() < 0.7 else "",
        "location": f"{town[0]}, {town[1]}" if random.random() < 0.8 else "",
        "links": links,
        "tags": [_pick(random, _TAGS) for _ in range(int(random.random() * 4))],
        "note": "Met at a made-up fair; asks for a call." if random.random() < 0.1 else "",
        "source": _pick(random, _SOURCES),
        "job": _pick(random, _JOBS),
        "stage": _pick(random, _STAGES),
        "applied_at": _moment(random),
    }


def _moment(random: Random) -> str:
    return (_BEGIN + timedelta(minutes=int(random.random() * _MINUTES))).isoformat()


def _ascii(text: str) -> str:
    folded = text.translate(_PLAIN).casefold().replace(" ", ".")
    plain = "".join(c if c.isascii() and c.isalnum() else "." for c in folded)
    return ".".join(part for part in plain.split(".") if part)


def _company(random: Random) -> str:
    number = int(random.random() ** 2 * 300)
    name = f"{_pick(random, _COMPANY)} {_pick(random, _TRADE)}"
    numbered = f"{name} {number}" if number else name
    return f"{numbered} {_pick(random, _FORM)}".strip()


def _phone(random: Random, town: tuple[str, str, str, str, str, int]) -> str:
    _, _, country, trunk, begin, count = town
    rest = str(int(random.random() * 9 * 10 ** (count - 1)) + 2 * 10 ** (count - 1))[-count:]
    how = random.random()
    if how < 0.6:
        return f"{country} {begin} {rest}"
    if how < 0.8:
        return f"00{country[1:]}{begin}{rest}"
    if how < 0.9:
        return f"{country} ({trunk}){begin} {rest[:3]}-{rest[3:]}" if trunk else country + rest
    return f"{trunk}{begin}/{rest}"


def _again(known: dict[str, Any], random: Random, place: int) -> dict[str, Any]:
    """Write a person another way: name and address differ, something else tells who it is."""
    one = dict(known)
    one["name"] = _other_name(known["name"], random)
    one["emails"] = [f"{_ascii(known['name']).replace('.', '')}{place}@mail.example.org"]
    one["phone"] = _other_phone(known["phone"])
    told = random.random()
    if told < 0.5 and known["phone"]:
        one["links"] = []
    elif told < 0.8 and known["links"]:
        one["links"] = [link.replace("https://www.", "http://") + "/" for link in known["links"]]
        one["phone"] = ""
    else:
        one["phone"] = ""
        one["links"] = []
    one["note"] = ""
    one["tags"] = [_pick(random, _TAGS)]
    one["source"] = _pick(random, _SOURCES)
    one["stage"] = "rejected" if one["stage"] != "rejected" else "applied"
    one["job"] = known["job"] if random.random() < 0.5 else _pick(random, _JOBS)
    one["applied_at"] = _moment(random)
    return one


def _other_phone(phone: str) -> str:
    if phone.startswith("00"):
        return f"+{phone[2:]}"
    return f"{phone.replace(' ', '')[:-4]} {phone[-4:]}" if phone.startswith("+") else phone


def _other_name(name: str, random: Random) -> str:
    first, _, last = name.rpartition(" ")
    forms = (
        (0.2, name.translate(_PLAIN)),
        (0.35, f"{last}, {first}"),
        (0.45, f"{first[0]}. {last}"),
        (0.55, f"{_NICKNAMES.get(first, first)} {last}"),
        (0.8, f"{first} {_mistyped(last, random)}"),
        (1.0, name),
    )
    how = random.random()
    return next(form for until, form in forms if how < until)


def _mistyped(word: str, random: Random) -> str:
    if len(word) < 4:
        return word
    at = 1 + int(random.random() * (len(word) - 2))
    if random.random() < 0.5:
        return word[:at] + word[at + 1 :]
    return f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


def main() -> None:
    """Print people as CSV, lists with commas between."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args()
    writer: csv.DictWriter[str] | None = None
    for one in people(said.count, said.seed):
        if writer is None:
            writer = csv.DictWriter(sys.stdout, fieldnames=list(one))
            writer.writeheader()
        lists = {key: ", ".join(one[key]) for key in ("emails", "links", "tags")}
        writer.writerow({**one, **lists})


if __name__ == "__main__":
    main()
