"""Files that people sent lie where no address leads but those that ask for permission."""

from pathlib import Path

import pytest
from django.urls import reverse

from osce_portal.files.models import StoredFile
from tests.permissions.table import read_table
from tests.permissions.test_table import ask, sign_in
from tests.permissions.world import arguments, make_world, walk_routes

pytestmark = pytest.mark.django_db
# The calendar is everybody's; a person's own is behind a secret in its address.
CALENDARS = {"call-ics", "own-calendar"}
GUESSES = ("/{}", "/media/{}", "/static/{}", "/files/{}", "/private-files/{}", "/static/../private-files/{}")


@pytest.mark.parametrize("actor", ["anonymous", "owner", "desk", "admin"])
def test_no_address_leads_to_where_a_file_lies(actor, private_files: Path):
    client = sign_in(actor, make_world())
    places = {str(path.relative_to(private_files)) for path in private_files.rglob("*") if path.is_file()}
    assert len(places) >= StoredFile.objects.count() >= 3
    for place in places:
        answers = {ask(client, "GET", guess.format(place)).status_code for guess in GUESSES}
        assert answers <= {302, 404}, place


def test_an_address_that_gives_a_file_is_closed_to_visitors_and_to_other_candidates():
    world, table, giving = make_world(), read_table(), set()
    for actor in ("owner", "desk"):
        client = sign_in(actor, world)
        for route, names in walk_routes():
            if table[route, "GET"][actor] != "page":
                continue
            answer = ask(client, "GET", reverse(route, kwargs=arguments(route, names, world)))
            if "html" not in answer.headers["Content-Type"] and "Content-Disposition" in answer.headers:
                giving.add(route)
                assert answer.headers["X-Content-Type-Options"] == "nosniff", route
    assert {"elearning:certificate-file", "candidates:document-file", "nominations:file"} <= giving
    with_an_id = {route for route, names in walk_routes() if names}
    for route in giving & with_an_id - CALENDARS:  # without one it is the own
        cells = table[route, "GET"]
        assert (cells["anonymous"], cells["other"]) in {("login", "404"), ("login", "login")}, route
