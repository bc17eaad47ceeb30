import datetime as dt

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from candidates.forms.entries import (
    CountryExperienceForm,
    EducationForm,
    EmployerForm,
    EmploymentForm,
    LanguageSkillForm,
    ObservationExperienceForm,
    TrainingForm,
)
from candidates.models import Candidate, Employer, LanguageSkill
from tests.factories.candidates import CandidateFactory, LanguageSkillFactory

pytestmark = pytest.mark.django_db  # constraints are checked by the database

WORK = {"title": "Jurist", "organisation": "Stad Gent", "country": "BE", "field": "law"}
STUDIES = {"level": "master", "field": "law", "title": "Master", "institution": "UGent", "country": "BE"}


@given(st.dates(), st.dates())
def test_a_period_is_taken_exactly_when_it_begins_in_the_past_and_ends_after_its_beginning(start, end):
    form = EmploymentForm(WORK | {"started_on": start.isoformat(), "ended_on": end.isoformat()})

    wrong = set()
    if start > timezone.localdate():
        wrong = {"started_on"}
    elif end < start:
        wrong = {"ended_on"}
    assert set(form.errors) == wrong


@given(st.dates())
def test_studies_may_end_in_the_future(end):
    form = EducationForm(STUDIES | {"started_on": "", "ended_on": end.isoformat()})

    assert not form.errors


@given(st.dates())
def test_a_training_was_completed_today_at_the_latest(day):
    form = TrainingForm({"kind": "heat", "completed_on": day.isoformat()})

    assert set(form.errors) == (set() if day <= timezone.localdate() else {"completed_on"})


@given(st.integers(-5, 3000))
def test_an_election_was_observed_between_1990_and_this_year(year):
    given_data = {"role": "sto", "organisation": "OSCE/ODIHR", "country": "MD", "year": year}

    form = ObservationExperienceForm(given_data)

    assert (not form.errors) == (1990 <= year <= timezone.localdate().year)


@pytest.mark.parametrize(("months", "fits"), [(0, False), (1, True), (720, True), (721, False), (-3, False)])
def test_a_stay_lasts_at_least_a_month_and_at_most_sixty_years(months, fits):
    form = CountryExperienceForm({"country": "GE", "kind": "work", "months": months})

    assert form.is_valid() == fits


def test_the_end_before_the_beginning_is_said_once_next_to_the_end():
    form = EmployerForm({"kind": "fps_fa", "started_on": "2024-05-01", "ended_on": "2024-04-30"})

    assert {name: len(errors) for name, errors in form.errors.items()} == {"ended_on": 1}


@pytest.mark.parametrize(("kind", "needs_name"), [("other", True), ("federal_other", True), ("none", False)])
def test_an_employer_without_a_name_of_its_own_is_named(kind, needs_name):
    assert ("name" in EmployerForm({"kind": kind}).errors) == needs_name


def test_a_language_that_is_no_mother_tongue_needs_four_levels():
    form = LanguageSkillForm({"language": "ru", "reading": "B1"})

    assert {"listening", "speaking", "writing"} <= set(form.errors)
    assert "reading" not in form.errors


def test_a_mother_tongue_needs_no_level():
    assert LanguageSkillForm({"language": "fr", "is_mother_tongue": "on"}).is_valid()


def test_a_language_given_before_is_refused_with_words():
    skill = LanguageSkillFactory(language="en")
    again = LanguageSkill(candidate=skill.candidate)

    form = LanguageSkillForm({"language": "en", "is_mother_tongue": "on"}, instance=again)

    assert not form.is_valid()
    assert len(form.non_field_errors()) == 1


def test_the_same_language_of_somebody_else_is_no_hindrance():
    LanguageSkillFactory(language="en")
    mine = LanguageSkill(candidate=Candidate.objects.create(first_name="A", last_name="B"))

    assert LanguageSkillForm({"language": "en", "is_mother_tongue": "on"}, instance=mine).is_valid()


def test_dates_are_asked_with_the_browsers_own_picker_in_iso():
    form = EmployerForm(instance=Employer(started_on=dt.date(2020, 2, 29)))

    assert 'type="date"' in str(form["started_on"])
    assert 'value="2020-02-29"' in str(form["started_on"])


@pytest.mark.parametrize(
    ("form_class", "data", "field"),
    [
        (EmploymentForm, WORK, "started_on"),
        (EducationForm, STUDIES, "ended_on"),
        (TrainingForm, {"kind": "heat"}, "completed_on"),
    ],
)
def test_nothing_of_a_cv_lies_before_the_birth(form_class, data, field):
    """Years of work give points: a slip of a century would give them all."""
    person = CandidateFactory(birth_date=dt.date(1980, 5, 17))

    def found(day: str) -> list[str]:
        line = form_class._meta.model(candidate=person)
        return form_class(data | {"started_on": "", "ended_on": "", field: day}, instance=line).errors.get(
            field, []
        )

    with translation.override("en"):
        assert found("1980-05-16") == ["This day lies before the date of birth in your personal details."]
    assert found("1980-05-17") == []
