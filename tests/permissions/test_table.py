"""Every address of the portal, opened by everybody: ``table.txt`` says what each gets, for people to read.

``page`` the answer itself · ``login`` asked to sign in · ``away`` sent to another page · ``404`` no such
page · ``no`` not by this method. The object in an address is the owner's, where it is a person's.
"""

import re
from functools import cache
from http.cookies import SimpleCookie
from typing import NamedTuple

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from tests.permissions.table import read_table
from tests.permissions.world import ACTORS, UNKNOWN, arguments, make_actor, make_world, walk_routes

pytestmark = pytest.mark.django_db
KINDS = {200: "page", 404: "404", 405: "no"}


def outcome_of(response: HttpResponse) -> str:
    """The word of the table for an answer; the status itself where the table has no word for it."""
    if response.status_code in {301, 302}:
        return "login" if "/login/" in response["Location"] else "away"
    return KINDS.get(response.status_code, str(response.status_code))


def read_to_the_end(response: HttpResponse) -> None:
    """As a browser does: a file is closed only then."""
    if response.streaming:
        list(response)


def ask(client: Client, method: str, address: str) -> HttpResponse:
    """One request, whose effects are taken back."""
    with transaction.atomic():
        response = getattr(client, method.lower())(address)
        read_to_the_end(response)
        transaction.set_rollback(True)
    return response


def sign_in(actor: str, world) -> Client:
    client, user = Client(raise_request_exception=False), make_actor(actor, world)
    if user is not None:
        client.force_login(user)
    return client


class Answer(NamedTuple):
    """What one line of the table came to."""

    route: str
    method: str
    outcome: str
    headers: dict[str, str]

    @property
    def is_file(self) -> bool:
        kind, place = self.headers.get("Content-Type", ""), self.headers.get("Content-Disposition")
        return self.outcome == "page" and "html" not in kind and place is not None


@cache
def answers(actor: str) -> list[Answer]:
    """Every line of the table for one actor, each in the same world: asked once, whatever is read from it."""
    world, found = make_world(), []
    client = sign_in(actor, world)
    names, signed_in = dict(walk_routes()), client.cookies.output(header="")
    for route, method in read_table():
        address = reverse(route, kwargs=arguments(route, names[route], world))
        response = ask(client, method, address)
        found.append(Answer(route, method, outcome_of(response), dict(response.headers)))
        client.cookies = SimpleCookie(signed_in)  # signing out is one of the addresses
    return found


@pytest.mark.parametrize("actor", ACTORS)
def test_everybody_gets_what_the_table_says(actor):
    table = read_table()
    found = [
        f"{route} {method}: {outcome}, the table says {table[route, method][actor]}"
        for route, method, outcome, _headers in answers(actor)
        if outcome != table[route, method][actor]
    ]
    assert found == []


# The calendar is everybody's; a person's own is behind a secret in its address.
CALENDARS = {"call-ics", "own-calendar"}


def test_an_address_that_gives_a_file_is_closed_to_visitors_and_to_other_candidates():
    table = read_table()
    files = [answer for actor in ("owner", "desk") for answer in answers(actor) if answer.is_file]
    giving = {answer.route for answer in files if answer.method == "GET"}
    assert [answer for answer in files if answer.headers.get("X-Content-Type-Options") != "nosniff"] == []
    assert {"elearning:certificate-file", "candidates:document-file", "nominations:file"} <= giving
    with_an_id = {route for route, names in walk_routes() if names}
    for route in giving & with_an_id - CALENDARS:  # without one it is the own
        cells = table[route, "GET"]
        assert (cells["anonymous"], cells["other"]) in {("login", "404"), ("login", "login")}, route


def takes_post(route: str, view) -> bool:
    """Whether a POST may change something: a class that answers it, or a form of the admin."""
    if "view_class" in vars(view):
        return hasattr(view.view_class, "post") and "post" in view.view_class.http_method_names
    return route.startswith("admin:") and route.endswith(("_add", "_change", "_delete"))


def test_the_table_names_every_address_and_no_other():
    table, routes = read_table(), {name for name, _names in walk_routes()}
    assert {route for route, method in table if method == "GET"} == routes
    assert {route for route, _method in table} == routes


def test_the_table_names_every_form():
    world = make_world()
    forms = set()
    for route, names in walk_routes():
        view = resolve(reverse(route, kwargs=arguments(route, names, world))).func
        if takes_post(route, view):
            forms.add(route)
    assert forms - {route for route, method in read_table() if method == "POST"} == {"root"}  # a redirect


def test_nobody_is_told_that_something_is_there_but_forbidden():
    assert {cell for row in read_table().values() for cell in row.values()} <= {
        *KINDS.values(),
        "login",
        "away",
    }


PERSONAL = (
    "delegation:",
    "assessment:",
    "candidates:",
    "candidacies:",
    "elearning:",
    "admin:candidates_",
    "admin:candidacies_",
    "admin:assessment_conflictofinterest_",
)
IDS = {
    "candidacy", "candidacy_ref", "certificate_ref", "document", "entry", "public_id", "override",
    "object_id",
}  # fmt: skip


def page_without_address(client: Client, address: str) -> tuple[int, str]:
    """Status and text of a page, but for what differs each time: its own address and the form's token."""
    response = ask(client, "GET", address)
    text = response.content.decode().replace(address, "")
    return response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


@pytest.mark.parametrize("actor", ["other", "own-desk"])
def test_what_is_hidden_looks_like_what_is_not_there(actor):
    """Somebody else's object and, for staff, one's own: the answer does not tell that the id exists."""
    world, table = make_world(), read_table()
    client, compared = sign_in(actor, world), 0
    for route, names in walk_routes():
        given, hidden = arguments(route, names, world), IDS & set(names)
        if not (route.startswith(PERSONAL) and hidden and table[route, "GET"][actor] == "404"):
            continue
        unknown = given | {name: "999999999" if name == "object_id" else UNKNOWN for name in hidden}
        there, nowhere = (
            page_without_address(client, reverse(route, kwargs=kwargs)) for kwargs in (given, unknown)
        )
        assert there == nowhere, route
        compared += 1
    assert compared >= 8
