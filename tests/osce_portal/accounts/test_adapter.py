"""Registering, confirming, signing in, and the mails that belong to it."""

import re
from typing import ClassVar

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from osce_portal.accounts.models import User
from osce_portal.mail.models import QueuedMail
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "quite another secret 7"


@pytest.fixture
def verified():
    user = UserFactory(email="known@example.org", language="nl")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def register(client, email="new@example.org", language="fr", **extra):
    data = {"email": email, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return client.post(f"/{language}/accounts/signup/", data, **extra)


def sign_in(client, user, password=PASSWORD, **query):
    return client.post(
        reverse("account_login", query=query), {"login": user.email, "password": password}, follow=False
    )


def link_in(mail: QueuedMail) -> str:
    return re.search(r"^http\S+$", mail.body, re.MULTILINE)[0]


def path_of(link: str) -> str:
    return link.removeprefix("http://testserver")


def test_who_registers_and_opens_the_link_lands_on_the_own_file(client):
    response = register(client, language="de")
    assert response.url == "/de/accounts/confirm-email/"
    mail = QueuedMail.objects.get()
    assert (mail.to_email, mail.language, mail.template) == (
        "new@example.org",
        "de",
        "accounts/confirm_address",
    )

    response = client.post(path_of(link_in(mail)))

    assert response.url == reverse("candidates:overview")
    user = User.objects.get(email="new@example.org")
    assert (user.language, user.public_id) == ("de", mail.recipient_ref)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_looking_at_the_link_confirms_nothing(client):
    """Mail scanners open every link."""
    register(client)
    client.get(path_of(link_in(QueuedMail.objects.get())))
    assert not EmailAddress.objects.get().verified


def test_the_link_opened_in_another_browser_confirms_without_signing_in(client, client_factory):
    register(client)
    other = client_factory()
    response = other.post(path_of(link_in(QueuedMail.objects.get())))
    assert EmailAddress.objects.get().verified
    assert "_auth_user_id" not in other.session
    assert "/accounts/login/" in response.url


@pytest.fixture
def client_factory(client):
    return type(client)


def test_nobody_signs_in_before_the_address_is_confirmed(client, client_factory):
    register(client)
    other = client_factory()
    response = other.post("/fr/accounts/login/", {"login": "new@example.org", "password": NEW_PASSWORD})
    assert response.url == "/fr/accounts/confirm-email/"
    assert "_auth_user_id" not in other.session


def test_registering_a_known_address_looks_the_same_and_tells_its_owner_alone(
    client, verified, client_factory
):
    known = register(client, email="Known@example.org")
    unknown = register(client_factory())
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert User.objects.filter(email__iexact="known@example.org").count() == 1
    mail = QueuedMail.objects.get(to_email__iexact="known@example.org")
    assert (mail.template, mail.language) == ("accounts/account_exists", "nl")


class CountingHasher(MD5PasswordHasher):
    """Counts the passwords that were hashed: in earnest that is what takes time."""

    hashed: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.hashed.append(salt)
        return super().encode(password, salt)


def test_registering_a_known_address_takes_as_long(client, verified, client_factory, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    counts = []
    for visitor, email in ((client, "Known@example.org"), (client_factory(), "new@example.org")):
        CountingHasher.hashed.clear()
        register(visitor, email=email)
        counts.append(len(CountingHasher.hashed))

    assert counts == [1, 1]


def test_asking_for_a_new_password_looks_the_same_for_every_address(client, verified):
    known = client.post("/fr/accounts/password/reset/", {"email": verified.email})
    unknown = client.post("/fr/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    templates = dict(QueuedMail.objects.values_list("to_email", "template"))
    assert templates == {
        verified.email: "accounts/reset_password",
        "nobody@example.org": "accounts/no_account",
    }


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, verified):
    stranger = UserFactory.build(email="nobody@example.org")
    answers = [
        sign_in(client, verified, "wrong").content.decode().replace(verified.email, ""),
        sign_in(client, stranger, "wrong").content.decode().replace(stranger.email, ""),
    ]
    tokens = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert tokens.sub("", answers[0]) == tokens.sub("", answers[1])


def test_a_new_password_is_chosen_through_the_mailed_link_and_the_change_is_told(client, verified):
    client.post("/fr/accounts/password/reset/", {"email": verified.email})
    form = client.get(path_of(link_in(QueuedMail.objects.get())), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    verified.refresh_from_db()
    assert verified.check_password(NEW_PASSWORD)
    assert QueuedMail.objects.filter(template="accounts/account_changed", to_email=verified.email).exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"HTTP_HOST": "127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_FORWARDED": "host=evil.example"},
    ],
    ids=lambda forged: next(iter(forged)),
)
def test_links_in_mails_come_from_the_setting_whatever_host_the_request_names(client, verified, forged):
    register(client, **forged)
    client.post("/fr/accounts/password/reset/", {"email": verified.email}, **forged)
    links = [link_in(mail) for mail in QueuedMail.objects.all()]
    assert len(links) == 2
    assert all(link.startswith("http://testserver/") for link in links)


def test_a_foreign_host_is_refused(client):
    assert register(client, HTTP_HOST="evil.example").status_code == 400
    assert QueuedMail.objects.count() == 0


def test_links_in_mails_speak_the_recipients_language(client, verified):
    client.post("/fr/accounts/password/reset/", {"email": verified.email})
    assert path_of(link_in(QueuedMail.objects.get())).startswith("/nl/")


def test_staff_begin_in_the_admin_and_candidates_with_their_file(client, verified, client_factory):
    assert sign_in(client, verified).url == reverse("candidates:overview")
    officer = UserFactory(staff=True, second_step=False)
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    assert sign_in(client_factory(), officer).url == reverse("admin:index")


def test_a_closed_account_does_not_sign_in_and_its_session_ends(client, verified):
    sign_in(client, verified)
    verified.is_active = False
    verified.save()
    assert client.get(reverse("candidates:overview")).status_code == 302
    assert "inactive" in sign_in(client, verified).url


def test_the_admins_own_login_leads_to_the_portals(client):
    response = client.get("/admin/login/?next=/admin/mail/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302


def test_a_candidate_is_not_let_into_the_admin(client, verified):
    client.force_login(verified)
    assert client.get("/admin/", follow=True).status_code == 404


LEAVE_THE_SITE = [
    "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "https:evil.example", "http:///evil.example", "javascript:alert(1)", "data:text/html,x", "\thttps://evil.example",
    "https://testserver@evil.example/", "https://evil.example\\@testserver/", "//testserver@evil.example",
    "/\t/evil.example", "ftp://testserver/", " //evil.example", "https://testserver.evil.example/",
]  # fmt: skip


@pytest.mark.parametrize("target", LEAVE_THE_SITE)
def test_next_never_leads_off_the_site(client, verified, target):
    assert sign_in(client, verified, next=target).url == reverse("candidates:overview")
    admin = client.get("/admin/login/", {"next": target})
    assert "evil" not in admin.headers.get("Location", "").partition("?")[0]
    out = client.post(reverse("account_logout"), {"next": target})
    assert out.url == reverse("home")


def test_next_leads_within_the_site(client, verified):
    assert sign_in(client, verified, next="/my-file/").url == "/my-file/"


def test_too_many_wrong_passwords_are_stopped_and_the_owner_too(client, verified, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    for _attempt in range(3):
        sign_in(client, verified, "wrong")
    data = {"login": verified.email, "password": PASSWORD}
    page = client.post("/en/accounts/login/", data).content.decode()
    assert "Too many attempts" in page
    assert "_auth_user_id" not in client.session


def test_too_many_requests_get_a_page_in_the_portals_look(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    register(client)
    response = register(client, email="second@example.org")
    assert response.status_code == 429
    assert b"css/portal.css" in response.content


def test_an_address_that_somebody_else_registered_goes_to_its_owner(client, client_factory):
    """Without the mailbox an account never opens; whoever has it chooses a password of their own."""
    register(client_factory(), email="owner@example.org")
    client.post("/fr/accounts/password/reset/", {"email": "owner@example.org"})
    mail = QueuedMail.objects.get(template="accounts/reset_password")
    form = client.get(path_of(link_in(mail)), follow=True)
    own = "chosen by the owner 9"
    client.post(form.request["PATH_INFO"], {"password1": own, "password2": own})

    user = User.objects.get(email="owner@example.org")
    assert user.check_password(own)
    squatter = client_factory()
    sign_in(squatter, user, NEW_PASSWORD)
    assert "_auth_user_id" not in squatter.session
