"""Without a mouse: registering, filling a CV and applying; every field is reached with Tab, in order."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from candidates.models import Candidate
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from tests.candidates.europass.own_files import own_file
from tests.factories.candidacies import CandidacyFactory
from tests.journeys.keyboard import FOCUSED, find_in_list, press, tab_to, type_into
from tests.journeys.sessions import seat
from tests.journeys.words import say
from tests.postbox import Postbox

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EMAIL, PASSWORD = "noor.claes@example.org", "Une phrase longue pour essayer"


def fr(text: str) -> str:
    """The French words for ``text`` (as in the code)."""
    return say("fr", text)


def register_and_confirm(page: Page, postbox: Postbox) -> None:
    page.goto("/fr/accounts/signup/")
    type_into(page, {"email": EMAIL, "password1": PASSWORD, "password2": PASSWORD})
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=fr("Look in your mailbox")).wait_for()
    (link,) = [
        link
        for link in re.findall(r"http://\S+", postbox.wait_for(1)[-1].get_content())
        if link.count("/") > 3
    ]
    page.goto(link)
    press(page, fr("Confirm"))
    page.get_by_role("heading", name=fr("Welcome")).wait_for()


def say_who_one_is(page: Page) -> None:
    press(page, fr("Register in the database"))
    page.wait_for_url("**/identity/")
    type_into(
        page,
        {
            "first_name": "Noor",
            "last_name": "Claes",
            "birth_date": "05051986",
            "phone": "0470123456",
            "city": "Namur",
        },
    )
    find_in_list(page, "nationality", "belg")
    press(page, "gender", "Space")
    press(page, "language_group", "Space")
    press(page, "save")
    page.get_by_role("heading", name="Noor Claes", level=1).wait_for()


def come_back(page: Page) -> Page:
    """The window is closed over a form half filled in, the session is gone; later one signs in again."""
    page.goto(reverse("candidates:entry-add", args=["work"]))
    type_into(page, {"title": "Lawyer"})
    context = page.context
    page.close()
    context.clear_cookies()
    page = context.new_page()
    page.goto("/fr/accounts/login/")
    type_into(page, {"login": EMAIL, "password": PASSWORD})
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Noor Claes", level=1).wait_for()
    return page


def add_a_language(page: Page) -> None:
    page.goto(reverse("candidates:entry-add", args=["languages"]))
    find_in_list(page, "language", "angl")
    press(page, "is_mother_tongue", "Space")
    press(page, fr("Save"))
    page.wait_for_url("**/cv/languages/")


def take_over_from_europass(page: Page, kept: str) -> None:
    """Everything is unticked on the way through the page, but for one line."""
    page.goto(reverse("candidates:overview"))
    press(page, fr("Fill in from a Europass CV"))
    page.wait_for_url("**/europass/")
    tab_to(page, "file")  # the window in which files are chosen is the machine's own
    file = {"name": "cv.xml", "mimeType": "text/xml", "buffer": own_file("current.xml")}
    page.locator("[name=file]").set_input_files([file])
    press(page, fr("Read the CV"))
    page.wait_for_url("**/europass/proposal/")
    for _step in range(300):
        page.keyboard.press("Tab")
        if page.evaluate(TICKED_LINE) not in {None, kept}:
            page.keyboard.press("Space")
        if fr("Take over what is ticked") in page.evaluate(FOCUSED):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-file/")


TICKED_LINE = """() => {
  const it = document.activeElement;
  return it.checked && (it.name || "").endsWith("-take") ? it.labels[0].textContent.trim() : null;
}"""


def test_somebody_registers_and_fills_a_cv_with_the_keyboard_alone(page, live_server, settings, postbox):
    settings.BASE_URL = live_server.url
    register_and_confirm(page, postbox)
    say_who_one_is(page)
    page = come_back(page)
    add_a_language(page)
    take_over_from_europass(page, kept="Planning")

    candidate = Candidate.objects.get(user__email=EMAIL)
    assert [str(nationality.code) for nationality in candidate.nationalities] == ["BE"]
    assert [skill.language for skill in candidate.languages.all()] == ["en"]
    assert [str(skill) for skill in candidate.skills.all()] == ["Planning"]
    assert not candidate.employments.exists()


def test_somebody_applies_with_the_keyboard_alone(page, live_server):
    draft = CandidacyFactory(with_certificate=True)
    seat(page, draft.candidate.user, live_server)
    page.goto(reverse("candidacies:edit", args=[draft.public_id]))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    tab_to(page, "certificate_file")
    tab_to(page, "available")
    page.keyboard.press("Space")
    tab_to(page, "motivation")
    page.keyboard.type("J'ai suivi ce pays de près.")
    tab_to(page, "code_of_conduct")
    page.keyboard.press("Space")
    tab_to(page, "submit")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"{draft.get_detail_url()}(#|$)"))
    candidacy = Candidacy.objects.get()
    assert candidacy.status == CandidacyStatus.SUBMITTED
    assert candidacy.motivation == "J'ai suivi ce pays de près."
    assert candidacy.receipt_number in page.get_by_role("main").inner_text()
