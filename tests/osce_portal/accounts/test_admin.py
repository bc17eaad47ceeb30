import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from osce_portal.accounts.models import User
from osce_portal.accounts.services import sync_role
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = UserFactory(staff=True, groups=["administrator"], language="en")
    client.force_login(user)
    return user


def change(user):
    return row_address(user)


def test_administrator_makes_an_account_without_a_password(client, administrator):
    auditor = sync_role("auditor")
    data = {"email": "New.Officer@example.be", "language": "nl", "is_staff": "on", "groups": [auditor.pk]}
    assert client.post(reverse("admin:accounts_user_add"), data).status_code == 302
    user = User.objects.get(email="new.officer@example.be")
    assert not user.has_usable_password()
    entry = AuditEntry.objects.get(action="account.created")
    assert (entry.actor, entry.object_ref) == (administrator, user.public_id)
    assert entry.value_rows.get().values["groups"] == ["auditor"]


def test_administrator_gives_and_takes_roles_and_it_is_written_down(client, administrator):
    officer = UserFactory(staff=True, groups=["desk_officer"])
    client.post(change(officer), {"language": "fr", "is_staff": "on", "is_active": "on", "groups": []})
    assert not officer.groups.exists()
    assert AuditEntry.objects.get(action="account.changed").value_rows.get().values["groups"] == []


def test_nobody_gives_roles_to_the_own_account(client, administrator):
    response = client.post(change(administrator), {"language": "fr", "groups": [sync_role("decider").pk]})
    assert response.status_code == 404
    assert [group.name for group in administrator.groups.all()] == ["administrator"]


def test_only_a_superuser_touches_a_superusers_account(client, administrator):
    superuser = UserFactory(staff=True, is_superuser=True)
    assert client.post(change(superuser), {"language": "nl"}).status_code == 404
    superuser.refresh_from_db()
    assert superuser.is_active


@pytest.mark.parametrize("field", ["is_superuser", "password", "email", "user_permissions"])
def test_a_forged_field_changes_nothing(client, administrator, field):
    officer = UserFactory(staff=True, email="officer@example.be")
    before = User.objects.values().get(pk=officer.pk)
    forged = {field: "1", "language": officer.language, "is_staff": "on", "is_active": "on"}
    client.post(change(officer), forged)
    assert User.objects.values().get(pk=officer.pk) == before
    assert not officer.user_permissions.exists()


def test_no_page_of_the_administrator_shows_a_password_hash(client, administrator):
    officer = UserFactory(staff=True)
    assert officer.password not in client.get(change(officer)).content.decode()


def test_accounts_are_not_deleted(client, administrator):
    officer = UserFactory(staff=True)
    assert client.post(row_address(officer).replace("change", "delete"), {"post": "yes"}).status_code == 404


@pytest.mark.parametrize("role", ["desk_officer", "decider", "budget_officer"])
def test_accounts_are_not_for_other_roles(client, role):
    client.force_login(UserFactory(staff=True, groups=[role]))
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_and_three_rows(
    client, administrator, rows, django_assert_max_num_queries
):
    UserFactory.create_batch(rows, groups=["auditor"])
    client.get(reverse("admin:accounts_user_changelist"))
    with django_assert_max_num_queries(11):
        client.get(reverse("admin:accounts_user_changelist"))


def lose_second_step(client, officer):
    data = {"language": officer.language, "is_staff": "on", "is_active": "on", "forget_second_step": "on"}
    return client.post(change(officer), data)


def test_a_lost_second_step_is_taken_away_and_its_owner_is_told(client, administrator):
    officer = UserFactory(staff=True, language="en")
    session = type(client)()
    session.force_login(officer)
    UserSession.objects.create(user=officer, ip="127.0.0.1", session_key=session.session.session_key)

    lose_second_step(client, officer)

    assert not officer.authenticator_set.exists()
    assert "/login/" in session.get("/admin/").url
    assert "was lost" in QueuedMail.objects.get(to_email=officer.email).body
    entry = AuditEntry.objects.get(action="account.second_step_lost")
    assert (entry.object_ref, entry.actor) == (officer.public_id, administrator)


def test_nobody_takes_away_the_own_second_step_there_nor_a_superusers(client, administrator):
    superuser = UserFactory(staff=True, is_superuser=True)
    for account in (administrator, superuser):
        lose_second_step(client, account)
        assert account.authenticator_set.exists()


def test_an_auditor_sees_whether_there_is_one_and_takes_none_away(client):
    client.force_login(UserFactory(staff=True, groups=["auditor"], language="en"))
    officer = UserFactory(staff=True)
    page = client.get(change(officer)).content.decode()
    assert "Second step" in page
    assert "forget_second_step" not in page
    lose_second_step(client, officer)
    assert officer.authenticator_set.exists()
