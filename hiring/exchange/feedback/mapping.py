"""The map: what names of another tracker are in our words, and what is still missing in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hiring.domain.codes import Kind, email_key, number_in, person
from hiring.domain.scorecard import NOT_ASSESSED, Overall, read_overall
from hiring.errors import InvalidFileError, Problem
from hiring.exchange.feedback.scales import read_level, value_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiring.exchange.feedback.card import Feedback
    from hiring.rubric_files.yaml_text import Source
    from hiring.workflow.recording_words import KnownWords

LEFT_OUT = "-"
OPEN = "?"
# section: what its lines say
SECTIONS = {
    "competencies": "an attribute: one of our competencies, or - to leave its rating out",
    "steps": "an interview or form: a step of the job's plan",
    "interviewers": 'a person there: "NAME <EMAIL>"',
    "questions": "a question: the competency that its answer is evidence for",
    "applications": "an application or candidate there, or their e-mail: ours, as A-1",
    "ratings": f"a rating: a level, or {NOT_ASSESSED}",
    "overall": "an overall recommendation: strong yes, yes, no, strong no or no decision",
}
NUMERIC = ("ratings", "overall")
SKIP = "skip"
_ABSENT = "is not in it"
_NUMBERS = re.compile(r"[0-9]+")
_BREAKS = re.compile("[\x85\u2028\u2029]")


def folded(name: str) -> str:
    """Give the form in which names are compared: no case, one space."""
    return " ".join(name.casefold().split())


@dataclass(slots=True)
class Missing:
    """Names that a map does not have yet, by section, each with how many records use it."""

    names: dict[str, dict[str, int]] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    first: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, section: str, name: str, *, called: str = "", at: str = "") -> None:
        """Note a name; `called` helps to guess whom a number means, `at` is its path."""
        self.first.setdefault((section, name), at)
        found = self.names.setdefault(section, {})
        found[name] = found.get(name, 0) + 1
        if called:
            self.called[name] = called

    def problems(self, where: str, names: NameMap) -> tuple[Problem, ...]:
        """Say every line that is to be written, or that still waits to be completed."""
        return tuple(
            Problem(
                f"{shown} {_lack(section, name, names)} ({self._used(section, name)})",
                where=f"{where}, {section}",
                fix=f"write {shown}: and {SECTIONS[section]}",
            )
            for section in SECTIONS
            for name in self.names.get(section, {})
            for shown in [json.dumps(name, ensure_ascii=False)]
        )

    def _used(self, section: str, name: str) -> str:
        count, first = self.names[section][name], self.first[section, name]
        return f"{count} record{'' if count == 1 else 's'}{f', first in {first}' if first else ''}"


def _lack(section: str, name: str, names: NameMap) -> str:
    """Say why a map does not tell what a name is."""
    key = _key(section, name)
    lines = names.written.get(section, {})
    if any(_key(section, line) == key for line in lines):
        return f'is still "{OPEN}"'
    return "has several numbers, and is not in it" if _is_of_any_scale(section, name) else _ABSENT


def _is_of_any_scale(section: str, name: str) -> bool:
    return section in NUMERIC and len(_NUMBERS.findall(name)) > 1


def _key(section: str, name: str) -> str:
    return value_key(name) if section in NUMERIC else folded(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMap:
    """What a map says, by the folded names of the other tracker."""

    competencies: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)
    interviewers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    applications: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[str, int | None] = field(default_factory=dict)
    overall: Mapping[str, Overall] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()
    written: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def application_of(self, said: Feedback) -> str:
        """Give our application where the map names it by theirs, or by its candidate."""
        for one in (*said.applications, *said.candidates, *said.emails):
            if found := self.applications.get(folded(one)):
                return found
        return ""


def read_map(name: str, raw: bytes, words: KnownWords) -> NameMap:
    """Read a map; InvalidFileError with every problem in it, by its line."""
    from hiring.rubric_files.yaml_text import read_yaml  # noqa: PLC0415 - a map is seldom there

    if not raw.strip():
        return NameMap()
    source = read_yaml(name, raw)
    value = source.value
    if not source.problems and not isinstance(value, dict):
        allowed = ", ".join((*SECTIONS, SKIP))
        source.complain((), "a map has sections", f"write one of {allowed}")
    if source.problems:
        raise InvalidFileError(*source.problems)
    found = {section: _section(source, value, section, words) for section in SECTIONS}
    for key in value:
        if key not in SECTIONS and key != SKIP:
            allowed = ", ".join((*SECTIONS, SKIP))
            source.complain((key,), f"{key!r} is no section", f"write one of {allowed}")
    skipped = value.get(SKIP) or []
    if not isinstance(skipped, list) or not all(isinstance(one, (str, int)) for one in skipped):
        source.complain((SKIP,), "it is no list of numbers", 'write skip: ["12", "13"]')
        skipped = []
    if source.problems:
        raise InvalidFileError(*source.problems)
    written = {
        section: {str(key): str(one) for key, one in (value.get(section) or {}).items()}
        for section in SECTIONS
    }
    return NameMap(skip=frozenset(map(str, skipped)), written=written, **found)


def _section(source: Source, value: dict[str, Any], section: str, words: KnownWords) -> Any:
    lines = value.get(section) or {}
    if not isinstance(lines, dict):
        source.complain((section,), "it is no list of names", "write a line for each, as NAME: ...")
        return {}
    found = {}
    for name, said in lines.items():
        if said is None or str(said).strip() == OPEN:
            continue
        if not isinstance(said, (str, int)) or isinstance(said, bool):
            source.complain((section, name), "it is no text", f"write {SECTIONS[section]}")
            continue
        read = _read(section, str(said).strip(), words)
        if read is None:
            what = f"{said!r} is nothing that may stand here"
            source.complain((section, name), what, f"{name}: {SECTIONS[section]}")
            continue
        found[_key(section, name)] = read[0]
    return found


def _read(section: str, said: str, words: KnownWords) -> tuple[Any] | None:
    """Read what a line says, in a tuple; None where it may not stand there."""
    if section in {"competencies", "questions"}:
        left_out = LEFT_OUT if said == LEFT_OUT and section == "competencies" else ""
        found: Any = left_out or words.competency(said)
    elif section == "ratings":
        known, level = read_level(said)
        return (level,) if known else None
    elif section == "interviewers":
        found = person(said)
    elif section == "overall":
        found = read_overall(said)
    elif section == "applications":
        found = said if number_in(said, Kind.APPLICATION) else None
    else:
        found = said
    return (found,) if found else None


def propose(system: str, missing: Missing, names: NameMap, words: KnownWords) -> str:
    """Write a map to complete: what it says already, and guesses by equal names only."""
    lines = [
        f"# A map for: hiring scorecard import --from {system} FILE --map THIS_FILE",
        f'# Replace every "{OPEN}". Guesses are of equal names only: look at them too.',
    ]
    for section, says in SECTIONS.items():
        written = dict(names.written.get(section, {}))
        for name in missing.names.get(section, {}):
            written.setdefault(name, OPEN)
            if written[name] == OPEN:
                written[name] = _guess(section, name, missing, words) or OPEN
        if not written:
            continue
        lines += ["", f"# {says}", f"{section}:"]
        for name, said in written.items():
            called = missing.called.get(name, "")
            remark = f"  # {quoted(called)}" if called and section == "interviewers" else ""
            lines.append(f"  {quoted(name)}: {quoted(said)}{remark}")
    if names.skip:
        lines += ["", f"{SKIP}: [{', '.join(map(quoted, sorted(names.skip)))}]"]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Write a text so that YAML reads nothing else in it."""
    said = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", said)


def _guess(section: str, name: str, missing: Missing, words: KnownWords) -> str:
    key = folded(name)
    if section == "competencies":
        return words.competencies.get(key, "")
    if section == "steps":
        return words.steps.get(key, "")
    if section == "interviewers":
        return words.interviewers.get(folded(missing.called.get(name, name)), "")
    return ""


def interviewer_of(said: Feedback, names: NameMap) -> tuple[str, str] | None:
    """Say who an interviewer is: by the map, else by the e-mail that is given; None: not known."""
    who = said.interviewer
    for one in (who.remote_id, who.email, who.name):
        if one and (found := names.interviewers.get(folded(one))):
            return found
    if who.email and email_key(who.email):
        return who.name or who.email.partition("@")[0], who.email
    return None
