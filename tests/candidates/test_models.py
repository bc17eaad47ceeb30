import pytest

from candidates.models import Candidate
from osce_portal.common.enums import CefrLevel
from tests.factories.candidates import CandidateFactory, LanguageSkillFactory

pytestmark = pytest.mark.django_db


def test_a_registered_belgian_with_a_cv_has_a_line_in_every_section():
    candidate = CandidateFactory(registered=True, belgian=True, with_cv=True)

    assert candidate.is_registered
    assert candidate.is_belgian
    assert [candidate.languages.count(), candidate.educations.count(), candidate.observations.count()] == [
        1,
        1,
        1,
    ]


def test_somebody_without_an_account_has_an_address_of_their_own():
    assert CandidateFactory(without_account=True).email.startswith("paper")


def test_the_level_that_counts_is_the_lowest_of_the_four():
    assert LanguageSkillFactory(skill=CefrLevel.C1, writing=CefrLevel.B1).level == CefrLevel.B1


def test_a_mother_tongue_needs_no_levels():
    assert LanguageSkillFactory(language="fr", skill="", is_mother_tongue=True).level == CefrLevel.C2


def test_with_cv_reads_everything_in_a_fixed_number_of_queries(django_assert_num_queries):
    for _ in range(3):
        CandidateFactory(with_cv=True)

    with django_assert_num_queries(10):
        people = list(Candidate.objects.with_cv())
        assert [len(person.languages.all()) for person in people] == [1, 1, 1]
