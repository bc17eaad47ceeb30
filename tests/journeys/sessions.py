"""Who sits before a page: by a session made on the server, or through the sign-in page itself."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from osce_portal.accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory
from tests.journeys.words import say


def seat(page: Page, user: User, live_server) -> Page:
    """Give the browser the session of ``user``, without the sign-in page."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return page


def staff_member(role: str, language: str) -> User:
    """A member of staff with a confirmed address, who may sign in with ``PASSWORD``."""
    user = UserFactory(staff=True, groups=[role], language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(page: Page, user: User) -> None:
    """Sign in as people do, in the language of ``user``, and arrive on the own first page.

    Whoever has a second step gives its code, which is good once: not twice within half a minute. Staff
    without one arrive where it is switched on.
    """
    page.goto(f"/{user.language}/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("main").get_by_role("button", name=say(user.language, "Sign in"), exact=True).click()
    secret = secret_of(user)
    if secret:
        page.wait_for_url("**/accounts/2fa/authenticate/")
        page.fill("[name=code]", code_of(secret))
        page.get_by_role("main").get_by_role("button", name=say(user.language, "Sign in"), exact=True).click()
    starts = "**/admin/" if secret else "**/accounts/2fa/"
    page.wait_for_url(starts if user.is_staff else "**/my-file/")


def secret_of(user: User) -> str | None:
    """What the app on the phone of ``user`` was told, if there is one."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return app and app.data["secret"]


def code_of(secret: str) -> str:
    """What that app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
