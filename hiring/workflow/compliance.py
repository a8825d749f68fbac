"""Look a workspace over for what the law and good practice ask of a hiring record.

Nothing is written and nobody is judged. What is looked at, and on which rules that rests, is data
of hiring/compliance_rules; here stands what is seen of it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hiring.compliance_rules import load_items
from hiring.errors import HiringError
from hiring.views.compliance import Checked, Checklist, RestsOn, Seen, State
from hiring.workflow.compliance_people import LOOKS as OF_PEOPLE
from hiring.workflow.compliance_records import LOOKS as OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiring.compliance_rules import Item
    from hiring.workflow.compliance_looking import Look, Looking

LOOKS: Mapping[str, Look] = {**OF_PEOPLE, **OF_RECORDS}
HERE, PROGRAM = "workspace", "program"


def check_all(looking: Looking) -> Checklist:
    """Look at everything there is to look at, in its order."""
    items = tuple(_checked(item, looking) for item in load_items().values())
    counts = Counter(one.state.value for one in items)
    return Checklist(
        items=items,
        counts={state.value: counts[state.value] for state in State},
        on=looking.today,
        program=looking.program,
    )


def _checked(item: Item, looking: Looking) -> Checked:
    try:
        seen = LOOKS[item.id](looking)
    except HiringError as error:
        first = error.problems[0]
        seen = Seen(f"it could not be looked at: {first.what}", first.fix or "mend that first")
    return Checked(
        item=item.id,
        state=State.ATTENTION if seen.fix else State.PASS,
        said=seen.said,
        fix=seen.fix,
        looked_at=HERE if seen.here else PROGRAM,
        behaviour=item.behaviour,
        rests_on=tuple(
            RestsOn(law.name, place, law.jurisdiction, law.source, law.since, law.as_of)
            for law, place in item.rests_on
        ),
    )
