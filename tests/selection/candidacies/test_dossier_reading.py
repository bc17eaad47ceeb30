"""A frozen dossier in words."""

import pytest
from django.utils import translation

from selection.candidacies.dossier import build_dossier
from selection.candidacies.dossier_reading import read_dossier
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import (
    CandidateFactory,
    ReferenceFactory,
    SkillFactory,
    UnavailabilityFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def data():
    person = CandidateFactory(registered=True, belgian=True, with_cv=True, gender="F", city="Namur")
    return build_dossier(CandidacyFactory(received=True, candidate=person))


def words(parts) -> dict[str, str]:
    return {str(label): value for part in parts for line in part.lines for label, value in line}


def test_every_section_that_says_something_is_read_in_words(data):
    with translation.override("en"):
        parts = read_dossier(data)
        said = words(parts)
        titles = [str(part.title) for part in parts]

    assert titles[:2] == ["Person", "Employer"]
    assert {
        "gender": "Woman",
        "place of residence": "Namur",
        "nationalities": "Belgium",
    }.items() <= said.items()
    assert not any(data["person"]["id"] in value for value in said.values())


def test_what_the_reader_may_not_see_is_left_out(data):
    with translation.override("en"):
        said = words(read_dossier(data, without=["gender"]))

    assert "gender" not in said
    assert "Namur" in said.values()


def test_a_value_whose_column_is_gone_is_shown_as_it_was_kept(data):
    data["person"]["pet_name"] = "Tintin"

    assert words(read_dossier(data))["pet_name"] == "Tintin"


def test_what_stands_beside_the_cv_is_no_part_of_a_dossier():
    person = CandidateFactory(registered=True, belgian=True, with_cv=True)
    SkillFactory(candidate=person, description="Leading a polling team")
    ReferenceFactory(candidate=person, name="Dominique Referee")
    UnavailabilityFactory(candidate=person)

    frozen = build_dossier(CandidacyFactory(received=True, candidate=person))

    assert "Leading a polling team" in str(frozen)
    assert "Dominique Referee" not in str(frozen)
    assert not {"references", "unavailabilities", "documents"} & frozen.keys()
