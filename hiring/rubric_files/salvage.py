"""Make a faulty file whole enough that the rest of it can be checked in the same run.

What is put in for a faulty part is chosen so that no rule can complain of it: a problem that is
reported is always in the file.
"""

from __future__ import annotations

import zlib
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hiring.domain.consistency import MAX_RATED_PER_STEP
from hiring.rubric_files.shapes import FILES, SettingShape

if TYPE_CHECKING:
    from hiring.rubric_files.yaml_text import Place, Source

    AnyFile = Any

KINDS = ("competency", "role", "organisation")
UNREADABLE = "unreadable-"
_ROUNDS = 12
_ID_LISTS = frozenset(
    {"strengths", "strengths_add", "strengths_drop", "bars_drop", "competencies", "add", "drop"}
)
_FLOOR_SIDES = frozenset({"machine-learning", "software"})
_CHANGE_PARTS = 3  # variants, level, junior
# A faulty part of a change that no rule looks at; with any other, the change is left out.
_WORDS_OF_A_CHANGE = frozenset(
    {"title", "note", "deliverable", "duties", "not_this_role", "teaches", "name", "purpose"}
    | {"brief"}
)
_MAY_BE_MISSING = frozenset(
    {"aliases", "brief", "needs", "occupation", "policy", "strong_line", "teaches"}
)
_LINES = frozenset({"strengths", "bars", "plan"})
_QUESTION = {"ask": "?", "probes": ["?"], "good": "?", "weak": "?"}
_IN_PLACE_OF_MISSING: dict[str, Any] = {
    "version": "0.0.0",
    "family": "adjacent",
    "group": "people",
    "format": "live",
    "minutes": 5,
    "max_minutes": 600,
    "duties": ["?"],
    "not_this_role": ["?"],
    "sources": ["?"],
    "probes": ["?"],
    "avoid": ["?"],
    "anchors": ["?", "?", "?", "?"],
    "questions": [_QUESTION, _QUESTION],
    "chart": {"software": 0, "machine_learning": 0, "communication": 0},
    "software": 0,
    "machine_learning": 0,
    "communication": 0,
    "strengths": [],
    "bars": {},
    "plan": [{}],
}


@dataclass(slots=True)
class Salvaged:
    """A file made whole, and what of it was made up."""

    shape: AnyFile
    made_up: set[str] = field(default_factory=set)
    without: set[str] = field(default_factory=set)

    @property
    def lines_known(self) -> bool:
        """Tell whether the strengths, bars and plan are the file's own."""
        return not self.without & _LINES

    @property
    def chart_known(self) -> bool:
        """Tell whether the place on the chart is the file's own."""
        return "chart" not in self.without


def kind_of(value: dict[str, Any]) -> str | None:
    """Tell what a file holds, by what it says or else by its keys."""
    said = value.get("kind")
    if said in KINDS:
        return str(said)
    for kind, key in (("competency", "anchors"), ("organisation", "settings"), ("role", "plan")):
        if key in value:
            return kind
    return None


def salvage(source: Source) -> Salvaged | None:
    """Replace what is faulty; None when too little is left."""
    value = deepcopy(source.value)
    kind = kind_of(value)
    if kind is None:
        return None
    value["kind"] = kind
    mender = _Mender(value, zlib.crc32(source.name.encode()))
    for place in source.places:
        mender.doubt(place)
    if kind == "organisation":
        mender.keep_sound_settings()
    for _ in range(_ROUNDS):  # what is put in may itself lack parts, which the next round fills
        try:
            shape = FILES.validate_python(value)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                mender.mend(detail["loc"][1:], detail["type"])
        else:
            return Salvaged(shape, mender.made_up, mender.without)
    return None


class _Mender:
    """Replaces faulty parts of one file's values."""

    def __init__(self, value: dict[str, Any], number: int) -> None:
        self.value = value
        self.number = number  # keeps what is made up for two files apart
        self.made_up: set[str] = set()
        self.without: set[str] = set()

    def keep_sound_settings(self) -> None:
        found = self.value.get("settings")
        if isinstance(found, list):
            self.value["settings"] = [one for one in found if _is_sound(one)]

    def doubt(self, place: Place) -> None:
        """Make up an id where one was named that YAML reads as something else."""
        if self._is_id_in_list(place):
            self._put(place, self._id())

    def mend(self, loc: Place, fault: str) -> None:
        """Replace what one error is about."""
        place = tuple(part for part in loc if part != "[key]")
        if not place:
            return
        if len(place) == 1 or place[0] == "chart":
            self.without.add(str(place[0]))
        if place[0] == "signals":
            self.value.pop("signals", None)
        elif fault == "extra_forbidden" or place != loc:
            self._take_out(place)
        elif place[0] == "variants":
            self._mend_variant(place)
        elif place[0] == "floor":
            self.value["floor"] = {side: [self._id()] for side in _FLOOR_SIDES}
        elif place[-1] in _MAY_BE_MISSING:
            self._take_out(place)
        else:
            self._put(place, self._in_place_of(place))

    def _mend_variant(self, place: Place) -> None:
        in_change = place[_CHANGE_PARTS:]
        words = [part for part in in_change if part in _WORDS_OF_A_CHANGE]
        if not in_change:
            self._take_out(place)
        elif words and "new" not in place:
            self._take_out(place[: place.index(words[0]) + 1])
        elif self._is_id_in_list(place) or (in_change[0] == "bars" and len(in_change) > 1):
            self._put(place, self._in_place_of(place))
        else:
            self._put(place[:_CHANGE_PARTS], {})

    def _in_place_of(self, place: Place) -> Any:
        if self._is_id_in_list(place):
            return self._id()
        if isinstance(place[-1], int):
            return {} if place[-2] in {"plan", "questions"} else "?"
        if "bars" in place[:-1]:
            return 2
        return self._stand_in(place[-1])

    def _stand_in(self, key: str | int) -> Any:
        if key in {"id", "name"}:
            return self._id()
        if key == "competencies":
            return self._everything_asked()
        return deepcopy(_IN_PLACE_OF_MISSING.get(str(key), "?"))

    def _everything_asked(self) -> list[str]:
        """Name what a step of unknown content may rate: all that the role asks for."""
        asked: list[Any] = []
        for key in ("strengths", "bars"):
            found = self.value.get(key)
            asked += found if isinstance(found, (list, dict)) else []
        return [one for one in asked if isinstance(one, str)][:MAX_RATED_PER_STEP] or [self._id()]

    def _id(self) -> str:
        made = f"{UNREADABLE}{len(self.made_up) + 1}-{self.number:x}"
        self.made_up.add(made)
        return made

    def _is_id_in_list(self, place: Place) -> bool:
        if len(place) < 2 or not isinstance(place[-1], int):  # noqa: PLR2004 - a list and an item
            return False
        if place[-2] in {"add", "drop"}:
            return "plan" in place
        return place[-2] in _ID_LISTS or (place[0] == "floor" and place[-2] in _FLOOR_SIDES)

    def _around(self, place: Place) -> Any:
        found: Any = self.value
        for part in place[:-1]:
            try:
                found = found[part]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def _put(self, place: Place, value: Any) -> None:
        around = self._around(place)
        key = place[-1]
        room = range(len(around)) if isinstance(around, list) else None
        if isinstance(around, dict) or (room is not None and key in room):
            around[key] = value

    def _take_out(self, place: Place) -> None:
        around = self._around(place)
        if isinstance(around, dict):
            around.pop(place[-1], None)


def _is_sound(setting: Any) -> bool:
    try:
        SettingShape.model_validate(setting)
    except ValidationError:
        return False
    return True
