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


def crawl(client: Client, starts: dict[str, int]) -> dict[str, tuple[int, str]]:
    """Status of each address that a page shows, with that page; a start says how often links are followed."""
    asked: dict[str, int] = {}
    shown: dict[str, str] = {}
    wave: list[str] = []
    for left in range(max(starts.values()), -1, -1):
        wave += [start for start, depth in starts.items() if depth == left]
        following = []
        for address in wave:
            if address in asked:
                continue
            answer = ask(client, "GET", address)
            asked[address] = answer.status_code
            if left and answer.status_code == 200 and "html" in answer["Content-Type"]:
                links = list(links_of(address, answer.content.decode()))
                shown |= dict.fromkeys(links, address) | shown
                following += links
        wave = following
    return {address: (asked[address], page) for address, page in shown.items()}


def row_pages(world) -> list[str]:
    """The own page of one row of each kind, and of calls and missions of every age."""
    rows = [find(world) for find in ROWS.values()]
    rows += [world.decided, world.new_call, MissionFactory(published_at=None, is_confirmed=False)]
    for life in ({"awaited": True}, {"unpublished": True}, {"due": True}):
        call = CallFactory(**life)
        rows += [call, call.mission]
    calls = [reverse(name, args=[world.decided.public_id]) for name in CALL_PAGES]
    return [*map(row_address, rows), *calls]


@pytest.mark.parametrize("actor", [*ROLES, "own-desk"])
def test_no_link_shown_to_a_role_leads_nowhere(actor):
    world = make_world()
    starts = dict.fromkeys(row_pages(world), 1) | {reverse("admin:index"): 2, reverse("home"): 2}

    found = crawl(sign_in(actor, world), starts)

    assert len(found) > 15
    broken = [
        f"{address} ({status}), shown on {shown_on}"
        for address, (status, shown_on) in found.items()
        if status not in {200, 301, 302}
    ]
    assert broken == []
