"""Every link that a page of the staff shows leads somewhere, for whoever is shown it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import pytest
from django.test import Client
from django.urls import reverse

from osce_portal.staff_admin import row_address
from tests.factories.missions import CallFactory, MissionFactory
from tests.permissions.test_table import ask, sign_in
from tests.permissions.world import ROLES, ROWS, make_world

pytestmark = pytest.mark.django_db
CALL_PAGES = [
    "delegation:run-latest",
    "delegation:replacement",
    "assessment:after-closing",
    "nominations:list",
]
LEADS_AWAY = ("/accounts/logout", "/static/", "/dev/")


class Links(HTMLParser):
    """The addresses of a page's ``<a href>``."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append(href)


def links_of(address: str, html: str) -> Iterator[str]:
    """Addresses within the portal, but for lists sorted or filtered otherwise: the same page once more."""
    parser = Links()
    parser.feed(html)
    for href in parser.found:
        link = urldefrag(urljoin(address, href)).url
        if link.startswith("/") and "?" not in link and not any(part in link for part in LEADS_AWAY):
            yield link


def crawl(client: Client, starts: list[str], *, depth: int) -> dict[str, tuple[int, str]]:
    """Status of each address, with the page that shows it; links are followed ``depth`` times."""
    seen: dict[str, tuple[int, str]] = {}
    wave = [(start, "") for start in starts]
    for left in range(depth, -1, -1):
        following = []
        for address, shown_on in wave:
            if address in seen:
                continue
            answer = ask(client, "GET", address)
            seen[address] = answer.status_code, shown_on
            if left and answer.status_code == 200 and "html" in answer["Content-Type"]:
                html = answer.content.decode()
                following += [(link, address) for link in links_of(address, html)]
        wave = following
    return seen


def row_pages(world) -> list[str]:
    """The own page of one row of each kind, and of calls and missions of every age."""
    rows = [find(world) for find in ROWS.values()]
    rows += [world.decided, world.new_call, MissionFactory(published_at=None, is_confirmed=False)]
    for life in ({"awaited": True}, {"unpublished": True}, {"due": True}):
        call = CallFactory(**life)
        rows += [call, call.mission]
    calls = [reverse(name, args=[world.decided.public_id]) for name in CALL_PAGES]
    return [*map(row_address, rows), *calls]


def opens(client: Client, address: str) -> bool:
    return ask(client, "GET", address).status_code == 200


@pytest.mark.parametrize("actor", ROLES)
def test_no_link_shown_to_a_role_leads_nowhere(actor):
    world = make_world()
    client = sign_in(actor, world)
    pages = [page for page in row_pages(world) if opens(client, page)]

    found = crawl(client, [reverse("admin:index"), reverse("home")], depth=2)
    found |= crawl(client, pages, depth=1)

    assert len(found) > 15
    broken = [
        f"{address} ({status}), shown on {shown_on}"
        for address, (status, shown_on) in found.items()
        if status not in {200, 301, 302}
    ]
    assert broken == []
