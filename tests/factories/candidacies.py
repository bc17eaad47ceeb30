"""Candidacies: a bare draft, unless a trait says otherwise.

``CandidacyFactory(ready=True)`` lacks nothing and may be submitted; ``received=True`` was, ten days before
now or before its deadline; ``status=…`` with ``received=True`` for what came of it.
"""

import datetime as dt

import factory
from django.utils import timezone

from selection.candidacies.dossier import build_dossier, fingerprint
from selection.candidacies.enums import CandidacyStatus, Channel
from selection.candidacies.models import Candidacy, Dossier, LateAttempt
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.elearning import CertificateFactory
from tests.factories.files import StoredFileFactory
from tests.factories.missions import CallFactory

MOTIVATION = "I have followed the country for years and speak its languages."


def in_time(candidacy) -> dt.datetime:
    """Ten days before now, or before the deadline if that has passed."""
    return min(timezone.now(), candidacy.call.closes_at) - dt.timedelta(days=10)


class CandidacyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Candidacy

    candidate = factory.SubFactory(CandidateFactory, registered=True, belgian=True, with_cv=True)
    call = factory.SubFactory(CallFactory)

    class Params:
        answered = factory.Trait(motivation=MOTIVATION, available=True, code_of_conduct=True)
        with_certificate = factory.Trait(
            certificate=factory.SubFactory(
                CertificateFactory,
                candidate=factory.SelfAttribute("..candidate"),
                mission=factory.SelfAttribute("..call.mission"),
            )
        )
        ready = factory.Trait(answered=True, with_certificate=True)
        received = factory.Trait(
            ready=True,
            status=CandidacyStatus.SUBMITTED,
            received_at=factory.LazyAttribute(in_time),
            closes_at=factory.SelfAttribute("call.closes_at"),
            receipt_number=factory.Sequence(lambda n: f"STO-KG-2027-{n:06d}"),
        )
        submitted = factory.Trait(received=True)
        eligible = factory.Trait(received=True, status=CandidacyStatus.ELIGIBLE)
        on_paper = factory.Trait(
            received=True,
            channel=Channel.PAPER,
            recorded_by=factory.SubFactory(UserFactory, staff=True),
            recorded_at=factory.LazyFunction(timezone.now),
            proof=factory.SubFactory(StoredFileFactory, name="letter.pdf"),
        )


class DossierFactory(factory.django.DjangoModelFactory):
    """The dossier of a received candidacy, built from its person's CV as it is now."""

    class Meta:
        model = Dossier

    candidacy = factory.SubFactory(CandidacyFactory, received=True)
    data = factory.LazyAttribute(lambda dossier: build_dossier(dossier.candidacy))
    sha256 = factory.LazyAttribute(lambda dossier: fingerprint(dossier.data))
    frozen_at = factory.SelfAttribute("candidacy.received_at")


class LateAttemptFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LateAttempt

    candidate = factory.SubFactory(CandidateFactory)
    call = factory.SubFactory(CallFactory, closed=True)
    closes_at = factory.SelfAttribute("call.closes_at")
    at = factory.LazyAttribute(lambda attempt: attempt.closes_at + dt.timedelta(minutes=3))
