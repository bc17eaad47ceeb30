"""Filling a CV from a Europass file, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page

from candidates.models import EuropassImport
from tests.browser import faults_of, faults_of_state
from tests.candidates.europass.own_files import own_file, pdf_with_attachments
from tests.factories.candidates import CandidateFactory, LanguageSkillFactory
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


def tick_of(page: Page, title: str) -> Locator:
    return page.get_by_role("checkbox", name=title)


def row_of(page: Page, title: str) -> Locator:
    return page.locator("li.proposal").filter(has=tick_of(page, title))


@pytest.mark.parametrize("width", ["page", "phone_page"])
def test_a_proposal_is_completed_accepted_and_stands_in_the_cv(request, width, live_server):
    page = request.getfixturevalue(width)
    candidate = CandidateFactory(registered=True, belgian=True, city="", user__language="en")
    LanguageSkillFactory(candidate=candidate, language="fr")
    seat(page, candidate.user, live_server)
    send_cv(page)
    assert faults_of(page) == []
    assert not tick_of(page, "French").is_checked()
    for title in (
        "Assistant, Placeholder",
        "Junior lawyer",
        "Invented tongue",
        "English",
        "First aid",
        "Diploma",
    ):
        tick_of(page, title).uncheck()

    page.get_by_role("button", name="Take over what is ticked").click()
    missing = page.get_by_role("alert").get_by_role(
        "link", name="Legal adviser, Placeholder Institute: Field"
    )
    missing.wait_for()
    assert faults_of_state(page) == []
    row_of(page, "Legal adviser").get_by_label("Field").select_option("law")
    page.get_by_role("button", name="Take over what is ticked").click()

    page.get_by_text("lines taken over.").wait_for()
    page.goto(reverse("candidates:section", args=["work"]))
    assert page.get_by_role("heading", name="Legal adviser, Placeholder Institute").is_visible()
    assert candidate.employments.count() == 1
    assert not EuropassImport.objects.exists()


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
