"""Where something stood in a Europass file, in the reader's words; the file's own names are English."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from candidates.europass.proposal import Unmapped

NUMBER = re.compile(r"\[(\d+)\]$")
# What only holds something else together says nothing to a person, and has no word here.
WORDS: dict[str, Any] = {
    "Achievement": _("Achievements"),
    "Activities": _("Activities"),
    "AddressLine": _("Street and number"),
    "Attachment": _("Documents"),
    "AttendancePeriod": _("Period"),
    "Birthdate": _("Date of birth"),
    "CandidatePositionPreferences": _("Post sought"),
    "CandidateProfile": _("The CV in another language"),
    "Certificate": _("Certificate"),
    "Certifications": _("Certificates"),
    "City": _("Town"),
    "CityName": _("Town"),
    "Communication": _("Contact"),
    "CommunicationAndInterpersonalSkills": _("Communication skills"),
    "Computer": _("Computer skills"),
    "ConferencesAndSeminars": _("Conferences and seminars"),
    "Country": _("Country"),
    "CountryCode": _("Country"),
    "CoverLetter": _("Cover letter"),
    "CreativeWorks": _("Creative works"),
    "Date": _("Date"),
    "Description": _("Description"),
    "DigitalSkills": _("Computer skills"),
    "Driving": _("Driving licences"),
    "Education": _("Education and training"),
    "EducationDegree": _("Diploma"),
    "EducationHistory": _("Education and training"),
    "EducationLevelCode": _("Level"),
    "Email": _("E-mail address"),
    "EmbeddedData": _("Content"),
    "Employer": _("Employer"),
    "EmployerHistory": _("Work experience"),
    "EmploymentPeriod": _("Period"),
    "EndDate": _("End"),
    "ExecutiveSummary": _("Summary"),
    "Experience": _("Experience"),
    "Field": _("Field of study"),
    "FieldOfStudy": _("Field of study"),
    "FinalGrade": _("Final grade"),
    "ForeignLanguage": _("Foreign languages"),
    "From": _("Beginning"),
    "Gender": _("Gender"),
    "GenderCode": _("Gender"),
    "Headline": _("Headline"),
    "HobbiesAndInterests": _("Interests"),
    "HonoursAndAwards": _("Honours and awards"),
    "IndustryCode": _("Sector"),
    "InstantMessaging": _("Messaging"),
    "JobRelated": _("Skills of the trade"),
    "Level": _("Level"),
    "Licenses": _("Driving licences"),
    "Link": _("Web address"),
    "ManagementAndLeadershipSkills": _("Management skills"),
    "MotherTongue": _("Mother tongue"),
    "Municipality": _("Town"),
    "Name": _("Name"),
    "Nationality": _("Nationality"),
    "NationalityCode": _("Nationality"),
    "NetworksAndMemberships": _("Memberships"),
    "NumberOfCredit": _("Study credits"),
    "Occupation": _("Post sought"),
    "OccupationalSkillsCovered": _("Subjects"),
    "Organisation": _("Institution"),
    "Organisational": _("Organisational skills"),
    "OrganisationalSkills": _("Organisational skills"),
    "OrganizationName": _("Organisation"),
    "Others": _("Other sections"),
    "Period": _("Period"),
    "PersonCompetency": _("Skill"),
    "PersonName": _("Name"),
    "Photo": _("Photograph"),
    "Position": _("Position held"),
    "PositionHistory": _("Position held"),
    "PostalCode": _("Postal code"),
    "PrimaryLanguageCode": _("Mother tongue"),
    "ProficiencyLevel": _("Level"),
    "ProfileSummary": _("Summary"),
    "Projects": _("Projects"),
    "PublicationHistory": _("Publications"),
    "Reference": _("Reference"),
    "ResidencyCountryCode": _("Country of residence"),
    "Sector": _("Sector"),
    "Signature": _("Signature"),
    "Skills": _("Skills"),
    "StartDate": _("Beginning"),
    "Telephone": _("Telephone"),
    "Thesis": _("Thesis"),
    "Title": pgettext_lazy("heading of a line", "Title"),
    "To": _("End"),
    "VoluntaryWorks": _("Voluntary work"),
    "Website": _("Web address"),
    "WorkExperience": _("Work experience"),
    # Of the portal itself: what of the person's details, or beyond so many lines, is not offered.
    "emails": _("E-mail address"),
    "phones": _("Telephone"),
    "driving_licences": _("Driving licence"),
    "birth_date": _("Date of birth"),
    "…": _("And more"),
}
ELSEWHERE = _("Elsewhere in the file")
PROFILE = "CandidateProfile"  # the CV itself; only as a whole it is another one


@dataclass(frozen=True, slots=True)
class Told:
    """What has no place in the portal, and where it stood, both for reading."""

    place: str
    text: str


def tell(piece: Unmapped) -> Told:
    """A piece of the file in the reader's words."""
    return Told(spoken_place(piece.path), piece.text)


def spoken_place(path: str) -> str:
    """The way to an element as words, the outermost first; of several of a name its number.

    Names that nobody knows are left out; where nothing of the way is known, just that is said.
    """
    *way, last = path.split("/")
    said = [_spoken(name) for name in (*(name for name in way if not name.startswith(PROFILE)), last)]
    return " › ".join(dict.fromkeys(filter(None, said))) or str(ELSEWHERE)


def _spoken(name: str) -> str:
    number = NUMBER.search(name)
    word = WORDS.get(NUMBER.sub("", name))
    return f"{word} {number.group(1)}" if word and number else str(word or "")
