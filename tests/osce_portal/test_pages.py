"""The frame's own pages in Chromium: accessible, within the content policy, no wider than a phone."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from osce_portal.audit.services import record, seal_entries
from tests.axe import faults_of, width_of
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.mail import QueuedMailFactory

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC = [
    "",
    "accounts/login/",
    "accounts/signup/",
    "accounts/password/reset/",
    "accounts/confirm-email/",
    "none",
]
ACCOUNT = ["accounts/email/", "accounts/password/change/", "accounts/2fa/", "accounts/2fa/totp/activate/"]


def sign_in(page, **fields):
    user = UserFactory(**fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    page.goto("/fr/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    return user


def code_of(secret):
    """What the app on the phone would show now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def complaints(page, addresses):
    """Look at each page once; what is wrong, by address."""
    found = {}
    for address in addresses:
        page.goto(address)
        wrong = faults_of(page) + [f"{width_of(page)} px too wide"] * (width_of(page) > 0)
        found |= {address: wrong} if wrong else {}
    return found


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_public_pages_have_no_fault_in_any_language(phone_page, language):
    assert complaints(phone_page, [f"/{language}/{address}" for address in PUBLIC]) == {}


def test_public_pages_have_different_titles(page):
    titles = []
    for address in PUBLIC[:4]:
        page.goto(f"/en/{address}")
        titles.append(page.title())
    assert len(set(titles)) == len(titles)


def test_errors_stand_beside_their_fields_and_have_no_fault(phone_page):
    phone_page.goto("/en/accounts/signup/")
    phone_page.fill("[name=email]", "no address")
    phone_page.fill("[name=password1]", "short")
    phone_page.click("main button[type=submit]")
    assert phone_page.locator("#id_email.is-invalid").count() == 1
    assert phone_page.input_value("[name=email]") == "no address"
    assert faults_of(phone_page) == []


def test_account_pages_have_no_fault(phone_page):
    sign_in(phone_page)
    assert complaints(phone_page, [f"/fr/{address}" for address in ACCOUNT]) == {}


def test_the_second_step_is_switched_on_and_asked_for(phone_page):
    user = sign_in(phone_page)
    phone_page.goto("/fr/accounts/2fa/totp/activate/")
    phone_page.fill("[name=password]", PASSWORD)
    phone_page.click("main button[type=submit]")
    assert phone_page.locator(".qr svg").bounding_box()["width"] > 150
    assert faults_of(phone_page) == []
    secret = phone_page.inner_text("main code")
    phone_page.fill("[name=code]", code_of(secret))
    phone_page.click("main button[type=submit]")
    assert phone_page.locator("main .codes li").count() == 10
    assert faults_of(phone_page) == []

    phone_page.goto("/fr/accounts/logout/")
    phone_page.click("main button[type=submit]")
    phone_page.goto("/fr/accounts/login/")
    phone_page.fill("[name=login]", user.email)
    phone_page.fill("[name=password]", PASSWORD)
    phone_page.click("main button[type=submit]")
    phone_page.wait_for_url("**/accounts/2fa/authenticate/")
    assert faults_of(phone_page) == []


def test_admin_pages_have_no_fault_on_a_phone_and_on_a_desk(open_page):
    person = UserFactory()
    mail = QueuedMailFactory()
    entry = record("candidate.seen", person, subject=person, values={"shown": ["identity"]})
    seal_entries()
    addresses = [
        "/admin/",
        "/admin/mail/queuedmail/",
        f"/admin/mail/queuedmail/{mail.pk}/change/",
        "/admin/audit/auditentry/",
        f"/admin/audit/auditentry/{entry.pk}/change/",
        "/admin/audit/auditentry/verify/",
        "/admin/accounts/user/",
        f"/admin/accounts/user/{person.pk}/change/",
        "/admin/accounts/user/add/",
        "/admin/password_change/",
    ]
    page = open_page(viewport={"width": 1280, "height": 900})
    sign_in(page, is_staff=True, is_superuser=True)
    assert complaints(page, addresses) == {}

    page.set_viewport_size({"width": 390, "height": 844})
    for address in addresses:
        page.goto(address)
        assert (address, width_of(page)) == (address, 0)


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(page):
    page.goto("/fr/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_language_switch_works_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/fr/accounts/login/")
    page.click("text=Nederlands")
    assert page.url.endswith("/nl/accounts/login/")
