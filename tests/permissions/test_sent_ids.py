"""Ids of somebody else's rows, sent along in a query or a form: as if nobody had them, and nothing changes.

The names under which the portal reads anything are looked up in its own source.
"""

import re
from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from osce_portal.data_map import tables
from osce_portal.people import Person
from osce_portal.settings.base import BASE_DIR
from tests.permissions.table import read_table
from tests.permissions.test_table import outcome_of, read_to_the_end, sign_in
from tests.permissions.world import arguments, make_world, walk_routes

pytestmark = pytest.mark.django_db
READ = re.compile(r'(?:GET|POST|query)(?:\.get|\.getlist)?[(\[]"(\w+)"')
CHOSEN = (
    "_selected_action",
    "candidate",
    "candidacy",
    "certificate",
    "entry",
    "file",
    "into",
    "person",
    "user",
)
FORM = "application/x-www-form-urlencoded"  # the parser of uploads takes far longer over so many names
# What differs each time a page is shown: the form's token, the instant at which it was, a secret just made.
VARYING = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|name="shown_at" value="[^"]+"|/own-calendar/[\w-]+\.ics'
)
ROOMS = ("osce_portal", "candidates", "missions", "elearning", "selection")
OWN_PAGES = ("candidates:", "candidacies:", "privacy:", "account_", "mfa_", "usersessions_", "claim")
# The token of the form, and what the page would do instead of reading ids.
LEFT_OUT = {"next", "language", "lang", "page", "confirmed"}


def names_read() -> set[str]:
    """Every name under which a view reads something of a request, and those of fields that choose a row."""
    sources = [path for room in ROOMS for path in (BASE_DIR / room).rglob("*.py")]
    found = {name for path in sources for name in READ.findall(path.read_text())}
    assert {"selected", "row"} <= found  # the pattern still finds what the views read
    return (found | set(CHOSEN)) - LEFT_OUT


def rows_of(person: Person) -> list[Any]:
    """Everything that is kept about a person, but for the logs."""
    kept = [table for table in tables() if table.file or table.account]
    return [(table.label, list(table.rows_of(person).values())) for table in kept]


def ids_of(person: Person) -> list[str]:
    """The newest of each kind of row suffices: they are all looked for in the same way."""
    newest = [rows[-1] for _label, rows in rows_of(person) if rows]
    return [row["public_id"] for row in newest if "public_id" in row]


def answer(client: Client, method: str, address: str, sent: dict[str, list[str]], kept: Any) -> Any:
    """Outcome and text without the ids, and what ``kept`` then finds; what the request did is taken back."""
    signed_in = client.cookies.output(header="")
    with transaction.atomic():
        body = (urlencode(sent, doseq=True), FORM) if method == "POST" else (sent,)
        response = getattr(client, method.lower())(address, *body)
        read_to_the_end(response)
        found = kept() if method == "POST" else None
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(signed_in)  # messages, and signing out, are one answer's
    text = response.content.decode() if "html" in response.headers.get("Content-Type", "") else ""
    for value in next(iter(sent.values())):
        text = text.replace(value, "")
    return outcome_of(response), VARYING.sub("", text), found


def visit(actor: str, mine: SimpleNamespace, theirs: SimpleNamespace) -> tuple[Client, Person]:
    """Who sends, and whose ids: a candidate somebody else's, an officer the own."""
    if actor == "owner":
        return sign_in("owner", mine), Person(theirs.owner, theirs.owner.user)
    return sign_in("own-desk", theirs), Person(theirs.owner)


@pytest.mark.parametrize("actor", ["owner", "own-desk"])
def test_ids_sent_along_reach_no_rows_of_somebody_else(actor):
    """A candidate on the own pages; an officer, whose own file is somebody else's, on those of the staff."""
    mine, theirs = make_world(), make_world()
    client, victim = visit(actor, mine, theirs)
    names, routes = names_read(), dict(walk_routes())
    ids, before, told = ids_of(victim), rows_of(victim), 0
    unknown = [f"{number:x>22}" for number, _id in enumerate(ids)]
    for (route, method), cells in read_table().items():
        role = "owner" if actor == "owner" else "desk"
        if cells[role] not in {"page", "away"} or (role == "desk" and route.startswith(OWN_PAGES)):
            continue
        address = reverse(route, kwargs=arguments(route, routes[route], mine))
        *there, found = answer(client, method, address, dict.fromkeys(names, ids), lambda: rows_of(victim))
        *nowhere, _nothing = answer(client, method, address, dict.fromkeys(names, unknown), lambda: None)
        assert there == nowhere, (route, method)
        assert found in (None, before), (route, method)
        told += 1
    assert told > 40
