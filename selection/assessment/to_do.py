"""Closed calls that wait for a person, with what is left to do on each."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Now

from elearning.enums import CertificateStatus
from missions.models import Call
from selection.candidacies.enums import IN_SELECTION, CandidacyStatus
from selection.candidacies.models import Candidacy

LONGEST = 10
STANDING = Q(candidacies__status__in=[CandidacyStatus.SUBMITTED, *IN_SELECTION])


def calls_to_do(reader=None) -> list[Call]:
    """Closed and undecided calls that received somebody, latest first; one query.

    Each with ``received`` (``withdrawn`` since among them), ``to_screen``, ``certificates`` (to check),
    ``unmarked`` (motivations), and ``is_own``: the reader is a candidate for it, and others deal with it.
    """
    received = Q(candidacies__received_at__isnull=False)
    withdrawn = received & Q(candidacies__status=CandidacyStatus.WITHDRAWN)
    unchecked = STANDING & Q(candidacies__certificate__status=CertificateStatus.RECEIVED)
    return list(
        Call.objects.filter(
            closes_at__lte=Now(), cancelled_at__isnull=True, decided_at__isnull=True, mission__isnull=False
        )
        .select_related("mission__state")
        .annotate(
            is_own=Exists(Candidacy.objects.involving(reader).filter(call=OuterRef("pk"))),
            received=Count("candidacies", filter=received),
            withdrawn=Count("candidacies", filter=withdrawn),
            to_screen=Count("candidacies", filter=Q(candidacies__status=CandidacyStatus.SUBMITTED)),
            certificates=Count("candidacies", filter=unchecked),
            unmarked=Count(
                "candidacies", filter=STANDING & Q(candidacies__assessments__motivation_level__isnull=True)
            ),
        )
        .filter(received__gt=F("withdrawn"))
        .order_by("-closes_at", "-pk")[:LONGEST]
    )
