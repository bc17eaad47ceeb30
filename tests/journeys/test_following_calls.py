"""A candidate asks to be told of new calls, is told by mail when one opens, and ends it with one click."""

import re

import pytest
from playwright.sync_api import expect

from missions.models import Subscription
from missions.services import publish_call, set_election_call
from missions.services.telling import tell_followers
from tests.factories.accounts import UserFactory
from tests.factories.missions import MissionFactory
from tests.journeys.sessions import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_candidate_follows_new_calls_is_told_and_ends_it_by_the_link(
    open_page, live_server, postbox, settings
):
    settings.BASE_URL = live_server.url
    user = UserFactory(language="en")
    mission = MissionFactory()

    page = seat(open_page(viewport={"width": 390, "height": 844}), user, live_server)
    page.goto("/en/calendar/")
    page.get_by_role("link", name="Tell me about new calls").click()
    page.get_by_label("Scheme").select_option("Election observation")
    page.get_by_role("button", name="Tell me").click()
    expect(page.get_by_role("heading", name="You follow")).to_be_visible()
    publish_call(set_election_call(mission, actor=None), actor=None)
    tell_followers()

    (mail,) = postbox.wait_for(1)
    assert mail["To"] == user.email
    subject = "Candidacies are open: Kyrgyzstan – presidential election (short-term observer)"
    assert mail["Subject"].strip() == subject
    link = re.search(rf"{live_server.url}/en/unsubscribe/\S+", mail.get_content())[0]
    assert mail["List-Unsubscribe"].strip() == f"<{link}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    visitor = open_page()
    visitor.goto(link)
    visitor.get_by_role("button", name="End these mails").click()
    expect(visitor.get_by_role("status")).to_contain_text("You get no more mails of this kind.")
    assert not Subscription.objects.exists()
