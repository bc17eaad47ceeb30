"""Work and studies of a current CV."""

from collections.abc import Iterator

from candidates.europass import codes
from candidates.europass.current_person import read_country
from candidates.europass.dates import Period, read_period
from candidates.europass.nodes import Node
from candidates.europass.proposal import EducationFound, EmploymentFound
from candidates.europass.texts import one_line, plain_text

ORGANISATION_COUNTRY = "OrganizationContact/Communication/Address/CountryCode"


def read_employments(profile: Node) -> Iterator[EmploymentFound]:
    """One for each position: an employer may have seen several."""
    for employer in profile.all("EmploymentHistory/EmployerHistory"):
        organisation = one_line(employer.read("OrganizationName"))
        country = read_country(employer, ORGANISATION_COUNTRY)
        whole = _period(employer)
        for position in employer.all("PositionHistory") or [Node("PositionHistory")]:
            own = _period(position)
            yield EmploymentFound(
                title=one_line(position.read("PositionTitle")),
                organisation=organisation,
                country=read_country(position, "Country", "CountryCode") or country,
                period=own if own.start or own.end else whole,
                description=plain_text(position.read("Description")),
            )


def _period(node: Node) -> Period:
    return read_period(
        node.first("EmploymentPeriod"),
        start="StartDate/FormattedDateTime",
        end="EndDate/FormattedDateTime",
        current=("CurrentIndicator",),
    )


def read_educations(profile: Node) -> Iterator[EducationFound]:
    """One for each attendance; some have nothing but a period."""
    for node in profile.all("EducationHistory/EducationOrganizationAttendance"):
        yield EducationFound(
            title=one_line(node.read("ProgramName", "EducationDegree/DegreeName")),
            institution=one_line(node.read("OrganizationName")),
            country=read_country(node, ORGANISATION_COUNTRY),
            level=_level(node),
            field=_field(node),
            period=read_period(
                node.first("AttendancePeriod"),
                start="StartDate/FormattedDateTime",
                end="EndDate/FormattedDateTime",
                current=("Ongoing", "CurrentIndicator"),
            ),
        )


def _level(node: Node) -> str:
    for path in ("EducationLevelCode", "EducationDegree/EducationLevelCode"):
        for code in node.all(path):
            level = codes.education_level(code.text, list_name=code.attributes.get("listName", ""))
            if level:
                code.is_read = True
                return level
    return ""


def _field(node: Node) -> str:
    for found in (*node.all("EducationDegree/FieldOfStudy"), *node.all("EducationDegree/FieldOfStudy/Code")):
        field = codes.field_2013(found.text)
        if field:
            found.is_read = True
            return field
    return ""
