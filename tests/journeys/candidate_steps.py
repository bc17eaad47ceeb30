"""What a candidate does in the browser, one act a function; the words are those of the own language."""

import re

from django.urls import reverse
from playwright.sync_api import Page

from osce_portal.files.models import StoredFile
from selection.candidacies.models import Candidacy
from selection.candidacies.templatetags.candidacies import exact_time
from tests.journeys.words import in_language, say

LANGUAGE = "fr"


def fill_in(page: Page, values: dict[str, str | bool]) -> None:
    """Answer the fields of a form by their names: choose, tick or type, whatever each of them asks for."""
    for name, value in values.items():
        field = page.locator(f"main [name={name}]")
        kind = field.first.evaluate("field => field.type")
        if kind == "radio":
            page.check(f"main [name={name}][value='{value}']")
        elif kind == "checkbox":
            field.set_checked(bool(value))
        elif kind.startswith("select"):
            field.select_option(value, force=True)  # a long list is chosen from by typing; see test_combobox
        else:
            field.fill(value)


def press(page: Page, text: str) -> None:
    """Press the button of the page's main part that says ``text`` (as in the code)."""
    page.get_by_role("main").get_by_role("button", name=say(LANGUAGE, text), exact=True).click()


def follow(page: Page, text: str) -> None:
    """Follow the first link of the page's main part that says ``text`` (as in the code)."""
    page.get_by_role("main").get_by_role("link", name=say(LANGUAGE, text), exact=True).first.click()


def reads(page: Page, text: str, **values) -> bool:
    """Whether the page's main part says ``text`` (as in the code)."""
    return say(LANGUAGE, text, **values) in page.get_by_role("main").inner_text()


def register(page: Page, email: str, password: str) -> None:
    """From the first page to "look in your mailbox"."""
    page.goto("/fr/")
    page.get_by_role("link", name=say(LANGUAGE, "Register")).first.click()
    fill_in(page, {"email": email, "password1": password, "password2": password})
    press(page, "Register")
    assert page.get_by_role("heading", level=1).inner_text() == say(LANGUAGE, "Look in your mailbox")


def open_link_of(page: Page, mail) -> None:
    """Open the only link of a mail that leads further than the portal's first page."""
    links = [link for link in re.findall(r"http://\S+", mail.get_content()) if link.count("/") > 3]
    assert len(links) == 1
    page.goto(links[0])


def confirm_address(page: Page, mail) -> None:
    open_link_of(page, mail)
    press(page, "Confirm")
    assert page.get_by_role("heading", level=1).inner_text() == say(LANGUAGE, "Welcome")


def complete_identity(page: Page, identity: dict[str, str]) -> None:
    follow(page, "Register in the database")
    fill_in(page, identity)
    press(page, "Save")
    name = f"{identity['first_name']} {identity['last_name']}"
    assert page.get_by_role("heading", level=1).inner_text() == name


def add_line(page: Page, section: str, values: dict[str, str | bool]) -> None:
    """One line of the CV."""
    page.goto(reverse("candidates:entry-add", args=[section]))
    fill_in(page, values)
    press(page, "Save")
    page.wait_for_url(f"**{reverse('candidates:section', args=[section])}")


def start_from_the_calendar(page: Page, title: str) -> None:
    """From the public calendar over the mission's page to an empty draft."""
    page.goto("/fr/calendar/")
    page.get_by_role("main").get_by_role("link", name=title).first.click()
    page.get_by_role("main").locator("a[href^='/my-candidacies/start/']").first.click()
    press(page, "Start my candidacy")


def save_draft(page: Page, certificate: dict, motivation: str) -> None:
    """The certificate's file and the motivation; nothing is handed in."""
    page.set_input_files("[name=certificate_file]", certificate)
    fill_in(page, {"completed_on": "2026-01-15", "motivation": motivation})
    press(page, "Save the draft")
    assert reads(page, "Your draft has been saved. It is not handed in yet.")


def come_back_to_the_draft(page: Page, title: str, motivation: str) -> None:
    """Hours later, by the list of the own candidacies: everything is still there."""
    page.goto(reverse("candidacies:list"))
    page.get_by_role("main").get_by_role("link", name=title).click()
    assert page.input_value("[name=motivation]") == motivation
    assert page.get_by_role("link", name="attestation.pdf").is_visible()
    assert StoredFile.objects.get().name == "attestation.pdf"


def hand_in(page: Page) -> Candidacy:
    """Promise what is asked and hand in; the receipt is what the server wrote down, to the second."""
    fill_in(page, {"available": True, "code_of_conduct": True})
    press(page, "Hand in my candidacy")
    candidacy = Candidacy.objects.get(received_at__isnull=False)
    receipt = page.get_by_role("region", name=say(LANGUAGE, "Receipt")).inner_text()
    assert candidacy.receipt_number in receipt
    assert in_language(LANGUAGE, lambda: exact_time(candidacy.received_at)) in receipt
    return candidacy
