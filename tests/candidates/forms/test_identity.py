import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from candidates.forms.identity import IdentityForm, years_before
from candidates.models import Candidate
from osce_portal.common.enums import LanguageGroup

GIVEN = {
    "first_name": "Anne",
    "last_name": "Dubois",
    "birth_date": "1990-05-01",
    "phone": "0470 12 34 56",
    "city": "Namur",
    "country": "BE",
    "nationality": "BE",
    "second_nationality": "",
    "third_nationality": "",
    "gender": "",
    "language_group": "NL",
    "correspondence_language": "de",
}


def test_nationalities_come_out_as_one_list_in_order():
    form = IdentityForm(GIVEN | {"second_nationality": "IT"})

    assert form.is_valid(), form.errors
    assert form.identity["nationalities"] == ["BE", "IT"]
    assert str(form.identity["phone"]) == "+32470123456"


def test_the_three_languages_of_a_person_are_three_things():
    form = IdentityForm(GIVEN)

    assert form.is_valid()
    assert (form.identity["language_group"], form.identity["correspondence_language"]) == ("NL", "de")


def test_no_language_group_is_chosen_before_the_person_has_said_one():
    assert IdentityForm(instance=Candidate())["language_group"].value() == ""
    assert list(IdentityForm({**GIVEN, "language_group": ""}).errors) == ["language_group"]


def test_neither_language_group_is_an_answer_and_shown_as_such_the_next_time():
    form = IdentityForm(GIVEN | {"language_group": "neither"})
    assert form.is_valid()
    assert form.identity["language_group"] == LanguageGroup.NONE
    registered = Candidate(registered_at=timezone.now(), language_group=LanguageGroup.NONE)
    assert IdentityForm(instance=registered)["language_group"].value() == "neither"


def test_the_same_nationality_twice_is_said_next_to_the_second():
    form = IdentityForm(GIVEN | {"second_nationality": "BE"})

    assert list(form.errors) == ["second_nationality"]


def test_nationalities_already_given_are_shown():
    form = IdentityForm(instance=Candidate(nationalities=["FR", "BE"]))

    assert (form["nationality"].value(), form["second_nationality"].value()) == ("BE", "FR")


@pytest.mark.parametrize(
    "field", ["first_name", "last_name", "birth_date", "phone", "city", "country", "nationality"]
)
def test_what_is_necessary_is_asked_for_next_to_its_field(field):
    assert list(IdentityForm(GIVEN | {field: ""}).errors) == [field]


@pytest.mark.parametrize("field", ["first_name", "last_name", "city"])
def test_a_name_with_a_line_break_is_refused(field):
    assert list(IdentityForm(GIVEN | {field: "Anne\nBcc: everybody"}).errors) == [field]


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_only_the_date_of_birth_of_an_adult_who_may_be_alive_is_taken(born):
    today = timezone.localdate()
    form = IdentityForm(GIVEN | {"birth_date": born.isoformat()})

    assert ("birth_date" not in form.errors) == (years_before(today, 100) <= born <= years_before(today, 18))


@given(st.dates(min_value=dt.date(1000, 1, 1)), st.integers(1, 120))
def test_years_before_keeps_the_day_but_for_a_leap_day(day, years):
    earlier = years_before(day, years)

    assert earlier.year == day.year - years
    assert (earlier.month, earlier.day) in {(day.month, day.day), (3, 1)}
