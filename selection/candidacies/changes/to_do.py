"""Changes and exceptions that wait for a second person."""

from typing import Any

from missions.enums import ChangeState
from missions.models import Change
from osce_portal.walls import keep_away
from selection.candidacies.models import Candidacy, DeadlineException

LONGEST = 10


def changes_to_decide(reader: Any) -> list[Change]:
    """Longest waiting first; not those the reader proposed, nor of calls the reader is a candidate for."""
    own = Candidacy.objects.involving(reader).values("call")
    waiting = Change.objects.filter(state=ChangeState.PROPOSED).exclude(proposed_by=reader)
    waiting = waiting.exclude(call__in=own).exclude(mission__calls__in=own)
    rows = waiting.select_related("mission__state", "call__mission__state", "proposed_by")
    return list(rows.order_by("proposed_at")[:LONGEST])


def changes_put_back(reader: Any) -> list[Change]:
    """Those of the reader that were confirmed and could not be done: to be taken back, or decided on."""
    own = Candidacy.objects.involving(reader).values("call")
    waiting = Change.objects.filter(state=ChangeState.PROPOSED, proposed_by=reader).exclude(refusal="")
    rows = waiting.exclude(call__in=own).exclude(mission__calls__in=own)
    return list(
        rows.select_related("mission__state", "call__mission__state").order_by("proposed_at")[:LONGEST]
    )


def exceptions_to_decide(reader: Any) -> list[DeadlineException]:
    """As for changes; not about people from whom the reader keeps away, who are left to others."""
    own = Candidacy.objects.involving(reader).values("call")
    waiting = DeadlineException.objects.waiting().exclude(proposed_by=reader)
    rows = keep_away(waiting.exclude(call__in=own), reader, person="candidate")
    rows = rows.select_related("call__mission__state", "proposed_by")
    return list(rows.order_by("proposed_at")[:LONGEST])
