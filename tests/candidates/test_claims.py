"""A file without an account is taken over by its person, with the link that was mailed; by nobody else."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from candidates import errors
from candidates.models import Candidate
from candidates.services import claim_file, read_claim, register_candidate, send_claim_link, update_identity
from candidates.services.claims import make_claim
from osce_portal.accounts.models import User
from osce_portal.audit.models import AuditEntry
from osce_portal.common.errors import OwnFile
from osce_portal.mail.models import QueuedMail
from osce_portal.people import person_behind
from osce_portal.privacy.services import erase_person
from osce_portal.staff_admin import row_address
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.delegation import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Somebody without an account who got the link."""
    person = CandidateFactory(
        without_account=True, first_name="Aline", email="Aline@Example.org", correspondence_language="nl"
    )
    return send_claim_link(person, actor=officer())


def address(claim: str) -> str:
    with translation.override("nl"):
        return reverse("claim", args=[claim])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_link_is_mailed_in_the_person_s_language_and_holds_the_reference_alone(told):
    mail = QueuedMail.objects.get()
    (link,) = re.findall(r"http://testserver(/nl/claim/\S+)", mail.body)
    assert (mail.template, mail.to_email, mail.language) == ("candidates/claim", told.email, "nl")
    assert link == address(make_claim(told))
    assert told.email.split("@")[0] not in link and link.split("/")[3].startswith(told.public_id)
    assert AuditEntry.objects.get(action="candidate.told").subject_ref == told.public_id
    assert mail.is_private and not mail.is_correctable


@pytest.mark.parametrize(
    "spoil",
    [
        lambda claim: claim[:-1] + ("A" if claim[-1] != "A" else "B"),
        lambda claim: claim.rpartition(":")[0],
        lambda claim: claim.partition(":")[0],
        lambda claim: "0" * 22 + claim[22:],
        lambda claim: "x",
        lambda claim: ":::",
    ],
)
def test_a_guessed_or_changed_link_opens_nothing(told, client, spoil):
    claim = spoil(make_claim(told))
    with pytest.raises(errors.LinkInvalid):
        read_claim(claim)
    response = client.get(address(claim))
    assert response.status_code == 404
    assert told.full_name not in text(response)


def test_the_link_of_somebody_else_s_file_opens_no_other(told):
    other = send_claim_link(CandidateFactory(without_account=True), actor=officer())
    mixed = other.public_id + make_claim(told)[22:]
    with pytest.raises(errors.LinkInvalid):
        read_claim(mixed)


def test_a_file_whose_link_was_never_sent_has_none():
    person = CandidateFactory(without_account=True)
    with pytest.raises(errors.LinkInvalid):
        read_claim(make_claim(person))


def test_an_old_link_has_expired_and_staff_send_a_new_one(told, client, settings):
    settings.CLAIM_LINK_DAYS = 0
    old = make_claim(told)
    response = client.get(address(old))
    assert (response.status_code, told.full_name in text(response)) == (410, False)
    settings.CLAIM_LINK_DAYS = 60
    told = send_claim_link(told, actor=officer())
    assert read_claim(make_claim(told)) == told
    with pytest.raises(errors.LinkInvalid):
        read_claim(old)


def test_a_corrected_address_makes_the_link_void(told):
    claim = make_claim(told)
    Candidate.objects.filter(pk=told.pk).update(email="other@example.org")
    with pytest.raises(errors.LinkInvalid):
        read_claim(claim)


def test_the_page_says_what_it_is_and_is_kept_nowhere(told, client):
    response = client.get(address(make_claim(told)))
    assert response.status_code == 200
    assert told.full_name in text(response)
    assert "no-store" in response["Cache-Control"]


def test_a_new_account_needs_no_other_proof_of_the_address(told, client):
    page = address(make_claim(told))
    signup = client.post(page)["Location"]
    data = {"email": told.email, "password1": PASSWORD, "password2": PASSWORD}
    assert "example.org" not in str(dict(client.session)).lower()
    form = client.get(signup)
    assert form.context["form"].fields["email"].initial == told.email
    data |= {name: "on" for name in form.context["form"].fields if name not in data}
    response = client.post(signup, data | {"next": page})
    assert (response.status_code, response["Location"]) == (302, page)
    user = User.objects.get(email="aline@example.org")
    assert user.emailaddress_set.get().verified
    assert client.post(page)["Location"] == reverse("candidates:overview")
    told.refresh_from_db()
    assert (told.user, told.email) == (user, "aline@example.org")
    assert AuditEntry.objects.get(action="candidate.claimed").subject_ref == told.public_id


def test_the_proof_is_for_that_address_alone(told, client):
    signup = client.post(address(make_claim(told)))["Location"]
    data = {"email": "somebody@example.org", "password1": PASSWORD, "password2": PASSWORD}
    data |= {name: "on" for name in client.get(signup).context["form"].fields if name not in data}
    client.post(signup, data)
    user = User.objects.get(email="somebody@example.org")
    assert not user.emailaddress_set.filter(verified=True).exists()


def test_a_link_opened_at_a_wrong_address_proves_nothing_once_staff_correct_it(told, client):
    signup = client.post(address(make_claim(told)))["Location"]
    update_identity(told, actor=officer(), email="right@example.org")
    form = client.get(signup).context["form"]
    assert not form.fields["email"].initial
    data = {"email": "right@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post(signup, data | {name: "on" for name in form.fields if name not in data})
    user = User.objects.get(email="right@example.org")
    assert not user.emailaddress_set.filter(verified=True).exists()
    assert "_auth_user_id" not in client.session


def test_a_link_opened_before_a_newer_one_was_sent_proves_nothing_any_more(told, client):
    signup = client.post(address(make_claim(told)))["Location"]
    send_claim_link(told, actor=officer())
    assert not client.get(signup).context["form"].fields["email"].initial


def test_a_link_opened_before_an_erasure_proves_nothing_any_more(told, client):
    signup = client.post(address(make_claim(told)))["Location"]
    erase_person(person_behind(told), key="erased:test", actor=officer())
    data = {"email": "aline@example.org", "password1": PASSWORD, "password2": PASSWORD}
    data |= {name: "on" for name in client.get(signup).context["form"].fields if name not in data}
    client.post(signup, data)
    user = User.objects.get(email="aline@example.org")
    assert not user.emailaddress_set.filter(verified=True).exists()


def test_who_has_an_account_signs_in_and_takes_the_file_over(told, client):
    page = address(make_claim(told))
    client.force_login(UserFactory(email="aline@example.org", language="nl"))
    assert told.full_name in text(client.get(page))
    client.post(page)
    told.refresh_from_db()
    assert told.user.email == "aline@example.org"


def test_a_link_works_once(told, client):
    claim = make_claim(told)
    user = UserFactory(email="aline@example.org")
    claim_file(claim, actor=user)
    told.refresh_from_db()
    for reader in (client, client):
        response = reader.get(address(claim))
        assert told.full_name not in text(response)
        reader.force_login(user)
    with pytest.raises(errors.AlreadyClaimed):
        read_claim(make_claim(told))


def test_somebody_else_who_is_signed_in_is_told_to_sign_out(told, client):
    other = UserFactory()
    client.force_login(other)
    for response in (client.get(address(make_claim(told))), client.post(address(make_claim(told)))):
        assert told.full_name not in text(response)
        assert reverse("account_logout") in text(response) or "/accounts/logout/" in text(response)
    told.refresh_from_db()
    assert told.user is None


def test_an_account_with_a_file_gets_no_second_one(told):
    user = CandidateFactory(user__email="aline@example.org").user
    with pytest.raises(errors.OwnFileBeside):
        claim_file(make_claim(told), actor=user)


def test_who_registers_at_the_address_gets_the_file_without_the_link(told):
    user = UserFactory(email="aline@example.org")
    Candidate.objects.filter(pk=told.pk).update(email="aline@example.org")
    mine = register_candidate(user, actor=user, first_name="Aline", last_name=told.last_name)
    assert mine == told


def test_no_link_is_sent_for_a_file_with_an_account_or_the_own_one():
    with pytest.raises(errors.AlreadyClaimed):
        send_claim_link(CandidateFactory(), actor=officer())
    actor = officer()
    own = CandidateFactory(user=actor)
    with pytest.raises(OwnFile):
        send_claim_link(own, actor=actor)
    assert not QueuedMail.objects.exists()


def test_a_mail_that_waited_too_long_does_not_leave(told):
    mail = QueuedMail.objects.get()
    assert mail.not_after - timezone.now() < dt.timedelta(days=61)


def test_staff_send_the_link_again_from_the_file(client, told):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    file = row_address(told)
    page = reverse("sheets:claim-link", args=[told.public_id])
    assert page in text(client.get(file))
    assert "Send the link again" in text(client.get(page))
    before = told.claim_sent_at
    assert client.post(page)["Location"] == file
    told.refresh_from_db()
    assert told.claim_sent_at > before
    assert QueuedMail.objects.count() == 2
    erased = CandidateFactory(without_account=True, anonymised_at=timezone.now())
    for nobodys in (CandidateFactory(), erased):
        assert client.get(reverse("sheets:claim-link", args=[nobodys.public_id])).status_code == 404
