"""Travel details: given by the person once a place is certain, read by the desk, removed afterwards."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from candidates.services.locking import lock_file
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.enums import PLACED, CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.candidacies.querysets import CandidacyQuerySet
from selection.nominations.models import TravelDetails

AFTER_ELECTION_DAY = dt.timedelta(days=4)  # how long a short-term observer stays at most (missions.models)
SENSITIVE = ("blood_type", "health")


def placed_of_user(user: Any) -> CandidacyQuerySet:
    """The own candidacies with a place that the person has been told of."""
    return Candidacy.objects.of_user(user).filter(call__decided_at__isnull=False, status__in=PLACED)


@transaction.atomic
def save_details(candidacy: Candidacy, *, actor: Any, **values: Any) -> TravelDetails:
    """Keep what the person gave; the log says which fields, never what stands in them. Raises FileGone."""
    lock_file(candidacy.candidate_id)
    Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    details = TravelDetails.objects.filter(candidacy=candidacy).first() or TravelDetails(candidacy=candidacy)
    now = database_now()
    for name, value in values.items():
        setattr(details, name, value)
    details.saved_at = now
    details.health_agreed_at = now if any(values.get(name) for name in SENSITIVE) else None
    details.save()
    given = sorted(name for name, value in values.items() if value)
    record("traveldetails.saved", details, actor=actor, subject=candidacy.candidate, values={"fields": given})
    return details


@transaction.atomic
def remove_details(details: TravelDetails, *, actor: Any = None) -> None:
    """Forget them: the person wishes it, or their time is over."""
    record("traveldetails.removed", details, actor=actor, subject=details.candidacy.candidate)
    details.delete()


def remove_past_details() -> int:
    """Nightly: those of people who do not go any more, and some days after a mission. Returns how many."""
    kept = dt.timedelta(days=settings.TRAVEL_DETAILS_DAYS)
    over_before = timezone.localdate() - kept - AFTER_ELECTION_DAY
    no_place = ~Q(candidacy__status__in=PLACED)
    mission = "candidacy__call__mission"
    another_round = Q(**{f"{mission}__second_round_on__gte": over_before})
    over = Q(**{f"{mission}__calendar_on__lt": over_before}) & ~another_round
    home = Q(
        candidacy__transitions__target=CandidacyStatus.COMPLETED,
        candidacy__transitions__at__lt=database_now() - kept,
    )
    past = TravelDetails.objects.filter(no_place | over | home).distinct()
    rows = list(past.select_related("candidacy__candidate"))
    for details in rows:
        remove_details(details)
    return len(rows)
