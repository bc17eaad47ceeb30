"""``ready_for`` asks the database what ``completeness_for`` reads from a file."""

import pytest
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidates.completeness import completeness_for
from candidates.models import Candidate
from candidates.needs import SCHEME_NEEDS
from osce_portal.common.enums import Scheme
from tests.factories import candidates as factories

pytestmark = pytest.mark.django_db

LINES = {
    "employer": lambda person: factories.EmployerFactory(candidate=person),
    "english": lambda person: factories.LanguageSkillFactory(candidate=person),
    "russian": lambda person: factories.LanguageSkillFactory(candidate=person, language="ru"),
    "school": lambda person: factories.EducationFactory(candidate=person, level="secondary"),
    "bachelor": lambda person: factories.EducationFactory(candidate=person, level="bachelor"),
    "work": lambda person: factories.EmploymentFactory(candidate=person),
    "two referees": lambda person: factories.ReferenceFactory.create_batch(2, candidate=person),
    "referee": lambda person: factories.ReferenceFactory(candidate=person),
}
PEOPLE = st.fixed_dictionaries(
    {
        "phone": st.sampled_from(["", "+32470123456"]),
        "city": st.sampled_from(["", "Liège"]),
        "country": st.sampled_from(["", "BE"]),
        "nationalities": st.sampled_from([[], ["BE"], ["FR"], ["FR", "BE"], ["BA", "EE"]]),
    }
)


def make_person(facts: dict, lines: set[str]) -> Candidate:
    person = factories.CandidateFactory(registered=True, **facts)
    for name in lines:
        LINES[name](person)
    return person


@pytest.mark.parametrize("scheme", Scheme)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=PEOPLE, lines=st.sets(st.sampled_from(sorted(LINES))))
def test_the_database_finds_ready_exactly_whom_the_file_says_is_ready(scheme, facts, lines):
    person = make_person(facts, lines)

    ready = Candidate.objects.filter(pk=person.pk).ready_for(scheme).exists()

    person = Candidate.objects.with_file().get(pk=person.pk)
    assert ready == completeness_for(person, scheme).is_ready


@pytest.mark.parametrize("scheme", Scheme)
def test_a_whole_file_is_ready_and_is_found_once(scheme):
    person = factories.CandidateFactory(registered=True, belgian=True, with_cv=True)
    factories.ReferenceFactory.create_batch(3, candidate=person)
    factories.EducationFactory(candidate=person)
    factories.CandidateFactory(registered=True, with_cv=True)

    assert list(Candidate.objects.ready_for(scheme)) == [person]


@pytest.mark.parametrize("field", ["first_name", "last_name", "email", "phone", "city", "country"])
def test_an_identity_without_one_of_its_parts_is_not_ready(field):
    person: Model = factories.CandidateFactory(registered=True, belgian=True, with_cv=True)
    Candidate.objects.filter(pk=person.pk).update(**{field: ""})

    assert not Candidate.objects.ready_for(Scheme.JPO).exists()


def test_every_scheme_asks_for_something():
    assert set(SCHEME_NEEDS) == set(Scheme)
