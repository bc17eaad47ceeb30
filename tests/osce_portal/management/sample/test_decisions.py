import pytest

from osce_portal.management.sample.decisions import decide
from selection.delegation.models import SelectionRun
from tests.factories.accounts import UserFactory
from tests.factories.delegation import selection_call

pytestmark = pytest.mark.django_db


def test_where_nobody_is_eligible_nothing_is_decided():
    call = selection_call()

    decide(call, officer=UserFactory(), decider=UserFactory())

    assert not SelectionRun.objects.exists()
    assert call.decided_at is None
