"""Filling a CV from a Europass file without any script; the candidate's story does it with."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page

from tests.candidates.europass.own_files import own_file, pdf_with_attachments
from tests.factories.candidates import CandidateFactory
from tests.journeys.sessions import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def send_cv(page: Page) -> None:
    """From the overview to the proposal, with a PDF that carries the CV."""
    page.goto(reverse("candidates:overview"))
    page.get_by_role("link", name="Fill in from a Europass CV").click()
    content = pdf_with_attachments(own_file("current.xml"))
    file = {"name": "my-europass.pdf", "mimeType": "application/pdf", "buffer": content}
    page.get_by_label("Europass CV").set_input_files([file])
    page.get_by_role("button", name="Read the CV").click()
    page.get_by_role("heading", name="Proposal from your Europass CV", level=1).wait_for()
    page.wait_for_load_state()  # letters that come late move the buttons under the hand


def tick_of(page: Page, title: str) -> Locator:
    return page.get_by_role("checkbox", name=title)


def test_it_works_without_any_script(open_page, live_server):
    page = open_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    candidate = CandidateFactory(registered=True, belgian=True, user__language="en")
    seat(page, candidate.user, live_server)
    send_cv(page)
    for box in page.locator("li.proposal input[name$=-take]").all():
        box.uncheck()

    tick_of(page, "Planning").check()
    page.get_by_role("button", name="Take over what is ticked").click()

    page.get_by_text("1 line taken over.").wait_for()
    assert [str(skill) for skill in candidate.skills.all()] == ["Planning"]
