"""Approved calls whose people are still to be sent to ODIHR."""

from typing import Any

from django.db.models import Count, Exists, OuterRef

from missions.models import Call
from selection.candidacies.models import Candidacy
from selection.nominations.enums import TO_NOMINATE

LONGEST = 10


def nominations_to_send(reader: Any) -> list[Call]:
    """Latest decision first, each with ``waiting`` (people); one query.

    Without the calls the reader is a candidate for: others deal with them.
    """
    own = Candidacy.objects.involving(reader).filter(call=OuterRef("pk"))
    return list(
        Call.objects.filter(
            ~Exists(own),
            decided_at__isnull=False,
            cancelled_at__isnull=True,
            mission__isnull=False,
            candidacies__status__in=TO_NOMINATE,
        )
        .select_related("mission__state")
        .annotate(waiting=Count("candidacies"))
        .order_by("-decided_at", "-pk")[:LONGEST]
    )
