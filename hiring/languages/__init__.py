"""The languages in which cards are written: those that ship, and a workspace's own."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiring.domain.language import Language
from hiring.errors import InvalidFileError, Problem, RefusedError
from hiring.languages.rules import clashes, differences, unfit_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENGLISH = "en"
SHIPPED = (ENGLISH, "de")
FOLDER = "languages"
_HERE = Path(__file__).resolve().parent
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*\Z")


def load_language(code: str, *, folder: Path | None = None) -> Language:
    """Give a shipped language, or one of the workspace that lies in a folder."""
    if code in SHIPPED and not _own_files(folder):
        return _shipped(code)
    known = {language.code: language for language in known_languages(folder)}
    if code not in known:
        raise RefusedError(
            Problem(
                f'there is no language "{code}"; there is {", ".join(known)}',
                fix=f"choose one of them, or write {FOLDER}/{code}.toml in the workspace.",
            )
        )
    return known[code]


def known_languages(folder: Path | None = None) -> tuple[Language, ...]:
    """Give every language in which a card may come back: the shipped ones first.

    InvalidFileError names all that is wrong in the workspace's own.
    """
    files = _own_files(folder)
    return _all_known(tuple((path, *_state_of(path)) for path in files))


def _own_files(folder: Path | None) -> tuple[Path, ...]:
    if folder is None:
        return ()
    return tuple(sorted((folder / FOLDER).glob("*.toml")))


def _state_of(path: Path) -> tuple[int, int]:
    """Tell a file's time and length, so that a changed one is read again."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _all_known(files: tuple[tuple[Path, int, int], ...]) -> tuple[Language, ...]:
    own = [_read(path, shown=f"{FOLDER}/{path.name}") for path, _, _ in files]
    problems = [problem for _, found in own for problem in found]
    languages = (*(_shipped(code) for code in SHIPPED), *(language for language, _ in own))
    problems = problems or list(clashes(languages))
    if problems:
        raise InvalidFileError(*problems)
    return languages


@lru_cache(maxsize=len(SHIPPED))
def _shipped(code: str) -> Language:
    language, problems = _read(_HERE / f"{code}.toml", shown=f"{code}.toml")
    if problems:
        raise InvalidFileError(*problems)
    return language


def _read(path: Path, *, shown: str) -> tuple[Language, list[Problem]]:
    """Read a file; a language with problems must not be used."""
    code = path.stem
    try:
        found = tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        return Language(code, ()), [Problem(f"cannot be read: {error.strerror}", where=shown)]
    except UnicodeDecodeError:
        return Language(code, ()), [
            Problem("is not UTF-8 text", where=shown, fix="save it as UTF-8.")
        ]
    except tomllib.TOMLDecodeError as error:
        return Language(code, ()), [
            Problem(f"is not TOML: {error}", where=shown, fix='write texts as key = "text".')
        ]
    texts = dict(_flat(found))
    problems = [*_bad_name(code, path, shown), *differences(texts, _pattern(code), where=shown)]
    problems += unfit_texts(texts, where=shown)
    return Language(code, tuple((key, str(text)) for key, text in texts.items())), problems


def _pattern(code: str) -> Mapping[str, str] | None:
    """Give the texts that a language must have; English itself is held to none."""
    return None if code == ENGLISH else dict(_shipped(ENGLISH).texts)


def _bad_name(code: str, path: Path, shown: str) -> Iterator[Problem]:
    own = path.parent != _HERE
    if not _CODE.match(code):
        yield Problem(
            f'"{code}" is no name of a language',
            where=shown,
            fix="name the file like fr.toml or pt-br.toml, in small letters.",
        )
    elif own and code in SHIPPED:
        yield Problem(
            f'"{code}" is a language of the program itself',
            where=shown,
            fix=f"name the file differently, like {code}-company.toml.",
        )


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value
