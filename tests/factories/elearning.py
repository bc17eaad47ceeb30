"""Certificates: received and not yet checked, unless a trait says otherwise."""

import datetime as dt

import factory
from django.utils import timezone

from elearning.enums import CertificateStatus
from elearning.models import Certificate
from tests.factories.candidates import CandidateFactory
from tests.factories.files import StoredFileFactory
from tests.factories.missions import MissionFactory


class CertificateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Certificate

    candidate = factory.SubFactory(CandidateFactory)
    mission = factory.SubFactory(MissionFactory)
    completed_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=10))
    file = factory.SubFactory(StoredFileFactory, uploaded_by=factory.SelfAttribute("..candidate.user"))
    sha256 = factory.SelfAttribute("file.sha256")

    class Params:
        accepted = factory.Trait(status=CertificateStatus.ACCEPTED)
        asked_again = factory.Trait(status=CertificateStatus.ASKED_AGAIN, reason="The date cannot be read.")
        refused = factory.Trait(status=CertificateStatus.REFUSED, reason="It is another person's.")
