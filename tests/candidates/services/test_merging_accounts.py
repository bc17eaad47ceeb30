"""Two files that both have an account: one goes on, the other is closed."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from candidates import errors, services
from candidates.forms.merging import MergeForm
from osce_portal.accounts.models import User
from osce_portal.audit.data_map import entries_about
from osce_portal.audit.models import AuditEntry, AuditValues
from osce_portal.audit.services import record
from osce_portal.files.data_map import files_of
from osce_portal.mail.models import QueuedMail
from osce_portal.people import person_behind
from osce_portal.privacy.models import ErasureRequest, NoticeAcceptance
from osce_portal.privacy.services import ask_erasure, erase_person, refuse_erasure, take_note
from tests.candidates.services.merging_files import merge, paper
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.files import StoredFileFactory
from tests.factories.mail import QueuedMailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(staff=True, groups=["desk_officer"])


@pytest.mark.parametrize("goes_on", ["kept", "gone"])
def test_of_two_accounts_the_chosen_one_goes_on_and_the_other_is_closed(officer, client, goes_on):
    kept = CandidateFactory(user__email="kept@example.org", correspondence_language="nl")
    gone = CandidateFactory(user__email="gone@example.org", user__language="de")
    accounts = {"kept": kept.user, "gone": gone.user}
    stays, closed = accounts[goes_on], accounts[{"kept": "gone", "gone": "kept"}[goes_on]]
    for account in accounts.values():
        EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
        take_note(account, language="fr")
    client.force_login(closed)
    said = {"identity": {}, "because": "Same passport.", "account": goes_on}
    old, key = closed.email, client.session.session_key
    languages = {account: account.language for account in accounts.values()}
    UserSession.objects.create(user=closed, session_key=key, ip="192.0.2.1")

    merged = services.merge_candidates(kept, gone, actor=officer, **said)

    closed.refresh_from_db()
    assert (merged.user, merged.email) == (stays, stays.email)
    assert (closed.is_active, closed.has_usable_password()) == (False, False)
    assert client.get(reverse("candidates:overview")).status_code == 302
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.filter(user=closed).exists()
    assert not User.objects.filter(email=old).exists() and not EmailAddress.objects.filter(email=old).exists()
    mails = {mail.to_email: mail for mail in QueuedMail.objects.filter(template="candidates/accounts_joined")}
    assert mails.keys() == {"kept@example.org", "gone@example.org"}
    assert mails[stays.email].language == merged.language
    assert mails[old].language == languages[closed]
    assert (closed.last_login, closed.language) == (None, "fr")
    assert stays.email not in mails[old].body and f"{stays.email[:2]}…@example.org" in mails[old].body
    assert AuditEntry.objects.filter(action="account.closed", object_ref=closed.public_id).exists()
    assert NoticeAcceptance.objects.get().account == stays
    UserFactory(email=old)  # free for another account


@pytest.mark.parametrize("goes_on", ["kept", "gone"])
def test_a_deactivated_account_does_not_go_on_while_the_working_one_is_closed(officer, goes_on):
    kept = CandidateFactory(user__is_active=goes_on != "kept")
    gone = CandidateFactory(user__is_active=goes_on != "gone")
    said = {"identity": {}, "because": "Same passport."}

    with translation.override("en"), pytest.raises(errors.CannotMerge, match="deactivated"):
        services.merge_candidates(kept, gone, actor=officer, account=goes_on, **said)

    other = {"kept": "gone", "gone": "kept"}[goes_on]
    form = MergeForm(kept=kept, gone=gone, sees_gender=True)
    assert [code for code, _words in form.fields["account"].choices] == [other]
    merged = services.merge_candidates(kept, gone, actor=officer, account=other, **said)
    assert merged.user.is_active


def test_no_working_account_is_closed_for_the_deactivated_one_of_somebody_who_works_here(officer):
    kept = CandidateFactory()
    gone = CandidateFactory(user__is_staff=True, user__is_active=False)
    with translation.override("en"):
        (obstacle,) = services.obstacles_to_merge(kept, gone)
        assert "works here" in str(obstacle)


def test_a_request_of_the_account_that_is_closed_stands_for_the_file_beside_the_other_one(officer):
    account = UserFactory(email="gone@example.org")
    early = ask_erasure(account)  # before there was a file
    kept, gone = CandidateFactory(), CandidateFactory(user=account)
    own = ask_erasure(kept.user)

    merged = merge(kept, gone, officer)

    early.refresh_from_db()
    assert (early.account, early.candidate) == (None, merged)
    assert set(ErasureRequest.objects.about(person_behind(merged)).open()) == {early, own}
    refuse_erasure(early, reason="Asked twice.", actor=officer)
    assert QueuedMail.objects.get(template="privacy/erasure_refused").to_email == merged.email


def test_what_an_account_did_before_it_was_closed_is_among_the_acts_of_its_person(officer):
    kept, gone = CandidateFactory(), CandidateFactory()
    someone_else = CandidateFactory()
    record("mail.repeated", someone_else, actor=gone.user, subject=someone_else)
    record("mail.repeated", someone_else, actor=someone_else.user, subject=someone_else)

    merged = merge(kept, gone, officer)

    acts = entries_about(person_behind(merged)).filter(action="mail.repeated")
    assert [entry.actor for entry in acts] == [gone.user or User.objects.get(is_active=False)]


def test_an_upload_of_the_closed_account_that_found_no_place_goes_on_with_its_person(officer):
    kept, gone = CandidateFactory(), CandidateFactory()
    upload = StoredFileFactory(uploaded_by=gone.user)

    merged = merge(kept, gone, officer)

    assert list(files_of(person_behind(merged))) == [upload]


def test_what_nobody_chose_is_filled_in_where_only_the_file_that_goes_says_it(officer):
    born = dt.date(1980, 2, 3)
    kept = paper(gender="", city="Gent", birth_date=born, phone="")
    gone = paper(gender="X", city="Aalst", birth_date=born, phone="+32470000000")

    merged = merge(kept, gone, officer, phone="")

    assert (merged.gender, merged.city, merged.phone) == ("X", "Gent", "")  # left empty by choice


def test_erasing_who_had_two_accounts_finds_the_closed_one_s_mails_and_address(officer):
    kept, gone = CandidateFactory(), CandidateFactory(user__email="qzx@example.org")
    QueuedMailFactory(recipient_ref=gone.user.public_id, subject="qzx", to_email="qzx@example.org")
    QueuedMail.objects.update(state="sent")
    merged = merge(kept, gone, officer)

    erase_person(person_behind(merged), key="erased:test", actor=officer)

    assert not QueuedMail.objects.filter(Q(subject="qzx") | Q(to_email="qzx@example.org")).exists()
    assert not AuditValues.objects.filter(values__email="qzx@example.org").exists()


def test_the_account_of_somebody_who_works_here_is_not_closed(officer):
    kept, gone = CandidateFactory(), CandidateFactory(user__is_staff=True)
    with translation.override("en"), pytest.raises(errors.CannotMerge, match="works here"):
        merge(kept, gone, officer)
    gone.user.refresh_from_db()
    assert gone.user.is_active
