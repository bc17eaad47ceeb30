"""Registering and keeping a CV on a phone, in a real browser."""

import pytest
from django.urls import reverse

from candidates.models import Candidate
from tests.browser import faults_of_state
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, ObservationExperienceFactory
from tests.journeys.sessions import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_somebody_new_registers_and_adds_a_language_on_a_phone(phone_page, live_server):
    user = UserFactory(language="en")
    seat(phone_page, user, live_server)
    phone_page.goto(reverse("candidates:overview"))
    phone_page.get_by_role("link", name="Register in the database").click()
    phone_page.get_by_label("First name").fill("Anne")
    phone_page.get_by_label("Last name").fill("Dubois")
    phone_page.get_by_label("Date of birth").fill("1990-05-01")
    phone_page.get_by_label("Telephone").fill("0470 12 34 56")
    phone_page.get_by_label("Place of residence").fill("Namur")
    phone_page.get_by_role("combobox", name="Nationality*", exact=True).fill("belg")
    phone_page.get_by_role("option", name="Belgium").click()
    phone_page.get_by_label("Woman").check()
    phone_page.get_by_label("French", exact=True).check()
    phone_page.get_by_role("button", name="Save").click()

    phone_page.get_by_role("link", name="Your languages, with English").click()
    phone_page.get_by_role("link", name="Add a language").click()
    phone_page.get_by_role("combobox", name="Language*").fill("engl")
    phone_page.get_by_role("option", name="English", exact=True).click()
    phone_page.get_by_label("Mother tongue").check()
    phone_page.get_by_role("button", name="Save").click()

    assert phone_page.get_by_role("heading", name="English (C2)").is_visible()
    candidate = Candidate.objects.get(user=user)
    assert (candidate.is_registered, candidate.is_belgian, candidate.gender) == (True, True, "F")


def test_what_is_wrong_is_said_next_to_the_field_and_what_was_typed_stays(phone_page, live_server):
    seat(phone_page, CandidateFactory(registered=True, user__language="en").user, live_server)
    phone_page.goto(reverse("candidates:entry-add", args=["work"]))
    phone_page.get_by_label("Function").fill("Lawyer")
    phone_page.get_by_label("Organisation").fill("City of Namur")
    phone_page.get_by_label("Field").select_option("law")
    phone_page.get_by_label("From").fill("2020-05-01")
    phone_page.get_by_label("To", exact=True).fill("2019-05-01")
    phone_page.get_by_role("button", name="Save").click()

    assert phone_page.get_by_text("The end lies before the beginning.", exact=True).is_visible()
    assert phone_page.get_by_label("Function").input_value() == "Lawyer"
    assert phone_page.get_by_label("To", exact=True).get_attribute("aria-invalid") == "true"
    assert faults_of_state(phone_page) == []


CLICK_TWICE = """() => {
  const prevented = [];
  window.addEventListener("submit", (event) => {
    prevented.push(event.defaultPrevented);
    event.preventDefault();
  });
  const form = document.querySelector("main form");
  form.requestSubmit();
  form.requestSubmit();
  return prevented;
}"""


def test_a_second_click_while_the_first_is_on_its_way_is_not_sent(page, live_server):
    entry = ObservationExperienceFactory(candidate__user__language="en")
    seat(page, entry.candidate.user, live_server)
    page.goto(reverse("candidates:entry-delete", args=["observations", entry.public_id]))
    assert page.evaluate(CLICK_TWICE) == [False, True]
