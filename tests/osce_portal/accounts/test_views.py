import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.osce_portal.accounts.test_adapter import LEAVE_THE_SITE

pytestmark = pytest.mark.django_db


def choose(client, language, target="/fr/"):
    return client.post(reverse("set_language"), {"language": language, "next": target})


def test_a_visitors_choice_leads_to_the_same_page_in_that_language(client):
    assert choose(client, "nl", "/fr/accounts/login/?next=/x").url == "/nl/accounts/login/?next=/x"
    assert client.get("/").url == "/nl/"


def test_a_signed_in_persons_choice_is_kept_with_the_account(client):
    user = UserFactory(language="fr")
    client.force_login(user)
    choose(client, "de", reverse("candidates:overview"))
    user.refresh_from_db()
    assert user.language == "de"
    assert b'<html lang="de"' in client.get("/de/").content


@pytest.mark.parametrize("language", ["xx", "", "fr' OR 1"])
def test_an_unknown_language_changes_nothing(client, language):
    user = UserFactory(language="fr")
    client.force_login(user)
    choose(client, language)
    user.refresh_from_db()
    assert user.language == "fr"


def test_choosing_needs_a_post(client):
    assert client.get(reverse("set_language")).status_code == 405


@pytest.mark.parametrize("target", LEAVE_THE_SITE)
def test_choosing_never_leads_off_the_site(client, target):
    assert choose(client, "nl", target).url.startswith("/")
    assert not choose(client, "nl", target).url.startswith(("//", "/\\"))
