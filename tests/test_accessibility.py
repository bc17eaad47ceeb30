"""A candidate's pages on a phone: nothing for axe to find, not too wide, its language said."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser import accessibility_complaints, is_too_wide
from tests.permissions.world import arguments, make_world, walk_routes

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CANDIDATE = [
    "candidates:overview",
    "candidates:identity",
    "candidates:section",
    "candidates:entry-delete",
    "candidacies:list",
    "candidacies:start",
    "candidacies:detail",
    "candidacies:edit",
    "candidacies:certificate",
    "candidacies:withdraw",
    "delegation:outcome",
]


def addresses(world, routes: list[str]) -> list[str]:
    names = dict(walk_routes())
    return [reverse(route, kwargs=arguments(route, names[route], world)) for route in routes]


def enter(page, user, language: str, live_server) -> None:
    """Give the browser the session of a signed-in user who reads this language."""
    user.language = language
    user.save()
    client = Client()
    client.force_login(user)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])


def look_at(page, paths: list[str], language: str) -> list[str]:
    """Open each page once; returns the titles, and fails with everything that is wrong on all of them."""
    titles, wrong = [], {}
    for path in paths:
        page.goto(path)
        titles.append(page.title())
        faults = accessibility_complaints(page) + ["too wide"] * is_too_wide(page)
        faults += ["language"] * (page.get_attribute("html", "lang") != language)
        wrong |= {path: faults} if faults else {}
    assert wrong == {}
    return titles


def test_a_candidates_pages(phone_page, live_server):
    world = make_world()
    enter(phone_page, world.owner.user, "de", live_server)
    titles = look_at(phone_page, addresses(world, CANDIDATE), "de")
    assert len(set(titles)) == len(titles)
