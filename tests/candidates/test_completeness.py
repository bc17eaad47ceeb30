import pytest

from candidates.completeness import (
    completeness_by_scheme,
    completeness_for,
    completeness_for_observation,
    missing_by_need,
    missing_for_observation,
    missing_in_cv,
)
from candidates.needs import SECTION_OF, WHY, NeedCode
from candidates.sections import SECTIONS
from osce_portal.common.enums import Scheme
from tests.factories.candidates import (
    CandidateFactory,
    EducationFactory,
    EmployerFactory,
    EmploymentFactory,
    LanguageSkillFactory,
    ReferenceFactory,
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


def test_three_referees_make_a_file_ready_for_a_secondment():
    candidate = CandidateFactory(registered=True, belgian=True, with_cv=True)
    ReferenceFactory.create_batch(2, candidate=candidate)
    assert codes(completeness_for(candidate, Scheme.SECONDMENT).missing) == ["references"]

    ReferenceFactory(candidate=candidate)

    assert completeness_for(candidate, Scheme.SECONDMENT).is_ready


@pytest.mark.parametrize(
    ("level", "missing"), [("secondary", ["degree"]), ("bachelor", []), ("doctorate", [])]
)
def test_a_jpo_needs_a_degree(level, missing):
    candidate = CandidateFactory(registered=True, belgian=True)
    LanguageSkillFactory(candidate=candidate)
    EducationFactory(candidate=candidate, level=level)

    assert codes(completeness_for(candidate, Scheme.JPO).missing) == missing


def test_what_is_missing_is_named_once_with_every_scheme_that_asks_for_it():
    candidate = CandidateFactory(registered=True, belgian=True, with_cv=True)
    candidate.employers.all().delete()

    missing = {need.code: schemes for need, schemes in missing_by_need(completeness_by_scheme(candidate))}

    assert missing == {
        "employer": [Scheme.ELECTION_OBSERVATION, Scheme.SECONDMENT, Scheme.CRISIS_MANAGEMENT],
        "references": [Scheme.SECONDMENT],
    }


@pytest.mark.parametrize("code", NeedCode)
def test_every_need_says_why_and_leads_to_a_page(code):
    assert WHY[code]
    assert SECTION_OF[code] == "identity" or SECTION_OF[code] in SECTIONS


def test_every_need_of_a_scheme_has_an_address():
    for completeness in completeness_by_scheme(CandidateFactory()):
        assert all(need.url.startswith("/my-file/") for need in completeness.needs)


def test_completeness_reads_prefetched_lines_without_a_query(django_assert_num_queries):
    candidate = type(CandidateFactory(with_cv=True)).objects.with_file().get()

    with django_assert_num_queries(0):
        completeness_by_scheme(candidate)
