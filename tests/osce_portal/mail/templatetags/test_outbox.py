import pytest
from django.urls import reverse

from osce_portal.mail.models import MailState
from tests.factories.accounts import UserFactory
from tests.factories.mail import QueuedMailFactory

pytestmark = pytest.mark.django_db


def test_the_start_of_the_day_counts_the_mails_a_person_must_look_at(client):
    for state in [MailState.FAILED, MailState.FAILED, MailState.UNCERTAIN, MailState.SENT, MailState.DUE]:
        QueuedMailFactory(state=state)
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    page = client.get(reverse("admin:index")).content.decode()
    assert "Mails that failed: 2" in page
    assert "Mails perhaps sent: 1" in page


def test_who_may_not_see_mails_sees_no_numbers_of_them(client):
    client.force_login(UserFactory(staff=True, groups=["budget_officer"], language="en"))
    assert "Mails that failed" not in client.get(reverse("admin:index")).content.decode()
