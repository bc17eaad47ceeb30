"""A form that is on its way is not sent a second time."""

import pytest
from django.urls import reverse

from tests.factories.candidates import ObservationExperienceFactory
from tests.journeys.sessions import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

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
