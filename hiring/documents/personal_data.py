"""Write what is kept of a person as a document that can be sent to them as it is."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from hiring.documents.moments import say_date, say_day, say_moment, say_until
from hiring.documents.plain_text import split_paragraphs
from hiring.documents.word import Paper, Properties, Span, Style, Table, grey
from hiring.domain.scorecard import SCALE_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiring.documents.word import Cell

_NAMES = {
    "email": "E-mail",
    "more_emails": "Further e-mails",
    "links": "Web addresses",
    "note": "Note",
    "extra": "From another system",
    "source": "Where you came from",
    "source_detail": "More about that",
    "added_at": "Written down",
    "company": "Where you work",
    "headline": "Of yourself, in a line",
    "code": "Your code",
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_SHORT = 10  # characters of a day as 2026-03-02


def write(told: Mapping[str, Any]) -> bytes:
    """Write the copy of everything about a person as a Word document."""
    about, profile = told["about"], told["profile"]
    company = about["company"] or "we"
    paper = Paper(
        Properties(
            title=f"Personal data of {profile['name']}",
            subject=about["person"],
            author=about["company"] or "hiring",
            category="Copy of personal data",
            identifier=about["person"],
            source=f"{about['program']}; {'; '.join(about['rubrics'])}",
            footer=f"Personal data of {profile['name']}, {about['person']}. Confidential.",
            at=about["written_at"],
        )
    )
    paper.add(Style.TITLE, profile["name"])
    verb = "keep" if company == "we" else "keeps"
    paper.add(
        Style.SUBTITLE,
        f"Everything {company} {verb} about you in hiring, on {say_date(about['written_at'])}",
    )
    paper.add(Style.CALLOUT, about["personal_data"], " ", _say_kept(about["kept"]))
    _write_about(paper, about)
    _write_profile(paper, told)
    for one in told["applications"]:
        _write_application(paper, one)
    _write_asked(paper, told)
    _write_files(paper, told)
    _write_log(paper, told["log"])
    _write_left_out(paper, told["left_out"], about)
    return paper.to_bytes()


def _say_kept(kept: Mapping[str, Any]) -> str:
    said = say_until(
        kept["until"], erase_by=kept["erase_by"], held=kept["held"], waiting=kept["waiting"]
    )
    if said:
        return said
    if kept["rules"]:
        return "None of our rules on keeping sets a day for it yet."
    return "No rule is active that sets how long it is kept."


def _write_about(paper: Paper, about: Mapping[str, Any]) -> None:
    paper.add(Style.HEADING_1, "About this copy")
    contact = f" Write to: {about['contact']}." if about["contact"] else ""
    paper.add(
        Style.NORMAL,
        "You may ask us to correct what is wrong, to complete it, to erase it, to use it less or"
        " not at all, and to explain a decision; and you may complain to the authority for data"
        f" protection where you live.{contact}",
    )
    paper.add(
        Style.NORMAL,
        "People decided on your applications. A fixed rule, which is described in the explanation"
        " of a decision, summed up what interviewers had written; it decides nothing by itself.",
    )
    paper.add(
        Style.NORMAL,
        "The same, for computers to read, is in the file personal-data.json beside this one; the"
        " files you sent and the scorecards that came back are in the folders there.",
    )
    if about["also_known_as"]:
        codes = ", ".join(about["also_known_as"])
        paper.add(
            Style.NORMAL,
            f"We had written you down more than once: {codes} and {about['person']} are one.",
        )
    rules = [
        f"{one['name']} ({one['jurisdiction']}): {one['period']}, {one['bound']};"
        f" {one['source']}, as of {_say(one['as_of'])}"
        for one in about["kept"]["rules"]
    ]
    if rules:
        paper.add(Style.NORMAL, "The rules by which we keep it and erase it:", keep_next=True)
        paper.add_bullets(rules)


def _write_profile(paper: Paper, told: Mapping[str, Any]) -> None:
    paper.add(Style.HEADING_1, "What we wrote down about you")
    _add_facts(paper, told["profile"], "Your entry")
    for one in told["entries_merged_into_it"]:
        paper.add(Style.HEADING_2, f"Your other entry, {one['code']}")
        _add_facts(paper, one, f"Your other entry, {one['code']}")
    if told["in_other_systems"]:
        paper.add(Style.HEADING_2, "Your records in other systems")
        _add_rows(
            paper,
            told["in_other_systems"],
            "Records in other systems",
            ("system", "record", "its_id_there"),
            (1, 1, 2),
        )
    if told["merges"]:
        paper.add(Style.HEADING_2, "Entries that were put together")
        _add_rows(
            paper,
            told["merges"],
            "Entries that were put together",
            ("at", "kept", "merged", "recorded_by", "restore"),
            (3, 1, 1, 2, 5),
        )


def _add_facts(paper: Paper, row: Mapping[str, Any], caption: str) -> None:
    said = {name: value for name, value in row.items() if value not in (None, "", [], {})}
    paper.add_table(
        Table(
            caption=caption,
            description="One row for each thing that is kept.",
            shares=(2, 5),
            header=("What", "As it is kept"),
            rows=tuple(
                (Span(text=_name(name), bold=True), _say(value)) for name, value in said.items()
            ),
        )
    )


def _add_rows(
    paper: Paper,
    rows: Sequence[Mapping[str, Any]],
    caption: str,
    columns: Sequence[str],
    shares: tuple[int, ...],
) -> None:
    paper.add_table(
        Table(
            caption=caption,
            description=f"{caption}, one a row.",
            shares=shares,
            header=tuple(_name(column) for column in columns),
            rows=tuple(tuple(_say(row.get(column)) for column in columns) for row in rows),
        )
    )


def _write_application(paper: Paper, one: Mapping[str, Any]) -> None:
    job, rubric = one["job"], one["rubric"]
    paper.add(Style.HEADING_1, f"Your application {one['code']}: {job['title']}", new_page=True)
    names = {each["id"]: each["name"] for each in rubric["competencies"]}
    facts = {
        "Job": f"{job['title']} ({job['code']})",
        "Applied": one["applied_at"],
        "Stage": f"{one['stage']}, since {say_moment(one['stage_since'])}",
        "Where it came from": one["source"],
        "More about that": one["source_detail"],
        "From another system": one["extra"],
        "Assessed by": f"{rubric['title']}, version {rubric['version']}, revision"
        f" {rubric['revision']} of the job",
    }
    _add_facts(paper, facts, f"Application {one['code']}")
    _write_beliefs(paper, one["hypotheses"], names)
    for interview in one["interviews"]:
        _write_interview(paper, interview, names, rubric["levels"])
    _write_conclusions(paper, one, names)
    for heading, rows, columns, shares in (
        (
            "Adjustments you asked for",
            one["accommodations"],
            ("asked_on", "kind", "step", "asked", "granted", "granted_on"),
            (2, 2, 2, 4, 4, 2),
        ),
        (
            "Where your interviews were not those of the plan",
            one["deviations"],
            ("at", "step", "kind", "because"),
            (3, 2, 2, 5),
        ),
    ):
        if rows:
            paper.add(Style.HEADING_2, heading)
            _add_rows(paper, rows, heading, columns, shares)


def _write_beliefs(
    paper: Paper, rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> None:
    if not rows:
        return
    heading = "What was believed before the interviews"
    paper.add(Style.HEADING_2, heading)
    shown = [
        {
            "competency": names.get(row["competency"], row["competency"]),
            "kind": "strength" if row["kind"] == "strength" else "suspected weak",
            "why": "\n".join(part for part in (row["evidence"], row["url"]) if part),
            "written": row["added_at"],
            "dropped": row["dropped_at"] or "",
        }
        for row in rows
    ]
    columns = ("competency", "kind", "why", "written")
    if any(row["dropped"] for row in shown):
        _add_rows(paper, shown, heading, (*columns, "dropped"), (3, 2, 4, 3, 3))
    else:
        _add_rows(paper, shown, heading, columns, (3, 2, 5, 3))


def _write_interview(
    paper: Paper, interview: Mapping[str, Any], names: Mapping[str, str], levels: int
) -> None:
    when = interview["starts_at"]
    cancelled = ", cancelled" if interview["status"] == "cancelled" else ""
    paper.add(
        Style.HEADING_2,
        f"Interview {interview['code']}: {interview['step_name']}, {interview['minutes']} minutes"
        f"{cancelled}",
    )
    paper.add(
        Style.NORMAL,
        f"On {say_moment(when)}." if when else "No time was set.",
        keep_next=bool(interview["scorecards"]),
    )
    for card in interview["scorecards"]:
        who = card["interviewer"][:1].upper() + card["interviewer"][1:]
        if not card["versions"]:
            paper.add(Style.NORMAL, f"{who}, scorecard {card['code']}: nothing was recorded.")
        for version in card["versions"]:
            _write_version(paper, who, card, version, names, levels)


def _write_version(
    paper: Paper,
    who: str,
    card: Mapping[str, Any],
    version: Mapping[str, Any],
    names: Mapping[str, str],
    levels: int,
) -> None:
    again = f", version {version['number']}" if len(card["versions"]) > 1 else ""
    source = f", from {version['source']}" if version["source"] else ""
    paper.add(
        Style.HEADING_3,
        f"{who}: scorecard {card['code']}{again}, recorded on"
        f" {say_date(version['recorded_at'])}{source}",
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Span(text=names.get(row["competency"], row["competency"]), bold=True),
            _say_level(row, levels),
            row["evidence"] or grey("Nothing was written."),
        )
        for row in version["ratings"]
    )
    if rows:
        paper.add_table(
            Table(
                caption=f"Scorecard {card['code']}, version {version['number']}",
                description="Each competency with its level and the evidence for it.",
                shares=(3, 2, 7),
                header=("Competency", "Level", "Evidence, as it was written"),
                rows=rows,
            )
        )
    overall = version["overall"].replace("_", " ") if version["overall_raw"] else "not given"
    note = f" {version['overall_note']}" if version["overall_note"] else ""
    paper.add(
        Style.SMALL_PRINT,
        f"Overall recommendation, which is shown and never counted: {overall}.{note}",
    )


def _say_level(row: Mapping[str, Any], levels: int) -> str:
    if row["level"] is None:
        return "not assessed"
    names = SCALE_NAMES.get(levels, ())
    word = f", {names[row['level'] - 1]}" if 0 < row["level"] <= len(names) else ""
    return f"{row['level']} of {levels}{word}"


def _write_conclusions(paper: Paper, one: Mapping[str, Any], names: Mapping[str, str]) -> None:
    if one["resolutions"]:
        heading = "What the debrief settled"
        paper.add(Style.HEADING_2, heading)
        shown = [
            {
                **row,
                "competency": names.get(row["competency"], row["competency"]),
                "settled": f"{row['line']}: {row['outcome'].replace('_', ' ')}",
            }
            for row in one["resolutions"]
        ]
        _add_rows(
            paper,
            shown,
            heading,
            ("at", "competency", "settled", "settled_by", "because"),
            (3, 3, 2, 3, 5),
        )
    for row in one["assessments"]:
        paper.add(Style.HEADING_2, f"How you were assessed on {say_date(row['at'])}")
        content = row["content"] if isinstance(row["content"], dict) else {}
        paper.add(
            Style.NORMAL,
            Span(text="The rule's advice: ", bold=True),
            f"{row['recommendation'].replace('_', ' ')}. {content.get('sentence', '')}",
        )
        paper.add_bullets([line["sentence"] for line in content.get("lines", ())])
    if one["decisions"]:
        paper.add(Style.HEADING_2, "What was decided")
        shown = [
            {
                "at": row["at"],
                "decision": f"{row['action']}\n{row['from_stage']} to {row['to_stage']}",
                "decided_by": row["decided_by"],
                "because": row["because"]
                + (f"\nAgainst the advice, because: {row['override']}" if row["override"] else ""),
            }
            for row in one["decisions"]
        ]
        _add_rows(
            paper,
            shown,
            "What was decided",
            ("at", "decision", "decided_by", "because"),
            (3, 3, 3, 7),
        )


def _write_asked(paper: Paper, told: Mapping[str, Any]) -> None:
    parts = (
        (
            "What you asked for by right",
            [{**row, "request": row["code"]} for row in told["privacy_requests"]],
            ("request", "kind", "received_on", "due_on", "done_on", "note", "outcome"),
            (2, 2, 3, 3, 3, 4, 4),
        ),
        ("What you were told", told["notices"], ("given_on", "version", "basis"), (2, 4, 4)),
        (
            "Your agreement to be kept for other jobs",
            told["consents"],
            ("given_on", "expires_on", "withdrawn_on", "note"),
            (2, 2, 2, 5),
        ),
        (
            "Why nothing may be erased",
            told["legal_holds"],
            ("set_at", "because", "released_at", "released_because"),
            (3, 4, 3, 4),
        ),
    )
    if any(rows for _, rows, _, _ in parts):
        paper.add(Style.HEADING_1, "Requests, notices and agreements")
    for heading, rows, columns, shares in parts:
        if rows:
            paper.add(Style.HEADING_2, heading)
            _add_rows(paper, rows, heading, columns, shares)


def _write_files(paper: Paper, told: Mapping[str, Any]) -> None:
    files = [
        *(
            {
                "file": one["file"],
                "what": f"You sent it as {one['name']}",
                "kept_at": one["kept_at"],
                "copied": one.get("copied", ""),
            }
            for one in told["attachments"]
        ),
        *(
            {
                "file": one["file"],
                "what": f"Scorecard {', '.join(one['of'])} as it came back",
                "kept_at": one["kept_at"],
                "copied": one.get("copied", ""),
            }
            for one in told["scorecard_files"]
        ),
    ]
    if files:
        paper.add(Style.HEADING_1, "Files")
        _add_rows(paper, files, "Files", ("file", "what", "kept_at", "copied"), (4, 4, 3, 4))


def _write_log(paper: Paper, log: Sequence[Mapping[str, Any]]) -> None:
    paper.add(Style.HEADING_1, "What was done, and when")
    paper.add(
        Style.SMALL_PRINT,
        "Codes: C is a person, A an application, I an interview, S a scorecard, R a request.",
    )
    _add_rows(
        paper,
        [
            {
                "when": one["at"],
                "what": one["what"],
                "of": _say_entry(one),
                "by": one["by"],
                "said": one["said"],
            }
            for one in log
        ],
        "What was done",
        ("when", "what", "of", "by", "said"),
        (8, 5, 6, 5, 8),
    )


def _say_entry(one: Mapping[str, Any]) -> str:
    """Say of which record an entry is, and what changed; moments in it as people read them."""
    codes = " to ".join(part for part in (one["from"], one["to"]) if part)
    said = ", ".join(part for part in (one["of"], codes) if part)
    return _MOMENT.sub(lambda found: say_moment(datetime.fromisoformat(found[0])), said)


def _write_left_out(paper: Paper, left_out: Mapping[str, Any], about: Mapping[str, Any]) -> None:
    paper.add(Style.HEADING_1, "What is left out")
    paper.add(Style.NORMAL, left_out["people"])
    places = left_out["texts_in_which_others_were_replaced"]
    if places:
        count = f"{len(places)} place{'' if len(places) == 1 else 's'}"
        paper.add(
            Style.NORMAL,
            f"Somebody was replaced so in {count}; the file personal-data.json names each.",
        )
    paper.add(Style.NORMAL, "Not copied: ", "; ".join(left_out["not_copied"]), ".")
    paper.add(
        Style.SMALL_PRINT,
        f"Written by {about['program']} on {say_moment(about['written_at'])}."
        + (f" Rubrics: {'; '.join(about['rubrics'])}." if about["rubrics"] else ""),
    )


def _name(column: str) -> str:
    if column in _NAMES:
        return _NAMES[column]
    words = column.removesuffix("_at").removesuffix("_on").replace("_", " ").strip() or "when"
    shown = {"at": "When", "its id there": "Its id there"}.get(words, words)
    return shown[:1].upper() + shown[1:]


def _say(value: Any) -> str:
    """Write a value as people read it: days and moments in words, lists and pairs in lines."""
    if value is None:
        return ""
    if isinstance(value, date):
        return _say_when(value)
    if isinstance(value, dict):
        return "\n".join(f"{_name(str(key))}: {_say(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_say(one) for one in value)
    if isinstance(value, str):
        return _say_day(value)
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _say_when(value: date) -> str:
    if isinstance(value, datetime):
        return say_moment(value)
    return say_day(value)


def _say_day(text: str) -> str:
    if len(text) == _SHORT and text[4:5] == "-":
        try:
            return _say(date.fromisoformat(text))
        except ValueError:
            return text
    return "\n".join(split_paragraphs(text))
