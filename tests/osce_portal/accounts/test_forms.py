"""What arrives in the forms of the second step: codes twice, passkeys that are none, keys of other people."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from tests.factories.accounts import PASSWORD, UserFactory
from tests.journeys.sessions import code_of, secret_of, staff_member

pytestmark = pytest.mark.django_db
NO_CREDENTIALS = ["", "x", "5", "null", "[]", "{}", '"x"', '{"response": 5}', '{"id": "a", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": 5}}',
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
        "clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "_w"}}),
]  # fmt: skip


@pytest.fixture
def owner():
    user = UserFactory(language="en")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def give_password(client, user):
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def confirm_password(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def passkey_of(user) -> Authenticator:
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "My phone", "credential": {}}
    )


def test_a_code_stays_used_for_as_long_as_it_is_good(client):
    officer = staff_member("desk_officer", "en")
    code = code_of(secret_of(officer))
    give_password(client, officer)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert cache.delete(f"allauth.mfa.totp.used?user={officer.pk}&code={code}")  # half a minute later
    other = type(client)()
    give_password(other, officer)
    other.post(reverse("mfa_authenticate"), {"code": f"{code[:3]} {code[3:]}"})
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize("credential", NO_CREDENTIALS)
def test_what_is_no_passkey_signs_nobody_in(client, credential):
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert response.url == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_a_wrong_passkey_is_called_one_and_no_code(client):
    with translation.override("en"):
        address = reverse("mfa_login_webauthn")
    client.get(address, headers={"accept": "application/json"})
    answer = client.post(address, {"credential": NO_CREDENTIALS[-1]})
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told == ["This passkey was not accepted. Please try again, or choose another way."]


@pytest.mark.parametrize("credential", NO_CREDENTIALS)
def test_what_is_no_passkey_is_not_added(client, owner, credential):
    give_password(client, owner)
    confirm_password(client)
    client.get(reverse("mfa_add_webauthn"))
    response = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": credential})
    assert response.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", NO_CREDENTIALS)
def test_what_is_no_passkey_is_no_second_step(client, credential):
    give_password(client, staff_member("desk_officer", "en"))
    client.get(reverse("mfa_authenticate"))
    assert client.post(reverse("mfa_authenticate"), {"credential": credential}).status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("route", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_somebody_elses_passkey_does_not_exist(client, owner, route):
    others = passkey_of(UserFactory())
    give_password(client, owner)
    confirm_password(client)
    for method in (client.get, client.post):
        assert method(reverse(route, args=[others.pk])).status_code == 404
        assert method(reverse(route, args=[others.pk + 1])).status_code == 404
    assert Authenticator.objects.filter(pk=others.pk).exists()


def test_passkeys_are_asked_for_the_host_of_the_settings(client, settings):
    settings.PASSKEY_HOST = "portal.example.be"
    answer = client.get(
        reverse("mfa_login_webauthn"), headers={"accept": "application/json", "host": "127.0.0.1"}
    )
    assert answer.json()["request_options"]["publicKey"]["rpId"] == "portal.example.be"


def test_a_passkey_gets_a_name_to_tell_it_from_the_others(client, owner):
    passkey_of(owner)
    client.force_login(owner)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1e11, "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(owner.pk)
    session.save()
    page = client.get(reverse("mfa_list_webauthn")).content.decode()
    assert "My phone" in page
