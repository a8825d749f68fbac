"""A rubric as a job keeps it: a role resolved for one opening, whole and by itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping  # noqa: TC003 - the reader of rubric files resolves it
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

DEFAULT_BAR = 2
MIN_STRENGTHS, MAX_STRENGTHS = 2, 4


class Family(StrEnum):
    """The three kinds of role around machine learning."""

    CORE = "core"
    ADJACENT = "adjacent"
    ANALYTICS = "analytics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an interviewer asks word for word, and what answers look like."""

    ask: str
    probes: tuple[str, ...]
    good: str
    weak: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Competency:
    """One thing people are rated on, with a behavioural anchor per level (level 1 first)."""

    id: str
    version: str
    name: str
    group: str
    definition: str
    anchors: tuple[str, ...]
    questions: tuple[Question, ...]
    avoid: tuple[str, ...]
    candidate_words: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One interview of the plan: its format, candidate minutes and what it rates."""

    id: str
    name: str
    format: str
    minutes: int
    purpose: str
    competencies: tuple[str, ...]
    brief: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringPolicy:
    """The switches of the line rule that a rubric may set."""

    lone_bar: str = "clear"
    lone_strength: str = "never"
    strengths_required: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """A role resolved for one opening: all a job keeps as its snapshot."""

    role: str
    version: str
    family: Family
    title: str
    purpose: str
    deliverable: str
    duties: tuple[str, ...]
    not_this_role: tuple[str, ...]
    teaches: tuple[str, ...]
    notes: tuple[str, ...]
    strengths: tuple[str, ...]
    bars: Mapping[str, int]
    strong_line: int
    scale_max: int
    policy: ScoringPolicy
    max_minutes: int
    floor: Mapping[str, tuple[str, ...]]
    plan: tuple[Step, ...]
    competencies: tuple[Competency, ...]
    sources: tuple[str, ...]
    level: str | None = None
    focus: str | None = None
    scope: str | None = None
    setting: str | None = None
    setting_text: str = ""
    needs: tuple[str, ...] = ()

    @property
    def rated(self) -> tuple[str, ...]:
        """Name everything people are rated on: strengths first, then bars."""
        return (*self.strengths, *(b for b in self.bars if b not in self.strengths))

    def bar_of(self, competency: str) -> int:
        """Give the lowest level that is enough; a strength is held to the default bar too."""
        return self.bars.get(competency, DEFAULT_BAR)

    def competency(self, competency_id: str) -> Competency:
        """Find one competency of the rubric; KeyError when it rates no such thing."""
        for found in self.competencies:
            if found.id == competency_id:
                return found
        raise KeyError(competency_id)

    def step(self, step_id: str) -> Step:
        """Find one step of the plan; KeyError when it has no such step."""
        for found in self.plan:
            if found.id == step_id:
                return found
        raise KeyError(step_id)

    @property
    def minutes(self) -> int:
        """Add up the candidate's time in minutes."""
        return sum(step.minutes for step in self.plan)


def rubric_to_dict(rubric: Rubric) -> dict[str, Any]:
    """Turn a rubric into plain data for the snapshot."""
    return asdict(rubric)


def rubric_from_dict(data: Mapping[str, Any]) -> Rubric:
    """Rebuild a rubric from its snapshot; KeyError or TypeError when it is not one."""
    fields = dict(data)
    fields["family"] = Family(fields["family"])
    fields["policy"] = ScoringPolicy(**fields["policy"])
    fields["floor"] = {name: tuple(ids) for name, ids in fields["floor"].items()}
    fields["plan"] = tuple(Step(**_tuples(step)) for step in fields["plan"])
    fields["competencies"] = tuple(_competency_from_dict(c) for c in fields["competencies"])
    return Rubric(**_tuples(fields))


def _competency_from_dict(data: Mapping[str, Any]) -> Competency:
    fields = dict(data)
    fields["questions"] = tuple(Question(**_tuples(q)) for q in fields["questions"])
    return Competency(**_tuples(fields))


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}


def digest_of(rubric: Rubric) -> str:
    """Fingerprint the content: SHA-256 of its canonical JSON, as 64 hexadecimal digits."""
    text = json.dumps(rubric_to_dict(rubric), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
