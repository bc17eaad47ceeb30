"""Sessions: listed, ended one by one or all at once, and over after a while."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from osce_portal.accounts.sessions import BEGAN, SEEN, forget_ended_sessions, name_client
from tests.factories.accounts import PASSWORD, UserFactory
from tests.journeys.sessions import code_of

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"


@pytest.fixture
def person():
    user = UserFactory(language="en")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def signed_in(client, user, user_agent=FIREFOX):
    client.post(
        reverse("account_login"),
        {"login": user.email, "password": PASSWORD},
        headers={"user-agent": user_agent},
    )
    assert is_open(client)
    return client


def is_open(client) -> bool:
    return client.get("/my-file/").status_code == 200


def test_people_see_where_they_are_signed_in(client, person):
    signed_in(client, person)
    signed_in(type(client)(), person, SAFARI)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Firefox, Windows" in page
    assert "Safari, iPhone" in page


def test_ending_one_session_ends_that_one(client, person):
    here, there = signed_in(client, person), signed_in(type(client)(), person)
    session = UserSession.objects.get(session_key=there.session.session_key)
    assert here.post(reverse("account_end_session", args=[session.pk])).status_code == 302
    assert not is_open(there)
    assert is_open(here)


def test_somebody_elses_session_does_not_exist(client, person):
    other = signed_in(type(client)(), somebody_else())
    session = UserSession.objects.get()
    signed_in(client, person)
    assert client.post(reverse("account_end_session", args=[session.pk])).status_code == 404
    assert is_open(other)


def somebody_else():
    user = UserFactory(language="fr")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_all_others_end_at_once(client, person):
    here, there = signed_in(client, person), signed_in(type(client)(), person)
    here.post(reverse("usersessions_list"))
    assert (is_open(here), is_open(there)) == (True, False)


def test_a_new_password_ends_the_others(client, person):
    here, there = signed_in(client, person), signed_in(type(client)(), person)
    new = "quite another secret 7"
    here.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert (is_open(here), is_open(there)) == (True, False)


def test_a_second_step_switched_on_ends_the_others(client, person, django_capture_on_commit_callbacks):
    here, there = signed_in(client, person), signed_in(type(client)(), person)
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = here.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        here.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert (is_open(here), is_open(there)) == (True, False)


@pytest.mark.parametrize("what", [BEGAN, SEEN])
def test_a_session_is_over_after_a_while(client, person, settings, what):
    client.force_login(person)
    longest = {BEGAN: settings.SESSION_LONGEST, SEEN: settings.SESSION_IDLE}[what]
    for seconds, lasts in ((longest - 60, True), (longest + 1, False)):
        session = client.session
        session[SEEN] = session[BEGAN] = int(timezone.now().timestamp())
        session[what] -= seconds
        session.save()
        assert is_open(client) is lasts
    assert "_auth_user_id" not in client.session
    assert "signed out for safety" in client.get("/en/accounts/login/").content.decode()


def test_a_visit_is_noted_now_and_then(client, person, django_assert_num_queries):
    client.force_login(person)
    client.get("/brand-new-room/")
    with django_assert_num_queries(2):  # the session and the account are read, nothing is written
        client.get("/brand-new-room/")


def test_the_session_has_another_name_after_signing_in(client, person):
    client.get(reverse("account_login"))
    client.post(reverse("set_language"), {"language": "nl"})
    before = client.session.session_key
    signed_in(client, person)
    assert client.session.session_key != before


def test_the_night_forgets_where_people_were_signed_in(client, person):
    signed_in(client, person)
    assert forget_ended_sessions() == 0
    Session.objects.update(expire_date=timezone.now())
    assert forget_ended_sessions() == 1
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("user_agent", "name"), [(FIREFOX, "Firefox, Windows"), ("curl/8", ""), ("X11; Linux", "Linux")]
)
def test_a_browser_in_words(user_agent, name):
    assert name_client(user_agent) == name
