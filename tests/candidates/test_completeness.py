import pytest

from candidates.completeness import completeness_for_observation, missing_for_observation, missing_in_cv
from candidates.sections import SECTIONS
from tests.factories.candidates import (
    CandidateFactory,
    EducationFactory,
    EmployerFactory,
    EmploymentFactory,
    LanguageSkillFactory,
)

pytestmark = pytest.mark.django_db


def codes(needs) -> list[str]:
    return [need.code for need in needs]


def test_a_registered_belgian_with_a_cv_misses_nothing():
    candidate = CandidateFactory(registered=True, belgian=True, with_cv=True)

    assert missing_for_observation(candidate) == []
    assert completeness_for_observation(candidate).done == completeness_for_observation(candidate).total


def test_an_empty_file_misses_everything():
    completeness = completeness_for_observation(CandidateFactory())

    assert completeness.done == 0
    assert codes(completeness.missing) == ["identity", "nationality", "employer", "english", "background"]


@pytest.mark.parametrize("field", ["first_name", "last_name", "phone", "birth_date", "city"])
def test_an_identity_without_one_of_its_parts_is_incomplete(field):
    candidate = CandidateFactory(registered=True, belgian=True, with_cv=True)
    setattr(candidate, field, None if field == "birth_date" else "")

    assert codes(missing_for_observation(candidate)) == ["identity"]


def test_another_nationality_alone_is_not_enough_for_observers():
    candidate = CandidateFactory(registered=True, with_cv=True, nationalities=["FR"])

    assert codes(missing_for_observation(candidate)) == ["nationality"]


def test_languages_without_english_are_not_enough():
    candidate = LanguageSkillFactory(language="ru").candidate

    assert "english" in codes(missing_in_cv(candidate))


@pytest.mark.parametrize("line", [EducationFactory, EmploymentFactory])
def test_either_studies_or_work_will_do(line):
    candidate = LanguageSkillFactory().candidate
    EmployerFactory(candidate=candidate)
    assert codes(missing_in_cv(candidate)) == ["background"]

    line(candidate=candidate)

    assert missing_in_cv(candidate) == []


def test_every_need_leads_to_a_page():
    for need in completeness_for_observation(CandidateFactory()).needs:
        assert need.url.startswith("/my-file/")
        assert need.section == "identity" or need.section in SECTIONS


def test_completeness_reads_prefetched_lines_without_a_query(django_assert_num_queries):
    candidate = type(CandidateFactory(with_cv=True)).objects.with_cv().get()

    with django_assert_num_queries(0):
        completeness_for_observation(candidate)
