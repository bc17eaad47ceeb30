"""SkillsPassport, as XML and as JSON."""

import pytest

from candidates.europass.dates import PartialDate, Period
from candidates.europass.proposal import (
    EducationFound,
    EmploymentFound,
    LanguageFound,
    PublicationFound,
    TrainingFound,
)
from candidates.europass.reading import read_europass
from tests.candidates.europass.own_files import own_file


@pytest.fixture(scope="module")
def from_xml():
    return read_europass(own_file("legacy.xml"))


def test_says_who_the_person_is_in_the_portals_codes(from_xml):
    person = from_xml.person

    assert (person.first_name, person.last_name, person.gender) == ("Lena", "Voorbeeld", "F")
    assert person.birth_date == PartialDate(1988, 2, 29)
    assert person.nationalities == ("BE", "GR")
    assert (person.city, person.country) == ("Leuven", "BE")
    assert (person.phones, person.emails) == (("+32 470 00 00 01",), ("lena.voorbeeld@example.org",))
    assert person.driving_licences == ("B", "BE")


def test_reads_jobs_with_html_and_written_line_ends_as_plain_text(from_xml):
    assert from_xml.employments == (
        EmploymentFound(
            "Legal adviser",
            "Placeholder Institute",
            "BE",
            Period(PartialDate(2016, 9), None, is_current=True),
            "Advises & drafts:\n- rules for polling stations\n- complaints",
        ),
        EmploymentFound(
            "Junior lawyer",
            "Sample Chambers",
            "GB",
            Period(PartialDate(2013), PartialDate(2016, 8, 31), is_current=False),
            "First line\nSecond line\nThird line",
        ),
        EmploymentFound("Trainee", "", "", Period(None, None, is_current=None), ""),
    )


def test_trusts_the_label_of_a_level_and_leaves_open_what_it_does_not_tell(from_xml):
    assert from_xml.educations == (
        EducationFound(
            "Master of Laws",
            "University of Nowhere",
            "BE",
            "master",
            "law",
            Period(PartialDate(2008, 9), PartialDate(2011, 7), is_current=False),
        ),
        EducationFound("", "", "", "", "", Period(PartialDate(2005), PartialDate(2008), is_current=False)),
    )


def test_reads_languages_by_code_and_by_name_and_invents_no_level(from_xml):
    assert from_xml.languages == (
        LanguageFound("nl", "Dutch", is_mother_tongue=True),
        LanguageFound("", "Invented tongue", is_mother_tongue=True),
        LanguageFound("en", "English", False, "C2", "C1", "B2", "C1", "B2"),
        LanguageFound("ru", "русский", False, "A2"),
    )
    assert [found.speaking for found in from_xml.languages] == ["", "", "B2", ""]


def test_reads_skills_publications_and_courses(from_xml):
    assert [found.kind for found in from_xml.skills] == [
        "communication", "organisation", "job_related", "digital", "other",
    ]  # fmt: skip
    assert from_xml.publications == (
        PublicationFound("A note on counting, 2018"),
        PublicationFound("Seals and boxes, 2019"),
    )
    assert from_xml.trainings == (TrainingFound("Course for observers of elections"),)


def test_decodes_papers_by_their_content_and_keeps_those_that_are_none(from_xml):
    diploma, letter = from_xml.documents

    assert (diploma.name, diploma.content_type, len(diploma.data)) == ("diploma.png", "image/png", 67)
    assert (letter.name, letter.content_type, letter.data) == ("letter.pdf", "", None)


def test_tells_everything_it_has_no_place_for(from_xml):
    told = {piece.path.removeprefix("SkillsPassport/LearnerInfo/"): piece.text for piece in from_xml.unmapped}

    assert told["Identification/PersonName/Title"] == "Ms"
    assert told["Identification/Demographics/Nationality[3]"] == "Of no State in any list"
    assert told["Headline"] == "Preferred job · Legal adviser"
    assert told["WorkExperience[3]/Period"] == "2012-02-31"
    assert told["Education[2]/Level"] == "ISCED 5"
    assert told["Skills/Linguistic/ForeignLanguage[1]/Certificate"] == "Placeholder Certificate · 2010 · C1"
    assert told["Achievement[3]"] == "Memberships · Society of Examples"
    assert told["SkillsPassport/Attachment[2]/Data"] == "the bytes were taken out by hand"
    assert len(told) == 15


def test_json_says_the_same_as_xml(from_xml):
    from_json = read_europass(own_file("legacy.json"))

    assert (from_json.format, from_json.version, from_json.language) == ("legacy", "V3.3", "en")
    assert from_json.person.birth_date == from_xml.person.birth_date
    assert from_json.person.phones == from_xml.person.phones
    assert from_json.person.driving_licences == ("A1", "B")
    assert [found.title for found in from_json.employments] == ["Legal adviser", "Junior lawyer"]
    assert from_json.employments[1].period == Period(PartialDate(2013, 1), PartialDate(2016, 8, 31), False)
    assert from_json.languages[1] == from_xml.languages[2]
    assert from_json.publications == (PublicationFound("A note on counting, 2018"),)
    assert [found.data for found in from_json.documents] == [None]


def test_json_without_the_wrapper_is_read_too():
    proposal = read_europass(b'{"LearnerInfo": {"WorkExperience": [{"Position": {"Label": "Clerk"}}]}}')

    assert [found.title for found in proposal.employments] == ["Clerk"]


def test_a_section_that_nests_in_itself_is_the_list_it_stands_for():
    proposal = read_europass(
        b"<SkillsPassport><LearnerInfo><WorkExperience><WorkExperience><Position><Label>Clerk</Label></Position>"
        b"</WorkExperience><WorkExperience><Position><Label>Cook</Label></Position></WorkExperience>"
        b"</WorkExperience></LearnerInfo></SkillsPassport>"
    )

    assert [found.title for found in proposal.employments] == ["Clerk", "Cook"]
