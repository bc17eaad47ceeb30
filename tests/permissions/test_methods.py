"""Methods without a line in the table: one rule for all of them, asked at every address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.permissions.table import read_table
from tests.permissions.test_table import ask, outcome_of, sign_in
from tests.permissions.world import ACTORS, arguments, make_world, walk_routes

pytestmark = pytest.mark.django_db
UNSPOKEN = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")

# Neither shows anything: one signs out a signed-in visitor only by its form, one sends readers of GET away.
NOT_AS_GET = {"account_logout", "admin:login"}


def addresses(world) -> dict[str, str]:
    """Every route's address in this world."""
    return {name: reverse(name, kwargs=arguments(name, names, world)) for name, names in walk_routes()}


@pytest.mark.parametrize("actor", ACTORS)
def test_what_is_neither_link_nor_form_is_refused_everywhere_and_reads_nothing(actor):
    """Whether or not anything is there: a refusal that tells nothing and changes nothing."""
    world = make_world()
    client, asked = sign_in(actor, world), [*addresses(world).values(), "/my-file/nowhere/"]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = {
            (method, client.generic(method, address).status_code) for address in asked for method in UNSPOKEN
        }
    assert found == {(method, 405) for method in UNSPOKEN}
    assert list(queries) == []


@pytest.mark.parametrize("actor", ACTORS)
def test_head_answers_as_get_does_without_a_page(actor):
    """Who is refused a page is refused it by this method too, at every address; who is shown one is asked
    for once, for nothing of the page then hangs on the reader.
    """
    world, table = make_world(), read_table()
    client, wrong = sign_in(actor, world), []
    for route, address in addresses(world).items():
        cells = table[route, "GET"]
        first = next((name for name in ACTORS if cells[name] == "page"), None)
        if route in NOT_AS_GET or (cells[actor] == "page" and actor != first):
            continue
        response = ask(client, "HEAD", address)
        if outcome_of(response) != cells[actor] or response.getvalue():
            wrong.append(f"{route}: {outcome_of(response)}")
    assert wrong == []
