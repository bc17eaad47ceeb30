"""The same certificate sent twice at once; without the lock the second finds nothing and fails."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from elearning import services
from elearning.models import Certificate
from osce_portal.audit.models import AuditEntry
from tests.factories.candidates import CandidateFactory
from tests.factories.files import StoredFileFactory
from tests.factories.missions import MissionFactory
from tests.races import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_a_certificate_sent_twice_at_once_is_one(with_lock):
    candidate, mission = CandidateFactory(), MissionFactory()
    copies = [StoredFileFactory(bytes=b"%PDF-1.4 the same") for _copy in range(2)]

    def send(file):
        day = timezone.localdate()
        return services.add_certificate(candidate, mission, file=file, completed_on=day, actor=None).pk

    outcomes = race(lambda: send(copies[0]), lambda: send(copies[1]), with_lock=with_lock)

    if with_lock:
        assert outcomes == [Certificate.objects.get().pk] * 2
        assert AuditEntry.objects.filter(action="certificate.added").count() == 1
    else:
        assert [type(outcome) for outcome in outcomes].count(IntegrityError) == 1
