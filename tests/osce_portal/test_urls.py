"""Languages of the addresses, and what every answer carries in its headers."""

from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.views import defaults

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
PUBLIC = ["home", "account_login", "account_signup", "account_reset_password", "missions:calendar"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("nl-BE,nl;q=0.9,fr;q=0.5", "nl"), ("de", "de"), ("en-GB", "en"), ("pl,ru", "fr"), ("", "fr")],
)
def test_the_first_visit_speaks_the_browsers_language_or_french(client, accepted, language):
    assert client.get("/", headers={"accept-language": accepted}).url == f"/{language}/"


def test_the_signed_in_persons_language_comes_before_the_browsers(client):
    client.force_login(UserFactory(language="nl"))
    assert client.get("/", headers={"accept-language": "de"}).url == "/nl/"
    page = client.get(reverse("account_email"), headers={"accept-language": "de"})
    assert page.status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_their_language_and_name_the_others(client, language):
    page = client.get(f"/{language}/").content.decode()
    assert f'<html lang="{language}"' in page
    for other in LANGUAGES:
        assert f'hreflang="{other}" href="http://testserver/{other}/"' in page


def test_signed_in_pages_name_no_other_addresses(client):
    client.force_login(UserFactory())
    assert "hreflang" not in client.get(reverse("candidates:overview")).content.decode()


EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(
    "address", ["/fr/", "/fr/accounts/login/", "/fr/nothing-here", "/health/", "/calendar.json"]
)
def test_every_answer_carries_the_same_protection(client, address):
    response = client.get(address)
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["home", "candidates:overview", "account_email", "missions:calendar"])
def test_what_a_signed_in_person_sees_is_kept_by_no_cache(client, name):
    client.force_login(UserFactory())
    assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]


def test_the_admin_is_kept_by_no_cache(client):
    client.force_login(UserFactory(staff=True, is_superuser=True))
    assert "no-store" in client.get("/admin/").headers["Cache-Control"]


def test_cookies_are_closed_to_scripts_and_to_other_sites(client):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.get("/fr/accounts/login/")
    client.post("/fr/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post(reverse("set_language"), {"language": "nl"})
    assert set(client.cookies) == {"csrftoken", "sessionid", "django_language"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_a_page_that_does_not_exist_says_so_in_the_portals_look(client):
    response = client.get("/nl/nothing-here")
    assert response.status_code == 404
    assert b"css/portal.css" in response.content


def test_a_form_without_its_token_is_refused_in_the_portals_look(client):
    response = type(client)(enforce_csrf_checks=True).post("/fr/accounts/login/", {"login": "x"})
    assert response.status_code == 403
    assert b"css/portal.css" in response.content


ERROR_PAGES = {
    400: partial(defaults.bad_request, exception=None),
    500: defaults.server_error,
}


@pytest.mark.parametrize("status", sorted(ERROR_PAGES))
def test_error_pages_need_neither_session_nor_database(rf, status, django_assert_num_queries):
    with django_assert_num_queries(0), translation.override("nl"):
        response = ERROR_PAGES[status](rf.get("/"))
    assert response.status_code == status
    assert b'<html lang="nl"' in response.content
    assert b"css/portal.css" in response.content


def test_the_page_with_everybodys_mails_exists_only_where_the_setting_says(client):
    assert settings.DEV_MAIL_PAGE is False
    assert client.get("/dev/mails/").status_code == 404
