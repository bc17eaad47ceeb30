"""Telling each candidate the outcome, once, in the own language."""

from missions.models import Call
from osce_portal.mail.models import QueuedMail
from osce_portal.mail.services import queue_mail
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy

TOLD = {
    CandidacyStatus.SELECTED: "delegation/selected",
    CandidacyStatus.RESERVE: "delegation/reserve",
    CandidacyStatus.NOT_SELECTED: "delegation/not_selected",
    CandidacyStatus.INELIGIBLE: "delegation/ineligible",
}


def tell_outcomes(call: Call) -> int:
    """Queue the outcome for everybody it concerns, those found not eligible included; returns how many.

    The caller holds the files. Nobody writes to somebody whose file was erased.
    """
    concerned = Candidacy.objects.filter(call=call, status__in=TOLD, candidate__anonymised_at=None)
    rows = concerned.select_related("candidate", "call__mission__state")
    rows = rows.prefetch_related("screenings", "transitions")
    return len([tell_outcome(candidacy) for candidacy in rows])


def tell_outcome(candidacy: Candidacy) -> QueuedMail:
    """Queue one outcome. The key counts how often it came to this: each change is told once, also back.

    A decision is never repeated by the machine when it is uncertain whether it left: a person looks.
    """
    times = [step.target for step in candidacy.transitions.all()].count(candidacy.status)
    return queue_mail(
        TOLD[CandidacyStatus(candidacy.status)],
        key=f"outcome:{candidacy.public_id}:{candidacy.status}:{times}",
        to=candidacy.candidate,
        context={"candidacy": candidacy, "screening": candidacy.screenings.first()},
        may_repeat=False,
    )
