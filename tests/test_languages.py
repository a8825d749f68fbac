from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import hiring.languages
from hiring.domain.language import Language, Vocabulary
from hiring.domain.scorecard import Overall
from hiring.errors import InvalidFileError, Problem, RefusedError
from hiring.languages import known_languages, load_language

SHIPPED = Path(hiring.languages.__file__).parent
GERMAN = (SHIPPED / "de.toml").read_text(encoding="utf-8")


def own(tmp_path: Path, text: str, *, name: str = "de-company.toml") -> Path:
    """Put a language file into a workspace."""
    folder = tmp_path / "workspace"
    (folder / "languages").mkdir(parents=True, exist_ok=True)
    (folder / "languages" / name).write_text(text, encoding="utf-8")
    return folder


def changed(before: str, after: str) -> str:
    """Change a text of the German file."""
    assert before in GERMAN
    return GERMAN.replace(before, after, 1)


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InvalidFileError) as refused:
        known_languages(folder)
    return refused.value.problems


def test_english_and_german_are_shipped() -> None:
    assert [language.code for language in known_languages()] == ["en", "de"]
    assert load_language("en").say("overall.strong_yes") == "strong yes"
    assert load_language("de").say("kit.title", step="Probe") == "Interviewleitfaden: Probe"
    assert [key for key, _ in load_language("de").texts] == [
        key for key, _ in load_language("en").texts
    ]


def test_every_shipped_language_ships() -> None:
    assert {path.stem for path in SHIPPED.glob("*.toml")} == set(hiring.languages.SHIPPED)


def test_a_workspace_may_have_a_language_of_its_own(tmp_path: Path) -> None:
    folder = own(tmp_path, changed('rating = "Bewertung"', 'rating = "Note"'))

    assert [language.code for language in known_languages(folder)] == ["en", "de", "de-company"]
    assert load_language("de-company", folder=folder).say("read.rating") == "Note"
    assert load_language("de", folder=folder).say("read.rating") == "Bewertung"


def test_a_workspace_without_languages_has_the_shipped_ones(tmp_path: Path) -> None:
    assert known_languages(tmp_path) == known_languages()
    assert load_language("de", folder=tmp_path) is load_language("de")


def test_a_language_is_read_again_once_it_was_changed(tmp_path: Path) -> None:
    folder = own(tmp_path, GERMAN)
    before = load_language("de-company", folder=folder)

    own(tmp_path, changed('rating = "Bewertung"', 'rating = "Einstufung"'))

    assert before.say("read.rating") == "Bewertung"
    assert load_language("de-company", folder=folder).say("read.rating") == "Einstufung"


def test_an_unknown_language_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match='no language "fr"; there is en, de') as refused:
        load_language("fr", folder=tmp_path)

    assert "languages/fr.toml" in refused.value.problems[0].fix


def test_every_missing_unknown_and_misfilled_text_is_named_at_once(tmp_path: Path) -> None:
    text = changed('tag = "de"', 'tags = "de"').replace("{minutes} Min.", "{hours} Std.")
    found = problems(own(tmp_path, text.replace('job = "Stelle"', "job = 7")))

    assert {problem.where for problem in found} == {"languages/de-company.toml"}
    assert sorted(problem.what for problem in found) == [
        "card.job is not a text",
        "card.minutes must hold {minutes}, each once",
        "language.tag is missing",
        "language.tags is not a text of a card",
    ]
    assert all(problem.fix for problem in found)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ('rating = "Bewertung"', 'rating = ""', "read.rating is empty"),
        ('rating = "Bewertung"', 'rating = " Note"', "read.rating is not one line"),
        ('rating = "Bewertung"', f'rating = "{"N" * 33}"', "read.rating is not one line"),
        ('1 = "schwach"', '1 = "4"', "scale.4.1 holds a digit"),
        ('yes = "Ja"', 'yes = "Ja, gern"', "overall.yes holds a digit, a comma"),
        ('kit = "Leitfaden"', 'kit = "Leit/faden"', "sheet.kit holds a character"),
        ('kit = "Leitfaden"', "kit = \"'Leitfaden'\"", "sheet.kit holds a character"),
        ('kit = "Leitfaden"', f'kit = "{"L" * 32}"', "sheet.kit is longer than 31"),
        ('kit = "Leitfaden"', 'kit = "History"', "sheet.kit is a name that Excel"),
        ('kit = "Leitfaden"', 'kit = "bewertungsbogen"', "sheet.card and sheet.kit are the same"),
        ('time = "Dauer"', 'time = "\\u0007"', "card.time holds a character that cannot"),
        ('time = "Dauer"', f'time = "{"D" * 201}"', "card.time is longer than 200"),
        (
            'rating = "Bewertung"\nrating_p',
            f'rating = "{"B" * 33}"\nrating_p',
            "choose.rating is longer",
        ),
        ('levels = "1 bis {top}"', 'levels = "1 bis {top!r}"', "choose.levels has a brace"),
        ('levels = "1 bis {top}"', 'levels = "1 bis {top"', "choose.levels has a brace"),
        ('levels = "1 bis {top}"', 'levels = "1 bis {top} {top}"', "choose.levels must hold {top}"),
        ('time = "Dauer"', 'time = "Dauer {}"', "card.time has a brace"),
        ('time = "Dauer"', 'time = "Dauer {when}"', "card.time must hold no {name}"),
    ],
)
def test_a_text_that_no_card_could_hold_or_read_is_refused(
    tmp_path: Path, before: str, after: str, what: str
) -> None:
    (found,) = problems(own(tmp_path, changed(before, after)))

    assert found.what.startswith(what)


def test_choices_that_are_too_long_for_a_list_are_refused(tmp_path: Path) -> None:
    text = GERMAN
    for word in ("klares Ja", "Ja", "Nein", "klares Nein", "kein Urteil"):
        faces = "\U0001f600" * (31 - len(word))
        text = text.replace(f'= "{word}"', f'= "{word} {faces}"')

    (found,) = problems(own(tmp_path, text))
    assert found.what.startswith("the choices are too long for a list: klares Ja")


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ('rating = "Bewertung"', 'rating = "Evidence"', 'read.rating ("Evidence") cannot be told'),
        ('evidence = "Belege"', 'evidence = "Ratings"', 'read.evidence ("Ratings") cannot be told'),
        ('1 = "schwach"', '1 = "Strong"', 'scale.4.1 ("Strong") cannot be told from scale.4.3'),
        ('yes = "Ja"', 'yes = "NO"', 'overall.yes ("NO") cannot be told from overall.no of en'),
        ('yes = "Ja"', 'yes = "Nein"', 'overall.yes ("Nein") cannot be told from overall.no of de'),
        ('not_assessed = "nicht beurteilt"', 'not_assessed = "ok"', "scale.4.2"),
    ],
)
def test_a_word_that_means_something_else_in_another_language_is_refused(
    tmp_path: Path, before: str, after: str, what: str
) -> None:
    found = problems(own(tmp_path, changed(before, after)))

    assert any(what in problem.what for problem in found)
    assert all(problem.where for problem in found)


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("Français.toml", GERMAN, '"Français" is no name of a language'),
        ("de.toml", GERMAN, '"de" is a language of the program itself'),
        ("fr.toml", "[read", "is not TOML"),
    ],
)
def test_a_file_that_is_no_language_is_refused_by_name(
    tmp_path: Path, name: str, text: str, what: str
) -> None:
    (found,) = problems(own(tmp_path, text, name=name))

    assert found.where == f"languages/{name}"
    assert found.what.startswith(what)


def test_a_file_that_cannot_be_read_as_text_is_refused(tmp_path: Path) -> None:
    folder = own(tmp_path, GERMAN)
    (folder / "languages" / "fr.toml").write_bytes(b"\xff\xfe")
    (folder / "languages" / "it.toml").mkdir()
    (folder / "languages" / "nl.toml").symlink_to("nowhere")

    found = {problem.where: problem.what for problem in problems(folder)}
    assert found["languages/fr.toml"] == "is not UTF-8 text"
    assert found["languages/it.toml"].startswith("cannot be read: ")
    assert found["languages/nl.toml"].startswith("cannot be read: ")


def test_cards_of_all_languages_are_read_by_one_vocabulary() -> None:
    words = Vocabulary.of(known_languages())

    assert words.rating == ("rating", "bewertung")
    assert words.choice("Klares  JA") is Overall.STRONG_YES
    assert words.choice("no_decision") is Overall.NO_DECISION
    assert (4, 3, "stark") in words.levels


def test_english_must_itself_be_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SHIPPED, tmp_path / "shipped")
    (tmp_path / "shipped" / "en.toml").write_text('[read]\nrating = ""\n', encoding="utf-8")
    monkeypatch.setattr(hiring.languages, "_HERE", tmp_path / "shipped")
    hiring.languages._shipped.cache_clear()

    with pytest.raises(InvalidFileError, match=r"en\.toml: read\.rating is empty"):
        load_language("en")
    hiring.languages._shipped.cache_clear()


def test_a_language_says_only_what_it_has() -> None:
    language = Language("xx", (("hello", "Hello {name}"),))

    assert language.say("hello", name="{name}") == "Hello {name}"
    assert not language.has("goodbye")
