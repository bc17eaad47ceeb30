"""Passkeys, kept by a device that Chromium plays: added, used with and without the password, removed."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from tests.browser import faults_of
from tests.factories.accounts import PASSWORD, UserFactory
from tests.journeys.sessions import sign_in, staff_member
from tests.journeys.words import say

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PAGES = [
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
]


@pytest.fixture(autouse=True)
def passkey_host(settings):
    settings.PASSKEY_HOST = "localhost"  # where the live server is


def give_device(page):
    """A device with a fingerprint reader; what it holds can be taken away again."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    return lambda: session.send("WebAuthn.clearCredentials", {"authenticatorId": device})


def person(**facts):
    user = UserFactory(language="fr", **facts)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def confirm_password(page) -> None:
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def add_passkey(page, name: str, *, alone: bool = True) -> None:
    page.goto("/fr/accounts/2fa/webauthn/add/")
    if page.locator("[name=password]").count():
        confirm_password(page)
    page.fill("[name=name]", name)
    page.set_checked("[name=passwordless]", alone)
    assert faults_of(page) == []
    page.click("#passkey-add")
    page.wait_for_url("**/recovery-codes/")


def sign_out(page) -> None:
    page.goto("/fr/accounts/logout/")
    page.click("main button[type=submit]")


def test_a_passkey_alone_signs_in_and_is_removed_again(phone_page, live_server):
    page, user = phone_page, person()
    give_device(page)
    sign_in(page, user)
    add_passkey(page, "Mon téléphone")
    page.goto("/fr/accounts/2fa/webauthn/")
    assert page.get_by_role("heading", name="Mon téléphone").count()
    assert faults_of(page) == []

    sign_out(page)
    page.goto("/fr/accounts/login/?next=/my-candidacies/")
    assert faults_of(page) == []
    page.click("#passkey-login")
    page.wait_for_url(f"{live_server.url}/my-candidacies/")

    page.goto("/fr/accounts/2fa/webauthn/")
    page.click("a[href$='/edit/']")
    page.click("a[href*='/webauthn/reauthenticate/']")
    assert faults_of(page) == []
    page.click("#passkey-use")
    page.wait_for_url("**/edit/")
    assert faults_of(page) == []
    page.fill("[name=name]", "Vieux téléphone")
    page.click("main button[type=submit]")
    page.click("a[href$='/remove/']")
    assert faults_of(page) == []
    page.click("main button[type=submit]")
    page.wait_for_url("**/2fa/webauthn/")
    assert not Authenticator.objects.exists()


def test_a_passkey_stands_in_for_the_code_after_the_password(page, live_server):
    user = staff_member("desk_officer", "fr")
    user.authenticator_set.all().delete()
    give_device(page)
    sign_in(page, user)
    add_passkey(page, "Clé du bureau", alone=False)
    sign_out(page)
    page.goto("/fr/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("main").get_by_role("button", name=say("fr", "Sign in"), exact=True).click()
    page.wait_for_url("**/accounts/2fa/authenticate/")
    assert faults_of(page) == []
    page.click("#passkey-use")
    page.wait_for_url("**/admin/")


def test_a_device_that_knows_no_passkey_gets_an_answer_on_the_page(page, live_server):
    user = person()
    forget = give_device(page)
    sign_in(page, user)
    add_passkey(page, "Perdu")
    sign_out(page)
    forget()
    page.goto("/fr/accounts/login/")
    page.click("#passkey-login")
    page.locator("[data-passkey-failed]").wait_for(state="visible")
    assert faults_of(page) == []
    assert page.url.endswith("/accounts/login/")


def test_without_javascript_the_app_is_named_instead(open_page, live_server):
    page = open_page(java_script_enabled=False)
    sign_in(page, person())
    page.goto("/fr/accounts/2fa/webauthn/add/")
    confirm_password(page)
    assert page.locator("[data-no-passkey]").is_visible()
    assert not page.locator("#passkey-add").is_visible()
