"""Look at what is kept of people: what has no place, who sees it, what they ask, and its end.

A look gives a sentence in counts, codes and settings, and how to mend what it saw; never a name.
"""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.engine import make_url

from hiring.domain.codes import Kind, code
from hiring.domain.retention import Standing
from hiring.store.connection import lies_on_a_network
from hiring.store.personal import CANDIDATE_ERASED, PERSONAL
from hiring.store.queries import ERASED_PEOPLE
from hiring.store.tables import (
    advertisements,
    applications,
    attachments,
    candidates,
    events,
    jobs,
    notices,
)
from hiring.views.compliance import Seen
from hiring.workflow.attachments import missing, strays
from hiring.workflow.closing import CLOSING, find_all_open
from hiring.workflow.compliance_looking import A_YEAR, some, there
from hiring.workflow.consents import EXPIRED, STANDS, list_consents
from hiring.workflow.erasing_files import ERASURES, erasures_in, read_erasures
from hiring.workflow.erasing_left import AT_ONCE, left_over
from hiring.workflow.holding import list_holds
from hiring.workflow.informing import people_to_inform
from hiring.workflow.retention import HANDED_OVER
from hiring.workflow.wording import guard_of, wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.workflow.compliance_looking import Look, Looking

_OFFERED = frozenset((jobs.name, advertisements.name))  # the pay there is that of a job
_COPY = re.compile(r"\.(?:db|dump|sqlite3?)\Z|\.before-[0-9-]+\Z")
_LOCAL = frozenset(("", "localhost", "127.0.0.1", "::1"))
_SAFE = frozenset(("require", "verify-ca", "verify-full"))


def _no_traits(look: Looking) -> Seen:
    columns = list(_columns(look))
    wrong = [f"{table}.{name}" for table, name in columns if _has_no_place(look, table, name)]
    if wrong:
        return Seen(
            f"{there(len(wrong), 'column')} of the database have no place in it: {some(wrong)}",
            "somebody added them beside the program; drop them, after a backup",
        )
    beside = sorted({key for key in _kept_beside(look) if look.is_sensitive(key)})
    if beside:
        return Seen(
            f"{there(len(beside), 'field')} that imports kept beside a record: {some(beside)}",
            "erase or edit those people, and leave the columns out at the next import",
        )
    return Seen(
        f"{there(len(columns), 'column')} of the database and all that imports kept beside a "
        "record: none is on a protected trait or on earlier pay"
    )


def _columns(look: Looking) -> Iterator[tuple[str, str]]:
    for (_, table), columns in inspect(look.connection).get_multi_columns().items():
        yield from ((table, column["name"]) for column in columns)


def _has_no_place(look: Looking, table: str, column: str) -> bool:
    return table not in _OFFERED and look.is_sensitive(column.replace("_", " "))


def _kept_beside(look: Looking) -> Iterator[str]:
    for kept in (candidates.c.extra, applications.c.extra):
        for text in look.connection.scalars(select(kept).where(kept != "").distinct()):
            said = json.loads(text)
            yield from said if isinstance(said, dict) else ()


def _wording(look: Looking) -> Seen:
    standing = wording(look.connection, guard_of(look.settings))
    off = sum(bool(change.get("off")) for change in look.settings.guard.values())
    changed = f"; {there(off, 'group')} of words switched off in hiring.toml" if off else ""
    if standing:
        hows = [one.how for one in standing]
        return Seen(
            f"{there(len(standing), 'text')} on a protected trait or earlier pay: "
            f"{hows.count('kept')} saved as they are, {hows.count('came')} that came with files, "
            f"{hows.count('log')} mended and in the log alone{changed}",
            "hiring report wording shows where; look at each with whoever wrote it",
        )
    return Seen(f"nothing that was pointed out in notes, reasons or evidence still stands{changed}")


def _private_files(look: Looking) -> Seen:
    if os.name != "posix":
        return Seen(
            "this system keeps no modes of files, so they cannot be looked at",
            "give the folder's rights to yourself alone",
        )
    wide = find_all_open(look.settings)
    if wide:
        named = some(one.shown(look.settings.folder) for one in wide)
        return Seen(f"{there(len(wide), 'file or folder', 'files or folders')}: {named}", CLOSING)
    away = "; the server's own files cannot be looked at from here" if look.on_a_server else ""
    return Seen(f"the folder and all that the program keeps in it are their owner's only{away}")


def _no_network(look: Looking) -> Seen:
    file = look.settings.database_file
    if file is not None:
        if lies_on_a_network(file):
            return Seen(
                "the database is a file on a drive of the network",
                "move it to a drive of this computer, or use a server: hiring db copy",
            )
        return Seen("the database is a file of this computer, and nothing else is reached")
    url = make_url(look.settings.database_url)
    if (url.host or "") in _LOCAL or str(url.host).startswith("/"):
        return Seen("the database's server is on this computer, and nothing else is reached")
    if url.query.get("sslmode") not in _SAFE:
        return Seen(
            "the database is on another computer, and its address does not demand TLS",
            "add ?sslmode=verify-full to database_url; docs/databases.md says more",
        )
    return Seen("the database's server is the one place that is reached, over TLS")


def _written_over(look: Looking) -> Seen:
    left = look.count(
        attachments.join(candidates, candidates.c.id == attachments.c.candidate_id),
        candidates.c.erased_at.is_not(None),
    )
    if left:
        return Seen(
            f"an erasing was broken off: {there(left, 'file')} of erased people are to be removed",
            "give the same hiring privacy erase again",
        )
    if look.on_a_server:
        said = f"{there(look.erased, 'person', 'people')} erased; what the server's write-ahead log"
        said += " and backups hold cannot be looked at from here"
        fix = "ask who runs the server how long those are kept; docs/privacy.md says what to ask"
        return Seen(said, fix if look.erased else "")
    asked = ("foreign_keys", "secure_delete")
    off = [one for one in asked if not _pragma(look, one)]
    if off:
        return Seen(f"SQLite says that {' and '.join(off)} is off", "use an official Python")
    return Seen(
        f"foreign_keys and secure_delete are on, and no erasing of {look.erased} was broken off"
    )


def _pragma(look: Looking, name: str) -> Any:
    return look.connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def _files_sent(look: Looking) -> Seen:
    lost = list(dict.fromkeys(missing(look.connection, look.settings)))
    left = len(strays(look.connection, look.settings))
    kept = there(look.count(attachments), "file")
    if lost:
        return Seen(
            f"of {kept}, those of {some(lost)} are not there, or not whole",
            "put the folder attachments back from a copy",
        )
    if left:
        return Seen(f"{there(left, 'file')} that no row names", "hiring candidate detach --strays")
    return Seen(f"{kept} kept, each where its row says; nothing lies there that no row names")


def _codes_in_log(look: Looking) -> Seen:
    named = look.count(
        events,
        or_(*(one.like("%@%") for one in (events.c.subject, events.c.from_code, events.c.to_code))),
    )
    entries = there(look.count(events), "entry", "entries")
    if named:
        return Seen(
            f"{named} of {entries} of the log hold an address",
            "they were written beside the program: hiring audit verify",
        )
    return Seen(f"{entries} of the log: none holds an address")


def _marked_files(look: Looking) -> Seen:
    if not look.policies:
        return Seen(
            "files say that they hold personal data and of which day, and not until when: no "
            "retention rule is active",
            "name a rule under [retention] in hiring.toml; hiring retention policies lists them",
        )
    return Seen(
        f"files say until when they may be kept, by {some(one.id for one in look.policies)}; "
        "those that left the workspace cannot be looked at"
    )


def _informing(look: Looking) -> Seen:
    asked = people_to_inform(look.connection, sourced=look.settings.sourced, today=look.today)
    late = sum(one.overdue for one in asked)
    told = there(look.count(notices), "notice") + " noted"
    if late:
        return Seen(
            f"{late} of {there(len(asked), 'person', 'people')} to be told are overdue; {told}",
            "hiring privacy inform-due --overdue",
        )
    return Seen(f"{told}; {there(len(asked), 'person', 'people')} to be told, none overdue")


def _consents(look: Looking) -> Seen:
    known = list_consents(look.connection, today=look.today)
    over = sorted({one.code for one in known if one.state == EXPIRED})
    standing = {one.code for one in known if one.state == STANDS}
    ended = [shown for shown in over if shown not in standing]
    if ended:
        return Seen(
            f"{there(len(standing), 'consent')} stand; that of {some(ended)} has ended",
            "renew it, or erase them: hiring consent list --expired, hiring retention due",
        )
    return Seen(f"{there(len(standing), 'person', 'people')} agreed to be kept; no consent ran out")


def _asked_for(look: Looking, *kinds: str) -> Seen | None:
    late = look.overdue(*kinds)
    if not late:
        return None
    return Seen(
        f"{there(len(late), 'request')} overdue: {some(late)}", "hiring privacy request due"
    )


def _copies(look: Looking) -> Seen:
    asked = [one for one in look.requests if one.kind in {"access", "port"}]
    waiting = sum(one.done_on is None for one in asked)
    return _asked_for(look, "access", "port") or Seen(
        f"{there(len(asked), 'request')} for a copy, {waiting} open, none overdue; "
        f"{there(len(PERSONAL), 'table')} are gathered for one"
    )


def _others_hidden(look: Looking) -> Seen:
    del look
    return Seen("a workspace cannot show it; read a copy over before you hand it out", here=False)


def _requests(look: Looking) -> Seen:
    late = look.overdue()
    waiting = sum(one.done_on is None for one in look.requests)
    if late:
        return Seen(
            f"{there(waiting, 'request')} open, {len(late)} of them overdue: {some(late)}",
            "hiring privacy request due",
        )
    return Seen(f"{there(len(look.requests), 'request')} noted, {waiting} open, none overdue")


def _corrections(look: Looking) -> Seen:
    edited = look.count(events, events.c.what == "candidate edited")
    return (_asked_for(look, "correct")) or Seen(
        f"{there(edited, 'correction')} of people in the log; what was there before lies beside it"
    )


def _erasing(look: Looking) -> Seen:
    gone = look.connection.scalars(ERASED_PEOPLE.order_by(candidates.c.id)).all()
    left = [
        code(Kind.CANDIDATE, one)
        for begin in range(0, len(gone), AT_ONCE)
        if left_over(look.connection, gone[begin : begin + AT_ONCE])
        for one in gone[begin : begin + AT_ONCE]
        if left_over(look.connection, (one,))
    ]
    if left:
        return Seen(
            f"erased, and with words again: {some(left)}",
            "give hiring privacy erase again, and see who wrote beside the program",
        )
    return _asked_for(look, "erase") or Seen(
        f"{there(look.erased, 'person', 'people')} erased: no record of theirs and no entry of the "
        "log holds their words, and no request to erase is overdue"
    )


def _erasures_logged(look: Looking) -> Seen:
    asked = select(events.c.subject).where(
        events.c.what == CANDIDATE_ERASED, events.c.words_id.is_not(None)
    )
    logged = set(look.connection.scalars(asked))
    lost = [one.code for one in erasures_in(look.connection) if one.code not in logged]
    if lost:
        return Seen(
            f"the log does not say why {some(lost)} went",
            "compare a backup: hiring audit verify",
        )
    if not look.erased:
        return Seen("nobody was erased")
    return Seen(f"{there(look.erased, 'erasure')}, each in the log with who, when and why")


def _retention_rules(look: Looking) -> Seen:
    if not look.policies:
        return Seen(
            "no retention rule is active, so nobody is ever due",
            "name one under [retention] in hiring.toml; hiring retention policies lists them",
        )
    old = [one.id for one in look.policies if look.is_old(one.as_of, A_YEAR)]
    if old:
        return Seen(
            f"{some(old)} was looked up more than a year ago",
            "look it up again, and put a rule of your own with its day in its place",
        )
    return Seen(f"active: {some(f'{one.id} (as of {one.as_of})' for one in look.policies)}")


def _standing(look: Looking, standing: Standing) -> list[str]:
    return [one.code for one in look.due if one.standing == standing.value]


def _without_rules(look: Looking) -> Seen | None:
    return None if look.policies else Seen("nothing to look at: no retention rule is active")


def _retention_clashes(look: Looking) -> Seen:
    clashing = _standing(look, Standing.CLASH)
    if clashing:
        return Seen(
            f"rules clash over {there(len(clashing), 'person', 'people')}: {some(clashing)}",
            "hiring retention due shows by which; decide, and write down why",
        )
    return _without_rules(look) or Seen("the active rules clash over nobody who is due")


def _retention_due(look: Looking) -> Seen:
    going = _standing(look, Standing.MUST_GO)
    if going:
        return Seen(
            f"{there(len(going), 'person', 'people')} kept beyond a maximum: {some(going)}",
            "hiring retention due, then hiring retention run --yes",
        )
    return _without_rules(look) or Seen("nobody is kept beyond a maximum of the active rules")


def _legal_holds(look: Looking) -> Seen:
    holds = list_holds(look.connection)
    old = [one.candidate for one in holds if look.is_old(one.set_at.date(), A_YEAR)]
    if old:
        return Seen(
            f"{there(len(holds), 'legal hold')}, older than a year: {some(old)}",
            "ask whether the claim still stands: hiring privacy holds",
        )
    return Seen(f"{there(len(holds), 'legal hold')}, none older than a year")


def _handed_over(look: Looking) -> Seen:
    waiting = _standing(look, Standing.HIRED)
    if waiting:
        return Seen(
            f"{there(len(waiting), 'hired person', 'hired people')} due and not handed over: "
            f"{some(waiting)}",
            "hiring retention hand-over CANDIDATE",
        )
    over = look.count(events, events.c.what == HANDED_OVER)
    return _without_rules(look) or Seen(f"{over} handed over; nobody hired is due before that")


def _erased_again(look: Looking) -> Seen:
    path = look.settings.folder / ERASURES
    known = {one.row_id for one in read_erasures(path)} if path.exists() else set()
    here = erasures_in(look.connection)
    lost = [one.code for one in here if one.row_id not in known]
    if lost:
        return Seen(
            f"{ERASURES} does not name {some(lost)}: a backup put back elsewhere would bring them",
            "give hiring privacy erase of one of them again, which writes it anew",
        )
    newest = max((datetime.fromisoformat(one.at) for one in here), default=None)
    before = _copies_before(look, newest)
    if before:
        return Seen(
            f"{there(len(before), 'copy', 'copies')} of a database from before the last erasure in "
            f"the folder: {some(before)}",
            "delete what is not needed; it holds who was erased since, until it is restored",
        )
    if not here:
        return Seen("nobody was erased, so no backup brings anybody back")
    return Seen(
        f"{ERASURES} names all {look.erased} erased; no copy from before lies beside the database; "
        "backups elsewhere cannot be looked at"
    )


def _copies_before(look: Looking, moment: datetime | None) -> list[str]:
    if moment is None:
        return []
    file = look.settings.database_file
    folder = look.settings.folder if file is None else file.parent
    return sorted(
        path.name
        for path in folder.iterdir()
        if _COPY.search(path.name)
        and path != file
        and datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment
    )


LOOKS: Mapping[str, Look] = {
    "no-traits": _no_traits,
    "wording": _wording,
    "private-files": _private_files,
    "no-network": _no_network,
    "written-over": _written_over,
    "files-sent": _files_sent,
    "codes-in-log": _codes_in_log,
    "marked-files": _marked_files,
    "informing": _informing,
    "consents": _consents,
    "copies": _copies,
    "others-hidden": _others_hidden,
    "requests": _requests,
    "corrections": _corrections,
    "erasing": _erasing,
    "erasures-logged": _erasures_logged,
    "retention-rules": _retention_rules,
    "retention-clashes": _retention_clashes,
    "retention-due": _retention_due,
    "legal-holds": _legal_holds,
    "handed-over": _handed_over,
    "erased-again": _erased_again,
}
