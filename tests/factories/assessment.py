"""A closed call the day after, with candidacies whose dossiers are frozen."""

from django.utils import timezone

from missions.models import Call
from selection.assessment.rubric_loading import load_sto_rubric
from selection.assessment.services import assess_call
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, DossierFactory
from tests.factories.elearning import CertificateFactory
from tests.factories.missions import CallFactory


def closed_call(**fields):
    """A call closed three weeks ago, with the grid for short-term observers at hand."""
    load_sto_rubric()
    return CallFactory(closed=True, **fields)


def decide(call):
    """The selection of this call is approved, whatever it says."""
    Call.objects.filter(pk=call.pk).update(decided_at=timezone.now())
    call.refresh_from_db()


def received(call, **fields):
    """A candidacy that was received for ``call``, nothing missing, its certificate accepted."""
    candidacy = CandidacyFactory(call=call, **{"received": True} | fields)
    if "certificate" not in fields and "with_certificate" not in fields:
        certificate = candidacy.certificate
        certificate.status = "accepted"
        certificate.save()
    DossierFactory(candidacy=candidacy)
    return candidacy


def assessed_call(number: int):
    """A closed call with as many candidacies, whose points are computed."""
    call = closed_call()
    for _ in range(number):
        received(call)
    assess_call(call, actor=None)
    return call


def to_check(call, **fields):
    """A received candidacy whose certificate nobody has checked."""
    candidacy = received(call, **fields)
    candidacy.certificate.status = "received"
    candidacy.certificate.save()
    return candidacy


def officer(role="desk_officer", **fields):
    """A member of staff in one role."""
    return UserFactory(staff=True, groups=[role], **{"language": "en"} | fields)


__all__ = [
    "CertificateFactory",
    "assessed_call",
    "closed_call",
    "decide",
    "officer",
    "received",
    "to_check",
]
