"""Candidate, from the editor and from EURES."""

import pytest

from candidates.europass.dates import PartialDate, Period
from candidates.europass.proposal import LanguageFound, PublicationFound, TrainingFound
from candidates.europass.reading import read_europass
from tests.candidates.europass.own_files import own_file


@pytest.fixture(scope="module")
def proposal():
    return read_europass(own_file("current.xml"))


def test_the_person_is_the_candidate_and_never_the_supplier(proposal):
    person = proposal.person

    assert (person.first_name, person.last_name) == ("Lena", "Voorbeeld Testers")
    assert person.birth_date == PartialDate(1988)
    assert person.phones == ("+32 0470000001",)
    assert person.nationalities == ("BE", "GR")
    assert (person.city, person.country, person.gender) == ("Leuven", "BE", "F")
    assert person.driving_licences == ("B",)


def test_every_position_is_a_job_of_its_own(proposal):
    assert [(found.title, found.organisation, found.country) for found in proposal.employments] == [
        ("Legal adviser", "Placeholder Institute", "BE"),
        ("Assistant", "Placeholder Institute", "BE"),
        ("Junior lawyer", "Sample Chambers", "GB"),
    ]


def test_a_job_that_goes_on_has_no_end_and_one_without_dates_has_its_employers(proposal):
    assert [found.period for found in proposal.employments] == [
        Period(PartialDate(2018, 3, 1), None, is_current=True),
        Period(PartialDate(2016), PartialDate(2018, 2), is_current=False),
        Period(PartialDate(2013), None, is_current=None),
    ]


def test_html_of_the_editor_becomes_lines_without_scripts(proposal):
    assert proposal.employments[0].description == "- Drafts rules\n- Answers questions"


def test_a_day_that_no_calendar_has_is_told_and_the_studies_are_kept(proposal):
    (studies,) = proposal.educations

    assert (studies.title, studies.level, studies.field) == ("Master of Laws", "master", "law")
    assert studies.period == Period(PartialDate(2006, 9), None, is_current=False)
    assert "2011-02-31" in [piece.text for piece in proposal.unmapped]


def test_codes_of_languages_in_every_spelling_are_one(proposal):
    assert proposal.languages == (
        LanguageFound("nl", "dut", is_mother_tongue=True),
        LanguageFound("", "Invented tongue", is_mother_tongue=True),
        LanguageFound("fr", "fre", is_mother_tongue=False, listening="C1", spoken_production="B2"),
        LanguageFound("en", "ENG", is_mother_tongue=False),
    )


def test_skills_are_found_in_every_place_that_editions_gave_them(proposal):
    assert [(found.kind, found.description) for found in proposal.skills] == [
        ("digital", "Spreadsheets"),
        ("other", "Reading maps"),
        ("organisation", "Planning"),
    ]


def test_publications_are_found_among_the_others_too(proposal):
    assert proposal.publications == (
        PublicationFound("Seals and boxes", 2019, "Journal of Examples 3", "https://doi.org/10.0000/example"),
        PublicationFound("A note on counting", 2018, "", "https://example.org/note"),
    )
    assert proposal.trainings == (TrainingFound("First aid", "", PartialDate(2021, 6, 5)),)


def test_the_persons_picture_is_no_paper_and_is_told(proposal):
    (paper,) = proposal.documents

    assert (paper.description, paper.content_type, len(paper.data)) == ("Diploma", "image/png", 67)
    (picture,) = [piece.text for piece in proposal.unmapped if "ProfilePicture" in piece.text]
    assert "iVBOR" not in picture


def test_a_second_profile_is_told_and_not_mixed_in(proposal):
    assert proposal.language == "en"
    assert [piece.text for piece in proposal.unmapped if piece.path == "Candidate/CandidateProfile"] == ["nl"]
    assert "Juriste" not in str(proposal)


def test_reads_files_of_eures():
    proposal = read_europass(own_file("eures.xml"))

    assert (proposal.format, proposal.version, proposal.language) == ("current", "1.3", "no")
    assert (proposal.person.last_name, proposal.person.phones) == ("Voorbeeld", ("470000001",))
    assert proposal.employments[0].period == Period(PartialDate(2016, 9, 1), None, is_current=None)
    assert [found.level for found in proposal.educations] == ["vocational", "vocational"]
    assert [found.description for found in proposal.skills] == ["http://data.europa.eu/esco/skill/0"]
    assert proposal.person.driving_licences == ("B",)
