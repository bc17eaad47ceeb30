"""The privacy notice: read by everybody, taken note of by candidates, a new version at the next sign-in."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from osce_portal.accounts.models import User
from osce_portal.privacy.models import NoticeAcceptance
from osce_portal.privacy.services.notices import VERSIONS
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def sign_in(client, user):
    if not user.emailaddress_set.exists():
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_each_version_is_there_in_each_language(client, version, language):
    with translation.override(language):
        page = client.get(reverse("privacy-notice-version", args=[version]))
    text = page.content.decode()
    assert page.status_code == 200
    assert f"mailto:{settings.DPO_CONTACT}" in text
    assert str(settings.RETENTION_YEARS) in text
    assert text.count("<h2>") == 8


def test_an_unknown_version_does_not_exist(client):
    assert client.get(reverse("privacy-notice-version", args=["1831-02"])).status_code == 404


def test_every_page_leads_to_the_notice(client):
    assert reverse("privacy-notice") in client.get(reverse("account_login")).content.decode()


def test_whoever_registers_has_taken_note_in_the_language_of_the_page(client):
    with translation.override("nl"):
        page, notice = reverse("account_signup"), reverse("privacy-notice")
    assert client.get(page).content.decode().count(notice) == 2  # beside the form and at the foot
    password = "a long password of nobody"
    client.post(page, {"email": "nieuw@example.org", "password1": password, "password2": password})
    noted = NoticeAcceptance.objects.get(account=User.objects.get(email="nieuw@example.org"))
    assert (noted.version, noted.language) == (VERSIONS[-1], "nl")


def test_a_candidate_who_has_not_read_it_reads_it_before_going_on(client):
    user = UserFactory(notice=False)
    arrived = sign_in(client, user)
    assert arrived.redirect_chain[-1][0].startswith(reverse("privacy:notice"))

    asked = client.get(reverse("candidates:identity"))
    assert asked["Location"] == f"{reverse('privacy:notice')}?next=%2Fmy-file%2Fidentity%2F"
    back = client.post(reverse("privacy:notice"), {"next": "/my-file/identity/"})

    assert back["Location"] == "/my-file/identity/"
    assert client.get(reverse("candidates:identity")).status_code == 200
    assert NoticeAcceptance.objects.get(account=user).version == VERSIONS[-1]


def test_a_new_version_is_shown_at_the_next_sign_in_to_who_knew_the_last(client):
    user = UserFactory()
    sign_in(client, user)
    assert client.get(reverse("candidates:overview")).status_code == 200
    client.logout()
    NoticeAcceptance.objects.filter(account=user).update(version="2025-01")  # the one before

    sign_in_page = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert client.get(sign_in_page["Location"])["Location"].startswith(reverse("privacy:notice"))


@pytest.mark.parametrize("page", ["privacy:overview", "privacy:looks", "privacy-notice", "account_logout"])
def test_own_data_and_the_way_out_stay_open(client, page):
    sign_in(client, UserFactory(notice=False))
    assert client.get(reverse(page)).status_code == 200


def test_what_is_sent_is_taken_in(client):
    sign_in(client, UserFactory(notice=False))
    assert client.post(reverse("candidates:identity"), {"first_name": "Ada"}).status_code == 200


def test_staff_are_not_asked(client):
    user = UserFactory(staff=True, second_step=False)
    assert not any(
        reverse("privacy:notice") in step for step, _status in sign_in(client, user).redirect_chain
    )


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_taking_note_leads_nowhere_else(client, elsewhere):
    client.force_login(UserFactory(notice=False))
    answer = client.post(reverse("privacy:notice"), {"next": elsewhere})
    assert answer["Location"] == reverse("privacy:overview")
