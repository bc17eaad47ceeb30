import datetime as dt

import pytest
from django.utils import translation

from candidates.models import Candidate
from candidates.remarks import MOST_REMARKS, remarks_on_periods
from tests.factories.candidates import CandidateFactory, EducationFactory, EmploymentFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def remarks(candidate):
    with translation.override("en"):
        return remarks_on_periods(Candidate.objects.with_cv().get(pk=candidate.pk), TODAY)


def test_two_years_without_a_line_and_two_posts_at_once_are_told_in_words():
    person = CandidateFactory()
    EducationFactory(candidate=person, started_on=dt.date(2008, 9, 15), ended_on=dt.date(2013, 6, 30))
    EmploymentFactory(
        candidate=person, title="Jurist", organisation="ULB",
        started_on=dt.date(2015, 7, 1), ended_on=dt.date(2019, 12, 31),
    )  # fmt: skip
    EmploymentFactory(candidate=person, title="Lawyer", organisation="Bar", started_on=dt.date(2019, 1, 1))

    gap, overlap = remarks(person)

    assert "24 months" in gap
    assert "1 July 2013" in gap
    assert "Jurist, ULB" in overlap
    assert "31 December 2019" in overlap


def test_work_beside_studies_and_a_month_between_two_posts_are_not_worth_a_word():
    person = CandidateFactory()
    EducationFactory(candidate=person, started_on=dt.date(2010, 9, 15), ended_on=dt.date(2013, 6, 30))
    EmploymentFactory(candidate=person, started_on=dt.date(2012, 1, 1), ended_on=dt.date(2014, 1, 31))
    EmploymentFactory(candidate=person, started_on=dt.date(2014, 3, 1))

    assert remarks(person) == []


def test_many_slips_are_not_told_without_end():
    person = CandidateFactory()
    EmploymentFactory.create_batch(8, candidate=person)

    assert len(remarks(person)) == MOST_REMARKS


def test_remarks_read_the_lines_that_are_there(django_assert_num_queries):
    CandidateFactory(with_cv=True)
    person = Candidate.objects.with_cv().get()

    with django_assert_num_queries(0):
        remarks_on_periods(person, TODAY)
