"""The shapes of the files: what may stand where, and the JSON Schema made from it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

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
Phrase = Annotated[str, Field(min_length=1, max_length=150)]
Phrases = Annotated[list[Phrase], Field(max_length=200)]
WeighedPhrases = dict[Literal["1", "2", "3"], Phrases]
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
    """What this file holds: a competency."""
    id: Id
    """The short name by which roles name it, as `coding`; a shipped one's id overrides that one."""
    version: Version
    """Semantic version, raised with every change: major when ratings mean something else."""
    name: Annotated[str, Field(min_length=1, max_length=60)]
    """What people read on a scorecard; no two competencies have the same."""
    group: Group
    """The part of the library it belongs to."""
    definition: Text
    """What is rated, in one sentence that goes on from the name with a verb."""
    anchors: Annotated[list[Text], Field(min_length=4, max_length=5)]
    """Behaviour seen at each level, level 1 (weak) first: weak, ok, strong, exceptional."""
    questions: Annotated[list[QuestionShape], Field(min_length=2, max_length=4)]
    """Two to four questions of which an interviewer asks one or two."""
    avoid: Annotated[list[Text], Field(min_length=1, max_length=6)]
    """What not to ask, and why in half a sentence."""
    candidate_words: Text
    """How an advertisement asks for level 2; it is printed after "You " and ends without a stop."""
    sources: Texts = []
    """Where it comes from: author, title, part."""


class StepShape(Shape):
    """One interview of the plan."""

    id: Id
    """Short name within this plan, as `practical-coding`."""
    name: Text
    """What candidates and interviewers call it."""
    format: Format
    """How it is held; only `live` and `presentation` count as a talk with the candidate."""
    minutes: Minutes
    """The candidate's time, work at home included."""
    purpose: Text
    """What this step is there to see, in one sentence."""
    competencies: Annotated[list[Id], Field(min_length=1)]
    """Ids of what is rated here, one to eight."""
    brief: str = ""
    """What to set up or hand out, in a sentence or two."""


class StepChangeShape(Shape):
    """What a variant does to the plan: change a step, remove one, or put in a new one."""

    step: Id | None = None
    """Id of the step to change."""
    add: Ids = []
    """Competencies this step rates as well."""
    drop: Ids = []
    """Competencies this step no longer rates."""
    name: Text | None = None
    """Another name for the step."""
    minutes: Minutes | None = None
    """Another length."""
    purpose: Text | None = None
    """Another purpose."""
    format: Format | None = None
    """Another format."""
    brief: str | None = None
    """Another brief."""
    remove: Id | None = None
    """Id of a step to take away."""
    after: Id | None = None
    """Id of the step after which to put in the new one."""
    new: StepShape | None = None
    """The new step, whole."""

    @model_validator(mode="after")
    def _say_one_thing(self) -> Self:
        given = self.model_fields_set
        named = given & {"step", "remove", "after"}
        if len(named) != 1:
            raise ValueError("name one of step, remove or after")
        allowed = {
            "step": {"add", "drop", "name", "minutes", "purpose", "format", "brief"},
            "remove": set(),
            "after": {"new"},
        }[next(iter(named))]
        if given - named - allowed or (named == {"after"} and "new" not in given):
            words = ", ".join(sorted(allowed)) or "nothing else"
            raise ValueError(f"beside {next(iter(named))} there may be {words}")
        return self


class TextChangeShape(Shape):
    """Sentences added to or dropped from a list."""

    add: Texts = []
    """Sentences to add at the end."""
    drop: Texts = []
    """Sentences to leave out, word for word as the role has them."""


class ChangeShape(Shape):
    """What a variant changes."""

    title: Text | None = None
    """The job title of this variant; {name} stands for the role's name."""
    note: Text | None = None
    """Advice to the recruiter in one or two sentences; never printed in an advertisement."""
    deliverable: Text | None = None
    """Another main deliverable."""
    duties: TextChangeShape = TextChangeShape()
    """Duties that are added or dropped."""
    not_this_role: TextChangeShape = TextChangeShape()
    """Sentences on what the role is not that are added or dropped."""
    teaches: Texts | None = None
    """What we teach, in place of the role's list."""
    strengths: Ids | None = None
    """The strengths of this variant, in place of all that stood before."""
    strengths_add: Ids = []
    """Strengths that come on top; a bar that becomes a strength leaves the bars."""
    strengths_drop: Ids = []
    """Strengths that are left out; name them in bars where they are still asked for."""
    bars: Bars = {}
    """Bars that are added or raised; to lower one, name it in bars_drop too."""
    bars_drop: Ids = []
    """Bars that are left out."""
    plan: list[StepChangeShape] = []
    """Changes of the interviews: every new strength or bar must be seen somewhere."""


class OrganisationChangeShape(ChangeShape):
    """A change that touches some roles, families or levels."""

    roles: Ids = []
    """Only these roles; without it, all."""
    families: list[Literal["core", "adjacent", "analytics"]] = []
    """Only roles of these families; without it, all."""
    levels: list[Literal["junior", "mid", "senior"]] = []
    """Only jobs of these levels; without it, all."""


class SettingShape(Shape):
    """One way an organisation holds its ML people."""

    id: Id
    """The short name that `job open --archetype` takes."""
    name: Text
    """What people call it."""
    describes: Text
    """Who has it, what it means, its advantage and its price, as a candidate may read it."""
    changes: list[OrganisationChangeShape] = []
    """What it changes in the rubrics, and in which."""
    sources: Texts = []
    """Where it comes from."""


class OrganisationFile(Shape):
    """The organisation settings."""

    kind: Literal["organisation"]
    """What this file holds: organisation settings."""
    version: Version
    """Semantic version, raised with every change."""
    settings: Annotated[list[SettingShape], Field(min_length=1)]
    """Ways of holding ML people; one with a shipped id overrides that one."""


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
    """Software engineering."""
    machine_learning: AxisLevel
    """Machine learning."""
    communication: AxisLevel
    """Communication and technical writing."""


class VariantsShape(Shape):
    """The changes a job may choose."""

    level: dict[Literal["junior", "mid", "senior"], ChangeShape] = {}
    """By seniority; `mid: {}` is the role as it stands."""
    focus: dict[Literal["task", "platform"], ChangeShape] = {}
    """By what is looked after: one task, or a platform for others."""
    scope: dict[Literal["analysis", "modelling", "end-to-end"], ChangeShape] = {}
    """By how far the work reaches."""


class SignalsShape(Shape):
    """The phrases by which an advertisement of the role is recognised."""

    titles: Phrases = []
    """What the post is called, in the singular; the name and the aliases count as well."""
    duties: WeighedPhrases = {}
    """Phrases of what is done, by weight: 3 tells the role apart, 2 is usual, 1 is common."""
    skills: WeighedPhrases = {}
    """Phrases of what is asked for, by weight."""
    against: WeighedPhrases = {}
    """Phrases that speak against the role, by weight."""
    needs: Phrases = []
    """Without two of these (or one in the title) an advertisement is not of the role."""


class RoleFile(Shape):
    """A role: what it is for, what it asks, and the interviews that see it."""

    kind: Literal["role"]
    """What this file holds: a role."""
    id: Id
    """The short name that `job open` takes; a shipped one's id overrides that one."""
    version: Version
    """Semantic version, raised with every change."""
    family: Literal["core", "adjacent", "analytics"]
    """core builds models, adjacent makes them useful, analytics answers questions."""
    name: Annotated[str, Field(min_length=1, max_length=80)]
    """The job title."""
    aliases: Texts = []
    """Other titles for the same work; no two roles share one."""
    purpose: Text
    """Why the role exists, in one sentence."""
    deliverable: Text
    """The one main deliverable."""
    duties: Annotated[list[Text], Field(min_length=1)]
    """What is done all week, four to eight lines that begin with a verb."""
    not_this_role: Annotated[list[Text], Field(min_length=1)]
    """What is not asked for, and whose work it is."""
    strengths: Ids
    """Strengths to validate, two to four; each is seen by at least two steps."""
    bars: Bars
    """Weaker aspects with the lowest level that is enough."""
    floor: dict[Literal["machine-learning", "software"], Ids] = {}
    """The plan must rate one competency of each list."""
    strong_line: Annotated[int, Field(ge=2, le=5)] = 3
    """The level at which a strength counts as validated."""
    policy: PolicyShape = PolicyShape()
    """Switches of the line rule; leave it out unless you know why."""
    max_minutes: Annotated[int, Field(ge=30, le=600)] = 360
    """The most time the whole plan may take of a candidate."""
    plan: Annotated[list[StepShape], Field(min_length=1)]
    """The interviews in order, four to six."""
    needs: list[Literal["scope", "not_expected"]] = []
    """Facts a job of this role must give."""
    variants: VariantsShape = VariantsShape()
    """What changes by level, focus or scope."""
    chart: ChartShape
    """Where the role stands on the skills chart."""
    teaches: Texts = []
    """What we will teach; job descriptions print it."""
    occupation: Texts = []
    """Nearest codes of a public classification, as O*NET."""
    signals: SignalsShape = SignalsShape()
    """By what `jd recognise` and `jd lint` know the role; no part of what is assessed."""
    sources: Annotated[list[Text], Field(min_length=1)]
    """Where the role comes from: author, title, part; at least one."""


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
