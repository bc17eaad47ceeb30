"""Countries and languages found by typing, with the keyboard, with a finger, and without any script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from candidates.models import CountryExperience
from tests.browser import faults_of
from tests.factories.candidates import CandidateFactory, CountryExperienceFactory
from tests.journeys.sessions import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person():
    return CandidateFactory(registered=True, user__language="fr")


def open_form(page, person, live_server, language="fr"):
    """The form for a country; its field to type in."""
    person.user.language = language
    person.user.save()
    seat(page, person.user, live_server)
    page.goto(reverse("candidates:entry-add", args=["countries"]))
    return page.locator("#id_country")


def shown(page) -> list[str]:
    return page.locator(".combobox").get_by_role("option").all_inner_texts()


def test_a_country_is_found_without_its_accents_and_sent_with_the_form(page, person, live_server):
    field = open_form(page, person, live_server)
    field.press_sequentially("georg")
    assert shown(page)[0] == "Géorgie"
    assert faults_of(page) == []
    page.keyboard.press("Enter")
    expect(field).to_have_value("Géorgie")
    expect(field).to_have_attribute("aria-expanded", "false")

    page.locator("#id_kind").select_option("work")
    page.locator("#id_months").fill("7")
    page.keyboard.press("Enter")

    page.wait_for_url("**/cv/countries/")
    assert CountryExperience.objects.get().country.code == "GE"


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        ("nl", "roemenie", "Roemenië"),
        ("de", "osterr", "Österreich"),
        ("en", "kingdom", "United Kingdom"),
    ],
)
def test_names_are_those_of_the_page(page, person, live_server, language, typed, first):
    open_form(page, person, live_server, language).press_sequentially(typed)

    assert first in shown(page)


def test_beginnings_of_names_come_first_then_those_of_words(page, person, live_server):
    open_form(page, person, live_server).press_sequentially("mali")

    assert shown(page) == ["Mali", "Somalie"]


def test_the_keyboard_does_everything(page, person, live_server):
    field = open_form(page, person, live_server)
    field.focus()
    page.keyboard.press("ArrowDown")
    everything = len(shown(page))
    assert everything > 200
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    expect(active).to_have_text("Belgique")
    expect(active).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".combobox").get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    assert shown(page) == []

    field.press_sequentially("moldav")
    page.keyboard.press("Tab")

    expect(field).to_have_value("Moldavie")
    expect(page.locator("#id_kind")).to_be_focused()
    assert page.locator("[name=country]").input_value() == "MD"


def test_what_is_no_country_is_asked_again_and_not_sent(page, person, live_server):
    field = open_form(page, person, live_server, "en")
    field.press_sequentially("Atlantis")
    expect(page.locator(".combobox [role=status]")).to_have_text("Nothing found")
    page.locator("#id_kind").select_option("work")
    page.locator("#id_months").fill("7")
    page.get_by_role("button", name="Save").click()

    expect(field).to_have_value("Atlantis")
    assert field.evaluate("field => field.validationMessage") == "Please choose from the list."
    assert not CountryExperience.objects.exists()


def test_a_choice_is_shown_changed_and_taken_back(page, person, live_server):
    line = CountryExperienceFactory(candidate=person, country="GE")
    open_form(page, person, live_server, "en")
    page.goto(reverse("candidates:entry-edit", args=["countries", line.public_id]))
    field, select = page.locator("#id_country"), page.locator("[name=country]")
    expect(field).to_have_value("Georgia")

    field.fill("")
    field.blur()
    assert select.input_value() == ""
    field.fill("ukraine")
    field.blur()

    expect(field).to_have_value("Ukraine")
    assert select.input_value() == "UA"


def test_a_finger_chooses_on_a_phone(phone_page, person, live_server):
    field = open_form(phone_page, person, live_server, "en")
    field.tap()
    field.press_sequentially("kazak")
    phone_page.get_by_role("option", name="Kazakhstan").tap()

    expect(field).to_have_value("Kazakhstan")
    assert faults_of(phone_page) == []


def test_what_is_wrong_leads_to_the_field_to_type_in(page, person, live_server):
    open_form(page, person, live_server, "en")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.get_by_role("button", name="Save").click()

    page.locator(".alert-error a[href='#id_country']").click()

    expect(page.locator("#id_country")).to_be_focused()
    expect(page.locator("#id_country")).to_have_attribute("aria-invalid", "true")
    assert faults_of(page) == []


def test_without_script_it_is_an_ordinary_list(open_page, person, live_server):
    page = open_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    field = open_form(page, person, live_server, "en")

    field.select_option(label="Georgia")

    assert page.locator("[name=country]").input_value() == "GE"
