"""The second step at sign-in: never left out, never twice the same code, and back to where one was going."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import translation

from osce_portal.accounts.models import User
from osce_portal.accounts.second_step import has_second_step, trial_code
from osce_portal.mail.models import QueuedMail
from tests.factories.accounts import PASSWORD, UserFactory
from tests.journeys.sessions import code_of, secret_of, staff_member

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "quite another secret 7"


@pytest.fixture
def officer():
    return staff_member("desk_officer", "en")


@pytest.fixture
def newcomer():
    """An officer on the first day: an account, a role, no second step."""
    user = UserFactory(staff=True, groups=["desk_officer"], language="en", second_step=False)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def give_password(client, user, password=PASSWORD, **query):
    address = reverse("account_login", query=query)
    return client.post(address, {"login": user.email, "password": password})


def give_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_password_alone_opens_no_session(client, officer):
    assert give_password(client, officer).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert "/login/" in client.get("/admin/").url


def test_password_and_code_lead_to_the_page_asked_for(client, officer):
    give_password(client, officer, next="/admin/missions/mission/")
    assert give_code(client, code_of(secret_of(officer))).url == "/admin/missions/mission/"
    assert is_signed_in(client)


def test_a_wrong_code_opens_no_session(client, officer):
    give_password(client, officer)
    page = give_code(client, "000000")
    assert b"is-invalid" in page.content
    assert not is_signed_in(client)


def test_a_code_is_good_once(client, officer):
    code = code_of(secret_of(officer))
    give_password(client, officer)
    give_code(client, code)
    other = type(client)()
    give_password(other, officer)
    give_code(other, code)
    assert not is_signed_in(other)


def test_a_new_password_by_mail_opens_no_session_without_the_code(client, officer):
    client.post(reverse("account_reset_password"), {"email": officer.email})
    link = re.search(r"^http\S+$", QueuedMail.objects.get().body, re.MULTILINE)[0]
    form = client.get(link.removeprefix("http://testserver"), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert not is_signed_in(client)
    assert give_password(client, officer, NEW_PASSWORD).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_a_confirmed_address_opens_no_session_without_the_code(client, officer):
    EmailAddress.objects.filter(user=officer).update(verified=False)
    give_password(client, officer)
    link = re.search(r"^http\S+$", QueuedMail.objects.get().body, re.MULTILINE)[0]
    response = client.post(link.removeprefix("http://testserver"), follow=True)
    assert EmailAddress.objects.get(user=officer).verified
    assert not is_signed_in(client)
    assert "/my-file/" not in response.request["PATH_INFO"]


def test_staff_without_one_are_told_why_and_come_back_to_where_they_were_going(client, newcomer):
    give_password(client, newcomer, next="/admin/missions/mission/?q=x")
    page = client.get("/admin/missions/mission/?q=x", follow=True)
    assert page.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "open only for staff who sign in with a second step" in page.content.decode()

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    page = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert b'href="/admin/missions/mission/?q=x"' in page.content
    assert client.get("/admin/missions/mission/?q=x").status_code == 200
    assert "/admin/" not in client.get(reverse("mfa_view_recovery_codes")).content.decode().split("<main")[1]


def test_the_message_speaks_the_readers_language(client, newcomer):
    User.objects.update(language="nl")
    client.force_login(newcomer)
    with translation.override("nl"):
        assert client.get("/admin/").url == reverse("mfa_index")


def test_switching_it_off_closes_the_staffs_pages_at_once(client, officer):
    give_password(client, officer)
    give_code(client, code_of(secret_of(officer)))
    assert client.get("/admin/").status_code == 200
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert client.get("/admin/").url == reverse("mfa_index")


def test_every_page_learns_of_it_with_the_account_itself(client, officer, django_assert_num_queries):
    client.force_login(officer)
    client.get("/my-file/")
    with django_assert_num_queries(2):  # the session, and the account
        client.get("/brand-new-room/")


@pytest.mark.parametrize("second_step", [True, False])
def test_an_account_that_no_session_brought_is_asked_after(second_step):
    assert has_second_step(UserFactory(second_step=second_step)) is second_step


def test_the_code_of_the_sample_staff_stands_on_the_page_of_a_trial_portal_alone(client, officer, settings):
    give_password(client, officer)
    shown = trial_code()
    assert len(shown) == 6
    assert shown in client.get(reverse("mfa_authenticate")).content.decode()
    settings.TRIAL_TOTP_SECRET = ""
    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert trial_code() == ""
    assert "trial" not in page


@pytest.mark.parametrize("path", ["//evil.example/admin/", "/admin//evil.example", "/\\evil.example/"])
def test_the_way_back_stays_on_the_site(client, newcomer, path):
    client.force_login(newcomer)
    client.get(path)
    back = client.session.get("second_step_way_back", "/")
    assert back.startswith("/")
    assert not back.startswith(("//", "/\\"))
