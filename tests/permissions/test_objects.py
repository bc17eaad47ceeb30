"""Somebody else's object does not exist: the answer is that for an id that nobody has.

Which tables belong to people, the data map says; whose id an address takes, the world says. A new table of
people's rows needs an address in the world or a line here; so does an address with a new kind of id.
"""

import re
import time
from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.utils import unquote
from django.test import Client
from django.urls import reverse

from candidates.sections import SECTIONS
from osce_portal.data_map import Table, tables
from tests.factories.candidates import CvEntryFactory
from tests.permissions.table import read_table
from tests.permissions.test_table import ask, sign_in
from tests.permissions.world import UNKNOWN, arguments, make_world, walk_routes

pytestmark = pytest.mark.django_db
NO_NUMBER = "999999999"
METHODS = ("GET", "HEAD", "POST")
# Read and written only through the row they hang on: no address takes an id of theirs.
WITHOUT_ADDRESS = {
    "account.EmailAddress",
    "account.EmailConfirmation",
    "accounts.User_groups",
    "accounts.User_user_permissions",
    "assessment.Assessment",
    "candidacies.AvailabilityQuestion",  # answered through its candidacy
    "candidacies.CalendarToken",  # a secret of its own in the address, and no id
    "candidacies.Dossier",
    "candidacies.Screening",
    "candidacies.Transition",
    "candidates.CampaignRecipient",
    "candidates.EuropassImport",
    "candidates.FormerNumber",
    "candidates.FormerReference",  # leads staff on to the file that stayed, behind the same walls
    "candidates.RegisterEntry",
    "candidates.SearchText",
    "candidates.Stated",
    "delegation.BalanceFacts",
    "delegation.Pick",
    "nominations.Nomination",
    "nominations.TravelDetails",  # named by its candidacy
    "privacy.NoticeAcceptance",
    "privacy.RetentionNotice",
    "socialaccount.SocialAccount",
    "socialaccount.SocialToken",
}
# What addresses take beside people's ids: calls, missions and runs, places in a list, kinds, signed links.
NOBODYS = {
    "call", "run", "name", "format", "call_ref", "page", "content_type_id", "app_label", "section", "key",
    "uidb36", "version", "claim", "provider_id", "file_format", "kind",
    "pair", "campaign", "sheet", "row",  # the desk's own: of two people, of many, of nobody yet
    "people_list",  # an officer's own: see the table
    "change", "change_kind",
    "step", "commitment",  # of a call: dates and money, nobody's
    "table",  # of the calendar, by name
    "year", "month", "token",  # a page of the calendar; a secret or signed link
}  # fmt: skip
NOBODYS_ROWS = (
    "admin:missions_",
    "missions:mission",
    "missions:vacancy",
    "missions:round",
    "missions:crisis",
    "missions:selor",
    "call-ics",
    "changes:mission",
    "changes:call",
    "money:call",
    "changes:propose-",
    "admin:assessment_rubric",
    "admin:assessment_criterion",
    "admin:view_on_site",
    "admin:audit_",
    "admin:mail_",
)


def owned_tables() -> list[Table]:
    """The logs and the mails name people too, but belong to the ministry."""
    return [table for table in tables() if table.file or table.account]


def owned_ids() -> dict[str, str]:
    """Table of every id that stands for a row of somebody's."""
    return {
        public_id: table.label
        for table in owned_tables()
        if hasattr(table.model, "public_id")
        for public_id in table.model._base_manager.values_list("public_id", flat=True)
    }


@pytest.fixture
def world() -> SimpleNamespace:
    """The world of the table, with one line in each section of the owner's CV and a passkey."""
    world = make_world()
    makers = {maker._meta.model: maker for maker in CvEntryFactory.__subclasses__()}
    world.lines = {slug: makers[section.model](candidate=world.owner) for slug, section in SECTIONS.items()}
    user = world.owner.user
    passkey = Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "phone", "credential": {}}
    )
    session = UserSession.objects.create(user=user, ip="127.0.0.1", session_key="a", data={})
    # The libraries' own tables have no id but the number.
    world.numbered = {
        "mfa_remove_webauthn": passkey, "mfa_edit_webauthn": passkey, "account_end_session": session,
    }  # fmt: skip
    return world


def addresses(world: SimpleNamespace) -> Iterator[tuple[str, dict[str, str]]]:
    """Every route with what stands in its address; those of a CV's sections once for each."""
    for route, names in walk_routes():
        given_ = {name: str(value) for name, value in arguments(route, names, world).items()}
        if "entry" in names:
            for slug, line in world.lines.items():
                yield route, given_ | {"section": slug, "entry": line.public_id}
        else:
            yield route, given_ | ({"pk": str(world.numbered[route].pk)} if "pk" in names else {})


def people_in(world: SimpleNamespace) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """Route, what stands in its address, and which of that are ids of somebody's rows, with their tables."""
    ids, found = owned_ids(), []
    for route, given_ in addresses(world):
        # Only the admin's addresses are quoted: elsewhere an id may hold by chance what looks like it.
        labels = {name: ids.get(value) or ids.get(unquote(value)) for name, value in given_.items()}
        if "pk" in given_:
            labels["pk"] = world.numbered[route]._meta.label
        found.append((route, given_, {name: label for name, label in labels.items() if label}))
    return found


def test_every_table_of_peoples_rows_is_in_an_address_or_said_to_be_in_none(world):
    named = {label for _route, _given, owned in people_in(world) for label in owned.values()}
    assert {table.label for table in owned_tables()} - named == WITHOUT_ADDRESS


def test_every_id_in_an_address_is_somebodys_or_said_to_be_nobodys(world):
    unsaid = {
        f"{route} {name}"
        for route, given_, owned in people_in(world)
        for name in given_.keys() - owned.keys() - NOBODYS
        if not route.startswith(NOBODYS_ROWS)
    }
    assert unsaid == set()


def sign_in_just_now(actor: str, world: SimpleNamespace) -> Client:
    """With the password given a moment ago: no page asks for it before it looks for the object."""
    client = sign_in(actor, world)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = session.get("_auth_user_id")
    session.save()
    return client


def answer(client: Client, method: str, address: str) -> tuple[int, str, str]:
    """Status, place and text of an answer, but for what always differs: its address and the form's token."""
    response = ask(client, method, address)
    text = (
        ""
        if response.streaming
        else re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    )
    place = response.headers.get("Location", "")
    return response.status_code, *(
        part.replace(address, "").replace(quote(address, safe=""), "") for part in (place, text)
    )


@pytest.mark.parametrize("actor", ["anonymous", "other", "own-desk"])
def test_by_no_method_is_there_a_difference_between_somebody_elses_object_and_none(actor, world):
    """Own files are somebody else's for staff; their own pages as candidates are left out."""
    client, table, compared = sign_in_just_now(actor, world), read_table(), set()
    for route, given_, owned in people_in(world):
        if not owned or (actor == "own-desk" and table[route, "GET"][actor] != "404"):
            continue
        nothing = {name: NO_NUMBER if given_[name].isdigit() else UNKNOWN for name in owned}
        there, nowhere = reverse(route, kwargs=given_), reverse(route, kwargs=given_ | nothing)
        for method in METHODS:
            assert answer(client, method, there) == answer(client, method, nowhere), (route, method)
        compared |= set(owned.values())
    assert len(compared) >= (20 if actor != "own-desk" else 5)
