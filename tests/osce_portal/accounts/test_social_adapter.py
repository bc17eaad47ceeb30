"""Signing in through a real OpenID Connect provider: whom it vouches for, and whom it does not."""

import json
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.urls import reverse

from osce_portal.accounts.models import User
from osce_portal.mail.models import QueuedMail
from tests.factories.accounts import PASSWORD, UserFactory
from tests.journeys.sessions import staff_member

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/oidc/federal/login/"


class Stay(HTTPRedirectHandler):
    """The answer itself, not where it leads."""

    def redirect_request(self, *_args, **_kwargs):
        return None

    def http_error_302(self, _request, answer, *_rest):
        return answer


def answer_of_provider(address: str, **form) -> str:
    """Where the provider sends somebody who has filled in its form."""
    answer = build_opener(Stay).open(Request(address, data=urlencode(form).encode()), timeout=30)  # noqa: S310
    return answer.headers["Location"]


def come_back(client, start, **form):
    """From the portal's link to the provider and back; the portal's answer."""
    back = answer_of_provider(start.url, **form)
    assert back.startswith("http://testserver/accounts/oidc/federal/login/callback/")
    return client.get(back.removeprefix("http://testserver"))


def sign_in_as(client, sub, **query):
    return come_back(client, client.get(LOGIN, query), sub=sub)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def confirmed(email: str, **facts) -> User:
    user = UserFactory(email=email, **facts)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def test_no_service_no_button(client):
    page = client.get("/en/accounts/login/").content.decode()
    assert "Continue with" not in page
    assert client.get(LOGIN).status_code == 404


def test_the_portal_asks_for_no_more_than_it_needs(client, sign_in_service):
    assert "Continue with Federal login" in client.get("/en/accounts/login/").content.decode()
    asked = parse_qs(urlsplit(client.get(LOGIN).url).query)
    assert set(asked["scope"][0].split()) == {"openid", "email"}
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/accounts/oidc/federal/login/callback/"]


def test_a_new_person_whose_address_the_service_vouches_for_registers_with_it(client, sign_in_service):
    response = sign_in_as(client, "vouched", next="/my-candidacies/")
    assert (response.url, is_signed_in(client)) == ("/my-candidacies/", True)
    assert User.objects.get().email == "vouched@example.org"
    assert EmailAddress.objects.get().verified
    assert not User.objects.get().has_usable_password()


def test_only_what_is_needed_is_kept_of_what_the_service_tells(client, sign_in_service):
    sign_in_as(client, "vouched")
    client.logout()
    sign_in_as(client, "vouched")
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == ("vouched", {})
    assert not SocialToken.objects.exists()
    assert "85073003328" not in json.dumps(dict(client.session))


@pytest.mark.parametrize("sub", ["unvouched", "wordy"])
def test_an_address_nobody_vouches_for_is_confirmed_by_mail_first(client, sign_in_service, sub):
    assert sign_in_as(client, sub).url.endswith("/accounts/confirm-email/")
    assert not is_signed_in(client)
    assert not EmailAddress.objects.get().verified
    assert QueuedMail.objects.get().template == "accounts/confirm_address"


@pytest.mark.parametrize("sub", ["unvouched", "wordy"])
def test_an_address_nobody_vouches_for_opens_no_existing_account(client, sign_in_service, sub):
    owner = confirmed(f"{sub}@example.org")
    new = sign_in_as(client, sub)
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.get() == owner
    assert new.url.endswith("/accounts/confirm-email/")  # as for an address nobody has
    assert QueuedMail.objects.get().template == "accounts/account_exists"


def test_an_address_both_have_confirmed_is_one_account_and_its_owner_is_told(client, sign_in_service):
    owner = confirmed("vouched@example.org")
    sign_in_as(client, "vouched")
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert SocialAccount.objects.get().user == owner
    assert QueuedMail.objects.get(to_email=owner.email).template == "accounts/account_changed"


def test_an_account_whose_address_was_never_confirmed_is_not_taken_over(client, sign_in_service):
    """Else whoever registers with somebody's address waits for that person to come by the service."""
    squatter = UserFactory(email="vouched@example.org")
    EmailAddress.objects.create(user=squatter, email=squatter.email, verified=False, primary=True)
    sign_in_as(client, "vouched")
    assert not SocialAccount.objects.filter(user=squatter).exists()
    assert not is_signed_in(client)


def test_the_service_is_no_second_step(client, sign_in_service):
    officer = staff_member("desk_officer", "en")
    SocialAccount.objects.create(user=officer, provider="federal", uid="nameless")
    assert sign_in_as(client, "nameless").url.endswith("/accounts/2fa/authenticate/")
    assert not is_signed_in(client)


def test_staff_without_a_second_step_get_no_further_by_the_service(client, sign_in_service):
    officer = UserFactory(staff=True, groups=["desk_officer"], second_step=False)
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    SocialAccount.objects.create(user=officer, provider="federal", uid="nameless")
    sign_in_as(client, "nameless")
    assert client.get("/admin/").url == reverse("mfa_index")


def test_a_service_that_tells_no_address_leaves_it_to_the_person(client, sign_in_service):
    response = sign_in_as(client, "nameless")
    assert response.url == reverse("socialaccount_signup")
    assert b"E-mail" in client.get(response.url).content or b"e-mail" in client.get(response.url).content
    client.post(response.url, {"email": "vouched@example.org"})
    assert not is_signed_in(client)
    assert not EmailAddress.objects.get().verified


def test_an_account_is_connected_and_disconnected_again(client, sign_in_service):
    owner = confirmed("owner@example.org")
    client.post(reverse("account_login"), {"login": owner.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    sign_in_as(client, "unvouched", process="connect")
    connected = SocialAccount.objects.get(user=owner)
    assert "Federal login" in client.get(reverse("socialaccount_connections")).content.decode()
    client.post(reverse("socialaccount_connections"), {"account": connected.pk})
    assert not SocialAccount.objects.exists()


def test_somebody_elses_connection_does_not_exist(client, sign_in_service):
    other = SocialAccount.objects.create(user=UserFactory(), provider="federal", uid="x")
    owner = confirmed("owner@example.org")
    client.post(reverse("account_login"), {"login": owner.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("socialaccount_connections"), {"account": other.pk})
    assert SocialAccount.objects.filter(pk=other.pk).exists()


def test_whoever_stops_at_the_service_is_told_that_nothing_happened(client, sign_in_service):
    (state,) = parse_qs(urlsplit(client.get(LOGIN).url).query)["state"]
    response = client.get(f"{LOGIN}callback/", {"error": "access_denied", "state": state})
    assert response.url == reverse("socialaccount_login_cancelled")
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=server_error&state=z"])
def test_an_answer_that_nobody_asked_for_signs_nobody_in(client, sign_in_service, query):
    response = client.get(f"{LOGIN}callback/{query}")
    assert response.status_code == 401
    assert b"css/portal.css" in response.content
    assert not is_signed_in(client)


def test_a_service_that_does_not_answer_is_named_as_such(client, sign_in_service):
    sign_in_service["settings"]["server_url"] = "http://127.0.0.1:9"
    response = client.get(LOGIN)
    assert response.url == reverse("socialaccount_login_error")
    assert b"css/portal.css" in client.get(response.url).content


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_next_never_leads_off_the_site(client, sign_in_service, target):
    confirmed("vouched@example.org")
    assert "evil" not in sign_in_as(client, "vouched", next=target).url
