"""How often one may try at every door, and what the doors tell of who has an account: nothing."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse

from osce_portal.mail.models import QueuedMail
from tests.factories.accounts import PASSWORD, UserFactory
from tests.journeys.sessions import code_of, secret_of, staff_member

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "quite another secret 7"
VARYING = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|[\w.+-]+@example\.org')


@pytest.fixture(autouse=True)
def limits(settings):
    """The limits as in production; what the test before has tried is forgotten."""
    settings.ACCOUNT_RATE_LIMITS = {}
    settings.MFA_RATE_LIMITS = {}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(params=["known", "unverified", "unknown"])
def address(request) -> str:
    """An address with an account, with one that was never confirmed, and with none."""
    email = f"{request.param}@example.org"
    if request.param != "unknown":
        user = UserFactory(email=email, language="en")
        EmailAddress.objects.create(user=user, email=email, verified=request.param == "known", primary=True)
    return email


def seen(client, response) -> tuple:
    """Status, where it leads, and the page that is read there, but for what differs each time."""
    where = response.headers.get("Location", "")
    page = client.get(where) if where else response
    return response.status_code, where, VARYING.sub("", page.content.decode())


def answers(client, address, name, **data) -> list[tuple]:
    """The answers to the same form sent three times."""
    return [seen(client, client.post(reverse(name), data)) for _time in range(3)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("account_login", lambda email: {"login": email, "password": "wrong"}),
        ("account_reset_password", lambda email: {"email": email}),
        (
            "account_signup",
            lambda email: {"email": email, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        ),
    ],
)
def test_no_door_tells_who_has_an_account(client, name, data, address):
    found = answers(client, address, name, **data(address))
    cache.clear()
    nobody = "somebody.else@example.org"
    assert found == answers(type(client)(), nobody, name, **data(nobody))


def test_changing_the_address_to_one_that_is_taken_looks_the_same(client):
    UserFactory(email="taken@example.org")
    owner = UserFactory(language="en")
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    client.force_login(owner)
    taken, free = (
        seen(client, client.post(reverse("account_email"), {"action_add": "", "email": email}))
        for email in ("taken@example.org", "free@example.org")
    )
    assert taken == free


def try_often(client, address, times, **data) -> list[int]:
    return [client.post(address, data).status_code for _time in range(times)]


def test_guessing_passwords_is_stopped_for_the_address(client):
    user = UserFactory(email="known@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    login = reverse("account_login")
    try_often(client, login, 5, login=user.email, password="wrong")
    client.post(login, {"login": user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_guessing_codes_is_stopped(client):
    officer = staff_member("desk_officer", "en")
    client.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
    try_often(client, reverse("mfa_authenticate"), 5, code="000000")
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret_of(officer))})
    assert "_auth_user_id" not in client.session


def test_guessing_the_password_of_an_open_session_is_stopped(client):
    client.force_login(UserFactory())
    assert try_often(client, reverse("account_reauthenticate"), 12, password="wrong")[-1] == 429


@pytest.mark.parametrize(
    ("name", "most", "data"),
    [
        ("account_login", 30, {"login": "a@example.org", "password": "x"}),
        ("account_signup", 20, {"email": "a@example.org", "password1": "x", "password2": "x"}),
        ("mfa_login_webauthn", 10, {"credential": "{}"}),
    ],
)
def test_one_machine_tries_so_often_and_no_more(client, name, most, data):
    tried = try_often(client, reverse(name), most + 1, **data)
    assert 429 not in tried[:most]
    assert tried[most] == 429


def test_one_machine_asks_for_so_many_mails_and_no_more(client):
    tried = [
        client.post(reverse("account_reset_password"), {"email": f"nobody{number}@example.org"}).status_code
        for number in range(21)
    ]
    assert tried == [302] * 20 + [429]


def test_one_address_is_sent_so_many_mails_and_no_more(client):
    try_often(client, reverse("account_reset_password"), 7, email="nobody@example.org")
    assert QueuedMail.objects.count() <= 5


def test_the_admins_own_login_takes_no_password(client):
    officer = staff_member("desk_officer", "en")
    client.post("/admin/login/", {"username": officer.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_who_signs_in_elsewhere_is_not_believed_about_the_own_address(client):
    """Else each try could name another machine."""
    for number in range(31):
        answer = client.post(
            reverse("account_login"),
            {"login": "a@example.org", "password": "x"},
            headers={"x-forwarded-for": f"192.0.2.{number}"},
        )
    assert answer.status_code == 429
