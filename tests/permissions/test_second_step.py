"""Staff without a second step at sign-in: nothing of the staff's opens, everything of one's own does."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.permissions.table import read_table
from tests.permissions.test_table import ask, outcome_of
from tests.permissions.world import ROLES, arguments, make_actor, make_world, walk_routes

pytestmark = pytest.mark.django_db
SWITCH_ON = "/accounts/2fa/"


def first_day(actor: str, world) -> Client:
    """The session of somebody with a role whose second step is not switched on."""
    client, user = Client(), make_actor(actor, world)
    user.authenticator_set.all().delete()
    client.force_login(user)
    return client


@pytest.mark.parametrize("actor", [*ROLES, "own-desk"])
def test_nothing_that_only_staff_see_opens_without_a_second_step(actor):
    world, names, table = make_world(), dict(walk_routes()), read_table()
    client, walled = first_day(actor, world), 0
    for (route, method), cells in table.items():
        if cells[actor] in {cells["owner"], cells["other"]} or "mfa_" in route:
            continue  # what candidates get as well
        answer = ask(client, method, reverse(route, kwargs=arguments(route, names[route], world)))
        assert outcome_of(answer) in {"away", "404"}, (route, method)
        assert outcome_of(answer) == "404" or SWITCH_ON in answer["Location"] or is_own(route), (
            route,
            method,
        )
        walled += SWITCH_ON in answer.headers.get("Location", "")
    assert walled > 15


def is_own(route: str) -> bool:
    """Pages of the own file lead staff without one to begin it."""
    return route.startswith(("candidates:", "candidacies:"))


@pytest.mark.parametrize(
    "route", ["candidates:overview", "candidates:identity", "candidacies:list", "candidacies:receipt"]
)
def test_the_own_pages_stay_open_without_a_second_step(route):
    world = make_world()
    address = reverse(route, kwargs=arguments(route, dict(walk_routes())[route], world))
    assert first_day("own-desk", world).get(address).status_code == 200


def test_the_own_certificate_stays_open_and_nobody_elses_does():
    world = make_world()
    address = reverse("elearning:certificate-file", args=[world.certificate.public_id])
    assert ask(first_day("own-desk", world), "GET", address).status_code == 200
    assert SWITCH_ON in first_day("desk", world).get(address)["Location"]


def test_an_address_nobody_thought_of_is_the_staffs(client):
    client.force_login(UserFactory(staff=True, second_step=False))
    assert SWITCH_ON in client.get("/brand-new-room/")["Location"]


def test_a_recovery_code_alone_is_no_second_step(client):
    officer = UserFactory(staff=True, groups=["desk_officer"], second_step=False)
    Authenticator.objects.create(user=officer, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(officer)
    assert SWITCH_ON in client.get("/admin/")["Location"]


def test_whoever_stops_being_staff_needs_none(client):
    client.force_login(UserFactory(second_step=False))
    assert client.get("/my-file/").status_code == 200
    assert "/login/" in client.get("/admin/")["Location"]
