"""The shapes of the files: what may stand where, and the JSON Schema made from it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from hiring.domain import rubric as domain

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Ids = Annotated[list[Id], Field()]
Texts = Annotated[list[Text], Field()]
Bars = dict[Id, Annotated[int, Field(ge=2, le=5)]]
Version = Annotated[str, Field(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")]
Format = Literal["live", "work-sample", "take-home", "take-home-or-live", "presentation", "written"]
Minutes = Annotated[int, Field(ge=5, le=480)]
AxisLevel = Annotated[int, Field(ge=0, le=3)]
Group = Literal["software", "data", "machine-learning", "analytics", "product", "people"]


class Shape(BaseModel):
    """What all shapes share: no unknown key, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class QuestionShape(Shape):
    """What an interviewer asks."""

    ask: Text
    """Word for word."""
    probes: Annotated[list[Text], Field(min_length=1)]
    """Follow-ups."""
    good: Text
    """What a good answer contains."""
    weak: Text
    """What a weak answer contains."""


class CompetencyFile(Shape):
    """A competency: one thing people are rated on."""

    kind: Literal["competency"]
    id: Id
    version: Version
    name: Annotated[str, Field(min_length=1, max_length=60)]
    group: Group
    definition: Text
    anchors: Annotated[list[Text], Field(min_length=4, max_length=5)]
    """What is seen at each level, level 1 first."""
    questions: Annotated[list[QuestionShape], Field(min_length=2, max_length=4)]
    avoid: Annotated[list[Text], Field(min_length=1, max_length=6)]
    """What not to ask."""
    candidate_words: Text
    """How an advertisement asks for the bar, after "You ..."."""
    sources: Texts = []


class StepShape(Shape):
    """One interview of the plan."""

    id: Id
    name: Text
    format: Format
    minutes: Minutes
    """Candidate time."""
    purpose: Text
    competencies: Annotated[list[Id], Field(min_length=1)]
    brief: str = ""


class StepChangeShape(Shape):
    """What a variant does to a step."""

    step: Id | None = None
    add: Ids = []
    drop: Ids = []
    name: Text | None = None
    minutes: Minutes | None = None
    purpose: Text | None = None
    format: Format | None = None
    brief: str | None = None
    remove: Id | None = None
    after: Id | None = None
    new: StepShape | None = None


class TextChangeShape(Shape):
    """Sentences added to or dropped from a list."""

    add: Texts = []
    drop: Texts = []


class ChangeShape(Shape):
    """What a variant changes."""

    title: Text | None = None
    note: Text | None = None
    deliverable: Text | None = None
    duties: TextChangeShape = TextChangeShape()
    not_this_role: TextChangeShape = TextChangeShape()
    teaches: Texts | None = None
    strengths: Ids | None = None
    strengths_add: Ids = []
    strengths_drop: Ids = []
    bars: Bars = {}
    bars_drop: Ids = []
    plan: list[StepChangeShape] = []


class OrganisationChangeShape(ChangeShape):
    """A change that touches some roles, families or levels."""

    roles: Ids = []
    families: list[Literal["core", "adjacent", "analytics"]] = []
    levels: list[Literal["junior", "mid", "senior"]] = []


class SettingShape(Shape):
    """One way an organisation holds its ML people."""

    id: Id
    name: Text
    describes: Text
    changes: list[OrganisationChangeShape] = []
    sources: Texts = []


class OrganisationFile(Shape):
    """The organisation settings."""

    kind: Literal["organisation"]
    version: Version
    settings: Annotated[list[SettingShape], Field(min_length=1)]


class PolicyShape(Shape):
    """The switches of the line rule."""

    lone_bar: Literal["clear", "never"] = "clear"
    """May one rating clear of the line settle a bar?"""
    lone_strength: Literal["never", "clear"] = "never"
    """May one rating clear of the line settle a strength?"""
    strengths_required: Annotated[int, Field(ge=0, le=4)] | None = None
    """How many strengths must be validated; more than half when left out."""


class ChartShape(Shape):
    """Levels on the skills chart, 0 none to 3 high."""

    software: AxisLevel
    machine_learning: AxisLevel
    communication: AxisLevel


class VariantsShape(Shape):
    """The changes a job may choose."""

    level: dict[Literal["junior", "mid", "senior"], ChangeShape] = {}
    focus: dict[Literal["task", "platform"], ChangeShape] = {}
    scope: dict[Literal["analysis", "modelling", "end-to-end"], ChangeShape] = {}


class RoleFile(Shape):
    """A role: what it is for, what it asks, and the interviews that see it."""

    kind: Literal["role"]
    id: Id
    version: Version
    family: Literal["core", "adjacent", "analytics"]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    aliases: Texts = []
    purpose: Text
    deliverable: Text
    """The one main deliverable."""
    duties: Annotated[list[Text], Field(min_length=1)]
    not_this_role: Annotated[list[Text], Field(min_length=1)]
    strengths: Ids
    """Strengths to validate, two to four."""
    bars: Bars
    """Weaker aspects with the lowest level that is enough."""
    floor: dict[Literal["machine-learning", "software"], Ids] = {}
    """The plan must rate one competency of each list."""
    strong_line: Annotated[int, Field(ge=2, le=5)] = 3
    policy: PolicyShape = PolicyShape()
    max_minutes: Annotated[int, Field(ge=30, le=600)] = 360
    plan: Annotated[list[StepShape], Field(min_length=1)]
    needs: list[Literal["scope", "not_expected"]] = []
    """Facts a job of this role must give."""
    variants: VariantsShape = VariantsShape()
    chart: ChartShape
    teaches: Texts = []
    occupation: Texts = []
    sources: Annotated[list[Text], Field(min_length=1)]


AnyFile = Annotated[CompetencyFile | RoleFile | OrganisationFile, Field(discriminator="kind")]
FILES: TypeAdapter[CompetencyFile | RoleFile | OrganisationFile] = TypeAdapter(AnyFile)

_ROLE = TypeAdapter(domain.Role)
_COMPETENCY = TypeAdapter(domain.Competency)
_SETTINGS = TypeAdapter(tuple[domain.Setting, ...])


def json_schema() -> dict[str, Any]:
    """Describe all three kinds of file as one JSON Schema, for editors."""
    schema = FILES.json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "hiring rubric file",
        **schema,
    }


def to_role(shape: RoleFile) -> domain.Role:
    """Give the role that a checked file says."""
    return _ROLE.validate_python(shape.model_dump(exclude={"kind"}))


def to_competency(shape: CompetencyFile) -> domain.Competency:
    """Give the competency that a checked file says."""
    return _COMPETENCY.validate_python(shape.model_dump(exclude={"kind"}))


def to_settings(shape: OrganisationFile) -> tuple[domain.Setting, ...]:
    """Give the organisation settings that a checked file says."""
    return _SETTINGS.validate_python(shape.model_dump()["settings"])
