"""Signing in with a code from the phone: switched on, asked for, looked after, switched off again."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from tests.accessibility.looking import look_at, send_nothing_to
from tests.browser import faults_of
from tests.factories.accounts import PASSWORD
from tests.journeys.sessions import sign_in, staff_member

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LOOKED_AFTER = [
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
]
PAGES = ["mfa_activate_totp", "mfa_authenticate", *LOOKED_AFTER]


def code_of(secret: str) -> str:
    """What the app on the phone would show now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def confirm_password(page) -> None:
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def switch_on(page) -> None:
    """From the page with the square to the page with the codes for emergencies; looks at both."""
    assert page.locator(".qr svg").bounding_box()["width"] > 150
    assert faults_of(page) == []
    page.fill("[name=code]", code_of(page.inner_text("main code")))
    page.click("main button[type=submit]")
    assert page.locator("main .codes li").count() == 10
    assert faults_of(page) == []


def test_the_second_step(phone_page, live_server):
    page, user = phone_page, staff_member("desk_officer", "fr")
    sign_in(page, user)
    page.goto("/fr/accounts/2fa/totp/activate/")
    if page.locator("[name=password]").count():
        confirm_password(page)
    switch_on(page)
    look_at(page, [reverse(name) for name in LOOKED_AFTER], "fr")
    send_nothing_to(page, [reverse("mfa_reauthenticate")], "fr")

    page.goto("/fr/accounts/logout/")
    page.click("main button[type=submit]")
    page.goto("/fr/accounts/login/")
    page.fill("[name=login]", user.email)
    confirm_password(page)
    page.wait_for_url("**/accounts/2fa/authenticate/")
    assert faults_of(page) == []
    page.fill("[name=code]", "000000")
    page.click("main button[type=submit]")
    assert page.locator(".is-invalid").count()
    assert faults_of(page) == []
