"""Signing in with a code from the phone: switched on, asked for, looked after, switched off again."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests.accessibility.looking import look_at, send_nothing_to
from tests.browser import faults_of_state
from tests.factories.accounts import PASSWORD, UserFactory
from tests.journeys.sessions import code_of, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LOOKED_AFTER = [
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
]
PAGES = ["mfa_activate_totp", "mfa_authenticate", *LOOKED_AFTER]


def confirm_password(page) -> None:
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def switch_on(page) -> None:
    """From the page with the square to the page with the codes for emergencies; looks at both."""
    assert page.locator(".qr svg").bounding_box()["width"] > 150
    assert faults_of_state(page) == []
    page.fill("[name=code]", code_of(page.inner_text("main code")))
    page.click("main button[type=submit]")
    assert page.locator("main .codes li").count() == 10
    assert faults_of_state(page) == []


def test_the_second_step(phone_page, live_server):
    page, user = phone_page, UserFactory(staff=True, groups=["desk_officer"], second_step=False)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in(page, user)
    assert faults_of_state(page) == []
    page.goto("/fr/accounts/2fa/totp/activate/")
    confirm_password(page)
    switch_on(page)
    look_at(page, [reverse(name) for name in [*LOOKED_AFTER, "mfa_index"]], "fr")
    page.click("main a[href='/admin/']")
    page.wait_for_url("**/admin/")
    look_at(page, [reverse("mfa_reauthenticate")], "fr")
    send_nothing_to(page, [reverse("mfa_reauthenticate")], "fr")

    page.goto("/fr/accounts/logout/")
    page.click("main button[type=submit]")
    page.goto("/fr/accounts/login/")
    page.fill("[name=login]", user.email)
    confirm_password(page)
    page.wait_for_url("**/accounts/2fa/authenticate/")
    assert faults_of_state(page) == []
    page.fill("[name=code]", "000000")
    page.click("main button[type=submit]")
    assert page.locator(".is-invalid").count()
    assert faults_of_state(page) == []
