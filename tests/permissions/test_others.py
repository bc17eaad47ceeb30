"""Who has no column in the table: an address not yet confirmed, and the superuser of an emergency."""

from http.cookies import SimpleCookie

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import PASSWORD, UserFactory
from tests.permissions.table import read_table
from tests.permissions.test_table import ask, outcome_of
from tests.permissions.world import ROLES, arguments, make_world, walk_routes

pytestmark = pytest.mark.django_db


def differences(client: Client, expected) -> list[str]:
    """Lines of the table whose outcome for this session is not the expected one."""
    world, names, found = make_world(), dict(walk_routes()), []
    for (route, method), cells in read_table().items():
        signed_in = client.cookies.output(header="")
        outcome = outcome_of(
            ask(client, method, reverse(route, kwargs=arguments(route, names[route], world)))
        )
        client.cookies = SimpleCookie(signed_in)
        if outcome not in expected(cells):
            found.append(f"{route} {method}: {outcome}, not {expected(cells)}")
    return found


def test_whoever_has_not_confirmed_the_address_stays_a_visitor():
    user = UserFactory(language="fr")
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    client = Client(raise_request_exception=False)
    sent = client.post("/fr/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert sent.headers["Location"] == reverse("account_email_verification_sent")
    assert differences(client, lambda cells: {cells["anonymous"]}) == []


def test_a_superuser_gets_what_some_role_gets_and_no_more():
    """Nobody works as one; also in an emergency the rules that no role may break hold."""
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(staff=True, is_superuser=True, language="en"))
    assert differences(client, lambda cells: {cells[role] for role in ROLES}) == []
