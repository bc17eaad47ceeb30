"""Signing in through a service, in Chromium: out to the provider and back, and the pages on the way."""

import pytest
from playwright.sync_api import Page

from osce_portal.accounts.models import User
from tests.browser import faults_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def traveller(chromium, live_server, sign_in_service) -> Page:
    """A page that may leave the portal: the provider is another server."""
    context = chromium.new_context(
        base_url=live_server.url, locale="fr-BE", viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


def go_to_service(page: Page, sub: str, link: str = "/fr/accounts/login/") -> None:
    page.goto(link)
    page.click("main a[href*='/oidc/federal/']")
    page.fill("[name=sub]", sub)
    page.keyboard.press("Enter")


def test_a_newcomer_comes_back_registered(traveller, live_server):
    go_to_service(traveller, "vouched", "/fr/accounts/signup/")
    traveller.wait_for_url(f"{live_server.url}/my-file/**")
    assert User.objects.get().email == "vouched@example.org"
    traveller.goto("/fr/accounts/services/")
    traveller.wait_for_url("**/privacy/notice/**")  # comes first, however somebody registered
    traveller.click("main button[type=submit]")
    traveller.wait_for_url("**/accounts/services/")
    assert traveller.get_by_role("heading", name="Federal login").count()
    assert faults_of(traveller) == []


def test_a_newcomer_without_an_address_is_asked_for_it(traveller, live_server):
    go_to_service(traveller, "nameless")
    traveller.wait_for_url("**/accounts/services/signup/")
    assert faults_of(traveller) == []
    traveller.click("main button[type=submit]")
    assert traveller.locator(".is-invalid").count()
    assert faults_of(traveller) == []


def test_the_sign_in_page_with_a_service(traveller, live_server):
    for path in ("/fr/accounts/login/", "/fr/accounts/signup/"):
        traveller.goto(path)
        assert faults_of(traveller) == []
