"""What browsers, search engines and finders of weaknesses ask for at the root of the site."""

import datetime as dt
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

SECURITY = "/.well-known/security.txt"


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_icon_is_where_browsers_look_for_it(client):
    icon = client.get("/favicon.ico")

    assert icon.status_code == 200
    assert icon["Content-Type"] in {"image/x-icon", "image/vnd.microsoft.icon"}
    assert body(icon).startswith(b"\x00\x00\x01\x00")  # the mark of an ICO file


@pytest.fixture
def robots(client) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(body(client.get("/robots.txt")).decode().splitlines())
    return parser


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_search_engines_may_read_the_calendar_and_no_account_page(robots, code):
    assert robots.can_fetch("*", f"/{code}/")
    assert robots.can_fetch("*", reverse("missions:calendar"))
    assert not robots.can_fetch("*", f"/{code}/accounts/login/")


@pytest.mark.parametrize("name", ["admin:index", "candidates:overview", "candidacies:list", "set_language"])
def test_search_engines_keep_out_of_peoples_and_staffs_pages(robots, name):
    assert not robots.can_fetch("*", reverse(name))


def test_without_a_contact_there_is_no_file_about_security(client, db):
    assert client.get(SECURITY).status_code == 404


def test_the_file_about_security_names_the_contact_and_how_long_it_holds(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"

    answer = client.get(SECURITY)

    assert answer["Content-Type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == settings.BASE_URL + SECURITY
    left = dt.datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert dt.timedelta(days=30) < left < dt.timedelta(days=365)
