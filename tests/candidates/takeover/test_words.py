"""Where a piece of the file stood is said in words that a reader knows."""

import pytest
from django.utils import translation

from candidates.europass.reading import read_europass
from candidates.takeover.words import ELSEWHERE, spoken_place, tell
from tests.candidates.europass.own_files import NAMES, own_file


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "SkillsPassport/LearnerInfo/WorkExperience[2]/Employer/ContactInfo/Address/Contact/PostalCode",
            "Work experience 2 › Employer › Postal code",
        ),
        ("Candidate/CandidateProfile/ExecutiveSummary", "Summary"),
        ("Candidate/CandidateProfile[2]/Projects", "Projects"),
        ("Candidate/CandidateProfile", "The CV in another language"),
        ("person/driving_licences", "Driving licence"),
        ("SkillsPassport/LearnerInfo/Zażółć[3]", "Elsewhere in the file"),
        ("SkillsPassport/LearnerInfo/Headline/Unknown", "Headline"),
        ("", "Elsewhere in the file"),
        ("…", "And more"),
    ],
)
def test_a_way_through_the_file_is_said_in_words(path, said):
    with translation.override("en"):
        assert spoken_place(path) == said


def test_the_words_are_those_of_the_reader():
    with translation.override("fr"):
        assert spoken_place("Candidate/CandidateProfile/ExecutiveSummary") == "Résumé"


@pytest.mark.parametrize("name", NAMES)
def test_every_place_in_the_own_files_has_words(name):
    pieces = read_europass(own_file(name)).unmapped

    assert pieces
    assert [piece.path for piece in pieces if tell(piece).place == str(ELSEWHERE)] == []
