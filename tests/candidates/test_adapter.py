"""The person's mails follow the account's address, through the pages on which it is changed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from candidates.models import Candidate
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from selection.candidacies.services import withdraw_candidacy
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.candidacies import CandidacyFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "old@example.org", "new@example.org"


@pytest.fixture
def candidacy():
    user = UserFactory(email=OLD, language="de")
    EmailAddress.objects.create(user=user, email=OLD, verified=True, primary=True)
    return CandidacyFactory(candidate__user=user, candidate__correspondence_language="nl")


@pytest.fixture
def signed_in(client, candidacy):
    client.post(reverse("account_login"), {"login": OLD, "password": PASSWORD})
    return client


def ask_for_change(client, email=NEW) -> str:
    """The path of the link that was mailed to the new address."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"email": email, "action_add": ""})
    body = QueuedMail.objects.get(to_email=email).body
    return re.search(r"^http://testserver(\S+)$", body, re.MULTILINE)[1]


def test_mails_go_to_the_new_address_once_it_is_confirmed(signed_in, candidacy):
    signed_in.post(ask_for_change(signed_in))

    person = Candidate.objects.get()
    assert (person.user.email, person.email) == (NEW, NEW)
    withdraw_candidacy(candidacy, actor=person.user)
    assert QueuedMail.objects.get(template="candidacies/withdrawn").to_email == NEW


def test_the_change_is_in_the_log_of_the_person(signed_in):
    signed_in.post(ask_for_change(signed_in))

    entry = AuditEntry.objects.get(action="candidate.changed")
    person = Candidate.objects.get()
    assert (entry.actor, entry.subject_ref) == (person.user, person.public_id)
    assert entry.value_rows.get().values == {"email": [OLD, NEW]}


def test_nothing_changes_before_the_link_is_opened(signed_in):
    ask_for_change(signed_in)
    assert Candidate.objects.get().email == OLD


def test_the_old_address_is_told_in_the_persons_language(signed_in):
    signed_in.post(ask_for_change(signed_in))

    notice = QueuedMail.objects.get(template="accounts/address_changed")
    assert (notice.to_email, notice.language) == (OLD, "de")
    assert notice.recipient_ref == Candidate.objects.get().user.public_id


def test_who_has_no_file_yet_may_change_the_address_too(client):
    user = UserFactory(email=OLD)
    EmailAddress.objects.create(user=user, email=OLD, verified=True, primary=True)
    client.post(reverse("account_login"), {"login": OLD, "password": PASSWORD})
    client.post(ask_for_change(client))
    user.refresh_from_db()
    assert user.email == NEW
    assert not AuditEntry.objects.filter(action="candidate.changed").exists()
