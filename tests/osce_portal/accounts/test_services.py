import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from osce_portal.accounts.models import User
from osce_portal.accounts.roles import ROLES
from osce_portal.accounts.rules import GROUPS
from osce_portal.accounts.services import (
    change_page_language,
    forget_unconfirmed,
    record_account,
    sync_role,
    sync_roles,
)
from osce_portal.audit.models import AuditEntry, AuditValues
from osce_portal.mail.models import QueuedMail
from osce_portal.night import run_night
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.mail import QueuedMailFactory

pytestmark = pytest.mark.django_db

PERSON_APPS = ("candidates", "candidacies", "elearning", "accounts", "audit", "mail", "files")


def codenames(group: str) -> set[str]:
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name=group).permissions.select_related("content_type")
    }


def test_every_role_of_the_rules_stands_in_the_table():
    assert set(ROLES) == set(GROUPS)


def test_sync_roles_may_be_repeated_and_takes_back_what_the_table_does_not_give(capsys):
    call_command("sync_roles")
    before = {name: codenames(name) for name in ROLES}
    group = Group.objects.get(name="auditor")
    group.permissions.add(*Group.objects.get(name="desk_officer").permissions.all())

    call_command("sync_roles")

    assert {name: codenames(name) for name in ROLES} == before
    assert "5 roles" in capsys.readouterr().out


def test_auditor_looks_and_sees_the_audit_values_and_beside_that_only_places_legal_holds():
    sync_roles()
    acts = {name for name in codenames("auditor") if not name.split(".")[1].startswith("view_")}
    assert acts == {"privacy.add_legalhold", "privacy.change_legalhold"}
    assert "audit.view_auditvalues" in codenames("auditor")


@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_role_may_delete_what_is_about_a_person(role):
    sync_role(role)
    assert [
        name for name in codenames(role) if ".delete_" in name and name.split(".")[0] in PERSON_APPS
    ] == []


@pytest.mark.parametrize("role", ["desk_officer", "decider", "budget_officer", "administrator"])
def test_only_the_auditor_sees_the_audit(role):
    sync_role(role)
    assert not {name for name in codenames(role) if name.startswith("audit.")}


def test_sync_role_refuses_a_line_that_names_nothing(monkeypatch):
    monkeypatch.setitem(ROLES, "auditor", ((("view",), ("candidates.nonsense",)),))
    with pytest.raises(ValueError, match=r"candidates\.nonsense"):
        sync_role("auditor")


def test_change_page_language_keeps_the_choice(django_assert_num_queries):
    user = UserFactory(language="fr")
    change_page_language(user, "nl")
    user.refresh_from_db()
    assert user.language == "nl"
    with django_assert_num_queries(0):
        change_page_language(user, "nl")


def test_the_log_keeps_no_address_of_an_account():
    """Erasure empties the account; what the log repeats it would not find."""
    user = UserFactory(email="to.be.erased@example.org")
    record_account(user, actor=None, created=True)
    assert "to.be.erased" not in str(list(AuditValues.objects.values_list("values", flat=True)))


def registered(days_ago: int, *, verified: bool = False, **facts) -> User:
    """Somebody who made an account so many days ago."""
    user = UserFactory(date_joined=timezone.now() - dt.timedelta(days=days_ago), **facts)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def test_accounts_that_nobody_confirmed_are_forgotten_at_night_with_their_mails(settings):
    settings.UNCONFIRMED_ACCOUNT_DAYS = 14
    forgotten = registered(15, email="qzx@example.org")
    QueuedMailFactory(recipient_ref=forgotten.public_id, to_email="qzx@example.org")
    kept = [
        registered(13), registered(15, verified=True), registered(15, is_staff=True),
        registered(15, last_login=timezone.now()), CandidateFactory(user=registered(15)).user,
        UserFactory(date_joined=timezone.now() - dt.timedelta(days=90)),
    ]  # fmt: skip

    (result,) = [
        step for step in run_night() if step.name == "accounts: forget accounts that nobody confirmed"
    ]

    assert result.rows == 1
    assert set(User.objects.all()) == set(kept)
    assert not EmailAddress.objects.filter(email="qzx@example.org").exists()
    assert not QueuedMail.objects.filter(to_email="qzx@example.org").exists()
    assert AuditEntry.objects.get(action="account.forgotten").object_ref == forgotten.public_id
    assert forget_unconfirmed() == 0


@pytest.mark.parametrize(("sent_days_ago", "is_forgotten"), [(1, False), (4, True)])
def test_an_account_is_kept_as_long_as_a_link_that_confirms_it_works(sent_days_ago, is_forgotten):
    user = registered(60)
    mail = QueuedMailFactory(recipient_ref=user.public_id, template="accounts/confirm_address")
    sent = timezone.now() - dt.timedelta(days=sent_days_ago)
    type(mail).objects.update(created_at=sent)
    assert forget_unconfirmed() == int(is_forgotten)
