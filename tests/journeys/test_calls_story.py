"""A call's life as the staff lead it and a candidate sees it: made, published, postponed, cancelled."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from missions.models import Call, Change, Mission
from osce_portal.mail.models import QueuedMail
from osce_portal.staff_admin import row_address
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import ParticipatingStateFactory, days_from_today
from tests.journeys.sessions import seat, staff_member

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WORDS = {
    "note": "Told by ODIHR on the telephone.", "message_fr": "Le vote est reporté.",
    "message_nl": "De stemming is uitgesteld.", "message_de": "Die Wahl ist verschoben.",
}  # fmt: skip


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def add_mission(page: Page, election_day: dt.date) -> Mission:
    """Typed in, confirmed with its source, and thereby published."""
    state = ParticipatingStateFactory()
    page.goto(reverse("admin:missions_mission_add"))
    page.select_option("[name=state]", str(state.pk))
    page.select_option("[name=election]", "presidential")
    page.fill("[name=election_day]", election_day.isoformat())
    page.select_option("[name=format]", "EOM")
    page.click("[name=_save]")
    mission = Mission.objects.get()
    page.goto(row_address(mission))
    follow(page, "Confirm with a source")
    page.fill("[name=source]", "https://www.osce.org/odihr/elections")
    press(page, "Confirm and publish")
    return mission


def open_call(page: Page, mission: Mission) -> Call:
    page.goto(row_address(mission))
    follow(page, "Set the call for STOs")
    press(page, "Set and open the call")
    return Call.objects.get(mission=mission)


def fill_in(page: Page, mission: Mission, kind: str, **facts: str) -> None:
    """From the mission's page to the preview of a change."""
    page.goto(row_address(mission))
    follow(page, "Move or cancel")
    follow(page, kind)
    for name, value in {**facts, **WORDS}.items():
        page.fill(f"[name={name}]", value)
    press(page, "Show what would happen")


def test_a_call_is_made_postponed_and_cancelled_and_its_candidate_knows_each_time(open_page, live_server):
    desk = seat(open_page(), staff_member("desk_officer", "en"), live_server)
    mission = add_mission(desk, days_from_today(100))
    call = open_call(desk, mission)
    candidacy = CandidacyFactory(call=call, received=True, candidate__correspondence_language="de")

    fill_in(desk, mission, "Election later", election_day=days_from_today(150).isoformat())
    assert "Die Wahl ist verschoben." in desk.locator("details").first.text_content()
    assert not Change.objects.exists()
    press(desk, "Propose it to a second person")

    decider = seat(open_page(), staff_member("decider", "en"), live_server)
    decider.goto(reverse("admin:index"))
    decider.get_by_role("region", name="Changes and exceptions to decide on").get_by_role("link").click()
    decider.get_by_label("Approve: it is done at once").check()
    press(decider, "Decide")
    call.refresh_from_db()
    assert call.closes_on == days_from_today(150 - 42)

    told = QueuedMail.objects.get(template="candidacies/change")
    assert told.language == "de" and "Die Wahl ist verschoben." in told.body
    own = seat(open_page(viewport={"width": 390, "height": 844}), candidacy.candidate.user, live_server)
    own.goto(candidacy.get_detail_url())
    own.locator("button[name=answer][value=yes]").click()
    assert own.locator("button[name=answer]").count() == 0

    fill_in(desk, mission, "Cancelled")
    press(desk, "Do it now")
    candidacy.refresh_from_db()
    assert candidacy.status == "mission_changed"
    assert QueuedMail.objects.filter(template="candidacies/change").count() == 2
    own.goto(candidacy.get_detail_url())
    assert "Die Wahl ist verschoben." in own.get_by_role("main").inner_text()
