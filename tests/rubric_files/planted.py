"""A small sound rubric folder, and ways to spoil it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROLE = """\
kind: role
id: model-tester
version: 1.0.0
family: adjacent
name: Model tester
aliases: ["Tester of models"]
purpose: Finds out where models fail before users do.
deliverable: A test report that decides whether a model is released.
duties:
  - "Plan tests with the people who build the model"
  - "Report what fails, for whom and how often"
not_this_role:
  - "Training models is the engineers' work."
strengths: [coding, debugging]
bars:
  ml-literacy: 2
  communication: 2
floor:
  machine-learning: [ml-literacy]
  software: [coding]
plan:
  - id: talk
    name: First conversation
    format: live
    minutes: 30
    purpose: "See how the candidate explains their work."
    competencies: [communication]
  - id: code
    name: Practical coding
    format: live
    minutes: 60
    purpose: "See how a small task becomes correct code."
    competencies: [coding]
  - id: repair
    name: Repair task
    format: take-home-or-live
    minutes: 120
    purpose: "See how the candidate finds a fault."
    competencies: [debugging, coding]
  - id: case
    name: A model that fails
    format: live
    minutes: 45
    purpose: "See how the candidate narrows a failure down."
    competencies: [debugging, ml-literacy]
variants:
  level:
    junior:
      title: "Junior {name}"
      strengths_drop: [debugging]
      strengths_add: [learning-drive]
      bars: {debugging: 2}
      plan:
        - step: talk
          add: [learning-drive]
        - step: case
          add: [learning-drive]
    mid: {}
  focus:
    platform:
      bars: {infra-ops: 2}
      plan:
        - step: case
          add: [infra-ops]
chart: {software: 2, machine_learning: 1, communication: 1}
sources: ["Written for the tests"]
signals:
  titles: ["test engineer"]
  duties:
    3: ["find* _ faults"]
    1: ["report*"]
  skills:
    2: ["failure analysis"]
  against:
    1: ["sell*"]
  needs: ["faults", "failure*"]
"""

COMPETENCY = """\
kind: competency
id: test-design
version: 1.0.0
name: Test design
group: software
definition: Chooses the few tests that would show a fault.
anchors:
  - "Tests what works."
  - "Tests the main case and one edge."
  - "Chooses tests by what could go wrong."
  - "Also finds the test nobody had thought of."
questions:
  - ask: "Which three tests would you write first, and why?"
    probes: ["What would the third one miss?"]
    good: "Starts from what could go wrong."
    weak: "Starts from what is easy to test."
  - ask: "Tell me about a fault that your tests missed."
    probes: ["What did you change since?"]
    good: "Names the missing test and its cause."
    weak: "Blames the tool."
avoid:
  - "Names of test frameworks: they can be looked up."
candidate_words: choose tests by what could go wrong
"""

ORGANISATION = """\
kind: organisation
version: 1.0.0
settings:
  - id: lab
    name: Test laboratory
    describes: All testers sit together and work for several teams.
    changes:
      - roles: [model-tester]
        bars: {technical-writing: 2}
        plan:
          - step: repair
            add: [technical-writing]
"""


def spoil(text: str, *changes: tuple[str, str]) -> str:
    """Replace parts of a text, each of which must be in it once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def line_with(text: str, part: str) -> int:
    """Give the number of the one line that holds a part."""
    found = [number for number, line in enumerate(text.splitlines(), 1) if part in line]
    assert len(found) == 1, f"{part!r} is in lines {found}"
    return found[0]


def write(folder: Path, **files: str) -> Path:
    """Write rubric files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def write_competencies(folder: Path) -> Path:
    """Write the few competencies that the role names or a fault of it may name."""
    for name in (
        *("coding", "debugging", "ml-literacy", "communication"),
        *("learning-drive", "infra-ops", "collaboration", "statistics"),
    ):
        text = spoil(
            COMPETENCY, ("id: test-design", f"id: {name}"), ("name: Test design", f"name: {name}")
        )
        write(folder, **{name.replace("-", "_"): text})
    return folder
