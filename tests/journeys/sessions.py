"""Who sits before a page: by a session made on the server, or through the sign-in page itself."""

from allauth.account.models import EmailAddress
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
    """Sign in as people do, in the language of ``user``, and arrive on the own first page."""
    page.goto(f"/{user.language}/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("main").get_by_role("button", name=say(user.language, "Sign in")).click()
    page.wait_for_url("**/admin/" if user.is_staff else "**/my-file/")
