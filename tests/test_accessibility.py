"""Every kind of signed-in page on a phone: nothing for axe to find, not too wide, its language said."""

import pytest
from django.test import Client
from django.urls import reverse

from missions.models import QuotaTarget
from selection.delegation.services import propose_delegation, submit_run
from tests.browser import accessibility_complaints, is_too_wide
from tests.factories.delegation import marked, officer, selection_call
from tests.permissions.world import arguments, make_actor, make_world, walk_routes

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
SECTIONS = ["employers", "languages", "education", "work", "trainings", "observations", "countries"]
STAFF = [
    "admin:index",
    "admin:candidates_candidate_change",
    "admin:candidacies_candidacy_record",
    "admin:candidacies_candidacy_change",
    "admin:missions_mission_confirm",
    "admin:missions_mission_call",
    "admin:missions_call_change",
    "admin:missions_call_presets",
    "admin:mail_queuedmail_change",
    "assessment:after-closing",
    "assessment:certificate",
    "assessment:motivations",
    "assessment:candidacy",
    "delegation:run-latest",
    "delegation:override",
    "delegation:swap",
    "delegation:cannot-go",
    "delegation:replacement",
    "nominations:list",
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
    """Open each page once; returns their titles, and fails with everything that is wrong on all of them."""
    titles, wrong = [], {}
    for path in paths:
        page.goto(path)
        titles.append(page.title())
        faults = accessibility_complaints(page) + ["too wide"] * is_too_wide(page)
        faults += ["language"] * (page.get_attribute("html", "lang") != language)
        wrong |= {path: faults} if faults else {}
    assert not wrong, "\n".join(f"{path}\n  {fault}" for path, faults in wrong.items() for fault in faults)
    return titles


def calls_in_each_state(actor) -> list[str]:
    """The selection of calls: not computed, proposed, impossible, handed in."""
    calls = [selection_call() for _state in range(4)]
    for call in calls:
        marked(call, 600, language_group="FR")
    QuotaTarget.objects.create(call=calls[2], label="language_group=NL", min=1, hard=True)
    runs = [propose_delegation(call, actor=actor) for call in calls[1:]]
    submit_run(runs[2], actor=actor)
    return [reverse("delegation:run-latest", args=[call.public_id]) for call in calls]


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_candidates_pages(phone_page, live_server, language):
    world = make_world()
    enter(phone_page, world.owner.user, language, live_server)
    forms = [reverse("candidates:entry-add", args=[section]) for section in SECTIONS]
    titles = look_at(phone_page, addresses(world, CANDIDATE) + forms * (language == "fr"), language)
    assert len(set(titles)) == len(titles)


def test_the_desks_pages(phone_page, live_server):
    world = make_world()
    user = make_actor("desk", world)
    enter(phone_page, user, "nl", live_server)
    look_at(phone_page, addresses(world, STAFF) + calls_in_each_state(officer()), "nl")
