import datetime as dt

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from candidates.forms.beside import ReferenceForm, UnavailabilityForm

pytestmark = pytest.mark.django_db  # constraints are checked by the database

REFEREE = {"name": "Dominique Referee", "function": "Head of unit", "organisation": "ULB", "agreed": "on"}
MAIL, PHONE = {"email": "referee@example.org"}, {"phone": "+32 470 12 34 57"}


@pytest.mark.parametrize("way", [MAIL, PHONE, MAIL | PHONE])
def test_a_referee_who_agrees_and_can_be_reached_is_taken(way):
    assert not ReferenceForm(REFEREE | way).errors


def test_a_referee_who_cannot_be_reached_is_asked_for_once_at_a_field():
    form = ReferenceForm(REFEREE)

    assert {name: len(errors) for name, errors in form.errors.items()} == {"email": 1}


def test_a_wrong_address_is_all_that_is_said_about_a_referee_who_gave_no_other():
    form = ReferenceForm(REFEREE | {"email": "nowhere"})

    assert {name: len(errors) for name, errors in form.errors.items()} == {"email": 1}


def test_a_referee_who_has_not_agreed_is_refused_in_words():
    with translation.override("en"):
        form = ReferenceForm(REFEREE | MAIL | {"agreed": ""})

        assert form.errors == {"agreed": ["Please name only people who have agreed to it."]}


@given(st.dates(), st.dates())
def test_a_period_counts_exactly_when_it_is_in_order_and_not_past_and_not_far_away(first, last):
    today = timezone.localdate()
    form = UnavailabilityForm({"started_on": first, "ended_on": last})

    assert (not form.errors) == (first <= last and today <= last and last.year <= today.year + 5)


def test_a_period_that_has_begun_and_lasts_is_taken():
    today = timezone.localdate()
    days = {"started_on": today - dt.timedelta(days=9), "ended_on": today}

    assert UnavailabilityForm(days).is_valid()
